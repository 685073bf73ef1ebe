"""Profit and its limit: the return to capital (PRO-03), and the mission first (PRO-05)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from coopkit.core.facts import Facts, Row
from coopkit.core.law import Law
from coopkit.core.model import Certainty, Form, Message, Target, Value, Verdict
from coopkit.core.rules.outcome import Edits, Outcome, Proposal, missing, rule, say, verdict_if
from coopkit.core.rules.shares import added, written
from coopkit.core.simulate.money import cents_down, gross_for, net_of

SURPLUS = "facts.surplus"
MISSION_FIRST = "facts.articles.mission_before_dividend"
NOT_SAID = "not_said"


@dataclass(frozen=True, slots=True, kw_only=True)
class Return:
    """What one year pays to capital, as shares of the paid-up amount; `allowed` is the most it may pay, in euro."""

    row: Row
    year: int
    dividend: Decimal
    paid_up: Decimal
    rate: Fraction
    basis: str
    gross: Fraction
    net: Fraction
    allowed: Decimal
    over: bool
    unclear: bool
    """Nobody said gross or net, and the two readings give different answers."""

    @property
    def told(self) -> bool:
        """Whether net and gross can be told apart, or need not be."""
        return self.basis != NOT_SAID or self.over


@rule("PRO-03")
def return_to_capital(facts: Facts, law: Law) -> Outcome:
    """Judge the dividend of each year against the cap, net of withholding tax; the worst year decides (PRO-03).

    Source: royal decree of 8 January 1962, art. 1, 5°; Code of companies and associations, art. 8:5 and 1:2 (ASBL).
    """
    rows = facts.rows(SURPLUS)
    if facts.form() is Form.ASBL:
        return _nothing_to_members(rows, law, none="PRO-03.asbl_none")
    paying = _paying(rows)
    asks = [row.at("dividend") for row in rows if row.decimal("dividend") is None]
    cap, tax, reduced = law.value("coop_dividend_cap"), law.value("wht_standard"), law.mentioned("wht_vvprbis")
    years = []
    for row in paying:
        if not row.decimal("paid_up"):
            asks.append(row.at("paid_up"))
        asks += row.missing(["year"])
        if (year := return_of(row, cap, tax)) is not None:
            years.append(year)
            asks += row.missing(["dividend_basis"]) if year.unclear else []
    over, unclear = [year for year in years if year.over], [year for year in years if year.unclear]
    if asks and not over:
        return missing(asks)
    if not years:
        return Outcome(verdict=Verdict.MET, reason=say("PRO-03.none"))
    steps = [step for year in years for step in _arithmetic(year, cap, tax)]
    ceiling = gross_for(cap, tax)
    steps.append(say("PRO-03.step.cap", cap=cap, ceiling=ceiling, tax=tax))
    notes = _lost(paying)
    if over:
        worst = max(over, key=lambda year: (year.year < law.on.year, year.net))
        return Outcome(
            verdict=Verdict.NOT_MET,
            planned=all(year.year >= law.on.year for year in over),
            reason=say("PRO-03.over", **_rates(worst), cap=cap, excess=worst.dividend - worst.allowed),
            steps=tuple(steps),
            notes=notes,
            proposals=_less([*over, *unclear]),
        )
    if any(net_of(year.rate, reduced) > cap for year in years):
        notes = (say("PRO-03.reduced_withholding", tax=reduced, cap=cap), *notes)
    if unclear:
        worst = max(unclear, key=lambda year: year.net)
        return Outcome(
            verdict=Verdict.ADVICE,
            reason=say("PRO-03.unclear", year=worst.year, rate=worst.net, cap=cap, ceiling=ceiling),
            steps=tuple(steps),
            notes=notes,
            asks=tuple(year.row.at("dividend_basis") for year in unclear),
            proposals=_less(unclear),
        )
    above_gross = any(year.gross > cap for year in years)
    return Outcome(
        verdict=Verdict.MET,
        by_target={Target.SES: Verdict.ADVICE} if above_gross else {},
        reason=_within(max(years, key=lambda year: year.net), cap),
        steps=tuple(steps),
        notes=(say("PRO-03.gross-practice", cap=cap), *notes) if above_gross else notes,
    )


def _paying(rows: tuple[Row, ...]) -> list[Row]:
    return [row for row in rows if (row.decimal("dividend") or 0) > 0]


def _lost(paying: list[Row]) -> tuple[Message, ...]:
    """Return the warning about dividends in years of loss: net assets and liquidity are other criteria."""
    lost = [row for row in paying if (row.decimal("result_after_tax") or 0) < 0]
    return (say("PRO-03.loss_year", count=len(lost)),) if lost else ()


def _within(highest: Return, cap: Fraction) -> Message:
    if not highest.told:
        return say("PRO-03.within_unsaid", year=highest.year, rate=highest.rate, cap=cap)
    return say("PRO-03.within", **_rates(highest), cap=cap)


def return_of(row: Row, cap: Fraction, tax: Fraction) -> Return | None:
    """Return what a year pays, None when a number is missing.

    Without a basis it is over the cap only when it is even as gross; under it, net and gross are those of the worse
    reading, net.
    """
    dividend, paid_up, year = row.decimal("dividend"), row.decimal("paid_up"), row.whole("year")
    basis = row.text("dividend_basis") or NOT_SAID
    if not dividend or not paid_up or year is None:
        return None
    rate = Fraction(dividend) / Fraction(paid_up)
    least = rate if basis == "net" else net_of(rate, tax)
    over = least > cap
    net = rate if basis == NOT_SAID and not over else least
    return Return(
        row=row,
        year=year,
        dividend=dividend,
        paid_up=paid_up,
        rate=rate,
        basis=basis,
        net=net,
        gross=gross_for(net, tax),
        allowed=cents_down(Fraction(paid_up) * (gross_for(cap, tax) if basis == "gross" else cap)),
        over=over,
        unclear=net > cap and not over,
    )


def _rates(year: Return) -> dict[str, int | Fraction]:
    return {"year": year.year, "net": year.net, "gross": year.gross}


def _arithmetic(year: Return, cap: Fraction, tax: Fraction) -> tuple[Message, ...]:
    values: dict[str, Value] = {"year": year.year, "dividend": year.dividend, "paid_up": year.paid_up}
    division = say("PRO-03.step.rate", **values, rate=year.rate)
    if not year.told:
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


def _nothing_to_members(rows: tuple[Row, ...], law: Law, *, none: str) -> Outcome:
    """Judge an ASBL, which may pay its members nothing. Quoted by practitioners, the Code itself was not read."""
    asks = [row.at("dividend") for row in rows if row.decimal("dividend") is None]
    if paying := _paying(rows):
        return Outcome(
            verdict=Verdict.NOT_MET,
            certainty=Certainty.SECONDARY,
            planned=all((row.whole("year") or law.on.year) >= law.on.year for row in paying),
            reason=say("PRO-03.asbl_pays", amount=added(paying, "dividend")),
            proposals=(_no_dividend(paying),),
        )
    if asks:
        return missing(asks)
    return Outcome(verdict=Verdict.MET, certainty=Certainty.SECONDARY, reason=say(none))


@rule("PRO-05")
def mission_before_dividend(facts: Facts, law: Law) -> Outcome:
    """Judge whether an amount for the mission comes before any dividend, in the articles and in each year (PRO-05).

    Source: royal decree of 28 June 2019, art. 6. The decree names no minimum, and speaks of projects or allocations
    needed or useful for the object, which a reserve may be. An ASBL pays nothing (Code, art. 1:2).
    """
    how, rows = facts.text(MISSION_FIRST), facts.rows(SURPLUS)
    if facts.form() is Form.ASBL:
        return _nothing_to_members(rows, law, none="PRO-05.asbl_none")
    if how is None:
        return missing([MISSION_FIRST])
    without = [row for row in _paying(rows) if row.decimal("mission_amount") == 0]
    asks = [
        path
        for row in rows
        if row.decimal("dividend") != 0 and not row.decimal("mission_amount")
        for path in row.missing(["dividend", "mission_amount"])
    ]
    if asks and not without and how == "yes":
        return missing(asks)
    keys = {"yes": "PRO-05.written", "planned": "PRO-05.planned", "no": "PRO-05.not_written"}
    said = say(keys[how])
    kept = bool(without) and all(row.decimal("reserves") is None or added([row], "reserves") > 0 for row in without)
    article = ((MISSION_FIRST, "yes"),) if how != "yes" else ()
    amounts = tuple((row.at("mission_amount"), "0.01") for row in without)
    past = [row for row in without if (row.whole("year") or law.on.year) < law.on.year]
    paid = added(without, "dividend")
    return Outcome(
        verdict=verdict_if(how == "yes" and not without),
        by_target={Target.SES: Verdict.ADVICE} if kept and how == "yes" else {},
        planned=not past and (how != "no" or not rows),
        reason=say("PRO-05.capital_first", count=len(without), amount=paid) if without else said,
        notes=(
            *((said,) if without else ()),
            *((say("PRO-05.reserve_for_object"),) if kept else ()),
            *(() if rows else (say("PRO-05.no-year"),)),
        ),
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
