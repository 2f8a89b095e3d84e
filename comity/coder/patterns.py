"""Lines of tagged parts, and regular expressions over their tags.

A pattern is written in tag letters (see `gazetteer.TAGS`), blanks and marks: `T o C` is a title, "of", a country.
`pattern` lets every letter also cover names of several parts, whose tags are the letter and underscores.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Set
from dataclasses import dataclass

from comity.coder.document import Part, Unit
from comity.coder.gazetteer import Entry, Gazetteer, Hit, spread

_TOKEN = re.compile(r"\(\?P<\w+>|\(\?(?:<?[=!]|[:>])|\[[^\]]+\]|\\.|\{[^}]*\}|[A-Za-z]")

FIELD = r"[Ff](?:[ -][Ff]){0,6}"
FIELDS = rf"{FIELD}(?:(?:, n |, | n ){FIELD}){{0,5}}"
FIELDS_CAPITAL = FIELDS.replace("[Ff]", "F")
# Whose: "the Vietnamese", "Kenya's", "the Kenyan and Cuban", "its".
OWNER = r"(?P<owner>(?:t )?[JC](?:p|')?(?:(?:, n |, | n |-)(?:t )?[JC](?:p|')?){0,2}|(?:t )?h) "
_NEXT = r"(?:N|I\.?|O|[CKL](?! [FGAYTQ])|X(?= [NI]))"
# A person's name: "Nguyen Van A", "J. van der Berg", "Abdel Fattah al-Sisi", "Ferdinand "Bongbong" Marcos".
NAME = (
    r"(?:[q](?:[ -]|')){0,2}(?:N|I\.?|O(?= [NOI]))(?:[-']\w)*(?:'(?= [q] ))?"
    rf"(?: ?(?:\"N\" )?(?:[q](?: |-|')){{0,3}}{_NEXT}(?:[-']\w)*(?:'(?= [q] ))?){{0,7}}"
)


_INNER_TITLE = re.compile("(?<=N )H(?= N)")  # Hassan Sheikh Mohamud
_INNER = frozenset("Sheikh Shaikh Sheik Tengku Tunku Haji Hajji Sayyid Sayed".split())
_COMBINED = re.compile("N(?=-[JC])")
_INITIAL_A = re.compile(r"a(?=\.? ?(?:I[. ]|a\.)|\. N)|(?<=I[ .])a(?=[ .]|$)")  # A K Abdul Momen, A.H.M. Kamal


# What a minister is for, in words that the dictionaries need not know: between owner and title, and between "of" or
# "for" and what ends it (an honorific, or a word like "Affairs" before a name).
_WORDS = r"(?:[FXM]_*(?: n |, n |, | |-)|N_*[ -]){0,5}"
_FIELD_BEFORE = re.compile(rf"(?<![A-Za-z_])[JC]_*p? (?P<field>(?=[FXM_ ,n-]*N){_WORDS}[FN]_*) (?=T(?P<title>_*))")
_FIELD_AFTER = re.compile(
    r"(?<=[T_l]) [or] (?:t )?(?P<field>(?!C)(?:[FNXJBC]_*(?: n |, n |, | |-)){0,7}"
    r"(?:F_*(?=,? [NIHP]|,|$)|[FNX]_*(?=,? H)))"
)
_FIELD_ALONE = re.compile(
    r"(?<=[T_l]) [or] (?:t )?(?P<field>(?:F_*(?: n |, ))?Y_*)(?=,? [NIHP]|,|$)"
)  # Minister of Ports
_MINISTERS = frozenset(
    "minister secretary ministers state envoy representative commissioner adviser advisor affairs".split()
)
_KNOWN_FIELD = re.compile(r"[F_ ,n-]*")


def pattern(source: str) -> re.Pattern[str]:
    """Compile a pattern over tags; a letter or a set of letters stands for whole names."""
    return re.compile(_TOKEN.sub(_whole, source))


def _whole(match: re.Match[str]) -> str:
    token = match.group()
    if token == r"\w":
        token = "[A-Za-z]"
    return f"(?:{token}_*+)" if token[0] not in "({\\" and any(c.isalpha() for c in token) else token


@dataclass(slots=True)
class Line:
    """A unit of a document, cut into tagged parts. Steps write over `tags` what they have found: "B____"."""

    unit: Unit
    text: str
    folded: str
    gazetteer: Gazetteer
    parts: list[str]
    starts: list[int]
    tags: str
    entries: dict[int, Entry]
    loud: bool  # a headline in title case or capitals: capitals mean nothing
    named: Set[str]  # the countries that the article names without doubt

    def entry(self, index: int) -> Entry | None:
        """What the dictionaries know of the name that begins with part `index`."""
        return self.entries.get(index) or self.gazetteer.entries.get(self.parts[index])

    def word(self, first: int, last: int) -> str:
        """The folded text of some parts."""
        return self.folded[self.starts[first] : self.starts[last]]

    def name(self, first: int, last: int) -> str:
        """The text of some parts as the article has it, with single blanks."""
        return " ".join(self.text[self.starts[first] : self.starts[last]].split())

    def mark(self, spans: Iterable[tuple[int, int]], tag: str) -> None:
        """Write one tag over each span of parts."""
        tags = list(self.tags)
        for first, last in spans:
            tags[first:last] = tag + "_" * (last - first - 1)
        self.tags = "".join(tags)

    def opens(self, index: int) -> bool:
        """Whether the part is the first word of its sentence or of a quotation."""
        before = index - 2 if index and self.tags[index - 1] == " " else index - 1
        return before < 0 or self.tags[before] in '":;('


def read(text: str, folded: str, unit: Unit, hits: list[Hit], gazetteer: Gazetteer, named: Set[str]) -> Line:
    """A unit's line; `hits` are the names of several parts within the unit, in order."""
    parts, starts, tags = gazetteer.cut(folded, unit.start, unit.end)
    entries = spread(tags, starts, hits)
    joined = "".join(tags)
    if "N H N" in joined:
        for match in _INNER_TITLE.finditer(joined):
            if parts[match.start()] in _INNER:
                tags[match.start()] = "N"
                entries.pop(match.start(), None)
        joined = "".join(tags)
    some = "I" in joined or "a." in joined
    initials = [m.start() for m in _INITIAL_A.finditer(joined) if parts[m.start()] == "A"] if some else ()
    if initials:
        for index in initials:
            tags[index] = "I"
        joined = "".join(tags)
    combined = [m.start() for m in _COMBINED.finditer(joined) if parts[m.start()] in gazetteer.combining]
    if combined:
        for index in combined:
            tags[index] = "J"
            entries[index] = gazetteer.combining[parts[index]]
        joined = "".join(tags)
    loud = _is_loud(unit, parts, joined)
    if "T" in joined and not loud and (spans := _fields(joined, parts)):
        for first, last in spans:
            for index in range(first, last):
                if tags[index] in "NXJBCMY":
                    tags[index] = "F"
                    entries.pop(index, None)
        joined = "".join(tags)
    return Line(unit, text, folded, gazetteer, parts, starts, joined, entries, loud, named)


def _fields(tags: str, parts: list[str]) -> list[tuple[int, int]]:
    """The spans that tell what a minister is for, in words that the dictionaries do not know as fields."""
    spans: list[tuple[int, int]] = []
    for match in _FIELD_BEFORE.finditer(tags):
        if parts[match.end() + len(match["title"])].lower() in _MINISTERS:
            spans.append(match.span("field"))
    for match in _FIELD_AFTER.finditer(tags):
        if parts[match.start() - 1].lower() in _MINISTERS and not _KNOWN_FIELD.fullmatch(match["field"]):
            spans.append(match.span("field"))
    for match in _FIELD_ALONE.finditer(tags):
        if parts[match.start() - 1].lower() in ("minister", "ministers"):
            spans.append(match.span("field"))
    return spans


def _is_loud(unit: Unit, parts: list[str], tags: str) -> bool:
    """A short unit without a final stop in which hardly a longer word is small."""
    if unit.part is not Part.HEADLINE and (unit.end - unit.start > 160 or tags.endswith((".", "'", '"'))):
        return False
    long = [part for part in parts if len(part) > 3 and part[0].isalpha()]
    return len(long) > 3 and sum(part[0].isupper() for part in long) > 0.8 * len(long)
