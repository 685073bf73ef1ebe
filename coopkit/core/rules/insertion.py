"""What the Brussels mandate for insertion asks of a project (JOB-08)."""

from __future__ import annotations

from decimal import Decimal

from coopkit.core.facts import Facts
from coopkit.core.law import Law
from coopkit.core.model import Json, Message, Target, Verdict
from coopkit.core.rules.outcome import Outcome, Proposal, missing, rule, say
from coopkit.core.rules.shares import written

TARGET, GUIDANCE = "facts.insertion.target_fte", "facts.insertion.guidance_fte"
HALF_TIME, DEBTS = "facts.insertion.guidance_half_time", "facts.insertion.debts"
HELD = "project.held"
LEAST = {TARGET: "esi_target_fte_min", GUIDANCE: "esi_guidance_fte_min"}


@rule("JOB-08")
def mandate(facts: Facts, law: Law) -> Outcome:
    """Judge target workers, guidance and debts; one condition that fails is enough (JOB-08).

    Source: page of the Brussels administration on the funding of insertion; ordinance of 23 July 2018, art. 14 to 16.
    A mandate is for an enterprise that holds the Brussels approval (art. 14, § 1): until then not yet.
    """
    edits: list[tuple[str, Json]] = []
    steps: list[Message] = []
    asks: list[str] = []
    for path, parameter in LEAST.items():
        found, least = facts.decimal(path), law.value(parameter)
        if found is None:
            asks.append(path)
            continue
        holds = found >= least
        name = path.rpartition(".")[2]
        steps.append(say(f"JOB-08.step.{name}", found=found, sign="≥" if holds else "<", least=least))
        edits += [] if holds else [(path, written(Decimal(int(least))))]
    for path, wrong, right in ((HALF_TIME, "no", "yes"), (DEBTS, "open", "plan_respected")):
        said = facts.text(path)
        asks += [] if said else [path]
        if said == wrong:
            edits.append((path, right))
            steps.append(say(f"JOB-08.step.{path.rpartition('.')[2]}"))
    if asks and not edits:
        return missing(asks)
    if not edits:
        approved = "ESD" in (facts.options(HELD) or ())
        return Outcome(
            verdict=Verdict.MET,
            by_target={} if approved else {Target.ESI: Verdict.NOT_YET},
            reason=say("JOB-08.whole"),
            steps=tuple(steps),
            notes=() if approved else (say("JOB-08.approval_first"),),
        )
    target, guidance = (law.value(parameter) for parameter in LEAST.values())
    complete = say("JOB-08.change.complete", target=target, guidance=guidance)
    return Outcome(
        verdict=Verdict.NOT_MET,
        reason=say("JOB-08.lacking", count=len(edits)),
        steps=tuple(steps),
        asks=tuple(asks),
        proposals=(Proposal(id="complete", message=complete, edits=tuple(edits)),),
    )
