"""How long power and capture take as assemblies grow. Start with `make bench`; a figure is the best of three runs."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from time import perf_counter

from coopkit.core.simulate.attendance import Assembly, capture
from coopkit.core.simulate.coalitions import never_decisive, smallest_winning
from coopkit.core.simulate.estimate import kind_indices
from coopkit.core.simulate.games import Kind
from coopkit.core.simulate.quadrature import nodes
from coopkit.core.simulate.voting import Group, power_indices

TOTAL = 10_000
AIM = 2.0
RUNS = 3
VOTES = (1, 2, 3, 5, 8, 10, 15, 20, 40, 50, 100, 200)
MEMBERS = (900, 400, 200, 150, 100, 80, 60, 50, 30, 20, 6, 4)


def best(call: Callable[..., object], *given: object) -> float:
    """Return the seconds the fastest of some runs takes."""
    times = []
    for _ in range(RUNS):
        nodes.cache_clear()
        start = perf_counter()
        call(*given)
        times.append(perf_counter() - start)
    return min(times)


def tell(what: str, seconds: float, note: str = "") -> None:
    """Print one line; a figure above the aim says so."""
    print(f"{what:58} {seconds:8.3f} s  {note}{'' if seconds <= AIM else f'  ABOVE {AIM:.0f} s'}")


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
    """Print every figure."""
    for voters in (10, 20, 30, 40, 50, 60):
        weights = different(voters)
        seconds = best(power_indices, weights, TOTAL // 2 + 1)
        tell(f"exact indices, {voters} different voters, {TOTAL} votes", seconds)
    weights = different(60)
    tell("exact indices, 60 voters, quota four fifths", best(power_indices, weights, TOTAL * 4 // 5))
    for members, scale in ((250, 1), (500, 1), (1000, 1), (2000, 1), (2000, 3), (2000, 7), (4000, 1)):
        game = dozen(members, scale)
        votes = sum(kind.members * kind.votes for kind in game)
        seconds = best(kind_indices, game, votes // 2 + 1)
        found = kind_indices(game, votes // 2 + 1)
        worst = max(max(one.banzhaf_error, one.shapley_shubik_error) for one in found)
        tell(f"estimated indices, {members} members, {votes} votes", seconds, f"error at most {worst:.0e}")
    game = dozen(2000)
    half = sum(kind.members * kind.votes for kind in game) // 2 + 1
    tell("who never decides, 2000 members", best(never_decisive, game, half))
    tell("smallest winning coalitions, 2000 members", best(smallest_winning, game, half))
    groups = tuple(
        Group(id=str(place), label="", count=kind.members, shares=kind.votes) for place, kind in enumerate(game)
    )
    equal = Assembly(groups=groups, rule="one_member_one_vote")
    capped = Assembly(groups=groups, rule="share_votes_capped", cap=Fraction(1, 10))
    for coming in (20, 200, 1000):
        tell(f"capture, one vote each, {coming} of 2000 come", best(capture, equal, ["0"], coming))
        found_by = capture(capped, ("9", "10", "11"), coming)
        seconds = best(capture, capped, ("9", "10", "11"), coming)
        tell(f"capture, capped shares, {coming} of 2000 come", seconds, f"drawn, error {found_by.error:.3f}")


if __name__ == "__main__":
    main()
