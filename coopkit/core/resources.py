"""A year's resources read from the facts, for the mix: sales, public money, mutual help, and the hours people give.

What is missing or "don't know" is asked, never taken as zero. What a page does not ask of a kind of row is not read:
public money comes from one payer a row, and what somebody buys is paid in money.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import cast

from coopkit.core.accounts import rounded
from coopkit.core.facts import Facts, Row
from coopkit.core.simulate.mix import HOURS, Logic, Mix, Resource, VolunteerTime, mix
from coopkit.core.simulate.money import ZERO

RESOURCES = "facts.resources"
VOLUNTEERING = "facts.volunteering"
ALONE = 1
"""How many give a resource or an hour where nobody said; the fields' default."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """The mix with the hours it counts, or no mix and what to ask; `names`: payer of the mix -> as it was written."""

    mix: Mix | None = None
    asks: tuple[str, ...] = ()
    hours: tuple[VolunteerTime, ...] = ()
    names: Mapping[str, str]


def gathered(facts: Facts, *, by_payer: bool) -> Gathered:
    """Return the mix of the resources told; `by_payer`: rows of one payer count as one, else each row by itself.

    The mix is None without anything to ask where everything told is worth nothing.
    """
    rows, time = facts.rows(RESOURCES), facts.rows(VOLUNTEERING)
    asks = [path for row in rows for path in _lacking(row, by_payer=by_payer)] or ([] if rows else [RESOURCES])
    asks += [path for row in time for path in _without_value(row)]
    if not asks and by_payer:
        asks = _two_crowds(rows)
    if asks:
        return Gathered(asks=tuple(dict.fromkeys(asks)), names={})
    hours = tuple(_hours(row) for row in time)
    resources = tuple(_resource(row, by_payer=by_payer) for row in rows)
    names = {f"{one.id} (time)": one.label for one in hours}
    names |= {payer_of(row): row.text("payer") or "" for row in reversed(rows)}
    worth = any(one.amount for one in resources) or any(one.hours and one.hourly_value for one in hours)
    return Gathered(mix=mix(resources, hours) if worth else None, hours=hours, names=names)


def payer_of(row: Row) -> str:
    """Return the name by which two rows have the same payer, however it is written."""
    return " ".join((row.text("payer") or "").split()).casefold()


def payers_of(row: Row) -> int:
    """Return how many give a resource."""
    return ALONE if row.text("logic") == "public" else row.whole("payers") or ALONE


def _lacking(row: Row, *, by_payer: bool) -> list[str]:
    needed = ("logic", "amount", *(("payer",) if by_payer else ()))
    doubted = [] if row.text("logic") == "public" or not by_payer else ["payers"]
    return [*row.missing(needed), *row.doubtful(doubted)]


def _without_value(row: Row) -> list[str]:
    asks = [*row.missing(["hours", "hourly_value"]), *row.doubtful(["persons"])]
    too_many = (row.decimal("hours") or ZERO) > HOURS * (row.whole("persons") or ALONE)
    return asks or ([row.at("hours"), row.at("persons")] if too_many else [])


def _two_crowds(rows: tuple[Row, ...]) -> list[str]:
    """Return what to ask where one payer is counted as two different crowds."""
    counts = {payer: {payers_of(row) for row in rows if payer_of(row) == payer} for payer in map(payer_of, rows)}
    return [row.at("payers") for row in rows if len(counts[payer_of(row)]) > 1]


def _resource(row: Row, *, by_payer: bool) -> Resource:
    return Resource(
        id=row.path,
        label=row.text("label") or "",
        logic=cast("Logic", row.text("logic")),
        amount=rounded(row.decimal("amount")) or ZERO,
        payer=payer_of(row) if by_payer else row.path,
        payers=payers_of(row) if by_payer else ALONE,
        in_kind=row.text("logic") != "market" and row.text("in_kind") == "yes",
    )


def _hours(row: Row) -> VolunteerTime:
    return VolunteerTime(
        id=row.path,
        label=row.text("label") or "",
        hours=rounded(row.decimal("hours")) or ZERO,
        hourly_value=rounded(row.decimal("hourly_value")) or ZERO,
        persons=row.whole("persons") or ALONE,
    )


def valued(hours: tuple[VolunteerTime, ...]) -> tuple[VolunteerTime, ...]:
    """Return the hours that count for something."""
    return tuple(one for one in hours if one.hours and one.hourly_value)


def worth(time: VolunteerTime) -> Decimal:
    """Return what hours are taken to be worth, in euro."""
    return rounded(time.hours * time.hourly_value) or ZERO
