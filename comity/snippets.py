"""Find snippets and names in an article's text, and what a snippet that is not there may mean.

All spans are half-open character offsets.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from comity.articles import Article
from comity.coding import Quote, Quotes
from comity.sentences import Sentence

Span = tuple[int, int]

# Of the spots at which a snippet stands, those that are looked for.
MOST_SPOTS = 1_000
# Of a snippet that is not in the text, the characters that are compared with it.
_MOST_SOUGHT = 2_000


class Snippets:
    """Finds snippets in one text, each looked up once."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._found: dict[Quote, Span | None] = {}

    def spans(self, quotes: Quotes) -> tuple[Span, ...]:
        """The spans of those snippets that stand in the text exactly once, or at their `start`."""
        found = (self._span(quote) for quote in quotes)
        return tuple(dict.fromkeys(span for span in found if span))

    def _span(self, quote: Quote) -> Span | None:
        if quote not in self._found:
            exact = normal(quote.exact)
            if quote.start is not None:
                starts = [quote.start] if self._text.startswith(exact, quote.start) else []
            else:
                starts = occurrences(self._text, exact, at_most=2)
            self._found[quote] = (starts[0], starts[0] + len(exact)) if len(starts) == 1 else None
        return self._found[quote]


def normal(snippet: str) -> str:
    """A snippet in the form in which articles hold their text (NFC, LF)."""
    return unicodedata.normalize("NFC", snippet.replace("\r\n", "\n"))


def occurrences(text: str, snippet: str, at_most: int = MOST_SPOTS) -> list[int]:
    """The offsets at which a snippet stands in a text, the first `at_most` of them."""
    found: list[int] = []
    start = text.find(snippet)
    while start >= 0 and len(found) < at_most:
        found.append(start)
        start = text.find(snippet, start + 1)
    return found


def times(found: Sequence[int]) -> str:
    """How often a snippet stands in a text of which `occurrences` gave the spots."""
    return f"{len(found)} times" if len(found) < MOST_SPOTS else f"{MOST_SPOTS:,} times or more"


def first_names(text: str, names: Mapping[str, Sequence[str]]) -> dict[str, Span]:
    """The first span at which one of each actor's names stands, as a whole word, in its letter case or all capitals.

    At one spot the longest name wins, so that `Minsk` is not found in `Minsk Tractor Works` where both are sought; a
    name that stands only within longer names is found there.
    """
    found = [
        (start, -end, actor_id)
        for actor_id, its_names in names.items()
        for form in dict.fromkeys(form for name in its_names for form in _forms(name))
        for start, end in _words(text, form)
    ]
    free: dict[str, Span] = {}
    within: dict[str, Span] = {}
    cover = (0, 0)
    for start, negative_end, actor_id in sorted(found):
        span = (start, -negative_end)
        if start < cover[1] and span != cover:
            within.setdefault(actor_id, span)
            continue
        cover = span
        free.setdefault(actor_id, span)
    return {**within, **free}


def _forms(name: str) -> Iterator[str]:
    """The spellings of a name that count as it: with either apostrophe, and in capitals throughout."""
    for spelling in (name, name.replace("'", "’"), name.replace("’", "'")):
        yield spelling
        yield spelling.upper()


def _words(text: str, form: str) -> Iterator[Span]:
    """The spans where `form` stands as a whole word; `US$` is money, not a country."""
    start = text.find(form) if form else -1
    while start >= 0:
        end = start + len(form)
        before, after = text[start - 1 : start], text[end : end + 1]
        if not before.isalnum() and not (after.isalnum() and form[-1].isalnum()) and after != "$":
            yield start, end
        start = text.find(form, start + 1)


def shown(snippet: str, most: int = 160) -> str:
    """A snippet in quotation marks for a message: on one line, its first `most` characters."""
    line = " ".join(snippet.split())
    return f'"{line if len(line) <= most else line[: most - 1] + "…"}"'


def nearest(article: Article, exact: str) -> str:
    """What of the text a snippet that is not in it may mean: the same but for its characters, or a like sentence."""
    folded, offsets = _folded(article.text)
    wanted, _ = _folded(exact[:_MOST_SOUGHT])
    at = folded.find(wanted.strip()) if wanted.strip() else -1
    if at >= 0:
        start, last = offsets[at], offsets[at + len(wanted.strip()) - 1]
        line = article.place(start).line
        same = article.text[start : last + 1]
        return f'; line {line} has it but for spaces, quotation marks, dashes or case: "{same}"'
    words = set(wanted.split())
    best, shared = None, 0
    for sentence, its_words in _words_of(article):
        in_it = len(words & its_words)
        if in_it > shared:
            best, shared = sentence, in_it
    if best is None or shared * 2 < len(words):
        return ""
    nearest = shown(article.text[best.start : best.end])
    return f"; the nearest sentence is in line {article.place(best.start).line}: {nearest}"


@lru_cache(maxsize=1)
def _words_of(article: Article) -> list[tuple[Sentence, frozenset[str]]]:
    """The words of each sentence; kept, since wrong snippets seldom come alone."""
    return [(one, frozenset(_folded(article.text[one.start : one.end])[0].split())) for one in article.sentences]


_FOLDED = str.maketrans({**dict.fromkeys("’‘ʼ`´", "'"), **dict.fromkeys("“”„«»", '"'), **dict.fromkeys("‐‑‒–—−", "-")})


@lru_cache(maxsize=2)
def _folded(text: str) -> tuple[str, list[int]]:
    """The text without differences of spaces, quotation marks, dashes and case, and each character's offset in it."""
    characters: list[str] = []
    offsets: list[int] = []
    for offset, character in enumerate(text.translate(_FOLDED)):
        folded = " " if character.isspace() else character.casefold()
        if folded == " " and characters and characters[-1] == " ":
            continue
        characters.extend(folded)
        offsets.extend([offset] * len(folded))
    return "".join(characters), offsets
