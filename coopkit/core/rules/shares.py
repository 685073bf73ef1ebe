"""What rules on shares of a table have in common: levels, the amount to the next one, and the edits that move it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from coopkit.core.facts import Cell, Row
from coopkit.core.law import Law
from coopkit.core.model import Json, Message, Value
from coopkit.core.rules.outcome import Edits, say
from coopkit.core.simulate.money import ZERO, cents_up

LEVELS = (2, 3, 4)


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where a share stands: its level, and the amount that is still lacking for the next one (0 at the top)."""

    part: Decimal
    total: Decimal
    share: Fraction
    level: int
    needed: Fraction
    """The share of the first level that is asked."""
    aim: Fraction
    """The share of the next level."""
    lacking: Decimal

    @property
    def reached(self) -> bool:
        """Whether the first level asked is reached."""
        return self.level >= LEVELS[0]

    def told(self, criterion: str) -> tuple[Message, tuple[Message, ...]]:
        """Return the reason and the arithmetic."""
        numbers: dict[str, Value] = {"part": self.part, "total": self.total, "share": self.share}
        sign = "≥" if self.reached else "<"
        steps = (
            say("common.step.share", **numbers),
            say("common.step.needed", part=self.part, sign=sign, needed=self.needed, asked=self.needed * self._whole),
        )
        if self.reached:
            return say(f"{criterion}.enough", **numbers), steps
        return say(f"{criterion}.short", **numbers, lacking=self.lacking, needed=self.needed), steps

    @property
    def _whole(self) -> Fraction:
        return Fraction(self.total)


def standing(part: Decimal, total: Decimal, law: Law, parameter: str) -> Standing:
    """Return where a part of a total (above zero) stands against `<parameter>_level_2` to `_level_4`."""
    share = Fraction(part) / Fraction(total)
    steps = {level: law.value(f"{parameter}_level_{level}") for level in LEVELS}
    level = max((one for one, needed in steps.items() if share >= needed), default=1 if part else 0)
    aim = steps[min(LEVELS[-1], max(LEVELS[0], level + 1))]
    return Standing(
        part=part,
        total=total,
        share=share,
        level=level,
        needed=steps[LEVELS[0]],
        aim=aim,
        lacking=max(ZERO, cents_up(aim * Fraction(total)) - part),
    )


def added(rows: Iterable[Row], column: str) -> Decimal:
    """Return the sum of a column; a cell that says nothing adds nothing, so ask for it first."""
    return sum((row.decimal(column) or ZERO for row in rows), ZERO)


def written(value: Cell) -> Json:
    """Return a number, a day or a text as the dossier keeps it."""
    if isinstance(value, date):
        return value.isoformat()
    return f"{value.normalize():f}" if isinstance(value, Decimal) else value if isinstance(value, str | int) else None


def move(
    rows: Sequence[Row], column: str, amount: Decimal, into: Mapping[str, str | None], taken: Sequence[Row]
) -> Edits:
    """Return the edits that give rows worth `amount` in a column the cells of `into`; the last row may be split.

    `taken` are all rows of the table, whose ids the new row must not use.
    """
    edits: list[tuple[str, Json]] = []
    left, used = amount, {row.path for row in taken}
    for row in (row for row in rows if row.decimal(column)):
        held = row.decimal(column) or ZERO
        if held <= left:
            edits += [(row.at(name), value) for name, value in into.items()]
            left -= held
        elif left:
            table = row.path.rpartition(".")[0]
            fresh = next(path for number in range(len(used) + 1) if (path := f"{table}.moved{number}") not in used)
            cells = {**row.cells, **into, column: left}
            edits.append((row.at(column), written(held - left)))
            edits += [(f"{fresh}.{name}", written(value)) for name, value in cells.items() if value is not None]
            left = ZERO
    return tuple(edits)
