"""The closed word classes by which the phrase around a document noun is read, and the phrase's tokens."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from comity.coder.document import DateMention, MentionKind, SectorMention
from comity.coder.grammar import Sentence
from comity.coder.tokens import Token

DEFINITE = frozenset("the this that these those its their his her our both said".split())
INDEFINITE = frozenset("a an another".split())
REFUSING = frozenset("no any such neither what which every each".split())
COUNTS = {
    word: number
    for number, word in enumerate("two three four five six seven eight nine ten eleven twelve".split(), start=2)
} | {"fifteen": 15, "twenty": 20}
QUANTITIES = frozenset(
    "several many various numerous number series package set raft range dozens dozen scores some multiple few "
    "hundred over about around nearly almost".split()
)
ORDINALS = frozenset("first second third fourth fifth another other separate further".split())
# Words between a determiner and a title that tell nothing of what the document is about.
LOOSE = ORDINALS | frozenset(
    "new key important major landmark historic bilateral relevant existing last latest respective corresponding "
    "final additional similar same said so-called current present previous recent earlier future proposed planned "
    "possible potential draft prospective such long-awaited much-awaited initial preliminary tentative formal "
    "official binding pending legally non-binding valid updated modernised modernized amended revised signed "
    "concluded needed necessary certain old original following above-mentioned aforementioned significant crucial "
    "vital underlying wide-ranging far-reaching sweeping groundbreaking ground-breaking upcoming forthcoming main "
    "core parallel mutual beneficial worth valued us usd eur million billion trillion m bn percent per cent".split()
)
PROSPECTIVE = frozenset(
    "pending proposed planned possible potential draft prospective future upcoming forthcoming".split()
)
EXCLUSIVE = frozenset("such first similar".split())
# Words in -ed that describe and do not tell an act.
DESCRIBING = frozenset(
    "limited integrated advanced enhanced expanded reinforced unified organised organized extended related detailed "
    "continued renewed shared combined united dedicated red skilled mixed applied classified".split()
)
NO_MODIFIER = frozenset(
    "and or but nor sign signed signing signs ink inked inks inking seal sealed seals clinch clinched strike struck "
    "conclude concluded concluding adopt adopted issue issued exchange exchanged reach reached reaching finalise "
    "finalised finalize finalized finalising finalizing initial initialled implement implementing implements renew "
    "renewed renewing extend extending including include includes included review reviewed reviewing hail hailed seek "
    "eye eyes want wants make made take took through then also when where while that who whose if not as be been being "
    "negotiate negotiating discuss discussed discussing consider considered considering propose proposed proposing "
    "approve approved approving ratify ratified ratifying amend amending replace replacing via boost boosts promote "
    "promoting strengthen facilitate enhance deepening strengthening enhancing support supporting cement cements ease "
    "eases my your whether than more "
    "most very one year years month months".split()
)
SMALL = frozenset("of and on for in , &".split())
SMALL_IN_TITLES = SMALL | frozenset(
    "the to a an with between by from at or as its their & - – ' + / among against".split()
)
VERBS_AFTER = frozenset(
    "met led paid spoke sent won told "
    "was were is are has have had will would shall should may might can could must came comes took takes went "
    "goes gave gives remains remain remained covers covered provides provide provided allows allow allowed "
    "enables aims sets set paves paved marks marked opens opened expires expired entered enters does did became "
    "becomes helps helped includes included contains calls said says signed inked concluded dated reached adopted "
    "runs lasts envisages stipulates foresees seeks seen made brings brought worth valued held".split()
)
CLAUSES = frozenset(
    "during after before following when while as since until who where which whose by at he she they it with from "
    "because if but within under amid despite ahead".split()
)
MARKS = frozenset('; : ( ) [ ] – — . ! ? " “ ” « »'.split())
TOPIC_OPENERS = frozenset("on for concerning regarding about covering in to of relating aimed".split())
CONTENT_OPENERS = frozenset(
    "exempting allowing regulating establishing providing covering enabling governing granting facilitating protecting "
    "waiving abolishing setting defining permitting authorising authorizing creating launching formalising formalizing "
    "outlining detailing concerning regarding amending supplementing implementing replacing updating revising "
    "extending".split()
)
# What follows a preposition that opens no topic: a time, a place, a set phrase.
_TIMES = frozenset(
    "week month year years morning afternoon evening second late early mid first last next past time that which this "
    "both them him those these same now late-night".split()
)
NO_TOPIC = {
    "in": _TIMES
    | frozenset(
        "presence capital city ceremony front order response line exchange return addition accordance view light bid "
        "effort attempt move message statement force principle full parliament effect place writing question doubt "
        "talks negotiations turn part".split()
    ),
    "on": _TIMES
    | frozenset(
        "behalf sidelines margins occasion sideline monday tuesday wednesday thursday friday saturday sunday "
        "condition".split()
    ),
    "for": _TIMES | frozenset("benefit sake example instance".split()),
}
QUOTES = {'"': '"', "“": "”", "«": "»", "‘": "’"}
NO_TOPIC_ELSEWHERE = _TIMES
FIELD_WORDS = frozenset("field fields area areas sphere spheres sector sectors domain domains".split())
NOT_ACTS = frozenset("be have the a an his her its their which date come continue".split())
BEING = frozenset("is are was were remain remains as become became becomes".split())
MADE_OF = frozenset(
    "of that which consists consisting comprises comprising includes including has is made up about some over".split()
)
PASSIVE = frozenset("was were is are has have had been be being will also then".split())
SIGNED = frozenset("signed inked concluded initialled initialed reached sealed finalised finalized".split())
MASS = frozenset("agreement accord arrangement understanding".split())
ROUNDS = frozenset(
    "few last first final closing next additional extra later earlier added stoppage more early late".split()
)
COMPOUNDS = frozenset(
    "organisation organization centre center hall hotel room worker workers killing manufacturer director manager "
    "officer officers council dialogue commission committee forum meeting meetings coordinator secretariat law lawyer "
    "management notes office area zone maker makers bridge player players teachers staff signatories".split()
)
PARTY_KINDS = frozenset(
    {
        MentionKind.COUNTRY,
        MentionKind.ADJECTIVE,
        MentionKind.CAPITAL,
        MentionKind.PLACE,
        MentionKind.BODY,
        MentionKind.GROUP,
    }
)
NAME_KINDS = frozenset({MentionKind.BODY, MentionKind.PERSON, MentionKind.OFFICE})
YEAR = re.compile(r"(?:1[6-9]|20)[0-9]{2}")
_LETTER = re.compile(r"[^\W\d_]")


class Phrases:
    """The tokens of a sentence with the small questions that both sides of a document noun ask."""

    def __init__(
        self, sentence: Sentence, dates: Sequence[DateMention] = (), fields: Sequence[SectorMention] = ()
    ) -> None:
        self.sentence = sentence
        self.tokens: Sequence[Token] = sentence.tokens
        self.at = sentence.at
        self.dates = dates
        self.fields = fields
        self._date_starts = [date.start for date in dates]

    def low(self, index: int) -> str:
        """The lower-cased token at `index`; "" beyond either end."""
        return self.tokens[index].low if 0 <= index < len(self.tokens) else ""

    def words(self, begin: int, end: int) -> set[str]:
        """The lower-cased tokens between two."""
        return {token.low for token in self.tokens[max(0, begin) : end]}

    def text(self, begin: int, end: int) -> str:
        """The text of the tokens between two."""
        return self.sentence.text[self.tokens[begin].start : self.tokens[end - 1].end]

    def upper(self, index: int) -> bool:
        """Whether a token begins with a capital."""
        return 0 <= index < len(self.tokens) and self.sentence.text[self.tokens[index].start].isupper()

    def is_word(self, index: int) -> bool:
        """Whether a token begins with a letter."""
        return _LETTER.match(self.low(index)) is not None

    def kind(self, index: int) -> MentionKind | None:
        """The kind of the name that a token stands in."""
        number = self.at[index] if 0 <= index < len(self.at) else -1
        return self.sentence.mentions[number].kind if number >= 0 else None

    def names_near(self, index: int) -> bool:
        """Whether a name stands within three tokens."""
        return any(number >= 0 for number in self.at[index : index + 3])

    def date_at(self, index: int) -> DateMention | None:
        """The date that a token stands in."""
        if not 0 <= index < len(self.tokens):
            return None
        offset = self.tokens[index].start
        number = bisect_right(self._date_starts, offset) - 1
        return self.dates[number] if number >= 0 and offset < self.dates[number].end else None

    def tight(self, index: int) -> bool:
        """Whether a mark stands inside a word or between numbers, so that it parts nothing."""
        if index + 1 >= len(self.tokens) or not index:
            return False
        before, mark, after = self.tokens[index - 1 : index + 2]
        return before.end == mark.start and mark.end == after.start

    def close(self, index: int) -> int | None:
        """One past the bracket that closes the one at `index`."""
        for step in range(index + 1, min(len(self.tokens), index + 9)):
            if self.tokens[step].low == ")":
                return step + 1
        return None

    def fielded(self, index: int) -> bool:
        """Whether "in" at `index` leads to "the field of"."""
        return any(token.low in FIELD_WORDS for token in self.tokens[index + 1 : index + 5])
