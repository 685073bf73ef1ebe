"""Shares or bonds offered to the public, and the paper that goes with them (MOD-09)."""

from __future__ import annotations

from coopkit.core.facts import Facts
from coopkit.core.law import Law
from coopkit.core.model import Form, Json, Message, Verdict
from coopkit.core.rules.outcome import Outcome, Proposal, missing, rule, say

PUBLIC = "facts.offer.public"
AMOUNT, EACH = "facts.offer.year_amount", "facts.offer.per_person"
PERSONS, PAPER = "facts.offer.persons", "facts.offer.document"
NONE, SHEET, NOTE, PROSPECTUS = "none", "sheet", "note", "prospectus"


@rule("MOD-09")
def right_paper(facts: Facts, law: Law) -> Outcome:
    """Judge whether the information document fits the offer (MOD-09). More than is asked is always enough.

    Source: FSMA, questions on public offers, and Cera on the law of 11 July 2018, which was not read. The threshold of
    the prospectus is looked at only where a note may be too light; the number of persons only where the paper is. Under
    both limits the label asks a sheet and the law none. The law exempts what finances aims without gain (art. 10, § 2,
    5°): how far that goes for an association was not read.
    """
    if facts.text(PUBLIC) == "no":
        return Outcome(verdict=Verdict.NOT_APPLICABLE, reason=say("MOD-09.no_offer"))
    planned = facts.text(PUBLIC) == "planned"
    needed, asks = _needed(facts, law)
    persons = facts.whole(PERSONS)
    steps = _limits(facts, law)
    if needed is None and not asks:
        key = facts.text(PAPER) or NONE
        notes = (say("MOD-09.name_amounts"),) if key == SHEET else ()
        return Outcome(verdict=Verdict.MET, reason=say(f"MOD-09.{key}_fits"), steps=steps, notes=notes)
    least = int(law.value("public_offer_persons_min"))
    if persons is not None and persons < least:
        reason = say("MOD-09.few", persons=persons, least=least)
        few = (say("MOD-09.step.persons", persons=persons, least=least),)
        return Outcome(verdict=Verdict.NOT_APPLICABLE, reason=reason, steps=few)
    if asks or needed is None:
        return missing(asks)
    if persons is None:
        return missing([PERSONS])
    ways = _ways(facts, law, needed)
    if needed == SHEET:
        notes = (say("MOD-09.name_amounts"),)
        return Outcome(
            verdict=Verdict.ADVICE, reason=say("MOD-09.none_within"), steps=steps, notes=notes, proposals=ways
        )
    if facts.form() is Form.ASBL:
        return Outcome(verdict=Verdict.ADVICE, reason=say("MOD-09.association"), steps=steps, proposals=ways)
    key = "no_paper" if facts.text(PAPER) == NONE else "too_light"
    reason = say(f"MOD-09.{key}", document=f"{PAPER}.{facts.text(PAPER)}", needed=f"{PAPER}.{needed}", persons=persons)
    return Outcome(verdict=Verdict.NOT_MET, planned=planned, reason=reason, steps=steps, proposals=ways)


def _needed(facts: Facts, law: Law) -> tuple[str | None, list[str]]:
    """Return the lightest paper that would be enough, None where what is there is, and what to ask to say so."""
    paper, amount, each = facts.text(PAPER), facts.decimal(AMOUNT), facts.decimal(EACH)
    most, most_each = law.value("public_offer_year_max"), law.value("public_offer_investor_max")
    beyond = (amount is not None and amount > most) or (each is not None and each > most_each)
    if paper == PROSPECTUS:
        return None, []
    if paper == NOTE and amount is not None:
        enough = amount <= most or amount <= law.value("prospectus_low")
        return (None if enough else PROSPECTUS), []
    if paper is None or paper == NOTE:
        return None, [PAPER if paper is None else AMOUNT]
    if beyond:
        return NOTE, []
    if asks := [path for path, told in ((AMOUNT, amount), (EACH, each)) if told is None]:
        return None, asks
    return (SHEET if paper == NONE else None), []


def _limits(facts: Facts, law: Law) -> tuple[Message, ...]:
    """Return each amount told beside the most an information sheet is enough for."""
    told = (
        (AMOUNT, "public_offer_year_max", "MOD-09.step.year"),
        (EACH, "public_offer_investor_max", "MOD-09.step.each"),
    )
    return tuple(
        say(key, amount=amount, sign="≤" if amount <= most else ">", most=most)
        for path, parameter, key in told
        if (amount := facts.decimal(path)) is not None
        for most in [law.value(parameter)]
    )


def _ways(facts: Facts, law: Law, needed: str) -> tuple[Proposal, ...]:
    """Return the paper that is asked, and for a sheet the amounts within which it is enough."""
    message = say("MOD-09.change.right_paper", needed=f"{PAPER}.{needed}")
    ways = [Proposal(id="right_paper", message=message, edits=((PAPER, needed),))]
    if facts.text(PAPER) == SHEET:
        limits = {AMOUNT: law.value("public_offer_year_max"), EACH: law.value("public_offer_investor_max")}
        edits: tuple[tuple[str, Json], ...] = tuple(
            (path, str(most)) for path, most in limits.items() if (facts.decimal(path) or 0) > most
        )
        within = say("MOD-09.change.within_limits", amount=limits[AMOUNT], each=limits[EACH])
        ways.append(Proposal(id="within_limits", message=within, edits=edits))
    return tuple(ways)
