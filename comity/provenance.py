"""The checks of evidence: every published cell is claimed by an article, and every claim stands in its text.

A *claim* and a published cell are compared as `record`, `field` and `value`. The cells of link tables are claims about
the record that they belong to: of an event's actors the field is the role and the value the actor, of its sectors the
field is `sector_id`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from comity.articles import Article
from comity.columns import ARTICLE, columns_of
from comity.diagnostics import Problem, rule
from comity.facts import Contradiction
from comity.frames import Tables
from comity.locate import Cells, Context, Message, Said, report
from comity.tables import TABLES
from comity.typed import ArrowArray, arrow, is_in, texts, where

NO_EVIDENCE = rule("T023", "A record without evidence", "Give the record a snippet of the article that reports it.")
ONE_RECORD = rule("T024", "Evidence that is not about exactly one record", "Fill exactly one of the id columns.")
QUOTE = rule(
    "T025",
    "Evidence does not stand where it says",
    "Copy the snippet from the article's text to the letter; the build finds its place.",
)
UNGROUNDED = rule(
    "T026", "A published cell that no article's claim supports", "Give the field a snippet, or leave the cell empty."
)
HEADLINE = rule(
    "T027",
    "A claim is marked as published and is not, or the other way round",
    "Mark as headline the claims whose value the tables hold, and no others.",
)
LOST = rule(
    "T028", "A contradiction whose claims are not in the evidence", "Keep the evidence of every claim that takes part."
)

# The records that evidence is about: the table, and the column of `evidence` that names its rows.
RECORDS = {
    column.references.table: column.name
    for column in columns_of(TABLES["evidence"])
    if column.references and column.name != "article_id"
}
# The link tables whose rows are claims about a record, and the column with the value; the field is the `role` or,
# where there is none, the column's name.
LINKS = {
    "event_actors": "actor_id",
    "event_sectors": "sector_id",
    "agreement_actors": "actor_id",
    "agreement_sectors": "sector_id",
    "figure_actors": "actor_id",
}
# What else evidence may claim about an actor; a row of these tables has no grounded cell of its own.
ASIDES = frozenset({"alias", "acronym", "office"})


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many of the cells that an article must support have evidence."""

    grounded: int
    total: int

    def __add__(self, other: Coverage) -> Coverage:
        return Coverage(self.grounded + other.grounded, self.total + other.total)


@dataclass(frozen=True)
class _Cells:
    """Published cells of one column: its table and name, and for each row what a claim of it would say, or null."""

    table: str
    column: str
    claims: ArrowArray


def coverage(tables: Tables) -> Coverage:
    """How many non-null cells of columns with the grounding `article` have a headline claim of their value.

    A row of a link table counts once.
    """
    found = Coverage(0, 0)
    for _, filled, supported in _support(tables):
        found += Coverage(int((filled & supported).sum()), int(filled.sum()))
    return found


def records_have_evidence(tables: Tables, context: Context) -> Iterator[Problem]:
    """T023: every event, agreement, figure and field of cooperation has evidence (actors may be known otherwise)."""
    for name, column in RECORDS.items():
        if name != "actors":
            ids = arrow(tables[name][columns_of(TABLES[name])[0].name])
            bare = np.flatnonzero(~is_in(ids, arrow(tables["evidence"][column])))
            yield from report(
                NO_EVIDENCE, context, name, tables[name], bare, "no evidence is about it", expected="evidence"
            )


def evidence_has_one_record(tables: Tables, context: Context) -> Iterator[Problem]:
    """T024: exactly one id column of each row of evidence is filled."""
    evidence = tables["evidence"]
    count = sum(evidence[column].notna().to_numpy(dtype=np.int64) for column in RECORDS.values())
    wrong = np.flatnonzero(np.asarray(count) != 1)
    yield from report(ONE_RECORD, context, "evidence", evidence, wrong, _records_named)


def quotes_stand_in_the_text(tables: Tables, context: Context) -> Iterator[Problem]:
    """T025: each quote is found again, to the letter, at its offsets, and begins in the sentence that is named."""
    evidence = tables["evidence"]
    columns = [arrow(evidence[name]).to_pylist() for name in ("article_id", "char_start", "char_end", "quote")]
    numbers = arrow(evidence["sentence"]).to_pylist()
    wrong: dict[int, str] = {}
    for row, (article_id, start, end, quote) in enumerate(zip(*columns, strict=True)):
        article = context.articles.get(article_id)
        if article is not None and None not in (start, end, quote, numbers[row]):
            message = _misplaced(article, start, end, quote, numbers[row])
            if message:
                wrong[row] = message
    for row, message in wrong.items():
        yield from report(QUOTE, context, "evidence", evidence, [row], message)


def cells_are_grounded(tables: Tables, context: Context) -> Iterator[Problem]:
    """T026: every non-null cell of a column with the grounding `article` has a headline claim of its value."""
    for cells, filled, supported in _support(tables):
        lacking = np.flatnonzero(filled & ~supported)
        message = _unsupported(cells.column)
        yield from report(UNGROUNDED, context, cells.table, tables[cells.table], lacking, message, cells.column)


def headlines_are_published(tables: Tables, context: Context) -> Iterator[Problem]:
    """T027: `headline` is true for the claims whose value is published, and for no others."""
    evidence = tables["evidence"]
    for record, id_column in RECORDS.items():
        published = [cells.claims for cells in _cells(tables, record)]
        about = where(pc.is_valid(arrow(evidence[id_column])))
        claims = _claims(evidence.iloc[about], id_column)
        is_published = is_in(claims, pa.concat_arrays(published))
        headline = np.asarray(arrow(evidence["headline"]).take(pa.array(about)).fill_null(False))
        wrong = np.asarray(pc.is_valid(claims)) & (headline != is_published)
        if record == "actors":
            wrong &= ~is_in(arrow(evidence["field"]).take(pa.array(about)), pa.array(sorted(ASIDES)))
        yield from report(HEADLINE, context, "evidence", evidence, about[wrong], _misjudged)


def contradictions_are_kept(tables: Tables, context: Context) -> Iterator[Problem]:
    """T028: every contradiction between articles is in the tables with at least one of its claims."""
    kept = set(arrow(tables["contradictions"]["contradiction_id"]).to_pylist())
    for item in context.contradictions:
        if _id(item) not in kept:
            kind, _, key = item.record.partition(" ")
            table = next(name for name, column in RECORDS.items() if column == f"{kind}_id")
            place = context.cell_place(table, {columns_of(TABLES[table])[0].name: key}, item.field)
            message = f"{item.record}: no evidence holds the claims about `{item.field}`"
            yield Problem(LOST, place, message, item.record, "its rows of `contradictions`")


def _support(tables: Tables) -> Iterator[tuple[_Cells, np.ndarray, np.ndarray]]:
    """For each grounded column: which of its cells are filled, and which a headline claim supports."""
    evidence = tables["evidence"]
    headline = evidence["headline"].fillna(False).to_numpy(dtype=bool)
    for record, id_column in RECORDS.items():
        about = evidence[headline & evidence[id_column].notna().to_numpy()]
        grounded = [cells for cells in _cells(tables, record) if _is_grounded(cells)]
        if grounded:
            # One look-up for all columns, so that the claims are hashed once.
            every = pa.chunked_array([cells.claims for cells in grounded])
            supported = is_in(every, _claims(about, id_column))
            ends = np.cumsum([len(cells.claims) for cells in grounded])[:-1]
            for cells, part in zip(grounded, np.split(supported, ends), strict=True):
                yield cells, np.asarray(cells.claims.is_valid()), part


def _is_grounded(cells: _Cells) -> bool:
    return any(
        column.name == cells.column and column.grounding == ARTICLE for column in columns_of(TABLES[cells.table])
    )


def _cells(tables: Tables, record: str) -> Iterator[_Cells]:
    """The published cells that claims can be about: of the record's table, and of the links to it."""
    key, *columns = columns_of(TABLES[record])
    ids = arrow(tables[record][key.name])
    for column in columns:
        yield _Cells(record, column.name, _joined(ids, column.name, texts(tables[record][column.name])))
    for table, value in LINKS.items():
        first = columns_of(TABLES[table])[0]
        if first.references and first.references.table == record:
            frame = tables[table]
            field = arrow(frame["role"]) if "role" in frame else value
            yield _Cells(table, value, _joined(arrow(frame[first.name]), field, arrow(frame[value])))


def _claims(evidence: pd.DataFrame, id_column: str) -> ArrowArray:
    return _joined(arrow(evidence[id_column]), arrow(evidence["field"]), arrow(evidence["value"]))


def _joined(ids: ArrowArray, field: ArrowArray | str, values: ArrowArray) -> ArrowArray:
    """`id field value` as one text a row, null where one of them is; no id or field holds the separator."""
    return pc.binary_join_element_wise(ids, field, values, "\x1f")


def _misplaced(article: Article, start: int, end: int, quote: str, sentence: int) -> str:
    """What is wrong with the place of a quote, or ''."""
    text = article.text[start:end]
    if text != quote:
        return f"characters {start} to {end} of {article.id} are {text[:60]!r}, not {quote[:60]!r}"
    right = article.sentence_at(start).index
    return "" if sentence == right else f"the quote begins in sentence {right} of {article.id}, not {sentence}"


def _id(item: Contradiction) -> str:
    """The id under which the tables hold a contradiction: record, field and rule."""
    return ".".join((*item.record.split(" ", 1), item.field, item.rule))


def _records_named(cells: Cells) -> str:
    named = [f"`{column}`" for column in RECORDS.values() if cells[column] is not None]
    return f"names {', '.join(named) or 'no record'}"


def _unsupported(column: str) -> Message:

    def message(cells: Cells) -> Said:
        what = f"no claim supports `{column}` = '{cells[column]}'"
        return Said(what, str(cells[column]), "a value that an article's snippet supports")

    return message


def _misjudged(cells: Cells) -> str:
    verb = "is not" if cells["headline"] else "is"
    return (
        f"`{cells['field']}` = '{cells['value']}' {verb} what the tables publish, but `headline` is {cells['headline']}"
    )
