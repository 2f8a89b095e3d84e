"""CHANGELOG.md, in the format of Keep a Changelog 1.1.0 (https://keepachangelog.com/): what is not yet released, and
the entry of a release, with what it does to the tables.

An entry is pending where its heading is `## [Unreleased]` or says `unreleased` behind the version.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from comity.diff import Diff, TableDiff, WholeRow
from comity.diffreport import code
from comity.versions import Bump, Version

Replaced: TypeAlias = Mapping[tuple[str, str], Sequence[str]]

UNRELEASED = "Unreleased"
_HEADING = re.compile(r"^## \[([^\]\n]+)\]([^\n]*)$", re.MULTILINE)
_KIND = re.compile(r"^### ([A-Za-z]+)", re.MULTILINE)
# What the kinds of changes of Keep a Changelog mean to those who use the software.
_BUMPS: Mapping[str, Bump] = {
    "Removed": Bump.MAJOR,
    "Added": Bump.MINOR,
    "Changed": Bump.MINOR,
    "Deprecated": Bump.MINOR,
}
# How many records of a table an entry names.
_MOST = 5


@dataclass(frozen=True, slots=True)
class Changelog:
    """The file: what stands above the first entry, the pending notes, and the released entries as they stand."""

    preamble: str
    notes: str
    released: tuple[str, ...]
    rest: str

    @property
    def bump(self) -> Bump:
        """The version that the pending notes ask for by their kinds; any note at all asks for a patch."""
        kinds = (_BUMPS.get(kind, Bump.PATCH) for kind in _KIND.findall(self.notes))
        return max(kinds, default=Bump.PATCH if self.notes else Bump.NONE)

    def with_entry(self, entry: str) -> str:
        """The file with the entry above the released ones, and nothing pending."""
        parts = [self.preamble.strip(), f"## [{UNRELEASED}]", entry.strip(), self.rest.strip()]
        return "\n\n".join(part for part in parts if part) + "\n"


def parse(text: str) -> Changelog:
    """The parts of the file; `released` holds the versions whose entries are not pending, the latest first."""
    headings = list(_HEADING.finditer(text))
    ends = [*(heading.start() for heading in headings), len(text)][1:]
    notes: list[str] = []
    released: list[str] = []
    rest: list[str] = []
    for heading, end in zip(headings, ends, strict=True):
        version, behind = heading.groups()
        if version == UNRELEASED or UNRELEASED.lower() in behind.lower():
            notes.append(text[heading.end() : end].strip())
        else:
            released.append(version)
            rest.append(text[heading.start() : end])
    preamble = text[: headings[0].start()] if headings else text
    return Changelog(preamble, "\n\n".join(note for note in notes if note), tuple(released), "".join(rest))


def entry(version: Version, day: str | None, notes: str, diff: Diff, replaced: Replaced) -> str:
    """The entry of a release: its heading, the pending notes, and what it does to the tables.

    `replaced` tells which ids took the place of a retired one, by its table and id.
    """
    heading = f"## [{version}] - {day}" if day else f"## [{version}]"
    lines = list(_tables(diff, replaced))
    tables = "\n".join(["### Tables", "", *lines]) if lines else ""
    return "\n\n".join(part for part in (heading, notes, tables) if part) + "\n"


def _tables(diff: Diff, replaced: Replaced) -> Iterator[str]:
    """A line a table, and below it the records, columns and terms that whoever uses it must know of."""
    for sheet in diff.tables_removed:
        yield f"- {code(sheet.name)}: the table is removed."
    for sheet in diff.tables_added:
        rows = len(sheet.rows)
        first = "" if not diff.old.tables else "a new table, "
        yield f"- {code(sheet.name)}: {first}{rows:,} {'row' if rows == 1 else 'rows'}."
    for reason in diff.reasons if diff.old.tables else ():
        if not reason.table:
            yield f"- {_sentence(reason.what(code))}"
    for table in diff.tables:
        counts = ((len(table.added), "added"), (len(table.removed), "removed"), (len(table.changed), "changed"))
        rows_told = ", ".join(f"{count:,} {word}" for count, word in counts if count)
        yield f"- {code(table.name)}: {rows_told or 'no row changed'}."
        for line in (*_declarations(table, diff), *_records(table, replaced)):
            yield f"  - {line}"


def _declarations(table: TableDiff, diff: Diff) -> Iterator[str]:
    """What changed in the table's declaration; the numbers of rows stand above."""
    for reason in diff.reasons:
        if reason.table == table.name and not reason.of_rows:
            yield _sentence(reason.what(code))


def _records(table: TableDiff, replaced: Replaced) -> Iterator[str]:
    """The records that came, went or changed, by their ids; rows of link tables and claims are counted alone."""
    if table.claims or len(table.key) != 1:
        return
    if table.added:
        yield f"Added: {_listed([_id(row) for row in table.added])}."
    if table.removed:
        gone = [_id(row) + _became(table.name, row, replaced) for row in table.removed]
        yield f"Removed: {_listed(gone)}."
    if table.changed:
        changes = [
            f"{code(change.key[0] or '')} ({', '.join(code(cell.column) for cell in change.cells)})"
            for change in table.changed
        ]
        yield f"Changed: {_listed(changes)}."


def _became(table: str, row: WholeRow, replaced: Replaced) -> str:
    successors = replaced.get((table, row.key[0] or ""), ())
    return f" (now {', '.join(map(code, successors))})" if successors else ""


def _id(row: WholeRow) -> str:
    return code(row.key[0] or "")


def _listed(names: Sequence[str]) -> str:
    more = f" and {len(names) - _MOST:,} more" if len(names) > _MOST else ""
    return ", ".join(names[:_MOST]) + more


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}."
