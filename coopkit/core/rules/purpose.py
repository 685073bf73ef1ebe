"""What the articles say the enterprise is for (PRO-01), and where its money goes at the end (PRO-11)."""

from __future__ import annotations

from coopkit.core.facts import Facts, Row
from coopkit.core.law import Law
from coopkit.core.model import Certainty, Form, Json, Message, Target, Verdict
from coopkit.core.rules.outcome import Edits, Outcome, Proposal, rule, say, verdict_if

PURPOSE = "facts.articles.purpose"
OBJECT = "facts.articles.object_shows"
SERVES = "facts.articles.purpose_serves"
INDICATORS = "facts.indicators"
LIQUIDATION = "facts.articles.liquidation"
MEASURE = ("unit", "baseline", "target")

SES_FORMS = (Form.SC, Form.UNDECIDED)
"""Forms that can hold the approval as a social enterprise."""


@rule("PRO-01")
def social_purpose(facts: Facts, law: Law) -> Outcome:
    """Judge the purpose and the object clause, and whether the purpose is measured (PRO-01).

    Sources: Code, art. 8:5, for the approved social enterprise (main purpose, general interest, shown by the object);
    ordinance of 23 July 2018, art. 5, 1° and 2°, for Brussels (an explicit objective with priority, for the community
    or one group of people). That one indicator with a unit, a baseline and a target makes it measurable is the kit's
    reading: advice where only that is missing.
    """
    del law  # no number of law
    purpose, shows, serves = facts.text(PURPOSE) or "not_written", facts.text(OBJECT), facts.text(SERVES)
    rows = facts.rows(INDICATORS)
    federal = facts.form() in SES_FORMS
    ses, esd = _federal(purpose, shows, serves), _regional(purpose, serves)
    measured = any(not row.missing(MEASURE) for row in rows)
    if not measured:
        ses, esd = (Verdict.ADVICE if one is Verdict.MET else one for one in (ses, esd))
    worst = ses if federal else esd
    notes = [] if serves or purpose == "not_written" else [say("PRO-01.serves-unsaid")]
    if not measured and purpose != "not_written":
        notes.append(say("PRO-01.not-measured"))
    asks = [OBJECT] if worst is Verdict.UNKNOWN else _unmeasured(rows)
    return Outcome(
        verdict=worst,
        by_target={Target.SES: ses, Target.ESD: esd},
        reason=_purpose_reason(purpose, shows, serves, measured=measured, federal=federal),
        notes=tuple(notes),
        asks=tuple(asks) if worst in {Verdict.UNKNOWN, Verdict.ADVICE} else (),
        proposals=_written_purpose(purpose, shows, serves, federal=federal),
    )


def _federal(purpose: str, shows: str | None, serves: str | None) -> Verdict:
    """Judge for the approved social enterprise: main, in the general interest, and the object says so."""
    if purpose != "main" or shows == "no" or serves in {"members", "owners"}:
        return Verdict.NOT_MET
    if shows is None:
        return Verdict.UNKNOWN
    return Verdict.MET


def _regional(purpose: str, serves: str | None) -> Verdict:
    """Judge for Brussels: an explicit objective (art. 5, 1°) that has priority (2°), for all or for one group."""
    return verdict_if(purpose == "main" and serves != "owners")


def _unmeasured(rows: tuple[Row, ...]) -> list[str]:
    return [path for row in rows for path in row.missing(MEASURE)] or [INDICATORS]


def _purpose_reason(purpose: str, shows: str | None, serves: str | None, *, measured: bool, federal: bool) -> Message:
    if purpose != "main":
        return say(f"PRO-01.{purpose}")
    if serves == "owners" or (federal and serves == "members"):
        return say(f"PRO-01.for_{serves}")
    if federal and shows != "yes":
        return say("PRO-01.object_silent") if shows else say("PRO-01.object_unknown")
    return say("PRO-01.measured") if measured else say("PRO-01.unmeasured")


def _written_purpose(purpose: str, shows: str | None, serves: str | None, *, federal: bool) -> tuple[Proposal, ...]:
    """Return the clauses to write; no indicator is invented."""
    edits: list[tuple[str, Json]] = [(PURPOSE, "main")] if purpose != "main" else []
    if federal and shows != "yes":
        edits.append((OBJECT, "yes"))
    if serves == "owners" or (federal and serves == "members"):
        edits.append((SERVES, "general_interest"))
    key = "PRO-01.change.purpose" if purpose != "main" else "PRO-01.change.clauses"
    return (Proposal(id="social_purpose", message=say(key), edits=tuple(edits)),) if edits else ()


@rule("PRO-11")
def assets_at_the_end(facts: Facts, law: Law) -> Outcome:
    """Judge where what is left goes once debts and paid-up shares are repaid (PRO-11).

    Sources: Code, art. 8:5, and royal decree of 28 June 2019 (as close as possible to the object). For the European
    model any social cause will do. An association may hand its members no advantage (Code, art. 1:2, as quoted).
    """
    del law  # no number of law
    where = facts.text(LIQUIDATION) or "not_written"
    locked: Edits = ((LIQUIDATION, "mission"),)
    to_mission = Proposal(id="assets_to_mission", message=say("PRO-11.change.assets_to_mission"), edits=locked)
    if facts.form() is Form.ASBL:
        held = where != "members"
        return Outcome(
            verdict=verdict_if(held),
            certainty=Certainty.SECONDARY,
            reason=say("PRO-11.asbl" if held else "PRO-11.asbl_members"),
            notes=(say("PRO-11.asbl-write"),) if where == "not_written" else (),
            proposals=() if held else (to_mission,),
        )
    return Outcome(
        verdict=verdict_if(where in {"mission", "other_social"}),
        by_target={Target.SES: Verdict.ADVICE} if where == "other_social" else {},
        reason=say(f"PRO-11.{where}"),
        proposals=() if where == "mission" else (to_mission,),
    )
