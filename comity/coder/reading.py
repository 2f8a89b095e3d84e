"""From an article to the sentences worth coding.

News pages carry more than the article: a headline repeated, photo credits, datelines, bylines, teasers of other
articles. What is left after this step is each sentence once, with its part of the layout.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from comity import edtf
from comity.articles import Article
from comity.codebook import fold
from comity.coder import dates
from comity.coder.document import Document, Part, Unit
from comity.terms import DatePrecision

_CREDIT = re.compile(
    r"[\s.]*[(\[–—-]*\s*(?:file\s+)?(?:photo|photos|photograph|picture|image|screenshot)s?\s*(?:credit|courtesy|by|from|of)?"
    r"\s*[:/©][^\n]{1,80}\Z|\s*[(\[][^()\[\]\n]{0,40}(?:photo|getty images|via reuters|handout)[^()\[\]\n]{0,60}[)\]]\.?\s*\Z",
    re.IGNORECASE,
)
_CREDIT_LINE = re.compile(r"[(\[][^()\[\]\n]{0,20}(?:photo|picture|image)[^()\[\]\n]{0,60}[)\]]\.?(?=\n)", re.IGNORECASE)
_CAPTION_START = re.compile(r"(?:photo|picture|image|caption|file photo)\s*[:.–—-]\s*", re.IGNORECASE)
_FILE_NAME = re.compile(r"\S+\.(?:jpe?g|png|gif|webp|svg|mp4|pdf)", re.IGNORECASE)
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+\.\S+", re.IGNORECASE)
_BYLINE = re.compile(r"(?:by|from|text|story|writer|reporter|editor)s?\s*:?\s+[A-Z][^\n.]{2,60}", re.IGNORECASE)
_SIGNATURE = re.compile(r"[\W_]*[A-Z][A-Z/ .&-]{1,20}[\W_]*|[\W\d_]*")
_DATELINE_TOKEN = re.compile(
    r"\s*(?:(?P<dash>--+|[–—:]|-(?=\s))|(?P<agency>\([^()\n]{2,40}\)|/[^/\n]{2,30}/|\[[^\]\n]{2,40}\])"
    r"|(?P<stop>\.(?=\s))|(?P<mark>[,./])|(?P<number>[0-9]{1,4}(?:st|nd|rd|th)?(?![\w]))"
    r"|(?P<month>(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)(?:\.|[a-z]{2,6})?(?=[\s,.])|(?:JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)[A-Z]{0,6}\b\.?)"
    r"|(?P<word>[A-Z](?:[\w’'-]|\.(?=[A-Z]\.))*\.?(?<![a-zA-Z]{5}\.)(?<![A-Z]{2}\.)|(?:de|del|al|el|of|da|do|la|es|as)\b))"
)
_DATELINE_REACH = 110
_DATE_LINE_WORDS = 9


@dataclass(frozen=True)
class Furniture:
    """Phrases of site furniture: lines to drop, prefixes of lines to drop, and lines after which all is dropped."""

    line: frozenset[str]
    prefix: tuple[str, ...]
    end: frozenset[str]


def load_furniture(folder: Path) -> Furniture:
    """Read codebook/furniture.csv (phrase, effect: line, prefix or end)."""
    with (folder / "furniture.csv").open(encoding="utf-8", newline="") as file:
        rows = [(fold(row["phrase"]), row["effect"]) for row in csv.DictReader(file)]
    return Furniture(
        line=frozenset(phrase for phrase, effect in rows if effect == "line"),
        prefix=tuple(phrase for phrase, effect in rows if effect == "prefix"),
        end=frozenset(phrase for phrase, effect in rows if effect == "end"),
    )


def prepare(article: Article, furniture: Furniture) -> Document:
    """The document of an article: each sentence once, its dateline and credit cut off, furniture left out."""
    published = edtf.parse(article.published) if article.published else None
    units: list[Unit] = []
    seen: set[str] = set()
    place: str | None = None
    for number, spans in enumerate(_by_paragraph(article)):
        start, end = spans[0][0], spans[-1][1]
        block = article.text[start:end]
        folded = fold(block)
        bare = folded.strip(" .:>»*#|-–—[]()")
        if bare in furniture.end and units:
            break
        if _is_furniture(block, bare, furniture):
            continue
        if not units and published is None:
            published = _own_date(block)
            if published is not None:
                continue
        if place is None and not units and block.isupper() and len(block) < 30:
            place = block.title()
            continue
        part, spans = _part(article, block, folded, spans)
        if part is Part.BODY and place is None:
            dateline = _dateline(article.text, spans[0][0], end)
            if dateline is not None:
                cut, place, day = dateline
                published = published or day
                spans = [(max(left, cut), right) for left, right in spans if right > cut]
        for left, right in spans:
            mark = _MARK.match(article.text, left, right)
            left = mark.end() if mark and mark.end() < right else left
            key = fold(article.text[left:right])
            if key and key not in seen:
                seen.add(key)
                units.append(Unit(left, right, number, part))
    return Document(article.id, article.text, tuple(units), published, place, article.publisher)


def _by_paragraph(article: Article) -> Iterator[list[tuple[int, int]]]:
    current: list[tuple[int, int]] = []
    paragraph = 0
    for sentence in article.sentences:
        if sentence.paragraph != paragraph and current:
            yield from _by_line(article.text, current)
            current = []
        paragraph = sentence.paragraph
        current.append((sentence.start, sentence.end))
    if current:
        yield from _by_line(article.text, current)


_MARK = re.compile(r"(?:[-–—•*·▪●►]+|\(?(?:[0-9]{1,2}|[ivx]{1,4}|[a-h])[.)](?=\s))\s*")
_BULLET = re.compile(r"\n[ \t]*(?:[-–—•*·▪●►]|[0-9]{1,2}[.)]|\([a-z0-9]{1,2}\))[ \t]+")


def _by_line(text: str, spans: list[tuple[int, int]]) -> Iterator[list[tuple[int, int]]]:
    """A paragraph's sentences; where its lines are a list, each item is a paragraph of its own.

    Text without blank lines between paragraphs (common in bare files) is parted at lines that end like sentences.
    """
    start, end = spans[0][0], spans[-1][1]
    cuts = {match.start() + 1 for match in _BULLET.finditer(text, start, end)}
    cuts |= {match.end() for match in _CREDIT_LINE.finditer(text, start, end)}
    for _, right in spans:
        if right < end and text[right : right + 1] == "\n":
            cuts.add(right)
    if not cuts:
        yield spans
        return
    current: list[tuple[int, int]] = []
    for left, right in spans:
        inner = sorted(cut for cut in cuts if left < cut < right)
        edges = [left, *inner, right]
        for a, b in pairwise(edges):
            stripped = _strip(text, a, b)
            if stripped is None:
                continue
            if current and any(current[-1][1] <= cut <= stripped[0] for cut in cuts):
                yield current
                current = []
            current.append(stripped)
    if current:
        yield current


def _strip(text: str, start: int, end: int) -> tuple[int, int] | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return (start, end) if start < end else None


def _is_furniture(block: str, bare: str, furniture: Furniture) -> bool:
    if bare in furniture.line or bare in furniture.end:
        return True
    if len(block) <= 200 and any(
        bare.startswith(phrase) and bare[len(phrase) : len(phrase) + 1] in (":", "") for phrase in furniture.prefix
    ):
        return True
    if len(block) > 90:
        return False
    return bool(
        _FILE_NAME.fullmatch(block)
        or _ADDRESS.fullmatch(block)
        or _SIGNATURE.fullmatch(block)
        or (_BYLINE.fullmatch(block) and block.count(" ") <= 8)
    )


def _own_date(block: str) -> edtf.Edtf | None:
    """The date of a line that holds hardly anything else: the article's own, above its text."""
    if block.count(" ") > _DATE_LINE_WORDS:
        return None
    found = dates.find(block, 0, len(block), None)
    if len(found) != 1 or found[0].end - found[0].start < len(block) // 2:
        return None
    day = edtf.parse(found[0].edtf)
    return day if day.precision is DatePrecision.DAY else None


def _part(
    article: Article, block: str, folded: str, spans: list[tuple[int, int]]
) -> tuple[Part, list[tuple[int, int]]]:
    """What the paragraph is; of a caption, the spans without label and credit."""
    if folded == fold(article.title):
        return Part.HEADLINE, spans
    start, end = spans[0][0], spans[-1][1]
    credit = _CREDIT.search(block, max(0, len(block) - 140))
    label = _CAPTION_START.match(block)
    if not credit and not label:
        return Part.BODY, spans
    left = start + label.end() if label else start
    right = start + credit.start() if credit and credit.start() > 0 else end
    cut = [(max(a, left), min(b, right)) for a, b in spans if a < right and b > left]
    return Part.CAPTION, [span for span in cut if span[0] < span[1]]


def _dateline(text: str, start: int, end: int) -> tuple[int, str | None, edtf.Edtf | None] | None:
    """Where the dateline ends, its place, and its date where it has a full one; None where there is no dateline.

    A dateline is a run of capitalised words, a date and an agency's sign before a dash or full stop. A bare "Name –"
    could be anything: there must be a date, an agency or a place in capitals.
    """
    position, stop = start, min(end, start + _DATELINE_REACH)
    place_end: int | None = None
    agency = dated = False
    while match := _DATELINE_TOKEN.match(text, position, stop):
        kind = match.lastgroup
        if kind != "word" and place_end is None:
            place_end = position
            if kind == "month" or place_end == start:
                place_end = None
        if kind == "dash":
            if place_end and (agency or dated or _opens_text(text, start, place_end, match["dash"])):
                return _read_dateline(text, start, place_end, match.end())
            return None
        agency = agency or kind == "agency"
        dated = dated or kind == "number"
        position = match.end()
        if place_end is None or _DATELINE_TOKEN.match(text, position, stop) is None:
            continue
        after = text[position : position + 2]
        closed = (kind == "stop" and (agency or dated)) or (
            kind == "agency" and after[:1] == " " and after[1:].isupper()
        )
        if closed and not _more_dateline(text, position, stop):
            return _read_dateline(text, start, place_end, position)
    return None


def _opens_text(text: str, start: int, place_end: int, dash: str) -> bool:
    """Whether a bare name before a dash is a place: in capitals, or short and parted by a real dash."""
    name = text[start:place_end]
    return dash != ":" and (name.isupper() or name.count(" ") <= 2)


def _more_dateline(text: str, position: int, stop: int) -> bool:
    """Whether a dash or an agency still follows: "ASTANA. October 9. AGENCY – "."""
    while match := _DATELINE_TOKEN.match(text, position, stop):
        if match.lastgroup in ("dash", "agency"):
            return True
        position = match.end()
    return False


def _read_dateline(text: str, start: int, place_end: int, cut: int) -> tuple[int, str | None, edtf.Edtf | None]:
    while cut < len(text) and text[cut].isspace():
        cut += 1
    found = dates.find(text, place_end, cut, None)
    day = edtf.parse(found[0].edtf) if found else None
    name = text[start:place_end].partition(",")[0].strip(" .,/")
    return cut, (name.title() if name.isupper() else name) or None, day
