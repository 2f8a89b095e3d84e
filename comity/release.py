"""A release: the next version by what changed in the tables, its entry in CHANGELOG.md, the version where it stands.

The version is declared in pyproject.toml. README.md and CITATION.cff repeat it for readers, the build copies it into
datapackage.json. The last release is the commit with the tag `v` + version; before the first release, CHANGELOG.md has
no released entry. `plan` finds every problem at once and writes nothing; `write` replaces all files or none.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
import shutil
import tempfile
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from comity import build, changelog, committed, diff, gitfiles, outputs, packages, publish, retired
from comity.build import Build, Layout
from comity.changelog import Changelog
from comity.diagnostics import InputError, Place, Problem, has_errors, rule
from comity.diff import Diff
from comity.editions import Edition
from comity.packages import Package
from comity.versions import Bump, Version, parse

NO_VERSION = rule(
    "R001",
    "Version does not stand where it has to",
    "Write it there once, as MAJOR.MINOR.PATCH, as pyproject.toml declares it.",
)
NO_LAST_RELEASE = rule(
    "R002",
    "Last release cannot be found",
    "Tag the commit of the last release with `v` and its version, fetch the tags, or name the release with --since.",
)
NO_TOMBSTONE = rule(
    "R003",
    "Released id is gone without a tombstone",
    "Bring the record back under its id, or add the row to codebook/retired_ids.csv with the reason.",
)
UNUSABLE = rule("R004", "Version cannot be used", "Leave the version out to have it computed, or name a higher one.")
NOTHING_NEW = rule(
    "R005", "Nothing to release", "Release when the tables have changed or CHANGELOG.md has notes under [Unreleased]."
)

PYPROJECT, CITATION, README, CHANGELOG = "pyproject.toml", "CITATION.cff", "README.md", "CHANGELOG.md"
# Where a released version stands beside datapackage.json, each once; group 2 is the version.
_STANDS: Mapping[str, re.Pattern[str]] = {
    PYPROJECT: re.compile(r'(^\[project\]\n(?:(?!\[)[^\n]*\n)*?version = ")([^"\n]*)(")', re.MULTILINE),
    CITATION: re.compile(r"(^version: )([^\n]*)(\n(?:date-released: [^\n]*\n)?)", re.MULTILINE),
    README: re.compile(r"(^> Version )(\S*)(\.$)", re.MULTILINE),
}


@dataclass(frozen=True)
class Plan:
    """A release that can be made: its version, what it was compared with, and all that it writes.

    `last` is None before the first release. `texts` are the new contents of files, by path, beside the package itself.
    """

    version: Version
    last: Version | None
    diff: Diff
    entry: str
    texts: Mapping[str, str]
    built: Build
    edition: Edition


def plan(root: Path, asked: Version | None, since: str | None, day: dt.date | None, jobs: int = 1) -> Plan:
    """The release of the project at `root`.

    `asked` is its version (default: the least that the change may have), `since` names the last release where no tag
    does, `day` is written into the changelog and the citation. Raises InputError with everything that forbids it: all
    that a check finds, the D rules for what cannot be compared, R001 to R005.
    """
    problems: list[Problem] = []
    texts = _read(root, problems)
    declared = _declared(texts, problems)
    log = changelog.parse(texts.get(CHANGELOG, ""))
    built = build.build(Layout.of_project(root), jobs)
    problems += built.problems
    last: Package | None = None
    if declared is not None:
        try:
            last = _last(root, declared, log, since)
        except InputError as error:
            problems += error.problems
    edition = publish.edition_of(root, own=True)
    fresh = None if built.failed or declared is None else _fresh(root, built, edition, problems)
    if fresh is None or declared is None or last is None:
        raise InputError(problems)
    change = diff.compare(last, fresh)
    former = None if last is packages.EMPTY else parse(last.version or "")
    problems += _unmarked(change, built)
    version = _version(declared, former, asked, change, log, problems)
    if _is_taken(root, version):
        problems.append(Problem(UNUSABLE, Place(PYPROJECT), f"there is a tag `v{version}` already"))
    if has_errors(problems):
        raise InputError(problems)
    replaced = {(row.table, row.id): row.replaced_by for row, _ in _tombstones(built)}
    entry = changelog.entry(version, day.isoformat() if day else None, log.notes, change, replaced)
    new = {name: _with_version(name, texts[name], version, day) for name in _STANDS}
    new[CHANGELOG] = log.with_entry(entry)
    new[f"codebook/{retired.FILE}"] = _dated(root, version)
    return Plan(version, former, change, entry, new, built, replace(edition, version=str(version)))


def write(root: Path, planned: Plan) -> outputs.Changes:
    """Write what was planned, all or nothing. Raises InputError (P001 to P003)."""
    book = planned.built.inputs.codebook
    assert book is not None  # what was planned was built of one

    def files(folder: Path) -> None:
        publish.write(planned.built.tables, folder, book, planned.built.inputs.articles, planned.edition)
        for path, text in planned.texts.items():
            (folder / path).parent.mkdir(exist_ok=True)
            (folder / path).write_bytes(text.encode("utf-8"))

    return outputs.replace(root, files, publish.stale_files, last=packages.DESCRIPTOR)


# The version


def _read(root: Path, problems: list[Problem]) -> dict[str, str]:
    found: dict[str, str] = {}
    for name in (*_STANDS, CHANGELOG):
        try:
            found[name] = (root / name).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            problems.append(Problem(NO_VERSION, Place(name), f"the file cannot be read: {error}"))
    return found


def _declared(texts: Mapping[str, str], problems: list[Problem]) -> Version | None:
    """The version of pyproject.toml, which the other files have to repeat."""
    if PYPROJECT not in texts:
        return None
    try:
        project = tomllib.loads(texts[PYPROJECT]).get("project", {})
    except tomllib.TOMLDecodeError as error:
        problems.append(Problem(NO_VERSION, Place(PYPROJECT), str(error)))
        return None
    if not isinstance(project, dict) or project.get("name") != "comity":
        message = "the project is not `comity`, and only its own edition has a version"
        problems.append(Problem(NO_VERSION, Place(PYPROJECT), message))
        return None
    given = project.get("version")
    declared = parse(given) if isinstance(given, str) else None
    if declared is None:
        problems.append(Problem(NO_VERSION, Place(PYPROJECT), f"`version` is no MAJOR.MINOR.PATCH: {given!r}"))
    for name, pattern in _STANDS.items():
        if name not in texts or declared is None:
            continue
        found = [(match[2], match.start(2)) for match in pattern.finditer(texts[name])]
        if len(found) != 1:
            problems.append(Problem(NO_VERSION, Place(name), f"it stands there {len(found)} times"))
        elif found[0][0] != str(declared):
            line = texts[name].count("\n", 0, found[0][1]) + 1
            message = f"`{found[0][0]}`, but {PYPROJECT} declares {declared}"
            problems.append(Problem(NO_VERSION, Place(name, line), message))
    return declared


def _with_version(name: str, text: str, version: Version, day: dt.date | None) -> str:
    """The file with the new version; the citation also gets the day, and loses that of the former release."""

    def new(found: re.Match[str]) -> str:
        behind = found[3]
        if name == CITATION:
            behind = f"\ndate-released: {day.isoformat()}\n" if day else "\n"
        return f"{found[1]}{version}{behind}"

    return _STANDS[name].sub(new, text)


def _version(
    declared: Version,
    former: Version | None,
    asked: Version | None,
    change: Diff,
    log: Changelog,
    problems: list[Problem],
) -> Version:
    """The version of this release; the first release has the one that is declared, or a later one."""
    bump = max(change.bump, log.bump)
    least = declared if former is None else former.after(bump)
    if former is not None and bump is Bump.NONE:
        message = f"the tables are those of {former}, and there are no notes"
        problems.append(Problem(NOTHING_NEW, Place(CHANGELOG), message))
        least = former.after(Bump.PATCH)
    if asked is not None and asked < least:
        why = next((reason.what(lambda name: f"`{name}`") for reason in change.reasons if reason.bump is bump), "notes")
        told = f"a {bump.word} change ({why}) after {former}" if former else "the version that is declared"
        problems.append(Problem(UNUSABLE, Place(PYPROJECT), f"{asked} is less than {least}: {told}"))
    return max(asked, least) if asked else least


def _is_taken(root: Path, version: Version) -> bool:
    """Whether the tag of a version is there already; a first release may be made before there is a repository."""
    try:
        return gitfiles.has_tag(root, f"v{version}")
    except InputError:
        return False


# The last release


def _last(root: Path, declared: Version, log: Changelog, since: str | None) -> Package:
    """The package of the last release, EMPTY before the first one.

    Raises InputError (D001 to D004; R002 where the changelog, the version and the tags do not agree).
    """
    if since is not None:
        found = packages.of_base(root, since)
        if parse(found.version or "") is None:
            raise _lost(f"{found.source} has no version that is MAJOR.MINOR.PATCH: {found.version!r}")
        return found
    if not log.released:
        return packages.EMPTY
    if log.released[0] != str(declared):
        raise _lost(f"{CHANGELOG} has {log.released[0]} as the last release, {PYPROJECT} declares {declared}")
    tag = f"v{declared}"
    if not gitfiles.has_tag(root, tag):
        shallow = "; the clone is shallow and may lack tags" if gitfiles.is_shallow(root) else ""
        raise _lost(f"there is no tag `{tag}`{shallow}")
    found = packages.of_revision(gitfiles.resolve(root, f"refs/tags/{tag}"))
    if found.version != str(declared):
        raise _lost(f"the package at the tag `{tag}` has the version {found.version!r}")
    return found


def _lost(message: str) -> InputError:
    return InputError([Problem(NO_LAST_RELEASE, Place(CHANGELOG), message)])


# The tables


def _fresh(root: Path, built: Build, edition: Edition, problems: list[Problem]) -> Package:
    """The package as a build writes it now; what is published otherwise is a problem (P004 to P007)."""
    book = built.inputs.codebook
    assert book is not None  # else the build would have failed
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        publish.write(built.tables, folder, book, built.inputs.articles, edition)
        problems += committed.problems(root, root, lambda there: _copy(folder, there))
        return packages.of_folder(folder, "this release")


def _copy(folder: Path, there: Path) -> None:
    shutil.copytree(folder, there, dirs_exist_ok=True)


def _unmarked(change: Diff, built: Build) -> Iterator[Problem]:
    """Ids of the last release that are gone, and of which codebook/retired_ids.csv knows nothing."""
    known = {(row.table, row.id) for row, _ in _tombstones(built)}
    columns = retired.id_columns()
    for table in change.tables:
        if table.key != (columns.get(table.name),):
            continue
        became = diff.renamed(table)
        for row in table.removed:
            gone = row.key[0] or ""
            if (table.name, gone) in known:
                continue
            successor = became.get(row.key, ("",))[0]
            line = f"{table.name},{gone},{successor},<reason>,"
            hint = f"; `{successor}` has all its other cells" if successor else ""
            message = f"`{table.name}` lacks `{gone}`{hint}: add the row `{line}`"
            yield Problem(NO_TOMBSTONE, Place(f"codebook/{retired.FILE}"), message)


def _tombstones(built: Build) -> retired.Tombstones:
    return built.inputs.codebook.retired if built.inputs.codebook else ()


def _dated(root: Path, version: Version) -> str:
    """codebook/retired_ids.csv with this version for the ids that it is the first one without."""
    raw = (root / "codebook" / retired.FILE).read_text(encoding="utf-8-sig")
    header, *rows = csv.reader(io.StringIO(raw, newline=""))
    column = header.index("since")
    if all(row[column] for row in rows):
        return raw
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header)
    writer.writerows([*row[:column], row[column] or str(version), *row[column + 1 :]] for row in rows)
    return out.getvalue()
