"""One Problem type for everything that can be wrong with the input, and the registry of diagnostic codes.

A code, once published, keeps its meaning. The letter names the part of the house: A articles, B codebook, C codings,
T tables, P publication.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from comity.spelling import nearest

# Of what stands in a file, the characters that a message repeats.
_MOST_SHOWN = 1_000


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
    """One thing that a person must mend: which rule, where, and what was found there."""

    rule: Rule
    place: Place
    message: str

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


def did_you_mean(value: str, known: Iterable[str]) -> str:
    """' (did you mean `x`?)' for the nearest known value, or '' where none is near."""
    near = nearest(value, known)
    return f" (did you mean `{near}`?)" if near else ""


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
