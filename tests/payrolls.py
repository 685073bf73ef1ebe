"""Payroll plans: those of tests/cases/simulate, and any that can be drawn."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any, get_args

from casebook import CASES, read
from hypothesis import strategies as st

from coopkit.core.simulate.payroll_plan import Income, PayrollPlan
from coopkit.core.simulate.period import Period, Periods
from coopkit.core.simulate.wages import Aid, AidKind, IndexJump, Post

Given = Mapping[str, Any]


def cases() -> list[dict[str, Any]]:
    """The plans computed by hand."""
    return list(read(CASES / "simulate" / "payroll.yaml"))


def periods(given: list[Given]) -> Periods:
    return tuple(Period(**{**one, "amount": Decimal(one["amount"])}) for one in given)


def plan(given: Given) -> PayrollPlan:
    """The plan a case gives."""
    money, rates = {"gross_year", "extras"}, {"employer_rate", "for_wages", "rate"}

    def fields(one: Given) -> dict[str, Any]:
        made: dict[str, Any] = {"label": one.get("id", "")} if "id" in one else {}
        for name, value in one.items():
            made[name] = (
                Decimal(value)
                if name in money
                else Fraction(value)
                if name in rates
                else periods(value)
                if name == "periods"
                else value
            )
        return made

    return PayrollPlan(
        start=date.fromisoformat(given["start"]),
        months=given["months"],
        opening=Decimal(given["opening"]),
        posts=tuple(Post(**fields(one)) for one in given["posts"]),
        incomes=tuple(Income(**fields(one)) for one in given["incomes"]),
        aids=tuple(Aid(**fields(one)) for one in given["aids"]),
        jumps=tuple(IndexJump(**fields(one)) for one in given["jumps"]),
    )


def money(*amounts: float | str) -> tuple[Decimal, ...]:
    """Amounts in euro."""
    return tuple(Decimal(amount) for amount in amounts)


euros = st.integers(0, 2_000_000).map(lambda cents: Decimal(cents) / 100)


@st.composite
def drawn_periods(draw: st.DrawFn, *, late: bool = True) -> Periods:
    """One to three periods, one after the other, the last one with or without an end."""
    first, made = draw(st.integers(1, 20)), []
    for left in range(draw(st.integers(0, 2)), -1, -1):
        last = first + draw(st.integers(0, 15))
        open_ended = not left and draw(st.booleans())
        delay = draw(st.integers(0, 4)) if late else 0
        made.append(Period(amount=draw(euros), first=first, last=None if open_ended else last, delay=delay))
        first = last + draw(st.integers(1, 4))
    return tuple(made)


@st.composite
def plans(draw: st.DrawFn) -> PayrollPlan:
    """Any plan of a few posts, aids and incomes."""
    posts = [
        Post(
            id=f"post {number}",
            label="",
            gross_year=draw(st.integers(100, 9_000_000).map(lambda cents: Decimal(cents) / 100)),
            employer_rate=draw(st.fractions(0, Fraction(2, 5), max_denominator=1000)),
            extras=draw(st.just(Decimal(0)) | st.just(Decimal("150.25"))),
            first=(first := draw(st.integers(1, 40))),
            last=draw(st.none() | st.integers(first, 60)),
        )
        for number in range(draw(st.integers(1, 3)))
    ]
    aids = []
    for number in range(draw(st.integers(0, 4))):
        kind: AidKind = draw(st.sampled_from(get_args(AidKind)))
        pays = draw(drawn_periods(late=kind == "premium"))
        post = draw(st.sampled_from(posts)).id
        aids.append(Aid(id=f"aid {number}", label="", post=post, kind=kind, periods=pays))
    incomes = [
        Income(
            id=f"income {number}",
            label="",
            kind=draw(st.sampled_from(["lasting", "expiring", "share_capital"])),
            periods=draw(drawn_periods()),
            for_wages=draw(st.sampled_from([Fraction(1), Fraction(1, 3), Fraction(0)])),
        )
        for number in range(draw(st.integers(0, 4)))
    ]
    jump = st.builds(
        IndexJump,
        month=st.integers(1, 36),
        rate=st.sampled_from([Fraction(1, 50), Fraction(7, 100)]),
        posts=st.just(()) | st.just((posts[0].id,)),
    )
    return PayrollPlan(
        start=date(2027, draw(st.integers(1, 12)), 1),
        months=draw(st.integers(36, 60)),
        posts=tuple(posts),
        incomes=tuple(incomes),
        aids=tuple(aids),
        jumps=tuple(draw(st.lists(jump, max_size=3))),
        opening=draw(euros),
    )
