"""The lab of the surplus: its numbers are the simulator's, what a rule reduces is said, ten years are drawn."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from coopkit import content
from coopkit.core import dossier
from coopkit.core.facts import Facts
from coopkit.core.law import Law
from coopkit.core.model import Document
from coopkit.core.plans import surplus_plan
from coopkit.core.simulate.plan import Stakeholder
from coopkit.core.simulate.surplus import simulate
from coopkit.pages import showing
from coopkit.pages.words import wording

ON = date(2026, 11, 23)


def look(document: Document, *, drawn: bool = False) -> list[dict[str, Any]]:
    view: dict[str, Any] = showing.view("surplus", document, "en", ON, drawn=drawn)
    return list(view["blocks"])


def test_ten_years_are_the_simulators_with_the_last_year_again_and_again() -> None:
    document = content.example("mobility")
    catalogue = content.load().catalogue
    law = Law(catalogue.parameters, ON)
    plan = surplus_plan(Facts(document, catalogue), law).plan
    assert plan is not None
    last = plan.years[-1]
    more = [
        replace(last, year=year, entries=Decimal(0), exits=Decimal(0))
        for year in range(last.year + 1, plan.years[0].year + 10)
    ]
    outcome = simulate(replace(plan, years=(*plan.years, *more)), law)
    money = wording("en").money
    chart = next(block for block in look(document, drawn=True) if block["type"] == "chart")
    assert len(chart["rows"]) == 10
    for row, year in zip(chart["rows"], outcome.years, strict=True):
        assert row[1:7] == [money(year.effects[who]) for who in Stakeholder]
        assert row[7] == money(sum(year.effects.values(), Decimal(0)))
    assert money(outcome.effects[Stakeholder.MISSION]) in chart["sentence"]
    assert chart["rows"][2][0] == "2025"
    assert chart["rows"][3][0] == "2026 (as before)"


def test_what_a_rule_reduces_is_said_with_its_reason_and_the_arithmetic_stands_below() -> None:
    blocks = look(content.example("mobility"))
    (stopped,) = [block for block in blocks if block.get("title") == "Where a rule reduces or stops your wish"]
    # 6 % of 210,000 less a refund of 11,800 is 800 net, before 30 % withheld 1,142.85.
    assert stopped["items"] == [
        "2025, dividend: €1,142.85 instead of €6,900, because of this: the cap on all advantages of a member."
    ]
    (lines,) = [block["items"] for block in blocks if block.get("fold") == "year:2025"]
    assert any("1,142.85" in line for line in lines)
    assert not any("€0 of €0" in line for line in lines)


def test_an_association_may_share_nothing_among_members() -> None:
    document = dossier.put(content.example("creche"), "facts.surplus.r3.dividend", "900")
    said = str([block.get("items") for block in look(document)])
    assert "2025, dividend: €0 instead of €900, because of this: an association pays its members nothing." in said


def test_a_plan_that_cannot_be_counted_says_what_to_fill_in() -> None:
    said = look(content.example("grocer"))
    assert "first answer this" in said[0]["text"]
    assert "Your next twelve months" in said[0]["text"]


def test_a_wish_that_no_rule_reduces_says_so() -> None:
    assert "No rule reduces what you wish." in [block.get("text") for block in look(content.example("housing"))]
