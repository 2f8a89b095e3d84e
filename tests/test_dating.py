from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity import dating, edtf

DATES = st.sampled_from(
    "199X 1992 1992~ 1992-01 1992-21 1992-01-24 1992-02-24 1992/1994 1992-01-24/.. ../1992-01-24 1992-01-24/1992-02-24 "
    "1992-01-24/1992-01-25 2024 2024-05 2024-05-02 2024-05-02? 2024-05/2024-06 2024-05-02/2024-05-04".split()
)


@pytest.mark.parametrize(
    ("fine", "coarse"),
    [
        ("2025-05-11", "2025-05"),
        ("2025-05", "2025"),
        ("1992", "199X"),
        ("2025-05-11/2025-05-12", "2025-05-11"),
        ("2025-05-11/2025-05-12", "2025-05"),
        ("2025-05", "2024/2026"),
        ("1992-01-24/..", "1992"),
    ],
)
def test_the_finer_date_refines_the_coarser_and_not_the_other_way_round(fine: str, coarse: str) -> None:
    assert dating.refines(edtf.parse(fine), edtf.parse(coarse))
    assert dating.agree(edtf.parse(coarse), edtf.parse(fine))
    assert dating.most_precise([coarse, fine]) == [fine]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("2025-05-11", "2025-05-12"),
        ("2025-05-11/2025-05-12", "2025-05-13"),
        ("2025-05-11/2025-05-12", "2025-05-12/2025-05-13"),
        ("1992-01-24/..", "1991"),
    ],
)
def test_dates_that_cannot_both_be_true(one: str, other: str) -> None:
    assert not dating.agree(edtf.parse(one), edtf.parse(other))
    assert dating.most_precise([one, other]) == [one, other]


def test_spans_of_days_differ_unless_they_are_equal() -> None:
    longer, shorter = "2025-05-11/2025-05-13", "2025-05-11/2025-05-12"
    assert dating.most_precise([longer, shorter]) == [longer, shorter]


@pytest.mark.parametrize(
    ("texts", "left"),
    [
        (["2024~", "2024"], ["2024"]),
        (["2024-01-01/2024-12-31", "2024"], ["2024"]),
        (["1992-01-24/..", "1992-01-24"], ["1992-01-24"]),
        (["2024", "2024-05-02", "2024-05", "2023"], ["2024-05-02", "2023"]),
        (["2024"], ["2024"]),
    ],
)
def test_most_precise(texts: list[str], left: list[str]) -> None:
    assert dating.most_precise(texts) == left


@pytest.mark.parametrize(
    ("text", "days"),
    [("2024-05-02", 1), ("2024-02", 29), ("2024", 366), ("2024-05-31/2024-06-01", 2), ("2024/..", None)],
)
def test_days(text: str, days: int | None) -> None:
    assert dating.days(edtf.parse(text)) == days


@given(st.lists(DATES, min_size=1, unique=True))
def test_something_is_always_left_and_what_is_left_differs(texts: list[str]) -> None:
    left = dating.most_precise(texts)
    assert left
    assert dating.most_precise(left) == left
    assert sorted(dating.most_precise(texts[::-1])) == sorted(left)
