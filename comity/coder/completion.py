"""What a sentence leaves to its context: the other side of an event that it tells with one side only."""

from __future__ import annotations

import re
from collections.abc import Sequence

from comity.coder.candidates import SOFT, Candidate
from comity.coder.document import Mention, MentionKind
from comity.coder.grammar import Sentence
from comity.coder.sides import Sides
from comity.terms import Role, Status

_DESCRIBED = re.compile(
    r"\b(?:to|in) (?:the (?:[\w-]+ ){0,3}|our )(?:nation|country|kingdom|republic|sultanate|emirate|island)\b"
    r"|\b(?:arriv\w+|landed|visit|visited|reached|came|stay\w*|be|is|are|was|were) (?P<here>here)\b",
    re.IGNORECASE,
)
_TIMES = frozenset({"era", "times", "period", "days", "rule", "-era"})
# What a definite noun alone points back to ("the visit", "the talks"): it needs no sides of its own.
_REFERRED_TO = frozenset({"visit", "meeting", "negotiation", "signing"})
_IN_CLAUSE = frozenset({"visit", "meeting", "negotiation"})
_GIVING = frozenset({Role.INITIATOR.value, Role.TARGET.value})
_LEADING = frozenset({"led", "headed"})
_CHAIRING = frozenset("chairmanship co-chairmanship chaired co-chaired presidency presided".split())
_SESSIONS = frozenset("session meeting sitting round consultations dialogue".split())
_SESSION_OF = 20  # characters from "session" to the body of which it is
_OFFICES = frozenset("president minister premier chancellor king queen emir sultan prince princess speaker".split())
_CHAIRS_WITHIN = 12
_LEADS_WITHIN = 4  # tokens between "led" and the leader
_LOCAL = frozenset({"university", "company", "government", "association", "other", "subnational", "military"})
_TALKS = frozenset({"meeting", "negotiation"})
# How those stand in a sentence who talk, rather than where, near what or about whom.
_CIRCUMSTANCE = frozenset((word,) for word in "near about on over against after before into since despite".split())
_BESIDE_TALKERS = frozenset({(), ("with",), ("between",), ("from",), ("by",), ("of",)})
_OFFICIALLY = frozenset(
    "government minister ministers ministry president premier officials official authorities delegation envoy envoys "
    "ambassador side leader leaders counterpart counterparts colleagues representatives diplomats parliament lawmakers "
    "legislators military army navy forces troops people citizens nationals companies firms experts embassy king queen "
    "prince foreign prime defence trade speaker general soldiers police students".split()
)
_DIRECTED = SOFT | {"visit", "aid", "award", "gift"}
_PLACING = frozenset({MentionKind.COUNTRY, MentionKind.CAPITAL, MentionKind.PLACE, MentionKind.ADJECTIVE})
_TWINNED = re.compile(r"\b(?:twin|sister|friendship|partner|brother)", re.IGNORECASE)
_ONE_SIDED = frozenset({"visit", "aid", "training", "gift", "award"})
_HELP = frozenset({"aid", "training", "cultural_event"})
_OF_THE_OTHER = _HELP | {"conflict", "institution"}
_JOINT = frozenset("joint commission committee council intergovernmental interstate dialogue binational".split())
_MUTUAL_BODY = _JOINT | {"friendship", "bilateral", "mixed", "bi-national"}
# Whose target a person or place, told elsewhere in the sentence, names only for its country; a visit's may be a place.
# Acts that states and those who act for them do.
_BY_OFFICIALS = frozenset({"visit", "gift", "award", "conflict"})
_OFFICIALS = frozenset(
    "person country government embassy legislature party military subnational international_organization".split()
)
_FOR_COUNTRIES = frozenset({"visit", "aid", "training", "trade"})
_STANDING_FOR = (frozenset({"person", "subnational"}), frozenset({"person"}))
_ON_DOCUMENTS = frozenset({"signing", "entry_into_force", "negotiation"})
FOR_THE_HOST = frozenset({"gift", "aid", "award", "training", "institution", "cultural_event"})


def complete(candidate: Candidate, sentence: Sentence, sides: Sides, late: bool = False) -> None:
    """Give a candidate with one side the other one, from the rest of its sentence.

    `late`: all sentences have been read; a visit that points back ("his visit") is known to be told nowhere else.
    """
    pointing_back = candidate.type in _REFERRED_TO and candidate.nominal and candidate.definite
    if not candidate.partial or candidate.local or (pointing_back and not candidate.roles):
        return
    if pointing_back and candidate.type == "visit" and not late:
        return
    if candidate.type == "meeting" and _add_sides_of_joint_body(candidate, sides):
        return
    have = set(candidate.actors())
    if candidate.type in _ONE_SIDED and not have:
        return  # nothing tells who does it
    of_two = candidate.type == "meeting" and not have
    if of_two and not sides.bilateral:
        return  # nor who meets
    if candidate.type == "visit" and _lacks_traveller(candidate, sentence):
        if sides.bilateral and _is_by_office(candidate, sentence):
            complete_by_other_side(candidate, sides, Role.INITIATOR)
        return
    role = open_role(candidate)
    for host in _hosts_of_missions(have, sides):
        candidate.roles.setdefault(Role.TARGET.value, []).append(host)
        candidate.partial = False
        return
    for within in (True, False):
        if not within and candidate.type in _IN_CLAUSE:
            return
        for number, mention in enumerate(sentence.mentions):
            if (candidate.edges[0] <= mention.start < candidate.edges[1]) is not within:
                continue
            if not within and _opens_clause(sentence, number):
                continue
            if (_is_aside(sentence, number) and candidate.type not in SOFT) or not _may_complete(
                candidate, mention, sentence.governors(number)[:1]
            ):
                continue
            known = sides.of_all(have)
            new = [actor for actor in _hosts(candidate, mention, sides) if sides.of(actor) not in known | have]
            talkers = sentence.governors(number)[:1] in _BESIDE_TALKERS
            if sentence.governors(number)[:1] == ("by",) and mention.end < candidate.start:
                talkers = False  # "during the visit arranged [by X], A was received"
            if of_two or (candidate.type in _TALKS and not talkers) or (candidate.type == "conflict" and not within):
                new = [actor for actor in new if sides.bilateral and sides.of(actor) in sides.main]
            if candidate.type == "visit" and role == Role.TARGET:
                new = [actor for actor in new if sides.kind(actor) != "person"]
            if role == Role.TARGET and candidate.type in ("aid", "training"):
                new = [actor for actor in new if sides.kind(actor) != "person" or sides.of(actor) != actor]
            if role == Role.INITIATOR and candidate.type in _BY_OFFICIALS:
                new = [actor for actor in new if sides.kind(actor) in _OFFICIALS]
            if not new:
                continue
            candidate.roles.setdefault(role, []).extend(new)
            have.update(new)
            if len(known | sides.of_all(new)) >= 2:
                candidate.partial = False
                return


def _is_by_office(candidate: Candidate, sentence: Sentence) -> bool:
    """Whether who travels is told by office alone: "[the President] is to travel to Kenya"."""
    first = sentence.index(candidate.start)
    opening = sentence.tokens[sentence.left_edge(first) : first]
    named = any(sentence.at[sentence.index(token.start)] >= 0 for token in opening)
    return not named and [t.low for t in opening[:1]] == ["the"] and any(t.low in _OFFICES for t in opening[1:4])


def complete_by_other_side(candidate: Candidate, sides: Sides, role: Role = Role.TARGET) -> None:
    """Whom one of the article's two sides visits is the other."""
    have = sides.of_all(candidate.actors())
    others = [code for code in sides.main if code not in have]
    if len(have) == 1 and have <= set(sides.main) and len(others) == 1 and others[0] in sides.country_ids:
        candidate.roles[role.value] = [sides.country_ids[others[0]]]
        candidate.partial = False


def _opens_clause(sentence: Sentence, number: int) -> bool:
    """Whether a mention is the subject of a further clause: "marked its national day, and [Peru] had rain"."""
    first, end = sentence.spans[number]
    joined = first > 0 and sentence.tokens[first - 1].low in ("and", "but", "while", "whereas")
    return joined and sentence.verb_follows(end)


def _add_sides_of_joint_body(candidate: Candidate, sides: Sides) -> bool:
    """In a session of their joint body the states take part that its name tells, else the article's two sides."""
    bodies = [actor for actor in candidate.actors() if sides.kind(actor) == "other"]
    bodies = [body for body in bodies if not _JOINT.isdisjoint(body.split("-"))]
    countries = [country for body in bodies for country in sides.in_name(body)]
    if bodies and len(countries) < 2 and sides.bilateral:
        countries = [sides.country_ids[code] for code in sides.main if code in sides.country_ids]
    if len(countries) < 2:
        return False
    present = set(candidate.actors())
    candidate.roles.setdefault(Role.PARTICIPANT.value, []).extend(c for c in countries if c not in present)
    candidate.partial = False
    return True


def seat_joint_body(candidate: Candidate, sentence: Sentence, sides: Sides) -> None:
    """A session of a joint body of two states is the states' and the body's, beside those who chair it.

    What is agreed on for later ("the next session"), the states will do: who agreed on it may be others by then.
    """
    if candidate.type != "meeting" or not candidate.nominal or not _SESSIONS & set(candidate.lemma.split()):
        return
    if candidate.agreed and candidate.status is Status.SCHEDULED:
        members = [sides.country_ids.get(sides.of(a), a) for a in candidate.roles.get(Role.PARTICIPANT.value, [])]
        candidate.roles[Role.PARTICIPANT.value] = list(dict.fromkeys(members))
    for number, mention in enumerate(sentence.mentions):
        near = candidate.end <= mention.start < min(candidate.edges[1], candidate.end + _SESSION_OF)
        if mention.kind is not MentionKind.BODY or not near or sentence.governors(number)[:1] != ("of",):
            continue
        states = [country for actor in mention.actors for country in sides.in_name(actor)]
        if len(states) == 2 and not _JOINT.isdisjoint(word for actor in mention.actors for word in actor.split("-")):
            present = candidate.roles.get(Role.PARTICIPANT.value, [])
            candidate.roles[Role.PARTICIPANT.value] = list(dict.fromkeys([*states, *present, *mention.actors]))
            candidate.partial = False
            return


def add_home(candidate: Candidate, sentence: Sentence, sides: Sides) -> None:
    """A school or office of no known country stands for the country that its sentence names after it."""
    targets = candidate.roles.get(Role.TARGET.value, [])
    if candidate.type not in _HELP | {"gift"} or not targets:
        return
    if any(sides.of(actor) != actor or sides.kind(actor) not in _LOCAL for actor in targets):
        return
    known = sides.of_all(candidate.actors())
    hosts = [host for host in _hosts_of_missions(set(candidate.actors()), sides) if sides.of(host) not in known]
    if hosts:
        targets.extend(hosts[:1])
        return
    after = False
    for mention in sentence.mentions:
        after = after or not set(mention.actors).isdisjoint(targets)
        if after and mention.kind in _PLACING and mention.start < candidate.edges[1]:
            new = [sides.country_ids.get(sides.of(a), a) for a in mention.actors if sides.of(a) not in known]
            if new:
                targets.extend(new)
                return


def name_leader(candidate: Candidate, sentence: Sentence, sides: Sides) -> None:
    """ "the Kenyan delegation led by A arrived": A travels and meets, for the country; a chair takes part."""
    if candidate.type not in _IN_CLAUSE:
        return
    for number, mention in enumerate(sentence.mentions):
        if mention.kind is not MentionKind.PERSON or not candidate.edges[0] <= mention.start < candidate.edges[1]:
            continue
        first = sentence.spans[number][0]
        before = [token.low for token in sentence.tokens[max(0, first - _LEADS_WITHIN) : first]]
        governed = sentence.governors(number)[:1]
        if governed == ("by",) and not _LEADING.isdisjoint(before):
            _put_for_country(candidate, mention.actors, sides)
        elif candidate.type == "meeting" and governed in (("of",), ("by",)) and _is_chaired(sentence, number):
            present = set(candidate.actors())
            chairs = [a for n in sentence.group(number, len(sentence.tokens)) for a in sentence.mentions[n].actors]
            candidate.roles.setdefault(Role.PARTICIPANT.value, []).extend(a for a in chairs if a not in present)


def _is_chaired(sentence: Sentence, number: int) -> bool:
    """Whether a meeting is told to be chaired by a mention: "under the chairmanship of X", "chaired by X"."""
    first = sentence.spans[number][0]
    return any(token.low in _CHAIRING for token in sentence.tokens[max(0, first - _CHAIRS_WITHIN) : first])


def _put_for_country(candidate: Candidate, leaders: Sequence[str], sides: Sides) -> None:
    """Put people in the place of their country in a candidate's roles."""
    home = sides.of_all(leaders)
    for role, members in candidate.roles.items():
        own = [actor for actor in members if sides.kind(actor) != "person" and sides.of(actor) in home]
        if own:
            rest = [a for a in members if a not in leaders and not (a in own and sides.kind(a) == "country")]
            candidate.roles[role] = [*leaders, *rest]


def complete_by_description(candidate: Candidate, sentence: Sentence, sides: Sides) -> None:
    """ "a visit to the island nation", "arrived here": of the article's two the one not the traveller's."""
    have = sides.of_all(candidate.actors())
    if not candidate.partial or candidate.type != "visit" or len(have) != 1:
        return
    others = [code for code in sides.main if code not in have]
    described = _DESCRIBED.search(sentence.text, *candidate.edges)
    if described and described["here"] and not sides.of_all(_placed(candidate, sentence)) <= have:
        return  # "arrived here on a visit to Kenya": the goal is named
    if described and len(others) == 1 and others[0] in sides.country_ids:
        candidate.roles.setdefault(Role.TARGET.value, []).append(sides.country_ids[others[0]])
        candidate.partial = False


def _placed(candidate: Candidate, sentence: Sentence) -> set[str]:
    """The countries and places that the clause names."""
    start, end = candidate.edges
    return {a for m in sentence.mentions if m.kind in _PLACING and start <= m.start < end for a in m.actors}


def _lacks_traveller(candidate: Candidate, sentence: Sentence) -> bool:
    """Whether what travels is no actor: "the [trucks] will arrive in Kenya"; a participle's subject may stand apart."""
    bare = sentence.text[candidate.start : candidate.end].lower().split(" ")[0].endswith("ing")
    return not (candidate.nominal or bare) and Role.INITIATOR.value not in candidate.roles


def _hosts(candidate: Candidate, mention: Mention, sides: Sides) -> list[str]:
    """The actors by which a mention completes a candidate: a person stands for the country that hosts or is helped."""
    if candidate.type not in _FOR_COUNTRIES or Role.INITIATOR.value not in candidate.roles:
        return list(mention.actors)
    standing = _STANDING_FOR[candidate.type == "visit"]
    return [
        sides.country_ids.get(sides.of(actor), actor) if sides.kind(actor) in standing else actor
        for actor in mention.actors
    ]


def _may_complete(candidate: Candidate, mention: Mention, governor: tuple[str, ...]) -> bool:
    """A venue is no side of talks; who acts in a "by" phrase is no traveller, nor is a place gone to."""
    if candidate.type in FOR_THE_HOST and candidate.type != "aid" and governor == ("by",):
        return False
    if candidate.type == "visit":
        travels = Role.INITIATOR.value not in candidate.roles
        return governor in ((), ("of",), ("from",)) if travels else governor != ("by",)
    if candidate.type == "aid":
        lacks_giver = Role.INITIATOR.value not in candidate.roles
        return governor in ((), ("from",), ("by",)) if lacks_giver else governor != ("by",)
    if candidate.type in _TALKS:
        return governor[:1] not in _CIRCUMSTANCE
    venue = mention.kind in (MentionKind.PLACE, MentionKind.CAPITAL) and governor in (("in",), ("at",))
    venue = venue or (mention.kind is MentionKind.BODY and governor == ("at",))
    return not (venue and candidate.type in ("signing", "partnership", "conflict", "award"))


def _hosts_of_missions(actors: set[str], sides: Sides) -> list[str]:
    """The host country that a mission's own name tells: "its embassy in Tanzania"."""
    hosts = [actor.rpartition("-in-")[2] for actor in sorted(actors) if sides.kind(actor) == "embassy"]
    return [host for host in hosts if host in sides.country_ids.values()]


def _is_aside(sentence: Sentence, number: int) -> bool:
    """Whether a mention is none of an actor of the event: a time, who tells of it, or whose something else is."""
    adjective = sentence.mentions[number].kind is MentionKind.ADJECTIVE
    return _is_era(sentence, number) or sentence.says(number) or (adjective and not _of_officials(sentence, number))


def _of_officials(sentence: Sentence, number: int) -> bool:
    """Whether an adjective is that of people who act for their state, or of what they do."""
    end = sentence.spans[number][1]
    return not _OFFICIALLY.isdisjoint(token.low for token in sentence.tokens[end : end + 4])


def _is_era(sentence: Sentence, number: int) -> bool:
    """ "the Soviet era" names a time, no actor."""
    end = sentence.spans[number][1]
    return any(token.low in _TIMES for token in sentence.tokens[end : end + 2])


def complete_by_dyad(
    candidates: Sequence[Candidate], documents_linked: bool, sentences: Sequence[Sentence], sides: Sides
) -> None:
    """An act of two states, told without its sides in an article about two countries, is theirs.

    So is an act on a document where the article names documents at all (`documents_linked`).
    """
    if not sides.bilateral:
        return
    for candidate in candidates:
        if candidate.type in _ON_DOCUMENTS:
            told = documents_linked and bool(candidate.documents or candidate.type == "negotiation")
        else:
            told = _is_of_two_states(candidate, sentences[candidate.unit], sides)
        if candidate.partial and told:
            have = sides.of_all(candidate.actors())
            if have <= set(sides.main):
                role = open_role(candidate)
                new = [sides.country_ids[code] for code in sides.main if code not in have and code in sides.country_ids]
                candidate.roles.setdefault(role, []).extend(new)
                candidate.partial = not new


def _is_of_two_states(candidate: Candidate, sentence: Sentence, sides: Sides) -> bool:
    """Whether two states do an act by its nature, and its sentence names no third: "Relations were established"."""
    if candidate.type == "institution":
        span = candidate.object_span or (candidate.start, candidate.end)
        if _MUTUAL_BODY.isdisjoint(sentence.text[span[0] : span[1]].lower().split()):
            return False
    elif candidate.type not in ("diplomatic_relations", "partnership"):
        return False
    return {sides.of(actor) for mention in sentence.mentions for actor in mention.actors} <= set(sides.main)


def stand_for_city(candidate: Candidate, sentence: Sentence, sides: Sides) -> None:
    """Who signs for a city that becomes another one's twin stands for it: "the [Mayor of Oulu] signed a twinning"."""
    if candidate.type != "institution" or candidate.object_span is None:
        return
    if not _TWINNED.search(sentence.text, *candidate.object_span):
        return
    for role, members in candidate.roles.items():
        bodies = [sides.office_city(actor) or actor for actor in members]
        candidate.roles[role] = list(dict.fromkeys(bodies))


def complete_by_body(candidate: Candidate, sentence: Sentence, sides: Sides) -> None:
    """The sides that the name of a joint body tells: "the [Kenya]-[Peru] Friendship Association was launched"."""
    if (
        candidate.type not in ("institution", "meeting")
        or len(sides.of_all(candidate.actors()) & set(sides.country_ids)) > 1
    ):
        return
    for mention in sentence.mentions:
        if mention.kind is not MentionKind.BODY or not candidate.edges[0] <= mention.start < candidate.edges[1]:
            continue
        if not any(sides.kind(actor) in ("other", "association", "legislature") for actor in mention.actors):
            continue
        named = list(dict.fromkeys(country for actor in mention.actors for country in sides.in_name(actor)))
        if len(named) > 1:
            if candidate.type == "institution":
                candidate.roles = {Role.PARTICIPANT.value: named, Role.MENTIONED.value: list(mention.actors)}
            else:
                candidate.roles = {Role.PARTICIPANT.value: list(dict.fromkeys([*named, *candidate.actors()]))}
            candidate.partial = False
            return


def complete_gifts_by_dyad(candidates: Sequence[Candidate], sentences: Sequence[Sentence], sides: Sides) -> None:
    """Help that one of the article's two sides gives or gets, in a sentence that names no third, concerns the other."""
    if not sides.bilateral:
        return
    for candidate in candidates:
        if not candidate.partial or candidate.type not in _OF_THE_OTHER or _GIVING.isdisjoint(candidate.roles):
            continue
        if candidate.type == "conflict" and Role.INITIATOR.value not in candidate.roles:
            continue
        have = sides.of_all(candidate.actors())
        mentions = sentences[candidate.unit].mentions
        if candidate.type == "conflict":
            mentions = [mention for mention in mentions if candidate.edges[0] <= mention.start < candidate.edges[1]]
        named = {sides.of(actor) for mention in mentions for actor in mention.actors}
        if len(have) == 1 and named <= set(sides.main) and have <= named:
            other = next(code for code in sides.main if code not in have)
            if other in sides.country_ids:
                candidate.roles.setdefault(open_role(candidate), []).append(sides.country_ids[other])
                candidate.partial = False


def complete_by_home(candidates: Sequence[Candidate], sides: Sides) -> None:
    """A school or office of no known country, helped by one of the article's two sides, stands for the other."""
    for candidate in candidates:
        if candidate.type not in _HELP | {"gift", "award", "institution"} or not sides.bilateral:
            continue
        for members in list(candidate.roles.values()):
            unknown = [a for a in members if sides.of(a) == a and sides.kind(a) in _LOCAL]
            rest = sides.of_all(set(candidate.actors()) - set(unknown))
            other = [code for code in sides.main if code not in rest]
            if unknown and len(rest) == 1 and len(other) == 1 and other[0] in sides.country_ids:
                members.append(sides.country_ids[other[0]])


def open_role(candidate: Candidate) -> str:
    """The role that the other side of a candidate with one side has."""
    roles = candidate.roles
    if Role.INITIATOR in roles and Role.TARGET not in roles:
        return Role.TARGET.value
    if Role.TARGET in roles and Role.INITIATOR not in roles:
        return Role.INITIATOR.value
    if Role.SIGNATORY in roles:
        return Role.PARTICIPANT.value
    return Role.TARGET.value if candidate.type in _DIRECTED else Role.PARTICIPANT.value
