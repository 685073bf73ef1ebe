"""How long a payroll plan and its draws take as posts, months and draws grow; run it with python -m benchmarks.payroll.

Aims: the base case (12 posts, 36 months) in 10 ms, 10,000 draws of it in 1 s. The best of a few runs is printed.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

from benchmarks.timing import Growth, best
from coopkit.core.simulate.draws import WAGES, Guess, draw
from coopkit.core.simulate.payroll import payroll
from coopkit.core.simulate.payroll_plan import SHORTEST, Income, PayrollPlan
from coopkit.core.simulate.period import Period
from coopkit.core.simulate.wages import Aid, IndexJump, Post

PLAN_AIM = 10


def plan(posts: int, months: int) -> PayrollPlan:
    """Return a plan in which every post has a reduction and a premium that ends, with four incomes and yearly index."""
    numbers = range(1, posts + 1)
    return PayrollPlan(
        start=date(2027, 1, 1),
        months=months,
        opening=Decimal(20_000),
        posts=tuple(
            Post(
                id=f"post {number}",
                label="",
                gross_year=Decimal(30_000 + 613 * number),
                employer_rate=Fraction(1, 4),
                extras=Decimal(150),
                first=number % 12 + 1,
            )
            for number in numbers
        ),
        incomes=(
            Income(id="sales", label="", kind="lasting", sales=True, periods=(Period(amount=Decimal(2_000) * posts),)),
            Income(id="structural", label="", kind="lasting", periods=(Period(amount=Decimal(400) * posts),)),
            Income(id="grant", label="", kind="expiring", periods=(Period(amount=Decimal(700) * posts, last=24),)),
            Income(id="shares", label="", kind="share_capital", periods=(Period(amount=Decimal(9_000), last=6),)),
        ),
        aids=(
            *(
                Aid(id=f"r{n}", label="", post=f"post {n}", kind="reduction", periods=(Period(amount=Decimal(300)),))
                for n in numbers
            ),
            *(
                Aid(
                    id=f"p{n}",
                    label="",
                    post=f"post {n}",
                    kind="premium",
                    periods=(Period(amount=Decimal(500), last=30, delay=2),),
                )
                for n in numbers
            ),
        ),
        jumps=tuple(IndexJump(month=month, rate=Fraction(1, 50)) for month in range(13, months, 12)),
    )


def main() -> None:
    """Print the tables."""
    guesses = [Guess(of=one, low=Fraction(1, 2), likely=Fraction(1), high=Fraction(5, 4)) for one in ("sales", WAGES)]
    for months in (36, 60):
        growth = Growth(f"a payroll plan of {months} months, by posts", aim=PLAN_AIM if months == SHORTEST else None)
        for posts in (1, 4, 12, 24, 48):
            growth.line(posts, best(payroll, plan(posts, months)))
    growth = Growth("10,000 draws of 36 months, by posts")
    for posts in (1, 4, 12, 24, 48):
        growth.line(posts, best(draw, plan(posts, 36), guesses, seed=1))
    growth = Growth("draws of 12 posts and 36 months, by draws (aim: 1,000 ms for 10,000)")
    for draws in (100, 1_000, 10_000, 100_000):
        growth.line(draws, best(draw, plan(12, 36), guesses, draws=draws, seed=1))


if __name__ == "__main__":
    main()
