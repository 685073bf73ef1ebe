"""Scale-up: what growth does to the nine indicators (GRO-01), and the yearly self-assessment (GRO-04)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from coopkit.core.facts import Facts
from coopkit.core.law import Law
from coopkit.core.model import Indicator, Verdict
from coopkit.core.rules.outcome import Outcome, Proposal, missing, rule, say, verdict_if

PATH, WHY = "facts.growth.path", "facts.growth.why"
EFFECTS: Mapping[Indicator, str] = {one: f"facts.growth.effects.{one.value}" for one in Indicator}
WATCHED = tuple(one for one in Indicator if not one.value.startswith("E"))
"""Social and governance indicators: a weaker one is shown, and a stronger one never makes up for it."""
SELF_ASSESSMENT = "facts.self_assessment"
HELD = "project.held"


@rule("GRO-01")
def profile_kept(facts: Facts, law: Law) -> Outcome:
    """Judge whether the chosen path weakens a social or governance indicator (GRO-01).

    The nine indicators are EMES's; that a weaker one is worth a talk, and no failure, is the kit's reading.
    """
    del law  # no number of law
    if unjustified := [path for path in (PATH, WHY) if facts.text(path) is None]:
        return missing(unjustified)
    said = {one: facts.text(EFFECTS[one]) for one in WATCHED}
    weaker = [one for one, effect in said.items() if effect == "weaker"]
    unsaid = [EFFECTS[one] for one, effect in said.items() if effect is None]
    if unsaid and not weaker:
        return missing(unsaid)
    keep = Proposal(
        id="keep_profile",
        message=say("GRO-01.change.keep_profile", count=len(weaker)),
        edits=tuple((EFFECTS[one], "same") for one in weaker),
    )
    return Outcome(
        verdict=Verdict.ADVICE if weaker else Verdict.MET,
        reason=say("GRO-01.weaker", count=len(weaker), name=EFFECTS[weaker[0]]) if weaker else say("GRO-01.kept"),
        steps=tuple(say("GRO-01.step.weaker", code=one.value, name=EFFECTS[one]) for one in weaker),
        notes=(say("GRO-01.nothing-added-up"),) if weaker else (),
        asks=tuple(unsaid),
        proposals=(keep,) if weaker and not unsaid else (),
    )


@rule("GRO-04")
def self_assessment(facts: Facts, law: Law) -> Outcome:
    """Judge whether the enterprise assesses itself every year (GRO-04).

    Source: ordinance of 23 July 2018, art. 20, § 3, 21 and 22, § 1 (a process to assess oneself, how often it does not
    say, and a form every year). It speaks to enterprises that are approved: the others are not yet, at worst.
    """
    del law  # no number of law
    said = cast("str", facts.text(SELF_ASSESSMENT))
    approved = "ESD" in (facts.options(HELD) or ())
    yearly = Proposal(id="every_year", message=say("GRO-04.change.every_year"), edits=((SELF_ASSESSMENT, "each_year"),))
    return Outcome(
        verdict=verdict_if(said == "each_year"),
        planned=said == "planned" or not approved,
        reason=say(f"GRO-04.{said}"),
        notes=(*(() if approved or said == "each_year" else (say("GRO-04.once_approved"),)), say("GRO-04.their-form")),
        proposals=() if said == "each_year" else (yearly,),
    )
