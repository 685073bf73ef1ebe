"""Three schools before one project: what each accepts, does not accept, does not ask, and because of which answer."""

from __future__ import annotations

from typing import Any

import pytest
from casebook import TODAY, document, examples

from coopkit import content
from coopkit.core.assess import assess
from coopkit.core.dossier import empty
from coopkit.core.facts import Facts
from coopkit.core.model import LANGUAGES, Certainty, Document
from coopkit.core.schools import CLUES, Cell, Column, Stand, schools
from coopkit.wording import Wording

LOADED = content.load()
UNKNOWN: dict[str, str] = {"is": "dont_know"}
ACCEPTS, REFUSES, NOT_ASKED, CANNOT_TELL = Stand

PAID: dict[str, Any] = {"year": 2025, "result_after_tax": "9000", "dividend_basis": "gross", "paid_up": "100000"}
COOPERATIVE: dict[str, Any] = {
    "project": {"form": "sc", "articles_state": "signed"},
    "articles": {"voting_rule": "one_member_one_vote", "purpose": "main"},
    "board": {"outside": "none"},
    "stakeholders": {"workers": "board_seat", "users": "ga_vote"},
    "surplus": [{**PAID, "dividend": "4000"}],
    "resources": [{"logic": "market", "amount": "60"}, {"logic": "public", "amount": "40"}],
    "initiative": {"roots": "group", "proof": "described"},
    "indicators": [{"label": "Farms", "unit": "farms", "baseline": "0", "target": "25"}],
}
"""A cooperative in which every school recognises itself."""
ONE_INVESTOR: dict[str, Any] = {
    **COOPERATIVE,
    "project": {"form": "srl", "articles_state": "signed"},
    "articles": {"voting_rule": "share_votes", "purpose": "main"},
    "board": {"outside": "decides"},
    "stakeholders": dict.fromkeys(("workers", "users", "volunteers", "neighbours"), "none") | {"funders": "board_seat"},
    "members": [{"label": "Fund", "shares": 90}, {"label": "Team", "count": 10, "shares": 1}],
    "surplus": [{**PAID, "dividend": "40000"}],
    "initiative": {"roots": "one_person", "proof": "compared"},
}
"""One investor owns it; its mission is real, its idea new, and its effect counted."""


def told(given: dict[str, Any]) -> dict[str, Column]:
    return seen(document(given))


def seen(made: Document) -> dict[str, Column]:
    findings = {one.criterion: one for one in assess(made, LOADED.catalogue, TODAY).findings}
    return {one.school.id: one for one in schools(Facts(made, LOADED.catalogue), findings, LOADED.catalogue)}


def cell(given: dict[str, Any], school: str, question: str) -> Cell:
    return next(one for one in told(given)[school].cells if one.view.question == question)


def because(found: Cell) -> str:
    say = Wording(LOADED.texts, "en")
    return " ".join(say.say(one) for one in found.because)


def test_each_school_asks_some_of_the_questions_and_all_are_answered_in_order() -> None:
    order = [question.id for question in LOADED.catalogue.school_questions]
    assert order == ["income", "purpose", "profit", "decide", "initiative", "new"]
    for column in told({}).values():
        assert [one.view.question for one in column.cells] == order
        assert 2 <= sum(1 for one in column.cells if one.stand is not NOT_ASKED) < len(order)


def test_a_cooperative_is_at_home_in_every_school() -> None:
    for column in told(COOPERATIVE).values():
        assert not column.where(REFUSES)
        assert not column.where(CANNOT_TELL)
    assert told(COOPERATIVE)["emes"].where(ACCEPTS) == ("income", "purpose", "profit", "decide", "initiative")
    assert told(COOPERATIVE)["earned_income"].where(ACCEPTS) == ("income", "purpose")


def test_one_investor_with_a_mission_is_accepted_by_the_innovation_school_and_not_by_emes() -> None:
    """The teaching point: a school that does not ask who decides cannot see it."""
    found = told(ONE_INVESTOR)
    assert found["social_innovation"].where(ACCEPTS) == ("purpose", "initiative", "new")
    assert not found["social_innovation"].where(REFUSES)
    assert found["earned_income"].where(ACCEPTS) == ("income", "purpose")
    assert found["emes"].where(REFUSES) == ("profit", "decide", "initiative")
    assert found["emes"].where(ACCEPTS) == ("income", "purpose")
    assert because(cell(ONE_INVESTOR, "emes", "decide")) == (
        'One member, "Fund", has 90% of the shares, and votes follow shares. '
        'Your answer: "It decides on our strategy or our management". Only one group is heard: Funders.'
    )


def test_an_empty_dossier_is_refused_by_nobody() -> None:
    for column in seen(empty()).values():
        assert not column.where(REFUSES)
        assert not column.where(ACCEPTS)
        for one in column.cells:
            assert bool(one.asks) is (one.stand is CANNOT_TELL)


def test_help_from_people_alone_is_european_and_no_earned_income() -> None:
    given = COOPERATIVE | {"resources": [{"logic": "reciprocity", "amount": "5"}, {"logic": "public", "amount": "5"}]}
    assert cell(given, "earned_income", "income").stand is REFUSES
    assert because(cell(given, "earned_income", "income")) == "Nothing comes from sales."
    assert cell(given, "emes", "income").stand is ACCEPTS


def test_one_answer_that_is_not_accepted_decides_before_the_others_are_known() -> None:
    found = cell({"articles": {"voting_rule": "share_votes"}}, "emes", "decide")
    assert found.stand is REFUSES
    assert len(found.because) == 1
    known = cell({"articles": {"voting_rule": "share_votes_capped"}, "board": {"outside": "none"}}, "emes", "decide")
    assert known.stand is CANNOT_TELL
    assert len(known.because) == 2
    assert known.asks == ("facts.stakeholders.workers",)


@pytest.mark.parametrize(
    ("clue", "given", "answer"),
    [
        ("income", {"resources": [{"logic": "market", "amount": "5"}]}, "earned"),
        ("income", {"resources": [{"logic": "market", "amount": "5"}, {"logic": "public", "amount": "0.01"}]}, "mixed"),
        ("income", {"resources": [{"logic": "market", "amount": "0"}]}, None),
        ("income", {"resources": [{"logic": "market", "amount": "5"}, {"amount": "5"}]}, None),
        ("income", {"resources": [{"logic": "market", "amount": "5"}, {"logic": "public", "amount": UNKNOWN}]}, None),
        ("purpose", {"articles": {"purpose": "not_written"}}, "not_written"),
        ("purpose", {"articles": {"purpose": UNKNOWN}}, None),
        ("profit", {"project": {"form": "asbl"}}, "none"),
        ("profit", {"project": {"form": "asbl"}, "surplus": [{**PAID, "dividend": "1"}]}, "unlimited"),
        ("profit", {"project": {"form": "sc"}}, None),
        ("profit", {"project": {"form": "sc"}, "surplus": [{**PAID, "dividend": "0"}]}, "none"),
        ("profit", {"project": {"form": "sc"}, "surplus": [{**PAID, "dividend": "0"}, {"year": 2024}]}, None),
        ("profit", {"project": {"form": "sc"}, "surplus": [{**PAID, "dividend": "8571.42"}]}, "limited"),
        ("profit", {"project": {"form": "sc"}, "surplus": [{**PAID, "dividend": "8700"}]}, "unlimited"),
        ("profit", {"project": {"form": "sc"}, "surplus": [{"year": 2025, "dividend": "5"}]}, None),
        ("votes", {"articles": {"voting_rule": "other"}}, None),
        ("votes", {"articles": {"voting_rule": "share_votes"}, "members": [{"label": "A", "shares": 51},
            {"label": "B", "shares": 49}]}, "one_owner"),
        ("votes", {"articles": {"voting_rule": "share_votes"}, "members": [{"label": "A", "shares": 50},
            {"label": "B", "shares": 50}]}, "share_votes"),
        ("votes", {"articles": {"voting_rule": "share_votes"}, "members": [{"shares": 51}, {"shares": 4}]},
            "share_votes"),
        ("votes", {"articles": {"voting_rule": "share_votes"}, "members": [{"label": "A", "shares": 51}, {}]},
            "share_votes"),
        ("votes", {"articles": {"voting_rule": "share_votes"},
            "members": [{"label": "A", "shares": 51}, {"shares": 1, "count": UNKNOWN}]}, "share_votes"),
        ("votes", {"articles": {"voting_rule": "share_votes"},
            "members": [{"label": "A", "shares": 5}, {"shares": 1, "count": 6}]}, "share_votes"),
        ("votes", {"articles": {"voting_rule": "one_member_one_vote"}, "members": [{"label": "A", "shares": 51}]},
            "one_member_one_vote"),
        ("outside", {"board": {"outside": "approves_daily"}}, "approves_daily"),
        ("voice", {"stakeholders": {"workers": "consulted", "users": "consulted"}}, "several"),
        ("voice", {"stakeholders": {"workers": "consulted", "users": "informed"}}, None),
        ("voice", {"stakeholders": dict.fromkeys(("workers", "users", "volunteers", "neighbours", "funders"), "none")},
            "none"),
        ("outcome", {"indicators": [{"label": "Farms"}]}, "named"),
        ("outcome", {"indicators": [{"label": "Farms"}, {"label": "Homes", "baseline": "1", "target": "2"}]},
            "measured"),
        ("outcome", {"indicators": [{"baseline": "1", "target": "2"}]}, None),
    ],
)  # fmt: skip
def test_a_clue_is_told_from_the_answers_or_not_at_all(clue: str, given: dict[str, Any], answer: str | None) -> None:
    made = document(given)
    findings = {one.criterion: one for one in assess(made, LOADED.catalogue, TODAY).findings}
    found = CLUES[clue].tell(Facts(made, LOADED.catalogue), findings)
    assert (found and found.id) == answer


def test_a_clue_asks_something_the_kit_asks_and_knows_all_its_answers() -> None:
    options = {one.path: [option.id for option in one.options] for one in LOADED.catalogue.fields}
    paths = {*options, *(table.path for table in LOADED.catalogue.tables)}
    for name, clue in CLUES.items():
        assert clue.asks in paths, name
        if name in {"purpose", "outside", "roots", "novelty"}:
            assert sorted(clue.answers) == sorted(options[clue.asks])
    asked = {
        path for page in LOADED.catalogue.pages.values() for one in page.sections for i in one.items for path in i.asks
    }
    assert {clue.asks for clue in CLUES.values()} <= asked


def test_what_was_only_remembered_says_so() -> None:
    by_school = {school.id: {view.certainty for view in school.views} for school in LOADED.catalogue.schools}
    assert by_school["social_innovation"] == {Certainty.SECONDARY, Certainty.TO_CONFIRM}
    assert Certainty.VERIFIED not in by_school["earned_income"]


@pytest.mark.parametrize("example", examples(), ids=lambda one: one.criterion)
def test_every_example_can_be_placed_in_every_language(example: Any) -> None:
    for column in seen(example.document).values():
        for one in column.cells:
            for language in LANGUAGES:
                assert all(Wording(LOADED.texts, language).say(message) for message in one.because)


def test_the_label_without_substance_is_the_teaching_contrast() -> None:
    found = seen(content.example("label-without-substance"))
    assert not found["earned_income"].where(REFUSES)
    assert not found["social_innovation"].where(REFUSES)
    assert set(found["emes"].where(REFUSES)) == {"profit", "decide", "initiative"}


@pytest.mark.parametrize("name", ["creche", "grocer", "housing", "mobility", "workshop"])
def test_the_european_school_refuses_none_of_the_other_examples(name: str) -> None:
    assert not seen(content.example(name))["emes"].where(REFUSES)
