"""All documents that the sentences of an article name, in text order, and the lists in which they stand.

Below "the following documents were signed:" each item is a document of that signing, also an item that only tells what
its document is on. "They include ..." opens such a list too.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from comity.coder import documents
from comity.coder.acts import Outlook
from comity.coder.candidates import Candidate
from comity.coder.documents import DocumentMention
from comity.coder.grammar import Sentence
from comity.coder.pacts import Naming
from comity.coder.word_classes import AUXILIARIES

_ITEM_LEAD = 12


@dataclass
class Documents:
    """The documents of an article: mention, unit and outlook of each, and by announcement the items of its list."""

    mentions: list[DocumentMention] = field(default_factory=list)
    units: list[int] = field(default_factory=list)
    outlooks: list[Outlook] = field(default_factory=list)
    lists: dict[int, list[int]] = field(default_factory=dict)

    def add(self, unit: int, told: Iterable[tuple[DocumentMention, Outlook]]) -> int:
        """Add the documents of a unit in text order; the number of the first."""
        first = len(self.mentions)
        for document, outlook in sorted(told, key=lambda pair: pair[0].head):
            self.mentions.append(document)
            self.outlooks.append(outlook)
            self.units.append(unit)
        return first

    def clear(self) -> None:
        """Forget everything."""
        self.mentions.clear()
        self.units.clear()
        self.outlooks.clear()
        self.lists.clear()

    def continue_list(
        self, unit: int, header: int | None, sentences: Sequence[Sentence], candidates: Sequence[Candidate]
    ) -> int | None:
        """Take up the unit's documents into the list that `header` announces; the list that goes on after the unit.

        `candidates` are those of the article so far; the acts on the announcement are acts on the items.
        """
        outer = [n for n in range(bisect_left(self.units, unit), len(self.units)) if not self.mentions[n].nested]
        opening = next((n for n in reversed(outer) if self.mentions[n].lists), None)
        if opening is not None:
            inside = [n for n in outer if n > opening and self.mentions[n].type != documents.PARTNERSHIP]
            self.lists[opening] = []
            self._add_items(opening, inside, candidates)
            return None if inside else opening
        if header is None:
            return None
        sentence = sentences[unit]
        if not outer or self.mentions[outer[0]].lead > sentence.start + _ITEM_LEAD:
            if not _is_item(sentence, sentences[self.units[header]]):
                return None
            outer = [self.add(unit, [(documents.item(sentence, self.mentions[header]), Outlook.STANDS)])]
        self._add_items(header, outer, candidates)
        return header

    def _add_items(self, header: int, items: Sequence[int], candidates: Sequence[Candidate]) -> None:
        self.lists[header].extend(items)
        for candidate in reversed(candidates):
            if candidate.unit < self.units[header]:
                break
            if header in candidate.documents:
                candidate.documents.extend(n for n in items if n not in candidate.documents)

    def namings(self, candidates: Iterable[Candidate], asides: frozenset[int]) -> list[Naming]:
        """Every mention with the events told of it; `asides` are the units in headlines and captions."""
        linked: defaultdict[int, list[Candidate]] = defaultdict(list)
        for candidate in candidates:
            for number in candidate.documents:
                linked[number].append(candidate)
        items = {n for listed in self.lists.values() for n in listed}
        titled = self._in_titles()
        return [
            Naming(
                document=document,
                unit=self.units[n],
                outlook=self.outlooks[n],
                aside=self.units[n] in asides,
                events=tuple(linked[n]),
                listed=n in items,
                titled=n in titled,
            )
            for n, document in enumerate(self.mentions)
        ]

    def _in_titles(self) -> set[int]:
        """The mentions within the official title of another document: "Treaty on [Strategic Partnership]".

        Not of a joint statement, by which two sides set up what stands in its title.
        """
        found: set[int] = set()
        outer: DocumentMention | None = None
        for number, document in sorted(enumerate(self.mentions), key=lambda pair: pair[1].start):
            if outer is not None and document.nested and outer.start <= document.start < outer.end:
                found.add(number)
            elif not document.nested:
                outer = document if document.capitalised and document.type != "joint_statement" else None
        return found


def _is_item(sentence: Sentence, above: Sentence) -> bool:
    """Whether a sentence without a document noun is an item: it has a bullet unlike the announcement's, and no verb."""
    mark = documents.bullet(sentence.text, sentence.start)
    told = any(token.low in AUXILIARIES or token.low.endswith("ed") for token in sentence.tokens)
    return bool(mark) and mark != documents.bullet(sentence.text, above.start) and not told
