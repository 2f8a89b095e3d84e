"""Numbers in a sentence: their value with multiplier and currency sign, the range they open, how exact they are."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from comity.coder import measures
from comity.coder.numerals import times, value_of
from comity.coder.units import Units
from comity.terms import Qualifier

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
        "about|around|some|nearly|almost|approximately|approximate|approx.|roughly|close to|an estimated|estimated|"
        "circa|c.|in the region of|just about|on average|~|≈"
    ),
    Qualifier.EXACT: "exactly|precisely|a total of|only|just",
}
_QUALIFIER_OF = {word: kind for kind, words in _QUALIFIERS.items() for word in words.split("|")}

_S = r"\s{1,3}"
_QUALIFIER_WORDS = "|".join(re.escape(w).replace(r"\ ", _S) for w in sorted(_QUALIFIER_OF, key=len, reverse=True))
_QUALIFIER_BEFORE = re.compile(rf"(?<![^\W_])(?P<words>{_QUALIFIER_WORDS})\s{{0,3}}\Z", re.IGNORECASE)
_QUALIFIER_BEHIND = re.compile(
    rf"(?P<more>\+|{_S}or{_S}(?:more|above|higher))|(?P<about>{_S}or{_S}so)|(?P<less>{_S}or{_S}(?:less|fewer|lower))"
)
_PARTICLE_VERB = re.compile(
    rf"(?<!\w)(?:hand(?:s|ed|ing)?|t[ao]k(?:e|es|en|ing)|took|turn(?:s|ed|ing)?|g[ai]ven?){_S}\Z"
)
_BETWEEN_BEFORE = re.compile(rf"(?<!\w)[Bb]etween{_S}\Z")
_FREE = re.compile(r"(?<![\w.,:/#№$€£¥%])(?<![^\W_][-–])")  # not the "320" of "A320" nor the "30" of "Su-30"
_MAX_DIGITS = 15  # what the tables hold
_LEAST_SUM = 1000  # below, a letter before a number is no currency
_VAGUE_VALUES = {"tens": 10, "hundreds": 100, "thousands": 1_000, "millions": 1_000_000, "billions": 1_000_000_000}
# "thousands of students", "tens of thousands of dollars"; "tens of students" says too little.
VAGUE = re.compile(
    rf"(?P<words>(?i:(?:tens|hundreds){_S}of{_S}(?:thousands|millions|billions)|hundreds|thousands|millions)){_S}of(?={_S})"
)


class Number(NamedTuple):
    """A number in the text: its span with currency sign and multiplier, its value, and how exactly it is given.

    `from_` is where the words start that qualify it; `year_like` marks four digits that could be a year, `multiplied` a
    number with "million" or the like.
    """

    from_: int
    start: int
    end: int
    value: Decimal
    qualifier: Qualifier
    words: str
    sign: str
    year_like: bool
    multiplied: bool = False


def read(match: re.Match[str], text: str, floor: int, end: int, units: Units) -> Number | None:
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
    if len(sign) == 1 and sign.isalpha() and not multiplier and value < _LEAST_SUM:
        return None  # "N95", "R2"
    return Number(from_, left, right, value, qualifier, words, sign, year_like, bool(multiplier))


def vague(match: re.Match[str]) -> Number:
    """The number that "thousands of" or "tens of thousands of" says at least."""
    value = Decimal(1)
    for word in match["words"].lower().split():
        value *= _VAGUE_VALUES.get(word, 1)
    return Number(match.start(), match.start(), match.end(), value, Qualifier.AT_LEAST, "", "", False)


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
