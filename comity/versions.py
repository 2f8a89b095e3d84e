"""Version numbers, MAJOR.MINOR.PATCH by Semantic Versioning 2.0.0 (https://semver.org/), and how far one leads on."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum

_NUMBER = r"(0|[1-9][0-9]{0,8})"
_VERSION = re.compile(rf"{_NUMBER}\.{_NUMBER}\.{_NUMBER}", re.ASCII)


class Bump(IntEnum):
    """The part of a version number that a change asks to raise; the larger the change, the larger the number."""

    NONE = 0
    PATCH = 1
    MINOR = 2
    MAJOR = 3

    @property
    def word(self) -> str:
        """The name as people and programs read it."""
        return self.name.lower()


@dataclass(frozen=True, slots=True, order=True)
class Version:
    """A released version; pre-releases and build numbers are not used."""

    major: int
    minor: int
    patch: int

    def __str__(self) -> str:
        return f"{self.major}.{self.minor}.{self.patch}"

    def after(self, bump: Bump) -> Version:
        """The least version that such a change may have.

        Below 1.0.0 anything may change (SemVer, item 4): a major change raises the second number, as a minor one does.
        1.0.0 itself is never computed; it is somebody's promise.
        """
        if bump is Bump.MAJOR and self.major > 0:
            return Version(self.major + 1, 0, 0)
        if bump >= Bump.MINOR:
            return Version(self.major, self.minor + 1, 0)
        return Version(self.major, self.minor, self.patch + 1) if bump is Bump.PATCH else self


def parse(text: str) -> Version | None:
    """The version that a text is, or None where it is none: three numbers without leading zeros."""
    found = _VERSION.fullmatch(text)
    return Version(*map(int, found.groups())) if found else None
