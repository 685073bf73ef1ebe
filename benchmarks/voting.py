"""How long power and capture take as assemblies grow. Run: python -m benchmarks.voting."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from benchmarks.timing import Growth, best
from coopkit.core.simulate.attendance import Assembly, capture
from coopkit.core.simulate.coalitions import never_decisive, smallest_winning
from coopkit.core.simulate.estimate import kind_indices
from coopkit.core.simulate.games import Kind
from coopkit.core.simulate.quadrature import nodes
from coopkit.core.simulate.voting import Group, power_indices

TOTAL = 10_000
AIM = 2000
RUNS = 3
VOTES = (1, 2, 3, 5, 8, 10, 15, 20, 40, 50, 100, 200)
MEMBERS = (900, 400, 200, 150, 100, 80, 60, 50, 30, 20, 6, 4)


def fresh(work: Callable[..., object], *given: object) -> float:
    """Return the milliseconds of the fastest run, none of which finds what another one kept."""

    def run() -> None:
        nodes.cache_clear()
        work(*given)

    return best(run, runs=RUNS)


def different(voters: int) -> list[int]:
    """Return so many different weights, from few votes to many, that add up to TOTAL."""
    steps = voters * (voters + 1) // 2
    weights = [place * TOTAL // steps for place in range(1, voters)]
    return [*weights, TOTAL - sum(weights)]


def dozen(members: int, scale: int = 1) -> tuple[Kind, ...]:
    """Return about so many members in a dozen kinds of votes."""
    return tuple(
        Kind(members=max(1, count * members // sum(MEMBERS)), votes=votes * scale + votes % scale)
        for count, votes in zip(MEMBERS, VOTES, strict=True)
    )


def main() -> None:
    """Print the tables."""
    growth = Growth(f"exact indices of different voters, {TOTAL:,} votes, by voters", aim=AIM)
    for voters in (10, 20, 30, 40, 50, 60):
        growth.line(voters, fresh(power_indices, different(voters), TOTAL // 2 + 1))
    growth.line(60, fresh(power_indices, different(60), TOTAL * 4 // 5), "quota of four fifths")
    growth = Growth("estimated indices in a dozen kinds of votes, by members", aim=AIM)
    for members in (250, 500, 1000, 2000, 4000):
        game = dozen(members)
        quota = sum(kind.members * kind.votes for kind in game) // 2 + 1
        found = kind_indices(game, quota)
        worst = max(max(one.banzhaf_error, one.shapley_shubik_error) for one in found)
        growth.line(members, fresh(kind_indices, game, quota), f"error at most {worst:.0e}")
    growth = Growth("estimated indices of 2,000 members, by votes", aim=AIM)
    for scale in (1, 3, 7):
        game = dozen(2000, scale)
        votes = sum(kind.members * kind.votes for kind in game)
        growth.line(votes, fresh(kind_indices, game, votes // 2 + 1))
    game = dozen(2000)
    half = sum(kind.members * kind.votes for kind in game) // 2 + 1
    Growth("who never decides, by members", aim=AIM).line(2000, fresh(never_decisive, game, half))
    Growth("smallest winning coalitions, by members", aim=AIM).line(2000, fresh(smallest_winning, game, half))
    groups = tuple(
        Group(id=str(place), label="", count=kind.members, shares=kind.votes) for place, kind in enumerate(game)
    )
    equal = Assembly(groups=groups, rule="one_member_one_vote")
    capped = Assembly(groups=groups, rule="share_votes_capped", cap=Fraction(1, 10))
    growth = Growth("capture of 2,000 members, one vote each, by who comes", aim=AIM)
    for coming in (20, 200, 1000):
        growth.line(coming, fresh(capture, equal, ["0"], coming))
    growth = Growth("capture of 2,000 members, capped shares, by who comes", aim=AIM)
    for coming in (20, 200, 1000):
        error = capture(capped, ("9", "10", "11"), coming).error
        growth.line(coming, fresh(capture, capped, ("9", "10", "11"), coming), f"drawn, error {error:.3f}")


if __name__ == "__main__":
    main()
