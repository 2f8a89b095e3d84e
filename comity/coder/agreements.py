"""From documents named in sentences to the agreements of an article.

Folds the mentions of one document into one, resolves what refers back ("the agreement", "the documents"), reads parties,
dates and status off the events that concern it, and gives each agreement its own event where one act concerns several.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from comity import edtf
from comity.coder.acts import Cues, Outlook, content_follows
from comity.coder.document import Cast, DateMention, DateRelation, MentionKind
from comity.coder.documents import PARTNERSHIP, DocumentMention
from comity.coder.frames import Candidate
from comity.coder.grammar import Sentence
from comity.coder.reports import Report
from comity.coder.sides import Sides
from comity.terms import Level, Role, Status

CONCERNING = frozenset({"signing", "entry_into_force", "negotiation", "partnership"})
_FUNCTION = frozenset(
    "the a an of on for in and to between with at by from its their his her this that as under two both our about "
    "regarding concerning covering field fields area areas sphere sector sectors".split()
)
_NOUNS = frozenset(
    "memoranda memorandum understanding mou moc agreement deal pact accord treaty protocol programme program plan "
    "document convention joint statement declaration communique contract letter intent exchange note minutes minute roadmap road map "
    "fta arrangement framework charter action work partnership partner relationship relation level action".split()
)
_VAGUE = frozenset(
    "cooperation new bilateral strategic comprehensive period country countries side sides signed mutual official "
    "intergovernmental governmental international relevant various six three four five ten million billion long medium "
    "short term wide ranging year years landmark historic".split()
)
# Verbs of which "the agreement" may be the object that no one has named before: "the deal was signed in Warsaw".
_SIGNING_VERBS = frozenset("sign ink initial seal conclude signing renew initialling inking signature".split()) | {
    "signing ceremony", "take effect", "enter into force", "come into force", "be in force"
}  # fmt: skip
_INTERCHANGEABLE = frozenset({"agreement", "treaty", "contract"})
_GENERIC = frozenset("agreement pact accord deal document treaty memorandum understanding mou year".split())
_LEVELS = frozenset(
    "strategic comprehensive enhanced special privileged global limited extensive cooperative green digital reinforced "
    "expanded multidimensional friendly all weather security defence allied sectoral".split()
)
_PLACES_OF_WORK = frozenset({"subnational", "company", "university", "association", "media"})
_INSTITUTIONS = frozenset({"company", "university", "association", "media", "party", "military", "legislature", "other"})
_GOVERNMENT = re.compile(r"(?:(?:Royal|Federal|National|Provisional|Central) )?Government\b|.* [Gg]overnment\Z|Council of Ministers\b|Cabinet\b")
_TELLING = frozenset({MentionKind.COUNTRY, MentionKind.ADJECTIVE, MentionKind.PERSON, MentionKind.BODY})
_FAR = 8
_BYSTANDERS = frozenset({"witness", "mediator", "mentioned"})
_MEMBERS = frozenset("member members party parties signatory signatories acceded joined".split())
_ORDER = {Status.PROPOSED: 0, Status.SCHEDULED: 1, Status.OCCURRED: 2, Status.ONGOING: 3}
_ALWAYS_IMPLIED = frozenset({"local_cooperation", "party_relations"})
_OF_PARTIES = {"subnational": "local_cooperation", "party": "party_relations", "university": "education", "legislature": "parliamentary"}


@dataclass(frozen=True)
class Naming:
    """A mention of a document with its surroundings: its sentence, how it stands, the events told of it.

    `aside`: it stands in a headline or caption, which tells what the body tells again.
    """

    document: DocumentMention
    unit: int
    outlook: Outlook
    aside: bool
    events: tuple[Candidate, ...] = ()
    listed: bool = False  # an item of a list of documents


@dataclass
class Pact:
    """An agreement of the article while it is put together: its mentions, parties and what the events say of it."""

    type: str
    title: str
    mentions: list[int]
    capitalised: bool
    plural: bool
    unit: int
    aside: bool = False
    count: int | None = None
    own: tuple[str, ...] = ()  # the parties that the phrases themselves name
    parties: list[str] = field(default_factory=list)
    signatories: list[str] = field(default_factory=list)
    witnesses: list[str] = field(default_factory=list)
    status: Status | None = None
    signed: Report | None = None
    in_force: Report | None = None
    dates: dict[str, tuple[str, int]] = field(default_factory=dict)  # column -> EDTF, unit that tells it
    sectors: tuple[str, ...] = ()
    acronym: str = ""
    live: bool = True  # false while it is only spoken of, in case that an event is told of it later
    words: frozenset[str] = frozenset()
    whole: frozenset[str] = frozenset()
    last_unit: int = 0

    def span(self, namings: Sequence[Naming]) -> tuple[int, int]:
        """Where the title that the pact bears stands in the text."""
        best = next((namings[i].document for i in self.mentions if namings[i].document.title == self.title), None)
        document = best or namings[self.mentions[0]].document
        return document.start, document.end


def title_words(title: str) -> frozenset[str]:
    """The words of a title, folded, without function words."""
    folded = unicodedata.normalize("NFKD", title.lower()).encode("ascii", "ignore").decode()
    folded = re.sub(r"\bftas?\b", "free trade agreement", folded)
    words = (w if w.endswith("ss") else w.rstrip("s") for w in re.findall(r"[a-z]+", folded) if w not in _FUNCTION)
    return frozenset(w for w in words if len(w) > 1)


def content_words(title: str) -> frozenset[str]:
    """The words by which two titles are told apart: those that are no document noun and tell more than "cooperation"."""
    return title_words(title) - _NOUNS - _VAGUE


def gather(
    namings: Sequence[Naming],
    names: frozenset[str],
    cities: frozenset[str],
    lists: Mapping[int, Sequence[int]],
    sides: Sides,
) -> list[Pact]:
    """Fold the mentions of documents into agreements, in text order.

    `names` are words of country names, which tell no agreement from another; `cities` are names of cities, by which
    documents of the world at large are called ("the Oslo Accords"); `lists` gives for a mention that announces
    a list ("the following documents") the mentions that are its items.
    """
    folder = _Folder(namings, names, cities, sides)
    for index, naming in enumerate(namings):
        if index not in lists:
            folder.add(index, naming)
    folder.settle_open()
    folder.settle_lists(lists)
    folder.pacts = [pact for pact in folder.pacts if pact.live]
    return sorted(folder.pacts, key=lambda pact: namings[pact.mentions[0]].document.head)


class _Folder:
    def __init__(
        self, namings: Sequence[Naming], names: frozenset[str], cities: frozenset[str], sides: Sides
    ) -> None:
        self.namings = namings
        self.names = names
        self.cities = cities
        self.sides = sides
        self.pacts: list[Pact] = []
        self.open: list[int] = []

    def add(self, index: int, naming: Naming) -> None:
        """Take up one mention."""
        document = naming.document
        words = content_words(document.core) - self.names
        if self._bare(document, words):
            self._refer(index, naming)
            return
        match = next((pact for pact in reversed(self.pacts) if self._same(pact, naming, words)), None)
        if match is not None:
            self._join(match, index, naming, words)
            match.live = match.live or self._worth(naming, words)
        else:
            self._new(index, naming, words)
            self.pacts[-1].live = self._worth(naming, words)

    @staticmethod
    def _bare(document: DocumentMention, words: frozenset[str]) -> bool:
        if document.type == PARTNERSHIP:
            return False
        if not document.named:
            return not (document.explicit and document.parties)
        return document.definite and not words and not document.capitalised and not document.parties and not document.acronym

    # What refers back

    def _refer(self, index: int, naming: Naming) -> None:
        document = naming.document
        if document.exclusive or naming.outlook is Outlook.DENIED:
            return
        if document.plural and (document.definite or naming.aside or "signed" in document.title.lower()):
            found = self._group(naming) if document.count is None or document.definite else []
        elif document.definite or naming.aside:
            found = self._latest(naming)
        else:
            found = []
        for pact in found:
            pact.mentions.append(index)
            pact.last_unit = naming.unit
            pact.live = pact.live or bool(naming.events)
        if found:
            return
        if document.definite or naming.aside:
            self.open.append(index)
        elif naming.events:
            self._new(index, naming, frozenset())

    def _latest(self, naming: Naming) -> list[Pact]:
        """The agreement that "the agreement" means: the one told of last that may be called so."""
        kind = naming.document.type
        near = [p for p in self.pacts if naming.unit - p.last_unit <= _FAR and not p.plural and p.type != PARTNERSHIP]
        same = near if kind == "agreement" else [pact for pact in near if pact.type == kind]
        if not same and kind in _INTERCHANGEABLE:
            same = [pact for pact in near if pact.type in _INTERCHANGEABLE]
        for found in ([pact for pact in same if pact.live], same):
            if found:
                return [max(found, key=lambda pact: (pact.last_unit, pact.mentions[-1]))]
        return []

    def _group(self, naming: Naming) -> list[Pact]:
        """What "the documents" means: those named together last, else all that were signed."""
        by_unit: defaultdict[int, list[Pact]] = defaultdict(list)
        for pact in self.pacts:
            if pact.type != PARTNERSHIP and pact.live and (naming.document.type in ("agreement", pact.type)):
                by_unit[pact.unit].append(pact)
        for unit in sorted(by_unit, reverse=True):
            if naming.unit - unit <= 2 and (len(by_unit[unit]) > 1 or by_unit[unit][0].plural):
                return by_unit[unit]
        if not any(c.type == "signing" for c in naming.events):
            return []
        signed = [p for members in by_unit.values() for p in members if self._signed(p)]
        return signed if len(signed) > 1 or (signed and signed[0].plural) else []

    def _signed(self, pact: Pact) -> bool:
        return any(c.type == "signing" for i in pact.mentions for c in self.namings[i].events)

    def settle_open(self) -> None:
        """Give what refers forward ("the agreement" in a caption on top) to what the text names later."""
        for index in self.open:
            naming = self.namings[index]
            if not any(c.type in CONCERNING for c in naming.events):
                continue
            forward = naming.aside or naming.document.plural
            later = [p for p in self.pacts if forward and self._may_be(p, naming) and self._dates_agree(p, naming)]
            if later and naming.document.plural:
                for pact in later:
                    pact.mentions.append(index)
            elif later:
                later[0].mentions.append(index)
            elif naming.outlook is Outlook.STANDS and any(c.lemma in _SIGNING_VERBS for c in naming.events):
                self._new(index, naming, frozenset())

    def settle_lists(self, lists: Mapping[int, Sequence[int]]) -> None:
        """The announcement of a list tells of its items, and so does a batch that the list then names one by one."""
        for header, items in lists.items():
            named = [pact for pact in self.pacts if set(items) & set(pact.mentions)]
            mentions = [header]
            for batch in [pact for pact in self.pacts if named and self._spelt_out(pact, header)]:
                mentions = [*batch.mentions, *mentions]
                self.pacts.remove(batch)
            for pact in named:
                pact.mentions.extend(mentions)
        for batch in [pact for pact in self.pacts if pact.count]:
            named = self._told_singly(batch)
            if named:
                self.pacts.remove(batch)
                for pact in named:
                    pact.mentions.extend(batch.mentions)
        if any(self._signed(pact) and not pact.aside and pact.type != PARTNERSHIP for pact in self.pacts):
            self.pacts = [pact for pact in self.pacts if not (pact.plural and pact.aside)]

    def _told_singly(self, batch: Pact) -> list[Pact]:
        """The documents of a batch ("two memoranda") where the next sentences name each of them."""
        near = (p for p in self.pacts if not p.plural and 0 < p.unit - batch.unit <= 4 and self._signed(p))
        named = [p for p in near if p.type == batch.type or batch.type == "agreement" != p.type != PARTNERSHIP]
        return named if len(named) >= (batch.count or 0) > 1 else []

    def _spelt_out(self, batch: Pact, header: int) -> bool:
        naming = self.namings[header]
        near = 0 <= naming.unit - batch.unit <= 4
        return batch.live and batch.plural and near and naming.document.definite and header not in batch.mentions

    def _may_be(self, pact: Pact, naming: Naming) -> bool:
        kind = naming.document.type
        fits = pact.type == kind or (kind == "agreement" and pact.type != PARTNERSHIP)
        return fits and pact.unit > naming.unit and self._signed(pact) and (naming.document.plural or not pact.plural)

    # What is named

    def _same(self, pact: Pact, naming: Naming, words: frozenset[str]) -> bool:
        document = naming.document
        whole = title_words(document.core) - self.names
        if document.acronym and document.acronym == pact.acronym:
            return True
        if pact.plural != document.plural and PARTNERSHIP not in (pact.type, document.type):
            return False
        if self._parties_differ(pact, document) or not self._dates_agree(pact, naming):
            return False
        if not words and self._bodies([naming]) != self._bodies([self.namings[i] for i in pact.mentions]):
            return False
        if naming.unit == pact.last_unit and whole != pact.whole:
            return False
        loose = document.definite or naming.aside or pact.aside or document.nested
        if document.type == PARTNERSHIP or pact.type == PARTNERSHIP:
            return document.type == pact.type and self._same_level(pact, whole, loose)
        if document.type != pact.type and not ("agreement" in (pact.type, document.type) and loose):
            return False
        if naming.listed and not pact.aside:
            return whole == pact.whole
        if document.capitalised and pact.capitalised:
            common = len(pact.whole & whole) / len(pact.whole | whole)
            return common >= 0.8 or bool(document.definite and words and words <= pact.words)
        return self._alike(pact, naming, words, whole, loose)

    def _alike(
        self, pact: Pact, naming: Naming, words: frozenset[str], whole: frozenset[str], loose: bool
    ) -> bool:
        document = naming.document
        if not words and not pact.words:
            mine, theirs = whole - _GENERIC, pact.whole - _GENERIC
            return mine == theirs or (loose and (mine <= theirs or theirs <= mine))
        if not words or not pact.words:
            told = document.capitalised or loose
            return told and pact.type == document.type and (pact.aside or naming.aside or (not pact.words and document.definite))
        common = pact.words & words
        if len(common) / len(pact.words | words) >= 0.5:
            return loose or words == pact.words or naming.outlook is Outlook.STANDS
        return loose and (words <= pact.words or pact.words <= words)

    @staticmethod
    def _same_level(pact: Pact, whole: frozenset[str], loose: bool) -> bool:
        mine, theirs = whole & _LEVELS, pact.whole & _LEVELS
        return mine == theirs or (loose and bool(mine) and mine <= theirs)

    def _parties_differ(self, pact: Pact, document: DocumentMention) -> bool:
        mine = self.sides.of_all(document.parties)
        theirs = self.sides.of_all(pact.own)
        return bool(mine and theirs) and not (mine <= theirs or theirs <= mine)

    def _dates_agree(self, pact: Pact, naming: Naming) -> bool:
        mine = [c.date for c in naming.events if c.type == "signing" and c.date]
        theirs = [c.date for i in pact.mentions for c in self.namings[i].events if c.type == "signing" and c.date]
        return not mine or not theirs or any(_compatible(a, b) for a in mine for b in theirs)

    def _bodies(self, namings: Sequence[Naming]) -> set[str]:
        """The bodies that sign, by which two cooperation agreements without a topic are told apart."""
        acting = (a for naming in namings for c in naming.events if c.type == "signing" for a in c.actors())
        return {a for a in acting if self.sides.kind(a) in _INSTITUTIONS | {"government", "subnational"}}

    def _join(self, pact: Pact, index: int, naming: Naming, words: frozenset[str]) -> None:
        document = naming.document
        pact.mentions.append(index)
        fuller = (document.capitalised and not pact.capitalised) or (pact.aside and not naming.aside)
        fuller = fuller or (not document.definite and pact.words < words and not pact.capitalised)
        fuller = fuller and (document.type != PARTNERSHIP or document.capitalised)
        if fuller and document.named:
            pact.title, pact.capitalised, pact.aside = document.title, document.capitalised, naming.aside
            pact.type = document.type if document.type != "agreement" or pact.type == "agreement" else pact.type
            pact.whole = title_words(document.core) - self.names
        pact.words |= words
        pact.acronym = pact.acronym or document.acronym
        pact.last_unit = naming.unit
        if not pact.own or len(self.sides.of_all(document.parties)) > len(self.sides.of_all(pact.own)):
            pact.own = document.parties or pact.own

    def _new(self, index: int, naming: Naming, words: frozenset[str]) -> None:
        document = naming.document
        self.pacts.append(
            Pact(
                type=document.type,
                title=_partnership_title(document.title) if document.type == PARTNERSHIP else document.title,
                mentions=[index],
                capitalised=document.capitalised,
                plural=document.plural and document.type != PARTNERSHIP,
                count=document.count if naming.events else None,
                unit=naming.unit,
                aside=naming.aside,
                own=document.parties,
                acronym=document.acronym,
                words=words,
                whole=title_words(document.core) - self.names,
                last_unit=naming.unit,
            )
        )

    def _worth(self, naming: Naming, words: frozenset[str]) -> bool:
        """A document is an agreement where an event concerns it, where it is sought, or where it is spoken of as existing."""
        document = naming.document
        if naming.listed or any(c.type != "negotiation" for c in naming.events):
            return True
        if document.type == PARTNERSHIP:
            known = document.definite or document.capitalised or len(document.parties) > 1
            return naming.outlook is Outlook.AGREED or (known and naming.outlook is Outlook.STANDS)
        if naming.outlook in (Outlook.SOUGHT, Outlook.WISHED, Outlook.AGREED, Outlook.USED) or naming.events:
            return not document.plural and document.named and bool(words) and not document.exclusive
        if naming.outlook is Outlook.DENIED:
            return False
        if document.plural:
            return document.whole_body
        if self._called_by_city(document):
            return False
        if document.exclusive or not document.alone or not document.named:
            told = document.capitalised or document.definite or document.type == "joint_statement"
            return told and len(document.parties) > 1 and not document.exclusive
        told = document.definite and (bool(words) or len(document.parties) > 1)
        return document.capitalised or told or bool(document.dated and words)


    def _called_by_city(self, document: DocumentMention) -> bool:
        """ "the Geneva Accord": named after where it was signed, so that nothing tells whose it is."""
        name = " ".join(word for word in document.core.split() if word.rstrip("s") not in _NOUNS)
        return name in self.cities and len(self.sides.of_all(document.parties)) < 2


def _compatible(a: str, b: str) -> bool:
    return edtf.parse(a).compatible(edtf.parse(b))


def _partnership_title(title: str) -> str:
    """A partnership's name whatever form the text gives it: "strategic partners", "level of strategic partnership"."""
    line = re.sub(r"\A[Ll]evel of (?:an? )?", "", title)
    line = re.sub(r"\b([Pp])artners?\b", r"\1artnership", line)
    return line[:1].upper() + line[1:]


# Parties


def parties_of(actors: Sequence[str], sides: Sides, places: Mapping[str, str]) -> list[str]:
    """The parties for whom actors act: bodies for themselves, mayors for their city, ministers for their country.

    `places`: authorities of cities and provinces -> the city or province.
    """
    found = list(dict.fromkeys(p for actor in actors if (p := _party(actor, sides, places)) is not None))
    if any(sides.kind(p) == "country" for p in found):
        found = list(dict.fromkeys(_state(p, sides) for p in found))
    special = {sides.of(p) for p in found if sides.kind(p) != "country"}
    lean = [p for p in found if sides.kind(p) != "country" or sides.of(p) not in special]
    return lean if len(sides.of_all(lean)) >= 2 else found


def _state(party: str, sides: Sides) -> str:
    """A parliament or ministry that stands beside a country stands for its own."""
    if sides.kind(party) in ("legislature", "government", "military"):
        return sides.country_ids.get(sides.of(party), party)
    return party


def _party(actor: str, sides: Sides, places: Mapping[str, str]) -> str | None:
    known = sides.cast.actors.get(actor)
    if known is None:
        return None
    country = sides.country_ids.get(known.country_code or "")
    if known.type == "person":
        bodies = [office.body for office in known.offices if office.body]
        work = next((body for body in bodies if sides.kind(body) in _PLACES_OF_WORK), None)
        union = next((body for body in bodies if sides.kind(body) == "international_organization"), None)
        return work or country or union
    whole = sides.cast.actors.get(known.part_of or "")
    if known.type == "government":
        if actor in places or (whole is not None and whole.type == "subnational"):
            return places.get(actor) or known.part_of
        return country or actor if _GOVERNMENT.match(known.name) else actor
    if known.type == "embassy":
        return country or actor
    if known.type == "international_organization" and whole is not None and whole.type == known.type:
        return whole.id
    return None if known.type == "other" and known.country_code is None else actor


def level(parties: Sequence[str], sides: Sides) -> Level:
    """Between whom an agreement holds, from its parties."""
    kinds = {sides.kind(party) for party in parties}
    if "international_organization" in kinds or (len(parties) > 2 and kinds == {"country"}):
        return Level.MULTILATERAL
    if kinds & _INSTITUTIONS:
        return Level.INSTITUTION
    if "subnational" in kinds:
        return Level.SUBNATIONAL
    return Level.MINISTRY if "government" in kinds else Level.STATE


def find_parties(
    pact: Pact, namings: Sequence[Naming], reports: Sequence[Report], sentences: Sequence[Sentence], sides: Sides,
    places: Mapping[str, str],
) -> list[str]:
    """The parties of an agreement: those of its title, else of its events, of its sentence, of the article.

    An article about two countries lends them to a document without parties, unless the document names others.
    """

    def enough(actors: Sequence[str]) -> list[str]:
        parties = parties_of(actors, sides, places)
        return parties if len(sides.of_all(parties)) >= 2 else []

    own = list(pact.own)
    members = [a for i in pact.mentions for a in _members(namings[i], sentences)]
    if found := enough([*own, *members] if len(sides.of_all(own)) >= 2 else own):
        return found
    acting = [a for report in reports for a in _actors(report, sentences)]
    told = [a for report in reports for a in report.roles.get(Role.SIGNATORY.value, ()) if a in acting]
    for actors in (told, [*own, *told], acting, [*own, *acting]):
        if found := enough(actors):
            return found
    if pact.type == "contract" and not own:
        return []
    if any(namings[i].document.explicit and _unknown_names(namings[i], sentences) for i in pact.mentions):
        return []
    around = _around(pact, namings, sentences)
    return enough([*own, *around]) or enough(around) or enough(_dyad(own, sides))


def _dyad(own: Sequence[str], sides: Sides) -> list[str]:
    main = [sides.country_ids[code] for code in sides.main if code in sides.country_ids]
    rest = [actor for actor in main if actor in sides.cast.actors]
    if len(rest) < 2 or not sides.of_all(own) <= set(sides.main) or not (sides.bilateral or _clearly_two(sides)):
        return []
    return rest[:2]


def _clearly_two(sides: Sides) -> bool:
    """Whether an article names two sides more than once, and both at least twice as often as any third."""
    counts = Counter(
        side
        for mention in sides.cast.mentions
        if mention.kind in _TELLING
        for side in dict.fromkeys(map(sides.of, mention.actors))
        if side in sides.country_ids or side in sides.country_ids.values()
    )
    ranked = [count for _, count in counts.most_common(3)]
    return len(ranked) > 1 and ranked[1] > 1 and (len(ranked) == 2 or ranked[1] >= 2 * ranked[2])


def _actors(report: Report, sentences: Sequence[Sentence]) -> list[str]:
    """The actors of a report but for witnesses, mediators, and cities that are only its venue."""
    venues = {
        actor
        for candidate in report.candidates
        for actor in _venues(sentences[candidate.unit])
    }
    aside = {a for role in (Role.WITNESS, Role.MEDIATOR, Role.MENTIONED) for a in report.roles.get(role.value, ())}
    return [a for a in report.actors_in_order() if a not in venues and a not in aside]


def _venues(sentence: Sentence) -> set[str]:
    """Actors that a sentence names only as a place: "in Geneva"."""
    as_place: set[str] = set()
    acting: set[str] = set()
    for number, mention in enumerate(sentence.mentions):
        place = mention.kind in (MentionKind.CAPITAL, MentionKind.PLACE) and sentence.governors(number)[:1] in (("in",), ("at",))
        (as_place if place else acting).update(mention.actors)
    return as_place - acting


def _members(naming: Naming, sentences: Sequence[Sentence]) -> Iterator[str]:
    """Who "are members of the agreement" or "joined the agreement"."""
    sentence = sentences[naming.unit]
    lead = sentence.index(naming.document.lead)
    if not any(token.low in _MEMBERS for token in sentence.tokens[max(0, lead - 4) : lead]):
        return
    for number, mention in enumerate(sentence.mentions):
        if sentence.spans[number][1] <= lead and mention.kind in (MentionKind.COUNTRY, MentionKind.GROUP):
            yield from mention.actors


def _unknown_names(naming: Naming, sentences: Sequence[Sentence]) -> bool:
    """Whether the phrase names parties with capitals that are no known actors."""
    sentence, document = sentences[naming.unit], naming.document
    first, last = sentence.index(document.head) + 1, sentence.index(document.end - 1)
    opened = False
    for index in range(first, last + 1):
        token = sentence.tokens[index]
        opened = opened or token.low in ("between", "among", "with")
        if opened and sentence.at[index] < 0 and sentence.text[token.start].isupper():
            return True
    return False


def _around(pact: Pact, namings: Sequence[Naming], sentences: Sequence[Sentence]) -> list[str]:
    """The countries of the sentences that name the document, where those are about two sides."""
    for index in pact.mentions:
        sentence = sentences[namings[index].unit]
        venues = _venues(sentence)
        groups = [m for m in sentence.mentions if m.kind is MentionKind.GROUP or (m.kind is MentionKind.PRONOUN and len(m.actors) > 1)]
        if groups:
            return list(groups[0].actors)
        named = dict.fromkeys(
            a for m in sentence.mentions if m.kind in (MentionKind.COUNTRY, MentionKind.CAPITAL, MentionKind.ADJECTIVE) for a in m.actors if a not in venues
        )
        if len(named) == 2:
            return list(named)
    return []


# Events


def complete(candidates: Sequence[Candidate], pacts: Sequence[Pact], sides: Sides) -> None:
    """An act on an agreement that its sentence tells without two sides is the act of the agreement's parties."""
    of_mention = {mention: pact for pact in reversed(pacts) for mention in pact.mentions}
    for candidate in candidates:
        if not candidate.partial or candidate.type not in CONCERNING - {"negotiation"}:
            continue
        pact = next((of_mention[d] for d in candidate.documents if d in of_mention), None)
        if pact is None or len(pact.parties) < 2 or (pact.type == PARTNERSHIP) != (candidate.type == "partnership"):
            continue
        told = {role: actors for role, actors in candidate.roles.items() if role in _BYSTANDERS | {"signatory"}}
        have = sides.of_all([actor for actors in told.values() for actor in actors])
        rest = [party for party in pact.parties if sides.of(party) not in have]
        candidate.roles = {**told, "participant": rest} if rest else told
        candidate.partial = False


def regroup(found: Sequence[Report], pacts: Sequence[Pact], sides: Sides) -> list[tuple[Report, list[int]]]:
    """Give each event the agreements that it concerns: (report, their numbers), the first of them its own.

    Documents told as signed together are one signing. Several reports of the signing of one document become one; so do
    those of a list and of "the documents" in the next sentence.
    """
    of_mention: defaultdict[int, list[int]] = defaultdict(list)
    for number, pact in enumerate(pacts):
        for mention in pact.mentions:
            of_mention[mention].append(number)
    out: list[tuple[Report, list[int]]] = []
    for report in found:
        numbers = _concerned(report, pacts, of_mention)
        same = next((item for item in out if numbers and _one_act(item, report, numbers)), None)
        if same is None:
            out.append((replace(report, roles={r: list(a) for r, a in report.roles.items()}) if numbers else report, numbers))
        else:
            _merge(same[0], report)
            taken = {n for other, of in out if other.type == report.type for n in of}
            same[1].extend(n for n in numbers if n not in taken)
    for report, numbers in out:
        if report.type == "signing" and numbers:
            _settle_signers(report, [pacts[n] for n in numbers], sides)
    return out


def _concerned(report: Report, pacts: Sequence[Pact], of_mention: Mapping[int, Sequence[int]]) -> list[int]:
    if report.type not in CONCERNING:
        return []
    named = [d for candidate in report.candidates if not candidate.reference for d in candidate.documents]
    numbers = list(dict.fromkeys(n for d in named or report.documents for n in of_mention.get(d, ())))
    if report.type == "partnership":
        return [n for n in numbers if pacts[n].type == PARTNERSHIP][:1]
    return numbers


def _one_act(item: tuple[Report, list[int]], report: Report, numbers: Sequence[int]) -> bool:
    """Whether a report tells again of an act on the same documents."""
    other, of = item
    if other.type != report.type or not set(of) & set(numbers):
        return False
    return not other.date or not report.date or _compatible(other.date, report.date)


def _merge(report: Report, other: Report) -> None:
    present = report.actors()
    for role, actors in other.roles.items():
        new = [actor for actor in actors if actor not in present]
        if new:
            report.roles.setdefault(role, []).extend(new)
    report.candidates = [*report.candidates, *(c for c in other.candidates if c not in report.candidates)]
    report.documents = list(dict.fromkeys([*report.documents, *other.documents]))
    if other.date and not report.date:
        report.date, report.date_source = other.date, other.date_source
    if other.place and not report.place:
        report.place, report.place_source = other.place, other.place_source
    report.status = max(report.status, other.status, key=lambda status: _ORDER[status])


def _settle_signers(report: Report, pacts: Sequence[Pact], sides: Sides) -> None:
    """Who signs is signatory, for whom he signs participant; where nobody is told to sign, the parties are signatories."""
    parties = list(dict.fromkeys(party for pact in pacts for party in pact.parties))
    told = report.roles.get("signatory", [])
    persons = [actor for actor in told if sides.kind(actor) == "person"]
    acting = [parties_of([actor], sides, {})[:1] or [actor] for actor in told]
    bodies = [actor if sides.kind(p) != "country" else p for actor, (p, *_) in zip(told, acting, strict=True)]
    signers = persons or [actor for actor in dict.fromkeys(bodies) if sides.kind(actor) != "person"]
    report.roles = {role: list(actors) for role, actors in report.roles.items() if role in _BYSTANDERS}
    if len(sides.of_all(signers)) < 2:
        signers = list(dict.fromkeys([*signers, *(p for p in parties if sides.of(p) not in sides.of_all(signers))]))
    report.roles["witness"] = [a for a in report.roles.get("witness", []) if a not in signers]
    behind = parties if persons else [sides.country_ids.get(sides.of(a), "") for a in signers if sides.kind(a) == "government"]
    report.roles["participant"] = [a for a in dict.fromkeys(behind) if a in sides.cast.actors and a not in signers]
    report.roles["signatory"] = signers


def settle(pact: Pact, reports: Sequence[Report], namings: Sequence[Naming], sides: Sides) -> None:
    """Read signatories, witnesses and status of an agreement off the events that concern it."""
    status: Status | None = None
    for report in reports:
        if report.type == "signing":
            pact.signed = pact.signed or report
            signers = [a for a in report.roles.get("signatory", []) if _signs_for(a, pact, sides)]
            pact.signatories.extend(a for a in signers if a not in pact.signatories)
            pact.witnesses.extend(a for a in report.roles.get("witness", []) if a not in pact.witnesses)
            status = _further(status, Status.OCCURRED if report.status is Status.ONGOING else report.status)
        elif report.type == "entry_into_force":
            pact.in_force = pact.in_force or report
            if report.status in (Status.OCCURRED, Status.ONGOING):
                status = Status.ONGOING
        elif report.type == "negotiation":
            status = status or Status.PROPOSED
        elif report.type == "partnership":
            status = _further(status, report.status)
    if status is None:
        if pact.type == "joint_statement":
            status = Status.OCCURRED
    if status is None:
        first = namings[min(pact.mentions)].outlook
        looks = {Outlook.STANDS: Status.ONGOING, Outlook.USED: Status.ONGOING}
        agreed = any(namings[i].outlook is Outlook.AGREED for i in pact.mentions)
        status = Status.SCHEDULED if agreed else looks.get(first, Status.PROPOSED)
    pact.status = status
    pact.signatories = [a for a in pact.signatories if a not in pact.parties]
    pact.witnesses = [a for a in pact.witnesses if a not in pact.parties and a not in pact.signatories]


def _signs_for(actor: str, pact: Pact, sides: Sides) -> bool:
    """Whether somebody signed for a party: a person or an authority, of its side."""
    known = sides.cast.actors.get(actor)
    if known is not None and known.type == "person" and known.country_code is None:
        return True
    acts = sides.kind(actor) in ("person", "embassy") or (sides.kind(actor) == "government" and actor not in pact.parties)
    return acts and sides.of(actor) in sides.of_all(pact.parties)


def _further(a: Status | None, b: Status) -> Status:
    return b if a is None or _ORDER[b] > _ORDER[a] else a


def sectors_of(found: Sequence[str], pact: Pact, sides: Sides) -> tuple[str, ...]:
    """Sectors found in the text, with the field that an agreement of cities, parties or universities is in anyway."""
    kinds = {sides.kind(party) for party in pact.parties}
    implied = [sector for kind, sector in _OF_PARTIES.items() if kind in kinds]
    kept = [sector for sector in implied if sector in _ALWAYS_IMPLIED or not found]
    return tuple(dict.fromkeys([*kept, *found])) or ("politics_diplomacy",)


def contents(
    pact: Pact, namings: Sequence[Naming], sentences: Sequence[Sentence], cues: Cues
) -> Iterator[tuple[int, int]]:
    """Where the text tells what an agreement is about, after its mentions and after an "it" in the next sentence."""
    for index in pact.mentions:
        naming = namings[index]
        if naming.document.plural and not pact.plural:
            continue
        after = content_follows(sentences[naming.unit], naming.document.end, cues)
        if after is not None:
            yield after
        following = sentences[naming.unit + 1] if naming.unit + 1 < len(sentences) else None
        if following is not None and following.tokens and following.tokens[0].low in ("it", "they"):
            told = content_follows(following, following.tokens[0].end, cues)
            if told is not None:
                yield told


# Dates


def settle_dates(
    pact: Pact,
    namings: Sequence[Naming],
    sentences: Sequence[Sentence],
    dates: Sequence[Sequence[DateMention]],
    cues: Cues,
) -> None:
    """The dates of an agreement, each with the unit that tells it; one that cannot be in order with the others is left out."""
    found: dict[str, tuple[str, int]] = {}
    for column, report in (("signed", pact.signed), ("in_force", pact.in_force)):
        if report is not None and report.date and report.date_source is not None and not report.date.startswith("../"):
            found[column] = (report.date.removesuffix("/.."), report.date_source.unit)
    for index in pact.mentions:
        naming = namings[index]
        document = naming.document
        if document.dated and "signed" not in found and not document.dated.startswith("../"):
            found["signed"] = (document.dated, naming.unit)
        for column, value in zip(("valid_from", "valid_until"), document.period, strict=True):
            if value:
                found.setdefault(column, (value, naming.unit))
        until = _lasts_until(sentences[naming.unit], document, dates[naming.unit], cues)
        if until:
            found.setdefault("valid_until", (until, naming.unit))
    pact.dates = _in_order(found)


def _lasts_until(
    sentence: Sentence, document: DocumentMention, dates: Sequence[DateMention], cues: Cues
) -> str | None:
    """The end of validity: "the agreement ... [runs until the end of 2028]"."""
    for date in dates:
        if date.relation is not DateRelation.UNTIL or date.start < document.end or not date.edtf.startswith("../"):
            continue
        index = sentence.index(date.start)
        if any(token.low in cues.lasts for token in sentence.tokens[max(0, index - 7) : index]):
            return date.edtf.removeprefix("../")
    return None


def _in_order(found: Mapping[str, tuple[str, int]]) -> dict[str, tuple[str, int]]:
    """Without the dates that contradict the one before them: signed, in force, valid until; valid from, valid until."""
    kept = dict(found)
    for first, second in (("signed", "in_force"), ("signed", "valid_until"), ("in_force", "valid_until"), ("valid_from", "valid_until")):
        if first in kept and second in kept and _later(kept[first][0], kept[second][0]):
            del kept[second]
    return kept


def _later(a: str, b: str) -> bool:
    """Whether one date cannot but be after another."""
    start, end = edtf.parse(a).start, edtf.parse(b).end
    return start is not None and end is not None and start > end
