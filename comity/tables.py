"""The tables: one class a table, each column declared once (type, meaning, vocabulary, key, reference, grounding)."""

from __future__ import annotations

from collections.abc import Mapping

from comity.columns import (
    ARTICLE,
    DOTTED,
    KEBAB,
    SNAKE,
    Boolean,
    Category,
    Date,
    Integer,
    Number,
    Table,
    Text,
    column,
    derived,
    name_of,
)
from comity.terms import (
    AgreementRole,
    CodingOrigin,
    DatePrecision,
    Level,
    NameKind,
    Qualifier,
    RecordType,
    Role,
    Stage,
    Status,
    Term,
)


class Weight(Term):
    """Whether an event type is a deed or a word."""

    HARD = "hard", "a concrete event that leaves a trace: a visit, a signing, a delivery"
    SOFT = "soft", "words: a pledge, a proposal, a statement"


class Articles(Table):
    """The articles that the tables were coded from: their citations, never their text."""

    article_id: Text = column("Stable id of the article.", key=True, pattern=KEBAB)
    title: Text = column("Headline of the original.", required=True)
    publisher: Text = column("Who published the original.")
    published: Text = column("Date of publication, EDTF, as precise as is known.", edtf=True)
    language: Text = column("Language of the text (BCP 47).", required=True, pattern="[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
    url: Text = column("Address of the original.", pattern=r"https?://[^\s]+")
    text_sha256: Text = column(
        "SHA-256 of the text that was coded (UTF-8, NFC); another value means another text.",
        required=True,
        pattern="[0-9a-f]{64}",
    )
    coding: Category = column("Who coded the article.", required=True, vocabulary=CodingOrigin)


class Actors(Table):
    """States, bodies, organisations and people that act in events or are party to agreements."""

    actor_id: Text = column("Stable id of the actor.", key=True, pattern=KEBAB)
    name: Text = column("Preferred name, without titles and honorifics.", required=True)
    actor_type: Category = column("Kind of actor.", required=True, references="actor_types.actor_type")
    country_code: Text = column("Country that the actor is or belongs to, ISO 3166-1 alpha-3.", pattern="[A-Z]{3}")
    iso_3166_2: Text = column("Subdivision that the actor is, ISO 3166-2.", pattern="[A-Z]{2}-[A-Z0-9]{1,3}")
    part_of: Text = column("The actor that this one is a part of.", references="actors.actor_id")


class ActorNames(Table):
    """All names under which an actor is known."""

    actor_id: Text = column("The actor.", key=True, references="actors.actor_id")
    name: Text = column("A name of the actor.", key=True)
    kind: Category = column("What kind of name it is.", required=True, vocabulary=NameKind)


class Offices(Table):
    """Offices that articles give a person, at the time for which they give them."""

    actor_id: Text = column("The person.", key=True, references="actors.actor_id")
    office: Text = column("The office, in full.", key=True)
    body_id: Text = column("The actor in which the office is held.", references="actors.actor_id")
    date: Text = column("When the person held it, EDTF; empty where unknown.", key=True, required=False, edtf=True)


class Events(Table):
    """What one actor did to, for or with another: one row an event, however many articles report it."""

    event_id: Text = column("Stable id of the event.", key=True, pattern=KEBAB)
    event_type: Category = column(
        "Kind of event.", required=True, references="event_types.event_type", grounding=ARTICLE
    )
    status: Category = column("How real the event is.", required=True, vocabulary=Status, grounding=ARTICLE)
    date: Text = column("When it happened or is to happen, EDTF, as precise as reported.", edtf=True, grounding=ARTICLE)
    start_date: Date = column("First day that `date` can mean.", grounding=derived("date"))
    end_date: Date = column("Last day that `date` can mean.", grounding=derived("date"))
    date_precision: Category = column("How precise `date` is.", vocabulary=DatePrecision, grounding=derived("date"))
    place: Text = column("Where it happened: a country by its name, else as the article names it.", grounding=ARTICLE)
    title: Text = column("A short title for people.", grounding=ARTICLE)
    agreement_id: Text = column(
        "The agreement that the event concerns.", references="agreements.agreement_id", grounding=ARTICLE
    )
    during: Text = column(
        "The visit that the event is reported as part of; an event without a date of its own takes the visit's.",
        references="events.event_id",
        grounding=ARTICLE,
    )


class EventActors(Table):
    """Who took part in an event, and how."""

    event_id: Text = column("The event.", key=True, references="events.event_id")
    actor_id: Text = column("The actor.", key=True, references="actors.actor_id", grounding=ARTICLE)
    role: Category = column("What the actor does in the event.", key=True, vocabulary=Role, grounding=ARTICLE)


class EventSectors(Table):
    """The sectors that an event concerns."""

    event_id: Text = column("The event.", key=True, references="events.event_id")
    sector_id: Category = column("The sector.", key=True, references="sectors.sector_id", grounding=ARTICLE)


class Agreements(Table):
    """Documents and named partnerships between actors."""

    agreement_id: Text = column("Stable id of the agreement.", key=True, pattern=KEBAB)
    title: Text = column("Its title, as near to the articles as possible.", required=True, grounding=ARTICLE)
    agreement_type: Category = column(
        "Kind of agreement.", required=True, references="agreement_types.agreement_type", grounding=ARTICLE
    )
    level: Category = column("Between whom it holds.", required=True, vocabulary=Level, grounding=ARTICLE)
    status: Category = column("How real the agreement is.", required=True, vocabulary=Status, grounding=ARTICLE)
    signed: Text = column("When it was signed or adopted, EDTF.", edtf=True, grounding=ARTICLE)
    in_force: Text = column("When it took effect, EDTF.", edtf=True, grounding=ARTICLE)
    valid_from: Text = column("Start of the period that it covers, EDTF.", edtf=True, grounding=ARTICLE)
    valid_until: Text = column("End of the period that it covers, EDTF.", edtf=True, grounding=ARTICLE)


class AgreementActors(Table):
    """The parties to an agreement, and who signed it or saw it signed."""

    agreement_id: Text = column("The agreement.", key=True, references="agreements.agreement_id")
    actor_id: Text = column("The actor.", key=True, references="actors.actor_id", grounding=ARTICLE)
    role: Category = column(
        "What the actor is to the agreement.", key=True, vocabulary=AgreementRole, grounding=ARTICLE
    )


class AgreementSectors(Table):
    """The sectors that an agreement covers."""

    agreement_id: Text = column("The agreement.", key=True, references="agreements.agreement_id")
    sector_id: Category = column("The sector.", key=True, references="sectors.sector_id", grounding=ARTICLE)


class Cooperation(Table):
    """A field in which two actors cooperate, could cooperate or face a shared challenge."""

    cooperation_id: Text = column("Stable id: the actors, the sector and the stage.", key=True, pattern=DOTTED)
    actor_a: Text = column("One actor.", required=True, references="actors.actor_id", grounding=ARTICLE)
    actor_b: Text = column("The other actor.", required=True, references="actors.actor_id", grounding=ARTICLE)
    sector_id: Category = column("The field.", required=True, references="sectors.sector_id", grounding=ARTICLE)
    stage: Category = column("How far the cooperation has come.", required=True, vocabulary=Stage, grounding=ARTICLE)


class Figures(Table):
    """Numbers that articles give."""

    figure_id: Text = column("Stable id of the figure.", key=True, pattern=KEBAB)
    measure: Text = column("What is counted or measured, in few words.", required=True, grounding=ARTICLE)
    value: Number = column("The number.", required=True, grounding=ARTICLE)
    qualifier: Category = column(
        "How exactly the number is given.", required=True, vocabulary=Qualifier, grounding=ARTICLE
    )
    unit: Text = column("What one of it is.", required=True, grounding=ARTICLE)
    date: Text = column("The date or period that the number is of, EDTF.", edtf=True, grounding=ARTICLE)
    event_id: Text = column("The event that the number belongs to.", references="events.event_id", grounding=ARTICLE)
    agreement_id: Text = column(
        "The agreement that the number belongs to.", references="agreements.agreement_id", grounding=ARTICLE
    )


class FigureActors(Table):
    """The actors that a figure is about."""

    figure_id: Text = column("The figure.", key=True, references="figures.figure_id")
    actor_id: Text = column("The actor.", key=True, references="actors.actor_id", grounding=ARTICLE)


class Evidence(Table):
    """Claims: an article says, in this sentence, that a field of a record has this value.

    Exactly one of event_id, agreement_id, cooperation_id, figure_id and actor_id names the record. For rows of link
    tables, `field` is the role or `sector_id`, and `value` the actor or sector.
    """

    evidence_id: Text = column("Stable id of the claim.", key=True, pattern="[A-Za-z0-9._:-]+")
    event_id: Text = column("The event that the claim is about.", references="events.event_id")
    agreement_id: Text = column("The agreement that the claim is about.", references="agreements.agreement_id")
    cooperation_id: Text = column("The cooperation that the claim is about.", references="cooperation.cooperation_id")
    figure_id: Text = column("The figure that the claim is about.", references="figures.figure_id")
    actor_id: Text = column("The actor that the claim is about.", references="actors.actor_id")
    field: Text = column("The column, or the role, that the claim fills.", required=True, pattern=SNAKE)
    value: Text = column("What the article says that the field is, as the tables write it.", required=True)
    article_id: Text = column("The article that says so.", required=True, references="articles.article_id")
    sentence: Integer = column("Number of the sentence in the article's text, from 0.", required=True, minimum=0)
    char_start: Integer = column("Offset of the quote's first character in the text.", required=True, minimum=0)
    char_end: Integer = column("Offset behind the quote's last character.", required=True, minimum=1)
    quote: Text = column("The words of the text, to the letter.", required=True, verbatim=True)
    headline: Boolean = column("True where the claim's value is the one that the tables publish.", required=True)


class Contradictions(Table):
    """Claims of articles that cannot all be true: one row a claim, with the rule that chose among them.

    Claims about several records or fields take part in one contradiction where they cannot all be true together.
    """

    contradiction_id: Text = column("Id of the contradiction.", key=True, pattern=DOTTED)
    evidence_id: Text = column("A claim that takes part in it.", key=True, references="evidence.evidence_id")
    rule: Text = column("Name of the rule that chose the published value.", required=True)
    record_type: Category = column("Kind of record that the claim is about.", required=True, vocabulary=RecordType)
    record_id: Text = column("The record that the claim is about.", required=True, pattern=DOTTED)
    field: Text = column("The column, or the role, that the claim fills.", required=True, pattern=SNAKE)
    chosen: Text = column("What the tables publish there; empty where the rule left the cell empty.")
    note: Text = column("What the claims are and why the rule chose so.", required=True)


class Sectors(Table):
    """The fields of policy and cooperation."""

    sector_id: Text = column("Id of the sector.", key=True, pattern=SNAKE)
    label: Text = column("Name for people.", required=True)
    parent_id: Category = column("The wider sector that this one belongs to.", references="sectors.sector_id")
    definition: Text = column("What the sector covers, and what it does not.", required=True)
    isic_rev4: Text = column("Nearest code of ISIC Rev. 4.", pattern="[A-Z0-9]+")
    crs_code: Text = column("Nearest purpose code of the OECD DAC Creditor Reporting System.", pattern="[0-9]+")
    example_: Text = column("A sentence that the sector applies to.", required=True, alias="example")
    near_miss: Text = column("A sentence that the sector does not apply to, though it may seem so.", required=True)


class EventTypes(Table):
    """The kinds of events, with their nearest PLOVER and CAMEO categories."""

    event_type: Text = column("Code of the event type.", key=True, pattern=SNAKE)
    label: Text = column("Name for people.", required=True)
    weight: Category = column("Whether such events are deeds or words.", required=True, vocabulary=Weight)
    definition: Text = column("What counts as such an event, and what does not.", required=True)
    plover_type: Text = column("PLOVER event type.", required=True, pattern="[A-Z]+")
    plover_mode: Text = column("PLOVER mode.", pattern="[a-z]+([ _-][a-z]+)*")
    cameo_code: Text = column("CAMEO code.", required=True, pattern="[0-9]{2,4}")
    example_: Text = column("A sentence that reports such an event.", required=True, alias="example")
    near_miss: Text = column("A sentence that reports none, though it may seem so.", required=True)


class AgreementTypes(Table):
    """The kinds of documents and named partnerships."""

    agreement_type: Text = column("Code of the agreement type.", key=True, pattern=SNAKE)
    label: Text = column("Name for people.", required=True)
    definition: Text = column("What counts as such an agreement, and what does not.", required=True)
    example_: Text = column("A sentence that names one.", required=True, alias="example")
    near_miss: Text = column("A sentence that names none, though it may seem so.", required=True)


class ActorTypes(Table):
    """The kinds of actors, with their CAMEO role codes."""

    actor_type: Text = column("Code of the actor type.", key=True, pattern=SNAKE)
    label: Text = column("Name for people.", required=True)
    definition: Text = column("What counts as such an actor, and what does not.", required=True)
    cameo_role: Text = column("CAMEO role code.", pattern="[A-Z]{3}")
    example_: Text = column("A sentence that names one.", required=True, alias="example")
    near_miss: Text = column("A sentence that names none, though it may seem so.", required=True)


MODELS: tuple[type[Table], ...] = (
    Articles, Actors, ActorNames, Offices, Events, EventActors, EventSectors, Agreements, AgreementActors,
    AgreementSectors, Cooperation, Figures, FigureActors, Evidence, Contradictions, Sectors, EventTypes,
    AgreementTypes, ActorTypes,
)  # fmt: skip
TABLES: Mapping[str, type[Table]] = {name_of(model): model for model in MODELS}
VOCABULARIES = ("sectors", "event_types", "agreement_types", "actor_types")
