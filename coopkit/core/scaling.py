"""The nine EMES indicators before and after a change of scale: a description, with no pass mark and no total."""

from __future__ import annotations

from dataclasses import dataclass

from coopkit.core.assessment import Assessment, Axis
from coopkit.core.facts import Facts
from coopkit.core.model import Indicator
from coopkit.core.rules.growth import EFFECTS

TOP_LEVEL = 4
STEP = {"stronger": 1, "same": 0, "weaker": -1}
"""One level for each, which is the kit's reading: nobody can say more of what has not happened yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """One indicator: where it stands today, and where the chosen path would take it (both from worst to best)."""

    indicator: Indicator
    effect: str | None
    """stronger, same or weaker; None where nobody said, and then it may go either way."""
    asked: bool
    """Whether the kit asks anything of it today; if not, its place is not known."""
    before: tuple[int, int]
    after: tuple[int, int]


def shifts(assessment: Assessment, facts: Facts) -> tuple[Shift, ...]:
    """Return the nine indicators in their order."""
    return tuple(_shift(axis, facts.text(EFFECTS[axis.indicator])) for axis in assessment.compass)


def _shift(axis: Axis, effect: str | None) -> Shift:
    down, up = (STEP[effect], STEP[effect]) if effect else (STEP["weaker"], STEP["stronger"])
    return Shift(
        indicator=axis.indicator,
        effect=effect,
        asked=bool(axis.criteria),
        before=(axis.worst, axis.best),
        after=(_level(axis.worst + down), _level(axis.best + up)),
    )


def _level(value: int) -> int:
    return max(0, min(TOP_LEVEL, value))
