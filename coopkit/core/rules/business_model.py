"""Business model: the need the project answers (MOD-06)."""

from __future__ import annotations

from coopkit.core.facts import Facts
from coopkit.core.law import Law
from coopkit.core.model import Verdict
from coopkit.core.rules.outcome import Outcome, Proposal, rule, say

NEEDS = "project.needs"
WHY = "project.need_other"
OTHER = "other"


@rule("MOD-06")
def fundamental_need(facts: Facts, law: Law) -> Outcome:
    """Judge whether a fundamental need is named, or another one justified (MOD-06). No idea is excluded in advance."""
    del law  # the incubator's five needs are the options of the question, not a number of law
    chosen, why = facts.options(NEEDS) or (), facts.text(WHY)
    named = [need for need in chosen if need != OTHER]
    if named:
        return Outcome(verdict=Verdict.MET, reason=say("MOD-06.named", count=len(named)))
    if why:
        return Outcome(verdict=Verdict.MET, reason=say("MOD-06.justified"))
    return Outcome(
        verdict=Verdict.NOT_MET,
        planned=True,
        reason=say("MOD-06.why_is_missing"),
        proposals=(
            Proposal(id="justify_need", message=say("MOD-06.change.justify_need"), edits=((WHY, "…"),)),
            Proposal(id="name_need", message=say("MOD-06.change.name_need"), edits=((NEEDS, ["housing", *chosen]),)),
        ),
    )
