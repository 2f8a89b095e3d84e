"""Text files as comity reads them: UTF-8 of bounded size, LF line ends, NFC, no invisible character that misleads."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from comity.diagnostics import InputError, Place, Problem, Rule

# Cc but tab and line feed; line and paragraph separators; bidirectional embeddings, overrides and isolates; what is no
# character at all.
_REFUSED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")
# Longer runs cost NFC quadratic time; 30 is the bound of the Unicode stream-safe text format (UAX 15).
_MOST_MARKS = 30
_MAYBE_MARKS = re.compile(rf"[^\w\s\x00-\x7f]{{{_MOST_MARKS + 1},}}+")
_MOST_PROBLEMS = 20


def shown(file: Path, root: Path) -> str:
    """A file's path as messages give it: relative to `root` where it lies below, always printable."""
    path = file.relative_to(root) if file.is_relative_to(root) else file
    return path.as_posix().encode("utf-8", "backslashreplace").decode("utf-8")


def read(file: Path, path: str, most_bytes: int, unreadable: Rule) -> str:
    """The content of a UTF-8 file.

    Raises InputError with the rule `unreadable` where the file cannot be opened, is larger than `most_bytes`, or is
    not UTF-8 (at the line and column of the first wrong byte). `path` names the file in messages.
    """
    try:
        size = file.stat().st_size
        if size > most_bytes:
            raise InputError([Problem(unreadable, Place(path), f"{size:,} bytes, at most {most_bytes:,} are read")])
        raw = file.read_bytes()
    except OSError as error:
        raise InputError([Problem(unreadable, Place(path), error.strerror or str(error))]) from error
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        before = _with_line_feeds(raw[: error.start].decode("utf-8"))
        message = f"byte {raw[error.start]:#04x} is not UTF-8"
        raise InputError([Problem(unreadable, place_at(before, len(before), path), message)]) from error


def place_at(text: str, offset: int, path: str, first_line: int = 1) -> Place:
    """The place of the character at `offset` of a text that starts on `first_line` of the file `path`."""
    line_start = text.rfind("\n", 0, offset) + 1
    return Place(path, first_line + text.count("\n", 0, offset), offset - line_start + 1)


def clean(raw: str, path: str, character: Rule, first_line: int = 1) -> str:
    """Text as comity holds it: no BOM, LF line ends, NFC, and nothing that `odd_characters` finds.

    Raises InputError with the rule `character`, one problem a spot, the first twenty of a file.
    """
    text = _with_line_feeds(raw)
    problems = [
        Problem(character, place_at(text, offset, path, first_line), message)
        for offset, message in islice(odd_characters(text), _MOST_PROBLEMS)
    ]
    if problems:
        raise InputError(problems)
    return unicodedata.normalize("NFC", text)


def odd_characters(text: str) -> Iterator[tuple[int, str]]:
    """The offset of each control or bidirectional character and each overlong run of marks, and what is wrong there."""
    for match in _REFUSED.finditer(text):
        yield match.start(), f"U+{ord(match.group()):04X} is not allowed"
    if text.isascii():
        return
    for match in _MAYBE_MARKS.finditer(text):
        run = 0
        for offset in range(*match.span()):
            run = run + 1 if unicodedata.combining(text[offset]) else 0
            if run == _MOST_MARKS + 1:
                yield offset, f"more than {_MOST_MARKS} combining marks on one letter"


def _with_line_feeds(raw: str) -> str:
    return raw.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
