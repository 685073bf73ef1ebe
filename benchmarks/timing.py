"""How the benchmarks measure and print: the best of a few runs, and how it grows with the size. No benchmark itself."""

from __future__ import annotations

from collections.abc import Callable
from time import perf_counter

RUNS = 5


def best(work: Callable[..., object], *given: object, runs: int = RUNS, **named: object) -> float:
    """Return the milliseconds of the fastest run; the machine may be busy with something else in the others."""
    times = []
    for _ in range(runs):
        start = perf_counter()
        work(*given, **named)
        times.append(perf_counter() - start)
    return min(times) * 1000


class Growth:
    """One table: a line for each size, with how many times more it takes than the line above for a size so much more.

    `aim` in milliseconds: a line above it says so.
    """

    def __init__(self, title: str, *, aim: float | None = None) -> None:
        self._aim = aim
        self._before: tuple[float, float] | None = None
        print(f"\n{title}" + ("" if aim is None else f" (aim: {aim:g} ms)"))

    def line(self, size: float, took: float, note: str = "") -> None:
        """Print a size and the milliseconds it took."""
        grown = ""
        if self._before is not None:
            size_before, took_before = self._before
            grown = f"x {took / took_before:.1f} for x {size / size_before:.1f}"
        self._before = size, took
        above = "" if self._aim is None or took <= self._aim else "ABOVE THE AIM"
        print(f"{size:10,}  {took:10.2f} ms  {grown:18}  {above} {note}".rstrip())
