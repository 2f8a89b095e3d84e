"""What a model finds wrong with a field, in the words of a Problem: shared by the readers of YAML and of CSV."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from comity.diagnostics import did_you_mean, listed
from comity.spelling import nearest

_MOST = 60


@dataclass(frozen=True, slots=True)
class Misfit:
    """Why a value fits no field: `message` for people, then the value, what was expected, and what may be meant."""

    message: str
    value: str | None
    expected: str | None = None
    nearest: str | None = None


def misfit(error: Mapping[str, Any], fields: Iterable[str] = ()) -> Misfit:
    """One of pydantic's errors; `fields` are the names that could stand in the place of an unknown key."""
    said = str(error["msg"]).removeprefix("Value error, ").removeprefix("Assertion failed, ")
    kind, given = error["type"], error.get("input")
    value = str(given) if isinstance(given, (str, int, float)) else None
    if kind == "missing":
        return Misfit(said, None, "a value")
    if kind == "extra_forbidden":
        key, known = str(error["loc"][-1]), list(fields)
        near = nearest(key, known)
        return Misfit(said + did_you_mean(near), key, f"one of {listed(known, 30)}" if known else None, near)
    if kind in ("enum", "literal_error"):
        terms = re.split(", | or ", error["ctx"]["expected"].replace("'", ""))
        near = nearest(value or "", terms)
        return Misfit(said + did_you_mean(near), value, f"one of {listed(terms, 30)}", near)
    if kind == "string_pattern_mismatch":
        return Misfit(said, value, f"what fits {error['ctx']['pattern']}")
    if kind == "string_too_short":
        return Misfit(said, value, "a value")
    if said.startswith("Input should be "):
        return Misfit(said, value, said.removeprefix("Input should be "))
    return Misfit(said, value, None if value else said)


def shown(value: str | None) -> str:
    """The value in quotation marks behind a message, its first sixty characters; '' where there is none."""
    if value is None:
        return ""
    return f": '{value if len(value) <= _MOST else value[: _MOST - 1] + '…'}'"
