"""What surrounds a verdict: whom a criterion concerns, changes tried out, what to do next."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from coopkit.core.facts import Facts
from coopkit.core.model import Change, Criterion, Finding, Form, Message, Target, TargetInfo, Verdict
from coopkit.core.rules.outcome import Proposal, say

ALWAYS = (Target.EUR, Target.CC, Target.LAW)
"""Targets that concern every project; approvals concern those who hold them or aim for them."""

BETTER = (Verdict.NOT_MET, Verdict.NOT_YET, Verdict.ADVICE, Verdict.MET)
"""Verdicts a change may lead to, worst first."""

SC_ONLY = (Target.SCA, Target.SES)
"""Approvals the Code keeps for the cooperative company (art. 8:4 and 8:5); who is undecided may still become one."""


def wanted(facts: Facts) -> frozenset[Target]:
    """Return the targets that concern this project."""
    chosen = (*(facts.options("project.held") or ()), *(facts.options("project.aimed") or ()))
    return frozenset((*ALWAYS, *(Target(one) for one in chosen)))


def exists(target: Target, facts: Facts) -> bool:
    """Say whether a target can concern a project of this legal form at all."""
    return target not in SC_ONLY or facts.form() in {Form.SC, Form.UNDECIDED}


def concerns(target: TargetInfo, facts: Facts, on: date) -> bool:
    """Say whether a target can concern a project of this legal form, on a day on which there is such a target."""
    return exists(target.id, facts) and (target.valid_from is None or target.valid_from <= on)


def outside(criterion: Criterion, facts: Facts) -> Message | None:
    """Return why a criterion does not concern this project, None when it does. An unsaid track excludes nothing."""
    applies, track = criterion.applies, facts.text("project.track")
    if applies.forms and facts.form() not in applies.forms:
        return say("common.not_for_form")
    if applies.tracks and track is not None and track not in applies.tracks:
        return say("common.not_for_track")
    if applies.targets and not wanted(facts).intersection(applies.targets):
        return say("common.not_for_targets")
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A finding before it is hedged for lack of certainty, and what might change it."""

    finding: Finding
    proposals: tuple[Proposal, ...]
    firm: frozenset[Target]
    """Targets whose verdict needs no hedging for what the kit itself reads into the criterion."""


def changes(
    facts: Facts,
    judged: Judged,
    judge: Callable[[Facts], Judged],
    shown: Callable[[Judged], Finding],
) -> tuple[Change, ...]:
    """Return the proposals that really give a better verdict or level: each is made in a copy and judged again.

    Verdicts are compared before hedging, so that advice can still be followed; `shown` gives the verdict told.
    """
    kept = []
    for proposal in judged.proposals:
        after = judge(facts.after(proposal.edits))
        if _better(judged.finding, after.finding):
            change = Change(
                id=proposal.id,
                message=proposal.message,
                edits=proposal.edits,
                verdict=shown(after).verdict,
                level=after.finding.level,
            )
            kept.append(change)
    return tuple(kept)


def _better(before: Finding, after: Finding) -> bool:
    """Say whether something improves, for one target at least, and nothing gets worse or unknown."""
    pairs = [(before.verdict, after.verdict)]
    pairs += [(verdict, after.by_target[target]) for target, verdict in before.by_target.items()]
    moves = [_rank(new) - _rank(old) for old, new in pairs if old is not new]
    higher = before.level is not None and after.level is not None and after.level > before.level
    return all(move > 0 for move in moves) and (higher or bool(moves))


def _rank(verdict: Verdict) -> int:
    return BETTER.index(verdict) if verdict in BETTER else -1
