"""One function a computed criterion; RULES maps the id of the criterion to it."""

from __future__ import annotations

from coopkit.core.rules import (
    advantages,
    autonomy,
    board,
    bonus,
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
    purpose,
    readiness,
    surplus_kept,
    tests_of_payment,
)
from coopkit.core.rules.outcome import RULES

__all__ = [
    "RULES",
    "advantages",
    "autonomy",
    "board",
    "bonus",
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
    "purpose",
    "readiness",
    "surplus_kept",
    "tests_of_payment",
]
