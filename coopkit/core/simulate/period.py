"""Money that comes or goes by the month for a time: the same amount each month of a period."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise

from coopkit.core.simulate.bounds import LONGEST, BadInputError, euro, require, whole
from coopkit.core.simulate.money import in_cents

LATEST = 10 * LONGEST
"""The last month a contract or a convention may name: far beyond any plan."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """`amount` euro each month from month `first` to month `last`, both included (None: no end), 1 the plan's first.

    `delay`: months between the month it is due and the month it is paid.
    """

    amount: Decimal
    first: int = 1
    last: int | None = None
    delay: int = 0

    def __post_init__(self) -> None:
        """Check the bounds."""
        euro("period.amount", self.amount)
        whole("period.first", self.first, 1, LATEST)
        whole("period.last", self.first if self.last is None else self.last, self.first, LATEST)
        whole("period.delay", self.delay, 0, LONGEST)


Periods = tuple[Period, ...]


def ordered(field: str, periods: Periods) -> None:
    """Check that there are periods, one after the other: money is due once a month."""
    require(field, "nothing", "at least one period", holds=bool(periods))
    for one, following in pairwise(periods):
        if one.last is None or following.first <= one.last:
            bound = (
                f"after month {one.last}, the end of the period before it"
                if one.last
                else "left out: nothing follows a period without end"
            )
            raise BadInputError(field=field, value=following.first, bound=bound)


def due(periods: Periods, month: int) -> tuple[int, int]:
    """Return the cents due in a month, and how many months after it they are paid; no period covers it: (0, 0)."""
    for period in periods:
        if period.first <= month and (period.last is None or month <= period.last):
            return in_cents(period.amount), period.delay
    return 0, 0


def end(periods: Periods) -> int | None:
    """Return the last month of the last period; None: no end date."""
    return periods[-1].last


def day(start: date, month: int) -> date:
    """Return the first day of a month of the plan; month 1 is that of `start`."""
    months = start.year * 12 + start.month - 1 + month - 1
    return date(months // 12, months % 12 + 1, 1)


def later_by(start: date, months: int) -> date:
    """Return the same day some months later: the last day of a month too short for it, or of the calendar."""
    if start.year + (start.month + months) // 12 >= date.max.year:
        return date.max
    first, following = day(start, months + 1), day(start, months + 2)
    return first.replace(day=min(start.day, (following - first).days))


def first_of_month(field: str, start: object) -> None:
    """Check the day a plan starts: the first of a month of this century."""
    if not isinstance(start, date) or start.day != 1 or not date(2000, 1, 1) <= start <= date(2100, 1, 1):
        raise BadInputError(field=field, value=start, bound="the first day of a month from 2000 to 2100")


def arrivals(amounts: Sequence[tuple[int, int]], months: int) -> tuple[list[int], int]:
    """Return the cents paid in each month, and those still to come after the plan.

    `amounts`: one pair of cents due and months of delay for each month of the plan, in order.
    """
    paid, later = [0] * months, 0
    for place, (amount, delay) in enumerate(amounts):
        if place + delay < months:
            paid[place + delay] += amount
        else:
            later += amount
    return paid, later
