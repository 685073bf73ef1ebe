"""The lab "what happens to the surplus": a team's own split, what rules make of it, and ten years of it."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeAlias

from coopkit import charts
from coopkit.core.facts import Facts
from coopkit.core.law import Law, NoLawError
from coopkit.core.plans import Planned, surplus_plan
from coopkit.core.simulate.bounds import BadInputError
from coopkit.core.simulate.money import ZERO
from coopkit.core.simulate.plan import MOST_YEARS, PlanOutcome, Stakeholder, SurplusPlan, YearOutcome
from coopkit.core.simulate.surplus import simulate
from coopkit.pages import forms
from coopkit.pages.drawings import picture
from coopkit.pages.findings import Block, Reading
from coopkit.wording import Wording

Told: TypeAlias = "tuple[PlanOutcome, int]"
"""What becomes of the plan, and how many of its years are the team's own."""

KEY, WAIT = "results.chart.surplus", "results.chart.wait"


def blocks(facts: Facts, reading: Reading, law: Law, *, drawn: bool) -> list[Block]:
    """Return who gets what over ten years, what stops or caps a wish, the arithmetic of a year, and the legal forms."""
    say = reading.say
    planned, told = _told(facts, law)
    if told is None:
        begun = facts.rows("facts.surplus")
        return [{"type": "note", "text": forms.lacking(planned, reading) if begun else say.say(f"{WAIT}.surplus")}]
    outcome, own = told
    taken: Block = {"type": "notes", "items": [say.say(note) for note in planned.notes]}
    return [
        {"type": "note", "text": _sum(outcome, say)},
        *_stopped(outcome.years[:own], say),
        *([_picture(outcome, own, say)] if drawn else []),
        *(_arithmetic(year, say) for year in outcome.years[:own]),
        *([taken] if planned.notes else []),
        forms.block(facts, reading, law),
    ]


def figures(facts: Facts, law: Law, say: Wording) -> list[tuple[str, str]]:
    """Return what each gets in ten years, and the largest dividend the plan may pay."""
    told = _told(facts, law)[1]
    if told is None:
        return []
    effects = told[0].effects
    return [(say.say(f"{KEY}.who.{who}"), say.money(effects[who])) for who in Stakeholder]


def _told(facts: Facts, law: Law) -> tuple[Planned, Told | None]:
    """Return the plan, and what becomes of it when the years after its last one are all like that one."""
    try:
        planned = surplus_plan(facts, law)
        if planned.plan is None:
            return planned, None
        return planned, (simulate(_extended(planned.plan), law), len(planned.plan.years))
    except (BadInputError, NoLawError):
        return Planned(), None


def _extended(plan: SurplusPlan) -> SurplusPlan:
    last, more = plan.years[-1], MOST_YEARS - len(plan.years)
    later = (replace(last, year=last.year + after, entries=ZERO, exits=ZERO) for after in range(1, more + 1))
    return replace(plan, years=(*plan.years, *later))


def _sum(outcome: PlanOutcome, say: Wording) -> str:
    effects = outcome.effects
    first, last = outcome.years[0].year, outcome.years[-1].year
    return say.say(f"{KEY}.sum", first=str(first), last=str(last), **{who.value: effects[who] for who in Stakeholder})


def _stopped(years: tuple[YearOutcome, ...], say: Wording) -> list[Block]:
    said = [
        say.say(
            f"{KEY}.stopped",
            year=str(year.year),
            step=f"simulate.surplus.name.{step.name}",
            limit=f"simulate.surplus.limit.{step.limit}",
            asked=step.asked,
            granted=step.granted,
        )
        for year in years
        for step in year.limits
        if step.asked != step.granted
    ]
    if not said:
        return [{"type": "note", "text": say.say(f"{KEY}.nothing_stopped")}]
    return [{"type": "list", "title": say.say(f"{KEY}.stops"), "items": said}]


def _picture(outcome: PlanOutcome, own: int, say: Wording) -> Block:
    stacks, rows = [], []
    for place, year in enumerate(outcome.years):
        name = str(year.year) if place < own else say.say(f"{KEY}.later", year=str(year.year))
        parts = [year.effects[who] for who in Stakeholder]
        drawn = tuple(float(max(part, ZERO)) for part in parts)
        stacks.append(charts.Stack(name, say.money(sum(parts, ZERO)), drawn))
        rows.append((name, *(say.money(part) for part in (*parts, sum(parts, ZERO)))))
    series = [say.say(f"{KEY}.who.{who}") for who in Stakeholder]
    columns = [say.say(f"{KEY}.year"), *series, say.say(f"{KEY}.result")]
    return picture("surplus", charts.stacked(tuple(stacks), tuple(series)), _sum(outcome, say), (columns, rows), say)


def _arithmetic(year: YearOutcome, say: Wording) -> Block:
    return {
        "type": "list",
        "fold": f"year:{year.year}",
        "title": say.say(f"{KEY}.arithmetic", year=str(year.year)),
        "items": [say.say(step.message) for step in year.steps if step.asked or step.granted or step.limit],
    }
