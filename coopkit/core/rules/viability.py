"""A three-year plan that holds (MOD-02): own funds above zero each year, no loss in the third."""

from __future__ import annotations

from decimal import Decimal

from coopkit.core.facts import Facts, Row
from coopkit.core.law import Law
from coopkit.core.model import Json, Message, Target, Verdict
from coopkit.core.rules.outcome import Outcome, Proposal, missing, rule, say
from coopkit.core.rules.shares import written
from coopkit.core.simulate.money import ZERO

STATE = "facts.plan_state"
PLAN = "facts.plan"
CENT = Decimal("0.01")


@rule("MOD-02")
def viable(facts: Facts, law: Law) -> Outcome:
    """Judge whether three years hold (MOD-02). Own numbers; that no insolvency procedure runs is firm for Brussels.

    Source: ordinance of 23 July 2018, art. 4, 2°, and art. 12 § 2 (three years' balance sheets, or a three-year plan);
    the administration's page shuts out liquidation, reorganisation and bankruptcy. A year that has not ended is a plan.
    """
    state = facts.text(STATE)
    if state == "in_difficulty":
        reason = say("MOD-02.in_difficulty")
        return Outcome(verdict=Verdict.NOT_MET, reason=reason, firm=frozenset({Target.ESD}))
    every = facts.rows(PLAN)
    if not every and state == "none":
        return Outcome(verdict=Verdict.NOT_MET, planned=True, reason=say("MOD-02.no_plan"))
    unsaid = [STATE] if state is None and facts.signed(law.on) else []
    years, asks = _three(every, law)
    if not years:
        return missing([*asks, *unsaid])
    last = years[-1]
    failing = [row for row in years if (equity := row.decimal("equity_end")) is not None and equity <= 0]
    result = _result(last)
    losing = result is not None and result < 0
    lacking = [path for row in years for path in row.missing(["equity_end"])] + last.missing(["income", "costs"])
    steps = tuple(message for row in years for message in _told(row, last=row is last))
    if not failing and not losing:
        if lacking or unsaid:
            return missing([*lacking, *unsaid])
        return Outcome(
            verdict=Verdict.MET, reason=say("MOD-02.holds", year=_year(last), result=result or ZERO), steps=steps
        )
    over = [row for row in (*failing, *([last] if losing else [])) if _year(row) < law.on.year]
    reason = (
        say("MOD-02.own_funds", year=_year(failing[0]), amount=failing[0].decimal("equity_end") or ZERO)
        if failing
        else say("MOD-02.loss", year=_year(last), amount=-(result or ZERO))
    )
    return Outcome(
        verdict=Verdict.NOT_MET,
        planned=not over,
        reason=reason,
        steps=steps,
        notes=(say("MOD-02.alarm-bell"),) if failing else (),
        proposals=() if over or lacking else _mended(years, failing, -min(result or ZERO, ZERO)),
    )


def _three(rows: tuple[Row, ...], law: Law) -> tuple[tuple[Row, ...], list[str]]:
    """Return the three years judged, oldest first, or what to ask: those to come where all are told, else the last."""
    asks = [path for row in rows for path in row.missing(["year"])]
    asked = int(law.value("bxl_balance_sheet_years"))
    ordered = sorted(rows, key=_year)
    coming = [row for row in ordered if _year(row) >= law.on.year]
    chosen = coming[:asked] if len(coming) >= asked else ordered[-asked:]
    if asks or len(chosen) < asked:
        return (), asks or [PLAN]
    first = _year(chosen[0])
    gaps = [row.at("year") for place, row in enumerate(chosen) if _year(row) != first + place]
    return ((), gaps) if gaps else (tuple(chosen), [])


def _year(row: Row) -> int:
    return row.whole("year") or 0


def _result(row: Row) -> Decimal | None:
    income, costs = row.decimal("income"), row.decimal("costs")
    return None if income is None or costs is None else income - costs


def _told(row: Row, *, last: bool) -> tuple[Message, ...]:
    """Return the arithmetic of a year, as far as it is told; only the last year's result is judged."""
    told = []
    result, equity = _result(row), row.decimal("equity_end")
    if result is not None:
        income, costs = row.decimal("income") or ZERO, row.decimal("costs") or ZERO
        told.append(say("MOD-02.step.result", year=_year(row), income=income, costs=costs, result=result))
    if last and result is not None:
        told.append(say("MOD-02.step.last", result=result, sign="≥" if result >= 0 else "<"))
    if equity is not None:
        told.append(say("MOD-02.step.equity", year=_year(row), equity=equity, sign=">" if equity > 0 else "≤"))
    return tuple(told)


def _mended(years: tuple[Row, ...], failing: list[Row], short: Decimal) -> tuple[Proposal, ...]:
    """Return the one change that makes the plan hold: more own funds from the first year on, less cost in the last."""
    last = years[-1]
    lowest = min(row.decimal("equity_end") or ZERO for row in years)
    fresh = CENT - lowest if failing else ZERO
    edits: list[tuple[str, Json]] = [
        (row.at("equity_end"), written((row.decimal("equity_end") or ZERO) + fresh)) for row in years if fresh
    ]
    if short:
        edits.append((last.at("costs"), written((last.decimal("costs") or ZERO) - short)))
    key = "both" if fresh and short else "own_funds" if fresh else "result"
    message = say(f"MOD-02.change.{key}", funds=fresh, amount=short, year=_year(last))
    return (Proposal(id="plan_that_holds", message=message, edits=tuple(edits)),)
