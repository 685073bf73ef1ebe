"""How long one surplus plan takes, for one to ten years, and the four legal forms side by side.

Run: python -m benchmarks.surplus. Aim: 5 ms for one plan of ten years.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

from benchmarks.timing import Growth, best
from coopkit import content
from coopkit.core.law import Law
from coopkit.core.model import Form, Target
from coopkit.core.simulate.legal_form import compare
from coopkit.core.simulate.plan import Balance, CashPlan, Destination, SurplusPlan, YearPlan
from coopkit.core.simulate.surplus import simulate
from coopkit.core.simulate.tax import BonusPlan, Status

RUNS = 20
AIM = 5
DAY = date(2026, 11, 23)


def plan(years: int) -> SurplusPlan:
    """Return an approved cooperative that uses every step, with a dividend that its own tax depends on."""
    cash = CashPlan(opening=Decimal(500_000), months=(Decimal(1000),) * 12)
    made = tuple(
        YearPlan(
            year=2026 + number,
            result=Decimal(80_000),
            refund=Decimal(5000),
            unavailable=Decimal(5000),
            mission=Decimal(10_000),
            training=Decimal(1000),
            bonus=BonusPlan(gross=Decimal(5000), wage_bill=Decimal(200_000)),
            investments=dict.fromkeys(Destination, Decimal(1000)),
            dividend=Decimal(60_000),
            exits=Decimal(1000),
            cash=cash,
        )
        for number in range(years)
    )
    status = Status(form=Form.SC, approvals=frozenset({Target.SCA}))
    opening = Balance(net_assets=Decimal(900_000), paid_up=Decimal(800_000), losses=Decimal(3000))
    return SurplusPlan(status=status, opening=opening, years=made, persons=300, person_share=Fraction(4, 5))


def main() -> None:
    """Print the tables."""
    law = Law(content.load().catalogue.parameters, DAY)
    for name, work, aim in (("a surplus plan, by years", simulate, AIM), ("four legal forms, by years", compare, None)):
        growth = Growth(name, aim=aim)
        for years in (1, 2, 5, 10):
            growth.line(years, best(work, plan(years), law, runs=RUNS))


if __name__ == "__main__":
    main()
