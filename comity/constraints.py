"""The checks that follow from the columns' declarations: types, vocabularies, keys, references, clean text."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd
import pandera.pandas as pandera
import pyarrow as pa
import pyarrow.compute as pc
from pandera.errors import SchemaError, SchemaErrorReason, SchemaErrors

from comity import lookalikes, typed
from comity.columns import Column, Kind, columns_of, key_of
from comity.diagnostics import Place, Problem, Severity, listed, rule
from comity.frames import Tables, categories
from comity.locate import Cells, Context, Message, Said, report
from comity.spelling import nearest
from comity.tables import TABLES, VOCABULARIES

REQUIRED = rule("T001", "A required cell is empty", "Give the value; the message names its column.")
TYPE = rule("T002", "A cell has the wrong type", "Write a value of the column's type.")
VOCABULARY = rule("T003", "A cell's value is not in the vocabulary", "Use a value of the closed vocabulary.")
FORM = rule("T004", "A cell has the wrong form", "Write the value in the form that the column's description gives.")
EMPTY_TEXT = rule("T005", "A cell holds an empty text", "Leave the value out; nothing known is a null, not a text.")
COLUMNS = rule("T006", "A table has other columns than declared", "Give each table the columns of comity/tables.py.")
KEY = rule("T007", "Two rows have one key", "Merge the rows, or give one of them another id.")
REFERENCE = rule("T008", "A cell refers to a row that does not exist", "Correct the id, or add the row that it names.")
CHARACTER = rule(
    "T009", "Control or bidirectional character in a text", "Delete the invisible character, or write a space."
)
FORMULA = rule(
    "T010",
    "A text that spreadsheets would take for a formula",
    "Start the text, or the snippet, with a letter, a digit or a quotation mark.",
)
WHITE_SPACE = rule("T011", "White space at an end of a text", "Delete the white space.")
LOOK_ALIKE = rule(
    "T030",
    "A text that looks like another",
    "Type the word anew in one alphabet, and delete what is invisible.",
    Severity.WARNING,
)

_HINTS = 20
# Cc, line and paragraph separators, bidirectional embeddings, overrides and isolates; RE2 syntax.
_CONTROL = r"[\x00-\x1f\x7f-\x9f\x{2028}\x{2029}\x{202a}-\x{202e}\x{2066}-\x{2069}]"
# The same but tab and line feed, which may stand inside the lines of an article.
_CONTROL_VERBATIM = r"[\x00-\x08\x0b-\x1f\x7f-\x9f\x{2028}\x{2029}\x{202a}-\x{202e}\x{2066}-\x{2069}]"
# What spreadsheets evaluate, in full width too. "+254" and "-5" are numbers, "- item" is an item of a list; but neither
# calls a function or, by a bar, another program.
_FORMULA = r"(?s)^(?:[=@\t\r＝＠＋－]|\+(?:[^0-9]|$)|-[^0-9 .,]|[+\-].*(?:[A-Za-z0-9_.]\(|\|))"


_VISIBLE = "text without invisible characters"
_TRIMMED = "text without white space at its ends"
_NO_FORMULA = "text that does not start with =, @, + or -"


def schema(tables: Tables, context: Context) -> Iterator[Problem]:
    """What Pandera finds: T001 to T004 and T006."""
    for name, model in TABLES.items():
        try:
            model.validate(tables[name], lazy=True)
        except SchemaErrors as errors:
            for error in errors.schema_errors:
                yield from _problems(error, name, tables[name], context)


def empty_text(tables: Tables, context: Context) -> Iterator[Problem]:
    """T005: nothing known is a null, never an empty string."""
    for name, column, series in _columns(tables, Kind.TEXT, Kind.CATEGORY):
        if series.dtype == object:
            positions = np.flatnonzero([isinstance(value, str) and value == "" for value in series])
        else:
            positions = typed.where(pc.equal(typed.arrow(series), pa.scalar("")))
        yield from report(EMPTY_TEXT, context, name, tables[name], positions, _shown(column, "a null"), column.name)


def has_columns(tables: Tables) -> bool:
    """True where every declared column of every table is there, so that the other checks can run."""
    return all(
        name in tables and {column.name for column in columns_of(model)} <= set(tables[name].columns)
        for name, model in TABLES.items()
    )


def mended(tables: Tables) -> dict[str, pd.DataFrame]:
    """The tables with null for every value that `schema` and `empty_text` report as none of its column's type."""
    known = {name: tuple(map(str, tables[name].iloc[:, 0])) for name in VOCABULARIES}
    found: dict[str, pd.DataFrame] = {}
    for name, model in TABLES.items():
        columns = columns_of(model)
        frame = typed.without_misfits(tables[name], columns, categories(columns, known))
        for column in columns:
            if column.kind is Kind.TEXT and pc.any(pc.equal(typed.arrow(frame[column.name]), pa.scalar(""))).as_py():
                frame = frame.assign(**{column.name: frame[column.name].replace("", pd.NA)})
        found[name] = frame
    return found


def keys(tables: Tables, context: Context) -> Iterator[Problem]:
    """T007: no two rows of a table have one key; nulls are equal."""
    for name, model in TABLES.items():
        key = list(key_of(model))
        frame = tables[name]
        plain = pa.table([typed.arrow(frame[column]) for column in key], names=key)
        if plain.group_by(key).aggregate([]).num_rows == len(frame):
            continue
        again = np.flatnonzero(frame.duplicated(key, keep="first"))
        yield from report(KEY, context, name, frame, again, "another row has this key", expected="another key")


def references(tables: Tables, context: Context) -> Iterator[Problem]:
    """T008: every foreign key refers to a row."""
    for name, model in TABLES.items():
        for column in columns_of(model):
            if column.references is None:
                continue
            target = typed.arrow(tables[column.references.table][column.references.column])
            source = typed.arrow(tables[name][column.name])
            lost = np.flatnonzero(np.asarray(pc.is_valid(source)) & ~typed.is_in(source, target))
            message = _lost(column.name, column.references.table, target)
            yield from report(REFERENCE, context, name, tables[name], lost, message, column.name)


def clean_text(tables: Tables, context: Context) -> Iterator[Problem]:
    """T009 to T011: text without invisible characters, formulas, or white space around it."""
    for name, column, series in _columns(tables, Kind.TEXT):
        text = typed.arrow(series)
        control = _CONTROL_VERBATIM if column.verbatim else _CONTROL
        yield from report(
            CHARACTER,
            context,
            name,
            tables[name],
            typed.where(pc.match_substring_regex(text, control)),
            _shown(column, _VISIBLE),
            column.name,
        )
        if column.free_text:
            formula = typed.where(pc.match_substring_regex(text, _FORMULA))
            yield from report(FORMULA, context, name, tables[name], formula, _shown(column, _NO_FORMULA), column.name)
            padded = typed.where(pc.not_equal(text, pc.utf8_trim_whitespace(text)))
            yield from report(WHITE_SPACE, context, name, tables[name], padded, _shown(column, _TRIMMED), column.name)


def look_alikes(tables: Tables, context: Context) -> Iterator[Problem]:
    """T030: no name, place or title mixes alphabets in a word or holds characters that nobody sees."""
    for name, column, series in _columns(tables, Kind.TEXT):
        if column.verbatim or not column.free_text or name in VOCABULARIES:
            continue
        text = typed.arrow(series)
        for row in typed.where(pc.invert(pc.string_is_ascii(text))):
            for flaw in lookalikes.flaws(str(series.iat[row])):
                said = f"`{column.name}`: {flaw}"
                yield from report(LOOK_ALIKE, context, name, tables[name], [row], said, column.name)


def _columns(tables: Tables, *kinds: Kind) -> Iterator[tuple[str, Column, pd.Series]]:
    for name, model in TABLES.items():
        for column in columns_of(model):
            if column.kind in kinds and column.name in tables[name]:
                yield name, column, tables[name][column.name]


def _shown(column: Column, expected: str) -> Message:
    def message(cells: Cells) -> Said:
        return Said(f"`{column.name}` is {cells[column.name]!r}", str(cells[column.name]), expected)

    return message


def _form(column: Column) -> str:
    return f"what fits {column.pattern}" if column.pattern else column.description


def _lost(column: str, table: str, target: typed.ArrowArray) -> Message:
    """The message for a lost reference. The nearest known id is looked for only in the first ones: it takes long."""
    known: list[str] = []
    told = 0

    def message(cells: Cells) -> Said:
        nonlocal told
        if not told:
            known.extend(target.drop_null().to_pylist())
        told += 1
        value = cells[column]
        near = nearest(value, known) if told <= _HINTS else None
        return Said(f"`{column}`: no row `{value}` in {table}", value, f"a key of {table}", near)

    return message


def _problems(error: SchemaError, name: str, frame: pd.DataFrame, context: Context) -> Iterator[Problem]:
    """The problems of one failure that Pandera found in a table."""
    if error.reason_code in (SchemaErrorReason.COLUMN_NOT_IN_DATAFRAME, SchemaErrorReason.COLUMN_NOT_IN_SCHEMA):
        what = "lacks" if error.reason_code is SchemaErrorReason.COLUMN_NOT_IN_DATAFRAME else "has no use for"
        message, expected = (
            f"{name} {what} the column `{error.failure_cases}`",
            listed(c.name for c in columns_of(TABLES[name])),
        )
        yield Problem(COLUMNS, Place(f"datasets/{name}.csv"), message, str(error.failure_cases), expected)
        return
    column = next(found for found in columns_of(TABLES[name]) if found.name == error.schema.name)
    if error.reason_code is SchemaErrorReason.WRONG_DATATYPE:
        yield from _type_problems(name, frame, column, context)
    elif error.reason_code is SchemaErrorReason.SERIES_CONTAINS_NULLS:
        empty = np.flatnonzero(frame[column.name].isna())
        yield from report(REQUIRED, context, name, frame, empty, f"`{column.name}` is empty", column.name, "a value")
    elif error.reason_code is SchemaErrorReason.DATAFRAME_CHECK:
        rows = error.failure_cases["index"].to_numpy()
        misfit = set(typed.misfits(frame[column.name], column.kind).tolist())
        wrong = [row for row in rows if row not in misfit and frame[column.name].iat[row] != ""]
        if isinstance(error.check, pandera.Check) and error.check.name == "isin":
            yield from report(VOCABULARY, context, name, frame, wrong, _not_in_vocabulary(column), column.name)
        else:
            yield from report(FORM, context, name, frame, wrong, _shown(column, _form(column)), column.name)


def _type_problems(name: str, frame: pd.DataFrame, column: Column, context: Context) -> Iterator[Problem]:
    """Pandera may blur a wrong type to the whole column: find the rows ourselves."""
    series = frame[column.name]
    wrong = typed.misfits(series, column.kind)
    if not len(wrong):
        message = f"{name}: `{column.name}` has the type {series.dtype}, not {column.kind}"
        yield Problem(TYPE, Place(f"datasets/{name}.csv"), message)
    shown = (
        f"`{column.name}` is no {column.kind}" if column.kind is not Kind.CATEGORY else f"`{column.name}` is no term"
    )

    def said(cells: Cells) -> Said:
        return Said(f"{shown}: {cells[column.name]!r}", str(cells[column.name]), f"a value of the type {column.kind}")

    yield from report(TYPE, context, name, frame, wrong, said, column.name)


def _not_in_vocabulary(column: Column) -> Message:
    terms = [term.value for term in column.vocabulary or ()]

    def message(cells: Cells) -> Said:
        value = str(cells[column.name])
        return Said(f"`{column.name}` is `{value}`", value, f"one of {listed(terms)}", nearest(value, terms))

    return message
