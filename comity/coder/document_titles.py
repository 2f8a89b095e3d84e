"""The titles of documents: their number, their case, and how they stand in the table."""

from __future__ import annotations

import re

_MAX_TITLE = 300
_PARENTHESIS = re.compile(r"\s*\([^()]{1,40}\)")
_QUOTES = re.compile(r'["“”«»]')
_OWN = re.compile(r"\b(on|for|of|in) (?:their|its|his|her) ")
_SINGULARS = {
    "memoranda": "memorandum", "memorandums": "memorandum", "letters": "letter", "exchanges": "exchange",
    "programmes": "programme", "programs": "program", "plans": "plan", "protocols": "protocol",
    "declarations": "declaration", "statements": "statement", "mou's": "mou",
}  # fmt: skip
_ALWAYS_SINGULAR = frozenset(
    [
        "agreed minutes",
        "minutes",
        "joint minutes",
        "exchange of notes",
        "exchange of letters",
        "notes",
        "heads of agreement",
    ]
)


def is_plural(term: str) -> bool:
    """Whether a document noun is a plural: "memoranda", but not "agreed minutes"."""
    if term in _ALWAYS_SINGULAR:
        return False
    first = term.split(" of ")[0]
    return "memoranda" in first or term.endswith(("understandings", "'s")) or (first[-1] == "s" and first[-2] != "s")


def singular(noun: str) -> str:
    """A document noun in the singular: "memoranda of understanding" -> "memorandum of understanding"."""
    words = noun.split(" ")
    for number, word in enumerate(words):
        singular = _SINGULARS.get(word.lower())
        if singular is not None:
            words[number] = word[0] + singular[1:] if word.lower() != "mou's" else word[:-2]
            return " ".join(words)
    if noun.lower().endswith("ties"):
        return noun[:-3] + "y"
    return noun[:-1] if noun.lower().endswith("s") and not noun.lower().endswith("ss") else noun


def uncapitalised(title: str) -> str:
    """A title as it stands within another: "agreements and memoranda", but "agreements and MoUs"."""
    acronym = any(letter.isupper() for letter in title.split(" ")[0][1:])
    return title if acronym else title[:1].lower() + title[1:]


def tidied(text: str) -> str:
    """A title for the table: one line, without remarks in brackets, its first letter a capital."""
    line = _OWN.sub(r"\1 ", " ".join(_QUOTES.sub("", _PARENTHESIS.sub("", text)).split())).strip(" ,;:.'\"“”‘’«»=@+-–—")
    if line.count("(") > line.count(")"):
        line = line[: line.rindex("(")].rstrip()
    return (line[:1].upper() + line[1:])[:_MAX_TITLE].rstrip()
