"""What a figure measures, in few words: the noun phrase that the text gives a number to.

There is no parser: a phrase is the run of words before or behind the number up to a function word, a verb or a mark.
"""

from __future__ import annotations

import re
from functools import cache

# Words that no noun phrase holds, so that it starts behind or ends before one.
STOP_WORDS = frozenset(
    (
        "one ones "
        "hundred thousand million billion trillion dozen percent along across throughout near behind beyond "
        "toward towards upon amid despite besides except beside alongside whereas the a an this that these those "
        "its their his her our my your some any no each every all both either neither other another such same of "
        "in on at to for from with by about as into onto over under between among against during after before "
        "since until through within without per via including than like and or but nor so yet if when while where "
        "which who whom whose what how why because although though whether is are was were be been being am has "
        "have had having do does did will would shall should can could may might must not also only just already "
        "still even currently now then there here more most less least very too he she it they we i you him them "
        "us worth up down out off nearly almost around approximately roughly exactly abroad overall home together "
        "altogether ago apart respectively yesterday today tomorrow last next annually monthly yearly weekly "
        "daily said say says told tell reached reach reaches hit hits signed sign signs saw see sees made make "
        "makes got get gets gave give gives took take takes sent send sends won win wins held hold holds built "
        "build builds sold sell sells bought buy buys spent spend spends lent lend lends brought bring brings "
        "received receive receives provided provide provides secured secures offered offer offers included "
        "include includes met meet agreed want wants hope hopes expect expects aim aims seek seeks ordered opened "
        "joined went came come become became left led put set rose rises fell falls grew grow grows stood stands "
        "means meant visited launched trained hosted awarded donated granted handed established attended "
        "exchanged"
    ).split()
)
_ADJECTIVES_IN_ED = frozenset(
    (
        "registered combined estimated planned pledged accumulated invested disbursed committed targeted contracted "
        "newly-registered unmanned limited united advanced skilled armed aged wounded displaced refined processed "
        "frozen detained licensed loaded approved proposed"
    ).split()
)
_PLURAL_MODIFIERS = frozenset("goods sports customs arms sales services communications overseas economics".split())
_SUMS = frozenset({"total", "combined", "overall"})
_PRONOUNS = frozenset("it they he she we this that these those which who there both each".split())
INCREASES = frozenset("increase rise growth gain jump surge hike expansion".split())
DECREASES = frozenset("decrease decline fall drop reduction cut contraction slump".split())
_INCREASED = (
    "increas(?:e|es|ed|ing)|rise|rises|rose|risen|rising|grow|grows|grew|grown|growing|climb(?:s|ed|ing)?|"
    "jump(?:s|ed|ing)?|surg(?:e|es|ed|ing)|expand(?:s|ed|ing)?|soar(?:s|ed|ing)?|gain(?:s|ed|ing)?|"
    "rais(?:e|es|ed|ing)|boost(?:s|ed|ing)?|lift(?:s|ed|ing)?|doubl(?:e|es|ed|ing)|tripl(?:e|es|ed|ing)|"
    "quadrupl(?:e|es|ed|ing)|up"
)
_DECREASED = (
    "decreas(?:e|es|ed|ing)|fall|falls|fell|fallen|falling|drop(?:s|ped|ping)?|declin(?:e|es|ed|ing)|shrank|shrunk|"
    "slump(?:s|ed|ing)?|contract(?:s|ed|ing)|cut|cuts|cutting|reduc(?:e|es|ed|ing)|lower(?:s|ed|ing)?|"
    "slash(?:es|ed|ing)?|down"
)
# The noun for a verb right before an amount, by the verb's stem.
_NOMINAL_VERBS = {
    "invest": "investment", "donat": "donation", "pledg": "pledge", "lent": "loan", "lend": "loan", "grant": "grant",
    "allocat": "allocation", "contribut": "contribution", "export": "exports", "import": "imports",
    "spent": "spending", "spend": "spending", "paid": "payment", "pay": "payment", "earn": "earnings",
    "cost": "cost", "commit": "commitment", "rais": "funds raised", "sav": "savings", "borrow": "loan",
    "disburs": "disbursement",
}  # fmt: skip

_S = r"\s{1,3}"
_TAIL = r"(?:[\w'’&+]|[-.](?=\w)){0,40}"
_WORD = re.compile(rf"[^\W_]{_TAIL}")
_WORDS_ONLY = re.compile(rf"(?:{_S}[^\W_]{_TAIL}){{1,7}}")
_BREAK = re.compile(r"[,;:()\[\]—“”\"!?]|(?<=\w)\.(?=\s)|(?<=\s)[-–](?=\s)")
_WEIGHED = re.compile(
    rf"(?<!\w)(?:of|worth|totall?ing|valued{_S}at|estimated{_S}at|amounting{_S}to|reaching|exceeding|costing){_S}\Z"
)
_REACHED = re.compile(
    rf"(?<!\w)(?:reach(?:es|ed|ing)?|hit|hits|hitting|st(?:ood|ands|anding){_S}at|amount(?:s|ed|ing)?{_S}to|"
    rf"total(?:s|l?ed|l?ing)|was|were|is|are|exceed(?:s|ed|ing)?|surpass(?:es|ed|ing)?|topp(?:ed|ing)|"
    rf"cross(?:es|ed|ing)|c(?:a|o)me{_S}to|worth|(?:valued|forecast|estimated|projected|put|set|fixed){_S}at|averag(?:es|ed|ing)|account(?:s|ed){_S}for|"
    rf"ma(?:kes|de){_S}up|(?:expected|estimated|projected|forecast|set|likely|planned|due|believed){_S}to{_S}"
    rf"(?:reach|be|hit|exceed|surpass|total|(?:stand{_S}at|amount{_S}to|rise{_S}to|grow{_S}to))|(?:{_INCREASED}|{_DECREASED}|went|goes){_S}"
    rf"(?:(?:(?:by{_S})?[0-9.,]{{1,8}}\s?(?:%|per\s?cent){_S})?"
    rf"(?:year[ -]on[ -]year{_S}|annually{_S})?(?:from{_S}[^,;]{{1,40}}{_S})?to|from)){_S}"
    rf"(?:an?{_S}[a-z-]{{3,12}}{_S}(?:of{_S})?)?\Z"  # "hit a record"
)
_CHANGE_FROM = re.compile(rf"(?<!\w)(?:{_INCREASED}|{_DECREASED}|went|goes|moved){_S}from{_S}\Z")
_LOWER_BOUND_VERB = re.compile(rf"(?<!\w)(?:exceed|surpass|topp|cross)[a-z]{{0,5}}{_S}\Z")
_CHANGED = re.compile(
    rf"(?<!\w)(?:(?P<more>{_INCREASED})|(?P<fewer>{_DECREASED})){_S}(?:by{_S})?(?:an{_S}average{_S}of{_S})?\Z"
)
# "raise bilateral trade to", "cut tariffs by": the object is what is measured.
_MOVED = re.compile(
    rf"(?<!\w)(?:(?P<more>{_INCREASED})|(?P<fewer>{_DECREASED})|bring(?:s|ing)?|brought|push(?:es|ed|ing)?){_S}"
    rf"(?P<object>[^,;:.]{{2,60}}){_S}(?P<link>by|to){_S}(?:the{_S}(?:level|tune){_S}of{_S})?\Z"
)
_NOMINAL_BEFORE = re.compile(
    rf"(?<!\w)(?P<stem>{'|'.join(_NOMINAL_VERBS)})(?:e|es|s|ed|ted|ing|ting)?{_S}(?:up{_S})?\Z"
)
_AUXILIARIES = re.compile(
    rf"(?:{_S}(?:has|have|had|is|are|was|were|will|would|could|also|already|been|be|currently|only|now|then|still|even|"
    rf"nearly|almost|about|further|sharply|slightly|steadily|alone|more{_S}than))+\s{{0,3}}\Z"
)
_RELATIVE = re.compile(rf",\s{{0,3}}which{_S}(?:(?:has|had|have){_S})?\Z")
_CLAUSE_START = re.compile(
    r"(?<!\w)(?:that|while|as|but|(?<=, )with|when|after|because|where|although|though|since|so|"
    r"and(?=\s{1,3}[a-z]))(?!\w)"
)
_APPOSITION = re.compile(rf",{_S}(?:an?|the|one{_S}of){_S}")
_COMPLEMENT = re.compile(
    r"(?<!\w)(?:between|with|from|to|in|by|for|among|on|at|over|under|during|across|through)(?!\w)"
)
_OF = re.compile(rf"(?<!\w)of{_S}(?:(?:the|its|their){_S})?\Z")
_DIRECTED = re.compile(
    rf"(?<!\w)(?:[Ee]xports|[Ii]mports|[Ss]hipments){_S}(?:to|from){_S}(?:the{_S})?[A-Z][\w-]{{1,20}}"
    rf"(?:{_S}[A-Z][\w-]{{1,20}}){{0,2}}\Z"
)
_COMPARISON = re.compile(
    rf"{_S}(?:(?P<more>more|higher|larger|greater|faster)|(?:less|lower|fewer|smaller|slower))(?!\w)"
)
_DIMENSIONS = frozenset("long wide high deep tall thick".split())
_EXTENTS = _DIMENSIONS | frozenset(
    (
        "north south east west northeast northwest southeast southwest north-east north-west south-east south-west "
        "away apart northern inland offshore upstream downstream south-southeast south-southwest north-northeast "
        "north-northwest"
    ).split()
)
_LONGEST = 100  # characters in which a phrase is looked for


def words_behind(text: str, start: int, end: int) -> list[re.Match[str]]:
    """The words right behind `start` up to a mark, at most seven, that could be of one noun phrase."""
    run = _WORDS_ONLY.match(text, start, end)
    if run is None:
        return []
    found: list[re.Match[str]] = []
    for word in _WORD.finditer(text, start, run.end()):
        if word.group().lower() in STOP_WORDS or _possessive(word.group()):
            break
        found.append(word)
    return found


def phrase_behind(text: str, start: int, end: int) -> str:
    """The noun phrase right behind `start`, of any number, or ''; numbers, adverbs and participles end it."""
    found: list[str] = []
    for word in words_behind(text, start, end):
        name, low = word.group(), word.group().lower()
        if name[0].isdecimal() or low.endswith("ly") or (low.endswith("ing") and not found and low != "funding"):
            break
        if low.endswith("ed") and low not in _ADJECTIVES_IN_ED:
            break
        found.append(name)
        if _is_plural(low) and name.islower() and low not in _PLURAL_MODIFIERS:
            break
    return " ".join(found[:5])


def phrase_before(text: str, start: int, end: int) -> str:
    """The noun phrase that ends at `end`, or ''. A plural before its head is a verb ("signs contracts")."""
    left = max(start, end - _LONGEST)
    for mark in _BREAK.finditer(text, left, end):
        left = mark.end()
    found: list[str] = []
    for word in reversed(list(_WORD.finditer(text, left, end))):
        name, low = word.group(), word.group().lower()
        if low in STOP_WORDS or name[0].isdecimal() or _possessive(name) or len(found) == 5:
            break
        if name[0].islower() and _is_verb(low, is_head=not found):
            break
        found.append(name)
    if len(found) > 1 and found[-1].lower() in _SUMS:
        found.pop()
    return " ".join(reversed(found))


def subject(text: str, start: int, end: int) -> str:
    """The subject of a verb that starts at `end`, without its complements, or ''.

    "In 2023, two-way trade between Peru and Chile" gives "two-way trade", "the value of rice exports" the "value of
    rice exports", "trade, which" gives "trade".
    """
    left = max(start, end - 2 * _LONGEST)
    relative = _RELATIVE.search(text, left, end)
    end = relative.start() if relative else end
    auxiliaries = _AUXILIARIES.search(text, left, end)
    end = auxiliaries.start() if auxiliaries else end
    end = _without_aside(text, left, _without_comma(text, end))
    for mark in (*_BREAK.finditer(text, left, end), *_CLAUSE_START.finditer(text, left, end)):
        if text[mark.end() : end].strip():
            left = max(left, mark.end())
    directed = _DIRECTED.search(text, left, end)
    if directed:
        return " ".join(directed.group().split())
    end = _without_complement(text, left, end)
    head = phrase_before(text, left, end)
    of = _OF.search(text, left, text.rfind(head.split(" ")[0], left, end)) if head else None
    whole = phrase_before(text, left, of.start()) if of else ""
    return "" if head.lower() in _PRONOUNS else f"{whole} of {head}" if whole else head


def _without_comma(text: str, end: int) -> int:
    """Where the text ends without the comma and spaces before `end`."""
    while end and text[end - 1] in " \t\n,":
        end -= 1
    return end


def _without_aside(text: str, start: int, end: int) -> int:
    """Where the noun ends that an aside follows: "trade[, a pillar of their ties], ..."."""
    if not text.startswith(",", end):
        return end
    aside = text.rfind(",", start, end)
    return aside if aside > start and _APPOSITION.match(text, aside) else end


def _without_complement(text: str, start: int, end: int) -> int:
    """Where a noun phrase ends before its complement: "trade [between the two countries]"."""
    for word in _COMPLEMENT.finditer(text, start, end):
        if phrase_before(text, start, word.start()):
            return word.start()
    return end


def of_amount(text: str, start: int, left: int, right: int, end: int, previous: str) -> str:
    """What an amount measures that spans `left` to `right`, by the words before it, or ''.

    `previous` is what the amount before it measures ("trade reached $2 billion, up 5 percent").
    """
    changed = _CHANGED.search(text, max(start, left - 40), left)
    if changed:
        aside = previous and "," in text[max(start, changed.start() - 2) : changed.start()]  # ", up 5 percent"
        what = previous if aside else subject(text, start, changed.start()) or previous
        return f"{'increase' if changed['more'] else 'decrease'} in {what}" if what else ""
    moved = _MOVED.search(text, max(start, left - 90), left)
    thing = ""
    if moved:
        begin, finish = moved.span("object")
        thing = phrase_before(text, begin, _without_complement(text, begin, finish))
    if moved and thing and moved["link"] == "to":
        return thing
    if moved and thing and (moved["more"] or moved["fewer"]):
        return f"{'increase' if moved['more'] else 'decrease'} in {thing}"
    weighed = _WEIGHED.search(text, max(start, left - 30), left)
    noun = phrase_before(text, start, _without_comma(text, weighed.start())) if weighed else ""
    if noun:
        return _completed(noun, text, right, end)
    reached = _REACHED.search(text, max(start, left - 90), left)
    return subject(text, start, reached.start()) if reached else ""


def is_change_from(text: str, start: int, left: int) -> bool:
    """Whether a number is where a change starts: "rose from 20 to 30 percent"."""
    return _CHANGE_FROM.search(text, max(start, left - 30), left) is not None


def counted_subject(text: str, start: int, left: int) -> str:
    """What a bare number counts, or ''.

    "The number of Czech tourists reached 12,000" counts "Czech tourists", "the population is 33 million" itself.
    """
    reached = _REACHED.search(text, max(start, left - 70), left)
    words = subject(text, start, reached.start()).split(" ") if reached else []
    if words and words[-1] == "population":
        return " ".join(words)
    return " ".join(words[2:]) if len(words) > 2 and words[0].lower() == "number" and words[1] == "of" else ""


def behind_amount(text: str, right: int, end: int) -> str:
    """What an amount measures that stands before its noun: "a $50 million loan", "a 20 percent increase in exports"."""
    words = words_behind(text, right, end)
    noun = phrase_behind(text, right, end)
    if not words or words[0].group() in _EXTENTS:
        return ""
    return _completed(noun, text, words[noun.count(" ")].end(), end) if noun else ""


def measured_thing(text: str, start: int, left: int, right: int, end: int) -> str:
    """What has a length that stands behind it: "a bridge 640 metres long"; else ''."""
    words = words_behind(text, right, end)
    return phrase_before(text, start, left) if words and words[0].group() in _DIMENSIONS else ""


def after_word(text: str, right: int, end: int, words: str) -> str:
    """The noun phrase behind one of `words` right behind an amount: "$20 million in aid", "500 tonnes of rice".

    A single name is no measure: "$20 million in Ghana".
    """
    match = _linked(words).match(text, right, end)
    noun = phrase_behind(text, match.end(), end) if match else ""
    return "" if noun[:1].isupper() and " " not in noun else noun


@cache
def _linked(words: str) -> re.Pattern[str]:
    return re.compile(
        rf"{_S}(?:{words.replace(' ', _S)})(?={_S})(?:{_S}(?:the|its|their|all|an?|each{_S}other['’]s)(?={_S}))?"
        rf"(?:{_S}[A-Z][\w.-]{{1,20}}['’]s?(?={_S}))?"
    )


def comparison(text: str, right: int, end: int) -> str:
    """`increase` or `decrease` where a percentage is a difference ("5 percent higher than"), else ''."""
    match = _COMPARISON.match(text, right, end)
    return "" if match is None else "increase" if match["more"] else "decrease"


def of_verb(text: str, start: int, left: int) -> str:
    """The noun for a verb right before an amount: "invested $5 million" is an investment; else ''."""
    match = _NOMINAL_BEFORE.search(text, max(start, left - 24), left)
    return _NOMINAL_VERBS[match["stem"]] if match else ""


def is_lower_bound(text: str, start: int, left: int) -> bool:
    """Whether a verb right before an amount makes it a lower bound ("exceeded", "surpassed")."""
    return _LOWER_BOUND_VERB.search(text, max(start, left - 24), left) is not None


def _completed(noun: str, text: str, right: int, end: int) -> str:
    """A change is one in something: "a 20 percent increase in exports" is an "increase in exports"."""
    kept, _, last = noun.rpartition(" ")
    kind = "increase" if last.lower() in INCREASES else "decrease" if last.lower() in DECREASES else ""
    thing = (after_word(text, right, end, "in|of") or kept) if kind else ""
    return f"{kind} in {thing}" if thing else noun


def _is_verb(low: str, *, is_head: bool) -> bool:
    """Whether a lower-case word before a noun is likely its verb: "agreed", "signs" (but "sports events")."""
    if low.endswith("ed"):
        return low not in _ADJECTIVES_IN_ED
    return _is_plural(low) and not is_head and low not in _PLURAL_MODIFIERS


def _is_plural(low: str) -> bool:
    return low.endswith("s") and not low.endswith(("ss", "us", "is"))


def _possessive(word: str) -> bool:
    return word.endswith(("'s", "’s", "s'", "s’"))
