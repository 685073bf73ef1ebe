"""What each post costs each month and which aid it draws: the wage side of the payroll plan.

Source: ordinance of 23 July 2018, art. 2, 8° (wage cost: gross pay and employer contributions, exemptions and
allowances deducted, benefits included); domain.md §6.3. It knows no income and gives no verdict.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import Literal, TypeAlias

from coopkit.core.simulate.bounds import LONGEST, cents, euro, fraction, nearest, one_of, whole
from coopkit.core.simulate.period import LATEST, Periods, delayed, due, end, ordered

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
        one_of("aid.kind", self.kind, ("reduction", "premium"))
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
        whole("index_jump.month", self.month, 1, LONGEST)
        fraction("index_jump.rate", self.rate, 0, 1)


@dataclass(frozen=True, slots=True)
class Wage:
    """One post in one month, in whole cents. `taken`: what each aid gives, with its delay; only premiums are paid."""

    post: Post
    month: int
    index: Fraction
    gross: int
    contributions: int
    extras: int
    reduction: int = 0
    lasting_aid: int = 0
    expiring_aid: int = 0
    taken: tuple[tuple[Aid, int, int], ...] = ()

    @property
    def cost(self) -> int:
        """Gross, contributions and extras, less the reduction."""
        return self.gross + self.contributions + self.extras - self.reduction

    @property
    def needed(self) -> int:
        """What is left to pay when the aids without an end date are in."""
        return self.cost - self.lasting_aid


def wages(post: Post, aids: Sequence[Aid], jumps: Sequence[IndexJump], months: int) -> Iterator[Wage]:
    """Return a post's wages for the months of the plan in which it runs; `aids` are those of this post.

    Reductions are taken first, then aids without an end date, then those that end; each in the order given.
    """
    aids = sorted(aids, key=lambda aid: (aid.kind != "reduction", end(aid.periods) is not None))
    rates: dict[int, Fraction] = {}
    for jump in jumps:
        if not jump.posts or post.id in jump.posts:
            rates[jump.month] = rates.get(jump.month, Fraction(1)) * (1 + jump.rate)
    index, gross, contributions = Fraction(1), 0, 0
    for month in range(1, min(months, post.last or months) + 1):
        index *= rates.get(month, 1)
        if month == 1 or month in rates:
            gross = nearest(Fraction(post.gross_year) * index * 100 / 12)
            contributions = nearest(gross * post.employer_rate)
        if post.first <= month:
            wage = Wage(post, month, index, gross, contributions, cents(post.extras))
            yield _aided(wage, aids)


def _aided(wage: Wage, aids: Sequence[Aid]) -> Wage:
    sums = {"reduction": 0, "lasting": 0, "expiring": 0}
    taken = []
    for aid in aids:
        kind = "reduction" if aid.kind == "reduction" else "lasting" if end(aid.periods) is None else "expiring"
        room = wage.contributions if kind == "reduction" else wage.cost
        given = min(due(aid.periods, wage.month), room - sum(sums.values()))
        sums[kind] += given
        taken.append((aid, given, delayed(aid.periods, wage.month)))
    return replace(
        wage,
        reduction=sums["reduction"],
        lasting_aid=sums["lasting"],
        expiring_aid=sums["expiring"],
        taken=tuple(taken),
    )
