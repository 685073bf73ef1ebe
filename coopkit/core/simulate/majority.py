"""How few people can carry a decision: power is not weight, and this number shows it to founders."""

from __future__ import annotations

from coopkit.core.simulate.voting import Tally


def smallest_majority(tally: Tally) -> int:
    """Return the least number of persons who together cast more than half of the votes; 0 when nobody casts any."""
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
