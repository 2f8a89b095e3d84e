"""The words and pieces of patterns of which the forms of dates are made."""

from __future__ import annotations

from comity.coder.numerals import NUMBER_WORDS

MONTHS = tuple(
    "January February March April May June July August September October November December".split()
)  # fmt: skip
MONTH_ABBREVIATIONS = tuple("Jan Feb Mar Apr Jun Jul Aug Sept Sep Oct Nov Dec".split())
WEEKDAYS = tuple("Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split())
SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4, "last": -1, "final": -1
}  # fmt: skip
SHIFTS = {
    "this": 0, "the": 0, "that": 0, "same": 0, "current": 0, "coming": 1, "next": 1, "following": 1, "later": 1,
    "after": 1, "last": -1, "past": -1, "previous": -1, "preceding": -1, "earlier": -1, "before": -1,
}  # fmt: skip


def number(word: str) -> int:
    """The number that a word or numeral below 100 gives; `a` and `an` are 1."""
    return int(word) if word.isdecimal() else NUMBER_WORDS.get(word.lower(), 1)


S = r"\s{1,3}"
YEAR = r"(?:1[5-9]|20)[0-9]{2}(?![0-9])"
BOUND = r"(?!\w)"
# Not "May 10:30", "June 1,500", "5.5", "May 20%".
DAY = r"(?:3[01]|[12][0-9]|0?[1-9])(?:st|nd|rd|th)?(?![0-9]|[:.][0-9]|,[0-9]{3}(?![0-9])|\s?%)"
DASH = r"\s?[-–—]\s?"


def any_of(words: str) -> str:
    """An alternation of lower-case words given with `|`, each also with a capital, as at the start of a sentence."""
    both = (f"[{word[0]}{word[0].upper()}]{word[1:]}".replace(" ", S) for word in words.split("|"))
    return f"(?:{'|'.join(both)})"


def names(words: tuple[str, ...]) -> str:
    """An alternation of names, as they are and in capitals, longest first."""
    return "|".join(sorted({*words, *(word.upper() for word in words)}, key=lambda word: (-len(word), word)))


MONTH_NAME = rf"(?:{names(MONTHS)}){BOUND}"
MONTH = rf"(?:{MONTH_NAME}|(?:{names(MONTH_ABBREVIATIONS)}){BOUND}\.?)"
WEEKDAY = rf"(?:{names(WEEKDAYS)}){BOUND}"
SEASON = any_of("|".join(SEASONS))
NUMBER = rf"(?:{any_of('|'.join(sorted(NUMBER_WORDS, key=len, reverse=True)))}|[0-9]{{1,3}})"
ORDINAL = rf"(?:{any_of('first|second|third|fourth|last|final')}|1st|2nd|3rd|4th)"
THIS = any_of("this|last|next")
DAYTIME = rf"(?:{S}(?:morning|afternoon|evening|night){BOUND})?"
