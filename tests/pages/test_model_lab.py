"""The lab of the model: each founder's part, the mix and the canvas of their pages, and break-even as simulated."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from casebook import document

from coopkit import content
from coopkit.core import dossier
from coopkit.core.branches import trying
from coopkit.core.model import Document
from coopkit.core.simulate.cashflow import break_even
from coopkit.pages import showing
from coopkit.pages.words import wording

ON = date(2026, 11, 23)
TITLE = "How much must you sell in a year?"


def look(told: Document) -> list[dict[str, Any]]:
    view: dict[str, Any] = showing.view("our-model", told, "en", ON, drawn=False)
    return list(view["blocks"])


def lines(told: Document) -> list[str]:
    (found,) = [block["items"] for block in look(told) if block.get("title") == TITLE]
    return list(found)


def notes(told: Document) -> str:
    return " ".join(block["text"] for block in look(told) if block["type"] == "note")


def test_break_even_is_the_simulators_with_its_arithmetic_beside_the_sales_planned() -> None:
    said, say = lines(content.example("grocer")), wording("en")
    found = break_even(Decimal(144000), price=Decimal(32), variable=Decimal(23))
    assert say.number(found.units) in said[0]
    assert say.money(found.turnover) in said[0]
    assert said[1] == "You plan €480,000 of sales: €32,000 is missing."
    assert said[2:] == [
        "margin a unit: €32 − €23 = €9",
        "€144,000 of fixed costs / €9 a unit: 16,000 units are needed",
        "turnover: 16,000 × €32 = €512,000",
    ]


def test_enough_sales_are_said_and_none_are_not_compared() -> None:
    cheap = dossier.put(content.example("grocer"), "facts.break_even.fixed", "90000")
    assert lines(cheap)[1] == "You plan €480,000 of sales: €160,000 more than it takes."
    alone = document({"break_even": {"fixed": "10", "price": "3", "variable": "1"}})
    assert len(lines(alone)) == 4


def test_what_is_missing_is_named_and_a_price_below_the_cost_is_said() -> None:
    missing = dossier.put(content.example("grocer"), "facts.break_even.price", None)
    assert "first answer this: Price of one unit" in notes(missing)
    below = dossier.put(content.example("grocer"), "facts.break_even.price", "23")
    assert "One unit sells at €23 and costs €23: selling more pays no fixed cost." in notes(below)


@pytest.mark.parametrize("example", sorted(content.load().examples))
def test_the_mix_and_the_sheet_are_those_of_the_business_model_page(example: str) -> None:
    told = content.example(example)
    view: dict[str, Any] = showing.view("business-model", told, "en", ON, drawn=False)
    for kind in ("screen", "canvas"):
        (here,) = [block for block in look(told) if block["type"] == kind]
        assert here == next(block for block in view["blocks"] if block["type"] == kind)


def test_each_founder_stands_with_a_share_of_the_hours() -> None:
    (people,) = [block for block in look(content.example("creche")) if block.get("id") == "people"]
    assert [row["cells"][2:] for row in people["rows"]] == [
        ["4", "8.5%"],
        ["3", "6.4%"],
        ["38", "80.9%"],
        ["2", "4.3%"],
    ]
    assert people["sentence"] == "4 people together give 47 hours a week."
    assert "Enter the people who carry the project" in notes(document({"canvas": {"need": "Us"}}))


def test_trials_compare_hours_mix_break_even_and_boxes() -> None:
    tried = dossier.apply(
        content.example("grocer"),
        [
            ("scenarios.k1.lab", "our-model"),
            ("scenarios.k1.name", "Plus cher"),
            trying("k1", "facts.break_even.price", "35"),
            ("scenarios.k2.lab", "our-model"),
            trying("k2", "facts.break_even.price", "1"),
            trying("k2", "facts.founders", None),
        ],
    )
    (shown,) = [block for block in look(tried) if block.get("title") == "Side by side"]
    rows = {row["title"]: row["cells"] for row in shown["rows"]}
    assert rows["Units to sell to break even"] == ["16,000", "12,000", "–"]
    assert rows["Sales it takes to break even"] == ["€512,000", "€420,000", "–"]
    assert rows["Boxes of the canvas written"][0] == "14"
    empty = dossier.apply(document({"canvas": {"need": "Us"}}), [("scenarios.k1.lab", "our-model")])
    (bare,) = [block for block in look(empty) if block.get("title") == "Side by side"]
    assert [row["title"] for row in bare["rows"]] == ["Boxes of the canvas written"]
