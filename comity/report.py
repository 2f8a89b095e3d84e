"""Problems for people, for a forge's annotations and for programs.

Nothing that comes from data reaches a terminal unescaped: control characters are shown as `\\x1b`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path

from comity.diagnostics import Problem, Severity

JSON_VERSION = 1
LIMIT = 100
_CONTROL = re.compile("[\x00-\x08\x0a-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]")
_STYLE = {Severity.ERROR: "\x1b[31m", Severity.WARNING: "\x1b[33m"}
_BOLD, _DIM, _OFF = "\x1b[1m", "\x1b[2m", "\x1b[0m"


def ordered(problems: Iterable[Problem]) -> list[Problem]:
    """By file, line and code, each problem once."""
    return sorted(dict.fromkeys(problems), key=lambda problem: problem.sort_key)


def counts(problems: Sequence[Problem]) -> str:
    """'2 errors, 1 warning'."""
    errors = sum(problem.rule.severity is Severity.ERROR for problem in problems)
    warnings = len(problems) - errors
    parts = [f"{n} {word}{'' if n == 1 else 's'}" for n, word in ((errors, "error"), (warnings, "warning")) if n]
    return ", ".join(parts) or "no problems"


def escape(text: str) -> str:
    """Text with control, bidirectional and invisible characters made visible."""
    return _CONTROL.sub(lambda match: f"\\x{ord(match.group()):02x}", text)


def text(problems: Sequence[Problem], root: Path, colour: bool = False) -> str:
    """Grouped by file, each with its source line, a caret under the spot, and the help of its rule."""
    lines: list[str] = []
    shown = problems[:LIMIT]
    for path, group in groupby(shown, key=lambda problem: problem.place.path):
        source = _source(root / path)
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
        line = escape(source[place.line - 1])
        start = max(0, min(place.column - 1, len(line)) - 60)
        yield _paint(f"    | {line[start : start + 100]}", _DIM, colour)
        yield f"    | {' ' * max(0, min(place.column - 1 - start, 100))}^"
    yield f"    help: {rule.help}"


def _source(file: Path) -> list[str]:
    if file.suffix not in (".md", ".txt", ".yaml", ".csv", ".json"):
        return []
    try:
        return file.read_text(encoding="utf-8", errors="replace").split("\n")
    except OSError:
        return []  # the problem at hand is that the file cannot be read


def _paint(words: str, style: str, colour: bool) -> str:
    return f"{style}{words}{_OFF}" if colour else words


def github(problems: Sequence[Problem], root: Path, colour: bool = False) -> str:
    """Workflow commands that a forge shows beside the lines of a pull request."""
    lines = []
    for problem in problems:
        place, rule = problem.place, problem.rule
        properties = {
            "file": place.path,
            "line": str(place.line),
            "col": str(place.column),
            "title": f"{rule.code} {rule.title}",
        }
        shown = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
        message = _data(problem.message + "\nhelp: " + rule.help)
        lines.append(f"::{rule.severity.value} {shown}::{message}")
    lines.append(counts(problems))
    return "\n".join(lines) + "\n"


def _data(value: str) -> str:
    return value.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(value: str) -> str:
    return _data(value).replace(":", "%3A").replace(",", "%2C")


def as_json(problems: Sequence[Problem], root: Path, colour: bool = False) -> str:
    """One JSON object: version, totals, and every problem with all that is known of it."""
    errors = sum(problem.rule.severity is Severity.ERROR for problem in problems)
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
                "help": problem.rule.help,
            }
            for problem in problems
        ],
    }
    return json.dumps(document, ensure_ascii=True, indent=2) + "\n"


FORMATS: dict[str, Callable[[Sequence[Problem], Path, bool], str]] = {
    "text": text,
    "github": github,
    "json": as_json,
}
