"""Which coalitions matter: who can block alone, who never decides, how few win. Exact for thousands of members."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from coopkit.core.simulate.bounds import BadInputError, whole
from coopkit.core.simulate.games import Kind, checked
from coopkit.core.simulate.given import refusing

MOST_LISTED = 1000
MOST_WORK = 2**40
"""Bits looked at to find who never decides: far more than any assembly has, and less than a machine can hold."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SmallestWinning:
    """The winning coalitions with the fewest persons: `size` persons (at least 1).

    `compositions`: how many of each kind, in the order given, one line a coalition, those with the heaviest first.
    `complete` is False when there were more than MOST_LISTED and the rest is left out.
    """

    size: int
    compositions: tuple[tuple[int, ...], ...]
    complete: bool


@refusing
def blocking(game: Sequence[Kind], quota: int) -> tuple[Kind, ...]:
    """Return the kinds of whom each single member can block: without her votes all others miss the quota."""
    total = checked(game, quota)
    return tuple(kind for kind in game if total - kind.votes < quota)


@refusing
def never_decisive(game: Sequence[Kind], quota: int) -> tuple[Kind, ...]:
    """Return the kinds whose members never turn a decision: no coalition of the others is just short of the quota."""
    checked(game, quota)
    work = quota * len(game) ** 2
    if work > MOST_WORK:
        raise BadInputError(field="quota times kinds squared", value=work, bound=f"at most {MOST_WORK}")
    return tuple(kind for place, kind in enumerate(game) if not _turns(game, place, quota))


def _turns(game: Sequence[Kind], place: int, quota: int) -> bool:
    """Say if others can have from `quota` less her votes to `quota` less one; bit x of `reach`: x votes are reached."""
    limit = (1 << quota) - 1
    reach = 1
    for number, kind in enumerate(game):
        # More of them than this have the quota by themselves.
        left, step = min(kind.members - (number == place), quota // max(1, kind.votes)), 1
        while left and kind.votes:
            step = min(step, left)
            reach |= (reach << (step * kind.votes)) & limit
            left, step = left - step, step * 2
    return bool(reach >> max(0, quota - game[place].votes))


@refusing
def fewest(game: Sequence[Kind], quota: int) -> int:
    """Return how few persons together have at least `quota` votes."""
    checked(game, quota)
    return _fewest(sorted(game, key=lambda kind: kind.votes, reverse=True), quota)


def _fewest(heaviest_first: Sequence[Kind], quota: int) -> int:
    persons, missing = 0, quota
    for kind in heaviest_first:
        if missing > 0:
            needed = min(kind.members, -(-missing // kind.votes))
            persons, missing = persons + needed, missing - needed * kind.votes
    return persons


@refusing
def smallest_winning(game: Sequence[Kind], quota: int, *, most: int = MOST_LISTED) -> SmallestWinning:
    """Return the winning coalitions with the fewest persons; at most `most` (1 to MOST_LISTED) of them are listed."""
    whole("most", most, 1, MOST_LISTED)
    size = fewest(game, quota)
    order = sorted(range(len(game)), key=lambda place: game[place].votes, reverse=True)
    listed = list(islice(_of_size([game[place] for place in order], size, quota), most + 1))
    back = sorted(range(len(order)), key=order.__getitem__)
    return SmallestWinning(
        size=size,
        compositions=tuple(tuple(one[place] for place in back) for one in listed[:most]),
        complete=len(listed) <= most,
    )


def _of_size(heaviest_first: Sequence[Kind], persons: int, quota: int) -> Iterator[tuple[int, ...]]:
    """Yield how many of each kind make `persons`, the fewest with the quota; a branch short of it is not entered."""
    if not heaviest_first:
        yield ()
        return
    first, rest = heaviest_first[0], heaviest_first[1:]
    for number in range(min(first.members, persons), -1, -1):
        left, missing = persons - number, quota - number * first.votes
        if _most(rest, left) >= missing:
            yield from ((number, *others) for others in _of_size(rest, left, missing))


def _most(heaviest_first: Sequence[Kind], persons: int) -> int:
    """Return the most votes at most so many persons can have."""
    total, left = 0, persons
    for kind in heaviest_first:
        taken = min(kind.members, left)
        total, left = total + taken * kind.votes, left - taken
    return total
