"""Gauss-Legendre nodes from 0 to 1, the same on every machine, with a proven bound for what they are used for."""

from __future__ import annotations

from decimal import Decimal, localcontext
from functools import cache
from math import cos, exp, log, pi

_DIGITS = 40
_STEPS = 5
"""Newton doubles the digits: from 3 to more than 40."""
_TRIED = [step / 1000 for step in range(1, 1000)]


@cache
def nodes(count: int) -> tuple[tuple[float, float, float], ...]:
    """Return (p, 1 - p, weight) for each of `count` (at least 1) nodes between 0 and 1; each is right to the last bit.

    Decimals of 40 digits: a table of doubles would carry its own error for p near 0 and 1.
    """
    with localcontext() as context:
        context.prec = _DIGITS + 10
        found = []
        for place in range(1, count + 1):
            x = Decimal(cos(pi * (place - 0.25) / (count + 0.5)))
            slope = Decimal(1)
            for _ in range(_STEPS):
                value, slope = _legendre(count, x)
                x -= value / slope
            found.append((float((1 + x) / 2), float((1 - x) / 2), float(1 / ((1 - x * x) * slope * slope))))
    return tuple(found)


def _legendre(degree: int, x: Decimal) -> tuple[Decimal, Decimal]:
    """Return the Legendre polynomial of this degree at x, and its slope."""
    before, value = Decimal(1), x
    for step in range(2, degree + 1):
        before, value = value, ((2 * step - 1) * x * value - (step - 1) * before) / step
    return value, degree * (x * value - before) / (x * x - 1)


def bound(count: int, degree: int) -> float:
    """Return how far `count` nodes can miss the integral from 0 to 1 of a chance of `degree` independent voters.

    Such a chance is a polynomial f(p) = sum of p^k (1 - p)^(degree - k) over some coalitions: 2 * count > degree nodes
    are exact. Otherwise, on the ellipse with foci 0 and 1 and sum of half axes r/2, |p| + |1 - p| = (r + 1/r) / 2, so
    |f| <= M = ((r + 1/r) / 2)^degree. Its Chebyshev coefficients are at most 2 M / r^k (Trefethen, Approximation Theory
    and Approximation Practice, theorem 8.1); odd ones cancel; those below 2 * count are integrated exactly; of each
    other one integral and sum differ by at most 2 on [0, 1]: 4 M / (r^(2 count) (1 - 1/r^2)), for the best r > 1.
    """
    if 2 * count > degree:
        return 0.0

    def missed(more: float) -> float:
        r = 1 + more
        return log(4) + degree * log((r + 1 / r) / 2) - 2 * count * log(r) - log(1 - 1 / r**2)

    return exp(min(0.0, *(missed(more) for more in _TRIED)))


def enough(degree: int, error: float) -> int:
    """Return a number of nodes (at least 1) whose bound is below `error` (above 0)."""
    count = 1
    while bound(count, degree) > error:
        count += 1 + count // 8
    return count
