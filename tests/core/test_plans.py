"""A dossier's facts as a plan of the surplus simulator: what it holds, what it asks, what it takes for granted."""

from __future__ import annotations

import warnings
from decimal import Decimal
from typing import Any

import pytest
from casebook import TODAY, document
from dossiers import documents, garbage
from hypothesis import example, given

from coopkit import content
from coopkit.core.facts import Facts
from coopkit.core.law import Law
from coopkit.core.model import Document, Form, Target
from coopkit.core.plans import Planned, surplus_plan
from coopkit.core.simulate.legal_form import Shape, compare
from coopkit.core.simulate.plan import SurplusPlan
from coopkit.core.simulate.surplus import simulate
from coopkit.wording import Wording

CATALOGUE = content.load().catalogue
DONT_KNOW = {"is": "dont_know"}
COOPERATIVE = {"form": "sc", "articles_state": "signed", "registered_on": "2020-05-04"}
BALANCE = {"year": 2025, "total_assets": "100000", "debts": "30000", "provisions": "5000", "unavailable": "2000",
    "losses": "1500", "deferred_taxes": "0", "formation_costs": "0", "research_costs": "0"}  # fmt: skip
CASH = {"cash": {"opening": "20000"}, "cash_plan": [{"received": "9000", "due": "8000"}]}
YEAR = {"year": 2026, "result_before_tax": "10000", "dividend": "1000", "dividend_basis": "gross",
    "mission_amount": "3000", "paid_up": "50000"}  # fmt: skip


def law() -> Law:
    return Law(CATALOGUE.parameters, TODAY)


def planned(**facts: Any) -> Planned:
    return surplus_plan(Facts(document(facts), CATALOGUE), law())


def whole(**facts: Any) -> Planned:
    return planned(**{"project": COOPERATIVE, "balance": BALANCE, "surplus": [YEAR], **CASH, **facts})


def made(told: Planned) -> SurplusPlan:
    assert told.asks == ()
    assert told.plan is not None
    return told.plan


def both(*values: object) -> tuple[object, ...]:
    """Return values side by side, to be compared with plain numbers."""
    return values


def notes(told: Planned) -> set[str]:
    return {note.key.removeprefix("plans.") for note in told.notes}


def test_a_year_after_the_accounts_starts_from_them() -> None:
    told = whole(project={**COOPERATIVE, "held": ["SCA", "ESD"], "aimed": ["SES"]})
    plan = made(told)
    assert both(plan.status.form, plan.status.approvals) == (Form.SC, {Target.SCA, Target.SES})
    assert plan.opening.net_assets == Decimal(65_000)  # 100,000 - 5,000 - 30,000
    assert both(plan.opening.paid_up, plan.opening.unavailable, plan.opening.losses) == (50_000, 2_000, 1_500)
    year = plan.years[0]
    assert both(year.year, year.result, year.mission, year.dividend) == (2026, 10_000, 3_000, 1_000)
    assert year.tax.financial_year == 7
    assert year.cash is not None
    assert both(year.cash.opening, year.cash.months) == (20_000, (Decimal(1_000),) * 12)
    assert told.notes == ()
    assert simulate(plan, law()).years[0].dividend.gross == 1_000


def test_the_four_legal_forms_are_compared_on_the_same_facts() -> None:
    plan = made(whole(project={"form": "undecided", "articles_state": "draft"}))
    assert compare(plan, law()).plans[Shape.ASBL].years[0].dividend.gross == 0


def test_nothing_said_asks_for_the_years() -> None:
    assert planned().asks == ("facts.surplus",)


@pytest.mark.parametrize(
    ("given", "asked"),
    [
        ({"surplus": [{**YEAR, "year": DONT_KNOW}]}, "surplus.r1.year"),
        ({"surplus": [YEAR, YEAR]}, "surplus.r1.year surplus.r2.year"),
        ({"surplus": [{**YEAR, "result_before_tax": DONT_KNOW}]}, "surplus.r1.result_before_tax"),
        ({"surplus": [{"year": 2026, "dividend": "0"}]}, "surplus.r1.result_before_tax"),
        ({"surplus": [{"year": 2026, "result_before_tax": "5"}]}, "surplus.r1.dividend"),
        ({"surplus": [{**YEAR, "mission_amount": DONT_KNOW}]}, "surplus.r1.mission_amount"),
        ({"surplus": [{**YEAR, "paid_up": None}]}, "surplus.r1.paid_up"),
        ({"surplus": [{**YEAR, "refund": "10"}]}, "refund.basis surplus.r1.refund"),
        ({"surplus": [{**YEAR, "refund": "1"}], "refund": {"basis": "none"}},
            "refund.basis surplus.r1.refund"),
        ({"surplus": [{**YEAR, "bonus": "10"}]},
            "bonus.everybody bonus.seniority_months bonus.spread bonus.wage_bill"),
        ({"surplus": [{**YEAR, "dividend": "1000000000", "dividend_basis": "net"}]}, "surplus.r1.dividend"),
        ({"balance": {}}, "balance.year balance.total_assets balance.debts"),
        ({"balance": {**BALANCE, "debts": DONT_KNOW}}, "balance.debts"),
        ({"balance": {**BALANCE, "losses": DONT_KNOW}}, "balance.losses"),
        ({"balance": {**BALANCE, "formation_costs": "200000"}},
            "balance.total_assets balance.provisions balance.formation_costs"),
        ({"balance": {**BALANCE, "debts": "1000000000", "provisions": "1000000000"}},
            "balance.debts balance.provisions"),
        ({"payout": {"exits": DONT_KNOW}}, "payout.exits"),
        ({"payout": {"exits": "50000.01"}}, "payout.exits surplus.r1.paid_up"),
        ({"cash": {}}, "cash.opening"),
        ({"cash_plan": []}, "cash_plan"),
        ({"cash_plan": [{"received": "1", "due": DONT_KNOW}]}, "cash_plan.r1.due"),
        ({"cash_plan": [{"received": "1", "due": "1", "months": 11}]}, "cash_plan"),
    ],
    ids=str,
)  # fmt: skip
def test_what_is_missing_unknown_or_contradictory_is_asked(given: dict[str, Any], asked: str) -> None:
    told = whole(**given)
    assert told.plan is None
    assert set(told.asks) == {f"facts.{path}" for path in asked.split()}


def test_a_result_known_after_tax_only_is_taken_and_said() -> None:
    told = whole(surplus=[{**YEAR, "result_before_tax": None, "result_after_tax": "8000"}])
    assert made(told).years[0].result == 8_000
    assert notes(told) == {"after_tax_as_before"}


def test_a_net_dividend_becomes_gross_and_one_of_no_basis_is_read_as_gross() -> None:
    assert made(whole(surplus=[{**YEAR, "dividend": "700", "dividend_basis": "net"}])).years[0].dividend == 1_000
    told = whole(surplus=[{**YEAR, "dividend": "700", "dividend_basis": "not_said"}])
    assert made(told).years[0].dividend == 700
    assert notes(told) == {"dividend_read_as_gross"}


def test_a_refund_on_operations_is_a_price_correction_and_any_other_comes_out_of_profit() -> None:
    for basis, correction in (("operations", True), ("shares", False), ("equal", False), ("other", False)):
        year = made(whole(surplus=[{**YEAR, "refund": "500"}], refund={"basis": basis})).years[0]
        assert both(year.refund, year.price_correction) == (500, correction)


def test_a_bonus_brings_its_conditions() -> None:
    bonus = {"used": "planned", "everybody": "yes", "seniority_months": 18, "spread": "2.5", "wage_bill": "90000"}
    plan = made(whole(surplus=[{**YEAR, "bonus": "4000"}], bonus=bonus)).years[0].bonus
    assert both(plan.gross, plan.wage_bill, plan.everybody) == (4_000, 90_000, True)
    assert both(plan.seniority_years, plan.spread) == (Decimal("1.5"), Decimal("2.5"))


def test_shares_that_come_and_go_follow_the_paid_up_amounts_and_those_who_leave() -> None:
    rows = [{**YEAR, "year": 2026 + number, "paid_up": paid_up} for number, paid_up in enumerate(["100", "300", "250"])]
    plan = made(whole(surplus=rows, payout={"exits": "40"}))
    assert [both(year.entries, year.exits) for year in plan.years] == [(0, 40), (240, 0), (0, 50)]


def test_years_after_the_accounts_are_taken_up_to_the_first_gap() -> None:
    rows = [{**YEAR, "year": year} for year in (2028, 2030, 2027, 2025, 2024)]
    told = whole(surplus=rows)
    assert [year.year for year in made(told).years] == [2027, 2028]
    assert notes(told) == {"years_left_out", "accounts_of_another_year", "same_months_each_year"}


def test_where_no_year_follows_the_accounts_the_last_ones_are_taken() -> None:
    told = whole(surplus=[{**YEAR, "year": year} for year in (2021, 2024, 2025)])
    assert [year.year for year in made(told).years] == [2024, 2025]


def test_a_starter_without_accounts_begins_with_its_shares_alone() -> None:
    for project in ({"form": "sc"}, {"form": "sc", "articles_state": "signed", "registered_on": "2026-03-01"}):
        told = whole(project=project, balance={})
        assert both(made(told).opening.net_assets, made(told).opening.paid_up) == (50_000, 50_000)
        assert notes(told) == {"no_accounts_yet"}


def test_a_project_that_pays_nobody_needs_no_cash_plan_and_no_shares() -> None:
    told = planned(project={"form": "asbl"}, surplus=[{"year": 2026, "result_before_tax": "5", "dividend": "0"}])
    assert made(told).years[0].cash is None
    assert made(told).status == made(planned(project={"form": "asbl"}, tax={"regime": "legal_persons"},
        surplus=[{"year": 2026, "result_before_tax": "5", "dividend": "0"}])).status  # fmt: skip
    assert notes(told) == {"no_accounts_yet", "legal_persons_tax"}


def test_what_the_plan_leaves_out_is_said() -> None:
    told = whole(
        project={"form": "other"},
        surplus=[{**YEAR, "other_advantages": "50"}],
        holdings=[{"category": "own_mission", "amount": "5"}],
        balance={"year": 2025, "total_assets": "9", "debts": "1"},
    )
    assert notes(told) == {"read_as_cooperative", "other_advantages_left_out", "holdings_not_yearly", "balance_unsaid"}


def test_an_association_taxed_as_a_business_and_a_private_company_stay_what_they_are() -> None:
    taxed = made(whole(project={"form": "asbl"}, tax={"regime": "corporate"}))
    assert both(taxed.status.form, taxed.years[0].tax.association_taxed) == (Form.ASBL, True)
    assert made(whole(project={"form": "srl", "aimed": ["SES"]})).status.approvals == frozenset()


@given(made=documents(garbage))
@example(made={"facts": {"surplus": {"r1": {**YEAR, "result_before_tax": "1.001"}}, "balance": 3}})
def test_any_dossier_makes_a_plan_the_simulator_takes_or_says_what_to_ask(made: Document) -> None:
    told = surplus_plan(Facts(made, CATALOGUE), law())
    assert (told.plan is None) is bool(told.asks)
    if told.plan:
        assert len(simulate(told.plan, law()).years) == len(told.plan.years)


@pytest.mark.parametrize("language", ["fr", "nl", "en"])
def test_every_note_has_its_sentence(language: str) -> None:
    say = Wording(content.load().texts, language).say
    rows = [{"year": year, "result_after_tax": "5", "dividend": "1", "mission_amount": "0", "paid_up": "9",
        "other_advantages": "1"} for year in (2026, 2027, 2030)]  # fmt: skip
    some = [
        whole(project={"form": "undecided"}, surplus=rows, balance={"year": 2024, "total_assets": "9", "debts": "1"},
            holdings=[{"amount": "5"}]),
        whole(project={"form": "asbl"}, balance={}),
    ]  # fmt: skip
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        keys = {note.key for told in some for note in told.notes if say(note)}
    assert keys == {key for key in content.load().texts if key.startswith("plans.")}
