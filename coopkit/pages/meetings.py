"""Who meets whom: rounds of meetings between teams, each a maximum-weight matching; every pair at most once.

Knows no dossier and no sentence. networkx finds the matching (docs/decisions.md, 38) and is loaded
only when somebody asks for it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TypeAlias

Pair: TypeAlias = tuple[int, int]
"""Places of two teams in their list, the smaller first."""

REST = -1
"""A chair of an odd number: who is matched with it rests."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Team:
    """What a team offers and looks for, as ids of one and the same list, and the needs in society it answers."""

    label: str
    offers: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    answers: tuple[str, ...] = ()
    text: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """Two teams at one table: what each brings that the other looks for, and what they have in common."""

    pair: Pair
    given: tuple[str, ...]
    """What the first offers and the other needs."""
    received: tuple[str, ...]
    """What the other offers and the first needs."""
    both_need: tuple[str, ...]
    both_answer: tuple[str, ...]

    @property
    def met(self) -> int:
        """Return how many needs this meeting can meet, in both directions."""
        return len(self.given) + len(self.received)


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """The meetings held at one time, the best first, and who has none."""

    meetings: tuple[Meeting, ...]
    resting: tuple[int, ...]


def rounds(teams: Sequence[Team], most: int) -> tuple[Round, ...]:
    """Return at most so many rounds; fewer when every pair has met.

    In each round: as many meetings as there can be, then somebody rests who has not rested yet, then as many needs
    met as there can be. The same teams in the same order always give the same rounds.
    """
    left = {pair: meeting(teams, pair) for pair in combinations(range(len(teams)), 2)}
    rested: set[int] = set()
    held: list[Round] = []
    while left and len(held) < most:
        matched = _matched(left, [place for place in range(len(teams)) if place not in rested], odd=len(teams) % 2 == 1)
        meetings = sorted((left.pop(pair) for pair in matched), key=lambda one: (-one.met, one.pair))
        busy = {place for one in meetings for place in one.pair}
        resting = tuple(place for place in range(len(teams)) if place not in busy)
        rested.update(resting)
        held.append(Round(meetings=tuple(meetings), resting=resting))
    return tuple(held)


def meeting(teams: Sequence[Team], pair: Pair) -> Meeting:
    """Return what two teams have for each other; ids keep the order in which they are offered."""
    one, other = (teams[place] for place in pair)
    return Meeting(
        pair=pair,
        given=_both(one.offers, other.needs),
        received=_both(other.offers, one.needs),
        both_need=_both(one.needs, other.needs),
        both_answer=_both(one.answers, other.answers),
    )


def lacking(teams: Sequence[Team]) -> tuple[str, ...]:
    """Return what somebody looks for and no other team offers, in the order in which it is asked."""
    asked = [
        need
        for place, team in enumerate(teams)
        for need in team.needs
        if not any(need in other.offers for beside, other in enumerate(teams) if beside != place)
    ]
    return tuple(dict.fromkeys(asked))


def _both(some: tuple[str, ...], others: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(one for one in some if one in others)


def _matched(left: Mapping[Pair, Meeting], fresh: Sequence[int], *, odd: bool) -> list[Pair]:
    """Return the pairs of one round.

    Three wishes in one weight: a meeting outweighs whoever rests, and that outweighs every need together.
    """
    import networkx as nx

    every = sum(one.met for one in left.values())
    graph = nx.Graph()
    graph.add_weighted_edges_from((*pair, one.met + 2 * every + 2) for pair, one in left.items())
    if odd:
        graph.add_weighted_edges_from((place, REST, every + 1) for place in fresh)
    found = (tuple(sorted(pair)) for pair in nx.max_weight_matching(graph))
    return sorted((first, second) for first, second in found if first != REST)
