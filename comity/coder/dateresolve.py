"""The date that a find means: its year, its week, the bound that its preposition sets.

A weekday is the latest one not after publication, or the next one where the clause speaks of the future. A date without
a year gets the year that puts it nearest to publication; where that is more than 45 days off, the tense decides.
"""

from __future__ import annotations

import datetime as dt
import re
from enum import StrEnum

from comity import edtf
from comity.coder.datevalues import (
    Anchored,
    Atom,
    Context,
    Lead,
    SoFar,
    Value,
    Weekday,
    Ymd,
    known,
    shifted,
    valid,
)
from comity.coder.datewords import BOUND, S
from comity.coder.document import DateRelation
from comity.edtf import Edtf
from comity.terms import DatePrecision

_TENSE = re.compile(
    rf"(?<!\w)(?:(?P<future>(?:will|shall|would|to|won['’]t){S}(?:(?:not|also|then|now){S})?be{S}[a-z]{{2,20}}|will|shall|"
    rf"would|won['’]t|(?:is|are|was|were|due|set|scheduled|slated|expected|planned|plans?|planning|agreed|likely|going|"
    rf"about|intends?|hopes?|wants?|ready|poised|invited|prepar(?:es?|ing)){S}to(?:{S}be{S}[a-z]{{2,20}})?|(?:scheduled|due|slated|planned|set|"
    rf"expected){S}(?:for|on)|upcoming|forthcoming)|"
    rf"(?P<past>was|were|had|met|held|arrived|left|signed|visited|began|took|gave|made|paid|received|hosted|attended|"
    rf"welcomed|concluded|ended|spoke|came|went|sent|opened|launched|issued)|"
    rf"(?P<report>said|says|told|announced|reported|noted|wrote|stated|added|confirmed|stressed|emphasi[sz]ed|affirmed|"
    rf"highlighted|underlined|recalled|explained|declared|informed|suggested)|"
    rf"(?P<weak>(?!(?:scheduled|expected|planned|proposed|united|need|indeed){BOUND})[a-z]{{2,20}}ed)|"
    rf"(?P<infinitive>to{S}(?!(?:the|a|an|his|her|their|its|this|that|be){BOUND})[a-z]{{2,20}})){BOUND}"
)
# The present that tells what is to come.
_PRESENT = re.compile(
    rf"(?<![\w-])(?:arrives|departs|flies|leaves|returns|travels|begins|starts|opens|concludes|ends|takes{S}place|kicks{S}off)"
    rf"{BOUND}"
)
_ON_OR_NOTHING = re.compile(rf"{S}(?:(?:early|late){S})?(?:(?:on|in){S})?(?:(?:early|late){S})?")
_PAST_BEFORE = re.compile(rf"(?<!\w)(?:ran|was|were|went{S}on|[a-z]{{2,20}}ed){S}\Z")  # "lasted until Sunday"
_COMPLEMENT_AFTER = re.compile(rf"{S}(?:by|in|on|from|at){BOUND}")
_CLAUSE = 320  # characters on either side of a date in which a verb can tell its tense
_NEAR = 45  # days within which the nearest year is taken whatever the tense


class _Tense(StrEnum):
    PAST = "past"
    FUTURE = "future"


def order(value: Ymd) -> tuple[int, int]:
    """What orders two dates of one year; a whole month comes before its days."""
    return value.month or 0, value.day or 0


def in_year(atom: Atom, year: int) -> Atom:
    """The find with a year; a range that ends earlier in its year than it starts began the year before."""
    first, last = atom.first, atom.last
    if isinstance(last, Ymd) and isinstance(first, Ymd):
        last = last if last.year else last._replace(year=year)
        if first.year is None and last.year is not None:
            first = first._replace(year=last.year - (order(first) > order(last)))
        return atom._replace(first=first, last=last)
    return atom._replace(first=first._replace(year=year)) if isinstance(first, Ymd) else atom


def resolved(atom: Atom, lead: Lead, context: Context, so_far: SoFar) -> str | None:
    """The date of a find as EDTF; None where the text and its publication date do not tell."""
    if atom.year_of is not None:
        year = shifted("year", atom.year_of.shift, known(so_far.running))
        if year is None:
            return None
        atom = in_year(atom, int(year))
    first = _value(atom.first, atom, lead, context, so_far)
    if first is None or atom.last is None:
        return first
    last = _last_value(atom, first)
    if last is None:
        return None
    return first if first == last else valid(f"{first}/{last}")


def _last_value(atom: Atom, first: str) -> str | None:
    """The end of a range whose start is known."""
    last = atom.last
    if isinstance(last, Ymd):
        if last.year is None:
            start = edtf.parse(first).start
            if start is None or last.month is None:
                return None
            later = (last.month, last.day or 31) >= (start.month, start.day)
            last = last._replace(year=start.year + (not later))
        return last.edtf()
    if isinstance(last, Weekday):
        day = edtf.parse(first).start
        return None if day is None else _days_on(day, (last.number - day.weekday()) % 7)
    return last if isinstance(last, str) else None


def _value(value: Value, atom: Atom, lead: Lead, context: Context, so_far: SoFar) -> str | None:
    if isinstance(value, Ymd):
        return value.edtf() if value.year is not None else _nearest(value, atom, lead, context, so_far)
    if isinstance(value, Weekday):
        return _weekday(value, atom, lead, context, so_far)
    if isinstance(value, Anchored):
        return shifted(value.unit, value.shift, known(so_far.running))
    return value


def _weekday(value: Weekday, atom: Atom, lead: Lead, context: Context, so_far: SoFar) -> str | None:
    base = known(so_far.running).day if value.word.startswith("anchor") else context.known.day
    if base is None:
        return None
    back, ahead = (base.weekday() - value.number) % 7, (value.number - base.weekday()) % 7
    if value.week is not None:
        return _days_on(base, 7 * value.week + value.number - base.weekday())
    if value.word in {"last", "anchor-"}:
        return _days_on(base, -(back or 7))
    if value.word in {"next", "anchor+"}:
        return _days_on(base, ahead or 7)
    if value.word == "this":
        return _days_on(base, value.number - base.weekday())
    if lead.relation in {DateRelation.BY, DateRelation.UNTIL, DateRelation.BEFORE}:
        past = _PAST_BEFORE.search(context.text, max(context.start, lead.start - 24), lead.start)
        return _days_on(base, -back if past else ahead)
    tense = _tense_before(atom, context, reports=True) or _tense_after(atom, context)
    to_come = tense is _Tense.FUTURE or _timetabled(atom, context, alone=tense is None)
    return _days_on(base, ahead if to_come else -back)


def _timetabled(atom: Atom, context: Context, *, alone: bool) -> bool:
    """Whether a verb of travel or timetables in the present tells a day to come: "he leaves Oslo on Friday".

    It does where it stands right before the day, or is all the clause has (`alone`).
    """
    left = max(context.start, atom.start - _CLAUSE)
    return any(
        alone or _ON_OR_NOTHING.fullmatch(context.text, match.end(), atom.start)
        for match in _PRESENT.finditer(context.text, left, atom.start)
    )


def _days_on(day: dt.date, days: int) -> str | None:
    return shifted("day", days, known(edtf.parse(day.isoformat())))


def _tense_before(atom: Atom, context: Context, *, reports: bool) -> _Tense | None:
    """Whether the clause speaks of the past or the future: the last finite verb before the date that tells.

    An infinitive counts only where nothing finite stands before it, a participle not after `will`. A verb right before
    the date always counts ("will review the pact signed on Monday"). `reports` says whether `said` counts elsewhere.
    """
    tense: _Tense | None = None
    for match in _TENSE.finditer(context.text, max(context.start, atom.start - _CLAUSE), atom.start):
        kind = match.lastgroup
        if kind == "future":
            tense = _Tense.FUTURE
        elif kind == "infinitive":
            tense = tense or _Tense.FUTURE
        elif (
            kind == "past"
            or (kind == "report" and reports)
            or (kind == "weak" and tense is None)
            or _ON_OR_NOTHING.fullmatch(context.text, match.end(), atom.start)
        ):
            tense = _Tense.PAST
    return tense


def _tense_after(atom: Atom, context: Context) -> _Tense | None:
    """What the first verb after the date tells: "On Monday, the minister will leave"."""
    for match in _TENSE.finditer(context.text, atom.end, min(context.end, atom.end + _CLAUSE)):
        if match.lastgroup == "future":  # but "on Monday, A agreed to sign" tells when it was agreed
            return _Tense.PAST if match.group().startswith("agreed") else _Tense.FUTURE
        participle = match.lastgroup == "weak" and _COMPLEMENT_AFTER.match(context.text, match.end(), context.end)
        if match.lastgroup != "infinitive" and not participle:
            return _Tense.PAST
    return None


def _nearest(value: Ymd, atom: Atom, lead: Lead, context: Context, so_far: SoFar) -> str | None:
    """A month or day without a year, in the year that puts it nearest to the date it is told at."""
    reference = _reference(atom, context, so_far)
    year = known(reference).year
    if reference is None or reference.start is None or reference.end is None or year is None:
        return None
    first, last = reference.start, reference.end
    near: list[tuple[int, Edtf]] = []
    for candidate in (year, year - 1, year + 1):
        text = value._replace(year=candidate).edtf() if 0 < candidate < 10_000 else None
        date = edtf.parse(text) if text else None
        if date and date.start and date.end:
            near.append((max(0, (date.start - last).days, (first - date.end).days), date))
    near.sort(key=lambda pair: pair[0])
    if not near:
        return None
    distance, nearest = near[0]
    gone = nearest.end is not None and nearest.end < first
    if distance <= _NEAR and (value.day is not None or not gone):
        return nearest.text
    tense = _tense_before(atom, context, reports=False)
    if distance <= _NEAR and tense is not _Tense.FUTURE:
        return nearest.text
    tense = tense or _tense_after(atom, context)
    if tense is None:
        # "the October attack" may well be last year's; half a year off, both years are as near.
        ahead = nearest.start is not None and nearest.start > last
        undecided = len(near) > 1 and near[1][0] - distance < 31
        return None if undecided or (lead.article and ahead) else nearest.text
    past = tense is _Tense.PAST
    fitting = [date for _, date in near if date.start and (date.start <= last) is past]
    return (fitting[0] if fitting else nearest).text


def _reference(atom: Atom, context: Context, so_far: SoFar) -> Edtf | None:
    """The date that gives a date without a year its year.

    Publication, as newswire leaves the year out where it is that of publication; before it a date that the sentence
    opens with ("In 2019, ... on 5 May") or has just given ("in December 2023 and in January").
    """
    last, running = so_far.last, so_far.running
    if context.known.year is None:
        # A mere year some sentences back is background as often as it is the story's.
        told_here = last is not None or running is None or running.precision is not DatePrecision.YEAR
        return running if told_here else None
    if last is None or last.relation is not DateRelation.ON or running is None or running.text != last.edtf:
        return context.published
    between = context.text[last.end : atom.start]
    opened = last.start - context.start <= 4 and running.precision is DatePrecision.YEAR
    just_given = len(between) <= 40 and " and " in between and "," not in between
    return running if opened or just_given else context.published


def bounded(plain: str, relation: DateRelation) -> str | None:
    """The date with the bound that its relation sets (`since 1992` is `1992/..`); None where that says nothing."""
    first, _, last = plain.partition("/")
    if relation is DateRelation.SINCE:
        return valid(f"{first}/..") if first != edtf.OPEN else None
    if relation in {DateRelation.UNTIL, DateRelation.BY}:
        return valid(f"../{last or first}")
    if relation is DateRelation.BEFORE:
        return _beyond(first, -1)
    if relation is DateRelation.AFTER:
        return _beyond(last or first, 1)
    return plain


def _beyond(text: str, step: int) -> str | None:
    """All days before (-1) or after (1) a date, at the date's precision."""
    date = edtf.parse(text)
    edge = date.start if step < 0 else date.end
    if edge is None:
        return None
    unit = {DatePrecision.DAY: "day", DatePrecision.MONTH: "month", DatePrecision.SEASON: "month"}.get(
        date.precision, "year"
    )
    next_one = shifted(unit, step, known(edtf.parse(edge.isoformat())))
    if next_one is None:
        return None
    return valid(f"../{next_one}") if step < 0 else valid(f"{next_one}/..")
