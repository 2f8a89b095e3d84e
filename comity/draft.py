"""A machine coding as YAML for a person to review: short, with the quoted sentences as comments over each record."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from enum import Enum
from itertools import chain

from comity.articles import Article
from comity.coding import Coding, Quote, Quotes, Record
from comity.report import escape
from comity.snippets import occurrences

_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9_./-]*", re.ASCII)
# Words that a YAML reader may take for something else than text.
_SPECIAL = frozenset({"true", "false", "null", "yes", "no", "on", "off", "y", "n"})
_HEAD = "# yaml-language-server: $schema=../schemas/editor/coding.schema.json\n"
_NOTE = "# A machine draft: read each record against its sentence, mend it, give it your own id, delete this line.\n"
_AS_ABOVE = "(as above)"
_SECTIONS = ("agreements", "events", "cooperation", "figures")


def render(article: Article, machine: Coding) -> str:
    """The YAML text of a machine coding; reading it back gives the same records and the same claims.

    A snippet's offset stands there only where the text has the snippet twice, a field's own snippets only where they
    differ from its record's.
    """
    lines = [_HEAD, _NOTE, f"article: {machine.article}\n", f"text_sha256: {machine.text_sha256}\n"]
    if machine.actors:
        lines.append("\nactors:\n")
    actors = machine.actors.values()
    for name, actor, comment in zip(machine.actors, actors, _comments(article, actors), strict=True):
        lines.extend(comment)
        lines.append(f"  {_text(name)}:\n")
        lines.extend(_fields(article, actor, "    "))
    for section in _SECTIONS:
        records = [_shortened(record) for record in getattr(machine, section)]
        if records:
            lines.append(f"\n{section}:\n")
        for record, comment in zip(records, _comments(article, records), strict=True):
            lines.extend(comment)
            lines.extend(_item(article, record, "  "))
    return "".join(lines)


def _shortened(record: Record) -> Record:
    """The record without snippets of single fields or values that say what those they stand in for say."""
    quotes = {key: own for key, own in record.quotes.items() if "." in key or own != record.quote}
    quotes = {
        key: own
        for key, own in quotes.items()
        if "." not in key or own != (quotes.get(key.partition(".")[0]) or record.quote)
    }
    return record.model_copy(update={"quotes": quotes})


def _comments(article: Article, records: Iterable[Record]) -> Iterator[list[str]]:
    """For each record the sentences that it quotes, as comments; the same ones are not told twice in a row."""
    above: list[str] = []
    for record in records:
        found = _sentences(article, record.quote or tuple(chain.from_iterable(record.quotes.values())))
        shown = [_AS_ABOVE] if found and found == above else found
        yield [f"  # {line}\n" for line in shown]
        above = found


def _sentences(article: Article, quotes: Quotes) -> list[str]:
    """The whole sentences in which quotes stand, in the text's order, each on one line."""
    numbers: set[int] = set()
    for quote in quotes:
        start = quote.start if quote.start is not None else article.text.find(quote.exact)
        first, last = (article.sentence_at(offset).index for offset in (start, start + len(quote.exact) - 1))
        numbers.update(range(first, last + 1))
    spans = (article.sentences[number] for number in sorted(numbers))
    return [escape(" ".join(article.text[span.start : span.end].split())) for span in spans]


def _item(article: Article, record: Record, indent: str) -> Iterator[str]:
    """A record as an item of a list."""
    first, *rest = _fields(article, record, f"{indent}  ")
    yield f"{indent}- {first.lstrip()}"
    yield from rest


def _fields(article: Article, record: Record, indent: str) -> Iterator[str]:
    """The fields that are set, evidence last; the status always, since a reviewer must look at it."""
    declared = type(record).model_fields
    for name in sorted(declared, key=lambda name: name in Record.model_fields):
        value = getattr(record, name)
        if name == "status" or value != declared[name].get_default(call_default_factory=True):
            yield from _field(article, name, value, indent)


def _field(article: Article, name: str, value: object, indent: str) -> Iterator[str]:
    if name == "quotes" and isinstance(value, Mapping):
        yield f"{indent}quotes:\n"
        for key, quotes in value.items():
            yield f"{indent}  {_text(key)}: {_quotes(article, quotes)}\n"
    elif name == "quote" and isinstance(value, tuple):
        yield f"{indent}quote: {_quotes(article, value)}\n"
    elif name == "offices" and isinstance(value, tuple):
        yield f"{indent}offices:\n"
        for office in value:
            yield from _item(article, office, f"{indent}  ")
    else:
        yield f"{indent}{name}: {_value(value)}\n"


def _value(value: object) -> str:
    if isinstance(value, tuple):
        items = [_value(item) for item in value]
        return items[0] if len(items) == 1 else f"[{', '.join(items)}]"
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, Decimal):
        return f"{value:f}"
    return _text(str(value))


def _text(text: str) -> str:
    return text if _PLAIN.fullmatch(text) and text.lower() not in _SPECIAL else _quoted(text)


def _quoted(text: str) -> str:
    """A double-quoted scalar: JSON's escapes, and `escape`'s of what is not to be seen, are YAML's too."""
    return escape(json.dumps(text, ensure_ascii=False))


def _quotes(article: Article, quotes: Quotes) -> str:
    items = [_quote(article, quote) for quote in quotes]
    return items[0] if len(items) == 1 else f"[{', '.join(items)}]"


def _quote(article: Article, quote: Quote) -> str:
    """The snippet alone where it stands once in the text, with its offset where it stands there again."""
    if quote.start is None or len(occurrences(article.text, quote.exact, at_most=2)) < 2:
        return _quoted(quote.exact)
    return f"{{exact: {_quoted(quote.exact)}, start: {quote.start}}}"
