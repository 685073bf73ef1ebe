"""The lab of the collective story: five lines, the hours, and who takes over from whom."""

from __future__ import annotations

from datetime import date
from typing import Any

from casebook import document

from coopkit import content
from coopkit.core import dossier
from coopkit.core.branches import trying
from coopkit.core.model import Document
from coopkit.pages import showing

ON = date(2026, 11, 23)


def look(told: Document, *, drawn: bool = False) -> list[dict[str, Any]]:
    view: dict[str, Any] = showing.view("story", told, "en", ON, drawn=drawn)
    return list(view["blocks"])


def relay(told: Document) -> dict[str, Any]:
    (found,) = [block for block in look(told) if block.get("id") == "relay"]
    return found


def test_who_takes_over_and_how_many_hours_that_would_be() -> None:
    shown = relay(content.example("grocer"))
    rows = {row["title"]: row["cells"] for row in shown["rows"]}
    assert rows["Bert Lambriquet"] == ["8", "Comptes, subsides", "Amina Vandenrade", "28"]
    assert rows["Driss El Navette"] == ["30", "Caisse, logistique", "nobody yet", "–"]
    assert shown["sentence"] == "Nobody can stand in for Driss El Navette yet. Talk about that first."


def test_whoever_is_not_in_the_team_is_said_to_be_outside_it() -> None:
    rows = {row["title"]: row["cells"] for row in relay(content.example("label-without-substance"))["rows"]}
    assert rows["Olivia Hardrijder"][2:] == ["L'application, not in the team noted", "–"]


def test_when_everybody_has_somebody_it_says_so() -> None:
    two = [{"label": "Aya", "stand_in": "bo"}, {"label": "Bo", "role": "Caisse", "stand_in": "Aya"}]
    shown = relay(document({"founders": two}))
    assert shown["sentence"] == "Everybody has somebody who takes over."
    assert shown["rows"][0]["cells"] == ["0", "not noted", "bo", "0"]


def test_the_story_stands_in_five_lines_and_says_what_is_to_be_written() -> None:
    (told,) = [block["items"] for block in look(content.example("grocer")) if block["type"] == "list"]
    assert len(told) == 5
    assert told[0].startswith("We are: Amina Vandenrade (Achats et fournisseurs), ")
    assert told[3] == "Where the project comes from: From a group of people who share this need"
    (lacking,) = [block["items"] for block in look(document({"need": {"who": "Us"}})) if block["type"] == "list"]
    assert lacking[:3] == [
        "Who are you? To write together.",
        "The need: Us",
        "Why together? To write in the box of the collective.",
    ]


def test_the_hours_are_drawn_as_on_the_page_of_the_team() -> None:
    told = content.example("workshop")
    (chart,) = [block for block in look(told, drawn=True) if block["type"] == "chart"]
    view: dict[str, Any] = showing.view("readiness", told, "en", ON)
    assert chart == next(block for block in view["blocks"] if block["type"] == "chart")
    nobody_gives = document({"founders": [{"role": "Caisse"}]})
    assert all(block["type"] != "chart" for block in look(nobody_gives, drawn=True))


def test_trials_compare_people_hours_and_relays() -> None:
    told = dossier.apply(
        content.example("grocer"),
        [("scenarios.k1.lab", "story"), trying("k1", "facts.founders.r4.stand_in", "Bert Lambriquet")],
    )
    (shown,) = [block for block in look(told) if block.get("title") == "Side by side"]
    rows = {row["title"]: row["cells"] for row in shown["rows"]}
    assert rows == {
        "People in the team": ["4", "4"],
        "Hours a week, together": ["70.5", "70.5"],
        "People somebody can stand in for": ["3", "4"],
    }
    alone = dossier.apply(document({"need": {"who": "Us"}}), [("scenarios.k1.lab", "story")])
    assert all(block.get("id") != "trials" for block in look(alone))
