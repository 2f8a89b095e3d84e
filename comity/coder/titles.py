"""Titles of people: offices, noble titles, ranks, honorifics, and the words that stand before them.

The data is `codebook/titles.csv`: title (lower case), plural (where it is not the last word with -s), use (see `Use`),
body_type (the actor type of the body in which the office is held; `country` for heads of state; empty where only the
text can tell), takes_field (`yes` where a field may stand before or after it: "trade minister", "Minister of Health"),
gender (m, f or empty), later (by which words a later sentence may call the holder), full (what an abbreviation stands
for: PM, Prime Minister), country (the actor id of the only state that has the office under this name: Taoiseach).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from typing import Literal

from comity.codebook import List, Text, YesOrEmpty
from comity.csvfile import Row, sound_rows

FILE, KEY = "titles.csv", ("title", "use")


class Use(StrEnum):
    """What a title says about a person."""

    OFFICE = "office"  # a post: prime minister, rector
    NOBLE = "noble"  # an office that is part of how the person is called: king, crown prince
    RANK = "rank"  # a military rank; says who, but is no office
    REFERENCE = "reference"  # a word for holders of some offices: leader, diplomat, counterpart
    HONORIFIC = "honorific"  # Mr, H.E., Sheikh
    MODIFIER = "modifier"  # a part of the office before it: deputy, acting, former
    QUALIFIER = "qualifier"  # before an office and no part of it: visiting, then, outgoing


# Offices of a state or its parts: their holder's country is the body where the text names no narrower one. Offices of
# a party have none unless the text names the party.
STATE_BODIES = frozenset(["country", "government", "legislature", "embassy", "military"])


@dataclass(frozen=True)
class Title:
    """One row of codebook/titles.csv; `title` is in small letters, `form` as the row writes it (PM)."""

    title: str
    form: str
    use: Use
    body_type: str
    takes_field: bool
    gender: str
    later: frozenset[str]
    plural_form: str
    full: str
    country: str = ""

    @cached_property
    def plural(self) -> str:
        """The plural: "prime ministers", "secretaries general"."""
        if self.plural_form:
            return self.plural_form
        stem = self.form
        if stem.endswith("y") and stem[-2:-1] not in "aeiou":
            return stem[:-1] + "ies"
        return stem + ("es" if stem.endswith(("s", "ch", "x")) else "s")


class TitleRow(Row):
    """One row of titles.csv; see the module."""

    title: Text
    plural: str
    use: Use
    body_type: str
    takes_field: YesOrEmpty
    gender: Literal["m", "f", ""]
    later: List
    full: str
    country: str


def load(folder: Path) -> tuple[Title, ...]:
    """Read codebook/titles.csv. Raises InputError (B001 to B004) with every problem found."""
    return tuple(_title(row) for row, _ in sound_rows(folder, FILE, TitleRow, KEY))


def _title(row: TitleRow) -> Title:
    return Title(
        title=row.title.lower(),
        form=row.title,
        use=row.use,
        body_type=row.body_type,
        takes_field=row.takes_field == "yes",
        gender=row.gender,
        later=frozenset({*row.later, row.title.lower()}),
        plural_form=row.plural,
        full=row.full,
        country=row.country,
    )
