"""Findings in words, grouped by what the project aims for."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, TypeAlias

from coopkit.core.model import Target, Verdict
from coopkit.pages.asking import asked, source_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from coopkit.core.model import Assessment, Catalogue, Change, Criterion, Finding
    from coopkit.wording import Wording

Block: TypeAlias = "dict[str, object]"

ORDER = (Target.EUR, Target.CC, Target.SCA, Target.SES, Target.ESD, Target.ESI, Target.LAW)
"""The European model first, then the incubator's intake, then approvals and law."""

COUNTED = (Verdict.NOT_MET, Verdict.NOT_YET, Verdict.UNKNOWN, Verdict.ADVICE)


def label(verdict: Verdict, say: Wording) -> str:
    """Return the word for a verdict."""
    return say.say(f"results.verdict.{verdict.value}")


def summary(verdicts: Iterable[Verdict], say: Wording) -> str:
    """Return a count in words ("9 of 14 met, 3 not known yet"); what does not apply is not counted."""
    counts = Counter(verdict for verdict in verdicts if verdict is not Verdict.NOT_APPLICABLE)
    if not counts:
        return say.say("results.count.none")
    met = say.say("results.count.met", count=counts[Verdict.MET], total=counts.total())
    rest = [say.say(f"results.count.{name.value}", count=counts[name]) for name in COUNTED if counts[name]]
    return ", ".join([met, *rest])


def groups(shown: list[Finding], assessment: Assessment, catalogue: Catalogue, say: Wording) -> Iterator[Block]:
    """Yield one block per target these findings serve, wanted ones first, then what no target asks."""
    wanted = {result.target: result.wanted for result in assessment.targets}
    for target in sorted(ORDER, key=lambda one: not wanted.get(one, False)):
        serving = [(finding, finding.by_target[target]) for finding in shown if target in finding.by_target]
        if serving:
            info = catalogue.targets[target]
            title = say.text(info.title)
            if not wanted.get(target, False):
                title = say.say("results.group.wished", target=title)
            yield {
                "type": "group",
                "id": target.value,
                "title": title,
                "about": say.text(info.about),
                "summary": summary([verdict for _, verdict in serving], say),
                "wanted": wanted.get(target, False),
                "findings": [worded(finding, verdict, catalogue, say) for finding, verdict in serving],
            }
    practice = [finding for finding in shown if not finding.by_target]
    if practice:
        yield {
            "type": "group",
            "id": "practice",
            "title": say.say("results.group.practice"),
            "about": say.say("results.group.practice_about"),
            "summary": summary([finding.verdict for finding in practice], say),
            "wanted": True,
            "findings": [worded(finding, finding.verdict, catalogue, say) for finding in practice],
        }


def worded(finding: Finding, verdict: Verdict, catalogue: Catalogue, say: Wording) -> Block:
    """Return a finding as a founder reads it: sentence first, then numbers, rule, article, what would change it."""
    criterion = criterion_of(finding.criterion, catalogue)
    evidence = [say.say("results.finding.evidence")] if finding.evidence else []
    return {
        "criterion": criterion.id,
        "title": say.text(criterion.title),
        "verdict": verdict.value,
        "label": label(verdict, say),
        "certainty": finding.certainty.value,
        "certainty_label": say.say(f"results.certainty.{finding.certainty.value}"),
        "reason": say.say(finding.reason),
        "steps": [say.say(step) for step in finding.steps],
        "notes": [*(say.say(note) for note in finding.notes), *evidence],
        "sources": list(_sources(finding.sources, catalogue, say)),
        "change": list(_changes(finding, criterion, catalogue, say)),
        "whom": None if verdict in {Verdict.MET, Verdict.NOT_APPLICABLE} else whom(criterion.whom, catalogue, say),
    }


def whom(partner_id: str, catalogue: Catalogue, say: Wording) -> str | None:
    """Return "you could ask ...", None when nobody is named."""
    partner = catalogue.partners.get(partner_id)
    return partner and say.say("results.finding.whom", partner=partner.name, contact=partner.contact)


def criterion_of(name: str, catalogue: Catalogue) -> Criterion:
    """Return a criterion by its id."""
    return next(criterion for criterion in catalogue.criteria if criterion.id == name)


def _sources(references: Iterable[str], catalogue: Catalogue, say: Wording) -> Iterator[Block]:
    for reference in references:
        title, article, url = source_of(reference, catalogue)
        yield {"title": say.text(title), "article": None if article is None else say.text(article), "url": url}


def _changes(finding: Finding, criterion: Criterion, catalogue: Catalogue, say: Wording) -> Iterator[str]:
    if finding.asks:
        wanted = dict.fromkeys(_asked_label(path, criterion, catalogue, say) for path in finding.asks)
        yield say.say("results.finding.answer", asks=" · ".join(wanted))
    for change in finding.change:
        yield _change(change, finding, say)
    if not finding.change and finding.verdict in {Verdict.NOT_YET, Verdict.NOT_MET}:
        yield say.text(criterion.next_step)


def _change(change: Change, finding: Finding, say: Wording) -> str:
    said = say.say(change.message)
    if change.verdict is not finding.verdict:
        return say.say("results.finding.then", change=said, verdict=label(change.verdict, say).lower())
    if change.level is not None:
        return say.say("results.finding.then_level", change=said, level=change.level)
    return said


def _asked_label(path: str, criterion: Criterion, catalogue: Catalogue, say: Wording) -> str:
    parts = path.split(".")
    tables = {".".join(parts[:2])}
    for candidate in (path, *tables):
        try:
            return say.text(asked(candidate, catalogue).label)
        except KeyError:
            continue
    return say.text(criterion.ask or criterion.title)
