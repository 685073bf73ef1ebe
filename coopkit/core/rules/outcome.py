"""What a rule hands back, and the register of rules by criterion.

A rule says whether its condition holds (met or not_met). What follows for everybody, such as "not yet" while the
articles can still be written, is added in one place: assess.py.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from coopkit.core.facts import Facts
from coopkit.core.law import Law
from coopkit.core.model import Certainty, Json, Message, Target, Value, Verdict

Edits: TypeAlias = tuple[tuple[str, Json], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """An edit that may give a better verdict. explain.py tries it before anybody sees it."""

    id: str
    message: Message
    edits: Edits


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a rule found. Without a `verdict` the level decides, against the criterion's `met_from`."""

    reason: Message
    verdict: Verdict | None = None
    level: int | None = None
    by_target: Mapping[Target, Verdict] = field(default_factory=dict)
    """Where a target's own text says something else than `verdict`."""
    steps: tuple[Message, ...] = ()
    notes: tuple[Message, ...] = ()
    asks: tuple[str, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    planned: bool = False
    """It rests on plans: "not yet" at worst, even once the articles are signed."""
    certainty: Certainty = Certainty.VERIFIED
    firm: frozenset[Target] = frozenset()
    """Targets that rest on law alone, although the rule also used a reading of the kit's own."""


Rule: TypeAlias = Callable[[Facts, Law], Outcome]

RULES: dict[str, Rule] = {}


def rule(criterion: str) -> Callable[[Rule], Rule]:
    """Register a function as the rule of a criterion."""

    def register(function: Rule) -> Rule:
        RULES[criterion] = function
        return function

    return register


def say(key: str, **values: Value) -> Message:
    """Return a sentence of data/texts/findings, not yet worded."""
    return Message(key=f"findings.{key}", values=values)


def missing(paths: Iterable[str]) -> Outcome:
    """Return the outcome when answers are missing; names them, each once."""
    asks = tuple(dict.fromkeys(paths))
    return Outcome(verdict=Verdict.UNKNOWN, reason=say("common.missing", count=len(asks)), asks=asks)


def verdict_if(holds: bool) -> Verdict:  # noqa: FBT001  (the whole question is one yes or no)
    """Return met or not_met."""
    return Verdict.MET if holds else Verdict.NOT_MET
