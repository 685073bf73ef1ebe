"""A minimum of paid work, four years after registration (JOB-01): heads are counted, and never volunteers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from coopkit.core.facts import Facts, Row
from coopkit.core.law import Law
from coopkit.core.model import Message, Target, Value, Verdict
from coopkit.core.rules.jobs import JOBS
from coopkit.core.rules.outcome import Outcome, Proposal, missing, rule, say
from coopkit.core.rules.shares import written
from coopkit.core.simulate.period import later_by

REGISTERED = "project.registered_on"
FULL_TIME = Decimal(1)
MONTHS = 12
APART = {"volunteer": "JOB-01.volunteers", "insertion": "JOB-01.insertion"}
"""Contracts that are never counted, and the note that says so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heads:
    """People who count for certain, those who may, and what to ask to know it."""

    sure: int = 0
    possible: int = 0
    asks: tuple[str, ...] = ()

    def __add__(self, other: Heads) -> Heads:
        """Return both together."""
        return Heads(
            sure=self.sure + other.sure, possible=self.possible + other.possible, asks=(*self.asks, *other.asks)
        )


NOBODY = Heads()
CROWD = 1_000_000
"""More people than any limit asks: a row of which nothing is known may hold as many."""


def _unsure(*asks: str) -> Heads:
    return Heads(possible=CROWD, asks=asks)


def _full_time(row: Row) -> Heads:
    """Return how many people of a row work full time on an open-ended contract.

    Nobody works more than full time: as many equivalents as people are all full time, less than one is nobody, and so
    is one that several share, since each of them works. An open-ended contract that ends is one or the other.
    """
    if row.text("contract") != "open_ended":
        return NOBODY if row.text("contract") else _unsure(row.at("contract"))
    if row.cell("ends") is not None:
        return _unsure(row.at("contract"), row.at("ends"))
    fte, persons = row.decimal("fte"), row.whole("persons")
    if fte is None:
        return _unsure(row.at("fte"))
    if fte < FULL_TIME:
        return NOBODY
    if persons is None:
        return _unsure(row.at("persons"))
    if fte == FULL_TIME < persons:
        return NOBODY
    return Heads(sure=persons, possible=persons) if fte >= persons else _unsure(JOBS)


def _partners(row: Row, *, main: bool) -> Heads:
    """Return how many self-employed partners a row holds, or only those with this as their main activity."""
    if row.text("contract") != "self_employed":
        return NOBODY if row.text("contract") else _unsure(row.at("contract"))
    asked = ["partner", "main_activity"] if main else ["partner"]
    if any(row.text(name) == "no" for name in asked):
        return NOBODY
    persons = row.whole("persons")
    if asks := row.missing([*asked, "persons"]):
        return _unsure(*asks)
    return Heads(sure=persons or 0, possible=persons or 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Work:
    """The paid work of some rows, and the least that is asked: employees, or partners of whom some as main activity."""

    employees: Heads
    partners: Heads
    main: Heads
    least: int
    least_partners: int
    least_main: int

    @property
    def by_employees(self) -> bool:
        return self.employees.sure >= self.least

    @property
    def enough(self) -> bool:
        return self.by_employees or (self.partners.sure >= self.least_partners and self.main.sure >= self.least_main)

    @property
    def asks(self) -> list[str]:
        """What is not known and can still make it enough."""
        asks = [*self.employees.asks]  # a row of which anything is asked may hold enough
        if self.partners.possible >= self.least_partners and self.main.possible >= self.least_main:
            asks += [*self.partners.asks, *self.main.asks]
        return asks

    def told(self) -> tuple[Message, tuple[Message, ...]]:
        """Return the reason and the arithmetic."""
        numbers: dict[str, Value] = {
            "employees": self.employees.sure,
            "least": self.least,
            "partners": self.partners.sure,
            "least_partners": self.least_partners,
            "main": self.main.sure,
            "least_main": self.least_main,
        }
        steps = (
            _step("employees", self.employees.sure, self.least),
            _step("partners", self.partners.sure, self.least_partners),
            _step("main", self.main.sure, self.least_main),
        )
        if self.by_employees:
            return say("JOB-01.employees", count=self.employees.sure), steps[:1]
        if self.enough:
            return say("JOB-01.partners", count=self.partners.sure, main=self.main.sure), steps[1:]
        return say("JOB-01.short", **numbers), steps


def _step(name: str, found: int, least: int) -> Message:
    return say(f"JOB-01.step.{name}", found=found, sign="≥" if found >= least else "<", least=least)


def _work(rows: Sequence[Row], law: Law) -> _Work:
    return _Work(
        employees=sum(map(_full_time, rows), NOBODY),
        partners=sum((_partners(row, main=False) for row in rows), NOBODY),
        main=sum((_partners(row, main=True) for row in rows), NOBODY),
        least=int(law.value("bxl_min_fte")),
        least_partners=int(law.value("bxl_min_self_employed")),
        least_main=int(law.value("bxl_min_self_employed_main")),
    )


@rule("JOB-01")
def paid_work(facts: Facts, law: Law) -> Outcome:
    """Judge whether an enterprise of four years has one full-time employee, or three self-employed partners (JOB-01).

    Source: page of the Brussels administration on the conditions ("soit un salarié engagé à temps plein pour une durée
    indéterminée, soit trois travailleurs indépendants associés actifs dont au moins un à titre principal").
    """
    rows = facts.rows(JOBS)
    here = _work([row for row in rows if row.text("status") == "existing"], law)
    asked_from, unsaid = _asked_from(facts, law)
    young = not unsaid and (asked_from is None or law.on < asked_from)
    reason, steps = here.told()
    found = Outcome(
        verdict=Verdict.MET,
        by_target={Target.ESD: Verdict.NOT_APPLICABLE} if young else {},
        reason=reason,
        steps=steps,
        notes=tuple(say(key) for kind, key in APART.items() if any(row.text("contract") == kind for row in rows)),
    )
    if here.enough:
        return found
    asks = [*(path for row in rows for path in row.missing(["status"])), *here.asks]
    if young:
        later = say("JOB-01.young", asked_from=asked_from) if asked_from else say("JOB-01.not_registered")
        if asks:
            return replace(found, verdict=Verdict.NOT_APPLICABLE, reason=later, steps=())
        return replace(found, verdict=Verdict.NOT_YET, notes=(later, *found.notes), proposals=tuple(_proposals(rows)))
    if unsaid or asks:
        return missing([*unsaid, *asks])
    planned = _work(rows, law).enough
    return replace(
        found,
        verdict=Verdict.NOT_MET,
        planned=planned,
        notes=(*found.notes, *((say("JOB-01.plan_mends"),) if planned else ())),
        proposals=tuple(_proposals(rows)),
    )


def _asked_from(facts: Facts, law: Law) -> tuple[date | None, list[str]]:
    """Return the day from which it is asked, None for who is not registered yet; or what to ask to know it."""
    years, since = int(law.value("bxl_age_limit_years")), facts.cell(REGISTERED)
    if isinstance(since, date):
        return later_by(since, years * MONTHS), []
    return None, [REGISTERED] if facts.signed(law.on) else []


def _proposals(rows: Sequence[Row]) -> Iterator[Proposal]:
    """Yield the two ways that start from one person who works here: full time, or a contract without an end."""
    alone = [row for row in rows if row.text("status") == "existing" and row.whole("persons") == 1]
    for row in [row for row in alone if row.text("contract") == "open_ended"][:1]:
        message = say("JOB-01.change.full_time")
        yield Proposal(id="full_time", message=message, edits=((row.at("fte"), written(FULL_TIME)),))
    for row in [row for row in alone if row.text("contract") == "fixed_term" and row.decimal("fte") == FULL_TIME][:1]:
        edits = ((row.at("contract"), "open_ended"), (row.at("ends"), None))
        yield Proposal(id="open_ended", message=say("JOB-01.change.open_ended"), edits=edits)
