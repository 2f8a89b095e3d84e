"""Actors as codings name them: those of the dictionary, and those that a coding defines itself.

The same id in two codings means the same actor. Reviewed definitions that differ are a Problem; machine definitions
that cannot be one actor are kept apart under ids of their own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from comity import coding
from comity.codebook import Actor, Codebook
from comity.coding import Coding
from comity.diagnostics import Place, Problem, rule
from comity.facts import CodedArticle
from comity.terms import AgreementRole, CodingOrigin, NameKind, Role
from comity.yamlfile import Path

DIFFERENT = rule(
    "C031",
    "Two codings define one actor differently",
    "Make the definitions equal, give one of the actors another id, or add the actor to codebook/actors.csv.",
)


def define(actor_id: str, entry: coding.Actor, place: Place) -> Actor:
    """The actor that a coding defines. Raises ValueError where the entry has no name or type, so defines nothing."""
    if entry.name is None or entry.type is None:
        raise ValueError(f"`{actor_id}` is not defined here")
    names = {entry.name: NameKind.PREFERRED}
    for kind, values in ((NameKind.ALIAS, entry.aliases), (NameKind.ACRONYM, entry.acronyms)):
        for value in values:
            names.setdefault(value, kind)
    return Actor(actor_id, entry.type, entry.country, entry.subdivision, entry.part_of, tuple(names.items()), place)


def known(coded: CodedArticle, actor_id: str, codebook: Codebook) -> Actor | None:
    """The actor that `actor_id` names in a coding: the codebook's, else the coding's own; None where neither has it."""
    if actor_id in codebook.actors:
        return codebook.actors[actor_id]
    entry = coded.coding.actors.get(actor_id)
    return None if entry is None or entry.name is None else define(actor_id, entry, coded.place(("actors", actor_id)))


def uses(coding: Coding) -> Iterator[tuple[str, Path]]:
    """Every mention of an actor id in a coding, with its path: listed, in a role, as body, as whole of a part."""
    for actor_id, entry in coding.actors.items():
        yield actor_id, ("actors", actor_id)
        if entry.part_of is not None:
            yield entry.part_of, ("actors", actor_id, "part_of")
        for i, office in enumerate(entry.offices):
            if office.body is not None:
                yield office.body, ("actors", actor_id, "offices", i, "body")
    for section, roles in (("events", Role), ("agreements", AgreementRole)):
        for i, record in enumerate(getattr(coding, section)):
            for role in roles:
                for j, actor_id in enumerate(getattr(record, role.value)):
                    yield actor_id, (section, i, role.value, j)
    for i, pair in enumerate(coding.cooperation):
        for j, actor_id in enumerate(pair.between):
            yield actor_id, ("cooperation", i, "between", j)
    for i, figure in enumerate(coding.figures):
        for j, actor_id in enumerate(figure.actors):
            yield actor_id, ("figures", i, "actors", j)


@dataclass(frozen=True)
class Actors:
    """All actors of all codings.

    `defined` holds those that codings define, by published id; `renamed` maps (article id, id in its coding) to the
    published id where the two differ.
    """

    codebook: Codebook
    defined: Mapping[str, Actor]
    renamed: Mapping[tuple[str, str], str]

    def id(self, article_id: str, actor_id: str) -> str:
        """The published id of the actor that one article's coding calls `actor_id`."""
        return self.renamed.get((article_id, actor_id), actor_id)

    def get(self, actor_id: str) -> Actor | None:
        """The actor of a published id; None where nothing defines it."""
        return self.codebook.actors.get(actor_id) or self.defined.get(actor_id)

    def country(self, actor_id: str) -> str:
        """The actor's country code, or its own id where it has none: what tells the sides of a dyad apart."""
        actor = self.get(actor_id)
        return actor.country_code if actor and actor.country_code else actor_id

    def is_type(self, actor_id: str, actor_type: str) -> bool:
        """True where the actor is known and of that type."""
        actor = self.get(actor_id)
        return actor is not None and actor.type == actor_type


@dataclass
class _Group:
    """Definitions of one id that are one actor, under its published id; members are (article id, definition)."""

    id: str
    type: str
    country: str | None = None
    members: list[tuple[str, Actor]] = field(default_factory=list)

    def add(self, article_id: str, actor: Actor) -> None:
        self.members.append((article_id, actor))
        self.country = self.country or actor.country_code

    def admits(self, actor: Actor) -> bool:
        """Same type, and not another country: an unknown country is compatible with any."""
        return self.type == actor.type and (
            self.country is None or actor.country_code is None or self.country == actor.country_code
        )


def unite(codings: Sequence[CodedArticle], codebook: Codebook) -> tuple[Actors, list[Problem]]:
    """Bring the definitions of all codings together. `codings` come in the order in which earlier ones keep their ids.

    A machine definition joins the only group of its id that admits it. Where none does, or several do, it becomes an
    actor of its own: its id takes the country code in lower case, else the type, else both, else the article's id.
    Problems: C031 for reviewed definitions of one id that differ.
    """
    groups: dict[str, list[_Group]] = {}
    renamed: dict[tuple[str, str], str] = {}
    problems: list[Problem] = []
    definitions = list(_definitions(codings, codebook))
    taken = {*codebook.actors, *(actor.id for _, actor in definitions)}
    for coded, actor in definitions:
        article_id, same_id = coded.article.id, groups.setdefault(actor.id, [])
        if coded.origin is CodingOrigin.REVIEWED:
            if not same_id:
                same_id.append(_Group(actor.id, actor.type))
            group = same_id[0]
            problems.extend(_differences(coded, actor, group))
        else:
            fitting = [group for group in same_id if group.admits(actor)]
            if len(fitting) == 1:
                group = fitting[0]
            else:
                group = _Group(_free_id(actor, article_id, taken) if same_id else actor.id, actor.type)
                taken.add(group.id)
                same_id.append(group)
        group.add(article_id, actor)
        if group.id != actor.id:
            renamed[article_id, actor.id] = group.id
    everyone = [group for same_id in groups.values() for group in same_id]
    return Actors(codebook, {group.id: _merged(group, renamed) for group in everyone}, renamed), problems


def _definitions(codings: Sequence[CodedArticle], codebook: Codebook) -> Iterator[tuple[CodedArticle, Actor]]:
    """Reviewed definitions first, so that machine ones follow them."""
    for origin in (CodingOrigin.REVIEWED, CodingOrigin.MACHINE):
        for coded in codings:
            if coded.origin is not origin:
                continue
            for actor_id, entry in coded.coding.actors.items():
                if entry.name is not None and actor_id not in codebook.actors:
                    yield coded, define(actor_id, entry, coded.place(("actors", actor_id)))


def _free_id(actor: Actor, article_id: str, taken: set[str]) -> str:
    kind = actor.type.replace("_", "-")
    country = actor.country_code.lower() if actor.country_code else None
    suffixes = [country, kind, f"{country}-{kind}" if country else None]
    free = (f"{actor.id}-{suffix}" for suffix in suffixes if suffix)
    return next((name for name in free if name not in taken), f"{actor.id}-{article_id}")


def _differences(coded: CodedArticle, actor: Actor, group: _Group) -> Iterator[Problem]:
    if not group.members:
        return
    other = group.members[0][1]
    pairs = {
        "name": (actor.name, other.name),
        "type": (actor.type, other.type),
        "country": (actor.country_code, other.country_code),
        "subdivision": (actor.iso_3166_2, other.iso_3166_2),
        "part_of": (actor.part_of, other.part_of),
    }
    for name, (here, there) in pairs.items():
        if here is not None and there is not None and here != there:
            message = f"`{actor.id}` has {name} '{here}' here, '{there}' in {other.place}"
            yield Problem(DIFFERENT, coded.place(("actors", actor.id, name)), message, here, f"`{there}`", there)


def _merged(group: _Group, renamed: Mapping[tuple[str, str], str]) -> Actor:
    """What the members say together: the first one's name and type, the first value given of everything else."""
    names: dict[str, NameKind] = {}
    for _, actor in group.members:
        for name, kind in actor.names:
            names.setdefault(name, NameKind.ALIAS if names and kind is NameKind.PREFERRED else kind)
    wholes = (renamed.get((article, actor.part_of), actor.part_of) for article, actor in group.members if actor.part_of)
    return replace(
        group.members[0][1],
        id=group.id,
        country_code=group.country,
        iso_3166_2=next((actor.iso_3166_2 for _, actor in group.members if actor.iso_3166_2), None),
        part_of=next(wholes, None),
        names=tuple(names.items()),
    )
