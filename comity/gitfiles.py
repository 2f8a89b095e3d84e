"""Files of a git revision, read without touching the work tree, the index or the network.

A revision's name may come from a stranger's pull request: it never reaches git as an option, and files are read as
they were committed (`git cat-file`), so that no filter or text conversion of a configuration runs.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from comity.diagnostics import InputError, Place, Problem, Rule, rule

NO_REVISION = rule(
    "D001",
    "No such git revision",
    "Name a revision that `git log` shows or a folder that holds datapackage.json. `git fetch` brings what is not here "
    "yet; in a shallow clone, `git fetch --unshallow` (in a workflow, `fetch-depth: 0`).",
)
NO_GIT = rule(
    "D002",
    "Git cannot be asked",
    "Install git and run the command within a clone of the repository, or name a folder that holds datapackage.json.",
)

# Where a branch began: the first of these that there is.
_DEFAULT_BRANCHES = ("origin/HEAD", "origin/main", "origin/master", "main", "master")
# A clone may lack objects and fetch them on demand; nothing here is to use the network or to ask for a password.
_SURROUNDINGS = {
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "LC_ALL": "C",
}
_MERGE_BASE = "..."


@dataclass(frozen=True, slots=True)
class Revision:
    """A commit of the repository that holds `folder`: the name that it was asked for by, and its object id."""

    folder: Path
    name: str
    commit: str

    def read(self, paths: Sequence[str], most_bytes: int, too_large: Rule) -> dict[str, bytes | None]:
        """The files at these paths below `folder`, as committed; None where there is no file.

        The paths are plain ones (no `..`, no line break). Raises InputError with the rule `too_large` where a file has
        more than `most_bytes`, with D002 where git fails.
        """
        prefix = _git(self.folder, "rev-parse", "--show-prefix").decode("utf-8", "surrogateescape").rstrip("\n")
        names = [f"{self.commit}:{prefix}{path}".encode("utf-8", "surrogateescape") for path in paths]
        heads = _git(self.folder, "cat-file", "--batch-check", given=b"".join(name + b"\n" for name in names))
        found: dict[str, bytes | None] = dict.fromkeys(paths)
        wanted: list[tuple[str, int, bytes]] = []
        for path, head in zip(paths, heads.splitlines(), strict=True):
            oid, _, rest = head.partition(b" ")
            kind, _, size = rest.partition(b" ")
            if kind != b"blob" or not size.isdigit():  # `<name> missing`, or a folder
                continue
            if int(size) > most_bytes:
                message = f"{int(size):,} bytes, at most {most_bytes:,} are read"
                raise InputError([Problem(too_large, Place(f"{self.name}:{path}"), message)])
            wanted.append((path, int(size), oid))
        whole = _git(self.folder, "cat-file", "--batch", given=b"".join(oid + b"\n" for _, _, oid in wanted))
        at = 0
        for path, length, _ in wanted:
            at = whole.index(b"\n", at) + 1
            found[path] = whole[at : at + length]
            at += length + 1
        return found


def resolve(folder: Path, name: str) -> Revision:
    """The revision of this name: whatever `git rev-parse` knows; `main...` is where HEAD left main.

    Raises InputError (D001) where there is none, D002 where git is missing or `folder` lies in no repository.
    """
    _git(folder, "rev-parse", "--git-dir")
    if not name or name.startswith("-") or not name.isprintable():
        raise _unknown(folder, name, "that is no name of a revision")
    if not name.endswith(_MERGE_BASE):
        return Revision(folder, name, _commit(folder, name))
    other = _commit(folder, name.removesuffix(_MERGE_BASE) or "HEAD")
    base = _merge_base(folder, other)
    if base is None:
        raise _unknown(folder, name, "it has no commit in common with HEAD")
    return Revision(folder, name, base)


def branching_point(folder: Path) -> Revision:
    """Where HEAD left the default branch, which is HEAD itself on that branch and where no such branch is known.

    Raises InputError (D001) where there is no commit yet, D002 where git is missing or `folder` lies in no repository.
    """
    head = resolve(folder, "HEAD")
    for branch in _DEFAULT_BRANCHES:
        try:
            base = _merge_base(folder, _commit(folder, branch))
        except InputError:
            continue
        if base is not None and base != head.commit:
            return Revision(folder, f"{branch}{_MERGE_BASE}", base)
        return head
    return head


def has_tag(folder: Path, tag: str) -> bool:
    """Whether the repository has this tag. Raises InputError (D002)."""
    return bool(_git(folder, "for-each-ref", "--format=%(refname)", f"refs/tags/{tag}"))


def is_shallow(folder: Path) -> bool:
    """Whether the clone lacks older commits, and perhaps tags. Raises InputError (D002)."""
    return _git(folder, "rev-parse", "--is-shallow-repository").strip() == b"true"


def _commit(folder: Path, name: str) -> str:
    try:
        found = _git(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
    except InputError as error:
        raise _unknown(folder, name, "the repository does not know it") from error
    return found.decode("ascii").split()[-1]


def _merge_base(folder: Path, commit: str) -> str | None:
    try:
        return _git(folder, "merge-base", commit, "HEAD").decode("ascii").strip()
    except InputError:
        return None  # no commit in common, as far as the clone goes back


def _unknown(folder: Path, name: str, why: str) -> InputError:
    shallow = "; the clone is shallow and lacks older commits" if is_shallow(folder) else ""
    return InputError([Problem(NO_REVISION, Place(name or "HEAD"), f"`{name}`: {why}{shallow}")])


def _git(folder: Path, *arguments: str, given: bytes = b"") -> bytes:
    """What git prints. Raises InputError (D002) where it is missing or refuses."""
    surroundings = {**os.environ, **_SURROUNDINGS}
    try:
        done = subprocess.run(
            ["git", "-C", os.fspath(folder), "-c", "protocol.allow=never", *arguments],
            input=given,
            env=surroundings,
            capture_output=True,
            check=False,
        )
    except OSError as error:
        raise InputError([Problem(NO_GIT, Place(str(folder)), f"git: {error.strerror or error}")]) from error
    if done.returncode != 0:
        said = done.stderr.decode("utf-8", "replace").strip().partition("\n")[0]
        message = said or f"git {arguments[0]} ended with {done.returncode}"
        raise InputError([Problem(NO_GIT, Place(str(folder)), message)])
    return done.stdout
