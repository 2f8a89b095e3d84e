"""Counts: a number before a plural noun, and what stands for one ("a 12-member delegation", "five times the figure").

The unit is the noun in the singular. A noun that says little alone takes the one before it along ("water purifier",
"roofing sheet"); those that the codebook lists do not ("project").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from comity.coder import measures
from comity.coder.datewords import MONTH_ABBREVIATIONS, MONTHS, WEEKDAYS
from comity.coder.figure_numbers import Number
from comity.coder.figure_parts import Found, Sentence, lowered
from comity.coder.numerals import NUMBER_WORDS
from comity.coder.units import Unit, UnitKind, Units
from comity.terms import Qualifier

# Before a counted noun these are prepositions: "under three agreements".
_FOR_QUANTITIES = frozenset({"under", "below", "above", "beyond"})
_NAMES_OF_TIME = frozenset((*MONTHS, *MONTH_ABBREVIATIONS, *WEEKDAYS))
_LARGEST_GROUP = 3  # "three ministers" are actors, four are a figure
_SMALLEST_WHOLE = 4  # "six of the seven provinces" tells how many there are, "two out of three" is a share
_PERSON = Unit("person", UnitKind.COUNT)
_LISTS = ("checklists", "playlists", "shortlists", "waitlists", "blacklists", "watchlists", "wishlists", "ing lists")
_TIMES = Unit("times", UnitKind.COUNT)
_YEAR = Unit("year", UnitKind.DURATION)

_S = r"\s{1,3}"
_OUT_OF = re.compile(
    rf"{_S}(?:out{_S})?of(?:{_S}(?:the|its|their|these|those|all))?"
    rf"(?:{_S}(?P<whole>[0-9]{{1,4}}|{'|'.join(NUMBER_WORDS)}))?(?={_S})"
)
_FURTHER = re.compile(rf"{_S}(?:other|more|such)(?={_S})")
_OFTEN = re.compile(rf"{_S}(?P<often>daily|weekly|monthly|yearly|annual)(?={_S})")
RATE = re.compile(
    rf"{_S}(?:(?:a|an|per|each|every){_S}(?:second|minute|hour|day|night|week|month|quarter|year|head|person)|"
    rf"daily|weekly|monthly|annually|per{_S}annum|per{_S}capita)(?!\w)"
)
_LENGTH_OF = re.compile(
    rf"(?<!\w)(?P<noun>stays?|visits?|terms?|validity|duration|exemptions?|deadlines?|sentences?|permits?)"
    rf"{_S}(?:of|for){_S}\Z"
)
_PAST = re.compile(rf"(?<!\w)(?:over|in|for|during|throughout){_S}the{_S}(?:past|last){_S}\Z", re.IGNORECASE)
_SHORTEST_PAST = {"year": 10, "decade": 1}  # ties as old as that are told for their age
_SINCE = re.compile(
    rf"{_S}(?P<what>(?:since|after){_S}[^,;.()]{{3,60}}"
    rf"|of{_S}(?:the{_S}|their{_S})?(?:[a-z-]{{3,20}}{_S}){{0,2}}(?:relations|relationship|ties|friendship|cooperation)(?!\w))"
)
_ANNIVERSARY = re.compile(rf"(?:st|nd|rd|th){_S}(?:founding{_S}|birth{_S})?anniversary{_S}of(?={_S})")
_THE = re.compile(rf"{_S}(?:the|its|their)(?={_S})")
_MEMBERS = re.compile(
    rf"-(?:member|strong|person|man|woman){_S}(?P<group>(?:[\w'’&-]{{1,30}}{_S}){{0,4}}"
    rf"(?:delegation|team|mission|contingent|troupe|brigade|crew|group))(?!\w)"
)
_GROUP_OF = re.compile(rf"(?<!\w)(?P<group>delegation|mission|team|contingent|group|party|crew){_S}of{_S}\Z")
_PLURAL_INITIALS = re.compile(r"[A-Z][A-Za-z]{0,8}[A-Z]s")  # MPs, MoUs
_MULTIPLE = re.compile(
    rf"{_S}(?:the{_S}(?!week|month|year|day)|that{_S}of|those{_S}of|higher|more|larger|greater|bigger|as{_S}(?:much|many))"
)
_GROWN = re.compile(
    rf"(?<!\w)(?:increas(?:ed|ing)|gr(?:ew|own|owing)|ris(?:en|ing)|rose|expand(?:ed|ing)|multipli(?:ed|es)|surged|jumped|up)"
    rf"{_S}(?:by{_S}|almost{_S}|nearly{_S}|about{_S}|more{_S}than{_S}|over{_S}){{0,2}}\Z"
)
_FOLD = re.compile(r"[-\s]?fold(?!\w)")
_ENDS_AMOUNT = re.compile(rf"\s{{0,3}}(?:\Z|[,.;:)])|{_S}(?:in|last|this|and|while|but|from|by|during|over)(?!\w)")
# Words before a noun that tell what it is like, not what it is.
_ADJECTIVE_ENDINGS = tuple("al ic ive ous ful less able ible ary ory ese ish ian ern ed ant dent ble some wide".split())
_ADJECTIVES = frozenset(
    (
        "new old big small large major minor main key top good great full free extra further spare single double "
        "joint mutual short high low young heavy light modern complete separate private public local foreign direct "
        "diverse rare early late recent urgent basic raw bilateral similar civil senior junior secondary primary "
        "state former female male poor rich green blue red white black clean safe smart brand-new used hard soft "
        "so-called additional potential existing ongoing pending remaining outstanding leading upcoming growing"
    ).split()
)


def count(number: Number, sentence: Sentence, last: Found | None) -> tuple[Found, ...]:
    """The figure that a number before a plural noun makes; () where no plural follows or it is no figure.

    "Six of the seven provinces" makes two.
    """
    text, limit = sentence.text, sentence.limit
    out_of = _OUT_OF.match(text, number.end, limit)
    often = _OFTEN.match(text, number.end, limit)
    past = out_of or often or _FURTHER.match(text, number.end, limit)
    words = measures.words_behind(text, past.end() if past else number.end, limit)
    if words and (words[0].group() in _NAMES_OF_TIME or (number.year_like and words[0].group()[0].isupper())):
        return ()  # "11 May", "the 2026 World Cup matches"
    head = _head(words, sentence)
    if head is None:
        return _bare(number, sentence, last)
    if not head and words[0].group() == "times":
        return multiple(number, words[0].end(), sentence, last)
    unit, right = _counted(words[: head + 1], sentence), words[head].end()
    measure = _measure(number, unit, words[: head + 1], sentence)
    if not measure or (unit.name == "document" and out_of):
        return ()  # "two of the agreements" are counted among all of them
    rate = RATE.match(text, right, limit)
    if rate:
        measure, right = f"{measure} {' '.join(rate.group().split())}", rate.end()
    elif often:
        measure = f"{often['often']} {measure}"
    from_, qualifier = number.from_, number.qualifier
    if number.words in _FOR_QUANTITIES:
        from_, qualifier = number.start, Qualifier.EXACT
    found = Found(from_, right, number.value, qualifier, unit, lowered(measure, sentence))
    whole = _whole(out_of, unit, found)
    return (found,) if whole is None else (found, whole)


def members(number: Number, sentence: Sentence) -> tuple[Found, ...]:
    """ "A 12-member delegation"."""
    match = _MEMBERS.match(sentence.text, number.end, sentence.limit)
    if match is None:
        return ()
    measure = f"members of the {' '.join(match['group'].split())}"
    return (Found(number.from_, match.end(), number.value, number.qualifier, _PERSON, measure),)


def anniversary(number: Number, sentence: Sentence) -> tuple[Found, ...]:
    """ "The 70th anniversary of the treaty": how many years ago that was."""
    text, limit = sentence.text, sentence.limit
    match = _ANNIVERSARY.match(text, number.end, limit)
    if match is None:
        return ()
    the = _THE.match(text, match.end(), limit)
    what = measures.phrase_behind(text, the.end() if the else match.end(), limit)
    if not what:
        return ()
    return (Found(number.start, match.end(), number.value, Qualifier.EXACT, _YEAR, f"anniversary of {what}"),)


def fold(number: Number, sentence: Sentence, last: Found | None) -> tuple[Found, ...] | None:
    """ "Grew 15-fold"; None where no "fold" follows."""
    match = _FOLD.match(sentence.text, number.end, sentence.limit)
    return None if match is None else multiple(number, match.end(), sentence, last)


def multiple(number: Number, right: int, sentence: Sentence, last: Found | None) -> tuple[Found, ...]:
    """The number of times that something has grown or is of another: "grew 2.2 times", "five times the figure"."""
    text, start, left = sentence.text, sentence.start, number.from_
    grown = _GROWN.search(text, max(start, left - 40), left)
    if grown is None and not _MULTIPLE.match(text, right, sentence.limit):
        return ()
    what = measures.subject(text, start, grown.start()) if grown else ""
    what = what or measures.of_amount(text, start, left, right, right, "") or (last.measure if last else "")
    measure = f"increase in {what}" if grown and what else what
    if not measure:
        return ()
    return (Found(left, right, number.value, number.qualifier, _TIMES, lowered(measure, sentence)),)


def _bare(number: Number, sentence: Sentence, last: Found | None) -> tuple[Found, ...]:
    """A number without a noun: "the number of students reached 12,000", "exports hit $2bn and imports 3 million"."""
    text, start = sentence.text, sentence.start
    group = _GROUP_OF.search(text, max(start, number.from_ - 40), number.from_)
    if group is not None:
        measure = f"members of the {group['group']}"
        return (Found(number.from_, number.end, number.value, number.qualifier, _PERSON, measure),)
    measure = measures.counted_subject(text, start, number.from_)
    if measure:
        unit = _unit_of(measure.rsplit(" ", 1)[-1], sentence.units)
        return (Found(number.from_, number.end, number.value, number.qualifier, unit, measure),)
    if last is None or last.unit.kind is not UnitKind.CURRENCY or not number.multiplied:
        return ()
    if not _ENDS_AMOUNT.match(text, number.end, sentence.limit):
        return ()
    measure = measures.of_amount(text, max(start, last.end), number.from_, number.end, sentence.limit, "")
    if not measure:
        return ()
    return (Found(number.from_, number.end, number.value, number.qualifier, last.unit, lowered(measure, sentence)),)


def _whole(out_of: re.Match[str] | None, unit: Unit, part: Found) -> Found | None:
    """How many there are in all: "six out of [seven] provinces"."""
    told = out_of["whole"] if out_of else None
    if out_of is None or told is None:
        return None
    value = Decimal(NUMBER_WORDS.get(told) or told)
    if value < _SMALLEST_WHOLE or value < part.value or unit == _PERSON:
        return None
    start = out_of.start("whole")
    return Found(start, part.end, value, Qualifier.EXACT, unit, f"{part.measure} in all")


def _head(words: Sequence[re.Match[str]], sentence: Sentence) -> int | None:
    """The number of the head word: the last of the first run of plurals ("sports events", "member states").

    Without a plural, the noun of a nation ("5,000 Timorese").
    """
    head = None
    for index, word in enumerate(words):
        if _is_plural(word.group(), sentence.units):
            head = index
        elif head is not None:
            break
    if head is None:
        return next((index for index, word in enumerate(words) if word.span() in sentence.nationals), None)
    return head


def _is_plural(noun: str, units: Units) -> bool:
    """A noun of the codebook by the plural (or only form) that it gives, any other by its ending."""
    low = noun.lower()
    unit = units.nouns.get(low)
    if unit is not None:
        return low != unit.name or unit in units.invariable
    regular = len(low) > 3 and low.endswith("s") and not low.endswith(("ss", "us", "is"))
    return regular or _PLURAL_INITIALS.fullmatch(noun) is not None


def _counted(words: Sequence[re.Match[str]], sentence: Sentence) -> Unit:
    """The unit of what is counted: persons where a nation is ("60,000 Kenyans"), else that of the noun."""
    noun, low = words[-1].group(), words[-1].group().lower()
    if words[-1].span() in sentence.nationals:
        return _PERSON
    known = sentence.units.nouns.get(low)
    vague = known is not None and known.name == "unit"
    if (known is not None and not vague) or not noun.islower():
        return _unit_of(noun, sentence.units)
    before = words[-2].group() if len(words) > 1 else ""
    single = _unit_of(noun, sentence.units)
    if single == _PERSON:
        return single
    modifies = before.islower() and before.isalpha() and before not in _ADJECTIVES
    if modifies and (vague or not before.endswith(_ADJECTIVE_ENDINGS)):
        return Unit(f"{before} {singular(low)}", UnitKind.COUNT)
    return single


def _unit_of(noun: str, units: Units) -> Unit:
    """The unit of a counted noun: of the codebook, else its singular; who is an -ist by trade is a person."""
    low = noun.lower()
    known = units.nouns.get(low)
    if known is not None:
        return known
    if low.endswith(("ists", "ographers", "icians")) and len(low) > 6 and not low.endswith(_LISTS):
        return _PERSON
    return Unit(singular(low if noun.isupper() else noun), UnitKind.COUNT)


def _measure(number: Number, unit: Unit, words: Sequence[re.Match[str]], sentence: Sentence) -> str:
    """What a counted noun measures, '' where it is no figure."""
    if unit.kind is UnitKind.VAGUE or (unit.kind is UnitKind.GROUP and number.value <= _LARGEST_GROUP):
        return ""
    if unit.kind is UnitKind.DURATION:
        return _duration(number, unit, words[-1].end(), sentence)
    if unit.kind is UnitKind.CONTAINER:
        held = measures.after_word(sentence.text, words[-1].end(), sentence.limit, "of")
        if held:
            return held
    return " ".join(word.group() for word in words)


def _duration(number: Number, unit: Unit, right: int, sentence: Sentence) -> str:
    """What lasts so long: "a stay of 30 days"; how old ties are: "over the past 40 years"; '' for any other time."""
    text, left = sentence.text, max(sentence.start, number.from_ - 40)
    of = _LENGTH_OF.search(text, left, number.from_)
    if of is not None:
        return measures.phrase_before(text, sentence.start, of.end("noun"))
    if number.value < _SHORTEST_PAST.get(unit.name, number.value + 1):
        return ""
    since = _SINCE.match(text, right, sentence.limit)
    if since is not None:
        return f"{unit.name}s {' '.join(since['what'].split())}"
    return f"past {unit.name}s" if _PAST.search(text, left, number.from_) else ""


def singular(noun: str) -> str:
    """The singular of a regular English plural."""
    if noun.endswith("ies") and len(noun) > 4:
        return noun[:-3] + "y"
    if noun.endswith(("sses", "xes", "ches", "shes", "zzes")) or (noun.endswith("oes") and noun != "shoes"):
        return noun[:-2]
    return noun.removesuffix("s")
