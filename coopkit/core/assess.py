"""Dossier, criteria and a day in; every finding out. What rules have in common is decided here, once.

Verdicts of law, of the model and of the compass are kept apart and never added up.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from coopkit.core import compass, explain
from coopkit.core.assessment import Assessment, TargetResult
from coopkit.core.contradictions import TOUCHED, contradictions
from coopkit.core.explain import Judged
from coopkit.core.facts import Facts
from coopkit.core.law import Law, NoLawError, weakest
from coopkit.core.model import Catalogue, Certainty, Criterion, Document, Finding, Indicator, Kind, Target, Verdict
from coopkit.core.next_steps import next_steps
from coopkit.core.rules import RULES
from coopkit.core.rules.outcome import Outcome, Proposal, missing, say, verdict_if

OPEN = (Verdict.UNKNOWN, Verdict.NOT_APPLICABLE)


def assess(document: Document, catalogue: Catalogue, on: date) -> Assessment:
    """Return everything the kit says of a dossier under the law of that day."""
    facts = Facts(document, catalogue)
    wanted = explain.wanted(facts)
    findings = tuple(_finding(facts, catalogue, on, criterion) for criterion in catalogue.criteria)

    axes = tuple(compass.axis(indicator, findings, catalogue) for indicator in Indicator)

    def of_family(name: str) -> list[Finding]:
        members = {criterion.id for criterion in catalogue.criteria if criterion.family == name}
        return [finding for finding in findings if finding.criterion in members]

    return Assessment(
        on=on,
        findings=findings,
        targets=tuple(
            _result(target, findings, wanted, known.demands, exists=explain.concerns(known, facts, on))
            for target in Target
            for known in [catalogue.targets[target]]
        ),
        families={
            family.id: _result(Target.EUR, of_family(family.id), wanted, family.demands)
            for family in catalogue.families
        },
        compass=axes,
        contradictions=tuple(contradictions(facts)),
        next_steps=next_steps(findings, axes, catalogue, wanted, on),
    )


def _finding(facts: Facts, catalogue: Catalogue, on: date, criterion: Criterion) -> Finding:
    def again(changed: Facts) -> Judged:
        return judge(changed, catalogue, on, criterion)

    def shown(one: Judged) -> Finding:
        return hedged(one, catalogue, criterion)

    judged = again(facts)
    return replace(shown(judged), change=explain.changes(facts, judged, again, shown))


def judge(facts: Facts, catalogue: Catalogue, on: date, criterion: Criterion) -> Judged:
    """Return what is found of one criterion, before it is hedged and without trying any change."""
    law = Law(catalogue.parameters, on)
    outcome = _outcome(criterion, facts, law)
    verdict = outcome.verdict or verdict_if((outcome.level or 0) >= criterion.met_from)
    soft = outcome.planned or not facts.signed(on)

    def softened(one: Verdict) -> Verdict:
        return Verdict.NOT_YET if soft and one is Verdict.NOT_MET else one

    def demanded(target: Target, demand: str | int) -> Verdict:
        if not explain.concerns(catalogue.targets[target], facts, on):
            return Verdict.NOT_APPLICABLE
        if isinstance(demand, int) and outcome.level is not None and target not in outcome.by_target:
            return softened(verdict_if(outcome.level >= demand))
        return softened(outcome.by_target.get(target, verdict))

    by_target = {target: demanded(target, demand) for target, demand in criterion.obligation.items()}
    # What obliges nobody of this form is still worth knowing: said so, it is no reproach.
    fault = verdict in {Verdict.NOT_MET, Verdict.ADVICE}
    free = fault and bool(by_target) and {*by_target.values()} == {Verdict.NOT_APPLICABLE}
    finding = Finding(
        criterion=criterion.id,
        verdict=softened(verdict),
        by_target=by_target,
        reason=outcome.reason,
        certainty=weakest((criterion.certainty, law.certainty, outcome.certainty)),
        steps=outcome.steps,
        notes=(*outcome.notes, say("common.obliges_nobody")) if free else outcome.notes,
        sources=tuple(dict.fromkeys((*criterion.sources, *(used.source for used in law.used.values())))),
        asks=outcome.asks,
        level=outcome.level,
        evidence=facts.text(f"answers.{criterion.id}.evidence") is not None,
    )
    return Judged(finding=finding, proposals=outcome.proposals, firm=outcome.firm)


def _outcome(criterion: Criterion, facts: Facts, law: Law) -> Outcome:
    """Return what is found of a criterion: by nobody's rule, by a person's word, or by the rule."""
    if why := explain.outside(criterion, facts):
        return Outcome(verdict=Verdict.NOT_APPLICABLE, reason=why)
    if said := facts.text(f"answers.{criterion.id}.not_applicable"):
        return Outcome(verdict=Verdict.UNKNOWN, reason=say("common.said_not_applicable", why=said))
    if touching := next(contradictions(facts, among=TOUCHED.get(criterion.id, ())), None):
        return Outcome(verdict=Verdict.UNKNOWN, reason=touching.message, asks=touching.paths)
    if criterion.kind is Kind.LEVELS:
        return _levels(criterion, facts)
    if criterion.kind is Kind.STATEMENT:
        return _statement(criterion, facts)
    if needed := [path for path in criterion.needs if not facts.has(path)]:
        return missing(needed)
    try:
        return RULES[criterion.id](facts, law)
    except NoLawError:
        return Outcome(verdict=Verdict.UNKNOWN, reason=say("common.no_law", on=law.on))


def _levels(criterion: Criterion, facts: Facts) -> Outcome:
    path = f"answers.{criterion.id}.level"
    if (level := facts.whole(path)) is None:
        return missing([path])
    key = "common.level_reached" if level >= criterion.met_from else "common.level_below"
    higher = Proposal(
        id="next_level", message=say("common.change.next_level", level=level + 1), edits=((path, level + 1),)
    )
    return Outcome(
        level=level,
        reason=say(key, level=level, needed=criterion.met_from),
        proposals=(higher,) if level < compass.TOP_LEVEL else (),
    )


def _statement(criterion: Criterion, facts: Facts) -> Outcome:
    path = f"answers.{criterion.id}.statement"
    if (said := facts.text(path)) is None:
        return missing([path])
    keys = {"yes": "common.statement_yes", "planned": "common.statement_planned", "no": "common.statement_no"}
    written = Proposal(id="statement_yes", message=say("common.change.statement_yes"), edits=((path, "yes"),))
    return Outcome(
        verdict=verdict_if(said == "yes"),
        reason=say(keys[said]),
        planned=said == "planned",
        proposals=(written,) if said != "yes" else (),
    )


def hedged(judged: Judged, catalogue: Catalogue, criterion: Criterion) -> Finding:
    """Return the finding as far as it is certain.

    What rests on something to confirm is advice for every must; the kit's own reading never is a verdict of law.
    """
    finding = judged.finding
    to_confirm, own = finding.certainty is Certainty.TO_CONFIRM, finding.certainty is Certainty.OWN

    def told(one: Verdict, *, doubtful: bool) -> Verdict:
        return Verdict.ADVICE if doubtful and one not in OPEN else one

    return replace(
        finding,
        verdict=told(finding.verdict, doubtful=to_confirm and bool(criterion.obligation)),
        by_target={
            target: told(
                one,
                doubtful=to_confirm
                or target in criterion.to_confirm
                or (own and target not in judged.firm and catalogue.targets[target].layer == "law"),
            )
            for target, one in finding.by_target.items()
        },
    )


def _result(
    target: Target,
    findings: Iterable[Finding],
    wanted: frozenset[Target],
    demands: tuple[str, ...],
    *,
    exists: bool = True,
) -> TargetResult:
    """Return how a target stands; advice neither blocks nor meets, and nothing judged is not a pass.

    What exists and is not asked yet is not known: it does not apply only when nothing of it can.
    """
    verdicts = {one.criterion: one.by_target[target] for one in findings if target in one.by_target}
    counts = Counter(verdicts.values())
    unasked = tuple(name for name in demands if name not in verdicts)
    nothing = Verdict.UNKNOWN if exists and unasked else Verdict.NOT_APPLICABLE
    order = (Verdict.NOT_MET, Verdict.NOT_YET, Verdict.UNKNOWN, Verdict.MET, Verdict.ADVICE)
    return TargetResult(
        target=target,
        verdict=next((one for one in order if counts[one]), nothing),
        counts=dict(counts),
        criteria=tuple(verdicts),
        wanted=target in wanted,
        unasked=unasked,
    )
