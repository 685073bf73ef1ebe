"""The need and what answers it: activity (MOD-01), proof of the need (MOD-05), a fundamental need (MOD-06)."""

from __future__ import annotations

from coopkit.core.facts import Facts
from coopkit.core.law import Law
from coopkit.core.model import Certainty, Message, Target, Verdict
from coopkit.core.rules.outcome import Outcome, Proposal, missing, rule, say

NEEDS = "project.needs"
WHY = "project.need_other"
OTHER = "other"
STATE, OFFER, PRICE = "facts.activity.state", "facts.activity.offer", "facts.activity.price"
WHO, INTERVIEWS = "facts.need.who", "facts.need.interviews"
CODESIGN, PREORDERS = "facts.need.codesign", "facts.need.preorders"
RUNNING = ("first_deliveries", "regular")
"""States of the activity in which something was really made or done; for the need that is the trial."""
TOP, TOGETHER, ASKED, WRITTEN = 4, 3, 2, 1


@rule("MOD-01")
def continuous_production(facts: Facts, law: Law) -> Outcome:
    """Judge whether goods or services are really produced (MOD-01), or in view, which is enough for the intake.

    Source: ordinance of 23 July 2018, art. 4, 1°. An offer and a price that are ready are "in view": own reading.
    """
    del law  # no number of law
    state = facts.text(STATE)
    lacking = [path for path in (OFFER, PRICE) if facts.text(path) is None]
    if state in RUNNING:
        return Outcome(verdict=Verdict.MET, reason=say(f"MOD-01.{state}"))
    deliver = Proposal(id="deliver", message=say("MOD-01.change.deliver"), edits=((STATE, "first_deliveries"),))
    if state == "idea":
        edits = ((STATE, "prepared"), *((path, "…") for path in lacking))
        prepare = Proposal(id="prepare_offer", message=say("MOD-01.change.prepare_offer"), edits=edits)
        return Outcome(verdict=Verdict.NOT_MET, planned=True, reason=say("MOD-01.idea"), proposals=(prepare, deliver))
    if lacking:
        return missing(lacking)
    return Outcome(
        verdict=Verdict.NOT_MET,
        by_target={Target.CC: Verdict.MET},
        planned=True,
        reason=say("MOD-01.prepared"),
        proposals=(deliver,),
        certainty=Certainty.OWN,
        firm=frozenset({Target.ESD}),
    )


@rule("MOD-05")
def need_proven(facts: Facts, law: Law) -> Outcome:
    """Judge how the need was proven with the people who have it (MOD-05). Own levels, never a gate.

    What was not counted is taken at its least and at its most: where both give the same level, nothing is asked.
    """
    some, many = int(law.value("interviews_level_2")), int(law.value("interviews_level_3"))
    running = facts.text(STATE) in RUNNING
    orders, interviews, together = facts.whole(PREORDERS), facts.whole(INTERVIEWS), facts.text(CODESIGN)
    written = facts.text(WHO) is not None

    def level(orders: int, interviews: int, together: str) -> int:
        if running or orders:
            return TOP
        if interviews >= many or together == "yes":
            return TOGETHER
        return ASKED if interviews >= some else int(written)

    least = level(orders or 0, interviews or 0, together or "no")
    most = level(1 if orders is None else orders, many if interviews is None else interviews, together or "yes")
    if least != most:
        return missing(path for path in (INTERVIEWS, CODESIGN, PREORDERS) if facts.cell(path) is None)
    told = {TOP: "trial" if running else "orders", TOGETHER: "codesign" if together == "yes" else "interviews"}
    key = told.get(least, "interviews" if least == ASKED else "desk" if least == WRITTEN else "nothing")
    return Outcome(
        level=least,
        reason=say(f"MOD-05.{key}", count=(orders if key == "orders" else interviews) or 0, needed=some),
        steps=_counted(interviews, some if (interviews or 0) < some else many) if least < TOP else (),
        proposals=_closer(least, interviews or 0, some if least < ASKED else many),
    )


def _counted(interviews: int | None, needed: int) -> tuple[Message, ...]:
    if interviews is None:
        return ()
    sign = "≥" if interviews >= needed else "<"
    return (say("MOD-05.step.interviews", interviews=interviews, sign=sign, needed=needed),)


def _closer(level: int, interviews: int, needed: int) -> tuple[Proposal, ...]:
    """Return the ways to a higher level: more conversations, design together, a first order."""
    ways = []
    if level < TOGETHER:
        more = say("MOD-05.change.more_interviews", count=needed - interviews)
        ways.append(Proposal(id="more_interviews", message=more, edits=((INTERVIEWS, needed),)))
        message = say("MOD-05.change.design_together")
        ways.append(Proposal(id="design_together", message=message, edits=((CODESIGN, "yes"),)))
    if level < TOP:
        ways.append(Proposal(id="first_order", message=say("MOD-05.change.first_order"), edits=((PREORDERS, 1),)))
    return tuple(ways)


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
