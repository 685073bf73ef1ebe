"""Who pays the wages of the next three years, as a picture with its sentence, its table, and what stands beside it."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import groupby
from typing import TypeAlias

from coopkit import charts
from coopkit.core.facts import Facts
from coopkit.core.law import Law
from coopkit.core.model import Finding, Verdict
from coopkit.core.rules.durability import Durability, durability
from coopkit.core.simulate.payroll import Month
from coopkit.pages.findings import Block, Reading
from coopkit.report import asked_labels
from coopkit.wording import Wording

Paid: TypeAlias = tuple[Decimal, Decimal, Decimal]
"""What lasting income pays of a month's wages, what money with an end pays, and what nothing pays, in euro."""

SERIES = ("lasting", "ending", "nobody")
JANUARY = 1


def block(facts: Facts, reading: Reading, law: Law, *, drawn: bool) -> Block:
    """Return the picture, or what is to be filled in for it."""
    say = reading.say
    finding = next(one for one in reading.assessment.findings if one.criterion == "JOB-05")
    known = finding.verdict is not Verdict.UNKNOWN
    found = durability(facts, law)[0] if known else None
    return {
        "type": "screen",
        "id": "durability",
        "title": say.say("lasting.title"),
        "about": say.say("lasting.about"),
        "chart": _picture(found, say, drawn=drawn) if found else None,
        "wait": "" if found else " ".join([say.say("lasting.wait"), *_lacking(finding, reading)]),
        "items": _lines(found, say) if found else [],
    }


def _lacking(finding: Finding, reading: Reading) -> list[str]:
    """Return why there is no picture yet, where there is more to say than that something is missing."""
    asked = asked_labels(finding, reading.catalogue, reading.say)
    why = [] if asked else [reading.say.say(finding.reason)]
    return why + ([reading.say.say("results.finding.answer", asks=" · ".join(asked))] if asked else [])


def _paid(month: Month) -> Paid:
    lasting = min(month.lasting, month.needed)
    return lasting, month.needed - lasting - month.gap, month.gap


def _stretches(months: Sequence[Month]) -> list[tuple[Paid, list[Month]]]:
    """Return the months in runs of the same amounts."""
    return [(paid, list(run)) for paid, run in groupby(months, _paid)]


def _picture(found: Durability, say: Wording, *, drawn: bool) -> Block:
    stretches = _stretches(found.run.months)
    columns = [say.say(f"lasting.columns.{name}") for name in ("months", "wages")]
    series = [say.say(f"lasting.series.{name}") for name in SERIES]
    cliffs = [say.say("lasting.caption_cliff", count=len(found.run.cliffs))] if found.run.cliffs else []
    return {
        "id": "durability",
        "svg": _svg(found, stretches, series, say) if drawn else "",
        "sentence": say.say(found.told),
        "caption": " ".join([*cliffs, say.say("lasting.caption")]),
        "columns": [*columns, *series],
        "rows": [[_span(run, say), say.money(sum(paid)), *map(say.money, paid)] for paid, run in stretches],
    }


def _span(run: Sequence[Month], say: Wording) -> str:
    first, last = say.month(run[0].on), say.month(run[-1].on)
    return first if first == last else say.say("lasting.from_to", first=first, last=last)


def _svg(found: Durability, stretches: Sequence[tuple[Paid, list[Month]]], series: Sequence[str], say: Wording) -> str:
    months = found.run.months
    greatest = max(sum(paid) for paid, _ in stretches)
    return charts.over_time(
        tuple(charts.Stretch(len(run), tuple(map(float, paid))) for paid, run in stretches),
        tuple(series),
        top=say.say("lasting.top", amount=greatest),
        years=tuple((one.number - 1, str(one.on.year)) for one in months if one.on.month == JANUARY),
        marks=tuple((cliff.month - 1, say.date(cliff.on)) for cliff in found.run.cliffs),
    )


def _lines(found: Durability, say: Wording) -> list[Block]:
    """Return both years judged, in a sentence each."""
    return [
        {
            "id": f"year-{year.number}",
            "title": say.say(f"lasting.year.{year.number}"),
            "verdict": None,
            "label": None,
            "sentence": say.say(
                "lasting.covered",
                lasting=round(Decimal(year.lasting.numerator) / year.lasting.denominator, 2),
                needed=year.needed,
                coverage=round(year.coverage, 3),
            ),
        }
        for year in found.years
    ]
