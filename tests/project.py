"""Projects on disk for the tests of whole runs: the valid dataset copied, and mistakes planted in it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import pytest

from comity import cli, dictionaries
from comity import codebook as codebooks
from comity.build import Build, Inputs, Layout, build, read
from comity.codebook import Codebook, Loaded
from comity.coder.pipeline import Coder
from comity.diagnostics import Place, Problem

PROJECT = Path(__file__).resolve().parent.parent
VALID = Path(__file__).resolve().parent / "data" / "valid"
CORPUS = Path(__file__).resolve().parent / "corpus"
CODEBOOK = PROJECT / "codebook"

VISIT = "kenya-finland-forest-visit"
MEMORANDUM = "kenya-finland-memorandum-in-force"
# An article as somebody's own folder may have it: a title, a text, and no more.
BARE = "Ghana's president visits Chile\n\nGhana's President Ama Boateng visited Chile on 3 May 2031.\n"


def copy_valid(root: Path) -> Path:
    """A project that holds the valid dataset, codebook apart (the commands use the repository's)."""
    shutil.copytree(VALID, root, dirs_exist_ok=True)
    return root


def valid_package(base: Path) -> Path:
    """The valid dataset, built below `base` (once, however often it is asked for)."""
    root = base / "valid-package"
    if not root.exists():
        copy_valid(root)
        assert build_in(root) == 0
    return root


@cache
def book() -> Codebook:
    """The repository's codebook."""
    return codebooks.load(CODEBOOK)


@cache
def coder() -> Coder:
    """The repository's coder: coding changes nothing in it, so that all tests may share it."""
    return Coder(book())


@contextmanager
def one_coder() -> Iterator[None]:
    """Runs that use the repository's codebook share one coder, which takes half a second to compile."""
    load, read, compile_coder = codebooks.load, codebooks.read, dictionaries.compile_coder
    coder()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(codebooks, "load", lambda folder: book() if folder == CODEBOOK else load(folder))
        patch.setattr(codebooks, "read", lambda folder: Loaded(book()) if folder == CODEBOOK else read(folder))
        patch.setattr(
            dictionaries, "compile_coder", lambda known: (coder(), []) if known is book() else compile_coder(known)
        )
        yield


def layout(root: Path, codebook: Path = CODEBOOK) -> Layout:
    return Layout(root, root / "articles", root / "codings", codebook, root)


def built(root: Path, codebook: Path = CODEBOOK) -> Build:
    return build(layout(root, codebook))


def inputs(root: Path, codebook: Path = CODEBOOK) -> Inputs:
    return read(layout(root, codebook))


def plant(file: Path, old: str, new: str) -> None:
    """Write `new` where `old` stands; the test is wrong where `old` does not stand exactly once."""
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file.name}"
    file.write_text(text.replace(old, new), encoding="utf-8", newline="\n")


def spot(root: Path, path: str, marker: str, within: str = "") -> Place:
    """Where `marker` stands in a file; with `within`, its first occurrence after that text begins."""
    text = (root / path).read_text(encoding="utf-8")
    start = text.index(marker, text.index(within))
    line = text.count("\n", 0, start) + 1
    return Place(path, line, start - (text.rfind("\n", 0, start) + 1) + 1)


def found(problems: tuple[Problem, ...] | list[Problem]) -> set[tuple[str, Place]]:
    """The problems without their words."""
    return {(problem.rule.code, problem.place) for problem in problems}


def contents(folder: Path) -> dict[str, bytes]:
    """The files below a folder, by their path in it."""
    return {
        file.relative_to(folder).as_posix(): file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file()
    }


def traces(folder: Path) -> dict[str, tuple[bytes, int]]:
    """The files below a folder with their bytes and times: equal only where nobody wrote."""
    return {path: (data, (folder / path).stat().st_mtime_ns) for path, data in contents(folder).items()}


def published(folder: Path) -> dict[str, bytes]:
    """What a build has published in a folder."""
    return {path: data for path, data in contents(folder).items() if path.startswith(("data", "schemas/"))}


def run_python(
    *arguments: str, cwd: Path, surroundings: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[bytes]:
    """Run this interpreter with warnings as errors, in other surroundings."""
    environment = {**os.environ, **(surroundings or {})}
    command = [sys.executable, "-W", "error", *arguments]
    return subprocess.run(command, cwd=cwd, env=environment, capture_output=True, check=False)


def build_in(root: Path, *arguments: str) -> int:
    """The exit code of `build_data.py` in the project at `root`, also where the command line is refused."""
    try:
        return cli.run_build(arguments, root)
    except SystemExit as end:
        return int(str(end.code))
