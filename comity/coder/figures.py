"""Figures: counts and amounts, what they count, and the date they are of.

A figure is a number with a unit (`180 million USD`), a percentage, or a number before a plural noun (`nine
agreements`). Conventions:

- A range (`30-40 scholarships`) is its lower bound with the qualifier `at_least`: the one thing that it surely says.
- Vague plurals (`thousands of students`, `dozens`) give no number and are left out.
- Not figures: dates, ordinals, ages, lengths of time but as the length of something ("a stay of 30 days"), scores,
  numbers in titles of documents, numbers in names, `one`, and small groups that stand for actors ("the two countries",
  "three ministers").
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
from typing import NamedTuple

from comity.coder import figure_dates, figure_numbers, measures
from comity.coder.dateforms import MONTH_ABBREVIATIONS, MONTHS, WEEKDAYS
from comity.coder.document import DateMention
from comity.coder.figure_numbers import Number
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


# Before a counted noun these are prepositions: "under three agreements".
_FOR_QUANTITIES = frozenset({"under", "below", "above", "beyond"})
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
_ENDINGS_OF_NATIONS = ("an", "ese", "ish", "i", "ic")
_BEFORE_YEARS = frozenset("in since by until of".split())
_NAMES_OF_TIME = frozenset((*MONTHS, *MONTH_ABBREVIATIONS, *WEEKDAYS))

_S = r"\s{1,3}"
_UNIT_WORD = r"[^\W\d_](?:[\w²³]|[-.](?=\w)){0,30}\.?"
_UNIT_BEHIND = re.compile(rf"\s{{0,3}}-?(?P<words>%|°[CF]|{_UNIT_WORD}(?:{_S}{_UNIT_WORD}){{0,2}})")
_NO_FIGURE_BEHIND = re.compile(r"(?:st|nd|rd|th)(?!\w)|[.,:/][0-9]|\w|-[A-Za-z]|['’]s")
_OUT_OF = re.compile(
    rf"{_S}(?:out{_S})?of(?:{_S}(?:the|its|their|these|those|all))?"
    rf"(?:{_S}(?:[0-9]{{1,4}}|{'|'.join(NUMBER_WORDS)}))?(?={_S})"
)
_FURTHER = re.compile(rf"{_S}(?:other|more|such)(?={_S})")
_RATE = re.compile(
    rf"{_S}(?:(?:a|an|per|each|every){_S}(?:second|minute|hour|day|night|week|month|quarter|year|head|person)|"
    rf"daily|weekly|monthly|annually|per{_S}annum|per{_S}capita)(?!\w)"
)
_WORD_BEFORE = re.compile(r"(?<!\S)[\"“‘'(]{0,2}([^\s\"“‘'(]{1,40})\s{1,3}\Z")
_LENGTH_OF = re.compile(
    rf"(?<!\w)(?P<noun>stays?|visits?|terms?|validity|duration|exemptions?|deadlines?|sentences?|permits?)"
    rf"{_S}(?:of|for){_S}\Z"
)
_CONVERSION = re.compile(
    rf"\s{{0,3}}\((?:or|equivalent{_S}to|equal{_S}to)?\s{{0,3}}|,?{_S}(?:or|equivalent{_S}to|equal{_S}to){_S}"
)
_ASIDE = re.compile(r"-(?=\w)|\s{0,2}\([^()]{1,40}\)")  # "a 30-MW-plant", "a 165-km (103-mile) line"
_ONE_IN = re.compile(rf"(?<!\w)(?:[Oo]ne|1){_S}(?:in|out{_S}of|of){_S}(?:every{_S})?\Z")
_PLURAL_INITIALS = re.compile(r"[A-Z][A-Za-z]{0,8}[A-Z]s")  # MPs, MoUs
_TOKEN = re.compile(r"(?<![A-Za-z])[A-Za-z]+|[0-9]")
_NUMBER_TOKENS = frozenset(
    (
        *"0123456789",
        *(form for word in (*NUMBER_WORDS, *MULTIPLIERS) if word != "one" for form in (word, word.capitalize())),
    )
)
_ELLIPSIS = 24  # characters between two amounts of one measure: "was $3 million in 2020 and $4 million in 2023"
_OPENING_TOKENS = _NUMBER_TOKENS | {"a", "an", "half", "one", "A", "An", "Half", "One"}
_TIMES = Unit("times", UnitKind.COUNT)
_PERSON = Unit("person", UnitKind.COUNT)
_MULTIPLE = re.compile(
    rf"{_S}(?:the{_S}(?!week|month|year|day)|that{_S}of|those{_S}of|higher|more|larger|greater|bigger|as{_S}(?:much|many))"
)
_GROWN = re.compile(
    rf"(?<!\w)(?:increas(?:ed|ing)|gr(?:ew|own|owing)|ris(?:en|ing)|rose|expand(?:ed|ing)|multipli(?:ed|es)|surged|jumped|up)"
    rf"{_S}(?:by{_S}|almost{_S}|nearly{_S}|about{_S}|more{_S}than{_S}|over{_S}){{0,2}}\Z"
)
_FOLD = re.compile(r"[-\s]?fold(?!\w)")
_LARGEST_GROUP = 3  # "three ministers" are actors, four are a figure
_LARGEST_KNOWN = 12  # "the five states" are known, "the 27 states" are a figure


class _Found(NamedTuple):
    """A figure before its date is known."""

    start: int
    end: int
    value: Decimal
    qualifier: Qualifier
    unit: Unit
    measure: str


class _Spans:
    """Stretches of text, for the question whether another one overlaps any of them."""

    def __init__(self, spans: Sequence[tuple[int, int]]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in sorted(spans):
            if self._ends and start <= self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], end)
            else:
                self._starts.append(start)
                self._ends.append(end)

    def overlap(self, span: tuple[int, int]) -> bool:
        """Whether one of them shares a character with `span`."""
        last = bisect_left(self._starts, span[1]) - 1
        return last >= 0 and self._ends[last] > span[0]


class _Sentence(NamedTuple):
    """The span under work with the spans of names in it; `limit` is where the next date starts."""

    text: str
    start: int
    limit: int
    names: _Spans
    units: Units
    nationals: frozenset[tuple[int, int]]


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
    named = _Spans(names)
    masked = _Spans([*((date.start, date.end) for date in dates), *names])
    starts = [date.start for date in dates]
    found: list[_Found] = []
    position = start
    for token in _TOKEN.finditer(text, start, end):
        if token.start() < position or token.group() not in _OPENING_TOKENS:
            continue
        match = units.amount.match(text, token.start(), end)
        if match is None:
            continue
        position = match.end()
        if masked.overlap(match.span()):
            continue
        following = bisect_left(starts, match.end())
        limit = min(end, starts[following]) if following < len(starts) else end
        number = figure_numbers.read(match, text, found[-1].end if found else start, limit, units)
        if number is None:
            continue
        position = number.end
        figure = _figure(
            number, _Sentence(text, start, limit, named, units, frozenset(nationals)), found[-1] if found else None
        )
        if figure is not None:
            found.append(figure)
            position = figure.end
    told = figure_dates.of_figures(found, text, start, dates)
    return tuple(
        FigureMention(f.start, f.end, f.value, f.qualifier, f.unit.name, f.measure, date)
        for f, date in zip(found, told, strict=True)
    )


# --- The unit and the measure ----------------------------------------------------------------------------------------


def _figure(number: Number, sentence: _Sentence, last: _Found | None) -> _Found | None:
    """The figure that a number makes with what stands around it; None where it is none."""
    if number.sign:
        return _quantity(number, sentence.units.quantities[number.sign], number.end, sentence, last)
    fold = _FOLD.match(sentence.text, number.end, sentence.limit)
    if fold is not None:
        return _multiple(number, fold.end(), sentence, last)
    told = _unit_behind(number, sentence)
    if told is not None:
        return _quantity(number, *told, sentence, last)
    if number.value == 1 or _NO_FIGURE_BEHIND.match(sentence.text, number.end, sentence.limit):
        return None
    return None if _is_reference(number, sentence) else _count(number, sentence, last)


def _unit_behind(number: Number, sentence: _Sentence) -> tuple[Unit, int] | None:
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


def _quantity(number: Number, unit: Unit, right: int, sentence: _Sentence, last: _Found | None) -> _Found | None:
    """A figure told by its unit; None for a percentage of nothing and for a conversion of the amount before it."""
    text, left = sentence.text, number.from_
    if last and last.unit.kind is unit.kind is not UnitKind.SHARE and _CONVERSION.fullmatch(text, last.end, left):
        if unit.kind is not UnitKind.CURRENCY or unit == last.unit:
            return None
        qualifier = last.qualifier if number.qualifier is Qualifier.EXACT else number.qualifier
        return _Found(left, right, number.value, qualifier, unit, last.measure)
    measure = _measure(unit, left, right, sentence, last)
    if not measure:
        return None
    rate = _RATE.match(text, right, sentence.limit)
    if rate:
        measure = f"{measure} {' '.join(rate.group().split())}"
    qualifier = number.qualifier
    if qualifier is Qualifier.EXACT and measures.is_lower_bound(text, sentence.start, left):
        qualifier = Qualifier.AT_LEAST
    return _Found(left, right, number.value, qualifier, unit, measure)


def _measure(unit: Unit, left: int, right: int, sentence: _Sentence, last: _Found | None) -> str:
    """What a quantity measures: by its goods, the words before it, its noun, its verb, its purpose, its kind."""
    text, start, limit = sentence.text, sentence.start, sentence.limit
    if unit.kind in {UnitKind.WEIGHT, UnitKind.VOLUME}:
        goods = measures.after_word(text, right, limit, "of|worth of")
        if goods:
            return _lowered(goods, sentence)
    previous = last.measure if last and last.unit.kind is not UnitKind.SHARE else ""
    before = measures.of_amount(text, start, left, right, limit, previous)
    aside = _ASIDE.match(text, right, limit)
    noun_at = aside.end() if aside else right
    if unit.kind is UnitKind.SHARE:
        differs = measures.comparison(text, right, limit)
        if differs and (before or previous):
            return _lowered(before if before.startswith(differs) else f"{differs} in {before or previous}", sentence)
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
    return _lowered(measure, sentence)


def _is_reference(number: Number, sentence: _Sentence) -> bool:
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
        return True
    is_name = word[0].isupper() and word[-1].isalnum() and low not in measures.STOP_WORDS
    return is_name and not number.words and not sentence.names.overlap(before.span(1))


def _count(number: Number, sentence: _Sentence, last: _Found | None) -> _Found | None:
    """A number before a plural noun; None where no plural follows or it is no figure."""
    text, limit = sentence.text, sentence.limit
    past = _OUT_OF.match(text, number.end, limit) or _FURTHER.match(text, number.end, limit)
    words = measures.words_behind(text, past.end() if past else number.end, limit)
    if words and (words[0].group() in _NAMES_OF_TIME or (number.year_like and words[0].group()[0].isupper())):
        return None  # "11 May", "the 2026 World Cup matches"
    head = _head(words, sentence)
    if head is None:
        return _bare(number, sentence)
    if not head and words[0].group() == "times":
        return _multiple(number, words[0].end(), sentence, last)
    unit, right = _counted(words[head], sentence), words[head].end()
    measure = _count_measure(number, unit, words[: head + 1], sentence)
    if not measure or (unit.name == "document" and _OUT_OF.match(text, number.end, limit)):
        return None  # "two of the agreements" are counted among all of them
    rate = _RATE.match(text, right, limit)
    if rate:
        measure, right = f"{measure} {' '.join(rate.group().split())}", rate.end()
    from_, qualifier = number.from_, number.qualifier
    if number.words in _FOR_QUANTITIES:
        from_, qualifier = number.start, Qualifier.EXACT
    return _Found(from_, right, number.value, qualifier, unit, _lowered(measure, sentence))


def _bare(number: Number, sentence: _Sentence) -> _Found | None:
    """A number without a noun that counts the subject: "the number of students reached 12,000"."""
    measure = measures.counted_subject(sentence.text, sentence.start, number.from_)
    if not measure:
        return None
    unit = _unit_of(measure.rsplit(" ", 1)[-1], sentence.units)
    return _Found(number.from_, number.end, number.value, number.qualifier, unit, measure)


def _multiple(number: Number, right: int, sentence: _Sentence, last: _Found | None) -> _Found | None:
    """The number of times that something has grown or is of another: "grew 2.2 times", "five times the figure"."""
    text, start, left = sentence.text, sentence.start, number.from_
    grown = _GROWN.search(text, max(start, left - 40), left)
    if grown is None and not _MULTIPLE.match(text, right, sentence.limit):
        return None
    what = measures.subject(text, start, grown.start()) if grown else ""
    what = what or measures.of_amount(text, start, left, right, right, "") or (last.measure if last else "")
    measure = f"increase in {what}" if grown and what else what
    if not measure:
        return None
    return _Found(left, right, number.value, number.qualifier, _TIMES, _lowered(measure, sentence))


def _head(words: Sequence[re.Match[str]], sentence: _Sentence) -> int | None:
    """The number of the head word: the last of the first run of plurals ("sports events", "member states").

    Without a plural, the noun of a nation ("5,000 Timorese").
    """
    head = None
    for index, word in enumerate(words):
        if _is_plural(word.group(), sentence.units):
            head = index
        elif head is not None:
            break
    if head is None:
        return next((index for index, word in enumerate(words) if word.span() in sentence.nationals), None)
    return head


def _is_plural(noun: str, units: Units) -> bool:
    """A noun of the codebook by the plural (or only form) that it gives, any other by its ending."""
    low = noun.lower()
    unit = units.nouns.get(low)
    if unit is not None:
        return low != unit.name or unit in units.invariable
    regular = len(low) > 3 and low.endswith("s") and not low.endswith(("ss", "us", "is"))
    return regular or _PLURAL_INITIALS.fullmatch(noun) is not None


def _counted(noun: re.Match[str], sentence: _Sentence) -> Unit:
    """The unit of what is counted: persons where a nation is ("60,000 Kenyans"), else that of the noun."""
    return _PERSON if noun.span() in sentence.nationals else _unit_of(noun.group(), sentence.units)


def _unit_of(noun: str, units: Units) -> Unit:
    """The unit of a counted noun: of the codebook, else its singular."""
    low = noun.lower()
    return units.nouns.get(low) or Unit(singular(low if noun.isupper() else noun), UnitKind.COUNT)


def _count_measure(number: Number, unit: Unit, words: Sequence[re.Match[str]], sentence: _Sentence) -> str:
    """What a counted noun measures, '' where it is no figure."""
    text, start = sentence.text, sentence.start
    if unit.kind is UnitKind.VAGUE or (unit.kind is UnitKind.GROUP and number.value <= _LARGEST_GROUP):
        return ""
    if unit.kind is UnitKind.DURATION:
        of = _LENGTH_OF.search(text, max(start, number.from_ - 40), number.from_)
        return measures.phrase_before(text, start, of.end("noun")) if of else ""
    if unit.kind is UnitKind.CONTAINER:
        held = measures.after_word(text, words[-1].end(), sentence.limit, "of")
        if held:
            return held
    return " ".join(word.group() for word in words)


def _lowered(measure: str, sentence: _Sentence) -> str:
    """Without the capital that a common word has because a sentence starts with it."""
    at = sentence.text.find(measure.rsplit(" in ", 1)[-1], sentence.start, sentence.start + 40)
    word = measure.rsplit(" in ", 1)[-1].split(" ", 1)[0]
    opens = at >= 0 and not any(letter.isalnum() for letter in sentence.text[sentence.start : at])
    if not opens or not word[1:].islower() or word.lower().endswith(_ENDINGS_OF_NATIONS):
        return measure
    if sentence.names.overlap((at, at + len(word))):
        return measure
    return measure.replace(word, word.lower(), 1)


def singular(noun: str) -> str:
    """The singular of a regular English plural."""
    if noun.endswith("ies") and len(noun) > 4:
        return noun[:-3] + "y"
    if noun.endswith(("sses", "xes", "ches", "shes", "zzes")) or (noun.endswith("oes") and noun != "shoes"):
        return noun[:-2]
    return noun.removesuffix("s")
