"""What a sentence says of its documents beyond the frames: signed nobody says by whom, sought, wished for, denied.

The frames of `codebook/frames.yaml` want an actor in the sentence; "the agreement, which was signed in 2011" has none.
The words of `codebook/document_cues.csv` tell how real a document is whose act no frame reports.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Literal

from comity.codebook import Text
from comity.coder.act_objects import SIGNING, UNDER_WAY, is_idle, listed_after
from comity.coder.candidates import Candidate
from comity.coder.documents import PARTNERSHIP, DocumentMention
from comity.coder.grammar import Sentence
from comity.coder.lexicon import Entry, Hit, Kind, inflect
from comity.coder.scene import betrays
from comity.coder.word_classes import AUXILIARIES, PREPOSITIONS
from comity.csvfile import Row, sound_rows
from comity.terms import Status

FILE, KEY = "document_cues.csv", ("cue", "says")
_JOINT = "joint_statement"
_STATING = frozenset({"in", "issued", "released", "published"})
_REACH = 12
_CHAIN = 14
_SKIPPED = PREPOSITIONS | frozenset(
    "a an the its their his her our this that these those to early swift both new as be been being".split()
)
_RELATIVE = frozenset("which that".split())
_STANDING_FOR = frozenset({"it", "they", "both"})
_SIGN_ONLY = frozenset({"sign", "ink", "initial"})
# A document spoken of for the first time, with "a", exists where somebody has it or is or acts under it.
_HAVING = frozenset("have has had enjoy enjoys share shares exist exists".split())
_BEING_UNDER = frozenset("with under is are was were since by as through party into line".split())
_NO_SUBJECT = frozenset({";", ":", "who", "while", "no", "neither", "nor", "without"})
_RAISING = (
    "establish",
    "build",
    "forg",
    "upgrad",
    "elevat",
    "creat",
    "form",
    "launch",
    "rais",
    "bring",
    "lift",
    "promot",
)
_LEVEL_REACH = 22
_BY = frozenset({"under", "by", "through"})
_BEFORE_CONTENT = _BY | {",", "which", "that", "also", "aims", "aim", "further"}
_WHEREBY = frozenset({"wherein", "whereby", "whereunder"})


class Outlook(StrEnum):
    """How a sentence holds a document that no event concerns."""

    STANDS = "stands"  # it is spoken of as a thing that exists
    HELD = "held"  # it is carried out
    USED = "used"  # it is ratified, amended, ended: it exists
    SOUGHT = "sought"  # it is being negotiated or prepared
    NEW = "new"  # it is told of for the first time, with "a", and nobody says that it exists
    WISHED = "wished"  # somebody suggests or wants it
    AGREED = "agreed"  # it is agreed that there shall be one
    DENIED = "denied"  # there is none


@dataclass(frozen=True)
class Cues:
    """Words around documents, inflected: `says` of those before one, `content` and `lasts` of the verbs after it."""

    says: Mapping[tuple[str, ...], Outlook]
    content: frozenset[str]
    lasts: frozenset[str]


class CueRow(Row):
    """One row of document_cues.csv: what a word says of a document; a verb inflects."""

    cue: Text
    says: Literal["held", "used", "sought", "wished", "agreed", "denied", "content", "lasts"]
    form: Literal["verb", "word"]


def load(folder: Path) -> Cues:
    """Read codebook/document_cues.csv. Raises InputError (B001 to B004) with every problem found."""
    says: dict[tuple[str, ...], Outlook] = {}
    verbs: dict[str, set[str]] = {"content": set(), "lasts": set()}
    for row, _ in sound_rows(folder, FILE, CueRow, KEY):
        forms = [form for form, _ in inflect(row.cue, {})] if row.form == "verb" else [row.cue]
        if row.says in verbs:
            verbs[row.says].update(forms)
        else:
            says |= {tuple(form.split()): Outlook(row.says) for form in forms}
    return Cues(says, frozenset(verbs["content"]), frozenset(verbs["lasts"]))


@dataclass(frozen=True)
class Reading:
    """What a sentence says of its documents: how each one stands, and signings that the frames left out."""

    outlooks: tuple[Outlook, ...]
    missed: tuple[Candidate, ...]
    pronouns: tuple[DocumentMention, ...] = ()


def read(
    sentence: Sentence,
    hits: Sequence[Hit],
    documents: Sequence[DocumentMention],
    candidates: Sequence[Candidate],
    unit: int,
    cues: Cues,
) -> Reading:
    """Read how each document of a sentence stands, and the signings of which `candidates` lack."""
    announced = _announcement(sentence) if documents else ()
    pronouns = [*announced, *_themes(sentence, candidates), *_pronouns(sentence, hits)]
    pronouns = [p for n, p in enumerate(pronouns) if p.head not in {other.head for other in pronouns[:n]}]
    if not documents and not pronouns:
        return Reading((), ())
    reader = _Reader(sentence, [*documents, *pronouns], cues)
    outlooks = [reader.outlook(document) for document in documents]
    missed: list[Candidate] = []
    told = {(c.start, c.type) for c in candidates}
    low = sentence.text[sentence.start : sentence.end].lower()
    for hit in hits:
        for entry in hit.triggers:
            if entry.kind is not Kind.VERB or not any(frame.type == SIGNING for frame in entry.frames):
                continue
            if all(betrays(frame, low) for frame in entry.frames if frame.type == SIGNING):
                continue
            found = reader.signing(hit, entry)
            if found is None:
                continue
            number, status, agreed = found
            if number >= len(documents):
                pass
            elif status is None or status is Status.PROPOSED:
                outlooks[number] = Outlook.DENIED if status is None else Outlook.WISHED
            if status not in (None, Status.PROPOSED) and (hit.start, SIGNING) not in told:
                missed.append(_candidate(sentence, hit, entry, reader.documents[number], unit, status, agreed))
                told.add((hit.start, SIGNING))
    return Reading(tuple(outlooks), tuple(missed), tuple(pronouns))


def _themes(sentence: Sentence, candidates: Sequence[Candidate]) -> Iterator[DocumentMention]:
    """Pronouns that stand for a document: "[it] entered into force"."""
    for candidate in candidates:
        if candidate.type in ("signing", "entry_into_force") and candidate.object_span is not None:
            start, end = candidate.object_span
            low = sentence.text[start:end].lower()
            if low in _STANDING_FOR:
                yield _pronoun(start, end, low)


def _pronouns(sentence: Sentence, hits: Sequence[Hit]) -> Iterator[DocumentMention]:
    """ "[It] was signed in 2010": the subject of a passive verb that only documents undergo."""
    for hit in hits:
        for entry in hit.triggers:
            if entry.kind is Kind.VERB and entry.lemma in _SIGN_ONLY and entry.form in ("d", "n"):
                group = sentence.verb_group(sentence.index(hit.start), entry.form)
                before = sentence.tokens[group.first - 1] if group.first else None
                if group.passive and before is not None and before.low in _STANDING_FOR:
                    yield _pronoun(before.start, before.end, before.low)


def _pronoun(start: int, end: int, low: str) -> DocumentMention:
    return DocumentMention(
        start=start, end=end, head=start, lead=start, type="agreement", title=low, definite=True,
        plural=low in ("they", "both"), named=False,
    )  # fmt: skip


def _candidate(
    sentence: Sentence, hit: Hit, entry: Entry, document: DocumentMention, unit: int, status: Status, agreed: bool
) -> Candidate:
    """A signing of which the sentence tells no signatory: its sides are those of the document, or of the article."""
    index = sentence.index(hit.start)
    left, right = sentence.left_edge(index), sentence.right_edge(index + 1)
    return Candidate(
        type=SIGNING,
        status=status,
        roles={"participant": list(document.parties)} if document.parties else {},
        unit=unit,
        start=hit.start,
        end=hit.end,
        edges=(sentence.tokens[left].start, sentence.tokens[max(left, right - 1)].end),
        partial=True,
        object_span=(document.head, document.head + 1),
        nominal=True,
        definite=True,
        agreed=agreed,
        lemma=entry.lemma,
    )


def _announcement(sentence: Sentence) -> Iterator[DocumentMention]:
    """ "[They] include an agreement on ...": what follows are the documents told of before."""
    tokens = sentence.tokens
    if (
        len(tokens) > 2
        and tokens[0].low in ("they", "these", "those")
        and tokens[1].low.startswith(("includ", "compris"))
    ):
        yield replace(_pronoun(tokens[0].start, tokens[0].end, tokens[0].low), plural=True, lists=True)


class _Reader:
    def __init__(self, sentence: Sentence, documents: Sequence[DocumentMention], cues: Cues) -> None:
        self.sentence = sentence
        self.tokens = sentence.tokens
        self.documents = documents
        self.cues = cues

    def outlook(self, document: DocumentMention) -> Outlook:
        """What the words before a document make of it."""
        index = self.sentence.index(document.lead) - 1
        if document.type == PARTNERSHIP and self._agreed_level(index):
            return Outlook.AGREED
        governors = 0
        for step in range(index, max(-1, index - _CHAIN), -1):
            low = self.tokens[step].low
            found = self._cue(step)
            if found is not None:
                return found
            if low in (",", ";", ":", "and", "but", "which", "who") or self.sentence.at[step] >= 0:
                break
            if low in _SKIPPED or low in AUXILIARIES:
                continue
            governors += 1
            if governors > 1 or not self._of_signing(low, document):
                break
        if document.prospective:
            return Outlook.WISHED
        lead = self.sentence.index(document.lead)
        new = not document.definite and not document.plural and self.tokens[lead].low in ("a", "an")
        if not new or document.dated is not None:
            return Outlook.STANDS
        before = {token.low for token in self.tokens[max(0, lead - 3) : lead]}
        if before & _HAVING and document.alone:
            return Outlook.USED
        if document.type == _JOINT and before & _STATING:
            return Outlook.STANDS
        return Outlook.STANDS if before & (_BEING_UNDER | _HAVING) else Outlook.NEW

    def _agreed_level(self, index: int) -> bool:
        """ "[agreed to elevate] their ties to a strategic partnership"."""
        if self.tokens[max(index, 0)].low == "from":
            return False
        words = [token.low for token in self.tokens[max(0, index - _LEVEL_REACH) : index + 1]]
        for number, word in enumerate(words[:-2]):
            if (
                word in ("agreed", "agree", "decided")
                and words[number + 1] == "to"
                and words[number + 2].startswith(_RAISING)
            ):
                return True
        return False

    def _cue(self, step: int) -> Outlook | None:
        low = self.tokens[step].low
        pair = (low, self.tokens[step + 1].low) if step + 1 < len(self.tokens) else (low,)
        return self.cues.says.get(pair) or self.cues.says.get((low,))

    def _of_signing(self, low: str, document: DocumentMention) -> bool:
        """Words through which a wish reaches the document: "hope to [sign] it", "call for the [signing] of it"."""
        stems: tuple[str, ...] = ("sign", "conclu", "reach", "adopt", "finali", "seal", "strik", "complet")
        if document.type == PARTNERSHIP:
            stems = (*stems, *_RAISING, "becom", "develop")
        return low.startswith(stems)

    def signing(self, hit: Hit, entry: Entry) -> tuple[int, Status | None, bool] | None:
        """The document that a verb of signing acts on, and how real the act is (None: it did not happen)."""
        index = self.sentence.index(hit.start)
        last = self.sentence.index(hit.end - 1)
        if (
            self.sentence.at[index] >= 0
            or is_idle(self.sentence, last)
            or self.tokens[index].low in UNDER_WAY
            or (entry.form in ("b", "s") and self.sentence.is_noun(index) and index)
        ):
            return None
        group = self.sentence.verb_group(index, entry.form)
        before = self._before(group.first) if entry.form in ("d", "n") else None
        reduced = not group.passive and group.first == index and before is not None and self._adjoins(before, index)
        if group.passive or reduced:
            number = before if before is not None else self._after(last + 1, 5)
        else:
            number = self._after(last + 1, _REACH)
        return None if number is None else (number, group.status, group.agreed)

    def _before(self, first: int) -> int | None:
        """The document that is the subject of a passive: the nearest outermost one left of it in its clause."""
        edge = self.tokens[self.sentence.left_edge(first)].start
        stop = self.tokens[first].start
        near = [n for n, d in enumerate(self.documents) if not d.nested and edge <= d.head and d.end <= stop]
        near = [n for n in near if self.sentence.index(self.documents[n].end - 1) >= first - _REACH]
        if not near:
            return None
        number = near[-1]
        while number - 1 in near and listed_after(self.sentence, self.documents[number - 1], self.documents[number]):
            number -= 1
        between = self.tokens[self.sentence.index(self.documents[near[-1]].end - 1) + 1 : first]
        return None if any(token.low in _NO_SUBJECT for token in between) else number

    def _adjoins(self, number: int, index: int) -> bool:
        after = self.sentence.index(self.documents[number].end - 1) + 1
        return all(token.low == "," for token in self.tokens[after:index])

    def _after(self, begin: int, reach: int) -> int | None:
        """The document that is the object of a verb: the next one, with nothing but its own words between."""
        for number, document in enumerate(self.documents):
            lead = self.sentence.index(document.lead)
            if lead < begin:
                continue
            between = self.tokens[begin:lead]
            if len(between) <= reach and not any(
                token.low in PREPOSITIONS | _RELATIVE | {";", "who"} for token in between
            ):
                return number
            return None
        return None


def content_follows(sentence: Sentence, end: int, cues: Cues) -> tuple[int, int] | None:
    """What follows the mention of a document that ends at `end` and tells its content: "which [cover tourism]"."""
    index = sentence.index(end - 1) + 1
    for step in range(index, min(len(sentence.tokens), index + 5)):
        low = sentence.tokens[step].low
        if low in cues.content or low in _WHEREBY:
            right = sentence.right_edge(step + 1)
            return sentence.tokens[step].start, sentence.tokens[max(step, right - 1)].end
        if low == "which" and sentence.tokens[step - 1].low in _BY:
            right = sentence.right_edge(step + 1)
            return sentence.tokens[step].start, sentence.tokens[max(step, right - 1)].end
        if low not in _BEFORE_CONTENT | AUXILIARIES:
            return None
    return None
