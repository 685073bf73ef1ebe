"""What to do next: five steps, weighed by the musts they unlock, the axes they raise and the time they take.

The weights are the kit's own, dated and stated (data/law/kit.yaml); how far the five depend on them is counted.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import lcm
from random import Random
from typing import TypeAlias

from coopkit.core.assessment import Assessment, Axis, NextStep
from coopkit.core.compass import TOP_LEVEL, raised, score
from coopkit.core.law import Law
from coopkit.core.model import Catalogue, Criterion, Effort, Finding, Target, Verdict

STEPS = 5
WEIGHTINGS = 1000
SEED = 20261123
WHOLE = 10**6
"""Parts a weighting is cut into: whole numbers, so that every machine counts the same."""
FAILING = (Verdict.NOT_MET, Verdict.NOT_YET)

Weights: TypeAlias = tuple[int, int, int]
"""Of a must, of an axis, of one notch of time; only how they compare counts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Weighed:
    """A step and its three measures."""

    step: NextStep
    musts: Fraction
    """Musts unlocked; an unanswered one counts for a part, as it may be met already."""
    axes: int
    time: int


def next_steps(
    findings: Sequence[Finding], axes: Sequence[Axis], catalogue: Catalogue, wanted: frozenset[Target], on: date
) -> tuple[NextStep, ...]:
    """Return up to five criteria to work on, the worthiest first, then in the order of the catalogue."""
    law = Law(catalogue.parameters, on)
    every = list(_weighed(findings, axes, catalogue, wanted, law))
    return tuple(every[place].step for place in _top(_measured(every), _stated(law)))


def steady(assessment: Assessment, catalogue: Catalogue) -> int | None:
    """Return in how many of a thousand other weightings the same five come out on top; None where five are all."""
    wanted = frozenset(one.target for one in assessment.targets if one.wanted)
    law = Law(catalogue.parameters, assessment.on)
    every = list(_weighed(assessment.findings, assessment.compass, catalogue, wanted, law))
    if len(every) <= STEPS:
        return None
    measured = _measured(every)
    same = set(_top(measured, _stated(law)))
    return sum(same == set(_top(measured, weights)) for weights in weightings())


def weightings() -> Iterator[Weights]:
    """Yield a thousand ways to share the whole over three weights, every way as likely, the same on every machine."""
    draw = Random(SEED)  # noqa: S311  (a sample anybody can draw again, no secret)
    for _ in range(WEIGHTINGS):
        low, high = sorted(int(draw.random() * WHOLE) for _ in range(2))
        yield low, high - low, WHOLE - high


def _stated(law: Law) -> Weights:
    stated = [law.value(f"step_weight_{name}") for name in ("must", "axis", "time")]
    scale = lcm(*(weight.denominator for weight in stated))
    must, axis, time = (int(weight * scale) for weight in stated)
    return must, axis, time


def _measured(every: Sequence[_Weighed]) -> list[tuple[int, int, int]]:
    """Return the measures in whole numbers, so that no machine rounds."""
    scale = lcm(*(one.musts.denominator for one in every))
    return [(int(one.musts * scale), one.axes * scale, one.time * scale) for one in every]


def _top(measured: list[tuple[int, int, int]], weights: Weights) -> list[int]:
    """Return the places of the five with the most won, less what they take."""
    must, axis, time = weights
    worth = [time * long - must * musts - axis * axes for musts, axes, long in measured]
    return sorted(range(len(worth)), key=worth.__getitem__)[:STEPS]


def _weighed(
    findings: Sequence[Finding], axes: Sequence[Axis], catalogue: Catalogue, wanted: frozenset[Target], law: Law
) -> Iterator[_Weighed]:
    """Yield every step there is: what is not reached, and the musts of wanted targets that nobody answered."""
    part, order = law.value("step_unknown_part"), [*Effort]
    for criterion, finding in zip(catalogue.criteria, findings, strict=True):
        failing = tuple(name for name, one in finding.by_target.items() if name in wanted and one in FAILING)
        unknown = tuple(name for name, one in finding.by_target.items() if name in wanted and one is Verdict.UNKNOWN)
        answers = not failing and finding.verdict is Verdict.UNKNOWN
        if not failing and finding.verdict not in FAILING and not unknown:
            continue
        rising = () if answers else raised(finding.criterion, _reached(criterion, finding), findings, axes)
        takes = Effort.HOUR if answers else criterion.takes
        step = NextStep(
            criterion=criterion.id,
            targets=failing or unknown,
            partner=criterion.whom,
            axes=rising,
            takes=takes,
            answers=answers,
        )
        musts = Fraction(len(failing)) if failing else part * len(unknown)
        yield _Weighed(step=step, musts=musts, axes=len(rising), time=order.index(takes))


def _reached(criterion: Criterion, finding: Finding) -> int:
    """Return the score once the step is done: the level that is asked, else met without evidence."""
    if finding.level is None:
        return TOP_LEVEL - 1
    return max(criterion.met_from, (score(finding) or 0) + 1)
