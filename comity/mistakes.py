"""The mistakes of `docs/diagnostics.yaml`: of each diagnostic what it means, why it is there, and how it comes about.

The page `docs/diagnostics.md` shows them, the tests make them. A mistake is made in the small edition of
`tests/data/valid`, which has none; the keys of the file:

- `in`: the file that is changed. With `right` and `wrong`, the one is put in the place of the other, which stands
  there once; with `times`, `wrong` is added so often behind `right`. With `file` or `latin-1` the file is written, with
  `link` it becomes a link, and mending it means `mended`, or to delete it.
- `remove`, or `rename` and `to`: a file or folder that is taken away or renamed.
- `also`: further changes of files, told in the same way.
- `table`, with `row` (the first column of its key) or `where` (cells), and `column` and `wrong`, or `drop`: a cell or
  row of the tables before they are checked, for what no mistake in an article or a coding can bring about.
- `command`, `while`: what is run instead of the check, and what else happens.
- `published`: the edition is built before the mistake is made.
- `place`: where the problem is told, as `line:column`, or `at`: what stands there; `place_in`: its file, where it is
  another one; `also_at`: further places, as `file:line:column`.
- `says`: the message. `besides`: codes that come with it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

FILE = "docs/diagnostics.yaml"


@dataclass(frozen=True)
class Mistake:
    """One mistake as the file has it; `keys` are described in the module."""

    code: str
    number: int
    keys: Mapping[str, Any]

    def __str__(self) -> str:
        return f"{self.code}-{self.number}"

    def get(self, key: str) -> str | None:
        """The text of a key, None where it is not given."""
        return None if key not in self.keys else str(self.keys[key])

    @property
    def changes(self) -> Sequence[Mapping[str, str]]:
        """The changes of files, the first one and those of `also`."""
        return ([self.keys] if "in" in self.keys else []) + list(self.keys.get("also", ()))

    @property
    def path(self) -> str:
        """The file in which the problem is told."""
        named = ("place_in", "in", "remove", "to")
        return next((str(self.keys[key]) for key in named if key in self.keys), ".")


@dataclass(frozen=True)
class Explanation:
    """What a diagnostic means, why it is there, and the mistakes that bring it about; the first is its example."""

    means: str
    why: str
    mistakes: tuple[Mistake, ...]


def read(root: Path) -> dict[str, Explanation]:
    """The explanations of the project at `root`, by code."""
    text = (root / FILE).read_text(encoding="utf-8")
    found: dict[str, Any] = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return {
        code: Explanation(
            entry["means"],
            entry["why"],
            tuple(Mistake(code, number, keys) for number, keys in enumerate(entry["mistakes"], start=1)),
        )
        for code, entry in found.items()
    }
