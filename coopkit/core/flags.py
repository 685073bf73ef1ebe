"""Red flags: what is dangerous whatever a project aims for. Shown apart, never counted with anything."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from coopkit.core.assessment import Assessment
from coopkit.core.model import Catalogue, Finding, Flag, Target, Verdict

BREACH = (Verdict.NOT_MET, Verdict.NOT_YET)


@dataclass(frozen=True, slots=True, kw_only=True)
class Raised:
    """One red flag: a declared one, or a breach of the law or of an approval that is held."""

    finding: Finding
    flag: Flag | None = None
    breaches: tuple[Target, ...] = ()


def raised(assessment: Assessment, catalogue: Catalogue, held: frozenset[Target]) -> tuple[Raised, ...]:
    """Return the red flags in the order of the catalogue, each criterion once."""
    return tuple(_raised(assessment, {flag.criterion: flag for flag in catalogue.flags}, held))


def _raised(assessment: Assessment, flags: dict[str, Flag], held: frozenset[Target]) -> Iterator[Raised]:
    for finding in assessment.findings:
        flag = flags.get(finding.criterion)
        # Of the law only what is done is a breach: what can still be written otherwise is a step.
        breaches = tuple(
            target
            for target, one in finding.by_target.items()
            if (target is Target.LAW and one is Verdict.NOT_MET) or (target in held and one in BREACH)
        )
        if breaches or (flag and _concerns(flag, finding)):
            yield Raised(finding=finding, flag=flag if flag and _concerns(flag, finding) else None, breaches=breaches)


def _concerns(flag: Flag, finding: Finding) -> bool:
    low = flag.below is not None and finding.level is not None and finding.level < flag.below
    return low or finding.verdict in flag.verdicts
