"""Findings in words, grouped by what the project aims for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from coopkit.core.assessment import Assessment
from coopkit.core.model import Catalogue, Certainty, Change, Criterion, Finding, Target, Verdict
from coopkit.pages.asking import source_of
from coopkit.report import asked_labels
from coopkit.wording import Wording

Block: TypeAlias = "dict[str, object]"
"""One thing a page shows, as panel.js draws it: its `type`, and what that type needs."""

ORDER = (Target.EUR, Target.CC, Target.SCA, Target.SES, Target.ESD, Target.ESI, Target.LAW)
"""The European model first, then the incubator's intake, then approvals and law."""

COUNTED = (Verdict.NOT_MET, Verdict.NOT_YET, Verdict.UNKNOWN, Verdict.ADVICE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What was found, of which catalogue, to be said in which language."""

    assessment: Assessment
    catalogue: Catalogue
    say: Wording

    def criterion(self, name: str) -> Criterion:
        """Return a criterion by its id."""
        return next(criterion for criterion in self.catalogue.criteria if criterion.id == name)

    def whom(self, partner_id: str) -> str | None:
        """Return whom one could ask and how to reach them, None when nobody is named."""
        partner = self.catalogue.partners.get(partner_id)
        return f"{partner.name} ({partner.contact})" if partner else None


def label(verdict: Verdict, say: Wording) -> str:
    """Return the word for a verdict."""
    return say.say(f"results.verdict.{verdict.value}")


def summary(verdicts: Iterable[Verdict], say: Wording) -> str:
    """Return a count in words ("9 of 14 met, 3 not known yet"); what does not apply is not counted."""
    counts: Counter[Verdict] = Counter(verdict for verdict in verdicts if verdict is not Verdict.NOT_APPLICABLE)
    if not counts:
        return say.say("results.count.none")
    met = say.say("results.count.met", count=counts[Verdict.MET], total=counts.total())
    rest = [say.say(f"results.count.{name.value}", count=counts[name]) for name in COUNTED if counts[name]]
    return ", ".join([met, *rest])


def groups(shown: list[Finding], reading: Reading) -> Iterator[Block]:
    """Yield one block per target these findings serve, wanted ones first, then what no target asks."""
    say = reading.say
    wanted = {result.target for result in reading.assessment.targets if result.wanted}
    for target in sorted(ORDER, key=lambda one: one not in wanted):
        serving = [(finding, finding.by_target[target]) for finding in shown if target in finding.by_target]
        info = reading.catalogue.targets[target]
        title = say.text(info.title)
        yield from _group(
            target.value,
            title if target in wanted else say.say("results.group.wished", target=title),
            {
                "about": say.text(info.about),
                "unread": list(_unread([finding for finding, _ in serving], reading)) if info.layer == "law" else [],
            },
            serving,
            reading,
        )
    practice = [(finding, finding.verdict) for finding in shown if not finding.by_target]
    counted = any(reading.criterion(finding.criterion).indicators for finding, _ in practice)
    about: Block = {"about": say.say(f"results.group.practice_{'about' if counted else 'apart'}"), "unread": []}
    yield from _group("practice", say.say("results.group.practice"), about, practice, reading)


def _group(
    name: str, title: str, about: Block, serving: list[tuple[Finding, Verdict]], reading: Reading
) -> Iterator[Block]:
    if serving:
        yield {
            "type": "group",
            "id": name,
            "title": title,
            **about,
            "summary": summary([verdict for _, verdict in serving], reading.say),
            "wanted": not any(result.target == name and not result.wanted for result in reading.assessment.targets),
            "findings": [worded(finding, verdict, reading) for finding, verdict in serving],
        }


def _unread(shown: list[Finding], reading: Reading) -> Iterator[Block]:
    """Yield each text of law that nobody read, with the points that rest on a published summary of it."""
    sources = reading.catalogue.sources
    summed: dict[str, set[str]] = {}
    for source in sources.values():
        if source.restates and sources[source.restates].certainty is Certainty.TO_CONFIRM:
            summed.setdefault(source.restates, {source.restates}).add(source.id)
    for text, pages in summed.items():
        resting = [one for one in shown if pages.intersection(cited.partition(":")[0] for cited in one.sources)]
        if resting:
            yield {
                "text": reading.say.say("results.group.unread", text=reading.say.text(sources[text].title)),
                "items": [reading.say.text(reading.criterion(one.criterion).title) for one in resting],
            }


def worded(finding: Finding, verdict: Verdict, reading: Reading) -> Block:
    """Return a finding as a founder reads it: sentence first, then numbers, rule, article, what would change it."""
    say, criterion = reading.say, reading.criterion(finding.criterion)
    evidence = [say.say("results.finding.evidence")] if finding.evidence else []
    return {
        "criterion": criterion.id,
        "title": say.text(criterion.title),
        "verdict": verdict.value,
        "label": label(verdict, say),
        "certainty_label": say.say(f"results.certainty.{finding.certainty.value}"),
        "reason": say.say(finding.reason),
        "steps": [say.say(step) for step in finding.steps],
        "notes": [*(say.say(note) for note in finding.notes), *evidence],
        "sources": list(_sources(finding.sources, reading)),
        "change": list(_changes(finding, criterion, reading)),
        "whom": None if verdict in {Verdict.MET, Verdict.NOT_APPLICABLE} else reading.whom(criterion.whom),
    }


def _sources(references: Iterable[str], reading: Reading) -> Iterator[Block]:
    for reference in references:
        title, article, url = source_of(reference, reading.catalogue)
        yield {"title": reading.say.text(title), "article": article and reading.say.text(article), "url": url}


def _changes(finding: Finding, criterion: Criterion, reading: Reading) -> Iterator[str]:
    say = reading.say
    if finding.asks:
        wanted = asked_labels(finding, reading.catalogue, say) or [say.text(criterion.ask or criterion.title)]
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
