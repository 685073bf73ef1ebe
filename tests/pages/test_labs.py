"""A lab on the team's numbers, on an example's while there are none, and what was tried side by side."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from coopkit import content
from coopkit.core import dossier
from coopkit.core.branches import trying
from coopkit.core.model import Document
from coopkit.pages import showing, spec

ON = date(2026, 11, 23)

OURS = dossier.apply(
    dossier.empty(),
    [
        ("facts.members.r1.label", "Fondatrices"),
        ("facts.members.r1.count", 3),
        ("facts.members.r1.shares", 10),
        ("facts.members.r2.label", "Voisins"),
        ("facts.members.r2.count", 30),
        ("facts.members.r2.shares", 1),
    ],
)
WITH_A_FUND = dossier.apply(
    OURS,
    [
        ("scenarios.k1.lab", "who-decides"),
        ("scenarios.k1.name", "Avec un fonds"),
        trying("k1", "facts.members.r3.label", "Fonds"),
        trying("k1", "facts.members.r3.count", 1),
        trying("k1", "facts.members.r3.shares", 100),
    ],
)


def look(document: Document, scenario: str = "") -> tuple[str, list[dict[str, Any]]]:
    view: dict[str, Any] = showing.view("who-decides", document, "en", ON, drawn=False, scenario=scenario)
    return " ".join(block["text"] for block in view["blocks"] if block["type"] == "note"), view["blocks"]


def side_by_side(blocks: list[dict[str, Any]]) -> dict[str, Any]:
    return next(block for block in blocks if block.get("id") == "trials")


def test_without_numbers_a_lab_shows_an_example_and_says_whose_they_are() -> None:
    said, blocks = look(dossier.empty())
    assert "These are the numbers of an example: The Three Turnips" in said
    assert "no member decides alone" in said
    assert "example" not in look(OURS)[0]
    assert all(block.get("id") != "trials" for block in blocks)


def test_a_scenario_is_shown_in_place_of_the_dossier_and_the_dossier_stays() -> None:
    assert "one single person of “Fonds” decides" in look(WITH_A_FUND, "k1")[0]
    assert "Fonds" not in look(WITH_A_FUND)[0]


def test_scenarios_stand_side_by_side_with_one_sentence_on_what_changed() -> None:
    shown = side_by_side(look(WITH_A_FUND)[1])
    assert shown["columns"] == ["Our dossier", "Avec un fonds"]
    rows = {row["title"]: row["cells"] for row in shown["rows"]}
    assert rows["Members"] == ["33", "34"]
    # 100 of 30 + 30 + 100 votes; before, 10 of 60.
    assert rows["One share, one vote: votes of the strongest member"] == ["16.7%", "62.5%"]
    assert rows["One share, one vote: persons it takes to decide"] == ["4", "1"]
    assert shown["sentence"].startswith('"Avec un fonds" changes')
    assert "Members, from 33 to 34" in shown["sentence"]


def test_a_scenario_that_changes_nothing_says_so_and_one_of_another_lab_is_not_shown() -> None:
    same = dossier.apply(OURS, [("scenarios.k1.lab", "who-decides")])
    assert side_by_side(look(same)[1])["sentence"] == '"Trial without a name" changes none of these numbers.'
    other = dossier.apply(OURS, [("scenarios.k1.lab", "surplus"), ("scenarios.k1.name", "Elsewhere")])
    assert all(block.get("id") != "trials" for block in look(other)[1])


def test_the_form_of_a_lab_brings_the_example_to_try() -> None:
    lent: Any = spec("who-decides")["example"]
    assert lent["title"]["en"].startswith("The Three Turnips")
    assert {path.rsplit(".", 2)[0] for path, _ in lent["edits"]} == {"facts.members"}
    assert spec("governance")["example"] is None


def test_a_trial_with_an_example_stands_alone_while_the_dossier_has_no_numbers() -> None:
    alone = {part: tree for part, tree in WITH_A_FUND.items() if part != "facts"}
    assert all(block.get("id") != "trials" for block in look(alone, "k1")[1])


def test_money_is_screened_as_on_the_profit_page_and_trials_compare_how_close_it_stays() -> None:
    document = content.example("housing")
    tried = dossier.apply(document, [("scenarios.k1.lab", "money"), ("scenarios.k1.name", "Tout à la mission")])
    rows = dossier.get(document, "facts.holdings")
    assert isinstance(rows, dict)
    tried = dossier.apply(tried, (trying("k1", f"facts.holdings.{row}.category", "own_mission") for row in rows))
    view: dict[str, Any] = showing.view("money", tried, "en", ON, drawn=False)
    screened: dict[str, Any] = showing.view("profit", document, "en", ON, drawn=False)
    (ours,) = [block for block in view["blocks"] if block["type"] == "screen"]
    assert ours == next(block for block in screened["blocks"] if block["type"] == "screen")
    cells = {row["title"]: row["cells"] for row in side_by_side(view["blocks"])["rows"]}
    assert cells["Share close to the mission"][1] == "100%"
    assert cells["beside the mission"][1] == "€0"
    assert cells["Share close to the mission"][0] != "100%"


def test_two_trials_without_a_name_stand_in_columns_of_their_own() -> None:
    two = dossier.apply(
        WITH_A_FUND,
        [
            ("scenarios.k1.name", None),
            ("scenarios.k2.lab", "who-decides"),
            trying("k2", "facts.members.r1.shares", 20),
        ],
    )
    shown = side_by_side(look(two)[1])
    assert shown["columns"] == ["Our dossier", "Trial without a name", "Trial without a name"]
    rows = {row["title"]: row["cells"] for row in shown["rows"]}
    assert rows["Members"] == ["33", "34", "33"]


def test_what_cannot_be_read_is_said_above_the_last_good_figures() -> None:
    def shown(unread: int) -> list[dict[str, Any]]:
        (view,) = showing.views("who-decides", OURS, showing.Asked(language="en", on=ON, unread=unread), drawn=True)
        blocks: Any = view["blocks"]
        return list(blocks)

    told, *rest = shown(2)
    assert told["text"].startswith("2 fields of the form need correcting.")
    assert rest == shown(0)


@pytest.mark.parametrize(("page", "spoken_of"), [("surplus", "figures"), ("profit", "verdicts")])
def test_a_lab_says_that_its_figures_are_no_legal_advice_and_speaks_of_no_verdicts(page: str, spoken_of: str) -> None:
    view: dict[str, Any] = showing.view(page, dossier.empty(), "en", ON, drawn=False)
    notes = [block["text"] for block in view["blocks"] if block["type"] == "note"]
    assert any(f"These {spoken_of}" in note and "not legal advice" in note for note in notes)
