"""One function a computed criterion; RULES maps the id of the criterion to it."""

from __future__ import annotations

from coopkit.core.rules import business_model, governance, investments, jobs, profit, readiness
from coopkit.core.rules.outcome import RULES, Outcome, Proposal, Rule

__all__ = [
    "RULES",
    "Outcome",
    "Proposal",
    "Rule",
    "business_model",
    "governance",
    "investments",
    "jobs",
    "profit",
    "readiness",
]
