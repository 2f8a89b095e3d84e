"""Replace a set of files as one: all or nothing, whatever stops the program.

The files are first written whole to a staging folder inside the output folder. Then a journal names every file that
is to be replaced or removed, and only after it is safely on disk are the files moved, each by one atomic rename.

What is guaranteed. A stop before the journal is there (error, kill, power cut) leaves the old files as they were. A
stop after it is finished by the next run, or by `recover`: the journal says what is still to be moved, and doing it
again does no harm. An error while files are moved (not a kill) is undone at once from hard links to the old files.
So after `recover` the output is all old or all new. Only between a kill during the renames, which take milliseconds,
and the next run can old and new files stand side by side. Then each of them is whole, none that was there is missing,
`is_unfinished` tells, and the file that comes last in the journal (the descriptor with the hashes) is the old one until
all others are new. A file whose content does not change is not touched.
"""

from __future__ import annotations

import errno
import filecmp
import json
import os
import shutil
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path, PurePosixPath

from comity.diagnostics import InputError, Place, Problem, rule

try:
    import fcntl
except ImportError:  # not a POSIX system: no lock, and folders cannot be synced
    fcntl = None  # type: ignore[assignment]

UNWRITABLE = rule(
    "P001", "The output cannot be written", "Choose a folder that you may write to, on a disk with enough space."
)
BUSY = rule("P002", "Another build writes to the same folder", "Wait until it has ended, or choose another folder.")
UNFINISHED = rule(
    "P003",
    "An interrupted publication could not be finished or undone",
    "Remove what the message names, then run the build again; it takes up where it stopped.",
)

_WRITABLE = "a folder that can be written to"

STAGING = ".comity-staging"
_NEW, _OLD, _JOURNAL = "new", "old", "journal.json"
# What `link` answers on a file system, or for a file, that allows no hard links.
_NO_LINKS = frozenset({errno.EPERM, errno.EXDEV, errno.EMLINK, errno.ENOTSUP, errno.EACCES})


@dataclass(frozen=True, slots=True)
class Changes:
    """What a replacement does: paths relative to the output folder, with `/`.

    `moved` are the new files in the order of work, `created` those of them that have no old one, `removed` is stale.
    """

    moved: tuple[str, ...] = ()
    created: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()

    @property
    def lost(self) -> tuple[str, ...]:
        """The files of which the old content goes."""
        return (*(path for path in self.moved if path not in self.created), *self.removed)


def replace(
    out: Path,
    write: Callable[[Path], None],
    stale: Callable[[Path, frozenset[str]], Sequence[str]],
    last: str = "",
    wait: float = 60.0,
) -> Changes:
    """Replace files of `out` by those that `write` makes in the folder given to it, all or none of them.

    `stale` names the present files of `out` to be removed, given `out` and the paths of the new files. The file `last`
    is moved after all others. Waits up to `wait` seconds for another build of the same folder. Raises InputError (P001
    to P003); whatever `write` raises passes through, and leaves the output as it was.
    """
    with _problems(out):
        out.mkdir(parents=True, exist_ok=True)
        with lock(out, wait):
            _recover(out)
            staging = out / STAGING
            try:
                (staging / _NEW).mkdir(parents=True)
                write(staging / _NEW)
                changes = _changes(out, stale, last)
                if changes == Changes():
                    _clean(out)
                    return changes
                _keep_old(out, changes)
                _sync_tree(staging)
                _write_journal(staging, changes, back=False)
                _sync(out)
            except BaseException:
                with suppress(OSError):
                    _clean(out)
                raise
            _move(out, changes)
            _clean(out)
    return changes


def recover(out: Path, wait: float = 60.0) -> None:
    """Finish or undo what an interrupted `replace` left in `out`; nothing happens where none was interrupted.

    Raises InputError (P001 to P003).
    """
    if out.is_dir():
        with _problems(out), lock(out, wait):
            _recover(out)


def is_unfinished(out: Path) -> bool:
    """True while files of `out` are being moved, or where a kill stopped that: they may be of two publications."""
    return (out / STAGING / _JOURNAL).exists()


@contextmanager
def lock(folder: Path, wait: float) -> Iterator[None]:
    """Hold the folder against other builds; a lock ends with its process, so that none is ever left behind.

    Raises InputError (P002) where another build holds it for longer than `wait` seconds.
    """
    if fcntl is None:
        yield
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        deadline = time.monotonic() + wait
        while True:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() >= deadline:
                    message, expected = f"waited {wait:g} seconds", "a folder that no other build writes to"
                    raise InputError([Problem(BUSY, Place(str(folder)), message, str(folder), expected)]) from None
                time.sleep(0.05)
        yield
    finally:
        os.close(handle)


def _refuse_links(out: Path, paths: Iterable[str]) -> None:
    """What is written or removed lies in `out`: no folder on the way to it leads elsewhere."""
    on_the_way = {parent for path in paths for parent in PurePosixPath(path).parents}
    for folder in sorted(out / parent for parent in on_the_way if parent.name):
        if folder.is_symlink():
            raise OSError(errno.ELOOP, "a link, where a folder of the output's own is wanted", str(folder))


def _recover(out: Path) -> None:
    staging = out / STAGING
    if not os.path.lexists(staging):
        return
    journal = staging / _JOURNAL
    _refuse_links(out, [f"{STAGING}/{_NEW}/-", f"{STAGING}/{_OLD}/-"])
    if journal.exists():
        changes, back = _read_journal(journal)
        _refuse_links(out, (*changes.moved, *changes.removed))
        if back:
            _undo(out, changes)
        else:
            _move(out, changes)
    _clean(out)


def _changes(out: Path, stale: Callable[[Path, frozenset[str]], Sequence[str]], last: str) -> Changes:
    """Compare the staged files with the present ones; staged files that change nothing are dropped."""
    new = out / STAGING / _NEW
    paths = sorted(file.relative_to(new).as_posix() for file in new.rglob("*") if file.is_file())
    moved: list[str] = []
    created: list[str] = []
    filecmp.clear_cache()
    _refuse_links(out, paths)
    for path in sorted(paths, key=lambda path: path == last):
        (out / path).parent.mkdir(parents=True, exist_ok=True)
        if (out / path).is_dir():
            raise IsADirectoryError(errno.EISDIR, "there is a folder of this name", str(out / path))
        if (out / path).is_file() and filecmp.cmp(new / path, out / path, shallow=False):
            (new / path).unlink()
            continue
        moved.append(path)
        if not (out / path).is_file():
            created.append(path)
    removed = [path for path in stale(out, frozenset(paths)) if (out / path).is_file()]
    _refuse_links(out, removed)
    return Changes(tuple(moved), tuple(created), tuple(removed))


def _keep_old(out: Path, changes: Changes) -> None:
    """A second name for every file whose content goes, so that an error can be undone."""
    for path in changes.lost:
        kept = out / STAGING / _OLD / path
        kept.parent.mkdir(parents=True, exist_ok=True)
        try:
            os.link(out / path, kept)
        except OSError as error:
            if error.errno not in _NO_LINKS:
                raise
            shutil.copy2(out / path, kept)


def _move(out: Path, changes: Changes) -> None:
    """Move the staged files into place, then remove what is stale; an error is undone."""
    new = out / STAGING / _NEW
    try:
        for path in changes.moved:
            if (new / path).exists():
                (out / path).parent.mkdir(parents=True, exist_ok=True)
                (new / path).replace(out / path)
        for path in changes.removed:
            (out / path).unlink(missing_ok=True)
        _sync_folders(out, changes)
    except BaseException:
        _write_journal(out / STAGING, changes, back=True)
        _undo(out, changes)
        _clean(out)
        raise


def _undo(out: Path, changes: Changes) -> None:
    """Put back what was moved or removed, and touch nothing else: a folder may be the reason for the error."""
    new, old = out / STAGING / _NEW, out / STAGING / _OLD
    for path in changes.moved:
        if (new / path).exists():
            continue
        if path in changes.created:
            (out / path).unlink(missing_ok=True)
        elif (old / path).exists():
            (old / path).replace(out / path)
    for path in changes.removed:
        if not (out / path).exists():
            (old / path).replace(out / path)
    _sync_folders(out, changes)


def _clean(out: Path) -> None:
    """Take the journal away first: without it, what is left of the staging folder means nothing."""
    staging = out / STAGING
    if (staging / _JOURNAL).exists():
        (staging / _JOURNAL).unlink()
        _sync(staging)
    if os.path.lexists(staging):
        shutil.rmtree(staging)


def _write_journal(staging: Path, changes: Changes, *, back: bool) -> None:
    draft = staging / f"{_JOURNAL}.draft"
    with draft.open("w", encoding="utf-8") as file:
        json.dump({"back": back, **asdict(changes)}, file)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(staging / _JOURNAL)
    _sync(staging)


def _read_journal(journal: Path) -> tuple[Changes, bool]:
    """The journal of an interrupted run. Raises InputError (P003) where it is not one that comity writes."""
    try:
        data = json.loads(journal.read_text(encoding="utf-8"))
        changes = Changes(*(tuple(data[name]) for name in ("moved", "created", "removed")))
        if not all(map(_is_inside, (*changes.moved, *changes.created, *changes.removed))):
            raise ValueError("it names files outside the folder")
        return changes, bool(data["back"])
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        message = f"{STAGING} was not written by comity: {error}"
        raise InputError(
            [Problem(UNFINISHED, Place(str(journal)), message, str(journal), "a journal of comity")]
        ) from error


def _is_inside(path: object) -> bool:
    """True for a plain relative path; a journal in a folder of unknown origin must not reach out of it."""
    if not isinstance(path, str) or not path or "\\" in path or ":" in path:
        return False
    pure = PurePosixPath(path)
    return not pure.is_absolute() and ".." not in pure.parts


def _sync_tree(folder: Path) -> None:
    for root, _, files in os.walk(folder):
        for name in files:
            _sync(Path(root, name))
        _sync(Path(root))


def _sync_folders(out: Path, changes: Changes) -> None:
    paths = (*changes.moved, *changes.removed)
    for folder in sorted({(out / path).parent for path in paths} | {out}):
        if folder.is_dir():
            _sync(folder)


def _sync(path: Path) -> None:
    """Wait until the file or folder is on disk."""
    if fcntl is None and path.is_dir():
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def _problems(out: Path) -> Iterator[None]:
    """Turn what the operating system refuses into a Problem."""
    try:
        yield
    except OSError as error:
        where = str(error.filename or out)
        left = os.path.lexists(out / STAGING / _JOURNAL)
        message = f"{where}: {error.strerror or error}"
        raise InputError(
            [Problem(UNFINISHED if left else UNWRITABLE, Place(str(out)), message, where, _WRITABLE)]
        ) from error
