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


def votes(
    groups: Sequence[Group], rule: VotingRule, *, cap: Fraction | None = None, present_only: bool = True
) -> Tally:
    """Return who casts how many votes; `cap` counts under share_votes_capped only (None: no cap).

    A group without a list is present as a whole; never more persons are present than belong to it.
    """
    here = [(group, _persons(group) if present_only else group.count) for group in groups]
    attached = [_attached(group, rule) for group in groups]
    base = sum(persons * each for (_, persons), each in zip(here, attached, strict=True))
    limit = max(1, floor(cap * base)) if rule == "share_votes_capped" and cap is not None else None
    each = [one if limit is None else min(one, limit) for one in attached]
    total = sum(persons * one for (_, persons), one in zip(here, each, strict=True))
    casts = tuple(
        Cast(
            group=group,
            persons=persons,
            attached=before,
            each=one,
            total=persons * one,
            share=Fraction(one, total) if persons and total else Fraction(0),
        )
        for (group, persons), before, one in zip(here, attached, each, strict=True)
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
