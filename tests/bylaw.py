"""The cases of tests/cases/simulate/by_law.yaml: what simulators take from the law, and what must come of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import Any

from casebook import CASES, TODAY, read

from coopkit.core.law import Law, NoLawError
from coopkit.core.model import Parameter
from coopkit.core.simulate.alarm import alarm_bell
from coopkit.core.simulate.capital import CapitalPlan, Exit, ExitRules, Holders, Outlook, capital
from coopkit.core.simulate.distribution import Standing
from coopkit.core.simulate.hiring import hire, meal_vouchers, yearly_cost
from coopkit.core.simulate.liquidation import liquidation_reserve
from coopkit.core.simulate.payroll import payroll
from coopkit.core.simulate.payroll_plan import PayrollPlan
from coopkit.core.simulate.step import Step
from coopkit.core.simulate.wages import Post

Told = dict[str, Any]
STEADY = Outlook(result=Decimal(0), movements=(Decimal(0),) * 12)
HELD = (
    Holders(id="founders", label="", persons=3, shares=2, par=Decimal(50), founders=True),
    Holders(id="users", label="", persons=9, shares=1, par=Decimal(50)),
)


@dataclass(frozen=True)
class ByLaw:
    """One situation, the day whose law holds, and what is expected."""

    name: str
    on: date
    do: str
    given: dict[str, Any]
    expect: dict[str, Any]

    def __str__(self) -> str:
        """Return what pytest calls the case."""
        return self.name

    def told(self, law: Law) -> tuple[Told, tuple[Step, ...]]:
        """Return what comes of it by the keys of the cases, and the steps."""
        return DOING[self.do](self.given, law)


@cache
def bylaws() -> tuple[ByLaw, ...]:
    """Return every case."""
    return tuple(
        ByLaw(
            case["name"],
            date.fromisoformat(case.get("on", TODAY.isoformat())),
            case["do"],
            case["given"],
            case["expect"],
        )
        for case in read(CASES / "simulate" / "by_law.yaml")
    )


def _hire(given: Mapping[str, Any], law: Law) -> tuple[Told, tuple[Step, ...]]:
    post = Post(id="p", label="", gross_year=Decimal(1), employer_rate=Fraction(0), first=given.get("first", 1))
    made = hire(post, given["number"], gross_month=Decimal(given["gross_month"]), law=law)
    aids = (made.aid,) if made.aid else ()
    run = payroll(PayrollPlan(start=date(2027, 1, 1), months=60, posts=(made.post,), aids=aids))
    periods = [[f"{one.amount:.2f}", one.first, one.last] for aid in aids for one in aid.periods]
    said: Told = {
        "gross_year": made.post.gross_year,
        "contributions": made.steps[1].result,
        "reduction": periods,
        "cost": {str(month.number): str(month.cost) for month in run.months},
        "certainty": made.certainty,
    }
    return said, made.steps


def _yearly_cost(given: Mapping[str, Any], law: Law) -> tuple[Told, tuple[Step, ...]]:
    made = yearly_cost(Decimal(given["gross_month"]), law)
    return {"low": made.low, "high": made.high, "certainty": made.certainty}, made.steps


def _meal_vouchers(given: Mapping[str, Any], law: Law) -> tuple[Told, tuple[Step, ...]]:
    made = meal_vouchers(Decimal(given["face"]), Decimal(given["employer"]), days=given["days"], law=law)
    names = ("cost", "face_over", "employer_over", "within", "certainty")
    return {name: getattr(made, name) for name in names}, made.steps


def _exits(given: Mapping[str, Any], law: Law) -> tuple[Told, tuple[Step, ...]]:
    rules = ExitRules.from_law(law)
    plan = CapitalPlan(
        holders=HELD,
        entries=(),
        exits=tuple(Exit(persons=1, **one) for one in given["exits"]),
        years=(STEADY,) * 3,
        net_assets=Decimal(5000),
        cash=Decimal(5000),
        rules=rules,
    )
    years = capital(plan)
    said: Told = {name: getattr(rules, name) for name in ("last_month", "founders_from", "look_ahead", "certainty")}
    said["refused"] = [[one.year, one.month, reason] for year in years for one, reason in year.refused]
    said["left"] = [f"{year.left:.2f}" for year in years]
    return said, tuple(step for year in years for step in year.steps)


def _alarm(given: Mapping[str, Any], law: Law) -> tuple[Told, tuple[Step, ...]]:
    standing = Standing(
        net_assets=Decimal(given["net_assets"]),
        unavailable=Decimal(0),
        cash=Decimal(given["cash"]),
        movements=tuple(map(Decimal, given["movements"])),
    )
    made = alarm_bell(standing, expected=Decimal(given["expected"]), law=law)
    said: Told = {"grounds": list(made.grounds), "rings": made.rings, "within": made.within}
    return said | {"certainty": made.certainty}, made.steps


def _liquidation(given: Mapping[str, Any], law: Law) -> tuple[Told, tuple[Step, ...]]:
    made = liquidation_reserve(Decimal(given["profit"]), created=date.fromisoformat(given["created"]), law=law)
    names = ("levy", "reserve", "after_three", "after_five", "certainty")
    return {name: getattr(made, name) for name in names}, made.steps


DOING: Mapping[str, Callable[[Mapping[str, Any], Law], tuple[Told, tuple[Step, ...]]]] = {
    "hire": _hire,
    "yearly_cost": _yearly_cost,
    "meal_vouchers": _meal_vouchers,
    "exits": _exits,
    "alarm": _alarm,
    "liquidation": _liquidation,
}


def unlike(case: ByLaw, parameters: Mapping[str, Parameter]) -> list[str]:
    """Return what a case expects and does not get, under these numbers of law; nothing when it is as counted."""
    try:
        said, steps = case.told(Law(parameters, case.on))
        said["steps"] = [[step.id, step.month, step.source, step.certainty.value] for step in steps]
    except NoLawError as none:
        said = {"no_law": none.parameter}
    wrong = []
    for name, value in case.expect.items():
        found = said.get(name)
        if isinstance(value, dict) and isinstance(found, dict):
            found = {month: found[str(month)] for month in value}
        if not isinstance(value, list | dict | bool):
            found = str(found)
        if found != value:
            wrong.append(f"{name} is {found}, not {value}")
    return wrong
