"""The cases of tests/cases/simulate/surplus.yaml as plans, and what each year of them must come to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from functools import cache
from typing import Any

from casebook import CASES, TODAY, read

from coopkit.core.law import Law
from coopkit.core.model import CoopkitError, Form, Parameter, Target
from coopkit.core.simulate.bounds import BadInputError
from coopkit.core.simulate.plan import Balance, CashPlan, Destination, SurplusPlan, YearOutcome, YearPlan
from coopkit.core.simulate.surplus import simulate
from coopkit.core.simulate.tax import BonusPlan, Status, TaxFacts

PLENTY = CashPlan(opening=Decimal(10_000_000), months=(Decimal(0),) * 12)
PARTS = {"closing", "bonus", "rooms", "uses", "sources", "steps", "said"}
"""What is compared only as far as a case names it."""
_FRACTIONS = {"held_by_companies", "member_share", "person_share", "spread"}
_AS_IT_IS = {"financial_year", "persons", "contributed", "regime", "cap_basis"}


@dataclass(frozen=True)
class Reckoning:
    """One plan, the day whose law holds, and what is expected of each year; `bad` is a field that is refused."""

    name: str
    on: date
    raw: dict[str, Any]
    expect: tuple[dict[str, Any], ...]
    bad: str | None

    def __str__(self) -> str:
        """Return what pytest calls the case."""
        return self.name

    def plan(self) -> SurplusPlan:
        """Return the plan; raises BadInputError for one that is refused on sight."""
        raw = dict(self.raw)
        approvals = frozenset(Target(one) for one in raw.pop("approvals", ()))
        status = Status(form=Form(raw.pop("form", "sc")), approvals=approvals)
        opening = Balance(**_values(raw.pop("opening", {})))
        years = tuple(_year(2026 + number, year) for number, year in enumerate(raw.pop("years")))
        return SurplusPlan(status=status, opening=opening, years=years, **_values(raw))


def _year(number: int, raw: dict[str, Any]) -> YearPlan:
    made = dict(raw)
    cash, bonus, tax = made.pop("cash", None), made.pop("bonus", {}), made.pop("tax", {})
    placed = {Destination(kind): Decimal(str(amount)) for kind, amount in made.pop("investments", {}).items()}
    if isinstance(cash, dict):
        months = tuple(Decimal(month) for month in cash["months"])
        planned: CashPlan | None = CashPlan(opening=Decimal(cash["opening"]), months=months)
    else:
        planned = PLENTY if cash else None
    return YearPlan(
        year=number,
        cash=planned,
        bonus=BonusPlan(**_values(bonus)),
        tax=TaxFacts(**_values(tax)),
        investments=placed,
        **_values(made),
    )


def _values(raw: dict[str, Any]) -> dict[str, Any]:
    return {name: _value(name, value) for name, value in raw.items()}


def _value(name: str, value: Any) -> Any:
    if value in {"yes", "no"}:
        return value == "yes"
    if name in _AS_IT_IS:
        return value
    return Fraction(value) if name in _FRACTIONS else Decimal(str(value))


@cache
def reckonings() -> tuple[Reckoning, ...]:
    """Return every case."""
    return tuple(
        Reckoning(
            case["name"],
            date.fromisoformat(case.get("on", TODAY.isoformat())),
            case["plan"],
            tuple(case.get("expect", ())),
            case.get("bad"),
        )
        for case in read(CASES / "simulate" / "surplus.yaml")
    )


def told(year: YearOutcome) -> dict[str, Any]:
    """Return a year by the keys of the cases."""
    paid, tests = year.dividend, {"net_assets": year.net_asset_test.room}
    if year.liquidity_test:
        tests["liquidity"] = year.liquidity_test.room
    return {
        "tax": year.tax.amount,
        "because": year.tax.because,
        "refund": year.uses["refund_before_tax"] + year.uses["refund_after_tax"],
        "covered": year.uses["losses"],
        "retained": year.uses["retained"],
        "bonus": {name: getattr(year.bonus, name) for name in ("gross", "solidarity", "tax", "net")},
        "dividend": paid.gross,
        "withheld": paid.withheld,
        "net": paid.net,
        "reclaimed": paid.reclaimed,
        "cap": "none" if year.dividend_cap is None else year.dividend_cap,
        "exits": year.exits,
        "rooms": tests,
        "month": year.liquidity_test.month if year.liquidity_test else None,
        "closing": {name: getattr(year.closing, name) for name in Balance.__dataclass_fields__},
        "limits": {step.name: step.limit for step in year.limits},
        "uses": year.uses,
        "sources": year.sources,
        "steps": {
            step.name: {
                **step.values,
                "id": step.id.removeprefix("surplus.step."),
                "source": step.source,
                "certainty": step.certainty,
            }
            for step in year.steps
        },
        "notes": [note.key.rpartition(".")[2] for note in year.notes],
        "said": {note.key.rpartition(".")[2]: note.values for note in year.notes},
        "certainty": year.certainty,
        **{str(who): amount for who, amount in year.effects.items()},
    }


def differs(case: Reckoning, parameters: Mapping[str, Parameter]) -> list[str]:
    """Return what a case expects and does not get, under these numbers of law; nothing when it is as counted."""
    try:
        years = simulate(case.plan(), Law(parameters, case.on)).years
    except CoopkitError as refused:
        return [] if case.bad and isinstance(refused, BadInputError) and refused.field == case.bad else [str(refused)]
    if case.bad or len(years) != len(case.expect):
        return ["another number of years, or no refusal"]
    wrong = []
    for year, expected in zip(map(told, years), case.expect, strict=True):
        for name, value in expected.items():
            found = _as_far_as(value, year[name]) if name in PARTS else year[name]
            if found != (value if name == "notes" else _amounts(value)):
                wrong.append(f"{name} is {found}, not {value}")
    return wrong


def _as_far_as(named: Any, found: Any) -> Any:
    """Return of what was found only what a case names; None for what is not there."""
    if not isinstance(named, dict) or not isinstance(found, Mapping):
        return found
    return {key: _as_far_as(value, found.get(key)) for key, value in named.items()}


def _amounts(expected: Any) -> Any:
    if isinstance(expected, dict):
        return {name: _amounts(value) for name, value in expected.items()}
    try:
        return Decimal(str(expected))
    except InvalidOperation:
        return expected
