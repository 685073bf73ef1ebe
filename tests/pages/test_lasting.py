"""The picture of who pays the wages: the sentence of its criterion, its numbers as a table, and what it waits for."""

from __future__ import annotations

from datetime import date
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from casebook import document

from coopkit import content
from coopkit.core.dossier import empty
from coopkit.core.model import LANGUAGES, Document
from coopkit.pages import showing

ON = date(2026, 11, 23)
SIGNED = {"form": "sc", "articles_state": "signed"}
POST: dict[str, Any] = {"label": "Équipe", "status": "existing", "contract": "open_ended", "employer_cost": "4000"}
SALES: dict[str, Any] = {"label": "Ventes", "logic": "market", "amount": "36000", "lasting": "yes"}
GRANT: dict[str, Any] = {"label": "Appel", "logic": "public", "amount": "12000", "lasting": "no", "ends": "2027-06-30"}


def picture(made: Document, language: str = "en", *, drawn: bool = True) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the screen of the page of jobs, and what is said of JOB-05."""
    shown: dict[str, Any] = showing.view("jobs", made, language, ON, drawn=drawn)
    (screen,) = [block for block in shown["blocks"] if block["type"] == "screen"]
    return screen, shown["findings"]["JOB-05"]


def given(**facts: object) -> Document:
    return document({"project": SIGNED, "jobs": [POST], "resources": [SALES, GRANT], **facts})


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_sentence_says_it_as_the_criterion_does_and_the_table_has_the_numbers_of_the_picture(language: str) -> None:
    screen, said = picture(given(), language)
    chart = screen["chart"]
    assert chart["sentence"] == said["reason"]
    assert ET.fromstring(chart["svg"]).tag.endswith("svg")  # noqa: S314  (drawn here)
    assert all(len(row) == len(chart["columns"]) for row in chart["rows"])


def test_months_alike_are_one_line_of_the_table() -> None:
    chart = picture(given())[0]["chart"]
    assert chart["rows"] == [
        ["November 2026 to June 2027", "€4,000", "€3,000", "€1,000", "€0"],
        ["July 2027 to October 2029", "€4,000", "€3,000", "€0", "€1,000"],
    ]
    assert "The dotted line is the cliff." in chart["caption"]
    assert "1 July 2027" in chart["sentence"]


def test_a_month_unlike_its_neighbours_is_named_alone() -> None:
    chart = picture(given(resources=[SALES, {**GRANT, "ends": "2026-11-30"}]))[0]["chart"]
    assert chart["rows"][0][0] == "November 2026"


def test_without_a_cliff_nothing_is_said_of_one() -> None:
    chart = picture(given(resources=[SALES]))[0]["chart"]
    assert "cliff" not in chart["caption"]
    assert len(chart["rows"]) == 1


def test_both_years_judged_stand_below() -> None:
    screen, _ = picture(given())
    assert [item["sentence"] for item in screen["items"]] == [
        "€36,000 of lasting income for €48,000 of wages: 75%."
    ] * 2


def test_before_the_first_drawing_everything_else_is_there() -> None:
    assert picture(given(), drawn=False)[0]["chart"]["svg"] == ""


def test_wages_that_an_aid_pays_wholly_are_a_picture_of_nothing_to_pay() -> None:
    aid = {"label": "Poste ACS", "job": "Équipe", "kind": "premium", "amount": "4000"}
    chart = picture(given(aids=[aid]))[0]["chart"]
    assert [row[1:] for row in chart["rows"]] == [["€0", "€0", "€0", "€0"]]


@pytest.mark.parametrize(
    ("made", "wants"),
    [
        (empty(), "Your jobs"),
        (given(resources=[{**SALES, "lasting": {"is": "dont_know"}}]), "Will it last?"),
        (given(jobs=[{"label": "Équipe", "status": "existing", "contract": "volunteer"}]), "Your jobs"),
        (given(answers={"JOB-05": {"not_applicable": "Nous n'engageons personne."}}), "Nous n'engageons personne."),
    ],
)
def test_without_a_picture_it_is_said_what_is_lacking(made: Document, wants: str) -> None:
    screen, _ = picture(made)
    assert screen["chart"] is None
    assert screen["items"] == []
    assert wants in screen["wait"]


def test_every_example_has_a_picture() -> None:
    for name in content.load().examples:
        assert picture(content.example(name))[0]["chart"], name
