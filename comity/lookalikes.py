"""Names that look like others: letters of several alphabets in one word, and characters that nobody sees.

A word mixes alphabets where it holds letters of two of those that look alike, as Latin and Cyrillic do (UTS 39,
"mixed-script confusables"). A name may well be written in one alphabet and again in another: only within a word, or
where every letter of a foreign word could pass for a Latin one, is it flagged.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

# The alphabets with letters that pass for those of another; the first word of a letter's Unicode name.
_ALPHABETS = frozenset({"LATIN", "CYRILLIC", "GREEK", "COPTIC", "ARMENIAN", "CHEROKEE", "LISU", "DESERET", "OSAGE"})
# Cyrillic, Greek and Armenian letters that pass for Latin ones (of Unicode's confusables.txt).
_PASS_FOR_LATIN = frozenset(
    "АВЕЅІЈКМНОРСТУХҮԌԚԜавеѕіјкмнорстухүһԁԛԝӀӏ" "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧαιοϳνρυ" "ՏՍՕհոսցօք"
)  # fmt: skip
# Bidirectional embeddings, overrides and isolates: errors of their own wherever text is read.
_REFUSED = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
# Ordinal signs, which are letters to Unicode.
_PLAIN = frozenset("ªº")
_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|[\u0300-\u036f])*")


def flaws(name: str) -> Iterator[str]:
    """What may mislead in a name, in words; nothing where it is plain."""
    if name.isascii():
        return
    for character in dict.fromkeys(name):
        if unicodedata.category(character) == "Cf" and character not in _REFUSED:
            yield f"{_number(character)} is invisible"
    words = [match.group() for match in _WORD.finditer(unicodedata.normalize("NFC", name))]
    by_word = {word: {_alphabet(letter) for letter in word} & _ALPHABETS for word in words}
    for word, alphabets in by_word.items():
        stranger = _stranger(word)
        if stranger:
            yield f"`{word}`: {_named(stranger)} stands for a plain letter"
        elif len(alphabets) > 1:
            names = " and ".join(sorted(alphabet.capitalize() for alphabet in alphabets))
            yield f"`{word}` mixes {names} letters: {_named(_foreign(word))}"
    yield from _disguised(by_word)


def _disguised(by_word: dict[str, set[str]]) -> Iterator[str]:
    """Whole words of another alphabet that pass for Latin ones, beside Latin words."""
    if {"LATIN"} not in by_word.values():
        return
    for alphabet in sorted(_ALPHABETS - {"LATIN"}):
        words = [word for word, alphabets in by_word.items() if alphabets == {alphabet}]
        if words and _PASS_FOR_LATIN.issuperset("".join(words)):
            yield f"`{words[0]}` looks Latin, but is {alphabet.capitalize()}: {_named(words[0][0])}"


@lru_cache(maxsize=4096)
def _alphabet(letter: str) -> str:
    return unicodedata.name(letter, "").partition(" ")[0]


def _stranger(word: str) -> str:
    """The first letter that is another form of a plain one: full width, mathematical, a ligature."""
    for letter in word:
        plain = unicodedata.normalize("NFKC", letter)
        if plain != letter and plain.isascii() and letter not in _PLAIN:
            return letter
    return ""


def _foreign(word: str) -> str:
    """The first letter of the alphabet that has fewer letters in the word."""
    found = [(letter, _alphabet(letter)) for letter in word if _alphabet(letter) in _ALPHABETS]
    alphabets = [alphabet for _, alphabet in found]
    return min(found, key=lambda pair: alphabets.count(pair[1]))[0]


def _named(letter: str) -> str:
    return f"{_number(letter)} {unicodedata.name(letter, '')}".rstrip()


def _number(character: str) -> str:
    return f"U+{ord(character):04X}"
