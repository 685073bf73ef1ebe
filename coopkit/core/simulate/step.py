"""One line of a simulator's arithmetic, kept so that a verdict can show it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from coopkit.core.model import Value

OWN = "kit:own-rubric"
"""Source of a step that is the kit's reading."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What was computed (`id`), from which numbers, with what result, and the source that says to compute it so.

    `month` (or year) is its place in the plan, 1 the first; 0 when it concerns the whole plan. Money is in euro.
    """

    id: str
    month: int = 0
    values: Mapping[str, Value]
    result: Value
    source: str
