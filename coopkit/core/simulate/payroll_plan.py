"""What a payroll plan says: posts, aids and incomes of 36 to 60 months; nothing is computed here but one amount."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Literal, TypeAlias

from coopkit.core.simulate.bounds import LONGEST, distinct, euro, fraction, one_of, require, whole
from coopkit.core.simulate.given import refusing, sound
from coopkit.core.simulate.money import nearest
from coopkit.core.simulate.period import Periods, due, first_of_month, ordered
from coopkit.core.simulate.wages import Aid, IndexJump, Post

IncomeKind: TypeAlias = Literal["lasting", "expiring", "share_capital"]
SHORTEST = 36


@dataclass(frozen=True, slots=True, kw_only=True)
class Income:
    """Money that comes in, in euro a month.

    `lasting`: sales to repeat customers or by contracts of more than 12 months, structural subsidy without end date or
    with a right to renewal, members' contributions. `expiring`: project grants, launch aid, prizes, one-off sales.
    `for_wages`: the part that may pay wages, 1 for all of it. `sales`: whether a fall of sales touches it.
    """

    id: str
    label: str
    kind: IncomeKind
    periods: Periods
    for_wages: Fraction = Fraction(1)
    sales: bool = False

    def __post_init__(self) -> None:
        """Check the bounds; share capital is no sale."""
        sound("income", self)
        ordered("income.periods", self.periods)
        fraction("income.for_wages", self.for_wages, 0, 1)
        no_sale = not (self.sales and self.kind == "share_capital")
        require("income.sales", self.sales, "false for share capital", holds=no_sale)


@dataclass(frozen=True, slots=True, kw_only=True)
class PayrollPlan:
    """Posts, aids and incomes for 36 to 60 months from `start`, the first of a month.

    `opening`: euro set aside for wages on that day. Posts are listed in the order in which lasting income pays them.
    """

    start: date
    months: int
    posts: tuple[Post, ...]
    incomes: tuple[Income, ...] = ()
    aids: tuple[Aid, ...] = ()
    jumps: tuple[IndexJump, ...] = ()
    opening: Decimal = Decimal(0)

    def __post_init__(self) -> None:
        """Check the bounds, and that what is named exists."""
        sound("plan", self)
        first_of_month("plan.start", self.start)
        whole("plan.months", self.months, SHORTEST, LONGEST)
        euro("plan.opening", self.opening)
        require("plan.posts", "nothing", "at least one post", holds=bool(self.posts))
        distinct("plan.posts", [post.id for post in self.posts])
        distinct("plan.incomes and aids", [stream.id for stream in self.streams])
        known = {post.id for post in self.posts}
        for aid in self.aids:
            one_of("aid.post", aid.post, known)
        for jump in self.jumps:
            whole("index_jump.month", jump.month, 1, self.months)
            for post in jump.posts:
                one_of("index_jump.posts", post, known)

    @property
    def streams(self) -> tuple[Income | Aid, ...]:
        """All that pays for wages."""
        return (*self.incomes, *self.aids)


@refusing
def for_wages(income: Income, month: int) -> tuple[int, int]:
    """Return the cents of an income due in a month that may pay wages, and how many months after it they are paid."""
    return paying(income, month)


def paying(income: Income, month: int) -> tuple[int, int]:
    """Return what for_wages does, of an income that a plan has taken already: it is asked for every month again."""
    amount, delay = due(income.periods, month)
    return amount if income.for_wages == 1 else nearest(amount * income.for_wages), delay
