"""The compass: which question would narrow it most, and which axes a step would raise."""

from __future__ import annotations

from dataclasses import replace

from casebook import TODAY
from dossiers import documents
from hypothesis import given
from hypothesis import strategies as st

from coopkit import content
from coopkit.core import dossier
from coopkit.core.assess import assess
from coopkit.core.assessment import Assessment
from coopkit.core.compass import axis, narrowest, raised
from coopkit.core.model import Document, Finding, Indicator, Verdict

CATALOGUE = content.load().catalogue


def width(findings: tuple[Finding, ...], indicator: Indicator) -> int:
    drawn = axis(indicator, findings, CATALOGUE)
    return drawn.best - drawn.worst


def answered(told: Assessment, criterion: str, level: int) -> tuple[Finding, ...]:
    """The findings once a criterion has reached a level."""
    return tuple(
        replace(one, verdict=Verdict.MET, level=level) if one.criterion == criterion else one for one in told.findings
    )


def sure(told: Assessment, criterion: str) -> int:
    """How much narrower all axes together surely get, whatever is answered: drawn again for each level."""
    taken = 0
    for one in told.compass:
        if criterion in one.criteria:
            left = max(width(answered(told, criterion, level), one.indicator) for level in range(5))
            taken += one.best - one.worst - left
    return taken


@given(document=documents() | st.sampled_from([content.example(name) for name in content.load().examples]))
def test_the_question_named_is_the_one_that_surely_takes_most_width_away(document: Document) -> None:
    told = assess(document, CATALOGUE, TODAY)
    counted = {name for one in told.compass for name in one.criteria}
    open_ = [one.criterion for one in told.findings if one.verdict is Verdict.UNKNOWN and one.criterion in counted]
    found = narrowest(told.findings, told.compass)
    if not open_:
        assert found is None
        return
    assert found is not None
    assert found.sure == sure(told, found.criterion) == max(sure(told, name) for name in open_)
    narrowed = {
        one.indicator
        for one in told.compass
        if found.criterion in one.criteria
        and width(told.findings, one.indicator)
        > max(width(answered(told, found.criterion, level), one.indicator) for level in range(5))
    }
    assert set(found.axes) == narrowed or not found.sure
    assert found.axes


@given(document=documents(), level=st.integers(0, 4))
def test_the_axes_that_rise_are_those_drawn_higher_once_a_level_is_reached(document: Document, level: int) -> None:
    told = assess(document, CATALOGUE, TODAY)
    for finding in told.findings:
        after = [axis(one.indicator, answered(told, finding.criterion, level), CATALOGUE) for one in told.compass]
        risen = tuple(
            one.indicator
            for one, new in zip(told.compass, after, strict=True)
            if finding.criterion in one.criteria and new.worst + new.best > one.worst + one.best
        )
        assert raised(finding.criterion, level, told.findings, told.compass) == risen


def test_of_questions_worth_the_same_the_first_of_the_catalogue_is_named() -> None:
    alone = replace(CATALOGUE, criteria=tuple(one for one in CATALOGUE.criteria if one.id in {"GOV-01", "GOV-02"}))
    told = assess(dossier.empty(), alone, TODAY)
    found = narrowest(told.findings, told.compass)
    assert found is not None
    assert (found.criterion, found.axes) == ("GOV-01", (Indicator.G2,))


def test_where_nothing_is_open_nothing_is_named() -> None:
    alone = replace(CATALOGUE, criteria=tuple(one for one in CATALOGUE.criteria if one.id == "GOV-14"))
    told = assess(dossier.put(dossier.empty(), "answers.GOV-14.level", 2), alone, TODAY)
    assert narrowest(told.findings, told.compass) is None


def test_an_axis_rises_only_when_the_middle_of_its_criteria_does() -> None:
    three = replace(CATALOGUE, criteria=tuple(one for one in CATALOGUE.criteria if one.id in {"GOV-13", "GOV-14"}))
    document = dossier.put(dossier.put(dossier.empty(), "answers.GOV-13.level", 1), "answers.GOV-14.level", 0)
    told = assess(document, three, TODAY)
    assert raised("GOV-13", 4, told.findings, told.compass) == ()
    assert raised("GOV-14", 4, told.findings, told.compass) == (Indicator.G3,)
