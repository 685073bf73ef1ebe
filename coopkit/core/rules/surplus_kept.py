"""What of a surplus is kept for the mission, for jobs and in reserve (PRO-06), over three years together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from coopkit.core.facts import Facts, Row
from coopkit.core.law import Law
from coopkit.core.model import Json, Message, Target, Value, Verdict
from coopkit.core.rules.outcome import Outcome, Proposal, missing, rule, say
from coopkit.core.rules.profit import return_of
from coopkit.core.rules.shares import added, standing, written
from coopkit.core.simulate.money import ZERO

SURPLUS = "facts.surplus"
BASIS = "facts.refund.basis"
NEEDED = ("year", "result_after_tax", "mission_amount", "reserves", "dividend")
OPTIONAL = ("training", "bonus")
KEPT = ("mission_amount", "reserves", *OPTIONAL)
TOGETHER = 3


@rule("PRO-06")
def kept_for_the_mission(facts: Facts, law: Law) -> Outcome:
    """Judge the share of the result after tax that stays in mission, jobs and reserves (PRO-06). Own levels.

    Three years together: the last past ones, else the first that are planned. Profits "first and foremost" for the
    social objective (Regulation (EU) 2021/1057, art. 2(1)(13)(b)) carry no number in law. Years whose only payment to
    capital stays within the cap are not failed by a thin profit.
    """
    rows, planned = three_years(facts.rows(SURPLUS), law)
    if asks := [path for row in rows for path in (*row.missing(NEEDED), *row.doubtful(OPTIONAL))]:
        return missing(asks)
    total, kept = added(rows, "result_after_tax"), _kept(rows)
    to_capital, open_questions = _payment_to_capital(facts, rows, law)
    steps = tuple(say("PRO-06.step.year", year=row.whole("year") or 0, **_both(row)) for row in rows)
    years: dict[str, Value] = {
        "count": len(rows),
        "first": rows[0].whole("year") or 0,
        "last": rows[-1].whole("year") or 0,
    }
    notes = _notes(rows, total - kept)
    if total <= 0:
        if to_capital is Verdict.UNKNOWN:
            return missing(open_questions)
        return _no_surplus(years, steps, paid=added(rows, "dividend"), to_capital=to_capital, planned=planned)
    stands = standing(kept, total, law, "kept_share")
    numbers: dict[str, Value] = {"part": kept, "total": total, "share": stands.share, **years}
    steps = (*steps, *stands.told("PRO-06")[1])
    if stands.reached:
        return Outcome(
            level=stands.level,
            reason=say("PRO-06.enough", **numbers),
            steps=steps,
            notes=notes,
            proposals=_keep_more(rows, stands.lacking),
        )
    if to_capital is Verdict.UNKNOWN:
        return missing(open_questions)
    keys = {Verdict.MET: "PRO-06.capped", Verdict.ADVICE: "PRO-06.unclear", Verdict.NOT_MET: "PRO-06.short"}
    return Outcome(
        level=0,
        verdict=to_capital,
        by_target={Target.EUR: to_capital},
        planned=planned,
        reason=say(keys[to_capital], **numbers, needed=stands.needed),
        steps=steps,
        notes=notes,
        asks=open_questions,
        proposals=_keep_more(rows, stands.lacking),
    )


def three_years(rows: tuple[Row, ...], law: Law) -> tuple[tuple[Row, ...], bool]:
    """Return the three last past years, oldest first, else the three first planned ones, and whether they are planned.

    Rows whose year nobody said come along, so that it is asked.
    """
    ordered = sorted(rows, key=lambda row: row.whole("year") or 0)
    undated = [row for row in ordered if row.whole("year") is None]
    past = [row for row in ordered if row not in undated and (row.whole("year") or 0) < law.on.year]
    planned = [row for row in ordered if row not in undated and row not in past]
    return (*undated, *(past[-TOGETHER:] or planned[:TOGETHER])), not past


def _kept(rows: Iterable[Row]) -> Decimal:
    return sum((added(rows, kind) for kind in KEPT), ZERO)


def _both(row: Row) -> dict[str, Value]:
    return {"part": _kept([row]), "total": added([row], "result_after_tax")}


def _payment_to_capital(facts: Facts, rows: tuple[Row, ...], law: Law) -> tuple[Verdict, tuple[str, ...]]:
    """Judge what capital got in these years against the cap, and what to ask where that cannot be said."""
    cap, tax = law.value("coop_dividend_cap"), law.value("wht_standard")
    refunded = any(row.decimal("refund") for row in rows)
    if refunded and facts.text(BASIS) == "shares":
        return Verdict.NOT_MET, ()
    paying = [row for row in rows if row.decimal("dividend")]
    told = [return_of(row, cap, tax) for row in paying]
    if any(year is not None and year.over for year in told):
        return Verdict.NOT_MET, ()
    if asks := tuple(row.at("paid_up") for row, year in zip(paying, told, strict=True) if year is None):
        return Verdict.UNKNOWN, asks
    unclear = tuple(year.row.at("dividend_basis") for year in told if year is not None and year.unclear)
    return (Verdict.ADVICE if unclear else Verdict.MET), unclear


def _no_surplus(
    years: Mapping[str, Value], steps: tuple[Message, ...], *, paid: Decimal, to_capital: Verdict, planned: bool
) -> Outcome:
    """Judge years that bring nothing together: there is nothing to keep, unless capital was paid all the same."""
    if not paid:
        return Outcome(verdict=Verdict.UNKNOWN, reason=say("PRO-06.no_surplus", **years), steps=steps, asks=(SURPLUS,))
    return Outcome(
        level=0,
        verdict=Verdict.ADVICE if to_capital is Verdict.MET else to_capital,
        by_target={Target.EUR: Verdict.ADVICE if to_capital is Verdict.MET else to_capital},
        planned=planned,
        reason=say("PRO-06.paid_without_surplus", **years, amount=paid),
        steps=steps,
    )


def _notes(rows: tuple[Row, ...], left: Decimal) -> tuple[Message, ...]:
    """Return what to know: years of loss, money nobody says anything about, more kept than made."""
    lost = sum((row.decimal("result_after_tax") or ZERO) < 0 for row in rows)
    left -= added(rows, "dividend")
    notes = [say("PRO-06.loss-years", count=lost)] if lost else []
    if left:
        notes.append(say("PRO-06.not-accounted" if left > 0 else "PRO-06.more-than-made", amount=abs(left)))
    if any(row.decimal(kind) is None for row in rows for kind in OPTIONAL):
        notes.append(say("PRO-06.unsaid"))
    return tuple(notes)


def _keep_more(rows: tuple[Row, ...], lacking: Decimal) -> tuple[Proposal, ...]:
    """Return the edits that keep what is lacking for the next level: what nobody accounts for first, then dividend."""
    edits: list[tuple[str, Json]] = []
    left = lacking
    for row in reversed(rows):
        dividend = row.decimal("dividend") or ZERO
        free = max(ZERO, added([row], "result_after_tax") - _kept([row]) - dividend)
        for spare, name in ((free, "reserves"), (dividend, "mission_amount")):
            taken = min(spare, left)
            left -= taken
            if taken:
                edits.append((row.at(name), written((row.decimal(name) or ZERO) + taken)))
            if taken and name == "mission_amount":
                edits.append((row.at("dividend"), written(dividend - taken)))
    if not edits:
        return ()
    return (Proposal(id="keep_more", message=say("PRO-06.change.keep_more", amount=lacking), edits=tuple(edits)),)
