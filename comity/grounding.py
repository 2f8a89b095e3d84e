"""Hold a coding against its article and the codebook: what is wrong with it, and what each snippet proves.

A *claim* says: this article, at this place of its text, gives this value for this field of this record. Fields carry
the names of the tables' columns.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from comity import actors, coding
from comity.codebook import Actor, Codebook
from comity.coding import Quote, Quotes, Record
from comity.diagnostics import Place, Problem, Rule, listed, misspelt, rule
from comity.facts import CodedArticle
from comity.snippets import Snippets, Span, first_names, nearest, normal, occurrences, shown, times
from comity.terms import CodingOrigin, NameKind, RecordType
from comity.yamlfile import Path

STALE = rule(
    "C010",
    "The article's text has changed since its review",
    "Read the coding against the changed text, mend it, and write the present hash into `text_sha256`.",
)
EVENT_TYPE = rule("C011", "Unknown event type", "Use an event type of codebook/event_types.csv.")
SECTOR = rule("C012", "Unknown sector", "Use a sector id of codebook/sectors.csv.")
AGREEMENT_TYPE = rule("C013", "Unknown agreement type", "Use an agreement type of codebook/agreement_types.csv.")
ACTOR_TYPE = rule("C014", "Unknown actor type", "Use an actor type of codebook/actor_types.csv.")
COUNTRY = rule("C015", "Unknown country code", "Use an ISO 3166-1 alpha-3 code of codebook/countries.csv.")
ACTOR = rule(
    "C016",
    "Unknown actor",
    "Use an id of codebook/countries.csv or actors.csv, or define the actor under `actors:` with `name` and `type`.",
)
REDEFINED = rule("C017", "The coding defines an actor of the codebook", "Delete the definition, or choose another id.")
QUOTES_KEY = rule(
    "C018",
    "A key of `quotes` names nothing in the record",
    "Name a field that the record gives (`date`), or a field and one of its values (`sectors.trade`).",
)
NOT_FOUND = rule("C019", "Snippet does not stand in the text", "Copy the snippet from the article, to the letter.")
NOT_UNIQUE = rule("C020", "Snippet stands in the text more than once", "Make it longer until it stands there once.")
WRONG_START = rule("C021", "Snippet does not start there", "Correct `start`, or leave it out.")
NO_EVIDENCE = rule(
    "C022", "Record or field without evidence", "Add a `quote`, or a `quotes` entry for each field that lacks one."
)
NO_OFFICE_EVIDENCE = rule("C023", "Office without evidence", "Add a `quote` to the office or to its actor.")
NOT_NAMED = rule(
    "C024",
    "Actor whose names do not stand in the text",
    "List the actor under `actors:` with the snippet that means it, or add the name to the codebook.",
)


def _columns(model: type[Record], **renamed: str) -> dict[str, str]:
    fields = (name for name in model.model_fields if name not in {"id", *Record.model_fields})
    return {name: renamed.get(name, name) for name in fields}


# A coding's field -> the column under which its claims stand in `evidence`. A role is its own column, its value the
# actor. `between` becomes `actor_a` or `actor_b` by the actors' order.
COLUMNS: Mapping[RecordType, Mapping[str, str]] = {
    RecordType.EVENT: _columns(coding.Event, type="event_type", agreement="agreement_id", sectors="sector_id"),
    RecordType.AGREEMENT: _columns(coding.Agreement, type="agreement_type", sectors="sector_id"),
    RecordType.COOPERATION: _columns(coding.Cooperation, sectors="sector_id"),
    RecordType.FIGURE: _columns(coding.Figure, event="event_id", agreement="agreement_id", actors="actor_id"),
    RecordType.ACTOR: _columns(
        coding.Actor,
        type="actor_type",
        country="country_code",
        subdivision="iso_3166_2",
        aliases="alias",
        acronyms="acronym",
        offices="office",
    ),
}
_SECTIONS = {RecordType.EVENT: "events", RecordType.AGREEMENT: "agreements", RecordType.FIGURE: "figures"}


@dataclass(frozen=True, slots=True)
class Assertion:
    """One value of one field as a coding gives it, and the spans of the text that support it.

    `quotes` are the snippets given for it, found or not; an actor's name may have spans without any. `path` is the
    value's place in the coding.
    """

    record_type: RecordType
    record_id: str
    field: str
    value: str
    path: Path
    quotes: Quotes = ()
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Claim:
    """One piece of evidence; `quote` is the text from `char_start` to `char_end`, `sentence` counts from 0."""

    record_type: RecordType
    record_id: str
    field: str
    value: str
    article_id: str
    sentence: int
    char_start: int
    char_end: int
    quote: str
    place: Place
    origin: CodingOrigin

    @property
    def evidence_id(self) -> str:
        """An id made of what is claimed and where it is said, not of offsets or numbers that edits move."""
        said = (self.record_type.value, self.record_id, self.field, self.value, self.quote)
        digest = hashlib.blake2b("\x1f".join(said).encode(), digest_size=6).hexdigest()
        return f"{self.article_id}:{digest}"


def place_of(coded: CodedArticle, path: Path) -> Place:
    """Where a person mends the value at `path`; the file may hold a single value without its list."""
    written: Path = ()
    for part in path:
        if part != 0 or coded.document is None or (*written, part) in coded.document.values:
            written = (*written, part)
    return coded.place(written)


def cooperation_id(actor_a: str, actor_b: str, sector: str, stage: str) -> str:
    """`<actor>.<actor>.<sector>.<stage>`, the actors in alphabetical order.

    No part can hold the separator: ids are kebab-case, sectors and stages snake_case.
    """
    first, second = sorted((actor_a, actor_b))
    return f"{first}.{second}.{sector}.{stage}"


def claims(coded: CodedArticle, codebook: Codebook) -> list[Claim]:
    """Every claim of one coded article, in the coding's order.

    Snippets that do not stand in the text exactly once yield none; `problems` tells of them. A snippet that supports
    one value twice is one claim, at its first place.
    """
    found: dict[str, Claim] = {}
    for assertion in assertions(coded, codebook):
        for claim in claims_of(assertion, coded):
            found.setdefault(claim.evidence_id, claim)
    return list(found.values())


def claims_of(assertion: Assertion, coded: CodedArticle) -> Iterator[Claim]:
    """The claims of one assertion, one for each span."""
    article = coded.article
    for start, end in assertion.spans:
        yield Claim(
            assertion.record_type,
            assertion.record_id,
            assertion.field,
            assertion.value,
            article.id,
            article.sentence_at(start).index,
            start,
            end,
            article.text[start:end],
            place_of(coded, assertion.path),
            coded.origin,
        )


def assertions(coded: CodedArticle, codebook: Codebook) -> list[Assertion]:
    """Everything that a coding says, field by field and value by value, in its order.

    An actor used anywhere has a `name` (its preferred name; the spans hold the text's forms); its other fields have an
    assertion only where the coding gives them a snippet of their own, since a text seldom says them.
    """
    snippets = Snippets(coded.article.text)
    found: list[Assertion] = []
    for kind, section in _SECTIONS.items():
        for i, record in enumerate(getattr(coded.coding, section)):
            for field, column in COLUMNS[kind].items():
                for j, value in enumerate(_values(record, field)):
                    quotes = record.evidence(field, value)
                    path = (section, i, field, j)
                    found.append(Assertion(kind, record.id, column, value, path, quotes, snippets.spans(quotes)))
    for i, pair in enumerate(coded.coding.cooperation):
        found.extend(_cooperation(pair, i, snippets))
    found.extend(_actor_assertions(coded, codebook, snippets))
    return found


def _cooperation(pair: coding.Cooperation, i: int, snippets: Snippets) -> Iterator[Assertion]:
    """One row a sector; where the record has no `quote`, a snippet given for the sector supports its whole row."""
    first, second = sorted(pair.between)
    stage = pair.stage.value
    for j, sector in enumerate(pair.sectors):
        record_id = cooperation_id(first, second, sector, stage)
        row = pair.evidence("sectors", sector)
        for column, value, path in (
            ("actor_a", first, ("between", pair.between.index(first))),
            ("actor_b", second, ("between", pair.between.index(second))),
            ("sector_id", sector, ("sectors", j)),
            ("stage", stage, ("stage",)),
        ):
            quotes = row if column == "sector_id" else pair.evidence(str(path[0]), value) or row
            yield Assertion(
                RecordType.COOPERATION,
                record_id,
                column,
                value,
                ("cooperation", i, *path),
                quotes,
                snippets.spans(quotes),
            )


def _actor_assertions(coded: CodedArticle, codebook: Codebook, snippets: Snippets) -> Iterator[Assertion]:
    paths: dict[str, Path] = {}
    for actor_id, path in actors.uses(coded.coding):
        paths.setdefault(actor_id, path)
    cast = {actor_id: actor for actor_id in paths if (actor := actors.known(coded, actor_id, codebook))}
    named = _named(coded.article.text, cast, codebook)
    for actor_id, actor in cast.items():
        entry = coded.coding.actors.get(actor_id, _UNLISTED)
        quotes = _name_quotes(entry, actor, actor_id in named)
        spans = snippets.spans(quotes) if quotes else ((named[actor_id],) if actor_id in named else ())
        yield Assertion(RecordType.ACTOR, actor_id, "name", actor.name, paths[actor_id], quotes, spans)
        for field, values in _actor_values(actor, entry).items():
            for value in values if field not in {"name", "offices"} else ():
                own = entry.quotes.get(f"{field}.{value}") or entry.quotes.get(field) or ()
                if own:
                    path = ("actors", actor_id, "quotes", field)
                    column = COLUMNS[RecordType.ACTOR][field]
                    yield Assertion(RecordType.ACTOR, actor_id, column, value, path, own, snippets.spans(own))
        for i, office in enumerate(entry.offices):
            quotes = _office_quotes(entry, office)
            path = ("actors", actor_id, "offices", i)
            yield Assertion(RecordType.ACTOR, actor_id, "office", office.title, path, quotes, snippets.spans(quotes))


def _named(text: str, cast: Mapping[str, Actor], codebook: Codebook) -> dict[str, Span]:
    """Where each actor is first named; a country that no name names, by its adjective or its people."""
    found = first_names(text, {actor_id: [name for name, _ in actor.names] for actor_id, actor in cast.items()})
    countries = (codebook.countries[actor_id] for actor_id in cast if actor_id in codebook.countries)
    words = {row.actor_id: [*row.adjectives, *row.demonyms] for row in countries if row.actor_id not in found}
    return {**first_names(text, words), **found} if words else found


_UNLISTED = coding.Actor()


def _actor_values(actor: Actor, entry: coding.Actor) -> dict[str, tuple[str, ...]]:
    """What an actor gives for each field of its entry, be it the codebook's or the coding's own."""

    def names(kind: NameKind) -> tuple[str, ...]:
        return tuple(name for name, its_kind in actor.names if its_kind is kind)

    single = {
        "type": actor.type,
        "country": actor.country_code,
        "subdivision": actor.iso_3166_2,
        "part_of": actor.part_of,
    }
    return {
        "name": names(NameKind.PREFERRED),
        **{field: () if value is None else (value,) for field, value in single.items()},
        "aliases": names(NameKind.ALIAS),
        "acronyms": names(NameKind.ACRONYM),
        "offices": tuple(office.title for office in entry.offices),
    }


def _name_quotes(entry: coding.Actor, actor: Actor, named: bool) -> Quotes:
    """The snippets that name an actor; none where the first occurrence of one of its names does it better.

    That is so where the actor's snippet is there for an office and holds none of the actor's names.
    """
    own = entry.quotes.get(f"name.{actor.name}") or entry.quotes.get("name")
    if own:
        return own
    leaned_on = any(not office.quote and not office.quotes for office in entry.offices)
    if not leaned_on or not named:
        return entry.quote
    return tuple(quote for quote in entry.quote if any(name in quote.exact for name, _ in actor.names))


def _office_quotes(entry: coding.Actor, office: coding.Office) -> Quotes:
    """The snippets of an office: its own, those of its body and date among them, else its actor's."""
    own = dict.fromkeys(office.evidence("title", office.title))
    for quotes in office.quotes.values():
        own.update(dict.fromkeys(quotes))
    return tuple(own) or entry.evidence("offices", office.title)


def _values(record: Record, field: str) -> tuple[str, ...]:
    """The values of one field as text, in their order, each once; empty where the record does not give it."""
    value = getattr(record, field)
    if value is None:
        return ()
    return tuple(dict.fromkeys(map(_text, value))) if isinstance(value, tuple) else (_text(value),)


def _text(value: Any) -> str:
    return f"{value.normalize():f}" if isinstance(value, Decimal) else str(value)


def problems(coded: CodedArticle, codebook: Codebook) -> list[Problem]:
    """Everything in one coding that its article or the codebook does not bear out (C010 to C024), from top to bottom.

    References to records of other codings are `resolve`'s to check.
    """
    found = [
        *_stale(coded),
        *_unknown_codes(coded, codebook),
        *_unknown_actors(coded, codebook),
        *_quote_keys(coded, codebook),
        *_snippet_problems(coded),
        *_without_evidence(coded, codebook),
    ]
    return sorted(found, key=lambda problem: problem.sort_key)


def _stale(coded: CodedArticle) -> Iterator[Problem]:
    present = coded.article.text_sha256
    if coded.coding.text_sha256 != present:
        message = f"the text is not the one that was reviewed; review it again: its hash is now {present}"
        place = place_of(coded, ("text_sha256",))
        yield Problem(STALE, place, message, coded.coding.text_sha256, present)


def _unknown_codes(coded: CodedArticle, codebook: Codebook) -> Iterator[Problem]:
    def unknown(what: Rule, value: str, names: Collection[str], path: Path) -> Iterator[Problem]:
        if value not in names:
            yield misspelt(what, place_of(coded, path), f"`{value}`", value, names)

    for i, event in enumerate(coded.coding.events):
        yield from unknown(EVENT_TYPE, event.type, codebook.event_types, ("events", i, "type"))
    for i, agreement in enumerate(coded.coding.agreements):
        yield from unknown(AGREEMENT_TYPE, agreement.type, codebook.agreement_types, ("agreements", i, "type"))
    for section in ("events", "agreements", "cooperation"):
        for i, record in enumerate(getattr(coded.coding, section)):
            for j, sector in enumerate(record.sectors):
                yield from unknown(SECTOR, sector, codebook.sectors, (section, i, "sectors", j))
    for actor_id, entry in coded.coding.actors.items():
        if entry.type is not None:
            yield from unknown(ACTOR_TYPE, entry.type, codebook.actor_types, ("actors", actor_id, "type"))
        if entry.country is not None:
            yield from unknown(COUNTRY, entry.country, codebook.country_of_code, ("actors", actor_id, "country"))


def _unknown_actors(coded: CodedArticle, codebook: Codebook) -> Iterator[Problem]:
    own = [actor_id for actor_id, entry in coded.coding.actors.items() if entry.name is not None]
    for actor_id in own:
        if actor_id in codebook.actors:
            message = f"`{actor_id}` is '{codebook.actors[actor_id].name}' ({codebook.actors[actor_id].place})"
            place = place_of(coded, ("actors", actor_id, "name"))
            yield Problem(REDEFINED, place, message, actor_id, "no `name`, or an id that the codebook does not hold")
    for actor_id, path in actors.uses(coded.coding):
        if actor_id not in codebook.actors and actor_id not in own:
            known = [*codebook.actors, *own]
            what = "the id of an actor of the codebook, or of one defined under `actors:`"
            yield misspelt(ACTOR, _place_of_actor(coded, path), f"`{actor_id}`", actor_id, known, what)


def _place_of_actor(coded: CodedArticle, path: Path) -> Place:
    """Where an actor's id stands: under `actors:` it is a key."""
    is_key = path[0] == "actors" and len(path) == 2 and coded.document is not None
    return coded.document.key_place(path) if is_key and coded.document else place_of(coded, path)


def _records(coded: CodedArticle) -> Iterator[tuple[Path, Record]]:
    """Everything that can hold snippets, with its path."""
    for section in ("events", "agreements", "cooperation", "figures"):
        for i, record in enumerate(getattr(coded.coding, section)):
            yield (section, i), record
    for actor_id, entry in coded.coding.actors.items():
        yield ("actors", actor_id), entry
        for i, office in enumerate(entry.offices):
            yield ("actors", actor_id, "offices", i), office


def _quote_keys(coded: CodedArticle, codebook: Codebook) -> Iterator[Problem]:
    for path, record in _records(coded):
        if not record.quotes:
            continue
        given = _given(coded, path, record, codebook)
        for key in record.quotes:
            field, dot, value = key.partition(".")
            at = (*path, "quotes", key)
            place = coded.document.key_place(at) if coded.document else place_of(coded, at)
            if field not in given:
                yield misspelt(QUOTES_KEY, place, f"`{key}`: no field `{field}`", field, given)
            elif not given[field]:
                filled = (name for name, values in given.items() if values)
                expected = f"one of {listed(filled)}"
                yield Problem(QUOTES_KEY, place, f"`{key}`: the record gives no `{field}`", field, expected)
            elif dot and value not in given[field]:
                message = f"`{key}`: `{field}` has no value `{value}`"
                yield misspelt(QUOTES_KEY, place, message, value, given[field])


def _given(coded: CodedArticle, path: Path, record: Record, codebook: Codebook) -> dict[str, tuple[str, ...]]:
    """The record's fields that a snippet can support, with their values."""
    if isinstance(record, coding.Actor):
        actor = actors.known(coded, str(path[1]), codebook)
        return _actor_values(actor, record) if actor else dict.fromkeys(COLUMNS[RecordType.ACTOR], ())
    return {field: _values(record, field) for field in _columns(type(record))}


def _snippet_problems(coded: CodedArticle) -> Iterator[Problem]:
    for path, record in _records(coded):
        lists: dict[Path, Quotes] = {(*path, "quote"): record.quote}
        lists.update({(*path, "quotes", key): quotes for key, quotes in record.quotes.items()})
        for at, quotes in lists.items():
            for i, quote in enumerate(quotes):
                yield from _snippet_problem(coded, (*at, i), quote)


def _snippet_problem(coded: CodedArticle, path: Path, quote: Quote) -> Iterator[Problem]:
    text, exact = coded.article.text, normal(quote.exact)
    if quote.start is not None and text.startswith(exact, quote.start):
        return
    found = occurrences(text, exact)
    if not found:
        message = f"{shown(exact)}{nearest(coded.article, exact)}"
        yield Problem(NOT_FOUND, place_of(coded, path), message, exact, f"words of {coded.article.path}")
    elif quote.start is not None:
        starts = listed(map(str, found), mark="")
        message = f"{shown(exact)} does not start at {quote.start}, but at {starts}"
        yield Problem(WRONG_START, place_of(coded, (*path, "start")), message, str(quote.start), starts)
    elif len(found) > 1:
        lines = dict.fromkeys(str(coded.article.place(start).line) for start in found)
        where = f"line{'s' if len(lines) > 1 else ''} {listed(lines, mark='')} of {coded.article.path}"
        message = f"{shown(exact)} stands {times(found)} in the text ({where}); make it longer"
        yield Problem(NOT_UNIQUE, place_of(coded, path), message, exact, "words that stand there once")


def _without_evidence(coded: CodedArticle, codebook: Codebook) -> Iterator[Problem]:
    lacking: dict[Path, dict[str, None]] = {}
    # The whole of a part is the codebook's knowledge, not the text's.
    named_by_text = {actor_id for actor_id, path in actors.uses(coded.coding) if path[-1] != "part_of"}
    for assertion in assertions(coded, codebook):
        if assertion.record_type is RecordType.ACTOR:
            if assertion.field == "office" and not assertion.quotes:
                message = f"`{assertion.record_id}`: {assertion.value}"
                place = place_of(coded, assertion.path)
                yield Problem(NO_OFFICE_EVIDENCE, place, message, assertion.value, "a `quote` for the office")
            grounded = assertion.quotes or assertion.spans
            if assertion.field == "name" and not grounded and assertion.record_id in named_by_text:
                message = f"no name of `{assertion.record_id}` ({assertion.value}) stands in the text"
                place = place_of(coded, assertion.path)
                yield Problem(NOT_NAMED, place, message, assertion.record_id, "a `quote` under `actors:`")
        elif not assertion.quotes:
            lacking.setdefault(assertion.path[:2], {})[str(assertion.path[2])] = None
    for path, fields in lacking.items():
        record = getattr(coded.coding, str(path[0]))[path[1]]
        name = getattr(record, "id", "the record")
        bare = not record.quote and not record.quotes
        message = f"`{name}` has no snippet" if bare else f"`{name}` has no snippet for {', '.join(fields)}"
        expected = "a `quote`" if bare else f"an entry of `quotes` for {listed(fields)}"
        yield Problem(NO_EVIDENCE, place_of(coded, path), message, getattr(record, "id", None), expected)
