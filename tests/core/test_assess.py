"""What is said of targets, families and the compass, what comes next, and how far a person is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from casebook import TODAY, document, examples

from coopkit import content
from coopkit.core import dossier
from coopkit.core.assess import assess
from coopkit.core.assessment import Assessment, TargetResult
from coopkit.core.facts import Facts
from coopkit.core.fields import DONT_KNOW
from coopkit.core.model import Applies, Document, Finding, Indicator, Json, Target, Verdict
from coopkit.core.progress import reachable

CATALOGUE = content.load().catalogue
EMPTY = dossier.empty()


def judged(**given: Json) -> Assessment:
    return assess(document(given), CATALOGUE, TODAY)


def target(assessment: Assessment, name: Target) -> TargetResult:
    return next(one for one in assessment.targets if one.target is name)


def finding(assessment: Assessment, criterion: str) -> Finding:
    return next(one for one in assessment.findings if one.criterion == criterion)


@pytest.mark.parametrize(
    ("applies", "other", "own", "because"),
    [
        (Applies(tracks=("scale_up",)), {"track": "starter"}, {"track": "scale_up"}, "not_for_track"),
        (Applies(targets=(Target.ESI,)), {"aimed": ["SCA"]}, {"aimed": ["ESI"]}, "not_for_targets"),
    ],
)
def test_a_criterion_for_others_does_not_concern_a_project_and_says_why(
    applies: Applies, other: Json, own: Json, because: str
) -> None:
    alone = replace(CATALOGUE, criteria=(replace(CATALOGUE.criteria[0], applies=applies),))
    (outside,), (inside,) = (assess(document({"project": one}), alone, TODAY).findings for one in (other, own))
    assert (outside.verdict, outside.reason.key) == (Verdict.NOT_APPLICABLE, f"findings.common.{because}")
    assert inside.verdict is not Verdict.NOT_APPLICABLE


def test_nothing_said_is_unknown_everywhere_and_says_what_to_ask() -> None:
    assessment = assess(EMPTY, CATALOGUE, TODAY)
    nothing_held = {one.criterion for one in assessment.findings if one.verdict is Verdict.NOT_APPLICABLE}
    assert nothing_held == {"GRO-03"}  # who ticked no approval has none to renew
    others = [one for one in assessment.findings if one.criterion not in nothing_held]
    assert {one.verdict for one in others} == {Verdict.UNKNOWN}
    assert all(one.asks for one in others)
    assert {axis.worst for axis in assessment.compass} == {0}
    assert {axis.best for axis in assessment.compass} == {4}


def test_targets_nobody_asks_anything_for_do_not_pass_by_themselves() -> None:
    assessment = assess(EMPTY, CATALOGUE, TODAY)
    assert target(assessment, Target.ESI).verdict is Verdict.UNKNOWN
    assert target(assessment, Target.EUR).verdict is Verdict.UNKNOWN


def test_a_target_that_exists_is_open_until_it_is_asked_and_one_that_does_not_exist_does_not_apply() -> None:
    association: Json = {"form": "asbl", "articles_state": "signed", "aimed": ["ESI", "SES"]}
    told = judged(project=association, founders=[{"commitment": "signed", "hours_per_week": "3"}])
    verdicts = {name: target(told, name).verdict for name in (Target.ESI, Target.LAW, Target.SES)}
    assert verdicts == {
        Target.ESI: Verdict.UNKNOWN,
        Target.LAW: Verdict.UNKNOWN,
        Target.SES: Verdict.NOT_APPLICABLE,
    }


def test_an_approval_does_not_apply_on_a_day_before_it_existed() -> None:
    said = {"project": {"form": "sc", "articles_state": "signed"}, "answers": {"PRO-02": {"statement": "yes"}}}
    for day, verdict in ((date(2019, 1, 31), Verdict.NOT_APPLICABLE), (date(2019, 2, 1), Verdict.UNKNOWN)):
        told = assess(document(said), CATALOGUE, day)
        assert target(told, Target.ESD).verdict is verdict
        assert target(told, Target.SES).verdict is Verdict.NOT_APPLICABLE


def test_the_model_the_intake_and_the_law_always_concern_a_project_approvals_when_held_or_aimed_for() -> None:
    wanted = {one.target for one in judged(project={"held": ["SCA"], "aimed": ["ESD"]}).targets if one.wanted}
    assert wanted == {Target.EUR, Target.CC, Target.LAW, Target.SCA, Target.ESD}


def test_advice_neither_blocks_nor_meets_a_target() -> None:
    post: Json = {"status": "existing", "contract": "open_ended", "fte": "1", "gross_monthly": "3000", "scale": "2900"}
    sales: Json = [{"logic": "market", "amount": "60000", "lasting": "yes"}]
    jobs = judged(jobs=[post], resources=sales).families["jobs"]
    assert (jobs.verdict, jobs.counts) == (Verdict.MET, {Verdict.MET: 3, Verdict.ADVICE: 1})


def test_evidence_lifts_a_met_criterion_to_the_top_of_its_axis() -> None:
    said: dict[str, Json] = {"articles": {"voting_rule": "one_member_one_vote"}, "project": {"form": "asbl"}}
    alone = replace(CATALOGUE, criteria=tuple(one for one in CATALOGUE.criteria if one.id == "GOV-01"))
    for evidence, best in ((None, 3), ("Statuts, art. 12", 4)):
        answers: Json = {"GOV-01": {"evidence": evidence}}
        told = assess(document({**said, "answers": answers}), alone, TODAY)
        axis = next(one for one in told.compass if one.indicator is Indicator.G2)
        assert (axis.worst, axis.best, axis.criteria) == (best, best, ("GOV-01",))


def test_an_axis_the_kit_asks_nothing_for_stays_open() -> None:
    silent = replace(CATALOGUE, criteria=tuple(one for one in CATALOGUE.criteria if Indicator.G1 not in one.indicators))
    axis = next(one for one in assess(EMPTY, silent, TODAY).compass if one.indicator is Indicator.G1)
    assert (axis.worst, axis.best, axis.criteria) == (0, 4, ())


def test_no_more_than_five_steps_and_none_when_all_is_met() -> None:
    assert all(len(assess(one.document, CATALOGUE, one.on).next_steps) <= 5 for one in examples())
    met = judged(answers={"GOV-14": {"level": 4}, "PRO-02": {"statement": "yes"}})
    assert not {"GOV-14", "PRO-02"} & {step.criterion for step in met.next_steps}


def test_a_contradiction_names_the_answers_on_both_sides() -> None:
    told = judged(
        project={"form": "asbl", "held": ["SES"]},
        articles={"voting_rule": "one_member_one_vote"},
        members=[{"votes": 10}, {"votes": 1}],
        surplus=[{"year": 2025, "dividend": "5"}, {"year": 2024, "dividend": "0"}],
    ).contradictions
    assert {one.id: one.paths for one in told} == {
        "votes_beside_one_vote": ("facts.articles.voting_rule", "facts.members.r1.votes"),
        "dividend_in_asbl": ("project.form", "facts.surplus.r1.dividend"),
        "approval_outside_sc": ("project.form", "project.held"),
    }


def test_a_change_may_help_one_target_without_hurting_another() -> None:
    told: Json = [{"commitment": "said", "hours_per_week": "3"}, {"commitment": "signed", "hours_per_week": "1"}]
    found = finding(judged(project={"form": "sc"}, founders=told), "RDY-01")
    assert (found.verdict, found.by_target[Target.LAW]) == (Verdict.MET, Verdict.NOT_YET)
    assert [change.id for change in found.change] == ["another_founder"]


def test_one_founder_of_a_cooperative_hears_the_number_of_the_incubator_not_that_of_the_law() -> None:
    alone: Json = [{"commitment": "said", "hours_per_week": "3"}]
    found = finding(judged(project={"form": "sc"}, founders=alone), "RDY-01")
    assert found.reason.values == {"count": 1, "needed": 2}
    assert len(found.change[0].edits) == 4


def test_two_causes_need_both_changes_at_once() -> None:
    oil: Json = [{"category": "excluded", "amount": "50"}]
    found = finding(judged(investments={"policy": "board"}, holdings=oil), "PRO-12")
    assert [(change.id, len(change.edits), change.verdict) for change in found.change] == [
        ("sell_excluded", 2, Verdict.MET)
    ]


def test_the_nearest_level_moves_whole_rows_before_it_splits_one() -> None:
    held: Json = [
        {"label": "four", "category": "own_mission", "amount": "10"},
        {"label": "compte", "category": "bank_deposit", "amount": "60"},
        {"label": "pétrole", "category": "excluded", "amount": "30"},
    ]
    change = finding(judged(holdings=held), "PRO-13").change[0]
    assert change.edits == (
        ("facts.holdings.r3.category", "own_mission"),
        ("facts.holdings.r2.amount", "50"),
        ("facts.holdings.moved0.label", "compte"),
        ("facts.holdings.moved0.category", "own_mission"),
        ("facts.holdings.moved0.amount", "10"),
    )


def test_every_wage_beyond_the_ratio_is_moved() -> None:
    jobs: Json = [
        {"status": "existing", "contract": "open_ended", "fte": "1", "gross_monthly": wage}
        for wage in ("2000", "2100", "8500", "9000")
    ]
    found = finding(judged(jobs=jobs), "JOB-03")
    assert [(change.id, [value for _, value in change.edits]) for change in found.change] == [
        ("lower_highest_wage", ["8000", "8000"]),
        ("raise_lowest_wage", ["2250", "2250"]),
    ]


def progress_of(made: Document, page: str = "governance") -> tuple[int, int]:
    progress = reachable(made, CATALOGUE, page)
    return progress.answered, progress.total


def test_progress_counts_each_question_once_and_dont_know_as_an_answer() -> None:
    answered, total = progress_of(EMPTY)
    assert answered == 0
    assert progress_of(dossier.put(EMPTY, "project.seat", DONT_KNOW)) == (1, total)
    assert progress_of(dossier.put(EMPTY, "answers.GOV-14.level", 0)) == (1, total)
    assert progress_of(dossier.put(EMPTY, "answers.GOV-14.not_applicable", "Non.")) == (1, total)
    assert progress_of(dossier.put(EMPTY, "facts.members.a.label", "Amina")) == (1, total)


def test_a_question_that_another_answer_opens_is_hidden_until_then() -> None:
    capped = dossier.put(EMPTY, "facts.articles.voting_rule", "share_votes_capped")
    assert progress_of(capped)[1] == progress_of(EMPTY)[1] + 1
    named = dossier.put(EMPTY, "project.needs", ["food", "other"])
    assert progress_of(named)[1] == progress_of(dossier.put(EMPTY, "project.needs", ["food"]))[1] + 1


def test_a_criterion_for_another_form_cannot_be_reached_and_says_why() -> None:
    progress = reachable(dossier.put(EMPTY, "project.form", "asbl"), CATALOGUE, "governance")
    assert "GOV-02" in progress.unreachable
    assert "GOV-01" not in progress.unreachable


def test_what_no_target_of_a_project_demands_is_known_as_a_wish() -> None:
    demanding = {criterion.id for criterion in CATALOGUE.criteria if Target.SCA in criterion.obligation}
    wished = set(reachable(EMPTY, CATALOGUE, "governance").wished)
    aiming = set(reachable(dossier.put(EMPTY, "project.aimed", ["SCA"]), CATALOGUE, "governance").wished)
    assert "GOV-14" in aiming
    assert "GOV-01" not in wished
    assert wished - aiming == wished & demanding


def test_the_minutes_left_run_out_with_the_questions() -> None:
    paths = [*(known.path for known in CATALOGUE.fields), *(f"{known.path}.a.label" for known in CATALOGUE.tables)]
    most = reachable(EMPTY, CATALOGUE, "jobs").minutes
    whole = EMPTY
    for path in paths:
        assert 0 < reachable(dossier.put(EMPTY, path, DONT_KNOW), CATALOGUE, "jobs").minutes <= most
        whole = dossier.put(whole, path, DONT_KNOW)
    assert reachable(whole, CATALOGUE, "jobs").minutes == 0


def test_a_value_that_cannot_be_read_is_not_there() -> None:
    facts = Facts({"project": {"form": 3, "registered_on": "2020-02-30"}, "facts": {"members": ["a"]}}, CATALOGUE)
    assert facts.cell("project.registered_on") is None
    assert facts.form() == "undecided"
    assert facts.rows("facts.members") == ()
    assert facts.cell("project.nothing_of_ours") is None


def test_a_date_is_read_as_a_day() -> None:
    facts = Facts(document({"project": {"registered_on": "2020-02-28"}}), CATALOGUE)
    assert str(facts.cell("project.registered_on")) == "2020-02-28"


def test_what_the_kit_does_not_ask_yet_is_counted_with_every_target() -> None:
    kept = tuple(criterion for criterion in CATALOGUE.criteria if criterion.id != "GRO-02")
    assessment = assess(EMPTY, replace(CATALOGUE, criteria=kept), TODAY)
    asked = {criterion.id for criterion in kept}
    approved = target(assessment, Target.SCA)
    assert {"GOV-01", "GOV-02", "PRO-03", "PRO-15"} <= set(approved.criteria)
    assert "GRO-02" in approved.unasked
    assert not asked & set(approved.unasked)
    assert assessment.families["investments"].unasked == ()
