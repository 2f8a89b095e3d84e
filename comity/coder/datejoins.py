"""Neighbouring finds that make one date together: a day and its year, a day and its weekday, ranges, lists."""

from __future__ import annotations

import re
from collections.abc import Iterable

from comity.coder.dateresolve import in_year, order
from comity.coder.datevalues import Anchored, Atom, Context, Value, Weekday, Ymd
from comity.coder.datewords import DASH, S

_YEAR_GAP = re.compile(rf"{S}(?:period{S})?(?:(?:of|in){S})?")
_WEEKDAY_GAP = re.compile(r"(?:,\s{0,2}|\s{1,2})(?:\(|the\s{1,2})?|\(")
LIST_GAP = re.compile(rf",{S}(?:(?:and|or){S}(?:(?:in|on){S})?)?|{S}(?:and|or){S}(?:(?:in|on){S})?")
_RANGE_GAP = re.compile(
    rf"(?P<dash>{DASH})|(?P<slash>/)|,?{S}(?P<to>to|till|until|through|up{S}to){S}(?:the{S})?(?:(?:early|mid|late|end){S}(?:of{S})?)?|"
    rf"{S}(?P<and>and){S}(?:the{S})?(?:(?:early|mid|late){S})?"
)
_FROM_BEFORE = re.compile(rf"(?<!\w)(?:from|between){S}(?:the{S})?(?:(?:early|mid|late){S}|mid-)?\Z", re.IGNORECASE)
_BETWEEN_BEFORE = re.compile(rf"(?<!\w)between{S}(?:the{S})?(?:(?:early|mid|late){S}|mid-)?\Z", re.IGNORECASE)
_MOVED_BEFORE = re.compile(
    rf"(?<!\w)(?:postponed|moved|rescheduled|delayed|shifted|changed|brought{S}forward){S}from{S}\Z"
)
_LONGEST_GAP = 24


def joined(found: Iterable[Atom], context: Context) -> list[Atom]:
    """Finds that make one date together, made one; lists of dates share the year that their last one has."""
    merged: list[Atom] = []
    for atom in found:
        before = merged[-1] if merged else None
        if before is not None and atom.start - before.end <= _LONGEST_GAP:
            gap = context.text[before.end : atom.start]
            one = (
                _with_year(before, atom, gap)
                or _with_weekday(before, atom, gap, context)
                or _range(before, atom, gap, context)
            )
            if one is not None:
                merged[-1] = one
                continue
        merged.append(atom)
    for index in range(len(merged) - 2, -1, -1):
        merged[index] = _with_listed_year(merged[index], merged[index + 1], context)
    return merged


def _yearless(value: Value) -> bool:
    return isinstance(value, Ymd) and value.year is None


def _with_year(atom: Atom, year: Atom, gap: str) -> Atom | None:
    """ "May 5 last year", "from January to April in 2024"."""
    if not _yearless(atom.last or atom.first) or not _YEAR_GAP.fullmatch(gap):
        return None
    if isinstance(year.first, Anchored) and year.first.unit == "year":
        return atom._replace(end=year.end, year_of=year.first)
    if year.form not in {"year", "unit"} or year.last is not None:
        return None
    if not isinstance(year.first, Ymd) or year.first.month is not None or year.first.year is None:
        return None
    return in_year(atom, year.first.year)._replace(end=year.end)


def _with_weekday(before: Atom, atom: Atom, gap: str, context: Context) -> Atom | None:
    """ "Monday, May 12", "today (12 May)", "12 May (Monday)": one day, the written date deciding."""
    days = {"weekday", "day_word"}
    if before.form in days and atom.form == "day" and atom.last is None:
        written = atom
    elif atom.form in days and before.form == "day" and before.last is None and "(" in gap:
        written = before
    else:
        return None
    if not _WEEKDAY_GAP.fullmatch(gap):
        return None
    closing = "(" in gap and context.text[atom.end : min(atom.end + 1, context.end)] == ")"
    return written._replace(start=before.start, end=atom.end + closing)


def _range(before: Atom, atom: Atom, gap: str, context: Context) -> Atom | None:
    """ "30 May – 2 June", "from 2021 to 2025", "between March and May", "Monday to Friday"."""
    match = _RANGE_GAP.fullmatch(gap)
    if match is None or before.last is not None or atom.last is not None:
        return None
    text, left = context.text, max(context.start, before.start - 24)
    if _MOVED_BEFORE.search(text, left, before.start):
        return None
    if match["slash"] and {before.form, atom.form} - {"month", "bare_month"}:
        return None
    if match["and"] and not _BETWEEN_BEFORE.search(text, left, before.start):
        return None
    relative = not {before.form, atom.form}.isdisjoint({"unit", "day_word", "anchored"})
    if match["to"] and relative and not _FROM_BEFORE.search(text, left, before.start):
        return None
    first, last = before.first, atom.first
    if first is None or last is None or isinstance(first, Anchored) or isinstance(last, Anchored):
        return None
    if any(isinstance(value, str) and "/" in value for value in (first, last)):
        return None
    if isinstance(first, Weekday) != isinstance(last, Weekday):
        return None
    if isinstance(first, Ymd) and isinstance(last, Ymd):
        if match["dash"] and (first.month is None) != (last.month is None):
            return None
        if first.year and last.year and (first.year, *order(first)) >= (last.year, *order(last)):
            return None
    one = Atom(before.form, before.start, atom.end, first, last)
    if isinstance(last, Ymd) and last.year is not None:
        return in_year(one, last.year)
    if isinstance(first, Ymd) and isinstance(last, Ymd) and first.year is not None:
        return one._replace(last=last._replace(year=first.year + (order(last) < order(first))))
    return one


def _with_listed_year(atom: Atom, following: Atom, context: Context) -> Atom:
    """ "on 3 May and 5 June 2024", "in March and May 2024": the year holds for both."""
    own, other = atom.last or atom.first, following.first
    if not _yearless(own) or atom.year_of or not isinstance(own, Ymd) or not isinstance(other, Ymd):
        return atom
    if other.year is None or other.month is None or (own.day is None) != (other.day is None):
        return atom
    if not LIST_GAP.fullmatch(context.text, atom.end, following.start):
        return atom
    return in_year(atom, other.year - (order(own) > order(other)))
