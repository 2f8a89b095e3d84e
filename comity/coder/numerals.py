"""Numbers as English newswire writes them: `3,000`, `2.5`, `twenty-five`, `half a million`, `two dozen`."""

from __future__ import annotations

import re
from decimal import Decimal

_ONES = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
NUMBER_WORDS = dict(zip(_ONES, range(1, 20), strict=True)) | dict(zip(_TENS, range(20, 100, 10), strict=True))
MULTIPLIERS = {
    "dozen": 12,
    "hundred": 100,
    "thousand": 1_000,
    "lakh": 100_000,
    "million": 1_000_000,
    "crore": 10_000_000,
    "billion": 1_000_000_000,
    "trillion": 1_000_000_000_000,
}
ABBREVIATED = {
    "k": 1_000,
    "m": 1_000_000,
    "mn": 1_000_000,
    "mln": 1_000_000,
    "b": 1_000_000_000,
    "bn": 1_000_000_000,
    "bln": 1_000_000_000,
    "tn": 1_000_000_000_000,
    "trn": 1_000_000_000_000,
}

_S = r"\s{1,3}"
_WORD = "|".join(sorted(NUMBER_WORDS, key=len, reverse=True))
_TIMES = "|".join(MULTIPLIERS)
# 1,250,000.5; 1.250.000 (two points at least, as one is a decimal point); 12 500 with a narrow or fixed space.
DIGITS = (
    r"[0-9]{1,3}(?:,[0-9]{3}){1,4}(?:\.[0-9]{1,4})?(?![0-9])|[0-9]{1,3}(?:\.[0-9]{3}){2,4}(?![0-9])|"
    r"[0-9]{1,3}(?:[\u00a0\u202f\u2009][0-9]{3}){1,4}(?![0-9])|[0-9]{1,12}(?:\.[0-9]{1,4})?(?![0-9])"
)
_SMALL = rf"(?:{_WORD})(?:-(?:{_WORD}))?(?!\w)"
# "two hundred and fifty", "a million", "half a million", "two and a half million", "two dozen".
WORDS = (
    rf"(?:[Hh]alf{_S}an?{_S}(?:{_TIMES})(?!\w)|(?:[Aa]n?{_S}(?=(?:{_TIMES})(?!\w))|(?i:{_SMALL}))"
    rf"(?:{_S}and{_S}a{_S}half(?={_S}(?:{_TIMES})(?!\w)))?"
    rf"(?:[\s-]{{0,3}}(?:{_TIMES})(?!\w)(?:{_S}(?:and{_S})?{_SMALL})?){{0,3}})"
)
_PART = re.compile(r"[a-z]+")


def value_of(numeral: str) -> Decimal | None:
    """The number that a numeral in digits or words gives; None where it gives none."""
    if not numeral[:1].isdecimal():
        return _value_of_words(numeral.lower())
    digits = re.sub(r"[,\s]", "", numeral)
    if digits.count(".") > 1:
        digits = digits.replace(".", "")
    return Decimal(digits)


def times(value: Decimal, multiplier: str) -> Decimal:
    """A number times a multiplier word (`million`, `bn`); an exact integer where it is one."""
    product = value * (MULTIPLIERS.get(multiplier.lower()) or ABBREVIATED[multiplier.lower()])
    return product.to_integral_value() if product == product.to_integral_value() else product


def _value_of_words(words: str) -> Decimal | None:
    total, current = Decimal(0), Decimal(0)
    for word in _PART.findall(words):
        if word in NUMBER_WORDS:
            current += NUMBER_WORDS[word]
        elif word == "half":
            current += Decimal("0.5")
        elif word in MULTIPLIERS:
            current = (current or Decimal(1)) * MULTIPLIERS[word]
            if MULTIPLIERS[word] >= 1000:
                total, current = total + current, Decimal(0)
    total += current
    if total == 0:
        return None
    return total.to_integral_value() if total == total.to_integral_value() else total
