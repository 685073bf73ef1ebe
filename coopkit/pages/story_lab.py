"""The lab "collective story": who we are, which need, why together, and who takes over from whom."""

from __future__ import annotations

from decimal import Decimal

from coopkit.core.facts import Facts, Row
from coopkit.core.law import Law
from coopkit.core.rules.readiness import FOUNDERS, irreplaceable
from coopkit.pages.drawings import hours
from coopkit.pages.findings import Block, Reading
from coopkit.wording import Wording

TOLD = ("facts.need.who", "facts.canvas.collective", "facts.initiative.roots", "facts.initiative.new")
"""What the story says after who we are: which need, why together, where it comes from, what is new."""


def blocks(facts: Facts, reading: Reading, law: Law, *, drawn: bool) -> list[Block]:  # noqa: ARG001  (as every lab's)
    """Return the story in five lines, the hours as a picture, and who takes over from whom."""
    say, rows = reading.say, facts.rows(FOUNDERS)
    said: list[Block] = [{"type": "list", "title": say.say("story.title"), "items": _lines(facts, rows, say)}]
    if not rows:
        return [*said, {"type": "note", "text": say.say("results.chart.wait.readiness")}]
    picture = hours(facts, say) if drawn else None
    return [*said, *([picture] if picture else []), _relay(rows, say)]


def figures(facts: Facts, law: Law, say: Wording) -> list[tuple[str, str]]:  # noqa: ARG001  (as every lab's)
    """Return how many they are, their hours a week, and for how many somebody can stand in."""
    rows = facts.rows(FOUNDERS)
    if not rows:
        return []
    return [
        (say.say("story.figure.persons"), say.number(len(rows))),
        (say.say("story.figure.hours"), say.number(sum(map(given, rows), Decimal(0)))),
        (say.say("story.figure.relayed"), say.number(len(rows) - len(irreplaceable(rows)))),
    ]


def given(row: Row) -> Decimal:
    """Return the hours a week of a founder; unsaid is none."""
    return row.decimal("hours_per_week") or Decimal(0)


def named(row: Row, say: Wording) -> str:
    """Return how a founder is called."""
    return row.text("label") or row.text("role") or say.say("results.chart.readiness.somebody")


def _lines(facts: Facts, rows: tuple[Row, ...], say: Wording) -> list[str]:
    people = ", ".join(_with_role(row, say) for row in rows)
    told = [say.say("story.line.we", people=people) if people else say.say("story.unsaid.we")]
    for path in TOLD:
        name, text = path.rpartition(".")[2], facts.text(path)
        if text and name == "roots":
            text = say.say(f"{path}.{text}")
        told.append(say.say(f"story.line.{name}", text=text) if text else say.say(f"story.unsaid.{name}"))
    return told


def _with_role(row: Row, say: Wording) -> str:
    role = row.text("role")
    return f"{named(row, say)} ({role})" if role and row.text("label") else named(row, say)


def _relay(rows: tuple[Row, ...], say: Wording) -> Block:
    alone = irreplaceable(rows)
    names = ", ".join(named(row, say) for row in alone)
    return {
        "type": "table",
        "id": "relay",
        "title": say.say("story.relay.title"),
        "corner": say.say("story.relay.leaver"),
        "columns": [say.say(f"story.relay.{name}") for name in ("hours", "skills", "who", "then")],
        "rows": [{"title": named(row, say), "cells": _cells(row, rows, say, alone=row in alone)} for row in rows],
        "sentence": say.say("story.relay.alone", count=len(alone), names=names)
        if alone
        else say.say("story.relay.all"),
    }


def _cells(row: Row, rows: tuple[Row, ...], say: Wording, *, alone: bool) -> list[str]:
    skills, hours_here = row.text("skills") or say.say("story.relay.unsaid"), say.number(given(row))
    if alone:
        return [hours_here, skills, say.say("story.relay.nobody"), "–"]
    name = row.text("stand_in") or ""
    follower = next((one for one in rows if (one.text("label") or "").casefold() == name.casefold()), None)
    if follower is None:
        return [hours_here, skills, say.say("story.relay.outside", name=name), "–"]
    return [hours_here, skills, name, say.number(given(row) + given(follower))]
