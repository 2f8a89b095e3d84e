"""Problems for people, for a forge's annotations and for programs.

Nothing that comes from data reaches a terminal or a log as it is: `escape` shows what is invisible, reorders text or
commands a terminal as `\\x1b`, `\\u202e`.
"""

from __future__ import annotations

import json
import os
import stat
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import TextIO

from comity.diagnostics import Problem, Severity
from comity.textfile import on_disk

JSON_VERSION = 1
LIMIT = 100
# Of a long line, the characters shown before the spot, and in all.
_BEFORE, _MOST = 60, 100
# The largest file of which lines are shown.
_MOST_BYTES = 20_000_000
_SHOWN = frozenset({".csv", ".json", ".md", ".txt", ".yaml", ".yml"})
_STYLE = {Severity.ERROR: "\x1b[31m", Severity.WARNING: "\x1b[33m"}
_BOLD, _DIM, _OFF = "\x1b[1m", "\x1b[2m", "\x1b[0m"


def ordered(problems: Iterable[Problem]) -> list[Problem]:
    """By file, line and code, each problem once."""
    return sorted(dict.fromkeys(problems), key=lambda problem: problem.sort_key)


def counts(problems: Sequence[Problem]) -> str:
    """'2 errors, 1 warning'."""
    errors = _errors(problems)
    warnings = len(problems) - errors
    parts = [f"{n} {word}{'' if n == 1 else 's'}" for n, word in ((errors, "error"), (warnings, "warning")) if n]
    return ", ".join(parts) or "no problems"


def escape(text: str) -> str:
    """Text with control, bidirectional and invisible characters in Python's notation, so that they are seen."""
    return text if text.isprintable() else "".join(map(_visible, text))


def wants_colour(stream: TextIO) -> bool:
    """True for a terminal that can show colours, unless NO_COLOR says that none are wanted (no-color.org)."""
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def text(problems: Sequence[Problem], root: Path, colour: bool = False) -> str:
    """Grouped by file, each with its source line, a caret under the spot, what was expected there, and the rule's help.

    The first LIMIT are shown, all are counted.
    """
    lines: list[str] = []
    for path, group in groupby(problems[:LIMIT], key=lambda problem: problem.place.path):
        source = _source(root / on_disk(path))
        lines.append(_paint(escape(path), _BOLD, colour))
        for problem in group:
            lines.extend(_lines_of(problem, source, colour))
    if len(problems) > LIMIT:
        lines.append(f"and {len(problems) - LIMIT} more")
    lines.append(counts(problems))
    return "\n".join(lines) + "\n"


def _lines_of(problem: Problem, source: Sequence[str], colour: bool) -> Iterator[str]:
    place, rule = problem.place, problem.rule
    label = _paint(f"{rule.severity.value} {rule.code}", _STYLE[rule.severity], colour)
    yield f"  {place.line}:{place.column}  {label}  {rule.title}: {escape(problem.message)}"
    if 1 <= place.line <= len(source):
        excerpt, caret = _excerpt(source[place.line - 1], place.column)
        yield _paint(f"    | {excerpt}", _DIM, colour)
        yield f"    | {caret}"
    yield from (f"    {line}" for line in _below(problem))


def _below(problem: Problem) -> Iterator[str]:
    """What was expected, if that can be told, and how to mend it."""
    if problem.expected:
        yield f"expected: {escape(problem.expected)}"
    yield f"help: {problem.rule.help} See {problem.rule.page}"


def _excerpt(line: str, column: int) -> tuple[str, str]:
    """What stands around a column, and the line below it with a caret under the column."""
    spot = min(column - 1, len(line))
    start = max(0, spot - _BEFORE)
    before, after = (escape(part.replace("\t", " ")) for part in (line[start:spot], line[spot : start + _MOST]))
    before = f"…{before}" if start else before
    after = f"{after}…" if start + _MOST < len(line) else after
    return before + after, " " * sum(map(_cells, before)) + "^"


def _cells(character: str) -> int:
    """The columns that a character takes on a terminal."""
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in ("W", "F") else 1


def _visible(character: str) -> str:
    """The character, or its number where it is none to be seen; the wider spaces (Zs) do no harm."""
    if character.isprintable() or unicodedata.category(character) == "Zs":
        return character
    number = ord(character)
    if number < 0x100:
        return f"\\x{number:02x}"
    return f"\\u{number:04x}" if number < 0x10000 else f"\\U{number:08x}"


def _source(file: Path) -> list[str]:
    """The lines of a file as they are numbered in problems: LF, CRLF or CR at their ends, in NFC.

    None of a file that is too large to be shown, and none of a link, a device or a pipe: what they lead to is not what
    somebody contributed, and may never end.
    """
    if file.suffix not in _SHOWN:
        return []
    try:
        found = file.lstat()
        if not stat.S_ISREG(found.st_mode) or found.st_size > _MOST_BYTES:
            return []
        with file.open(encoding="utf-8-sig", errors="replace") as lines:
            return unicodedata.normalize("NFC", lines.read()).split("\n")
    except (OSError, ValueError):  # ValueError: a name that the locale cannot write
        return []  # the problem at hand is that the file cannot be read


def _paint(words: str, style: str, colour: bool) -> str:
    return f"{style}{words}{_OFF}" if colour else words


def github(problems: Sequence[Problem], root: Path, colour: bool = False) -> str:
    """Workflow commands, which a forge shows beside the lines of a pull request, and the counts."""
    lines = []
    for problem in problems:
        place, rule = problem.place, problem.rule
        properties = {
            "file": escape(place.path),
            "line": str(place.line),
            "col": str(place.column),
            "title": f"{rule.code} {rule.title}",
        }
        shown = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
        message = _data("\n".join((escape(problem.message), *_below(problem))))
        lines.append(f"::{rule.severity.value} {shown}::{message}")
    lines.append(counts(problems))
    return "\n".join(lines) + "\n"


def _data(value: str) -> str:
    """The message of a workflow command, by the rules of GitHub's toolkit."""
    return value.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(value: str) -> str:
    return _data(value).replace(":", "%3A").replace(",", "%2C")


def as_json(problems: Sequence[Problem], root: Path, colour: bool = False) -> str:
    """One JSON object in ASCII, for programs.

    - `version`: 1; another number when a key goes or changes its meaning (new keys may come).
    - `errors`, `warnings`: how many of each.
    - `problems`: in the order of files and lines, each with `code`, `severity` (`error` or `warning`), `title` and
      `help` (of the code), `path` (relative to the project, or absolute outside of it), `line` and `column` (from 1),
      `message` (for people, with all of it), `value` (what stands there), `expected` (what could, in words),
      `nearest` (the value that may be meant), all three null where they cannot be told, and `page` (where the code is
      explained, relative to the project).
    """
    errors = _errors(problems)
    document = {
        "version": JSON_VERSION,
        "errors": errors,
        "warnings": len(problems) - errors,
        "problems": [
            {
                "code": problem.rule.code,
                "severity": problem.rule.severity.value,
                "title": problem.rule.title,
                "path": problem.place.path,
                "line": problem.place.line,
                "column": problem.place.column,
                "message": problem.message,
                "value": problem.value,
                "expected": problem.expected,
                "nearest": problem.nearest,
                "help": problem.rule.help,
                "page": problem.rule.page,
            }
            for problem in problems
        ],
    }
    return json.dumps(document, ensure_ascii=True, indent=2) + "\n"


def _errors(problems: Iterable[Problem]) -> int:
    return sum(problem.rule.severity is Severity.ERROR for problem in problems)


FORMATS: dict[str, Callable[[Sequence[Problem], Path, bool], str]] = {
    "text": text,
    "github": github,
    "json": as_json,
}
