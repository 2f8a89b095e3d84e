"""What a change does to the published tables: row by row and cell by cell by key, and the version that it asks for.

`compare` is a pure function of two packages; `comity.diffreport` renders what it finds. Cells are compared as the text
that the CSV files hold, a null being no text: NFC and NFD of one word are two values, as they are to whoever joins on
them. Rows are matched by key; a row whose key changes is one row removed and one added. Where columns come or go, the
rows that stay are compared by the columns that both packages have.

The version follows the recipe "Data Package Version" of the Data Package standard
(https://datapackage.org/recipes/data-package-version/), by the largest single change:

- MAJOR: the package, a table or a column renamed, a table removed, columns added, removed or reordered, a type, format,
  key or null marker changed, a constraint or list of categories made narrower, a row removed that rows of another table
  refer to;
- MINOR: a table or rows added, a constraint or list of categories made wider, a reference changed;
- PATCH: cells corrected, other rows removed, titles and descriptions changed.

Claims (`evidence`, and the tables keyed by it) are computed from codings, ids and all: a corrected value or quote gives
a claim another id. So as many claims as were removed are taken to be replaced, a correction, and no reference to a
claim makes its removal a major change.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from comity.packages import Cell, Package, Row, Schema, Sheet
from comity.versions import Bump

# A package's table of claims; the tables whose key holds its key are claims too.
CLAIMS = "evidence"

# How many names a reason tells.
_MOST = 5
# Of a field's declaration, what decides whether data fit; the rest is for people.
_DECIDING = frozenset({"name", "type", "format", "constraints", "categories"})
_NARROWER_WHEN_GREATER = frozenset({"minimum", "exclusiveMinimum", "minLength"})
_NARROWER_WHEN_SMALLER = frozenset({"maximum", "exclusiveMaximum", "maxLength"})

# A bump, what was done with a `{}` for each name, and the names.
_Change: TypeAlias = tuple[Bump, str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class CellChange:
    """A cell of a row that both packages have; None is a null."""

    column: str
    old: Cell
    new: Cell


@dataclass(frozen=True, slots=True)
class RowChange:
    """A row that both packages have, with each of its cells that differs."""

    key: Row
    cells: tuple[CellChange, ...]


@dataclass(frozen=True, slots=True)
class WholeRow:
    """A row of one package alone, its cells in the order of that package's columns."""

    key: Row
    cells: Row


@dataclass(frozen=True, slots=True)
class Reason:
    """Why the change asks for a version: which bump, in which table (or ``), and what was done.

    `words` holds a `{}` for each of the `names`, which come from data and are shown as such. `of_rows` tells a change
    of rows from one of declarations.
    """

    bump: Bump
    table: str
    words: str
    names: tuple[str, ...] = ()
    of_rows: bool = False

    def what(self, shown: Callable[[str], str]) -> str:
        """What was done, each name as `shown` shows it."""
        return self.words.format(*map(shown, self.names))


@dataclass(frozen=True, slots=True)
class TableDiff:
    """A table that both packages have and that differs; `key` holds the columns by which rows were matched.

    Added and changed rows stand in the order of the new table, removed ones in that of the old one.
    """

    name: str
    key: tuple[str, ...]
    old_columns: tuple[str, ...]
    new_columns: tuple[str, ...]
    old_rows: int
    new_rows: int
    added: tuple[WholeRow, ...]
    removed: tuple[WholeRow, ...]
    changed: tuple[RowChange, ...]
    claims: bool

    @property
    def columns_added(self) -> tuple[str, ...]:
        """Columns that the new table alone has."""
        return tuple(column for column in self.new_columns if column not in self.old_columns)

    @property
    def columns_removed(self) -> tuple[str, ...]:
        """Columns that the old table alone has."""
        return tuple(column for column in self.old_columns if column not in self.new_columns)

    @property
    def touched(self) -> int:
        """How many rows were added, removed or changed."""
        return len(self.added) + len(self.removed) + len(self.changed)


@dataclass(frozen=True, slots=True)
class Diff:
    """What differs between two packages; `tables` are those of both that differ, in the new package's order.

    The gravest reasons come first.
    """

    old: Package
    new: Package
    tables: tuple[TableDiff, ...]
    reasons: tuple[Reason, ...]

    @property
    def tables_added(self) -> tuple[Sheet, ...]:
        """Tables that the new package alone has."""
        return tuple(sheet for name, sheet in self.new.tables.items() if name not in self.old.tables)

    @property
    def tables_removed(self) -> tuple[Sheet, ...]:
        """Tables that the old package alone has."""
        return tuple(sheet for name, sheet in self.old.tables.items() if name not in self.new.tables)

    @property
    def bump(self) -> Bump:
        """The version that the change asks for."""
        return max((reason.bump for reason in self.reasons), default=Bump.NONE)


def compare(old: Package, new: Package) -> Diff:
    """Everything that makes `new` another package than `old`, but for where its files lie."""
    shared = [(old.tables[name], sheet) for name, sheet in new.tables.items() if name in old.tables]
    tables = tuple(_table(before, after, is_claims(after, new)) for before, after in shared)
    reasons = [
        *_package_reasons(old, new),
        *(reason for before, after in shared for reason in _schema_reasons(before, after)),
        *(reason for table in tables for reason in _row_reasons(table, old)),
    ]
    told = {reason.table for reason in reasons}
    reasons.sort(key=lambda reason: -reason.bump)
    return Diff(old, new, tuple(table for table in tables if table.touched or table.name in told), tuple(reasons))


def is_claims(sheet: Sheet, package: Package) -> bool:
    """Whether the rows of a package's table are claims, which are told by their number."""
    claims = package.tables.get(CLAIMS)
    return claims is not None and bool(claims.key) and set(claims.key) <= set(sheet.key)


def renamed(table: TableDiff) -> dict[Row, Row]:
    """The keys of removed rows by which added rows they may have become: all other cells alike, and only once."""
    if table.old_columns != table.new_columns or not table.key:
        return {}
    others = [number for number, column in enumerate(table.new_columns) if column not in table.key]

    def bodies(rows: Iterable[WholeRow]) -> dict[Row, Row]:
        found: dict[Row, list[Row]] = {}
        for row in rows:
            body = tuple(row.cells[number] for number in others)
            if any(cell is not None for cell in body):
                found.setdefault(body, []).append(row.key)
        return {body: keys[0] for body, keys in found.items() if len(keys) == 1}

    gone, come = bodies(table.removed), bodies(table.added)
    return {key: come[body] for body, key in gone.items() if body in come}


# Rows


def _table(old: Sheet, new: Sheet, claims: bool) -> TableDiff:
    shared = tuple(column for column in new.columns if column in old.columns)
    key = next((key for key in (new.key, old.key) if key and _identifies(key, old) and _identifies(key, new)), ())
    before, after = _by_key(old, key, shared), _by_key(new, key, shared)
    at = [(column, old.columns.index(column), new.columns.index(column)) for column in shared]
    same_columns = old.columns == new.columns
    changed = []
    for identity, row in after.items():
        was = before.get(identity)
        if was is None or (same_columns and was == row):
            continue
        cells = tuple(CellChange(name, was[i], row[j]) for name, i, j in at if was[i] != row[j])
        if cells:
            changed.append(RowChange(identity, cells))
    return TableDiff(
        name=new.name,
        key=key,
        old_columns=old.columns,
        new_columns=new.columns,
        old_rows=len(old.rows),
        new_rows=len(new.rows),
        added=tuple(WholeRow(identity, row) for identity, row in after.items() if identity not in before),
        removed=tuple(WholeRow(identity, row) for identity, row in before.items() if identity not in after),
        changed=tuple(changed),
        claims=claims,
    )


def _identifies(key: Sequence[str], sheet: Sheet) -> bool:
    """Whether the table has these columns, and no two rows that are alike in them."""
    if not set(key) <= set(sheet.columns):
        return False
    return set(key) == set(sheet.key) or len(set(_cells(sheet, key))) == len(sheet.rows)


def _by_key(sheet: Sheet, key: Sequence[str], shared: Sequence[str]) -> dict[Row, Row]:
    """The rows by key; without a key by all shared cells, and by their number among their likes."""
    if key:
        return dict(zip(_cells(sheet, key), sheet.rows, strict=True))
    seen: Counter[Row] = Counter()
    found = {}
    for cells, row in zip(_cells(sheet, shared), sheet.rows, strict=True):
        seen[cells] += 1
        found[(*cells, str(seen[cells]))] = row
    return found


def _cells(sheet: Sheet, columns: Sequence[str]) -> Iterator[Row]:
    positions = [sheet.columns.index(column) for column in columns]
    return (tuple(row[position] for position in positions) for row in sheet.rows)


# Versions


def _row_reasons(table: TableDiff, old: Package) -> Iterator[Reason]:
    replaced = min(len(table.added), len(table.removed)) if table.claims else 0
    missed = () if table.claims else _referred_to(table, old)
    if missed:
        words = f"{_rows(len(missed))} removed that other tables refer to: {_places(missed)}"
        yield Reason(Bump.MAJOR, table.name, words, missed[:_MOST], of_rows=True)
    counts = (
        (Bump.MINOR, len(table.added) - replaced, "added"),
        (Bump.PATCH, len(table.removed) - len(missed) - replaced, "removed"),
        (Bump.PATCH, replaced, "replaced"),
        (Bump.PATCH, len(table.changed), "changed"),
    )
    for bump, count, what in counts:
        if count:
            yield Reason(bump, table.name, f"{_rows(count)} {what}", of_rows=True)


def _rows(count: int) -> str:
    return f"{count:,} row" if count == 1 else f"{count:,} rows"


def _referred_to(table: TableDiff, old: Package) -> tuple[str, ...]:
    """The keys of the removed rows to which a row of another table referred."""
    missed: set[Row] = set()
    for name, sheet in old.tables.items():
        if name == table.name:
            continue
        for source, target in _references(sheet, table.name):
            if not (set(target) <= set(table.old_columns) and set(source) <= set(sheet.columns)):
                continue
            used = set(_cells(sheet, source))
            at = [table.old_columns.index(column) for column in target]
            missed.update(row.key for row in table.removed if tuple(row.cells[i] for i in at) in used)
    return tuple(" + ".join(cell or "" for cell in row.key) for row in table.removed if row.key in missed)


def _references(sheet: Sheet, target: str) -> Iterator[tuple[list[str], list[str]]]:
    """The columns of a table that refer to the table `target`, and the columns there."""
    for one in _dicts(sheet.schema.get("foreignKeys")):
        reference = one.get("reference")
        if isinstance(reference, dict) and reference.get("resource", sheet.name) == target:
            yield _names(one.get("fields")), _names(reference.get("fields"))


def _names(value: object) -> list[str]:
    return [value] if isinstance(value, str) else [str(one) for one in value] if isinstance(value, list) else []


def _dicts(value: object) -> list[dict[str, Any]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _package_reasons(old: Package, new: Package) -> Iterator[Reason]:
    if old.name != new.name and old.name:
        yield Reason(Bump.MAJOR, "", "the package {} is renamed {}", (old.name, new.name))
    for name in old.tables:
        if name not in new.tables:
            yield Reason(Bump.MAJOR, name, "the table is removed")
    for name, sheet in new.tables.items():
        if name not in old.tables:
            yield Reason(Bump.MINOR, name, f"the table is added, with {_rows(len(sheet.rows))}")
    gone, come = _both_ways(old.others, new.others)
    if gone:
        yield Reason(Bump.MAJOR, "", f"files removed: {_places(gone)}", gone[:_MOST])
    if come:
        yield Reason(Bump.MINOR, "", f"files added: {_places(come)}", come[:_MOST])
    differing = tuple(sorted(word for word in {*old.about, *new.about} if old.about.get(word) != new.about.get(word)))
    if differing and old.name:
        yield Reason(Bump.PATCH, "", f"the package's metadata changed: {_places(differing)}", differing[:_MOST])


def _schema_reasons(old: Sheet, new: Sheet) -> Iterator[Reason]:
    """What the change of a table's declaration asks for."""

    def reason(bump: Bump, words: str, names: Sequence[str] = ()) -> Reason:
        return Reason(bump, new.name, words, tuple(names))

    removed, added = _both_ways(old.columns, new.columns)
    if added:
        yield reason(Bump.MAJOR, f"columns added: {_places(added)}", added[:_MOST])
    if removed:
        yield reason(Bump.MAJOR, f"columns removed: {_places(removed)}", removed[:_MOST])
    staying = [column for column in old.columns if column in new.columns]
    if staying != [column for column in new.columns if column in old.columns]:
        yield reason(Bump.MAJOR, "columns reordered")
    if set(old.key) != set(new.key):
        yield reason(Bump.MAJOR, "the key {} becomes {}", [" + ".join(key) for key in (old.key, new.key)])
    if old.schema.get("missingValues", [""]) != new.schema.get("missingValues", [""]):
        yield reason(Bump.MAJOR, "what stands for a null changed")
    if old.schema.get("foreignKeys", []) != new.schema.get("foreignKeys", []):
        yield reason(Bump.MINOR, "references to other tables changed")
    before, after = old.fields, new.fields
    for column in staying:
        for bump, words, names in _field_changes(before[column], after[column]):
            yield reason(bump, f"column {{}}: {words}", (column, *names))
    if old.about != new.about:
        yield reason(Bump.PATCH, "the table's title or description changed")


def _field_changes(old: Schema, new: Schema) -> Iterator[_Change]:
    for word in ("type", "format"):
        if old.get(word) != new.get(word):
            yield Bump.MAJOR, f"{word} {{}} becomes {{}}", (_shown(old.get(word)), _shown(new.get(word)))
    before, after = _dict(old.get("constraints")), _dict(new.get("constraints"))
    for word in sorted({*before, *after}):
        if before.get(word) != after.get(word):
            yield from _constraint(word, before.get(word), after.get(word))
    was, now = _categories(old), _categories(new)
    if "enum" not in before and "enum" not in after:  # else they are the same values once more
        if was is not None and now is not None:
            yield from _values("categories", list(was), list(now))
        elif was is not None:
            yield Bump.MINOR, "categories no longer declared", ()
        elif now is not None:
            yield Bump.MAJOR, "categories declared", ()
    labels = bool(was and now and any(now.get(value, label) != label for value, label in was.items()))
    if labels or _described(old) != _described(new):
        yield Bump.PATCH, "title, description or labels changed", ()


def _constraint(word: str, old: Any, new: Any) -> Iterator[_Change]:
    """What the change of a constraint asks for: a wider one breaks nothing."""
    if new is None or new is False:
        yield Bump.MINOR, "constraint {} lifted", (word,)
    elif old is None or old is False:
        yield Bump.MAJOR, "constraint {} added", (word,)
    elif word == "enum" and isinstance(old, list) and isinstance(new, list):
        yield from _values("enum", [str(value) for value in old], [str(value) for value in new])
    else:
        numbers = isinstance(old, (int, float)) and isinstance(new, (int, float))
        smaller = numbers and new < old
        wider = numbers and (word in _NARROWER_WHEN_GREATER if smaller else word in _NARROWER_WHEN_SMALLER)
        bump = Bump.MINOR if wider else Bump.MAJOR
        yield bump, "constraint {} {} becomes {}", (word, _shown(old), _shown(new))


def _values(what: str, old: Sequence[str], new: Sequence[str]) -> Iterator[_Change]:
    gone, come = _both_ways(old, new)
    if gone:
        yield Bump.MAJOR, f"{what} removed: {_places(gone)}", gone[:_MOST]
    if come:
        yield Bump.MINOR, f"{what} added: {_places(come)}", come[:_MOST]


def _both_ways(old: Sequence[str], new: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What only the old one holds, and what only the new one holds."""
    before, after = frozenset(old), frozenset(new)
    return tuple(one for one in old if one not in after), tuple(one for one in new if one not in before)


def _categories(field: Schema) -> dict[str, str] | None:
    """The categories of a field with their labels; they are plain values or objects (Table Schema v2)."""
    given = field.get("categories")
    if not isinstance(given, list):
        return None
    pairs = (
        (one.get("value"), one.get("label", one.get("value"))) if isinstance(one, dict) else (one, one) for one in given
    )
    return {str(value): str(label) for value, label in pairs}


def _described(field: Schema) -> dict[str, Any]:
    """What of a field is for people."""
    return {word: value for word, value in field.items() if word not in _DECIDING}


def _dict(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _places(names: Sequence[str]) -> str:
    """A `{}` for each of the first names, and how many more there are."""
    more = f" and {len(names) - _MOST:,} more" if len(names) > _MOST else ""
    return ", ".join("{}" for _ in names[:_MOST]) + more


def _shown(value: object) -> str:
    return "(none)" if value is None else str(value)
