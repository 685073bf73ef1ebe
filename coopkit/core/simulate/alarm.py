"""The alarm bell: whether a cooperative's board must call the general assembly because money is running out.

Source: Code of companies and associations, art. 6:119; domain.md §3.2. The law says "likely": the forecast is the
board's, the kit compares it with nought.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, TypeAlias

from coopkit.core.law import Law
from coopkit.core.simulate.bounds import MOST, euro
from coopkit.core.simulate.distribution import Standing, liquidity_test, net_asset_test
from coopkit.core.simulate.given import refusing
from coopkit.core.simulate.money import ZERO
from coopkit.core.simulate.step import Basis, Reckoned, Step

Ground: TypeAlias = Literal["net_assets", "net_assets_likely", "debts_likely"]
"""Net assets are below zero, are likely to fall below zero, or debts are likely not to be paid when due."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Alarm(Reckoned):
    """Why the bell rings, nothing when it does not, and the months within which the assembly is to be called."""

    grounds: tuple[Ground, ...]
    within: int

    @property
    def rings(self) -> bool:
        """Whether the assembly must be called."""
        return bool(self.grounds)


@refusing
def alarm_bell(standing: Standing, *, expected: Decimal, law: Law) -> Alarm:
    """Return the alarm of a day; `expected` are the net assets the board expects, in euro.

    `standing.movements` must reach as far as the law looks ahead; later months do not count.
    """
    euro("alarm.expected", expected, -MOST)
    euro("standing.unavailable", standing.unavailable)
    within, ahead = law.dated("alarm_bell_months"), law.dated("alarm_bell_horizon_months")
    now = net_asset_test(standing.net_assets, ZERO, unavailable=ZERO)
    months = int(ahead.value)
    debts = liquidity_test(standing.cash, ZERO, movements=standing.movements[:months], months=months)
    found: dict[Ground, bool] = {
        "net_assets": now.passed,
        "net_assets_likely": expected >= 0,
        "debts_likely": debts.passed,
    }
    basis = Basis(within.source, within.certainty)
    return Alarm(
        grounds=tuple(ground for ground, fine in found.items() if not fine),
        within=int(within.value),
        steps=(
            Step(id="alarm.net_assets", values={"expected": expected}, result=now.room, basis=basis),
            Step(
                id="alarm.debts",
                month=debts.month,
                values={"months": months},
                result=debts.room,
                basis=Basis(ahead.source, ahead.certainty),
            ),
        ),
    )
