"""The two tests before money leaves a cooperative: net assets, and the power to pay in the months ahead.

Both hold for dividends and for shares paid back. Source: Code of companies and associations, art. 6:115 and 6:116;
domain.md §3.3. The law gives no number for the second: a month-by-month cash plan is the kit's reading.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from coopkit.core.simulate.bounds import LONGEST, MOST, euro, require, whole
from coopkit.core.simulate.money import euros, in_cents
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
class Tested:
    """One test of one amount, in euro: the `most` that may leave (never below zero), and what it rests on."""

    amount: Decimal
    most: Decimal
    passed: bool
    steps: tuple[Step, ...]
    month: int | None = None
    """The tightest month of the liquidity test, 1 the first after payment."""


def net_asset_test(net_assets: Decimal, amount: Decimal, *, unavailable: Decimal) -> Tested:
    """Return whether net assets after the payment are at least the unavailable equity, and never below zero."""
    euro("net_assets", net_assets, -MOST)
    euro("amount", amount)
    euro("unavailable", unavailable)
    left, most = net_assets - amount, max(Decimal("0.00"), net_assets - unavailable)
    values = {"net_assets": net_assets, "amount": amount, "unavailable": unavailable}
    return Tested(
        amount=amount,
        most=most,
        passed=left >= unavailable,
        steps=(Step(id="tests.net_assets", values=values, result=left, basis=NET_ASSETS),),
    )


def liquidity_test(opening: Decimal, amount: Decimal, *, movements: Sequence[Decimal], months: int) -> Tested:
    """Return whether every one of the coming `months` can be paid when the amount leaves first.

    `movements`: what each month brings in less the debts due in it, in euro; as many as `months` at least, and all of
    them are looked at.
    """
    euro("opening", opening, -MOST)
    euro("amount", amount)
    whole("months", months, 1, LONGEST)
    require("movements", len(movements), f"at least {months} months", holds=len(movements) >= months)
    balance, balances, steps = in_cents(opening) - in_cents(amount), [], []
    for month, movement in enumerate(movements, 1):
        euro("movements", movement, -MOST)
        before, balance = balance, balance + in_cents(movement)
        balances.append(balance)
        values = {"before": euros(before), "movement": movement}
        steps.append(Step(id="tests.liquidity", month=month, values=values, result=euros(balance), basis=LIQUIDITY))
    lowest = min(balances)
    return Tested(
        amount=amount,
        most=euros(max(0, lowest + in_cents(amount))),
        passed=lowest >= 0,
        steps=tuple(steps),
        month=balances.index(lowest) + 1,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What both tests rest on, in euro, before the payment; `movements` as in liquidity_test."""

    net_assets: Decimal
    unavailable: Decimal
    cash: Decimal
    movements: tuple[Decimal, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BothTests:
    """Both tests of one amount, in euro; `most`: what both allow."""

    amount: Decimal
    net_assets: Tested
    liquidity: Tested

    @property
    def passed(self) -> bool:
        """Whether both allow the whole amount."""
        return self.net_assets.passed and self.liquidity.passed

    @property
    def most(self) -> Decimal:
        """The largest amount both allow."""
        return min(self.net_assets.most, self.liquidity.most)


def both_tests(standing: Standing, amount: Decimal, *, look_ahead: int) -> BothTests:
    """Return both tests of an amount; `look_ahead`: the months of the liquidity test."""
    return BothTests(
        amount=amount,
        net_assets=net_asset_test(standing.net_assets, amount, unavailable=standing.unavailable),
        liquidity=liquidity_test(standing.cash, amount, movements=standing.movements, months=look_ahead),
    )
