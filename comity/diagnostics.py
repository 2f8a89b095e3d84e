"""One Problem type for everything that can be wrong with the input, and the registry of diagnostic codes.

A code, once published, keeps its meaning. The letter names the part of the house: A articles, B codebook, C codings,
T tables, P publication. Each has its section in docs/diagnostics.md, which `comity.docs` makes of the rules.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from comity.spelling import nearest

# Of what stands in a file, the characters that a message repeats.
_MOST_SHOWN = 1_000
# Where every code is explained, each in a section under its own name.
PAGE = "docs/diagnostics.md"
# Of the values that could stand somewhere, those that a message names.
_LISTED = 12


class Severity(StrEnum):
    """An error stops the publication, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Rule:
    """A diagnostic: stable code, one-line title, how to mend it, severity."""

    code: str
    title: str
    help: str
    severity: Severity = Severity.ERROR

    @property
    def page(self) -> str:
        """The section that explains the rule, relative to the project: `docs/diagnostics.md#c012`."""
        return f"{PAGE}#{self.code.lower()}"


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A spot in a file that a person can open: path relative to the project, 1-based line and column."""

    path: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that a person must mend: which rule, where, and what was found there.

    `message` is for people and tells all of it. For programs, as far as they can be told apart from it: `value` is
    what stands there, `expected` what could, in words, and `nearest` the value that may be meant.
    """

    rule: Rule
    place: Place
    message: str
    value: str | None = None
    expected: str | None = None
    nearest: str | None = None

    def __post_init__(self) -> None:
        for name in ("message", "value", "expected", "nearest"):
            text = getattr(self, name, None)
            if text is not None and len(text) > _MOST_SHOWN:
                object.__setattr__(self, name, f"{text[: _MOST_SHOWN // 2]}…{text[1 - _MOST_SHOWN // 2 :]}")

    @property
    def sort_key(self) -> tuple[Place, str, str]:
        """By place first, so that all formats report a file from top to bottom."""
        return (self.place, self.rule.code, self.message)


class InputError(Exception):
    """Input that cannot be used; carries every Problem found, not the first alone."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("; ".join(f"{p.place}: {p.rule.code} {p.message}" for p in problems))
        self.problems = tuple(problems)

    def __reduce__(self) -> tuple[type[InputError], tuple[tuple[Problem, ...]]]:
        """Made anew of its problems, so that it comes whole out of another process."""
        return type(self), (self.problems,)


def did_you_mean(near: str | None) -> str:
    """' (did you mean `x`?)' for the nearest known value, or '' where none is near."""
    return f" (did you mean `{near}`?)" if near else ""


def listed(values: Iterable[str], most: int = _LISTED, mark: str = "`") -> str:
    """'`a`, `b`, `c`'; of more than `most` values the first ones 'and 41 more'."""
    shown = [f"{mark}{value}{mark}" for value in values]
    more = f" and {len(shown) - most} more" if len(shown) > most else ""
    return ", ".join(shown[:most]) + more


def misspelt(rule: Rule, place: Place, message: str, value: str, known: Iterable[str], what: str = "") -> Problem:
    """A Problem of a value that is none of those known, with the nearest of them behind the message.

    `what` says what they are (`a sector of codebook/sectors.csv`); without it, `expected` lists the values.
    """
    known = list(known)
    near = nearest(value, known)
    expected = what or (f"one of {listed(known)}" if known else None)
    return Problem(rule, place, message + did_you_mean(near), value, expected, near)


def has_errors(problems: Iterable[Problem]) -> bool:
    """True where at least one problem stops the publication."""
    return any(problem.rule.severity is Severity.ERROR for problem in problems)


RULES: dict[str, Rule] = {}


def rule(code: str, title: str, help: str, severity: Severity = Severity.ERROR) -> Rule:
    """Declare a diagnostic. Raises ValueError where the code is taken: a code has one meaning for ever."""
    if code in RULES:
        raise ValueError(f"diagnostic {code} is declared twice")
    RULES[code] = Rule(code, title, help, severity)
    return RULES[code]
