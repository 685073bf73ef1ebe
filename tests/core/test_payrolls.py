"""A dossier's jobs, aids and resources as a plan of the payroll simulator: what is left out, shared, asked."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from casebook import TODAY, document
from dossiers import documents, garbage
from hypothesis import given

from coopkit import content
from coopkit.core.facts import Facts
from coopkit.core.law import Law, NoLawError
from coopkit.core.model import Document
from coopkit.core.payrolls import Paid, payroll_plan
from coopkit.core.rules.durability import durability
from coopkit.core.simulate.payroll_plan import PayrollPlan
from coopkit.core.simulate.period import later_by

CATALOGUE = content.load().catalogue
POST: dict[str, Any] = {"label": "A", "status": "existing", "contract": "open_ended", "employer_cost": "4000"}
SALES: dict[str, Any] = {"label": "Ventes", "logic": "market", "amount": "36000", "lasting": "yes"}
DONT_KNOW = {"is": "dont_know"}


def paid(**facts: object) -> Paid:
    return payroll_plan(Facts(document({"jobs": [POST], **facts}), CATALOGUE), Law(CATALOGUE.parameters, TODAY))


def plan(**facts: object) -> PayrollPlan:
    made = paid(**facts).plan
    assert made is not None
    return made


def test_money_nobody_knows_enough_of_is_left_out_and_named() -> None:
    lacking: list[dict[str, Any]] = [
        {"amount": DONT_KNOW},
        {"lasting": DONT_KNOW},
        {"lasting": "no"},
        {"ends": DONT_KNOW},
        {"for_wages": DONT_KNOW},
    ]
    told = paid(resources=[SALES | one for one in lacking])
    columns = ("amount", "lasting", "ends", "ends", "for_wages")
    assert told.doubts == tuple(f"facts.resources.r{number}.{name}" for number, name in enumerate(columns, 1))
    assert plan(resources=[SALES, {**SALES, "amount": DONT_KNOW}]).incomes[0].id == "facts.resources.r1"


def test_gifts_in_kind_are_no_income_and_what_is_bought_is_never_in_kind() -> None:
    gift = {**SALES, "logic": "reciprocity", "in_kind": "yes"}
    made = plan(resources=[gift, {**SALES, "in_kind": "yes"}])
    assert [income.id for income in made.incomes] == ["facts.resources.r2"]
    assert paid(resources=[{**gift, "in_kind": DONT_KNOW}]).doubts == ("facts.resources.r1.in_kind",)


def test_an_aid_is_shared_to_the_cent_by_what_posts_cost() -> None:
    posts = [POST, {**POST, "label": "B", "employer_cost": "2000"}]
    made = plan(jobs=posts, aids=[{"amount": "100", "kind": "premium"}])
    assert [(aid.post, aid.periods[0].amount) for aid in made.aids] == [
        ("facts.jobs.r1", Decimal("66.66")),
        ("facts.jobs.r2", Decimal("33.34")),
    ]


def test_an_aid_of_somebody_who_is_no_post_helps_nobody_and_one_of_a_stranger_is_asked() -> None:
    helper = {"label": "Voisins", "status": "existing", "contract": "volunteer"}
    made = paid(jobs=[POST, helper], aids=[{"job": "voisins ", "amount": "9", "kind": "premium"}])
    assert (made.plan and made.plan.aids, made.doubts) == ((), ())
    assert paid(aids=[{"job": "Z", "amount": "9", "kind": "premium"}]).doubts == ("facts.aids.r1.job",)
    assert paid(aids=[{"amount": "9"}]).doubts == ("facts.aids.r1.kind",)


def test_an_index_in_the_present_month_has_come_already() -> None:
    told = [jump.month for jump in plan(wages={"index_month": 11, "index_rate": "2"}).jumps]
    assert told == [13, 25]
    assert [jump.month for jump in plan(wages={"index_month": 1, "index_rate": "2"}).jumps] == [3, 15, 27]


def test_a_row_without_a_name_is_called_by_its_place() -> None:
    assert [post.label for post in plan(jobs=[POST, {**POST, "label": None}]).posts] == ["A", "#2"]


def test_no_plan_begins_in_the_next_century() -> None:
    with pytest.raises(NoLawError):
        payroll_plan(Facts(document({"jobs": [POST]}), CATALOGUE), Law(CATALOGUE.parameters, date(2100, 1, 1)))


def test_months_later_stay_within_their_month_and_within_the_calendar() -> None:
    assert later_by(date(2026, 1, 31), 1) == date(2026, 2, 28)
    assert later_by(date(2026, 11, 23), 48) == date(2030, 11, 23)
    assert later_by(date(2026, 12, 31), 2) == date(2027, 2, 28)
    assert later_by(date(9998, 6, 1), 48) == date.max


@given(made=documents(garbage))
def test_whatever_a_dossier_holds_it_is_a_verdict_or_a_question(made: Document) -> None:
    found, asks = durability(Facts(made, CATALOGUE), Law(CATALOGUE.parameters, TODAY))
    assert found is None or asks == ()


def test_a_post_of_a_few_cents_is_asked_again_and_one_of_nothing_is_nobody_paid() -> None:
    """Who types 2 500 begins with a 2; no page may fall silent meanwhile."""
    aids = [{"amount": "1", "kind": "reduction"}]
    assert paid(jobs=[{**POST, "employer_cost": "0.05"}]).asks == ("facts.jobs.r1.employer_cost",)
    typing = {**POST, "employer_cost": None, "gross_monthly": "1", "fte": "0.05"}
    assert paid(jobs=[typing], aids=aids).asks == ("facts.jobs.r1.gross_monthly", "facts.jobs.r1.fte")
    assert paid(jobs=[{**POST, "employer_cost": "0"}]) == Paid()
    assert plan(jobs=[{**POST, "employer_cost": "1"}], aids=aids).posts[0].gross_year == Decimal("9.6")
