"""What may go wrong with a payroll plan: each shock changes what it says, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import payrolls
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopkit.core.simulate.bounds import BadInputError
from coopkit.core.simulate.payroll import payroll
from coopkit.core.simulate.payroll_plan import PayrollPlan
from coopkit.core.simulate.period import Period
from coopkit.core.simulate.shocks import FounderLeaves, LatePayment, SalesFall, Shock, Stop, shocked
from coopkit.core.simulate.wages import IndexJump, Post

PLAN = payrolls.plan(payrolls.cases()[0]["given"])


def after(*shocks: Shock) -> tuple[PayrollPlan, dict[int, Decimal]]:
    """The plan, and the balance of every month."""
    plan = shocked(PLAN, shocks)
    return plan, {month.number: month.balance for month in payroll(plan).months}


def test_a_grant_that_stops_brings_the_cliff_forward() -> None:
    run = payroll(shocked(PLAN, [Stop(id="launch", month=10)]))
    assert run.cliff
    assert (run.cliff.month, run.cliff.ended, run.cliff.gap) == (10, ("launch",), Decimal("2875.00"))
    assert run.months[35].balance == Decimal("4575.00") - 9 * 3000


def test_a_grant_or_an_aid_that_stops_at_once_is_gone() -> None:
    plan, _ = after(Stop(id="launch", month=1), Stop(id="premium", month=4))
    assert [one.id for one in plan.streams] == ["meals", "shares", "first_hire", "structural"]


def test_an_aid_that_stops_leaves_the_others() -> None:
    plan, _ = after(Stop(id="structural", month=10))
    assert [aid.periods[-1].last for aid in plan.aids] == [None, 27, 9]


def test_sales_fall_for_a_time_to_the_cent_and_never_end() -> None:
    plan, _ = after(SalesFall(part=Fraction(1, 3), month=6, last=14))
    meals = [(period.amount, period.first, period.last) for period in plan.incomes[0].periods]
    assert meals == [
        (Decimal(2000), 1, 5),
        (Decimal("1333.33"), 6, 12),
        (Decimal("2666.67"), 13, 14),
        (Decimal(4000), 15, None),
    ]
    assert plan.incomes[1:] == PLAN.incomes[1:]
    assert payroll(plan).ends == payroll(PLAN).ends


def test_sales_that_fall_for_good_lower_coverage() -> None:
    plan, _ = after(SalesFall(part=Fraction(1, 5), month=13))
    assert payroll(plan).lowest == Fraction(4, 5) * Fraction(320, 481)


def test_late_payment_empties_the_purse_and_leaves_coverage() -> None:
    plan, balances = after(LatePayment(id="meals", months=2))
    run = payroll(plan)
    assert run.lowest == payroll(PLAN).lowest
    assert run.unable
    assert (run.unable.number, balances[1], run.outstanding) == (1, Decimal("-1750.00"), Decimal("8000.00"))


def test_a_premium_can_be_late_from_a_month_on() -> None:
    plan, balances = after(LatePayment(id="premium", months=3, month=6))
    assert [(period.first, period.last, period.delay) for period in plan.aids[1].periods] == [(4, 5, 0), (6, 27, 3)]
    assert balances[8] == payroll(PLAN).months[7].balance - 3000
    assert balances[36] == Decimal("4575.00")


def test_an_index_jump_comes_on_top() -> None:
    _, balances = after(IndexJump(month=36, rate=Fraction(1, 10)))
    assert balances[36] == Decimal("4575.00") - Decimal("306.00") - Decimal("76.50") - Decimal(255) - Decimal("63.75")


def test_a_founder_who_worked_unpaid_is_replaced_and_sales_are_lost() -> None:
    replacement = Post(id="new", label="", gross_year=Decimal(12_000), employer_rate=Fraction(1, 4), first=20)
    plan, balances = after(FounderLeaves(month=20, replacement=replacement, sales_lost=Fraction(1, 10)))
    assert plan.posts == (*PLAN.posts, replacement)
    assert balances[20] == Decimal("29775.00") - 1275 - 400


def test_a_founder_who_was_paid_leaves_her_post() -> None:
    plan, _ = after(FounderLeaves(month=20, post="coordinator"))
    assert [post.last for post in plan.posts] == [19, None]
    assert payroll(plan).months[19].cost == Decimal("3187.50")


def test_a_founder_may_leave_the_month_after_her_contract_ended() -> None:
    ending = replace(PLAN, posts=(replace(PLAN.posts[0], last=19), PLAN.posts[1]))
    assert shocked(ending, [FounderLeaves(month=20, post="coordinator")]).posts == ending.posts
    with pytest.raises(BadInputError, match=r"shock\.post is coordinator"):
        shocked(ending, [FounderLeaves(month=21, post="coordinator")])


@pytest.mark.parametrize(
    ("shock", "field"),
    [
        (Stop(id="nobody", month=3), "shock.id"),
        (Stop(id="launch", month=37), "shock.month"),
        (SalesFall(part=Fraction(3, 2), month=3), "shock.part"),
        (SalesFall(part=Fraction(1, 2), month=3, last=2), "shock.last"),
        (LatePayment(id="nobody", months=1), "shock.id"),
        (LatePayment(id="launch", months=0), "shock.months"),
        (LatePayment(id="first_hire", months=1), "aid.periods.delay"),
        (LatePayment(id="launch", months=59), "period.delay"),
        (FounderLeaves(month=3), "shock"),
        (FounderLeaves(month=3, post="cook"), "shock.post"),
        (FounderLeaves(month=3, sales_lost=Fraction(-1, 2)), "shock"),
        (FounderLeaves(month=3, replacement=PLAN.posts[0]), "shock.replacement.first"),
        (FounderLeaves(month=3, replacement=replace(PLAN.posts[0], first=3)), "plan.posts"),
    ],
    ids=str,
)
def test_a_shock_that_cannot_be_is_named(shock: Shock, field: str) -> None:
    with pytest.raises(BadInputError) as raised:
        shocked(PLAN, [shock])
    assert raised.value.field == field


@given(plan=payrolls.plans(), month=st.integers(1, 36), part=st.fractions(0, 1, max_denominator=100))
def test_a_shock_never_raises_the_coverage_of_a_month(plan: PayrollPlan, month: int, part: Fraction) -> None:
    sold = tuple(replace(one, sales=one.kind != "share_capital") for one in plan.incomes)
    plan = replace(plan, incomes=sold)
    shocks: list[Shock] = [SalesFall(part=part, month=month), IndexJump(month=month, rate=Fraction(1, 20))]
    shocks += [Stop(id=stream.id, month=month) for stream in plan.streams[-1:]]
    for shock in shocks:
        for before, worse in zip(payroll(plan).months, payroll(shocked(plan, [shock])).months, strict=True):
            if before.coverage is not None:
                assert worse.coverage is not None
                assert worse.coverage <= before.coverage


@given(plan=payrolls.plans(), month=st.integers(1, 36), months=st.integers(1, 6))
def test_late_payment_loses_nothing(plan: PayrollPlan, month: int, months: int) -> None:
    if not plan.incomes:
        return
    late = payroll(shocked(plan, [LatePayment(id=plan.incomes[0].id, months=months, month=month)]))
    run = payroll(plan)
    assert late.months[-1].balance + late.outstanding == run.months[-1].balance + run.outstanding
    assert all(one.balance <= other.balance for one, other in zip(late.months, run.months, strict=True))


def test_periods_are_split_where_a_shock_falls() -> None:
    plan, _ = after(SalesFall(part=Fraction(1), month=12, last=12))
    assert plan.incomes[0].periods[1] == Period(amount=Decimal("0.00"), first=12, last=12)
