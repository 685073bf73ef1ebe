"""How many votes are needed, and which games are none."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import cast, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopkit.core.simulate.bounds import BadInputError
from coopkit.core.simulate.games import Kind, Majority, at_least, checked, kinds, quota_for


@pytest.mark.parametrize(
    ("total", "needed"), [(1, (1, 1, 1, 1)), (2, (2, 2, 2, 2)), (9, (5, 6, 7, 8)), (100, (51, 67, 75, 80))]
)
def test_each_majority_needs_so_many_votes(total: int, needed: tuple[int, ...]) -> None:
    assert tuple(quota_for(total, majority) for majority in get_args(Majority)) == needed


@given(total=st.integers(1, 10**9))
def test_majorities_are_the_smallest_numbers_that_do(total: int) -> None:
    simple = quota_for(total, "majority")
    assert 2 * simple > total >= 2 * (simple - 1)
    for majority, share in (("two_thirds", (2, 3)), ("three_quarters", (3, 4)), ("four_fifths", (4, 5))):
        needed = quota_for(total, cast("Majority", majority))
        assert needed >= Fraction(*share) * total > needed - 1


def test_equal_voters_are_one_kind_the_heaviest_first() -> None:
    assert kinds([1, 5, 1]) == (Kind(members=1, votes=5), Kind(members=2, votes=1))


def test_absurd_quotas_and_games_are_refused() -> None:
    refused: list[tuple[Callable[[], object], str]] = [
        (lambda: quota_for(0, "majority"), "total"),
        (lambda: quota_for(5, cast("Majority", "half")), "majority"),
        (lambda: at_least(5, Fraction(0)), "share"),
        (lambda: at_least(5, Fraction(3, 2)), "share"),
        (lambda: at_least(5, cast("Fraction", 0.5)), "share"),
        (lambda: at_least(5, cast("Fraction", bool(1))), "share"),
        (lambda: checked((), 1), "voters"),
        (lambda: checked((Kind(members=0, votes=1),), 1), "members of kind 0"),
        (lambda: checked((Kind(members=1, votes=-1),), 1), "votes of kind 0"),
    ]
    for call, field in refused:
        with pytest.raises(BadInputError) as caught:
            call()
        assert caught.value.field == field
