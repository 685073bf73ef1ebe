"""What holds for every surplus plan: it adds up to the cent, no cap is broken, both tests are respected."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import Any

import pytest
from casebook import TODAY
from hypothesis import given, settings
from hypothesis import strategies as st
from reckonings import PLENTY, reckonings

from coopkit import content
from coopkit.core.law import Law, NoLawError
from coopkit.core.model import Certainty, Form, Target
from coopkit.core.simulate.bounds import BadInputError
from coopkit.core.simulate.legal_form import SHAPES, Shape, compare, rows
from coopkit.core.simulate.plan import Balance, CashPlan, Destination, Stakeholder, SurplusPlan, YearOutcome, YearPlan
from coopkit.core.simulate.surplus import simulate
from coopkit.core.simulate.tax import BonusPlan, CorporateTax, Status, TaxFacts, corporate_tax
from coopkit.wording import Wording

PARAMETERS = content.load().catalogue.parameters
ZERO = Decimal(0)
NAN = Decimal("NaN")


@cache
def euro(least: int = 0, most: int = 40_000_000) -> st.SearchStrategy[Decimal]:
    """Draw an amount in cents, nought often."""
    return st.just(ZERO) | st.integers(least, most).map(lambda cents: Decimal(cents) / 100)


shares = st.fractions(Fraction(0), Fraction(1), max_denominator=12)
statuses = st.sampled_from(
    [*SHAPES.values(), Status(form=Form.SRL), Status(form=Form.SC, approvals=frozenset({Target.SCA, Target.SES}))]
)
facts = st.builds(
    TaxFacts,
    fte=st.integers(0, 80).map(Decimal),
    turnover=euro(0, 2_000_000_000),
    balance_total=euro(0, 1_000_000_000),
    highest_director_pay=euro(0, 9_000_000),
    financial_year=st.integers(1, 8),
    held_by_companies=shares,
    financial_company=st.booleans(),
    association_taxed=st.booleans(),
)
bonuses = st.builds(
    BonusPlan,
    gross=euro(),
    wage_bill=euro(),
    everybody=st.booleans(),
    seniority_years=st.integers(0, 2).map(Decimal),
    spread=st.fractions(1, 12, max_denominator=3),
)
cash_plans = st.builds(
    CashPlan,
    opening=euro(-5_000_000),
    months=st.lists(euro(-5_000_000, 9_000_000), min_size=12, max_size=14).map(tuple),
)


years_alike = st.builds(
    YearPlan,
    year=st.just(2026),
    result=euro(-9_000_000),
    taxable_adjustment=euro(-5_000_000),
    tax=facts,
    refund=euro(),
    price_correction=st.booleans(),
    member_share=shares,
    unavailable=euro(0, 900_000),
    mission=euro(0, 900_000),
    training=euro(0, 90_000),
    bonus=bonuses,
    investments=st.dictionaries(st.sampled_from(Destination), euro(0, 900_000), max_size=4),
    dividend=euro(),
    entries=euro(),
    cash=cash_plans,
)
person_shares = st.fractions(Fraction(1, 12), Fraction(1), max_denominator=12)


@st.composite
def plans(draw: st.DrawFn) -> SurplusPlan:
    """Draw a plan of up to ten years, the odd ones included."""
    paid_up = draw(euro())
    opening = Balance(
        net_assets=draw(euro(-40_000_000, 90_000_000)),
        paid_up=paid_up,
        unavailable=draw(euro()),
        losses=draw(euro()),
        waiting=min(paid_up, draw(euro())),
    )
    years = [replace(draw(years_alike), year=2026 + number) for number in range(draw(st.integers(1, 10)))]
    years[0] = replace(years[0], exits=min(paid_up - opening.waiting, draw(euro())))
    persons = draw(st.integers(0, 40))
    return SurplusPlan(
        status=draw(statuses),
        opening=opening,
        years=tuple(years),
        regime=draw(st.sampled_from(["standard", "vvprbis"])),
        cap_basis=draw(st.sampled_from(["net", "gross"])),
        persons=persons,
        person_share=draw(person_shares) if persons else Fraction(0),
        claim_exemption=draw(st.booleans()),
    )


def law(on: date = TODAY) -> Law:
    return Law(PARAMETERS, on)


def refunds(year: YearOutcome) -> Decimal:
    return year.uses["refund_before_tax"] + year.uses["refund_after_tax"]


@given(plan=plans())
def test_every_year_adds_up_to_the_cent(plan: SurplusPlan) -> None:
    outcome = simulate(plan, law())
    for asked, year in zip(plan.years, outcome.years, strict=True):
        assert sum(year.sources.values()) == sum(year.uses.values())
        assert sum(year.effects.values()) == asked.result
        assert min(year.uses.values()) >= 0
        assert all(
            amount == amount.quantize(Decimal("0.01")) for amount in (*year.uses.values(), *year.effects.values())
        )
        entered = ZERO if plan.status.association else asked.entries
        gone = year.tax.amount + refunds(year) + year.bonus.gross + year.dividend.gross + year.exits
        assert year.closing.net_assets == year.opening.net_assets + asked.result + entered - gone
        assert year.closing.paid_up == year.opening.paid_up + entered - year.exits
        assert year.closing.losses - year.opening.losses == year.sources["new_loss"] - year.uses["losses"]
    for before, after in zip(outcome.years, outcome.years[1:], strict=False):
        assert before.closing == after.opening
    assert sum(outcome.effects.values()) == sum(year.result for year in plan.years)


@given(plan=plans())
def test_no_cap_is_ever_broken(plan: SurplusPlan) -> None:
    tax = Fraction(30, 100) if plan.regime == "standard" else Fraction(15, 100)
    for asked, year in zip(plan.years, simulate(plan, law()).years, strict=True):
        cap, paid = Fraction(6, 100) * Fraction(year.opening.paid_up), year.dividend
        assert paid.gross <= asked.dividend
        assert refunds(year) <= asked.refund
        assert Fraction(paid.net) <= Fraction(paid.gross) * (1 - tax)
        assert paid.reclaimed <= paid.withheld
        if plan.status.association:
            assert not paid.gross + refunds(year) + year.exits
        if plan.status.sca:
            assert paid.net <= cap
        if plan.status.ses:
            assert paid.net + refunds(year) <= cap
            assert year.uses["mission"] or not paid.gross
        if plan.status.approvals and plan.cap_basis == "gross":
            assert paid.gross <= cap
        assert Fraction(year.bonus.gross) <= Fraction(asked.bonus.wage_bill) * Fraction(30, 100)


@given(plan=plans())
def test_both_tests_hold_whatever_is_paid_to_members(plan: SurplusPlan) -> None:
    for asked, year in zip(plan.years, simulate(plan, law()).years, strict=True):
        paid = year.dividend.gross + year.exits + year.uses["refund_after_tax"]
        assert year.net_asset_test.amount == paid
        assert asked.cash
        if paid:
            assert year.closing.net_assets >= max(ZERO, year.closing.unavailable)
            left = asked.cash.opening - paid
            for month in asked.cash.months:
                left += month
                assert left >= 0


@settings(max_examples=20)
@given(plan=plans())
def test_whatever_is_less_than_asked_names_what_stands_in_the_way(plan: SurplusPlan) -> None:
    for year in simulate(plan, law()).years:
        for step in year.steps:
            if step.name not in {"tax", "net_assets", "liquidity"}:
                assert bool(step.limit) == (step.granted < step.asked), step
            assert step.source.partition(":")[0] in content.load().catalogue.sources


@settings(max_examples=10)
@given(plan=plans())
def test_every_step_and_difference_is_worded_in_three_languages(plan: SurplusPlan) -> None:
    compared = compare(plan, law())
    said = [row.title for row in compared.rows]
    said += [cell.message for row in compared.rows for cell in row.cells]
    said += [one.message for one in compared.differences]
    said += [message for messages in compared.stopped.values() for message in messages]
    for outcome in (*compared.plans.values(), simulate(plan, law())):
        said += [message for year in outcome.years for message in (*year.notes, *(step.message for step in year.steps))]
    for language in ("fr", "nl", "en"):
        say = Wording(content.load().texts, language).say
        assert all(say(message) for message in said)


def test_the_forms_stand_side_by_side() -> None:
    case = next(case for case in reckonings() if case.name.startswith("for the social enterprise refund"))
    compared = compare(case.plan(), law())
    assert list(compared.plans) == list(Shape)
    assert [[cell.shape for cell in row.cells] for row in compared.rows] == [list(Shape)] * 8
    assert compared.certainty is Certainty.TO_CONFIRM
    members = {one.shape: one.amount for one in compared.differences if one.who is Stakeholder.MEMBERS}
    # SC: 10,000 x 0.7 = 7,000 net; SCA: 8,571.42 - 2,571.43 = 5,999.99; SES: 3,999.99; ASBL: nothing.
    assert members == {
        Shape.ASBL: Decimal(-7000),
        Shape.SCA: Decimal("-1000.01"),
        Shape.SES: Decimal("-3000.01"),
    }
    say = Wording(content.load().texts, "en").say
    told = {one.shape: say(one.message) for one in compared.differences if one.who is Stakeholder.MEMBERS}
    assert "€7,000 less for members" in told[Shape.ASBL]
    assert "€1,000.01 less for members" in told[Shape.SCA]
    kept = {one.shape: one for one in compared.differences if one.who is Stakeholder.RESERVES}
    assert kept[Shape.ASBL].amount > 0
    assert " more for the reserves " in say(kept[Shape.ASBL].message)
    assert "2026, dividend: an association pays its members nothing" in [
        say(one) for one in compared.stopped[Shape.ASBL]
    ]
    assert compared.stopped[Shape.SC] == ()


def test_a_cap_in_the_table_of_forms_is_the_law_of_the_day_and_lacking_before_there_was_one() -> None:
    def told(law: Law) -> dict[tuple[str, Shape], str]:
        say = Wording(content.load().texts, "en").say
        return {(row.aspect, cell.shape): say(cell.message) for row in rows(law) for cell in row.cells}

    cap = PARAMETERS["vote_cap"]
    fifth = replace(cap, values=tuple(replace(one, value=Fraction(1, 5)) for one in cap.values))
    later = told(Law({**PARAMETERS, "vote_cap": fifth}, TODAY))
    assert told(law())["vote", Shape.SES] == "At most 10% of the votes."
    assert later["vote", Shape.SES] == "At most 20% of the votes."
    assert later["vote", Shape.SCA] == "One vote a member, or at most 20% of the votes."
    before = told(law(date(2019, 7, 14)))
    lacking = [cell for row in rows(law(date(2019, 7, 14))) for cell in row.cells if "no_number" in cell.message.key]
    assert {cell.certainty for cell in lacking} == {Certainty.TO_CONFIRM}
    assert before["dividend", Shape.SES] == before["refund", Shape.SES]
    assert before["dividend", Shape.SES] == "The kit does not have this number for that day."
    assert before["dividend", Shape.SCA] == "At most 6% net of the nominal value of the shares."


def year_plan(**more: Any) -> YearPlan:
    return YearPlan(**{"year": 2026, "result": Decimal(1000), **more})


def a_plan(*years: YearPlan, **more: Any) -> SurplusPlan:
    made = {"status": SHAPES[Shape.SC], "opening": Balance(paid_up=Decimal(500)), **more}
    return SurplusPlan(years=years or (year_plan(),), **made)


@pytest.mark.parametrize(
    ("field", "make"),
    [
        ("form", lambda: Status(form=Form.UNDECIDED)),
        ("approvals", lambda: Status(form=Form.ASBL, approvals=frozenset({Target.SES}))),
        ("approvals", lambda: Status(form=Form.SC, approvals=frozenset({Target.ESD}))),
        ("fte", lambda: TaxFacts(fte=NAN)),
        ("turnover", lambda: TaxFacts(turnover=Decimal(-1))),
        ("financial_year", lambda: TaxFacts(financial_year=0)),
        ("held_by_companies", lambda: TaxFacts(held_by_companies=Fraction(2))),
        ("bonus.gross", lambda: BonusPlan(gross=Decimal("0.001"))),
        ("bonus.seniority_years", lambda: BonusPlan(seniority_years=Decimal(-1))),
        ("bonus.spread", lambda: BonusPlan(spread=Fraction(1, 2))),
        ("cash.opening", lambda: CashPlan(opening=Decimal("Infinity"), months=())),
        ("cash.month 2", lambda: CashPlan(opening=ZERO, months=(ZERO, NAN))),
        ("year", lambda: year_plan(year=1066)),
        ("result", lambda: year_plan(result=NAN)),
        ("dividend", lambda: year_plan(dividend=Decimal("-0.01"))),
        ("member_share", lambda: year_plan(member_share=0.5)),
        ("investments", lambda: year_plan(investments={"moon": ZERO})),
        ("investments.jobs", lambda: year_plan(investments={Destination.JOBS: Decimal(-1)})),
        ("years", lambda: SurplusPlan(status=SHAPES[Shape.SC], opening=Balance(), years=())),
        ("years", lambda: a_plan(*[year_plan(year=2026 + number) for number in range(11)])),
        ("year", lambda: a_plan(year_plan(), year_plan(year=2028))),
        ("persons", lambda: a_plan(persons=-1)),
        ("person_share", lambda: a_plan(persons=3)),
        ("person_share", lambda: a_plan(person_share=Fraction(1))),
        ("contributed", lambda: a_plan(contributed=2027)),
        ("contributed", lambda: a_plan(contributed=1989)),
        ("regime", lambda: a_plan(regime="none")),
        ("cap_basis", lambda: a_plan(cap_basis="both")),
        ("opening.net_assets", lambda: a_plan(opening=Balance(net_assets=NAN))),
        ("opening.losses", lambda: a_plan(opening=Balance(losses=Decimal(-1)))),
        ("opening.waiting", lambda: a_plan(opening=Balance(waiting=Decimal(1)))),
        ("exits", lambda: simulate(a_plan(year_plan(exits=Decimal(501), cash=PLENTY)), law())),
        ("cash", lambda: simulate(a_plan(year_plan(dividend=Decimal(1))), law())),
        ("cash", lambda: simulate(a_plan(year_plan(exits=Decimal(1))), law())),
        ("cash", lambda: simulate(a_plan(year_plan(refund=Decimal(1), price_correction=False)), law())),
        ("cash.months", lambda: simulate(a_plan(year_plan(cash=replace(PLENTY, months=(ZERO,)))), law())),
    ],
    ids=lambda part: part if isinstance(part, str) else "",
)
def test_what_cannot_be_is_refused_by_name_with_its_bound(field: str, make: Any) -> None:
    with pytest.raises(BadInputError) as refused:
        make()
    assert refused.value.field == field
    assert refused.value.value is not None
    assert refused.value.bound in str(refused.value)


def test_a_refusal_says_the_number_that_would_do() -> None:
    # 500 are paid up and 200 come in, so 700 can leave; after 2026 comes 2027.
    with pytest.raises(BadInputError, match=r"exits is .*701.*: it must be at most what is paid up, 700\."):
        simulate(a_plan(year_plan(exits=Decimal(701), entries=Decimal(200), cash=PLENTY)), law())
    with pytest.raises(BadInputError, match=r"year is 2028: it must be 2027, after 2026\."):
        a_plan(year_plan(), year_plan(year=2028))


def test_an_outcome_is_of_the_legal_form_that_was_asked_for() -> None:
    assert {shape: simulate(a_plan(status=status), law()).status for shape, status in SHAPES.items()} == SHAPES


def test_what_a_tax_is_counted_on_is_told_with_it_paid_or_not() -> None:
    # An ASBL pays none, though there is a base; 20,000 x 25 % = 5,000 for a company that companies hold.
    base, held = Decimal(20_000), TaxFacts(held_by_companies=Fraction(1))
    assert corporate_tax(base, SHAPES[Shape.ASBL], TaxFacts(), law()) == CorporateTax(
        base=base, amount=ZERO, reduced=False, because="not_subject"
    )
    assert corporate_tax(base, SHAPES[Shape.SC], held, law()) == CorporateTax(
        base=base, amount=Decimal(5_000), reduced=False, because="held_by_companies"
    )


def test_less_than_a_euro_more_is_still_more() -> None:
    # 4 x 25 % = 1 of tax in a company that is not small, 4 x 20 % = 0.80 in an approved cooperative.
    compared = compare(a_plan(year_plan(result=Decimal(4), tax=TaxFacts(held_by_companies=Fraction(1)))), law())
    (told,) = (one for one in compared.differences if (one.shape, one.who) == (Shape.SCA, Stakeholder.RESERVES))
    assert told.amount == Decimal("0.20")
    assert "€0.20 more for the reserves" in Wording(content.load().texts, "en").say(told.message)


def test_a_day_without_law_is_no_silent_zero() -> None:
    with pytest.raises(NoLawError):
        simulate(a_plan(), law(date(2010, 1, 1)))
