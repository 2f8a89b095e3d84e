"""Text files as comity reads them: UTF-8 of bounded size, LF line ends, NFC, no invisible character that misleads."""

from __future__ import annotations

import errno
import os
import re
import stat
import unicodedata
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from comity.diagnostics import InputError, Place, Problem, Rule

# Cc but tab and line feed; line and paragraph separators; bidirectional embeddings, overrides and isolates; what is no
# character at all.
_REFUSED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")
# The rest of Unicode's Bidi_Control: marks of direction. Newswire that somebody copied may hold them; what is written
# by hand has no use for them.
_REFUSED_BY_HAND = re.compile(f"[\u061c\u200e\u200f{_REFUSED.pattern[1:]}")
# Longer runs cost NFC quadratic time; 30 is the bound of the Unicode stream-safe text format (UAX 15).
_MOST_MARKS = 30
_MAYBE_MARKS = re.compile(rf"[^\w\s\x00-\x7f]{{{_MOST_MARKS + 1},}}+")
_MOST_PROBLEMS = 20
VISIBLE = "text without control and bidirectional characters"


def shown(file: Path, root: Path) -> str:
    """A file's path as messages give it: relative to `root` where it lies below, as text whatever the locale says.

    Bytes that are not UTF-8 are shown as `\\xf6`.
    """
    path = file.relative_to(root) if file.is_relative_to(root) else file
    return as_text(path.as_posix())


def as_text(path: str) -> str:
    """A path as text: what Python makes of its bytes depends on the locale, this does not."""
    try:
        return os.fsencode(path).decode("utf-8", "backslashreplace")
    except UnicodeEncodeError:  # characters that the locale cannot write never came from it
        return path.encode("utf-8", "backslashreplace").decode("utf-8")


def on_disk(path: str) -> str:
    """The path that `as_text` shows, as Python opens it in the present locale."""
    return os.fsdecode(path.encode("utf-8", "backslashreplace"))


def read(file: Path, path: str, most_bytes: int, unreadable: Rule) -> str:
    """The content of a UTF-8 file.

    Raises InputError with the rule `unreadable` where the file cannot be opened, is no plain file (a device or a pipe
    may never end), is larger than `most_bytes`, or is not UTF-8 (at the line and column of the first wrong byte).
    `path` names the file in messages.
    """
    try:
        raw, size = _bytes(file, most_bytes)
    except OSError as error:
        message = error.strerror or str(error)
        raise InputError([Problem(unreadable, Place(path), message, expected="a file that can be read")]) from error
    if size > most_bytes:
        message = f"{size:,} bytes, at most {most_bytes:,} are read"
        raise InputError([Problem(unreadable, Place(path), message, str(size), f"at most {most_bytes:,} bytes")])
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        before = _with_line_feeds(raw[: error.start].decode("utf-8"))
        message = f"byte {raw[error.start]:#04x} is not UTF-8"
        place, value = place_at(before, len(before), path), f"{raw[error.start]:#04x}"
        raise InputError([Problem(unreadable, place, message, value, "UTF-8")]) from error


def _bytes(file: Path, most: int) -> tuple[bytes, int]:
    """The content of a plain file and its size; of a larger one than `most` bytes, no content."""
    handle = os.open(file, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    with open(handle, "rb") as source:  # noqa: PTH123 (a handle, not a path)
        found = os.fstat(handle)
        if stat.S_ISDIR(found.st_mode):
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        if not stat.S_ISREG(found.st_mode):
            raise OSError(errno.EINVAL, "not a plain file")
        raw = source.read(most + 1) if found.st_size <= most else b""
    return (raw, len(raw)) if found.st_size <= most else (b"", found.st_size)


def place_at(text: str, offset: int, path: str, first_line: int = 1) -> Place:
    """The place of the character at `offset` of a text that starts on `first_line` of the file `path`."""
    line_start = text.rfind("\n", 0, offset) + 1
    return Place(path, first_line + text.count("\n", 0, offset), offset - line_start + 1)


def clean(raw: str, path: str, character: Rule, first_line: int = 1, *, by_hand: bool = True) -> str:
    """Text as comity holds it: no BOM, LF line ends, NFC, and nothing that `odd_characters` finds.

    Raises InputError with the rule `character`, one problem a spot, the first twenty of a file.
    """
    text = _with_line_feeds(raw)
    problems = [
        Problem(character, place_at(text, offset, path, first_line), message, f"U+{ord(text[offset]):04X}", VISIBLE)
        for offset, message in islice(odd_characters(text, by_hand=by_hand), _MOST_PROBLEMS)
    ]
    if problems:
        raise InputError(problems)
    return unicodedata.normalize("NFC", text)


def odd_characters(text: str, *, by_hand: bool = True) -> Iterator[tuple[int, str]]:
    """The offset of each control or bidirectional character and each overlong run of marks, and what is wrong there.

    Of text that was copied, not written `by_hand`, the marks of direction are let be: they reorder no other letters.
    """
    for match in (_REFUSED_BY_HAND if by_hand else _REFUSED).finditer(text):
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
