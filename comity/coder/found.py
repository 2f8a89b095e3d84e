"""A line of the text with everything that was found in it."""

from __future__ import annotations

from dataclasses import dataclass

from comity.coder import people
from comity.coder.bodyrefs import BodyRef
from comity.coder.patterns import Line
from comity.coder.places import PlaceRef


@dataclass(slots=True)
class FoundLine:
    """A line with everything that was found in it."""

    line: Line
    bodies: list[BodyRef]
    people: people.Found
    places: list[PlaceRef]
    unmarked: str  # the tags before what was found was marked
