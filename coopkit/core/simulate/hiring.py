"""What hiring costs by law: the year's gross and contributions of a post, its reduction, an estimate, meal vouchers.

Source: domain.md §6.4; every number is of the Law's day and holds for the whole plan, running posts included. How the
quarters of a reduction fall into its three periods, and that they are counted from the post's first month, is the
kit's reading. Rates for low wages, the non-profit sector and part-time work differ: a payroll office knows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from coopkit.core.law import Law, weakest
from coopkit.core.model import Value
from coopkit.core.simulate.bounds import BadInputError, euro, whole
from coopkit.core.simulate.given import refusing
from coopkit.core.simulate.money import cents_down, part_nearest
from coopkit.core.simulate.period import Period, Periods
from coopkit.core.simulate.step import Basis, Reckoned, Step
from coopkit.core.simulate.wages import Aid, Post

MONTHS_A_QUARTER = 3
MONTHS_A_YEAR = 12
CROWD = 100_000
_PHASES = ("first", "second", "third")
_BY_PHASE = {2: "second_hire_reduction", 3: "third_hire_reduction"}
"""The hires whose reduction has three periods with a number of law each."""
LAST_REDUCED = 5
MOST_DAYS = 31


@dataclass(frozen=True, slots=True, kw_only=True)
class Hire(Reckoned):
    """A post as the law counts it. `aid`: its reduction, None for the sixth hire and later."""

    post: Post
    aid: Aid | None


@dataclass(frozen=True, slots=True, kw_only=True)
class YearlyCost(Reckoned):
    """What a post may cost in a year, in euro: a rule of thumb, for who knows the monthly gross pay only."""

    low: Decimal
    high: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class MealVouchers(Reckoned):
    """A month of meal vouchers, in euro. `face_over`, `employer_over`: what is above the law's most, 0 when nothing."""

    cost: Decimal
    face_over: Decimal
    employer_over: Decimal

    @property
    def within(self) -> bool:
        """Whether they stay within both limits."""
        return not self.face_over and not self.employer_over


@refusing
def hire(post: Post, number: int, *, gross_month: Decimal, law: Law) -> Hire:
    """Return a post as the employer's hire `number` (1 the first) at a monthly gross pay, before index jumps.

    The gross pay of a year and the rate of contributions of `post` are replaced. Raises NoLawError on a day for which
    the kit knows no number, as for a fourth hire before April 2026.
    """
    euro("hire.gross_month", gross_month, Decimal(1))
    whole("hire.number", number, 1, CROWD)
    months, rate = law.value("gross_year_months"), law.value("employer_contribution_basic")
    gross_year = part_nearest(gross_month, months)
    year = _step(law, "gross_year", ["gross_year_months"], gross_year, gross_month=gross_month, months=months)
    contributions = part_nearest(gross_year, rate)
    owed = _step(law, "contributions", ["employer_contribution_basic"], contributions, gross_year=gross_year, rate=rate)
    priced = replace(post, gross_year=gross_year, employer_rate=rate)
    if number > LAST_REDUCED:
        return Hire(post=priced, aid=None, steps=(year, owed))
    periods, reduced = _reduction(number, post, law)
    aid = Aid(id=f"{post.id}.hire_{number}", label=post.label, post=post.id, kind="reduction", periods=periods)
    return Hire(post=priced, aid=aid, steps=(year, owed, *reduced))


def _reduction(number: int, post: Post, law: Law) -> tuple[Periods, tuple[Step, ...]]:
    """Return what a hire saves each month, never more in three months than the law gives in a quarter."""
    if number == 1:
        names = ("first_hire_reduction",)
        amount, step = _a_month(law, names, number)
        return (Period(amount=amount, first=post.first),), (step,)
    quarters, periods, steps, first = law.value("hire_reduction_quarters"), [], [], post.first
    for place, phase in enumerate(_PHASES):
        name = f"{_BY_PHASE[number]}_{phase}" if number in _BY_PHASE else "fourth_and_fifth_hire_reduction"
        amount, step = _a_month(law, (name, "hire_reduction_quarters"), number)
        # 13 quarters are 5, 4 and 4: what does not divide comes first
        length = MONTHS_A_QUARTER * ((int(quarters) + len(_PHASES) - 1 - place) // len(_PHASES))
        periods.append(Period(amount=amount, first=first, last=first + length - 1))
        steps.append(step)
        first += length
    return tuple(periods), tuple(steps)


def _a_month(law: Law, names: Sequence[str], number: int) -> tuple[Decimal, Step]:
    quarter = law.value(names[0])
    month = cents_down(quarter / MONTHS_A_QUARTER)
    return month, _step(law, "reduction", names, month, number=number, quarter=quarter)


@refusing
def yearly_cost(gross_month: Decimal, law: Law) -> YearlyCost:
    """Return twelve months of gross pay times the low and the high factor."""
    euro("yearly_cost.gross_month", gross_month, Decimal(1))
    found, steps = [], []
    for name in ("employer_cost_factor_low", "employer_cost_factor_high"):
        cost = part_nearest(gross_month, MONTHS_A_YEAR * law.value(name))
        found.append(cost)
        steps.append(_step(law, "estimate", (name,), cost, gross_month=gross_month, factor=law.value(name)))
    low, high = found
    return YearlyCost(low=low, high=high, steps=tuple(steps))


@refusing
def meal_vouchers(face: Decimal, employer: Decimal, *, days: int, law: Law) -> MealVouchers:
    """Return what a month of `days` vouchers of `face` euro costs an employer who pays `employer` of each."""
    euro("meal_vouchers.face", face, Decimal("0.01"))
    euro("meal_vouchers.employer", employer)
    if employer > face:
        raise BadInputError(field="meal_vouchers.employer", value=employer, bound=f"at most the face value, {face}")
    whole("meal_vouchers.days", days, 0, MOST_DAYS)
    over, steps = [], []
    for name, amount in (("face", face), ("employer", employer)):
        most = cents_down(law.value(f"meal_voucher_{name}_max"))
        over.append(max(Decimal("0.00"), amount - most))
        steps.append(_step(law, f"voucher_{name}", (f"meal_voucher_{name}_max",), over[-1], amount=amount, most=most))
    face_over, employer_over = over
    return MealVouchers(cost=days * employer, face_over=face_over, employer_over=employer_over, steps=tuple(steps))


def _step(law: Law, name: str, parameters: Sequence[str], result: Decimal, **values: Value) -> Step:
    """Return a step that rests on the source of its first number of law, and is as sure as the least sure of them."""
    used = [law.dated(parameter) for parameter in parameters]
    basis = Basis(used[0].source, weakest(dated.certainty for dated in used))
    return Step(id=f"hiring.{name}", values=values, result=result, basis=basis)
