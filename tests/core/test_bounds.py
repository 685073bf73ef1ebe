"""What is refused, and how: up to the last value that is allowed, and the first beyond it."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction

import pytest

from coopkit.core.simulate import bounds
from coopkit.core.simulate.bounds import BadInputError

NAN, ENDLESS = Decimal("NaN"), Decimal("Infinity")


@pytest.mark.parametrize(
    ("check", "allowed", "refused", "told"),
    [
        (lambda one: bounds.whole("x", one, 2, 5), (2, 5), (1, 6, 2.0, "3", True, None), "from 2 to 5"),
        (lambda one: bounds.whole("x", one, 2), (2, 10**30), (1, True, Decimal(3)), "at least 2"),
        (lambda one: bounds.whole("x", one, 0, 1), (0, 1), (True, False), "from 0 to 1"),
        (lambda one: bounds.part("x", one), (1, Fraction(1, 10**9)), (0, 2, Fraction(10, 9), 0.5, True), "at most 1"),
        (
            lambda one: bounds.fraction("x", one, -1, 2),
            (Fraction(-1), Fraction(2)),
            (Fraction(-9, 8), Fraction(17, 8), 1, 0.5),
            "from -1 to 2",
        ),
        (
            lambda one: bounds.number("x", one, -1, 2),
            (Decimal(-1), Decimal(2)),
            (Decimal("-1.01"), Decimal("2.01"), NAN, ENDLESS, 1, 1.0),
            "from -1 to 2",
        ),
        (
            lambda one: bounds.euro("x", one),
            (Decimal(0), Decimal("0.01"), Decimal(1_000_000_000)),
            (Decimal("-0.01"), Decimal("1000000000.01"), NAN, ENDLESS, 1, 1.0),
            "from 0 to 1000000000 euro",
        ),
        (
            lambda one: bounds.euro("x", one, Decimal(-5)),
            (Decimal(-5), Decimal("-4.99")),
            (Decimal("-5.01"),),
            "from -5 to",
        ),
        (lambda one: bounds.euro("x", one), (Decimal("0.10"),), (Decimal("0.001"), Decimal("9.999")), "whole cents"),
        (lambda one: bounds.one_of("x", one, ["b", "a"]), ("a", "b"), ("c", ""), "one of: a, b"),
        (lambda one: bounds.one_of("x", one, []), (), ("a",), "nothing"),
        (lambda one: bounds.distinct("x", ["a", "b", one]), ("c",), ("a", "b", ""), "twice"),
        (lambda one: bounds.require("x", one, "odd", holds=one % 2 == 1), (1, 3), (2,), "odd"),
    ],
)
def test_a_check_lets_through_what_lies_within_and_names_what_does_not(
    check: Callable[[object], object], allowed: tuple[object, ...], refused: tuple[object, ...], told: str
) -> None:
    for one in allowed:
        assert check(one) in {None, one}
    for one in refused:
        with pytest.raises(BadInputError) as caught:
            check(one)
        error = caught.value
        assert (error.field, error.value) == ("x", one) or one is NAN
        assert told in error.bound
        assert str(error) == f"x is {one if isinstance(one, str) else repr(one)}: it must be {error.bound}."


def test_a_value_as_long_as_a_line_is_shown_and_a_longer_one_is_cut() -> None:
    for length, shown in ((60, "z" * 60), (61, "z" * 60 + "…")):
        error = BadInputError(field="x", value="z" * length, bound="short")
        assert str(error) == f"x is {shown}: it must be short."
        assert error.value == "z" * length
