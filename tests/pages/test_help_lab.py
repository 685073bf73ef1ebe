"""The lab of mutual help: a table a round, a reason a meeting, and prompts to share instead of competing."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from coopkit import content
from coopkit.core import dossier
from coopkit.core.branches import trying
from coopkit.core.model import Document, Json
from coopkit.pages import showing

ON = date(2026, 11, 23)


def room(*teams: dict[str, Json], rounds: int | None = None) -> Document:
    edits: list[tuple[str, Json]] = [
        (f"facts.exchange.r{place}.{column}", value)
        for place, team in enumerate(teams, 1)
        for column, value in team.items()
    ]
    return dossier.apply(dossier.empty(), [*edits, *([("facts.meetings.rounds", rounds)] if rounds else [])])


def look(document: Document, language: str = "en") -> list[dict[str, Any]]:
    view: dict[str, Any] = showing.view("help", document, language, ON, drawn=False)
    return list(view["blocks"])


def tables(blocks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [block for block in blocks if block["type"] == "table"]


A: dict[str, Json] = {"label": "A", "offers": ["accounting"], "needs": ["digital"], "answers": ["food", "other"]}
B: dict[str, Json] = {"label": "B", "needs": ["accounting", "digital"], "answers": ["food", "other"]}
C: dict[str, Json] = {"label": "C", "answers": ["housing"]}


def test_a_meeting_says_why_these_two_and_asks_what_they_could_share() -> None:
    (held,) = tables(look(room(A, B, rounds=1)))
    assert held["sentence"] == "Every team has a meeting."
    ((team, other, why),) = [(row["title"], *row["cells"]) for row in held["rows"]]
    assert (team, other) == ("A", "B")
    assert why.startswith("A offers, and B looks for: accounting and budget.")
    assert "same need (food): what could you share" in why
    assert why.endswith("Both of you look for: website and digital tools. Look together, it is often cheaper.")


def test_where_nothing_fits_the_sentence_says_so_and_help_can_go_the_other_way() -> None:
    first, second, third = tables(look(room(C, B, A)))
    assert [(row["title"], row["cells"][0]) for row in first["rows"]] == [("B", "A")]
    assert first["rows"][0]["cells"][1].startswith("A offers, and B looks for: accounting")
    assert "Nothing that was noted fits" in second["rows"][0]["cells"][1]
    assert {one["sentence"].split(" rests")[0] for one in (first, second, third)} == {"A", "B", "C"}


def test_fewer_rounds_are_needed_when_all_have_met() -> None:
    said = [block["text"] for block in look(room(A, B, rounds=4)) if block["type"] == "note"]
    assert "After 1 round all teams have met: no more is needed." in said
    assert "2 teams, 1 round, 1 meeting. 1 call for help can find an answer there." in said


def test_what_nobody_else_offers_is_named_with_the_teams_own_words() -> None:
    (told,) = [block for block in look(room({**A, "text": "Un site"}, B)) if block["type"] == "list"]
    assert told["items"] == ['Website and digital tools, for A and B. A: "Un site"']


def test_several_rest_where_the_pairs_that_are_left_do_not_fill_the_room() -> None:
    ten: list[dict[str, Json]] = [{"label": name} for name in "ABCDEFGHIJ"]
    resting = [one["sentence"] for one in tables(look(room(*ten, rounds=9)))]
    assert any(" rest this round: each team" in said for said in resting)


@pytest.mark.parametrize("language", ["fr", "nl", "en"])
def test_one_team_alone_and_an_unreadable_row_wait_kindly(language: str) -> None:
    assert tables(look(room(A), language)) == []
    nameless: dict[str, Json] = {"offers": {"is": "dont_know"}, "needs": ["accounting"]}
    (held, *_) = tables(look(room(A, nameless), language))
    assert held["rows"][0]["cells"][0] in {"Équipe 2", "Team 2"}


def test_an_empty_room_shows_the_seven_teams_of_the_example() -> None:
    blocks = look(dossier.empty())
    assert "an example: The Three Turnips" in blocks[0]["text"]
    assert len(tables(blocks)) == 3
    assert all(len(one["rows"]) == 3 and "rests this round" in one["sentence"] for one in tables(blocks))


def test_a_trial_with_another_number_of_rounds_stands_beside_the_dossier() -> None:
    tried = dossier.apply(
        content.example("grocer"),
        [("scenarios.k1.lab", "help"), ("scenarios.k1.name", "Short"), trying("k1", "facts.meetings.rounds", 1)],
    )
    (shown,) = [block for block in look(tried) if block.get("id") == "trials"]
    rows = {row["title"]: row["cells"] for row in shown["rows"]}
    assert rows["Meetings"] == ["9", "3"]
    assert rows["Teams"] == ["7", "7"]
    assert rows["Meetings in which one helps the other"][1] == "3"
