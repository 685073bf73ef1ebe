"""Answers on jobs, volunteers and the team that cannot both be true, or that ask for a second look."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from coopkit.core.contradictions.telling import Finder, between, same
from coopkit.core.facts import Facts, Row
from coopkit.core.model import Contradiction
from coopkit.core.rules.shares import added

JOBS, DIRECTORS, FOUNDERS, PLAN = "facts.jobs", "facts.directors", "facts.founders", "facts.plan"
DIRECTOR_PAY = "facts.articles.director_pay"
GUIDANCE = "facts.insertion.guidance_fte"
EMPLOYEES = ("open_ended", "fixed_term", "insertion")
YEAR = 12


def _existing(facts: Facts, *contracts: str) -> list[Row]:
    """Return the jobs of some contracts that are there today."""
    return [row for row in facts.rows(JOBS) if row.text("status") == "existing" and row.text("contract") in contracts]


def _known(rows: Iterable[Row]) -> bool:
    return all(row.decimal("fte") is not None for row in rows)


def volunteers_beside_jobs(facts: Facts) -> Contradiction | None:
    """Volunteers who do core work for more full-time equivalents than are paid; help beside the core is help."""
    given = [row for row in _existing(facts, "volunteer") if (row.decimal("hours_core") or 0) > 0]
    paid = _existing(facts, *EMPLOYEES, "self_employed")
    if not paid or not _known((*given, *paid)) or added(given, "fte") <= added(paid, "fte"):
        return None
    paths = [row.at(column) for row in given for column in ("fte", "hours_core")]
    return between("volunteers_beside_jobs", paths, given=added(given, "fte"), paid=added(paid, "fte"))


def volunteer_with_wage(facts: Facts) -> Contradiction | None:
    """A volunteer who is paid a wage; what a volunteer may get for costs is no monthly pay."""
    rows = [row for row in facts.rows(JOBS) if row.text("contract") == "volunteer"]
    paid = [row for row in rows if (row.decimal("gross_monthly") or 0) > 0]
    if not paid:
        return None
    paths = [row.at(column) for row in paid for column in ("contract", "gross_monthly")]
    return between("volunteer_with_wage", paths, name=paid[0].text("label") or "…", count=len(paid))


def open_ended_that_ends(facts: Facts) -> Contradiction | None:
    """An open-ended contract, and the day on which it ends."""
    rows = facts.rows(JOBS)
    ending = [row for row in rows if row.text("contract") == "open_ended" and row.cell("ends") is not None]
    if not ending:
        return None
    paths = [row.at(column) for row in ending for column in ("contract", "ends")]
    return between("open_ended_that_ends", paths, name=ending[0].text("label") or "…", count=len(ending))


def ends_before_it_starts(facts: Facts) -> Contradiction | None:
    """A job planned from a day on which its contract has already ended."""
    for row in facts.rows(JOBS):
        starts, ends = row.cell("starts"), row.cell("ends")
        if row.text("status") == "planned" and isinstance(starts, date) and isinstance(ends, date) and ends < starts:
            paths = [row.at("starts"), row.at("ends")]
            return between("ends_before_it_starts", paths, name=row.text("label") or "…", starts=starts, ends=ends)
    return None


def director_in_payroll(facts: Facts) -> Contradiction | None:
    """A director and an employee of one name, and articles that leave the mandate unpaid: a question, no fault.

    Nobody is employed as a director, and a director may be employed for other work. Source: Code of companies and
    associations, art. 6:58, § 1.
    """
    jobs = {same(row.text("label")): row for row in _existing(facts, *EMPLOYEES)}
    both = [row for row in facts.rows(DIRECTORS) if row.text("label") and same(row.text("label")) in jobs]
    if facts.text(DIRECTOR_PAY) != "unpaid" or not both:
        return None
    name = both[0].text("label") or ""
    paths = [
        DIRECTOR_PAY,
        *(row.at("label") for row in both),
        *(jobs[same(row.text("label"))].at("label") for row in both),
    ]
    return between("director_in_payroll", paths, name=name)


def insertion_without_guidance(facts: Facts) -> Contradiction | None:
    """People who work in insertion, and nobody who guides them."""
    fte = added(_existing(facts, "insertion"), "fte")
    if not fte or facts.decimal(GUIDANCE) != 0:
        return None
    return between("insertion_without_guidance", [JOBS, GUIDANCE], fte=fte)


def plan_below_payroll(facts: Facts) -> Contradiction | None:
    """A year planned with lower costs than the open-ended jobs of today cost in gross pay alone.

    What nobody knows is left out, and so are contributions, contracts that end and jobs to come: the least it costs.
    """
    rows = [(row, row.decimal("gross_monthly"), row.decimal("fte")) for row in _existing(facts, "open_ended")]
    wages = sum((gross * fte * YEAR for _, gross, fte in rows if gross is not None and fte is not None), Decimal(0))
    for row in facts.rows(PLAN):
        costs, year = row.decimal("costs"), row.whole("year")
        if costs is not None and year is not None and costs < wages:
            return between("plan_below_payroll", [row.at("costs"), JOBS], year=str(year), costs=costs, wages=wages)
    return None


def unknown_stand_in(facts: Facts) -> Contradiction | None:
    """Somebody who stands in for a founder, and whom the team does not name; a first name is enough."""
    rows = facts.rows(FOUNDERS)
    names = [same(row.text(column)).split() for row in rows for column in ("label", "role")]
    odd = [row for row in rows if row.text("stand_in") and not _named(same(row.text("stand_in")).split(), names)]
    if not odd or not all(row.text("label") for row in rows):
        return None
    said = {"name": odd[0].text("stand_in") or "", "founder": odd[0].text("label") or ""}
    return between("unknown_stand_in", [row.at("stand_in") for row in odd], **said)


def _named(words: list[str], names: Iterable[list[str]]) -> bool:
    """Say whether a founder is meant: all the words of one name stand in the other."""
    return any(name and (set(words) <= set(name) or set(name) <= set(words)) for name in names)


FOUND_HERE: tuple[Finder, ...] = (
    volunteers_beside_jobs,
    volunteer_with_wage,
    open_ended_that_ends,
    ends_before_it_starts,
    director_in_payroll,
    insertion_without_guidance,
    plan_below_payroll,
    unknown_stand_in,
)
