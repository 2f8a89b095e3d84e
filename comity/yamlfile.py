"""YAML as people write it by hand: every scalar a string, every value with its line and column.

Strings only, so that `NO` stays Norway and `2025-02-30` reaches the date check instead of a parser's guess. Anchors,
aliases and duplicate keys are refused: a coding has no use for them and they hide mistakes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import yaml

from comity.diagnostics import InputError, Place, Problem, rule

Path = tuple[str | int, ...]

SYNTAX = rule("Y001", "YAML cannot be read", "Check indentation, colons and quotes at this spot.")
DUPLICATE_KEY = rule("Y002", "A key stands twice in one mapping", "Merge the two entries or rename one.")
ALIAS = rule("Y003", "YAML anchor, alias or tag", "Write the value out; anchors, aliases and tags are not read.")
TOO_DEEP = rule("Y004", "YAML is nested too deeply", "A coding needs at most a handful of levels.")

MAX_DEPTH = 16

try:
    from yaml import CBaseLoader as _Loader
except ImportError:  # PyYAML built without libyaml: slower, same result
    from yaml import BaseLoader as _Loader  # type: ignore[assignment]


@dataclass(frozen=True, slots=True)
class Document:
    """Plain data (dicts, lists, strings, None) and where each value stands in the file."""

    data: Any
    places: dict[Path, Place]

    def place(self, path: Path) -> Place:
        """The place of the value at `path`, or of the nearest enclosing value that the file holds."""
        while path not in self.places and path:
            path = path[:-1]
        return self.places[path]


def parse(text: str, path: str, first_line: int = 1) -> Document:
    """Read one YAML document.

    `first_line` is the file's line on which `text` starts (front matter starts on line 2). Raises InputError with
    Y001 to Y004.
    """
    try:
        _refuse_unsafe(text, path, first_line)
        root = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = _place(path, mark, first_line) if mark else Place(path, first_line)
        detail = " ".join(part for part in (error.problem, error.context) if part)
        raise InputError([Problem(SYNTAX, place, detail)]) from error
    except yaml.YAMLError as error:
        raise InputError([Problem(SYNTAX, Place(path, first_line), " ".join(str(error).split()))]) from error
    if root is None:
        return Document(None, {(): Place(path, first_line)})
    places: dict[Path, Place] = {}
    problems: list[Problem] = []
    data = _build(root, (), path, first_line, places, problems)
    if problems:
        raise InputError(problems)
    return Document(data, places)


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


def _build(
    node: yaml.Node, at: Path, path: str, first_line: int, places: dict[Path, Place], problems: list[Problem]
) -> Any:
    places[at] = _place(path, node.start_mark, first_line)
    if isinstance(node, yaml.SequenceNode):
        return [_build(item, (*at, i), path, first_line, places, problems) for i, item in enumerate(node.value)]
    if isinstance(node, yaml.MappingNode):
        mapping: dict[str, Any] = {}
        for key_node, value_node in node.value:
            place = _place(path, key_node.start_mark, first_line)
            if not isinstance(key_node, yaml.ScalarNode):
                problems.append(Problem(SYNTAX, place, "a key must be a plain word"))
                continue
            key = str(key_node.value)
            if key in mapping:
                problems.append(Problem(DUPLICATE_KEY, place, f"`{key}` stands twice"))
            mapping[key] = _build(value_node, (*at, key), path, first_line, places, problems)
        return mapping
    quoted = bool(getattr(node, "style", None))
    return None if not quoted and node.value in ("", "~", "null") else str(node.value)


def _place(path: str, mark: Any, first_line: int) -> Place:
    return Place(path, mark.line + first_line, mark.column + 1)
