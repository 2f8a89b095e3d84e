"""The date that a figure is of: the one behind it in its clause, the one before it, the one its sentence opens with."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import Protocol

from comity.coder.document import DateMention, DateRelation

_S = r"\s{1,3}"
_CLAUSE_BREAK = re.compile(
    rf"[,;:—]|(?<!\w)(?:while|whereas|and{_S}(?:was|were|is|are|has|have|had|will|would|to|[a-z]{{2,20}}ed))(?!\w)"
)
_RELATIVE = re.compile(r"(?<!\w)(?:which|who|that)(?!\w)")
_LIST_GAP = re.compile(rf"(?:{_S}of(?:{_S}[\w-]{{1,20}}){{1,3}})?(?:,{_S}and|,|{_S}and){_S}")
_REACH = 100  # characters within which a date behind a figure is its own


class Measured(Protocol):
    """A figure before its date is known: its span and what it measures."""

    @property
    def start(self) -> int:
        """Where it begins."""

    @property
    def end(self) -> int:
        """One past its last character."""

    @property
    def measure(self) -> str:
        """What it measures."""


def of_figures(found: Sequence[Measured], text: str, start: int, dates: Sequence[DateMention]) -> list[str | None]:
    """The EDTF date of each figure of the sentence that begins at `start`; None where it has none."""
    told: list[str | None] = []
    usable = [
        date for date in dates if date.relation is not DateRelation.COMPARED and not (date.nominal and "/" in date.edtf)
    ]
    for index, figure in enumerate(found):
        date = _date(figure, found[index + 1].start if index + 1 < len(found) else len(text), text, start, usable)
        if date is None and told and figure.measure.endswith(f" in {found[index - 1].measure}"):
            date = told[-1]  # "trade reached $2 billion in 2024, up 5 percent"
        told.append(date)
    for index in range(len(found) - 2, -1, -1):  # "12 boats and 3 helicopters in 2024"
        if told[index] is None and _LIST_GAP.fullmatch(text, found[index].end, found[index + 1].start):
            told[index] = told[index + 1]
    return told


def _date(figure: Measured, reach: int, text: str, start: int, dates: Sequence[DateMention]) -> str | None:
    """The date behind a figure in its clause and before `reach`, else the one before it in its clause, else the one
    that its sentence opens with ("In 2023, ...").

    `dates` are those that may date a figure: no periods of plans, no dates that something is compared with.
    """
    index = bisect_left(dates, figure.end, key=lambda mention: mention.start)
    if index < len(dates):
        behind = dates[index]
        near = behind.start <= min(reach, figure.end + _REACH) and not behind.attributive
        # "the loan of $2 million that Japan gave in 2024", but not "the bridge of 90 metres, finished in 2020"
        relative = near and _RELATIVE.search(text, figure.end + 2, behind.start)
        if near and not relative and not _CLAUSE_BREAK.search(text, figure.end, behind.start):
            return behind.edtf
    if index and figure.start - dates[index - 1].end <= _REACH:
        before = dates[index - 1]
        if not any(edge.search(text, before.end, figure.start) for edge in (_CLAUSE_BREAK, _RELATIVE)):
            return before.edtf
    opens = index > 0 and len(text[start : min(dates[0].start, start + 40)].split()) <= 2
    return dates[0].edtf if opens else None
