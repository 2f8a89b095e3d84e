"""Load and check the codebook: vocabularies, and the dictionary of actors and their names.

Each CSV of `codebook/` is one pydantic model here; its header is the model's field names, in order. Cells that hold
lists separate the items with `|`.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar

from pydantic import BeforeValidator, StringConstraints

from comity import csvfile
from comity.csvfile import DUPLICATE, Line, Row, Rows
from comity.diagnostics import InputError, Place, Problem, misspelt, rule
from comity.terms import NameKind

REFERENCE = rule("B005", "Codebook row refers to nothing", "Name an id that the codebook holds, or add its row.")
SHARED_NAME = rule(
    "B006",
    "Two actors share a name",
    "Make the name longer, or list it in codebook/ambiguous_names.csv if both really bear it.",
)

_Row = TypeVar("_Row", bound="Row")


def _list(value: Any) -> Any:
    return tuple(part.strip() for part in value.split("|") if part.strip()) if isinstance(value, str) else value


def _none(value: Any) -> Any:
    return None if value == "" else value


Text = Annotated[str, StringConstraints(min_length=1)]
Optional = Annotated[str | None, BeforeValidator(_none)]
List = Annotated[tuple[str, ...], BeforeValidator(_list)]
Code = Annotated[str, StringConstraints(pattern=r"^[a-z0-9_]+$")]
YesOrEmpty = Literal["yes", ""]
ActorId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
CountryCode = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]
VersionNumber = Annotated[str, StringConstraints(pattern=r"^[0-9]+\.[0-9]+\.[0-9]+$")]
SubdivisionCode = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}-[A-Z0-9]{1,3}$")]


class EventType(Row):
    """An event type with its place in PLOVER and CAMEO, and one sentence that is it and one that only looks so."""

    event_type: Code
    label: Text
    weight: Literal["hard", "soft"]
    definition: Text
    plover_type: Annotated[str, StringConstraints(pattern=r"^[A-Z]+$")]
    plover_mode: Optional
    cameo_code: Annotated[str, StringConstraints(pattern=r"^[0-9]{2,4}$")]
    example: Text
    near_miss: Text


class Sector(Row):
    """A field of cooperation, with its parent and the nearest ISIC Rev. 4 and OECD DAC CRS codes."""

    sector_id: Code
    label: Text
    parent_id: Annotated[Code | None, BeforeValidator(_none)]
    definition: Text
    isic_rev4: Optional
    crs_code: Optional
    example: Text
    near_miss: Text


class AgreementType(Row):
    """A kind of document or named partnership."""

    agreement_type: Code
    label: Text
    definition: Text
    example: Text
    near_miss: Text


class ActorType(Row):
    """A kind of actor, with its CAMEO role code."""

    actor_type: Code
    label: Text
    definition: Text
    cameo_role: Optional
    example: Text
    near_miss: Text


class Country(Row):
    """A country or territory of ISO 3166-1: names, adjectives, words for its people, capital."""

    actor_id: ActorId
    name: Text
    official_name: Optional
    country_code: CountryCode
    aliases: List
    adjectives: List
    demonyms: List
    capital: Optional
    capital_aliases: List


class ActorRow(Row):
    """An actor of the shared dictionary that is not a country."""

    actor_id: ActorId
    name: Text
    actor_type: Code
    country_code: Annotated[CountryCode | None, BeforeValidator(_none)]
    iso_3166_2: Annotated[SubdivisionCode | None, BeforeValidator(_none)]
    part_of: Annotated[ActorId | None, BeforeValidator(_none)]
    aliases: List
    acronyms: List


class PlaceRow(Row):
    """A city or first-level subdivision that newswire names as a venue or a partner."""

    place: Text
    country_code: CountryCode
    iso_3166_2: Annotated[SubdivisionCode | None, BeforeValidator(_none)]
    kind: Literal["city", "region"]
    aliases: List


class AmbiguousName(Row):
    """A name that several actors bear, so that the coder must not decide by it alone."""

    name: Text
    note: Optional


class RetiredId(Row):
    """A tombstone: an id that a release has published and that is gone, and what took its place.

    `since` is the first version without it; a release fills it in.
    """

    table: Code
    id: ActorId
    replaced_by: List
    reason: Text
    since: Annotated[VersionNumber | None, BeforeValidator(_none)]


@dataclass(frozen=True, slots=True)
class Actor:
    """An actor of the dictionary with all its names; `names` holds (name, kind), the preferred one first."""

    id: str
    type: str
    country_code: str | None
    iso_3166_2: str | None
    part_of: str | None
    names: tuple[tuple[str, NameKind], ...]
    place: Place

    @property
    def name(self) -> str:
        """The preferred name."""
        return self.names[0][0]


@dataclass(frozen=True)
class Codebook:
    """All vocabularies and dictionaries, by key, in the files' order."""

    folder: Path
    event_types: Mapping[str, EventType]
    sectors: Mapping[str, Sector]
    agreement_types: Mapping[str, AgreementType]
    actor_types: Mapping[str, ActorType]
    countries: Mapping[str, Country]
    actors: Mapping[str, Actor]
    places: tuple[PlaceRow, ...]
    ambiguous: frozenset[str]
    retired: tuple[tuple[RetiredId, Line], ...] = ()

    @cached_property
    def country_of_code(self) -> dict[str, Country]:
        """Countries by ISO 3166-1 alpha-3 code."""
        return {country.country_code: country for country in self.countries.values()}


def fold(name: str) -> str:
    """A name as comity compares names: NFC, straight quotes, one space, no case."""
    straight = unicodedata.normalize("NFC", name).replace("’", "'").replace("‘", "'").replace("ʼ", "'")
    return " ".join(straight.split()).casefold()


@dataclass(frozen=True)
class Loaded:
    """What of a codebook is sound, and every problem of the rest (B001 to B006).

    A row that refers to nothing, or shares its name, is sound all the same. `files` tells by file what may be lost.
    """

    codebook: Codebook
    problems: tuple[Problem, ...] = ()
    files: Mapping[str, Rows[Any]] = field(default_factory=dict)

    @property
    def unsound(self) -> frozenset[str]:
        """The files of which some row is lost."""
        return frozenset(name for name, rows in self.files.items() if rows.lost != frozenset())

    def may_hold(self, file: str, key: str) -> bool:
        """Whether a file (`sectors.csv`) may have a wrong row of this key, which nobody needs to be told again."""
        return file in self.files and self.files[file].may_hold(key)


_MODELS: Mapping[str, tuple[type[Row], tuple[str, ...]]] = {
    "event_types.csv": (EventType, ("event_type",)),
    "sectors.csv": (Sector, ("sector_id",)),
    "agreement_types.csv": (AgreementType, ("agreement_type",)),
    "actor_types.csv": (ActorType, ("actor_type",)),
    "countries.csv": (Country, ("actor_id",)),
    "actors.csv": (ActorRow, ("actor_id",)),
    "places.csv": (PlaceRow, ()),
    "ambiguous_names.csv": (AmbiguousName, ()),
    "retired_ids.csv": (RetiredId, ("id", "table")),
}


def load(folder: Path) -> Codebook:
    """Load the codebook. Raises InputError (B001 to B006) with every problem found."""
    loaded = read(folder)
    if loaded.problems:
        raise InputError(loaded.problems)
    return loaded.codebook


def unread(folder: Path) -> Loaded:
    """A codebook of which nothing is known, since its folder must not be read."""
    nothing = Codebook(folder, {}, {}, {}, {}, {}, {}, (), frozenset())
    return Loaded(nothing, files={name: Rows(lost=None) for name in _MODELS})


def read(folder: Path) -> Loaded:
    """Load what of the codebook is sound; a problem that may only come of a lost row is not told."""
    files: dict[str, Rows[Any]] = {
        name: csvfile.read(folder, name, model, key) for name, (model, key) in _MODELS.items()
    }
    problems = [problem for rows in files.values() for problem in rows.problems]
    countries, others = (_by_key(files[name].sound, "actor_id") for name in ("countries.csv", "actors.csv"))
    actors: dict[str, Actor] = {}
    for country, line in countries.values():
        actors[country.actor_id] = _country_actor(country, line.place)
    for row, line in others.values():
        if row.actor_id in actors:
            message = f"`{row.actor_id}` is a country's id already"
            problems.append(Problem(DUPLICATE, line.place, message, row.actor_id, "another id"))
        actors[row.actor_id] = _other_actor(row, line.place)
    ambiguous = frozenset(fold(row.name) for row, _ in files["ambiguous_names.csv"].sound)
    book = Codebook(
        folder=folder,
        event_types=_plain(files["event_types.csv"], "event_type"),
        sectors=_plain(files["sectors.csv"], "sector_id"),
        agreement_types=_plain(files["agreement_types.csv"], "agreement_type"),
        actor_types=_plain(files["actor_types.csv"], "actor_type"),
        countries={key: country for key, (country, _) in countries.items()},
        actors=actors,
        places=tuple(row for row, _ in files["places.csv"].sound),
        ambiguous=ambiguous,
        retired=files["retired_ids.csv"].sound,
    )
    problems.extend(_shared_codes(countries.values()))
    loaded = Loaded(book, files=files)
    problems.extend(_reference_problems(loaded))
    known = None if "ambiguous_names.csv" in loaded.unsound else ambiguous
    problems.extend(_shared_names([*countries.values(), *others.values()], actors, known))
    return Loaded(book, tuple(problems), files)


def _by_key(rows: Iterable[tuple[_Row, Line]], key: str) -> dict[str, tuple[_Row, Line]]:
    by_key: dict[str, tuple[_Row, Line]] = {}
    for row, line in rows:
        by_key.setdefault(getattr(row, key), (row, line))
    return by_key


def _plain(rows: Rows[_Row], key: str) -> dict[str, _Row]:
    return {name: row for name, (row, _) in _by_key(rows.sound, key).items()}


def _country_actor(row: Country, place: Place) -> Actor:
    aliases = [name for name in (row.official_name, *row.aliases) if name and name != row.name]
    names = ((row.name, NameKind.PREFERRED), *((name, _alias_kind(name)) for name in dict.fromkeys(aliases)))
    return Actor(row.actor_id, "country", row.country_code, None, None, names, place)


def _alias_kind(name: str) -> NameKind:
    """Short all-capital names of countries (UK, U.S.A., UAE) are acronyms."""
    letters = name.replace(".", "")
    return NameKind.ACRONYM if letters.isupper() and len(letters) <= 5 and " " not in name else NameKind.ALIAS


def _other_actor(row: ActorRow, place: Place) -> Actor:
    names = {row.name: NameKind.PREFERRED}
    for kind, values in ((NameKind.ALIAS, row.aliases), (NameKind.ACRONYM, row.acronyms)):
        for value in values:
            names.setdefault(value, kind)
    kinds = tuple(names.items())
    return Actor(row.actor_id, row.actor_type, row.country_code, row.iso_3166_2, row.part_of, kinds, place)


def _reference_problems(loaded: Loaded) -> Iterator[Problem]:
    book, files = loaded.codebook, loaded.files
    codes = book.country_of_code
    some_code_lost = "countries.csv" in loaded.unsound

    def refers(line: Line, row: Row, column: str, what: str, known: Iterable[str], *homes: str) -> Iterator[Problem]:
        value = getattr(row, column)
        if value is None or value in known or any(loaded.may_hold(home, value) for home in homes):
            return
        place = line.cell(list(type(row).model_fields).index(column))
        home = " or ".join(f"{book.folder.name}/{home}" for home in homes) or f"{book.folder.name}/countries.csv"
        message = f"`{column}`: no {what} `{value}`"
        yield misspelt(REFERENCE, place, message, value, known, f"{_article(what)} {what} of {home}")

    for sector, line in files["sectors.csv"].sound:
        yield from refers(line, sector, "parent_id", "sector", book.sectors, "sectors.csv")
    for row, line in files["actors.csv"].sound:
        yield from refers(line, row, "actor_type", "actor type", book.actor_types, "actor_types.csv")
        yield from refers(line, row, "part_of", "actor", book.actors, "countries.csv", "actors.csv")
    for row, line in (*files["actors.csv"].sound, *files["places.csv"].sound):
        if not some_code_lost:
            yield from refers(line, row, "country_code", "country", codes)


def _article(what: str) -> str:
    return "an" if what[0] in "aeiou" else "a"


def _shared_codes(countries: Iterable[tuple[Country, Line]]) -> Iterator[Problem]:
    first: dict[str, Country] = {}
    for country, line in countries:
        other = first.setdefault(country.country_code, country)
        if other is not country:
            message = f"`country_code`: `{country.country_code}` is the code of `{other.actor_id}` too"
            place = line.cell(list(Country.model_fields).index("country_code"))
            yield Problem(DUPLICATE, place, message, country.country_code, "the country's own code")


def _shared_names(
    rows: Iterable[tuple[Country | ActorRow, Line]], actors: Mapping[str, Actor], ambiguous: frozenset[str] | None
) -> Iterator[Problem]:
    """Names of two actors. `ambiguous` is None where any name may be listed as such."""
    bearer: dict[str, str] = {}
    for row, line in rows:
        for name, _ in actors[row.actor_id].names:
            other = bearer.setdefault(fold(name), row.actor_id)
            if other != row.actor_id and ambiguous is not None and fold(name) not in ambiguous:
                message = f"'{name}' is a name of `{other}` too"
                yield Problem(SHARED_NAME, _place_of_name(row, line, name), message, name, "a name of its own")


def _place_of_name(row: Country | ActorRow, line: Line, name: str) -> Place:
    """Where a name stands in its row."""
    for number, column in enumerate(type(row).model_fields):
        value = getattr(row, column)
        if value == name:
            return line.cell(number)
        if isinstance(value, tuple) and name in value:
            return line.item(number, name)
    return line.place
