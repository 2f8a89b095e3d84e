"""Small data packages on disk and in git, for the tests of what compares them."""

from __future__ import annotations

import csv
import json
import os
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

IDENTITY = {
    "GIT_AUTHOR_NAME": "test",
    "GIT_AUTHOR_EMAIL": "test@example.org",
    "GIT_COMMITTER_NAME": "test",
    "GIT_COMMITTER_EMAIL": "test@example.org",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_SYSTEM": os.devnull,
}


@dataclass
class Made:
    """A table to be written; a field is its name, or its whole declaration. None is written as `null`."""

    fields: Sequence[str | Mapping[str, Any]]
    key: Sequence[str]
    rows: Sequence[Sequence[str | None]]
    more: Mapping[str, Any] = field(default_factory=dict)
    null: str = ""

    def columns(self) -> list[str]:
        return [one if isinstance(one, str) else one["name"] for one in self.fields]


def write_package(folder: Path, tables: Mapping[str, Made], **about: Any) -> Path:
    """Write datapackage.json, schemas/ and datasets/, as a build lays them out."""
    for name in ("schemas", "datasets"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    resources = []
    for name, table in tables.items():
        schema: dict[str, Any] = {
            "fields": [{"name": one, "type": "string"} if isinstance(one, str) else dict(one) for one in table.fields],
            "primaryKey": list(table.key),
            "missingValues": [table.null],
            **table.more,
        }
        (folder / "schemas" / f"{name}.json").write_text(json.dumps(schema), encoding="utf-8")
        with (folder / "datasets" / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(table.columns())
            writer.writerows([table.null if cell is None else cell for cell in row] for row in table.rows)
        resources.append({"name": name, "path": f"datasets/{name}.csv", "schema": f"schemas/{name}.json"})
    document = {"name": "ties", "version": "1.0.0", **about, "resources": resources}
    (folder / "datapackage.json").write_text(json.dumps(document), encoding="utf-8")
    return folder


def git(folder: Path, *arguments: str) -> str:
    """What git prints."""
    done = subprocess.run(
        ["git", "-C", str(folder), *arguments],
        env={**os.environ, **IDENTITY},
        check=True,
        capture_output=True,
        text=True,
    )
    return done.stdout.strip()


def repository(folder: Path) -> Path:
    """A repository with the branch `main` and what the folder holds as its first commit."""
    git(folder, "init", "-q", "-b", "main", "--template=")
    commit(folder, "first")
    return folder


def commit(folder: Path, message: str) -> str:
    """Commit everything; the object id."""
    git(folder, "add", "-A", "-f")
    git(folder, "commit", "-q", "--allow-empty", "-m", message)
    return git(folder, "rev-parse", "HEAD")
