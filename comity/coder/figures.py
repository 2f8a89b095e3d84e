"""Figures: counts and amounts, what they count, and the date they are of.

A figure is a number with a unit (`180 million USD`), a percentage, or a number before a plural noun (`nine
agreements`). Conventions:

- A range (`30-40 scholarships`) is its lower bound with the qualifier `at_least`: the one thing that it surely says.
- Vague plurals (`thousands of students`, `dozens`) give no number and are left out.
- Not figures: dates, ordinals, ages, lengths of time but as the length of something ("a stay of 30 days"), scores,
  numbers of documents and articles, numbers in names, `one`, and small groups that stand for actors ("the two
  countries", "three ministers").
- An amount in other money right behind in parentheses is the same figure and is left out.
- `unit` is an ISO 4217 code or a singular noun, `measure` the noun phrase that the number is given to.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from comity.coder import measures
from comity.coder.dateforms import MONTH_ABBREVIATIONS, MONTHS, WEEKDAYS
from comity.coder.document import DateMention, DateRelation
from comity.coder.numerals import MULTIPLIERS, NUMBER_WORDS, times, value_of
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


_QUALIFIERS = {
    Qualifier.AT_LEAST: (
        "more than|over|at least|above|exceeding|in excess of|no less than|not less than|no fewer than|not fewer than|"
        "upwards of|a minimum of|well over|just over|well above|greater than|beyond"
    ),
    Qualifier.AT_MOST: (
        "up to|as much as|as many as|less than|fewer than|under|below|at most|no more than|not more than|a maximum of|"
        "just under|just below|well under|not exceeding"
    ),
    Qualifier.ABOUT: (
        "about|around|some|nearly|almost|approximately|approx.|roughly|close to|an estimated|estimated|circa|c.|"
        "in the region of|just about|on average|~|≈"
    ),
    Qualifier.EXACT: "exactly|precisely|a total of|only|just",
}
_QUALIFIER_OF = {word: kind for kind, words in _QUALIFIERS.items() for word in words.split("|")}
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
_QUALIFIER_WORDS = "|".join(re.escape(w).replace(r"\ ", _S) for w in sorted(_QUALIFIER_OF, key=len, reverse=True))
_QUALIFIER_BEFORE = re.compile(rf"(?<![^\W_])(?P<words>{_QUALIFIER_WORDS})\s{{0,3}}\Z", re.IGNORECASE)
_QUALIFIER_BEHIND = re.compile(
    rf"(?P<more>\+|{_S}or{_S}(?:more|above|higher))|(?P<about>{_S}or{_S}so)|(?P<less>{_S}or{_S}(?:less|fewer|lower))"
)
_UNIT_WORD = r"[^\W\d_](?:[\w²³]|[-.](?=\w)){0,30}\.?"
_UNIT_BEHIND = re.compile(rf"\s{{0,3}}-?(?P<words>%|°[CF]|{_UNIT_WORD}(?:{_S}{_UNIT_WORD}){{0,2}})")
_NO_FIGURE_BEHIND = re.compile(r"(?:st|nd|rd|th)(?!\w)|[.,:/][0-9]|\w|-[A-Za-z]|['’]s")
_OUT_OF = re.compile(
    rf"{_S}(?:out{_S})?of(?:{_S}(?:the|its|their|these|those|all))?"
    rf"(?:{_S}(?:[0-9]{{1,4}}|{'|'.join(NUMBER_WORDS)}))?(?={_S})"
)
_PARTICLE_VERB = re.compile(
    rf"(?<!\w)(?:hand(?:s|ed|ing)?|t[ao]k(?:e|es|en|ing)|took|turn(?:s|ed|ing)?|g[ai]ven?){_S}\Z"
)
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
_CLAUSE_BREAK = re.compile(
    rf"[,;:—]|(?<!\w)(?:while|whereas|and{_S}(?:was|were|is|are|has|have|had|will|would|to|[a-z]{{2,20}}ed))(?!\w)"
)
_RELATIVE = re.compile(r"(?<!\w)(?:which|who|that)(?!\w)")
_BETWEEN_BEFORE = re.compile(rf"(?<!\w)[Bb]etween{_S}\Z")
_ONE_IN = re.compile(rf"(?<!\w)(?:[Oo]ne|1){_S}(?:in|out{_S}of|of){_S}(?:every{_S})?\Z")
_LIST_GAP = re.compile(rf"(?:{_S}of(?:{_S}[\w-]{{1,20}}){{1,3}})?(?:,{_S}and|,|{_S}and){_S}")
_PLURAL_INITIALS = re.compile(r"[A-Z][A-Za-z]{0,8}[A-Z]s")  # MPs, MoUs
_TOKEN = re.compile(r"(?<![A-Za-z])[A-Za-z]+|[0-9]")
_NUMBER_TOKENS = frozenset(
    (
        *"0123456789",
        *(form for word in (*NUMBER_WORDS, *MULTIPLIERS) if word != "one" for form in (word, word.capitalize())),
    )
)
_ELLIPSIS = 24  # characters between two amounts of one measure: "was $3 million in 2020 and $4 million in 2023"
_REACH = 100  # characters within which a date behind a figure is its own
_OPENING_TOKENS = _NUMBER_TOKENS | {"a", "an", "half", "one", "A", "An", "Half", "One"}
_FREE = re.compile(r"(?<![\w.,:/#№$€£¥%])(?<![^\W_][-–])")  # not the "320" of "A320" nor the "30" of "Su-30"
_MAX_DIGITS = 15  # what the tables hold
_LARGEST_GROUP = 3  # "three ministers" are actors, four are a figure
_LARGEST_KNOWN = 12  # "the five states" are known, "the 27 states" are a figure


class _Number(NamedTuple):
    """A number in the text: its span with currency sign and multiplier, its value, and how exactly it is given.

    `from_` is where the words start that qualify it; `year_like` marks four digits that could be a year.
    """

    from_: int
    start: int
    end: int
    value: Decimal
    qualifier: Qualifier
    words: str
    sign: str
    year_like: bool


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


def find(
    text: str,
    start: int,
    end: int,
    dates: Sequence[DateMention],
    names: Sequence[tuple[int, int]],
    units: Units,
) -> tuple[FigureMention, ...]:
    """The figures of `text[start:end]` (a sentence), in order, without overlap; offsets count from the text's start.

    `dates` are the date mentions and `names` the spans of names in the sentence: numbers in them are no figures.
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
        number = _number(match, text, found[-1].end if found else start, limit, units)
        if number is None:
            continue
        position = number.end
        figure = _figure(number, _Sentence(text, start, limit, named, units), found[-1] if found else None)
        if figure is not None:
            found.append(figure)
            position = figure.end
    return _with_dates(found, text, start, dates)


# --- The number ------------------------------------------------------------------------------------------------------


def _number(match: re.Match[str], text: str, floor: int, end: int, units: Units) -> _Number | None:
    """The number of a match, with the rest of a range behind it and the words that qualify it; None for a score."""
    left = match.start()
    signed = units.sign.search(text, max(floor, left - 6), left)
    if signed is None and not _FREE.match(text, left):
        return None
    left, sign = (signed.start(), signed.group()) if signed else (left, "")
    letter_alone = match["letter"] and not sign  # "5m" is five metres or five million
    value, multiplier = (value_of(match["value"]), "") if letter_alone else _amount(match)
    right = match.end("value") if letter_alone else match.end()
    if value is None or re.fullmatch(r"[0-9]{1,3}\.000", match["value"]):
        return None
    before = _QUALIFIER_BEFORE.search(text, max(floor, left - 24), left)
    from_, words = (before.start(), " ".join(before["words"].lower().split())) if before else (left, "")
    if words == "over" and _PARTICLE_VERB.search(text, max(floor, from_ - 12), from_):
        from_, words = left, ""  # "handed over two ambulances"
    qualifier = _QUALIFIER_OF.get(words, Qualifier.EXACT)
    upper = units.bound.match(text, right, end)
    lower = _lower_bound(value, multiplier, upper, text, floor, from_) if upper else None
    if upper and lower is not None:
        value, qualifier, right = lower, Qualifier.AT_LEAST, upper.end()
        between = _BETWEEN_BEFORE.search(text, max(floor, from_ - 12), from_)
        from_ = between.start() if between else from_
    elif upper and upper["link"].strip() not in {"to", "and"}:
        return None  # a score, a telephone number
    behind = _QUALIFIER_BEHIND.match(text, right, end)
    if behind:
        right = behind.end()
        bounds = (("more", Qualifier.AT_LEAST), ("about", Qualifier.ABOUT), ("less", Qualifier.AT_MOST))
        qualifier = next(kind for name, kind in bounds if behind[name])
    if len(value.as_tuple().digits) > _MAX_DIGITS:
        return None
    year_like = not multiplier and match["value"].isdecimal() and 1900 <= value <= 2100
    return _Number(from_, left, right, value, qualifier, words, sign, year_like)


def _amount(match: re.Match[str]) -> tuple[Decimal | None, str]:
    """The value of a matched number with its multiplier, and the multiplier."""
    value = value_of(match["value"])
    multiplier = match["times"] or match["letter"] or ""
    return (times(value, multiplier) if value is not None and multiplier else value), multiplier


def _lower_bound(
    lower: Decimal, multiplier: str, upper: re.Match[str], text: str, floor: int, left: int
) -> Decimal | None:
    """The lower bound of "30-40", "2 to 3 million", "between 30 and 40"; None where it is no range."""
    link = upper["link"].strip()
    if link == "and" and not _BETWEEN_BEFORE.search(text, max(floor, left - 12), left):
        return None
    if link == "to" and measures.is_change_from(text, floor, left):
        return None
    value, upper_multiplier = _amount(upper)
    if value is None:
        return None
    if upper_multiplier and not multiplier:
        lower = times(lower, upper_multiplier)
    return lower if lower < value else None


# --- The unit and the measure ----------------------------------------------------------------------------------------


def _figure(number: _Number, sentence: _Sentence, last: _Found | None) -> _Found | None:
    """The figure that a number makes with what stands around it; None where it is none."""
    if number.sign:
        return _quantity(number, sentence.units.quantities[number.sign], number.end, sentence, last)
    told = _unit_behind(number, sentence)
    if told is not None:
        return _quantity(number, *told, sentence, last)
    if number.value == 1 or _NO_FIGURE_BEHIND.match(sentence.text, number.end, sentence.limit):
        return None
    return None if _is_reference(number, sentence) else _count(number, sentence)


def _unit_behind(number: _Number, sentence: _Sentence) -> tuple[Unit, int] | None:
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


def _quantity(number: _Number, unit: Unit, right: int, sentence: _Sentence, last: _Found | None) -> _Found | None:
    """A figure told by its unit; None for a percentage of nothing and for a conversion of the amount before it."""
    text, left = sentence.text, number.from_
    if last and last.unit.kind is unit.kind is not UnitKind.SHARE and _CONVERSION.fullmatch(text, last.end, left):
        return None
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


def _is_reference(number: _Number, sentence: _Sentence) -> bool:
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


def _count(number: _Number, sentence: _Sentence) -> _Found | None:
    """A number before a plural noun; None where no plural follows or it is no figure."""
    text, limit = sentence.text, sentence.limit
    out_of = _OUT_OF.match(text, number.end, limit)
    words = measures.words_behind(text, out_of.end() if out_of else number.end, limit)
    if words and (words[0].group() in _NAMES_OF_TIME or (number.year_like and words[0].group()[0].isupper())):
        return None  # "11 May", "the 2026 World Cup matches"
    head = _head(words, sentence.units)
    if head is None:
        return _bare(number, sentence)
    unit, right = _counted(words[head].group(), sentence.units), words[head].end()
    measure = _count_measure(number, unit, words[: head + 1], sentence)
    if not measure:
        return None
    rate = _RATE.match(text, right, limit)
    if rate:
        measure, right = f"{measure} {' '.join(rate.group().split())}", rate.end()
    from_, qualifier = number.from_, number.qualifier
    if number.words in _FOR_QUANTITIES:
        from_, qualifier = number.start, Qualifier.EXACT
    return _Found(from_, right, number.value, qualifier, unit, _lowered(measure, sentence))


def _bare(number: _Number, sentence: _Sentence) -> _Found | None:
    """A number without a noun that counts the subject: "the number of students reached 12,000"."""
    measure = measures.counted_subject(sentence.text, sentence.start, number.from_)
    if not measure:
        return None
    unit = _counted(measure.rsplit(" ", 1)[-1], sentence.units)
    return _Found(number.from_, number.end, number.value, number.qualifier, unit, measure)


def _head(words: Sequence[re.Match[str]], units: Units) -> int | None:
    """The number of the head word: the last of the first run of plurals ("sports events", "member states")."""
    head = None
    for index, word in enumerate(words):
        if _is_plural(word.group(), units):
            head = index
        elif head is not None:
            break
    return head


def _is_plural(noun: str, units: Units) -> bool:
    """A noun of the codebook by the plural (or only form) that it gives, any other by its ending."""
    low = noun.lower()
    unit = units.nouns.get(low)
    if unit is not None:
        return low != unit.name or unit in units.invariable
    regular = len(low) > 3 and low.endswith("s") and not low.endswith(("ss", "us", "is"))
    return regular or _PLURAL_INITIALS.fullmatch(noun) is not None


def _counted(noun: str, units: Units) -> Unit:
    """The unit of a counted noun: of the codebook, else its singular; names keep their capital ("Kenyans")."""
    low = noun.lower()
    return units.nouns.get(low) or Unit(singular(low if noun.isupper() else noun), UnitKind.COUNT)


def _count_measure(number: _Number, unit: Unit, words: Sequence[re.Match[str]], sentence: _Sentence) -> str:
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


# --- The date --------------------------------------------------------------------------------------------------------


def _with_dates(
    found: Sequence[_Found], text: str, start: int, dates: Sequence[DateMention]
) -> tuple[FigureMention, ...]:
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
    return tuple(
        FigureMention(f.start, f.end, f.value, f.qualifier, f.unit.name, f.measure, date)
        for f, date in zip(found, told, strict=True)
    )


def _date(figure: _Found, reach: int, text: str, start: int, dates: Sequence[DateMention]) -> str | None:
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
