"""One sitting: who comes by a card, the quorum, and which groups carry or stop a decision."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopkit.core.simulate.attendance import Assembly, Quorum
from coopkit.core.simulate.bounds import BadInputError
from coopkit.core.simulate.games import Majority, quota_for
from coopkit.core.simulate.sitting import coming, sitting
from coopkit.core.simulate.voting import Group, VotingRule

HALF = Fraction(1, 2)


def group(name: str, count: int, shares: int = 1, present: int | None = None) -> Group:
    return Group(id=name, label=name, count=count, shares=shares, present=present)


SHOP = (group("founders", 3, 50), group("users", 30), group("farm", 1, 40))
parts = st.fractions(0, 1, max_denominator=20)
assemblies = st.builds(
    Assembly,
    groups=st.lists(
        st.builds(group, st.just(""), st.integers(1, 3), st.integers(0, 6), st.none() | st.integers(0, 3)),
        min_size=1,
        max_size=4,
    ).map(lambda all_: tuple(group(str(place), one.count, one.shares, one.present) for place, one in enumerate(all_))),
    rule=st.sampled_from(get_args(VotingRule)),
    cap=st.none() | st.fractions(Fraction(1, 10), 1, max_denominator=10),
    majority=st.sampled_from(get_args(Majority)),
    quorum=st.builds(Quorum, members=st.none() | st.just(HALF), votes=st.none() | st.just(HALF)),
)


def test_half_of_the_users_stay_home_and_the_founders_decide_by_shares() -> None:
    rainy = coming(SHOP, [Fraction(1), HALF, Fraction(1)])
    assert [one.present for one in rainy] == [3, 15, 1]
    found = sitting(Assembly(groups=rainy, rule="share_votes", quorum=Quorum(members=HALF)))
    assert (found.tally.total, found.decide, found.block, found.fewest) == (205, ("founders",), ("founders",), 3)
    assert found.presence.met  # 19 of 34
    heads = sitting(Assembly(groups=rainy, rule="one_member_one_vote"))
    assert (heads.decide, heads.fewest) == (("users",), 10)


def test_who_may_cast_no_more_than_a_tenth_does_not_decide_by_shares() -> None:
    # 220 votes attached, 22 at most each: 3 x 22 + 30 x 1 + 1 x 22 = 118 cast, 60 carry; the founders hold 66.
    capped = sitting(Assembly(groups=SHOP, rule="share_votes_capped", cap=Fraction(1, 10)))
    assert (capped.tally.total, capped.decide, capped.block, capped.fewest) == (118, ("founders",), ("founders",), 3)
    # 60 votes attached, 6 at most each: 6 + 30 x 1 = 36 cast, 19 carry; who holds half of the shares holds 6.
    two = sitting(
        Assembly(groups=(group("bank", 1, 30), group("users", 30)), rule="share_votes_capped", cap=Fraction(1, 10))
    )
    assert (two.tally.total, two.decide, two.fewest) == (36, ("users",), 14)


def test_two_thirds_give_a_group_a_veto_that_half_does_not() -> None:
    groups = (group("founders", 4), group("users", 6))
    simple = sitting(Assembly(groups=groups, rule="one_member_one_vote"))
    assert (simple.decide, simple.block) == (("users",), ("users",))
    wide = sitting(Assembly(groups=groups, rule="one_member_one_vote", majority="two_thirds"))
    assert (wide.decide, wide.block, wide.fewest) == ((), ("founders", "users"), 7)


def test_without_a_quorum_or_a_vote_nobody_decides_or_blocks() -> None:
    ill = coming(SHOP, [Fraction(0), Fraction(1, 4), Fraction(1)])
    lacking = sitting(Assembly(groups=ill, rule="share_votes", quorum=Quorum(votes=HALF)))
    assert (lacking.presence.votes, lacking.presence.votes_needed) == (48, 110)
    assert (lacking.decide, lacking.block, lacking.fewest) == ((), (), 0)
    empty = sitting(Assembly(groups=coming(SHOP, [Fraction(0)] * 3), rule="share_votes"))
    assert (empty.presence.met, empty.decide, empty.fewest) == (True, (), 0)


def test_a_group_of_one_comes_unless_the_card_says_nobody_does() -> None:
    assert [one.present for one in coming([group("a", 1), group("b", 1)], [Fraction(1, 10), Fraction(0)])] == [1, 0]


def test_a_part_for_each_group_and_none_beyond_the_whole() -> None:
    with pytest.raises(BadInputError, match=r"^parts is \[Fraction\(1, 2\)\]: it must be a part for each group"):
        coming(SHOP, [HALF])
    with pytest.raises(BadInputError, match="part"):
        coming(SHOP, [HALF, HALF, Fraction(3, 2)])


@given(counts=st.lists(st.tuples(st.integers(1, 40), parts, parts), min_size=1, max_size=5))
def test_who_comes_is_never_more_than_there_are_and_a_larger_part_never_fewer(
    counts: list[tuple[int, Fraction, Fraction]],
) -> None:
    groups = [group(str(place), count) for place, (count, _, _) in enumerate(counts)]
    fewer = coming(groups, [min(one, other) for _, one, other in counts])
    more = coming(groups, [max(one, other) for _, one, other in counts])
    for small, large in zip(fewer, more, strict=True):
        assert 0 <= (small.present or 0) <= (large.present or 0) <= small.count
    assert coming(more, [min(one, other) for _, one, other in counts]) == fewer


@given(assembly=assemblies)
def test_who_decides_and_who_blocks_is_what_counting_every_coalition_of_groups_says(assembly: Assembly) -> None:
    found = sitting(assembly)
    cast = {one.group.id: one.total for one in found.tally.groups}
    total = sum(cast.values())
    if not total or not found.presence.met:
        assert (found.decide, found.block, found.fewest) == ((), (), 0)
        return
    quota = quota_for(total, assembly.majority)
    together = [some for size in range(len(cast) + 1) for some in combinations(cast, size)]
    winning = [set(some) for some in together if sum(cast[name] for name in some) >= quota]
    assert set(found.decide) == {name for name in cast if {name} in winning}
    assert set(found.block) == {name for name in cast if all(name in some for some in winning)}
    each = sorted((one.each for one in found.tally.groups for _ in range(one.persons)), reverse=True)
    assert sum(each[: found.fewest]) >= quota > sum(each[: found.fewest - 1])
