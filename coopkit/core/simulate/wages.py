"""What each post costs each month and which aid it draws: the wage side of the payroll plan.

Source: ordinance of 23 July 2018, art. 2, 8° (wage cost: gross pay and employer contributions, exemptions and
allowances deducted, benefits included); domain.md §6.3. It knows no income and gives no verdict.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Literal, TypeAlias

from coopkit.core.simulate.bounds import LONGEST, euro, fraction, whole
from coopkit.core.simulate.given import refusing, sound
from coopkit.core.simulate.money import in_cents, nearest
from coopkit.core.simulate.period import LATEST, Periods, due, end, ordered

AidKind: TypeAlias = Literal["reduction", "premium"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """A paid post. `gross_year`: gross pay of a year with holiday pay and 13th month, in euro, before index jumps.

    `employer_rate`: employer contributions over gross, 1/4 for 25 %, first-hire reductions not deducted.
    `extras`: benefits in euro a month, not indexed. `first`, `last`: months of the contract (None: open-ended).
    """

    id: str
    label: str
    gross_year: Decimal
    employer_rate: Fraction
    extras: Decimal = Decimal(0)
    first: int = 1
    last: int | None = None

    def __post_init__(self) -> None:
        """Check the bounds."""
        sound("post", self)
        euro("post.gross_year", self.gross_year, Decimal(1))
        fraction("post.employer_rate", self.employer_rate, 0, 1)
        euro("post.extras", self.extras)
        whole("post.first", self.first, 1, LATEST)
        whole("post.last", self.first if self.last is None else self.last, self.first, LATEST)

    def runs(self, month: int) -> bool:
        """Whether somebody is paid for it in this month."""
        return self.first <= month and (self.last is None or month <= self.last)


@dataclass(frozen=True, slots=True, kw_only=True)
class Aid:
    """Money that makes one post cheaper, in the months the post runs.

    A `reduction` is taken off the employer contributions, never more than they are; a `premium` is paid to the
    employer, never more than what the post still costs. Without a last month it has no end date.
    """

    id: str
    label: str
    post: str
    kind: AidKind
    periods: Periods

    def __post_init__(self) -> None:
        """Check the bounds; a reduction is never paid, so never late."""
        sound("aid", self)
        ordered("aid.periods", self.periods)
        if self.kind == "reduction":
            for period in self.periods:
                whole("aid.periods.delay", period.delay, 0, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexJump:
    """From `month` on, gross pay is `rate` higher (1/50 for 2 %) for the posts named; nobody named: for all."""

    month: int
    rate: Fraction
    posts: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Check the bounds."""
        sound("index_jump", self)
        whole("index_jump.month", self.month, 1, LONGEST)
        fraction("index_jump.rate", self.rate, 0, 1)


Taken: TypeAlias = tuple[tuple[Aid, int, int], ...]
"""What each aid gives, in cents, and the months of delay; only premiums are paid."""


@dataclass(frozen=True, slots=True)
class Wage:
    """One post in one month, in whole cents."""

    post: Post
    month: int
    index: Fraction
    gross: int
    contributions: int
    extras: int
    reduction: int
    lasting_aid: int
    expiring_aid: int
    taken: Taken

    @property
    def cost(self) -> int:
        """Gross, contributions and extras, less the reduction."""
        return self.gross + self.contributions + self.extras - self.reduction

    @property
    def needed(self) -> int:
        """What is left to pay when the aids without an end date are in."""
        return self.cost - self.lasting_aid


@refusing
def wages(post: Post, aids: Sequence[Aid], jumps: Sequence[IndexJump], months: int) -> Iterator[Wage]:
    """Return a post's wages for the months of the plan in which it runs; `aids` are those of this post.

    Reductions are taken first, then aids without an end date, then those that end; each in the order given.
    """
    whole("months", months, 1, LONGEST)
    aids = sorted(aids, key=lambda aid: (aid.kind != "reduction", end(aid.periods) is not None))
    rates: dict[int, Fraction] = {}
    for jump in jumps:
        if not jump.posts or post.id in jump.posts:
            rates[jump.month] = rates.get(jump.month, Fraction(1)) * (1 + jump.rate)
    index, gross, contributions, extras = Fraction(1), 0, 0, in_cents(post.extras)
    for month in range(1, min(months, post.last or months) + 1):
        if month == 1 or month in rates:
            index *= rates.get(month, 1)
            gross = nearest(Fraction(post.gross_year) * index * 100 / 12)
            contributions = nearest(gross * post.employer_rate)
        if post.first <= month:
            reduction, lasting, expiring, taken = _aided(month, aids, contributions, gross + contributions + extras)
            yield Wage(post, month, index, gross, contributions, extras, reduction, lasting, expiring, taken)


def _aided(month: int, aids: Sequence[Aid], contributions: int, most: int) -> tuple[int, int, int, Taken]:
    """Return the reductions (up to the contributions), the lasting and the expiring premiums, and each aid's part."""
    reduction, lasting, expiring, taken = 0, 0, 0, []
    for aid in aids:
        amount, delay = due(aid.periods, month)
        if aid.kind == "reduction":
            amount = min(amount, contributions - reduction)
            reduction += amount
        else:
            amount = min(amount, most - reduction - lasting - expiring)
            if end(aid.periods) is None:
                lasting += amount
            else:
                expiring += amount
        taken.append((aid, amount, delay))
    return reduction, lasting, expiring, tuple(taken)
