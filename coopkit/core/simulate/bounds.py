"""What a simulator refuses: each check names the field, the value and the bound, none mends."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from decimal import Decimal
from fractions import Fraction

from coopkit.core.model import CoopkitError

MOST = Decimal(1_000_000_000)
"""No project of the kit moves more than this in one sum, in euro."""
LONGEST = 60
"""Months a plan may run."""
_SHOWN = 60


class BadInputError(CoopkitError):
    """A simulator cannot compute with this; `field`, `value` and `bound` say with which, and what it must be."""

    def __init__(self, *, field: str, value: object, bound: str) -> None:
        shown = value if isinstance(value, str) else repr(value)
        shown = shown if len(shown) <= _SHOWN else f"{shown[:_SHOWN]}…"
        super().__init__(f"{field} is {shown}: it must be {bound}.")
        self.field = field
        self.value = value
        self.bound = bound


def require(field: str, value: object, bound: str, *, holds: bool) -> None:
    """Check what only a caller can judge."""
    if not holds:
        raise BadInputError(field=field, value=value, bound=bound)


def whole(field: str, value: object, low: int, high: int | None = None) -> int:
    """Return the whole number, from `low` to `high`, both included (None: no end)."""
    if isinstance(value, bool) or not isinstance(value, int) or value < low or (high is not None and value > high):
        end = f"at least {low}" if high is None else f"from {low} to {high}"
        raise BadInputError(field=field, value=value, bound=f"a whole number, {end}")
    return value


def part(field: str, value: object) -> Fraction:
    """Return the part of a whole, above 0 and at most 1, as a Fraction."""
    if isinstance(value, bool) or not isinstance(value, int | Fraction) or not 0 < value <= 1:
        raise BadInputError(field=field, value=value, bound="a fraction above 0, at most 1")
    return Fraction(value)


def fraction(field: str, value: object, least: int, most: int) -> None:
    """Check a rate or a part: a Fraction from `least` to `most`, both included."""
    if not isinstance(value, Fraction) or not least <= value <= most:
        raise BadInputError(field=field, value=value, bound=f"a Fraction from {least} to {most}")


def number(field: str, value: object, least: int, most: int) -> None:
    """Check a number that is no money: a Decimal from `least` to `most`, both included."""
    if not isinstance(value, Decimal) or not value.is_finite() or not least <= value <= most:
        raise BadInputError(field=field, value=value, bound=f"a Decimal from {least} to {most}")


def euro(field: str, value: object, least: Decimal = Decimal(0)) -> None:
    """Check an amount: a Decimal of whole cents from `least` to a billion euro."""
    if not isinstance(value, Decimal) or not value.is_finite() or not least <= value <= MOST:
        raise BadInputError(field=field, value=value, bound=f"a Decimal from {least} to {MOST} euro")
    if value * 100 != int(value * 100):
        raise BadInputError(field=field, value=value, bound="whole cents")


def one_of(field: str, value: object, allowed: Collection[str]) -> None:
    """Check a word, or an id that must be among those of the plan."""
    if value not in allowed:
        words = ", ".join(sorted(allowed)) or "nothing, there is none"
        raise BadInputError(field=field, value=value, bound=f"one of: {words}")


def distinct(field: str, ids: Sequence[str]) -> None:
    """Check ids: none empty, none twice."""
    for place, one in enumerate(ids):
        if not one or one in ids[:place]:
            raise BadInputError(field=field, value=one, bound="an id that is not empty and not used twice")
