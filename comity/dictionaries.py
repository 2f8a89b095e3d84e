"""Check the coder's dictionaries in `codebook/` and compile them, so that a mistake there is a Problem too."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

from comity import codebook as codebooks
from comity import textfile
from comity.codebook import Codebook
from comity.coder.pipeline import Coder
from comity.diagnostics import InputError, Place, Problem, rule

UNUSABLE = rule("B011", "A dictionary of the coder cannot be used", "Mend what the message names, like the other rows.")


def compile_coder(codebook: Codebook) -> tuple[Coder | None, list[Problem]]:
    """The coder of a codebook, or None and what is wrong with its dictionaries (B001, B003, B010, B011)."""
    found = list(misshapen(codebook.folder))
    if found:
        return None, found
    try:
        return Coder(codebook), []
    except InputError as error:
        return None, list(error.problems)
    except OSError as error:
        file = f"{codebook.folder.name}/{Path(error.filename or '').name}"
        return None, [Problem(codebooks.UNREADABLE, Place(file), error.strerror or str(error))]
    except (ValueError, KeyError) as error:  # a word outside its vocabulary, a column under another name
        return None, [Problem(UNUSABLE, Place(codebook.folder.name), f"{type(error).__name__}: {error}")]


def misshapen(folder: Path) -> Iterator[Problem]:
    """The CSV files that are not UTF-8 (B001), and the rows that are not as long as their header (B003).

    Where no row is, the header is what is wrong (B002).
    """
    for file in sorted(folder.glob("*.csv")):
        shown = f"{folder.name}/{file.name}"
        try:
            text = textfile.read(file, shown, codebooks.MAX_BYTES, codebooks.UNREADABLE)
        except InputError as error:
            yield from error.problems
            continue
        yield from _misshapen_rows(text, shown)


def _misshapen_rows(text: str, shown: str) -> Iterator[Problem]:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    lengths: dict[int, int] = {}
    line = 1
    try:
        wanted = len(next(reader, []))
        for cells in reader:
            lengths[line + 1] = len(cells)
            line = reader.line_num
    except csv.Error as error:
        yield Problem(codebooks.ROW, Place(shown, line + 1), str(error))
        return
    wrong = {line: length for line, length in lengths.items() if length != wanted}
    if wrong and len(wrong) == len(lengths):
        yield Problem(codebooks.HEADER, Place(shown), f"{wanted} columns, the rows have {min(wrong.values())}")
        return
    for line, length in wrong.items():
        yield Problem(codebooks.ROW, Place(shown, line), f"{length} cells, the header has {wanted}")
