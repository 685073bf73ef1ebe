"""Votes at an assembly, under any rule and any list of members."""

from __future__ import annotations

from fractions import Fraction
from math import floor
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopkit.core.simulate.voting import Group, Tally, VotingRule, attached, votes

groups = st.lists(
    st.builds(
        Group,
        id=st.just("a"),
        label=st.just("A"),
        count=st.integers(1, 500),
        shares=st.integers(0, 1000),
        votes=st.none() | st.integers(0, 100),
        present=st.none() | st.integers(0, 600),
    ),
    max_size=6,
)
rules = st.sampled_from(get_args(VotingRule))
caps = st.none() | st.fractions(Fraction(1, 1000), Fraction(1))


def group(name: str, shares: int, **more: int) -> Group:
    return Group(id=name, label=name, **{"count": 1, "shares": shares, **more})


def tally(rule: VotingRule, cap: Fraction | None = None) -> Tally:
    return votes([group("A", 60), group("B", 30), group("C", 10)], rule, cap=cap)


def test_sixty_shares_of_a_hundred_are_sixty_votes_without_a_cap() -> None:
    counted = tally("share_votes")
    assert (counted.base, counted.total, counted.limit, counted.share) == (100, 100, None, Fraction(3, 5))


def test_a_cap_of_a_tenth_leaves_ten_votes_each_and_a_third_of_what_is_cast() -> None:
    counted = tally("share_votes_capped", Fraction(1, 10))
    assert (counted.base, counted.limit, counted.total, counted.share) == (100, 10, 30, Fraction(1, 3))


def test_one_member_one_vote_forgets_the_shares() -> None:
    counted = tally("one_member_one_vote", Fraction(1, 10))
    assert (counted.total, counted.limit, counted.share) == (3, None, Fraction(1, 3))


def test_a_member_has_one_vote_or_those_of_her_shares() -> None:
    assert [attached(group("A", 60), rule) for rule in ("one_member_one_vote", "share_votes")] == [1, 60]


def test_a_cap_below_one_vote_leaves_one_vote_each() -> None:
    counted = votes([group("A", 5), group("B", 3)], "share_votes_capped", cap=Fraction(1, 10))
    assert (counted.limit, counted.total) == (1, 2)


def test_nobody_present_casts_nothing_and_nobody_is_strongest() -> None:
    counted = votes([group("A", 5, present=0)], "share_votes")
    assert (counted.total, counted.strongest, counted.share) == (0, None, Fraction(0))
    assert counted.groups[0].share == 0


@pytest.mark.parametrize(("present", "persons"), [(None, 10), (4, 4), (99, 10)])
def test_no_more_come_than_belong_to_a_group(present: int | None, persons: int) -> None:
    members = Group(id="a", label="A", count=10, present=present)
    assert votes([members], "one_member_one_vote").persons == persons


@given(members=groups, rule=rules, cap=caps)
def test_totals_reconcile(members: list[Group], rule: VotingRule, cap: Fraction | None) -> None:
    counted = votes(members, rule, cap=cap)
    assert counted.total == sum(cast.persons * cast.each for cast in counted.groups)
    assert counted.base == sum(cast.persons * cast.attached for cast in counted.groups)
    assert counted.persons == sum(cast.persons for cast in counted.groups)
    shares = sum(cast.share * cast.persons for cast in counted.groups)
    assert shares == (1 if counted.total else 0)


@given(members=groups, cap=st.fractions(Fraction(1, 1000), Fraction(1)))
def test_the_cap_holds_except_for_one_vote_each(members: list[Group], cap: Fraction) -> None:
    counted = votes(members, "share_votes_capped", cap=cap)
    assert all(cast.each <= max(1, floor(cap * counted.base)) for cast in counted.groups)
    assert all(cast.each <= cast.attached for cast in counted.groups)


@given(count=st.integers(1, 50), shares=st.integers(0, 100), rule=rules, cap=caps)
def test_members_who_are_alike_weigh_alike(count: int, shares: int, rule: VotingRule, cap: Fraction | None) -> None:
    counted = votes([group(str(number), shares) for number in range(count)], rule, cap=cap)
    assert len({cast.each for cast in counted.groups}) == 1
    assert counted.share == (Fraction(1, count) if counted.total else 0)
