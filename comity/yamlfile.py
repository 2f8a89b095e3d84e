"""YAML as people write it by hand: every scalar a string, every key and value with its line and column.

Strings only, so that `NO` stays Norway and `2025-02-30` reaches the date check instead of a parser's guess. Anchors,
aliases and duplicate keys are refused: a coding has no use for them and they hide mistakes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Any

import yaml
from pydantic import ValidationError

from comity import textfile
from comity.diagnostics import InputError, Place, Problem, Rule, rule
from comity.fields import misfit

Path = tuple[str | int, ...]

SYNTAX = rule("Y001", "YAML cannot be read", "Check indentation, colons and quotes at this spot.")
DUPLICATE_KEY = rule("Y002", "A key stands twice in one mapping", "Merge the two entries or rename one.")
ALIAS = rule("Y003", "YAML anchor, alias or tag", "Write the value out; anchors, aliases and tags are not read.")
TOO_DEEP = rule("Y004", "YAML is nested too deeply", "A coding needs at most a handful of levels.")
TOO_MUCH = rule("Y006", "YAML holds too many values", "Part the file, or delete what stands there again and again.")
CHARACTER = rule(
    "Y005", "Control or bidirectional character in YAML", "Delete the invisible character, or its escape, at this spot."
)

MAX_DEPTH = 16
_YAML = "YAML"
# Keys and values; the longest reviewed codings hold some thousands.
MAX_VALUES = 50_000

try:
    from yaml import CBaseLoader as _Loader
except ImportError:  # PyYAML built without libyaml: slower, same result
    from yaml import BaseLoader as _Loader  # type: ignore[assignment]


@dataclass(frozen=True, slots=True)
class Document:
    """Plain data (dicts, lists, strings, None), and where each value, and each mapping's key, stands in the file.

    `values` and `keys` hold libyaml's marks, which count lines and columns of the text from 0; `place` and `key_place`
    make places of the file of them. Few are ever asked for, so they are not made before.
    """

    data: Any
    path: str
    first_line: int = 1
    values: dict[Path, Any] = field(default_factory=dict)
    keys: dict[Path, Any] = field(default_factory=dict)

    def place(self, path: Path) -> Place:
        """The place of the value at `path`, or of the nearest enclosing value that the file holds.

        A single value stands for a list of one: what the file holds at `quote` is found at `quote`, 0 too.
        """
        return self.at(self.values.get(self._held(path)))

    def key_place(self, path: Path) -> Place:
        """The place of the key that `path` ends with, or of its value where that is an item of a list."""
        held = self._held(path)
        return self.at(self.keys.get(held) or self.values.get(held))

    def at(self, mark: Any) -> Place:
        """The place in the file of one of libyaml's marks; the head of the text for None."""
        if mark is None:
            return Place(self.path, self.first_line)
        return Place(self.path, mark.line + self.first_line, mark.column + 1)

    def _held(self, path: Path) -> Path:
        held: Path = ()
        for part in path:
            if (*held, part) in self.values:
                held = (*held, part)
            elif not isinstance(part, int):
                break
        return held


def parse(text: str, path: str, first_line: int = 1) -> Document:
    """Read one YAML document.

    `first_line` is the file's line on which `text` starts (front matter starts on line 2). Raises InputError with
    Y001 to Y006.
    """
    text = textfile.clean(text, path, CHARACTER, first_line)
    reader = _Reader(Document(None, path, first_line))
    try:
        data = reader.read(text)
    except yaml.MarkedYAMLError as error:
        # What is still open at the end of the file is mended where it opens.
        end = len(text.rstrip())
        marks = [mark for mark in (error.problem_mark, error.context_mark) if mark]
        mark = next((mark for mark in marks if mark.index < end), None)
        place = reader.document.at(mark) if mark else textfile.place_at(text, end, path, first_line)
        detail = " ".join(part for part in (error.problem, error.context) if part)
        raise InputError([Problem(SYNTAX, place, detail, expected=_YAML)]) from error
    except (yaml.YAMLError, ValueError, OverflowError) as error:  # the latter two: escapes like "\\U00110000"
        raise InputError(
            [Problem(SYNTAX, Place(path, first_line), " ".join(str(error).split()), expected=_YAML)]
        ) from error
    if reader.problems:
        raise InputError(reader.problems)
    return replace(reader.document, data=data)


def field_problems(
    error: ValidationError, document: Document, rule: Rule, known: Callable[[Path], Iterable[str]]
) -> Iterator[Problem]:
    """What a model found wrong with a document's data: where it stands, and the nearest name that would be right.

    `known` gives the fields that may stand where a path of an unknown key ends. A field that is missing because its
    name is misspelt is told once.
    """
    meant: set[Path] = set()
    # Unknown keys first, so that it is known which missing ones they mean.
    for item in sorted(error.errors(include_url=False), key=lambda item: item["type"] != "extra_forbidden"):
        path, kind = item["loc"], item["type"]
        if kind == "missing" and path in meant:
            continue
        wrong_key = kind == "extra_forbidden" or path[-1:] == ("[key]",)
        path = path[:-1] if path[-1:] == ("[key]",) else path
        place = document.key_place(path) if wrong_key else document.place(path)
        found = misfit(item, known(path) if kind == "extra_forbidden" else ())
        if kind == "extra_forbidden" and found.nearest:
            meant.add((*path[:-1], found.nearest))
        name = ".".join(map(str, path))
        yield Problem(rule, place, f"`{name}`: {found.message}", found.value, found.expected, found.nearest)


class _Reader:
    """Builds the data of one document from libyaml's flat stream of events, in one pass and without a tree of nodes.

    What is unsafe is refused as it comes, so that depth, aliases and numbers cost nothing.
    """

    def __init__(self, document: Document) -> None:
        self.document = document
        self.problems: list[Problem] = []
        self._events: Iterator[Any] = iter(())

    def read(self, text: str) -> Any:
        """The data of the only document of a text; None where it holds none."""
        self._events = self._safe(yaml.parse(text, Loader=_Loader))
        start: Any = None
        data = None
        for event in self._events:
            if not isinstance(event, yaml.DocumentStartEvent):
                continue
            if start is not None:
                here: Any = event.start_mark
                wanted, found = "expected a single document in the stream", "but found another document"
                raise yaml.MarkedYAMLError(wanted, start, found, here)
            start = event.start_mark
            data = self._value(next(self._events), ())
        return data

    def _safe(self, events: Iterable[Any]) -> Iterator[Any]:
        """The events; InputError at anchors, aliases and tags, and where there is too much or it nests too deeply."""
        depth = values = 0
        for event in events:
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
                if depth > MAX_DEPTH:
                    place = self.document.at(event.start_mark)
                    message = f"more than {MAX_DEPTH} levels"
                    raise InputError([Problem(TOO_DEEP, place, message, expected=f"at most {MAX_DEPTH} levels")])
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
            if isinstance(event, yaml.NodeEvent):
                values += 1
                if values > MAX_VALUES:
                    place = self.document.at(event.start_mark)
                    message, expected = f"more than {MAX_VALUES:,} keys and values", f"at most {MAX_VALUES:,}"
                    raise InputError([Problem(TOO_MUCH, place, message, expected=expected)])
                named = event.anchor or getattr(event, "tag", None)
                if named or isinstance(event, yaml.AliasEvent):
                    place = self.document.at(event.start_mark)
                    raise InputError([Problem(ALIAS, place, f"`{named}`", str(named), "the value itself")])
            yield event

    def _value(self, event: Any, at: Path) -> Any:
        """The value that begins with an event; the events of its parts are read too."""
        self.document.values[at] = event.start_mark
        if isinstance(event, yaml.ScalarEvent):
            plain = not event.style
            return None if plain and event.value in ("", "~", "null") else self._checked(event)
        if isinstance(event, yaml.SequenceStartEvent):
            items: list[Any] = []
            while not isinstance(part := next(self._events), yaml.SequenceEndEvent):
                items.append(self._value(part, (*at, len(items))))
            return items
        return self._mapping(at)

    def _mapping(self, at: Path) -> dict[str, Any]:
        mapping: dict[str, Any] = {}
        while not isinstance(key_event := next(self._events), yaml.MappingEndEvent):
            if not isinstance(key_event, yaml.ScalarEvent):
                place = self.document.at(key_event.start_mark)
                message = "a key must be a plain word"
                self.problems.append(Problem(SYNTAX, place, message, expected="a plain word"))
                self._pass_over(key_event)
                self._pass_over(next(self._events))
                continue
            key = self._checked(key_event)
            first = self.document.keys.setdefault((*at, key), key_event.start_mark)
            if key in mapping:
                message = f"`{key}` stands in line {self.document.at(first).line} too"
                place = self.document.at(key_event.start_mark)
                self.problems.append(Problem(DUPLICATE_KEY, place, message, key, "each key once"))
            mapping[key] = self._value(next(self._events), (*at, key))
        return mapping

    def _checked(self, event: Any) -> str:
        """A scalar's text; between double quotes the file may spell as escapes (`"\\u202e"`) what it must not hold."""
        scalar: str = event.value
        if event.style == '"':
            # An escape is to be seen: quotes of articles need it for the marks of direction that these may hold.
            for offset, message in islice(textfile.odd_characters(scalar, by_hand=False), 1):
                place, value = self.document.at(event.start_mark), f"U+{ord(scalar[offset]):04X}"
                self.problems.append(Problem(CHARACTER, place, message, value, textfile.VISIBLE))
        return scalar

    def _pass_over(self, event: Any) -> None:
        """Read on to the end of the value that begins with an event."""
        depth = int(isinstance(event, yaml.CollectionStartEvent))
        while depth:
            event = next(self._events)
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
