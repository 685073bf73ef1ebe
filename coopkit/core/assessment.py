"""Everything said of a dossier on a day, as frozen data: findings, targets, the compass, what to do next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from coopkit.core.model import Contradiction, Effort, Finding, Indicator, Target, Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Axis:
    """One EMES indicator of the compass: lower medians of 0-4, for the worst and best the unknowns allow."""

    indicator: Indicator
    worst: int
    best: int
    criteria: tuple[str, ...]
    """Applicable criteria counted; empty where the kit asks nothing yet (then the range is 0-4)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetResult:
    """How a target stands. `met` when every demand is, or is to be confirmed; counts are per verdict."""

    target: Target
    verdict: Verdict
    counts: Mapping[Verdict, int]
    criteria: tuple[str, ...]
    wanted: bool
    """EUR, CC and LAW always; approvals when held or aimed for. Others read "if you want it"."""
    unasked: tuple[str, ...] = ()
    """Demands of this target that the catalogue does not ask yet: whatever is met is met so far."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NextStep:
    """One of the steps proposed next: a criterion, what doing it is worth, and what it takes."""

    criterion: str
    targets: tuple[Target, ...]
    """Wanted targets that ask this and whose must is not reached, or not known."""
    partner: str
    axes: tuple[Indicator, ...] = ()
    """Axes of the compass that would rise."""
    takes: Effort
    answers: bool = False
    """The step is to answer: nobody knows yet whether the must is reached."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """Everything said of a dossier on a day."""

    on: date
    findings: tuple[Finding, ...]
    targets: tuple[TargetResult, ...]
    families: Mapping[str, TargetResult]
    """The four families of EUR, each judged as a small target of its own."""
    compass: tuple[Axis, ...]
    contradictions: tuple[Contradiction, ...]
    next_steps: tuple[NextStep, ...]
