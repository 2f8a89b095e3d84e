"""Which documents of its sentence an act concerns, and which triggers act on none.

A frame gives a signing one object; the documents listed after it are signed too, and a passive acts on the nearest.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from comity.coder.candidates import Candidate
from comity.coder.document import DateMention
from comity.coder.documents import PARTNERSHIP, DocumentMention
from comity.coder.grammar import Sentence
from comity.coder.word_classes import AUXILIARIES, PREPOSITIONS

SIGNING = "signing"
UNDER_WAY = frozenset({"finalising", "finalizing"})
_CONCERNING = frozenset({"signing", "entry_into_force", "negotiation", "partnership"})
_COORDINATING = frozenset(
    {"and", ",", ";", "&", "as", "with", "including", ":", "or", "also", "plus", "namely", "–", "—", "-", "(", "them"}
)
_PARTING = frozenset({"which", "who", "while", "under", "after", "before", "said", "says", "but", "to"})
_AFTER_PASSIVE = frozenset("last this earlier today yesterday and or which that who there here jointly".split())
_LIST_GAP = 9


def concerned(candidate: Candidate, sentence: Sentence, documents: Sequence[DocumentMention]) -> list[int]:
    """The numbers of the documents of its sentence that an event concerns: its object, and those listed after that."""
    if candidate.type not in _CONCERNING:
        return []
    if candidate.object_span is None:
        return _sought(candidate, sentence, documents)
    start, end = candidate.object_span
    direct = [n for n, d in enumerate(documents) if start <= d.head < end]
    if not direct and sentence.text[start - 1] == "(":  # "an Avoidance Agreement (DTAA), which ..."
        direct = [n for n, d in enumerate(documents) if d.start < start < d.end and not d.nested]
    if not direct and sentence.text[start:end].lower() in ("which", "that"):
        before = [n for n, d in enumerate(documents) if d.end <= start and not d.nested]
        return before[-1:]
    if candidate.type != SIGNING or not direct:
        return direct
    found = list(direct)
    for number in range(direct[-1] + 1, len(documents)):
        document = documents[number]
        if document.nested or document.type == PARTNERSHIP:
            continue
        if not listed_after(sentence, documents[found[-1]], document):
            break
        found.append(number)
    return found


def _sought(candidate: Candidate, sentence: Sentence, documents: Sequence[DocumentMention]) -> list[int]:
    """What talks are on: "negotiations [on] a free trade agreement", "negotiating a free trade agreement"."""
    if candidate.type != "negotiation":
        return []
    after = sentence.index(candidate.end - 1) + 1
    for number, document in enumerate(documents):
        lead = sentence.index(document.lead)
        if lead < after:
            continue
        between = [token.low for token in sentence.tokens[after:lead]]
        led = not between or between[0] in (
            "on",
            "for",
            "about",
            "over",
            "towards",
            "toward",
            "to",
            "concerning",
            "regarding",
        )
        return [number] if led and len(between) <= 5 else []
    return []


def listed_after(sentence: Sentence, document: DocumentMention, other: DocumentMention) -> bool:
    """Whether a document follows another one in a list: "a protocol on X in Rome, and [an MoU on Y]"."""
    between = sentence.tokens[sentence.index(document.end - 1) + 1 : sentence.index(other.lead)]
    if not between or len(between) > _LIST_GAP or between[-1].low not in _COORDINATING:
        return len(between) == 0
    return not any(
        t.low in AUXILIARIES or t.low in _PARTING or (t.low.endswith("ing") and t.low != "including") for t in between
    )


def move_witnesses(candidate: Candidate, sentence: Sentence) -> None:
    """Who is present at a signing is its witness: "in their presence, documents were signed"."""
    if candidate.type != SIGNING:
        return
    present: dict[str, None] = {}
    for number, mention in enumerate(sentence.mentions):
        end = sentence.spans[number][1]
        if mention.possessive and end < len(sentence.tokens) and sentence.tokens[end].low == "presence":
            present |= dict.fromkeys(mention.actors)
    if present:
        for role, actors in candidate.roles.items():
            candidate.roles[role] = [actor for actor in actors if actor not in present or role == "witness"]
        candidate.roles.setdefault("witness", []).extend(
            a for a in present if a not in candidate.roles.get("witness", [])
        )
        candidate.roles = {role: actors for role, actors in candidate.roles.items() if actors}
        candidate.partial = candidate.partial or not set(candidate.roles) - {"witness"}


def refit(candidate: Candidate, sentence: Sentence, documents: Sequence[DocumentMention]) -> None:
    """A passive verb acts on the document before it: "signed an MoU, in addition to a [communique signed by A]"."""
    if candidate.type != SIGNING or candidate.nominal or candidate.object_span is None:
        return
    at = candidate.object_span[0]
    if at >= candidate.start:
        return
    number = next((n for n, d in enumerate(documents) if d.head == at), None)
    if number is None:
        return
    before = documents[number]
    for document in documents[number + 1 :]:
        if document.end > candidate.start:
            return
        if document.nested:
            continue
        if not listed_after(sentence, before, document):
            candidate.object_span = (document.head, document.head + 1)
        before = document


def end_before_date(candidate: Candidate, dates: Sequence[DateMention]) -> None:
    """A trigger that holds the preposition of its date ("in force since") ends where the date begins."""
    for date in dates:
        if candidate.start < date.start < candidate.end < date.end:
            candidate.end = date.start


def is_idle(sentence: Sentence, last: int) -> bool:
    """ "signed [off] on a plan", "signed [up] to it": other verbs."""
    return last + 1 < len(sentence.tokens) and sentence.tokens[last + 1].low in ("off", "up")


def _has_object(candidate: Candidate, sentence: Sentence) -> bool:
    """ "documents showing that A and B exchanged [prisoners]": an active verb, whose object is none."""
    if candidate.object_span is None or candidate.object_span[0] >= candidate.start:
        return False
    index, last = sentence.index(candidate.start), sentence.index(candidate.end - 1)
    after = sentence.tokens[last + 1].low if last + 1 < len(sentence.tokens) else ""
    passive = sentence.verb_group(index, "d").passive
    between = sentence.tokens[sentence.index(candidate.object_span[0]) : index]
    if any(a.low in PREPOSITIONS and b.low == "which" for a, b in pairwise(between)):
        return True  # "the agreement under which they have exchanged, since 2014, ten students"
    return not passive and after.isalpha() and after not in PREPOSITIONS | _AFTER_PASSIVE


def apart(candidate: Candidate, sentence: Sentence, documents: Sequence[DocumentMention]) -> bool:
    """Whether a signing's trigger has nothing to do with its document but the sentence.

    "At the [conclusion] of the session, A signed the minutes", "[signed] off on a programme".
    """
    if candidate.type != SIGNING or candidate.object_span is None:
        return False
    if not candidate.nominal:
        idle = is_idle(sentence, sentence.index(candidate.end - 1)) or _has_object(candidate, sentence)
        return idle or _under_way(candidate, sentence) or _of_draft(candidate, documents)
    start = candidate.object_span[0]
    document = next((d for d in documents if d.head == start), None)
    if document is None or document.lead < candidate.end:
        return False
    first, last = sentence.index(candidate.end - 1) + 1, sentence.index(document.lead)
    between = sentence.tokens[first:last]
    names = any(number >= 0 for number in sentence.at[first:last])
    return names or any(
        token.low in (",", "signed", "adopted", "issued", "session", "talks", "visit") for token in between
    )


def _under_way(candidate: Candidate, sentence: Sentence) -> bool:
    """ "[finalising] the agreements": it is not signed yet."""
    return sentence.text[candidate.start : candidate.end].lower() in UNDER_WAY


def _of_draft(candidate: Candidate, documents: Sequence[DocumentMention]) -> bool:
    """ "[approved] a draft agreement": a step towards its signing."""
    if candidate.lemma not in ("approve", "adopt") or candidate.object_span is None:
        return False
    return any(d.head == candidate.object_span[0] and d.draft for d in documents)
