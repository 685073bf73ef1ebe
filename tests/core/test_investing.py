"""The investment screen: the twelve kinds, the share close to the mission, and what each of the seven lines knows."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from casebook import TODAY, document

from coopkit import content
from coopkit.core.assess import assess
from coopkit.core.facts import Facts
from coopkit.core.investing import Ring, Screen, screen
from coopkit.core.model import LANGUAGES, Verdict
from coopkit.wording import Wording

LOADED = content.load()
UNKNOWN: dict[str, str] = {"is": "dont_know"}
SIGNED = {"form": "sc", "articles_state": "signed"}


def seen(**given: object) -> Screen:
    made = document(given)
    findings = {one.criterion: one for one in assess(made, LOADED.catalogue, TODAY).findings}
    return screen(Facts(made, LOADED.catalogue), findings, TODAY.year)


def line(told: Screen, name: str) -> tuple[str, Verdict | None]:
    found = next(one for one in told.lines if one.id == name)
    return found.message.key.removeprefix(f"investing.line.{name}."), found.verdict


def test_there_are_twelve_kinds_the_dividend_eleventh_and_the_excluded_last() -> None:
    kinds = [place.kind for place in seen().places]
    assert len(kinds) == 12
    assert kinds[0] == "own_mission"
    assert kinds[-2:] == ["dividend", "excluded"]
    rings = [place.ring for place in seen().places]
    assert rings == [*[Ring.CLOSE] * 6, *[Ring.BESIDE] * 4, Ring.PAID, Ring.EXCLUDED]


def test_the_dividend_is_shown_and_never_counted() -> None:
    told = seen(
        holdings=[{"category": "own_mission", "amount": "30"}, {"category": "excluded", "amount": "10"}],
        surplus=[{"year": 2025, "dividend": "500"}],
    )
    assert told.total == Decimal(40)
    assert told.held(Ring.PAID) == Decimal(500)
    assert told.share(told.held(Ring.CLOSE)) == Fraction(3, 4)


@pytest.mark.parametrize(
    ("years", "shown"),
    [
        (
            [{"year": 2024, "dividend": "1"}, {"year": 2025, "dividend": "2"}, {"year": 2026, "dividend": "3"}],
            (2025, 2),
        ),
        ([{"year": 2027, "dividend": "4"}, {"year": 2028, "dividend": "5"}], (2028, 5)),
        ([{"year": 2025, "dividend": UNKNOWN}, {"dividend": "7"}], (None, 0)),
    ],
)
def test_the_dividend_is_that_of_the_last_year_that_is_over_else_of_the_last_one_planned(
    years: list[dict[str, Any]], shown: tuple[int | None, int]
) -> None:
    told = seen(surplus=years)
    assert (told.paid_in, int(told.held(Ring.PAID))) == shown


def test_nothing_said_leaves_every_line_open_and_no_share() -> None:
    told = seen()
    assert told.share(Decimal(0)) == 0
    assert {line(told, one.id)[0] for one in told.lines} == {"unsaid"}
    assert [one.verdict for one in told.lines] == [
        *[Verdict.UNKNOWN] * 3,
        *[None] * 2,
        Verdict.UNKNOWN,
        None,
    ]


@pytest.mark.parametrize(
    ("policy", "verdict"),
    [
        ("general_assembly", Verdict.MET),
        ("board", Verdict.NOT_MET),
        ("draft", Verdict.NOT_YET),
        ("none", Verdict.NOT_MET),
    ],
)
def test_a_policy_stands_by_itself_whatever_is_held(policy: str, verdict: Verdict) -> None:
    told = seen(project=SIGNED, investments={"policy": policy}, holdings=[{"category": "own_mission", "amount": "9"}])
    assert line(told, "policy") == (policy, verdict)
    oil = seen(project=SIGNED, investments={"policy": "general_assembly", "excluded": ["fossil"]})
    assert line(oil, "policy")[1] is Verdict.MET
    assert line(oil, "exclusions") == ("ticked", Verdict.NOT_MET)


@pytest.mark.parametrize(
    ("excluded", "holdings", "expected"),
    [
        (["none_of_these"], [], ("read", Verdict.MET)),
        (None, [{"category": "conventional", "amount": "5"}], ("listed", Verdict.MET)),
        (None, [{"category": "conventional"}], ("unsaid", Verdict.UNKNOWN)),
        (UNKNOWN, [{"category": "conventional", "amount": "5"}], ("unsaid", Verdict.UNKNOWN)),
        (["none_of_these"], [{"category": "excluded", "amount": "5"}], ("held", Verdict.NOT_MET)),
    ],
)
def test_nothing_excluded_needs_the_list_read_or_every_line_known(
    excluded: object, holdings: list[dict[str, str]], expected: tuple[str, Verdict]
) -> None:
    given = {"policy": "none", **({"excluded": excluded} if excluded else {})}
    assert line(seen(project=SIGNED, investments=given, holdings=holdings), "exclusions") == expected


def test_a_line_that_is_not_complete_keeps_the_share_untold() -> None:
    told = seen(holdings=[{"category": "own_mission", "amount": "9"}, {"category": "bank_deposit", "amount": UNKNOWN}])
    assert told.unread == 1
    assert line(told, "share") == ("unread", Verdict.UNKNOWN)
    assert line(told, "cooperatives") == ("unsaid", None)


def test_other_cooperatives_are_told_with_their_amount_or_as_nothing_yet() -> None:
    assert line(seen(holdings=[{"category": "jobs", "amount": "9"}]), "cooperatives") == ("none", None)
    some = seen(holdings=[{"category": "social_enterprises", "amount": "9"}])
    assert line(some, "cooperatives") == ("some", None)
    assert line(some, "share") == ("told", Verdict.MET)


@pytest.mark.parametrize(
    ("bank", "expected"),
    [
        ({"bank": "B", "bank_kind": "ethical"}, "both"),
        ({"bank": "B"}, "named"),
        ({"bank_kind": "ordinary"}, "judged"),
        ({"bank": "B", "bank_kind": "not_chosen"}, "not_chosen"),
    ],
)
def test_the_bank_is_told_as_far_as_it_is_known(bank: dict[str, str], expected: str) -> None:
    assert line(seen(investments=bank), "bank") == (expected, None)


def test_funders_are_counted_with_what_those_who_seek_a_return_bring_and_vote() -> None:
    fund = {"kind": "for_profit", "amount": "60", "votes": "12", "clauses": ["none"]}
    lender = {"kind": "social_finance", "amount": "40", "clauses": ["none"]}
    told = seen(investments={"outside": "yes"}, investors=[fund, lender])
    (message,) = [one.message for one in told.lines if one.id == "funders"]
    assert message.key.endswith(".listed")
    assert message.values == {"count": 2, "amount": 100, "seeking": 60, "votes": Fraction(3, 25)}


@pytest.mark.parametrize(
    ("outside", "investors", "expected"),
    [
        ("none", [], "nobody"),
        ("yes", [], "unlisted"),
        ("yes", [{"kind": "public", "amount": "5"}], "solidary"),
        ("yes", [{"kind": "public"}], "listed_so_far"),
        ("yes", [{"kind": "for_profit", "amount": "5"}], "listed_so_far"),
    ],
)
def test_funders_nobody_listed_or_described_are_told_so_far(
    outside: str, investors: list[dict[str, str]], expected: str
) -> None:
    assert line(seen(investments={"outside": outside}, investors=investors), "funders")[0] == expected


@pytest.mark.parametrize("answer", ["yes", "planned", "no"])
def test_what_is_published_is_told_as_answered(answer: str) -> None:
    assert line(seen(investments={"published": answer}), "published") == (answer, None)


STATES: tuple[dict[str, Any], ...] = (
    {},
    *({"investments": {"policy": one}} for one in ("general_assembly", "board", "draft", "none")),
    *({"investments": {"published": one}} for one in ("yes", "planned", "no")),
    *({"investments": {"excluded": [one]}} for one in ("weapons", "none_of_these")),
    *({"holdings": [{"category": one, "amount": "5"}]} for one in ("excluded", "jobs", "social_enterprises")),
    {"holdings": [{"category": "jobs"}]},
    *({"investments": {"bank_kind": one}} for one in ("ethical", "not_chosen")),
    *({"investments": {"bank": "B", **more}} for more in ({}, {"bank_kind": "ordinary"})),
    *({"investments": {"outside": one}} for one in ("none", "yes")),
    *(
        {"investments": {"outside": "yes"}, "investors": [row]}
        for row in ({}, {"kind": "public", "amount": "5"}, {"kind": "for_profit", "amount": "5", "votes": "1"})
    ),
)


def test_every_sentence_of_a_line_is_there_and_said_somewhere() -> None:
    told = {one.message.key: one.message for given in STATES for one in seen(**given).lines}
    written = {key for key in LOADED.texts if key.startswith("investing.line.") and not key.endswith(".title")}
    assert set(told) == written
    for language in LANGUAGES:
        for message in told.values():
            assert "{" not in Wording(LOADED.texts, language).say(message)
