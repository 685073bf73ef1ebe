"""Every case of tests/cases and every example project, as written from the law before the rules."""

from __future__ import annotations

from dataclasses import replace

import pytest
from casebook import Case, cases, examples

from coopkit import content
from coopkit.core.assess import assess
from coopkit.core.assessment import Assessment
from coopkit.core.dossier import get
from coopkit.core.fields import find
from coopkit.core.model import Finding, Message
from coopkit.wording import Wording

ALONE = {one.id: replace(content.load().catalogue, criteria=(one,)) for one in content.load().catalogue.criteria}
"""A catalogue of one criterion: a case asks what is found of its own, and the others say nothing of that."""


IN_ONE_PIECE = {"vote_cap", "assembly_appoints", "renew"}
"""Changes that write an article or an income whole, the part of it that stands so included."""


def finding(assessment: Assessment, criterion: str) -> Finding:
    return next(one for one in assessment.findings if one.criterion == criterion)


def of_its_own(case: Case) -> Finding:
    return finding(assess(case.document, ALONE[case.criterion], case.on), case.criterion)


def name(said: Message) -> str:
    """Return the last part of a sentence's key, which is how a case names it."""
    return said.key.rpartition(".")[2]


@pytest.mark.parametrize("case", cases(), ids=str)
def test_the_kit_says_what_a_jurist_would(case: Case) -> None:
    found, expect = of_its_own(case), case.expect
    assert found.verdict == expect.get("verdict", found.verdict), found
    assert found.level == expect.get("level", found.level)
    assert found.certainty == expect.get("certainty", found.certainty)
    for target, verdict in expect.get("by_target", {}).items():
        assert found.by_target[target] == verdict, target
    say = Wording(content.load().texts, "en").say
    because, told = (
        expect.get("because", []),
        " · ".join(say(said) for said in (found.reason, *found.steps, *found.notes)),
    )
    assert [one for one in ([because] if isinstance(because, str) else because) if one not in told] == [], told
    assert set(expect.get("asks", ())) <= set(found.asks)
    assert not found.asks or expect.get("asks") != []
    assert set(expect.get("change", ())) <= {change.id for change in found.change}
    assert [path for path in found.asks if not can_be_answered(path)] == []
    edits = [[*edit] for change in found.change for edit in change.edits]
    assert [edit for edit in expect.get("edits", {}).items() if [*edit] not in edits] == [], edits
    if "offers" in expect:
        assert [name(change.message) for change in found.change] == expect["offers"]
        assert {path for path, _ in edits} == {*expect.get("edits", ())}
    assert expect.get("says", name(found.reason)) == name(found.reason)
    notes = [name(note) for note in found.notes]
    assert expect.get("notes", notes) == notes
    steps = [name(step) for step in found.steps]
    assert expect.get("steps", steps) == steps


def can_be_answered(path: str) -> bool:
    """Say whether what a finding asks for is a field, a cell, a table or a group of fields."""
    catalogue = content.load().catalogue
    known = {*(field.path for field in catalogue.fields), *(table.path for table in catalogue.tables)}
    return bool(find(catalogue, path)) or any(one == path or one.startswith(f"{path}.") for one in known)


def test_every_criterion_has_at_least_three_cases() -> None:
    counted = [case.criterion for case in cases()]
    assert all(counted.count(criterion.id) >= 3 for criterion in content.load().catalogue.criteria)


@pytest.mark.parametrize("criterion", ALONE)
def test_every_change_that_is_offered_is_named_by_a_case(criterion: str) -> None:
    known = [case for case in cases() if case.criterion == criterion]
    offered = {change.id for case in known for change in of_its_own(case).change}
    assert offered == {change for case in known for change in case.expect.get("change", ())}


@pytest.mark.parametrize("criterion", ALONE)
def test_a_change_writes_only_what_does_not_stand_so_yet(criterion: str) -> None:
    known = [case for case in cases() if case.criterion == criterion]
    changes = [(case, one) for case in known for one in of_its_own(case).change if one.id not in IN_ONE_PIECE]
    again = [
        (str(case), path)
        for case, one in changes
        for path, value in one.edits
        if value is not None and get(case.document, path) == value  # what is emptied may be empty
    ]
    assert again == []


@pytest.mark.parametrize("example", examples(), ids=str)
def test_an_example_gives_what_it_promises(example: Case) -> None:
    told = assess(example.document, content.load().catalogue, example.on)
    for criterion, expect in example.expect["findings"].items():
        found = finding(told, criterion)
        assert (criterion, found.verdict, found.level) == (
            criterion,
            expect["verdict"],
            expect.get("level", found.level),
        )
        assert {**found.by_target} == {**found.by_target, **expect.get("by_target", {})}, criterion
    targets = {result.target: result.verdict for result in told.targets}
    assert targets == {**targets, **example.expect["targets"]}
    assert {name: result.verdict for name, result in told.families.items()} == example.expect["families"]
    assert [one.id for one in told.contradictions] == example.expect["contradictions"]


@pytest.mark.parametrize("example", examples(), ids=str)
def test_what_is_found_of_a_criterion_is_found_of_it_alone(example: Case) -> None:
    for found in assess(example.document, content.load().catalogue, example.on).findings:
        assert of_its_own(replace(example, criterion=found.criterion)) == found
