"""Dates and periods in English newswire, as EDTF level 1.

`dateforms` finds what looks like a date. Here each find is judged by its neighbours: a year or weekday beside it, a
range (`from ... to`), the words before it (`since`, `by`, `early`), the words after it (2,000 people are no year), and
the publication date where the form depends on one. What cannot be resolved is left out, never guessed.

Conventions:

- A span holds the words that decide the value (`since 1992`, `by the end of 2024`), not a neutral `in` or `on`.
- `early`, `mid`, `late`, `end of` say less than the month and no more than the year: `late 2023` is `2023`, for EDTF
  level 1 has no finer form; a decade gets `~`. So does a fiscal year, which is no calendar year.
- A weekday is the latest one not after publication, or the next one where the clause speaks of the future.
- A date without a year gets the year that puts it nearest to publication; where that is more than 45 days off, the
  tense of the clause decides. Without a publication date it gets the year nearest to the last date before it.
- A year in a name (`Vision 2030`, `the 2026 World Cup`) is no date.
"""

from __future__ import annotations

import re

from comity import edtf
from comity.coder.dateforms import atoms, openers_in
from comity.coder.datejoins import LIST_GAP, joined
from comity.coder.dateresolve import bounded, resolved
from comity.coder.datevalues import Anchored, Atom, Context, Lead, SoFar, Ymd, known, valid
from comity.coder.datewords import BOUND, MONTHS, WEEKDAYS, S, any_of
from comity.coder.document import DateMention, DateRelation
from comity.edtf import Edtf

# Words before a date and what they make of it.
_RELATIONS = {
    DateRelation.ON: (
        "in|on|at|of|for|during|throughout|over|between|within|and|or|to|as of|as early as|as late as|back in|back to|"
        "dating to|dating back to|dates to|dates back to|dated|covering|some time in|sometime in"
    ),
    DateRelation.SINCE: "since|ever since",
    DateRelation.FROM: (
        "from|starting|starting from|starting in|starting on|beginning|beginning in|beginning on|effective|"
        "effective from|effective on"
    ),
    DateRelation.UNTIL: "until|till|up until|up to|through",
    DateRelation.BY: "by|no later than|not later than",
    DateRelation.BEFORE: "before|prior to",
    DateRelation.AFTER: "after",
    DateRelation.COMPARED: (
        "than|than in|than on|against|compared with|compared to|versus|relative to|up from|down from|% from|"
        "percent from|per cent from|level of|levels of|same period|same period of|same period in|same month|"
        "same month of"
    ),
}
_RELATION_OF = {word: relation for relation, words in _RELATIONS.items() for word in words.split("|")}
# After one of these a bare year is a year whatever follows (but a counted noun) ...
_SURE_BEFORE_YEAR = frozenset(
    (
        "in|during|throughout|between|as of|as early as|as late as|back in|back to|dating to|dating back to|dates to|"
        "dates back to|dated|covering|some time in|sometime in|since|ever since|from|starting|starting from|"
        "starting in|beginning|beginning in|effective|effective from|until|till|up until|through|by|no later than|"
        "not later than|before|prior to|after|than in|compared with|compared to|% from|percent from|per cent from|"
        "same period of|same period in|same month of"
    ).split("|")
)
# ... after one of these only where the phrase ends behind it.
_WEAK_BEFORE_YEAR = frozenset(
    "of|for|over|up to|than|against|versus|relative to|up from|down from|level of|levels of".split("|")
)
# After one of these a bare month is one even before a capital: "in May President ...", but not "by April Jones".
_SURE_BEFORE_MONTH = frozenset(
    "in|during|throughout|since|until|till|back in|as of|as early as|between|than in|starting in".split("|")
)
_DURING = frozenset({"during", "over", "throughout"})
_NEVER_BEFORE_MONTH = frozenset("on|at|and|or|over|up to|level of|levels of".split("|"))
_PLAN_NOUNS = (
    "period|term|plan|programme|program|strategy|cycle|framework|roadmap|road map|phase|vision|budget|agenda|tenure|"
    "masterplan|scheme|timeframe|stage|tranche|orientation|outlook|target|goal"
)
# Names that have a year in them.
_NAMED_NOUNS = "Agenda|Vision|Goals?|Strategy|Horizon|Compact|Roadmap|Plan|Games|Olympics|Cup|Expo|Euro|Framework|Prize"
_COUNTED_NOUNS = (
    "%|percent|per{S}cent|km|kilomet(?:re|er)s?|met(?:re|er)s?|miles?|kg|tonnes?|tons?|MW|GW|MWh|GWh|kW|hectares?|ha|"
    "hundred|thousand|million|billion|trillion|mn|bn|dollars?|euros?|yuan|yen|USD|EUR|VND|people|persons?|years?|"
    "students?|soldiers?|troops|workers|hours?|days?|months?|weeks?|barrels?|lit(?:re|er)s?|seats?|points?|children|"
    "men|women|visitors|tourists|homes|households|families|copies|units|pieces|delegates|companies|villages"
)
# Verbs that end like a plural: "2025 marks", against "1850 villagers".
_YEAR_VERBS = "marks|sees|is|was|has|brings|witnesses|promises|begins|starts|ends|offers|looks|remains|proves|brought"
_SUMMIT_NOUNS = (
    "summit|visit|meeting|talks|election|elections|agreement|deal|vote|referendum|session|conference|round|attack|"
    "attacks|statement|declaration|mission|trip|tour|ceasefire|accord|signing|deadline"
)

_ALTERNATIVES = "|".join(word.replace(" ", S) for word in sorted(_RELATION_OF, key=len, reverse=True))
_LEAD = re.compile(
    rf"(?:(?<!\w)|(?=%|['’]s))(?:(?P<preposition>{_ALTERNATIVES}){S})?"
    rf"(?:(?:at{S}least|only|just){S})?"
    rf"(?:(?P<about>around|circa|about|approximately|roughly|c\.|ca\.){S})?"
    rf"(?P<part>(?:the{S})?(?:very{S})?(?:early|mid|late|middle|beginning|start|end|close|turn|"
    rf"first{S}(?:half|days|weeks|months)|second{S}half|last{S}(?:days|weeks|months))"
    rf"(?:{S}(?:of|in){S}|{S}|-))?"
    rf"(?P<article>(?:the|a|an|its|their|his|her|our|this|that|['’]s){S})?"
    rf"(?P<year_word>years?{S})?\Z",
    re.IGNORECASE,
)
_LEAD_LENGTH = 64
_LEAD_WORDS = frozenset(
    {word for phrase in _RELATION_OF for word in phrase.split()}
    | set(
        (
            "at least only just around circa about approximately roughly c. ca. the very early mid late middle "
            "beginning start end close turn first second last half days weeks months of in a an its their his her our "
            "this that year years mid- early- late- end- start- beginning- middle- close-"
        ).split()
    )
)
_OPENING_MARKS = "([\"“”‘'—"

_TO_NUMBER_AFTER = re.compile(rf"{S}(?:to|and){S}[0-9]")
_CLOSES = re.compile(
    rf"\s*(?:\Z|[^\w\s'’(-])|{S}(?:and|or|but|nor|to|in|on|at|by|with|the|a|an|as|was|were|is|are|has|had|have|will|"
    rf"would|could|may|might|can|when|while|after|before|for|from|of|that|which|who|whose|where|between|it|he|she|they|"
    rf"we|its|their|his|her|this|than|about|during|under|through|via|onwards?|alone|against|because|since|until|so|if|"
    rf"also|into|within|without|both|not){BOUND}|\s*\((?![0-9])"
)
_CAPITAL_AFTER = re.compile(rf"{S}[^\W\d_a-z]")
_LOWER_AFTER = re.compile(rf"{S}[a-z]")
_PLURAL_AFTER = re.compile(rf"{S}(?:[a-z-]{{2,20}}{S})?[a-z-]{{2,20}}s{BOUND}")
_COUNTED_AFTER = re.compile(rf"[\s-]{{1,3}}(?:{_COUNTED_NOUNS.replace('{S}', S)})(?!\w)|%")
_NAMED_AFTER = re.compile(rf"{S}(?:[A-Z][\w-]{{1,20}}{S}){{0,2}}(?:{_NAMED_NOUNS}){BOUND}")
_PLAN_AFTER = re.compile(rf"(?:{S}(?!and\b|or\b|to\b)[a-z][a-z-]{{1,20}}){{0,3}}{S}(?:{_PLAN_NOUNS})s?{BOUND}")
# "the 2025-2027 Cultural Cooperation Programme"
_TITLE_NOUNS = "|".join(noun.capitalize() for noun in _PLAN_NOUNS.split("|") if noun.isalpha())
_TITLE_AFTER = re.compile(rf"(?:{S}[A-Z][\w-]{{1,20}}){{0,5}}{S}(?:{_TITLE_NOUNS})s?{BOUND}")
_PLAN_BEFORE = re.compile(
    rf"(?<!\w)(?:{_PLAN_NOUNS})s?(?:{S}(?:for|of|from|covering|to|until))?(?:{S}the{S}(?:period|years))?"
    rf"(?:{S}(?:of|from))?{S}\Z",
    re.IGNORECASE,
)
_SCHEDULED_BEFORE = re.compile(rf"(?<!\w)(?:scheduled|planned|set|slated|due|expected|booked|timed){S}for{S}\Z")
_WHOLE_BEFORE = re.compile(
    rf"(?<!\w)(?:whole|rest|remainder|most|all|much|course|half|days?|weeks?|weekend|months?|morning|afternoon|evening|"
    rf"night|spring|summer|autumn|fall|winter|{'|'.join(WEEKDAYS)}){S}of{S}\Z"
)
_VERB_AFTER = re.compile(rf"{S}(?:{_YEAR_VERBS}|(?![a-z-]{{1,20}}s{BOUND})[a-z]{{2,20}}){BOUND}")
_SUMMIT_AFTER = re.compile(rf"(?:{S}[a-z-]{{2,20}})?{S}(?:{_SUMMIT_NOUNS}){BOUND}")
_POSSESSIVE_AFTER = re.compile(r"['’]s?(?!\w)")
_NUMBER_BEFORE = re.compile(r"[0-9]\s{0,3}\(\Z")
_CAPITAL_WORD_BEFORE = re.compile(rf"(?<!\w)[^\W\d_a-z][\w-]{{0,20}}{S}\Z")
_NAMED_WEEKDAY_BEFORE = re.compile(
    r"(?<!\w)(?:Black|Bloody|Good|Easter|Palm|Ash|Holy|Super|Cyber|Maundy|Whit|Shrove|Mrs?\.?|Ms\.?|Dr\.?)"
    rf"{S}\Z"
)
_EVERY_BEFORE = re.compile(rf"(?<!\w){any_of('every|each|first|second|third|fourth|last')}{S}\Z")
_OF_MONTH_AFTER = re.compile(rf"{S}(?:of|in){S}(?:{'|'.join(MONTHS)}|each|every|the{S}month)")

_ONWARDS = re.compile(rf"{S}(?:onwards?{BOUND}|and{S}beyond{BOUND}|on(?=[,.;]))")
_SEASON_AFTER = re.compile(rf"{S}(?:(?:school|academic|fiscal|financial|marketing|crop){S}year|season){BOUND}")
_TIME_AFTER = re.compile(rf"{_SEASON_AFTER.pattern}|{S}(?:period|term){BOUND}")


def find(
    text: str, start: int, end: int, published: Edtf | None, anchor: Edtf | None = None
) -> tuple[DateMention, ...]:
    """The dates in `text[start:end]` (a sentence), in order, without overlap; offsets count from the text's start.

    `published` resolves "on Monday", "last month" and dates without a year, as far as its precision allows; `anchor`,
    the last date before the span, resolves "the same day". Every `edtf` parses with `comity.edtf.parse`.
    """
    openers = openers_in(text, start, end)
    if not openers:
        return ()
    context = Context(text, start, end, published, known(published), anchor)
    found: list[DateMention] = []
    so_far = SoFar(None, anchor)
    for atom in joined(atoms(context, openers), context):
        judged = _judge(atom, context, so_far)
        if judged is None:
            continue
        mention, plain = judged
        found.append(mention)
        dates_an_act = not (mention.nominal or mention.attributive or mention.relation is DateRelation.COMPARED)
        so_far = SoFar(mention, edtf.parse(plain) if dates_an_act else so_far.running)
    return tuple(found)


# --- Judging a find --------------------------------------------------------------------------------------------------


def _judge(atom: Atom, context: Context, so_far: SoFar) -> tuple[DateMention, str] | None:
    """The mention that a find makes, with the date before its relation is applied; None where it is no date."""
    floor = so_far.last.end if so_far.last else context.start
    if atom.start < floor:
        return None
    lead = _lead(atom, context, floor)
    if not _stands(atom, lead, context, so_far):
        return None
    plain = resolved(atom, lead, context, so_far)
    if plain is None:
        return None
    if (lead.about is not None or (lead.part is not None and plain.endswith("X"))) and "/" not in plain:
        plain = valid(plain.rstrip("~") + "~") or plain
    relation, end = _relation(atom, lead), atom.end
    if "/" in plain and relation is DateRelation.FROM:
        relation = DateRelation.ON
    onwards = _ONWARDS.match(context.text, end, context.end) if "/" not in plain else None
    if onwards:
        relation, end = DateRelation.SINCE, onwards.end()
    date = bounded(plain, relation)
    if date is None:
        relation, date = DateRelation.ON, plain
    mention = DateMention(
        _start(atom, lead, relation),
        end,
        date,
        nominal=_nominal(atom, lead, context),
        relation=relation,
        attributive=_attributive(atom, lead, context),
    )
    return mention, plain


def _lead(atom: Atom, context: Context, floor: int) -> Lead:
    left = max(floor, atom.start - _LEAD_LENGTH)
    before = context.text[left : atom.start]
    begin, at = atom.start, len(before)
    for token in reversed(before.split()):
        at = before.rfind(token, 0, at)
        word = token.lstrip(_OPENING_MARKS)
        if word.lower() not in _LEAD_WORDS:
            mark = next((mark for mark in ("%", "'s", "’s") if word.endswith(mark)), "")  # "up 5% from", "Peru's 2024"
            begin = left + at + len(token) - len(mark) if mark else begin
            break
        begin = left + at + len(token) - len(word)
        if len(word) < len(token):
            break
    match = _LEAD.search(context.text, begin, atom.start) if begin < atom.start else None
    if match is None:
        return Lead(atom.start)
    preposition = " ".join((match["preposition"] or "").lower().split())
    if preposition == "to" and atom.form == "year" and _PLAN_BEFORE.search(context.text, left, match.start()):
        preposition = "until"  # "a strategy to 2030"
    return Lead(
        match.start(),
        preposition,
        _RELATION_OF.get(preposition, DateRelation.ON),
        match.start("about") if match["about"] else None,
        match.start("part") if match["part"] else None,
        ends="end" in (match["part"] or "").lower(),
        article=bool(match["article"]),
        year_word=bool(match["year_word"]),
    )


def _relation(atom: Atom, lead: Lead) -> DateRelation:
    """The relation that the words before give; "before the end of May" is by May, "on the previous year" compares."""
    if lead.relation is DateRelation.BEFORE and lead.ends:
        return DateRelation.BY
    earlier = isinstance(atom.first, Anchored) and atom.first.unit != "day" and atom.first.shift < 0
    if earlier and lead.preposition in {"on", "from", "over"}:
        return DateRelation.COMPARED
    return lead.relation


def _start(atom: Atom, lead: Lead, relation: DateRelation) -> int:
    """Where the words start that decide the value."""
    ranged = atom.last is not None and lead.preposition in {"from", "between"}
    if ranged or (relation not in {DateRelation.ON, DateRelation.COMPARED} and lead.preposition):
        return lead.start
    return min(start for start in (lead.about, lead.part, atom.start) if start is not None)


def _stands(atom: Atom, lead: Lead, context: Context, so_far: SoFar) -> bool:
    """Whether the find is a date where it stands."""
    text = context.text
    before = text[atom.start - 1] if atom.start > context.start else " "
    if before in "-–/.,:#№$€£¥_&+'’" and lead.part is None:
        return False
    after = text[atom.end : min(atom.end + 2, context.end)]
    if len(after) == 2 and ((after[0] in "-/" and after[1].isalnum()) or (after[0] == "–" and after[1].isdecimal())):
        return False
    if atom.form == "year":
        return _year_stands(atom, lead, context, so_far)
    if atom.form == "bare_month":
        return _month_stands(atom, lead, context, so_far)
    if atom.form == "weekday":
        return _weekday_stands(atom, lead, context)
    return True


def _year_stands(atom: Atom, lead: Lead, context: Context, so_far: SoFar) -> bool:
    text, end = context.text, context.end
    year = atom.first.year if isinstance(atom.first, Ymd) and atom.first.year else 0
    closes = _CLOSES.match(text, atom.end, end) is not None
    counted = (
        _COUNTED_AFTER.match(text, atom.end, end)
        or (year % 100 == 0 and not closes and _PLURAL_AFTER.match(text, atom.end, end))
        or (lead.preposition in {"from", "between"} and _TO_NUMBER_AFTER.match(text, atom.end, end))
    )
    if counted or (atom.last is None and _NAMED_AFTER.match(text, atom.end, end)):
        return False
    if atom.last is not None or lead.year_word or lead.part is not None:
        return True
    if isinstance(atom.first, Ymd) and atom.first.month is not None:
        return True
    if lead.preposition in _SURE_BEFORE_YEAR and not (lead.article and _CAPITAL_AFTER.match(text, atom.end, end)):
        return True
    if lead.preposition in _WEAK_BEFORE_YEAR and not lead.article:
        return closes and (year % 100 != 0 or lead.preposition == "for")
    if lead.about is not None:
        return closes
    if lead.article:
        return not closes and _LOWER_AFTER.match(text, atom.end, end) is not None
    return (
        _in_parentheses(atom, context)
        or (_listed(atom, context, so_far) and closes)
        or _opens_sentence(atom, context, year)
    )


def _in_parentheses(atom: Atom, context: Context) -> bool:
    """ "the Treaty of Amity (1976)", but not "Resolution 2231 (2015)"."""
    text, start = context.text, atom.start
    if start <= context.start or text[start - 1] != "(" or text[atom.end : min(atom.end + 1, context.end)] != ")":
        return False
    return _NUMBER_BEFORE.search(text, max(context.start, start - 6), start) is None


def _listed(atom: Atom, context: Context, so_far: SoFar) -> bool:
    """ "in 1957 and 1961": a list goes on."""
    last = so_far.last
    return last is not None and LIST_GAP.fullmatch(context.text, last.end, atom.start) is not None


def _opens_sentence(atom: Atom, context: Context, year: int) -> bool:
    """ "2025 marks the anniversary": a year as subject."""
    return (
        not context.text[context.start : min(atom.start, context.start + 4)].strip(" \"“'‘")
        and atom.start <= context.start + 4
        and 1900 <= year < 2100
        and year % 100 != 0
        and _VERB_AFTER.match(context.text, atom.end, context.end) is not None
    )


def _month_stands(atom: Atom, lead: Lead, context: Context, so_far: SoFar) -> bool:
    text, end = context.text, context.end
    dated = isinstance(atom.first, Ymd) and atom.first.year is not None
    if dated or atom.year_of is not None or lead.part is not None or lead.preposition in _SURE_BEFORE_MONTH:
        return True
    closes = _CLOSES.match(text, atom.end, end) is not None
    if _listed(atom, context, so_far) or lead.preposition == "to":
        return closes
    if lead.article:
        return _SUMMIT_AFTER.match(text, atom.end, end) is not None
    if lead.preposition and lead.preposition not in _NEVER_BEFORE_MONTH:
        return _CAPITAL_AFTER.match(text, atom.end, end) is None
    return False


def _weekday_stands(atom: Atom, lead: Lead, context: Context) -> bool:
    text, left = context.text, max(context.start, atom.start - 12)
    if _EVERY_BEFORE.search(text, left, atom.start) or _NAMED_WEEKDAY_BEFORE.search(text, left, atom.start):
        return False
    if _OF_MONTH_AFTER.match(text, atom.end, context.end):
        return False
    return bool(lead.preposition) or _CAPITAL_AFTER.match(text, atom.end, context.end) is None


def _nominal(atom: Atom, lead: Lead, context: Context) -> bool:
    """A period that a document or plan is for; years only, as days and months date acts."""
    if atom.form != "year" or not isinstance(atom.first, Ymd) or atom.first.month is not None:
        return False
    text = context.text
    left = max(context.start, atom.start - _LEAD_LENGTH)
    if _SCHEDULED_BEFORE.search(text, left, atom.start):
        return False
    if lead.preposition in {"for", "covering"}:
        return True
    if (atom.last is None and lead.relation is not DateRelation.UNTIL) or lead.preposition in _DURING:
        return False
    if _PLAN_BEFORE.search(text, left, lead.start if lead.preposition else atom.start):
        return True
    if atom.last is None:
        return False
    if _in_parentheses(atom, context):
        return True
    if _SEASON_AFTER.match(text, atom.end, context.end):
        return False
    named = not lead.preposition and _CAPITAL_WORD_BEFORE.search(text, left, atom.start)
    return bool(
        named or _PLAN_AFTER.match(text, atom.end, context.end) or _TITLE_AFTER.match(text, atom.end, context.end)
    )


def _attributive(atom: Atom, lead: Lead, context: Context) -> bool:
    """ "the 2015 agreement", "the treaty of 1992", "the treaty (1976)", "Monday's talks"."""
    text, end = context.text, context.end
    if _POSSESSIVE_AFTER.match(text, atom.end, end):
        return True
    if atom.form == "year" and _in_parentheses(atom, context):
        return True
    if _TIME_AFTER.match(text, atom.end, end):
        return False
    if lead.preposition == "of" and lead.part is None:
        return not _WHOLE_BEFORE.search(text, max(context.start, atom.start - 24), atom.start)
    return lead.article and not lead.year_word and not _CLOSES.match(text, atom.end, end)
