"""Durable jobs: open-ended contracts (JOB-02), wage tension (JOB-03). Volunteers are never paid work."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from coopkit.core.facts import Facts, Row
from coopkit.core.law import Law
from coopkit.core.model import Message, Target, Verdict
from coopkit.core.rules.outcome import Outcome, Proposal, missing, rule, say, verdict_if
from coopkit.core.rules.shares import added, move, standing, written
from coopkit.core.simulate.money import ZERO, cents_down, cents_up

JOBS = "facts.jobs"
EMPLOYEES = ("open_ended", "fixed_term")
APART = {"volunteer": "JOB-02.volunteers", "insertion": "JOB-02.insertion", "self_employed": "JOB-02.self-employed"}
"""Contracts outside the share, and the note that says so."""


def judged(rows: Sequence[Row]) -> tuple[Sequence[Row], bool]:
    """Return the jobs that exist, or before there are any those planned, and whether they are plans."""
    existing = [row for row in rows if row.text("status") == "existing"]
    return existing or rows, not existing


@rule("JOB-02")
def open_ended_share(facts: Facts, law: Law) -> Outcome:
    """Judge the share of open-ended contracts among employees, in full-time equivalents (JOB-02).

    Source: ordinance of 23 July 2018, art. 4, 3° ("of quality and durable"); the thresholds are the kit's.
    """
    rows = facts.rows(JOBS)
    if asks := [path for row in rows for path in row.missing(["status", "contract"])]:
        return missing(asks)
    counted, planned = judged([row for row in rows if row.text("contract") in EMPLOYEES])
    if asks := [path for row in counted for path in row.missing(["fte"])]:
        return missing(asks)
    total = added(counted, "fte")
    notes = tuple(say(key) for kind, key in APART.items() if any(row.text("contract") == kind for row in rows))
    if not total:
        return Outcome(verdict=Verdict.UNKNOWN, reason=say("JOB-02.no_employees"), notes=notes, asks=(JOBS,))
    lasting = [row for row in counted if row.text("contract") == EMPLOYEES[0]]
    stands = standing(added(lasting, "fte"), total, law, "open_ended_share")
    apart = [row for row in rows if row.text("contract") == "self_employed"]
    apart = [row for row in apart if planned or row.text("status") == "existing"]
    if stands.reached and (asks := [path for row in apart for path in row.missing(["fte"])]):
        return missing(asks)
    mostly = stands.reached and added(apart, "fte") > total
    if mostly:
        notes = (*notes, say("JOB-02.mostly_self_employed", part=added(apart, "fte"), total=total))
    reason, steps = stands.told("JOB-02")
    fixed = [row for row in counted if row not in lasting]
    more = Proposal(
        id="open_ended_fte",
        message=say("JOB-02.change.open_ended_fte", amount=stands.lacking, needed=stands.aim),
        edits=move(fixed, "fte", stands.lacking, {"contract": EMPLOYEES[0], "ends": None}, rows),
    )
    return Outcome(
        verdict=Verdict.ADVICE if mostly else None,
        by_target={Target.EUR: Verdict.ADVICE} if mostly else {},
        level=stands.level,
        planned=planned,
        reason=reason,
        steps=steps,
        notes=(*notes, *plans(planned=planned)),
        proposals=(more,) if stands.lacking else (),
    )


def plans(*, planned: bool) -> tuple[Message, ...]:
    """Return the note that says so where only plans are judged."""
    return (say("common.only_plans"),) if planned else ()


@rule("JOB-03")
def wage_tension(facts: Facts, law: Law) -> Outcome:
    """Judge the highest over the lowest gross wage for full time (JOB-03).

    Source: ordinance of 23 July 2018, art. 5, 3° ("moderate"); the number is still to be confirmed.
    """
    rows = facts.rows(JOBS)
    if asks := [path for row in rows for path in row.missing(["status", "contract"])]:
        return missing(asks)
    paid, planned = judged([row for row in rows if row.text("contract") in {*EMPLOYEES, "insertion"}])
    if asks := [row.at("gross_monthly") for row in paid if not row.decimal("gross_monthly")]:
        return missing(asks)
    if not paid:
        return Outcome(verdict=Verdict.UNKNOWN, reason=say("JOB-03.no_employees"), asks=(JOBS,))
    wages = {row.path: row.decimal("gross_monthly") or ZERO for row in paid}
    highest, lowest = max(wages.values()), min(wages.values())
    ratio, limit = Fraction(highest) / Fraction(lowest), law.value("bxl_wage_ratio_max")
    holds = ratio <= limit
    sign = "≤" if holds else ">"
    return Outcome(
        verdict=verdict_if(holds),
        level=4 if ratio <= law.value("wage_ratio_strong") else 3 if holds else 1,
        planned=planned,
        reason=say(
            "JOB-03.within" if holds else "JOB-03.over", highest=highest, lowest=lowest, ratio=ratio, limit=limit
        ),
        steps=(
            say("JOB-03.step.ratio", highest=highest, lowest=lowest, ratio=ratio),
            say(
                "JOB-03.step.most",
                highest=highest,
                sign=sign,
                limit=limit,
                lowest=lowest,
                most=limit * Fraction(lowest),
            ),
        ),
        notes=(say("JOB-03.number-to-confirm", limit=limit), *plans(planned=planned)),
        proposals=() if holds else _narrower(paid, highest, lowest, limit),
    )


def _narrower(paid: Sequence[Row], highest: Decimal, lowest: Decimal, limit: Fraction) -> tuple[Proposal, ...]:
    """Return the two ways to the limit: every wage above it down, or every wage below it up."""
    most, least = cents_down(Fraction(lowest) * limit), cents_up(Fraction(highest) / limit)
    above = [row for row in paid if (row.decimal("gross_monthly") or 0) > most]
    below = [row for row in paid if (row.decimal("gross_monthly") or 0) < least]
    return (
        Proposal(
            id="lower_highest_wage",
            message=say("JOB-03.change.lower_highest_wage", amount=most),
            edits=tuple((row.at("gross_monthly"), written(most)) for row in above),
        ),
        Proposal(
            id="raise_lowest_wage",
            message=say("JOB-03.change.raise_lowest_wage", amount=least),
            edits=tuple((row.at("gross_monthly"), written(least)) for row in below),
        ),
    )
