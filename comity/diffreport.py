"""A difference of packages for people, for the job summary of a forge, and for programs.

Nothing that comes from data reaches a terminal or a page as it is. In text, `report.escape` shows what is invisible or
commands a terminal. In Markdown, every cell and every name is code: between backticks where no character in it could
mean anything else, otherwise with each character of punctuation as a numeric entity, which Markdown and HTML read as
that character and as nothing more.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from comity.diff import CellChange, Diff, Reason, RowChange, TableDiff, WholeRow, renamed
from comity.packages import Cell, Package, Row, Sheet
from comity.report import escape
from comity.versions import parse

JSON_VERSION = 1
LIMIT = 20
# Of a long cell, what is shown; programs get it whole.
_MOST_CELL = 200
# A forge refuses a job summary of more than 1 MiB: later tables are then told by their numbers alone.
_MOST_MARKDOWN = 900_000
_PLAIN_CODE = re.compile(r"[^`|\\<>&]+")
_PUNCTUATION = re.compile(r"[!-,.-/:-@\[-`{-~]", re.ASCII)
_NULL = "(empty)"


# Text


def text(diff: Diff, limit: int = LIMIT) -> str:
    """Both packages, the version asked for and why, the numbers by table, then the rows; at most `limit` of a kind."""
    lines = [f"{_named(diff.old)}  ->  {_named(diff.new)}"]
    if not diff.reasons:
        return "\n".join([*lines, "no difference"]) + "\n"
    lines += ["", f"version  {diff.bump.word}{_least(diff)}"]
    lines += [f"  {reason.bump.word:<5}  {_reason(reason, _quoted)}" for reason in diff.reasons]
    counts = list(_counts(diff))
    if len(counts) > 1:
        lines += ["", *_aligned(counts)]
    for table in diff.tables:
        if table.touched:
            lines += ["", escape(table.name), *(f"  {line}" for line in _table_lines(table, limit))]
    return "\n".join(lines) + "\n"


def _named(package: Package) -> str:
    said = " ".join(part for part in (package.name, package.version) if part)
    return escape(f"{package.source}, {said}" if said else package.source)


def _least(diff: Diff) -> str:
    """The least version that the new package may have, where the old one has a version."""
    version = parse(diff.old.version or "")
    return f": {version.after(diff.bump)} or later" if version else ""


def _reason(reason: Reason, shown: Callable[[str], str]) -> str:
    what = reason.what(shown)
    return f"{shown(reason.table)}: {what}" if reason.table else what


def _quoted(name: str) -> str:
    return f"`{escape(_clipped(name))}`"


def _counts(diff: Diff) -> Iterator[tuple[str, ...]]:
    """A row a table: rows before and after, and how many were added, removed and changed."""
    yield "table", "before", "after", "added", "removed", "changed"
    for sheet in diff.tables_removed:
        yield escape(sheet.name), f"{len(sheet.rows):,}", "-", "", "", ""
    for sheet in diff.tables_added:
        yield escape(sheet.name), "-", f"{len(sheet.rows):,}", "", "", ""
    for table in diff.tables:
        numbers = (table.old_rows, table.new_rows, len(table.added), len(table.removed), len(table.changed))
        yield escape(table.name), *(f"{number:,}" for number in numbers)


def _aligned(rows: Sequence[tuple[str, ...]]) -> Iterator[str]:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for first, *rest in rows:
        cells = [first.ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(rest, widths[1:], strict=True))]
        yield "  ".join(cells).rstrip()


def _table_lines(table: TableDiff, limit: int) -> Iterator[str]:
    if table.claims:
        yield from _claim_lines(table)
        return
    became = renamed(table)
    for sign, rows, columns in (("+", table.added, table.new_columns), ("-", table.removed, table.old_columns)):
        for row in rows[:limit]:
            cells = ", ".join(f"{escape(name)}={_cell(value)}" for name, value in _rest(row, columns, table.key))
            same = became.get(row.key) if sign == "-" else None
            note = f"  (all other cells are those of the added {_key(same)})" if same else ""
            yield f"{sign} {_key(row.key)}{note}" if note or not cells else f"{sign} {_key(row.key)}  {cells}"
        yield from _more(len(rows) - limit)
    for change in table.changed[:limit]:
        yield f"~ {_key(change.key)}"
        for cell in change.cells:
            old, new = _pair(cell)
            yield f"    {escape(cell.column)}: {old} -> {new}"
    yield from _more(len(table.changed) - limit)


def _claim_lines(table: TableDiff) -> Iterator[str]:
    """Claims by their number, and the columns in which those that stay differ."""
    for sign, rows, columns in (("+", table.added, table.new_columns), ("-", table.removed, table.old_columns)):
        if rows:
            yield f"{sign} {len(rows):,}{_by_article(rows, columns, escape)}"
    if table.changed:
        changed = Counter(cell.column for row in table.changed for cell in row.cells)
        yield f"~ {len(table.changed):,} ({', '.join(f'{escape(name)} {count:,}' for name, count in changed.items())})"


def _by_article(rows: Sequence[WholeRow], columns: Sequence[str], shown: Callable[[str], str]) -> str:
    """How many of the claims each article makes, the most talkative first."""
    if "article_id" not in columns:
        return ""
    at = columns.index("article_id")
    found = Counter(row.cells[at] or _NULL for row in rows)
    ranked = sorted(found.items(), key=lambda item: (-item[1], item[0]))
    parts = [f"{shown(_clipped(article))} {count:,}" for article, count in ranked[:5]]
    more = [f"and {len(ranked) - 5:,} more articles"] if len(ranked) > 5 else []
    return f" ({', '.join([*parts, *more])})"


def _more(left: int) -> Iterator[str]:
    if left > 0:
        yield f"and {left:,} more"


def _rest(row: WholeRow, columns: Sequence[str], key: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The cells that hold a value, without those of the key."""
    for name, value in zip(columns, row.cells, strict=True):
        if value is not None and name not in key:
            yield name, value


def _key(key: Row) -> str:
    return " + ".join(map(_cell, key))


def _cell(value: Cell) -> str:
    """A cell as text shows it: a null as (empty), in quotes what would else be taken for something else."""
    if value is None:
        return _NULL
    shown = _clipped(value)
    plain = shown and shown == shown.strip() and shown != _NULL and "=" not in shown and ", " not in shown
    return escape(shown) if plain else f'"{escape(shown)}"'


def _clipped(value: str) -> str:
    return value if len(value) <= _MOST_CELL else f"{value[:_MOST_CELL]}…"


def _pair(change: CellChange) -> tuple[str, str]:
    old, new = _told_apart(change)
    return _cell(old), _cell(new)


def _told_apart(change: CellChange) -> tuple[Cell, Cell]:
    """The two values: long ones from shortly before the first difference, look-alikes with their letters' numbers."""
    old, new = change.old, change.new
    if old is None or new is None:
        return old, new
    if unicodedata.normalize("NFC", old) == unicodedata.normalize("NFC", new):
        old, new = (one.encode("ascii", "backslashreplace").decode("ascii") for one in (old, new))
    if max(len(old), len(new)) > _MOST_CELL:
        first = next((i for i, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))
        start = max(0, first - _MOST_CELL // 4)
        if start:
            old, new = f"…{old[start:]}", f"…{new[start:]}"
    return old, new


# Markdown


def markdown(diff: Diff, limit: int = LIMIT) -> str:
    """The same as `text` in GitHub's Markdown, for the summary of a job."""
    head = [f"## The tables: {_kind_of_version(diff)}", "", f"From {_md_named(diff.old)} to {_md_named(diff.new)}.", ""]
    if not diff.reasons:
        return "\n".join([*head, "No difference."]) + "\n"
    lines = [*head, *(f"- {reason.bump.word}: {_reason(reason, code)}" for reason in diff.reasons)]
    counts = list(_counts(diff))
    if len(counts) > 1:
        aligned = ("---", *["---:"] * (len(counts[0]) - 1))
        body = ((code(first), *rest) for first, *rest in counts[1:])
        lines += ["", *(f"| {' | '.join(row)} |" for row in (counts[0], aligned, *body))]
    size = sum(map(len, lines))
    for table in diff.tables:
        if not table.touched:
            continue
        section = ["", f"### {code(table.name)}", "", *_md_table(table, limit)]
        size += sum(len(line.encode()) for line in section)
        if size > _MOST_MARKDOWN:
            lines += ["", "The rows of further tables are left out: the summary would grow too long."]
            break
        lines += section
    return "\n".join(lines) + "\n"


def code(value: str) -> str:
    """Text from data as a span of code, in which nothing is markup, wherever Markdown or HTML shows it."""
    shown = escape(_clipped(value)) or '""'
    if _PLAIN_CODE.fullmatch(shown) and shown == shown.strip():
        return f"`{shown}`"
    return f"<code>{_PUNCTUATION.sub(lambda mark: f'&#{ord(mark[0])};', shown)}</code>"


def _kind_of_version(diff: Diff) -> str:
    return f"a {diff.bump.word} change{_least(diff)}" if diff.reasons else "no change"


def _md_named(package: Package) -> str:
    said = " ".join(part for part in (package.name, package.version) if part)
    return f"{code(package.source)} ({code(said)})" if said else code(package.source)


def _md_table(table: TableDiff, limit: int) -> Iterator[str]:
    if table.claims:
        for word, rows, columns in (
            ("added", table.added, table.new_columns),
            ("removed", table.removed, table.old_columns),
        ):
            if rows:
                yield f"- {len(rows):,} {word}{_by_article(rows, columns, code)}"
        if table.changed:
            changed = Counter(cell.column for row in table.changed for cell in row.cells)
            shown = ", ".join(f"{code(name)} {count:,}" for name, count in changed.items())
            yield f"- {len(table.changed):,} changed ({shown})"
        return
    became = renamed(table)
    for word, rows, columns in (
        ("added", table.added, table.new_columns),
        ("removed", table.removed, table.old_columns),
    ):
        for row in rows[:limit]:
            same = became.get(row.key) if word == "removed" else None
            if same:
                yield f"- {word} {_md_key(row.key)}: all other cells are those of the added {_md_key(same)}"
                continue
            cells = ", ".join(f"{code(name)} {code(value)}" for name, value in _rest(row, columns, table.key))
            yield f"- {word} {_md_key(row.key)}" + (f": {cells}" if cells else "")
        yield from (f"- {line} {word}" for line in _more(len(rows) - limit))
    if table.changed:
        yield from _md_changes(table.changed, limit)


def _md_changes(changes: Sequence[RowChange], limit: int) -> Iterator[str]:
    yield ""
    yield "| changed | column | old | new |"
    yield "| --- | --- | --- | --- |"
    for change in changes[:limit]:
        for cell in change.cells:
            old, new = map(_md_cell, _told_apart(cell))
            yield f"| {_md_key(change.key)} | {code(cell.column)} | {old} | {new} |"
    yield from (f"\n{line} changed" for line in _more(len(changes) - limit))


def _md_key(key: Row) -> str:
    return " + ".join(map(_md_cell, key))


def _md_cell(value: Cell) -> str:
    return "*empty*" if value is None else code(value)


# JSON


def as_json(diff: Diff, limit: int = LIMIT) -> str:
    """One JSON object in ASCII, for programs: every row and cell, whatever `limit` says.

    - `version`: 1; another number when a key goes or changes its meaning (new keys may come).
    - `old`, `new`: the packages, each with `name`, `version` (or null) and `source`.
    - `bump`: `none`, `patch`, `minor` or `major`; `reasons`: each with `bump`, `table` (or null) and `what`.
    - `tables_added`, `tables_removed`: each with `name`, `columns` and `rows` (how many).
    - `tables`: those of both packages that differ, each with `name`, `key` (the columns that rows were matched by),
      `columns_added`, `columns_removed`, `rows` (`old`, `new`: how many), `counts` (`added`, `removed`, `changed`),
      `claims` (whether the rows are claims), `added` and `removed` (objects of all cells), and `changed`: each with
      `key` (the values of the key's columns) and `cells`, by column, each with `old` and `new`. A null is null.
    """
    document = {
        "version": JSON_VERSION,
        "old": _json_package(diff.old),
        "new": _json_package(diff.new),
        "bump": diff.bump.word,
        "reasons": [
            {"bump": reason.bump.word, "table": reason.table or None, "what": reason.what(lambda name: f"`{name}`")}
            for reason in diff.reasons
        ],
        "tables_added": _json_sheets(diff.tables_added),
        "tables_removed": _json_sheets(diff.tables_removed),
        "tables": [_json_table(table) for table in diff.tables],
    }
    return json.dumps(document, ensure_ascii=True, indent=2) + "\n"


def _json_package(package: Package) -> dict[str, Any]:
    return {"name": package.name, "version": package.version, "source": package.source}


def _json_sheets(sheets: Iterable[Sheet]) -> list[dict[str, Any]]:
    return [{"name": sheet.name, "columns": list(sheet.columns), "rows": len(sheet.rows)} for sheet in sheets]


def _json_table(table: TableDiff) -> dict[str, Any]:
    return {
        "name": table.name,
        "key": list(table.key),
        "columns_added": list(table.columns_added),
        "columns_removed": list(table.columns_removed),
        "rows": {"old": table.old_rows, "new": table.new_rows},
        "counts": {"added": len(table.added), "removed": len(table.removed), "changed": len(table.changed)},
        "claims": table.claims,
        "added": [dict(zip(table.new_columns, row.cells, strict=True)) for row in table.added],
        "removed": [dict(zip(table.old_columns, row.cells, strict=True)) for row in table.removed],
        "changed": [
            {
                "key": list(change.key),
                "cells": {cell.column: {"old": cell.old, "new": cell.new} for cell in change.cells},
            }
            for change in table.changed
        ],
    }


FORMATS: Mapping[str, Callable[[Diff, int], str]] = {"text": text, "markdown": markdown, "json": as_json}
