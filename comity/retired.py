"""Retired ids: what `codebook/retired_ids.csv` says of ids that are gone, held against the tables.

An id that a release has published keeps its meaning. Where its record is merged into another, split or withdrawn, the
id gets a tombstone, so that whoever kept it learns what became of it, and nobody gives it to another record.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from comity.codebook import REFERENCE, RetiredId
from comity.columns import KEBAB, columns_of
from comity.csvfile import Line
from comity.diagnostics import Problem, misspelt, rule
from comity.frames import Tables
from comity.tables import TABLES

IN_USE = rule(
    "B007",
    "Retired id is in use",
    "Give the record an id that no release has published, or delete the id's row from codebook/retired_ids.csv.",
)
NO_SUCCESSOR = rule(
    "B008",
    "Retired id leads to no record",
    "Name an id of the same table that is there or has a tombstone of its own, or leave `replaced_by` empty.",
)

FILE = "retired_ids.csv"

Tombstones = Sequence[tuple[RetiredId, Line]]
_TABLE, _ID, _REPLACED_BY = range(3)


def id_columns() -> dict[str, str]:
    """The tables whose records bear ids that people gave and may keep, with the column of the id."""
    keys = {name: [column for column in columns_of(table) if column.key] for name, table in TABLES.items()}
    return {name: key[0].name for name, key in keys.items() if len(key) == 1 and key[0].pattern == KEBAB}


def problems(tables: Tables, retired: Tombstones) -> Iterator[Problem]:
    """What is wrong with the tombstones (B005, B007, B008), given the tables that are to be published."""
    columns = id_columns()
    present = {name: frozenset(map(str, tables[name][column])) for name, column in columns.items()} if retired else {}
    successors = {(row.table, row.id): row.replaced_by for row, _ in retired}
    for row, line in retired:
        if row.table not in columns:
            message = f"`table`: no table `{row.table}` has ids to retire"
            yield misspelt(REFERENCE, line.cell(_TABLE), message, row.table, columns)
            continue
        here = present[row.table]
        if row.id in here:
            message = f"`{row.table}` has `{row.id}`"
            yield Problem(IN_USE, line.cell(_ID), message, row.id, "an id that is gone")
        for other in row.replaced_by:
            place = line.item(_REPLACED_BY, other)
            if other not in here and (row.table, other) not in successors:
                message = f"`replaced_by`: `{row.table}` has no `{other}`"
                yield misspelt(NO_SUCCESSOR, place, message, other, here, f"an id of {row.table}")
            elif _leads_back(row.table, row.id, other, successors, here):
                message = f"`replaced_by`: `{other}` is itself replaced by `{row.id}`"
                yield Problem(NO_SUCCESSOR, place, message, other, f"an id of {row.table} that is there")


def _leads_back(
    table: str,
    retired: str,
    successor: str,
    successors: Mapping[tuple[str, str], Sequence[str]],
    present: Collection[str],
) -> bool:
    """Whether whoever follows the tombstones from `successor` on comes to the retired id again."""
    seen: set[str] = set()
    waiting = [successor]
    while waiting:
        one = waiting.pop()
        if one == retired:
            return True
        if one not in seen and one not in present:
            seen.add(one)
            waiting.extend(successors.get((table, one), ()))
    return False
