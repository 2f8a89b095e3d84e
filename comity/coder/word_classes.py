"""Closed word classes of English that several parts of the grammar look at."""

from __future__ import annotations

REACH = 60  # the most tokens that a look-around crosses

PREPOSITIONS = frozenset(
    (
        "of by to with between among from for in at on upon against into over about during after before under "
        "through within across toward towards near alongside amid amidst ahead behind including via per despite "
        "regarding concerning without throughout until since as like than"
    ).split()
)
DETERMINERS = frozenset(
    (
        "the a an his her its their our your my this that these those both all each every some any no another "
        "several two three four five other many more most such"
    ).split()
)
AUXILIARIES = frozenset(
    (
        "has have had having is are was were be been being am do does did will would shall should can could may "
        "might must 'll 've 're cannot won't didn't don't doesn't hasn't haven't hadn't isn't aren't wasn't "
        "weren't wouldn't couldn't shouldn't not never to get got gets"
    ).split()
)
ADVERBS = frozenset(
    (
        "also already recently now then soon just still once again later yet ever even only first today yesterday "
        "tomorrow together both all each himself herself itself themselves instead further thus therefore always often "
        "twice"
    ).split()
)
HARD = frozenset(";:—–-|")
RELATIVE = frozenset("who whom whose which where when".split())
CLAUSAL = frozenset({"after", "before", "since", "until", "as"})
BEFORE_GERUND = frozenset("after before while when since without".split())
TIMES = frozenset(
    (
        "monday tuesday wednesday thursday friday saturday sunday today yesterday tonight "
        "january february march april june july august september october november december "
        "morning afternoon evening night week month year"
    ).split()
)
