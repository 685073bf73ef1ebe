"""Members' capital: entries and exits at par, both tests, and a run on the shares. 6, 3 and 12 stand for the law."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from payrolls import money

from coopkit.core.model import Certainty
from coopkit.core.simulate.bounds import BadInputError
from coopkit.core.simulate.capital import (
    CapitalPlan,
    CapitalYear,
    Entry,
    Exit,
    ExitRules,
    Holders,
    Outlook,
    capital,
    run_on_shares,
)
from coopkit.core.simulate.distribution import BalanceSheet, Standing, liquidity_test, net_asset_test

RULES = ExitRules(last_month=6, founders_from=3, look_ahead=12)
FOUNDERS = Holders(id="f", label="", persons=3, shares=10, par=Decimal(100), founders=True)
USERS = Holders(id="u", label="", persons=50, shares=2, par=Decimal("25.50"))
STEADY = Outlook(result=Decimal(500), movements=(Decimal(100),) * 12)


def plan(*moves: Entry | Exit, years: int = 3, net_assets: str = "6000", cash: str = "4000") -> CapitalPlan:
    return CapitalPlan(
        holders=(FOUNDERS, USERS),
        entries=tuple(move for move in moves if isinstance(move, Entry)),
        exits=tuple(move for move in moves if isinstance(move, Exit)),
        years=(STEADY,) * years,
        net_assets=Decimal(net_assets),
        cash=Decimal(cash),
        rules=RULES,
    )


def test_a_year_by_hand() -> None:
    """3 x 1000 + 50 x 51 = 5550; 10 enter: + 510; 20 leave: - 1020; net assets 6000 + 500 + 510 - 1020 = 5990."""
    year, after, _ = capital(
        plan(Entry(year=1, holders="u", persons=10), Exit(year=1, month=6, holders="u", persons=20))
    )
    assert (year.opening, year.entered, year.left, year.closing) == money(5550, 510, 1020, 5040)
    assert (year.paid, year.suspended, year.net_assets, year.cash) == money(1020, 0, 5990, 3490)
    assert (after.opening, after.net_assets, after.cash) == money(5040, 6490, 3490 + 1200)
    assert year.tests.passed
    assert year.persons == {"f": 3, "u": 40}


def test_each_year_has_an_outlook_of_its_own() -> None:
    """6000 + 100, - 200, + 700; in the bank 4000, then 12 x 10 more, then 12 x 20 less. 5000 is locked in year 2."""
    outlooks = [
        Outlook(result=Decimal(result), movements=(Decimal(movement),) * 12, unavailable=Decimal(locked))
        for result, movement, locked in ((100, 10, 0), (-200, -20, 5000), (700, 30, 0))
    ]
    done = capital(replace(plan(), years=tuple(outlooks)))
    assert [(year.year, year.net_assets, year.cash) for year in done] == [
        (1, Decimal(6100), Decimal(4000)),
        (2, Decimal(5900), Decimal(4120)),
        (3, Decimal(6600), Decimal(3880)),
    ]
    # Year 2 ends with 4120 - 240 in the bank; more net assets than 5900 - 5000 may not leave.
    assert [year.tests.most for year in done] == [Decimal(4010), Decimal(900), Decimal(3910)]


def test_who_may_not_leave_keeps_nobody_else() -> None:
    late, early = (Exit(year=1, month=month, holders="u", persons=2) for month in (7, 6))
    year = capital(plan(late, early))[0]
    assert (year.refused, year.left) == (((late, "after_the_window"),), Decimal(102))


def test_every_step_of_a_year_says_what_it_rests_on() -> None:
    """The Code on leaving, both tests as restated, and the articles' own numbers, which make the sum less sure."""
    steps = capital(plan())[0].steps
    assert [(step.id, step.month, step.source) for step in steps] == [
        ("capital.closing", 0, "csa:art-6-120"),
        ("tests.net_assets", 0, "csa:art-6-115"),
        *(("tests.liquidity", month, "csa:art-6-116") for month in range(1, 13)),
        ("capital.paid", 0, "distribution-tests"),
    ]
    assert steps[0].certainty is Certainty.TO_CONFIRM
    assert steps[-1].certainty is Certainty.OWN


def test_nobody_leaves_after_the_window_and_no_founder_too_early() -> None:
    late, early = Exit(year=1, month=7, holders="u", persons=1), Exit(year=2, month=1, holders="f", persons=1)
    one, two, three = capital(plan(late, early, Exit(year=3, month=1, holders="f", persons=1)))
    assert one.refused == ((late, "after_the_window"),)
    assert two.refused == ((early, "founder_too_early"),)
    assert (one.left, two.left, three.left) == money(0, 0, 1000)
    assert not three.refused


def test_what_net_assets_forbid_stays_owed_and_is_paid_when_it_may_be() -> None:
    """Year 1: 0 + 500 may leave of 1020; 520 stays owed. Year 2: 0 + 500 again; 20 is left for year 3."""
    one, two, three = capital(plan(Exit(year=1, month=1, holders="u", persons=20), net_assets="0"))
    assert [(year.owed, year.paid, year.suspended) for year in (one, two, three)] == [
        money(1020, 500, 520),
        money(520, 500, 20),
        money(20, 20, 0),
    ]
    assert (one.tests.net_assets.passed, one.tests.liquidity.passed, three.tests.passed) == (False, True, True)


years = st.builds(
    Outlook,
    result=st.integers(-5000, 5000).map(Decimal),
    movements=st.lists(st.integers(-500, 500).map(Decimal), min_size=12, max_size=12).map(tuple),
    unavailable=st.integers(0, 3000).map(Decimal),
)
moves = st.lists(
    st.builds(Entry, year=st.integers(1, 3), holders=st.sampled_from("fu"), persons=st.integers(1, 20))
    | st.builds(Exit, year=st.integers(1, 3), month=st.integers(1, 12), holders=st.just("u"), persons=st.integers(1, 8))
    | st.builds(Exit, year=st.integers(1, 3), month=st.just(2), holders=st.just("f"), persons=st.just(1)),
    max_size=5,
).filter(lambda drawn: sum(isinstance(one, Exit) and one.holders == "f" for one in drawn) <= FOUNDERS.persons)


@given(moves=moves, outlooks=st.lists(years, min_size=3, max_size=3), cash=st.integers(0, 9000).map(Decimal))
def test_entries_and_exits_at_par_conserve_capital(
    moves: list[Entry | Exit], outlooks: list[Outlook], cash: Decimal
) -> None:
    made = plan(*moves)
    given_plan = CapitalPlan(
        holders=made.holders,
        entries=made.entries,
        exits=made.exits,
        years=tuple(outlooks),
        net_assets=made.net_assets,
        cash=cash,
        rules=RULES,
    )
    done: list[CapitalYear] = list(capital(given_plan))
    par = {"f": FOUNDERS.each, "u": USERS.each}
    for year, outlook in zip(done, outlooks, strict=True):
        assert year.closing == year.opening + year.entered - year.left
        assert year.closing == sum(count * par[name] for name, count in year.persons.items())
        assert 0 <= year.paid == year.owed - year.suspended <= year.owed
        assert year.paid == 0 or year.net_assets >= outlook.unavailable
        assert year.paid == year.owed if year.tests.passed else year.paid < year.owed or not year.owed
    assert sum(year.left for year in done) == sum(year.paid for year in done) + done[-1].suspended
    entered, left = sum(year.entered for year in done), sum(year.paid for year in done)
    results = sum(outlook.result for outlook in outlooks)
    assert done[-1].net_assets == given_plan.net_assets + results + entered - left


def test_net_assets_are_what_is_left_of_the_accounts() -> None:
    """100000 - 40000 - 5000 - 1000 - 2000 - 3000 = 49000; 49000 - 30000 may leave, not a cent more."""
    sheet = BalanceSheet(
        total_assets=Decimal(100_000),
        debts=Decimal(40_000),
        provisions=Decimal(5_000),
        deferred_taxes=Decimal(1_000),
        formation_costs=Decimal(2_000),
        research_costs=Decimal(3_000),
        unavailable=Decimal(30_000),
    )
    assert sheet.net_assets == 49_000
    for amount, passed in (("19000", True), ("19000.01", False)):
        test = net_asset_test(sheet.net_assets, Decimal(amount), unavailable=sheet.unavailable)
        assert (test.passed, test.most) == (passed, Decimal(19_000))
    assert net_asset_test(Decimal(-5), Decimal(0), unavailable=Decimal(0)).most == 0


def test_the_tightest_month_decides_liquidity() -> None:
    """1000 - 600 - 300 = 100 in month 2: 100 may leave, and 101 may not though month 3 brings 900."""
    movements = (Decimal(-600), Decimal(-300), Decimal(900))
    for amount, passed in ((100, True), (101, False)):
        test = liquidity_test(Decimal(1000), Decimal(amount), movements=movements, months=3)
        assert (test.passed, test.most, test.month) == (passed, Decimal(100), 2)
    assert liquidity_test(Decimal(0), Decimal(5), movements=movements, months=3).most == 0


def test_a_run_of_a_fifth_is_tested_and_the_most_that_may_leave_is_said() -> None:
    standing = Standing(
        net_assets=Decimal(9000), unavailable=Decimal(2000), cash=Decimal(2500), movements=(Decimal(-50),) * 12
    )
    run = run_on_shares(Decimal(10_000), Fraction(1, 5), standing=standing, look_ahead=12)
    assert (run.tests.net_assets.passed, run.tests.liquidity.passed, run.tests.passed) == (True, False, False)
    assert (run.tests.amount, run.most) == money(2000, 1900)
    assert run.most_part == Fraction(19, 100)


@pytest.mark.parametrize(
    ("bad", "field"),
    [
        (lambda: capital(plan(Exit(year=1, month=1, holders="u", persons=51))), "exit.persons"),
        (lambda: plan(Exit(year=1, month=13, holders="u", persons=1)), "exit.month"),
        (lambda: plan(Exit(year=4, month=1, holders="u", persons=1)), "exit.year"),
        (lambda: plan(Entry(year=1, holders="x", persons=1)), "entry.holders"),
        (lambda: plan(Entry(year=1, holders="u", persons=0)), "entry.persons"),
        (lambda: plan(years=11), "capital.years"),
        (lambda: plan(cash="-1"), "capital.cash"),
        (lambda: plan(net_assets="Infinity"), "capital.net_assets"),
        (lambda: Outlook(result=Decimal(0), movements=(Decimal(0),) * 11), "outlook.movements"),
        (lambda: ExitRules(last_month=6, founders_from=3, look_ahead=13), "exit_rules.look_ahead"),
        (lambda: Holders(id="x", label="", persons=1, shares=1, par=Decimal(0)), "holders.par"),
        (lambda: Holders(id="x", label="", persons=10**6, shares=10**6, par=Decimal(1)), "holders.capital"),
        (lambda: Holders(id="x", label="", persons=0, shares=10**6, par=Decimal(1001)), "holders.capital"),
        (lambda: BalanceSheet(total_assets=Decimal(1), debts=Decimal(0), formation_costs=Decimal(2)), "balance_sheet"),
        (lambda: BalanceSheet(total_assets=1.5, debts=Decimal(0)), "balance_sheet"),  # type: ignore[arg-type]  # refused when it runs
        (lambda: liquidity_test(Decimal(0), Decimal(0), movements=(), months=12), "movements"),
        (lambda: liquidity_test(Decimal(0), Decimal(0), movements=(), months=True), "months"),
    ],
)
def test_a_plan_that_cannot_be_is_named(bad: object, field: str) -> None:
    assert callable(bad)
    with pytest.raises(BadInputError) as raised:
        bad()
    assert raised.value.field.startswith(field)
