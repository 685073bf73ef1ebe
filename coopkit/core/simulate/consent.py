"""A vote that needs the majority of all, and of every class of shares that can block: who turns it, exact.

Members of such a class vote twice with the same vote: among all, and within their class. So this is no compound game
of `power.py`, where nobody votes in two chambers. Method: how many coalitions have each number of votes, packed side by
side in one integer; a class that must agree keeps only what has its majority.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import gcd, prod
from typing import TypeAlias

from coopkit.core.simulate.bounds import BadInputError, whole
from coopkit.core.simulate.games import Majority, quota_for
from coopkit.core.simulate.given import refusing

MOST_BITS = 2**23
"""Bits of the numbers that are multiplied, times how many kinds of voters there are: some tenths of a second."""

Members: TypeAlias = Mapping[int, int]
"""Votes a person casts (at least 1) -> how many persons cast as many."""


@refusing
def swings(others: Members, classes: Sequence[Members], majority: Majority) -> tuple[Mapping[int, int], ...]:
    """Return how many decisions one voter turns, by her votes: of the others, then of each class that must agree.

    Somebody votes. Raises BadInputError for a game too large to answer at once.
    """
    parts = [others, *classes]
    for members in parts:
        for votes, count in members.items():
            whole("votes of a voter", votes, 1)
            whole(f"voters with {votes} votes", count, 1)
    if not any(parts):
        raise BadInputError(field="others", value=others, bound="one voter or more, here or in a class")
    unit = gcd(*(votes for part in parts for votes in part))
    games = [{votes // unit: count for votes, count in part.items()} for part in parts]
    totals = [sum(votes * count for votes, count in game.items()) for game in games]
    width = sum(count for game in games for count in game.values()) + 1
    size = sum(totals) * width * sum(map(len, games))
    if size > MOST_BITS:
        raise BadInputError(field="votes times voters times kinds", value=size, bound=f"at most {MOST_BITS}")
    quota = quota_for(sum(totals), majority)
    floors = [0, *(quota_for(total, majority) for total in totals[1:])]
    known = [_agreed(game, floor, width) for game, floor in zip(games, floors, strict=True)]
    everything = _from(prod(known), quota, width)
    found = []
    for place, (game, floor) in enumerate(zip(games, floors, strict=True)):
        rest = prod(known[:place] + known[place + 1 :])
        without = {
            votes: _from(rest * _agreed({**game, votes: count - 1}, floor, width), quota, width)
            for votes, count in game.items()
        }
        # Who wins without her wins with her too: what is left of all that wins is what needs her.
        found.append({votes * unit: everything - 2 * count for votes, count in without.items()})
    return tuple(found)


def _agreed(game: Members, floor: int, width: int) -> int:
    """Return the coalitions with at least `floor` votes, by votes, each number in `width` bits."""
    counted: int = prod((1 + (1 << votes * width)) ** count for votes, count in game.items())
    return counted >> floor * width << floor * width


def _from(counted: int, quota: int, width: int) -> int:
    """Return how many coalitions have at least `quota` votes: the sum of the packed numbers above it."""
    return (counted >> quota * width) % ((1 << width) - 1)
