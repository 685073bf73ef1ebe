"""The smallest set of changes: the same as trying every set on the whole dossier, and honest where there is none."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations

import pytest
from casebook import TODAY, cases, examples
from dossiers import documents
from hypothesis import given
from hypothesis import strategies as st

from coopkit import content
from coopkit.core import dossier
from coopkit.core.assess import assess, judge
from coopkit.core.facts import Facts
from coopkit.core.model import Catalogue, Document, Finding, Json, Target, Verdict
from coopkit.core.reaching import BLOCKING, MOST, Way, ways

CATALOGUE = content.load().catalogue
PROPOSALS = 9
"""More would make 129 sets to try one by one, each on the whole dossier."""

Edits = tuple[tuple[str, Json], ...]


@st.composite
def situations(draw: st.DrawFn) -> tuple[Document, Catalogue]:
    """A dossier in which something fails, and the part of the catalogue that is judged."""
    document = draw(documents() | st.sampled_from([one.document for one in (*cases(), *examples())]))
    for other in draw(st.lists(st.sampled_from(cases()), max_size=3)):
        document = dossier.apply(document, dossier.edits(other.document))
    chosen = draw(
        st.lists(st.sampled_from([one.id for one in CATALOGUE.criteria]), min_size=2, max_size=8, unique=True)
    )
    return document, replace(CATALOGUE, criteria=tuple(one for one in CATALOGUE.criteria if one.id in chosen))


def touches(edits: Edits, read: set[str]) -> bool:
    return any(f"{path}.".startswith(f"{one}.") or one.startswith(f"{path}.") for path, _ in edits for one in read)


def clash(sets: tuple[Edits, ...]) -> bool:
    pairs = [(one, other) for first, second in combinations(sets, 2) for one in first for other in second]
    return any(
        (f"{one[0]}.".startswith(f"{other[0]}.") or f"{other[0]}.".startswith(f"{one[0]}.")) and one != other
        for one, other in pairs
    )


def candidates(document: Document, catalogue: Catalogue, failing: list[str]) -> list[Edits]:
    """The changes of what fails, and those of others that edit what it read."""
    judged, read = [], set[str]()
    for criterion in catalogue.criteria:
        facts = Facts(document, catalogue)
        judged += [(criterion.id, one.edits) for one in judge(facts, catalogue, TODAY, criterion).proposals]
        read |= facts.read if criterion.id in failing else set()
    once = {repr(edits): (name, edits) for name, edits in reversed(judged)}
    first = [(name, edits) for name, edits in judged if once[repr(edits)] == (name, edits)]
    return [edits for name, edits in dict.fromkeys(first) if name in failing or touches(edits, read)]


def reached(before: tuple[Finding, ...], after: tuple[Finding, ...], way: Way, catalogue: Catalogue) -> bool:
    for criterion, old, new in zip(catalogue.criteria, before, after, strict=True):
        in_it = way.target in criterion.obligation and way.family in {None, criterion.family}
        if in_it and new.by_target[way.target] in BLOCKING:
            return False
        said = [(old.verdict, new.verdict), *((one, new.by_target[name]) for name, one in old.by_target.items())]
        if any(two is Verdict.UNKNOWN is not one for one, two in said):
            return False
    return True


def lost(before: tuple[Finding, ...], after: tuple[Finding, ...], wanted: set[Target]) -> Iterator[str]:
    for old, new in zip(before, after, strict=True):
        if any(one is Verdict.MET is not new.by_target[name] for name, one in old.by_target.items() if name in wanted):
            yield old.criterion


@given(situation=situations())
def test_the_smallest_set_is_the_one_found_by_trying_every_set_on_the_whole_dossier(
    situation: tuple[Document, Catalogue],
) -> None:
    document, catalogue = situation
    first = assess(document, catalogue, TODAY)
    wanted = {one.target for one in first.targets if one.wanted}
    for way in ways(document, catalogue, TODAY):
        tried = candidates(document, catalogue, list(way.blocking))
        if not way.blocking or len(tried) > PROPOSALS:
            continue
        sets = (one for size in range(1, MOST + 1) for one in combinations(tried, size) if not clash(one))
        found = None
        for one in sets:
            edits = [edit for change in one for edit in change]
            after = assess(dossier.apply(document, edits), catalogue, TODAY).findings
            if reached(first.findings, after, way, catalogue) and not list(lost(first.findings, after, wanted)):
                found = one
                break
        assert (None if way.changes is None else tuple(change.edits for change in way.changes)) == found


@pytest.mark.parametrize("example", examples(), ids=lambda one: one.criterion)
def test_a_way_that_is_shown_meets_its_target_when_it_is_made_and_assessed_again(example: object) -> None:
    document, on = getattr(example, "document", {}), getattr(example, "on", TODAY)
    first = assess(document, CATALOGUE, on)
    for way in ways(document, CATALOGUE, on):
        edits = [edit for change in way.changes or () for edit in change.edits]
        after = assess(dossier.apply(document, edits), CATALOGUE, on)
        told = after.families[way.family] if way.family else next(x for x in after.targets if x.target is way.target)
        if way.changes is not None:
            assert not [told.counts[one] for one in BLOCKING if one in told.counts]
            assert not list(lost(first.findings, after.findings, {one.target for one in first.targets if one.wanted}))
        assert told.counts.get(Verdict.UNKNOWN, 0) == len(way.unknown)
        assert told.counts.get(Verdict.ADVICE, 0) == len(way.advice)


def way_of(document: Document, target: Target, family: str | None = None) -> Way:
    return next(one for one in ways(document, CATALOGUE, TODAY) if (one.target, one.family) == (target, family))


def test_one_edit_that_mends_two_musts_is_one_change_and_a_third_elsewhere_another() -> None:
    grocer = content.example("grocer")
    governance = way_of(grocer, Target.EUR, "governance")
    assert governance.blocking == ("GOV-01", "GOV-02")
    assert [one.edits for one in governance.changes or ()] == [(("facts.articles.voting_rule", "one_member_one_vote"),)]
    approved = way_of(grocer, Target.SCA)
    assert [one.criterion for one in approved.changes or ()] == ["GOV-01", "PRO-09"]
    assert approved.advice == ("GOV-04", "GOV-05", "GOV-16")


def test_where_nothing_stands_in_the_way_nothing_is_to_change_and_where_too_much_does_it_is_named() -> None:
    assert way_of(content.example("housing"), Target.SCA).changes == ()
    hollow = way_of(content.example("label-without-substance"), Target.EUR)
    assert hollow.changes is None
    assert len(hollow.blocking) > MOST


@pytest.mark.parametrize(
    ("name", "beside", "alone", "both"),
    [
        ("one cent above the limit is above it", "PRO-04", "3000", None),
        ("the return is not known, and the votes are too many anyway", "GRO-02", "one_member_one_vote", "1/10"),
    ],
)
def test_a_change_that_leaves_unknown_what_was_judged_is_no_way(
    name: str, beside: str, alone: str, both: str | None
) -> None:
    (case,) = [one for one in cases() if one.name == name]
    first = {"PRO-04": "PRO-03", "GRO-02": "GOV-01"}[beside]
    for ids, last in (({first}, alone), ({first, beside}, both)):
        judged = replace(CATALOGUE, criteria=tuple(one for one in CATALOGUE.criteria if one.id in ids))
        way = next(one for one in ways(case.document, judged, case.on) if one.target is Target.EUR)
        assert way.blocking == (first,)
        assert (way.changes[0].edits[-1][1] if way.changes else way.changes) == last
