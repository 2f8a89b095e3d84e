"""The files of a folder that people contribute to: which ones are read, and which names and links are refused.

What stands in the folder may come from a stranger. Nothing outside of it is read: no link leads out, and a device or a
pipe is no file. A name must mean the same to everybody who sees it and must fit on every system that clones it.
"""

from __future__ import annotations

import os
import stat
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from comity import textfile
from comity.diagnostics import Place, Problem, Severity, rule

NOT_PLAIN = rule(
    "F001",
    "A link, device or pipe in place of a file",
    "Put the file itself into the folder; nothing outside of it is read.",
)
MISLEADING = rule(
    "F002",
    "Invisible character in a file name",
    "Rename the file: letters, digits, spaces, hyphens and full stops are enough.",
)
ALIKE = rule(
    "F003", "Two file names that some systems take for one", "Rename one of the files by more than case or accents."
)
NOT_PORTABLE = rule("F004", "A file name that not every system can hold", "Rename the file.", Severity.WARNING)

# Names that Windows keeps for devices, whatever the ending (Microsoft, "Naming Files, Paths, and Namespaces").
_DEVICES = frozenset(
    {"con", "prn", "aux", "nul", "conin$", "conout$"}
    | {f"{port}{number}" for port in ("com", "lpt") for number in "0123456789¹²³"}
)
_NOT_ON_WINDOWS = frozenset('<>:"|?*\\')
# File systems allow 255 bytes, encrypted ones somewhat fewer with what other programs add.
_MOST_BYTES = 200
_PORTABLE = "a name that every system can hold"


def listing(
    folder: Path, root: Path, endings: Collection[str], *, may_be_link: bool = False
) -> tuple[list[Path], list[Problem]]:
    """The files directly in `folder` with these endings, in lower case, by name, and what is wrong with the rest.

    Hidden files and folders are passed over. Problems (F001 to F004) name paths relative to `root`. A file of a wrong
    name is read all the same, one that is no plain file is not. `may_be_link` lets the folder itself lie elsewhere.
    """
    if folder.is_symlink() and not may_be_link:
        message = f"the folder is a link to {os.fspath(folder.readlink())!r}"
        return [], [Problem(NOT_PLAIN, Place(textfile.shown(folder, root)), message, folder.name, "a folder")]
    entries = sorted(folder.iterdir(), key=lambda file: os.fsencode(file.name))
    wanted = [file for file in entries if file.suffix.lower() in endings and not file.name.startswith(".")]
    files: list[Path] = []
    problems: list[Problem] = []
    for file in wanted:
        what = _not_plain(file, folder)
        if what:
            problems.append(
                Problem(NOT_PLAIN, Place(textfile.shown(file, root)), what, textfile.as_text(file.name), "a plain file")
            )
        elif file.is_file():
            files.append(file)
    for file in files:
        problems.extend(_of_name(textfile.shown(file, root), file.name))
    problems.extend(_alike(files, root))
    return files, problems


def is_device(name: str) -> bool:
    """Whether Windows would take a file of this name, without its ending, for a device."""
    return name.partition(".")[0].rstrip(" ").lower() in _DEVICES


def _not_plain(file: Path, folder: Path) -> str:
    """What a file is if no file, or nothing; folders are not looked at."""
    if file.is_symlink():
        try:
            inside = file.resolve(strict=True).is_relative_to(folder.resolve())
        except (OSError, RuntimeError):  # it leads nowhere, or in a circle
            return "a link that leads nowhere"
        if not inside:
            return "a link that leads out of the folder"
    mode = file.stat().st_mode
    return "" if stat.S_ISREG(mode) or stat.S_ISDIR(mode) else "no plain file"


def _of_name(path: str, raw: str) -> Iterator[Problem]:
    name = textfile.as_text(raw)
    if os.fsencode(raw) != name.encode():
        yield Problem(NOT_PORTABLE, Place(path), "the name is not UTF-8", name, _PORTABLE)
        return
    for message in _invisible(name):
        yield Problem(MISLEADING, Place(path), message, name, "a name of visible characters")
        return
    if is_device(name):
        yield Problem(NOT_PORTABLE, Place(path), "Windows keeps the name for a device", name, _PORTABLE)
    elif not _NOT_ON_WINDOWS.isdisjoint(name):
        signs = " ".join(sorted(_NOT_ON_WINDOWS.intersection(name)))
        yield Problem(NOT_PORTABLE, Place(path), f"Windows has no names with {signs}", name, _PORTABLE)
    elif Path(name).stem.endswith((" ", ".")):
        message = "a space or a full stop before the ending is easily lost"
        yield Problem(NOT_PORTABLE, Place(path), message, name, _PORTABLE)
    elif len(name.encode()) > _MOST_BYTES:
        message = f"{len(name.encode())} bytes, at most {_MOST_BYTES} fit everywhere"
        yield Problem(NOT_PORTABLE, Place(path), message, name, _PORTABLE)


def _invisible(name: str) -> Iterator[str]:
    for _, message in textfile.odd_characters(name):
        yield message
    for character in name:
        if character in "\t\n" or unicodedata.category(character) == "Cf":
            yield f"U+{ord(character):04X} is not allowed"


def _alike(files: Iterable[Path], root: Path) -> Iterator[Problem]:
    """Names that differ only by case or by how an accent is encoded."""
    first: dict[str, Path] = {}
    for file in files:
        folded = unicodedata.normalize("NFC", unicodedata.normalize("NFC", textfile.as_text(file.name)).casefold())
        other = first.setdefault(folded, file)
        if other is not file:
            message = f"`{textfile.as_text(other.name)}` differs only by case or by how an accent is encoded"
            yield Problem(
                ALIKE, Place(textfile.shown(file, root)), message, textfile.as_text(file.name), "another name"
            )
