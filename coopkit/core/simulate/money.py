"""Euro and cents: rounding that never gives away more than there is, and the gross and net of a payment."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from math import ceil, floor

ZERO = Decimal(0)


def cents_down(value: Fraction) -> Decimal:
    """Return a number with two decimals, never more than the value."""
    return Decimal(floor(value * 100)) / 100


def cents_up(value: Fraction) -> Decimal:
    """Return a number with two decimals, never less than the value."""
    return Decimal(ceil(value * 100)) / 100


def cents(value: Fraction) -> Decimal:
    """Return the value to the nearest cent, half a cent upward."""
    return Decimal(floor(value * 100 + Fraction(1, 2))) / 100


def part(amount: Decimal, share: Fraction) -> Fraction:
    """Return a share of an amount, exactly."""
    return Fraction(amount) * share


# The same share of an amount of whole cents, rounded: whole numbers from end to end, as exact and much quicker.


def part_down(amount: Decimal, share: Fraction) -> Decimal:
    """Return a share of an amount of whole cents, a fraction of a cent left out."""
    return euros(in_cents(amount) * share.numerator // share.denominator)


def part_up(amount: Decimal, share: Fraction) -> Decimal:
    """Return a share of an amount of whole cents, a fraction of a cent counted as one."""
    return euros(-(-in_cents(amount) * share.numerator // share.denominator))


def part_nearest(amount: Decimal, share: Fraction) -> Decimal:
    """Return a share of an amount of whole cents to the nearest cent, half a cent upward."""
    return euros((2 * in_cents(amount) * share.numerator + share.denominator) // (2 * share.denominator))


def gross_for(net: Fraction, tax: Fraction) -> Fraction:
    """Return what is paid before a tax withheld at source (a share below 1) so that `net` is left after it."""
    return net / (1 - tax)


def net_of(gross: Fraction, tax: Fraction) -> Fraction:
    """Return what is left of a payment once a tax is withheld at source."""
    return gross * (1 - tax)


def in_cents(euro: Decimal) -> int:
    """Return an amount of whole cents as their number."""
    return int(euro * 100)


def euros(amount: int) -> Decimal:
    """Return cents as euro with two decimals."""
    return Decimal(amount).scaleb(-2)


def nearest(value: Fraction) -> int:
    """Return the nearest whole number; a half goes up, as on a payslip."""
    return floor(value + Fraction(1, 2))
