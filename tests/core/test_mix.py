"""The resource mix: shares, concentration, and on whom a project hangs."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import payrolls
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopkit.core.simulate.bounds import BadInputError
from coopkit.core.simulate.mix import LOGICS, Logic, Resource, VolunteerTime, mix


def resource(name: str, logic: Logic, amount: str, payer: str, payers: int = 1, **more: bool) -> Resource:
    return Resource(id=name, label=name, logic=logic, amount=Decimal(amount), payer=payer, payers=payers, **more)


HOURS = VolunteerTime(id="shifts", label="", hours=Decimal(1000), hourly_value=Decimal(20), persons=40)
GIFT = resource("oven", "reciprocity", "5000", "bakery", in_kind=True)
SALES = resource("sales", "market", "45000", "customers", 500)
REGION = [resource("grant", "public", "20000", "region"), resource("posts", "public", "10000", "region")]


def test_a_mix_by_hand() -> None:
    """45000 + 30000 + 5000 + 1000 x 20 = 100000; H = 500 x 0.0009^2 + 0.3^2 + 0.05^2 + 40 x 0.005^2 = 0.093905."""
    found = mix([SALES, *REGION, GIFT], [HOURS])
    assert (found.total, found.money) == payrolls.money(100_000, 75_000)
    assert found.shares == {"market": Fraction(9, 20), "public": Fraction(3, 10), "reciprocity": Fraction(1, 4)}
    assert found.concentration == Fraction(Decimal("0.093905"))
    assert (found.payers, found.largest.name, found.largest.share) == (542, "region", Fraction(3, 10))
    assert found.largest_public == found.largest
    assert found.largest_of_money
    assert found.largest_of_money.amount == 30_000
    assert found.largest_of_money.share == Fraction(2, 5)
    assert {step.id for step in found.steps} == {
        "mix.time",
        "mix.payer",
        "mix.concentration",
        *(f"mix.{logic}" for logic in LOGICS),
    }


def test_who_gives_nothing_is_no_payer() -> None:
    found = mix([SALES, resource("promise", "public", "0", "town")], [])
    assert (found.payers, found.largest.name, found.largest_public) == (500, "customers", None)


def test_time_alone_has_neither_a_public_funder_nor_money() -> None:
    found = mix([], [HOURS])
    assert (found.largest_public, found.largest_of_money) == (None, None)
    assert found.money == 0
    assert found.shares["reciprocity"] == 1


resources = st.builds(
    Resource,
    id=st.uuids().map(str),
    label=st.just(""),
    logic=st.sampled_from(LOGICS),
    amount=payrolls.euros,
    payer=st.sampled_from("abcd"),
    in_kind=st.booleans(),
)


@given(made=st.lists(resources, min_size=1, max_size=8))
def test_concentration_lies_between_one_over_n_and_one(made: list[Resource]) -> None:
    if not any(one.amount for one in made):
        return
    found = mix(made)
    assert Fraction(1, found.payers) <= found.concentration <= 1
    assert sum(found.shares.values()) == 1
    assert found.largest.share**2 <= found.concentration <= found.largest.share
    if found.largest_public:
        assert found.largest_public.share <= found.shares["public"]


@given(count=st.integers(1, 1000))
def test_equal_payers_are_as_little_concentrated_as_can_be(count: int) -> None:
    assert mix([resource("x", "market", "999.99", "crowd", count)]).concentration == Fraction(1, count)


@pytest.mark.parametrize(
    ("bad", "field"),
    [
        (lambda: mix([]), "mix"),
        (lambda: mix([SALES, SALES]), "mix"),
        (lambda: mix([resource("x", "market", "0", "a")]), "mix"),
        (lambda: mix([SALES, resource("x", "market", "1", "customers", 3)]), "resource.payers"),
        (lambda: resource("x", "market", "1", ""), "resource.payer"),
        (lambda: resource("x", "market", "1", "a", 0), "resource.payers"),
        (lambda: resource("x", "barter", "1", "a"), "resource.logic"),  # type: ignore[arg-type]  # refused when it runs
        (lambda: resource("x", "market", "-1", "a"), "resource.amount"),
        (
            lambda: VolunteerTime(id="t", label="", hours=Decimal(8785), hourly_value=Decimal(1)),
            "volunteer_time.hours",
        ),
    ],
)
def test_a_mix_that_cannot_be_is_named(bad: object, field: str) -> None:
    assert callable(bad)
    with pytest.raises(BadInputError) as raised:
        bad()
    assert raised.value.field == field
