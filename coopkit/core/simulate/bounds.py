"""Checks of a simulator's inputs, and euro as whole cents; each check raises BadInput, none mends."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from decimal import Decimal
from fractions import Fraction
from math import floor

from coopkit.core.simulate.problem import BadInput

MOST = Decimal(1_000_000_000)
"""No project of the kit moves more than this in one sum, in euro."""
LONGEST = 60
"""Months a plan may run."""


def euro(field: str, value: object, least: Decimal = Decimal(0)) -> None:
    """Check an amount: a Decimal of whole cents from `least` to a billion euro."""
    if not isinstance(value, Decimal) or not value.is_finite() or not least <= value <= MOST:
        raise BadInput(field, value, f"a Decimal from {least} to {MOST} euro")
    if value * 100 != int(value * 100):
        raise BadInput(field, value, "whole cents")


def whole(field: str, value: object, least: int, most: int) -> None:
    """Check a count or a month: an int from `least` to `most`, both included."""
    if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
        raise BadInput(field, value, f"a whole number from {least} to {most}")


def fraction(field: str, value: object, least: int, most: int) -> None:
    """Check a rate or a part: a Fraction from `least` to `most`, both included."""
    if not isinstance(value, Fraction) or not least <= value <= most:
        raise BadInput(field, value, f"a Fraction from {least} to {most}")


def require(field: str, value: object, bound: str, *, holds: bool) -> None:
    """Check what only a caller can judge."""
    if not holds:
        raise BadInput(field, value, bound)


def one_of(field: str, value: object, allowed: Collection[str]) -> None:
    """Check a word, or an id that must be among those of the plan."""
    if value not in allowed:
        raise BadInput(field, value, f"one of: {', '.join(sorted(allowed)) or 'nothing, there is none'}")


def distinct(field: str, ids: Sequence[str]) -> None:
    """Check ids: none empty, none twice."""
    for place, one in enumerate(ids):
        if not one or one in ids[:place]:
            raise BadInput(field, one, "an id that is not empty and not used twice")


def cents(value: Decimal) -> int:
    """Return a checked amount in cents."""
    return int(value * 100)


def euros(amount: int) -> Decimal:
    """Return cents as euro with two decimals."""
    return Decimal(amount).scaleb(-2)


def nearest(value: Fraction) -> int:
    """Return the nearest whole number; a half goes up, as on a payslip."""
    return floor(value + Fraction(1, 2))
