"""The documents that an article names: their mentions folded into one record each.

Tells which mentions are of one document, resolves what refers back ("the agreement", "the documents") or forward (a
caption on top), and decides which documents are agreements: those that an event concerns, those that are sought or
proposed under a name, and those of which the text speaks as existing.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from comity.coder.acts import Outlook
from comity.coder.documents import PARTNERSHIP, DocumentMention
from comity.coder.pacts import (
    BODIES,
    CONCERNING,
    DOCUMENT_NOUNS,
    Naming,
    Pact,
    compatible,
    content_words,
    title_words,
)
from comity.coder.sides import Sides

# Verbs of which "the agreement" may be the object that no one has named before: "the deal was signed in Warsaw".
_SIGNING_VERBS = frozenset(
    [
        *"sign ink initial seal conclude renew signing initialling inking signature".split(),
        *("signing ceremony", "take effect", "enter into force", "come into force", "be in force", "pen", "co-sign"),
        *(f"{verb} to" for verb in ("put their signatures", "put their signature", "put their names")),
        *("put his signature to", "put her signature to", "affix their signatures to", "put pen to paper on"),
    ]
)
# A document so spoken of counts even under "a": sought, wished for, agreed on, ratified.
_SPOKEN_OF = frozenset({Outlook.SOUGHT, Outlook.WISHED, Outlook.NEW, Outlook.AGREED, Outlook.USED, Outlook.HELD})
_INTERCHANGEABLE = frozenset({"agreement", "treaty", "contract"})
_GENERIC = frozenset("agreement pact accord deal document treaty memorandum understanding mou year".split())
_LEVELS = frozenset(
    "strategic comprehensive enhanced special privileged global limited extensive cooperative green digital reinforced "
    "expanded multidimensional friendly all weather security defence allied sectoral".split()
)
_FAR = 8
_NEAR = 4
_FURTHER = 12
_LISTED = 2
_MEMORY = 120  # so many documents back a mention may refer, no more: cost stays linear


def gather(
    namings: Sequence[Naming],
    names: frozenset[str],
    cities: frozenset[str],
    lists: Mapping[int, Sequence[int]],
    sides: Sides,
) -> list[Pact]:
    """Fold the mentions of documents into agreements, in text order.

    `names` are words of country names, which tell no agreement from another; `cities` are names of cities, by which
    documents of the world at large are called ("the Oslo Accords"); `lists` gives for a mention that announces
    a list ("the following documents") the mentions that are its items.
    """
    folder = _Folder(namings, names, cities, sides)
    for index, naming in enumerate(namings):
        if index not in lists:
            folder.add(index, naming)
    folder.settle_open()
    folder.settle_lists(lists)
    folder.pacts = [pact for pact in folder.pacts if pact.live]
    return sorted(folder.pacts, key=lambda pact: namings[pact.mentions[0]].document.head)


class _Folder:
    def __init__(self, namings: Sequence[Naming], names: frozenset[str], cities: frozenset[str], sides: Sides) -> None:
        self.namings = namings
        self.names = names
        self.cities = cities
        self.sides = sides
        self.pacts: list[Pact] = []
        self.open: list[int] = []

    def add(self, index: int, naming: Naming) -> None:
        """Take up one mention."""
        document = naming.document
        words = content_words(document.core) - self.names
        if self._bare(document, words):
            self._refer(index, naming)
            return
        if document.type == PARTNERSHIP and document.nested and naming.titled:
            return
        recent = reversed(self.pacts[-_MEMORY:])
        match = next((pact for pact in recent if self._same(pact, naming, words)), None)
        if match is not None:
            self._join(match, index, naming, words)
            match.live = match.live or self._worth(naming, words)
        else:
            self._new(index, naming, words)
            self.pacts[-1].live = self._worth(naming, words)

    @staticmethod
    def _bare(document: DocumentMention, words: frozenset[str]) -> bool:
        if document.type == PARTNERSHIP:
            return False
        if not document.named:
            return not (document.explicit and document.parties)
        return (
            document.definite
            and not words
            and not document.capitalised
            and not document.parties
            and not document.acronym
        )

    # What refers back

    def _refer(self, index: int, naming: Naming) -> None:
        document = naming.document
        if document.exclusive or naming.outlook is Outlook.DENIED:
            return
        if document.plural and (document.definite or naming.aside or "signed" in document.title.lower()):
            found = self._group(naming) if document.count is None or document.definite else []
        elif document.definite or naming.aside or self._stated(naming):
            found = self._latest(naming)
        else:
            found = []
        for pact in found:
            pact.mentions.append(index)
            pact.last_unit = naming.unit
            pact.live = pact.live or bool(naming.events)
        if found:
            return
        if document.definite or naming.aside:
            self.open.append(index)
        elif naming.events or self._stated(naming):
            self._new(index, naming, frozenset())

    @staticmethod
    def _stated(naming: Naming) -> bool:
        """ "In a joint statement, the two said ...": they issued one, though nobody says so."""
        document = naming.document
        joint = document.type == "joint_statement" and document.core.startswith("joint") and not document.plural
        return joint and not document.definite and naming.outlook is Outlook.STANDS

    def _latest(self, naming: Naming) -> list[Pact]:
        """The agreement that "the agreement" means: the one told of last that may be called so."""
        kind = naming.document.type
        near = [
            p
            for p in self.pacts[-_MEMORY:]
            if naming.unit - p.last_unit <= _FAR and not p.plural and p.type != PARTNERSHIP
        ]
        same = near if kind == "agreement" else [pact for pact in near if pact.type == kind]
        if not same and kind in _INTERCHANGEABLE:
            same = [pact for pact in near if pact.type in _INTERCHANGEABLE]
        for found in ([pact for pact in same if pact.live], same):
            if found:
                return [max(found, key=lambda pact: (pact.last_unit, pact.mentions[-1]))]
        return []

    def _group(self, naming: Naming) -> list[Pact]:
        """What "the documents" means: those named together last, else all that were signed."""
        by_unit: defaultdict[int, list[Pact]] = defaultdict(list)
        for pact in self.pacts[-_MEMORY:]:
            if pact.type != PARTNERSHIP and pact.live and (naming.document.type in ("agreement", pact.type)):
                by_unit[pact.unit].append(pact)
        for unit in sorted(by_unit, reverse=True):
            if naming.unit - unit <= _LISTED and (len(by_unit[unit]) > 1 or by_unit[unit][0].plural):
                return by_unit[unit]
        if not any(c.type == "signing" for c in naming.events):
            return []
        signed = [p for members in by_unit.values() for p in members if self._signed(p)]
        return signed if len(signed) > 1 or (signed and signed[0].plural) else []

    def _signed(self, pact: Pact) -> bool:
        return any(c.type == "signing" for i in pact.mentions for c in self.namings[i].events)

    def settle_open(self) -> None:
        """Give what refers forward ("the agreement" in a caption on top) to what the text names later."""
        for index in self.open[:_MEMORY]:
            naming = self.namings[index]
            if not any(c.type in CONCERNING for c in naming.events):
                continue
            forward = naming.aside or naming.document.plural
            later = [p for p in self.pacts if forward and self._may_be(p, naming) and self._dates_agree(p, naming)]
            for pact in later if naming.document.plural else later[:1]:
                pact.mentions.append(index)
            signed = any(candidate.lemma in _SIGNING_VERBS for candidate in naming.events)
            if not later and signed and naming.outlook is Outlook.STANDS:
                self._new(index, naming, frozenset())

    def settle_lists(self, lists: Mapping[int, Sequence[int]]) -> None:
        """The announcement of a list tells of its items, and so does a batch that the text then names one by one."""
        of_mention = {mention: pact for pact in self.pacts for mention in pact.mentions}
        by_unit: defaultdict[int, list[Pact]] = defaultdict(list)
        for pact in self.pacts:
            by_unit[pact.unit].append(pact)
        gone: set[int] = set()
        for header, items in lists.items():
            named = list({id(p): p for item in items if (p := of_mention.get(item))}.values())
            unit = self.namings[header].unit
            before = [p for u in range(unit - _NEAR, unit + 1) for p in by_unit.get(u, ())]
            batches = [p for p in before if named and self._spelt_out(p, header)]
            for pact in named:
                pact.mentions.extend([*(m for batch in batches for m in batch.mentions), header])
            gone.update(map(id, batches))
        for batch in self.pacts:
            vague = self._vague_batch(batch)
            reach = _FURTHER if vague else _NEAR
            after = [
                p
                for u in range(batch.unit + 1, batch.unit + reach + 1)
                for p in by_unit.get(u, ())
                if batch.count or vague
            ]
            named = [p for p in after if self._of_batch(p, batch)]
            enough = batch.count if batch.count else 2
            if (batch.count or vague) and len(named) >= enough > 1 and id(batch) not in gone:
                gone.add(id(batch))
                for pact in named:
                    pact.mentions.extend(batch.mentions)
        told = any(self._signed(pact) and not pact.aside and pact.type != PARTNERSHIP for pact in self.pacts)
        self.pacts = [p for p in self.pacts if id(p) not in gone and not (told and p.plural and p.aside)]

    def _spelt_out(self, batch: Pact, header: int) -> bool:
        """Whether a list names the documents of a batch: "several MoUs were signed. The MoUs include ..."."""
        return batch.live and batch.plural and self.namings[header].document.definite and header not in batch.mentions

    def _of_batch(self, pact: Pact, batch: Pact) -> bool:
        """Whether a document told in the next sentences may be one of "two memoranda"."""
        fits = pact.type == batch.type or (batch.type == "agreement" and pact.type != PARTNERSHIP)
        alike = not self._parties_apart(pact, batch) and self._signing_dates_agree(pact, batch)
        return fits and not pact.plural and self._signed(pact) and alike

    def _vague_batch(self, pact: Pact) -> bool:
        """ "They signed several agreements", by which the text tells in short what it then names one by one."""
        if not pact.plural or pact.words or pact.count or not self._signed(pact):
            return False
        namings = [self.namings[index] for index in pact.mentions]
        return not self._bodies(namings) and not any(naming.document.explicit for naming in namings)

    def _parties_apart(self, pact: Pact, other: Pact) -> bool:
        mine, theirs = self.sides.of_all(pact.own), self.sides.of_all(other.own)
        return bool(mine and theirs) and not (mine <= theirs or theirs <= mine)

    def _signing_dates_agree(self, pact: Pact, other: Pact) -> bool:
        return all(self._dates_agree(other, self.namings[index]) for index in pact.mentions)

    def _may_be(self, pact: Pact, naming: Naming) -> bool:
        kind = naming.document.type
        fits = pact.type == kind or (kind == "agreement" and pact.type != PARTNERSHIP)
        return fits and pact.unit > naming.unit and self._signed(pact) and (naming.document.plural or not pact.plural)

    # What is named

    def _same(self, pact: Pact, naming: Naming, words: frozenset[str]) -> bool:
        document = naming.document
        whole = title_words(document.core) - self.names
        if (
            document.acronym
            and document.acronym == pact.acronym
            and document.acronym.lower().rstrip("s") not in DOCUMENT_NOUNS
        ):
            return True
        if pact.plural != document.plural and PARTNERSHIP not in (pact.type, document.type):
            return False
        if self._parties_differ(pact, document) or not self._dates_agree(pact, naming):
            return False
        vague = not words or not pact.words
        if vague and self._bodies([naming]) != self._bodies([self.namings[i] for i in pact.mentions]):
            return False
        if naming.unit == pact.last_unit and whole != pact.whole:
            return False
        loose = document.definite or naming.aside or pact.aside or document.nested
        if document.type == PARTNERSHIP or pact.type == PARTNERSHIP:
            return document.type == pact.type and self._same_level(pact, whole, loose)
        if document.type != pact.type and not ("agreement" in (pact.type, document.type) and loose):
            return False
        if naming.listed and not pact.aside:
            return whole == pact.whole
        if document.capitalised and pact.capitalised:
            common = len(pact.whole & whole) / len(pact.whole | whole)
            return common >= 0.8 or bool(document.definite and words and words <= pact.words)
        return self._alike(pact, naming, words, whole, loose)

    def _alike(self, pact: Pact, naming: Naming, words: frozenset[str], whole: frozenset[str], loose: bool) -> bool:
        document = naming.document
        if not words and not pact.words:
            mine, theirs = whole - _GENERIC, pact.whole - _GENERIC
            return mine == theirs or (loose and (mine <= theirs or theirs <= mine))
        if not words or not pact.words:
            told = document.capitalised or loose
            return (
                told
                and pact.type == document.type
                and (pact.aside or naming.aside or (not pact.words and document.definite))
            )
        common = pact.words & words
        if len(common) / len(pact.words | words) >= 0.5:
            return loose or words == pact.words or naming.outlook is Outlook.STANDS
        return loose and (words <= pact.words or pact.words <= words)

    @staticmethod
    def _same_level(pact: Pact, whole: frozenset[str], loose: bool) -> bool:
        mine, theirs = whole & _LEVELS, pact.whole & _LEVELS
        return mine == theirs or (loose and bool(mine) and mine <= theirs)

    def _parties_differ(self, pact: Pact, document: DocumentMention) -> bool:
        mine = self.sides.of_all(document.parties)
        theirs = self.sides.of_all(pact.own)
        if {*document.parties}.isdisjoint(pact.own) and self._has_body(document.parties) and self._has_body(pact.own):
            return True  # two universities, and two others
        return bool(mine and theirs) and not (mine <= theirs or theirs <= mine)

    def _has_body(self, actors: Sequence[str]) -> bool:
        return len(actors) > 1 and any(self.sides.kind(actor) in BODIES | {"government"} for actor in actors)

    def _dates_agree(self, pact: Pact, naming: Naming) -> bool:
        mine = [c.date for c in naming.events if c.type == "signing" and c.date]
        theirs = [c.date for i in pact.mentions for c in self.namings[i].events if c.type == "signing" and c.date]
        return not mine or not theirs or any(compatible(a, b) for a in mine for b in theirs)

    def _bodies(self, namings: Sequence[Naming]) -> set[str]:
        """The bodies that sign, by which two cooperation agreements without a topic are told apart."""
        acting = (a for naming in namings for c in naming.events if c.type == "signing" for a in c.actors())
        return {a for a in acting if self.sides.kind(a) in BODIES | {"government", "subnational"}}

    def _join(self, pact: Pact, index: int, naming: Naming, words: frozenset[str]) -> None:
        document = naming.document
        pact.mentions.append(index)
        fuller = (document.capitalised and not pact.capitalised) or (pact.aside and not naming.aside)
        fuller = fuller or (not document.definite and pact.words < words and not pact.capitalised)
        fuller = fuller and (document.type != PARTNERSHIP or document.capitalised)
        if fuller and document.named:
            pact.title, pact.capitalised, pact.aside = document.title, document.capitalised, naming.aside
            pact.type = document.type if document.type != "agreement" or pact.type == "agreement" else pact.type
            pact.whole = title_words(document.core) - self.names
        pact.words |= words
        pact.acronym = pact.acronym or document.acronym
        pact.last_unit = naming.unit
        if not pact.own or len(self.sides.of_all(document.parties)) > len(self.sides.of_all(pact.own)):
            pact.own = document.parties or pact.own

    def _new(self, index: int, naming: Naming, words: frozenset[str]) -> None:
        document = naming.document
        self.pacts.append(
            Pact(
                type=document.type,
                title=_partnership_title(document.title) if document.type == PARTNERSHIP else document.title,
                mentions=[index],
                capitalised=document.capitalised,
                plural=document.plural and document.type != PARTNERSHIP,
                count=document.count if naming.events else None,
                unit=naming.unit,
                aside=naming.aside,
                own=document.parties,
                acronym=document.acronym,
                words=words,
                whole=title_words(document.core) - self.names,
                last_unit=naming.unit,
            )
        )

    def _worth(self, naming: Naming, words: frozenset[str]) -> bool:
        """A document is an agreement where an event concerns it, where it is sought, or where it is said to exist."""
        document = naming.document
        if naming.listed or any(c.type != "negotiation" for c in naming.events):
            return True
        if document.type == PARTNERSHIP:
            known = document.definite or document.capitalised or len(document.parties) > 1
            return naming.outlook is Outlook.AGREED or (known and naming.outlook is Outlook.STANDS)
        if naming.outlook in _SPOKEN_OF or naming.events:
            told = bool(words) or len(document.parties) > 1
            return not document.plural and document.named and told and not document.exclusive
        if naming.outlook is Outlook.DENIED:
            return False
        if document.plural:
            return document.whole_body
        if self._called_by_city(document):
            return False
        if document.exclusive or not document.alone or not document.named:
            told = document.capitalised or document.definite or document.type == "joint_statement"
            shared = len(document.parties) > 1 or (document.period[0] is not None and _is_shared(document))
            return told and shared and not document.exclusive
        told = document.definite and (bool(words) or len(document.parties) > 1)
        return document.capitalised or told or bool(document.dated and words)

    def _called_by_city(self, document: DocumentMention) -> bool:
        """ "the Geneva Accord": named after where it was signed, so that nothing tells whose it is."""
        name = " ".join(word for word in document.core.split() if word.rstrip("s") not in DOCUMENT_NOUNS)
        return name in self.cities and len(self.sides.of_all(document.parties)) < 2


def _is_shared(document: DocumentMention) -> bool:
    """Whether a plan or programme is one of several sides by its words: "the roadmap of cooperation for 2024-2026"."""
    return any(word in document.core for word in ("cooperation", "co-operation", "bilateral", "joint", "exchange"))


def _partnership_title(title: str) -> str:
    """A partnership's name whatever form the text gives it: "strategic partners", "level of strategic partnership"."""
    line = re.sub(r"\A[Ll]evel of (?:an? )?", "", title)
    line = re.sub(r"\b([Pp])artners?\b", r"\1artnership", line)
    return line[:1].upper() + line[1:]
