"""Who comes to the assembly: quorum of presence, proxies, and how likely a group decides when only some come."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import accumulate
from math import comb, log, prod, sqrt
from random import Random

from coopkit.core.simulate.bounds import BadInputError, whole
from coopkit.core.simulate.games import Majority, at_least, quota_for
from coopkit.core.simulate.given import refusing, sound
from coopkit.core.simulate.voting import Group, VotingRule, attached, cast_by, counted, votes, votes_allowed

MOST_COMPOSITIONS = 20_000
"""Ways to come that are counted one by one; beyond, they are drawn."""
MOST_DRAWS = 1_000_000
_DOUBT = 0.01
_FINE = 2**53
"""The different numbers a draw from 0 to 1 can be."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quorum:
    """What must be present or represented: parts (above 0, at most 1) of all members, of all votes attached, or both.

    Source: domain.md §9.2 (half of the shares, two thirds of the members: law and articles say which).
    """

    members: Fraction | None = None
    votes: Fraction | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Presence:
    """The quorum of one meeting: persons and votes there are, and how many are needed (0: nothing asked)."""

    persons: int
    persons_needed: int
    votes: int
    votes_needed: int

    @property
    def met(self) -> bool:
        """Say if the meeting may decide."""
        return self.persons >= self.persons_needed and self.votes >= self.votes_needed


@dataclass(frozen=True, slots=True, kw_only=True)
class Assembly:
    """All members, under which rule they vote and what a decision needs; `cap` counts under share_votes_capped only."""

    groups: tuple[Group, ...]
    rule: VotingRule
    cap: Fraction | None = None
    majority: Majority = "majority"
    quorum: Quorum = Quorum()

    def __post_init__(self) -> None:
        """Check the kinds."""
        sound("assembly", self)


@dataclass(frozen=True, slots=True, kw_only=True)
class Capture:
    """How likely the group decides alone: `probability` from 0 to 1.

    Exact when `draws` is 0, and `error` too. Otherwise a part of so many draws, and the true probability is within
    `error` of it, but for one seed in a hundred (Hoeffding's inequality, 1963).
    """

    probability: Fraction
    error: float
    draws: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Proxied:
    """Votes person by person once proxies are given (a giver casts none), and the cap in votes (None: no cap)."""

    votes: tuple[int, ...]
    base: int
    limit: int | None


@refusing
def presence(groups: Sequence[Group], rule: VotingRule, quorum: Quorum) -> Presence:
    """Return who and what is present or represented, and what is needed; the cap does not lower a quorum."""
    if not groups:
        raise BadInputError(field="groups", value=groups, bound="a list of one group or more")
    here = votes(groups, rule)
    every = votes([replace(group, present=None) for group in groups], rule)
    return Presence(
        persons=here.persons,
        persons_needed=0 if quorum.members is None else at_least(every.persons, quorum.members),
        votes=here.base,
        votes_needed=0 if quorum.votes is None else at_least(every.base, quorum.votes),
    )


@refusing
def with_proxies(
    own: Sequence[int], given: Mapping[int, int], *, most: int | None = None, cap: Fraction | None = None
) -> Proxied:
    """Return the votes once each giver (a place in `own`) has given hers to a holder; `own` is votes, 0 or more.

    A holder is there herself and holds at most `most` proxies (None: no limit). `cap` holds for own votes and those
    held together, on all votes present or represented: the kit's reading, to confirm against the decree's text.
    """
    if most is not None:
        whole("most", most, 0)
    for place, one in enumerate(own):
        whole(f"own[{place}]", one, 0)
    held: dict[int, int] = defaultdict(int)
    for giver, holder in given.items():
        whole("giver of a proxy", giver, 0, len(own) - 1)
        whole("holder of a proxy", holder, 0, len(own) - 1)
        if holder in given:
            raise BadInputError(field="holder of a proxy", value=holder, bound="somebody who comes herself")
        held[holder] += 1
        whole("proxies held", held[holder], 0, most)
    cast = [0 if place in given else one for place, one in enumerate(own)]
    for giver, holder in given.items():
        cast[holder] += own[giver]
    base = sum(own)
    limit = None if cap is None else votes_allowed(base, cap)
    return Proxied(votes=tuple(one if limit is None else min(one, limit) for one in cast), base=base, limit=limit)


@refusing
def capture(assembly: Assembly, ids: Collection[str], coming: int, *, draws: int = 10_000, seed: int = 0) -> Capture:
    """Return how likely the groups of these ids carry a decision against all others when `coming` members come.

    Everybody is as likely to come (the groups' own `present` is left aside); all who come vote, as one in the group.
    Exact (hypergeometric) up to MOST_COMPOSITIONS ways to come, then `draws` seeded draws, the same on every machine.
    No quorum, or nobody with a vote: nobody decides.
    """
    groups = _alike(assembly, ids)
    members = sum(group.count for group in groups)
    whole("coming", coming, 1, members)
    whole("draws", draws, 1, MOST_DRAWS)
    whole("seed", seed, 0)
    asked = presence(groups, assembly.rule, assembly.quorum)
    ways = [min(group.count, coming) + 1 for group in groups]
    if prod(ways) // max(ways) <= MOST_COMPOSITIONS:
        won = sum(
            prod(comb(group.count, come) for group, come in zip(groups, here, strict=True))
            for here in _compositions([group.count for group in groups], coming)
            if _decides(assembly, groups, here, asked)
        )
        return Capture(probability=Fraction(won, comb(members, coming)), error=0.0, draws=0)
    known: dict[tuple[int, ...], bool] = {}
    won = 0
    for here in _drawn([group.count for group in groups], coming, draws, seed):
        if here not in known:
            known[here] = _decides(assembly, groups, here, asked)
        won += known[here]
    return Capture(probability=Fraction(won, draws), error=sqrt(log(2 / _DOUBT) / (2 * draws)), draws=draws)


def _alike(assembly: Assembly, ids: Collection[str]) -> tuple[Group, ...]:
    """Return the members in as few groups as their votes and sides allow; `ours` and `others` are their ids."""
    if not assembly.groups:
        raise BadInputError(field="groups", value=assembly.groups, bound="a list of one group or more")
    counted(assembly.groups)
    for name in ids:
        if name not in {group.id for group in assembly.groups}:
            raise BadInputError(field="ids", value=name, bound="the id of a group of the assembly")
    counts: dict[tuple[str, int], int] = defaultdict(int)
    for group in assembly.groups:
        counts["ours" if group.id in ids else "others", attached(group, assembly.rule)] += group.count
    return tuple(Group(id=side, label=side, count=count, votes=each) for (side, each), count in counts.items())


def _decides(assembly: Assembly, groups: Sequence[Group], here: Sequence[int], asked: Presence) -> bool:
    come = [replace(group, present=present) for group, present in zip(groups, here, strict=True)]
    tally = cast_by(come, assembly.rule, cap=assembly.cap)
    if not tally.total or not replace(asked, persons=tally.persons, votes=tally.base).met:
        return False
    ours = sum(cast.total for cast in tally.groups if cast.group.id == "ours")
    return ours >= quota_for(tally.total, assembly.majority)


def _compositions(counts: Sequence[int], coming: int) -> Iterator[tuple[int, ...]]:
    """Yield every way so many can come from groups of these sizes."""
    if len(counts) == 1:
        yield (coming,)
        return
    rest = sum(counts[1:])
    for come in range(max(0, coming - rest), min(counts[0], coming) + 1):
        yield from ((come, *others) for others in _compositions(counts[1:], coming - come))


def _drawn(counts: Sequence[int], coming: int, draws: int, seed: int) -> Iterator[tuple[int, ...]]:
    """Yield who comes, draw by draw: of the first group by its hypergeometric chances, then of the second, and so on.

    Whole numbers throughout, and only `Random.random` is promised to be the same in every version of Python.
    """
    chance = Random(seed).random  # noqa: S311  (a simulation, no secret)
    others = [sum(counts[place + 1 :]) for place in range(len(counts))]
    ladders: dict[tuple[int, int], tuple[int, ...]] = {}
    for _ in range(draws):
        left, here = coming, []
        for place, count in enumerate(counts):
            if (place, left) not in ladders:
                ladders[place, left] = _ladder(count, others[place], left)
            come = max(0, left - others[place]) + bisect_right(ladders[place, left], int(chance() * _FINE))
            here.append(come)
            left -= come
        yield tuple(here)


def _ladder(count: int, others: int, coming: int) -> tuple[int, ...]:
    """Return how likely at most so many of `count` are among those who come, in _FINE parts.

    One step for each number there can be, the fewest first; the last step, which is certain, is left out.
    """
    fewest, most = max(0, coming - others), min(count, coming)
    ways = [comb(count, fewest) * comb(others, coming - fewest)]
    for come in range(fewest, most):
        ways.append(ways[-1] * (count - come) * (coming - come) // ((come + 1) * (others - coming + come + 1)))
    every = comb(count + others, coming)
    return tuple(_FINE * below // every for below in accumulate(ways[:-1]))
