"""No wage under the scale of its sector (JOB-04): the team types the scale, the kit compares post by post."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from coopkit.core.facts import Facts, Row
from coopkit.core.law import Law
from coopkit.core.model import Message, Target, Value, Verdict
from coopkit.core.rules.jobs import EMPLOYEES, JOBS, judged, plans
from coopkit.core.rules.outcome import Outcome, Proposal, missing, rule, say, verdict_if
from coopkit.core.rules.shares import written
from coopkit.core.simulate.money import ZERO

BOUND = (*EMPLOYEES, "insertion")
"""Contracts of employers and employees, which a sector agreement binds."""
MET, HIGHER, HIGHEST = 2, 3, 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Wage:
    """One post's wage in money for full time, and the lowest its sector allows, in euro a month."""

    row: Row
    gross: Decimal
    benefits: Decimal
    scale: Decimal

    @property
    def paid(self) -> Decimal:
        """The wage without what is no money."""
        return self.gross - self.benefits

    @property
    def ratio(self) -> Fraction:
        """The wage over the scale."""
        return Fraction(self.paid) / Fraction(self.scale)

    def told(self, name: str) -> Message:
        """Return the sentence on this post."""
        lacking = max(ZERO, self.scale - self.paid)
        values: dict[str, Value] = {"paid": self.paid, "scale": self.scale, "ratio": self.ratio, "lacking": lacking}
        return say(f"JOB-04.{name}", label=self.label, **values)

    @property
    def insertion(self) -> bool:
        """Whether somebody else may be the employer."""
        return self.row.text("contract") == "insertion"

    @property
    def label(self) -> str:
        """The post as the team calls it."""
        return self.row.text("label") or "?"


def _wage(row: Row) -> Wage | None:
    """Return what is known of a post; nobody's benefits count as none, and doubtful ones can only lower the wage."""
    gross, scale = row.decimal("gross_monthly"), row.decimal("scale")
    if not gross or not scale:
        return None
    return Wage(row=row, gross=gross, benefits=row.decimal("benefits") or ZERO, scale=scale)


@rule("JOB-04")
def sector_scale(facts: Facts, law: Law) -> Outcome:
    """Judge the lowest wage over the scale of its own post (JOB-04).

    Source: ordinance of 23 July 2018, art. 11, 2° ("tout comme les conventions collectives de travail en vigueur").
    A scale is a wage in money, so benefits are taken off first; the levels above it are the kit's. An article 60 is
    employed by the CPAS, on its own scale: an insertion contract under the scale is a question first.
    """
    rows = facts.rows(JOBS)
    employed, planned = judged([row for row in rows if row.text("contract") in BOUND])
    wages = [wage for row in employed if (wage := _wage(row))]
    under = [wage for wage in wages if wage.ratio < 1]
    breached = [wage for wage in under if not wage.insertion]
    asks = [path for row in rows for path in row.missing(["status", "contract"])]
    asks += [path for row in employed for path in _asks(row)]
    if asks and not breached:
        return missing(asks)
    if not wages:
        nobody = {Target.LAW: Verdict.NOT_APPLICABLE}
        return Outcome(verdict=Verdict.UNKNOWN, by_target=nobody, reason=say("JOB-04.no_employees"), asks=(JOBS,))
    lowest = min(breached or wages, key=lambda wage: wage.ratio)
    steps = {HIGHER: law.value("wage_above_scale_level_3"), HIGHEST: law.value("wage_above_scale_level_4")}
    level = max((one for one, above in steps.items() if lowest.ratio >= 1 + above), default=MET)
    return Outcome(
        verdict=Verdict.ADVICE if under and not breached else verdict_if(not under),
        level=1 if under else level,
        planned=planned,
        reason=lowest.told("under" if under else "at" if lowest.ratio == 1 else "above"),
        steps=tuple(_steps(wages)),
        notes=(*_notes(wages), *plans(planned=planned)),
        proposals=_proposals(under),
        firm=frozenset({Target.LAW}),
    )


def _asks(row: Row) -> list[str]:
    """Return what of a post must still be said: its wage, its scale, and benefits somebody does not know."""
    return [row.at(name) for name in ("gross_monthly", "scale") if not row.decimal(name)] + row.doubtful(["benefits"])


def _steps(wages: Sequence[Wage]) -> Iterator[Message]:
    for wage in wages:
        if wage.benefits:
            values: dict[str, Value] = {"gross": wage.gross, "benefits": wage.benefits, "paid": wage.paid}
            yield say("JOB-04.step.benefits", label=wage.label, **values)
        yield wage.told("step.ratio")


def _notes(wages: Sequence[Wage]) -> tuple[Message, ...]:
    unsaid = [wage for wage in wages if wage.row.decimal("benefits") is None]
    told = [say("JOB-04.benefits", count=len(unsaid))] if unsaid else []
    if any(wage.insertion and wage.ratio < 1 for wage in wages):
        told.append(say("JOB-04.who_employs"))
    return tuple(told)


def _proposals(under: Sequence[Wage]) -> tuple[Proposal, ...]:
    edits = tuple((wage.row.at("gross_monthly"), written(wage.scale + wage.benefits)) for wage in under)
    return (Proposal(id="raise_to_scale", message=say("JOB-04.change.raise_to_scale"), edits=edits),) if under else ()
