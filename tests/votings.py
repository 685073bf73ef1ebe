"""Games of votes for the tests: drawn ones, and what they are worth counted coalition by coalition."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import combinations
from math import factorial
from typing import TypeAlias

from hypothesis import strategies as st

Game: TypeAlias = "tuple[list[int], int]"


@st.composite
def games(draw: st.DrawFn, most: int = 12) -> Game:
    """Draw weights of up to so many voters, equal and voteless ones among them, and a quota anybody can reach."""
    weights = draw(st.lists(st.integers(0, 4) | st.integers(0, 40), min_size=1, max_size=most).filter(any))
    return weights, draw(st.integers(1, sum(weights)))


def swings(game: Game) -> list[list[int]]:
    """Return for each voter how many coalitions of each size of the others she turns: every one is looked at."""
    weights, quota = game
    voters = len(weights)
    totals = [sum(weights[one] for one in range(voters) if mask >> one & 1) for mask in range(1 << voters)]
    turned = [[0] * voters for _ in weights]
    for mask, total in enumerate(totals):
        if total < quota:
            for one in range(voters):
                if not mask >> one & 1 and totals[mask | 1 << one] >= quota:
                    turned[one][mask.bit_count()] += 1
    return turned


def ordered(by_size: Sequence[int]) -> Fraction:
    """Return the part of all orders in which a voter with these swings comes at the turning point."""
    voters = len(by_size)
    ways = sum(number * factorial(size) * factorial(voters - 1 - size) for size, number in enumerate(by_size))
    return Fraction(ways, factorial(voters))


def smallest(game: Game) -> tuple[int, set[tuple[int, ...]]]:
    """Return the size of the smallest winning coalitions and how many of each number of votes they hold."""
    weights, quota = game
    for size in range(1, len(weights) + 1):
        won = [one for one in combinations(weights, size) if sum(one) >= quota]
        if won:
            votes = sorted(set(weights), reverse=True)
            return size, {tuple(one.count(number) for number in votes) for one in won}
    raise AssertionError(game)
