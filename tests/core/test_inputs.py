"""Every number a simulator is given has its ends: the last value taken, and the first that is refused by name."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any, TypeAlias

import pytest
from payrolls import cases, plan

from coopkit import content
from coopkit.core.law import Law
from coopkit.core.model import Form
from coopkit.core.simulate import cashflow, shocks
from coopkit.core.simulate import plan as surplus
from coopkit.core.simulate.alarm import alarm_bell
from coopkit.core.simulate.bounds import BadInputError
from coopkit.core.simulate.capital import CapitalPlan, Entry, Exit, ExitRules, Holders, Outlook, run_on_shares
from coopkit.core.simulate.distribution import BalanceSheet, Standing, liquidity_test, net_asset_test
from coopkit.core.simulate.draws import Guess, draw, drawing, finished
from coopkit.core.simulate.hiring import hire, meal_vouchers, yearly_cost
from coopkit.core.simulate.liquidation import liquidation_reserve
from coopkit.core.simulate.mix import Resource, VolunteerTime, mix
from coopkit.core.simulate.payroll_plan import Income
from coopkit.core.simulate.period import Period
from coopkit.core.simulate.tax import BonusPlan, Status, TaxFacts, corporate_tax, dividend, withholding
from coopkit.core.simulate.wages import Aid, IndexJump, Post, wages

Ends: TypeAlias = "tuple[Callable[[Any], object], str, tuple[object, ...], tuple[object, ...]]"
"""What is made of a value, the field as an error names it, values that are taken, values that are refused."""

DAY = date(2026, 11, 23)
LAW = Law(content.load().catalogue.parameters, DAY)
ZERO, CENT, BILLION = Decimal(0), Decimal("0.01"), Decimal(1_000_000_000)
AMOUNT = ((ZERO, BILLION), (-CENT, BILLION + CENT))
SIGNED = ((-BILLION, BILLION), (-BILLION - CENT, BILLION + CENT))
WHOLE_OR_NONE = ((Fraction(0), Fraction(1)), (Fraction(-1, 9), Fraction(10, 9)))
PERIOD = Period(amount=Decimal(1))
HOLDERS = Holders(id="u", label="", persons=1, shares=1, par=Decimal(1))
RULES = ExitRules(last_month=6, founders_from=3, look_ahead=12)
OUTLOOK = Outlook(result=ZERO, movements=(ZERO,) * 12)
CAPITAL = CapitalPlan(
    holders=(HOLDERS,), entries=(), exits=(), years=(OUTLOOK,) * 2, net_assets=ZERO, cash=ZERO, rules=RULES
)
FLOW = cashflow.Flow(id="a", label="", direction="in", periods=(PERIOD,))
CASH = cashflow.CashPlan(start=date(2027, 1, 1), months=12, opening=ZERO, flows=(FLOW,))
RESOURCE = Resource(id="a", label="", logic="market", amount=Decimal(1), payer="all")
HOURS = VolunteerTime(id="h", label="", hours=Decimal(1), hourly_value=Decimal(1))
INCOME = Income(id="a", label="", kind="lasting", periods=(PERIOD,))
POST = Post(id="p", label="", gross_year=Decimal(1), employer_rate=Fraction(1, 4))
AID = Aid(id="a", label="", post="p", kind="premium", periods=(PERIOD,))
JUMP = IndexJump(month=1, rate=Fraction(1, 50))
GUESS = Guess(of="wages", low=Fraction(0), likely=Fraction(1), high=Fraction(10))
PAYROLL = plan(cases()[0]["given"])
NAMED = PAYROLL.streams[0].id
SHEET = BalanceSheet(total_assets=BILLION, debts=ZERO)
YEAR = surplus.YearPlan(year=2026, result=ZERO)
SURPLUS = surplus.SurplusPlan(status=Status(form=Form.SC), opening=surplus.Balance(), years=(YEAR,))
STANDING = Standing(net_assets=ZERO, unavailable=ZERO, cash=ZERO, movements=(ZERO,) * 12)


def of(
    base: Any,
    within: Callable[[Any], object] = lambda made: made,
    /,
    **fields: tuple[tuple[object, ...], tuple[object, ...]],
) -> Iterator[Ends]:
    """Yield the ends of fields of one input, placed `within` a plan; an error calls `prefix__field` `prefix.field`."""

    def made(field: str) -> Callable[[Any], object]:
        return lambda value: within(replace(base, **{field: value}))

    for name, (taken, refused) in fields.items():
        yield made(name.rpartition("__")[2]), name.replace("__", "."), taken, refused


def of_members() -> Iterator[Ends]:
    """Yield the ends of what members' capital is reckoned from."""
    yield from of(
        HOLDERS,
        holders__persons=((0, 10**6), (-1, 10**6 + 1, 1.5)),
        holders__shares=((1, 10**6), (0, 10**6 + 1)),
        holders__par=((CENT, BILLION), (ZERO, BILLION + CENT, Decimal("0.001"))),
    )
    yield (lambda par: replace(HOLDERS, persons=2, par=par)), "holders.capital", (BILLION / 2,), (BILLION / 2 + CENT,)
    yield from of(
        RULES,
        exit_rules__last_month=((1, 12), (0, 13)),
        exit_rules__founders_from=((1, 10), (0, 11)),
        exit_rules__look_ahead=((1, 12), (0, 13)),
    )
    yield from of(OUTLOOK, outlook__result=SIGNED, outlook__unavailable=AMOUNT)
    movements = (
        [((one,) * 12) for one in SIGNED[0]],
        [*(((one,) * 12) for one in SIGNED[1]), (ZERO,) * 11, (ZERO,) * 13],
    )
    yield from of(OUTLOOK, outlook__movements=(tuple(movements[0]), tuple(movements[1])))
    yield from of(
        CAPITAL,
        capital__years=(((OUTLOOK,), (OUTLOOK,) * 10), ((), (OUTLOOK,) * 11)),
        capital__net_assets=SIGNED,
        capital__cash=AMOUNT,
        capital__financial_year=((1, 200), (0, 201)),
        capital__holders=((), ((HOLDERS, HOLDERS), (replace(HOLDERS, id=""),))),
    )
    yield from of(
        Entry(year=1, holders="u", persons=1),
        lambda entry: replace(CAPITAL, entries=(entry,)),
        entry__year=((1, 2), (0, 3)),
        entry__persons=((1, 10**6), (0, 10**6 + 1)),
        entry__holders=(("u",), ("x", "")),
    )
    yield from of(
        Exit(year=1, month=1, holders="u", persons=1),
        lambda leaving: replace(CAPITAL, exits=(leaving,)),
        exit__year=((1, 2), (0, 3)),
        exit__persons=((1, 10**6), (0, 10**6 + 1)),
        exit__holders=(("u",), ("x", "")),
        exit__month=((1, 12), (0, 13)),
    )
    yield (
        (lambda one: run_on_shares(one, Fraction(1, 5), standing=STANDING, look_ahead=12)),
        "paid_up",
        (CENT,),
        (ZERO,),
    )
    yield (lambda one: run_on_shares(CENT, one, standing=STANDING, look_ahead=12)), "part", *WHOLE_OR_NONE


def of_cash() -> Iterator[Ends]:
    """Yield the ends of cash, break-even and the resource mix."""
    yield from of(
        FLOW, flow__direction=(("in", "out"), ("up",)), flow__every=((1, 12), (0, 13)), flow__periods=((), ((),))
    )
    yield from of(
        CASH,
        cash__start=((date(2028, 12, 1),), (date(2027, 1, 2), date(2027, 1, 31))),
        cash__months=((12, 60), (11, 61)),
        cash__opening=AMOUNT,
        cash__flows=((), ((), (FLOW, FLOW))),
    )
    yield (lambda one: cashflow.break_even(one, price=BILLION, variable=ZERO)), "break_even.fixed", *AMOUNT
    yield (
        (lambda one: cashflow.break_even(ZERO, price=one, variable=Decimal(3))),
        "break_even.price",
        (Decimal("3.01"), BILLION),
        (Decimal(3), BILLION + CENT),
    )
    yield (
        (lambda one: cashflow.break_even(ZERO, price=BILLION, variable=one)),
        "break_even.variable",
        (ZERO, BILLION - CENT),
        (-CENT, BILLION + CENT),
    )
    yield from of(
        RESOURCE,
        resource__logic=(("market", "public", "reciprocity"), ("barter",)),
        resource__amount=AMOUNT,
        resource__payers=((1, 10**6), (0, 10**6 + 1)),
        resource__payer=(("one",), ("",)),
    )
    yield from of(
        HOURS,
        volunteer_time__hours=((ZERO, Decimal(8784)), (-CENT, Decimal("8784.01"))),
        volunteer_time__hourly_value=AMOUNT,
        volunteer_time__persons=((1, 10**6), (0, 10**6 + 1)),
    )
    yield (
        (lambda one: replace(HOURS, persons=3, hours=one)),
        "volunteer_time.hours",
        (Decimal(26352),),
        (Decimal("26352.01"),),
    )
    yield (lambda one: mix([replace(RESOURCE, amount=one)])), "mix", (CENT,), (ZERO,)
    yield (lambda one: mix([RESOURCE, replace(RESOURCE, id="b", payers=one)])), "resource.payers", (1,), (2,)
    yield (lambda one: mix([RESOURCE], [replace(HOURS, id=one)])), "mix", ("h",), ("a", "")


def of_payroll() -> Iterator[Ends]:
    """Yield the ends of a payroll plan and of its guesses."""
    yield from of(
        PERIOD,
        period__amount=AMOUNT,
        period__first=((1, 600), (0, 601)),
        period__last=((None, 1, 600), (0, 601)),
        period__delay=((0, 60), (-1, 61)),
    )
    yield (lambda last: replace(PERIOD, first=5, last=last)), "period.last", (5,), (4,)
    follow = [(replace(PERIOD, last=5), replace(PERIOD, first=first)) for first in (6, 5)]
    yield from of(
        INCOME,
        income__kind=(("lasting", "expiring", "share_capital"), ("gift",)),
        income__periods=((follow[0],), ((), follow[1], (PERIOD, PERIOD))),
        income__for_wages=WHOLE_OR_NONE,
    )
    yield (
        (lambda kind: replace(INCOME, sales=True, kind=kind)),
        "income.sales",
        ("lasting", "expiring"),
        ("share_capital",),
    )
    yield from of(
        POST,
        post__gross_year=((Decimal(1), BILLION), (Decimal("0.99"), BILLION + CENT)),
        post__employer_rate=WHOLE_OR_NONE,
        post__extras=AMOUNT,
        post__first=((1, 600), (0, 601)),
        post__last=((None, 1, 600), (0, 601)),
    )
    yield (lambda last: replace(POST, first=5, last=last)), "post.last", (5,), (4,)
    yield from of(AID, aid__kind=(("reduction", "premium"), ("gift",)), aid__periods=((follow[0],), ((), follow[1])))
    late = (replace(PERIOD, delay=1),)
    yield (lambda kind: replace(AID, kind=kind, periods=late)), "aid.periods.delay", ("premium",), ("reduction",)
    yield from of(JUMP, index_jump__month=((1, 60), (0, 61)), index_jump__rate=WHOLE_OR_NONE)
    yield from of(
        PAYROLL,
        plan__start=((date(2028, 12, 1),), (date(2027, 1, 2),)),
        plan__months=((36, 60), (35, 61)),
        plan__opening=AMOUNT,
        plan__posts=((), ((), (*PAYROLL.posts, PAYROLL.posts[0]))),
    )
    yield (
        (lambda one: replace(PAYROLL, incomes=(*PAYROLL.incomes, one))),
        "plan.incomes and aids",
        (replace(INCOME, id="new"),),
        (PAYROLL.incomes[0],),
    )
    yield (
        (lambda post: replace(PAYROLL, aids=(replace(AID, post=post),))),
        "aid.post",
        (PAYROLL.posts[0].id,),
        ("nobody",),
    )
    months = PAYROLL.months
    yield (
        (lambda month: replace(PAYROLL, jumps=(replace(JUMP, month=month),))),
        "index_jump.month",
        (1, months),
        (months + 1,),
    )
    yield (
        (lambda post: replace(PAYROLL, jumps=(replace(JUMP, posts=(post,)),))),
        "index_jump.posts",
        (PAYROLL.posts[0].id,),
        ("nobody",),
    )
    yield from of(
        GUESS,
        guess__low=((Fraction(0), Fraction(1)), (Fraction(-1, 2), Fraction(21, 2))),
        guess__high=((Fraction(1), Fraction(10)), (Fraction(-1), Fraction(21, 2))),
        guess__likely=((Fraction(0), Fraction(10)), (Fraction(-1), Fraction(21, 2))),
    )
    yield (
        (lambda likely: replace(GUESS, low=Fraction(1), high=Fraction(2), likely=likely)),
        "guess.likely",
        (Fraction(1), Fraction(2)),
        (Fraction(1, 2), Fraction(5, 2)),
    )
    yield (lambda likely: replace(GUESS, likely=likely)), "guess", (Fraction(1, 10_000),), (Fraction(1, 3),)
    yield (lambda draws: draw(PAYROLL, [GUESS], draws=draws, seed=0)), "draws", (1,), (0, 100_001)
    yield (lambda seed: draw(PAYROLL, [GUESS], draws=1, seed=seed)), "seed", (0, 2**63 - 1), (-1, 2**63)
    yield (
        (lambda chunk: finished(drawing(PAYROLL, [GUESS], draws=1, seed=0, chunk=chunk))),
        "chunk",
        (1, 10**5),
        (0, 10**5 + 1),
    )
    yield (
        (lambda one: draw(replace(PAYROLL, incomes=(replace(INCOME, id=one),)), [], draws=1, seed=0)),
        "plan.incomes and aids",
        ("sales",),
        ("wages",),
    )
    yield (
        (lambda one: draw(PAYROLL, [replace(GUESS, of=one)], draws=1, seed=0)),
        "guess.of",
        ("wages", NAMED),
        ("rent",),
    )


def of_surplus() -> Iterator[Ends]:
    """Yield the ends of the distribution tests and of a surplus plan."""
    yield from of(
        SHEET,
        **{
            f"balance_sheet__{name}": AMOUNT
            for name in (
                "total_assets",
                "debts",
                "provisions",
                "deferred_taxes",
                "formation_costs",
                "research_costs",
                "unavailable",
            )
        },
    )
    yield (
        (lambda all_: replace(SHEET, formation_costs=Decimal(2), research_costs=Decimal(3), total_assets=all_)),
        "balance_sheet.total_assets",
        (Decimal(5),),
        (Decimal("4.99"),),
    )
    yield (lambda one: net_asset_test(one, ZERO, unavailable=ZERO)), "net_assets", *SIGNED
    yield (lambda one: net_asset_test(ZERO, one, unavailable=ZERO)), "amount", *AMOUNT
    yield (lambda one: net_asset_test(ZERO, ZERO, unavailable=one)), "unavailable", *AMOUNT
    yield (lambda one: liquidity_test(one, ZERO, movements=(ZERO,), months=1)), "opening", *SIGNED
    yield (lambda one: liquidity_test(ZERO, one, movements=(ZERO,), months=1)), "amount", *AMOUNT
    yield (lambda one: liquidity_test(ZERO, ZERO, movements=(one,), months=1)), "movements", *SIGNED
    yield (lambda months: liquidity_test(ZERO, ZERO, movements=(ZERO,) * 60, months=months)), "months", (1, 60), (0, 61)
    yield (lambda months: liquidity_test(ZERO, ZERO, movements=(ZERO,) * 3, months=months)), "movements", (1, 3), (4,)
    yield from of(
        YEAR, year=((1990, 2200), (1989, 2201)), result=SIGNED, taxable_adjustment=SIGNED, member_share=WHOLE_OR_NONE
    )
    yield from of(
        YEAR, **dict.fromkeys(("refund", "unavailable", "mission", "training", "dividend", "entries", "exits"), AMOUNT)
    )
    mission = surplus.Destination("own_mission")
    yield (lambda one: replace(YEAR, investments={mission: one})), "investments.own_mission", *AMOUNT
    yield (lambda kind: replace(YEAR, investments={kind: ZERO})), "investments", (mission,), ("gold",)
    yield (lambda one: surplus.CashPlan(opening=one, months=())), "cash.opening", *SIGNED
    yield (lambda one: surplus.CashPlan(opening=ZERO, months=(ZERO, one))), "cash.month 2", *SIGNED
    yield from of(
        replace(SURPLUS, persons=1, person_share=Fraction(1)),
        persons=((1, 10**6), (-1, 10**6 + 1)),
        person_share=((Fraction(1),), (Fraction(-1, 9), Fraction(10, 9), Fraction(0))),
    )
    yield from of(
        SURPLUS,
        regime=(("standard", "vvprbis"), ("none",)),
        contributed=((None, 1990, 2026), (1989, 2027)),
        cap_basis=(("net", "gross"), ("both",)),
    )
    following = tuple(replace(YEAR, year=2026 + number) for number in range(11))
    yield from of(SURPLUS, years=((following[:10],), ((), following)))
    yield (lambda year: replace(SURPLUS, years=(YEAR, replace(YEAR, year=year)))), "year", (2027,), (2026, 2028)
    yield from of(
        surplus.Balance(),
        lambda opening: replace(SURPLUS, opening=opening),
        opening__net_assets=SIGNED,
        opening__paid_up=AMOUNT,
        opening__unavailable=AMOUNT,
        opening__losses=AMOUNT,
    )
    yield (
        (lambda one: replace(SURPLUS, opening=surplus.Balance(paid_up=Decimal(9), waiting=one))),
        "opening.waiting",
        (ZERO, Decimal(9)),
        (-CENT, Decimal("9.01")),
    )
    yield from of(
        TaxFacts(),
        fte=((ZERO, Decimal(100_000)), (-CENT, Decimal("100000.1"))),
        turnover=AMOUNT,
        balance_total=AMOUNT,
        highest_director_pay=AMOUNT,
        financial_year=((1, 200), (0, 201)),
        held_by_companies=WHOLE_OR_NONE,
    )
    yield from of(
        BonusPlan(),
        bonus__gross=AMOUNT,
        bonus__wage_bill=AMOUNT,
        bonus__seniority_years=((ZERO, Decimal(100)), (-CENT, Decimal("100.1"))),
        bonus__spread=((Fraction(1), Fraction(1000)), (Fraction(9, 10), Fraction(1001))),
    )


def of_employers() -> Iterator[Ends]:
    """Yield the ends of the alarm bell, hiring and the liquidation reserve."""
    yield (lambda one: alarm_bell(STANDING, expected=one, law=LAW)), "alarm.expected", *SIGNED
    yield (
        (lambda one: hire(POST, 1, gross_month=one, law=LAW)),
        "hire.gross_month",
        (Decimal(1),),
        (Decimal("0.99"), BILLION + CENT),
    )
    yield (
        (lambda number: hire(POST, number, gross_month=Decimal(3000), law=LAW)),
        "hire.number",
        (1, 10**5),
        (0, 10**5 + 1),
    )
    yield (
        (lambda one: yearly_cost(one, LAW)),
        "yearly_cost.gross_month",
        (Decimal(1), BILLION),
        (Decimal("0.99"), BILLION + CENT),
    )
    yield (
        (lambda one: meal_vouchers(one, ZERO, days=1, law=LAW)),
        "meal_vouchers.face",
        (CENT, BILLION),
        (ZERO, BILLION + CENT),
    )
    yield (
        (lambda one: meal_vouchers(Decimal(8), one, days=1, law=LAW)),
        "meal_vouchers.employer",
        (ZERO, Decimal(8)),
        (-CENT, Decimal("8.01")),
    )
    yield (lambda days: meal_vouchers(Decimal(8), ZERO, days=days, law=LAW)), "meal_vouchers.days", (0, 31), (-1, 32)
    yield (lambda one: liquidation_reserve(one, created=DAY, law=LAW)), "liquidation.profit", *AMOUNT
    yield from of(PAYROLL, plan__start=((date(2000, 1, 1), date(2100, 1, 1)), (date(1999, 12, 1), date(2100, 2, 1))))
    yield (lambda months: tuple(wages(POST, [], [], months))), "months", (1, 60), (0, 61)


def of_tax() -> Iterator[Ends]:
    """Yield the ends of a dividend and of the tax withheld from it."""
    yield (lambda year: withholding("standard", LAW, year=year, contributed=None)), "year", (1990, 2200), (1989, 2201)
    yield (
        (lambda year: withholding("vvprbis", LAW, year=2026, contributed=year)),
        "contributed",
        (None, 1990, 2026),
        (1989, 2027),
    )
    four = 4 * BILLION
    yield (
        (lambda base: corporate_tax(base, Status(form=Form.SC), TaxFacts(), LAW)),
        "base",
        (-four, four),
        (-four - CENT, four + CENT),
    )
    whole = Fraction(1)
    yield (lambda rate: dividend(CENT, rate, persons=1, share=whole, law=LAW)), "withholding", *WHOLE_OR_NONE
    yield (lambda one: dividend(CENT, whole, persons=one, share=whole, law=LAW)), "persons", (0, 10**6), (-1, 10**6 + 1)
    yield (lambda share: dividend(CENT, whole, persons=1, share=share, law=LAW)), "person_share", *WHOLE_OR_NONE


def of_shocks() -> Iterator[Ends]:
    """Yield the ends of what may go wrong in a payroll plan."""
    months, part = PAYROLL.months, Fraction(1, 5)
    yield (
        (lambda month: shocks.shocked(PAYROLL, [shocks.SalesFall(month=month, part=part)])),
        "shock.month",
        (1, months),
        (0, months + 1),
    )
    yield (lambda part: shocks.shocked(PAYROLL, [shocks.SalesFall(month=1, part=part)])), "shock.part", *WHOLE_OR_NONE
    yield (
        (lambda last: shocks.shocked(PAYROLL, [shocks.SalesFall(month=5, part=part, last=last)])),
        "shock.last",
        (None, 5, months),
        (4, months + 1),
    )
    yield (lambda name: shocks.shocked(PAYROLL, [shocks.Stop(month=2, id=name)])), "shock.id", (NAMED,), ("nobody",)
    yield (
        (lambda name: shocks.shocked(PAYROLL, [shocks.LatePayment(month=2, id=name, months=1)])),
        "shock.id",
        (NAMED,),
        ("nobody",),
    )
    yield (
        (lambda late: shocks.shocked(PAYROLL, [shocks.LatePayment(month=2, id=NAMED, months=late)])),
        "shock.months",
        (1, 58),
        (0, 61),
    )
    yield (
        (lambda post: shocks.shocked(PAYROLL, [shocks.FounderLeaves(month=2, post=post)])),
        "shock.post",
        (PAYROLL.posts[0].id,),
        ("nobody",),
    )
    new = replace(POST, id="new")
    yield (
        (lambda first: shocks.shocked(PAYROLL, [shocks.FounderLeaves(month=5, replacement=replace(new, first=first))])),
        "shock.replacement.first",
        (5, months),
        (4, months + 1),
    )
    yield (
        (lambda lost: shocks.shocked(PAYROLL, [shocks.FounderLeaves(month=5, sales_lost=lost)])),
        "shock",
        (Fraction(1, 9),),
        (Fraction(0),),
    )


EVERY = [*of_members(), *of_cash(), *of_payroll(), *of_shocks(), *of_surplus(), *of_employers(), *of_tax()]


@pytest.mark.parametrize(
    ("make", "field", "taken", "refused"),
    [pytest.param(*one, id=f"{number} {one[1]}") for number, one in enumerate(EVERY)],
)
def test_a_number_is_taken_up_to_its_ends_and_named_beyond_them(
    make: Callable[[Any], object], field: str, taken: tuple[object, ...], refused: tuple[object, ...]
) -> None:
    for value in taken:
        assert make(value) is not None
    for value in refused:
        with pytest.raises(BadInputError) as caught:
            make(value)
        assert caught.value.field == field, value
        assert caught.value.value is not None
        assert "None" not in caught.value.bound
