"""Who blocks, who never decides, how few win: against every coalition, and among thousands."""

from __future__ import annotations

import pytest
from hypothesis import given
from votings import Game, games, smallest, swings

from coopkit.core.simulate.bounds import BadInputError
from coopkit.core.simulate.coalitions import blocking, fewest, never_decisive, smallest_winning
from coopkit.core.simulate.games import Kind, kinds

THOUSANDS = (Kind(members=1900, votes=1), Kind(members=99, votes=10), Kind(members=1, votes=2890))


@given(game=games(10))
def test_blocking_and_never_decisive_equal_every_coalition_counted(game: Game) -> None:
    weights, quota = game
    sorts = kinds(weights)
    turned = dict(zip(weights, map(sum, swings(game)), strict=True))
    assert {kind.votes for kind in never_decisive(sorts, quota)} == {votes for votes in turned if not turned[votes]}
    assert {kind.votes for kind in blocking(sorts, quota)} == {
        votes for votes in turned if sum(weights) - votes < quota
    }


@given(game=games(10))
def test_the_smallest_winning_coalitions_equal_every_coalition_counted(game: Game) -> None:
    size, compositions = smallest(game)
    found = smallest_winning(kinds(game[0]), game[1])
    assert (found.size, set(found.compositions), found.complete) == (size, compositions, True)
    assert len(found.compositions) == len(compositions)
    assert fewest(kinds(game[0]), game[1]) == size


def test_one_member_with_half_the_votes_blocks_thousands_but_needs_one_of_them() -> None:
    assert blocking(THOUSANDS, 2891) == (THOUSANDS[2],)
    assert never_decisive(THOUSANDS, 2891) == ()
    found = smallest_winning(THOUSANDS, 2891)
    assert (found.size, found.compositions) == (2, ((0, 1, 1), (1, 0, 1)))


def test_compositions_are_in_the_order_of_the_kinds_and_cut_off_when_there_are_more() -> None:
    game = tuple(Kind(members=3, votes=votes) for votes in (1, 3, 2))
    assert smallest_winning(game, 8).compositions == ((0, 3, 0), (0, 2, 1))
    cut = smallest_winning(game, 8, most=1)
    assert (cut.compositions, cut.complete) == (((0, 3, 0),), False)
    assert smallest_winning(game, 8, most=2).complete


def test_who_decides_beside_five_of_seven_is_not_idle() -> None:
    """1 vote turns 19 of 23 only when the others have 18: 8 and five of the seven with 2."""
    assert never_decisive((Kind(members=7, votes=2), Kind(members=1, votes=8), Kind(members=1, votes=1)), 19) == ()


def test_a_member_without_a_vote_never_decides() -> None:
    game = (Kind(members=5, votes=0), Kind(members=2, votes=1))
    assert never_decisive(game, 2) == (game[0],)
    assert blocking(game, 2) == (game[1],)


@pytest.mark.parametrize("most", [0, 1001])
def test_a_list_has_a_length(most: int) -> None:
    with pytest.raises(BadInputError, match="most is"):
        smallest_winning(THOUSANDS, 1, most=most)
