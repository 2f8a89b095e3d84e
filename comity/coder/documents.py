"""Agreements as noun phrases: "the Agreement on Visa Exemption", "MoUs on customs and trade promotion".

Reads the phrase around each document noun of `codebook/documents.csv` and around each name of a partnership: what
stands before the noun, what it is on, between whom it is, for which period. Says nothing of what happened to it.
"""

from __future__ import annotations

import csv
import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from comity.coder.document import DateMention, MentionKind, SectorMention
from comity.coder.grammar import AUXILIARIES, PREPOSITIONS, Sentence, Token

PARTNERSHIP = "partnership"
_MAX_TITLE = 300
_REACH_LEFT = 14
_REACH_TOPIC = 34
_REACH_PARTIES = 44

_DEFINITE = frozenset("the this that these those its their his her our both said".split())
_INDEFINITE = frozenset("a an another".split())
_REFUSING = frozenset("no any such neither what which every each".split())
_COUNTS = {
    word: number
    for number, word in enumerate("two three four five six seven eight nine ten eleven twelve".split(), start=2)
} | {"fifteen": 15, "twenty": 20}
_QUANTITIES = frozenset(
    "several many various numerous number series package set raft range dozens dozen scores some multiple few "
    "hundred over about around nearly almost".split()
)
# Words between a determiner and a title that tell nothing of what the document is about.
_LOOSE = frozenset(
    "new key important major landmark historic bilateral relevant existing separate first second third fourth last "
    "latest respective corresponding final additional further other similar same said so-called current "
    "present previous recent earlier future proposed planned possible potential draft prospective such long-awaited "
    "much-awaited initial preliminary tentative formal official binding legally non-binding valid updated modernised "
    "modernized amended revised signed concluded needed necessary certain old original original following above-mentioned aforementioned "
    "significant crucial vital special-purpose underlying "
    "wide-ranging far-reaching sweeping groundbreaking ground-breaking upcoming forthcoming main core parallel mutual "
    "worth valued us usd eur million billion trillion m bn percent per cent".split()
)
_PROSPECTIVE = frozenset("proposed planned possible potential draft prospective future upcoming forthcoming".split())
_EXCLUSIVE = frozenset("such first similar".split())
_ENDING_ED = frozenset(
    "limited integrated advanced enhanced expanded reinforced unified organised organized extended related detailed "
    "continued renewed shared combined united dedicated red skilled mixed applied unsolicited classified".split()
)
_NO_MODIFIER = frozenset(
    "and or but nor sign signed signing signs ink inked inks inking seal sealed seals clinch clinched strike struck "
    "conclude concluded concluding adopt adopted issue issued exchange exchanged reach reached reaching finalise "
    "finalised finalize finalized finalising finalizing initial initialled implement implementing implements renew "
    "renewed renewing extend extending including include includes included review reviewed reviewing hail hailed seek "
    "eye eyes want wants make made take took through then also when where while that who whose if not as be been being "
    "negotiate negotiating discuss discussed discussing consider considered considering propose proposed proposing "
    "approve approved approving ratify ratified ratifying amend amending replace replacing via "
    "boost boosts promote promoting strengthen facilitate enhance support supporting cement cements ease eases "
    "their its his her our my your whether than more most very".split()
)
_SMALL = frozenset("of and on for the in , &".split())
_VERBS_AFTER = frozenset(
    "was were is are has have had will would shall should may might can could must came comes took takes went goes gave "
    "gives remains remain remained covers covered provides provide provided allows allow allowed enables aims sets set "
    "paves paved marks marked opens opened expires expired entered enters does did became becomes helps helped includes "
    "included contains calls said says signed inked concluded dated reached adopted runs lasts envisages stipulates "
    "foresees seeks seen made brings brought worth valued".split()
)
_CLAUSES = frozenset("during after before following when while as since until who where which whose by at he she they it with from because if but".split())
_MARKS = frozenset("; : ( ) [ ] – — . ! ? \" “ ” « »".split())
_ON = frozenset("on for concerning regarding about covering in to of relating aimed".split())
_NEVER_TOPIC = frozenset(
    "behalf sidelines margins occasion sideline monday tuesday wednesday thursday friday saturday sunday condition "
    "presence capital city ceremony front order response line exchange return addition accordance view light bid effort "
    "attempt move message statement week month year years morning afternoon evening second late early mid "
    "first last next past time that which this both them him those these same force principle full "
    "benefit sake now example instance late-night talks negotiations parliament effect place writing question doubt".split()
)
_CONTENT_OPENERS = frozenset(
    "exempting allowing regulating establishing providing covering enabling governing granting facilitating protecting "
    "waiving abolishing setting defining permitting authorising authorizing creating launching formalising formalizing "
    "outlining detailing concerning regarding".split()
)
_FIELD_WORDS = frozenset("field fields area areas sphere spheres sector sectors domain domains".split())
_NOT_ACTS = frozenset("be have the a an his her its their which date come continue".split())
_BEING = frozenset("is are was were remain remains as become became becomes".split())
_MASS = frozenset("agreement accord arrangement understanding".split())
_TIME = frozenset("few last first final closing next additional extra later earlier added stoppage more early late".split())
_COMPOUNDS = frozenset(
    "organisation organization centre center hall hotel room worker workers killing manufacturer director manager officer "
    "officers council dialogue commission committee forum meeting meetings coordinator secretariat law lawyer "
    "management notes office area zone maker makers bridge player players teachers staff signatories".split()
)
_PARTY_KINDS = frozenset(
    {MentionKind.COUNTRY, MentionKind.ADJECTIVE, MentionKind.CAPITAL, MentionKind.PLACE, MentionKind.BODY, MentionKind.GROUP}
)
_NAME_KINDS = frozenset({MentionKind.BODY, MentionKind.PERSON, MentionKind.OFFICE})
_WORD = re.compile(r"[^\W\d_]")
_PARENTHESIS = re.compile(r"\s*\([^()]{1,40}\)")
_SHORT = re.compile(r"\s*\(([A-Z][A-Za-z]{1,8})\)")
_DEFINED = re.compile(r"\b([A-Za-z]+) \(([A-Z]{2,8})\)")
_OWN = re.compile(r"\b(on|for|of|in) (?:their|its|his|her) ")
_YEARS = re.compile(r"([0-9]{4}(?:-[0-9]{2}){0,2})/([0-9]{4}(?:-[0-9]{2}){0,2})")
_SINGULARS = (
    ("memoranda", "memorandum"), ("memorandums", "memorandum"), ("letters of", "letter of"), ("exchanges of", "exchange of"),
    ("programmes of", "programme of"), ("programs of", "program of"), ("plans of", "plan of"), ("protocols of", "protocol of"),
    ("declarations of", "declaration of"), ("joint declarations of", "joint declaration of"), ("statements of", "statement of"),
)  # fmt: skip
_ALWAYS_SINGULAR = frozenset(["agreed minutes", "minutes", "joint minutes", "exchange of notes", "exchange of letters", "notes", "heads of agreement"])


@dataclass(frozen=True, slots=True)
class Noun:
    """A document noun: the type of agreement that it names, "" where it is one of the world at large.

    `alone`: a document so called and named counts as an agreement even where no act on it is told.
    """

    type: str
    alone: bool


_ACRONYM = Noun("agreement", True)


@dataclass(frozen=True, slots=True)
class DocumentMention:
    """A document in the text.

    The span holds title, parties and topics; `head` is where its noun begins and `lead` where the whole noun phrase
    does. `core`: the title without names of actors. `definite`: after "the", "their", "Kenya's". `plural`: several documents; `count` if their number is told.
    `named`: the phrase says more than the bare noun. `capitalised`: it has an official title. `parties` are the actors
    that the phrase names, `explicit` says that it does name parties, be they known or not. `nested`: it stands in the
    title of another one. `prospective`: "a proposed agreement". `exclusive`: "such an agreement", "its first agreement".
    `period`: (valid_from, valid_until), `dated`: "the 2001 treaty", both EDTF. `lists`: it announces documents that follow.
    """

    start: int
    end: int
    head: int
    lead: int
    type: str
    title: str
    core: str = ""
    definite: bool = False
    plural: bool = False
    count: int | None = None
    acronym: str = ""
    named: bool = False
    capitalised: bool = False
    alone: bool = False
    parties: tuple[str, ...] = ()
    explicit: bool = False
    nested: bool = False
    prospective: bool = False
    exclusive: bool = False
    period: tuple[str | None, str | None] = (None, None)
    dated: str | None = None
    lists: bool = False


def acronyms(text: str, nouns: Mapping[str, Noun]) -> list[tuple[int, int]]:
    """Where the text calls a document by the acronym that it gives it: "the Economic Partnership Agreement (EPA) ... the EPA"."""
    short = {m[2] for m in _DEFINED.finditer(text) if m[1].lower() in nouns}
    if not short:
        return []
    pattern = re.compile(r"(?<![(\w-])(?:" + "|".join(sorted(map(re.escape, short))) + r")\b(?!\))")
    return [match.span() for match in pattern.finditer(text)]


def load(folder: Path) -> dict[str, Noun]:
    """Read codebook/documents.csv: term (a document noun, lower case), agreement_type, alone (`yes` or empty)."""
    with (folder / "documents.csv").open(encoding="utf-8", newline="") as file:
        return {row["term"]: Noun(row["agreement_type"], row["alone"] == "yes") for row in csv.DictReader(file)}


def find(
    sentence: Sentence,
    heads: Sequence[tuple[int, int]],
    nouns: Mapping[str, Noun],
    dates: Sequence[DateMention] = (),
    fields: Sequence[SectorMention] = (),
) -> list[DocumentMention]:
    """The documents that a sentence names, in order.

    `heads` are the spans of document nouns and names of partnerships in it; a noun that `nouns` lacks is a partnership.
    `fields` keep "science and technology" one topic.
    """
    reader = _Reader(sentence, nouns, dates, fields)
    kept = [(start, end, left) for start, end in heads if (left := reader.left(start, end, heads)) is not None]
    stops = frozenset(left.lead for _, _, left in kept if reader.coordinated(left.lead))
    found: list[DocumentMention] = []
    reach = -1
    for start, end, left in kept:
        documents = reader.documents(start, end, left, stops)
        nested = start < reach
        found.extend(replace(document, nested=True) for document in documents if nested and _stands_in_a_title(document))
        if not nested:
            found.extend(documents)
            reach = max([reach, *(document.end for document in documents)])
    return [replace(document, lists=True) if _announces(sentence, found, n) else document for n, document in enumerate(found)]


def _announces(sentence: Sentence, documents: Sequence[DocumentMention], number: int) -> bool:
    """Whether a plural only announces documents that follow: "three documents: an agreement on ...", "the following:"."""
    document = documents[number]
    if not document.plural or document.nested or document.type == PARTNERSHIP:
        return False
    later = [other for other in documents[number + 1 :] if not other.nested]
    stop = later[0].lead if later else sentence.end
    between = sentence.text[document.end : stop]
    if ":" in between or " namely" in between:
        return True
    if document.definite and any(word in between for word in (" include", " are ", " comprise")):
        return bool(later)
    return document.count == len(later) and any(mark in between for mark in "–—-")


def _stands_in_a_title(document: DocumentMention) -> bool:
    """Whether a noun within another document's title is a document of its own, not a word of that title."""
    return document.type == PARTNERSHIP or document.definite or document.capitalised


@dataclass(slots=True)
class _Left:
    """What stands left of a document noun: tokens `lead` (the phrase) and `begin` (the title), and what they say."""

    begin: int
    lead: int
    determiner: str = ""
    count: int | None = None
    many: bool = False
    loose: set[str] = field(default_factory=set)
    owners: list[int] = field(default_factory=list)
    dated: str | None = None


@dataclass(slots=True)
class _Right:
    """What stands right of a document noun: `end` is one past its last token; topics and title parts are token ranges."""

    end: int
    topics: list[tuple[int, int]] = field(default_factory=list)
    opener: str = ""
    parts: list[tuple[int, int]] = field(default_factory=list)
    parties: list[int] = field(default_factory=list)
    explicit: bool = False
    first_party: tuple[int, int] | None = None
    dated: str | None = None


class _Reader:
    """Reads the phrases of one sentence; every look-around is bounded."""

    def __init__(
        self, sentence: Sentence, nouns: Mapping[str, Noun], dates: Sequence[DateMention], fields: Sequence[SectorMention]
    ) -> None:
        self.sentence = sentence
        self.tokens: Sequence[Token] = sentence.tokens
        self.at = sentence.at
        self.nouns = nouns
        self.dates = dates
        self.fields = fields
        self._date_starts = [date.start for date in dates]

    # Left of the noun

    def left(self, start: int, end: int, heads: Sequence[tuple[int, int]]) -> _Left | None:
        """What stands before the noun at `start`; None where it is no document at all."""
        first, last = self.sentence.index(start), self.sentence.index(end - 1)
        if self._inside_name(first) or self._modifies(last, heads):
            return None
        left = self._title_words(first)
        self._loose_words(left)
        return None if self._refused(left, first, last, self._low(start, end)) else left

    def _low(self, start: int, end: int) -> str:
        return self.sentence.text[start:end].lower()

    def _inside_name(self, first: int) -> bool:
        number = self.at[first]
        return number >= 0 and self.sentence.mentions[number].kind in _NAME_KINDS

    def _modifies(self, last: int, heads: Sequence[tuple[int, int]]) -> bool:
        """ "strategic partnership [agreement]", "treaty [organisation]": the noun only modifies the next one."""
        if last + 1 >= len(self.tokens):
            return False
        after = self.tokens[last + 1]
        return after.low in _COMPOUNDS or any(start == after.start for start, _ in heads)

    def _title_words(self, first: int) -> _Left:
        left = _Left(first, first)
        index = first
        while index > 0 and first - index < _REACH_LEFT:
            number = self.at[index - 1]
            step = self._over_mention(left, index, number) if number >= 0 else self._over_word(index)
            if step is None:
                break
            index = step
        while index < first and self.tokens[index].low in ("and", ",", "-", "–", "of", "the", "&", "in", "for", "on"):
            index += 1
        left.begin = left.lead = index
        return left

    def _over_mention(self, left: _Left, index: int, number: int) -> int | None:
        """A name before the noun: an owner ends the title ("Kenya's agreement"), a party is part of it."""
        mention = self.sentence.mentions[number]
        if mention.possessive or self.tokens[index - 1].low.endswith(("'s", "s'")):
            left.determiner = "'s"
            left.owners[:0] = self._owners(number)
            return None
        if mention.kind not in _PARTY_KINDS or mention.kind is MentionKind.GROUP:
            return None
        if index > 1 and self.tokens[index - 1].low in ("he", "she", "they"):
            return None
        left.owners.insert(0, number)
        return self.sentence.spans[number][0]

    def _owners(self, number: int) -> list[int]:
        """The possessor with those listed before it: "Kenya and Uganda's agreement"."""
        members = [number]
        while members[0] > 0 and number in self.sentence.group(members[0] - 1, self.sentence.spans[number][1]):
            members.insert(0, members[0] - 1)
        return members

    def _over_word(self, index: int) -> int | None:
        token = self.tokens[index - 1]
        low = token.low
        if low in ("-", "–", "/") and index > 1:
            return index - 1
        if low == ")":
            return self._over_parenthesis(index - 1)
        if self._upper(index - 1) and self._upper(index) and low not in _DEFINITE | _INDEFINITE and _WORD.match(low):
            starts = index - 1 == 0 or self.tokens[index - 2].low in _MARKS
            return None if starts and (low in _LOOSE | _NO_MODIFIER or low in _COUNTS) else index - 1
        if low in _SMALL and self._inside_title(index - 1):
            return index - 1
        if low == "and" and index > 1 and self._pair(index - 1):
            return index - 1
        return index - 1 if self._modifier(index - 1) else None

    def _over_parenthesis(self, index: int) -> int | None:
        for step in range(index - 1, max(-1, index - 5), -1):
            if self.tokens[step].low == "(":
                return step
        return None

    def _upper(self, index: int) -> bool:
        return 0 <= index < len(self.tokens) and self.sentence.text[self.tokens[index].start].isupper()

    def _inside_title(self, index: int) -> bool:
        """ "Status [of] Forces Agreement": a small word between two capitalised words of one title."""
        before = index - 1
        if self.tokens[before].low in _SMALL and before > 0:
            before -= 1
        after = index + 1
        if after < len(self.tokens) and self.tokens[after].low in _SMALL:
            after += 1
        plain = before >= 0 and self.at[before] < 0 and self.tokens[before].low not in _DEFINITE | _INDEFINITE
        return plain and self._upper(before) and self._upper(after)

    def _pair(self, index: int) -> bool:
        """ "trade [and] investment agreement": modifiers of one case on both sides."""
        same = self._upper(index - 1) == self._upper(index + 1)
        return same and self.at[index - 1] < 0 and self._modifier(index - 1) and self._modifier(index + 1)

    def _modifier(self, index: int) -> bool:
        low = self.tokens[index].low
        if low in PREPOSITIONS or low in AUXILIARIES or low in _NO_MODIFIER or low in _LOOSE or low in _QUANTITIES:
            return False
        if low in _COUNTS or low in _DEFINITE or low in _INDEFINITE or low in _REFUSING or not _WORD.match(low):
            return False
        if self._upper(index) and index > 0:
            return True
        return low in _ENDING_ED or not (low.endswith("ly") or (low.endswith("ed") and len(low) > 4))

    def _loose_words(self, left: _Left) -> None:
        """Go on left over numbers and adjectives of no weight to the determiner."""
        index = left.begin
        while index > 0 and left.begin - index < 9 and not left.determiner:
            token = self.tokens[index - 1]
            low = token.low
            number = self.at[index - 1]
            if number >= 0:
                mention = self.sentence.mentions[number]
                if not mention.possessive and not low.endswith(("'s", "s'")):
                    break
                left.determiner = "'s"
                left.owners[:0] = self._owners(number)
                index = self.sentence.spans[number][0]
                break
            if low in _DEFINITE or low in _INDEFINITE or low in _REFUSING:
                if low == "that" and not self._points(index - 1):
                    break
                left.determiner = low
                left.loose.add(low)
                if index > 1 and self.tokens[index - 2].low == "such":
                    left.loose.add("such")
            elif not self._loose(left, token):
                break
            index -= 1
        left.lead = index

    def _points(self, index: int) -> bool:
        """Whether "that" points ("under that agreement") and opens no clause ("said that agreement was reached")."""
        return index == 0 or self.tokens[index - 1].low in PREPOSITIONS

    def _loose(self, left: _Left, token: Token) -> bool:
        low = token.low
        date = self._date_at(token.start)
        if date is not None and re.fullmatch(r"[0-9]{4}", low):
            left.dated = date.edtf
        elif low in _COUNTS or (low.isdigit() and len(low) < 4):
            left.count = _COUNTS.get(low) or int(low)
        elif low in _QUANTITIES or low == "of":
            left.many = left.many or low != "of"
            return low != "of" or any(t.low in _QUANTITIES for t in self._before(token, 3))
        elif low in ("$", "€", "£", "¥", ".", "-", "–", "%") or low[0].isdigit():
            left.count = None
        elif low not in _LOOSE and not (low.endswith(("ly", "-year", "ed")) and len(low) > 4 and low not in _NO_MODIFIER):
            return False
        if low in ("million", "billion", "trillion"):
            left.count = None
        left.loose.add(low)
        return True

    def _before(self, token: Token, number: int) -> Sequence[Token]:
        index = self.sentence.index(token.start)
        return self.tokens[max(0, index - number) : index]

    def _refused(self, left: _Left, first: int, last: int, term: str) -> bool:
        noun = self.nouns.get(term)
        if noun is not None and not noun.type:
            return True
        before = self.tokens[left.lead - 1].low if left.lead else ""
        after = self.tokens[last + 1].low if last + 1 < len(self.tokens) else ""
        if left.determiner in _REFUSING or "such" in left.loose:
            return True
        if term in ("deal", "deals") and (self._verbal_deal(first, last) or "great" in self._words(left.begin, first)):
            return True
        if term == "notes" and before.startswith("exchang"):
            return False
        if term in ("minutes", "notes"):
            return left.determiner not in _DEFINITE or left.count is not None or bool(left.loose & _TIME)
        if after == "that" and self._content_clause(last + 2):
            return True
        bare = not left.determiner and left.begin == first and left.count is None and not left.many
        return term in _MASS and bare and (before != "" or after not in _ON | {"between", "with", "among"})

    def _words(self, begin: int, end: int) -> set[str]:
        return {token.low for token in self.tokens[begin:end]}

    def _verbal_deal(self, first: int, last: int) -> bool:
        after = self.tokens[last + 1].low if last + 1 < len(self.tokens) else ""
        before = self.tokens[first - 1].low if first else ""
        return before in ("to", "great", "good") or (after == "with" and not self._names_near(last + 2))

    def _names_near(self, index: int) -> bool:
        return any(number >= 0 for number in self.at[index : index + 3])

    def _content_clause(self, index: int) -> bool:
        """ "an agreement that [the two sides] should ...": what is agreed, no document."""
        if index >= len(self.tokens):
            return True
        low = self.tokens[index].low
        if self._gap(index):
            return False
        return self.at[index] >= 0 or low in _DEFINITE | _INDEFINITE | _REFUSING or low in ("there", "it", "all", "no")

    def _gap(self, index: int) -> bool:
        """ "an accord that [Qatar brokered] was ...": a verb without object, so that the accord is its object."""
        for step in range(index, min(len(self.tokens) - 1, index + 8)):
            low = self.tokens[step].low
            if self.at[step] < 0 and (low.endswith("ed") or low in ("made", "struck", "reached", "brought", "sought")):
                after = self.tokens[step + 1]
                return after.low in AUXILIARIES or after.low in _MARKS or self._date_at(after.start) is not None or after.low in ("in", "last")
        return False

    def coordinated(self, index: int) -> bool:
        """Whether the phrase at `index` follows "and", a comma or the like, so that the document before it ends there."""
        if index < 1:
            return False
        before = self.tokens[index - 1].low
        return before in ("and", ",", "&", "or", ";", "plus", "also") or (
            before == "as" and index > 2 and self.tokens[index - 2].low == "well"
        )

    # Right of the noun

    def _right(self, index: int, plural: bool, stops: frozenset[int]) -> _Right:
        right = _Right(index)
        for _ in range(6):
            step = self._further(right, right.end, plural, stops)
            if step is None or step <= right.end:
                break
            right.end = step
        return right

    def _further(self, right: _Right, index: int, plural: bool, stops: frozenset[int]) -> int | None:
        """Read one more part of the phrase at `index`; where it ends, or None."""
        if index >= len(self.tokens) or index in stops:
            return None
        low = self.tokens[index].low
        if low == "(":
            return self._close(index)
        if low in ("between", "among", "amongst"):
            return self._party_part(right, index + 1, index)
        if low == "with" and not right.topics and self._names_near(index + 1):
            return self._party_part(right, index + 1, index)
        if low in ("of", "for", "in", "covering", "on", "dated", "to", "during") and (period := self._period_part(right, index)):
            return period
        if low == "of" and not right.topics and self._party_after(index + 1):
            return self._party_part(right, index + 1, index)
        if self._opens_topic(right, index, plural):
            return self._topic_part(right, index, plural, stops)
        return None

    def _close(self, index: int) -> int | None:
        for step in range(index + 1, min(len(self.tokens), index + 9)):
            if self.tokens[step].low == ")":
                return step + 1
        return None

    def _party_after(self, index: int) -> bool:
        """Whether "of" leads to an actor, not to a topic: "a plan of [the two commissions]"."""
        for step in range(index, min(len(self.tokens), index + 3)):
            number = self.at[step]
            if number >= 0:
                return self.sentence.mentions[number].kind in _PARTY_KINDS
            if self.tokens[step].low not in ("the", "two", "both"):
                return step > index and self.tokens[step - 1].low in ("two", "both")
        return False

    def _party_part(self, right: _Right, index: int, opener: int) -> int | None:
        """The names after "between", "with" or "of" up to the topic or the verb."""
        step, joined = index, False
        end = index
        opener_low = self.tokens[opener].low
        while step < len(self.tokens) and step - index < _REACH_PARTIES:
            number = self.at[step]
            low = self.tokens[step].low
            parties_told = bool(right.parties) and (low == "," or joined or opener_low == "of")
            if number >= 0:
                right.parties.append(number)
                step = end = max(step + 1, self.sentence.spans[number][1])
                continue
            complete = joined or bool(right.parties) or self._words(index, step) & {"two", "both"} and step - index > 2
            if low in _MARKS and low != "(":
                break
            if low in _VERBS_AFTER or low in _CLAUSES or (low in AUXILIARIES and low != "to"):
                break
            if complete and low in _ON and not (low == "of" and not self._party_after(step + 1)):
                break
            if low in (",", "and") and parties_told and not self._more_parties(step + 1):
                break
            joined = joined or low == "and"
            step += 1
            if low not in ("and", ",", "the"):
                end = step
        if end == index:
            return None
        right.explicit = True
        right.first_party = right.first_party or (opener, end)
        return end

    def _more_parties(self, index: int) -> bool:
        near = range(index, min(len(self.at), index + 4))
        return any(self.at[step] >= 0 and self.sentence.mentions[self.at[step]].kind in _PARTY_KINDS for step in near)

    def _period_part(self, right: _Right, index: int) -> int | None:
        """ "for the 2024-2026 period", "of 12 May 1992": a date, no topic."""
        step = index + 1
        while step < len(self.tokens) and step - index < 6:
            date = self._date_at(self.tokens[step].start)
            if date is not None:
                if self.tokens[index].low in ("of", "dated") and not date.nominal:
                    right.dated = date.edtf
                    return self._past(date)
                return self._past(date) if date.nominal else None
            if self.tokens[step].low not in ("the", "period", "years", "year", "of", "from", "a"):
                return None
            step += 1
        return None

    def _past(self, date: DateMention) -> int:
        end = self.sentence.index(date.end - 1) + 1
        return end + 1 if end < len(self.tokens) and self.tokens[end].low == "period" else end

    def _date_at(self, offset: int) -> DateMention | None:
        number = bisect_right(self._date_starts, offset) - 1
        return self.dates[number] if number >= 0 and offset < self.dates[number].end else None

    def _opens_topic(self, right: _Right, index: int, plural: bool) -> bool:
        low = self.tokens[index].low
        following = self.tokens[index + 1].low if index + 1 < len(self.tokens) else ""
        if low in _CONTENT_OPENERS:
            return True
        if low == "that":
            return bool(re.fullmatch(r"[a-z]{3,}s", following)) and following not in _VERBS_AFTER | {"was", "is", "has"}
        if low not in _ON or not following or following in _MARKS or self._date_at(self.tokens[index + 1].start):
            return False
        if following in _NEVER_TOPIC and not self._fielded(index):
            return False
        if low == "in":
            return self._in_field(right, index, plural)
        if low == "to":
            return self._to_act(index)
        if low == "of":
            return self._upper(index + 1) or following in ("cooperation", "friendship", "understanding", "intent", "amity", "about")
        if low == "aimed":
            return following == "at"
        return self.at[index + 1] < 0 or self.sentence.mentions[self.at[index + 1]].kind is not MentionKind.PERSON

    def _fielded(self, index: int) -> bool:
        return any(token.low in _FIELD_WORDS for token in self.tokens[index + 1 : index + 5])

    def _in_field(self, right: _Right, index: int, plural: bool) -> bool:
        if self._fielded(index):
            return True
        after = self.at[index + 1]
        words = self._words(max(0, index - 14), index)
        return after < 0 and not self._upper(index + 1) and (plural or bool(right.topics) or "cooperation" in words)

    def _to_act(self, index: int) -> bool:
        token = self.tokens[index + 1]
        if token.low in ("the", "its") and index + 2 < len(self.tokens):
            return self._upper(index + 2) and self.at[index + 2] < 0 or self.tokens[index + 2].low in self.nouns
        return self.at[index + 1] < 0 and token.low.isalpha() and token.low not in _NOT_ACTS

    def _topic_part(self, right: _Right, index: int, plural: bool, stops: frozenset[int]) -> int | None:
        opener = self.tokens[index].low
        begin = index + 1 if opener in _ON else index
        items: list[tuple[int, int]] = []
        step = item = begin
        while step < len(self.tokens) and step - begin < _REACH_TOPIC and step not in stops:
            if self.tokens[step].low == "(" and step > begin and (closed := self._close(step)):
                step = closed
                continue
            if self._ends_topic(step, begin, opener, right.explicit):
                break
            low = self.tokens[step].low
            if low in (",", "and") and step > item and not self._within_field(step):
                if step + 1 in stops or (low == "," and not self._list_goes_on(step, plural)) or self._refusal(step + 1):
                    break
                items.append((item, step))
                step += 1 + (low == "," and self._and_at(step + 1))
                item = step
                continue
            step += 1
        while step > begin and self.tokens[step - 1].low in (",", "and", "as", "well", "also", "-", "–"):
            step -= 1
        if step > item:
            items.append((item, step))
        if not items:
            return None
        if not right.topics:
            right.opener = opener
            right.topics = items
        right.parts.append((index, step))
        return step

    def _refusal(self, index: int) -> bool:
        near = self.tokens[index : index + 2]
        return any(token.low in _REFUSING for token in near[:1]) or (len(near) > 1 and near[0].low == "and" and near[1].low in _REFUSING)

    def _and_at(self, index: int) -> bool:
        return index < len(self.tokens) and self.tokens[index].low == "and"

    def _ends_topic(self, step: int, begin: int, opener: str, with_parties: bool) -> bool:
        low = self.tokens[step].low
        inside = step > begin
        if self.at[step] >= 0 or (not inside and low in ("that", *_CONTENT_OPENERS)):
            return False
        if low in _MARKS and not self._tight(step):
            return True
        if inside and self._date_at(self.tokens[step].start) is not None:
            return True
        if low in ("between", "among", "amongst"):
            return not (self._way(step) or with_parties)
        if low in _VERBS_AFTER or low in _CLAUSES or low in ("that", "than"):
            return not (low == "from" and opener in ("that", "exempting")) and not (
                low in ("with", "at", "from", "by", "after") and self._plain_after(step)
            )
        if low in ("in", "on", "for") and inside:
            return self._place_or_time(step)
        if low == "to" and inside and opener != "to":
            return False
        if low.endswith("ed") and inside and low not in _ENDING_ED:
            after = self.tokens[step + 1].low if step + 1 < len(self.tokens) else ""
            return after in PREPOSITIONS or after in ("", ".", ",", "earlier", "last", "this") or bool(
                self._date_at(self.tokens[step + 1].start)
            )
        return low == "and" and self._verb_next(step + 1)

    def _way(self, index: int) -> bool:
        """ "a railway [between Tabora and Isaka]": two places, no parties."""
        numbers = dict.fromkeys(number for number in self.at[index + 1 : index + 5] if number >= 0)
        return bool(numbers) and all(self.sentence.mentions[number].kind is MentionKind.PLACE for number in numbers)

    def _tight(self, index: int) -> bool:
        """A mark inside a word or between numbers is none."""
        if index + 1 >= len(self.tokens) or not index:
            return False
        return self.tokens[index - 1].end == self.tokens[index].start and self.tokens[index].end == self.tokens[index + 1].start

    def _plain_after(self, step: int) -> bool:
        """A preposition stays in a topic before a plain lower-case noun: "trade with third parties"."""
        if step + 1 >= len(self.tokens) or self._date_at(self.tokens[step + 1].start):
            return False
        token = self.tokens[step + 1]
        determiners = _DEFINITE | _INDEFINITE | {"talks", "both"}
        return self.at[step + 1] < 0 and not self._upper(step + 1) and token.low not in determiners and token.low not in _NEVER_TOPIC and (
            self.tokens[step].low in ("with", "from")
        )

    def _place_or_time(self, step: int) -> bool:
        after = step + 1
        if after < len(self.tokens) and self.tokens[after].low in ("the", "a", "an", "its", "their"):
            if self._fielded(step):
                return False
            after += 1
        if after >= len(self.tokens):
            return True
        if self._date_at(self.tokens[after].start) or self.tokens[after].low in _NEVER_TOPIC:
            return True
        number = self.at[after]
        if number < 0:
            return False
        kind = self.sentence.mentions[number].kind
        return kind in (MentionKind.COUNTRY, MentionKind.CAPITAL, MentionKind.PLACE, MentionKind.BODY) and self.tokens[step].low != "for"

    def _verb_next(self, index: int) -> bool:
        if index >= len(self.tokens):
            return False
        low = self.tokens[index].low
        if self.at[index] >= 0:
            return low in ("he", "she", "they")
        return low in AUXILIARIES or low in _VERBS_AFTER or (low.endswith("ed") and len(low) > 4 and low not in _ENDING_ED)

    def _list_goes_on(self, step: int, plural: bool) -> bool:
        """Whether a comma continues the list of topics: an "and" stands before the next stop."""
        following = step + 1
        if following < len(self.tokens) and (
            self.at[following] >= 0 or (not plural and self.tokens[following].low in _DEFINITE | _INDEFINITE)
        ):
            return False
        for index in range(following, min(len(self.tokens), following + 14)):
            low = self.tokens[index].low
            if low == "and":
                return True
            if low in _VERBS_AFTER or low in _CLAUSES or low in _MARKS or low in AUXILIARIES:
                return False
        return False

    def _within_field(self, step: int) -> bool:
        token = self.tokens[step]
        return any(item.start < token.start and token.end < item.end for item in self.fields)

    # The whole

    def documents(self, start: int, end: int, left: _Left, stops: frozenset[int]) -> list[DocumentMention]:
        """The documents that the phrase around a noun names: one, or one for each topic of a list."""
        first, last = self.sentence.index(start), self.sentence.index(end - 1)
        term = self._low(start, end)
        plural = _is_plural(term)
        right = self._right(last + 1, plural, stops)
        base = self._base(start, end, left, right, term, plural)
        if plural and self._splits(left, right):
            noun = _singular(self.sentence.text[start:end])
            before = self.sentence.text[self.tokens[left.begin].start : start]
            opener = "on" if right.opener in ("covering", "about", "concerning", "regarding") else right.opener
            return [
                replace(
                    base,
                    start=self.tokens[a].start,
                    end=self.tokens[b - 1].end,
                    title=_title(f"{before}{noun} {opener} {self._text(a, b)}"),
                    core=f"{self._core(left.begin, first)} {noun} {self._core(a, b)}",
                    plural=False,
                    count=None,
                    named=True,
                )
                for a, b in right.topics
            ]
        return [base]

    def _splits(self, left: _Left, right: _Right) -> bool:
        """Whether a plural with a list of topics names one document for each."""
        if len(right.topics) < 2 or right.opener not in ("on", "for", "concerning", "regarding", "about", "covering"):
            return False
        return left.count == len(right.topics) if left.count else not left.many

    def _base(self, start: int, end: int, left: _Left, right: _Right, term: str, plural: bool) -> DocumentMention:
        first = self.sentence.index(start)
        noun = self.nouns.get(term) or (_ACRONYM if self.sentence.text[start:end].isupper() else Noun(PARTNERSHIP, True))
        parts = [self._text(a, b) for a, b in right.parts]
        words = self.sentence.text[self.tokens[left.begin].start : end]
        if left.count and plural:
            words = f"{self._number(left)} {words}"
        if not parts and left.begin == first and right.first_party:
            parts = [self._text(*right.first_party)]
        parties = [a for n in (*left.owners, *right.parties) for a in self.sentence.mentions[n].actors]
        span = (self.tokens[left.begin].start, self.tokens[right.end - 1].end)
        return DocumentMention(
            start=span[0],
            end=max(span[1], end),
            head=start,
            lead=self.tokens[left.lead].start,
            type=noun.type,
            title=_title(" ".join([words, *parts])),
            core=" ".join(self._core(a, b) for a, b in ((left.begin, self.sentence.index(end - 1) + 1), *right.parts)),
            definite=left.determiner in _DEFINITE or left.determiner == "'s" or self._predicate(start, left),
            plural=plural,
            count=left.count if plural else None,
            acronym=self._acronym(end) if noun is not _ACRONYM else self.sentence.text[start:end],
            named=left.begin < first or bool(right.parts) or term.endswith((" plan", " plans")) or noun is _ACRONYM,
            capitalised=self._capitalised(start, left, right, first),
            alone=noun.alone,
            parties=tuple(dict.fromkeys(parties)),
            explicit=right.explicit,
            prospective=bool(left.loose & _PROSPECTIVE),
            exclusive=bool(left.loose & _EXCLUSIVE),
            period=self._period(span[0], span[1]),
            dated=left.dated or right.dated,
        )

    def _core(self, begin: int, end: int) -> str:
        """The words between two tokens that stand in no name."""
        return " ".join(token.low for token, number in zip(self.tokens[begin:end], self.at[begin:end], strict=True) if number < 0)

    def _acronym(self, end: int) -> str:
        match = _SHORT.match(self.sentence.text, end, self.sentence.end)
        return match[1] if match else ""

    def _predicate(self, start: int, left: _Left) -> bool:
        """ "A and B [are strategic partners]": a partnership that exists, whatever its article."""
        return "partner" in self._low(start, start + 60).split("partnership")[0] and any(token.low in _BEING for token in self.tokens[max(0, left.lead - 3) : left.lead])

    def _number(self, left: _Left) -> str:
        for token in self.tokens[left.lead : left.begin]:
            if token.low in _COUNTS or token.low.isdigit():
                return self.sentence.text[token.start : token.end]
        return ""

    def _text(self, begin: int, end: int) -> str:
        return self.sentence.text[self.tokens[begin].start : self.tokens[end - 1].end]

    def _capitalised(self, start: int, left: _Left, right: _Right, first: int) -> bool:
        """An official title: the noun has a capital that no beginning of a sentence explains."""
        text = self.sentence.text
        if not text[start].isupper() or self.sentence.index(start) == 0:
            return False
        if left.begin < first:
            return self._upper(left.begin) and (left.begin > 0 or first - left.begin > 0)
        return bool(right.parts)

    def _period(self, start: int, end: int) -> tuple[str | None, str | None]:
        for date in self.dates:
            if date.nominal and start <= date.start < end + 40:
                match = _YEARS.fullmatch(date.edtf)
                if match:
                    return match[1], match[2]
        return None, None


def _is_plural(term: str) -> bool:
    if term in _ALWAYS_SINGULAR:
        return False
    first = term.split(" of ")[0]
    return "memoranda" in first or (first.endswith("s") and not first.endswith(("ss", "us"))) or term == "mou's"


def _singular(noun: str) -> str:
    low = noun.lower()
    for plural, singular in _SINGULARS:
        if low.startswith(plural):
            return noun[0] + singular[1:] + noun[len(plural) :]
    if low == "mou's":
        return noun[:-2]
    if low.endswith("ties"):
        return noun[:-3] + "y"
    return noun[:-1] if low.endswith("s") and not low.endswith("ss") else noun


def _title(text: str) -> str:
    """A title for the table: one line, without remarks in brackets, its first letter a capital."""
    line = _OWN.sub(r"\1 ", " ".join(_PARENTHESIS.sub("", text).split()))
    line = line.strip(" ,;:.'\"“”‘’«»=@+-–—")
    return (line[:1].upper() + line[1:])[:_MAX_TITLE].rstrip()
