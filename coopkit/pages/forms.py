"""The legal forms side by side on the project's own facts: what each asks, what it would change, what it stops.

Never says which form is best. Without numbers that make a plan there is the table alone, and what to fill in.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from coopkit.core.facts import Facts
from coopkit.core.law import Law, NoLawError
from coopkit.core.model import Certainty, Form, Message, Value
from coopkit.core.plans import Planned, surplus_plan
from coopkit.core.simulate.bounds import BadInputError
from coopkit.core.simulate.legal_form import Comparison, Shape, compare, rows
from coopkit.core.simulate.plan import PlanOutcome, YearOutcome
from coopkit.pages.findings import Block, Reading
from coopkit.report import labels_of
from coopkit.wording import Wording

MOST_NAMED = 4
USUAL = Shape.SC
"""The form the others are compared with: a cooperative without approval."""


def block(facts: Facts, reading: Reading, law: Law) -> Block:
    """Return the comparison, open for who has not chosen a form yet and folded for who has."""
    say = reading.say
    planned, compared = _compared(facts, law)
    own = list(_own(compared, say)) if compared else []
    return {
        "type": "compare",
        "id": "forms",
        "title": say.say("forms.title"),
        "open": facts.form() is Form.UNDECIDED,
        "about": say.say("forms.about"),
        "corner": say.say("forms.aspect"),
        "columns": [_name(shape, say) for shape in Shape],
        "rows": [
            {
                "title": say.say(row.title),
                "cells": [
                    {
                        "text": say.say(cell.message),
                        "certainty": say.say("forms.unsure") if cell.certainty is Certainty.TO_CONFIRM else "",
                    }
                    for cell in row.cells
                ],
            }
            for row in rows(law)
        ],
        "own": say.say("forms.own") if own else "",
        "items": own,
        "notes": [say.say(note) for note in planned.notes] if own else [lacking(planned, reading)],
        "sure": say.say("forms.sure", certainty=f"results.certainty.{compared.certainty}") if compared else "",
        "advice": say.say("forms.advice", whom=reading.whom("febecoop") or ""),
    }


def _compared(facts: Facts, law: Law) -> tuple[Planned, Comparison | None]:
    """Return the plan and what becomes of it in each form, None where the facts do not make a plan one can count."""
    try:
        planned = surplus_plan(facts, law)
        return planned, compare(planned.plan, law) if planned.plan else None
    except (BadInputError, NoLawError):
        return Planned(), None


def lacking(planned: Planned, reading: Reading) -> str:
    """Return what to answer before there are numbers of one's own."""
    asked = labels_of(planned.asks, reading.catalogue, reading.say)
    if not asked:
        return reading.say.say("forms.cannot_count")
    more = len(asked) - MOST_NAMED
    named = " · ".join(asked[:MOST_NAMED]) + (" · …" if more > 0 else "")
    return reading.say.say("forms.answer", asks=named)


def _own(compared: Comparison, say: Wording) -> Iterator[Block]:
    usual = {note.key for year in compared.plans[USUAL].years for note in year.notes}
    for shape, told in compared.plans.items():
        changes = [one for one in compared.differences if one.shape is shape]
        notes = {note.key: note for year in told.years for note in year.notes if note.key not in usual}
        said = [
            _most(told, say),
            *(
                say.say(
                    f"forms.{'more' if one.amount > 0 else 'less'}",
                    amount=abs(one.amount),
                    who=f"simulate.surplus.who.{one.who}",
                )
                for one in changes
            ),
            *([] if changes or shape is USUAL else [say.say("forms.same")]),
        ]
        yield {
            "title": _name(shape, say),
            "said": said,
            "stopped": _stopped(compared.stopped[shape], say),
            "stops": say.say("forms.stops"),
            "notes": [say.say(note) for note in notes.values()],
        }


def _stopped(told: Iterable[Message], say: Wording) -> list[str]:
    """Return what stands in the way, once for all the years in which it does."""
    years: dict[tuple[Value, Value], list[str]] = {}
    for one in told:
        years.setdefault((one.values["step"], one.values["limit"]), []).append(str(one.values["year"]))
    return [
        say.say("simulate.legal_form.stopped", year=", ".join(when), step=step, limit=limit)
        for (step, limit), when in years.items()
    ]


def _most(told: PlanOutcome, say: Wording) -> str:
    """Return the most one could pay as a dividend, in the year that asks for most, else in the last one."""
    year: YearOutcome = max(told.years, key=lambda one: (one.dividend.gross, one.year))
    if told.status.association:
        return say.say("forms.most.association")
    if year.dividend_cap is None:
        return say.say("forms.most.no_cap")
    if not year.opening.paid_up:
        return say.say("forms.most.no_shares")
    return say.say("forms.most.cap", year=str(year.year), most=year.dividend_cap)


def _name(shape: Shape, say: Wording) -> str:
    return say.say(f"simulate.legal_form.shape.{shape}")
