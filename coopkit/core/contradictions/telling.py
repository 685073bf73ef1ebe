"""How a contradiction is told, and when two names or two amounts are the same; used by every area."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from fractions import Fraction
from typing import TypeAlias

from coopkit.core.facts import Facts
from coopkit.core.model import Contradiction, Value
from coopkit.core.rules.outcome import say

Finder: TypeAlias = Callable[[Facts], Contradiction | None]

CLOSE = Fraction(1, 100)
"""Amounts and shares of votes that differ by no more are the same, told roundly."""


def between(name: str, paths: Iterable[str], /, **values: Value) -> Contradiction:
    """Return a contradiction with its sentence, shown beside the answers at these paths."""
    return Contradiction(id=name, message=say(f"contradiction.{name}", **values), paths=tuple(paths))


def same(name: str | None) -> str:
    """Return a name as it is compared: case and blanks make no other class, and no other person."""
    return " ".join((name or "").split()).casefold()
