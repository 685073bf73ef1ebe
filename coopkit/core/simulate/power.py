"""Who can turn a decision: the Banzhaf and Shapley-Shubik indices, exact.

Power is not weight (domain.md §9.1): in [51; 50, 49, 1] the voter with 1 vote turns as many decisions as the one with
49. Method: one number a total of votes holds, packed side by side, how many coalitions of each size have that total;
a voter is taken out again by an alternating sum over windows as wide as her votes. Equal voters are computed once.
For thousands of members see `estimate.py`.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate
from math import factorial, gcd, prod

from coopkit.core.simulate.bounds import BadInputError, whole
from coopkit.core.simulate.games import checked_weights
from coopkit.core.simulate.given import refusing, sound

MOST_WORK = 2**36
"""Bits added at most: some seconds. Sixty voters with 10,000 votes take a thirtieth of it."""
MOST_TOTALS = 2**20
"""Different totals of votes kept at once at most: some hundred megabytes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Power:
    """What one voter can turn. The sums over all voters of `banzhaf` and of `shapley_shubik` are 1.

    `banzhaf_raw`: coalitions of the others (0 to 2 to the power of their number) that lose without her and win with
    her; `banzhaf`: her part of everybody's; `shapley_shubik`: the part of all orders of arrival in which she turns it.
    """

    votes: int
    banzhaf_raw: int
    banzhaf: Fraction
    shapley_shubik: Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class Chamber:
    """Voters who decide apart: `weights` are votes (0 or more) voter by voter, `quota` the votes needed (1 to all)."""

    weights: tuple[int, ...]
    quota: int

    def __post_init__(self) -> None:
        """Check the kinds."""
        sound("chamber", self)


@refusing
def power_indices(weights: Sequence[int], quota: int) -> tuple[Power, ...]:
    """Return the power of each voter, in order; a coalition with at least `quota` votes (1 to all votes) wins.

    Raises BadInputError for absurd input and for a game too large to be exact: MOST_WORK and MOST_TOTALS bound it.
    """
    return compound_indices((Chamber(weights=tuple(weights), quota=quota),))[0]


@refusing
def compound_indices(chambers: Sequence[Chamber], *, most_work: int = MOST_WORK) -> tuple[tuple[Power, ...], ...]:
    """Return the power of each voter of each chamber, where a decision needs every chamber (share classes apart).

    Nobody votes in two chambers. For the power within one class alone, ask `power_indices` of that class. `most_work`
    is what the caller has time for: a larger game raises BadInputError.
    Source: domain.md §9.1, compound game.
    """
    if not chambers:
        raise BadInputError(field="chambers", value=chambers, bound="a list of one chamber or more")
    whole("most_work", most_work, 1)
    voters = sum(len(chamber.weights) for chamber in chambers)
    for chamber in chambers:
        checked_weights(chamber.weights, chamber.quota)
        _bounded(chamber, voters, most_work)
    counts = [_Counts(chamber, voters) for chamber in chambers]
    swings: list[dict[int, tuple[int, ...]]] = []
    for place, counted in enumerate(counts):
        others = prod(one.winning() for one in (*counts[:place], *counts[place + 1 :]))
        swings.append({votes: counted.by_size(counted.turned(votes) * others) for votes in set(counted.weights)})
    everybody = sum(sum(by[votes]) for by, one in zip(swings, counts, strict=True) for votes in one.weights)
    orders = [factorial(size) * factorial(voters - 1 - size) for size in range(voters)]
    return tuple(_powers(one.weights, by, everybody, orders) for by, one in zip(swings, counts, strict=True))


def _powers(
    weights: Sequence[int], swings: dict[int, tuple[int, ...]], everybody: int, orders: Sequence[int]
) -> tuple[Power, ...]:
    known = {
        votes: Power(
            votes=votes,
            banzhaf_raw=sum(by_size),
            banzhaf=Fraction(sum(by_size), everybody),
            shapley_shubik=Fraction(
                sum(one * order for one, order in zip(by_size, orders, strict=True)), factorial(len(orders))
            ),
        )
        for votes, by_size in swings.items()
    }
    return tuple(known[votes] for votes in weights)


def _bounded(chamber: Chamber, voters: int, most_work: int) -> None:
    """Refuse what would take too long: more totals than MOST_TOTALS, or more bits to add than `most_work`."""
    some = Counter(chamber.weights)
    totals = min(-(-chamber.quota // gcd(*some)), prod(count + 1 for count in some.values()))
    if totals > MOST_TOTALS:
        raise BadInputError(
            field="totals of votes below the quota", value=totals, bound=f"at most {MOST_TOTALS} (see `kind_indices`)"
        )
    work = totals * len(chamber.weights) * voters**2
    if work > most_work:
        raise BadInputError(
            field="voters times voters squared times totals",
            value=work,
            bound=f"at most {most_work} (see `kind_indices`)",
        )


class _Counts:
    """Coalitions of one chamber, by votes and by size: the number of each size in `voters` + 1 bits, side by side."""

    def __init__(self, chamber: Chamber, voters: int) -> None:
        self.weights = chamber.weights
        self.quota = chamber.quota
        self.voters = voters
        self.width = voters + 1
        found = {0: 1}
        for votes in self.weights:
            more = [(sum_ + votes, packed << self.width) for sum_, packed in found.items() if sum_ + votes < self.quota]
            for reached, packed in more:
                found[reached] = found.get(reached, 0) + packed
        self.totals = sorted(found)
        self.below = list(accumulate((found[total] for total in self.totals), initial=0))

    def under(self, votes: int) -> int:
        """Return the coalitions with less than this many votes (at most the quota), by size."""
        return self.below[bisect_left(self.totals, votes)]

    def winning(self) -> int:
        """Return the coalitions with the quota, by size."""
        every: int = (1 + (1 << self.width)) ** len(self.weights)
        return every - self.under(self.quota)

    def turned(self, votes: int) -> int:
        """Return the coalitions without one such voter that she turns, by size.

        f(x) = g(x) + y g(x - votes), f with her and g without: so g(x) = f(x) - y f(x - votes) + y² f(x - 2 votes) ...,
        summed over the last `votes` totals below the quota. Beyond y to the power of the voters nothing is left.
        """
        if not votes:
            return 0
        turned = 0
        for step in range(min(len(self.weights), -(-self.quota // votes))):
            top = self.quota - step * votes
            window = self.under(top) - self.under(top - votes)
            turned += (-window if step % 2 else window) << (step * self.width)
        return turned & ((1 << (len(self.weights) * self.width)) - 1)

    def by_size(self, packed: int) -> tuple[int, ...]:
        """Return the numbers one by one, for coalitions of 0 to all but one voters."""
        one = (1 << self.width) - 1
        return tuple((packed >> (size * self.width)) & one for size in range(self.voters))
