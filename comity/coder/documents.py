"""Agreements as noun phrases: "the Agreement on Visa Exemption", "MoUs on customs and trade promotion".

Reads the phrase around each document noun of `codebook/documents.csv` and around each name of a partnership: what
stands before the noun, what it is on, between whom it is, for which period. Says nothing of what happened to it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from comity.codebook import Text, YesOrEmpty
from comity.coder import document_parties
from comity.coder.document import DateMention, MentionKind, SectorMention
from comity.coder.document_left import Left, LeftReader
from comity.coder.document_parties import Right
from comity.coder.document_right import RightReader
from comity.coder.document_titles import is_plural, singular, tidied, uncapitalised
from comity.coder.document_words import BEING, COUNTS, EXCLUSIVE, MASS, ORDINALS, PROSPECTIVE
from comity.coder.grammar import Sentence
from comity.csvfile import Row, sound_rows

FILE, KEY = "documents.csv", ("term",)
PARTNERSHIP = "partnership"
_NEAR = 40
_BEFORE = 12  # characters before a title in which its years may stand
_BULLET = re.compile(r"(?:[-–—•*●▪·]|\(?[0-9]{1,2}[.)–-]|\(?[ivxIVX]{1,5}[.)]|\(?[a-z][.)])\s*\Z")
_SHORT = re.compile(r"\s*\(([A-Z][A-Za-z]{1,8})\)")
_DEFINED = re.compile(r"\b([A-Za-z]+) \(([A-Z]{2,8})\)")
_YEARS = re.compile(r"([0-9]{4}(?:-[0-9]{2}){0,2})/([0-9]{4}(?:-[0-9]{2}){0,2})")
_ONE_SIDED = frozenset({"'s", "its", "his", "her"})
_MOST_SIBLINGS = 8
_ASIDE = 4  # characters from the end of a phrase within which a bracket names it once more
_ADJECTIVAL = ("al", "ic", "ary", "tive", "ian")
# They name some of a batch; where its number is higher, there are more.
_AMONG_OTHERS = (" including", " among them", " namely", " such as")
# "Following are the agreements signed ...", "The following documents were signed."
_FOLLOWING = re.compile(r"\b(?:[Tt]he following\b(?! (?:day|week|month|year))|[Ff]ollowing (?:is|are) the|as follows)")
_SPLITTING = frozenset({"on", "for", "concerning", "regarding", "about", "covering"})


@dataclass(frozen=True, slots=True)
class Noun:
    """A document noun: the type of agreement that it names, "" where it is one of the world at large.

    `alone`: a document so called and named counts as an agreement even where no act on it is told.
    """

    type: str
    alone: bool


_ACRONYM = Noun("agreement", True)
_PARTNERSHIP = Noun(PARTNERSHIP, True)


@dataclass(frozen=True, slots=True)
class DocumentMention:
    """A document in the text.

    The span holds title, parties and topics; `head` is where its noun begins and `lead` where the whole phrase does.
    `core`: the title without names of parties. `definite`: after "the", "their", "Kenya's". `plural`: several
    documents, `count` if their number is told. `named`: the phrase says more than the bare noun. `capitalised`: it has
    an official title. `alone` as in Noun. `parties`: the actors that the phrase names; `explicit`: it does name
    parties, be they known or not. `nested`: it stands in the title of another one. `prospective`: "a proposed
    agreement", `draft`: "a draft agreement", `exclusive`: "its first agreement", `whole_body`: "a legal framework of 50
    documents". `period`: (valid_from, valid_until), `dated`: "the 2001 treaty", in EDTF. `lists`: it announces
    documents that follow.
    """

    start: int
    end: int
    head: int
    lead: int
    type: str
    title: str
    core: str = ""
    definite: bool = False
    plural: bool = False
    count: int | None = None
    acronym: str = ""
    named: bool = False
    capitalised: bool = False
    alone: bool = False
    parties: tuple[str, ...] = ()
    explicit: bool = False
    nested: bool = False
    prospective: bool = False
    draft: bool = False
    exclusive: bool = False
    whole_body: bool = False
    period: tuple[str | None, str | None] = (None, None)
    dated: str | None = None
    lists: bool = False


class NounRow(Row):
    """One row of documents.csv: a document noun, in lower case; the type is empty where the noun tells none."""

    term: Text
    agreement_type: str
    alone: YesOrEmpty


def load(folder: Path) -> dict[str, Noun]:
    """Read codebook/documents.csv. Raises InputError (B001 to B004) with every problem found."""
    rows = sound_rows(folder, FILE, NounRow, KEY)
    return {row.term: Noun(row.agreement_type, row.alone == "yes") for row, _ in rows}


def acronyms(text: str, nouns: Mapping[str, Noun]) -> list[tuple[int, int]]:
    """Where a text calls a document by the acronym that it gives it: "a Partnership Agreement (EPA) ... the EPA"."""
    if "(" not in text:
        return []
    short = {match[2] for match in _DEFINED.finditer(text) if match[1].lower() in nouns}
    if not short:
        return []
    pattern = re.compile(r"(?<![(\w-])(?:" + "|".join(sorted(map(re.escape, short))) + r")\b(?!\))")
    return [match.span() for match in pattern.finditer(text)]


def find(
    sentence: Sentence,
    heads: Sequence[tuple[int, int]],
    nouns: Mapping[str, Noun],
    dates: Sequence[DateMention] = (),
    fields: Sequence[SectorMention] = (),
) -> list[DocumentMention]:
    """The documents that a sentence names, in order.

    `heads` are the spans of document nouns and names of partnerships in it; a noun that `nouns` lacks is a partnership,
    or an acronym where it is all capitals. `fields` keep "science and technology" one topic.
    """
    reader = _Reader(sentence, nouns, dates, fields)
    own = (head for head in heads if not _is_of_the_world(sentence.text[slice(*head)].lower(), nouns))
    kept = [(start, end, left) for start, end in own if (left := reader.left.read(start, end, heads))]
    stops = frozenset(left.lead for _, _, left in kept if reader.left.coordinated(left.lead))
    found: list[DocumentMention] = []
    reach = -1
    for start, end, left in kept:
        documents = reader.documents(start, end, left, stops)
        if sentence.text[start - 1] == "(" and start - reach < _ASIDE:
            continue  # "an Avoidance Agreement (DTAA)", "five memoranda, (MoUs)"
        if start < reach:
            inner = [d for d in documents if _stands_in_a_title(d) and not _is_whole_topic(sentence, d)]
            found.extend(replace(document, nested=True) for document in inner)
        else:
            found.extend(documents)
            reach = max([reach, *(document.end for document in documents)])
    found = _together(sentence, found)
    return [replace(d, lists=True) if _announces(sentence, found, n) else d for n, d in enumerate(found)]


def _is_of_the_world(term: str, nouns: Mapping[str, Noun]) -> bool:
    """Whether a noun names a document of the world at large, to which no two sides agree: "the Antarctic Treaty"."""
    noun = nouns.get(term)
    return noun is not None and not noun.type


def _together(sentence: Sentence, documents: Sequence[DocumentMention]) -> list[DocumentMention]:
    """ "agreements and memoranda of understanding": a batch of two kinds is one."""
    kept: list[DocumentMention] = []
    for document in documents:
        before = kept[-1] if kept else None
        if before is not None and before.plural and document.plural and not before.named and document.count is None:
            between = sentence.text[before.end : document.start].strip(" ,")
            if between in ("and", "or", "&") and PARTNERSHIP not in (before.type, document.type):
                kind = before.type if before.type == document.type else "agreement"
                title = tidied(f"{before.title} {between} {uncapitalised(document.title)}")
                kept[-1] = replace(
                    document,
                    start=before.start,
                    head=before.head,
                    lead=before.lead,
                    type=kind,
                    title=title,
                    count=before.count,
                )
                continue
        kept.append(document)
    return kept


def _stands_in_a_title(document: DocumentMention) -> bool:
    """Whether a noun within another document's title is a document of its own, not a word of that title."""
    return document.type == PARTNERSHIP or document.definite or document.capitalised


def _is_whole_topic(sentence: Sentence, document: DocumentMention) -> bool:
    """ "an agreement on [Cooperation Plan for 2021]": what is signed is the plan, no second document."""
    before = sentence.text[max(sentence.start, document.lead - 4) : document.lead]
    return document.type != PARTNERSHIP and not document.definite and before.endswith(" on ")


def _announces(sentence: Sentence, documents: Sequence[DocumentMention], number: int) -> bool:
    """Whether a plural only announces documents that follow: "three documents: an agreement on ..."."""
    document = documents[number]
    if not document.plural or document.nested or document.type == PARTNERSHIP:
        return False
    later = [other for other in documents[number + 1 :] if not other.nested]
    between = sentence.text[document.end : later[0].lead if later else sentence.end]
    if ":" in between or (not later and _FOLLOWING.search(sentence.text, sentence.start, sentence.end)):
        return True
    if document.definite and any(word in between for word in (" include", " are ", " comprise")):
        return bool(later)
    if any(word in between for word in _AMONG_OTHERS):
        return bool(later) and (document.count is None or document.count == len(later))
    return document.count == len(later) and any(mark in between for mark in "–—-")


# Items of lists that have no document noun


def bullet(text: str, start: int) -> str:
    """The kind of bullet or number that stands before `start` on its line: "-", "1.", "a)" ...; "" for none."""
    match = _BULLET.search(text[max(0, text.rfind("\n", 0, start) + 1) : start])
    if match is None:
        return ""
    return re.sub(r"[a-z]+", "a", re.sub(r"[0-9]+", "1", match[0].strip().lower()))


def item(sentence: Sentence, header: DocumentMention) -> DocumentMention:
    """An item that only tells its document's topic: below "six MoUs were signed:" the line "Cooperation in sport"."""
    words = sentence.text[sentence.start : sentence.end].strip(" ;,.")
    about = words[3:] if words.lower().startswith("on ") else words
    reader = RightReader(sentence)
    between = next((n for n, token in enumerate(sentence.tokens) if token.low == "between"), None)
    right = reader.parties(between) if between is not None else Right(0)
    noun = singular(header.title.split()[-1])
    return DocumentMention(
        start=sentence.start,
        end=sentence.end,
        head=sentence.start,
        lead=sentence.start,
        type=header.type,
        title=tidied(about if noun.lower() == "document" else f"{noun} on {about[:1].lower() + about[1:]}"),
        core=about.lower(),
        named=True,
        alone=True,
        parties=tuple(dict.fromkeys(a for n in right.parties for a in sentence.mentions[n].actors)),
        explicit=right.explicit,
    )


class _Reader:
    """Puts the two sides of a document noun together."""

    def __init__(
        self,
        sentence: Sentence,
        nouns: Mapping[str, Noun],
        dates: Sequence[DateMention],
        fields: Sequence[SectorMention],
    ) -> None:
        self.sentence = sentence
        self.nouns = nouns
        self.dates = dates
        self.left = LeftReader(sentence, dates, fields)
        self.right = RightReader(sentence, dates, fields)

    def documents(self, start: int, end: int, left: Left, stops: frozenset[int]) -> list[DocumentMention]:
        """The documents that the phrase around a noun names: one, or one for each topic of a list."""
        last = self.sentence.index(end - 1)
        term = self.sentence.text[start:end].lower()
        noun = document_parties.Noun(is_plural(term), term.startswith("joint "), self.sentence.text[start].isupper())
        new = not left.definite or bool(left.loose & ORDINALS)
        right = self.right.read(last + 1, noun, self.nouns, stops, new)
        if right.opener == "to" and left.determiner in _ONE_SIDED and term in MASS:
            return []  # "Kenya's agreement to take part" is its consent
        base = self._base(start, end, left, right, term, stops)
        if not (noun.plural and _splits(left, right) and self.right.sibling(right.end) is None):
            return [base, *self._siblings(base, right.end, stops)]
        before = self.sentence.text[self._start(left.begin) : start] + singular(self.sentence.text[start:end])
        opener = right.opener if right.opener in ("on", "for") else "on"
        shared = self._shared(right.topics[0])
        return [
            replace(
                base,
                start=self._start(a),
                end=self.sentence.tokens[b - 1].end,
                title=tidied(f"{before} {opener} {shared if number else ''}{topic}"),
                core=f"{before.lower()} {shared} {topic.lower()}",
                plural=False,
                count=None,
                named=True,
            )
            for number, ((a, b), topic) in enumerate(zip(right.topics, self._topics(right), strict=True))
        ]

    def _siblings(self, base: DocumentMention, index: int, stops: frozenset[int]) -> list[DocumentMention]:
        """The documents of the kind that pronouns add: "an agreement on trade, one on tourism and another on ..."."""
        found: list[DocumentMention] = []
        while len(found) < _MOST_SIBLINGS and (at := self.right.sibling(index)) is not None:
            right = self.right.read(at + 1, document_parties.Noun(), self.nouns, stops, new=False)
            if not right.parts:
                break
            noun = singular(self.sentence.text[base.head : self.sentence.tokens[self.sentence.index(base.head)].end])
            topic = " ".join(self.right.text(a, b) for a, b in right.parts)
            lead = at - 1 if self.right.low(at - 1) in ("a", "the") else at
            found.append(
                replace(
                    base,
                    start=self._start(at),
                    end=self.sentence.tokens[right.end - 1].end,
                    head=self._start(at),
                    lead=self._start(lead),
                    title=tidied(f"{noun} {topic}"),
                    core=f"{noun} {topic}".lower(),
                    definite=False,
                    plural=False,
                    count=None,
                    named=True,
                    capitalised=False,
                    acronym="",
                )
            )
            index = right.end
        return found

    def _start(self, index: int) -> int:
        return self.sentence.tokens[index].start

    def _topics(self, right: Right) -> list[str]:
        """The topics of a list, an adjective with the noun of the last: "political and economic [collaboration]"."""
        texts = [self.right.text(a, b) for a, b in right.topics]
        noun = texts[-1].split(" ")[-1]
        listed = " " in texts[-1] and all(" " in text or text.endswith(_ADJECTIVAL) for text in texts)
        return [text if " " in text else f"{text} {noun}" for text in texts] if listed else texts

    def _shared(self, topic: tuple[int, int]) -> str:
        """What the topics of a list share: "[cooperation in] healthcare and education"."""
        words = [token.low for token in self.sentence.tokens[topic[0] : topic[1]]]
        if len(words) < 3 or words[0] not in ("cooperation", "co-operation", "collaboration") or words[1] != "in":
            return ""
        end = words.index("of") + 1 if words[2] == "the" and "of" in words[:6] else 2
        return self.right.text(topic[0], topic[0] + end) + " "

    def _base(
        self, start: int, end: int, left: Left, right: Right, term: str, stops: frozenset[int]
    ) -> DocumentMention:
        first, last = self.sentence.index(start), self.sentence.index(end - 1)
        acronym = term not in self.nouns and self.sentence.text[start:end].isupper()
        noun = _ACRONYM if acronym else self.nouns.get(term, _PARTNERSHIP)
        plural = is_plural(term)
        body = self.left.body_of_documents(left) if plural and left.count else None
        numbers = (*left.owners, *right.parties)
        parts = self._parts(left, right, first, noun)
        words = self.sentence.text[self._start(left.begin if body is None else body) : end]
        if left.count and plural and body is None:
            words = f"{self._number(left)} {words}"
        return DocumentMention(
            start=self._start(left.begin),
            end=max(self.sentence.tokens[right.end - 1].end, end),
            head=start,
            lead=self._start(left.lead),
            type=noun.type,
            title=tidied(" ".join([words, *(self.right.text(a, b) for a, b in parts)])),
            core=" ".join(self._core(a, b, numbers) for a, b in ((left.begin, last + 1), *right.parts)),
            definite=left.definite or self._predicate(term, left),
            plural=plural,
            count=left.count if plural else None,
            acronym=self.sentence.text[start:end] if acronym else self._acronym(end),
            named=left.begin < first or bool(right.parts) or term.endswith((" plan", " plans")) or acronym,
            capitalised=self._capitalised(start, left, right, first),
            alone=noun.alone,
            parties=tuple(dict.fromkeys(a for n in numbers for a in self.sentence.mentions[n].actors)),
            explicit=right.explicit,
            prospective=bool(left.loose & PROSPECTIVE),
            draft="draft" in left.loose,
            exclusive=bool(left.loose & EXCLUSIVE) and not right.parts,
            whole_body=body is not None,
            period=self._period(left.begin, right.end, stops),
            dated=left.dated or right.dated,
        )

    def _parts(self, left: Left, right: Right, first: int, noun: Noun) -> list[tuple[int, int]]:
        """What of the right side belongs to the title: the topics, or the parties where it would else be bare."""
        partnership = noun.type == PARTNERSHIP
        parts = [] if partnership and right.opener not in ("on", "in") else right.parts
        if parts or left.begin < first or right.first_party is None:
            return parts
        first, last = right.first_party
        person = any(self.right.kind(index) is MentionKind.PERSON for index in range(first, last))
        return [(first, last)] if not person and self.right.low(first) in ("between", "with", "by") else []

    def _core(self, begin: int, end: int, parties: Sequence[int]) -> str:
        """The words between two tokens that stand in no party's or country's name."""
        tokens = zip(self.sentence.tokens[begin:end], self.sentence.at[begin:end], strict=True)
        mentions = self.sentence.mentions
        kept = (t.low for t, n in tokens if n < 0 or (n not in parties and mentions[n].kind is MentionKind.BODY))
        return " ".join(kept)

    def _acronym(self, end: int) -> str:
        match = _SHORT.match(self.sentence.text, end, self.sentence.end)
        return match[1] if match else ""

    def _predicate(self, term: str, left: Left) -> bool:
        """ "A and B [are strategic partners]": a partnership that exists, whatever its article."""
        return term.endswith(("partner", "partners")) and bool(self.left.words(left.lead - 3, left.lead) & BEING)

    def _number(self, left: Left) -> str:
        for token in self.sentence.tokens[left.lead : left.begin]:
            if token.low in COUNTS or token.low.isdigit():
                return self.sentence.text[token.start : token.end]
        return ""

    def _capitalised(self, start: int, left: Left, right: Right, first: int) -> bool:
        """Whether the noun has a capital that no beginning of a sentence explains: an official title."""
        if not self.sentence.text[start].isupper() or first == 0:
            return False
        return self.left.upper(left.begin) if left.begin < first else bool(right.parts)

    def _period(self, begin: int, end: int, stops: frozenset[int]) -> tuple[str | None, str | None]:
        """The years in or right after the phrase, before the next document."""
        start = self._start(begin) - _BEFORE  # "the [2025-2027] Cultural Programme"
        following = min((self._start(stop) for stop in stops if stop >= end), default=self.sentence.end)
        limit = min(self.sentence.tokens[end - 1].end + _NEAR, following)
        for date in self.dates:
            if date.nominal and start <= date.start < limit and (match := _YEARS.fullmatch(date.edtf)):
                return match[1], match[2]
        return None, None


def _splits(left: Left, right: Right) -> bool:
    """Whether a plural with a list of topics names one document for each."""
    if len(right.topics) < 2 or right.opener not in _SPLITTING:
        return False
    return left.count == len(right.topics) if left.count else not left.many
