"""Whether lasting income pays the wages, month by month: coverage, the funding cliff, and the purse for wages.

Source: domain.md §6.3; the thresholds a verdict needs are the rule's. Share capital never counts as wage cover: it
fills the purse and nothing else, so its end is no cliff (the kit's reading). Contributions and taxes on wages are
counted in the month they are earned. Inputs that are not sure are in draws.py, shocks in shocks.py.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from coopkit.core.model import Value
from coopkit.core.simulate.given import refusing
from coopkit.core.simulate.money import euros, in_cents
from coopkit.core.simulate.payroll_plan import SHORTEST, PayrollPlan, paying
from coopkit.core.simulate.period import arrivals, day, end
from coopkit.core.simulate.step import Step
from coopkit.core.simulate.wages import Wage, wages

YEARS_2_AND_3 = range(13, 37)


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """One month of the plan, in euro.

    `cost` is after reductions; `needed` is what the aids without an end date leave to pay; `lasting`, `expiring` and
    `share_capital` are the incomes due, the part for wages. `coverage` is lasting over needed, None when nothing is
    needed. `gap`: what neither lasting nor expiring money pays. `received`: what is paid in this month, share capital
    included; `balance`: the purse at the end of the month, below zero when wages cannot be paid.
    """

    number: int
    on: date
    cost: Decimal
    reductions: Decimal
    lasting_aid: Decimal
    expiring_aid: Decimal
    needed: Decimal
    lasting: Decimal
    expiring: Decimal
    share_capital: Decimal
    coverage: Fraction | None
    gap: Decimal
    received: Decimal
    balance: Decimal

    @property
    def covered(self) -> bool:
        """Whether lasting income pays all that is needed."""
        return self.coverage is None or self.coverage >= 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Cliff:
    """A month in which money has ended and lasting income does not pay the wages.

    `ended`: ids of the incomes and aids whose last month was the one before; `lost`: what they gave in it, in euro;
    `gap`: what nothing pays in this month. `aided`: posts whose aid ended; `unpaid`: posts that lasting income does not
    reach, or not wholly, when it pays them in the order of the plan.
    """

    month: int
    on: date
    ended: tuple[str, ...]
    lost: Decimal
    gap: Decimal
    coverage: Fraction
    aided: tuple[str, ...]
    unpaid: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Payroll:
    """What became of a plan. `outstanding`: euro due and not yet paid at its end.

    `cliffs` in order of time. `lowest`: the worst coverage of years 2 and 3, None when nothing is needed in them.
    `durable`: lasting income pays all wages of years 2 and 3; `fragile`: a cliff within 36 months; both can be true of
    a plan whose first year falls off a cliff. `unable`: the first month whose wages the purse cannot pay.
    """

    plan: PayrollPlan
    months: tuple[Month, ...]
    wages: tuple[Wage, ...]
    """Post by post, each in order of time."""
    ends: tuple[int, ...]
    """Months before which money ended, whether lasting income pays all the same or not."""
    cliffs: tuple[Cliff, ...]
    outstanding: Decimal
    lowest: Fraction | None
    durable: bool
    fragile: bool
    unable: Month | None

    @property
    def steps(self) -> tuple[Step, ...]:
        """The arithmetic of every month. Made when it is read: a verdict that tries changes reads none of it."""
        return tuple(step for month in self.months for step in _steps(month, self.months, self.plan.opening))

    @property
    def cliff(self) -> Cliff | None:
        """The first cliff."""
        return self.cliffs[0] if self.cliffs else None

    def coverage(self, months: Iterable[int]) -> Fraction | None:
        """Return lasting income over what is needed, added up over the months named; None when nothing is needed."""
        chosen = [self.months[month - 1] for month in months]
        needed = sum(in_cents(month.needed) for month in chosen)
        return Fraction(sum(in_cents(month.lasting) for month in chosen), needed) if needed else None


@refusing
def payroll(plan: PayrollPlan) -> Payroll:
    """Return the plan month by month, exact to the cent; a payslip's gross and contributions are rounded to cents."""
    paid = tuple(
        wage
        for post in plan.posts
        for wage in wages(post, [aid for aid in plan.aids if aid.post == post.id], plan.jumps, plan.months)
    )
    by_month: dict[int, list[Wage]] = {number: [] for number in range(1, plan.months + 1)}
    for wage in paid:
        by_month[wage.month].append(wage)
    received, outstanding = _received(plan, by_month)
    months, balance = [], in_cents(plan.opening)
    for number, these in by_month.items():
        balance += received[number - 1] - sum(wage.cost for wage in these)
        months.append(_month(plan, number, these, received[number - 1], balance))
    ends = tuple(number for number in by_month if _ended(plan, number, by_month)[0])
    cliffs = tuple(cliff for number in ends if (cliff := _cliff(plan, months[number - 1], by_month)))
    judged = [months[number - 1] for number in YEARS_2_AND_3]
    return Payroll(
        plan=plan,
        months=tuple(months),
        wages=paid,
        ends=ends,
        cliffs=cliffs,
        outstanding=euros(outstanding),
        lowest=min((month.coverage for month in judged if month.coverage is not None), default=None),
        durable=all(month.covered for month in judged),
        fragile=any(cliff.month <= SHORTEST for cliff in cliffs),
        unable=next((month for month in months if month.balance < 0), None),
    )


def _received(plan: PayrollPlan, by_month: Mapping[int, list[Wage]]) -> tuple[list[int], int]:
    streams: dict[str, list[tuple[int, int]]] = {
        income.id: [paying(income, month) for month in by_month] for income in plan.incomes
    }
    for aid in plan.aids:
        streams[aid.id] = [(0, 0)] * plan.months
    for wage in (wage for these in by_month.values() for wage in these):
        for aid, amount, delay in wage.taken:
            if aid.kind == "premium":
                streams[aid.id][wage.month - 1] = amount, delay
    total, later = [0] * plan.months, 0
    for stream in streams.values():
        arrived, outstanding = arrivals(stream, plan.months)
        total = [one + more for one, more in zip(total, arrived, strict=True)]
        later += outstanding
    return total, later


def _month(plan: PayrollPlan, number: int, these: Sequence[Wage], received: int, balance: int) -> Month:
    income: dict[str, int] = {"lasting": 0, "expiring": 0, "share_capital": 0}
    for one in plan.incomes:
        income[one.kind] += paying(one, number)[0]
    needed, expiring_aid = sum(wage.needed for wage in these), sum(wage.expiring_aid for wage in these)
    return Month(
        number=number,
        on=day(plan.start, number),
        cost=euros(sum(wage.cost for wage in these)),
        reductions=euros(sum(wage.reduction for wage in these)),
        lasting_aid=euros(sum(wage.lasting_aid for wage in these)),
        expiring_aid=euros(expiring_aid),
        needed=euros(needed),
        lasting=euros(income["lasting"]),
        expiring=euros(income["expiring"]),
        share_capital=euros(income["share_capital"]),
        coverage=Fraction(income["lasting"], needed) if needed else None,
        gap=euros(max(0, needed - expiring_aid - income["lasting"] - income["expiring"])),
        received=euros(received),
        balance=euros(balance),
    )


def _ended(plan: PayrollPlan, month: int, by_month: Mapping[int, list[Wage]]) -> tuple[dict[str, int], tuple[str, ...]]:
    """Return what gave money for the last time the month before, in cents, and the posts whose aid it was.

    An aid whose post stops with it is left out: nobody is left to pay.
    """
    before = month - 1
    incomes = [income for income in plan.incomes if income.kind != "share_capital" and end(income.periods) == before]
    ended = {income.id: amount for income in incomes if (amount := paying(income, before)[0])}
    here, aided = {wage.post.id for wage in by_month[month]}, []
    for wage in by_month.get(before, ()):
        for aid, amount, _ in wage.taken:
            if amount and end(aid.periods) == before and wage.post.id in here:
                ended[aid.id] = amount
                aided.append(wage.post.id)
    return ended, tuple(dict.fromkeys(aided))


def _cliff(plan: PayrollPlan, month: Month, by_month: Mapping[int, list[Wage]]) -> Cliff | None:
    """Return the cliff of a month in which something ended; None when lasting income pays all that is needed."""
    if month.coverage is None or month.coverage >= 1:
        return None
    ended, aided = _ended(plan, month.number, by_month)
    purse, unpaid = in_cents(month.lasting), []
    for wage in by_month[month.number]:
        purse -= wage.needed
        if purse < 0 < wage.needed:
            unpaid.append(wage.post.id)
    return Cliff(
        month=month.number,
        on=month.on,
        ended=tuple(ended),
        lost=euros(sum(ended.values())),
        gap=month.gap,
        coverage=month.coverage,
        aided=aided,
        unpaid=tuple(unpaid),
    )


def _steps(month: Month, months: Sequence[Month], opening: Decimal) -> Iterable[Step]:
    """Return a month's arithmetic: what is needed, how far it is covered, what is missing, what the purse holds."""
    before = months[month.number - 2].balance if month.number > 1 else opening

    def step(name: str, result: Value, **values: Value) -> Step:
        return Step(id=f"payroll.{name}", month=month.number, values=values, result=result)

    yield step("needed", month.needed, cost=month.cost, lasting_aid=month.lasting_aid)
    if month.coverage is not None:
        yield step("coverage", month.coverage, lasting=month.lasting, needed=month.needed)
    known = {"lasting": month.lasting, "expiring": month.expiring, "expiring_aid": month.expiring_aid}
    yield step("gap", month.gap, needed=month.needed, **known)
    yield step("balance", month.balance, before=before, received=month.received, cost=month.cost)
