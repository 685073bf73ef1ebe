"""Power by the quickest way that is sure enough: the same as the exact one, and refused where neither answers soon."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from math import comb

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


TOTALS, WORK = "totals of votes below the quota", "voters times voters squared times totals"


@pytest.mark.parametrize(
    ("members", "field", "value"),
    [
        ({3: 10**6, 5: 2}, "voters", 1_000_002),
        # 12 kinds of 170 voters each: 2,040, and 12 times their 979,710 votes are more than ten million.
        ({475 + number: 170 for number in range(12)}, "voters", 2_040),
        # 2^15 x 26 totals of 40 voters, times 40 x 40 x 40.
        ({10**9: 25} | {10**9 - number * number: 1 for number in range(1, 16)}, WORK, 54_525_952_000),
        # As many totals as half of 2^40 and more: more than are kept, whatever the time.
        ({10**9 - number * number: 1 for number in range(40)}, TOTALS, None),
    ],
)
def test_what_would_keep_a_page_waiting_is_refused(members: dict[int, int], field: str, value: int | None) -> None:
    with pytest.raises(BadInputError) as refused:
        weights(members, (), "majority")
    assert (refused.value.field, bool(refused.value.bound)) == (field, True)
    assert value in {refused.value.value, None}


def test_a_class_that_must_agree_has_more_power_than_its_votes() -> None:
    others, founders = weights({1: 2}, [{1: 2}], "majority")
    assert (others[1].power, founders[1].power) == (Fraction(1, 8), Fraction(3, 8))
    # Both founders are needed, and one of the others: a founder turns three decisions, another one turns one.
    assert (others[1].swings, founders[1].swings) == (1, 3)


def test_up_to_a_dozen_voters_are_counted_one_by_one() -> None:
    """One with 2 votes, eleven with 1: seven of 13 win.

    She turns what five or six of eleven say, 462 + 462; another one what six of ten say, or four beside her, 210 + 210.
    """
    (found,) = weights({2: 1, 1: 11}, (), "majority")
    assert found[2] == Weight(power=Fraction(924, 924 + 11 * 420), swings=924)
    assert found[1].swings == 420
    assert found[1].error == 0


def test_ten_thousand_members_are_not_too_many() -> None:
    """One with 2 votes beside 9,999 with 1: 5,001 of 10,001 win, so she turns what 4,999 or 5,000 of 9,999 say."""
    (found,) = weights({2: 1, 1: 9_999}, (), "majority")
    hers = 2 * comb(9_999, 4_999)
    theirs = comb(9_998, 5_000) + comb(9_998, 4_998)
    assert abs(found[2].power - Fraction(hers, hers + 9_999 * theirs)) <= found[2].error < 1e-6


def test_a_million_votes_of_a_few_are_counted_one_by_one() -> None:
    voters = [100_003] * 10 + [1_000] * 10
    (found,) = weights(Counter(voters), (), "majority")
    for exact in power_indices(voters, sum(voters) // 2 + 1):
        assert found[exact.votes] == Weight(power=exact.banzhaf, swings=exact.banzhaf_raw)
