"""Make the mistakes of docs/diagnostics.yaml in a copy of the small edition, and tell what is found."""

from __future__ import annotations

import contextlib
import io
import shlex
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pandas as pd
from project import CODEBOOK, PROJECT, copy_valid, spot

from comity import build as steps
from comity import checks, cli, committed, csvfile, docs, frames, mistakes, outputs, publish, resolve, retired
from comity.coder import lexicon
from comity.diagnostics import InputError, Place, Problem, has_errors
from comity.locate import Context
from comity.mistakes import Mistake

EXPLANATIONS = mistakes.read(PROJECT)
MISTAKES = tuple(mistake for explanation in EXPLANATIONS.values() for mistake in explanation.mistakes)


@contextlib.contextmanager
def read_once() -> Iterator[None]:
    """Files of the codebook that did not change are not read again: most mistakes are in one of them."""
    with contextlib.ExitStack() as stack:
        _replace(stack, csvfile, "read", _remembered(csvfile.read))
        _replace(stack, lexicon, "read", _remembered(lexicon.read, lexicon.FILE))
        yield


def _remembered(read: Callable[..., Any], *name: str) -> Callable[..., Any]:
    known: dict[Any, Any] = {}

    def again(folder: Path, *arguments: Any) -> Any:
        file = folder / (*name, *arguments)[0]
        same = (file.read_bytes() if file.is_file() else None, *map(repr, arguments))
        if same not in known:
            known[same] = read(folder, *arguments)
        return known[same]

    return again


def plant_all(mistake: Mistake, root: Path, package: Path) -> None:
    """The edition in the folder `root` with the mistake made; `package` holds it built."""
    if mistake.get("published") or "explain" in (mistake.get("command") or ""):
        shutil.copytree(package, root, dirs_exist_ok=True)
    else:
        copy_valid(root)
    files = [str(change["in"]) for change in mistake.changes] + [mistake.get("remove") or ""]
    if any(file.startswith("codebook/") for file in files):
        shutil.copytree(CODEBOOK, root / "codebook")
    if any(file.startswith("docs/") for file in files):
        shutil.copytree(PROJECT / "docs", root / "docs")
    if (gone := mistake.get("remove")) is not None:
        shutil.rmtree(root / gone) if (root / gone).is_dir() else (root / gone).unlink()
    if (old := mistake.get("rename")) is not None:
        (root / old).rename(root / mistake.keys["to"])
    for change in mistake.changes:
        _write(root / change["in"], change)


def mend(mistake: Mistake, root: Path) -> None:
    """Take back what can be taken back by a file alone: `mended` in the place of a wrong file."""
    file = root / mistake.keys["in"]
    if "mended" in mistake.keys:
        file.write_text(mistake.keys["mended"], encoding="utf-8")
    else:
        file.unlink()


def _write(file: Path, change: Any) -> None:
    if "wrong" in change and "right" in change:
        text = file.read_bytes().decode("utf-8")
        assert text.count(change["right"]) == 1, f"{change['right']!r} stands {text.count(change['right'])} times"
        wrong = change["right"] + change["wrong"] * change["times"] if "times" in change else change["wrong"]
        file.write_bytes(text.replace(change["right"], wrong).encode("utf-8"))
    elif "link" in change:
        file.symlink_to(change["link"])
    elif "file" in change or "latin-1" in change:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(change["latin-1"].encode("latin-1") if "latin-1" in change else change["file"].encode("utf-8"))


def found(mistake: Mistake, root: Path) -> list[Problem]:
    """What the check, or the mistake's own command, finds in the project at `root`."""
    if any(str(change["in"]).startswith("docs/") for change in mistake.changes):
        return list(committed.documentation(root, {docs.TABLES_FILE: docs.tables_page()}))
    if mistake.get("command"):
        return run(mistake.keys["command"], root, mistake.get("while"))
    return checked(root, mistake)


def checked(root: Path, mistake: Mistake | None = None) -> list[Problem]:
    """What `--check` finds, step by step as the build goes; a mistake of tables is made before they are checked."""
    own = root / "codebook"
    layout = steps.Layout(root, root / "articles", root / "codings", own if own.exists() else CODEBOOK, root)
    inputs = steps.read(layout)
    if inputs.codebook is None or not inputs.whole:
        return list(inputs.problems)
    facts, more = resolve.resolve(steps.code(inputs), inputs.codebook)
    problems = [*inputs.problems, *more]
    if has_errors(problems):
        return problems
    tables = frames.build(facts, inputs.codebook)
    if mistake is not None and mistake.get("table"):
        tables = altered(tables, mistake)
    problems += checks.check(tables, Context.of(facts, inputs.codebook, inputs.articles))
    if own.exists():
        problems += retired.problems(tables, inputs.codebook.retired)
    if not problems and committed.is_published(root):
        known = inputs.codebook
        problems += committed.problems(root, root, lambda folder: publish.write(tables, folder, known, inputs.articles))
    return problems


def altered(tables: dict[str, pd.DataFrame], mistake: Mistake) -> dict[str, pd.DataFrame]:
    """The tables with the mistake in one of them."""
    name, keys = mistake.keys["table"], mistake.keys
    frame = tables[name]
    where = keys.get("where") or ({frame.columns[0]: keys["row"]} if "row" in keys else {})
    rows = pd.Series(True, index=frame.index)
    for column, value in where.items():
        rows &= (frame[column] == value).fillna(False)
    assert rows.any()
    match keys.get("drop"):
        case "column":
            frame = frame.drop(columns=keys["column"])
        case "rows":
            frame = frame[~rows].reset_index(drop=True)
        case "nothing":
            frame = pd.concat([frame, frame[rows]], ignore_index=True)
        case _:
            frame = frame.assign(**{keys["column"]: _changed(frame[keys["column"]], rows, keys["wrong"])})
    return {**tables, name: frame}


def _changed(column: pd.Series, rows: pd.Series, value: object) -> pd.Series:
    """A column with another value in the first of some rows, of its own type if it can be."""
    cells = column.astype(object)
    cells.iloc[int(rows.to_numpy().nonzero()[0][0])] = pd.NA if value is None else value
    known = value in column.cat.categories if isinstance(column.dtype, pd.CategoricalDtype) else True
    try:
        return cells.astype(column.dtype) if known or value is None else cells
    except (TypeError, ValueError):
        return cells


def run(command: str, root: Path, meanwhile: str | None = None) -> list[Problem]:
    """What a command line says is wrong, run in the project at `root`."""
    program, *arguments = shlex.split(command)
    said: list[Problem] = []
    with contextlib.ExitStack() as stack:
        stack.enter_context(contextlib.chdir(root))
        stack.enter_context(contextlib.redirect_stdout(io.StringIO()))
        _replace(stack, cli, "_show", lambda problems, form, at: said.extend(problems))
        if meanwhile:
            stack.enter_context(outputs.lock(root, 0))
            _replace(stack, outputs, "lock", _without_waiting(outputs.lock))
        if program == "python":
            cli.run_build(arguments[1:], root)
        else:
            try:
                cli.main(arguments)
            except InputError as error:
                said.extend(error.problems)
    return said


def _replace(stack: contextlib.ExitStack, module: Any, name: str, value: object) -> None:
    stack.callback(setattr, module, name, getattr(module, name))
    setattr(module, name, value)


def _without_waiting(lock: Callable[..., Any]) -> Callable[..., Any]:
    return lambda folder, wait: lock(folder, 0)


def places(mistake: Mistake, root: Path) -> set[Place]:
    """Where the file says that the mistake is told."""
    if (marker := mistake.get("at")) is not None:
        return {
            spot(root, mistake.path, marker, within=mistake.keys["wrong"] if marker in mistake.keys["wrong"] else "")
        }
    return {_place(f"{mistake.path}:{mistake.keys['place']}"), *map(_place, mistake.keys.get("also_at", ()))}


def _place(text: str) -> Place:
    path, line, column = text.rsplit(":", 2)
    return Place(path, int(line), int(column))
