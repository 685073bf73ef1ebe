"""Red flags: a breach of the law or of an approval held, and what is declared dangerous whatever is aimed for."""

from __future__ import annotations

from dataclasses import replace

import pytest
from casebook import TODAY, document

from coopkit import content
from coopkit.core.assess import assess
from coopkit.core.flags import raised
from coopkit.core.model import Document, Flag, Json, Target, Text, Verdict

CATALOGUE = content.load().catalogue
TITLE = Text(fr="x", nl="x", en="x")


def flagged(given: Document, *held: Target) -> dict[str, tuple[Target, ...]]:
    told = assess(given, CATALOGUE, TODAY)
    return {one.finding.criterion: one.breaches for one in raised(told, CATALOGUE, frozenset(held))}


def signed(**said: Json) -> Document:
    return document({"project": {"form": "sc", "articles_state": "signed"}, **said})


def test_a_breach_of_an_approval_is_a_flag_once_it_is_held_and_a_step_while_it_is_aimed_for() -> None:
    capless: Json = {"voting_rule": "share_votes"}
    assert flagged(signed(articles=capless)) == {}
    assert flagged(signed(articles=capless), Target.SCA) == {"GOV-01": (Target.SCA,)}
    assert flagged(document({"project": {"form": "sc"}, "articles": capless}), Target.SCA) == {"GOV-01": (Target.SCA,)}


def test_of_the_law_a_breach_that_is_done_is_a_flag_and_one_that_can_still_be_avoided_is_not() -> None:
    hollow, workshop = (content.example(name) for name in ("label-without-substance", "workshop"))
    assert flagged(hollow)["PRO-07"] == (Target.LAW,)
    told = {one.criterion: one for one in assess(workshop, CATALOGUE, TODAY).findings}
    assert told["PRO-14"].by_target[Target.LAW] is Verdict.NOT_YET
    assert "PRO-14" not in flagged(workshop)


@pytest.mark.parametrize("nothing", ["housing", "workshop"])
def test_who_is_in_order_has_no_flag(nothing: str) -> None:
    assert flagged(content.example(nothing)) == {}


def test_a_declared_danger_is_a_flag_by_its_verdict_or_by_its_level_and_only_then() -> None:
    flag = Flag(id="x", criterion="GOV-14", title=TITLE, below=2)
    catalogue = replace(
        CATALOGUE, flags=(flag, replace(flag, criterion="PRO-02", verdicts=(Verdict.NOT_MET,), below=None))
    )

    def found(answers: Json) -> list[tuple[str, bool]]:
        told = assess(signed(answers=answers), catalogue, TODAY)
        return [(one.finding.criterion, one.flag is not None) for one in raised(told, catalogue, frozenset())]

    assert found({"GOV-14": {"level": 1}, "PRO-02": {"statement": "no"}}) == [("GOV-14", True), ("PRO-02", True)]
    assert found({"GOV-14": {"level": 2}, "PRO-02": {"statement": "yes"}}) == []
    assert found({}) == []


def test_the_label_without_the_substance_is_flagged_for_its_investor_and_its_missing_lock() -> None:
    assert {"PRO-15", "PRO-11", "GOV-12"} <= flagged(content.example("label-without-substance")).keys()


def test_jobs_that_rest_on_money_that_ends_and_an_approval_not_followed_up_are_flags() -> None:
    found = flagged(content.example("mobility"), Target.ESD)
    assert found == {"GRO-03": (Target.ESD,), "JOB-05": (), "JOB-07": ()}
