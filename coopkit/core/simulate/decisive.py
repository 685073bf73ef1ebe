"""Banzhaf power of each kind of voter, by the method that answers while somebody waits: exact, or with a small error.

Adds no mathematics to `power.py` and `estimate.py`; it chooses between them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import gcd

from coopkit.core.simulate.bounds import BadInputError, whole
from coopkit.core.simulate.coalitions import never_decisive
from coopkit.core.simulate.consent import Members, swings
from coopkit.core.simulate.estimate import MOST_MEMBERS, MOST_VOTES, kind_banzhaf
from coopkit.core.simulate.games import Kind, Majority, quota_for
from coopkit.core.simulate.given import refusing
from coopkit.core.simulate.power import Chamber, compound_indices

FEW = 12
"""Voters whose coalitions are counted one by one at no cost."""
QUICK = 2**32
"""Work of an exact count that takes about a tenth of a second."""
QUICK_KINDS = 10**7
"""Kinds times votes of an estimate that takes about as long."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Weight:
    """What one voter turns: `power` of all the power there is, at most `error` off; exactly 0 who never decides.

    `swings`: how often she turns a decision, None where nobody counted one by one.
    """

    power: Fraction
    error: Fraction = Fraction(0)
    swings: int | None = None


@refusing
def weights(others: Members, classes: Sequence[Members], majority: Majority) -> tuple[Mapping[int, Weight], ...]:
    """Return what one voter turns, by her votes: of the others, then of each class that must agree.

    A decision needs the majority of all, and of every class. Somebody votes, and everybody told of has votes. Raises
    BadInputError when the game is too large to answer at once.
    """
    for votes, count in others.items():
        whole("votes of a voter", votes, 1)
        whole(f"voters with {votes} votes", count, 1)
    if not classes and not others:
        raise BadInputError(field="others", value=others, bound="one voter or more")
    if not classes:
        return (_alone(others, majority),)
    parts = [others, *classes]
    found = swings(others, classes, majority)
    everybody = sum(one[votes] * count for one, part in zip(found, parts, strict=True) for votes, count in part.items())
    return tuple(
        {votes: Weight(power=Fraction(turned, everybody), swings=turned) for votes, turned in one.items()}
        for one in found
    )


def _alone(members: Members, majority: Majority) -> Mapping[int, Weight]:
    """Return the power in one assembly; where those who ever decide are all alike, it needs no estimate."""
    unit = gcd(*members)
    same = {votes // unit: votes for votes in sorted(members, reverse=True)}
    game = [Kind(members=members[votes], votes=one) for one, votes in same.items()]
    if len(game) == 1:
        return {votes: Weight(power=Fraction(1, count)) for votes, count in members.items()}
    total, persons = sum(kind.members * kind.votes for kind in game), sum(members.values())
    large = total > MOST_VOTES or persons > MOST_MEMBERS or total * len(game) > QUICK_KINDS
    if persons <= FEW or large:
        return _exact(members, persons, quota_for(sum(votes * count for votes, count in members.items()), majority))
    quota = quota_for(total, majority)
    idle = {same[kind.votes]: Weight(power=Fraction(0)) for kind in never_decisive(game, quota)}
    active = [kind for kind in game if same[kind.votes] not in idle]
    if len(active) == 1:
        return {**idle, same[active[0].votes]: Weight(power=Fraction(1, active[0].members))}
    estimated = {
        same[kind.votes]: Weight(power=Fraction(power), error=Fraction(error))
        for kind, (power, error) in zip(game, kind_banzhaf(game, quota), strict=True)
    }
    return {**estimated, **idle}


def _exact(members: Members, persons: int, quota: int) -> Mapping[int, Weight]:
    if persons**3 > QUICK:
        raise BadInputError(field="voters", value=persons, bound="fewer, to be counted one by one")
    voters = tuple(votes for votes, count in members.items() for _ in range(count))
    (found,) = compound_indices((Chamber(weights=voters, quota=quota),), most_work=QUICK)
    return {voter.votes: Weight(power=voter.banzhaf, swings=voter.banzhaf_raw) for voter in found}
