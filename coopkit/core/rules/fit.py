"""Whether legal form, beneficiary and what is paid out go together (RDY-07)."""

from __future__ import annotations

from dataclasses import dataclass

from coopkit.core.facts import Facts, Row
from coopkit.core.law import Law
from coopkit.core.model import Form, Message, Verdict
from coopkit.core.rules.outcome import Outcome, Proposal, missing, rule, say, verdict_if
from coopkit.core.rules.shares import added

FORM = "project.form"
SERVES = "facts.articles.purpose_serves"
SURPLUS = "facts.surplus"
FEDERAL = frozenset({"SCA", "SES"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Clash:
    """Two answers that do not fit, and the edit that makes them fit."""

    reason: Message
    proposal: Proposal
    doubtful: bool = False
    """The law leaves room, or is about to change: advice."""
    planned: bool = False


@rule("RDY-07")
def form_fits(facts: Facts, law: Law) -> Outcome:
    """Judge whether form, beneficiary and distribution contradict each other (RDY-07). That the form fits is no praise.

    Source: Code of companies and associations, art. 1:2 (an ASBL pays nothing out), 6:1 and 6:127 (whom an SC serves),
    8:4 and 8:5 (both approvals are for the SC). The law of 3 May 2024, art. 24, which would let an enterprise with both
    approvals serve the general interest alone, is not in force as far as was read.
    """
    form = facts.form()
    if form is Form.UNDECIDED:
        return missing([FORM])
    if form is Form.OTHER:
        return Outcome(verdict=Verdict.ADVICE, reason=say("RDY-07.other_form"))
    serves, rows = facts.text(SERVES), facts.rows(SURPLUS) if form is Form.ASBL else ()
    approvals = FEDERAL & {*(facts.options("project.held") or ()), *(facts.options("project.aimed") or ())}
    clash = _paying(rows, law) or _outside_sc(form, approvals)
    if clash is None and serves is None:
        return missing([SERVES])
    clash = clash or _beneficiary(form, serves, approvals)
    if clash is None:
        unsaid = [row.at("dividend") for row in rows if row.decimal("dividend") is None]
        fits = Outcome(verdict=Verdict.MET, reason=say(f"RDY-07.fits_{form.value}"))
        return missing(unsaid) if unsaid else fits
    return Outcome(
        verdict=Verdict.ADVICE if clash.doubtful else verdict_if(holds=False),
        planned=clash.planned,
        reason=clash.reason,
        proposals=(clash.proposal,),
    )


def _paying(rows: tuple[Row, ...], law: Law) -> Clash | None:
    """Return the clash of an association that pays its members a dividend."""
    paying = [row for row in rows if (row.decimal("dividend") or 0) > 0]
    if not paying:
        return None
    return Clash(
        reason=say("RDY-07.asbl_pays", amount=added(paying, "dividend")),
        planned=all((row.whole("year") or law.on.year) >= law.on.year for row in paying),
        proposal=Proposal(
            id="no_dividend",
            message=say("RDY-07.change.no_dividend"),
            edits=tuple((row.at("dividend"), "0") for row in paying),
        ),
    )


def _outside_sc(form: Form, approvals: frozenset[str]) -> Clash | None:
    """Return the clash of a federal approval with a form that is no cooperative."""
    if form is Form.SC or not approvals:
        return None
    become = Proposal(id="become_sc", message=say("RDY-07.change.become_sc"), edits=((FORM, "sc"),))
    return Clash(reason=say("RDY-07.approval_outside_sc"), proposal=become)


def _beneficiary(form: Form, serves: str | None, approvals: frozenset[str]) -> Clash | None:
    """Return the clash of whom the purpose serves with the form, or with an approval; none where they fit."""
    if form is Form.SRL or (serves != "owners" and form is Form.ASBL):
        return None
    if serves == "owners":
        return _serving("general_interest" if form is Form.ASBL else "both", f"owners_in_{form.value}")
    if serves == "members" and "SES" in approvals:
        return _serving("both", "members_only")
    if serves == "general_interest" and "SCA" in approvals:
        both = approvals == FEDERAL
        return _serving("both", "general_interest_both" if both else "general_interest_only", doubtful=both)
    return None


def _serving(whom: str, key: str, *, doubtful: bool = False) -> Clash:
    serve = Proposal(id=f"serve_{whom}", message=say(f"RDY-07.change.serve_{whom}"), edits=((SERVES, whom),))
    return Clash(reason=say(f"RDY-07.{key}"), proposal=serve, doubtful=doubtful)
