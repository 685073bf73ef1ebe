"""What a member may get: all advantages (PRO-04), the base of a refund (PRO-09), the value at exit (PRO-10)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from coopkit.core.facts import Facts, Row
from coopkit.core.law import Law
from coopkit.core.model import Json, Message, Verdict
from coopkit.core.rules.outcome import Outcome, Proposal, missing, rule, say, verdict_if
from coopkit.core.rules.shares import written
from coopkit.core.simulate.money import ZERO, cents_down, cents_up, gross_for, net_of

SURPLUS = "facts.surplus"
BASIS = "facts.refund.basis"
CLASSES = "facts.share_classes"
KINDS = ("dividend", "refund", "other_advantages")
BESIDE = KINDS[1:]
"""What no withholding tax is taken from."""
NOMINAL_AT_MOST = ("nominal", "below")


@dataclass(frozen=True, slots=True, kw_only=True)
class Advantages:
    """What one year gives members, against the most it may give, in euro; `least` counts the dividend after tax."""

    row: Row
    year: int
    paid_up: Decimal
    least: Fraction
    most: Fraction
    allowed: Decimal

    @property
    def over(self) -> bool:
        """Whether it is too much in every reading."""
        return self.least > self.allowed

    @property
    def unclear(self) -> bool:
        """Whether gross or net decides."""
        return self.most > self.allowed >= self.least

    @property
    def rate(self) -> Fraction:
        """The share of the paid-up amount, in the reading that is judged."""
        return (self.least if self.over else self.most) / Fraction(self.paid_up)


@rule("PRO-04")
def all_advantages(facts: Facts, law: Law) -> Outcome:
    """Judge dividend, refund and other advantages of each year together against the cap; the worst decides (PRO-04).

    Source: Code, art. 8:5, and royal decree of 28 June 2019, art. 6. Whether a dividend counts before or after
    withholding tax is to be confirmed, as for PRO-03: advice between the two.
    """
    rows = facts.rows(SURPLUS)
    cap, tax = law.value("ses_advantage_cap"), law.value("wht_standard")
    years, asks = [], []
    for row in rows:
        lacking = [*row.missing(["year", *KINDS])]
        if facts.text(BASIS) == "none":
            lacking = [path for path in lacking if path != row.at("refund") or row.doubtful(["refund"])]
        given = any(row.decimal(kind) for kind in KINDS)
        if given and not row.decimal("paid_up"):
            lacking.append(row.at("paid_up"))
        asks += lacking
        if given and (told := _advantages(row, cap, tax)) is not None:
            years.append(told)
    over, unclear = [year for year in years if year.over], [year for year in years if year.unclear]
    if asks and not over:
        return missing(asks)
    if not years:
        return Outcome(verdict=Verdict.MET, reason=say("PRO-04.none"))
    notes = (say("PRO-04.each-member"),)
    steps = tuple(step for year in years for step in _told(year, cap))
    if over:
        worst = max(over, key=lambda year: (year.year < law.on.year, year.rate))
        return Outcome(
            verdict=Verdict.NOT_MET,
            planned=all(year.year >= law.on.year for year in over),
            reason=say("PRO-04.over", **_numbers(worst, cap), excess=cents_up(worst.least) - worst.allowed),
            steps=steps,
            notes=notes,
            proposals=(_to_cap([*over, *unclear], tax),),
        )
    worst = max(unclear or years, key=lambda year: year.rate)
    if unclear:
        return Outcome(
            verdict=Verdict.ADVICE,
            reason=say("PRO-04.unclear", **_numbers(worst, cap), net=worst.least / Fraction(worst.paid_up)),
            steps=steps,
            notes=notes,
            asks=tuple(path for year in unclear for path in _basis_unsaid(year.row)),
            proposals=(_to_cap(unclear, tax),),
        )
    return Outcome(verdict=Verdict.MET, reason=say("PRO-04.within", **_numbers(worst, cap)), steps=steps, notes=notes)


def _advantages(row: Row, cap: Fraction, tax: Fraction) -> Advantages | None:
    """Return what a year gives, None when its number or the paid-up amount is missing."""
    year, paid_up = row.whole("year"), row.decimal("paid_up")
    if year is None or not paid_up:
        return None
    dividend = Fraction(row.decimal("dividend") or 0)
    other = sum((Fraction(row.decimal(kind) or 0) for kind in BESIDE), Fraction(0))
    basis = row.text("dividend_basis")
    return Advantages(
        row=row,
        year=year,
        paid_up=paid_up,
        least=other + (dividend if basis == "net" else net_of(dividend, tax)),
        most=other + (dividend if basis == "gross" else gross_for(dividend, tax)),
        allowed=cents_down(Fraction(paid_up) * cap),
    )


def _basis_unsaid(row: Row) -> list[str]:
    return [] if row.text("dividend_basis") in {"gross", "net"} else [row.at("dividend_basis")]


def _numbers(year: Advantages, cap: Fraction) -> dict[str, int | Fraction]:
    return {"year": year.year, "rate": year.rate, "cap": cap}


def _told(year: Advantages, cap: Fraction) -> tuple[Message, ...]:
    """Return a year's arithmetic; amounts are rounded up, so that a part of a cent over the cap reads as over it."""
    amounts = {kind: year.row.decimal(kind) or ZERO for kind in KINDS}
    return (
        say("PRO-04.step.sum", year=year.year, **amounts, total=sum(amounts.values(), ZERO)),
        say("PRO-04.step.cap", paid_up=year.paid_up, cap=cap, allowed=year.allowed),
        say(
            "PRO-04.step.readings",
            net=cents_up(year.least),
            net_sign=">" if year.over else "≤",
            gross=cents_up(year.most),
            gross_sign=">" if year.over or year.unclear else "≤",
            allowed=year.allowed,
        ),
    )


def _to_cap(years: list[Advantages], tax: Fraction) -> Proposal:
    """Return the years at the cap in both readings: the dividend goes down first, then the others."""
    edits: list[tuple[str, Json]] = []
    for year in years:
        room = Fraction(year.allowed)
        for kind in BESIDE:
            kept = min(year.row.decimal(kind) or ZERO, cents_down(room))
            room -= Fraction(kept)
            if kept != (year.row.decimal(kind) or ZERO):
                edits.append((year.row.at(kind), written(kept)))
        said = year.row.decimal("dividend") or ZERO
        most = cents_down(room if year.row.text("dividend_basis") == "gross" else net_of(room, tax))
        if said > most:
            edits.append((year.row.at("dividend"), written(most)))
    first = years[0]
    message = say("PRO-04.change.advantages_to_cap", count=len(years), year=first.year, amount=first.allowed)
    return Proposal(id="advantages_to_cap", message=message, edits=tuple(edits))


@rule("PRO-09")
def refund_base(facts: Facts, law: Law) -> Outcome:
    """Judge what a patronage refund is worked out on (PRO-09).

    Source: royal decree of 8 January 1962, art. 1, 6°: only in proportion to the operations done with the company. No
    refund beside a year that has one is a contradiction, and judged as such elsewhere.
    """
    del law  # no number of law
    basis = facts.text(BASIS) or "other"
    if basis == "other":
        return Outcome(verdict=Verdict.ADVICE, reason=say("PRO-09.other"), proposals=(_on_operations(),))
    held = basis in {"none", "operations"}
    return Outcome(
        verdict=verdict_if(held), reason=say(f"PRO-09.{basis}"), proposals=() if held else (_on_operations(),)
    )


def _on_operations() -> Proposal:
    message = say("PRO-09.change.refund_on_operations")
    return Proposal(id="refund_on_operations", message=message, edits=((BASIS, "operations"),))


@rule("PRO-10")
def value_at_exit(facts: Facts, law: Law) -> Outcome:
    """Judge what a leaving member receives for each class of shares; the worst class decides (PRO-10).

    Source: royal decree of 28 June 2019, art. 6: at most the nominal value of what was really paid in, not indexed.
    """
    del law  # no number of law
    rows = facts.rows(CLASSES)
    asks = [path for row in rows for path in row.missing(["exit_value"])]
    more = [row for row in rows if row.text("exit_value") not in {None, *NOMINAL_AT_MOST}]
    if asks and not more:
        return missing(asks)
    steps = tuple(
        say("PRO-10.step.class", name=row.text("label") or str(number), value=f"{CLASSES}.exit_value.{value}")
        for number, row in enumerate(rows, 1)
        if (value := row.text("exit_value"))
    )
    if not more:
        return Outcome(verdict=Verdict.MET, reason=say("PRO-10.nominal"), steps=steps)
    silent = [row for row in more if row.text("exit_value") == "not_written"]
    key = "PRO-10.not_written" if len(silent) == len(more) else "PRO-10.more"
    change = say("PRO-10.change.exit_at_nominal", count=len(more))
    return Outcome(
        verdict=Verdict.NOT_MET,
        reason=say(key, count=len(more)),
        steps=steps,
        proposals=(
            Proposal(
                id="exit_at_nominal", message=change, edits=tuple((row.at("exit_value"), "nominal") for row in more)
            ),
        ),
    )
