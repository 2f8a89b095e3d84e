"""The Coding model: what one article reports. The coder writes it, a reviewer writes it, YAML in and out.

Every record names its evidence by exact snippets of the article's text (a W3C TextQuoteSelector). `quote` supports
the whole record; `quotes` gives single fields their own: a key is a field (`date`), or a field and one of its values
(`sectors.trade`, `initiator.to-lam`).
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
    model_validator,
)

from comity import edtf, textfile, yamlfile
from comity.diagnostics import InputError, Place, Problem, rule
from comity.terms import AgreementRole, Level, Qualifier, Role, Stage, Status

UNREADABLE = rule("C001", "Coding file cannot be read", "Save the file as UTF-8 YAML of at most 5 MB.")
FIELD = rule("C002", "Coding field is wrong", "See `Codings` in CONTRIBUTING.md for the fields and their values.")
FILE_NAME = rule("C003", "Coding is named after another article", "Name the file `<article>.yaml`.")
DUPLICATE_ID = rule("C004", "A record id stands twice in one coding", "Merge the two records or rename one.")

TOO_MANY = rule("C008", "Too many records in one coding", "Code only what the article reports, each thing once.")

MAX_BYTES = 5_000_000
# Of each kind; what a person reviews of one article is a hundredth of it.
MAX_RECORDS = 2_000


def _one_or_many(value: Any) -> Any:
    """A single value stands for a list of one, so that short codings stay short."""
    if value is None:
        return ()
    return value if isinstance(value, (list, tuple)) else (value,)


def _quote(value: Any) -> Any:
    return {"exact": value} if isinstance(value, str) else value


def _edtf(value: str) -> str:
    return edtf.parse(value).text


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class Quote(_Model):
    """An exact snippet of the text; `start` (its character offset) only where the snippet stands there twice."""

    exact: Annotated[str, StringConstraints(min_length=1, strip_whitespace=False)]
    start: Annotated[int, Field(ge=0)] | None = None


Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=120)]
Code = Annotated[str, StringConstraints(pattern=r"^[a-z0-9_]+$", max_length=60)]
Line = Annotated[str, StringConstraints(min_length=1, max_length=300, pattern=r"^[^\x00-\x1f\x7f]+$")]
Date = Annotated[str, AfterValidator(_edtf)]
Ids = Annotated[tuple[Id, ...], BeforeValidator(_one_or_many)]
Codes = Annotated[tuple[Code, ...], BeforeValidator(_one_or_many)]
Lines = Annotated[tuple[Line, ...], BeforeValidator(_one_or_many)]
Quotes = Annotated[tuple[Annotated[Quote, BeforeValidator(_quote)], ...], BeforeValidator(_one_or_many)]


class Record(_Model):
    """What all records share: their evidence."""

    quote: Quotes = Field(default=(), description="Snippets of the text that support the whole record.")
    quotes: dict[str, Quotes] = Field(
        default_factory=dict, description="Snippets for single fields (`date`) or values (`sectors.trade`)."
    )

    def evidence(self, field: str, value: str) -> Quotes:
        """The snippets that support one value of one field: the most specific ones given."""
        return self.quotes.get(f"{field}.{value}") or self.quotes.get(field) or self.quote


class Office(Record):
    """A person's office as the article reports it."""

    title: Line = Field(description="The office, in full, without the person's name.")
    body: Id | None = Field(default=None, description="The actor in which the office is held.")
    date: Date | None = Field(default=None, description="When the person held it, if not when the article appeared.")


class Actor(Record):
    """An actor as the article names it. `name` and the fields after it define an actor new to the codebook."""

    name: Line | None = Field(default=None, description="Preferred name; only for an actor not in the codebook.")
    type: Code | None = Field(default=None, description="Actor type.")
    country: Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")] | None = Field(
        default=None, description="ISO 3166-1 alpha-3 code."
    )
    subdivision: Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}-[A-Z0-9]{1,3}$")] | None = Field(
        default=None, description="ISO 3166-2 code."
    )
    part_of: Id | None = Field(default=None, description="The actor that this one is a part of.")
    aliases: Lines = Field(default=(), description="Other names and spellings.")
    acronyms: Lines = Field(default=(), description="Acronyms.")
    offices: Annotated[tuple[Office, ...], BeforeValidator(_one_or_many)] = Field(
        default=(), description="Offices that the article gives the person."
    )

    @model_validator(mode="after")
    def _a_definition_is_whole(self) -> Actor:
        defining = (self.type, self.country, self.subdivision, self.part_of, self.aliases, self.acronyms)
        if self.name is None and any(defining):
            raise ValueError("an actor new to the codebook needs a `name`")
        if self.name is not None and self.type is None:
            raise ValueError("an actor new to the codebook needs a `type`")
        return self


class Event(Record):
    """One event (CAMEO/PLOVER: who did what to whom, when), however often the article mentions it."""

    id: Id = Field(description="Stable id; the same id in two codings means the same event.")
    type: Code = Field(description="Event type.")
    status: Status = Field(default=Status.OCCURRED, description="How real the event is.")
    date: Date | None = Field(default=None, description="EDTF, only what the text supports.")
    place: Line | None = Field(
        default=None, description="Where it happened: a country by its name in the codebook, else as the text names it."
    )
    title: Line | None = Field(default=None, description="A short title for people.")
    agreement: Id | None = Field(default=None, description="The agreement that the event concerns.")
    during: Id | None = Field(
        default=None,
        description="The visit that the article reports the event as part of; without a date, it takes the visit's.",
    )
    initiator: Ids = Field(default=(), description=Role.INITIATOR.definition)
    target: Ids = Field(default=(), description=Role.TARGET.definition)
    participant: Ids = Field(default=(), description=Role.PARTICIPANT.definition)
    signatory: Ids = Field(default=(), description=Role.SIGNATORY.definition)
    witness: Ids = Field(default=(), description=Role.WITNESS.definition)
    mediator: Ids = Field(default=(), description=Role.MEDIATOR.definition)
    mentioned: Ids = Field(default=(), description=Role.MENTIONED.definition)
    sectors: Codes = Field(default=(), description="Sectors that the event concerns.")

    def roles(self) -> Iterator[tuple[Role, str]]:
        """Each role with each actor in it."""
        for role in Role:
            for actor in getattr(self, role.value):
                yield role, actor


class Agreement(Record):
    """A document or named partnership between actors."""

    id: Id = Field(description="Stable id; the same id in two codings means the same agreement.")
    type: Code = Field(description="Agreement type.")
    level: Level = Field(description="Between whom it holds.")
    title: Line = Field(description="Its title, as near to the text as possible.")
    status: Status = Field(default=Status.OCCURRED, description="How real it is.")
    signed: Date | None = Field(default=None, description="When it was signed or adopted, EDTF.")
    in_force: Date | None = Field(default=None, description="When it took effect, EDTF.")
    valid_from: Date | None = Field(default=None, description="Start of its period, EDTF.")
    valid_until: Date | None = Field(default=None, description="End of its period, EDTF.")
    party: Ids = Field(default=(), description=AgreementRole.PARTY.definition)
    signatory: Ids = Field(default=(), description=AgreementRole.SIGNATORY.definition)
    witness: Ids = Field(default=(), description=AgreementRole.WITNESS.definition)
    sectors: Codes = Field(default=(), description="Sectors that it covers.")

    def roles(self) -> Iterator[tuple[AgreementRole, str]]:
        """Each role with each actor in it."""
        for role in AgreementRole:
            for actor in getattr(self, role.value):
                yield role, actor


class Cooperation(Record):
    """Fields of cooperation between two actors, at one stage; one row of the table a sector."""

    stage: Stage = Field(description="How far the cooperation has come.")
    between: Annotated[tuple[Id, Id], Field(description="The two actors.")]
    sectors: Codes = Field(min_length=1, description="The fields.")

    @model_validator(mode="after")
    def _between_two(self) -> Cooperation:
        if self.between[0] == self.between[1]:
            raise ValueError(f"`between` names `{self.between[0]}` twice; a dyad has two actors")
        return self


class Figure(Record):
    """A number that the article gives."""

    id: Id = Field(description="Stable id; the same id in two codings means the same figure.")
    measure: Line = Field(description="What is counted or measured, in few words.")
    value: Decimal = Field(description="The number.", allow_inf_nan=False, max_digits=15)
    qualifier: Qualifier = Field(default=Qualifier.EXACT, description="How exactly it is given.")
    unit: Line = Field(description="What one of it is: `document`, `USD`, `tonne`, `year`.")
    date: Date | None = Field(default=None, description="The date or period that the number is of, EDTF.")
    event: Id | None = Field(default=None, description="The event that the number belongs to.")
    agreement: Id | None = Field(default=None, description="The agreement that the number belongs to.")
    actors: Ids = Field(default=(), description="The actors that the number is about.")


def _actor(value: Any) -> Any:
    """`belarus:` alone and `belarus: "a snippet"` are short for a mapping."""
    if value is None:
        return {}
    return {"quote": value} if isinstance(value, (str, list)) else value


class Coding(_Model):
    """What one article reports."""

    article: Id = Field(description="The id of the article.")
    text_sha256: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")] = Field(
        description="SHA-256 of the article's text when it was reviewed; a changed text asks for another review."
    )
    actors: dict[Id, Annotated[Actor, BeforeValidator(_actor)]] = Field(
        default_factory=dict,
        description="Actors that need more than their name in the text: a snippet, offices, or a definition.",
    )
    events: tuple[Event, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    cooperation: tuple[Cooperation, ...] = ()
    figures: tuple[Figure, ...] = ()


def parse(text: str, path: str) -> tuple[Coding, yamlfile.Document]:
    """Read a coding from YAML; the document tells where each value stands.

    Raises InputError (C002 to C004, C008, Y001 to Y006) with every problem found.
    """
    document = yamlfile.parse(text, path)
    if not isinstance(document.data, dict):
        message = "the file is not a mapping of `article:`, `events:` ..."
        raise InputError([Problem(FIELD, Place(path), message, expected="a mapping")])
    problems = list(too_many(document))
    if problems:
        raise InputError(problems)
    try:
        coding = Coding.model_validate(_without_empty(document.data))
    except ValidationError as error:
        raise InputError(list(yamlfile.field_problems(error, document, FIELD, _fields_at))) from error
    problems = list(_duplicate_ids(coding, document))
    if coding.article != Path(path).stem:
        message = f"`article` is `{coding.article}`, the file is `{Path(path).name}`"
        stem = Path(path).stem
        problems.append(Problem(FILE_NAME, document.place(("article",)), message, coding.article, f"`{stem}`", stem))
    if problems:
        raise InputError(problems)
    return coding, document


def read(file: Path, root: Path) -> tuple[Coding, yamlfile.Document]:
    """Read one coding file; messages name it relative to `root`. Raises InputError (C001 to C008, Y001 to Y006)."""
    path = textfile.shown(file, root)
    return parse(textfile.read(file, path, MAX_BYTES, UNREADABLE), path)


def too_many(document: yamlfile.Document) -> Iterator[Problem]:
    """C008 for each section of a coding that is too long to be looked through, at the first entry too many."""
    for section, records in document.data.items():
        if isinstance(records, (list, dict)) and len(records) > MAX_RECORDS:
            first = list(records)[MAX_RECORDS] if isinstance(records, dict) else MAX_RECORDS
            message = f"`{section}` has {len(records):,} entries, at most {MAX_RECORDS:,} are read"
            place, expected = document.key_place((section, first)), f"at most {MAX_RECORDS:,}"
            yield Problem(TOO_MANY, place, message, str(len(records)), expected)


def _without_empty(data: dict[str, Any]) -> dict[str, Any]:
    """`events:` with nothing below it means no events."""
    return {key: value for key, value in data.items() if value is not None}


def _fields_at(path: tuple[str | int, ...]) -> list[str]:
    """The field names that could stand where `path` ends."""
    models: dict[str, type[BaseModel]] = {
        "actors": Actor, "events": Event, "agreements": Agreement, "cooperation": Cooperation, "figures": Figure
    }  # fmt: skip
    if "offices" in path:
        return list(Office.model_fields)
    model = models.get(str(path[0]), Coding) if len(path) > 1 else Coding
    return list(model.model_fields)


def _duplicate_ids(coding: Coding, document: yamlfile.Document) -> Iterator[Problem]:
    for section in ("events", "agreements", "figures"):
        seen: dict[str, Place] = {}
        for index, record in enumerate(getattr(coding, section)):
            place = document.place((section, index, "id"))
            if record.id in seen:
                message = f"`{record.id}` is the id of line {seen[record.id].line} too"
                yield Problem(DUPLICATE_ID, place, message, record.id, "an id of its own")
            seen.setdefault(record.id, place)
