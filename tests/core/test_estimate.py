"""Power among thousands: the error stays within the bound that is shown, and the bound is small."""

from __future__ import annotations

from fractions import Fraction
from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st
from votings import Game, games

from coopkit.core.simulate.bounds import BadInputError
from coopkit.core.simulate.estimate import kind_banzhaf, kind_indices
from coopkit.core.simulate.games import Kind, kinds
from coopkit.core.simulate.power import power_indices
from coopkit.core.simulate.quadrature import bound, enough, nodes

VOTES = (1, 2, 3, 5, 8, 10, 15, 20, 40, 50, 100, 200)
MEMBERS = (900, 400, 200, 150, 100, 80, 60, 50, 30, 20, 6, 4)
DOZEN = tuple(Kind(members=members, votes=votes) for members, votes in zip(MEMBERS, VOTES, strict=True))


@given(game=games(40))
def test_the_exact_indices_are_within_the_error(game: Game) -> None:
    exact = {power.votes: power for power in power_indices(*game)}
    for found in kind_indices(kinds(game[0]), game[1]):
        power = exact[found.kind.votes]
        assert abs(Fraction(found.banzhaf) - power.banzhaf) <= Fraction(found.banzhaf_error)
        assert abs(Fraction(found.shapley_shubik) - power.shapley_shubik) <= Fraction(found.shapley_shubik_error)
        assert max(found.banzhaf_error, found.shapley_shubik_error) < 1e-9


def test_a_hundred_and_fifty_voters_whose_nodes_are_too_few_to_be_exact_are_within_the_error() -> None:
    weights = [1] * 90 + [3] * 40 + [7] * 19 + [50]
    exact = {power.votes: power for power in power_indices(weights, 250)}
    assert 2 * enough(149, 1e-13) < 150
    for found in kind_indices(kinds(weights), 250):
        power = exact[found.kind.votes]
        assert abs(Fraction(found.banzhaf) - power.banzhaf) <= Fraction(found.banzhaf_error)
        assert abs(Fraction(found.shapley_shubik) - power.shapley_shubik) <= Fraction(found.shapley_shubik_error)


def test_a_bound_is_what_its_theorem_says_and_never_more_than_a_chance_can_be() -> None:
    """4 M / (r^80 (1 - 1/r^2)), M = ((r + 1/r) / 2)^212, is least where 106 (r^2 - 1) / (r^2 + 1) = 40 + 1 / (r^2 - 1).

    That is so close to r = 3/2 that the bound is there the same to three digits: 4 (13/12)^212 / (1.5^80 x 5/9).
    With one node for two voters, (r^2 + 1)^2 / (r^2 (r^2 - 1)) is above 1 for all r, and no chance is.
    """
    assert bound(40, 212) == pytest.approx(1.379e-6, rel=1e-3)
    assert bound(1, 2) == 1
    assert enough(1, 0.1) == 1


@pytest.mark.parametrize("part", [Fraction(1, 2), Fraction(2, 3), Fraction(4, 5), Fraction(1, 10)])
def test_two_thousand_members_in_a_dozen_kinds_add_up_within_the_error(part: Fraction) -> None:
    total = sum(kind.members * kind.votes for kind in DOZEN)
    found = kind_indices(DOZEN, int(part * total) + 1)
    assert sum(kind.members for kind in DOZEN) == 2000
    for name in ("banzhaf", "shapley_shubik"):
        error = sum(one.kind.members * getattr(one, f"{name}_error") for one in found)
        assert abs(sum(one.kind.members * getattr(one, name) for one in found) - 1) <= error
        assert max(getattr(one, f"{name}_error") / getattr(one, name) for one in found) < 1e-6 or part != Fraction(1, 2)
        assert [getattr(one, name) for one in found] == sorted(getattr(one, name) for one in found)
    assert max(one.shapley_shubik_error for one in found) < 1e-10


@pytest.mark.parametrize("quota", [1, 500, 1001, 1600, 2000])
def test_two_thousand_equal_members_have_a_two_thousandth_each(quota: int) -> None:
    (found,) = kind_indices((Kind(members=2000, votes=7),), 7 * quota)
    assert abs(found.banzhaf - 1 / 2000) <= found.banzhaf_error < 1e-12
    assert abs(found.shapley_shubik - 1 / 2000) <= found.shapley_shubik_error < 1e-10


def test_a_founder_beside_two_thousand_members_equals_the_sum_by_hand() -> None:
    """She turns 1,001 to 1,200 of 2,000 members with one vote each: that many of 2,001 orders."""
    founder, member = kind_indices((Kind(members=1, votes=200), Kind(members=2000, votes=1)), 1201)
    assert abs(founder.shapley_shubik - 200 / 2001) <= founder.shapley_shubik_error < 1e-10
    hers = sum(comb(2000, others) for others in range(1001, 1201))
    theirs = comb(1999, 1200) + comb(1999, 1000)
    exact = Fraction(hers, hers + 2000 * theirs)
    assert abs(Fraction(founder.banzhaf) - exact) <= Fraction(founder.banzhaf_error)
    assert member.banzhaf > 0


def test_the_same_game_gives_the_same_figures_and_a_member_without_a_vote_none() -> None:
    game = (*DOZEN, Kind(members=10, votes=0))
    found = kind_indices(game, 5001)
    assert found == kind_indices(game, 5001)
    assert (found[-1].banzhaf, found[-1].shapley_shubik) == (0.0, 0.0)


@pytest.mark.parametrize("quota", [1, 10_150])
def test_where_everybody_or_anybody_decides_all_who_vote_are_equal(quota: int) -> None:
    for one in kind_indices(DOZEN, quota):
        assert abs(one.banzhaf - 1 / 2000) <= one.banzhaf_error < 1e-15
        assert abs(one.shapley_shubik - 1 / 2000) <= one.shapley_shubik_error < 1e-10


def test_who_has_no_vote_has_no_power_where_all_others_are_needed() -> None:
    assert [power for power, _ in kind_banzhaf((Kind(members=2, votes=1), Kind(members=5, votes=0)), 2)] == [0.5, 0.0]


def test_who_never_decides_has_no_power_and_no_doubt_about_it() -> None:
    member, founder = kind_indices((Kind(members=1999, votes=1), Kind(members=1, votes=300_000)), 155_000)
    assert (member.banzhaf, member.banzhaf_error, member.shapley_shubik, member.shapley_shubik_error) == (0, 0, 0, 0)
    assert 1 - founder.banzhaf <= founder.banzhaf_error < 1e-6
    assert 1 - founder.shapley_shubik <= founder.shapley_shubik_error < 1e-8


@pytest.mark.parametrize(
    ("game", "quota", "field"),
    [
        ((Kind(members=10_001, votes=1),), 1, "members of all kinds"),
        ((Kind(members=1, votes=1), Kind(members=2, votes=500_000)), 1, "votes of all members"),
        ((Kind(members=9, votes=1),), 10, "quota"),
        (DOZEN, sum(kind.members * kind.votes for kind in DOZEN) - 1, "quota"),
    ],
)
def test_what_cannot_be_reckoned_well_is_refused(game: tuple[Kind, ...], quota: int, field: str) -> None:
    for reckoned in (kind_indices, kind_banzhaf):
        with pytest.raises(BadInputError) as caught:
            reckoned(game, quota)
        assert (caught.value.field, bool(caught.value.bound)) == (field, True)
        assert caught.value.value is not None


def test_votes_by_the_thousand_million_are_counted_in_their_largest_unit() -> None:
    many = 10**9
    game = (Kind(members=3, votes=2 * many), Kind(members=4, votes=many))
    small = kind_indices((Kind(members=3, votes=2), Kind(members=4, votes=1)), 6)
    found = kind_indices(game, 6 * many)
    assert [(one.banzhaf, one.shapley_shubik) for one in found] == [(one.banzhaf, one.shapley_shubik) for one in small]
    assert kind_banzhaf(game, 6 * many) == tuple((one.banzhaf, one.banzhaf_error) for one in small)


@given(count=st.integers(1, 40), data=st.data())
def test_nodes_integrate_what_voters_can_do(count: int, data: st.DataObject) -> None:
    """The integral of p^k (1 - p)^(d - k) is one over (d + 1) times d over k."""
    degree = data.draw(st.integers(0, 2 * count + 20))
    size = data.draw(st.integers(0, degree))
    found = sum(weight * p**size * q ** (degree - size) for p, q, weight in nodes(count))
    exact = 1 / ((degree + 1) * comb(degree, size))
    assert abs(found - exact) <= bound(count, degree) + 1e-15


@pytest.mark.parametrize("degree", [0, 1, 10, 1999, 9999])
def test_enough_nodes_are_fewer_than_exact_ones_for_many_voters(degree: int) -> None:
    count = enough(degree, 1e-13)
    assert bound(count, degree) <= 1e-13
    assert count <= degree // 2 + 2
    assert count < 500
