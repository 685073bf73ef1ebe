"""What differs between two dossiers, or between the law of two days."""

from __future__ import annotations

from datetime import date

from casebook import TODAY
from dossiers import documents
from hypothesis import given

from coopkit import content
from coopkit.core import dossier
from coopkit.core.assess import assess
from coopkit.core.comparing import edited, moved
from coopkit.core.model import Document, Target, Verdict

CATALOGUE = content.load().catalogue
GROCER = content.example("grocer")


def test_an_answer_and_the_verdicts_it_moves_are_told_with_their_page() -> None:
    after = dossier.put(GROCER, "facts.articles.voting_rule", "one_member_one_vote")
    (answer,) = edited(GROCER, after, CATALOGUE)
    assert (answer.page, answer.path) == ("governance", "facts.articles.voting_rule")
    assert (answer.before, answer.after) == ("share_votes_capped", "one_member_one_vote")
    told = {
        one.criterion: one
        for one in moved(assess(GROCER, CATALOGUE, TODAY), assess(after, CATALOGUE, TODAY), CATALOGUE)
    }
    assert (told["GOV-01"].before.verdict, told["GOV-01"].after.verdict) == (Verdict.NOT_YET, Verdict.MET)
    assert (Target.SCA, Verdict.NOT_YET, Verdict.MET) in told["GOV-01"].targets
    assert told["GOV-01"].page == "governance"
    assert "PRO-12" not in told


def test_rows_come_and_go_and_what_no_page_asks_comes_last() -> None:
    after = dossier.put(GROCER, "facts.members.new", {"label": "Voisins", "count": 4})
    after = dossier.put(after, "facts.nowhere.x", "1")
    after = dossier.put(after, "answers.GOV-14.evidence", "ROI")
    assert [(one.page, one.path) for one in edited(GROCER, after, CATALOGUE)] == [
        ("governance", "answers.GOV-14.evidence"),
        ("governance", "facts.members.new.label"),
        ("governance", "facts.members.new.count"),
        (None, "facts.nowhere.x"),
    ]


@given(one=documents(), other=documents())
def test_what_differs_one_way_differs_the_other_way_and_nothing_else_does(one: Document, other: Document) -> None:
    there, back = edited(one, other, CATALOGUE), edited(other, one, CATALOGUE)
    assert {(x.path, str(x.before), str(x.after)) for x in there} == {
        (x.path, str(x.after), str(x.before)) for x in back
    }
    assert dict(dossier.edits(dossier.apply(one, [(x.path, x.after) for x in there]))) == dict(dossier.edits(other))
    assert edited(one, one, CATALOGUE) == ()
    first, last = assess(one, CATALOGUE, TODAY), assess(other, CATALOGUE, TODAY)
    assert {x.criterion for x in moved(first, last, CATALOGUE)} == {
        old.criterion
        for old, new in zip(first.findings, last.findings, strict=True)
        if (old.verdict, old.level, old.by_target) != (new.verdict, new.level, new.by_target)
    }


def test_under_the_law_of_another_day_the_same_answers_are_judged_otherwise() -> None:
    """The Brussels approval began on 1 February 2019, art. 8:5 of the Code on 1 May."""
    before, after = (assess(content.example("housing"), CATALOGUE, day) for day in (date(2019, 1, 31), TODAY))
    social = [one for one in moved(before, after, CATALOGUE) if Target.SES in {target for target, _, _ in one.targets}]
    assert {old for one in social for target, old, _ in one.targets if target is Target.SES} == {Verdict.NOT_APPLICABLE}
    assert moved(after, after, CATALOGUE) == ()
