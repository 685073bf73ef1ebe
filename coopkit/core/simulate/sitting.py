"""One sitting of an assembly: who comes, whether it may decide, and which groups carry or stop a decision there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from math import ceil

from coopkit.core.simulate.attendance import Assembly, Presence, presence
from coopkit.core.simulate.bounds import BadInputError, fraction
from coopkit.core.simulate.coalitions import fewest
from coopkit.core.simulate.games import quota_for
from coopkit.core.simulate.given import refusing
from coopkit.core.simulate.voting import Group, Tally, counted, kinds_of, votes


@dataclass(frozen=True, slots=True, kw_only=True)
class Sitting:
    """What a sitting can do. Without a quorum, or a vote, nobody decides or blocks and `fewest` is 0.

    `decide`: ids of groups that carry a decision against all others who came, voting as one; `block`: ids of groups
    against which none is carried, those that decide among them. `fewest`: persons who together carry a decision.
    """

    tally: Tally
    presence: Presence
    decide: tuple[str, ...]
    block: tuple[str, ...]
    fewest: int


@refusing
def coming(groups: Sequence[Group], parts: Sequence[Fraction]) -> tuple[Group, ...]:
    """Return the groups with the part (0 to 1) of each that comes, in persons, rounded up."""
    counted(groups)
    if len(parts) != len(groups):
        raise BadInputError(field="parts", value=parts, bound="a part for each group")
    for part in parts:
        fraction("part", part, 0, 1)
    return tuple(replace(group, present=ceil(part * group.count)) for group, part in zip(groups, parts, strict=True))


@refusing
def sitting(assembly: Assembly) -> Sitting:
    """Return what those who come (each group's `present`) can do under the assembly's rule, quorum and majority."""
    there = presence(assembly.groups, assembly.rule, assembly.quorum)
    tally = votes(assembly.groups, assembly.rule, cap=assembly.cap)
    if not (there.met and tally.total):
        return Sitting(tally=tally, presence=there, decide=(), block=(), fewest=0)
    quota = quota_for(tally.total, assembly.majority)
    return Sitting(
        tally=tally,
        presence=there,
        decide=tuple(cast.group.id for cast in tally.groups if cast.total >= quota),
        block=tuple(cast.group.id for cast in tally.groups if tally.total - cast.total < quota),
        fewest=fewest(kinds_of(tally), quota),
    )
