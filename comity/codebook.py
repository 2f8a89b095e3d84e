"""Load and check the codebook: vocabularies, and the dictionary of actors and their names.

Each CSV of `codebook/` is one pydantic model here; its header is the model's field names, in order. Cells that hold
lists separate the items with `|`.
"""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, StringConstraints, ValidationError

from comity import textfile
from comity.diagnostics import InputError, Place, Problem, did_you_mean, rule
from comity.terms import NameKind

UNREADABLE = rule("B001", "Codebook file cannot be read", "Restore the file as UTF-8 CSV.")
HEADER = rule("B002", "Codebook file has another header", "Write the columns as docs and the other rows have them.")
ROW = rule("B003", "Codebook row is wrong", "Mend the cell that the message names.")
DUPLICATE = rule("B004", "Two codebook rows have one key", "Merge the rows or rename one.")
REFERENCE = rule("B005", "Codebook row refers to nothing", "Name an id that the codebook holds, or add its row.")
SHARED_NAME = rule(
    "B006",
    "Two actors share a name",
    "Make the name longer, or list it in codebook/ambiguous_names.csv if both really bear it.",
)

MAX_BYTES = 20_000_000

_Row = TypeVar("_Row", bound="Row")


def _list(value: Any) -> Any:
    return tuple(part.strip() for part in value.split("|") if part.strip()) if isinstance(value, str) else value


def _none(value: Any) -> Any:
    return None if value == "" else value


Text = Annotated[str, StringConstraints(min_length=1)]
Optional = Annotated[str | None, BeforeValidator(_none)]
List = Annotated[tuple[str, ...], BeforeValidator(_list)]
Code = Annotated[str, StringConstraints(pattern=r"^[a-z0-9_]+$")]
ActorId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
CountryCode = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]
VersionNumber = Annotated[str, StringConstraints(pattern=r"^[0-9]+\.[0-9]+\.[0-9]+$")]
SubdivisionCode = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}-[A-Z0-9]{1,3}$")]


class Row(BaseModel):
    """One row of a codebook file. `key` names the field that identifies it."""

    model_config = ConfigDict(extra="forbid", frozen=True)


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
    retired: tuple[tuple[RetiredId, Place], ...] = ()

    @cached_property
    def country_of_code(self) -> dict[str, Country]:
        """Countries by ISO 3166-1 alpha-3 code."""
        return {country.country_code: country for country in self.countries.values()}


def fold(name: str) -> str:
    """A name as comity compares names: NFC, straight quotes, one space, no case."""
    straight = unicodedata.normalize("NFC", name).replace("’", "'").replace("‘", "'").replace("ʼ", "'")
    return " ".join(straight.split()).casefold()


def load(folder: Path) -> Codebook:
    """Load the codebook. Raises InputError (B001 to B006) with every problem found."""
    problems: list[Problem] = []
    event_types = _by_key(_rows(folder, "event_types.csv", EventType, problems), "event_type", problems)
    sectors = _by_key(_rows(folder, "sectors.csv", Sector, problems), "sector_id", problems)
    agreement_types = _by_key(_rows(folder, "agreement_types.csv", AgreementType, problems), "agreement_type", problems)
    actor_types = _by_key(_rows(folder, "actor_types.csv", ActorType, problems), "actor_type", problems)
    countries = _by_key(_rows(folder, "countries.csv", Country, problems), "actor_id", problems)
    others = _by_key(_rows(folder, "actors.csv", ActorRow, problems), "actor_id", problems)
    places = _rows(folder, "places.csv", PlaceRow, problems)
    ambiguous = frozenset(fold(row.name) for row, _ in _rows(folder, "ambiguous_names.csv", AmbiguousName, problems))
    retired = _rows(folder, "retired_ids.csv", RetiredId, problems)

    actors: dict[str, Actor] = {}
    for country, place in countries.values():
        actors[country.actor_id] = _country_actor(country, place)
    for row, place in others.values():
        if row.actor_id in actors:
            problems.append(Problem(DUPLICATE, place, f"`{row.actor_id}` is a country's id already"))
        actors[row.actor_id] = _other_actor(row, place)

    problems.extend(_shared_codes(countries.values()))
    problems.extend(_reference_problems(sectors, others, places, actors, set(actor_types)))
    problems.extend(_shared_names(actors.values(), ambiguous))
    problems.extend(_retired_twice(retired))
    if problems:
        raise InputError(problems)
    return Codebook(
        folder=folder,
        event_types=_plain(event_types),
        sectors=_plain(sectors),
        agreement_types=_plain(agreement_types),
        actor_types=_plain(actor_types),
        countries=_plain(countries),
        actors=actors,
        places=tuple(row for row, _ in places),
        ambiguous=ambiguous,
        retired=tuple(retired),
    )


def _rows(folder: Path, name: str, model: type[_Row], problems: list[Problem]) -> list[tuple[_Row, Place]]:
    shown = f"{folder.name}/{name}"
    try:
        text = textfile.clean(textfile.read(folder / name, shown, MAX_BYTES, UNREADABLE), shown, ROW)
    except InputError as error:
        problems.extend(error.problems)
        return []
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    header = list(model.model_fields)
    found: list[tuple[_Row, Place]] = []
    line = 1
    try:
        if next(reader, None) != header:
            problems.append(Problem(HEADER, Place(shown), f"expected {','.join(header)}"))
            return []
        line = reader.line_num + 1
        for cells in reader:
            place, line = Place(shown, line), reader.line_num + 1
            wrong = list(_cell_problems(header, cells, place))
            problems.extend(wrong)
            if wrong:
                continue
            try:
                found.append((model.model_validate(dict(zip(header, cells, strict=True))), place))
            except ValidationError as error:
                for item in error.errors():
                    problems.append(Problem(ROW, place, f"`{item['loc'][0]}`: {item['msg']}: '{item['input']}'"))
    except csv.Error as error:
        problems.append(Problem(ROW, Place(shown, line), str(error)))
    return found


def _cell_problems(header: list[str], cells: list[str], place: Place) -> Iterator[Problem]:
    if len(cells) != len(header):
        yield Problem(ROW, place, f"{len(cells)} cells, the header has {len(header)}")
        return
    for column, cell in zip(header, cells, strict=True):
        if cell != cell.strip() or "\n" in cell or "\t" in cell:
            yield Problem(ROW, place, f"`{column}`: a line break, a tab, or white space at an end: {cell!r}")


def _by_key(rows: Iterable[tuple[_Row, Place]], key: str, problems: list[Problem]) -> dict[str, tuple[_Row, Place]]:
    by_key: dict[str, tuple[_Row, Place]] = {}
    for row, place in rows:
        value = getattr(row, key)
        if value in by_key:
            problems.append(Problem(DUPLICATE, place, f"`{value}` stands in line {by_key[value][1].line} too"))
        by_key.setdefault(value, (row, place))
    return by_key


def _plain(rows: Mapping[str, tuple[_Row, Place]]) -> dict[str, _Row]:
    return {key: row for key, (row, _) in rows.items()}


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


def _reference_problems(
    sectors: Mapping[str, tuple[Sector, Place]],
    others: Mapping[str, tuple[ActorRow, Place]],
    places: Iterable[tuple[PlaceRow, Place]],
    actors: Mapping[str, Actor],
    actor_types: set[str],
) -> Iterator[Problem]:
    for sector, place in sectors.values():
        if sector.parent_id is not None and sector.parent_id not in sectors:
            hint = did_you_mean(sector.parent_id, sectors)
            yield Problem(REFERENCE, place, f"`parent_id`: no sector `{sector.parent_id}`{hint}")
    codes = {actor.country_code for actor in actors.values() if actor.type == "country"}
    for row, place in others.values():
        if row.actor_type not in actor_types:
            hint = did_you_mean(row.actor_type, actor_types)
            yield Problem(REFERENCE, place, f"`actor_type`: no actor type `{row.actor_type}`{hint}")
        if row.part_of is not None and row.part_of not in actors:
            hint = did_you_mean(row.part_of, actors)
            yield Problem(REFERENCE, place, f"`part_of`: no actor `{row.part_of}`{hint}")
        if row.country_code is not None and row.country_code not in codes:
            yield Problem(REFERENCE, place, f"`country_code`: no country `{row.country_code}`")
    for town, place in places:
        if town.country_code not in codes:
            yield Problem(REFERENCE, place, f"`country_code`: no country `{town.country_code}`")


def _shared_codes(countries: Iterable[tuple[Country, Place]]) -> Iterator[Problem]:
    first: dict[str, Country] = {}
    for country, place in countries:
        other = first.setdefault(country.country_code, country)
        if other is not country:
            message = f"`country_code`: `{country.country_code}` is the code of `{other.actor_id}` too"
            yield Problem(DUPLICATE, place, message)


def _shared_names(actors: Iterable[Actor], ambiguous: frozenset[str]) -> Iterator[Problem]:
    bearer: dict[str, Actor] = {}
    for actor in actors:
        for name, _ in actor.names:
            other = bearer.setdefault(fold(name), actor)
            if other.id != actor.id and fold(name) not in ambiguous:
                yield Problem(SHARED_NAME, actor.place, f"'{name}' is a name of `{other.id}` too")


def _retired_twice(retired: Iterable[tuple[RetiredId, Place]]) -> Iterator[Problem]:
    first: dict[tuple[str, str], Place] = {}
    for row, place in retired:
        other = first.setdefault((row.table, row.id), place)
        if other is not place:
            yield Problem(DUPLICATE, place, f"`{row.id}` stands in line {other.line} too")
