"""One function a computed criterion; RULES maps the id of the criterion to it."""

from __future__ import annotations

from coopkit.core.rules import governance
from coopkit.core.rules.outcome import RULES, Outcome, Proposal, Rule

__all__ = ["RULES", "Outcome", "Proposal", "Rule", "governance"]
