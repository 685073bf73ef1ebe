"""Readiness for the Brussels approval: a seat in the Region (RDY-05), a complete file (RDY-06)."""

from __future__ import annotations

from collections import Counter

from coopkit.core.facts import Facts
from coopkit.core.law import Law
from coopkit.core.model import Verdict
from coopkit.core.rules.outcome import Outcome, Proposal, missing, rule, say, verdict_if

SEAT = "project.seat"
DOCUMENTS = ("proof_form", "activity", "accounts", "budget", "chart_of_accounts", "declarations")


@rule("RDY-05")
def seat_in_brussels(facts: Facts, law: Law) -> Outcome:
    """Judge whether the seat or the place of business is in the Region (RDY-05).

    Source: ordinance of 23 July 2018, art. 11, 1°; one of the two is enough. Where nothing is decided the place of
    business may still be chosen, signed articles or not.
    """
    del law  # no number of law
    seat = facts.text(SEAT)
    move = Proposal(id="seat_in_brussels", message=say("RDY-05.change.seat_in_brussels"), edits=((SEAT, "brussels"),))
    return Outcome(
        verdict=verdict_if(seat == "brussels"),
        planned=seat == "undecided",
        reason=say(f"RDY-05.{seat}"),
        proposals=() if seat == "brussels" else (move,),
    )


@rule("RDY-06")
def file_complete(facts: Facts, law: Law) -> Outcome:
    """Judge the six documents of the file; the weakest one decides (RDY-06).

    Source: ordinance of 23 July 2018, art. 11, 4°, and 12, § 2; the standard chart of accounts, the administration's
    page. What somebody is writing is not yet, signed articles or not.
    """
    del law  # no number of law
    said = {f"facts.file.{name}": facts.text(f"facts.file.{name}") for name in DOCUMENTS}
    counted = Counter(said.values())
    unknown = [path for path, one in said.items() if one is None]
    if unknown and not counted["missing"]:
        return missing(unknown)
    ready, total = counted["ready"], len(said)
    key = "complete" if ready == total else "missing" if counted["missing"] else "working"
    unready = tuple((path, "ready") for path, one in said.items() if one != "ready")
    finish = Proposal(id="finish_file", message=say("RDY-06.change.finish_file"), edits=unready)
    return Outcome(
        verdict=Verdict.MET if ready == total else Verdict.NOT_MET,
        planned=not counted["missing"],
        reason=say(f"RDY-06.{key}", ready=ready, total=total, lacking=counted[key]),
        steps=(say("RDY-06.step.documents", count=ready, sign="=" if ready == total else "<", needed=total),),
        asks=tuple(unknown),
        proposals=(finish,) if unready else (),
    )
