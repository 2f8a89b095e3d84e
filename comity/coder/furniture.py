"""What a news page carries besides its article: bylines, addresses, share buttons, teasers of other articles.

`codebook/furniture.csv` holds the phrases; the forms that no list of phrases can give stand here.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Literal

from comity.codebook import Codebook, Text, fold
from comity.coder.datelines import Known
from comity.csvfile import Row, sound_rows

FILE, KEY = "furniture.csv", ("phrase", "effect")
_LONGEST = 200  # characters of a line that a phrase at its head can mark as furniture
_SHORT = 100
_BESIDE_ADDRESS = 40
_CITY = " City"  # Kuwait City is Kuwait in datelines
_FRAME = " .:>»*#|-–—[]()•"
_MARKS = frozenset(":|–—->©(")
_FILE_NAME = re.compile(r"\S+\.(?:jpe?g|png|gif|webp|svg|mp4|pdf)", re.IGNORECASE)
_ADDRESS = re.compile(
    r"(?:https?://|www\.)\S+|[\w.+-]{1,64}@[\w-]{1,64}\.[\w.-]{1,64}|\+[0-9][0-9 ()-]{7,20}[0-9]", re.IGNORECASE
)
_BYLINE = re.compile(r"(?:[Bb]y|BY|From|FROM|Text|TEXT|Story|Words)\s?:?\s+(?P<name>[^\W\da-z][^\n]{1,60})")
_NAME_WORDS = frozenset("and of the de del da van von bin al in for & our".split())
_SIGN_OFF = 40  # characters of initials, hours or a heading in capitals


class Line(Enum):
    """What a line of a page is."""

    TEXT = auto()
    FURNITURE = auto()
    TEASERS = auto()  # opens a box of teasers, behind which the article may go on
    END = auto()  # what follows is no longer the article


@dataclass(frozen=True)
class Furniture:
    """The phrases of codebook/furniture.csv by effect, folded, and what the codebook knows of datelines."""

    line: frozenset[str] = frozenset()
    head: tuple[str, ...] = ()
    label: tuple[str, ...] = ()
    teasers: frozenset[str] = frozenset()
    end: frozenset[str] = frozenset()
    agency: frozenset[str] = frozenset()
    known: Known = field(default_factory=Known)

    def kind(self, line: str) -> Line:
        """What a line is by its words alone."""
        if len(line) > _LONGEST:
            return Line.TEXT
        bare = fold(line).strip(_FRAME)
        if bare in self.end:
            return Line.END
        if bare in self.teasers:
            return Line.TEASERS
        marked = bare in self.line or bare.startswith(self.head) or self._is_labelled(bare)
        return Line.FURNITURE if marked or _has_form(line) else Line.TEXT

    def _is_labelled(self, bare: str) -> bool:
        """Whether a line begins with a label and a mark or number behind it: "Tags: ...", "Updated 5 May"."""
        if not bare.startswith(self.label):
            return False
        for phrase in self.label:
            if bare.startswith(phrase):
                after = bare[len(phrase) :].lstrip()
                if not after or after[0] in _MARKS or after[0].isdigit():
                    return True
        return False


def _has_form(line: str) -> bool:
    """Whether a line is a file's name, an address, a byline, or short without a small letter: "(END) ABC/DEF"."""
    if len(line) > _SHORT:
        return False
    if _FILE_NAME.fullmatch(line) or (len(line) <= _SIGN_OFF and line.upper() == line and line[-1:] != "."):
        return True
    address = _ADDRESS.search(line)
    if address is not None and len(line) - (address.end() - address.start()) <= _BESIDE_ADDRESS:
        return True
    byline = _BYLINE.fullmatch(line)
    return byline is not None and not line.endswith((".", "?", "!", '"', "”")) and _is_name(byline["name"])


def _is_name(words: str) -> bool:
    return all(not word[0].islower() or word in _NAME_WORDS for word in words.split()[:4])


class PhraseRow(Row):
    """One row of furniture.csv: a phrase, and what it does; see `load`."""

    phrase: Text
    effect: Literal["line", "head", "label", "teasers", "end", "agency", "kicker"]


def load(codebook: Codebook) -> Furniture:
    """Read codebook/furniture.csv. Raises InputError (B001 to B004) with every problem found.

    Effects: `line` (the whole line), `head` (a line that begins so), `label` (a line that begins so, with a mark or
    number behind it), `teasers` and `end` (see Line), `agency` (a news agency, for credits and datelines), `kicker` (a
    word before a text that is no dateline: "BREAKING").
    """
    phrases: defaultdict[str, list[str]] = defaultdict(list)
    for row, _ in sound_rows(codebook.folder, FILE, PhraseRow, KEY):
        phrases[row.effect].append(fold(row.phrase))
    agencies = frozenset(phrases["agency"])
    labels = frozenset({*phrases["line"], *phrases["label"], *phrases["kicker"]})
    return Furniture(
        line=frozenset(phrases["line"]),
        head=tuple(phrases["head"]),
        label=tuple(phrases["label"]),
        teasers=frozenset(phrases["teasers"]),
        end=frozenset(phrases["end"]),
        agency=agencies,
        known=Known(_places(codebook), _countries(codebook), agencies, labels),
    )


def _places(codebook: Codebook) -> frozenset[str]:
    names = [name for row in codebook.places for name in (row.place, *row.aliases)]
    capitals = [name for row in codebook.countries.values() for name in (row.capital, *row.capital_aliases) if name]
    names += [*capitals, *(name.removesuffix(_CITY) for name in capitals)]
    return frozenset(map(fold, names))


def _countries(codebook: Codebook) -> frozenset[str]:
    return frozenset(fold(name) for row in codebook.countries.values() for name in (row.name, *row.aliases))
