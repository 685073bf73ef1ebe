"""The picture of what a project lives from, its table, its sentence and its four lines."""

from __future__ import annotations

from datetime import date
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from casebook import document

from coopkit import content
from coopkit.core.dossier import empty
from coopkit.core.model import Document
from coopkit.pages import showing

ON = date(2026, 11, 23)
EXAMPLES = [None, *sorted(content.load().examples)]
SALES = {"label": "Ventes", "logic": "market", "amount": "900", "lasting": "yes"}
GRANT = {"label": "Subside", "logic": "public", "amount": "100", "lasting": "no", "ends": "2027-12-31"}


def screen(told: Document, *, drawn: bool = True) -> dict[str, Any]:
    view: dict[str, Any] = showing.view("business-model", told, "en", ON, drawn=drawn)
    (found,) = [block for block in view["blocks"] if block["type"] == "screen"]
    return dict(found)


def line(name: str, **facts: object) -> str:
    (found,) = [item["sentence"] for item in screen(document(facts))["items"] if item["id"] == name]
    return str(found)


@pytest.mark.parametrize("example", EXAMPLES)
def test_the_mix_stands_on_the_business_model_page_with_its_four_lines(example: str | None) -> None:
    shown = screen(content.example(example) if example else empty())
    assert [item["id"] for item in shown["items"]] == ["mix", "payer", "hours", "lasting"]
    assert bool(shown["chart"]) is bool(example)
    assert bool(shown["wait"]) is not bool(example)
    assert all(item["title"] and item["sentence"] for item in shown["items"])


def test_the_picture_has_its_numbers_in_the_table_and_its_shares_in_the_sentence() -> None:
    chart = screen(content.example("workshop"))["chart"]
    assert chart["rows"] == [
        ["Sales", "€110,600", "€0", "€110,600", "42.9%"],
        ["Public money", "€98,000", "€0", "€98,000", "38%"],
        ["Mutual help", "€5,000", "€44,200", "€49,200", "19.1%"],
    ]
    assert [said for said in ("€257,800", "42.9%", "38%", "19.1%") if said not in chart["sentence"]] == []
    assert ET.fromstring(chart["svg"]).tag.endswith("svg")  # noqa: S314  (drawn here)


def test_it_is_there_before_its_picture() -> None:
    chart = screen(content.example("housing"), drawn=False)["chart"]
    assert (chart["svg"], len(chart["rows"])) == ("", 3)


def test_hours_that_count_say_their_value_and_that_they_are_no_money() -> None:
    hours = [{"label": "Un", "hours": "100", "hourly_value": "12"}, {"hours": "10", "hourly_value": "20.50"}]
    one = line("hours", resources=[SALES], volunteering=hours[:1])
    assert one.startswith("100 hours, counted as €1,200, at €12 an hour.")
    many = line("hours", resources=[SALES], volunteering=hours)
    assert many.startswith("110 hours, counted as €1,405, at €12 to €20.50 an hour.")
    assert all("it is not money" in said for said in (one, many))
    assert line("hours", resources=[SALES]) == "No hours are noted."


def test_a_mix_that_cannot_be_told_says_what_it_waits_for() -> None:
    shown = screen(document({"resources": [SALES, {"label": "Subside", "logic": "public"}]}))
    assert (shown["chart"], shown["wait"]) == (None, "The picture still waits for: Amount a year.")


def test_what_lasts_is_told_with_the_first_end_and_without_a_share_while_it_is_not_known() -> None:
    assert line("lasting", resources=[SALES]) == "Of €900 of money, €900, 100%, come from resources that last."
    ending = line("lasting", resources=[SALES, {**GRANT, "ends": "2029-12-31", "label": "Autre"}, GRANT])
    assert ending.endswith("The first to end is “Subside”, on 31 December 2027.")
    unsaid = line("lasting", resources=[SALES, {**GRANT, "lasting": {"is": "dont_know"}}])
    assert unsaid == "Say of each resource whether it lasts."
