"""The pitch: three pages from the dossier; an empty place says what to fill in, and nothing unknown is told."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from coopkit import content
from coopkit.core import dossier
from coopkit.core.branches import trying
from coopkit.core.model import Document
from coopkit.pages import showing

ON = date(2026, 11, 23)


def look(document: Document, language: str = "en") -> list[dict[str, Any]]:
    view: dict[str, Any] = showing.view("pitch", document, language, ON, drawn=False)
    return list(view["blocks"])


def pitch(document: Document, language: str = "en") -> dict[str, Any]:
    (block,) = [block for block in look(document, language) if block["type"] == "pitch"]
    return block


def places(block: dict[str, Any]) -> list[dict[str, Any]]:
    return [item for page in block["pages"] for item in page["items"]]


NAMED = dossier.apply(dossier.empty(), [("project.name", "Les Moufles")])


@pytest.mark.parametrize("language", ["fr", "nl", "en"])
def test_every_empty_place_says_what_to_fill_in(language: str) -> None:
    block = pitch(NAMED, language)
    assert block["title"] == "Les Moufles"
    assert block["line"] == ""
    assert len(block["pages"]) == 3
    assert all(item["asks"] and not item["text"] and not item["known"] for item in places(block))
    assert len({item["asks"] for item in places(block)}) == len(places(block)) == 8


def test_an_empty_dossier_shows_a_whole_example_and_its_verdicts_and_the_first_answer_ends_it() -> None:
    note, block, *_ = look(dossier.empty())
    assert "an example: The Mitten Round" in note["text"]
    whole = pitch(content.example("creche"))
    assert block == whole
    assert not any(item["asks"] for item in places(whole))
    assert any(told.startswith("European model: ") for told in places(whole)[6]["known"])
    assert "example" not in str(look(NAMED))


def test_the_words_are_the_teams_and_the_numbers_those_of_its_dossier() -> None:
    document = content.example("creche")
    block = pitch(document)
    assert block["line"] == dossier.get(document, "facts.pitch.line")
    need, _, _, _, jobs, _, stands, asked = places(block)
    assert need["text"] == dossier.get(document, "facts.canvas.need")
    assert asked["text"] == dossier.get(document, "facts.pitch.ask")
    assert jobs["known"] == ["Today: 9.2 paid FTE, 7 of them open-ended"]
    assert stands["known"][:2] == ["We produce or serve regularly", "36 people concerned heard"]


def test_paid_work_is_told_only_where_every_row_says_how_much() -> None:
    rows = {"r1.status": "planned", "r1.contract": "open_ended", "r1.fte": "1.5", "r2.status": "planned"}
    rows |= {"r2.contract": "fixed_term", "r2.fte": "0.5", "r3.contract": "volunteer", "r3.fte": "4"}
    document = dossier.apply(NAMED, [(f"facts.jobs.{path}", value) for path, value in rows.items()])
    assert places(pitch(document))[4]["known"] == ["Planned: 2 paid FTE, 1.5 of them open-ended"]
    unknown = dossier.apply(document, [("facts.jobs.r2.fte", {"is": "dont_know"})])
    assert places(pitch(unknown))[4]["known"] == []
    assert places(pitch(unknown))[4]["asks"]


def test_a_long_text_is_set_smaller() -> None:
    short = dossier.apply(NAMED, [("facts.canvas.need", "Des légumes.")])
    long = dossier.apply(NAMED, [("facts.canvas.need", "Des légumes. " * 30)])
    assert [places(pitch(one))[0]["long"] for one in (short, long)] == [False, True]


def test_two_trials_of_a_pitch_are_compared_by_what_is_still_empty() -> None:
    edits = [("scenarios.k1.lab", "pitch"), ("scenarios.k1.name", "B"), trying("k1", "facts.pitch.ask", "Un local")]
    (shown,) = [block for block in look(dossier.apply(NAMED, edits)) if block.get("id") == "trials"]
    assert shown["rows"][0]["cells"] == [
        "0 places of 8 have something to tell.",
        "1 place of 8 has something to tell.",
    ]
