"""What a simulator refuses: absurd input is named with its field, its value and its bound, never computed with."""

from __future__ import annotations

from fractions import Fraction

from coopkit.core.model import CoopkitError

_SHOWN = 60


class BadInputError(CoopkitError):
    """A simulator was given a value outside its bounds; `field`, `value` and `bound` say which."""

    def __init__(self, *, field: str, value: object, bound: str) -> None:
        shown = repr(value)
        shown = shown if len(shown) <= _SHOWN else f"{shown[:_SHOWN]}…"
        super().__init__(f"{field} is {shown}: it must be {bound}.")
        self.field = field
        self.value = value
        self.bound = bound


def whole(field: str, value: object, low: int, high: int | None = None) -> int:
    """Return the whole number, from `low` to `high` (None: no end); anything else is a BadInputError."""
    if isinstance(value, bool) or not isinstance(value, int) or value < low or (high is not None and value > high):
        end = f"at least {low}" if high is None else f"from {low} to {high}"
        raise BadInputError(field=field, value=value, bound=f"a whole number, {end}")
    return value


def part(field: str, value: object) -> Fraction:
    """Return the part of a whole, above 0 and at most 1, as a Fraction; anything else is a BadInputError."""
    if isinstance(value, bool) or not isinstance(value, int | Fraction) or not 0 < value <= 1:
        raise BadInputError(field=field, value=value, bound="a fraction above 0, at most 1")
    return Fraction(value)
