"""The EMES compass: nine axes with the worst and the best the unknowns allow. No pass mark, no grade, no total."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from coopkit.core.assessment import Axis
from coopkit.core.model import Catalogue, Finding, Indicator, Verdict

TOP_LEVEL = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Narrowing:
    """The question whose answer would narrow the compass most. `sure`: levels of width gone whatever is answered."""

    criterion: str
    sure: int
    axes: tuple[Indicator, ...]
    """The axes it surely narrows; where none, those it may."""


def axis(indicator: Indicator, findings: Iterable[Finding], catalogue: Catalogue) -> Axis:
    """Return one axis of the compass: the lower median of what is known, with unknowns at 0 and then at 4."""
    serving = {criterion.id for criterion in catalogue.criteria if indicator in criterion.indicators}
    counted = [one for one in findings if one.criterion in serving and one.verdict is not Verdict.NOT_APPLICABLE]
    worst, best = _ends(score(one) for one in counted)
    return Axis(indicator=indicator, worst=worst, best=best, criteria=tuple(one.criterion for one in counted))


def score(finding: Finding) -> int | None:
    """Return 0 to 4, None when nothing can be said."""
    if finding.verdict in {Verdict.UNKNOWN, Verdict.ADVICE}:
        return None
    if finding.level is not None:
        return finding.level
    if finding.verdict is Verdict.MET:
        return TOP_LEVEL if finding.evidence else TOP_LEVEL - 1
    return int(finding.verdict is Verdict.NOT_YET)


def raised(criterion: str, to: int, findings: Iterable[Finding], axes: Iterable[Axis]) -> tuple[Indicator, ...]:
    """Return the axes whose worst or best rises when one criterion reaches a score, and nothing else changes."""
    scores = {finding.criterion: score(finding) for finding in findings}
    after = {**scores, criterion: to}
    return tuple(
        one.indicator
        for one in axes
        if criterion in one.criteria and sum(_ends(after[name] for name in one.criteria)) > one.worst + one.best
    )


def narrowest(findings: Iterable[Finding], axes: Iterable[Axis]) -> Narrowing | None:
    """Return the unknown that would narrow the compass most; None where nothing on it is unknown.

    What counts is the width surely taken away, the least over the five levels, summed over its axes; then the width
    its levels take away together; then the order of the catalogue.
    """
    findings, axes = tuple(findings), tuple(axes)
    scores = {finding.criterion: score(finding) for finding in findings}
    best: tuple[tuple[int, int], Narrowing] | None = None
    for finding in findings:
        served = [one for one in axes if finding.criterion in one.criteria]
        if finding.verdict is not Verdict.UNKNOWN or not served:
            continue
        taken = {one.indicator: _taken(finding.criterion, one, scores) for one in served}
        sure = sum(min(levels) for levels in taken.values())
        axes_of = [name for name, levels in taken.items() if min(levels)] or [*taken]
        worth = (sure, sum(map(sum, taken.values())))
        if best is None or worth > best[0]:
            best = worth, Narrowing(criterion=finding.criterion, sure=sure, axes=tuple(axes_of))
    return best[1] if best else None


def _taken(criterion: str, one: Axis, scores: Mapping[str, int | None]) -> list[int]:
    """Return how much narrower an axis gets with each of the five levels a criterion may reach."""
    taken = []
    for level in range(TOP_LEVEL + 1):
        worst, best = _ends({**scores, criterion: level}[name] for name in one.criteria)
        taken.append((one.best - one.worst) - (best - worst))
    return taken


def _ends(scores: Iterable[int | None]) -> tuple[int, int]:
    known = [*scores]
    if not known:
        return 0, TOP_LEVEL
    worst = _lower_median(0 if one is None else one for one in known)
    return worst, _lower_median(TOP_LEVEL if one is None else one for one in known)


def _lower_median(scores: Iterable[int]) -> int:
    ordered = sorted(scores)
    return ordered[(len(ordered) - 1) // 2]
