"""Banzhaf power of each kind of voter, by the method that answers while somebody waits: exact, or with a small error.

Adds no mathematics to `power.py` and `estimate.py`; it chooses between them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import gcd

from coopkit.core.simulate.bounds import BadInputError
from coopkit.core.simulate.coalitions import never_decisive
from coopkit.core.simulate.estimate import MOST_MEMBERS, MOST_VOTES, kind_banzhaf
from coopkit.core.simulate.games import Kind, Majority, quota_for
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


def weights(chambers: Sequence[Sequence[Kind]], majority: Majority) -> tuple[Mapping[int, Weight], ...]:
    """Return for each chamber what one voter turns, by her votes; a decision needs the majority in every chamber.

    Every voter has votes. Raises BadInputError when the game is too large to answer at once.
    """
    counted = [Counter[int]() for _ in chambers]
    for votes, chamber in zip(counted, chambers, strict=True):
        for kind in chamber:
            votes[kind.votes] += kind.members
    persons = sum(votes.total() for votes in counted)
    if len(counted) == 1 and (len(counted[0]) == 1 or persons > FEW):
        return (_estimated(counted[0], majority),)
    return _exact(counted, persons, majority)


def _estimated(members: Mapping[int, int], majority: Majority) -> Mapping[int, Weight]:
    """Return the power in one assembly; where those who ever decide are all alike, it needs no estimate."""
    unit = gcd(*members)
    same = {votes // unit: votes for votes in sorted(members, reverse=True)}
    game = [Kind(members=members[votes], votes=one) for one, votes in same.items()]
    total = sum(kind.members * kind.votes for kind in game)
    if len(game) == 1:
        return {votes: Weight(power=Fraction(1, count)) for votes, count in members.items()}
    persons = sum(members.values())
    if total > MOST_VOTES or persons > MOST_MEMBERS or total * len(game) > QUICK_KINDS:
        return _exact([members], persons, majority)[0]
    quota = quota_for(total, majority)
    idle = {same[kind.votes]: Weight(power=Fraction(0)) for kind in never_decisive(game, quota)}
    active = [kind for kind in game if same[kind.votes] not in idle]
    if len(active) == 1:
        return {**idle, same[active[0].votes]: Weight(power=Fraction(1, active[0].members))}
    found = kind_banzhaf(game, quota)
    estimated = {
        same[kind.votes]: Weight(power=Fraction(power), error=Fraction(error))
        for kind, (power, error) in zip(game, found, strict=True)
    }
    return {**estimated, **idle}


def _exact(chambers: Sequence[Mapping[int, int]], persons: int, majority: Majority) -> tuple[Mapping[int, Weight], ...]:
    if persons**3 > QUICK:
        raise BadInputError(field="voters", value=persons, bound="fewer, to be counted one by one")
    games = tuple(
        Chamber(
            weights=tuple(votes for votes, count in members.items() for _ in range(count)),
            quota=quota_for(sum(votes * count for votes, count in members.items()), majority),
        )
        for members in chambers
    )
    return tuple(
        {voter.votes: Weight(power=voter.banzhaf, swings=voter.banzhaf_raw) for voter in voters}
        for voters in compound_indices(games, most_work=QUICK)
    )
