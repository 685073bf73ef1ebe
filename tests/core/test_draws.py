"""Payroll plans under inputs that are not sure: the same draws everywhere, and the plan itself when nothing varies."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import payrolls
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coopkit.core.simulate.bounds import BadInputError
from coopkit.core.simulate.draws import FULL, QUANTILES, WAGES, WHOLE, Guess, draw, drawing, finished
from coopkit.core.simulate.payroll import payroll
from coopkit.core.simulate.payroll_plan import PayrollPlan

FIRST, SECOND, NOTHING = (payrolls.plan(case["given"]) for case in payrolls.cases())


def guess(of: str, low: str, high: str, likely: str = "1") -> Guess:
    return Guess(of=of, low=Fraction(low), likely=Fraction(likely), high=Fraction(high))


GUESSES = [guess("meals", "1/2", "7/4"), guess(WAGES, "19/20", "6/5"), guess("premium", "0", "1")]


@settings(max_examples=30)
@given(plan=payrolls.plans())
def test_draws_that_vary_nothing_are_the_plan(plan: PayrollPlan) -> None:
    sure = [guess(of, "1", "1") for of in (WAGES, *(stream.id for stream in plan.streams))]
    run, drawn = payroll(plan), draw(plan, sure, draws=2, seed=1, quantiles=(Fraction(1, 2),))
    for month, spread in zip(run.months, drawn.months, strict=True):
        floored = None if month.coverage is None else min(month.coverage * WHOLE // 1, FULL)
        assert spread.coverage == (None if floored in {None, FULL} else Fraction(floored or 0, WHOLE),)
        assert spread.balance == (month.balance,)
    said = [run.durable, run.fragile, run.unable is not None]
    assert [drawn.durable, drawn.fragile, drawn.unable] == [Fraction(one) for one in said]


def test_a_seed_gives_the_same_quantiles_on_every_machine() -> None:
    drawn = draw(FIRST, GUESSES, draws=10_000, seed=2026)
    assert [str(one) for one in drawn.lowest] == ["1171/2500", "3373/5000", "573/625"]
    assert [str(one) for one in drawn.months[35].balance] == ["-49435.17", "-6338.55", "40985.10"]
    assert (drawn.durable, drawn.fragile, drawn.unable) == (
        Fraction(179, 5000),
        Fraction(4821, 5000),
        Fraction(359, 625),
    )


@settings(max_examples=30)
@given(plan=payrolls.plans(), draws=st.integers(1, 60), chunk=st.integers(1, 70), seed=st.integers(0, 5))
def test_the_same_seed_gives_the_same_whatever_the_chunks(plan: PayrollPlan, draws: int, chunk: int, seed: int) -> None:
    guesses = [guess(of, "1/2", "5/4") for of in (WAGES, *(stream.id for stream in plan.streams))]
    assert finished(drawing(plan, guesses, draws=draws, seed=seed, chunk=chunk)) == draw(
        plan, guesses, draws=draws, seed=seed
    )
    told = [*drawing(plan, guesses, draws=draws, seed=seed, chunk=chunk)]
    assert told == [*range(chunk, draws, chunk), draws]


def test_another_seed_gives_other_draws_and_the_same_picture() -> None:
    one, other = (draw(FIRST, GUESSES, draws=10_000, seed=seed) for seed in (1, 2))
    assert one.lowest != other.lowest
    for mine, yours in zip(one.lowest, other.lowest, strict=True):
        assert mine is not None
        assert yours is not None
        assert abs(mine - yours) < Fraction(1, 100)


def test_draws_are_triangular() -> None:
    """Low 1/2, likely 1, high 7/4: median 7/4 - sqrt((7/4 - 1/2) (7/4 - 1) / 2) = 1.0653 of 4000 over 6012.50."""
    drawn = draw(FIRST, [guess("meals", "1/2", "7/4")], draws=20_000, seed=3)
    low, middle, high = drawn.lowest
    assert middle is not None
    assert low is not None
    assert high is not None
    assert float(middle) == pytest.approx(1.0653 * 320 / 481, abs=0.006)
    assert float(low) == pytest.approx((0.5 + (0.1 * 1.25 * 0.5) ** 0.5) * 320 / 481, abs=0.006)
    assert float(high) == pytest.approx((1.75 - (0.1 * 1.25 * 0.75) ** 0.5) * 320 / 481, abs=0.006)


def test_quantiles_grow_and_lie_between_the_extremes() -> None:
    drawn = draw(FIRST, [guess("meals", "1/2", "7/4")], draws=999, seed=4, quantiles=(Fraction(0), Fraction(1)))
    low, high = drawn.lowest
    assert low is not None
    assert high is not None
    assert Fraction(160, 481) - Fraction(1, 1000) <= low < high <= Fraction(560, 481)


def test_a_month_in_which_nothing_is_needed_has_no_coverage_in_any_draw() -> None:
    drawn = draw(NOTHING, [], draws=10, seed=1)
    assert drawn.lowest == (None, None, None)
    assert (drawn.durable, drawn.fragile, drawn.unable) == (Fraction(1), Fraction(0), Fraction(0))


def test_a_single_draw_has_quantiles_too() -> None:
    drawn = draw(SECOND, [], draws=1, seed=1)
    assert drawn.months[0].balance == (Decimal("-3333.33"),) * 3
    assert (drawn.draws, drawn.unable) == (1, Fraction(1))


def test_a_plan_is_fragile_when_lasting_income_is_short_in_the_very_month_money_ended() -> None:
    """A post of 1,000 a month; a grant ends with month 12, and sales pay 500 in month 13, 1,000 in all others."""
    sales = [
        {"amount": "1000", "last": 12},
        {"amount": "500", "first": 13, "last": 13},
        {"amount": "1000", "first": 14},
    ]
    plan = payrolls.plan(
        {
            "start": "2027-01-01",
            "months": 36,
            "opening": "0",
            "posts": [{"id": "cook", "gross_year": "12000", "employer_rate": "0"}],
            "incomes": [
                {"id": "sales", "kind": "lasting", "periods": sales},
                {"id": "grant", "kind": "expiring", "periods": [{"amount": "100", "last": 12}]},
            ],
            "aids": [],
            "jumps": [],
        }
    )
    assert [cliff.month for cliff in payroll(plan).cliffs] == [13]
    drawn = draw(plan, [], draws=2, seed=5)
    assert (drawn.fragile, drawn.durable, drawn.seed) == (Fraction(1), Fraction(0), 5)
    assert [spread.number for spread in drawn.months] == list(range(1, 37))


def alone(months: int, pay: str, *incomes: payrolls.Given, aids: tuple[payrolls.Given, ...] = ()) -> PayrollPlan:
    """One post with these incomes and aids, nothing in the bank."""
    cook = {"id": "cook", "gross_year": pay, "employer_rate": "1/4" if aids else "0"}
    given = {"start": "2027-01-01", "months": months, "opening": "0", "posts": [cook], "jumps": []}
    return payrolls.plan({**given, "incomes": incomes, "aids": aids})


def test_reductions_together_are_never_more_than_the_contributions() -> None:
    """1,000 and 250 a month; 200, then 50 of the second 200 are taken: 1,000 is left to pay."""
    aids = [{"id": one, "post": "cook", "kind": "reduction", "periods": [{"amount": "200"}]} for one in ("a", "b")]
    drawn = draw(alone(36, "12000", aids=tuple(aids)), [], draws=1, seed=1)
    assert drawn.months[0].balance == (Decimal(-1000),) * 3


def test_years_two_and_three_are_judged_and_no_later_one() -> None:
    sales = {"id": "sales", "kind": "lasting", "periods": [{"amount": "1000", "last": 36}]}
    drawn = draw(plan := alone(48, "12000", sales), [], draws=1, seed=1)
    assert (drawn.durable, drawn.lowest, drawn.fragile) == (Fraction(1), (Fraction(1),) * 3, Fraction(0))
    assert (drawn.base, drawn.quantiles) == (payroll(plan), QUANTILES)
    sooner = {**sales, "periods": [{"amount": "1000", "last": 35}]}
    assert draw(alone(48, "12000", sooner), [], draws=1, seed=1).durable == 0


@pytest.mark.parametrize(("last", "fragile"), [(35, 1), (36, 0)])
def test_money_that_is_gone_in_the_last_month_of_year_three_makes_a_plan_fragile(last: int, fragile: int) -> None:
    grant = {"id": "grant", "kind": "expiring", "periods": [{"amount": "1000", "last": last}]}
    assert draw(alone(48, "12000", grant), [], draws=1, seed=1).fragile == fragile


def test_a_cent_that_is_needed_is_needed() -> None:
    """1.25 a month; 0.24 off the contributions and 1.00 of premium that last: nothing comes in for the cent left."""
    aids = [
        {"id": kind, "post": "cook", "kind": kind, "periods": [{"amount": amount}]}
        for kind, amount in (("reduction", "0.24"), ("premium", "1.00"))
    ]
    drawn = draw(alone(36, "12", aids=tuple(aids)), [], draws=1, seed=1)
    assert drawn.lowest == (Fraction(0),) * 3


def test_a_post_that_starts_after_the_plan_costs_nothing_in_it() -> None:
    later = replace(FIRST, posts=(*FIRST.posts, replace(FIRST.posts[0], id="later", first=37)))
    assert draw(later, [], draws=1, seed=1).months == draw(FIRST, [], draws=1, seed=1).months


@pytest.mark.parametrize(
    ("bad", "field"),
    [
        (lambda: guess("meals", "1", "1/2"), "guess.likely"),
        (lambda: guess("meals", "0", "11"), "guess.high"),
        (lambda: guess("meals", "-1", "1"), "guess.low"),
        (lambda: guess("meals", "0", "10", "11"), "guess.likely"),
        (lambda: guess("meals", "1/3", "1"), "guess"),
        (lambda: draw(FIRST, [guess("nobody", "0", "1")], seed=1), "guess.of"),
        (lambda: draw(FIRST, [GUESSES[0], GUESSES[0]], seed=1), "guesses"),
        (lambda: draw(FIRST, [], draws=0, seed=1), "draws"),
        (lambda: draw(FIRST, [], draws=100_001, seed=1), "draws"),
        (lambda: draw(FIRST, [], seed=-1), "seed"),
        (lambda: finished(drawing(FIRST, [], draws=1, seed=1, chunk=0)), "chunk"),
        (lambda: draw(FIRST, [], seed=1, quantiles=(Fraction(2),)), "quantiles"),
    ],
)
def test_a_draw_that_cannot_be_is_named(bad: object, field: str) -> None:
    assert callable(bad)
    with pytest.raises(BadInputError) as raised:
        bad()
    assert raised.value.field == field
