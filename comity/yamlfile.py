"""YAML as people write it by hand: every scalar a string, every key and value with its line and column.

Strings only, so that `NO` stays Norway and `2025-02-30` reaches the date check instead of a parser's guess. Anchors,
aliases and duplicate keys are refused: a coding has no use for them and they hide mistakes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Any

import yaml
from pydantic import ValidationError

from comity import textfile
from comity.diagnostics import InputError, Place, Problem, Rule, did_you_mean, rule

Path = tuple[str | int, ...]

SYNTAX = rule("Y001", "YAML cannot be read", "Check indentation, colons and quotes at this spot.")
DUPLICATE_KEY = rule("Y002", "A key stands twice in one mapping", "Merge the two entries or rename one.")
ALIAS = rule("Y003", "YAML anchor, alias or tag", "Write the value out; anchors, aliases and tags are not read.")
TOO_DEEP = rule("Y004", "YAML is nested too deeply", "A coding needs at most a handful of levels.")
CHARACTER = rule(
    "Y005", "Control or bidirectional character in YAML", "Delete the invisible character, or its escape, at this spot."
)

MAX_DEPTH = 16

try:
    from yaml import CBaseLoader as _Loader
except ImportError:  # PyYAML built without libyaml: slower, same result
    from yaml import BaseLoader as _Loader  # type: ignore[assignment]


@dataclass(frozen=True, slots=True)
class Document:
    """Plain data (dicts, lists, strings, None) and where each value, and each mapping's key, stands in the file."""

    data: Any
    places: dict[Path, Place]
    keys: dict[Path, Place] = field(default_factory=dict)

    def place(self, path: Path) -> Place:
        """The place of the value at `path`, or of the nearest enclosing value that the file holds.

        A single value stands for a list of one: what the file holds at `quote` is found at `quote`, 0 too.
        """
        return self.places[self._held(path)]

    def key_place(self, path: Path) -> Place:
        """The place of the key that `path` ends with, or of its value where that is an item of a list."""
        held = self._held(path)
        return self.keys.get(held) or self.places[held]

    def _held(self, path: Path) -> Path:
        held: Path = ()
        for part in path:
            if (*held, part) in self.places:
                held = (*held, part)
            elif not isinstance(part, int):
                break
        return held


def parse(text: str, path: str, first_line: int = 1) -> Document:
    """Read one YAML document.

    `first_line` is the file's line on which `text` starts (front matter starts on line 2). Raises InputError with
    Y001 to Y005.
    """
    text = textfile.clean(text, path, CHARACTER, first_line)
    try:
        _refuse_unsafe(text, path, first_line)
        root = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        # What is still open at the end of the file is mended where it opens.
        end = len(text.rstrip())
        marks = [mark for mark in (error.problem_mark, error.context_mark) if mark]
        mark = next((mark for mark in marks if mark.index < end), None)
        place = _place(path, mark, first_line) if mark else textfile.place_at(text, end, path, first_line)
        detail = " ".join(part for part in (error.problem, error.context) if part)
        raise InputError([Problem(SYNTAX, place, detail)]) from error
    except (yaml.YAMLError, ValueError, OverflowError) as error:  # the latter two: escapes like "\\U00110000"
        raise InputError([Problem(SYNTAX, Place(path, first_line), " ".join(str(error).split()))]) from error
    if root is None:
        return Document(None, {(): Place(path, first_line)})
    document = Document(None, {})
    problems: list[Problem] = []
    data = _build(root, (), path, first_line, document, problems)
    if problems:
        raise InputError(problems)
    return replace(document, data=data)


def field_problems(
    error: ValidationError, document: Document, rule: Rule, known: Callable[[Path], Iterable[str]]
) -> Iterator[Problem]:
    """What a model found wrong with a document's data: where it stands, and the nearest name that would be right.

    `known` gives the fields that may stand where a path of an unknown key ends.
    """
    for item in error.errors(include_url=False):
        path, kind = item["loc"], item["type"]
        wrong_key = kind == "extra_forbidden" or path[-1:] == ("[key]",)
        path = path[:-1] if path[-1:] == ("[key]",) else path
        place = document.key_place(path) if wrong_key else document.place(path)
        hint = ""
        if kind == "extra_forbidden":
            hint = did_you_mean(str(path[-1]), known(path))
        elif kind == "enum":
            terms = re.split(", | or ", item["ctx"]["expected"].replace("'", ""))
            hint = did_you_mean(str(item["input"]), terms)
        shown = ".".join(map(str, path))
        yield Problem(rule, place, f"`{shown}`: {item['msg'].removeprefix('Value error, ')}{hint}")


def _refuse_unsafe(text: str, path: str, first_line: int) -> None:
    """Walk the flat event stream before any tree is built, so that depth and aliases cost nothing."""
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > MAX_DEPTH:
                place = _place(path, event.start_mark, first_line)
                raise InputError([Problem(TOO_DEEP, place, f"more than {MAX_DEPTH} levels")])
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        named = getattr(event, "anchor", None) or getattr(event, "tag", None)
        if named or isinstance(event, yaml.AliasEvent):
            raise InputError([Problem(ALIAS, _place(path, event.start_mark, first_line), f"`{named}`")])


def _build(node: yaml.Node, at: Path, path: str, first_line: int, document: Document, problems: list[Problem]) -> Any:
    place = _place(path, node.start_mark, first_line)
    document.places[at] = place
    if isinstance(node, yaml.SequenceNode):
        return [_build(item, (*at, i), path, first_line, document, problems) for i, item in enumerate(node.value)]
    if isinstance(node, yaml.MappingNode):
        mapping: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key_place = _place(path, key_node.start_mark, first_line)
            if not isinstance(key_node, yaml.ScalarNode):
                problems.append(Problem(SYNTAX, key_place, "a key must be a plain word"))
                continue
            key = str(key_node.value)
            problems.extend(_odd(key, key_place))
            first = document.keys.setdefault((*at, key), key_place)
            if key in mapping:
                problems.append(Problem(DUPLICATE_KEY, key_place, f"`{key}` stands in line {first.line} too"))
            mapping[key] = _build(value_node, (*at, key), path, first_line, document, problems)
        return mapping
    problems.extend(_odd(node.value, place))
    quoted = bool(getattr(node, "style", None))
    return None if not quoted and node.value in ("", "~", "null") else str(node.value)


def _odd(scalar: str, place: Place) -> Iterator[Problem]:
    """Characters that the file spells as escapes (`"\\u202e"`)."""
    for _, message in islice(textfile.odd_characters(scalar), 1):
        yield Problem(CHARACTER, place, message)


def _place(path: str, mark: Any, first_line: int) -> Place:
    return Place(path, mark.line + first_line, mark.column + 1)
