"""What a vote is to mathematics: who has how many votes, and how many are needed. It does not know shares or law."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil
from typing import Literal, TypeAlias

from coopkit.core.simulate.bounds import BadInputError, part, whole
from coopkit.core.simulate.given import refusing

Majority: TypeAlias = Literal["majority", "two_thirds", "three_quarters", "four_fifths"]

PARTS: Mapping[Majority, Fraction] = {
    "majority": Fraction(1, 2),
    "two_thirds": Fraction(2, 3),
    "three_quarters": Fraction(3, 4),
    "four_fifths": Fraction(4, 5),
}
"""The part of the votes a majority turns on: a simple one is more than that, the others at least that."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """Voters who are alike: `members` persons (at least 1) with `votes` votes each (0 or more)."""

    members: int
    votes: int


@refusing
def kinds(weights: Sequence[int]) -> tuple[Kind, ...]:
    """Return one kind for each number of votes there is, the heaviest first."""
    for place, votes in enumerate(weights):
        whole(f"weights[{place}]", votes, 0)
    return tuple(Kind(members=count, votes=votes) for votes, count in sorted(Counter(weights).items(), reverse=True))


@refusing
def quota_for(total: int, majority: Majority) -> int:
    """Return how many of `total` votes cast (at least 1) carry: more than half, or at least the part named.

    Abstentions are not cast. Source: domain.md §9.2 (which majority a decision needs is law or articles, not this).
    """
    whole("total", total, 1)
    return total // 2 + 1 if majority == "majority" else at_least(total, PARTS[majority])


@refusing
def at_least(total: int, share: Fraction) -> int:
    """Return the smallest whole number that is at least this part (above 0, at most 1) of `total` (0 or more)."""
    return ceil(part("share", share) * whole("total", total, 0))


def checked(game: Sequence[Kind], quota: int) -> int:
    """Return all votes of the game, or raise BadInputError.

    Somebody must have a vote, and the quota must be from one vote to all of them: with 0 nobody would be needed, and
    with more than all nothing could be decided.
    """
    if not game:
        raise BadInputError(field="voters", value=list(game), bound="a list of one voter or more")
    for place, kind in enumerate(game):
        whole(f"members of kind {place}", kind.members, 1)
        whole(f"votes of kind {place}", kind.votes, 0)
    total = sum(kind.members * kind.votes for kind in game)
    if not total:
        raise BadInputError(field="votes of all voters", value=total, bound="a whole number, at least 1")
    whole("quota", quota, 1, total)
    return total


def checked_weights(weights: Sequence[int], quota: int) -> int:
    """Return all votes of the voters, or raise BadInputError as `checked` does."""
    if not weights:
        raise BadInputError(field="weights", value=weights, bound="a list of one voter or more")
    for place, votes in enumerate(weights):
        whole(f"weights[{place}]", votes, 0)
    return checked(kinds(weights), quota)
