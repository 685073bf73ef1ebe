"""Hiring, exits, the alarm bell and the liquidation reserve by the numbers of law, against cases counted by hand."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from bylaw import ByLaw, bylaws, unlike
from casebook import TODAY
from hypothesis import given
from hypothesis import strategies as st

from coopkit import content
from coopkit.core.law import Law
from coopkit.core.model import Certainty
from coopkit.core.simulate.alarm import alarm_bell
from coopkit.core.simulate.bounds import BadInputError
from coopkit.core.simulate.capital import ExitRules
from coopkit.core.simulate.distribution import Standing
from coopkit.core.simulate.hiring import hire, meal_vouchers, yearly_cost
from coopkit.core.simulate.liquidation import liquidation_reserve
from coopkit.core.simulate.payroll import payroll
from coopkit.core.simulate.payroll_plan import PayrollPlan
from coopkit.core.simulate.wages import Post

PARAMETERS = content.load().catalogue.parameters
POST = Post(id="p", label="", gross_year=Decimal(1), employer_rate=Fraction(0))
BEFORE = date(2025, 6, 30)


def law(on: date = TODAY) -> Law:
    return Law(PARAMETERS, on)


@pytest.mark.parametrize("case", bylaws(), ids=str)
def test_what_the_law_gives_is_what_was_counted_by_hand(case: ByLaw) -> None:
    assert unlike(case, PARAMETERS) == []


@given(
    number=st.integers(1, 3),
    gross=st.integers(100, 900_000).map(lambda cents: Decimal(cents) / 100),
    on=st.sampled_from([BEFORE, TODAY]),
)
def test_three_months_never_save_more_than_a_quarter_gives(number: int, gross: Decimal, on: date) -> None:
    made = hire(POST, number, gross_month=gross, law=law(on))
    assert made.aid
    months = payroll(PayrollPlan(start=date(2027, 1, 1), months=60, posts=(made.post,), aids=(made.aid,))).months
    quarters = [sum(month.reductions for month in months[first : first + 3]) for first in range(0, 60, 3)]
    given_by_law = [step.values["quarter"] for step in made.steps if step.id == "hiring.reduction"]
    assert max(quarters) <= max(Fraction(str(quarter)) for quarter in given_by_law)
    assert [*quarters] == sorted(quarters, reverse=True)


def test_rules_of_ones_own_are_not_taken_for_the_law() -> None:
    assert ExitRules(last_month=6, founders_from=3, look_ahead=12).certainty is Certainty.OWN
    names = ("exit_window_months_sc", "founders_exit_from_year", "liquidity_test_months")
    known = law()
    assert ExitRules.from_law(known).certainty in {known.dated(name).certainty for name in names}


STANDING = Standing(net_assets=Decimal(0), unavailable=Decimal(0), cash=Decimal(0), movements=(Decimal(0),) * 11)


@pytest.mark.parametrize(
    ("field", "make"),
    [
        ("hire.gross_month", lambda: hire(POST, 1, gross_month=Decimal("0.99"), law=law())),
        ("hire.number", lambda: hire(POST, 0, gross_month=Decimal(3000), law=law())),
        ("yearly_cost.gross_month", lambda: yearly_cost(Decimal("NaN"), law())),
        ("meal_vouchers.face", lambda: meal_vouchers(Decimal(0), Decimal(0), days=1, law=law())),
        ("meal_vouchers.employer", lambda: meal_vouchers(Decimal(8), Decimal("8.01"), days=1, law=law())),
        ("meal_vouchers.employer", lambda: meal_vouchers(Decimal(8), Decimal(-1), days=1, law=law())),
        ("meal_vouchers.days", lambda: meal_vouchers(Decimal(8), Decimal(7), days=32, law=law())),
        ("alarm.expected", lambda: alarm_bell(STANDING, expected=Decimal("Infinity"), law=law())),
        ("movements", lambda: alarm_bell(STANDING, expected=Decimal(0), law=law())),
        ("liquidation.profit", lambda: liquidation_reserve(Decimal(-1), created=BEFORE, law=law())),
    ],
)
def test_what_cannot_be_is_refused_by_name(field: str, make: object) -> None:
    assert callable(make)
    with pytest.raises(BadInputError) as refused:
        make()
    assert refused.value.field == field
