"""What a published data package says of itself: the project's own edition, and the one over a user's own articles."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from importlib.metadata import version
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Edition:
    """The descriptor's properties. `name` is the identifier; `licenses` is empty where nobody here can grant any."""

    name: str
    title: str
    description: str
    version: str | None = None
    licenses: tuple[Mapping[str, str], ...] = ()
    contributors: tuple[Mapping[str, Any], ...] = ()


VIET_NAM_BELARUS = Edition(
    name="comity-viet-nam-belarus",
    title="Relations between Viet Nam and Belarus, coded from news articles",
    description=(
        "Events, agreements, fields of cooperation and figures in the relations between Viet Nam and Belarus, as news "
        "articles report them, with the sentence behind every value. The articles are not copied: the sentences are "
        "those of digests, which restate each article's facts in other words; `articles` cites the originals."
    ),
    licenses=(
        {
            "name": "CC-BY-4.0",
            "title": "Creative Commons Attribution 4.0 International (the data and the digests)",
            "path": "https://creativecommons.org/licenses/by/4.0/",
        },
        {"name": "MIT", "title": "MIT License (the code)", "path": "https://opensource.org/license/mit"},
    ),
    contributors=({"title": "the comity contributors", "roles": ["creator", "maintainer"]},),
)
OWN_CORPUS = Edition(
    name="comity-tables",
    title="Relations between states, coded from news articles",
    description=(
        "Events, agreements, fields of cooperation and figures that news articles report, with the sentence behind "
        "every value, made with comity; `articles` tells which codings a person has reviewed. The quotes in `evidence` "
        "belong to the publishers of the articles."
    ),
)


def edition_of(root: Path, *, own: bool) -> Edition:
    """The edition of the project at `root`, with the version of its pyproject.toml; without `own`, the general one.

    Tables of a user's own articles have no version: only the user can say which one they are.
    """
    return replace(VIET_NAM_BELARUS, version=_version(root)) if own else OWN_CORPUS


def _version(root: Path) -> str:
    """The version as written in the source, or of the installed package where that is all there is."""
    try:
        project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
        if project["name"] == "comity":
            return str(project["version"])
    except (OSError, ValueError, KeyError):
        pass
    return version("comity")
