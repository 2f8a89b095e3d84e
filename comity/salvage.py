"""What else is wrong with a coding that cannot be used as it is, so that one run reports every mistake.

A wrong field, an article that cannot be read or a broken codebook keeps a coding from being used. What is left of it is
held against what is left of the article and the codebook all the same; a problem that may only come of what is missing
there is not told.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from comity import articles, coding, grounding, textfile, yamlfile
from comity.articles import Article
from comity.codebook import Codebook, Loaded
from comity.coding import Actor, Coding
from comity.diagnostics import InputError, Place, Problem, Rule
from comity.facts import CodedArticle
from comity.terms import CodingOrigin
from comity.yamlfile import Document

# The rules that need the article's text, the codebook, all fields of a record, and all that is said of an actor.
OF_TEXT = frozenset(
    {grounding.STALE, grounding.NOT_FOUND, grounding.NOT_UNIQUE, grounding.WRONG_START, grounding.NOT_NAMED}
)
# Where the codebook lists what a coding names, and the rules that need all that it knows of an actor.
_HOMES: Mapping[Rule, tuple[str, ...]] = {
    grounding.EVENT_TYPE: ("event_types.csv",),
    grounding.SECTOR: ("sectors.csv",),
    grounding.AGREEMENT_TYPE: ("agreement_types.csv",),
    grounding.ACTOR_TYPE: ("actor_types.csv",),
    grounding.ACTOR: ("countries.csv", "actors.csv"),
}
_ACTOR_FILES = frozenset({"countries.csv", "actors.csv"})
_OF_KNOWN_ACTORS = frozenset({grounding.REDEFINED, grounding.QUOTES_KEY, grounding.NOT_NAMED})
_OF_FIELDS = frozenset({grounding.QUOTES_KEY, grounding.NO_EVIDENCE, grounding.NO_OFFICE_EVIDENCE})
_OF_ACTORS = frozenset({grounding.QUOTES_KEY, grounding.NO_OFFICE_EVIDENCE, grounding.NOT_NAMED})

_NO_HASH = "0" * 64
_SECTIONS = ("events", "agreements", "cooperation", "figures")
_FENCE = "---"


@dataclass(frozen=True)
class _Part:
    """What can be read of one record of the file (None: nothing), and whether that is the whole of it."""

    record: Any
    whole: bool


def problems(file: Path, root: Path, folder: Path, known: Mapping[str, Article], loaded: Loaded) -> list[Problem]:
    """The problems of a coding file beside those for which it, its article or the codebook cannot be used.

    `known` are the articles of `folder` that could be read, by id. None are found in a file that is no YAML mapping.
    """
    path = textfile.shown(file, root)
    try:
        document = yamlfile.parse(textfile.read(file, path, coding.MAX_BYTES, coding.UNREADABLE), path)
    except InputError:
        return []
    if not isinstance(document.data, dict) or any(coding.too_many(document)):
        return []
    article_id = str(document.data.get("article") or file.stem)
    article = known.get(article_id) or _stand_in_article(folder, article_id, root)
    untold = OF_TEXT if article is None else frozenset()
    if not _ACTOR_FILES.isdisjoint(loaded.unsound):
        untold |= _OF_KNOWN_ACTORS
    found = _held_against(article or Article(article_id, "", "", path), loaded.codebook, document)
    told = (problem for problem in found if problem.rule not in untold and not _may_be_lost(problem, loaded))
    return [*_duplicate_ids(document), *told]


def _may_be_lost(problem: Problem, loaded: Loaded) -> bool:
    """Whether the codebook may hold what a coding names, in a row that is wrong."""
    homes = _HOMES.get(problem.rule, ())
    return any(loaded.may_hold(home, problem.value or "") for home in homes) or (
        problem.rule is grounding.COUNTRY and "countries.csv" in loaded.unsound
    )


def _held_against(article: Article, codebook: Codebook, document: Document) -> Iterator[Problem]:
    """What `grounding` finds in the parts of a coding that can be read."""
    sections = {name: [_read(name, 0, record) for record in _list(document, name)] for name in _SECTIONS}
    listed = {name: _read("actors", name, entry) for name, entry in _mapping(document, "actors").items()}
    actors = {name: part.record or _stand_in_actor(name, codebook) for name, part in listed.items()}
    text_sha256 = _hash(document)
    untold: set[Rule] = set() if all(part.whole for part in listed.values()) else set(_OF_ACTORS)
    if text_sha256 == _NO_HASH:
        untold.add(grounding.STALE)
    for whole in (False, True):  # the rules about fields are for whole records
        kept = {
            name: [i for i, part in enumerate(parts) if part.whole or (part.record and not whole)]
            for name, parts in sections.items()
        }
        values: dict[str, Any] = {"article": article.id, "text_sha256": text_sha256, "actors": actors}
        values |= {name: tuple(sections[name][i].record for i in numbers) for name, numbers in kept.items()}
        left = Coding.model_construct(**values)
        coded = CodedArticle(article, left, CodingOrigin.REVIEWED, _renumbered(document, kept))
        for problem in grounding.problems(coded, codebook):
            if (problem.rule in _OF_FIELDS) is whole and problem.rule not in untold:
                yield problem


def _list(document: Document, section: str) -> list[Any]:
    found = document.data.get(section)
    return found if isinstance(found, list) else []


def _mapping(document: Document, section: str) -> dict[str, Any]:
    found = document.data.get(section)
    return found if isinstance(found, dict) else {}


def _read(section: str, key: str | int, record: Any) -> _Part:
    """A record without its wrong fields, or none where it cannot do without them."""
    whole = True
    while True:
        alone = {key: record} if section == "actors" else [record]
        try:
            read = Coding.model_validate({"article": "x", "text_sha256": _NO_HASH, section: alone})
            return _Part(getattr(read, section)[key], whole)
        except ValidationError as error:
            wrong = {item["loc"][2] for item in error.errors() if len(item["loc"]) > 2}
            if not isinstance(record, dict) or not wrong & record.keys():
                return _Part(None, False)
            record, whole = {name: value for name, value in record.items() if name not in wrong}, False


def _hash(document: Document) -> str:
    found = document.data.get("text_sha256")
    try:
        return Coding.model_validate({"article": "x", "text_sha256": found}).text_sha256
    except ValidationError:
        return _NO_HASH


def _stand_in_actor(name: str, codebook: Codebook) -> Actor:
    """An actor of the name, so that its use elsewhere is no mistake."""
    if name in codebook.actors or not codebook.actor_types:
        return Actor()
    return Actor(name=name, type=next(iter(codebook.actor_types)))


def _stand_in_article(folder: Path, article_id: str, root: Path) -> Article | None:
    """An article's text where only its front matter is wrong, with the lines that it has in the file."""
    if articles.slug(article_id) != article_id:
        return None
    for file in (folder / f"{article_id}{suffix}" for suffix in articles.SUFFIXES):
        path = textfile.shown(file, root)
        try:
            raw = textfile.read(file, path, articles.MAX_BYTES, articles.UNREADABLE)
            first, *lines = textfile.clean(raw, path, articles.CHARACTER).split("\n")
            closing = [line.rstrip() for line in lines].index(_FENCE)
            front = [f"{{id: {article_id}, title: '-'}}", *[""] * (closing - 1)]
            return articles.parse("\n".join([first, *front[:closing], *lines[closing:]]), path)
        except (InputError, ValueError):
            continue
    return None


def _renumbered(document: Document, kept: Mapping[str, list[int]]) -> Document:
    """The document with the records' places under their numbers among those that are kept."""
    values = {}
    for path, mark in document.values.items():
        section, number = (*path, None, None)[:2]
        if section in kept and number is not None:
            if number in kept[str(section)]:
                values[(path[0], kept[str(section)].index(int(number)), *path[2:])] = mark
        else:
            values[path] = mark
    return replace(document, values=values, keys={})


def _duplicate_ids(document: Document) -> Iterator[Problem]:
    """C004 as `coding.parse` finds it in a coding without other mistakes."""
    for section in _SECTIONS:
        first: dict[str, Place] = {}
        for index, record in enumerate(_list(document, section)):
            record_id = record.get("id") if isinstance(record, dict) else None
            if isinstance(record_id, str):
                place = document.place((section, index, "id"))
                if record_id in first:
                    message = f"`{record_id}` is the id of line {first[record_id].line} too"
                    yield Problem(coding.DUPLICATE_ID, place, message, record_id, "an id of its own")
                first.setdefault(record_id, place)
