"""The closed vocabularies: each term and its definition, declared once.

Open vocabularies (event types, sectors, agreement types, actor types) live in `codebook/` as CSV, where anyone can
extend them. The terms here are part of the table contract: code branches on them.
"""

from __future__ import annotations

from enum import StrEnum


class Term(StrEnum):
    """A vocabulary member: its value is what the tables hold, `definition` is what it means."""

    definition: str

    def __new__(cls, value: str, definition: str = "") -> Term:
        """Make a member of its value and definition."""
        term = str.__new__(cls, value)
        term._value_ = value
        term.definition = definition
        return term


class Status(Term):
    """How real an event or agreement is, in the article that reports it."""

    PROPOSED = "proposed", "wanted or suggested, without an announced time or an agreed text"
    SCHEDULED = "scheduled", "announced or promised for later"
    OCCURRED = "occurred", "it has happened; of an agreement: signed, adopted or issued"
    ONGOING = (
        "ongoing",
        "a lasting state or repeated practice; of an agreement: in force or being carried out",
    )


class Role(Term):
    """What an actor does in an event (CAMEO source and target, with the symmetrical and attending roles)."""

    INITIATOR = "initiator", "who acts, travels, gives or signs first (CAMEO source)"
    TARGET = "target", "who receives, hosts or is addressed (CAMEO target)"
    PARTICIPANT = "participant", "who takes part in a symmetrical act"
    SIGNATORY = "signatory", "who signs, or in whose name the document is signed"
    WITNESS = "witness", "who attends a signing without signing"
    MEDIATOR = "mediator", "who brings the other actors together"
    MENTIONED = "mentioned", "whom the event concerns without acting in it"


class AgreementRole(Term):
    """What an actor is to an agreement."""

    PARTY = "party", "a side bound by the agreement"
    SIGNATORY = "signatory", "a person or body who signed for a party"
    WITNESS = "witness", "who attended the signing"


class Level(Term):
    """Between whom an agreement holds."""

    STATE = "state", "between states, or their governments or leaders"
    MINISTRY = "ministry", "between ministries or agencies of governments"
    SUBNATIONAL = "subnational", "between provinces, cities or other parts of states"
    INSTITUTION = "institution", "between universities, companies, associations or other institutions"
    MULTILATERAL = "multilateral", "among three or more parties, or with an international organization"


class Stage(Term):
    """How far a field of cooperation has come, in the article that reports it."""

    EXISTING = "existing", "the actors already cooperate in the field"
    POTENTIAL = "potential", "the actors could, want to or plan to cooperate in the field"
    CHALLENGE = "challenge", "a shared problem that the actors mean to address together"


class Qualifier(Term):
    """How exactly a figure is given."""

    EXACT = "exact", "given as an exact number"
    ABOUT = "about", "given as approximate (about, nearly, some, around)"
    AT_LEAST = "at_least", "a lower bound (over, more than, at least)"
    AT_MOST = "at_most", "an upper bound (up to, less than, under)"


class NameKind(Term):
    """What kind of name an actor bears."""

    PREFERRED = "preferred", "the name under which the tables show the actor"
    ALIAS = "alias", "another name or spelling"
    ACRONYM = "acronym", "initials or another short form"


class DatePrecision(Term):
    """How precise an EDTF date is."""

    DAY = "day", "known to the day"
    MONTH = "month", "known to the month"
    SEASON = "season", "known to the season (EDTF 21 to 24)"
    YEAR = "year", "known to the year"
    DECADE = "decade", "known to the decade (EDTF unspecified digit, as in 199X)"
    INTERVAL = "interval", "a span from one date to another, open on one side or closed"


class RecordType(Term):
    """What a claim is about."""

    EVENT = "event", "a row of `events` and its links"
    AGREEMENT = "agreement", "a row of `agreements` and its links"
    COOPERATION = "cooperation", "a row of `cooperation`"
    FIGURE = "figure", "a row of `figures` and its links"
    ACTOR = "actor", "a row of `actors`, its names and offices"


class CodingOrigin(Term):
    """Who coded an article."""

    REVIEWED = "reviewed", "a person wrote or reviewed the coding"
    MACHINE = "machine", "the automatic coder wrote the coding; nobody has reviewed it"


class TextKind(Term):
    """What the text of an article file is."""

    DIGEST = "digest", "the article's facts restated in our own words"
    ORIGINAL = "original", "the article itself, in a user's own corpus"
