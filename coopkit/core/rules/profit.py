"""Profit and its limit: the return to capital (PRO-03), and the mission first (PRO-05)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from coopkit.core.facts import Facts, Row
from coopkit.core.law import Law
from coopkit.core.model import Form, Message, Target, Verdict
from coopkit.core.rules.outcome import Edits, Outcome, Proposal, missing, rule, say, verdict_if
from coopkit.core.rules.shares import added, cents_down, written

SURPLUS = "facts.surplus"
MISSION_FIRST = "facts.articles.mission_before_dividend"


@dataclass(frozen=True, slots=True, kw_only=True)
class Return:
    """What one year pays to capital, as shares of the paid-up amount; `allowed` is the most it may pay, in euro."""

    row: Row
    year: int
    dividend: Decimal
    paid_up: Decimal
    gross: Fraction
    net: Fraction
    allowed: Decimal
    over: bool
    unclear: bool
    """Nobody said gross or net, and the two readings give different answers."""


@rule("PRO-03")
def return_to_capital(facts: Facts, law: Law) -> Outcome:
    """Judge the dividend of each year against the cap, net of withholding tax; the worst year decides (PRO-03).

    Source: royal decree of 8 January 1962, art. 1, 5°; Code of companies and associations, art. 8:5 and 1:2 (ASBL).
    """
    rows = facts.rows(SURPLUS)
    paying = [row for row in rows if (row.decimal("dividend") or 0) > 0]
    asks = [row.at("dividend") for row in rows if row.decimal("dividend") is None]
    if facts.form() is Form.ASBL:
        return _nothing_to_members(paying, asks, law)
    cap, tax = law.value("coop_dividend_cap"), law.value("wht_standard")
    years = []
    for row in paying:
        if not row.decimal("paid_up"):
            asks.append(row.at("paid_up"))
        asks += row.missing(["year"])
        if (year := _return(row, cap, tax)) is not None:
            years.append(year)
            asks += row.missing(["dividend_basis"]) if year.unclear else []
    over, unclear = [year for year in years if year.over], [year for year in years if year.unclear]
    if asks and not over:
        return missing(asks)
    if not years:
        return Outcome(verdict=Verdict.MET, reason=say("PRO-03.none"))
    steps = [step for year in years for step in _arithmetic(year, cap, tax)]
    ceiling = cap / (1 - tax)
    steps.append(say("PRO-03.step.cap", cap=cap, ceiling=ceiling, tax=tax))
    above_gross = [year for year in years if year.gross > cap]
    if over:
        worst = max(over, key=lambda year: (year.year < law.on.year, year.net))
        return Outcome(
            verdict=Verdict.NOT_MET,
            planned=all(year.year >= law.on.year for year in over),
            reason=say("PRO-03.over", **_rates(worst), cap=cap, excess=worst.dividend - worst.allowed),
            steps=tuple(steps),
            proposals=_less([*over, *unclear]),
        )
    if unclear:
        worst = max(unclear, key=lambda year: year.net)
        return Outcome(
            verdict=Verdict.ADVICE,
            reason=say("PRO-03.unclear", year=worst.year, rate=worst.net, cap=cap, ceiling=ceiling),
            steps=tuple(steps),
            asks=tuple(year.row.at("dividend_basis") for year in unclear),
            proposals=_less(unclear),
        )
    highest = max(years, key=lambda year: year.net)
    return Outcome(
        verdict=Verdict.MET,
        by_target={Target.SES: Verdict.ADVICE} if above_gross else {},
        reason=say("PRO-03.within", **_rates(highest), cap=cap),
        steps=tuple(steps),
        notes=(say("PRO-03.gross-practice", cap=cap),) if above_gross else (),
    )


def _return(row: Row, cap: Fraction, tax: Fraction) -> Return | None:
    """Return what a year pays, None when a number is missing; without a basis, read in its favour as gross."""
    dividend, paid_up, year = row.decimal("dividend"), row.decimal("paid_up"), row.whole("year")
    basis = row.text("dividend_basis") or "not_said"
    if not dividend or not paid_up or year is None:
        return None
    rate = Fraction(dividend) / Fraction(paid_up)
    unclear = basis == "not_said" and cap < rate and rate * (1 - tax) <= cap
    as_net = basis == "net" or unclear
    net = rate if as_net else rate * (1 - tax)
    return Return(
        row=row,
        year=year,
        dividend=dividend,
        paid_up=paid_up,
        net=net,
        gross=net / (1 - tax),
        allowed=cents_down(Fraction(paid_up) * (cap / (1 - tax) if basis == "gross" else cap)),
        over=net > cap and not unclear,
        unclear=unclear,
    )


def _rates(year: Return) -> dict[str, int | Fraction]:
    return {"year": year.year, "net": year.net, "gross": year.gross}


def _arithmetic(year: Return, cap: Fraction, tax: Fraction) -> tuple[Message, ...]:
    rate = Fraction(year.dividend) / Fraction(year.paid_up)
    division = say("PRO-03.step.rate", year=year.year, dividend=year.dividend, paid_up=year.paid_up, rate=rate)
    if year.unclear:
        return (division,)
    sign = ">" if year.over else "≤"
    return (
        division,
        say("PRO-03.step.net", gross=year.gross, tax=tax, net=year.net),
        say("PRO-03.step.most", dividend=year.dividend, sign=sign, allowed=year.allowed, cap=cap),
    )


def _less(years: list[Return]) -> tuple[Proposal, ...]:
    """Return a dividend at the cap, and no dividend, for the years that pay too much."""
    first = years[0]
    to_cap = tuple((year.row.at("dividend"), written(year.allowed)) for year in years)
    return (
        Proposal(
            id="dividend_to_cap",
            message=say("PRO-03.change.dividend_to_cap", count=len(years), year=first.year, amount=first.allowed),
            edits=to_cap,
        ),
        _no_dividend([year.row for year in years]),
    )


def _no_dividend(rows: list[Row]) -> Proposal:
    return Proposal(
        id="no_dividend",
        message=say("PRO-03.change.no_dividend", count=len(rows)),
        edits=tuple((row.at("dividend"), "0") for row in rows),
    )


def _nothing_to_members(paying: list[Row], asks: list[str], law: Law) -> Outcome:
    if paying:
        return Outcome(
            verdict=Verdict.NOT_MET,
            planned=all((row.whole("year") or law.on.year) >= law.on.year for row in paying),
            reason=say("PRO-03.asbl_pays", amount=added(paying, "dividend")),
            proposals=(_no_dividend(paying),),
        )
    return missing(asks) if asks else Outcome(verdict=Verdict.MET, reason=say("PRO-03.asbl_none"))


@rule("PRO-05")
def mission_before_dividend(facts: Facts, law: Law) -> Outcome:
    """Judge whether an amount for the mission comes before any dividend, in the articles and in each year (PRO-05).

    Source: royal decree of 28 June 2019, art. 6. The decree names no minimum.
    """
    how, rows = facts.text(MISSION_FIRST), facts.rows(SURPLUS)
    without = [row for row in rows if (row.decimal("dividend") or 0) > 0 and row.decimal("mission_amount") == 0]
    asks = [
        path
        for row in rows
        if row.decimal("dividend") != 0 and not row.decimal("mission_amount")
        for path in row.missing(["dividend", "mission_amount"])
    ]
    if asks and not without and how == "yes":
        return missing(asks)
    keys = {"yes": "PRO-05.written", "planned": "PRO-05.planned", "no": "PRO-05.not_written"}
    said = say(keys[how or "no"])
    article = ((MISSION_FIRST, "yes"),) if how != "yes" else ()
    amounts = tuple((row.at("mission_amount"), "0.01") for row in without)
    past = [row for row in without if (row.whole("year") or law.on.year) < law.on.year]
    paid = added(without, "dividend")
    return Outcome(
        verdict=verdict_if(how == "yes" and not without),
        planned=not past and how != "no",
        reason=say("PRO-05.capital_first", count=len(without), amount=paid) if without else said,
        notes=(*((said,) if without else ()), *(() if rows else (say("PRO-05.no-year"),))),
        proposals=_mission_first(article, amounts),
    )


def _mission_first(article: Edits, amounts: Edits) -> tuple[Proposal, ...]:
    if not article and not amounts:
        return ()
    if article and amounts:
        key = "PRO-05.change.both"
    else:
        key = "PRO-05.change.mission_before_dividend" if article else "PRO-05.change.mission_amount"
    name = "mission_before_dividend" if article else "mission_amount"
    return (Proposal(id=name, message=say(key), edits=(*article, *amounts)),)
