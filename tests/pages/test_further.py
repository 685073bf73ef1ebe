"""What stands below the first page of the result: ways, flags, pictures, the law of another day, in words."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

import pytest

from coopkit import content
from coopkit.core.dossier import apply, empty, put
from coopkit.core.fields import DONT_KNOW
from coopkit.core.model import LANGUAGES, Document, Json
from coopkit.pages.showing import Asked, views

ON = date(2026, 11, 23)
GROCER = content.example("grocer")


def result(document: Document, language: str = "en", /, **compared: object) -> dict[str, dict[str, Any]]:
    """The late blocks of the result by their id or type."""
    (*_, last) = views("result", document, Asked(language=language, on=ON, compared=compared), drawn=False)
    blocks: Any = last["blocks"]
    return {block.get("id", block["type"]): block for block in blocks if block.get("late")}


@cache
def grocers() -> dict[str, dict[str, Any]]:
    return result(GROCER)


def items(block: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {item["title"]: item for item in block["items"]}


def pictured(name: str = "Friday", day: str = "2026-11-06", /, **parts: Json) -> Json:
    return {"name": name, "taken_on": day, "project": {}, "facts": {}, "answers": {}, **parts}


def test_the_verdicts_come_first_and_what_takes_longer_once_they_are_there() -> None:
    first, last = (view["blocks"] for view in views("result", GROCER, Asked(language="en", on=ON), drawn=True))
    assert isinstance(first, list)
    assert isinstance(last, list)
    assert not [block for block in first if block.get("late")]
    assert last[: len(first)] == first
    assert all(block["late"] for block in last[len(first) :])
    other = [*views("governance", GROCER, Asked(language="en", on=ON), drawn=True)]
    assert len(other) == 1
    assert "partial" not in other[0]


def test_a_way_is_told_by_target_and_the_families_stand_apart_where_the_model_has_none() -> None:
    told = items(grocers()["ways"])
    assert told["The European model"]["said"] == "No set of three changes is enough. 6 points stand in the way:"
    assert len(told["The European model"]["items"]) == 6
    assert told["Governance"]["items"] == ['Write "one member, one vote" into the articles.']
    assert told["Profit and its limit"]["items"][0].startswith(
        "A written rule says when and how profit may be paid out:"
    )
    assert told["Intake at CoopCity"]["said"] == "Nothing you answered stands in the way."
    approved = told["Approved cooperative (SC agréée / erkende CV)"]
    assert approved["said"] == "2 changes are enough, together:"
    assert approved["notes"] == ["3 points remain to be confirmed."]
    assert "Governance" not in items(result(content.example("creche"))["ways"])


def test_a_flag_is_named_on_the_first_page_and_explained_below_and_nobody_without_one_reads_of_them() -> None:
    hollow = put(content.example("label-without-substance"), "project.held", ["ESD"])
    (*_, last) = views("result", hollow, Asked(language="en", on=ON), drawn=False)
    blocks: Any = last["blocks"]
    notes = [block["text"] for block in blocks if block["type"] == "note"]
    assert any("red flags, explained below" in text for text in notes)
    told = items(next(block for block in blocks if block.get("id") == "flags"))
    assert told["Nothing locks the mission if you stop"]["label"] == "Not met"
    assert any("Not respected: The Brussels approval (ESD/SDO)" in item["notes"][0] for item in told.values())
    assert "flags" not in result(content.example("housing"))


def test_what_is_done_beyond_travels_with_the_result() -> None:
    assert "own" not in grocers()
    assert result(put(GROCER, "facts.more.text", "A school\nnext door"))["own"]["text"] == "A school\nnext door"


def test_without_a_picture_there_is_only_how_to_keep_one() -> None:
    told = grocers()["pictures"]
    assert (told["rows"], told["told"], told["none"], told["full"]) == ([], [], "", "")
    assert told["names"] == ["Friday", "Sunday", "Application"]


EDITS: list[tuple[str, Json]] = [
    ("project.needs", ["food", "housing"]),
    ("project.registered_on", "2026-01-31"),
    ("facts.articles.voting_rule", "one_member_one_vote"),
    ("facts.articles.vote_cap", "1/10"),
    ("facts.articles.dividend_cap", DONT_KNOW),
    ("facts.members.r1", {"label": "Neighbours", "count": 3}),
    ("facts.members.r2", {"count": 2}),
    ("facts.balance.total_assets", "2500.50"),
    ("facts.more.text", "x" * 100),
    ("facts.growth.effects.E1", "weaker"),
    ("answers.GOV-14.level", 3),
    ("answers.GOV-14.evidence", "Rules, art. 4"),
    ("answers.PRO-02.statement", "planned"),
    ("answers.PRO-02.not_applicable", "Not us"),
]


def lines(block: dict[str, Any]) -> list[str]:
    return [line for part in block["told"] for page in part["pages"] for line in page["items"]]


def test_what_changed_since_a_picture_is_told_in_words_under_the_page_that_asks_it() -> None:
    document = put(apply(empty(), EDITS), "snapshots.a", pictured())
    told = result(document)["pictures"]
    assert told["ends"] == ["a", "now"]
    assert told["rows"] == [{"id": "a", "name": "Friday, 6 November 2026", "remove": 'Remove "Friday"'}]
    said = lines(told)
    for end in (
        "Housing, Food",
        "31 January 2026",
        "One member, one vote",
        "1/10",
        "don't know",
        "Neighbours, How many persons: nothing → 3",
        "€2,500.50",
        f'"{"x" * 80}…"',
        "nothing → level 3",
        'evidence: nothing → "Rules, art. 4"',
        "nothing → it is planned",
        'does not apply to us: nothing → "Not us"',
    ):
        assert any(end in line for line in said), (end, said)
    assert told["told"][0]["pages"][0]["title"] == "Governance: who decides?"
    assert any(line.startswith("Votes do not follow money: not known yet → met") for line in said)


def between(document: Document, first: object, last: object) -> dict[str, Any]:
    asked = Asked(language="en", on=ON, compared={"from": first, "to": last})
    (*_, told) = views("result", document, asked, drawn=False)
    blocks: Any = told["blocks"]
    found: dict[str, Any] = next(block for block in blocks if block["type"] == "pictures")
    return found


def test_any_two_pictures_are_compared_and_what_is_no_picture_is_not() -> None:
    parts: dict[str, Json] = {part: GROCER[part] for part in ("project", "facts", "answers")}
    document = apply(GROCER, [("snapshots.a", pictured(**parts)), ("snapshots.b", pictured("Sunday", "2026-11-08"))])
    told = between(document, "a", "now")
    assert (told["told"], told["none"]) == ([], "Nothing changed between these two pictures.")
    assert [choice["id"] for choice in told["choices"]] == ["a", "b", "now"]
    assert between(document, "gone", 3)["ends"] == ["b", "now"]
    back = lines(between(document, "now", "b"))
    assert any(line.endswith("→ nothing") for line in back)


def test_a_level_that_rises_without_turning_the_verdict_is_told_by_its_level() -> None:
    before = put(empty(), "answers.GOV-14.level", 3)
    document = put(put(before, "snapshots.a", pictured(answers=before["answers"])), "answers.GOV-14.level", 4)
    assert any("level 3 → level 4" in line for line in lines(result(document)["pictures"])[1:])


def test_a_full_dossier_says_how_many_pictures_it_keeps() -> None:
    document = apply(GROCER, [(f"snapshots.r{number}", pictured()) for number in range(12)])
    assert result(document)["pictures"]["full"].startswith("You have 12 pictures")


def test_the_law_of_another_day_is_next_year_s_until_a_day_is_asked_for() -> None:
    told = grocers()["law"]
    assert told["on"] == "2027-01-01"
    assert told["between"] == "From 23 November 2026 to 1 January 2027:"
    assert bool(told["pages"]) is not bool(told["none"])
    old = result(GROCER, on="2019-01-01")["law"]
    assert old["between"] == "From 1 January 2019 to 23 November 2026:"
    said = [line for page in old["pages"] for line in page["items"]]
    assert any("(The Brussels approval (ESD/SDO)): does not apply to you → " in line for line in said)
    assert not any("SES" in line for line in said)
    assert result(GROCER, on="tomorrow")["law"]["on"] == "2027-01-01"


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_is_said_in_every_language(language: str) -> None:
    document = put(apply(content.example("label-without-substance"), EDITS), "snapshots.a", pictured())
    told = str(result(document, language))
    assert "[further" not in told
    assert "{" not in "".join(lines(result(document, language)["pictures"]))
