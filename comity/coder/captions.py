"""Photo captions, and the credits that end them: "(Photo: VNA)", "/ Reuters", "Photo ETB: ...".

A credit that speaks of a picture, or an agency behind a slash, makes a caption of its line. An agency's bare sign at
the end of a text ("(AFP)", "— Bernama") is only cut off.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cached_property

from comity.codebook import fold

_REACH = 140
_LONGEST_NAME = 10  # words
_LONGEST_SIGN = 60  # characters
_PICTURE = r"(?:file photo|photo(?:graph)?s?|pictures?|images?|screen(?:shots?|grab)|illustrations?|graphics?|handout)"
_SAYS_PICTURE = re.compile(rf"\b(?:{_PICTURE}|getty images|courtesy of|file)\b", re.IGNORECASE)
_IN_BRACKETS = re.compile(r"[(\[](?P<inside>[^()\[\]]{2,100})[)\]]\s?\.?\Z")
_CREDIT_WORDS = r"(?:(?:credits?|courtesy(?: of)?|source|by|from)\b\s?:?|[:/©|])"
# Where a credit begins that has no brackets round it.
_CREDIT = re.compile(rf"(?:\b(?:[A-Z]{{2,8}} )?{_PICTURE}\s?{_CREDIT_WORDS}|©|\bcredits?:)\s?", re.IGNORECASE)
# A credit in brackets that parts a caption from what follows on its line.
_BETWEEN = re.compile(
    rf"[(\[](?:[A-Z][\w.-]{{0,12}} )?{_PICTURE}\s?{_CREDIT_WORDS}[^()\[\]]{{1,80}}[)\]]\.?", re.IGNORECASE
)
_PICTURE_WORDS = ("photo", "picture", "image", "screen", "illustration", "graphic", "handout", "©", "credit")
_LABEL = re.compile(
    r"(?:(?:File |FILE |Illustrative |Archive )?(?:Photos?|PHOTOS?|Pictures?|PICTURE|Images?|IMAGE|Caption|CAPTION"
    r"|Pictured|FILE)(?: [Cc]aption)?(?: [A-Z][A-Za-z-]{1,12}){0,2}\s?[:|–—-]|[(\[]FILE(?: PHOTO)?[)\]][ :-]{0,3})\s?"
)
_ENDS = frozenset('.!?…"”’)]/|–—-')
_MARK = re.compile(r"[.!?…][\"”’)]?(?=\s)|\s?/\s?\.\s*|\s(?P<bar>[/|])\s?|\s[–—-]{1,2}\s?")
_SMALL = frozenset("of the for and via by in de du la le al el von van y & at on provided".split())


@dataclass(frozen=True, slots=True)
class Trimmed:
    """A line without its label and credit, and whether they make it a caption; empty where it is a credit alone."""

    start: int
    end: int
    caption: bool

    @property
    def empty(self) -> bool:
        """Whether nothing but a credit stood there."""
        return self.start >= self.end


@dataclass(frozen=True)
class Credits:
    """Finds the captions and credits of one text; `agencies` are folded names."""

    text: str
    agencies: Collection[str]

    @cached_property
    def _speaks_of_pictures(self) -> bool:
        """Whether the text has any word that a credit without brackets, or one within a line, must have."""
        low = self.text.casefold()
        return any(word in low for word in _PICTURE_WORDS)

    def trim(self, start: int, end: int) -> Trimmed:
        """Cut the label of a caption off the head of a line, and a credit off its end."""
        right, caption = self._cut_credit(start, end)
        label = _LABEL.match(self.text, start, right)
        if label is None:
            return Trimmed(start, right, caption)
        return Trimmed(label.end(), right, True)

    def close(self, start: int, end: int) -> bool:
        """Whether a line ends with the credit of a picture."""
        right, caption = self._cut_credit(start, end)
        return caption and right < end

    def within(self, start: int, end: int) -> Iterator[int]:
        """Where the credits in brackets end that part a caption from what follows on its line."""
        if self._speaks_of_pictures:
            yield from (match.end() for match in _BETWEEN.finditer(self.text, start, end))

    def _cut_credit(self, start: int, end: int) -> tuple[int, bool]:
        """Where a line ends without its credit, and whether that is a picture's."""
        text = self.text
        floor = max(start, end - _REACH)
        bracket = _IN_BRACKETS.search(text, floor, end)
        if bracket:
            return _cut_bracket(text, start, end, bracket, self.agencies)
        for credit in _CREDIT.finditer(text, floor, end) if self._speaks_of_pictures else ():
            before = text[floor : credit.start()].rstrip()
            if (not before or before[-1] in _ENDS) and _is_name(text[credit.end() : end]):
                return _joined(text, start, credit.start()), True
        return _cut_sign(text, start, end, self.agencies)


def _cut_bracket(
    text: str, start: int, end: int, bracket: re.Match[str], agencies: Collection[str]
) -> tuple[int, bool]:
    inside = bracket["inside"]
    slashed = "/" in inside and any(_is_agency(part, agencies) for part in inside.split("/"))
    if slashed or _SAYS_PICTURE.search(inside):
        return _joined(text, start, bracket.start()), True
    before = text[start : bracket.start()].rstrip()
    if _is_agency(inside, agencies) and before and before[-1] in _ENDS:
        return _joined(text, start, bracket.start()), False
    return end, False


def _cut_sign(text: str, start: int, end: int, agencies: Collection[str]) -> tuple[int, bool]:
    """An agency's sign: "... in Lima. REUTERS/A. Doe", "... in Lima / Reuters", "... in Lima. — Bernama"."""
    floor = max(start, end - _LONGEST_SIGN)
    if text[end - 1] in ".!?":
        return end, False
    for mark in _MARK.finditer(text, floor, end):
        tail = text[mark.end() : end]
        name, slash, _ = tail.partition("/")
        if _is_agency(name, agencies):
            picture = bool(slash or mark["bar"] or _SAYS_PICTURE.search(tail))
            return _joined(text, start, mark.start() + (text[mark.start()] in ".!?…")), picture
    name, slash, _ = text[start:end].partition("/")
    if floor == start and _is_agency(name, agencies):
        return start, bool(slash or _SAYS_PICTURE.search(name))
    return end, False


def _is_agency(name: str, agencies: Collection[str]) -> bool:
    bare = fold(name).strip(" ./-–—")
    return bare in agencies or bare.removesuffix(" photo") in agencies


def _is_name(rest: str) -> bool:
    """Whether the rest of a line is who took a picture rather than what it shows."""
    words = rest.strip(" ./)]").split()
    if not words or len(words) > _LONGEST_NAME:
        return False
    return all(not word[0].islower() or word in _SMALL or "." in word[:-1] or "/" in word for word in words)


def _joined(text: str, start: int, end: int) -> int:
    """Back over what joins a credit to its caption."""
    while end > start and (text[end - 1].isspace() or text[end - 1] in "–—-/|(["):
        end -= 1
    return end
