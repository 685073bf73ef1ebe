"""Payroll plans: month by month as computed by hand, and what holds for every plan."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import payrolls
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopkit.core.simulate.bounds import BadInputError
from coopkit.core.simulate.payroll import Payroll, payroll
from coopkit.core.simulate.payroll_plan import Income, PayrollPlan, for_wages
from coopkit.core.simulate.period import Period
from coopkit.core.simulate.wages import Aid, AidKind, IndexJump, Post, wages

CASES = payrolls.cases()
PLAN = payrolls.plan(CASES[0]["given"])


def both(*values: object) -> tuple[object, ...]:
    """Return values side by side, to be compared with plain numbers."""
    return values


def coverages(run: Payroll) -> list[Fraction]:
    """Coverage by month; where nothing is needed it is above every number."""
    return [Fraction(10**12) if month.coverage is None else month.coverage for month in run.months]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_every_month_is_as_computed_by_hand(case: dict[str, Any]) -> None:
    run = payroll(payrolls.plan(case["given"]))
    seen: list[int] = []
    for span in case["months"]:
        first, last = map(int, span["span"].split("-"))
        seen += range(first, last + 1)
        opens, closes = run.months[first - 1], run.months[last - 1]
        assert [str(opens.balance), str(closes.balance)] == span["balance"], span["span"]
        for month in run.months[first - 1 : last]:
            for name in span.keys() - {"span", "balance", "why"}:
                said = getattr(month, name)
                assert (None if said is None else str(said)) == span[name], (month.number, name)
    assert seen == [month.number for month in run.months]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_the_whole_plan_is_as_computed_by_hand(case: dict[str, Any]) -> None:
    run, expect = payroll(payrolls.plan(case["given"])), case["expect"]
    for cliff, wanted in zip(run.cliffs, expect["cliffs"], strict=True):
        said = {name: getattr(cliff, name) for name in wanted}
        assert {name: list(one) if isinstance(one, tuple) else one for name, one in said.items()} == {
            **wanted,
            "on": date.fromisoformat(wanted["on"]),
            "lost": Decimal(wanted["lost"]),
            "gap": Decimal(wanted["gap"]),
        }
        assert cliff.coverage == run.months[cliff.month - 1].coverage
    assert run.cliff == (run.cliffs[0] if run.cliffs else None)
    assert list(run.ends) == expect["ends"]
    assert run.lowest == (expect["lowest"] and Fraction(expect["lowest"]))
    assert (run.durable, run.fragile) == (expect["durable"], expect["fragile"])
    assert (run.unable and run.unable.number) == expect["unable"]
    assert str(run.outstanding) == expect["outstanding"]


def test_a_year_is_covered_by_its_sums() -> None:
    first, _, nothing = (payroll(payrolls.plan(case["given"])) for case in CASES)
    needed = 3 * Decimal(3250) + 9 * Decimal(5875)
    assert first.coverage(range(1, 13)) == Fraction(12 * 2000) / Fraction(needed)
    assert nothing.coverage(range(1, 13)) is None


def test_an_index_jump_may_be_for_one_joint_committee_only() -> None:
    plan = payrolls.plan(CASES[0]["given"])
    jump = replace(plan.jumps[0], posts=("cook",))
    month = payroll(replace(plan, jumps=(jump, jump))).months[12]
    assert month.cost == Decimal(3250) + Decimal(2601) + Decimal("650.25")


def test_the_end_of_a_lasting_income_is_a_cliff_too() -> None:
    plan = payrolls.plan(CASES[1]["given"])
    bread = replace(plan.incomes[0], periods=(replace(plan.incomes[0].periods[0], last=20),))
    cliff = payroll(replace(plan, incomes=(bread,))).cliff
    assert cliff
    assert (cliff.month, cliff.coverage) == (21, Fraction(0))
    assert cliff.ended == ("bread",)


def test_a_cliff_after_36_months_does_not_make_a_plan_fragile() -> None:
    plan = payrolls.plan(CASES[0]["given"])
    launch = replace(plan.incomes[1], periods=(replace(plan.incomes[1].periods[0], last=36),))
    premium = replace(plan.aids[1], periods=(replace(plan.aids[1].periods[0], last=40),))
    later = replace(plan, months=48, incomes=(plan.incomes[0], launch), aids=(plan.aids[0], premium, plan.aids[2]))
    run = payroll(later)
    assert ([cliff.month for cliff in run.cliffs], run.fragile) == ([37, 41], False)
    sooner = replace(launch, periods=(replace(launch.periods[0], last=35),))
    run = payroll(replace(later, incomes=(plan.incomes[0], sooner)))
    assert ([cliff.month for cliff in run.cliffs], run.fragile) == ([36, 41], True)


def aid(name: str, amount: int, *, kind: AidKind = "premium", last: int | None = None) -> Aid:
    return Aid(id=name, label="", post="p", kind=kind, periods=(Period(amount=Decimal(amount), last=last),))


POST = Post(id="p", label="", gross_year=Decimal(12_000), employer_rate=Fraction(1, 4))
"""1,000 a month and 250 of contributions."""


def test_reductions_come_first_then_aid_that_lasts_then_aid_that_ends_each_up_to_what_is_left() -> None:
    reductions = [aid("target", 100, kind="reduction"), aid("first hire", 100, kind="reduction")]
    ending = [aid("launch", 1000, last=36), aid("prize", 500, last=36)]
    # 1,250 - 200 = 1,050; - 300 = 750, all of it from the first aid that ends, nothing from the second.
    (wage,) = wages(POST, [*ending, aid("structural", 300), *reductions], [], 1)
    assert [(one.id, cents) for one, cents, _ in wage.taken] == [
        ("target", 10_000), ("first hire", 10_000), ("structural", 30_000), ("launch", 75_000), ("prize", 0)
    ]  # fmt: skip
    assert both(wage.reduction, wage.lasting_aid, wage.expiring_aid) == (20_000, 30_000, 75_000)
    assert both(wage.cost, wage.needed) == (105_000, 75_000)
    # There are 250 of contributions: 200 of them are taken off, and then the 50 that are left.
    (wage,) = wages(POST, [replace(reductions[0], periods=(Period(amount=Decimal(200)),)), reductions[1]], [], 1)
    assert [cents for _, cents, _ in wage.taken] == [20_000, 5_000]
    assert both(wage.reduction, wage.cost) == (25_000, 100_000)
    # An aid larger than the post pays the 1,050 that the reductions leave.
    (wage,) = wages(POST, [aid("structural", 1100), *reductions], [], 1)
    assert both(wage.reduction, wage.lasting_aid, wage.needed) == (20_000, 105_000, 0)


def test_a_post_that_is_paid_to_the_last_cent_or_aided_whole_is_not_unpaid_at_a_cliff() -> None:
    # From month 13, 1,250 of sales pay a, nothing is left for b, and c costs nothing: half of 2,500 is covered.
    posts = tuple(replace(POST, id=name) for name in "abc")
    sales = Income(id="sales", label="", kind="lasting", periods=(Period(amount=Decimal(1250)),))
    launch = replace(sales, id="launch", kind="expiring", periods=(Period(amount=Decimal(1250), last=12),))
    whole = replace(aid("whole", 1250), post="c")
    run = payroll(PayrollPlan(start=PLAN.start, months=36, posts=posts, incomes=(sales, launch), aids=(whole,)))
    assert run.cliff
    assert both(run.cliff.month, run.cliff.coverage, run.cliff.gap) == (13, Fraction(1, 2), 1250)
    assert run.cliff.unpaid == ("b",)


def test_half_a_cent_is_a_cent() -> None:
    # 100.02 / 12 = 8.335, so 8.34; a quarter of it is 2.085, so 2.09.
    (wage,) = wages(replace(POST, gross_year=Decimal("100.02")), [], [], 1)
    assert both(wage.gross, wage.contributions) == (834, 209)


def test_a_wage_says_which_index_it_stands_at() -> None:
    # 2 % in month 1 and again in month 2: 1,000 x 1.02 = 1,020, x 1.02 = 1,040.40.
    jumps = [IndexJump(month=month, rate=Fraction(1, 50)) for month in (1, 2)]
    assert [both(wage.index, wage.gross) for wage in wages(POST, [], jumps, 2)] == [
        (Fraction(51, 50), 102_000),
        (Fraction(2601, 2500), 104_040),
    ]


def test_nothing_is_due_outside_the_periods_and_one_begins_after_the_other() -> None:
    early = Period(amount=Decimal(9), last=5, delay=2)
    income = Income(id="i", label="", kind="lasting", periods=(early,))
    assert [for_wages(income, month) for month in (5, 6)] == [(900, 2), (0, 0)]
    with pytest.raises(BadInputError, match="after month 5, the end of the period before it"):
        replace(income, periods=(early, Period(amount=Decimal(9), first=5)))


@given(plan=payrolls.plans())
def test_steps_say_what_the_months_say(plan: PayrollPlan) -> None:
    run = payroll(plan)
    for step in run.steps:
        month, name = run.months[step.month - 1], step.id.removeprefix("payroll.")
        assert step.result == getattr(month, name)
        values = {key: Fraction(str(value)) for key, value in step.values.items()}
        if name == "coverage":
            assert step.result == values["lasting"] / values["needed"]
        elif name == "needed":
            assert step.result == values["cost"] - values["lasting_aid"]
        elif name == "gap":
            assert step.result == max(0, values.pop("needed") - sum(values.values()))
        else:
            assert step.result == values["before"] + values["received"] - values["cost"]
    covered = [month for month in run.months if month.coverage is not None]
    assert len(run.steps) == 3 * plan.months + len(covered)


@given(plan=payrolls.plans())
def test_share_capital_never_counts_as_cover(plan: PayrollPlan) -> None:
    without = replace(plan, incomes=tuple(one for one in plan.incomes if one.kind != "share_capital"))
    run, other = payroll(plan), payroll(without)
    assert coverages(run) == coverages(other)
    assert (run.cliffs, run.durable, run.fragile, run.lowest) == (
        other.cliffs,
        other.durable,
        other.fragile,
        other.lowest,
    )
    assert [month.gap for month in run.months] == [month.gap for month in other.months]


@given(plan=payrolls.plans(), data=st.data())
def test_taking_an_aid_away_never_raises_coverage(plan: PayrollPlan, data: st.DataObject) -> None:
    if not plan.aids:
        return
    gone = data.draw(st.sampled_from(plan.aids))
    without = replace(plan, aids=tuple(aid for aid in plan.aids if aid != gone))
    pairs = zip(coverages(payroll(plan)), coverages(payroll(without)), strict=True)
    assert all(after <= before for before, after in pairs)


@given(plan=payrolls.plans())
def test_the_purse_reconciles(plan: PayrollPlan) -> None:
    """Opening, plus all that is due, less what the posts cost, is what is left and what is still to come."""
    run = payroll(plan)
    due = sum(
        month.lasting + month.expiring + month.share_capital + month.lasting_aid + month.expiring_aid
        for month in run.months
    )
    cost = sum(month.cost for month in run.months)
    assert plan.opening + due - cost == run.months[-1].balance + run.outstanding
    assert plan.opening + sum(month.received for month in run.months) - cost == run.months[-1].balance


@given(plan=payrolls.plans())
def test_no_aid_gives_more_than_there_is_to_pay(plan: PayrollPlan) -> None:
    for wage in payroll(plan).wages:
        assert 0 <= wage.reduction <= wage.contributions
        assert 0 <= wage.lasting_aid + wage.expiring_aid <= wage.cost
        assert wage.needed >= 0
        assert sum(given for _, given, _ in wage.taken) == wage.reduction + wage.lasting_aid + wage.expiring_aid
        assert all(isinstance(aid, Aid) and aid.post == wage.post.id for aid, _, _ in wage.taken)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"months": 35}, "plan.months"),
        ({"months": 61}, "plan.months"),
        ({"start": date(2027, 1, 2)}, "plan.start"),
        ({"start": "2027-01-01"}, "plan.start"),
        ({"posts": ()}, "plan.posts"),
        ({"opening": Decimal("NaN")}, "plan.opening"),
        ({"opening": Decimal("0.001")}, "plan.opening"),
        ({"aids": (replace(PLAN.aids[0], post="nobody"),)}, "aid.post"),
        ({"aids": (PLAN.aids[0], PLAN.aids[0])}, "plan.incomes and aids"),
        ({"jumps": (IndexJump(month=37, rate=Fraction(1, 50)),)}, "index_jump.month"),
        ({"jumps": (IndexJump(month=3, rate=Fraction(1, 50), posts=("nobody",)),)}, "index_jump.posts"),
    ],
)
def test_a_plan_that_cannot_be_is_named(change: dict[str, Any], field: str) -> None:
    with pytest.raises(BadInputError) as raised:
        replace(PLAN, **change)
    assert raised.value.field == field


@pytest.mark.parametrize(
    ("part", "change", "field"),
    [
        (PLAN.posts[0], {"gross_year": Decimal(0)}, "post.gross_year"),
        (PLAN.posts[0], {"gross_year": 36000.0}, "post.gross_year"),
        (PLAN.posts[0], {"employer_rate": Fraction(2)}, "post.employer_rate"),
        (PLAN.posts[1], {"last": 3}, "post.last"),
        (PLAN.aids[0], {"kind": "gift"}, "aid.kind"),
        (PLAN.aids[0], {"periods": ()}, "aid.periods"),
        (PLAN.incomes[0], {"kind": "loan"}, "income.kind"),
        (PLAN.incomes[0], {"for_wages": Fraction(-1)}, "income.for_wages"),
        (PLAN.incomes[2], {"sales": True}, "income.sales"),
        (PLAN.jumps[0], {"month": True}, "index_jump.month"),
        (PLAN.jumps[0], {"rate": 0.02}, "index_jump.rate"),
    ],
)
def test_a_part_of_a_plan_that_cannot_be_is_named(part: Any, change: dict[str, Any], field: str) -> None:
    with pytest.raises(BadInputError) as raised:
        replace(part, **change)
    assert (raised.value.field, raised.value.value) == (field, raised.value.value)
    assert str(raised.value).startswith(f"{field} is ")
