"""Check the coder's dictionaries in `codebook/` and compile them, so that a mistake there is a Problem too."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from functools import partial
from typing import Any

from comity import csvfile
from comity.codebook import REFERENCE, Codebook, Loaded
from comity.coder import acts, cues, documents, furniture, gazetteer, lexicon, scope, sectors, titles, units
from comity.coder.pipeline import Coder
from comity.csvfile import Row
from comity.diagnostics import InputError, Place, Problem, misspelt, rule

UNUSABLE = rule("B011", "A dictionary of the coder cannot be used", "Mend what the message names, like the other rows.")

# The dictionaries of which a row stands for itself: file, model, key.
_FILES: tuple[tuple[str, type[Row], tuple[str, ...]], ...] = (
    (acts.FILE, acts.CueRow, acts.KEY),
    (cues.FILE, cues.CueRow, cues.KEY),
    (documents.FILE, documents.NounRow, documents.KEY),
    (furniture.FILE, furniture.PhraseRow, furniture.KEY),
    (gazetteer.FILE, gazetteer.WordRow, gazetteer.KEY),
    (scope.FILE, scope.TermRow, scope.KEY),
    (sectors.FILE, sectors.TermRow, sectors.KEY),
    (titles.FILE, titles.TitleRow, titles.KEY),
)
# What their columns name of the vocabularies: file, model, column, what it is, where it is listed.
_REFERENCES: tuple[tuple[str, type[Row], str, str, str], ...] = (
    (documents.FILE, documents.NounRow, "agreement_type", "agreement type", "agreement_types.csv"),
    (gazetteer.FILE, gazetteer.WordRow, "actor_type", "actor type", "actor_types.csv"),
    (sectors.FILE, sectors.TermRow, "sector_id", "sector", "sectors.csv"),
    (titles.FILE, titles.TitleRow, "body_type", "actor type", "actor_types.csv"),
)


def compile_coder(codebook: Codebook) -> tuple[Coder | None, list[Problem]]:
    """The coder of a codebook, or None and what is wrong with its dictionaries (B001 to B005, B010, B011, Y001 ...)."""
    loaded = Loaded(codebook)
    found = list(_references(loaded))
    try:
        coder = Coder(codebook)
    except InputError as error:
        return None, list(problems(loaded)) or list(error.problems)
    except Exception as error:  # what no rule of a dictionary foresees is an error all the same
        place = Place(_reason(codebook) or codebook.folder.name)
        message = f"{type(error).__name__}: {error}"
        return None, [Problem(UNUSABLE, place, message, expected="a dictionary that can be compiled")]
    return (None, found) if found else (coder, [])


def _reason(codebook: Codebook) -> str | None:
    """The dictionary that cannot be compiled by itself."""
    folder = codebook.folder
    readers: dict[str, Callable[[], Any]] = {
        acts.FILE: partial(acts.load, folder),
        documents.FILE: partial(documents.load, folder),
        furniture.FILE: partial(furniture.load, codebook),
        lexicon.FILE: partial(lexicon.load, folder, documents.load(folder)),
        scope.FILE: partial(scope.load, folder),
        cues.FILE: partial(cues.compile, folder),
        units.FILE: partial(units.load_units, folder),
        titles.FILE: partial(titles.load, folder),
        gazetteer.FILE: partial(gazetteer.compile, codebook),
    }
    for file, read in readers.items():
        try:
            read()
        except Exception:
            return f"{folder.name}/{file}"
    return None


def problems(loaded: Loaded) -> Iterator[Problem]:
    """Everything that is wrong with the dictionaries, be the vocabularies that they refer to sound or not."""
    folder = loaded.codebook.folder
    for file, model, key in _FILES:
        yield from csvfile.read(folder, file, model, key).problems
    event_types = None if "event_types.csv" in loaded.unsound else loaded.codebook.event_types
    for read in (partial(lexicon.read, folder, event_types), partial(units.load_units, folder)):
        yield from _raised(read)
    yield from _references(loaded)


def _raised(read: Callable[[], Any]) -> Iterator[Problem]:
    try:
        read()
    except InputError as error:
        yield from error.problems


def _references(loaded: Loaded) -> Iterator[Problem]:
    """B005: what the dictionaries name of the vocabularies is there."""
    book = loaded.codebook
    vocabularies: dict[str, Collection[str]] = {
        "actor_types.csv": book.actor_types,
        "agreement_types.csv": book.agreement_types,
        "sectors.csv": book.sectors,
    }
    for file, model, column, what, home in _REFERENCES:
        known = vocabularies[home]
        for row, line in csvfile.read(book.folder, file, model).sound:
            cell = getattr(row, column)
            for value in (cell,) if isinstance(cell, str) else cell:
                if value and value not in known and not loaded.may_hold(home, value):
                    place = line.item(list(model.model_fields).index(column), value)
                    message = f"`{column}`: no {what} `{value}`"
                    yield misspelt(REFERENCE, place, message, value, known, f"a code of {book.folder.name}/{home}")
