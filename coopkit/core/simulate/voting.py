"""Votes at a general assembly, by group and by person, under the voting rules a cooperative can write down.

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


def votes(groups: Sequence[Group], rule: VotingRule, *, cap: Fraction | None = None) -> Tally:
    """Return who casts how many votes; `cap` counts under share_votes_capped only (None: no cap).

    A group without a list is present as a whole; never more persons are present than belong to it.
    """
    here = [(group, _persons(group), _attached(group, rule)) for group in groups]
    base = sum(persons * attached for _, persons, attached in here)
    limit = max(1, floor(cap * base)) if rule == "share_votes_capped" and cap is not None else None
    each = [attached if limit is None else min(attached, limit) for _, _, attached in here]
    total = sum(persons * one for (_, persons, _), one in zip(here, each, strict=True))
    casts = tuple(
        Cast(
            group=group,
            persons=persons,
            attached=attached,
            each=one,
            total=persons * one,
            share=Fraction(one, total) if persons and total else Fraction(0),
        )
        for (group, persons, attached), one in zip(here, each, strict=True)
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


def _persons(group: Group) -> int:
    return group.count if group.present is None else min(group.present, group.count)


def _attached(group: Group, rule: VotingRule) -> int:
    if rule == "one_member_one_vote":
        return 1
    return group.shares if group.votes is None else group.votes


def smallest_majority(tally: Tally) -> int:
    """Return how few persons together cast more than half of the votes; 0 when nobody casts any.

    Power is not weight, and this number shows it to founders.
    """
    missing = tally.total // 2 + 1
    persons = 0
    for cast in sorted(tally.groups, key=lambda cast: cast.each, reverse=True):
        if not cast.each:
            break
        needed = min(cast.persons, -(-missing // cast.each))
        persons += needed
        missing -= needed * cast.each
        if missing <= 0:
            return persons
    return 0
