"""Who turns a decision: exact indices against every coalition counted, and against what books say."""

from __future__ import annotations

from fractions import Fraction
from itertools import permutations
from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st
from votings import Game, games, ordered, swings

from coopkit.core.simulate.bounds import BadInputError
from coopkit.core.simulate.power import Chamber, compound_indices
from coopkit.core.simulate.voting import power_indices

ESTATES = (Fraction(3, 5), Fraction(1, 5), Fraction(1, 5))


def test_fifty_forty_nine_and_one_vote_turn_sixty_twenty_and_twenty_percent() -> None:
    powers = power_indices([50, 49, 1], 51)
    assert [power.banzhaf_raw for power in powers] == [3, 1, 1]
    assert tuple(power.banzhaf for power in powers) == ESTATES
    assert [power.shapley_shubik for power in powers] == [Fraction(2, 3), Fraction(1, 6), Fraction(1, 6)]


def test_the_six_members_of_1958_leave_luxembourg_without_power() -> None:
    """The Council of the six, 12 of 17 votes: the case every book on power indices has."""
    powers = power_indices([4, 4, 4, 2, 2, 1], 12)
    assert [power.banzhaf_raw for power in powers] == [10, 10, 10, 6, 6, 0]
    assert [power.shapley_shubik * 60 for power in powers] == [14, 14, 14, 9, 9, 0]


def test_who_has_no_vote_turns_nothing() -> None:
    powers = power_indices([1, 1, 0], 2)
    assert [power.banzhaf_raw for power in powers] == [2, 2, 0]
    assert [power.shapley_shubik for power in powers] == [Fraction(1, 2), Fraction(1, 2), 0]


@given(game=games())
def test_indices_equal_every_coalition_counted(game: Game) -> None:
    counted = swings(game)
    everybody = sum(map(sum, counted))
    for power, votes, by_size in zip(power_indices(*game), game[0], counted, strict=True):
        assert (power.votes, power.banzhaf_raw) == (votes, sum(by_size))
        assert power.banzhaf == Fraction(sum(by_size), everybody)
        assert power.shapley_shubik == ordered(by_size)


@given(game=games(6))
def test_shapley_shubik_is_the_part_of_orders_turned(game: Game) -> None:
    weights, quota = game
    turned, orders = [0] * len(weights), list(permutations(range(len(weights))))
    for order in orders:
        total = 0
        for one in order:
            total += weights[one]
            if total >= quota:
                turned[one] += 1
                break
    assert [power.shapley_shubik for power in power_indices(weights, quota)] == [
        Fraction(number, len(orders)) for number in turned
    ]


@given(game=games(30))
def test_power_adds_up_to_one_and_never_falls_with_votes(game: Game) -> None:
    powers = power_indices(*game)
    assert sum(power.banzhaf for power in powers) == sum(power.shapley_shubik for power in powers) == 1
    by_votes = sorted(powers, key=lambda power: power.votes)
    assert [power.banzhaf_raw for power in by_votes] == sorted(power.banzhaf_raw for power in powers)
    assert [power.shapley_shubik for power in by_votes] == sorted(power.shapley_shubik for power in powers)


@given(voters=st.integers(1, 60), votes=st.integers(1, 1000), data=st.data())
def test_equal_voters_have_equal_power(voters: int, votes: int, data: st.DataObject) -> None:
    quota = data.draw(st.integers(1, voters * votes))
    needed = -(-quota // votes)
    for power in power_indices([votes] * voters, quota):
        assert power.banzhaf == power.shapley_shubik == Fraction(1, voters)
        assert power.banzhaf_raw == comb(voters - 1, needed - 1)


def test_sixty_different_voters_with_ten_thousand_votes_are_exact() -> None:
    weights = [137 + number for number in range(59)] + [206]
    assert (len(set(weights)), sum(weights)) == (60, 10_000)
    powers = power_indices(weights, 5001)
    assert sum(power.shapley_shubik for power in powers) == 1
    assert sum(power.banzhaf for power in powers) == 1
    dual = power_indices(weights, 5000)
    assert [power.banzhaf_raw for power in dual] == [power.banzhaf_raw for power in powers]


@given(game=games(20))
def test_a_quota_and_the_one_that_blocks_it_give_the_same_power(game: Game) -> None:
    weights, quota = game
    assert power_indices(weights, quota) == power_indices(weights, sum(weights) + 1 - quota)


@given(one=games(5), other=games(5))
def test_classes_that_vote_apart_equal_every_coalition_counted(one: Game, other: Game) -> None:
    weights = [*one[0], *other[0]]
    split, voters = len(one[0]), len(weights)

    def carries(mask: int) -> bool:
        votes = [weight if mask >> place & 1 else 0 for place, weight in enumerate(weights)]
        return sum(votes[:split]) >= one[1] and sum(votes[split:]) >= other[1]

    turned = [[0] * voters for _ in weights]
    for mask in range(1 << voters):
        for place in range(voters):
            if not mask >> place & 1 and not carries(mask) and carries(mask | 1 << place):
                turned[place][mask.bit_count()] += 1
    chambers = [Chamber(weights=tuple(votes), quota=quota) for votes, quota in (one, other)]
    powers = [power for chamber in compound_indices(chambers) for power in chamber]
    assert [power.banzhaf_raw for power in powers] == [sum(by_size) for by_size in turned]
    assert [power.shapley_shubik for power in powers] == [ordered(by_size) for by_size in turned]
    assert sum(power.banzhaf for power in powers) == 1


def test_one_founder_alone_in_her_class_blocks_a_hundred_members() -> None:
    founder, members = compound_indices((Chamber(weights=(1,), quota=1), Chamber(weights=(1,) * 100, quota=51)))
    assert founder[0].banzhaf_raw == sum(comb(100, size) for size in range(51, 101))
    assert founder[0].shapley_shubik == Fraction(50, 101)
    assert founder[0].shapley_shubik + 100 * members[0].shapley_shubik == 1


@pytest.mark.parametrize(
    ("weights", "quota", "field"),
    [
        ([], 1, "weights"),
        ([3, -1], 1, "weights[1]"),
        ([3, 1.5], 1, "weights[1]"),
        ([float("nan")], 1, "weights[0]"),
        ([True, 1], 1, "weights[0]"),
        ([0, 0], 1, "votes of all voters"),
        ([3, 1], 0, "quota"),
        ([3, 1], 5, "quota"),
        ([3, 1], 2.5, "quota"),
        ([10**9 + 2**number for number in range(30)], 10**10, "totals of votes below the quota"),
        ([1] * 2000, 1001, "voters times voters squared times totals"),
    ],
)
def test_absurd_games_are_refused_by_field_value_and_bound(weights: list[int], quota: int, field: str) -> None:
    with pytest.raises(BadInputError) as caught:
        power_indices(weights, quota)
    assert caught.value.field == field
    assert caught.value.value is not None
    assert caught.value.bound in str(caught.value)
    assert len(str(caught.value)) < 200


def test_as_much_work_as_is_allowed_is_done() -> None:
    # One voter, squared, and one total below the quota.
    ((power,),) = compound_indices([Chamber(weights=(1,), quota=1)], most_work=1)
    assert power.banzhaf == 1


def test_no_chamber_is_no_game() -> None:
    with pytest.raises(BadInputError, match="chambers is \\(\\)"):
        compound_indices(())
