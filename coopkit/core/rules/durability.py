"""Whether jobs last (JOB-05): lasting income over wages in years 2 and 3, and the day money ends and none replaces it.

The reckoning is domain.md §6.3 and simulate/payroll.py; levels and months are the kit's. Share capital pays no wage.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import floor

from coopkit.core.facts import Facts, Row
from coopkit.core.law import Law
from coopkit.core.model import Json, Message, Target, Value, Verdict
from coopkit.core.payrolls import JOBS, RESOURCES, Paid, given_in_kind, payroll_plan
from coopkit.core.rules.outcome import Outcome, Proposal, missing, rule, say, verdict_if
from coopkit.core.rules.shares import LEVELS, written
from coopkit.core.simulate.money import ZERO, cents_down, cents_up
from coopkit.core.simulate.payroll import Cliff, Payroll, payroll
from coopkit.core.simulate.payroll_plan import PayrollPlan
from coopkit.core.simulate.period import end, later_by

MONTHS = 12
YEARS = (2, 3)
"""The years judged: in the first one grants still hide what comes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Year:
    """One year of the plan, in euro: lasting income that may pay wages, and what aids without an end leave to pay."""

    number: int
    lasting: Fraction
    needed: Decimal

    @property
    def coverage(self) -> Fraction:
        """Lasting income over what is needed; nothing needed is covered whole."""
        return self.lasting / Fraction(self.needed) if self.needed else Fraction(1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Durability:
    """What becomes of the wages. `level` by coverage and cliffs; `lasts`: what the European model asks of them."""

    run: Payroll
    years: tuple[Year, ...]
    level: int
    lasts: bool
    planned: bool
    """It rests on posts that do not exist yet, or its cliff is far enough to be mended."""
    notes: tuple[Message, ...]
    needed: Mapping[int, Fraction]
    """Level -> the coverage it asks."""

    @property
    def weakest(self) -> Year:
        """The year that is covered least; one without wages only where neither has any."""
        return min(self.years, key=lambda year: (not year.needed, year.coverage))

    @property
    def cliff(self) -> Cliff | None:
        """The first month in which money has ended and lasting income does not pay all wages."""
        return self.run.cliff

    @property
    def hanging(self) -> str:
        """The posts that hang on the money that ends: those it paid, and those lasting income does not reach."""
        names = {*self.cliff.aided, *self.cliff.unpaid} if self.cliff else set()
        return ", ".join(post.label for post in self.run.plan.posts if post.id in names)

    @property
    def told(self) -> Message:
        """All of it in one sentence."""
        year = self.weakest
        if self.cliff:
            values: dict[str, Value] = {"on": self.cliff.on, "lost": self.cliff.lost, "posts": self.hanging}
            if not self.cliff.coverage:
                return say("JOB-05.cliff_bare", **values)
            return say("JOB-05.cliff", **values, coverage=_roundly(self.cliff.coverage))
        if year.coverage >= 1:
            return say("JOB-05.whole")
        since = self.run.months[(year.number - 1) * MONTHS].on
        lacking = cents_up(Fraction(year.needed) - year.lasting)
        return say("JOB-05.part", coverage=_roundly(year.coverage), since=since, lacking=lacking)

    def steps(self) -> Iterator[Message]:
        """Yield the arithmetic: both years, what is asked of the weaker one, each cliff."""
        for year in self.years:
            if year.needed:
                values: dict[str, Value] = {"lasting": cents_down(year.lasting), "needed": year.needed}
                yield say("JOB-05.step.year", year=year.number, **values, coverage=year.coverage)
        weak, share = self.weakest, self.needed[LEVELS[0]]
        sign, asked = "≥" if weak.coverage >= share else "<", share * Fraction(weak.needed)
        yield say("JOB-05.step.asked", lasting=cents_down(weak.lasting), sign=sign, asked=asked, share=share)
        for cliff in self.run.cliffs:
            month = self.run.months[cliff.month - 1]
            values = {"on": cliff.on, "lasting": month.lasting, "needed": month.needed}
            yield say("JOB-05.step.cliff", **values, coverage=cliff.coverage)


def _roundly(coverage: Fraction) -> Fraction:
    """Return a share in whole percents, never more than it is: 99.9 % is not all."""
    return Fraction(floor(coverage * 100), 100)


def durability(facts: Facts, law: Law) -> tuple[Durability | None, tuple[str, ...]]:
    """Return what becomes of the wages, or what to ask; neither when nobody is paid.

    The posts that exist are judged first; where they last, those that are planned with them.
    """
    limits = _Limits(
        needed={level: law.value(f"wage_cover_level_{level}") for level in LEVELS},
        near=later_by(law.on, int(law.value("cliff_eur_months"))),
        far=later_by(law.on, int(law.value("cliff_level_1_months"))),
    )
    every, existing = payroll_plan(facts, law), payroll_plan(facts, law, only_existing=True)
    if every.asks:
        return None, every.asks
    found = _judged(existing.plan, existing, limits, planned=False) if existing.plan else None
    if every.plan and every.plan != existing.plan and (found is None or found.lasts):
        found = _judged(every.plan, every, limits, planned=True)
    if found is None:
        return None, ()
    whole = all(month.covered for month in found.run.months)
    return (None, every.doubts) if every.doubts and not whole else (found, ())


@dataclass(frozen=True, slots=True, kw_only=True)
class _Limits:
    """What coverage each level asks, and the days before which a cliff fails the model, or lowers the level."""

    needed: Mapping[int, Fraction]
    near: date
    far: date


def _judged(plan: PayrollPlan, paid: Paid, limits: _Limits, *, planned: bool) -> Durability:
    run = payroll(plan)
    years = tuple(_year(run, number, paid.exact) for number in YEARS)
    worst = min(year.coverage for year in years)
    level = max((one for one, share in limits.needed.items() if worst >= share), default=1 if worst else 0)
    first = run.cliff.on if run.cliff else None
    return Durability(
        run=run,
        years=years,
        level=min(level, 1) if first and first < limits.far else level,
        lasts=level >= LEVELS[0] and not (first and first < limits.near),
        planned=planned,
        notes=paid.notes,
        needed=limits.needed,
    )


def _year(run: Payroll, number: int, exact: Mapping[str, Fraction]) -> Year:
    """Return a year; a yearly amount counts exactly, though its months are rounded to the cent."""
    first, last = (number - 1) * MONTHS + 1, number * MONTHS
    lasting = Fraction(0)
    for income in run.plan.incomes:
        if income.kind == "lasting":
            ends = end(income.periods)
            lasting += exact[income.id] * max(0, min(last, last if ends is None else ends) - first + 1)
    return Year(
        number=number, lasting=lasting, needed=sum((month.needed for month in run.months[first - 1 : last]), ZERO)
    )


@rule("JOB-05")
def lasting_jobs(facts: Facts, law: Law) -> Outcome:
    """Judge how far lasting income pays the wages of years 2 and 3, and when money ends that nothing replaces (JOB-05).

    The level is that of the weaker year, one at most when a cliff is near; the European model asks half of the wages
    and no cliff within a year. A cliff further off can still be mended: not yet at worst. All of it the kit's reading.
    """
    found, asks = durability(facts, law)
    if asks:
        return missing(asks)
    if found is None:
        return Outcome(verdict=Verdict.UNKNOWN, reason=say("JOB-05.no_wages"), asks=(JOBS,))
    plans = (say("common.only_plans"),) if all(one.text("status") == "planned" for one in facts.rows(JOBS)) else ()
    return Outcome(
        by_target={Target.EUR: verdict_if(found.lasts)},
        level=found.level,
        planned=found.planned or found.lasts,
        reason=found.told,
        steps=tuple(found.steps()),
        notes=(*((say("JOB-05.order"),) if found.cliff else ()), *found.notes, *plans),
        proposals=tuple(_proposals(facts, found)),
    )


def _proposals(facts: Facts, found: Durability) -> Iterator[Proposal]:
    """Yield what would keep the posts: more of an income that lasts, or the money that ends made lasting."""
    lacking = _lacking(found)
    row = next((one for one in facts.rows(RESOURCES) if _lasts(one)), None)
    if lacking and row:
        part = Fraction(row.decimal("for_wages") or 100) / 100
        raised = cents_up(Fraction(row.decimal("amount") or ZERO) + Fraction(lacking) / part)
        message = say("JOB-05.change.more_lasting", amount=lacking, label=row.text("label") or "…")
        yield Proposal(id="more_lasting", message=message, edits=((row.at("amount"), written(raised)),))
    if found.cliff:
        edits: list[tuple[str, Json]] = []
        for path in dict.fromkeys(name.partition(" ")[0] for name in found.cliff.ended):
            edits += [(f"{path}.ends", None)]
            edits += [(f"{path}.lasting", "yes")] if path.startswith(f"{RESOURCES}.") else []
        yield Proposal(id="renew", message=say("JOB-05.change.renew", lost=found.cliff.lost), edits=tuple(edits))


def _lasts(row: Row) -> bool:
    """Say whether an income can be raised: money for wages that comes every year without an end."""
    open_ended = row.text("lasting") == "yes" and row.cell("ends") is None and not given_in_kind(row)
    return open_ended and bool(row.decimal("amount")) and row.decimal("for_wages") != 0


def _lacking(found: Durability) -> Decimal:
    """Return the lasting income a year that would lift the weaker year to what is asked, and bridge each cliff."""
    year, asked = found.weakest, found.needed[LEVELS[0]]
    lacking = [cents_up(asked * Fraction(year.needed) - year.lasting)]
    for cliff in found.run.cliffs:
        month = found.run.months[cliff.month - 1]
        lacking.append((month.needed - month.lasting) * MONTHS)
    return max(ZERO, *lacking)
