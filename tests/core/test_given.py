"""What no simulator can reckon with is refused by name, whatever kind of thing it is; nothing else is raised."""

# What no type checker would let through is what is tried here.
# mypy: disable-error-code="arg-type, dict-item, list-item, type-var, misc, return-value"

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from casebook import TODAY

from coopkit import content
from coopkit.core.law import Law
from coopkit.core.model import Form, Target
from coopkit.core.simulate import payroll_plan, plan
from coopkit.core.simulate.alarm import alarm_bell
from coopkit.core.simulate.attendance import Assembly, Quorum, capture, presence, with_proxies
from coopkit.core.simulate.bounds import BadInputError
from coopkit.core.simulate.capital import CapitalPlan, Entry, Exit, ExitRules, Holders, Outlook
from coopkit.core.simulate.cashflow import CashPlan, Flow
from coopkit.core.simulate.coalitions import never_decisive
from coopkit.core.simulate.consent import swings
from coopkit.core.simulate.decisive import weights
from coopkit.core.simulate.distribution import BalanceSheet, Standing
from coopkit.core.simulate.draws import Guess
from coopkit.core.simulate.games import Kind, at_least, checked, checked_weights, kinds
from coopkit.core.simulate.liquidation import liquidation_reserve
from coopkit.core.simulate.mix import Resource, VolunteerTime
from coopkit.core.simulate.payroll import payroll
from coopkit.core.simulate.period import Period
from coopkit.core.simulate.plan import Balance, SurplusPlan, YearPlan
from coopkit.core.simulate.power import Chamber, compound_indices
from coopkit.core.simulate.shocks import FounderLeaves, LatePayment, Stop, shocked
from coopkit.core.simulate.sitting import coming
from coopkit.core.simulate.surplus import simulate
from coopkit.core.simulate.tax import (
    BonusPlan,
    Status,
    TaxFacts,
    bonus,
    corporate_tax,
    dividend,
    exempt_dividend,
    withholding,
)
from coopkit.core.simulate.voting import Group, attached, votes, votes_allowed
from coopkit.core.simulate.wages import Aid, IndexJump, Post, wages

LAW = Law(content.load().catalogue.parameters, TODAY)
NAN = Decimal("NaN")
HUGE = 10**30
MEMBERS = Group(id="a", label="A", count=3, shares=10)
STANDING = Standing(net_assets=Decimal(10), unavailable=Decimal(0), cash=Decimal(1), movements=(Decimal(0),) * 12)
HOLDERS = Holders(id="h", label="H", persons=10, shares=2, par=Decimal(50))
RULES = ExitRules(last_month=6, founders_from=3, look_ahead=12)
OUTLOOK = Outlook(result=Decimal(0), movements=(Decimal(0),) * 12)
POST = Post(id="p", label="P", gross_year=Decimal(30_000), employer_rate=Fraction(1, 4))
FLOW = Flow(id="f", label="F", direction="in", periods=(Period(amount=Decimal(1)),))
AID = Aid(id="a", label="A", post="p", kind="premium", periods=FLOW.periods)
INCOME = payroll_plan.Income(id="i", label="I", kind="lasting", periods=FLOW.periods)
COOPERATIVE = Status(form=Form.SC, approvals=frozenset({Target.SCA}))
PLAN = SurplusPlan(status=COOPERATIVE, opening=Balance(), years=(YearPlan(year=2026, result=Decimal(1)),))


def assembly(**other: Any) -> Assembly:
    return Assembly(**{"groups": (MEMBERS,), "rule": "share_votes", **other})


def capital(**other: Any) -> CapitalPlan:
    given = {"holders": (HOLDERS,), "entries": (), "exits": (), "years": (OUTLOOK,), "rules": RULES}
    return CapitalPlan(**{**given, "net_assets": Decimal(1), "cash": Decimal(1), **other})


def cash(**other: Any) -> CashPlan:
    return CashPlan(**{"start": date(2027, 1, 1), "months": 12, "opening": Decimal(0), "flows": (FLOW,), **other})


ABSURD: list[tuple[str, Callable[[], Any]]] = [
    # Numbers that were counted, or ended in another exception.
    ("count of a", lambda: votes([replace(MEMBERS, count=-3)], "share_votes")),
    ("count of a", lambda: votes([replace(MEMBERS, count=NAN)], "share_votes")),
    ("shares of a", lambda: votes([replace(MEMBERS, shares=float("nan"))], "share_votes")),
    ("votes of a", lambda: votes([replace(MEMBERS, votes=True)], "share_votes")),
    ("present of a", lambda: votes([replace(MEMBERS, present=-1)], "share_votes")),
    ("cap", lambda: votes([MEMBERS], "share_votes", cap=Fraction(2))),
    ("shares of a", lambda: attached(replace(MEMBERS, shares=1.5), "share_votes")),
    ("most", lambda: with_proxies([1, 1], {0: 1}, most=float("nan"))),
    ("seed", lambda: capture(assembly(), ["a"], 2, seed=None)),
    ("groups", lambda: capture(assembly(groups=()), ["a"], 2)),
    ("standing.unavailable", lambda: alarm_bell(replace(STANDING, unavailable=NAN), expected=Decimal(0), law=LAW)),
    ("others", lambda: swings({}, [], "majority")),
    ("votes of a voter", lambda: swings({0: 2}, [{1: 1}], "majority")),
    ("voters with 2 votes", lambda: swings({1: 1}, [{2: -1}], "majority")),
    ("others", lambda: weights({}, [], "majority")),
    ("votes of a voter", lambda: weights({-1: 1}, [], "majority")),
    ("voters with 1 votes", lambda: weights({1: True, 2: 1}, [], "majority")),
    ("weights[1]", lambda: kinds([1, -1])),
    ("most_work", lambda: compound_indices([Chamber(weights=(1,), quota=1)], most_work=float("inf"))),
    ("quota times kinds squared", lambda: never_decisive([Kind(members=2, votes=HUGE)], HUGE)),
    ("base", lambda: corporate_tax(NAN, COOPERATIVE, TaxFacts(), LAW)),
    ("base", lambda: corporate_tax(Decimal("1E+999999"), COOPERATIVE, TaxFacts(), LAW)),
    ("dividend", lambda: dividend(Decimal(-1), Fraction(3, 10), persons=1, share=Fraction(1), law=LAW)),
    ("withholding", lambda: dividend(Decimal(1), Fraction(3), persons=1, share=Fraction(1), law=LAW)),
    ("dividend", lambda: exempt_dividend(None, persons=1, share=Fraction(1), law=LAW)),
    ("persons", lambda: exempt_dividend(Decimal(1), persons=-1, share=Fraction(1), law=LAW)),
    ("person_share", lambda: exempt_dividend(Decimal(1), persons=1, share=Fraction(-1), law=LAW)),
    ("bonus", lambda: bonus(Decimal("Infinity"), LAW)),
    ("year", lambda: withholding("standard", LAW, year=0, contributed=None)),
    ("contributed", lambda: withholding("vvprbis", LAW, year=2026, contributed=2027)),
    ("months", lambda: tuple(wages(POST, [], [], HUGE))),
    # Words that are none of those known: they fell through to the last case.
    ("rule", lambda: votes([MEMBERS], "one_share_one_vote")),
    ("rule", lambda: attached(MEMBERS, None)),
    ("assembly.rule", lambda: assembly(rule="nonsense")),
    ("regime", lambda: withholding("reduced", LAW, year=2026, contributed=None)),
    ("form", lambda: Status(form="asbl")),
    ("exit_rules.certainty", lambda: replace(RULES, certainty="sure")),
    # Something that is no yes and no no: it was counted as one of them.
    ("price_correction", lambda: YearPlan(year=2026, result=Decimal(1), price_correction=None)),
    ("financial_company", lambda: TaxFacts(financial_company=NAN)),
    ("bonus.everybody", lambda: BonusPlan(everybody="no")),
    ("holders.founders", lambda: replace(HOLDERS, founders=1)),
    # What is missing, or of another kind altogether.
    ("plan", lambda: simulate(None, LAW)),
    ("plan", lambda: payroll(NAN)),
    ("law", lambda: simulate(PLAN, date(2026, 1, 1))),
    ("plan", lambda: shocked(None, [])),
    ("tax", lambda: YearPlan(year=2026, result=Decimal(1), tax=None)),
    ("investments", lambda: YearPlan(year=2026, result=Decimal(1), investments=[("jobs", Decimal(1))])),
    ("investments", lambda: YearPlan(year=2026, result=Decimal(1), investments={"jobs": Decimal(1)})),
    ("approvals", lambda: Status(form=Form.SC, approvals=frozenset({"SCA"}))),
    ("years", lambda: replace(PLAN, years=None)),
    ("standing.movements", lambda: replace(STANDING, movements=None)),
    ("capital.holders", lambda: capital(holders="h")),
    ("capital.holders", lambda: capital(holders=(None,))),
    ("capital.years", lambda: capital(years={"x": 1})),
    ("entry.holders", lambda: Entry(year=1, holders=None, persons=1)),
    ("exit.holders", lambda: Exit(year=1, month=1, holders=None, persons=1)),
    ("outlook.movements", lambda: replace(OUTLOOK, movements=None)),
    ("guess.of", lambda: Guess(of=None, low=Fraction(1), likely=Fraction(1), high=Fraction(1))),
    ("balance_sheet.debts", lambda: BalanceSheet(total_assets=Decimal(1), debts=None)),
    ("share", lambda: presence([MEMBERS], "share_votes", Quorum(members="half"))),
    ("total", lambda: at_least(-1, Fraction(1, 2))),
    ("total", lambda: at_least(None, Fraction(1, 2))),
    ("cash.start", lambda: cash(start=datetime(2027, 1, 1))),  # noqa: DTZ001
    ("cash.flows", lambda: cash(flows=None)),
    ("flow.id", lambda: replace(FLOW, id=NAN)),
    ("flow.label", lambda: replace(FLOW, label=None)),
    ("index_jump.posts", lambda: IndexJump(month=1, rate=Fraction(1, 50), posts="p")),
    ("resource.payer", lambda: Resource(id="a", label="", logic="market", amount=Decimal(1), payer=None)),
    ("created", lambda: liquidation_reserve(Decimal(1), created="2026-01-01", law=LAW)),
    ("groups", lambda: presence([], "share_votes", assembly().quorum)),
    ("groups", lambda: presence("a", "share_votes", assembly().quorum)),
    ("ids", lambda: capture(assembly(), "a", 2)),
    ("ids", lambda: capture(assembly(), {"b": 1}, 2)),
    ("own", lambda: with_proxies(3, {})),
    ("post.label", lambda: replace(POST, label=None)),
    ("aid.label", lambda: replace(AID, label=None)),
    ("income.label", lambda: replace(INCOME, label=None)),
    ("plan.aids", lambda: payroll_plan.PayrollPlan(start=date(2027, 1, 1), months=36, posts=(POST,), aids=None)),
    ("cash.months", lambda: plan.CashPlan(opening=Decimal(0), months=None)),
    ("resource.label", lambda: Resource(id="a", label=None, logic="market", amount=Decimal(1), payer="all")),
    ("volunteer_time.label", lambda: VolunteerTime(id="a", label=None, hours=Decimal(1), hourly_value=Decimal(1))),
    ("stop.id", lambda: Stop(id=None, month=1)),
    ("late_payment.id", lambda: LatePayment(id=None, months=1)),
    ("founder_leaves.post", lambda: FounderLeaves(month=1, post=3)),
    ("group.label", lambda: votes([replace(MEMBERS, label=None)], "share_votes")),
    ("cap", lambda: votes_allowed(10, Fraction(2))),
    ("chamber.weights", lambda: Chamber(weights=None, quota=1)),
    ("chambers", lambda: compound_indices([])),
    ("parts", lambda: coming([MEMBERS], [])),
    ("part", lambda: coming([MEMBERS], [Fraction(3, 2)])),
]


@pytest.mark.parametrize(("field", "make"), ABSURD, ids=[f"{place}-{name}" for place, (name, _) in enumerate(ABSURD)])
def test_what_cannot_be_is_refused_by_name_value_and_bound(field: str, make: Callable[[], Any]) -> None:
    with pytest.raises(BadInputError) as refused:
        make()
    assert refused.value.field == field
    assert refused.value.bound


@pytest.mark.parametrize(
    ("make", "field", "value"),
    [
        (lambda: weights({}, [], "majority"), "others", {}),
        (lambda: swings({}, [{}], "majority"), "others", {}),
        (lambda: capture(assembly(groups=()), ["a"], 2), "groups", ()),
        (lambda: presence([], "share_votes", Quorum()), "groups", []),
        (lambda: capture(assembly(), ["a", "b"], 2), "ids", "b"),
        (lambda: with_proxies([1, 1, 1], {0: 1, 1: 2}), "holder of a proxy", 1),
        (lambda: checked((), 1), "voters", []),
        (lambda: checked([Kind(members=2, votes=0)], 1), "votes of all voters", 0),
        (lambda: checked_weights([], 1), "weights", []),
        # 257 kinds, each with all the votes that are needed: 2^24 x 257 x 257.
        (
            lambda: never_decisive([Kind(members=1, votes=2**24)] * 257, 2**24),
            "quota times kinds squared",
            1_108_118_339_584,
        ),
        # 2,048 votes, times 2,049 (as many voters, and nobody), times two kinds.
        (lambda: swings({1: 2000}, [{1: 48}], "majority"), "votes times voters times kinds", 8_392_704),
    ],
)
def test_what_was_refused_is_told_as_it_was_given(make: Callable[[], Any], field: str, value: object) -> None:
    with pytest.raises(BadInputError) as refused:
        make()
    assert (refused.value.field, refused.value.value) == (field, value)
    assert refused.value.bound


def test_a_shock_is_one_of_those_known() -> None:
    paid = payroll_plan.PayrollPlan(start=date(2027, 1, 1), months=36, posts=(POST,))
    with pytest.raises(BadInputError, match="shocks is strike: it must be one of: Stop, SalesFall"):
        shocked(paid, ["strike"])


def test_many_alike_need_no_more_reckoning_than_the_quota() -> None:
    crowd, two = Kind(members=HUGE, votes=1), Kind(members=1, votes=2)
    assert never_decisive([crowd, two], 10) == ()
