"""EDTF dates: what they mean, and what is refused."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from comity import edtf
from comity.edtf import EdtfError

# text: first day, last day (`-`: open), precision
DATES = {
    "2031-05-11": "2031-05-11 2031-05-11 day",
    "2031-05": "2031-05-01 2031-05-31 month",
    "2031-02": "2031-02-01 2031-02-28 month",
    "2032-02": "2032-02-01 2032-02-29 month",
    "2032-02-29": "2032-02-29 2032-02-29 day",
    "1957": "1957-01-01 1957-12-31 year",
    "199X": "1990-01-01 1999-12-31 decade",
    "2031-21": "2031-03-01 2031-05-31 season",
    "2031-22": "2031-06-01 2031-08-31 season",
    "2031-23": "2031-09-01 2031-11-30 season",
    "2031-24": "2031-12-01 2032-02-29 season",
    "9999-24": "9999-12-01 9999-12-31 season",
    "0001": "0001-01-01 0001-12-31 year",
    "9999-12-31": "9999-12-31 9999-12-31 day",
    "1957?": "1957-01-01 1957-12-31 year",
    "1957~": "1957-01-01 1957-12-31 year",
    "2031-05%": "2031-05-01 2031-05-31 month",
    "2031-05-11/2031-05-12": "2031-05-11 2031-05-12 interval",
    "2031-05-11/2031-05-11": "2031-05-11 2031-05-11 interval",
    "2024/2026": "2024-01-01 2026-12-31 interval",
    "2024/2024-03": "2024-01-01 2024-03-31 interval",
    "2024-03-15/2024-03": "2024-03-15 2024-03-31 interval",
    "199X/2004~": "1990-01-01 2004-12-31 interval",
    "1992-01-24/..": "1992-01-24 - interval",
    "../2030": "- 2030-12-31 interval",
}

REFUSED = {
    "": "is not an EDTF date",
    " 1957": "is not an EDTF date",
    "1957\n": "is not an EDTF date",
    "May 2031": "is not an EDTF date",
    "11.5.2031": "is not an EDTF date",
    "2031-5-1": "is not an EDTF date",
    "20310511": "is not an EDTF date",
    "2031-05-11T10:00": "is not an EDTF date",
    "19XX": "is not an EDTF date",
    "1957??": "is not an EDTF date",
    "-0044": "is not an EDTF date",
    "Y17000": "is not an EDTF date",
    "٢٠٣١": "is not an EDTF date",
    "..": "is not an EDTF date",
    "2031-00": "has no month 00",
    "2031-13": "has no month 13",
    "2031-25": "has no month 25",
    "2031-24-01": "has no month 24",
    "2031-02-30": "is impossible: 2031-02 has 28 days",
    "2031-02-29": "is impossible: 2031-02 has 28 days",
    "2031-04-00": "is impossible: 2031-04 has 30 days",
    "0000": "has the year 0",
    "000X": "has the year 0",
    "../..": "is open on both sides",
    "2031/": "has an empty side; write `..`",
    "/2031": "has an empty side; write `..`",
    "/": "has an empty side; write `..`",
    "2031/2030": "ends before it starts",
    "2031-05-12/2031-05-11": "ends before it starts",
    "2024/2025/2026": "is not an EDTF date",
    "2031-02-30/..": "is impossible",
}


@pytest.mark.parametrize(("text", "expected"), DATES.items())
def test_a_date_means_its_first_and_last_day(text: str, expected: str) -> None:
    date = edtf.parse(text)
    start, end = (day.isoformat() if day else "-" for day in (date.start, date.end))
    assert (date.text, f"{start} {end} {date.precision}") == (text, expected)


@pytest.mark.parametrize(("text", "message"), REFUSED.items())
def test_what_is_no_date_is_refused_with_the_reason(text: str, message: str) -> None:
    with pytest.raises(EdtfError) as error:
        edtf.parse(text)
    assert message in str(error.value)


SIMPLE = st.builds(
    lambda year, rest, mark: f"{year:04d}{rest}{mark}",
    st.integers(0, 9999),
    st.one_of(
        st.just(""),
        st.integers(0, 26).map(lambda month: f"-{month:02d}"),
        st.tuples(st.integers(0, 13), st.integers(0, 32)).map(lambda md: f"-{md[0]:02d}-{md[1]:02d}"),
    ),
    st.sampled_from(["", "?", "~", "%"]),
) | st.integers(0, 999).map(lambda decade: f"{decade:03d}X")
SIDE = SIMPLE | st.just("..")


@given(st.one_of(st.text(), SIMPLE, st.builds("{}/{}".format, SIDE, SIDE)))
@example("9999-24")
def test_any_string_is_refused_or_never_ends_before_it_starts(text: str) -> None:
    try:
        date = edtf.parse(text)
    except EdtfError:
        return
    assert date.text == text
    assert date.start or date.end
    assert (date.start or dt.date.min) <= (date.end or dt.date.max)


@given(st.dates(min_value=dt.date(1, 1, 1)))
def test_every_day_is_within_its_month_year_and_decade(day: dt.date) -> None:
    text = day.isoformat()
    date = edtf.parse(text)
    assert date.start == date.end == day
    wider = [text[:7], text[:4]] + ([f"{text[:3]}X"] if day.year > 9 else [])
    assert all(edtf.parse(other).contains(date) for other in wider)
    assert not any(date.contains(edtf.parse(other)) for other in wider)


@pytest.mark.parametrize(
    ("one", "other", "compatible"),
    [
        ("2031", "2031-05-11", True),
        ("2031-05-11", "2031-05", True),
        ("2031-05-10/2031-05-12", "2031-05-11", True),
        ("1992/..", "2031", True),
        ("../2031", "1992-01-24", True),
        ("1992/..", "2031/..", True),
        ("2031", "2031", True),
        ("2031-05-11", "2031-05-12", False),
        ("2031-05", "2031-06-01", False),
        ("2031-05-10/2031-05-12", "2031-05-12/2031-05-14", False),
        ("1992/..", "1991", False),
        ("1992/..", "../2031", False),
    ],
)
def test_dates_are_compatible_where_one_refines_the_other(one: str, other: str, compatible: bool) -> None:
    assert edtf.parse(one).compatible(edtf.parse(other)) is compatible
    assert edtf.parse(other).compatible(edtf.parse(one)) is compatible
