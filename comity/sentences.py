"""Paragraphs and sentences of a text, with exact character offsets.

Rules rather than a model: newswire ends sentences regularly, and what misleads a splitter (titles, initials,
abbreviations, decimals, quotes) is a short list. One pass, linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_PARAGRAPH = re.compile(r"\S(?:[^\n]|\n(?![ \t]*(?:\n|\Z)))*")
_END = re.compile(r"[.!?…。]+[\"'”’»)\]]*(?=\s|\Z|/)")
_STARTER = re.compile(r"[\s/.]*[\"'“‘«(\[]*([^\W_])")
_LAST_WORD = re.compile(r"[^\s\"'“‘«(\[]*\Z")
_INITIALS = re.compile(r"(?:[^\W\d_]\.)+")

# Before a name, so never at the end of a sentence.
_TITLES = frozenset(
    (
        "mr mrs ms mx dr prof st sr rev hon fr amb gen lt col maj capt cmdr adm brig sgt sen rep gov pres msgr "
        "supt messrs mme mlle ing eng sheikh no nos art arts vol pp fig approx cf viz al vs"
    ).split()
)
# May end a sentence; they do where the next word could not continue the same one.
_ABBREVIATIONS = frozenset(
    (
        "jan feb mar apr jun jul aug sep sept oct nov dec mon tue wed thu fri sat sun inc ltd co corp bros etc jr "
        "dept est govt int'l nat'l e.g i.e a.m p.m u.s u.k u.n u.s.a e.u d.c u.a.e u.s.s.r b.c a.d ph.d"
    ).split()
)
_CONTINUES_ABBREVIATION = re.compile(
    r"\s+(?:[a-z0-9]|(?:President|Secretary|Vice|Senate|Congress|House|State|Department|Ambassador|Embassy|Army|Navy|"
    r"Air|Marine|Defense|Treasury|Government|Supreme|Prime|Foreign|Security|General|Trade|Consul|Agency|Special|"
    r"Deputy|Under|Assistant|Chamber|Charge|Chargé|Federal|National|International)\b)"
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: its number in the text (from 0), its paragraph's number, and its half-open character span."""

    index: int
    paragraph: int
    start: int
    end: int


def paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """The spans of the blocks of lines that blank lines part, without white space at either end."""
    for match in _PARAGRAPH.finditer(text):
        start, end = match.span()
        while end > start and text[end - 1].isspace():
            end -= 1
        yield start, end


def sentences(text: str) -> tuple[Sentence, ...]:
    """The text's sentences in order. No sentence crosses a paragraph; every non-blank character is in one."""
    found: list[Sentence] = []
    for number, (start, end) in enumerate(paragraphs(text)):
        for left, right in _split(text, start, end):
            found.append(Sentence(len(found), number, left, right))
    return tuple(found)


def _split(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    left = start
    for match in _END.finditer(text, start, end):
        right = match.end()
        if right < end and not _breaks(text, left, match.start(), right, end):
            continue
        yield left, right
        left = right
        while left < end and text[left].isspace():
            left += 1
        if left == end:
            return
    if left < end:
        yield left, end


def _breaks(text: str, left: int, stop: int, right: int, end: int) -> bool:
    """Whether the stop at `stop` (its closing quotes end at `right`) ends the sentence that began at `left`."""
    starter = _STARTER.match(text, right, end)
    if starter is None:
        return text[right] != "/"
    if starter[1].islower():
        return False
    if text[stop] in "!?…。" or text[stop : stop + 2] == "..":
        return True
    word = _LAST_WORD.search(text, max(left, stop - 40), stop)
    before = word.group() if word else ""
    bare = before.casefold().replace("’", "'")
    if bare in _TITLES:
        # "No. 12" and "Art. 5" go on; "said no." before a capital ends.
        return bare in {"no", "art", "fig", "al", "st"} and not (starter[1].isdigit() or before[:1].isupper())
    if bare in _ABBREVIATIONS or _INITIALS.fullmatch(before + "."):
        if len(bare) == 1:
            return False
        return not _CONTINUES_ABBREVIATION.match(text, right) and _could_start(text, right, end)
    return True


def _could_start(text: str, right: int, end: int) -> bool:
    """After an abbreviation a new sentence starts with a capitalised function word or a quote."""
    return bool(_FUNCTION_WORD.match(text, right, end))


_FUNCTION_WORD = re.compile(
    r"\s+[\"“‘']?(?:The|This|That|These|Those|It|He|She|They|We|I|In|On|At|A|An|But|And|As|For|After|Before|During|"
    r"Both|Its|His|Her|Their|There|Earlier|Meanwhile|According|Since|While|When|If|With|From|To|By|Under|Also|However)\b"
)
