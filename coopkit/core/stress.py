"""The stress test of a dossier's jobs: one thing goes wrong at a time, and what then becomes of the wages.

How hard each blow is, the team says (facts.stress; else the usual of the field). Which grant, which payer and which
founder is chosen here: those that weigh most, as an easy stress test teaches nothing.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from coopkit.core.model import Message
from coopkit.core.payrolls import JOBS
from coopkit.core.simulate.draws import WAGES, WHOLE, Drawn, Guess, drawing
from coopkit.core.simulate.money import ZERO, cents, euros
from coopkit.core.simulate.payroll import Payroll, payroll
from coopkit.core.simulate.payroll_plan import PayrollPlan, for_wages
from coopkit.core.simulate.period import day, due
from coopkit.core.simulate.shocks import FounderLeaves, LatePayment, SalesFall, Shock, Stop, shocked
from coopkit.core.simulate.wages import IndexJump, Post

if TYPE_CHECKING:
    from coopkit.core.facts import Facts, Row
    from coopkit.core.model import Value

STRESS, FOUNDERS, PURSE = "facts.stress", "facts.founders", "facts.cash.opening"
WEEKS = 52
DRAWS, SEED = 1_000, 1_123
"""How many draws, and from which seed: the same numbers on every machine."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """One thing that goes wrong, said, and what becomes of the wages then."""

    name: str
    told: Message
    run: Payroll


def purse(facts: Facts, plan: PayrollPlan) -> PayrollPlan:
    """Return the plan with what is in the bank as its first purse for wages; an overdraft is an empty one."""
    return replace(plan, opening=cents(Fraction(max(ZERO, facts.decimal(PURSE) or ZERO))))


def stress(facts: Facts, plan: PayrollPlan) -> Iterator[Tried]:
    """Yield what becomes of a plan when one thing goes wrong; what cannot happen to it is left out."""
    month = int(_usual(facts, "month"))
    for name, values, shocks in _shocks(facts, plan, month):
        said = Message(key=f"stress.line.{name}", values={"on": day(plan.start, month), **values})
        yield Tried(name=name, told=said, run=payroll(shocked(plan, shocks)))


def uncertain(facts: Facts, plan: PayrollPlan) -> Generator[int, None, Drawn]:
    """Yield how many of DRAWS are made; return the plan when each income ends up between the low and the high said."""
    low, high = (_part(_usual(facts, name)) for name in ("low", "high"))
    dearer = 1 + _part(_usual(facts, "index"))
    guesses = [Guess(of=income.id, low=low, likely=Fraction(1), high=high) for income in plan.incomes]
    wages = Guess(of=WAGES, low=Fraction(1), likely=Fraction(1), high=dearer)
    return drawing(plan, [*guesses, wages], draws=DRAWS, seed=SEED)


def _usual(facts: Facts, name: str) -> Fraction:
    return Fraction(str(facts.usual(f"{STRESS}.{name}")))


def _part(percent: Fraction) -> Fraction:
    """Return a percentage as a share, in the ten-thousandths that draws count in."""
    return Fraction(round(percent * WHOLE / 100), WHOLE)


def _shocks(facts: Facts, plan: PayrollPlan, month: int) -> Iterator[tuple[str, dict[str, Value], list[Shock]]]:
    given = {row: amount for row, amount in _due(plan, month, sales=False).items() if amount}
    if given:
        most = max(given, key=given.__getitem__)
        stops: list[Shock] = [Stop(id=one, month=month) for one in _ids(plan, most)]
        yield "grant", {"label": _label(plan, most), "amount": euros(given[most])}, stops
    if any(income.sales for income in plan.incomes):
        fall = _usual(facts, "sales") / 100
        yield "sales", {"share": fall}, [SalesFall(part=fall, month=month)]
    paid = {row: amount for row, amount in _due(plan, month, reductions=False).items() if amount}
    if paid:
        most, late = max(paid, key=paid.__getitem__), int(_usual(facts, "late"))
        delays: list[Shock] = [
            LatePayment(id=one, months=late, month=month) for one in _ids(plan, most, reductions=False)
        ]
        yield "late", {"label": _label(plan, most), "count": late}, delays
    invoiced = {row.path for row in facts.rows(JOBS) if row.text("contract") == "self_employed"}
    if indexed := tuple(post.id for post in plan.posts if post.id not in invoiced):
        jump = _usual(facts, "index") / 100
        yield "index", {"share": jump}, [IndexJump(month=month, rate=jump, posts=indexed)]
    yield from _founder(facts, plan, month)


def _founder(facts: Facts, plan: PayrollPlan, month: int) -> Iterator[tuple[str, dict[str, Value], list[Shock]]]:
    """Yield the founder who gives most hours unpaid and leaves: her hours are paid from then on.

    Whose role is called as a paid post is taken for paid already: who follows her costs no more.
    """
    paid = {post.label.casefold() for post in plan.posts}
    hours = {
        row.path: given
        for row in facts.rows(FOUNDERS)
        if (given := row.decimal("hours_per_week")) and (row.text("role") or "").casefold() not in paid
    }
    if not hours:
        return
    row = next(one for one in facts.rows(FOUNDERS) if one.path == max(hours, key=hours.__getitem__))
    year = cents(Fraction(hours[row.path]) * WEEKS * _usual(facts, "hour"))
    if year < 1:
        return
    post = Post(id=row.path, label=_named(row), gross_year=year, employer_rate=Fraction(0), first=month)
    values: dict[str, Value] = {"name": _named(row), "hours": hours[row.path], "year": year}
    yield "founder", values, [FounderLeaves(month=month, replacement=post)]


def _named(row: Row) -> str:
    return row.text("label") or row.text("role") or "?"


def _due(plan: PayrollPlan, month: int, *, sales: bool = True, reductions: bool = True) -> dict[str, int]:
    """Return what each row of the dossier pays for wages in a month, in cents; an aid of several posts is one row."""
    told: dict[str, int] = {}
    for income in plan.incomes:
        if sales or not income.sales:
            told[income.id] = for_wages(income, month)[0]
    for aid in plan.aids:
        if reductions or aid.kind == "premium":
            row = aid.id.partition(" ")[0]
            told[row] = told.get(row, 0) + due(aid.periods, month)[0]
    return told


def _ids(plan: PayrollPlan, row: str, *, reductions: bool = True) -> list[str]:
    aids = [aid.id for aid in plan.aids if reductions or aid.kind == "premium"]
    return [one for one in (*(income.id for income in plan.incomes), *aids) if one.partition(" ")[0] == row]


def _label(plan: PayrollPlan, row: str) -> str:
    return next(one.label for one in plan.streams if one.id.partition(" ")[0] == row)


def spared(run: Payroll) -> int | None:
    """Return how many months of wages the purse pays before one it cannot; None: all of the plan."""
    return run.unable.number - 1 if run.unable else None


def covered(run: Payroll, year: int) -> Fraction | None:
    """Return what part of a year's wages lasting income pays; None when there is nothing to pay."""
    return run.coverage(range((year - 1) * 12 + 1, year * 12 + 1))


def paid_month(run: Payroll, post: str) -> tuple[Decimal, Decimal] | None:
    """Return what a post costs in the first month in which it is paid, and what aids give for it then."""
    wage = next((one for one in run.wages if one.post.id == post), None)
    return (euros(wage.cost), euros(wage.lasting_aid + wage.expiring_aid)) if wage else None
