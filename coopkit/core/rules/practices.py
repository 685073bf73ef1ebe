"""Sustainable production and consumption, as the Brussels approval asks for it (PRO-16)."""

from __future__ import annotations

from coopkit.core.facts import Facts
from coopkit.core.law import Law
from coopkit.core.model import Verdict
from coopkit.core.rules.outcome import Outcome, Proposal, missing, rule, say, verdict_if

KINDS = "facts.practices.kinds"
DESCRIPTION = "facts.practices.description"
PROOF = "facts.practices.proof"
NOTHING = "none"
TOP_LEVEL, DESCRIBED = 4, 2


@rule("PRO-16")
def sustainable_practices(facts: Facts, law: Law) -> Outcome:
    """Judge whether practices are named and described (PRO-16); targets or a label lift to the top level.

    Source: ordinance of 23 July 2018, art. 5, 2°; how many, from the administration's page. Levels are the kit's.
    """
    ticked, needed, proof = facts.options(KINDS) or (), law.value("bxl_practices_min"), facts.text(PROOF)
    kinds = [kind for kind in ticked if kind != NOTHING]
    if needed and not ticked:
        return missing([KINDS])
    if needed and not kinds:
        return Outcome(verdict=Verdict.NOT_MET, level=0, reason=say("PRO-16.nothing"))
    if facts.text(DESCRIPTION) is None:
        return missing([DESCRIPTION])
    enough, shown = len(kinds) >= needed, proof in {"targets", "label"}
    better = Proposal(id="proof", message=say("PRO-16.change.proof"), edits=((PROOF, "targets"),))
    return Outcome(
        verdict=verdict_if(enough),
        level=(TOP_LEVEL if shown else DESCRIBED) if enough else 1,
        reason=say("PRO-16.shown") if enough and shown else say("PRO-16.described", count=len(kinds), needed=needed),
        steps=(say("PRO-16.step.kinds", count=len(kinds), sign="≥" if enough else "<", needed=needed),),
        proposals=() if shown else (better,),
    )
