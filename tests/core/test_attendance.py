"""Who comes: quorum, proxies, and how likely a group decides alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from itertools import combinations
from math import comb
from typing import cast, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopkit.core.simulate.attendance import Assembly, Quorum, _ladder, capture, presence, with_proxies
from coopkit.core.simulate.bounds import BadInputError
from coopkit.core.simulate.games import Kind, Majority, quota_for
from coopkit.core.simulate.voting import Group, VotingRule, kinds_of, smallest_majority, votes, votes_allowed

TENTH = Fraction(1, 10)


def group(name: str, count: int, **more: int) -> Group:
    return Group(id=name, label=name, count=count, **more)


FEW = Assembly(groups=(group("founders", 5), group("users", 20)), rule="one_member_one_vote")
DOZEN = Assembly(
    groups=tuple(group(f"g{number}", 160 + number, shares=1 + number * number) for number in range(12)),
    rule="share_votes_capped",
    cap=Fraction(1, 1000),
)


def test_five_founders_of_twenty_five_decide_when_few_others_come() -> None:
    """Of 7 who come at least 4 must be founders: hypergeometric, by hand."""
    found = capture(FEW, ["founders"], 7)
    ways = comb(5, 4) * comb(20, 3) + comb(5, 5) * comb(20, 2)
    assert found.probability == Fraction(ways, comb(25, 7))
    assert (found.error, found.draws) == (0.0, 0)


@given(
    groups=st.lists(
        st.tuples(st.integers(1, 3), st.integers(0, 6), st.none() | st.integers(0, 3)), min_size=1, max_size=4
    ),
    rule=st.sampled_from(get_args(VotingRule)),
    majority=st.sampled_from(get_args(Majority)),
    data=st.data(),
)
def test_capture_equals_every_attendance_counted(
    groups: list[tuple[int, int, int | None]], rule: VotingRule, majority: Majority, data: st.DataObject
) -> None:
    assembly = Assembly(
        groups=tuple(
            Group(id=str(place), label="", count=count, shares=shares, votes=own)
            for place, (count, shares, own) in enumerate(groups)
        ),
        rule=rule,
        cap=data.draw(st.none() | st.just(Fraction(1, 3))),
        majority=majority,
        quorum=Quorum(votes=data.draw(st.none() | st.just(Fraction(1, 2)))),
    )
    persons = [one for one in assembly.groups for _ in range(one.count)]
    coming = data.draw(st.integers(1, len(persons)))
    ids = data.draw(st.sets(st.sampled_from([one.id for one in assembly.groups])))
    every = votes(assembly.groups, rule).base
    won = 0
    for here in combinations(persons, coming):
        come = [replace(one, present=here.count(one)) for one in assembly.groups]
        tally = votes(come, rule, cap=assembly.cap)
        ours = sum(one.total for one in tally.groups if one.group.id in ids)
        quorate = assembly.quorum.votes is None or 2 * tally.base >= every
        won += bool(tally.total) and quorate and ours >= quota_for(tally.total, majority)
    assert capture(assembly, ids, coming).probability == Fraction(won, comb(len(persons), coming))


def test_groups_with_the_same_votes_are_reckoned_as_one_so_thousands_are_exact() -> None:
    many = Assembly(groups=tuple(group(str(n), 200) for n in range(10)), rule="one_member_one_vote")
    found = capture(many, ["0", "1", "2", "3"], 101)
    assert found.draws == 0
    ways = sum(comb(800, ours) * comb(1200, 101 - ours) for ours in range(51, 102))
    assert found.probability == Fraction(ways, comb(2000, 101))


def test_drawn_attendances_are_the_same_on_every_machine_and_near_the_exact_figure(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    exact = [capture(FEW, ["founders"], coming).probability for coming in (7, 18)]
    monkeypatch.setattr("coopkit.core.simulate.attendance.MOST_COMPOSITIONS", 0)
    drawn = [capture(FEW, ["founders"], coming, draws=2000, seed=3) for coming in (7, 18)]
    assert drawn == [capture(FEW, ["founders"], coming, draws=2000, seed=3) for coming in (7, 18)]
    assert [(one.draws, round(one.error, 4)) for one in drawn] == [(2000, 0.0364)] * 2
    for one, probability in zip(drawn, exact, strict=True):
        assert abs(float(one.probability - probability)) <= one.error
    assert capture(FEW, ["users"], 7, draws=2000, seed=3).probability == 1 - drawn[0].probability


def test_draws_have_the_chances_of_those_who_come(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each count of founders among 7 who come, to the last part of the ladder that draws climb."""
    fine = 2**53
    ladder = _ladder(5, 20, 7)
    exact = [Fraction(comb(5, come) * comb(20, 7 - come), comb(25, 7)) for come in range(6)]
    assert ladder == tuple(int(fine * sum(exact[: come + 1])) for come in range(5))
    assert _ladder(3, 0, 3) == ()
    # Of the 20 others two come at least: as likely at most so many as the founders are the rest at least.
    assert _ladder(20, 5, 7) == tuple(int(fine * sum(exact[7 - come :])) for come in range(2, 7))
    # Numbers that no double holds.
    half = [Fraction(comb(60, come) ** 2, comb(120, 60)) for come in range(60)]
    assert _ladder(60, 60, 60) == tuple(int(fine * sum(half[: come + 1])) for come in range(60))
    monkeypatch.setattr("coopkit.core.simulate.attendance.MOST_COMPOSITIONS", 0)
    assert capture(FEW, ["users"], 25, draws=1).probability == 1


@pytest.mark.parametrize(("most", "draws"), [(6, 0), (5, 10)])
def test_as_many_ways_to_come_as_may_be_counted_are_counted(
    monkeypatch: pytest.MonkeyPatch, most: int, draws: int
) -> None:
    """Of 7 who come none to all five founders are there: six ways."""
    monkeypatch.setattr("coopkit.core.simulate.attendance.MOST_COMPOSITIONS", most)
    assert capture(FEW, ["founders"], 7, draws=10).draws == draws


def test_a_dozen_kinds_with_a_cap_are_drawn() -> None:
    strongest = ["g6", "g7", "g8", "g9", "g10", "g11"]
    found = capture(DOZEN, strongest, 30, draws=400, seed=1)
    assert (found.draws, found.probability) == (400, Fraction(173, 400))
    assert found == capture(DOZEN, strongest, 30, draws=400, seed=1)
    assert found.probability != capture(DOZEN, strongest, 30, draws=400, seed=2).probability


def test_without_a_quorum_nobody_decides() -> None:
    asked = replace(FEW, quorum=Quorum(members=Fraction(1, 2)))
    assert capture(asked, ["users"], 12).probability == 0
    assert capture(asked, ["users"], 13).probability == 1 - capture(asked, ["founders"], 13).probability


def test_a_quorum_counts_who_is_there_and_what_they_hold_before_a_cap() -> None:
    groups = (group("a", 4, shares=10, present=1), group("b", 6, shares=1))
    found = presence(groups, "share_votes_capped", Quorum(members=Fraction(2, 3), votes=Fraction(1, 2)))
    assert (found.persons, found.persons_needed, found.votes, found.votes_needed) == (7, 7, 16, 23)
    assert not found.met
    assert presence(groups, "share_votes_capped", Quorum(members=Fraction(2, 3))).met
    assert not presence(groups, "one_member_one_vote", Quorum(members=Fraction(3, 4))).met
    by_heads = presence(groups, "one_member_one_vote", Quorum(votes=Fraction(1, 2)))
    assert (by_heads.persons_needed, by_heads.votes, by_heads.votes_needed) == (0, 7, 5)
    assert presence((group("a", 4, present=0),), "one_member_one_vote", Quorum()).met


def test_a_holder_casts_what_she_was_given_and_the_cap_counts_both() -> None:
    plain = with_proxies([5, 5, 5, 5], {0: 3, 1: 3}, most=2)
    assert (plain.votes, plain.base, plain.limit) == ((0, 0, 5, 15), 20, None)
    capped = with_proxies([5, 5, 5, 5], {0: 3, 1: 3}, cap=Fraction(1, 2))
    assert (capped.votes, capped.base, capped.limit) == ((0, 0, 5, 10), 20, 10)
    assert with_proxies([1, 1, 1], {0: 1}, cap=TENTH).votes == (0, 1, 1)
    assert with_proxies([0, 5], {1: 0}).votes == (5, 0)
    assert with_proxies([1, 1], {}, most=0).votes == (1, 1)


@pytest.mark.parametrize(("base", "allowed"), [(0, 1), (1, 1), (9, 1), (10, 1), (19, 1), (20, 2), (105, 10)])
def test_a_tenth_of_fewer_than_ten_votes_is_one_vote(base: int, allowed: int) -> None:
    assert votes_allowed(base, TENTH) == allowed


def test_persons_who_cast_votes_are_a_game_caps_applied() -> None:
    tally = votes([group("a", 1, shares=60), group("b", 4, shares=10), group("c", 3)], "share_votes_capped", cap=TENTH)
    assert kinds_of(tally) == (Kind(members=1, votes=10), Kind(members=4, votes=10))
    assert smallest_majority(tally) == 3
    assert smallest_majority(votes([group("c", 3)], "share_votes")) == 0


def test_absurd_assemblies_are_refused() -> None:
    capped = replace(FEW, rule="share_votes_capped")
    refused: list[tuple[Callable[[], object], str]] = [
        (lambda: capture(FEW, ["nobody"], 3), "ids"),
        (lambda: capture(FEW, ["users"], 0), "coming"),
        (lambda: capture(FEW, ["users"], 26), "coming"),
        (lambda: capture(FEW, ["users"], 3, draws=0), "draws"),
        (lambda: capture(replace(FEW, groups=()), [], 3), "groups"),
        (lambda: capture(replace(FEW, groups=(group("a", 0),)), ["a"], 3), "count of a"),
        (lambda: capture(replace(FEW, groups=(group("a", 1, shares=-1),)), ["a"], 1), "shares of a"),
        (lambda: capture(replace(FEW, groups=(group("a", 1, votes=-1),)), ["a"], 1), "votes of a"),
        (lambda: capture(replace(FEW, groups=(group("a", 1, present=-1),)), ["a"], 1), "present of a"),
        (lambda: capture(FEW, ["users"], 3, draws=1_000_001), "draws"),
        (lambda: capture(replace(FEW, majority=cast("Majority", "half")), ["users"], 3), "assembly.majority"),
        (lambda: capture(replace(capped, cap=Fraction(0)), ["users"], 3), "cap"),
        (lambda: capture(replace(FEW, quorum=Quorum(members=Fraction(2))), ["users"], 3), "share"),
        (lambda: with_proxies([1, -1], {}), "own[1]"),
        (lambda: with_proxies([1, 1], {2: 1}), "giver of a proxy"),
        (lambda: with_proxies([1, 1], {0: 2}), "holder of a proxy"),
        (lambda: with_proxies([1, 1], {0: 0}), "holder of a proxy"),
        (lambda: with_proxies([1, 1, 1], {0: 2, 1: 2}, most=1), "proxies held"),
        (lambda: with_proxies([1, 1], {0: 1}, most=0), "proxies held"),
        (lambda: votes_allowed(-1, TENTH), "base"),
    ]
    for call, field in refused:
        with pytest.raises(BadInputError) as caught:
            call()
        assert caught.value.field == field
