"""How good the work is: what people learn (JOB-06), and seven sides of it as the team sees them (JOB-07)."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from math import ceil

from coopkit.core.facts import Facts, Row
from coopkit.core.law import Law
from coopkit.core.model import Message, Target, Verdict
from coopkit.core.rules.jobs import EMPLOYEES, JOBS, judged, plans
from coopkit.core.rules.outcome import Outcome, Proposal, missing, rule, say
from coopkit.core.rules.shares import LEVELS, added, written

DAYS = "facts.training.days"
QUALITY = "facts.job_quality"
SIDES = ("physical", "intensity", "working_time", "social", "skills", "prospects", "earnings")
"""Eurofound's seven, never added up."""
ASKED = f"{QUALITY}.asked"


@rule("JOB-06")
def training(facts: Facts, law: Law) -> Outcome:
    """Judge the training days a year for one full-time employee (JOB-06).

    Source: law of 3 October 2022, art. 51, 52, 54 § 2 and 58: no right under ten employees, one day under twenty, five
    from there on, which a sector agreement may lower to two. The right is each person's: an average shows a breach and
    never that everybody had hers. Levels are the kit's. An insertion contract counts for the size of whoever employs,
    the enterprise or the CPAS: where that decides, it is advice.
    """
    rows = facts.rows(JOBS)
    if asks := [path for row in rows for path in row.missing(["status", "contract"])]:
        return missing(asks)
    counted, planned = judged([row for row in rows if row.text("contract") in EMPLOYEES])
    if asks := [path for row in counted for path in row.missing(["fte"])]:
        return missing(asks)
    fte = added(counted, "fte")
    insertion = [row for row in rows if row.text("contract") == "insertion"]
    apart = (say("JOB-06.insertion"),) if insertion else ()
    here = Decimal(0) if planned else fte
    most = _with_insertion(here, insertion)
    right, perhaps = _right(here, law), _right(most, law)
    size = (say("JOB-06.insertion_size"),) if perhaps != right else ()
    free = {Target.LAW: Verdict.NOT_APPLICABLE} if perhaps is None else {}
    if not fte:
        nobody = say("JOB-06.no_employees")
        return Outcome(verdict=Verdict.UNKNOWN, by_target=free, reason=nobody, notes=(*apart, *size), asks=(JOBS,))
    if (days := facts.decimal(DAYS)) is None:
        return replace(missing([DAYS]), by_target=free)
    each = Fraction(days) / Fraction(fte)
    steps = {level: law.value(f"training_days_level_{level}") for level in LEVELS}
    level = max((one for one, needed in steps.items() if each >= needed), default=1 if days else 0)
    lawful, told = _lawful(each, right, law) if right else (Verdict.NOT_APPLICABLE, ())
    doubted = bool(size) and lawful in {Verdict.MET, Verdict.NOT_APPLICABLE}
    doubted = doubted and (most is None or Fraction(days) / Fraction(most) < (perhaps or 0))
    short = level < LEVELS[0] or lawful in {Verdict.NOT_MET, Verdict.ADVICE}
    aim = right if right and lawful is not Verdict.MET else steps[LEVELS[0]]
    more = Decimal(ceil(aim * Fraction(fte)))
    enough = Proposal(id="training_days", message=say("JOB-06.change.training_days", days=more, aim=aim),
                      edits=((DAYS, written(more)),))  # fmt: skip
    return Outcome(
        by_target={Target.LAW: Verdict.ADVICE if doubted else lawful},
        level=level,
        planned=planned,
        reason=say("JOB-06.each", each=each, days=days, fte=fte),
        steps=(say("JOB-06.step.each", days=days, fte=fte, each=each), *told),
        notes=(
            *(() if right is None else (say("JOB-06.individual"),)),
            *apart,
            *(size if doubted else ()),
            *plans(planned=planned),
        ),
        proposals=(enough,) if short else (),
        firm=frozenset({Target.LAW}),
    )


def _with_insertion(fte: Decimal, rows: list[Row]) -> Decimal | None:
    """Return the size if the enterprise employs everybody in insertion; None where it is not known."""
    here = [row for row in rows if row.text("status") == "existing"]
    return fte + added(here, "fte") if all(row.decimal("fte") is not None for row in here) else None


def _right(fte: Decimal | None, law: Law) -> Fraction | None:
    """Return the days each full-time employee has a right to; None under the size from which there is one.

    A size that is not known may be any.
    """
    if fte is not None and fte < law.value("training_small_fte"):
        return None
    large = fte is None or fte >= law.value("training_large_fte")
    return law.value("training_days_large" if large else "training_days_small")


def _lawful(each: Fraction, right: Fraction, law: Law) -> tuple[Verdict, tuple[Message, ...]]:
    """Return what the average says of the right, and the arithmetic; between both numbers a sector may have agreed."""
    least = min(right, law.value("training_days_sector_min"))
    steps = [say("JOB-06.step.right", each=each, sign="≥" if each >= right else "<", right=right)]
    if each >= right:
        return Verdict.MET, tuple(steps)
    if least < right:
        steps.append(say("JOB-06.step.sector", each=each, sign="≥" if each >= least else "<", least=least))
    return (Verdict.ADVICE if each >= least else Verdict.NOT_MET), tuple(steps)


@rule("JOB-07")
def quality(facts: Facts, law: Law) -> Outcome:
    """Flag each side of the work that its own team puts under the limit; nothing is added up (JOB-07).

    Source: Eurofound's seven dimensions of job quality; the limit is the kit's.
    """
    marks = {side: facts.whole(f"{QUALITY}.{side}") for side in SIDES}
    limit = law.value("job_quality_flag")
    if facts.whole(ASKED) == 0:
        return missing([ASKED])
    low = {side: mark for side, mark in marks.items() if mark is not None and mark < limit}
    unsaid = [f"{QUALITY}.{side}" for side, mark in marks.items() if mark is None]
    if unsaid and not low:
        return missing(unsaid)
    steps = tuple(
        say(f"JOB-07.step.{side}", mark=mark, sign="≥" if mark >= limit else "<", limit=limit)
        for side, mark in marks.items()
        if mark is not None
    )
    if not low:
        return Outcome(verdict=Verdict.MET, reason=say("JOB-07.sound", limit=limit), steps=steps)
    side, mark = min(low.items(), key=lambda one: one[1])
    return Outcome(
        verdict=Verdict.ADVICE,
        reason=say("JOB-07.low", count=len(low), side=f"job_quality.{side}", mark=mark, limit=limit),
        steps=steps,
        asks=tuple(unsaid),
    )
