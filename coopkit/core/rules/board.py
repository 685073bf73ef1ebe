"""Governance: who appoints and dismisses directors (GOV-04), what they are paid and who decides it (GOV-05)."""

from __future__ import annotations

from decimal import Decimal

from coopkit.core.facts import Facts, Row
from coopkit.core.law import Law
from coopkit.core.model import Form, Message, Target, Verdict
from coopkit.core.rules.outcome import Outcome, Proposal, missing, rule, say
from coopkit.core.simulate.money import ZERO

APPOINTED = "facts.board.appointed_by"
DISMISSED = "facts.board.dismissed_by"
PAY = "facts.board.pay"
DECIDED = "facts.board.pay_decided_by"
WRITTEN = "facts.articles.director_pay"
DIRECTORS = "facts.directors"
ASSEMBLY = "general_assembly"


@rule("GOV-04")
def appointing_directors(facts: Facts, law: Law) -> Outcome:
    """Judge who appoints the directors, and whether the assembly can dismiss every one of them (GOV-04).

    Source: royal decree of 8 January 1962, art. 1, 4°; Code of companies and associations, art. 6:58 (the assembly can
    always end a mandate for a lawful cause). How far a class, a name in the articles or an investor may go is not in
    the decree, so advice; only where the assembly can never dismiss is it not met.
    """
    del law  # no number of law: the decree names the assembly
    how, out = facts.text(APPOINTED), facts.text(DISMISSED)
    freely = (*(((APPOINTED, ASSEMBLY),) if how != ASSEMBLY else ()), (DISMISSED, ASSEMBLY))
    proposals = (Proposal(id="assembly_appoints", message=say("GOV-04.change.assembly_appoints"), edits=freely),)
    if out == "not_always":
        return Outcome(verdict=Verdict.NOT_MET, reason=say("GOV-04.never_dismissed"), proposals=proposals)
    if how == ASSEMBLY:
        unsaid = () if out else (say("GOV-04.dismissal-unsaid"),)
        return Outcome(verdict=Verdict.MET, reason=say("GOV-04.assembly"), notes=unsaid)
    if how == "investor" and out is None:
        return missing([DISMISSED])
    return Outcome(
        verdict=Verdict.ADVICE,
        reason=say(f"GOV-04.{how}"),
        notes=() if out else (say("GOV-04.dismissal-unsaid"),),
        asks=() if out else (DISMISSED,),
        proposals=proposals,
    )


@rule("GOV-05")
def director_pay(facts: Facts, law: Law) -> Outcome:
    """Judge what directors receive for their mandate, and who decided it (GOV-05).

    Source: royal decree of 8 January 1962, art. 1, 7°; royal decree of 28 June 2019, art. 6; Code of companies and
    associations, art. 6:60 (paid by default). Neither decree says how much "limited" is.
    """
    del law  # no number of law: unpaid, or limited and decided by the assembly
    pay, rows = facts.text(PAY), facts.rows(DIRECTORS)
    paid = [row for row in rows if (row.decimal("pay") or ZERO) > 0]
    if pay == "none" and paid:
        asks = (PAY, *(row.at("pay") for row in paid))
        return Outcome(verdict=Verdict.UNKNOWN, reason=say("GOV-05.paid_after_all", total=_total(paid)), asks=asks)
    if pay == "none":
        return _nothing(facts)
    if pay == "profit_share":
        return Outcome(
            verdict=Verdict.NOT_MET, reason=say("GOV-05.profit_share"), steps=_amounts(paid), proposals=_unpaid(facts)
        )
    judge = _costs if pay == "expenses" else _fixed
    return judge(facts, _amounts(paid))


def _nothing(facts: Facts) -> Outcome:
    """Judge unpaid mandates. In a cooperative they are paid unless the articles or the assembly say otherwise."""
    written = facts.text(WRITTEN)
    if facts.form() not in {Form.SC, Form.UNDECIDED}:
        return Outcome(verdict=Verdict.MET, reason=say("GOV-05.nothing"))
    if written is None:
        return missing([WRITTEN])
    if written in {"unpaid", "allowance"}:
        return Outcome(verdict=Verdict.MET, reason=say("GOV-05.nothing_written"))
    silent = written == "silent"
    return Outcome(
        verdict=Verdict.ADVICE if silent else Verdict.NOT_MET,
        reason=say("GOV-05.nothing_silent" if silent else "GOV-05.nothing_but_paid"),
        proposals=_written("unpaid"),
    )


def _costs(facts: Facts, steps: tuple[Message, ...]) -> Outcome:
    """Judge costs and attendance fees: the assembly grants them, and the articles must not say that mandates are paid.

    Sources disagree whether the board of an approved cooperative may set them, so advice there.
    """
    decided = facts.text(DECIDED)
    if decided is None:
        return missing([DECIDED])
    if decided != ASSEMBLY:
        by_assembly = Proposal(
            id="assembly_decides_pay", message=say("GOV-05.change.assembly_decides_pay"), edits=((DECIDED, ASSEMBLY),)
        )
        return Outcome(
            verdict=Verdict.NOT_MET,
            by_target={Target.SCA: Verdict.ADVICE} if decided == "board" else {},
            reason=say(f"GOV-05.costs_by_{decided}"),
            steps=steps,
            proposals=(by_assembly, *_unpaid(facts)),
        )
    if facts.text(WRITTEN) == "paid":
        return Outcome(
            verdict=Verdict.ADVICE, reason=say("GOV-05.costs_but_paid"), steps=steps, proposals=_written("allowance")
        )
    return Outcome(verdict=Verdict.MET, reason=say("GOV-05.costs"), steps=steps)


def _written(what: str) -> tuple[Proposal, ...]:
    return (Proposal(id="write_pay", message=say(f"GOV-05.change.write_{what}"), edits=((WRITTEN, what),)),)


def _fixed(facts: Facts, steps: tuple[Message, ...]) -> Outcome:
    """Judge a fixed amount: perhaps allowed to the approved cooperative, never to the approved social enterprise."""
    decided = facts.text(DECIDED)
    social = {Target.SES: Verdict.NOT_MET}
    if decided is None:
        return Outcome(
            verdict=Verdict.UNKNOWN,
            by_target=social,
            reason=say("GOV-05.fixed_undecided"),
            asks=(DECIDED,),
            steps=steps,
        )
    allowed = decided == ASSEMBLY
    return Outcome(
        verdict=Verdict.ADVICE if allowed else Verdict.NOT_MET,
        by_target=social,
        reason=say("GOV-05.fixed" if allowed else "GOV-05.fixed_by_others"),
        steps=steps,
        proposals=_unpaid(facts),
    )


def _unpaid(facts: Facts) -> tuple[Proposal, ...]:
    """Return a mandate without pay, written so, and nothing paid to anybody on the board."""
    rows = [row for row in facts.rows(DIRECTORS) if (row.decimal("pay") or ZERO) > 0]
    edits = ((PAY, "none"), (WRITTEN, "unpaid"), *((row.at("pay"), "0") for row in rows))
    return (Proposal(id="unpaid_mandate", message=say("GOV-05.change.unpaid_mandate"), edits=edits),)


def _amounts(paid: list[Row]) -> tuple[Message, ...]:
    if not paid:
        return ()
    return (say("GOV-05.step.total", count=sum(row.whole("count") or 1 for row in paid), total=_total(paid)),)


def _total(paid: list[Row]) -> Decimal:
    return sum(((row.decimal("pay") or ZERO) * (row.whole("count") or 1) for row in paid), ZERO)
