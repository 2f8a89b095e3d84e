"""How two dates that articles give for one thing stand to each other: does one say more, or do they differ?

The dates are EDTF level 1 (ISO 8601-2) as `edtf` parses them.
"""

from __future__ import annotations

from comity import edtf
from comity.edtf import Edtf
from comity.terms import DatePrecision

_QUALIFIERS = ("?", "~", "%")


def refines(fine: Edtf, coarse: Edtf) -> bool:
    """True where `fine` says the same as `coarse` and at least as precisely.

    `2025-05-11` refines `2025-05`. An interval between two days tells how long something lasted, so it refines a day
    within it, and two such intervals differ unless they are equal. An interval open at its end refines what its start
    refines (`1992-01-24/..` refines `1992`).
    """
    if is_extent(fine):
        if is_extent(coarse):
            return (fine.start, fine.end) == (coarse.start, coarse.end)
        return coarse.contains(fine) or (coarse.precision is DatePrecision.DAY and fine.contains(coarse))
    if is_extent(coarse) and fine.precision is DatePrecision.DAY:
        return False
    if fine.end is None and coarse.precision is not DatePrecision.INTERVAL:
        return coarse.contains(edtf.parse(fine.text.partition("/")[0]))
    return coarse.contains(fine)


def agree(one: Edtf, other: Edtf) -> bool:
    """True where both dates can be true of one thing, because one of them refines or contains the other."""
    return one.compatible(other) or refines(one, other) or refines(other, one)


def is_extent(date: Edtf) -> bool:
    """True for an interval from one day to another."""
    if date.precision is not DatePrecision.INTERVAL:
        return False
    sides = date.text.split("/")
    return edtf.OPEN not in sides and all(edtf.parse(side).precision is DatePrecision.DAY for side in sides)


def days(date: Edtf) -> int | None:
    """How many days the date can mean; None for an interval that is open on one side."""
    return None if date.start is None or date.end is None else (date.end - date.start).days + 1


def most_precise(texts: list[str]) -> list[str]:
    """The dates of `texts` that no other of them refines, in their order; several are left where they differ.

    Of two that mean the same days the one without qualifier stays, then the shorter, then the first by its letters.
    """
    parsed = {text: edtf.parse(text) for text in texts}
    return [
        text
        for text, date in parsed.items()
        if not any(
            refines(other, date) and (not refines(date, other) or _plainness(other_text) < _plainness(text))
            for other_text, other in parsed.items()
            if other_text != text
        )
    ]


def _plainness(text: str) -> tuple[bool, int, str]:
    return (text.endswith(_QUALIFIERS), len(text), text)
