"""People without a title: the capitalised words that the text itself shows to be the names of people."""

from __future__ import annotations

import re
from collections.abc import Sequence

from comity.coder import bodyrefs, places
from comity.coder.found import FoundLine
from comity.coder.patterns import Line
from comity.coder.people import PersonRef, Run

_OPENING = frozenset("At In On By For From With After Since Under During Before".split())
_SONS = frozenset(["bin", "bint", "binti", "ibn"])
_PATRONYMIC = re.compile(r"[a-z](?:ovich|evich|ovna|evna|yevich|yevna)\Z")
_KOREAN = re.compile(r"[A-Z][a-z]{1,5}-[a-z]{2,6}")
_BETWEEN = frozenset("in turn also then later further".split())
_HUMAN_ACTS = frozenset(
    "said says told noted stressed added thanked expressed underlined emphasised emphasized congratulated recalled "
    "conveyed praised hailed underscored highlighted explained remarked pointed spoke arrived".split()
)
# What organisations and newspapers do not do.
_PERSONAL_ACTS = frozenset(
    "thanked congratulated recalled arrived visited met travelled traveled flew chaired co-chaired told spoke".split()
)


def find(lines: Sequence[FoundLine]) -> None:
    """Make people of names without a title that the text itself shows to be people's.

    Either another sentence calls them by the last name alone ("Lindqvist said", "Ms Lindqvist"), or the words go on as
    they do after people alone ("Anna Lindqvist thanked"), or the name is built as only people's are (Ivan Ivanovich).
    """
    called = {
        item.line.parts[ref.name_last - 1]
        for item in lines
        for ref in item.people.people
        if not item.line.loud and ref.name_last == ref.name_first + 1
    }
    called |= {
        item.line.parts[run.first]
        for item in lines
        for run in item.people.runs
        if run.last == run.first + 1
        and not item.line.loud
        and (_acts(item.line, run.last) or not item.line.opens(run.first))
    }
    for item in lines:
        line = item.line
        if line.loud or not item.people.runs:
            continue
        found = [run for run in item.people.runs if _is_person(line, run, called)]
        if found:
            item.people.runs = [run for run in item.people.runs if run not in found]
            item.people.people.extend(_untitled(line, run) for run in found)
            item.people.people.sort(key=lambda ref: ref.first)


def _is_person(line: Line, run: Run, called: set[str]) -> bool:
    """Whether a run of two to five capitalised words is the name of a person."""
    first, last = run.first, run.last
    words = sum(tag in "NIO" for tag in line.tags[first:last])
    if not 2 <= words <= 5 or " " not in line.tags[first:last] or places.after_in(line, first):
        return False
    if line.opens(first) and line.parts[first] in _OPENING:
        return False  # "At Lindqvist's invitation"
    if line.parts[last - 1] in called or _built_as_a_persons(line, first, last):
        return True
    the = first >= 2 and line.tags[first - 2] in "ta"
    return not the and line.tags[last : last + 2] == " x" and line.parts[last + 1] in _PERSONAL_ACTS


def _untitled(line: Line, run: Run) -> PersonRef:
    """A person without a title; "Sudan's X Y" tells the country."""
    ref = PersonRef(run.first, run.last, run.first, run.last)
    if run.first >= 3 and line.tags[run.first - 3 : run.first] == "Cp ":
        ref.country = bodyrefs.country(line, run.first - 3)
    return ref


def _built_as_a_persons(line: Line, first: int, last: int) -> bool:
    """A patronymic in the middle (Ivan Petrovich Sokolov), "bin" or "bint" before a name, a Korean given name."""
    words = line.word(first, last).split()
    if any(word in _SONS for word in words[1:-1]) or any(_PATRONYMIC.search(word) for word in words[1:-1]):
        return True
    return len(words) == 2 and _KOREAN.fullmatch(words[1]) is not None and words[0].isalpha()


def _acts(line: Line, last: int) -> bool:
    """Whether the next word says what people do: "said", "thanked"."""
    after = [part for part in line.parts[last : last + 8] if part != " "]
    while after and after[0] in _BETWEEN:
        del after[0]
    return bool(after) and after[0] in _HUMAN_ACTS
