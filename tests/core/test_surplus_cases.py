"""What becomes of a surplus, against cases counted by hand."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from reckonings import Reckoning, reckonings, told

from coopkit import content
from coopkit.core.law import Law
from coopkit.core.simulate.problem import BadInput
from coopkit.core.simulate.surplus import simulate

PARTS = {"closing", "bonus", "rooms"}
"""What is compared only as far as the case names it."""


def amounts(expected: Any) -> Any:  # noqa: ANN401  (a YAML value)
    if isinstance(expected, dict):
        return {name: amounts(value) for name, value in expected.items()}
    try:
        return Decimal(str(expected))
    except ArithmeticError:
        return expected


@pytest.mark.parametrize("case", reckonings(), ids=str)
def test_a_surplus_becomes_what_was_counted_by_hand(case: Reckoning) -> None:
    law = Law(content.load().catalogue.parameters, case.on)
    if case.bad:
        with pytest.raises(BadInput) as refused:
            simulate(case.plan(), law)
        assert refused.value.field == case.bad
        return
    years = simulate(case.plan(), law).years
    assert len(years) == len(case.expect)
    for year, expected in zip(years, case.expect, strict=True):
        found = told(year)
        for name, value in expected.items():
            part = {key: found[name][key] for key in value} if name in PARTS else found[name]
            assert part == amounts(value) if name != "notes" else part == value, name
