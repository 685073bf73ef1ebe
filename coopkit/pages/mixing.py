"""What a project lives from, as a block of its own: a picture with its sentence and table, and four lines."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from coopkit import charts
from coopkit.content import load
from coopkit.core.assessment import Assessment
from coopkit.core.facts import Facts, Row
from coopkit.core.model import Verdict
from coopkit.core.resources import RESOURCES, Gathered, gathered, valued, worth
from coopkit.core.simulate.mix import LOGICS, Logic, Mix
from coopkit.core.simulate.money import ZERO
from coopkit.pages.findings import Block, label
from coopkit.report import labels_of
from coopkit.wording import Wording

VALUED = "valued"
"""The series of what is no money: hours and gifts in kind."""


def block(facts: Facts, assessment: Assessment, say: Wording, *, drawn: bool) -> Block:
    """Return the mix; while it cannot be told, what to fill in, and its lines what is known all the same."""
    told = gathered(facts, by_payer=False)
    return {
        "type": "screen",
        "id": "mix",
        "title": say.say("mix.title"),
        "about": say.say("mix.about"),
        "chart": _picture(told.mix, facts, say, drawn=drawn) if told.mix else None,
        "wait": "" if told.mix else _wait(facts, told, say),
        "items": list(_lines(facts, told, assessment, say)),
    }


def _wait(facts: Facts, told: Gathered, say: Wording) -> str:
    asked = labels_of(told.asks, load().catalogue, say)
    if not facts.rows(RESOURCES) or not asked:
        return say.say("mix.wait")
    return say.say("mix.wait_for", asks=" · ".join(asked))


def _picture(made: Mix, facts: Facts, say: Wording, *, drawn: bool) -> Block:
    """Return the parts of a chart; before the first drawing, everything but the drawing."""
    money = {logic: _money(facts, logic) for logic in LOGICS}
    whole = {logic: made.shares[logic] * Fraction(made.total) for logic in LOGICS}
    rows = [
        [
            say.say(f"mix.name.{logic}"),
            say.money(money[logic]),
            say.money(whole[logic] - Fraction(money[logic])),
            say.money(whole[logic]),
            say.percent(round(made.shares[logic], 3)),
        ]
        for logic in LOGICS
    ]
    shares = {logic: round(made.shares[logic], 3) for logic in LOGICS}
    return {
        "id": "mix",
        "svg": _svg(made, money, whole, say) if drawn else "",
        "sentence": say.say("mix.sentence", total=made.total, **shares),
        "caption": say.say("mix.caption"),
        "columns": [say.say(f"mix.columns.{name}") for name in ("logic", "money", VALUED, "amount", "share")],
        "rows": rows,
    }


def _svg(made: Mix, money: dict[Logic, Decimal], whole: dict[Logic, Fraction], say: Wording) -> str:
    """Draw all resources as one bar, and below it a bar a logic; what is no money is the last part of each."""
    beside = {logic: whole[logic] - Fraction(money[logic]) for logic in LOGICS}
    series = (*LOGICS, *((VALUED,) if any(beside.values()) else ()))
    bars = [charts.Stack(say.say("mix.together"), say.money(made.total), _parts(money, sum(beside.values()), series))]
    for logic in LOGICS:
        note = f"{say.money(whole[logic])} · {say.percent(round(made.shares[logic], 2))}"
        bars.append(
            charts.Stack(say.say(f"mix.name.{logic}"), note, _parts({logic: money[logic]}, beside[logic], series))
        )
    return charts.stacked(tuple(bars), tuple(say.say(f"mix.key.{one}") for one in series))


def _parts(money: dict[Logic, Decimal], beside: Fraction | int, series: tuple[str, ...]) -> tuple[float, ...]:
    lengths = {**{str(logic): float(amount) for logic, amount in money.items()}, VALUED: float(beside)}
    return tuple(lengths.get(one, 0.0) for one in series)


def _money(facts: Facts, logic: Logic) -> Decimal:
    """Return what comes in money by a logic; what somebody buys always is."""
    return sum((row.decimal("amount") or ZERO for row in facts.rows(RESOURCES) if _paid(row, logic)), ZERO)


def _paid(row: Row, logic: str) -> bool:
    return row.text("logic") == logic and (logic == "market" or row.text("in_kind") != "yes")


def _lines(facts: Facts, told: Gathered, assessment: Assessment, say: Wording) -> Iterator[Block]:
    findings = {finding.criterion: finding for finding in assessment.findings}
    yield _line(
        "mix", say.say(findings["MOD-03"].reason), say
    )  # it informs: a verdict beside it would look like a mark
    payer = findings["MOD-04"]
    yield _line("payer", say.say(payer.reason), say, payer.verdict)
    yield _line("hours", _hours(told, say), say)
    yield _line("lasting", _lasting(facts, say), say)


def _line(name: str, sentence: str, say: Wording, verdict: Verdict | None = None) -> Block:
    return {
        "id": name,
        "title": say.say(f"mix.line.{name}.title"),
        "verdict": verdict.value if verdict else None,
        "label": label(verdict, say) if verdict else None,
        "sentence": sentence,
    }


def _hours(told: Gathered, say: Wording) -> str:
    hours = valued(told.hours)
    if not hours:
        return say.say("mix.line.hours.none")
    values = sorted({one.hourly_value for one in hours})
    amount, total = sum((worth(one) for one in hours), ZERO), sum((one.hours for one in hours), ZERO)
    if len(values) == 1:
        return say.say("mix.line.hours.one_value", hours=total, amount=amount, value=values[0])
    return say.say("mix.line.hours.many_values", hours=total, amount=amount, low=values[0], high=values[-1])


def _lasting(facts: Facts, say: Wording) -> str:
    """Return how much of the money lasts, and what ends first; silent on the share while a row is not told."""
    rows = [row for row in facts.rows(RESOURCES) if _paid(row, row.text("logic") or "")]
    money = sum((row.decimal("amount") or ZERO for row in rows), ZERO)
    if not money or any(row.missing(["logic", "amount", "lasting"]) for row in rows):
        return say.say("mix.line.lasting.unsaid")
    lasting = sum((row.decimal("amount") or ZERO for row in rows if row.text("lasting") == "yes"), ZERO)
    share = round(Fraction(lasting) / Fraction(money), 3)
    ending = sorted((str(row.cell("ends")), row.text("label") or "…") for row in rows if row.cell("ends"))
    if not ending:
        return say.say("mix.line.lasting.told", lasting=lasting, money=money, share=share)
    on, name = ending[0]
    return say.say("mix.line.lasting.ending", lasting=lasting, money=money, share=share, name=name, on=on)
