"""Version numbers."""

from __future__ import annotations

import pytest

from comity.versions import Bump, Version, parse


@pytest.mark.parametrize("text", ["0.1.0", "10.20.30", "0.0.0", "999999999.0.1"])
def test_read_and_written(text):
    assert str(parse(text)) == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "1",
        "1.2",
        "1.2.3.4",
        "v1.2.3",
        "01.2.3",
        "1.2.3-rc1",
        " 1.2.3",
        "1.2.3\n",
        "1.2.x",
        "१.२.३",
        "9" * 10 + ".0.0",
    ],
)
def test_no_version(text):
    assert parse(text) is None


@pytest.mark.parametrize(
    ("before", "bump", "after"),
    [
        ("1.2.3", Bump.MAJOR, "2.0.0"),
        ("1.2.3", Bump.MINOR, "1.3.0"),
        ("1.2.3", Bump.PATCH, "1.2.4"),
        ("1.2.3", Bump.NONE, "1.2.3"),
        ("0.2.3", Bump.MAJOR, "0.3.0"),
        ("0.2.3", Bump.MINOR, "0.3.0"),
        ("0.2.3", Bump.PATCH, "0.2.4"),
    ],
)
def test_the_least_version_after_a_change(before, bump, after):
    version = parse(before)
    assert version is not None
    assert str(version.after(bump)) == after


def test_order():
    assert Version(0, 9, 9) < Version(0, 10, 0) < Version(1, 0, 0)
    assert Bump.NONE < Bump.PATCH < Bump.MINOR < Bump.MAJOR
    assert [bump.word for bump in Bump] == ["none", "patch", "minor", "major"]
