"""The collective canvas: fourteen boxes in order, the team's words untouched, and what is known beside them."""

from __future__ import annotations

from typing import Any

import pytest
from casebook import TODAY, document, examples

from coopkit import content
from coopkit.core.assess import assess
from coopkit.core.canvas import BOXES, RISKS, Box, canvas, path
from coopkit.core.dossier import empty
from coopkit.core.facts import Facts
from coopkit.core.model import LANGUAGES, Certainty, Document, Finding, Message, Verdict
from coopkit.core.progress import reachable
from coopkit.wording import Wording

LOADED = content.load()
UNKNOWN: dict[str, str] = {"is": "dont_know"}


def boxes(made: Document, findings: dict[str, Finding] | None = None) -> dict[str, Box]:
    return {box.id: box for box in canvas(Facts(made, LOADED.catalogue), findings or {})}


def known(box: str, findings: dict[str, Finding] | None = None, **given: object) -> list[str]:
    say = Wording(LOADED.texts, "en")
    return [say.say(one) for one in boxes(document(given), findings)[box].known]


def test_the_boxes_are_those_of_the_form_in_its_order() -> None:
    asked = [one for one in LOADED.catalogue.fields if one.path.startswith("facts.canvas.")]
    assert [one.path for one in asked] == [path(box) for box in BOXES]
    assert len(BOXES) == 14
    assert all(one.help and one.long and one.certain for one in asked)


def test_an_empty_dossier_has_fourteen_empty_boxes() -> None:
    told = canvas(Facts(empty(), LOADED.catalogue), {})
    assert [box.id for box in told] == list(BOXES)
    assert all(box.text is None and not box.known for box in told)


def test_the_words_of_the_team_stand_as_they_are_beside_what_is_known() -> None:
    made = document({"canvas": {"members": " Parents,\nteam "}, "members": [{"label": "Parents", "count": 34}]})
    box = boxes(made)["members"]
    assert box.text == "Parents,\nteam"
    assert box.known == (Message(key="canvas.known.persons", values={"name": "Parents", "count": 34}),)


ROWS: list[dict[str, Any]] = [
    {"label": "Families", "logic": "market", "amount": "900", "payer": "Parents"},
    {"label": "Grant", "logic": "public", "amount": "1000.50"},
    {"label": "Gifts", "logic": "reciprocity", "amount": "100", "in_kind": "yes"},
]


@pytest.mark.parametrize(
    ("box", "given", "told"),
    [
        ("need", {"project": {"needs": ["food", "other"], "need_other": "To mend"}}, ["Food", "To mend"]),
        ("need", {"project": {"needs": ["childcare"], "need_other": "To mend"}}, ["Childcare"]),
        ("collective", {"founders": [{"commitment": "signed", "hours_per_week": "4.5"}, {"commitment": "said"}]},
            ["2 committed people"]),
        ("collective", {"founders": [{"commitment": "said", "hours_per_week": "4.5"}, {"commitment": "none"}]},
            ["one committed person", "4.5 hours a week in all"]),
        ("collective", {"founders": [{"commitment": "none"}]}, []),
        ("payers", {"resources": ROWS}, ["Grant: €1,000.50 a year", "Parents: €900 a year"]),
        ("payers", {"resources": [{"label": f"P{n}", "amount": f"{n}"} for n in range(1, 7)]},
            ["P6: €6 a year", "P5: €5 a year", "P4: €4 a year", "P3: €3 a year", "and 2 more lines"]),
        ("payers", {"resources": [{"amount": "5"}, {"label": "P"}]}, []),
        ("payers", {"resources": [{"label": "A", "payer": "Region", "amount": "5"}, {"label": "B", "amount": "8"},
            {"label": "C", "payer": "Region", "amount": "7"}]}, ["Region: €12 a year", "B: €8 a year"]),
        ("partners", {"partnerships": [{"label": "School", "kind": "written"}, {"kind": "informal"}]}, ["School"]),
        ("beneficiaries", {"need": {"who": "Parents without a place"}}, ["Parents without a place"]),
        ("activities", {"activity": {"offer": "Care for 28 children"}}, ["Care for 28 children"]),
        ("costs", {"plan": [{"year": 2028, "costs": "7"}, {"year": 2027, "costs": "5000"}, {"year": 2026}]},
            ["costs in 2027: €5,000"]),
        ("members", {"members": [{"label": "A"}, {"count": 5}, {"label": "B", "count": UNKNOWN}]}, ["A (1)"]),
        ("value", {"indicators": [{"label": "Homes", "unit": "homes", "baseline": "60", "target": "120"}]},
            ["Homes: from 60 to 120 homes"]),
        ("value", {"indicators": [{"label": "Farms", "target": "25"}, {"baseline": "0", "target": "1"}]}, []),
        ("resources", {"jobs": [
            {"status": "existing", "contract": "open_ended", "fte": "1.5"},
            {"status": "existing", "contract": "self_employed", "fte": "1"},
            {"status": "existing", "contract": "volunteer", "fte": "3"},
            {"status": "planned", "contract": "open_ended", "fte": "3"}],
            "volunteering": [{"hours": "120"}, {"hours": "30.5"}]},
            ["2.5 paid FTE", "150.5 volunteer hours a year"]),
        ("resources", {"jobs": [{"status": "existing", "contract": "open_ended"}],
            "volunteering": [{"hours": "120"}, {"hours": UNKNOWN}]}, []),
        ("governance", {"articles": {"voting_rule": "one_member_one_vote"}, "directors": [{"label": "Team"}]},
            ["One member, one vote", "Team: 1 seat"]),
        ("governance", {"directors": [{"label": "Team", "count": 2}]}, ["Team: 2 seats"]),
        ("revenues", {"resources": ROWS},
            ["sales: €900 a year", "public money: €1,000.50 a year", "gifts and mutual help: €100 a year"]),
        ("revenues", {"resources": [*ROWS, {"logic": "market", "amount": UNKNOWN}]}, []),
        ("costs", {"jobs": [
            {"contract": "open_ended", "gross_monthly": "2500"}, {"contract": "fixed_term", "gross_monthly": "2400"},
            {"contract": "self_employed", "gross_monthly": "900"}, {"contract": "insertion"}]},
            ["lowest wage: €2,400 gross a month full time"]),
        ("surplus", {"surplus": [
            {"year": 2024, "result_after_tax": "9"},
            {"year": 2025, "result_after_tax": "6300", "mission_amount": "4100", "reserves": "0"},
            {"year": 2026, "result_after_tax": UNKNOWN}]},
            ["2025: €6,300 after tax", "for the mission: €4,100"]),
        ("surplus", {"surplus": [{"year": UNKNOWN, "result_after_tax": "9"}]}, []),
    ],
)  # fmt: skip
def test_what_other_answers_say_of_the_same_thing(box: str, given: dict[str, Any], told: list[str]) -> None:
    assert known(box, **given) == told


@pytest.mark.parametrize("name", RISKS)
def test_a_risk_is_what_a_criterion_worries_about(name: str) -> None:
    reason = Message(key="canvas.known.text", values={"text": "one payer"})

    def found(verdict: Verdict) -> dict[str, Finding]:
        one = Finding(criterion=name, verdict=verdict, by_target={}, reason=reason, certainty=Certainty.OWN)
        return {name: one}

    for verdict in (Verdict.NOT_MET, Verdict.NOT_YET, Verdict.ADVICE):
        assert known("risks", found(verdict)) == ["one payer"]
    for verdict in (Verdict.MET, Verdict.UNKNOWN, Verdict.NOT_APPLICABLE):
        assert known("risks", found(verdict)) == []


@pytest.mark.parametrize("example", examples(), ids=lambda one: one.criterion)
def test_every_example_has_a_whole_sheet_that_can_be_said(example: Any) -> None:
    findings = {one.criterion: one for one in assess(example.document, LOADED.catalogue, TODAY).findings}
    told = boxes(example.document, findings)
    assert all(box.text for box in told.values())
    for language in LANGUAGES:
        say = Wording(LOADED.texts, language)
        assert all(say.say(one) for box in told.values() for one in box.known)


def test_the_canvas_is_no_open_question() -> None:
    blank = reachable(empty(), LOADED.catalogue, "business-model")
    filled = document({"canvas": dict.fromkeys(BOXES, "Something")})
    assert reachable(filled, LOADED.catalogue, "business-model") == blank
    asked = [item for section in LOADED.catalogue.pages["business-model"].sections for item in section.items]
    assert any(path("need") in item.asks for item in asked)
