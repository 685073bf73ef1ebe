"""What holds for every dossier, the odd and the broken ones included."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from casebook import TODAY, Case, cases
from dossiers import documents, garbage
from hypothesis import example, given
from hypothesis import strategies as st

from coopkit import content
from coopkit.core import dossier
from coopkit.core.assess import assess
from coopkit.core.assessment import Axis
from coopkit.core.fields import DONT_KNOW, find
from coopkit.core.model import Document, Json, Verdict
from coopkit.core.progress import reachable
from coopkit.wording import Wording

CATALOGUE = content.load().catalogue
JUDGED = {Verdict.MET, Verdict.NOT_YET, Verdict.NOT_MET}
LATER = TODAY + timedelta(days=4000)


@given(document=documents(), on=st.dates(date(1900, 1, 1), LATER))
def test_every_checked_dossier_is_judged_and_worded_on_every_day(document: Document, on: date) -> None:
    assessment = assess(document, CATALOGUE, on)
    assert [finding.criterion for finding in assessment.findings] == [one.id for one in CATALOGUE.criteria]
    for language in ("fr", "nl", "en"):
        say = Wording(content.load().texts, language).say
        for finding in assessment.findings:
            said = (finding.reason, *finding.steps, *finding.notes, *(change.message for change in finding.change))
            assert all(say(message) for message in said)


@given(document=documents(garbage))
@example(document={"facts": [], "answers": {"GOV-01": 3}, "project": None})
@example(document={"facts": {"members": {"r1": 3}, "surplus": "none"}})
def test_anything_at_all_is_judged_without_an_error(document: Document) -> None:
    assert len(assess(document, CATALOGUE, TODAY).findings) == len(CATALOGUE.criteria)
    for page in CATALOGUE.pages:
        progress = reachable(document, CATALOGUE, page)
        assert 0 <= progress.answered <= progress.total


@given(document=documents())
def test_a_change_gives_the_verdict_it_says(document: Document) -> None:
    for criterion, finding in zip(CATALOGUE.criteria, assess(document, CATALOGUE, TODAY).findings, strict=True):
        alone = replace(CATALOGUE, criteria=(criterion,))
        for change in finding.change:
            changed = dossier.apply(document, change.edits)
            (after,) = assess(changed, alone, TODAY).findings
            assert (after.verdict, after.level) == (change.verdict, change.level)
            assert [dossier.check(CATALOGUE, changed, path, value) for path, value in change.edits] == [None] * len(
                change.edits
            )


@given(document=documents() | st.sampled_from(cases()).map(lambda case: case.document))
def test_what_is_asked_can_be_answered(document: Document) -> None:
    asked = {*(field.path for field in CATALOGUE.fields), *(table.path for table in CATALOGUE.tables)}
    for finding in assess(document, CATALOGUE, TODAY).findings:
        for path in finding.asks:
            assert find(CATALOGUE, path) or any(one == path or one.startswith(f"{path}.") for one in asked)


def axes(document: Document) -> dict[str, Axis]:
    return {axis.indicator: axis for axis in assess(document, CATALOGUE, TODAY).compass}


@given(document=documents(), asked=st.sampled_from(CATALOGUE.criteria))
def test_an_unknown_widens_an_axis_or_keeps_it(document: Document, asked: object) -> None:
    path = f"answers.{getattr(asked, 'id', '')}.not_applicable"
    before, after = axes(dossier.put(document, path, None)), axes(dossier.put(document, path, "Pas pour nous."))
    for name, axis in after.items():
        assert axis.worst <= before[name].worst <= before[name].best <= axis.best


@given(case=st.sampled_from(cases()), data=st.data())
def test_what_is_not_known_never_counts_as_zero(case: Case, data: st.DataObject) -> None:
    """Whatever a verdict says with an answer unknown, it still says when the answer turns out to be zero."""
    paths = [path for path, value in dossier.edits(case.document) if isinstance(value, str | int)]
    numbers = [path for path in paths if (known := find(CATALOGUE, path)) and known.type in {"integer", "money"}]
    numbers = [path for path in numbers if not path.endswith((".count", ".year", ".present", ".level", ".votes"))]
    # An employer's cost nobody knows is estimated from the pay, and the page says so: that is no zero either.
    numbers = [path for path in numbers if not path.endswith(".employer_cost")]
    if not numbers:
        return
    path = data.draw(st.sampled_from(numbers))
    known = find(CATALOGUE, path)
    unknown = assess(dossier.put(case.document, path, DONT_KNOW), CATALOGUE, case.on)
    zero: Json = 0 if known and known.type == "integer" else "0"
    for one, other in zip(
        unknown.findings, assess(dossier.put(case.document, path, zero), CATALOGUE, case.on).findings, strict=True
    ):
        assert one.verdict not in JUDGED or one.verdict is other.verdict
