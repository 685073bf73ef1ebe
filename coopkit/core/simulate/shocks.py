"""What may go wrong, as changes of a payroll plan: each shock returns another plan, to be computed like the first."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TypeAlias

from coopkit.core.simulate.bounds import LONGEST, fraction, one_of, require, whole
from coopkit.core.simulate.given import refusing, sound
from coopkit.core.simulate.money import euros, in_cents, nearest
from coopkit.core.simulate.payroll_plan import PayrollPlan
from coopkit.core.simulate.period import Period, Periods
from coopkit.core.simulate.wages import IndexJump, Post


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """A grant, another income or an aid (`id`) pays nothing any more from `month` on."""

    id: str
    month: int

    def __post_init__(self) -> None:
        """Check the kinds."""
        sound("stop", self)


@dataclass(frozen=True, slots=True, kw_only=True)
class SalesFall:
    """Every income that is sales is `part` lower (1/5 for 20 %) from `month` to `last` (None: for good)."""

    part: Fraction
    month: int
    last: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LatePayment:
    """What an income or a premium (`id`) owes from `month` on is paid `months` months later than planned."""

    id: str
    months: int
    month: int = 1

    def __post_init__(self) -> None:
        """Check the kinds."""
        sound("late_payment", self)


@dataclass(frozen=True, slots=True, kw_only=True)
class FounderLeaves:
    """A founder leaves: from `month` on `replacement` does for pay what she did, and sales are `sales_lost` lower.

    `post`: her own paid post, which ends the month before; None when she worked unpaid.
    """

    month: int
    replacement: Post | None = None
    post: str | None = None
    sales_lost: Fraction = Fraction(0)

    def __post_init__(self) -> None:
        """Check the kinds."""
        sound("founder_leaves", self)


Shock: TypeAlias = Stop | SalesFall | LatePayment | IndexJump | FounderLeaves


@refusing
def shocked(plan: PayrollPlan, shocks: Sequence[Shock]) -> PayrollPlan:
    """Return the plan with the shocks, in order; raises BadInputError when a shock names what is not there."""
    for shock in shocks:
        plan = _one(plan, shock)
    return plan


def _one(plan: PayrollPlan, shock: Shock) -> PayrollPlan:
    whole("shock.month", shock.month, 1, plan.months)
    match shock:
        case Stop():
            return _stopped(plan, shock)
        case SalesFall():
            whole("shock.last", shock.month if shock.last is None else shock.last, shock.month, plan.months)
            return _less(plan, shock.part, shock.month, shock.last)
        case LatePayment():
            return _late(plan, shock)
        case IndexJump():
            return replace(plan, jumps=(*plan.jumps, shock))
    return _without(plan, shock)


def _stopped(plan: PayrollPlan, shock: Stop) -> PayrollPlan:
    one_of("shock.id", shock.id, {stream.id for stream in plan.streams})
    left = {stream.id: stream.periods for stream in plan.streams}
    left[shock.id] = _until(left[shock.id], shock.month - 1)
    incomes = [replace(one, periods=left[one.id]) for one in plan.incomes if left[one.id]]
    aids = [replace(one, periods=left[one.id]) for one in plan.aids if left[one.id]]
    return replace(plan, incomes=tuple(incomes), aids=tuple(aids))


def _less(plan: PayrollPlan, part: Fraction, first: int, last: int | None) -> PayrollPlan:
    fraction("shock.part", part, 0, 1)

    def lower(period: Period) -> Period:
        return replace(period, amount=euros(nearest(in_cents(period.amount) * (1 - part))))

    incomes = [
        replace(one, periods=tuple(_changed(one.periods, first, last, lower))) if one.sales else one
        for one in plan.incomes
    ]
    return replace(plan, incomes=tuple(incomes))


def _late(plan: PayrollPlan, shock: LatePayment) -> PayrollPlan:
    one_of("shock.id", shock.id, {stream.id for stream in plan.streams})
    whole("shock.months", shock.months, 1, LONGEST)

    def later(period: Period) -> Period:
        return replace(period, delay=period.delay + shock.months)

    def late(periods: Periods) -> Periods:
        return tuple(_changed(periods, shock.month, None, later))

    incomes = [replace(one, periods=late(one.periods)) if one.id == shock.id else one for one in plan.incomes]
    aids = [replace(one, periods=late(one.periods)) if one.id == shock.id else one for one in plan.aids]
    return replace(plan, incomes=tuple(incomes), aids=tuple(aids))


def _without(plan: PayrollPlan, shock: FounderLeaves) -> PayrollPlan:
    posts = plan.posts
    something = shock.replacement is not None or shock.post is not None or shock.sales_lost > 0
    require("shock", "nothing", "a replacement, a post that ends, or sales that are lost", holds=something)
    if shock.post is not None:
        one_of("shock.post", shock.post, {post.id for post in posts if post.runs(shock.month - 1)})
        posts = tuple(replace(post, last=shock.month - 1) if post.id == shock.post else post for post in posts)
    if shock.replacement is not None:
        whole("shock.replacement.first", shock.replacement.first, shock.month, plan.months)
        posts = (*posts, shock.replacement)
    return _less(replace(plan, posts=posts), shock.sales_lost, shock.month, None)


def _until(periods: Periods, last: int) -> Periods:
    return tuple(_within(periods, 1, last))


def _within(periods: Periods, first: int, last: int | None) -> Iterator[Period]:
    for period in periods:
        start = max(first, period.first)
        stop = period.last if last is None else last if period.last is None else min(last, period.last)
        if stop is None or start <= stop:
            yield replace(period, first=start, last=stop)


def _changed(periods: Periods, first: int, last: int | None, change: Callable[[Period], Period]) -> Iterator[Period]:
    yield from _within(periods, 1, first - 1)
    yield from map(change, _within(periods, first, last))
    if last is not None:
        yield from _within(periods, last + 1, None)
