"""The employee profit bonus, where one is paid or planned (PRO-14)."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from coopkit.core.accounts import amount, rounded
from coopkit.core.facts import Facts, Row
from coopkit.core.law import Law
from coopkit.core.model import Form, Json, Message, Value, Verdict
from coopkit.core.rules.outcome import Outcome, Proposal, missing, rule, say
from coopkit.core.rules.shares import written
from coopkit.core.simulate.money import ZERO
from coopkit.core.simulate.tax import BonusPlan, Status, TaxFacts, bonus_limit

USED = "facts.bonus.used"
EVERYBODY = "facts.bonus.everybody"
SENIORITY = "facts.bonus.seniority_months"
SPREAD = "facts.bonus.spread"
WAGES = "facts.bonus.wage_bill"
CONDITIONS = (EVERYBODY, SENIORITY, SPREAD, WAGES)
"""What the law asks of a bonus, and the wages its limit is counted on."""
DECIDED = "facts.bonus.decided"
REGIME = "facts.tax.regime"
SURPLUS = "facts.surplus"
MONTHS_A_YEAR = 12
CAP = "bonus_cap"


@rule("PRO-14")
def profit_bonus(facts: Facts, law: Law) -> Outcome:
    """Judge a profit bonus against every condition of the law (PRO-14); one that fails decides, known or not the rest.

    Source: law of 22 May 2001 as changed by the law of 25 December 2017, as the federal employment service tells it.
    """
    if facts.text(USED) == "no":
        return Outcome(verdict=Verdict.NOT_APPLICABLE, reason=say("PRO-14.none"))
    planned = facts.text(USED) == "planned"
    row = _year(facts)
    gross, asks = _asked(facts, row)
    plan = bonus_plan(facts, gross or ZERO)
    broken, most = bonus_limit(plan, _status(facts), TaxFacts(), law)
    wages = facts.decimal(WAGES)
    over = broken == CAP and gross is not None and wages is not None and gross > most
    if broken != CAP or over:
        return Outcome(
            verdict=Verdict.NOT_MET,
            planned=planned,
            reason=say(f"PRO-14.{broken}", **({"most": most, "excess": gross - most} if over and gross else {})),
            steps=_arithmetic(gross, wages, most, law) if over else (),
            proposals=_mended(broken, row, most, law),
        )
    if asks:
        return missing(asks)
    return _decided(facts, law, plan, most, planned=planned)


def _year(facts: Facts) -> Row | None:
    """Return the year the bonus is judged for: the last that names one, else the last."""
    rows = sorted(facts.rows(SURPLUS), key=lambda row: row.whole("year") or 0)
    return next((row for row in reversed(rows) if row.decimal("bonus") is not None), rows[-1] if rows else None)


def _asked(facts: Facts, row: Row | None) -> tuple[Decimal | None, list[str]]:
    """Return the bonus of the year, and everything that must still be said to judge it."""
    asks = [path for path in (*CONDITIONS, DECIDED) if facts.cell(path) is None]
    if facts.form() in {Form.ASBL, Form.UNDECIDED} and facts.text(REGIME) is None:
        asks.append(REGIME)
    if row is None:
        return None, [*asks, SURPLUS]
    return rounded(row.decimal("bonus")), [*asks, *row.missing(["bonus"])]


def bonus_plan(facts: Facts, gross: Decimal) -> BonusPlan:
    """Return a bonus as the simulator takes it; what nobody said breaks no condition."""
    return BonusPlan(
        gross=gross,
        wage_bill=amount(facts, WAGES),
        everybody=facts.text(EVERYBODY) != "no",
        seniority_years=Decimal(facts.whole(SENIORITY) or 0) / MONTHS_A_YEAR,
        spread=Fraction(facts.decimal(SPREAD) or 1),
    )


def _status(facts: Facts) -> Status:
    """Return an association where legal persons' tax is known to apply, which leaves no room for a bonus."""
    outside = facts.form() in {Form.ASBL, Form.UNDECIDED} and facts.text(REGIME) == "legal_persons"
    return Status(form=Form.ASBL if outside else Form.SC)


def _decided(facts: Facts, law: Law, plan: BonusPlan, most: Decimal, *, planned: bool) -> Outcome:
    """Judge who decided: the assembly for a bonus alike for all, an agreement for one that differs by group."""
    how, alike = facts.text(DECIDED), plan.spread == 1
    steps = _arithmetic(plan.gross, plan.wage_bill, most, law)
    if how == "not_yet":
        key = "PRO-14.not_decided_alike" if alike else "PRO-14.not_decided_apart"
        return Outcome(verdict=Verdict.NOT_MET, planned=True, reason=say(key), steps=steps)
    right = how == ("assembly" if alike else "agreement")
    if right:
        return Outcome(verdict=Verdict.MET, planned=planned, reason=say("PRO-14.within", most=most), steps=steps)
    key = "PRO-14.agreement_alike" if alike else "PRO-14.assembly_apart"
    return Outcome(verdict=Verdict.ADVICE, reason=say(key), steps=steps)


def _arithmetic(gross: Decimal | None, wages: Decimal | None, most: Decimal, law: Law) -> tuple[Message, ...]:
    cap, amount = law.value("profit_bonus_cap"), gross or ZERO
    return (
        say("PRO-14.step.cap", wages=wages or ZERO, cap=cap, most=most),
        say("PRO-14.step.amount", amount=amount, sign=">" if amount > most else "≤", most=most),
    )


def _mended(broken: str, row: Row | None, most: Decimal, law: Law) -> tuple[Proposal, ...]:
    """Return the edit that keeps the condition; another tax regime is nobody's to propose."""
    if broken == "bonus_everybody":
        return (_change(broken, EVERYBODY, "yes"),)
    if broken == "bonus_seniority":
        months = int(law.value("profit_bonus_seniority_max") * MONTHS_A_YEAR)
        return (_change(broken, SENIORITY, months, months=months),)
    if broken == "bonus_spread":
        spread = int(law.value("profit_bonus_spread_max"))
        return (_change(broken, SPREAD, str(spread), spread=spread),)
    if broken == CAP and row is not None:
        return (_change(broken, row.at("bonus"), written(most), most=most),)
    return ()


def _change(name: str, path: str, value: Json, **values: Value) -> Proposal:
    return Proposal(id=name, message=say(f"PRO-14.change.{name}", **values), edits=((path, value),))
