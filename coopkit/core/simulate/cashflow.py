"""Cash month by month: the first month a project cannot pay, what it must find, and where it breaks even.

It counts money when it is paid, not when it is earned; it knows no tax and gives no verdict.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import ceil
from typing import Literal, TypeAlias

from coopkit.core.simulate.bounds import LONGEST, distinct, euro, require, whole
from coopkit.core.simulate.given import refusing, sound
from coopkit.core.simulate.money import euros, in_cents
from coopkit.core.simulate.payroll import Payroll
from coopkit.core.simulate.period import Period, Periods, arrivals, day, due, first_of_month, ordered
from coopkit.core.simulate.step import Step

Direction: TypeAlias = Literal["in", "out"]
YEAR = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    """Money in or out, in euro; `every` how many months an amount falls due, from the first month of its period."""

    id: str
    label: str
    direction: Direction
    periods: Periods
    every: int = 1

    def __post_init__(self) -> None:
        """Check the bounds."""
        sound("flow", self)
        ordered("flow.periods", self.periods)
        whole("flow.every", self.every, 1, YEAR)

    def due(self, month: int) -> tuple[int, int]:
        """Return the cents due in a month of the plan, and how many months after it they are paid."""
        falls = [(month - period.first) % self.every == 0 for period in self.periods if period.first <= month]
        return due(self.periods, month) if falls and falls[-1] else (0, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class CashPlan:
    """What is in the bank on `start` (the first of a month), and what comes and goes for 12 to 60 months."""

    start: date
    months: int
    opening: Decimal
    flows: tuple[Flow, ...]

    def __post_init__(self) -> None:
        """Check the bounds."""
        sound("cash", self)
        first_of_month("cash.start", self.start)
        whole("cash.months", self.months, YEAR, LONGEST)
        euro("cash.opening", self.opening)
        require("cash.flows", "nothing", "at least one flow", holds=bool(self.flows))
        distinct("cash.flows", [flow.id for flow in self.flows])


@dataclass(frozen=True, slots=True, kw_only=True)
class CashMonth:
    """One month, in euro. `paid`: each flow's amount by id, in the order of the plan, those of zero left out."""

    number: int
    on: date
    received: Decimal
    spent: Decimal
    balance: Decimal
    paid: tuple[tuple[str, Decimal], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cash:
    """What became of the plan.

    `unable`: the first month that ends below zero. `lowest`: the month with the lowest balance, the first of equals.
    `to_find`: euro that must be found so that no month ends below zero. `even_from`: the first month from which every
    month brings in at least what it costs (None: never). `receivable`, `payable`: due in the plan, paid after it.
    """

    months: tuple[CashMonth, ...]
    unable: CashMonth | None
    lowest: CashMonth
    to_find: Decimal
    even_from: int | None
    receivable: Decimal
    payable: Decimal
    steps: tuple[Step, ...]


@refusing
def cashflow(plan: CashPlan) -> Cash:
    """Return the cash of every month, exact to the cent."""
    arrived, later = {}, {"in": 0, "out": 0}
    for flow in plan.flows:
        amounts = [flow.due(month) for month in range(1, plan.months + 1)]
        arrived[flow.id], rest = arrivals(amounts, plan.months)
        later[flow.direction] += rest
    balance, months, steps = in_cents(plan.opening), [], []
    for place in range(plan.months):
        sums = {"in": 0, "out": 0}
        for flow in plan.flows:
            sums[flow.direction] += arrived[flow.id][place]
        before, balance = balance, balance + sums["in"] - sums["out"]
        months.append(
            CashMonth(
                number=place + 1,
                on=day(plan.start, place + 1),
                received=euros(sums["in"]),
                spent=euros(sums["out"]),
                balance=euros(balance),
                paid=tuple((flow.id, euros(arrived[flow.id][place])) for flow in plan.flows if arrived[flow.id][place]),
            )
        )
        values = {"before": euros(before), "received": euros(sums["in"]), "spent": euros(sums["out"])}
        steps.append(Step(id="cash.balance", month=place + 1, values=values, result=euros(balance)))
    lowest = min(months, key=lambda month: month.balance)
    losing = max((month.number for month in months if month.received < month.spent), default=0)
    return Cash(
        months=tuple(months),
        unable=next((month for month in months if month.balance < 0), None),
        lowest=lowest,
        to_find=max(Decimal("0.00"), -lowest.balance),
        even_from=losing + 1 if losing < plan.months else None,
        receivable=euros(later["in"]),
        payable=euros(later["out"]),
        steps=tuple(steps),
    )


@refusing
def wage_flows(run: Payroll) -> tuple[Flow, ...]:
    """Return a payroll plan as cash: what the posts cost each month, and the premiums in the month they are paid."""
    cost = [Period(amount=month.cost, first=month.number, last=month.number) for month in run.months]
    flows = [Flow(id="wages", label="", direction="out", periods=tuple(cost))]
    for aid in (aid for aid in run.plan.aids if aid.kind == "premium"):
        given = [
            Period(amount=euros(amount), first=wage.month, last=wage.month, delay=delay)
            for wage in run.wages
            for one, amount, delay in wage.taken
            if one.id == aid.id and amount
        ]
        if given:
            flows.append(Flow(id=aid.id, label=aid.label, direction="in", periods=tuple(given)))
    return tuple(flows)


@dataclass(frozen=True, slots=True, kw_only=True)
class BreakEven:
    """Sales at which a year neither gains nor loses: whole units, and their turnover in euro."""

    margin: Decimal
    units: int
    turnover: Decimal
    steps: tuple[Step, ...]


@refusing
def break_even(fixed: Decimal, *, price: Decimal, variable: Decimal) -> BreakEven:
    """Return how many units pay the fixed costs of a year; `price` and `variable` cost are euro a unit."""
    euro("break_even.fixed", fixed)
    euro("break_even.price", price)
    euro("break_even.variable", variable)
    bound = f"above the variable cost of a unit ({variable})"
    require("break_even.price", price, bound, holds=price > variable)
    margin = price - variable
    units = ceil(Fraction(fixed) / Fraction(margin))
    turnover = units * price
    return BreakEven(
        margin=margin,
        units=units,
        turnover=turnover,
        steps=(
            Step(id="cash.margin", values={"price": price, "variable": variable}, result=margin),
            Step(id="cash.units", values={"fixed": fixed, "margin": margin}, result=units),
            Step(id="cash.turnover", values={"units": units, "price": price}, result=turnover),
        ),
    )
