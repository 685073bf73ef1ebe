"""Votes at a general assembly, by group and by person, under the voting rules a cooperative can write down.

Who turns a decision is reckoned in `power.py` (exact; `power_indices` is offered here), `estimate.py` (thousands of
members) and `coalitions.py`; who comes, and what that changes, in `attendance.py`.

Source of the cap: royal decree of 8 January 1962, art. 1, 3°: a member votes for at most a share of the votes
attached to the shares present or represented. That base is counted before anybody is capped; a cap below one vote
still leaves one vote each. Both are the kit's reading.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import floor
from typing import Literal, TypeAlias

from coopkit.core.simulate.bounds import part, whole
from coopkit.core.simulate.coalitions import fewest
from coopkit.core.simulate.games import Kind, quota_for
from coopkit.core.simulate.given import refusing, sound
from coopkit.core.simulate.power import Power, power_indices

__all__ = [
    "Cast",
    "Group",
    "Power",
    "Tally",
    "VotingRule",
    "attached",
    "kinds_of",
    "power_indices",
    "smallest_majority",
    "votes",
    "votes_allowed",
]

VotingRule: TypeAlias = Literal["one_member_one_vote", "share_votes", "share_votes_capped"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Persons with the same shares. `votes`: what each may cast if the articles say so, otherwise one a share.

    `present`: how many of them come or are represented; None when nobody made a list.
    """

    id: str
    label: str
    count: int
    shares: int = 0
    votes: int | None = None
    present: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """What one group casts: `each` before the cap is `attached`; `share` is one person's part of all votes cast."""

    group: Group
    persons: int
    attached: int
    each: int
    total: int
    share: Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """All groups in order. `base` is counted before capping, `limit` is the cap in votes (None: no cap)."""

    groups: tuple[Cast, ...]
    persons: int
    base: int
    limit: int | None
    total: int
    strongest: Cast | None
    """The first group whose persons cast most; None when nobody casts a vote."""

    @property
    def share(self) -> Fraction:
        """The strongest person's part of all votes cast."""
        return self.strongest.share if self.strongest else Fraction(0)


@refusing
def votes(groups: Sequence[Group], rule: VotingRule, *, cap: Fraction | None = None) -> Tally:
    """Return who casts how many votes; `cap` counts under share_votes_capped only (None: no cap).

    A group without a list is present as a whole; never more persons are present than belong to it.
    """
    counted(groups)
    if cap is not None:
        part("cap", cap)
    return cast_by(groups, rule, cap=cap)


def counted(groups: Sequence[Group]) -> None:
    """Refuse groups of no person, or with less than no share, vote or person present."""
    for group in groups:
        sound("group", group)
        whole(f"count of {group.id}", group.count, 1)
        whole(f"shares of {group.id}", group.shares, 0)
        for field, value in (("votes", group.votes), ("present", group.present)):
            if value is not None:
                whole(f"{field} of {group.id}", value, 0)


def cast_by(groups: Sequence[Group], rule: VotingRule, *, cap: Fraction | None) -> Tally:
    """Return the votes of groups that were checked, as `votes` does."""
    here = [(group, _persons(group), _attached(group, rule)) for group in groups]
    base = sum(persons * own for _, persons, own in here)
    limit = votes_allowed(base, cap) if rule == "share_votes_capped" and cap is not None else None
    each = [own if limit is None else min(own, limit) for _, _, own in here]
    total = sum(persons * one for (_, persons, _), one in zip(here, each, strict=True))
    casts = tuple(
        Cast(
            group=group,
            persons=persons,
            attached=own,
            each=one,
            total=persons * one,
            share=Fraction(one, total) if persons and total else Fraction(0),
        )
        for (group, persons, own), one in zip(here, each, strict=True)
    )
    voting = [cast for cast in casts if cast.total]
    return Tally(
        groups=casts,
        persons=sum(cast.persons for cast in casts),
        base=base,
        limit=limit,
        total=total,
        strongest=max(voting, key=lambda cast: cast.each, default=None),
    )


@refusing
def votes_allowed(base: int, cap: Fraction) -> int:
    """Return the most votes one person may cast under a cap: a part of `base` votes attached (0 or more), rounded down.

    With fewer votes than the cap's denominator (ten, for one tenth) that is none; one vote each is left, as said above.
    """
    return max(1, floor(part("cap", cap) * whole("base", base, 0)))


def _persons(group: Group) -> int:
    return group.count if group.present is None else min(group.present, group.count)


@refusing
def attached(group: Group, rule: VotingRule) -> int:
    """Return the votes each person of the group has before any cap."""
    counted([group])
    return _attached(group, rule)


def _attached(group: Group, rule: VotingRule) -> int:
    if rule == "one_member_one_vote":
        return 1
    return group.shares if group.votes is None else group.votes


def kinds_of(tally: Tally) -> tuple[Kind, ...]:
    """Return the persons who cast votes, caps applied, as a game: one kind for each group that casts any."""
    return tuple(Kind(members=cast.persons, votes=cast.each) for cast in tally.groups if cast.total)


def smallest_majority(tally: Tally) -> int:
    """Return how few persons together cast more than half of the votes; 0 when nobody casts any.

    Power is not weight, and this number shows it to founders.
    """
    return fewest(kinds_of(tally), quota_for(tally.total, "majority")) if tally.total else 0
