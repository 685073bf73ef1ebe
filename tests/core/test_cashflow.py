"""Cash month by month: late money, the first month that cannot be paid, and the point of break-even."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import payrolls
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopkit.core.simulate.bounds import BadInputError
from coopkit.core.simulate.cashflow import CashPlan, Direction, Flow, break_even, cashflow, wage_flows
from coopkit.core.simulate.payroll import payroll
from coopkit.core.simulate.payroll_plan import PayrollPlan
from coopkit.core.simulate.period import Period, Periods
from coopkit.core.simulate.wages import Aid, Post

START = date(2027, 11, 1)


def flow(name: str, direction: Direction, *periods: Period, every: int = 1) -> Flow:
    return Flow(id=name, label=name, direction=direction, periods=periods, every=every)


def made(*flows: Flow, opening: str = "1000", months: int = 12) -> CashPlan:
    return CashPlan(start=START, months=months, opening=Decimal(opening), flows=flows)


SALES = flow("sales", "in", Period(amount=Decimal(500), last=6, delay=2), Period(amount=Decimal(900), first=7))
RENT = flow("rent", "out", Period(amount=Decimal(600)))
VAT = flow("vat", "out", Period(amount=Decimal(300), first=3), every=3)


def test_a_year_of_cash_by_hand() -> None:
    """1000; -600 twice is -200; -200 + 500 - 600 - 300 = -600; -100 to month 5; -400 in month 6."""
    cash = cashflow(made(SALES, RENT, VAT))
    balances = [400, -200, -600, -700, -800, -1200, -400, 400, 400, 700, 1000, 1000]
    assert [month.balance for month in cash.months] == balances
    assert cash.months[2].paid == (("sales", Decimal(500)), ("rent", Decimal(600)), ("vat", Decimal(300)))
    assert cash.unable == cash.months[1]
    assert cash.lowest == cash.months[5]
    assert (cash.to_find, cash.even_from) == (Decimal(1200), 7)
    assert [step.month for step in cash.steps] == list(range(1, 13))
    assert (cash.months[2].on, cash.receivable, cash.payable) == (date(2028, 1, 1), Decimal(0), Decimal(0))


def test_what_falls_due_each_quarter_does_so_from_the_first_month_of_its_period() -> None:
    taxes = flow("taxes", "out", Period(amount=Decimal(90), last=6), Period(amount=Decimal(30), first=8), every=3)
    spent = {month.number: int(month.spent) for month in cashflow(made(taxes)).months if month.spent}
    assert spent == {1: 90, 4: 90, 8: 30, 11: 30}


def test_cash_that_never_loses_is_even_from_the_first_month() -> None:
    sales = flow("sales", "in", Period(amount=Decimal(600)))
    assert cashflow(made(sales, RENT)).even_from == 1


def test_cash_that_never_breaks_even_says_so_and_late_bills_are_payable() -> None:
    late = flow("suppliers", "out", Period(amount=Decimal(50), delay=1))
    cash = cashflow(made(flow("sales", "in", Period(amount=Decimal(40), delay=3)), late, opening="10000"))
    assert (cash.even_from, cash.unable, str(cash.to_find)) == (None, None, "0.00")
    assert (cash.receivable, cash.payable) == (Decimal(120), Decimal(50))


flows = st.builds(
    Flow,
    id=st.uuids().map(str),
    label=st.just(""),
    direction=st.sampled_from(["in", "out"]),
    periods=payrolls.drawn_periods(),
    every=st.integers(1, 12),
)


@given(flows=st.lists(flows, min_size=1, max_size=5), months=st.integers(12, 60), opening=payrolls.euros)
def test_cash_reconciles(flows: list[Flow], months: int, opening: Decimal) -> None:
    cash = cashflow(CashPlan(start=START, months=months, opening=opening, flows=tuple(flows)))
    due = {"in": Decimal(0), "out": Decimal(0)}
    for one in flows:
        due[one.direction] += Decimal(sum(one.due(month)[0] for month in range(1, months + 1))) / 100
    assert cash.months[-1].balance == opening + due["in"] - cash.receivable - due["out"] + cash.payable
    before = opening
    for month, step in zip(cash.months, cash.steps, strict=True):
        assert month.balance == before + month.received - month.spent == step.result
        before = month.balance
    assert cash.to_find == max(0, *(-month.balance for month in cash.months))
    assert (cash.unable is None) == (cash.to_find == 0)
    if cash.even_from:
        assert all(month.received >= month.spent for month in cash.months[cash.even_from - 1 :])


@given(plan=payrolls.plans())
def test_wages_as_cash_are_the_purse_without_its_incomes(plan: PayrollPlan) -> None:
    run = payroll(PayrollPlan(start=plan.start, months=plan.months, posts=plan.posts, aids=plan.aids, jumps=plan.jumps))
    opening = Decimal(0)
    cash = cashflow(CashPlan(start=plan.start, months=plan.months, opening=opening, flows=wage_flows(run)))
    assert [month.balance for month in cash.months] == [month.balance for month in run.months]
    assert cash.receivable == run.outstanding


def test_a_premium_that_begins_after_its_post_has_ended_brings_no_cash() -> None:
    post = Post(id="p", label="", gross_year=Decimal(36_000), employer_rate=Fraction(1, 4), last=6)
    late = Aid(id="late", label="", post="p", kind="premium", periods=(Period(amount=Decimal(500), first=7),))
    plan = PayrollPlan(start=START, months=36, posts=(post,), aids=(late,))
    assert [one.id for one in wage_flows(payroll(plan))] == ["wages"]


def test_break_even_is_the_first_whole_unit_that_pays_the_fixed_costs() -> None:
    found = break_even(Decimal(10_000), price=Decimal("12.50"), variable=Decimal("5.50"))
    assert (found.margin, found.units, found.turnover) == (Decimal("7.00"), 1429, Decimal("17862.50"))
    assert [step.result for step in found.steps] == [found.margin, found.units, found.turnover]


@given(
    fixed=payrolls.euros, variable=payrolls.euros, more=st.integers(1, 10_000).map(lambda cents: Decimal(cents) / 100)
)
def test_one_unit_less_than_break_even_loses(fixed: Decimal, variable: Decimal, more: Decimal) -> None:
    units = break_even(fixed, price=variable + more, variable=variable).units
    assert (units - 1) * more < fixed <= units * more


@pytest.mark.parametrize(
    ("price", "variable", "field"),
    [
        ("5", "5", "break_even.price"),
        ("NaN", "5", "break_even.price"),
        ("6", "-1", "break_even.variable"),
        ("6.005", "1", "break_even.price"),
    ],
)
def test_a_price_that_never_pays_is_named(price: str, variable: str, field: str) -> None:
    with pytest.raises(BadInputError) as raised:
        break_even(Decimal(100), price=Decimal(price), variable=Decimal(variable))
    assert raised.value.field == field


def periods(*spans: tuple[int, int | None]) -> Periods:
    return tuple(Period(amount=Decimal(1), first=first, last=last) for first, last in spans)


@pytest.mark.parametrize(
    ("bad", "field"),
    [
        (made, "cash.flows"),
        (lambda: made(RENT, RENT), "cash.flows"),
        (lambda: made(RENT, months=11), "cash.months"),
        (lambda: made(RENT, opening="-1"), "cash.opening"),
        (lambda: CashPlan(start=date(2027, 1, 2), months=12, opening=Decimal(0), flows=(RENT,)), "cash.start"),
        (lambda: flow("", "in"), "flow.periods"),
        (lambda: made(flow("", "in", *periods((1, 2)))), "cash.flows"),
        (lambda: flow("x", "in", *periods((1, None), (3, 4))), "flow.periods"),
        (lambda: flow("x", "in", *periods((1, 3), (3, 4))), "flow.periods"),
        (lambda: flow("x", "in", *periods((4, 3))), "period.last"),
        (lambda: flow("x", "in", *periods((0, 3))), "period.first"),
        (lambda: flow("x", "in", *periods((1, 3)), every=0), "flow.every"),
        (lambda: Flow(id="x", label="", direction="up", periods=periods((1, 1))), "flow.direction"),  # type: ignore[arg-type]  # refused when it runs
    ],
)
def test_a_plan_that_cannot_be_is_named(bad: object, field: str) -> None:
    assert callable(bad)
    with pytest.raises(BadInputError) as raised:
        bad()
    assert raised.value.field == field
    assert raised.value.bound in str(raised.value)
