"""From an article to the sentences worth coding.

News pages carry more than the article: a headline repeated, captions and credits, datelines, bylines, teasers of other
articles. What is left after this step is each sentence once, with its part of the layout.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from operator import attrgetter

from comity import edtf
from comity.articles import Article
from comity.codebook import fold
from comity.coder import datelines, dates
from comity.coder.captions import Credits
from comity.coder.datelines import Dateline
from comity.coder.document import Document, Part, Unit
from comity.coder.furniture import Furniture, Line
from comity.edtf import Edtf
from comity.terms import DatePrecision

Span = tuple[int, int]

_BULLET = re.compile(r"(?:[-–—](?=\s)|[•*·▪●►‣◦]|\(?(?:[0-9]{1,2}|[ivx]{1,4}|[a-h])[.)](?=\s))\s*")
_BEFORE_ITEM = re.compile(r"(?:[.:;!?,)]|\b(?:and|or))\Z")
_ENDS_SENTENCE = re.compile(r"[.!?…][\"”’»)\]*_]*\Z")
_GOES_ON = re.compile(
    r"(?:[,;/&–—-]|\b(?:the|a|an|of|to|in|on|at|and|or|by|for|with|from|between|its|their|his|her|mr|ms|mrs))\Z",
    re.IGNORECASE,
)
_PARAGRAPH = attrgetter("paragraph")
_FIRST_WORD = re.compile(r"\S+")
_EARLY = 0.75  # of the widest line: a line that ends so early was ended on purpose
_LEAD = 6  # the dateline stands in one of the first paragraphs of the body
_DATE_WORDS = 9
_PROSE = 60  # characters of a paragraph of prose, at least
_LONG_HEADLINE = 120
_LONG_SENTENCE = 2000  # characters: 300 words, where a reader has lost the thread as well


def prepare(article: Article, furniture: Furniture) -> Document:
    """The document of an article: each sentence once, its dateline and credit cut off, furniture left out."""
    return _Reader(article, furniture).read()


@dataclass(frozen=True, slots=True)
class _Block:
    """Lines that belong together: a paragraph, an item of a list, a caption; with the spans of its sentences."""

    spans: tuple[Span, ...]
    paragraph: int
    credited: bool = False  # a credit follows on a line of its own

    @property
    def start(self) -> int:
        return self.spans[0][0]

    @property
    def end(self) -> int:
        return self.spans[-1][1]


class _Reader:
    """Reads the blocks of one article, and gathers its units, its date and the dateline's place on the way."""

    def __init__(self, article: Article, furniture: Furniture) -> None:
        self.article = article
        self.text = article.text
        self.furniture = furniture
        self.credits = Credits(article.text, furniture.agency)
        self.title = _key(article.title)
        self.published = edtf.parse(article.published) if article.published else None
        self.place: str | None = None
        self.units: list[Unit] = []
        self.paragraphs = 0
        self._seen: set[str] = set()

    def read(self) -> Document:
        for block, kind in self._without_teasers(list(self._blocks())):
            self._read(block, kind)
        article = self.article
        return Document(article.id, self.text, tuple(self.units), self.published, self.place, article.publisher)

    def _read(self, block: _Block, kind: Line) -> None:
        """Take up a block: the article's date or place where it is no more than that, else its sentences."""
        dateline = self._dateline(block)
        if self._is_headline(block, dateline):
            self._add(block.spans, block.paragraph, Part.HEADLINE)
            return
        if dateline is None and self._is_aside(block, kind is not Line.TEXT):
            return
        trimmed = self.credits.trim(block.start, block.end)
        if trimmed.caption or block.credited:
            self._add(_within(block, trimmed.start, trimmed.end), block.paragraph, Part.CAPTION)
            return
        start = block.start
        if dateline is not None:
            start, self.place = dateline.end, dateline.place
            self.published = _finer(self.published, dateline.day)
        self._add(_within(block, start, trimmed.end), block.paragraph, Part.BODY)

    def _is_headline(self, block: _Block, dateline: Dateline | None) -> bool:
        """Whether a block is the title and no prose: a bare file's title is its first line, whatever that is."""
        line = self.text[block.start : block.end]
        if dateline is not None or len(block.spans) > 1 or _key(line) != self.title:
            return False
        return not (len(line) > _LONG_HEADLINE and _ENDS_SENTENCE.search(line))

    def _is_aside(self, block: _Block, marked: bool) -> bool:
        """Whether a block is furniture or a date; the date becomes the article's own where that is unknown."""
        day = _day_of_line(self.text, block.start, block.end, marked)
        if day is not None and (marked or not self.paragraphs):
            self.published = _finer(self.published, day)
            return True
        return marked

    def _dateline(self, block: _Block) -> Dateline | None:
        if self.place is not None or self.paragraphs >= _LEAD:
            return None
        return datelines.read(self.text, block.start, block.end, self.furniture.known, self.published)

    def _add(self, spans: Sequence[Span], paragraph: int, part: Part) -> None:
        """Add sentences that have not stood before, without the marks of a list."""
        self.paragraphs += part is Part.BODY and bool(spans)
        for start, end in spans:
            mark = _BULLET.match(self.text, start, end)
            left = mark.end() if mark and mark.end() < end else start
            key = _key(self.text[left:end])
            if key and key not in self._seen:
                self._seen.add(key)
                self.units.extend(Unit(*piece, paragraph, part) for piece in _readable(self.text, left, end))

    # Teasers

    def _without_teasers(self, blocks: Sequence[_Block]) -> Iterator[tuple[_Block, Line]]:
        """The blocks up to the end of the article, each with its kind, without the boxes of teasers within it."""
        kinds = [self.furniture.kind(self.text[block.start : block.end]) for block in blocks]
        spaced = len({block.paragraph for block in blocks}) > 2  # blank lines part the paragraphs
        position = 0
        while position < len(blocks):
            if kinds[position] is Line.END and self.paragraphs:
                return
            if kinds[position] is Line.TEASERS:
                box = blocks[position].paragraph
                position += 1
                while spaced and position < len(blocks) and blocks[position].paragraph == box:
                    position += 1
                position = self._resumption(blocks, kinds, position)
            else:
                yield blocks[position], kinds[position]
                position += 1

    def _resumption(self, blocks: Sequence[_Block], kinds: Sequence[Line], first: int) -> int:
        """Where the article goes on behind the mark of a box.

        It does at once where prose follows. Behind teasers, whose titles alternate with summaries or captions, it does
        at two paragraphs of prose in a row.
        """
        for number in range(first, len(blocks)):
            if kinds[number] is Line.END:
                return number
            prose = [self._is_prose(block) for block in blocks[number : number + 2]]
            if prose == [True, True] or (number == first and prose[0]):
                return number
        return len(blocks)

    def _is_prose(self, block: _Block) -> bool:
        if block.end - block.start < _PROSE or not _ENDS_SENTENCE.search(self.text[block.start : block.end]):
            return False
        return not self.credits.close(block.start, block.end)

    # Blocks

    def _blocks(self) -> Iterator[_Block]:
        """The blocks of the article, in order: its paragraphs, parted where their lines are not one running text."""
        for paragraph, sentences in groupby(self.article.sentences, key=_PARAGRAPH):
            spans = [(sentence.start, sentence.end) for sentence in sentences]
            cuts = self._cuts(spans)
            if cuts:
                yield from self._with_credits(list(_parted(self.text, spans, cuts, paragraph)))
            else:
                yield _Block(tuple(spans), paragraph)

    def _with_credits(self, blocks: list[_Block]) -> Iterator[_Block]:
        """Mark each block before one that is nothing but the credit of a picture."""
        for number, block in enumerate(blocks):
            trimmed = [self.credits.trim(after.start, after.end) for after in blocks[number + 1 : number + 2]]
            credited = any(one.caption and one.empty for one in trimmed)
            yield replace(block, credited=True) if credited else block

    def _cuts(self, spans: Sequence[Span]) -> list[int]:
        """Where a paragraph is to be parted: at line ends that part it, and behind credits within a line."""
        start, end = spans[0][0], spans[-1][1]
        cuts = set(self.credits.within(start, end))
        if "\n" in self.text[start:end]:
            cuts.update(self._line_cuts(spans))
        return sorted(cut for cut in cuts if start < cut < end)

    def _line_cuts(self, spans: Sequence[Span]) -> Iterator[int]:
        """The starts of the lines that begin a block of their own."""
        text = self.text
        lines = list(_lines(text, spans[0][0], spans[-1][1]))
        sentence_starts = {left for left, _ in spans}
        width = max(right - left for left, right in lines)
        alone = [self._stands_alone(line, line[0] in sentence_starts) for line in lines]
        listed = bool(_BULLET.match(text, *lines[0]))
        for number in range(1, len(lines)):
            before, line = lines[number - 1], lines[number]
            parted = (
                alone[number - 1]
                or alone[number]
                or line[0] in sentence_starts
                or _ends_early(text, before, line, width)
                or self.credits.close(*before)
            )
            if _BULLET.match(text, *line) and (parted or listed or _BEFORE_ITEM.search(text[slice(*before)])):
                listed = parted = True
            if parted:
                yield line[0]

    def _stands_alone(self, line: Span, opens: bool) -> bool:
        """Whether a line is furniture, the title or a date, and not the last words of a sentence begun above it."""
        words = self.text[slice(*line)]
        if not opens and _ENDS_SENTENCE.search(words):
            return False
        if self.furniture.kind(words) is not Line.TEXT or _key(words) == self.title:
            return True
        return _day_of_line(self.text, *line, marked=False) is not None


def _readable(text: str, start: int, end: int) -> Iterator[Span]:
    """A sentence in pieces that can be read at once: an endless one is cut after a semicolon, a comma, a word."""
    while end - start > _LONG_SENTENCE:
        limit = start + _LONG_SENTENCE
        cuts = (text.rfind(mark, start + _LONG_SENTENCE // 2, limit) for mark in ("; ", ", ", " "))
        cut = next((cut + 1 for cut in cuts if cut >= 0), limit)
        yield from _stripped(text, start, cut)
        start = cut
    yield from _stripped(text, start, end)


def _key(sentence: str) -> str:
    """What makes two sentences the same."""
    return fold(sentence).strip(" .#*_\"'“”")


def _finer(known: Edtf | None, found: Edtf | None) -> Edtf | None:
    """The article's date: what is known of it, or the day found where that says more."""
    if found is not None and (known is None or known.contains(found)):
        return found
    return known


def _day_of_line(text: str, start: int, end: int, marked: bool) -> Edtf | None:
    """The day that a line holds which is hardly anything else, or is marked as furniture ("Updated: ...")."""
    line = text[start:end]
    if line.count(" ") > _DATE_WORDS or line.endswith("."):
        return None
    found = dates.find(text, start, end, None)
    if len(found) != 1 or (not marked and found[0].end - found[0].start < len(line) // 2):
        return None
    day = edtf.parse(found[0].edtf)
    return day if day.precision is DatePrecision.DAY else None


def _within(block: _Block, start: int, end: int) -> list[Span]:
    """A block's sentences between two offsets."""
    return [(max(left, start), min(right, end)) for left, right in block.spans if left < end and right > start]


def _lines(text: str, start: int, end: int) -> Iterator[Span]:
    """The lines between two offsets that are not blank, without the blanks around them."""
    left = start
    while left < end:
        right = text.find("\n", left, end)
        right = end if right < 0 else right
        yield from _stripped(text, left, right)
        left = right + 1


def _stripped(text: str, start: int, end: int) -> Iterator[Span]:
    """The span without white space at its ends; nothing where it is blank."""
    piece = text[start:end]
    bare = piece.strip()
    if bare:
        left = start + len(piece) - len(piece.lstrip())
        yield left, left + len(bare)


def _ends_early(text: str, line: Span, following: Span, width: int) -> bool:
    """Whether a line was ended on purpose: the next word, a capital, would have fitted with room to spare."""
    word = _FIRST_WORD.match(text, *following)
    if word is None or word.group()[0].islower() or _GOES_ON.search(text[slice(*line)]):
        return False
    return line[1] - line[0] + 1 + len(word.group()) <= _EARLY * width


def _parted(text: str, spans: Sequence[Span], cuts: Sequence[int], paragraph: int) -> Iterator[_Block]:
    """A paragraph's sentences as blocks, parted at the cuts."""
    waiting = list(reversed(cuts))
    current: list[Span] = []
    for start, end in spans:
        left = start
        while left < end:
            if waiting and waiting[-1] <= left:
                waiting.pop()
                if current:
                    yield _Block(tuple(current), paragraph)
                    current = []
                continue
            right = min(end, waiting[-1]) if waiting else end
            current.extend(_stripped(text, left, right))
            left = right
    if current:
        yield _Block(tuple(current), paragraph)
