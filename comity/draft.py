"""A machine coding as YAML for a person to review: short, with the quoted sentences as comments over each record."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from enum import Enum

from comity.articles import Article
from comity.coding import Coding, Quote, Record

_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9_./-]*", re.ASCII)
# Words that a YAML reader may take for something else than text.
_SPECIAL = frozenset({"true", "false", "null", "yes", "no", "on", "off", "y", "n"})
_HEAD = "# yaml-language-server: $schema=../schemas/editor/coding.schema.json\n"
_NOTE = "# A machine draft: read each record against its sentence, mend it, give it your own id, delete this line.\n"


def render(article: Article, machine: Coding) -> str:
    """The YAML text of a machine coding; reading it back gives the same records."""
    lines = [_HEAD, _NOTE, f"article: {machine.article}\n", f"text_sha256: {machine.text_sha256}\n"]
    if machine.actors:
        lines.append("\nactors:\n")
        for name, actor in machine.actors.items():
            lines.append(f"  {name}:\n")
            lines.extend(_fields(article, actor, "    "))
    for section in ("agreements", "events", "cooperation", "figures"):
        records: tuple[Record, ...] = getattr(machine, section)
        if records:
            lines.append(f"\n{section}:\n")
        for record in records:
            lines.extend(f"  # {line}\n" for line in _sentences(article, record.quote))
            body = list(_fields(article, record, "    "))
            lines.append("  - " + body[0].lstrip())
            lines.extend(body[1:])
    return "".join(lines)


def _sentences(article: Article, quotes: Iterable[Quote]) -> list[str]:
    """The whole sentences in which quotes stand, each once, on one line."""
    found: dict[int, str] = {}
    for quote in quotes:
        start = quote.start if quote.start is not None else article.text.find(quote.exact)
        sentence = article.sentence_at(start)
        found[sentence.index] = " ".join(article.text[sentence.start : sentence.end].split())
    return list(found.values())


def _fields(article: Article, record: Record, indent: str) -> Iterator[str]:
    """The fields that are set, evidence last."""
    defaults = type(record).model_fields
    for name in sorted(defaults, key=lambda name: name in ("quote", "quotes")):
        value = getattr(record, name)
        default = defaults[name].get_default(call_default_factory=True)
        if value == default and name != "status":
            continue
        yield from _field(article, name, value, indent)


def _field(article: Article, name: str, value: object, indent: str) -> Iterator[str]:
    if name == "quotes" and isinstance(value, Mapping):
        yield f"{indent}quotes:\n"
        for key, quotes in value.items():
            yield f"{indent}  {key}: {_quotes(article, quotes)}\n"
    elif name == "quote" and isinstance(value, tuple):
        yield f"{indent}quote: {_quotes(article, value)}\n"
    elif name == "offices" and isinstance(value, tuple):
        yield f"{indent}offices:\n"
        for office in value:
            body = list(_fields(article, office, indent + "    "))
            yield f"{indent}  - " + body[0].lstrip()
            yield from body[1:]
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
    if _PLAIN.fullmatch(text) and text.lower() not in _SPECIAL:
        return text
    return json.dumps(text, ensure_ascii=False)


def _quotes(article: Article, quotes: Iterable[Quote]) -> str:
    items = [_quote(article, quote) for quote in quotes]
    return items[0] if len(items) == 1 else f"[{', '.join(items)}]"


def _quote(article: Article, quote: Quote) -> str:
    """The snippet alone where it stands once in the text, with its offset where it stands there again."""
    exact = json.dumps(quote.exact, ensure_ascii=False)
    first = article.text.find(quote.exact)
    if quote.start is None or article.text.find(quote.exact, first + 1) < 0:
        return exact
    return f"{{exact: {exact}, start: {quote.start}}}"
