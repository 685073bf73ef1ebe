"""A liquidation reserve beside a dividend: profit kept with a levy now, paid out later with less tax.

Source: domain.md §5.2. It is a choice of companies that pay capital, so it is no step of the surplus plan: the kit
shows what it would cost. Which companies may, and when, an adviser says.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from coopkit.core.law import Law, NoLawError
from coopkit.core.model import DatedValue
from coopkit.core.simulate.bounds import euro
from coopkit.core.simulate.given import refusing
from coopkit.core.simulate.money import part_down, part_up
from coopkit.core.simulate.step import Basis, Reckoned, Step


@dataclass(frozen=True, slots=True, kw_only=True)
class LiquidationReserve(Reckoned):
    """What becomes of profit after tax, in euro: `levy` + `reserve`, then net of the tax withheld when it is paid out.

    `after_five`: the same when it is paid out after five years, None where that rate is no more.
    """

    levy: Decimal
    reserve: Decimal
    after_three: Decimal
    after_five: Decimal | None


@refusing
def liquidation_reserve(profit: Decimal, *, created: date, law: Law) -> LiquidationReserve:
    """Return what is left of profit put aside on `created`, whose law holds for it whenever it is paid out.

    The levy is a part of the reserve and comes out of the same profit. A fraction of a cent goes to the State.
    """
    euro("liquidation.profit", profit)
    share = law.dated_on("liq_reserve_levy", created)
    reserve = part_down(profit, 1 / (1 + share.value))
    steps = [_step("reserve", share, reserve, profit=profit)]
    three = law.dated_on("liq_reserve_wht", created)
    after_three = _paid_out(reserve, three)
    steps.append(_step("after_three", three, after_three, reserve=reserve))
    after_five = None
    try:
        five = law.dated_on("liq_reserve_wht_five_years", created)
    except NoLawError:
        pass
    else:
        after_five = _paid_out(reserve, five)
        steps.append(_step("after_five", five, after_five, reserve=reserve))
    return LiquidationReserve(
        levy=profit - reserve, reserve=reserve, after_three=after_three, after_five=after_five, steps=tuple(steps)
    )


def _paid_out(reserve: Decimal, tax: DatedValue) -> Decimal:
    return reserve - part_up(reserve, tax.value)


def _step(name: str, number: DatedValue, result: Decimal, **values: Decimal) -> Step:
    basis = Basis(number.source, number.certainty)
    return Step(id=f"liquidation.{name}", values={"rate": number.value, **values}, result=result, basis=basis)
