"""Which records of different codings are one event, one agreement: cross-document coreference, on the careful side.

A wrong link puts a falsehood into the tables, a missed one an event too many; so records are linked only where
everything that tells such events apart agrees. Codings are read in a fixed order, reviewed ones first, then by date of
publication and article id, and a machine's record joins a cluster of earlier ones or starts its own. Hence the input's
order doesn't matter, clusters keep the id of their first member, and a later machine coding leaves the clusters of
earlier ones as they are.

Rules: the same id is the same record. A cluster never holds two records of one article, never two ids of reviewed
codings, and its dates are compatible. A record that fits several clusters, or two records of one article that fit the
same one, stay by themselves, and nothing is linked to them. Each record is looked up under keys, so the cost grows with
the number of records.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from comity import coding, dating, edtf
from comity.actors import Actors
from comity.codebook import Codebook
from comity.edtf import Edtf
from comity.facts import CodedArticle
from comity.terms import CodingOrigin, DatePrecision, Role

# A date of at most so many days can tell one event from the next of its kind.
MONTH = 31
# Acts in which no side comes first (CAMEO codes them in both directions).
SYMMETRICAL = frozenset(
    {"meeting", "negotiation", "signing", "entry_into_force", "partnership", "diplomatic_relations"}
)
# Acts on an agreement that it undergoes once.
OF_AN_AGREEMENT = frozenset({"signing", "entry_into_force", "partnership"})
# Acts that two states perform once.
ONCE_A_DYAD = frozenset({"diplomatic_relations"})
# Acts of which the same two states may do several on one day, so that only the people and bodies on both sides, or the
# traveller, tell them apart.
FREQUENT = frozenset({"visit", "meeting", "negotiation"})
# Documents that are followed by another of the same title for the next period.
RECURRENT = frozenset({"programme", "plan", "protocol", "contract", "joint_statement"})
# The sector of what names no narrower field says nothing.
UNSPECIFIC_SECTOR = "politics_diplomacy"

_CORE = (Role.INITIATOR, Role.TARGET, Role.PARTICIPANT, Role.SIGNATORY)
_WORD = re.compile(r"\w+")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}", re.ASCII)
_SMALL_WORDS = frozenset("a an and as at between by for from in of on the to with".split())
# Words of kinds of documents and of what two states always do; with those of the codebook's agreement types they make
# titles that many documents bear (`exchange of notes`, `framework agreement on cooperation`).
_PLAIN_WORDS = frozenset(
    "accord act action agreed arrangement batch bilateral charter communique convention cooperation cooperative "
    "covenant deal declaration document exchange executive financing framework general government governmental grant "
    "implementing instrument intent intergovernmental joint legal letter loan map memoranda minute moc mou "
    "multilateral mutual note other pact package period press program project record relation road roadmap several "
    "statute subsidiary supplementary text trilateral understanding work working".split()
)

_PERIOD = ("valid_from", "valid_until")

Key = tuple[Any, ...]


@dataclass(frozen=True)
class Links:
    """The published id of every event and agreement by its id in the codings."""

    events: Mapping[str, str]
    agreements: Mapping[str, str]


@dataclass
class _Cluster:
    """Records that are one: the published id, and what its members say."""

    id: str
    articles: set[str] = field(default_factory=set)
    reviewed_dates: dict[str, set[str]] = field(default_factory=dict)
    machine_dates: dict[str, set[str]] = field(default_factory=dict)
    sectors: set[frozenset[str]] = field(default_factory=set)
    subjects: set[frozenset[str]] = field(default_factory=set)
    years: set[frozenset[str]] = field(default_factory=set)
    agreements: set[str] = field(default_factory=set)

    def add(self, record: _Record) -> None:
        self.articles.add(record.article)
        dates = self.reviewed_dates if record.reviewed else self.machine_dates
        for name, date in record.dates.items():
            dates.setdefault(name, set()).add(date)
        self.sectors.add(record.sectors)
        self.subjects.add(record.subject)
        if record.years:
            self.years.add(record.years)
        if record.agreement:
            self.agreements.add(record.agreement)

    def dates(self, name: str) -> set[str]:
        """The dates that decide: reviewed ones where there are any."""
        return self.reviewed_dates.get(name) or self.machine_dates.get(name, set())

    def admits(self, record: _Record) -> bool:
        """Nothing that both know differs. Of reviewed dates that differ among themselves one must agree."""
        if record.article in self.articles or (record.agreement and self.agreements - {record.agreement}):
            return False
        if record.years and self.years - {record.years}:
            return False
        for name, date in record.dates.items():
            known = self.dates(name)
            enough = any if name in self.reviewed_dates else all
            if known and not enough(dating.agree(edtf.parse(date), edtf.parse(other)) for other in known):
                return False
        return True

    def says(self, record: _Record) -> bool:
        """True where one of its members gives the very dates of `record`."""
        return bool(record.dates) and all(date in self.dates(name) for name, date in record.dates.items())


Fits = Callable[[_Cluster], bool]


@dataclass(frozen=True)
class _Record:
    """What linking needs to know of an event or agreement; `routes` are the keys under which its like are found.

    A later route is tried only where the earlier ones lead to no cluster. `subject` holds the telling words of an
    agreement's title, `years` its years.
    """

    id: str
    article: str
    reviewed: bool
    dates: Mapping[str, str]
    sectors: frozenset[str]
    subject: frozenset[str] = frozenset()
    years: frozenset[str] = frozenset()
    agreement: str | None = None
    routes: tuple[tuple[tuple[Key, ...], Fits], ...] = ()


def link(codings: Sequence[CodedArticle], actors: Actors, codebook: Codebook) -> Links:
    """Link the events and agreements of all codings, which come in their fixed order (`resolve.in_order`)."""
    reviewed_first = sorted(codings, key=lambda coded: coded.origin is not CodingOrigin.REVIEWED)
    words = _TitleWords(actors, codebook)
    agreements = _clusters(
        [_agreement(coded, record, actors, words) for record in coded.coding.agreements] for coded in reviewed_first
    )
    events = _clusters(
        [_event(coded, record, actors, codebook, agreements) for record in coded.coding.events]
        for coded in reviewed_first
    )
    return Links(events, agreements)


def _clusters(articles: Iterable[Sequence[_Record]]) -> dict[str, str]:
    """Sort the records of each article in turn into clusters; record id -> published id."""
    clusters: dict[str, _Cluster] = {}
    published: dict[str, str] = {}
    index: dict[Key, dict[str, None]] = {}
    for records in articles:
        found = {record.id: _find(record, clusters, published, index) for record in records}
        rivals = Counter(names[0] for names in found.values() if len(names) == 1)
        for record in records:
            names = found[record.id]
            clear = not names or (len(names) == 1 and (rivals[names[0]] == 1 or record.id in published))
            choice = names[0] if clear and names else record.id
            clusters.setdefault(choice, _Cluster(choice)).add(record)
            published[record.id] = choice
            for key in (key for keys, _ in record.routes for key in keys if clear):
                index.setdefault(key, {})[choice] = None
    return published


def _find(
    record: _Record,
    clusters: Mapping[str, _Cluster],
    published: Mapping[str, str],
    index: Mapping[Key, Mapping[str, None]],
) -> list[str]:
    """The ids of the clusters to which a record can belong; of several, those alone that give its very dates."""
    if record.id in published:
        return [published[record.id]]
    if record.reviewed:
        return []
    for keys, fits in record.routes:
        near = (clusters[name] for name in dict.fromkeys(name for key in keys for name in index.get(key, ())))
        admitted = (cluster for cluster in near if cluster.admits(record) and fits(cluster))
        # Two are too many where no date can decide between them.
        fitting = list(admitted if record.dates else islice(admitted, 2))
        if fitting:
            return [cluster.id for cluster in fitting if cluster.says(record)] or [cluster.id for cluster in fitting]
    return []


# Events


def _event(
    coded: CodedArticle, event: coding.Event, actors: Actors, codebook: Codebook, agreements: Mapping[str, str]
) -> _Record:
    agreement = agreements.get(event.agreement, event.agreement) if event.agreement else None
    who = _Who.of(event, coded.article.id, actors)
    date = edtf.parse(event.date) if event.date else None
    sectors = frozenset(event.sectors)
    return _Record(
        id=event.id,
        article=coded.article.id,
        reviewed=coded.origin is CodingOrigin.REVIEWED,
        dates={"date": event.date} if event.date else {},
        sectors=sectors,
        agreement=agreement,
        routes=tuple(_event_routes(event.type, who, date, sectors, agreement, codebook)),
    )


@dataclass(frozen=True)
class _Who:
    """The actors of an event as far as they tell it from others, under published ids."""

    countries: frozenset[str]
    from_countries: frozenset[str]
    initiators: frozenset[str]
    targets: frozenset[str]
    people_and_bodies: frozenset[str]
    on_all_sides: bool
    travellers: frozenset[str]

    @classmethod
    def of(cls, event: coding.Event, article_id: str, actors: Actors) -> _Who:
        def ids(role: Role) -> frozenset[str]:
            return frozenset(actors.id(article_id, actor) for actor in getattr(event, role.value))

        def but_countries(names: frozenset[str]) -> frozenset[str]:
            return frozenset(name for name in names if not actors.is_type(name, "country"))

        everyone = frozenset().union(*map(ids, _CORE))
        initiators, targets = ids(Role.INITIATOR), ids(Role.TARGET)
        people = frozenset(name for name in initiators if actors.is_type(name, "person"))
        hosts = frozenset(name for name in but_countries(targets) if not actors.is_type(name, "person"))
        countries = frozenset(map(actors.country, everyone))
        return cls(
            countries=countries,
            from_countries=frozenset(map(actors.country, initiators)),
            initiators=initiators,
            targets=targets,
            people_and_bodies=but_countries(everyone),
            on_all_sides=countries == frozenset(map(actors.country, but_countries(everyone))),
            # A visit to a works is not the state visit during which it is paid, so the bodies visited count.
            travellers=((people or but_countries(initiators)) | hosts) if but_countries(initiators) else frozenset(),
        )


def _event_routes(
    kind: str,
    who: _Who,
    date: Edtf | None,
    sectors: frozenset[str],
    agreement: str | None,
    codebook: Codebook,
) -> Iterator[tuple[tuple[Key, ...], Fits]]:
    """The ways in which an event of this kind can be known again; none where it can't."""
    if agreement and kind in OF_AN_AGREEMENT:
        yield (("agreement", kind, agreement),), _always
        return
    if kind not in codebook.event_types or len(who.countries) < 2:
        return
    if kind in ONCE_A_DYAD:
        yield (("dyad", kind, who.countries),), _always
        return
    if date is None or (dating.days(date) or MONTH + 1) > MONTH:
        return

    def same_day(cluster: _Cluster) -> bool:
        return date.precision is DatePrecision.DAY and date.text in cluster.dates("date")

    def same_day_or_sectors(cluster: _Cluster) -> bool:
        return same_day(cluster) or sectors in cluster.sectors

    def same_day_and_sectors(cluster: _Cluster) -> bool:
        return same_day(cluster) and sectors in cluster.sectors

    if codebook.event_types[kind].weight == "soft":
        if who.initiators and sectors:
            yield _in_months(("words", kind, who.countries, who.initiators, who.targets, sectors), date), same_day
        return
    names = who.travellers if kind == "visit" else who.people_and_bodies
    keys = _in_months(("act", kind, who.countries, None if kind in SYMMETRICAL else who.from_countries, names), date)
    if kind == "visit":
        if names:
            yield keys, _always
    elif names and (who.on_all_sides or kind not in FREQUENT):
        yield keys, same_day_or_sectors
    elif kind not in FREQUENT and date.precision is DatePrecision.DAY:
        yield keys, same_day_and_sectors


def _in_months(key: Key, date: Edtf) -> tuple[Key, ...]:
    """The key for each month that a date of at most a month touches."""
    months = {(day.year, day.month) for day in (date.start, date.end) if day}
    return tuple((*key, month) for month in sorted(months))


def _always(_: _Cluster) -> bool:
    return True


# Agreements


class _TitleWords:
    """Takes the telling words out of agreements' titles."""

    def __init__(self, actors: Actors, codebook: Codebook) -> None:
        self._actors = actors
        types = [row.agreement_type.replace("_", " ") for row in codebook.agreement_types.values()]
        types += [row.label for row in codebook.agreement_types.values()]
        self._plain = _PLAIN_WORDS | {word for name in types for word in _words(name)}
        self._countries = codebook.countries
        self._names: dict[str, frozenset[str]] = {}

    def subject(self, title: str, parties: Iterable[str]) -> frozenset[str]:
        """The words that say what the document is about: no small words, years, parties or kinds of documents."""
        return frozenset(_words(title)).difference(self._plain, *map(self._of_name, parties))

    def _of_name(self, actor_id: str) -> frozenset[str]:
        """The words of an actor's names, and of a country's adjectives."""
        if actor_id not in self._names:
            actor, country = self._actors.get(actor_id), self._countries.get(actor_id)
            names = [name for name, _ in actor.names] if actor else []
            names += country.adjectives if country else ()
            self._names[actor_id] = frozenset(word for name in names for word in _words(name))
        return self._names[actor_id]


def _words(text: str) -> list[str]:
    """The words without case, diacritics, plural `s` and years; numbers stay, as in `Protocol 2`."""
    bare = unicodedata.normalize("NFKD", text.replace("đ", "d").replace("Đ", "D").casefold())
    letters = "".join(character for character in bare if not unicodedata.combining(character))
    words = (word[:-1] if len(word) > 3 and word.endswith("s") else word for word in _WORD.findall(letters))
    return [word for word in words if word not in _SMALL_WORDS and not _YEAR.fullmatch(word)]


def _agreement(coded: CodedArticle, record: coding.Agreement, actors: Actors, words: _TitleWords) -> _Record:
    parties = frozenset(actors.id(coded.article.id, party) for party in record.party)
    given = {name: getattr(record, name) for name in ("signed", "in_force", *_PERIOD)}
    dates = {name: date for name, date in given.items() if date is not None}
    subject = words.subject(record.title, parties)
    sectors = frozenset(record.sectors)
    return _Record(
        id=record.id,
        article=coded.article.id,
        reviewed=coded.origin is CodingOrigin.REVIEWED,
        dates=dates,
        sectors=sectors,
        subject=subject,
        years=frozenset(_YEAR.findall(record.title)),
        routes=tuple(_agreement_routes(record, parties, subject, sectors, dates)) if len(parties) > 1 else (),
    )


def _agreement_routes(
    record: coding.Agreement,
    parties: frozenset[str],
    subject: frozenset[str],
    sectors: frozenset[str],
    dates: Mapping[str, str],
) -> Iterator[tuple[tuple[Key, ...], Fits]]:
    """By title where it says what the document is about; else by a day or period, with sectors in common."""
    years = frozenset(_YEAR.findall(record.title))

    def same_edition(cluster: _Cluster) -> bool:
        """What recurs, or has a period, is the same only with a date, or the years of its title, in common."""
        telling = {
            name: date
            for name, date in dates.items()
            if name in _PERIOD or (dating.days(edtf.parse(date)) or 0) <= MONTH
        }
        if years in cluster.years or any(_agrees(date, cluster.dates(name)) for name, date in telling.items()):
            return True
        periods = any(name in dates or cluster.dates(name) for name in _PERIOD)
        return record.type not in RECURRENT and not periods

    def same_matter(cluster: _Cluster) -> bool:
        specific = sectors - {UNSPECIFIC_SECTOR}
        shared = any(specific & others for others in cluster.sectors)
        return shared and (not subject or any(not others or _alike(subject, others) for others in cluster.subjects))

    if subject and (dates or years or record.type not in RECURRENT):
        yield (("title", record.type, parties, subject),), same_edition
    marks: list[Key] = [
        (name, date) for name, date in dates.items()
        if name in {"signed", "in_force"} and edtf.parse(date).precision is DatePrecision.DAY
    ]  # fmt: skip
    if "valid_from" in dates and "valid_until" in dates:
        marks.append(("period", dates["valid_from"], dates["valid_until"]))
    if marks:
        yield tuple(("dated", record.type, parties, *mark) for mark in marks), same_matter


def _agrees(date: str, others: Iterable[str]) -> bool:
    return any(dating.agree(edtf.parse(date), edtf.parse(other)) for other in others)


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    """At least half of all their words in common (Jaccard)."""
    return 2 * len(one & other) >= len(one | other)
