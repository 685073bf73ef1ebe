"""The two tests before money leaves a cooperative: net assets, and the power to pay in the months ahead.

Both hold for dividends and for shares paid back. Source: Code of companies and associations, art. 6:115 and 6:116;
domain.md §3.3. The law gives no number for the second: a month-by-month cash plan is the kit's reading.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import accumulate

from coopkit.core.simulate.bounds import LONGEST, MOST, euro, require, whole
from coopkit.core.simulate.given import refusing, sound
from coopkit.core.simulate.step import LIQUIDITY, NET_ASSETS, Step


@dataclass(frozen=True, slots=True, kw_only=True)
class BalanceSheet:
    """The last approved accounts, in euro.

    `formation_costs`, `research_costs`: not yet written off. `unavailable`: equity that law or articles lock, capital
    subsidies and revaluation gains not written off included.
    """

    total_assets: Decimal
    debts: Decimal
    provisions: Decimal = Decimal(0)
    deferred_taxes: Decimal = Decimal(0)
    formation_costs: Decimal = Decimal(0)
    research_costs: Decimal = Decimal(0)
    unavailable: Decimal = Decimal(0)

    def __post_init__(self) -> None:
        """Check the bounds; what is written off later is among the assets now."""
        for name in self.__slots__:
            euro(f"balance_sheet.{name}", getattr(self, name))
        within = self.formation_costs + self.research_costs
        bound = f"at least the formation and research costs in it ({within})"
        require("balance_sheet.total_assets", self.total_assets, bound, holds=within <= self.total_assets)

    @property
    def net_assets(self) -> Decimal:
        """Assets less provisions, deferred taxes, debts and what is not yet written off; may be below zero."""
        taken_off = self.provisions + self.deferred_taxes + self.debts + self.formation_costs + self.research_costs
        return self.total_assets - taken_off


@dataclass(frozen=True, slots=True, kw_only=True)
class Tested(ABC):
    """One test of one amount, in euro. It checks no bounds: the functions below do, for what people give."""

    amount: Decimal

    @property
    @abstractmethod
    def room(self) -> Decimal:
        """What may leave; below zero when nothing may, and so much is short."""

    @property
    def most(self) -> Decimal:
        """The largest amount that may leave, never below zero."""
        return max(Decimal("0.00"), self.room)

    @property
    def passed(self) -> bool:
        """Whether the amount may leave; where something is short, not even nothing passes."""
        return self.amount <= self.room


@dataclass(frozen=True, slots=True, kw_only=True)
class NetAssetTest(Tested):
    """Whether net assets after a payment are at least the unavailable equity, and never below zero."""

    net_assets: Decimal
    unavailable: Decimal

    @property
    def room(self) -> Decimal:
        """Net assets above the unavailable equity."""
        return self.net_assets - self.unavailable

    @property
    def steps(self) -> tuple[Step, ...]:
        """What is left."""
        values = {"net_assets": self.net_assets, "amount": self.amount, "unavailable": self.unavailable}
        return (Step(id="tests.net_assets", values=values, result=self.net_assets - self.amount, basis=NET_ASSETS),)


@dataclass(frozen=True, slots=True, kw_only=True)
class LiquidityTest(Tested):
    """Whether every one of the coming months can be paid when the amount leaves first.

    `movements`: what each month brings in less the debts due in it; all of them are looked at.
    """

    opening: Decimal
    movements: tuple[Decimal, ...]

    @property
    def ends(self) -> tuple[Decimal, ...]:
        """What each month would end with, were nothing paid."""
        return tuple(accumulate(self.movements[1:], initial=self.opening + self.movements[0]))

    @property
    def room(self) -> Decimal:
        """What the tightest month ends with."""
        return min(self.ends)

    @property
    def month(self) -> int:
        """The tightest month, 1 the first after payment; of equals the first."""
        return self.ends.index(self.room) + 1

    @property
    def steps(self) -> tuple[Step, ...]:
        """What is left at the end of each month."""
        told, before = [], self.opening - self.amount
        for month, (movement, end) in enumerate(zip(self.movements, self.ends, strict=True), 1):
            values, left = {"before": before, "movement": movement}, end - self.amount
            told.append(Step(id="tests.liquidity", month=month, values=values, result=left, basis=LIQUIDITY))
            before = left
        return tuple(told)


@refusing
def net_asset_test(net_assets: Decimal, amount: Decimal, *, unavailable: Decimal) -> NetAssetTest:
    """Return the first test of an amount."""
    euro("net_assets", net_assets, -MOST)
    euro("amount", amount)
    euro("unavailable", unavailable)
    return NetAssetTest(amount=amount, net_assets=net_assets, unavailable=unavailable)


@refusing
def liquidity_test(opening: Decimal, amount: Decimal, *, movements: Sequence[Decimal], months: int) -> LiquidityTest:
    """Return the second test of an amount; `movements` as in LiquidityTest, as many as `months` at least."""
    euro("opening", opening, -MOST)
    euro("amount", amount)
    whole("months", months, 1, LONGEST)
    require("movements", len(movements), f"at least {months} months", holds=len(movements) >= months)
    for movement in movements:
        euro("movements", movement, -MOST)
    return LiquidityTest(amount=amount, opening=opening, movements=tuple(movements))


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What both tests rest on, in euro, before the payment; `movements` as in liquidity_test."""

    net_assets: Decimal
    unavailable: Decimal
    cash: Decimal
    movements: tuple[Decimal, ...]

    def __post_init__(self) -> None:
        """Check the kinds."""
        sound("standing", self)


@dataclass(frozen=True, slots=True, kw_only=True)
class BothTests:
    """Both tests of one amount, in euro; `most`: what both allow."""

    amount: Decimal
    net_assets: NetAssetTest
    liquidity: LiquidityTest

    @property
    def passed(self) -> bool:
        """Whether both allow the whole amount."""
        return self.net_assets.passed and self.liquidity.passed

    @property
    def most(self) -> Decimal:
        """The largest amount both allow."""
        return min(self.net_assets.most, self.liquidity.most)


@refusing
def both_tests(standing: Standing, amount: Decimal, *, look_ahead: int) -> BothTests:
    """Return both tests of an amount; `look_ahead`: the months of the liquidity test."""
    return BothTests(
        amount=amount,
        net_assets=net_asset_test(standing.net_assets, amount, unavailable=standing.unavailable),
        liquidity=liquidity_test(standing.cash, amount, movements=standing.movements, months=look_ahead),
    )
