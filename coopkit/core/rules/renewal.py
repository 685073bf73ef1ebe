"""When the Brussels approval ends, when its renewal may be filed, and whether that is in order (GRO-03)."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from coopkit.core.facts import Facts
from coopkit.core.law import Law
from coopkit.core.model import Message, Verdict
from coopkit.core.rules.outcome import Outcome, Proposal, missing, rule, say

HELD = "project.held"
GRANTED, PERIOD, RENEWAL = (f"facts.approval.{name}" for name in ("granted_on", "period", "renewal"))
YEARS: Mapping[str, str] = {
    "first": "bxl_first_approval_years",
    "second": "bxl_second_approval_years",
    "later": "bxl_later_approval_years",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Renewal:
    """The days of one approval. The window to file is open from `opens` until `closes`, both included."""

    granted: date
    years: int
    before: int
    """Months before the end, from which one may file."""
    until: int
    """Months before the end, until which one may file."""
    opens: date
    closes: date
    ends: date


def renewal(facts: Facts, law: Law) -> Renewal | None:
    """Return the days of the approval held; None while its first day or its rank is not known.

    Years run until the day before the anniversary. Filing ends counted from that last day and opens counted from the
    anniversary; a month without the day ends on its last one: the careful day each time.
    """
    granted, period = _granted(facts, law), facts.text(PERIOD)
    if granted is None or period is None:
        return None
    years = int(law.value(YEARS[period]))
    anniversary = _months_after(granted, 12 * years)
    ends = anniversary - timedelta(days=1)
    before, until = (int(law.value(f"bxl_renewal_{name}_months")) for name in ("opens", "closes"))
    return Renewal(
        granted=granted,
        years=years,
        before=before,
        until=until,
        opens=_months_after(anniversary, -before),
        closes=_months_after(ends, -until),
        ends=ends,
    )


def _granted(facts: Facts, law: Law) -> date | None:
    """Return the first day of the approval held; one that is still to come is a slip of the pen."""
    said = facts.cell(GRANTED)
    return said if isinstance(said, date) and said <= law.on else None


def _months_after(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


@rule("GRO-03")
def renewal_in_time(facts: Facts, law: Law) -> Outcome:
    """Judge whether the renewal of the Brussels approval is filed in its window (GRO-03).

    Source: ordinance of 23 July 2018, art. 12, § 1 (two, three, five years); the administration's page (between six and
    three months before the end). Before the window opens, knowing the days is enough.
    """
    held = "ESD" in (facts.options(HELD) or ())
    if not held and facts.cell(GRANTED) is None:
        return Outcome(verdict=Verdict.NOT_APPLICABLE, reason=say("GRO-03.no_approval"))
    if (days := renewal(facts, law)) is None:
        unsaid = [] if _granted(facts, law) else [GRANTED]
        unsaid += [] if facts.text(PERIOD) else [PERIOD]
        return missing([*(() if held else (HELD,)), *unsaid])
    values = {"opens": days.opens, "closes": days.closes, "ends": days.ends}
    steps = (
        say("GRO-03.step.ends", granted=days.granted, years=days.years, ends=days.ends),
        say("GRO-03.step.window", before=days.before, until=days.until, opens=days.opens, closes=days.closes),
    )
    filed = facts.text(RENEWAL)
    if law.on < days.opens:
        return Outcome(verdict=Verdict.MET, reason=say("GRO-03.early", **values), steps=steps)
    if filed is None:
        return missing([RENEWAL])
    if filed == "filed" and law.on > days.ends:
        return Outcome(verdict=Verdict.ADVICE, reason=say("GRO-03.filed_and_ended", **values), steps=steps)
    if filed == "filed":
        return Outcome(verdict=Verdict.MET, reason=say("GRO-03.filed", **values), steps=steps)
    late = law.on > days.closes
    file_now = Proposal(
        id="file_now", message=say("GRO-03.change.file_now", closes=days.closes), edits=((RENEWAL, "filed"),)
    )
    return Outcome(
        verdict=Verdict.NOT_MET,
        planned=not late,
        reason=_urgent(law.on, days),
        steps=steps,
        notes=(say("GRO-03.late-not-read"),) if late else (),
        proposals=() if late else (file_now,),
    )


def _urgent(on: date, days: Renewal) -> Message:
    if on > days.ends:
        return say("GRO-03.ended", ends=days.ends)
    if on > days.closes:
        return say("GRO-03.too_late", closes=days.closes, ends=days.ends)
    if on == days.closes:
        return say("GRO-03.last_day", closes=days.closes)
    return say("GRO-03.open", closes=days.closes, count=(days.closes - on).days)
