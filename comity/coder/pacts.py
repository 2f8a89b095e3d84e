"""Agreements while they are put together: the mentions of a document, and what events say of it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from comity import edtf
from comity.coder.acts import Outlook
from comity.coder.candidates import Candidate
from comity.coder.documents import DocumentMention
from comity.coder.reports import Report
from comity.terms import Status

CONCERNING = frozenset({"signing", "entry_into_force", "negotiation", "partnership"})
BODIES = frozenset({"company", "university", "association", "media", "party", "military", "legislature", "other"})
_FUNCTION = frozenset(
    "the a an of on for in and to between with at by from its their his her this that as under two both our about "
    "regarding concerning covering field fields area areas sphere sector sectors".split()
)
DOCUMENT_NOUNS = frozenset(
    "memoranda memorandum understanding mou moc agreement deal pact accord treaty protocol programme program plan "
    "document convention joint statement declaration communique contract letter intent exchange note minutes minute "
    "roadmap road map fta moc loi arrangement framework charter action work partnership partner relationship "
    "relation level".split()
)
_VAGUE = frozenset(
    "cooperation new bilateral strategic comprehensive period country countries side sides signed mutual official "
    "intergovernmental governmental international relevant various six three four five ten million billion long medium "
    "short term wide ranging year years landmark historic".split()
)


@dataclass(frozen=True)
class Naming:
    """A mention of a document with its surroundings: its sentence, how it stands, the events told of it.

    `aside`: it stands in a headline or caption, which tells what the body tells again.
    """

    document: DocumentMention
    unit: int
    outlook: Outlook
    aside: bool
    events: tuple[Candidate, ...] = ()
    listed: bool = False  # an item of a list of documents
    titled: bool = False  # it stands in the official title of another document


@dataclass
class Pact:
    """An agreement of the article while it is put together: its mentions, parties and what the events say of it."""

    type: str
    title: str
    mentions: list[int]
    capitalised: bool
    plural: bool
    unit: int
    aside: bool = False
    count: int | None = None
    own: tuple[str, ...] = ()  # the parties that the phrases themselves name
    parties: list[str] = field(default_factory=list)
    signatories: list[str] = field(default_factory=list)
    witnesses: list[str] = field(default_factory=list)
    status: Status | None = None
    signed: Report | None = None
    in_force: Report | None = None
    dates: dict[str, tuple[str, int]] = field(default_factory=dict)  # column -> EDTF, unit that tells it
    sectors: tuple[str, ...] = ()
    acronym: str = ""
    live: bool = True  # false while it is only spoken of, in case that an event is told of it later
    words: frozenset[str] = frozenset()
    whole: frozenset[str] = frozenset()
    last_unit: int = 0

    def span(self, namings: Sequence[Naming]) -> tuple[int, int]:
        """Where the title that the pact bears stands in the text."""
        best = next((namings[i].document for i in self.mentions if namings[i].document.title == self.title), None)
        document = best or namings[self.mentions[0]].document
        return document.start, document.end


@lru_cache(maxsize=4096)
def title_words(title: str) -> frozenset[str]:
    """The words of a title, folded, without function words."""
    folded = unicodedata.normalize("NFKD", title.lower()).encode("ascii", "ignore").decode()
    folded = re.sub(r"\bftas?\b", "free trade agreement", folded)
    words = (w if w.endswith("ss") else w.rstrip("s") for w in re.findall(r"[a-z]+", folded) if w not in _FUNCTION)
    return frozenset(w for w in words if len(w) > 1)


def content_words(title: str) -> frozenset[str]:
    """The words that tell two titles apart: no document nouns, nothing as vague as "cooperation"."""
    return title_words(title) - DOCUMENT_NOUNS - _VAGUE


def compatible(a: str, b: str) -> bool:
    """Whether one of two dates refines the other."""
    return edtf.parse(a).compatible(edtf.parse(b))
