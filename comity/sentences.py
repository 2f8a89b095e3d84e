"""Paragraphs and sentences of a text, with exact character offsets.

Rules rather than a model: newswire ends sentences regularly, and what misleads a splitter (titles, initials,
abbreviations, decimals, quotes) is a short list. One pass, linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_BLANK_LINES = re.compile(r"\n\s*\n")
# A run of stops with the quotes and brackets that close after it.
_END = re.compile(r"(?<![.!?…。])[.!?…。]++[\"'”’»)\]*_]*+(?=\s|\Z)")
# What the next sentence would start with. Bounded, so that a text of stops and blanks stays linear.
_STARTER = re.compile(r"[\s/.]{0,64}+[\"'“‘«(\[*_]{0,8}+([^\W_])")
_BEFORE_LAST_WORD = re.compile(r".*[\s\"“‘«(\[/–—-]", re.DOTALL)
_LONGEST_WORD = 40  # characters before a stop that are looked at
_INITIALS = re.compile(r"(?:[^\W\d_]\.)+")
_ENUMERATOR = re.compile(r"\(?(?:[0-9]{1,3}|[ivxIVX]{1,5}|[A-Za-z])\)?")

# Before a name or a number, so never at the end of a sentence.
_TITLES = frozenset(
    (
        "mr mrs ms mx dr prof rev hon fr amb gen lt col maj capt cmdr cdr adm brig sgt sen rep gov pres msgr "
        "supt messrs mme mlle ing eng engr atty smt rt kum ven hj drs dra lic sheikh hajj st sr ste mt vs v "
        "approx cf viz e.g i.e h.e h.r.h h.m h.h"
    ).split()
)
# Before a number, or capitalised before a name ("No. 12", "Resolution No. A/71/1", "Art. IV"); otherwise words.
_NUMBERED = frozenset("no nos art arts fig figs vol vols p pp c ca para paras sec ch res rs tk".split())
# May end a sentence; they do where the next word could not continue the same one.
_ABBREVIATIONS = frozenset("inc ltd co corp bros etc jr al dept est govt int'l nat'l univ ave blvd rd ph.d".split())
# Abbreviations when capitalised, otherwise words or parts of them ("the sun", "he sat").
_CALENDAR = frozenset(
    "jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed weds thu thur thurs fri sat sun".split()
)
_HOURS = frozenset({"a.m", "p.m"})
_CONTINUES_HOUR = re.compile(
    r"\s+(?:[a-z0-9(–—-]|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|(?:GMT|UTC|[ECMP][DS]?T|CES?T|EES?T|[BI]ST|"
    r"[ECWS]AS?T|MSK|ICT|[JK]ST)\b|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?\s+[0-9]|"
    r"[A-Z]\w*(?:\s+[A-Z]\w*)?\s+[Tt]ime\b)"
)
_FUNCTION_WORD = re.compile(
    r"\s+[\"“‘'(]?(The|This|That|These|Those|It|He|She|They|We|I|In|On|At|A|An|But|And|As|For|After|Before|During|"
    r"Both|Its|His|Her|Their|There|Earlier|Meanwhile|According|Since|While|When|If|With|From|To|By|Under|Also|However)(?=[\s,])"
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
    start = 0
    for gap in _BLANK_LINES.finditer(text):
        yield from _stripped(text, start, gap.start())
        start = gap.end()
    yield from _stripped(text, start, len(text))


def sentences(text: str) -> tuple[Sentence, ...]:
    """The text's sentences in order. No sentence crosses a paragraph; every non-blank character is in one."""
    found: list[Sentence] = []
    for number, (start, end) in enumerate(paragraphs(text)):
        for left, right in _split(text, start, end):
            found.append(Sentence(len(found), number, left, right))
    return tuple(found)


def _stripped(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The span without white space at its ends; nothing where it is blank."""
    block = text[start:end]
    left = start + len(block) - len(block.lstrip())
    right = end - len(block) + len(block.rstrip())
    if left < right:
        yield left, right


def _split(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    left = start
    for match in _END.finditer(text, start, end):
        right = match.end()
        if right == end:
            break
        if _breaks(text, left, match.start(), right, end):
            yield left, right
            left = right
            while text[left].isspace():
                left += 1
    yield left, end


def _breaks(text: str, left: int, stop: int, right: int, end: int) -> bool:
    """Whether the stop at `stop` (its closing quotes end at `right`) ends the sentence that began at `left`."""
    starter = _STARTER.match(text, right, end)
    if starter is not None and starter[1].islower():
        return text.startswith(")", starter.end())  # "b) ..." of a list
    if text[stop] != "." or text[stop + 1] == ".":
        return True
    if _ENUMERATOR.fullmatch(text, left, stop):
        return False
    floor = max(left, stop - _LONGEST_WORD)
    word = _BEFORE_LAST_WORD.match(text, floor, stop)
    before = text[word.end() if word else floor : stop].lstrip("'")
    bare = before.casefold().replace("’", "'")
    if bare in _TITLES or bare.rpartition(".")[2] in _TITLES:  # "Lt.Gen."
        return False
    if len(before) == 1 and before.isupper():
        # Two letters can be a family name after the initial (An, He, To).
        opener = _FUNCTION_WORD.match(text, right, end)
        return opener is not None and len(opener[1]) > 2
    if bare in _NUMBERED:
        before_number = starter is not None and starter[1].isdigit()
        return not before_number and (before.islower() or _FUNCTION_WORD.match(text, right, end) is not None)
    if bare in _HOURS:
        return not _CONTINUES_HOUR.match(text, right, end)
    if bare in _ABBREVIATIONS or (bare in _CALENDAR and before[0].isupper()) or _INITIALS.fullmatch(before + "."):
        return _FUNCTION_WORD.match(text, right, end) is not None
    return True
