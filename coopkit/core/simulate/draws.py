"""The payroll plan under inputs that are not sure: seeded draws between low and high, the same on every machine.

Whole numbers from end to end: the raw 64 bits of PCG64 (a stream NumPy keeps unchanged), cents and ten-thousandths. A
draw is triangular, by (high - likely) x the smaller + (likely - low) x the larger of two uniform numbers. NumPy is
loaded only when draws are asked for.
"""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, cast

from coopkit.core.simulate.bounds import distinct, fraction, one_of, require, whole
from coopkit.core.simulate.given import refusing, sound
from coopkit.core.simulate.money import euros, in_cents
from coopkit.core.simulate.payroll import YEARS_2_AND_3, Payroll, payroll
from coopkit.core.simulate.payroll_plan import SHORTEST, PayrollPlan, for_wages
from coopkit.core.simulate.period import due, end

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

WAGES = "wages"
"""What a guess names when it is about all wages."""
WHOLE = 10_000
FULL = 10**9
"""Stands for a coverage where nothing is needed: above every other."""
QUANTILES = (Fraction(1, 10), Fraction(1, 2), Fraction(9, 10))
MOST_DRAWS = 100_000
CHUNK = 250
"""Draws made before a word is said and somebody else may speak; how many never changes what comes out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Guess:
    """How far an income or an aid (`of`, its id) or all wages ("wages") may end up from the plan.

    Factors on the plan's amounts, counted in ten-thousandths: low 1/2, likely 1, high 5/4 is half to a quarter more.
    """

    of: str
    low: Fraction
    likely: Fraction
    high: Fraction

    def __post_init__(self) -> None:
        """Check the bounds: low <= likely <= high."""
        sound("guess", self)
        fraction("guess.low", self.low, 0, 10)
        fraction("guess.high", self.high, 0, 10)
        fraction("guess.likely", self.likely, 0, 10)
        bound = f"between low {self.low} and high {self.high}"
        require("guess.likely", self.likely, bound, holds=self.low <= self.likely <= self.high)
        for factor in (self.low, self.likely, self.high):
            require("guess", factor, "whole ten-thousandths", holds=WHOLE % factor.denominator == 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """Quantiles of one month over all draws, in the order of `Drawn.quantiles`; balance in euro.

    Coverage is rounded down to ten-thousandths; None where nothing is needed.
    """

    number: int
    coverage: tuple[Fraction | None, ...]
    balance: tuple[Decimal, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """What the draws give. `durable`, `fragile`, `unable`: the part of the draws of which it is true.

    `lowest`: quantiles of the worst coverage of years 2 and 3. A quantile is the smallest value that at least that
    part of the draws does not exceed.
    """

    base: Payroll
    draws: int
    seed: int
    quantiles: tuple[Fraction, ...]
    months: tuple[Spread, ...]
    lowest: tuple[Fraction | None, ...]
    durable: Fraction
    fragile: Fraction
    unable: Fraction


@refusing
def draw(
    plan: PayrollPlan,
    guesses: Sequence[Guess],
    *,
    draws: int = 10_000,
    seed: int,
    quantiles: tuple[Fraction, ...] = QUANTILES,
) -> Drawn:
    """Return the plan under `draws` draws of the guesses, each drawn once for the whole plan and apart from the others.

    Cliffs fall in the months in which money of the plan ends; amounts change, dates do not.
    """
    return finished(drawing(plan, guesses, draws=draws, seed=seed, quantiles=quantiles, chunk=draws))


def finished(making: Generator[int, None, Drawn]) -> Drawn:
    """Return what comes out of draws that are being made, without a word on the way."""
    while True:
        try:
            next(making)
        except StopIteration as made:
            return cast("Drawn", made.value)


@refusing
def drawing(  # noqa: PLR0913  (each says another thing about the draws)
    plan: PayrollPlan,
    guesses: Sequence[Guess],
    *,
    draws: int,
    seed: int,
    quantiles: tuple[Fraction, ...] = QUANTILES,
    chunk: int = CHUNK,
) -> Generator[int, None, Drawn]:
    """Yield how many draws are made, after each chunk of them; return what `draw` does, whatever the chunks."""
    import numpy as np

    whole("draws", draws, 1, MOST_DRAWS)
    whole("chunk", chunk, 1, MOST_DRAWS)
    whole("seed", seed, 0, 2**63 - 1)
    for quantile in quantiles:
        fraction("quantiles", quantile, 0, 1)
    distinct("guesses", [guess.of for guess in guesses])
    known = [WAGES, *(stream.id for stream in plan.streams)]
    distinct("plan.incomes and aids", known)
    for guess in guesses:
        one_of("guess.of", guess.of, known)
    bits = np.random.PCG64(seed)
    factors = {guess.of: _factors(guess, bits.random_raw(draws)) for guess in guesses}
    base = payroll(plan)
    made: list[_Draws] = []
    for start in range(0, draws, chunk):
        some = {of: every[start : start + chunk] for of, every in factors.items()}
        made.append(_Draws(base, some, min(chunk, draws - start)))
        yield min(start + chunk, draws)
    return _summed_up(base, made, quantiles, seed)


def _factors(guess: Guess, raw: NDArray[np.uint64]) -> NDArray[np.int64]:
    """Return triangular factors in ten-thousandths, from 64 raw bits each."""
    import numpy as np

    one, other = (raw >> np.uint64(32)).astype(np.int64), (raw & np.uint64(2**32 - 1)).astype(np.int64)
    low, likely, high = (int(factor * WHOLE) for factor in (guess.low, guess.likely, guess.high))
    between = (high - likely) * np.minimum(one, other) + (likely - low) * np.maximum(one, other)
    factors: NDArray[np.int64] = low + ((between + 2**31) >> 32)
    return factors


class _Draws:
    """Arrays of one row a draw and one column a month, in cents."""

    def __init__(self, base: Payroll, factors: dict[str, NDArray[np.int64]], draws: int) -> None:
        import numpy as np

        plan = base.plan
        self._factors = factors
        self._draws = draws
        shape = (draws, plan.months)
        self.needed, self.lasting = np.zeros(shape, np.int64), np.zeros(shape, np.int64)
        self.cash = np.zeros(shape, np.int64)
        for income in plan.incomes:
            months = range(1, plan.months + 1)
            amounts = [for_wages(income, month) for month in months]
            given = self._times(income.id, [amount for amount, _ in amounts])
            if income.kind == "lasting":
                self.lasting += given
            self._arrive(given, [delay for _, delay in amounts])
        for post in plan.posts:
            self._pay(base, post.id)
        self.balance = in_cents(plan.opening) + np.cumsum(self.cash, axis=1)
        self.coverage = np.full(shape, FULL, np.int64)
        np.floor_divide(self.lasting * WHOLE, self.needed, out=self.coverage, where=self.needed > 0)
        self.short = self.lasting < self.needed

    def _times(self, of: str, amounts: Sequence[int]) -> NDArray[np.int64]:
        """Return the amounts of the months, by the draw's factor, to the nearest cent."""
        import numpy as np

        row = np.array(amounts, np.int64)
        if of not in self._factors:
            return np.broadcast_to(row, (self._draws, len(row)))
        scaled: NDArray[np.int64] = (row * self._factors[of][:, None] + WHOLE // 2) // WHOLE
        return scaled

    def _arrive(self, given: NDArray[np.int64], delays: Sequence[int]) -> None:
        if not any(delays):
            self.cash += given
            return
        for month, delay in enumerate(delays):
            if month + delay < len(delays):
                self.cash[:, month + delay] += given[:, month]

    def _pay(self, base: Payroll, post: str) -> None:
        """Count a post as the plan does: reductions up to the contributions, then premiums up to the cost."""
        import numpy as np

        months = base.plan.months
        paid = {wage.month: wage for wage in base.wages if wage.post.id == post}
        if not paid:
            return
        gross, contributions, extras = (
            [getattr(paid[month], name) if month in paid else 0 for month in range(1, months + 1)]
            for name in ("gross", "contributions", "extras")
        )
        room = self._times(WAGES, contributions)
        left = self._times(WAGES, gross) + room + np.array(extras, np.int64)
        aids = [aid for aid, _, _ in next(iter(paid.values())).taken]
        premiums = []
        for aid in aids:
            entitled = [due(aid.periods, month) for month in range(1, months + 1)]
            given = np.minimum(
                self._times(aid.id, [amount for amount, _ in entitled]), room if aid.kind == "reduction" else left
            )
            left = left - given
            if aid.kind == "reduction":
                room = room - given
                continue
            premiums.append((given, [delay for _, delay in entitled]))
            if end(aid.periods) is None:
                self.needed -= given
        cost = left + sum(given for given, _ in premiums)
        self.needed += cost
        self.cash -= cost
        for given, delays in premiums:
            self._arrive(given, delays)


def _summed_up(base: Payroll, made: Sequence[_Draws], quantiles: tuple[Fraction, ...], seed: int) -> Drawn:
    import numpy as np

    covered = np.concatenate([some.coverage for some in made])
    balances = np.concatenate([some.balance for some in made])
    short = np.concatenate([some.short for some in made])
    draws = len(covered)
    ranks = [max(0, -(-quantile.numerator * draws // quantile.denominator) - 1) for quantile in quantiles]
    coverage, balance = np.sort(covered, axis=0)[ranks], np.sort(balances, axis=0)[ranks]
    judged = slice(YEARS_2_AND_3[0] - 1, YEARS_2_AND_3[-1])
    lowest = np.sort(covered[:, judged].min(axis=1))[ranks]
    falls = [month - 1 for month in base.ends if month <= SHORTEST]

    def part(true: NDArray[np.bool_]) -> Fraction:
        return Fraction(int(true.any(axis=1).sum()), draws)

    return Drawn(
        base=base,
        draws=draws,
        seed=seed,
        quantiles=quantiles,
        months=tuple(
            Spread(
                number=month + 1,
                coverage=tuple(_coverage(one) for one in coverage[:, month].tolist()),
                balance=tuple(euros(one) for one in balance[:, month].tolist()),
            )
            for month in range(base.plan.months)
        ),
        lowest=tuple(_coverage(one) for one in lowest.tolist()),
        durable=1 - part(short[:, judged]),
        fragile=part(short[:, falls]),
        unable=part(balances < 0),
    )


def _coverage(one: int) -> Fraction | None:
    return None if one >= FULL else Fraction(one, WHOLE)
