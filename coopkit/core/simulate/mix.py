"""The resource mix: what comes from the market, from public money and from reciprocity, and on whom it hangs.

Volunteer time and gifts in kind count, at a value that is said and can be changed. Source: domain.md §7.1 (plural
economy: market, redistribution, reciprocity). It sets no limit: a rule compares with the parameters.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Literal, TypeAlias

from coopkit.core.model import Value
from coopkit.core.simulate.bounds import distinct, euro, require, whole
from coopkit.core.simulate.given import refusing, sound
from coopkit.core.simulate.money import euros, in_cents, nearest
from coopkit.core.simulate.step import Step

Logic: TypeAlias = Literal["market", "public", "reciprocity"]
LOGICS: tuple[Logic, ...] = ("market", "public", "reciprocity")
CROWD = 1_000_000
HOURS = 366 * 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Resource:
    """Money, or a gift in kind at its value, of one year in euro.

    `payer`: who gives it; the same name is the same payer. `payers`: how many give it in about equal parts, so that
    a thousand customers are not taken for one.
    """

    id: str
    label: str
    logic: Logic
    amount: Decimal
    payer: str
    payers: int = 1
    in_kind: bool = False

    def __post_init__(self) -> None:
        """Check the bounds."""
        sound("resource", self)
        euro("resource.amount", self.amount)
        whole("resource.payers", self.payers, 1, CROWD)
        require("resource.payer", "nothing", "the name of who pays", holds=bool(self.payer))


@dataclass(frozen=True, slots=True, kw_only=True)
class VolunteerTime:
    """Unpaid hours of a year by `persons`, and what an hour is taken to be worth, in euro."""

    id: str
    label: str
    hours: Decimal
    hourly_value: Decimal
    persons: int = 1

    def __post_init__(self) -> None:
        """Check the bounds; a person has no more than 8,784 hours a year."""
        sound("volunteer_time", self)
        euro("volunteer_time.hours", self.hours)
        euro("volunteer_time.hourly_value", self.hourly_value)
        whole("volunteer_time.persons", self.persons, 1, CROWD)
        bound = f"no more hours than a year has, {HOURS} a person"
        require("volunteer_time.hours", self.hours, bound, holds=self.hours <= HOURS * self.persons)


@dataclass(frozen=True, slots=True, kw_only=True)
class Payer:
    """One payer, or many equal ones: `amount` of all of them in euro, `share` of the base that each of them gives."""

    name: str
    count: int
    amount: Decimal
    share: Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class Mix:
    """Shares of all resources of a year, valued time and gifts in kind included unless said.

    `concentration`: Herfindahl, the sum of squared shares of the payers: from 1/n for n equal payers to 1 for one.
    `largest`, `largest_public`: the payer, and the public funder, that gives most. `largest_of_money`: the payer that
    gives most of the money alone; None when there is no public funder, or no money.
    """

    total: Decimal
    money: Decimal
    shares: Mapping[Logic, Fraction]
    concentration: Fraction
    payers: int
    largest: Payer
    largest_public: Payer | None
    largest_of_money: Payer | None
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class _Part:
    logic: Logic
    payer: str
    payers: int
    amount: int
    money: bool


@refusing
def mix(resources: Sequence[Resource], time: Sequence[VolunteerTime] = ()) -> Mix:
    """Return the mix; raises BadInputError when there is nothing, or one payer is counted as two different crowds."""
    distinct("mix", [*(one.id for one in resources), *(one.id for one in time)])
    valued = {one.id: nearest(Fraction(one.hours) * Fraction(one.hourly_value) * 100) for one in time}
    parts = [
        *(_Part(one.logic, one.payer, one.payers, in_cents(one.amount), not one.in_kind) for one in resources),
        *(_Part("reciprocity", f"{one.id} (time)", one.persons, valued[one.id], money=False) for one in time),
    ]
    total, money = sum(part.amount for part in parts), sum(part.amount for part in parts if part.money)
    require("mix", "nothing", "at least one resource above zero", holds=total > 0)
    crowds: dict[str, int] = {}
    for part in parts:
        said = crowds.setdefault(part.payer, part.payers)
        require("resource.payers", part.payers, f"{said}, as said of {part.payer} before", holds=part.payers == said)
    by_logic = {logic: sum(part.amount for part in parts if part.logic == logic) for logic in LOGICS}
    payers = _payers(parts, total)
    concentration = sum((payer.count * payer.share**2 for payer in payers), Fraction(0))
    steps = [
        *(
            _step("time", euros(valued[one.id]), name=one.label, hours=one.hours, hourly_value=one.hourly_value)
            for one in time
        ),
        *(_step(logic, Fraction(of, total), amount=euros(of), total=euros(total)) for logic, of in by_logic.items()),
        *(
            _step("payer", one.share, name=one.name, amount=one.amount, payers=one.count, total=euros(total))
            for one in payers
        ),
        _step("concentration", concentration, payers=sum(payer.count for payer in payers)),
    ]
    return Mix(
        total=euros(total),
        money=euros(money),
        shares={logic: Fraction(of, total) for logic, of in by_logic.items()},
        concentration=concentration,
        payers=sum(payer.count for payer in payers),
        largest=payers[0],
        largest_public=next(iter(_payers([part for part in parts if part.logic == "public"], total)), None),
        largest_of_money=next(iter(_payers([part for part in parts if part.money], money)), None),
        steps=tuple(steps),
    )


def _payers(parts: Sequence[_Part], base: int) -> list[Payer]:
    """Return who gives something, the largest one first; of equals, the first named."""
    sums: dict[str, int] = {}
    counts: dict[str, int] = {}
    for part in parts:
        if part.amount:
            sums[part.payer] = sums.get(part.payer, 0) + part.amount
            counts[part.payer] = part.payers
    found = [
        Payer(name=name, count=counts[name], amount=euros(amount), share=Fraction(amount, base * counts[name]))
        for name, amount in sums.items()
    ]
    return sorted(found, key=lambda payer: -payer.share)


def _step(name: str, result: Decimal | Fraction, /, **values: Value) -> Step:
    return Step(id=f"mix.{name}", values=values, result=result)
