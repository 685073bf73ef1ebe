"""One function a computed criterion; RULES maps the id of the criterion to it."""

from __future__ import annotations

from coopkit.core.rules import (
    autonomy,
    board,
    business_model,
    composition,
    governance,
    investments,
    investors,
    jobs,
    membership,
    openness,
    power,
    practices,
    profit,
    readiness,
)
from coopkit.core.rules.outcome import RULES

__all__ = [
    "RULES",
    "autonomy",
    "board",
    "business_model",
    "composition",
    "governance",
    "investments",
    "investors",
    "jobs",
    "membership",
    "openness",
    "power",
    "practices",
    "profit",
    "readiness",
]
