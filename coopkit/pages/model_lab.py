"""The lab "our model together": what each founder brings, the mix of resources, break-even, and the canvas."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from coopkit.core.canvas import canvas
from coopkit.core.facts import Facts, Row
from coopkit.core.law import Law
from coopkit.core.resources import RESOURCES, gathered
from coopkit.core.rules.readiness import FOUNDERS
from coopkit.core.simulate.bounds import BadInputError
from coopkit.core.simulate.cashflow import BreakEven, break_even
from coopkit.core.simulate.mix import LOGICS
from coopkit.core.simulate.money import ZERO
from coopkit.pages import mixing
from coopkit.pages.drawings import rounded
from coopkit.pages.findings import Block, Reading
from coopkit.pages.story_lab import given, named
from coopkit.report import labels_of
from coopkit.wording import Wording

FIXED, PRICE, VARIABLE = (f"facts.break_even.{name}" for name in ("fixed", "price", "variable"))


def blocks(facts: Facts, reading: Reading, law: Law, *, drawn: bool) -> list[Block]:  # noqa: ARG001  (as every lab's)
    """Return who brings what, what they live from and how much must be sold; the sheet follows, as on its own page."""
    return [
        _people(facts.rows(FOUNDERS), reading.say),
        mixing.block(facts, reading.assessment, reading.say, drawn=drawn),
        _even(facts, reading),
    ]


def figures(facts: Facts, law: Law, say: Wording) -> list[tuple[str, str]]:  # noqa: ARG001  (as every lab's)
    """Return the founders' hours, the mix, what must be sold, and the boxes written."""
    rows, told = facts.rows(FOUNDERS), []
    if rows:
        told.append((say.say("story.figure.hours"), say.number(sum(map(given, rows), ZERO))))
    if mix := gathered(facts, by_payer=False).mix:
        told += [(say.say(f"mix.name.{logic}"), say.percent(rounded(mix.shares[logic]))) for logic in LOGICS]
    if even := _found(facts):
        told.append((say.say("model.figure.units"), say.number(even.units)))
        told.append((say.say("model.figure.turnover"), say.money(even.turnover)))
    if written := sum(1 for box in canvas(facts, {}) if box.text):
        told.append((say.say("model.figure.boxes"), say.number(written)))
    return told


def _people(rows: tuple[Row, ...], say: Wording) -> Block:
    total = sum(map(given, rows), ZERO)
    if not total:
        return {"type": "note", "text": say.say("results.chart.wait.readiness")}
    return {
        "type": "table",
        "id": "people",
        "title": say.say("model.people.title"),
        "corner": say.say("model.people.person"),
        "columns": [say.say(f"model.people.{name}") for name in ("role", "skills", "hours", "share")],
        "rows": [
            {
                "title": named(row, say),
                "cells": [
                    row.text("role") or "–",
                    row.text("skills") or "–",
                    say.number(given(row)),
                    say.percent(rounded(Fraction(given(row)) / Fraction(total))),
                ],
            }
            for row in rows
        ],
        "sentence": say.say("model.people.sentence", count=len(rows), hours=total),
    }


def _found(facts: Facts) -> BreakEven | None:
    """Return what must be sold; None while something is missing, or a unit costs what it brings in."""
    fixed, price, variable = (facts.decimal(path) for path in (FIXED, PRICE, VARIABLE))
    if fixed is None or price is None or variable is None:
        return None
    try:
        return break_even(fixed, price=price, variable=variable)
    except BadInputError:
        return None


def _even(facts: Facts, reading: Reading) -> Block:
    say = reading.say
    asks = [path for path in (FIXED, PRICE, VARIABLE) if facts.decimal(path) is None]
    if asks:
        asked = " · ".join(labels_of(asks, reading.catalogue, say))
        return {"type": "note", "text": say.say("model.even.wait", asks=asked)}
    found = _found(facts)
    if found is None:
        price, variable = facts.decimal(PRICE) or ZERO, facts.decimal(VARIABLE) or ZERO
        return {"type": "note", "text": say.say("model.even.wrong", price=price, variable=variable)}
    sales = _sales(facts)
    lines = [say.say("model.even.sentence", units=found.units, turnover=found.turnover)]
    if sales:
        short = found.turnover - sales
        key = "short" if short > 0 else "enough"
        lines.append(say.say(f"model.even.{key}", sales=sales, amount=abs(short)))
    steps = [say.say(f"simulate.{step.id}", **step.values, result=step.result) for step in found.steps]
    return {"type": "list", "title": say.say("model.even.title"), "items": [*lines, *steps]}


def _sales(facts: Facts) -> Decimal:
    rows = [row for row in facts.rows(RESOURCES) if row.text("logic") == "market"]
    return sum((row.decimal("amount") or ZERO for row in rows), ZERO)
