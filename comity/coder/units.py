"""The units of figures: currencies, measures and counted nouns of `codebook/units.csv`.

Columns: `unit` (ISO 4217 code of a currency, else a singular noun), `kind`, `names` (as texts write them). The kinds:

- `currency`, `share`, `weight`, `length`, `area`, `volume`, `capacity`, `voltage`, `energy`: quantities, told by the
  words behind a number or, for money, the sign before it;
- `count`: things whose plural is irregular, that look like something else, or that are told enough by their noun alone
  ("12 road projects" are projects, "300 water purifiers" water purifiers); other plurals need no row;
- `container`: what is counted is what they hold ("500 doses of vaccine");
- `duration`: counted only as the length of something ("a stay of 30 days");
- `group`: two or three of them are a way to name the actors ("the two countries"), more are a figure;
- `vague`: never a figure ("three times", "two levels").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from comity.codebook import List, Text
from comity.coder.numerals import ABBREVIATED, DIGITS, MULTIPLIERS, WORDS
from comity.csvfile import DUPLICATE, Row, sound_rows
from comity.diagnostics import InputError, Problem

FILE = "units.csv"


class UnitKind(StrEnum):
    """What a unit measures; for quantities also the name of the measure where the text gives none."""

    CURRENCY = "currency"
    SHARE = "share"
    WEIGHT = "weight"
    LENGTH = "length"
    AREA = "area"
    VOLUME = "volume"
    CAPACITY = "capacity"
    VOLTAGE = "voltage"
    ENERGY = "energy"
    COUNT = "count"
    CONTAINER = "container"
    DURATION = "duration"
    GROUP = "group"
    VAGUE = "vague"


_COUNTED = frozenset({UnitKind.COUNT, UnitKind.CONTAINER, UnitKind.DURATION, UnitKind.GROUP, UnitKind.VAGUE})


class UnitRow(Row):
    """A row of `codebook/units.csv`."""

    unit: Text
    kind: UnitKind
    names: List


class Unit(NamedTuple):
    """A unit: its code or singular noun, and its kind."""

    name: str
    kind: UnitKind


@dataclass(frozen=True)
class Units:
    """The units by the names that texts give them, and the patterns of amounts.

    `quantities` are told by the words right behind a number, `nouns` by the head of the phrase behind it; those
    `invariable` have one form for one and for many ("aircraft"). `sign` finds a currency sign right before a number,
    `amount` matches a number, `bound` the second number of a range right behind the first.
    """

    quantities: Mapping[str, Unit]
    nouns: Mapping[str, Unit]
    invariable: frozenset[Unit]
    sign: re.Pattern[str]
    amount: re.Pattern[str]
    bound: re.Pattern[str]

    def quantity(self, words: str) -> Unit | None:
        """The quantity that a name gives: as written, else in lower case."""
        return self.quantities.get(words) or self.quantities.get(words.lower())

    def national(self, name: str, adjectives: Iterable[str]) -> str:
        """The ISO 4217 code of a currency that many countries have under one name, "rupee", for that of one of them.

        `adjectives` are those of the countries that it can be of; the name itself where it is of none or of several.
        """
        found = {unit.name for adjective in adjectives if (unit := self.quantity(f"{adjective} {name}"))}
        return found.pop() if len(found) == 1 else name


def load_units(folder: Path) -> Units:
    """Read `units.csv` of a codebook folder. Raises InputError (B001 to B004) with every problem found."""
    rows = sound_rows(folder, FILE, UnitRow, ("unit", "kind"))
    quantities: dict[str, Unit] = {}
    nouns: dict[str, Unit] = {}
    problems: list[Problem] = []
    for row, line in rows:
        unit = Unit(row.unit, row.kind)
        for name in row.names:
            known = nouns if row.kind in _COUNTED else quantities
            if row.kind is UnitKind.CURRENCY and " " in name:
                known.setdefault(name.lower(), unit)  # "Japanese Yen"
            if known.setdefault(name, unit) != unit:
                message = f"`{name}` is a name of `{known[name].name}` too"
                problems.append(Problem(DUPLICATE, line.cell(2), message, name, "a name of one unit alone"))
    if problems:
        raise InputError(problems)
    signs = [name for name, unit in quantities.items() if unit.kind is UnitKind.CURRENCY and _is_sign(name)]
    invariable = frozenset(Unit(row.unit, row.kind) for row, _ in rows if _has_one_form(row))
    return Units(quantities, nouns, invariable, *_patterns(signs))


def _has_one_form(row: UnitRow) -> bool:
    """Whether a unit's own noun is its plural too: `aircraft`, beside `helicopters`."""
    return row.unit in row.names and not any(n.startswith(row.unit[:-1]) for n in row.names if n != row.unit)


def _is_sign(name: str) -> bool:
    """Signs and codes stand before a number, names of currencies behind it."""
    return len(name) <= 4 and not name.islower() and " " not in name


def _patterns(signs: list[str]) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    sign = "|".join(re.escape(name) for name in sorted(signs, key=len, reverse=True)) or r"(?!)"
    words = "|".join(MULTIPLIERS)
    short = "|".join(sorted((name for name in ABBREVIATED if len(name) > 1), key=len, reverse=True))
    # A bare letter (`$5m`) is a multiplier only behind a currency sign; the caller looks for it.
    amount = (
        rf"(?P<value>{DIGITS}|{WORDS})"
        rf"(?:[\s-]{{0,2}}(?P<times>{words}|{short})(?!\w)|(?P<letter>[mbkMBK])(?![\w²³]))?"
    )
    return (
        re.compile(rf"(?<![^\W_])(?:{sign})(?=[ \u00a0\u202f]?\Z)"),
        re.compile(amount),
        re.compile(rf"(?P<link>\s?[-–—]\s?|\s{{1,2}}(?:to|and)\s{{1,2}})(?:(?:{sign})\s?)?{amount}"),
    )
