"""Power by the quickest way that is sure enough: the same as the exact one, and refused where neither answers soon."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from coopkit.core.simulate.bounds import BadInputError
from coopkit.core.simulate.decisive import FEW, Weight, weights
from coopkit.core.simulate.power import power_indices


@given(voters=st.lists(st.integers(1, 30), min_size=2, max_size=FEW + 8))
@example(voters=[99990, 2, *[1] * 13])
@example(voters=[5] * 20)
@example(voters=[40, 40, 40, *[1] * 12])
def test_it_says_what_the_exact_count_says(voters: list[int]) -> None:
    (found,) = weights(Counter(voters), (), "majority")
    for exact in power_indices(tuple(voters), sum(voters) // 2 + 1):
        told = found[exact.votes]
        assert abs(told.power - exact.banzhaf) <= told.error
        assert (told.power == 0) == (exact.banzhaf == 0)
        assert told.swings in {None, exact.banzhaf_raw}


def test_where_those_who_decide_are_alike_no_estimate_is_needed() -> None:
    assert weights({3: 10**6}, (), "majority") == ({3: Weight(power=Fraction(1, 10**6))},)
    (found,) = weights({100: 3, 1: 40}, (), "majority")
    assert found == {100: Weight(power=Fraction(1, 3)), 1: Weight(power=Fraction(0))}


def test_a_few_voters_with_very_many_votes_are_counted_one_by_one() -> None:
    (found,) = weights({10**9 - number: 1 for number in range(14)}, (), "majority")
    assert sum(one.power for one in found.values()) == 1
    assert all(one.swings is not None for one in found.values())


@pytest.mark.parametrize("members", [{3: 10**6, 5: 2}, {10**9 - number * number: 1 for number in range(40)}])
def test_what_would_keep_a_page_waiting_is_refused(members: dict[int, int]) -> None:
    with pytest.raises(BadInputError):
        weights(members, (), "majority")


def test_a_class_that_must_agree_has_more_power_than_its_votes() -> None:
    others, founders = weights({1: 2}, [{1: 2}], "majority")
    assert (others[1].power, founders[1].power) == (Fraction(1, 8), Fraction(3, 8))
