"""Who turns a decision that needs the majority of all and of each class: against every coalition, one by one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopkit.core.simulate.bounds import BadInputError
from coopkit.core.simulate.consent import swings
from coopkit.core.simulate.games import Majority, quota_for
from coopkit.core.simulate.power import power_indices

MAJORITIES: tuple[Majority, ...] = ("majority", "two_thirds", "three_quarters", "four_fifths")
members = st.dictionaries(st.integers(1, 6), st.integers(1, 2), min_size=1, max_size=2)


def one_by_one(parts: Sequence[Mapping[int, int]], majority: Majority) -> list[Mapping[int, int]]:
    """Count the coalitions that win with a voter and lose without her, by looking at each."""
    voters = [(votes, place) for place, part in enumerate(parts) for votes, count in part.items() for _ in range(count)]
    needed = quota_for(sum(votes for votes, _ in voters), majority)
    within = {
        place: quota_for(sum(votes * count for votes, count in part.items()), majority)
        for place, part in enumerate(parts)
        if place
    }

    def wins(coalition: Sequence[int]) -> bool:
        said = [voters[one] for one in coalition]
        return sum(votes for votes, _ in said) >= needed and all(
            sum(votes for votes, at in said if at == place) >= floor for place, floor in within.items()
        )

    turned = [0] * len(voters)
    for size in range(len(voters) + 1):
        for coalition in combinations(range(len(voters)), size):
            if wins(coalition):
                for one in coalition:
                    turned[one] += not wins([other for other in coalition if other != one])
    found: list[dict[int, int]] = [{} for _ in parts]
    for (votes, place), count in zip(voters, turned, strict=True):
        found[place][votes] = count
    return list(found)


@given(
    others=members | st.just({}),
    classes=st.lists(members, min_size=1, max_size=2),
    majority=st.sampled_from(MAJORITIES),
)
def test_it_counts_the_coalitions_there_are(
    others: Mapping[int, int], classes: Sequence[Mapping[int, int]], majority: Majority
) -> None:
    assert list(swings(others, classes, majority)) == one_by_one([others, *classes], majority)


def test_without_a_class_it_is_the_ordinary_vote() -> None:
    (found,) = swings({50: 1, 49: 1, 1: 1}, (), "majority")
    assert found == {one.votes: one.banzhaf_raw for one in power_indices((50, 49, 1), 51)}


def test_a_class_that_already_decides_alone_gains_nothing_by_blocking() -> None:
    assert swings({16: 2}, [{68: 1}], "majority") == ({16: 0}, {68: 4})


def test_a_game_too_large_is_refused_before_anything_is_counted() -> None:
    with pytest.raises(BadInputError, match="at most"):
        swings({1: 10**6}, [{10**9: 3}], "majority")
