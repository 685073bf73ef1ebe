"""Collaboration instead of competition (MOD-07): whom a project works with, and how firmly."""

from __future__ import annotations

from coopkit.core.facts import Facts, Row
from coopkit.core.law import Law
from coopkit.core.rules.outcome import Outcome, Proposal, missing, rule, say

ANY = "facts.cooperation.any"
PARTNERSHIPS = "facts.partnerships"
INFORMAL, WRITTEN = "informal", "written"
COMMON = ("shared_service", "cross_membership", "open_licence")
"""Kinds in which something is really held in common; one of them is the top."""
TOP = 4


@rule("MOD-07")
def collaboration(facts: Facts, law: Law) -> Outcome:
    """Judge how firmly a project works with others (MOD-07). Own levels; the strongest form decides."""
    rows = facts.rows(PARTNERSHIPS)
    if facts.text(ANY) == "no":
        edits = ((ANY, "yes"), (f"{PARTNERSHIPS}.first.label", "…"), (f"{PARTNERSHIPS}.first.kind", WRITTEN))
        start = Proposal(id="first_agreement", message=say("MOD-07.change.first_agreement"), edits=edits)
        return Outcome(level=0, reason=say("MOD-07.nobody"), proposals=(start,))
    if not rows:
        return missing([PARTNERSHIPS])
    common = [row for row in rows if row.text("kind") in COMMON]
    if not common and (asks := [path for row in rows for path in row.missing(["kind"])]):
        return missing(asks)
    written = [row for row in rows if row.text("kind") == WRITTEN]
    several = int(law.value("agreements_level_3"))
    if common:
        return Outcome(level=TOP, reason=say("MOD-07.common", count=len(common)))
    reason = say("MOD-07.written", count=len(written)) if written else say("MOD-07.informal", count=len(rows))
    sign = "≥" if len(written) >= several else "<"
    return Outcome(
        level=3 if len(written) >= several else 1 + bool(written),
        reason=reason,
        steps=(say("MOD-07.step.written", written=len(written), sign=sign, needed=several),),
        proposals=_firmer(rows),
    )


def _firmer(rows: tuple[Row, ...]) -> tuple[Proposal, ...]:
    """Return the ways to a higher level: write down what is only said, or share something."""
    said = [row for row in rows if row.text("kind") == INFORMAL]
    share = (rows[0].at("kind"), "shared_service")
    ways = [Proposal(id="share_something", message=say("MOD-07.change.share_something"), edits=(share,))]
    if said:
        named = say("MOD-07.change.write_it_down", name=said[0].text("label") or "…")
        ways.insert(0, Proposal(id="write_it_down", message=named, edits=((said[0].at("kind"), WRITTEN),)))
    return tuple(ways)
