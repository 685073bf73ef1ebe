"""One function a computed criterion; RULES maps the id of the criterion to it."""

from __future__ import annotations

from coopkit.core.rules import business_model, governance, investments, investors, jobs, practices, profit, readiness
from coopkit.core.rules.outcome import RULES

__all__ = [
    "RULES",
    "business_model",
    "governance",
    "investments",
    "investors",
    "jobs",
    "practices",
    "profit",
    "readiness",
]
