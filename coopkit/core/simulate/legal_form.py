"""The same project as an ASBL, an SC, an approved SC and an SC approved as a social enterprise, side by side.

Says what differs, never which form is best. What the forms ask is a table of sentences (data/texts/simulate.yaml,
after the kit's domain notes); what each would do with the same surplus is counted by surplus.py.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from typing import Literal, TypeAlias

from coopkit.core.law import Law, NoLawError, weakest
from coopkit.core.model import Certainty, Form, Message, Target, Value
from coopkit.core.simulate.given import refusing
from coopkit.core.simulate.money import ZERO
from coopkit.core.simulate.plan import PlanOutcome, Stakeholder, SurplusPlan
from coopkit.core.simulate.surplus import simulate
from coopkit.core.simulate.tax import Status


class Shape(StrEnum):
    """A legal form with or without one approval; what a project that holds both must do is what each asks."""

    ASBL = "asbl"
    SC = "sc"
    SCA = "sca"
    SES = "ses"


SHAPES: Mapping[Shape, Status] = {
    Shape.ASBL: Status(form=Form.ASBL),
    Shape.SC: Status(form=Form.SC),
    Shape.SCA: Status(form=Form.SC, approvals=frozenset({Target.SCA})),
    Shape.SES: Status(form=Form.SC, approvals=frozenset({Target.SES})),
}

Aspect: TypeAlias = Literal[
    "beneficiary", "dividend", "refund", "exit", "vote", "directors", "liquidation", "asset_lock"
]

_SURE, _SECOND, _ASK = Certainty.VERIFIED, Certainty.SECONDARY, Certainty.TO_CONFIRM
_SURENESS: Mapping[Aspect, tuple[Certainty, Certainty, Certainty, Certainty]] = {
    "beneficiary": (_ASK, _SECOND, _SECOND, _SURE),
    "dividend": (_SECOND, _SECOND, _SURE, _SURE),
    "refund": (_ASK, _SURE, _SECOND, _SURE),
    "exit": (_ASK, _ASK, _ASK, _SURE),
    "vote": (_ASK, _SECOND, _SECOND, _SECOND),
    "directors": (_ASK, _SECOND, _SURE, _SECOND),
    "liquidation": (_ASK, _ASK, _ASK, _SURE),
    "asset_lock": (_ASK, _ASK, _ASK, _SURE),
}
"""How sure the words of each cell of the table are, in the order of SHAPES."""
_CAPS: Mapping[tuple[Aspect, Shape], str] = {
    ("dividend", Shape.SCA): "coop_dividend_cap",
    ("dividend", Shape.SES): "ses_advantage_cap",
    ("refund", Shape.SES): "ses_advantage_cap",
    ("vote", Shape.SCA): "vote_cap",
    ("vote", Shape.SES): "vote_cap",
}
"""Cells that say a number of law: it is the one of the day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """What one shape asks or allows, in a sentence, and how sure that is."""

    shape: Shape
    message: Message
    certainty: Certainty


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One aspect, across the shapes; all four of them, the same ones included."""

    aspect: Aspect
    title: Message
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What the same plan does otherwise in one shape than in an SC without approval; `amount` in euro."""

    shape: Shape
    who: Stakeholder
    amount: Decimal
    message: Message


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """The four shapes side by side. `plans`: what becomes of the surplus; `stopped`: what a shape would not let."""

    rows: tuple[Row, ...]
    plans: Mapping[Shape, PlanOutcome]
    differences: tuple[Difference, ...]
    stopped: Mapping[Shape, tuple[Message, ...]]
    certainty: Certainty


@refusing
def compare(plan: SurplusPlan, law: Law) -> Comparison:
    """Return what the four shapes have in common and not, for the wishes of one plan, whatever its own status.

    Raises BadInputError and NoLawError, as `simulate` does.
    """
    plans = {shape: simulate(replace(plan, status=status), law) for shape, status in SHAPES.items()}
    table = rows(law)
    sure = [cell.certainty for row in table for cell in row.cells]
    sure += [year.certainty for told in plans.values() for year in told.years]
    return Comparison(
        rows=table,
        plans=plans,
        differences=tuple(_differences(plans)),
        stopped={shape: tuple(_stopped(told)) for shape, told in plans.items()},
        certainty=weakest(sure),
    )


def rows(law: Law) -> tuple[Row, ...]:
    """Return the table of what the forms ask on a day, without any plan."""
    return tuple(
        Row(
            aspect=aspect,
            title=Message(key=f"simulate.legal_form.aspect.{aspect}"),
            cells=tuple(_cell(aspect, shape, certainty, law) for shape, certainty in zip(Shape, sure, strict=True)),
        )
        for aspect, sure in _SURENESS.items()
    )


def _cell(aspect: Aspect, shape: Shape, certainty: Certainty, law: Law) -> Cell:
    """Return a cell, as sure as its words and its number; one whose number the kit lacks on that day says so."""
    key = f"simulate.legal_form.{aspect}.{shape}"
    if (parameter := _CAPS.get((aspect, shape))) is None:
        return Cell(shape=shape, message=Message(key=key), certainty=certainty)
    try:
        cap = law.dated(parameter)
    except NoLawError:
        return Cell(shape=shape, message=Message(key="simulate.legal_form.no_number"), certainty=_ASK)
    return Cell(
        shape=shape, message=Message(key=key, values={"cap": cap.value}), certainty=weakest((certainty, cap.certainty))
    )


def _differences(plans: Mapping[Shape, PlanOutcome]) -> Iterator[Difference]:
    usual = plans[Shape.SC].effects
    for shape, told in plans.items():
        for who, amount in told.effects.items():
            change = amount - usual[who]
            if change != ZERO:
                key = f"simulate.legal_form.change.{'more' if change > 0 else 'less'}"
                values: dict[str, Value] = {
                    "shape": f"simulate.legal_form.shape.{shape}",
                    "who": f"simulate.surplus.who.{who}",
                    "amount": abs(change),
                }
                yield Difference(shape=shape, who=who, amount=change, message=Message(key=key, values=values))


def _stopped(told: PlanOutcome) -> Iterator[Message]:
    for year in told.years:
        for step in year.limits:
            values: dict[str, Value] = {
                "year": year.year,
                "step": f"simulate.surplus.name.{step.name}",
                "limit": f"simulate.surplus.limit.{step.limit}",
            }
            yield Message(key="simulate.legal_form.stopped", values=values)
