"""CHANGELOG.md taken apart and put together again, and the entry of a release."""

from __future__ import annotations

import pytest
from test_diff import BRIDGES, package, river, sheet

from comity import changelog
from comity.diff import compare
from comity.packages import EMPTY, Row
from comity.versions import Bump, Version

LOG = """\
# Changelog

Said first.

## [Unreleased]

### Fixed

- A fault.

## [0.2.0] - 2026-01-02

- Second.

## [0.1.0]

- First.

[0.1.0]: https://example.org
"""


def entry(found, notes="", day=None, replaced=None):
    return changelog.entry(Version(1, 2, 3), day, notes, found, replaced or {})


def test_parts():
    log = changelog.parse(LOG)
    assert (log.notes, log.released, log.bump) == ("### Fixed\n\n- A fault.", ("0.2.0", "0.1.0"), Bump.PATCH)


def test_an_entry_takes_the_place_of_the_notes():
    after = changelog.parse(LOG).with_entry("## [0.2.1]\n\nThird.\n")
    assert after == LOG.replace("### Fixed\n\n- A fault.", "## [0.2.1]\n\nThird.")
    again = changelog.parse(after)
    assert (again.notes, again.released, again.bump) == ("", ("0.2.1", "0.2.0", "0.1.0"), Bump.NONE)


def test_an_entry_that_says_so_is_pending_too():
    log = changelog.parse(LOG.replace("2026-01-02", "unreleased"))
    assert (log.notes, log.released) == ("### Fixed\n\n- A fault.\n\n- Second.", ("0.1.0",))


def test_a_file_without_entries():
    assert changelog.parse("# Changelog\n").with_entry("## [0.1.0]") == "# Changelog\n\n## [Unreleased]\n\n## [0.1.0]\n"


@pytest.mark.parametrize(
    ("notes", "bump"),
    [
        ("Words.", Bump.PATCH),
        ("### Added\n\n- x", Bump.MINOR),
        ("### Fixed\n\n### Removed\n", Bump.MAJOR),
        ("", Bump.NONE),
    ],
)
def test_the_kinds_of_notes_ask_for_a_version(notes, bump):
    assert changelog.parse(f"## [Unreleased]\n\n{notes}\n").bump is bump


def test_the_first_entry_counts_rows():
    assert entry(compare(EMPTY, package(sheet(BRIDGES)))) == "## [1.2.3]\n\n### Tables\n\n- `bridges`: 2 rows.\n"


def test_records_are_named_and_rows_of_link_tables_counted():
    new: list[Row] = [("aare", "Aare", "1961"), *[(f"b{number}", None, None) for number in range(7)]]
    links = sheet([("aare", "x")], ("id", "river"), ("id", "river"), "links")
    found = compare(
        package(sheet(BRIDGES), links), package(sheet(new), sheet([], ("id", "river"), ("id", "river"), "links"))
    )
    assert entry(found, "- A note.", "2026-03-01", {("bridges", "niger"): ("b1", "b2")}) == (
        "## [1.2.3] - 2026-03-01\n\n- A note.\n\n### Tables\n\n"
        "- `bridges`: 7 added, 1 removed, 1 changed.\n"
        "  - Added: `b0`, `b1`, `b2`, `b3`, `b4` and 2 more.\n"
        "  - Removed: `niger` (now `b1`, `b2`).\n"
        "  - Changed: `aare` (`name`).\n"
        "- `links`: 1 removed.\n"
    )


def test_declarations_and_tables():
    old = package(sheet(BRIDGES), sheet([], name="gone"), about={"title": "a"})
    new = package(
        sheet([(*cells, None) for cells in BRIDGES], ("id", "name", "year", "city")), river(), about={"title": "b"}
    )
    assert entry(compare(old, new)).splitlines()[4:] == [
        "- `gone`: the table is removed.",
        "- `rivers`: a new table, 0 rows.",
        "- The package's metadata changed: `title`.",
        "- `bridges`: no row changed.",
        "  - Columns added: `city`.",
    ]


def test_what_comes_from_data_is_no_markup():
    found = compare(package(sheet([])), package(sheet([("<b>`|", None, None)])))
    assert "<b>" not in entry(found)
    assert "<code>&#60;b&#62;&#96;&#124;</code>" in entry(found)


def test_no_difference_and_no_notes_leave_the_heading():
    assert entry(compare(package(), package())) == "## [1.2.3]\n"
