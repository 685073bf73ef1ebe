"""What a page says of a dossier: complete in every language, verdicts first, no grade."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from coopkit import charts, content
from coopkit.core.assess import assess
from coopkit.core.assessment import TargetResult
from coopkit.core.dossier import empty, put
from coopkit.core.model import LANGUAGES, Certainty, Document, Json, Target, Verdict
from coopkit.pages import showing
from coopkit.pages.findings import Reading, worded
from coopkit.pages.words import wording
from coopkit.report import asked_of, standing
from coopkit.wording import Wording

ON = date(2026, 11, 23)
PAGES = tuple(content.load().catalogue.pages)
EXAMPLES = (*content.load().examples, None)
TYPES = {
    "pitch",
    "table",
    *("canvas", "days", "group", "families", "chart", "compare", "screen", "steps", "contradictions", "note"),
    *("told", "own", "pictures", "law", "list", "notes"),
}
FINDING = {
    *("criterion", "title", "verdict", "label", "certainty_label"),
    *("reason", "steps", "notes", "sources", "change", "whom"),
}


@cache
def dossier(example: str | None) -> Document:
    return content.example(example) if example else empty()


def look(page_id: str, document: Document, language: str = "en") -> dict[str, Any]:
    view: dict[str, Any] = showing.view(page_id, document, language, ON)
    return view


@cache
def seen(page_id: str, example: str | None, language: str = "en") -> dict[str, Any]:
    """A page of an example, drawn once for all who only read it."""
    return look(page_id, dossier(example), language)


def blocks(view: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    return [block for block in view["blocks"] if block["type"] == kind]


def strings(tree: object) -> Iterator[str]:
    if isinstance(tree, str):
        yield tree
    elif isinstance(tree, dict):
        for key, value in tree.items():
            yield from () if key == "svg" else strings(value)
    elif isinstance(tree, list | tuple):
        for value in tree:
            yield from strings(value)


@pytest.mark.parametrize(
    "language",
    # Lines are counted in one language: the same ones speak the others, and counting is slow.
    [pytest.param(one, marks=[] if one == "en" else pytest.mark.no_cover) for one in LANGUAGES],
)
@pytest.mark.parametrize("example", EXAMPLES)
@pytest.mark.parametrize("page_id", PAGES)
def test_a_view_is_whole_in_every_language(
    page_id: str, example: str | None, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its pictures are drawn in one language: the words in them stand in the table beside them too."""
    if language == "en":
        view = seen(page_id, example)
    else:
        for draw in ("stacked", "bullets", "ranges"):
            monkeypatch.setattr(charts, draw, lambda *_, **__: "<svg/>")
        view = look(page_id, dossier(example), language)
    json.dumps(view)
    assert {block["type"] for block in view["blocks"]} <= TYPES
    for said in strings(view):
        assert "{" not in said
        assert not said.startswith("[")
    for block in blocks(view, "group"):
        assert all(set(finding) == FINDING for finding in block["findings"])
    assert view["spoken"]


@pytest.mark.parametrize("example", EXAMPLES)
def test_no_percentage_is_a_grade(example: str | None) -> None:
    view = seen("result", example)
    told = [
        view["spoken"],
        *(item[key] for block in blocks(view, "families") for item in block["items"] for key in item if key != "chart"),
    ]
    assert not [text for text in told if "%" in text]


def test_the_european_model_comes_first_then_what_is_aimed_for_then_the_rest() -> None:
    document = put(dossier("grocer"), "project.aimed", ["SES"])
    shown = [(block["id"], block["wanted"]) for block in blocks(look("governance", document), "group")]
    wanted = [name for name, is_wanted in shown if is_wanted]
    assert wanted[0] == "EUR"
    assert "SES" in wanted
    assert [name for name, is_wanted in shown if not is_wanted] == ["SCA", "ESD"]


def practice(groups: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """The findings that no target asks, by criterion."""
    return {finding["criterion"]: finding for finding in groups["practice"]["findings"]}


def test_what_nobody_aims_for_says_if_you_want_it_and_practice_stands_apart() -> None:
    groups = {block["id"]: block for block in blocks(look("governance", empty()), "group")}
    assert groups["SCA"]["title"].startswith("If you want it")
    assert "GOV-14" in practice(groups)
    assert "GOV-01" not in practice(groups)


def test_an_unknown_names_what_to_answer_and_whom_to_ask() -> None:
    finding = blocks(look("governance", empty()), "group")[0]["findings"][0]
    assert finding["verdict"] == "unknown"
    assert finding["change"][0].startswith("Answer:")
    assert finding["whom"]


def test_a_change_says_which_verdict_it_would_give() -> None:
    findings = blocks(seen("governance", "grocer"), "group")[0]["findings"]
    told = {finding["criterion"]: finding for finding in findings}["GOV-02"]
    assert told["verdict"] == "not_yet"
    assert "met" in told["change"][0]


def test_a_level_says_the_next_one() -> None:
    document = put(empty(), "answers.GOV-14.level", 3)
    groups = {block["id"]: block for block in blocks(look("governance", document), "group")}
    assert "4" in practice(groups)["GOV-14"]["change"][0]


def test_a_change_that_helps_without_turning_the_verdict_stands_by_itself_and_else_the_next_step_does() -> None:
    catalogue, say = content.load().catalogue, wording("en")
    assessment = assess(dossier("grocer"), catalogue, ON)
    finding = next(one for one in assessment.findings if one.criterion == "GOV-02")
    reading = Reading(assessment=assessment, catalogue=catalogue, say=say)
    kept = replace(finding.change[0], verdict=finding.verdict, level=None)
    told = worded(replace(finding, change=(kept,)), finding.verdict, reading)
    assert told["change"] == [say.say(kept.message)]
    told = worded(replace(finding, change=()), finding.verdict, reading)
    assert told["change"] == [say.text(reading.criterion("GOV-02").next_step)]


def test_members_without_a_vote_are_not_drawn() -> None:
    document = put(dossier("grocer"), "facts.articles.voting_rule", "share_votes")
    document = put(document, "facts.members", {"a": {"label": "A", "kind": "user", "count": 2}})
    assert not blocks(look("governance", document), "chart")


def test_evidence_is_acknowledged() -> None:
    document = put(put(empty(), "answers.GOV-14.level", 3), "answers.GOV-14.evidence", "internal rules, art. 4")
    groups = {block["id"]: block for block in blocks(look("governance", document), "group")}
    assert practice(groups)["GOV-14"]["notes"][-1] == "Evidence noted."


def test_two_answers_that_do_not_fit_are_shown_first_and_beside_both() -> None:
    document = put(dossier("grocer"), "facts.articles.voting_rule", "one_member_one_vote")
    document = put(document, "facts.members.zz", {"label": "Founders", "kind": "founder", "count": 2, "votes": 10})
    view = look("governance", document)
    assert view["blocks"][0]["type"] == "contradictions"
    assert view["beside"]["facts.articles.voting_rule"] == view["blocks"][0]["items"]


def test_a_question_that_does_not_concern_an_association_says_why() -> None:
    view = look("governance", put(empty(), "project.form", "asbl"))
    assert view["unreachable"]["GOV-02"]
    assert "GOV-02" not in view["findings"]


def test_progress_comes_from_the_core() -> None:
    view = look("governance", put(empty(), "project.name", "Three Turnips"))
    assert view["progress"]["answered"] == 1
    assert view["progress"]["minutes"] > 0


def test_the_date_is_said_in_words_of_the_language() -> None:
    view = look("governance", empty(), "nl")
    assert "23 november 2026" in view["blocks"][-1]["text"]


def test_the_label_without_the_substance_fails_every_family() -> None:
    families = blocks(seen("result", "label-without-substance"), "families")[0]["items"]
    assert [item["verdict"] for item in families if item["id"].startswith("family-")] == ["not_met"] * 4


@pytest.mark.parametrize("example", EXAMPLES)
def test_the_result_is_short_families_and_intake_first_at_most_five_steps(example: str | None) -> None:
    view = seen("result", example)
    first, second = [block for block in view["blocks"] if block["type"] != "contradictions"][:2]
    assert [item["id"] for item in first["items"]] == [
        *("family-profit", "family-governance", "family-jobs", "family-investments", "CC")
    ]
    assert second["type"] == "steps"
    assert len(second["items"]) <= 5
    assert len(blocks(view, "chart")[0]["rows"]) == 9


def test_a_family_that_holds_says_so() -> None:
    sentences = {
        item["sentence"]
        for example in content.load().examples
        for block in blocks(seen("result", example), "families")
        for item in block["items"]
        if item["verdict"] == "met"
    }
    assert "Everything asked here is met." in sentences


CHARTS = ("governance", "profit", "jobs", "readiness", "who-decides", "result")


@pytest.mark.parametrize("page_id", CHARTS)
def test_a_picture_has_its_sentence_and_its_table_and_is_the_same_twice(page_id: str) -> None:
    chart = blocks(seen(page_id, "grocer"), "chart")[0]
    again = blocks(look(page_id, dossier("grocer")), "chart")[0]
    assert chart == again
    assert ET.fromstring(chart["svg"]).tag.endswith("svg")  # noqa: S314  (drawn here)
    assert chart["title"]
    assert chart["sentence"].endswith(".")
    assert chart["rows"]
    assert all(len(row) == len(chart["columns"]) for row in chart["rows"])


@pytest.mark.parametrize("page_id", CHARTS[:4])  # a lab borrows an example's numbers, and a result has its compass
def test_without_facts_there_is_a_word_on_what_to_fill_in_instead_of_an_empty_picture(page_id: str) -> None:
    view = look(page_id, empty())
    assert not blocks(view, "chart")
    assert any("picture" in note["text"] or "example" in note["text"] for note in blocks(view, "note"))


def test_the_first_view_of_a_kernel_can_leave_the_picture_out() -> None:
    view: dict[str, Any] = showing.view("governance", dossier("grocer"), "en", ON, drawn=False)
    assert not blocks(view, "chart")
    assert blocks(view, "group")


@pytest.mark.parametrize("rule", ["other", "dont_know"])
def test_votes_by_another_rule_are_not_drawn(rule: str) -> None:
    value = {"is": "dont_know"} if rule == "dont_know" else rule
    document = put(dossier("grocer"), "facts.articles.voting_rule", value)  # type: ignore[arg-type]  # any JSON
    assert not blocks(look("governance", document), "chart")


def test_before_the_law_of_a_limit_no_picture_claims_one() -> None:
    view: dict[str, Any] = showing.view("governance", dossier("grocer"), "en", date(1900, 1, 1))
    assert not blocks(view, "chart")


def test_names_people_type_are_shown_as_they_are() -> None:
    name = "<b>Ünï</b> $x$ 🥕 مرحبا"
    document = put(dossier("grocer"), "facts.members.zz", {"label": name, "kind": "user", "count": 3, "shares": 5})
    for page_id in ("governance", "who-decides"):
        chart = blocks(look(page_id, document), "chart")[0]
        assert name in [row[0] for row in chart["rows"]]
        assert "<b>" not in chart["svg"]
        ET.fromstring(chart["svg"])  # noqa: S314  (drawn here)


@pytest.mark.parametrize(
    ("language", "so_far"),
    [
        ("fr", "Rempli jusqu'ici, sauf "),
        ("nl", "Tot hier voldaan, op "),
        ("en", "Met so far, except "),
    ],
)
def test_an_approval_the_kit_asks_only_in_part_is_never_said_to_be_met(language: str, so_far: str) -> None:
    counts = {Verdict.MET: 3, Verdict.ADVICE: 2, Verdict.NOT_APPLICABLE: 1}
    result = TargetResult(
        target=Target.SCA, verdict=Verdict.MET, counts=counts, criteria=(), wanted=True, unasked=("X-1", "X-2")
    )
    say = wording(language)
    assert standing(result, say).startswith(so_far)
    assert asked_of(result, say) == say.say("results.count.asked", count=5, total=7)


def test_a_family_with_advice_is_met_except_what_is_to_be_confirmed() -> None:
    for verdicts, word in (
        ({Verdict.MET: 2}, "Met"),
        ({Verdict.MET: 1, Verdict.ADVICE: 1}, "Met, except 1 point to have confirmed"),
        ({Verdict.NOT_MET: 1, Verdict.ADVICE: 1}, "Not met"),
    ):
        verdict = next(iter(verdicts))
        result = TargetResult(target=Target.EUR, verdict=verdict, counts=verdicts, criteria=(), wanted=True)
        assert standing(result, Wording(content.load().texts, "en")) == word


def test_the_law_and_a_mandate_nobody_answered_yet_are_open_and_say_where_to_begin() -> None:
    document = put(put(empty(), "project.form", "asbl"), "project.aimed", ["ESI"])
    document = put(document, "facts.founders", {"a": {"commitment": "signed", "hours_per_week": "3"}})
    document = put(document, "project.articles_state", "signed")
    lines = {
        line["id"]: line for block in blocks(look("result", document, "en"), "families") for line in block["items"]
    }
    assert [lines[name]["label"] for name in ("ESI", "LAW")] == ["Not known yet", "Not known yet"]
    assert lines["ESI"]["sentence"].startswith("0 of 1 met, 1 not known yet. To make clear first: The target group")
    assert "To make clear first:" in lines["LAW"]["sentence"]


LINES = ["policy", "exclusions", "share", "cooperatives", "bank", "funders", "published"]


@pytest.mark.parametrize("example", EXAMPLES)
def test_the_investment_screen_stands_on_the_profit_page_with_its_seven_lines(example: str | None) -> None:
    (screen,) = blocks(seen("profit", example), "screen")
    assert [item["id"] for item in screen["items"]] == LINES
    assert bool(screen["chart"]) is bool(example)
    assert bool(screen["wait"]) is not bool(example)
    for item in screen["items"]:
        assert item["title"]
        assert item["sentence"]
        assert bool(item["verdict"]) is bool(item["label"])


def test_the_picture_of_the_money_has_its_twelve_kinds_in_the_table_and_its_shares_in_the_sentence() -> None:
    (screen,) = blocks(seen("profit", "label-without-substance"), "screen")
    chart = screen["chart"]
    assert len(chart["rows"]) == 12
    assert chart["rows"][0] == ["Our own activity", "close to the mission", "€45,000", "18%"]
    assert chart["rows"][10] == ["Dividend of 2025", "paid to members, not counted", "€180,000", "not counted"]
    assert chart["rows"][11][2:] == ["€60,000", "24%"]
    for said in ("€250,000", "18%", "€60,000"):
        assert said in chart["sentence"]
    assert ET.fromstring(chart["svg"]).tag.endswith("svg")  # noqa: S314  (drawn here)


def test_a_line_nobody_completed_is_told_so_far_and_without_a_share() -> None:
    (screen,) = blocks(seen("profit", "grocer"), "screen")
    assert screen["chart"]["sentence"].startswith("One line is not complete.")
    assert "%" not in screen["chart"]["sentence"]


def test_the_screen_is_there_before_its_picture() -> None:
    view: dict[str, Any] = showing.view("profit", dossier("housing"), "en", ON, drawn=False)
    (screen,) = blocks(view, "screen")
    assert screen["chart"]["svg"] == ""
    assert len(screen["chart"]["rows"]) == 12


@pytest.mark.parametrize("example", EXAMPLES)
def test_the_family_of_investments_alone_shows_where_the_money_is(example: str | None) -> None:
    families = blocks(seen("result", example), "families")[0]["items"]
    drawn = [item["id"] for item in families if item.get("chart")]
    assert drawn == (["family-investments"] if example else [])


def test_the_brussels_approval_says_which_points_rest_on_the_published_summary() -> None:
    groups = {block["id"]: block for block in blocks(seen("profit", "creche"), "group")}
    (unread,) = groups["ESD"]["unread"]
    assert "20 December 2018" in unread["text"]
    assert unread["items"] == ["We produce and consume in a sustainable way"]
    assert [group["unread"] for name, group in groups.items() if name != "ESD"] == [[]] * (len(groups) - 1)


def test_once_the_text_is_read_nothing_is_said_of_its_summary(monkeypatch: pytest.MonkeyPatch) -> None:
    loaded = content.load()
    read = {name: replace(one, certainty=Certainty.VERIFIED) for name, one in loaded.catalogue.sources.items()}
    changed = replace(loaded, catalogue=replace(loaded.catalogue, sources=read))
    monkeypatch.setattr(content, "load", lambda: changed)
    groups = {block["id"]: block for block in blocks(look("profit", dossier("creche")), "group")}
    assert groups["ESD"]["unread"] == []


def compared(document: Document, language: str = "en", page: str = "governance") -> dict[str, Any]:
    (found,) = blocks(look(page, document, language), "compare")
    return found


@pytest.mark.parametrize("page", ["governance", "profit"])
def test_who_has_not_chosen_a_form_finds_the_four_side_by_side_and_who_has_finds_them_folded(page: str) -> None:
    for document, shown in (
        (empty(), True),
        (put(empty(), "project.form", "undecided"), True),
        (put(empty(), "project.form", {"is": "dont_know"}), True),
        (put(empty(), "project.form", "sc"), False),
    ):
        told = compared(document, page=page)
        assert told["open"] is shown
        assert [len(row["cells"]) for row in told["rows"]] == [4] * 8
        assert "Febecoop" in told["advice"]


def test_without_numbers_the_table_stands_alone_and_says_what_to_answer() -> None:
    told = compared(empty())
    assert (told["own"], told["items"], told["sure"]) == ("", [], "")
    assert told["notes"] == [
        "To compare with your own numbers, first answer this, on the profit page: Your surplus, year by year"
    ]


def test_with_numbers_each_form_says_the_most_it_pays_what_changes_and_what_it_stops() -> None:
    told = compared(put(dossier("label-without-substance"), "project.form", "undecided"))
    assert told["own"]
    assert told["sure"].startswith("The least sure point")
    association, usual, approved, social = told["items"]
    assert association["said"][0] == "You could pay no dividend."
    assert any("an association pays its members nothing" in one for one in association["stopped"])
    assert usual["said"] == ["No cap on the dividend, except the profit and the two tests."]
    # 6 % of 400,000 paid up is 24,000 net; 24,000 / 0.7 = 34,285.71 gross.
    assert approved["said"][0] == "In 2025 you could pay at most €34,285.71 of gross dividend."
    assert any("less for members" in one for one in approved["said"])
    assert any("2023, 2024" in one and "mission" in one for one in social["stopped"])
    assert any("€24,000" in one for one in social["notes"])


def test_a_form_that_changes_nothing_says_so_and_a_cap_without_shares_too() -> None:
    year: Json = {"year": 2027, "result_before_tax": "0", "dividend": "0", "mission_amount": "0"}
    told = compared(put(empty(), "facts.surplus", {"a": year}))
    assert told["items"][2]["said"] == [
        "A cap is worked out on the paid-up shares, and you noted none.",
        "With these numbers, the money goes to the same people as in an SC/CV without approval.",
    ]


def test_a_plan_with_much_to_answer_names_a_few_questions() -> None:
    year: Json = {"year": 2027, "dividend": "5", "bonus": "5", "refund": "5"}
    (note,) = compared(put(empty(), "facts.surplus", {"a": year}))["notes"]
    assert note.endswith("· …")


def test_numbers_nobody_can_count_with_leave_the_table() -> None:
    year: Json = {"year": 2027, "result_before_tax": "1000", "dividend": "0", "mission_amount": "0", "paid_up": "5"}
    view: dict[str, Any] = showing.view("profit", put(empty(), "facts.surplus", {"a": year}), "en", date(1990, 1, 1))
    (told,) = blocks(view, "compare")
    assert told["items"] == []
    assert told["notes"][0].startswith("The kit cannot count with these numbers.")
