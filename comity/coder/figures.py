"""Figures: counts and amounts, what they count, and the date they are of.

A figure is a number with a unit (`180 million USD`), a percentage, or a number before a plural noun (`nine
agreements`). Conventions:

- A range (`30-40 scholarships`) is its lower bound with the qualifier `at_least`: the one thing that it surely says.
- `Thousands of students` are `at_least` 1,000; `dozens` and `tens` say too little and are left out.
- Not figures: dates, ordinals, ages of people, scores, numbers in titles of documents, numbers in names, `one`, small
  groups that stand for actors ("the two countries", "three ministers"), and lengths of time, but for the length of
  something ("a stay of 30 days"), anniversaries and the age of ties ("over the past 40 years").
- An amount in other money right behind in parentheses is a figure of its own ("5 billion yen ($39 million)"); a length
  or weight in another unit is the same figure and is left out.
- `unit` is an ISO 4217 code or a singular noun, `measure` the noun phrase that the number is given to. Whoever is
  counted has the unit `person`, and the measure tells who ("prison officers"); `document`, `vessel` and `vehicle`
  likewise.
- "Five times the figure of 2010" is a figure with the unit `times`; "three times a week" is none.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from comity.coder import figure_counts, figure_dates, figure_numbers, measures
from comity.coder.document import DateMention
from comity.coder.figure_numbers import Number
from comity.coder.figure_parts import Found, Sentence, Spans, lowered
from comity.coder.numerals import MULTIPLIERS, NUMBER_WORDS
from comity.coder.units import Unit, UnitKind, Units, load_units
from comity.terms import Qualifier

__all__ = ["FigureMention", "Units", "find", "load_units"]


@dataclass(frozen=True, slots=True)
class FigureMention:
    """A number that the text gives, with its unit, what it measures and the EDTF date it is of.

    The span runs from the words that qualify the number to its unit or noun.
    """

    start: int
    end: int
    value: Decimal
    qualifier: Qualifier
    unit: str
    measure: str
    date: str | None


_DETERMINERS = frozenset("the these those both all our other same his her".split())
# A number behind one of these is a reference.
_NUMBERED = frozenset(
    (
        "no nos no. nos. number numbers article articles art. decree resolution resolutions chapter section clause "
        "paragraph law decision directive circular group room flight route highway phase grade class level line page "
        "pages gate pier terminal boulevard district zone item annex protocol option category type model version track "
        "aged age ages born tel telephone phone fax hotline"
    ).split()
)
_BEFORE_YEARS = frozenset("in since by until of".split())

_S = r"\s{1,3}"
_UNIT_WORD = r"[^\W\d_](?:[\w²³]|[-.](?=\w)){0,30}\.?"
_UNIT_BEHIND = re.compile(rf"\s{{0,3}}-?(?P<words>%|°[CF]|{_UNIT_WORD}(?:{_S}{_UNIT_WORD}){{0,2}})")
_NO_FIGURE_BEHIND = re.compile(r"(?:st|nd|rd|th)(?!\w)|[.,:/][0-9]|\w|-[A-Za-z]|['’]s")
_WORD_BEFORE = re.compile(r"(?<!\S)[\"“‘'(]{0,2}([^\s\"“‘'(]{1,40})\s{1,3}\Z")
_CONVERSION = re.compile(
    rf"\s{{0,3}}\((?:or|equivalent{_S}to|equal{_S}to)?\s{{0,3}}|,?{_S}(?:or|equivalent{_S}to|equal{_S}to){_S}"
)
_ASIDE = re.compile(r"-(?=\w)|\s{0,2}\([^()]{1,40}\)")  # "a 30-MW-plant", "a 165-km (103-mile) line"
_ONE_IN = re.compile(rf"(?<!\w)(?:[Oo]ne|1){_S}(?:in|out{_S}of|of){_S}(?:every{_S})?\Z")
_TOKEN = re.compile(r"(?<![A-Za-z])[A-Za-z]+|[0-9]")
_VAGUE_TOKENS = frozenset(
    form for word in ("tens", "hundreds", "thousands", "millions") for form in (word, word.capitalize())
)
_NUMBER_TOKENS = frozenset(
    (
        *"0123456789",
        *_VAGUE_TOKENS,
        *(form for word in (*NUMBER_WORDS, *MULTIPLIERS) if word != "one" for form in (word, word.capitalize())),
    )
)
_ELLIPSIS = 24  # characters between two amounts of one measure: "was $3 million in 2020 and $4 million in 2023"
_OPENING_TOKENS = _NUMBER_TOKENS | {"a", "an", "half", "one", "A", "An", "Half", "One"}
# "The two Omani helicopters that were sent" are told for the first time, for all their "the".
_TOLD_MORE = re.compile(
    rf"(?:{_S}[\w'’-]{{2,20}}){{1,4}}?{_S}(?!countries|sides|nations|states|leaders|ministers|presidents)"
    rf"[a-z-]{{3,20}}s{_S}(?:that{_S}(?:was|were|had|have|has)|sent|given|donated|delivered|supplied|from){_S}"
)
_LARGEST_KNOWN = 12  # "the five states" are known, "the 27 states" are a figure


def find(
    text: str,
    start: int,
    end: int,
    dates: Sequence[DateMention],
    names: Sequence[tuple[int, int]],
    units: Units,
    nationals: Sequence[tuple[int, int]] = (),
) -> tuple[FigureMention, ...]:
    """The figures of `text[start:end]` (a sentence), in order, without overlap; offsets count from the text's start.

    `dates` are the date mentions and `names` the spans of names in the sentence: numbers in them are no figures.
    `nationals` are the spans of adjectives and nouns of nations, which count persons ("60,000 Kenyans").
    """
    if _NUMBER_TOKENS.isdisjoint(_TOKEN.findall(text, start, end)):
        return ()
    named = Spans(names)
    masked = Spans([*((date.start, date.end) for date in dates), *names])
    starts = [date.start for date in dates]
    found: list[Found] = []
    position = start
    for token in _TOKEN.finditer(text, start, end):
        if token.start() < position or token.group() not in _OPENING_TOKENS:
            continue
        vague = token.group() in _VAGUE_TOKENS
        match = (figure_numbers.VAGUE if vague else units.amount).match(text, token.start(), end)
        if match is None:
            continue
        position = match.end()
        if masked.overlap(match.span()):
            continue
        following = bisect_left(starts, match.end())
        limit = min(end, starts[following]) if following < len(starts) else end
        floor = found[-1].end if found else start
        number = figure_numbers.vague(match) if vague else figure_numbers.read(match, text, floor, limit, units)
        if number is None:
            continue
        position = number.end
        sentence = Sentence(text, start, limit, named, units, frozenset(nationals))
        figures = _figures(number, sentence, found[-1] if found else None)
        if figures:
            found.extend(figures)
            position = figures[-1].end
    told = figure_dates.of_figures(found, text, start, dates)
    return tuple(
        FigureMention(f.start, f.end, f.value, f.qualifier, f.unit.name, f.measure, date)
        for f, date in zip(found, told, strict=True)
    )


# --- The unit and the measure ----------------------------------------------------------------------------------------


def _figures(number: Number, sentence: Sentence, last: Found | None) -> tuple[Found, ...]:
    """The figures that a number makes with what stands around it; () where it is none."""
    if number.sign:
        unit = sentence.units.quantities[number.sign]
        return _few(_quantity(number, unit, number.end, sentence, last))
    fold = figure_counts.fold(number, sentence, last)
    if fold is not None:
        return fold
    told = _unit_behind(number, sentence)
    if told is not None:
        return _few(_quantity(number, *told, sentence, last))
    if number.value == 1:
        return ()
    if _NO_FIGURE_BEHIND.match(sentence.text, number.end, sentence.limit):
        return figure_counts.members(number, sentence) or figure_counts.anniversary(number, sentence)
    return () if _is_reference(number, sentence) else figure_counts.count(number, sentence, last)


def _few(found: Found | None) -> tuple[Found, ...]:
    return () if found is None else (found,)


def _unit_behind(number: Number, sentence: Sentence) -> tuple[Unit, int] | None:
    """The quantity that the one to three words right behind a number name, and where they end."""
    behind = _UNIT_BEHIND.match(sentence.text, number.end, sentence.limit)
    if behind is None:
        return None
    words = list(re.finditer(r"\S+", behind["words"]))
    offset = behind.start("words")
    for count in range(len(words), 0, -1):
        name = " ".join(word.group() for word in words[:count])
        for written in (name, name.rstrip(".")):
            unit = sentence.units.quantity(written)
            if unit and not (written == "won" and number.value < 1000):  # "the 12 won medals"
                return unit, offset + words[count - 1].end() - (len(name) - len(written))
    head, dash, _ = words[0].group().partition("-")  # "a 50-million-dollar-loan"
    unit = sentence.units.quantity(head) if dash else None
    return (unit, offset + len(head)) if unit else None


def _quantity(number: Number, unit: Unit, right: int, sentence: Sentence, last: Found | None) -> Found | None:
    """A figure told by its unit; None for a percentage of nothing and for a conversion of the amount before it."""
    text, left = sentence.text, number.from_
    if last and last.unit.kind is unit.kind is not UnitKind.SHARE and _CONVERSION.fullmatch(text, last.end, left):
        if unit.kind is not UnitKind.CURRENCY or unit == last.unit:
            return None
        qualifier = last.qualifier if number.qualifier is Qualifier.EXACT else number.qualifier
        return Found(left, right, number.value, qualifier, unit, last.measure)
    measure = _measure(unit, left, right, sentence, last)
    if not measure:
        return None
    rate = figure_counts.RATE.match(text, right, sentence.limit)
    if rate:
        measure = f"{measure} {' '.join(rate.group().split())}"
    qualifier = number.qualifier
    if qualifier is Qualifier.EXACT and measures.is_lower_bound(text, sentence.start, left):
        qualifier = Qualifier.AT_LEAST
    return Found(left, right, number.value, qualifier, unit, measure)


def _measure(unit: Unit, left: int, right: int, sentence: Sentence, last: Found | None) -> str:
    """What a quantity measures: by its goods, the words before it, its noun, its verb, its purpose, its kind."""
    text, start, limit = sentence.text, sentence.start, sentence.limit
    if unit.kind in {UnitKind.WEIGHT, UnitKind.VOLUME}:
        goods = measures.after_word(text, right, limit, "of|worth of")
        if goods:
            return lowered(goods, sentence)
    previous = last.measure if last and last.unit.kind is not UnitKind.SHARE else ""
    before = measures.of_amount(text, start, left, right, limit, previous)
    aside = _ASIDE.match(text, right, limit)
    noun_at = aside.end() if aside else right
    if unit.kind is UnitKind.SHARE:
        differs = measures.comparison(text, right, limit)
        if differs and (before or previous):
            return lowered(before if before.startswith(differs) else f"{differs} in {before or previous}", sentence)
        of = "" if before.startswith(("increase", "decrease")) else measures.after_word(text, right, limit, "of")
        measure = f"share of {of}" if of else before or measures.behind_amount(text, noun_at, limit)
    else:
        measure = (
            before
            or measures.measured_thing(text, start, left, right, limit)
            or measures.behind_amount(text, noun_at, limit)
            or measures.of_verb(text, start, left)
            or measures.after_word(text, right, limit, "in|of|worth of")
            or measures.after_word(text, right, limit, "for|towards?")
            or (last.measure if last and last.unit == unit and left - last.end <= _ELLIPSIS else "")
            or ("amount" if unit.kind is UnitKind.CURRENCY else unit.kind.value)
        )
    return lowered(measure, sentence)


def _is_reference(number: Number, sentence: Sentence) -> bool:
    """Whether the word before shows a number of a name or a known group: "Resolution 2231", "No. 5", "the five"."""
    text = sentence.text
    before = _WORD_BEFORE.search(text, max(sentence.start, number.from_ - 44), number.from_)
    if before is None:
        return number.start > sentence.start and text[number.start - 1] in "-–/."
    if _ONE_IN.search(text, max(sentence.start, number.from_ - 24), number.from_):
        return True
    word, low = before[1], before[1].lower()
    if low in _NUMBERED or (number.year_like and low in _BEFORE_YEARS and number.value % 100):
        return True
    if low in _DETERMINERS and number.value <= _LARGEST_KNOWN:
        return not _TOLD_MORE.match(text, number.end, sentence.limit)
    is_name = word[0].isupper() and word[-1].isalnum() and low not in measures.STOP_WORDS
    return is_name and not number.words and not sentence.names.overlap(before.span(1))
