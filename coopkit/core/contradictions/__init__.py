"""Answers of one dossier that cannot both be true: found and shown beside each, never resolved by the kit.

What is missing, not known or unreadable contradicts nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from coopkit.core.contradictions import governance, means, profit, work
from coopkit.core.contradictions.telling import Finder
from coopkit.core.facts import Facts
from coopkit.core.model import Contradiction

TOUCHED: Mapping[str, tuple[str, ...]] = {
    "GOV-01": ("votes_beside_one_vote", "shares_in_asbl"),
    "GOV-02": ("votes_beside_one_vote",),
    "GOV-03": ("votes_beside_one_vote", "shares_in_asbl"),
    "JOB-02": ("open_ended_that_ends",),
    "JOB-05": ("lasting_that_ends", "capital_as_income"),
    "MOD-03": ("capital_as_income",),
    "MOD-04": ("capital_as_income",),
    "PRO-09": ("refund_without_basis",),
    "PRO-12": ("none_beside_excluded",),
}
"""Criterion -> the contradictions that leave nothing to be said about it."""

FINDERS: Mapping[str, Finder] = {
    find.__name__: find for find in (*governance.FOUND_HERE, *profit.FOUND_HERE, *work.FOUND_HERE, *means.FOUND_HERE)
}


def contradictions(facts: Facts, among: Iterable[str] | None = None) -> Iterator[Contradiction]:
    """Yield the answers that cannot both be true, all of them or those of these names."""
    for name in FINDERS if among is None else among:
        if (found := FINDERS[name](facts)) is not None:
            yield found
