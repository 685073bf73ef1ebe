"""Answers of one dossier that cannot both be true: found and shown beside each, never resolved by the kit.

What is missing, not known or unreadable contradicts nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TypeAlias

from coopkit.core.explain import exists
from coopkit.core.facts import Facts
from coopkit.core.model import Contradiction, Form, Target, Value
from coopkit.core.rules.assembly import group_of
from coopkit.core.rules.investments import EXCLUDED, NOTHING_EXCLUDED
from coopkit.core.rules.outcome import say
from coopkit.core.simulate.voting import votes

Finder: TypeAlias = Callable[[Facts], Contradiction | None]

TOUCHED: Mapping[str, tuple[str, ...]] = {
    "GOV-01": ("votes_beside_one_vote", "shares_in_asbl"),
    "GOV-02": ("votes_beside_one_vote",),
    "GOV-03": ("votes_beside_one_vote", "shares_in_asbl"),
    "GOV-07": ("votes_beside_one_vote",),
    "GOV-08": ("votes_beside_one_vote",),
}
"""Criterion -> the contradictions that leave nothing to be said about it."""

FINDERS: list[Finder] = []

VOTING_RULE = "facts.articles.voting_rule"
VOTE_CAP = "facts.articles.vote_cap"
MISSION_FIRST = "facts.articles.mission_before_dividend"


def contradictions(facts: Facts) -> Iterator[Contradiction]:
    """Yield the answers that cannot both be true."""
    for find in FINDERS:
        if (found := find(facts)) is not None:
            yield found


def _finder(find: Finder) -> Finder:
    FINDERS.append(find)
    return find


def _between(name: str, paths: Iterable[str], **values: Value) -> Contradiction:
    return Contradiction(id=name, message=say(f"contradiction.{name}", **values), paths=tuple(paths))


@_finder
def votes_beside_one_vote(facts: Facts) -> Contradiction | None:
    """One member, one vote in the articles, and members with more."""
    unequal = [row for row in facts.rows("facts.members") if row.whole("votes") not in {None, 1}]
    if not unequal or facts.text(VOTING_RULE) != "one_member_one_vote":
        return None
    most = max(row.whole("votes") or 0 for row in unequal)
    return _between("votes_beside_one_vote", [VOTING_RULE, *(row.at("votes") for row in unequal)], votes=most)


@_finder
def votes_over_cap(facts: Facts) -> Contradiction | None:
    """A cap on votes in the articles, and votes of a member's own above it, of the votes attached to all present."""
    rows, cap = facts.rows("facts.members"), facts.fraction(VOTE_CAP)
    unsure = any(row.doubtful(["count", "present"]) for row in rows)
    unsure = unsure or any(row.whole("shares") is None and row.whole("votes") is None for row in rows)
    if facts.text(VOTING_RULE) != "share_votes_capped" or cap is None or unsure:
        return None
    allowed = votes([group_of(row, "") for row in rows], "share_votes_capped", cap=cap).limit or 0
    above = [row for row in rows if (row.whole("votes") or 0) > allowed]
    if not above:
        return None
    most = max(row.whole("votes") or 0 for row in above)
    paths = (VOTING_RULE, VOTE_CAP, *(row.at("votes") for row in above))
    return _between("votes_over_cap", paths, cap=cap, allowed=allowed, votes=most)


@_finder
def shares_in_asbl(facts: Facts) -> Contradiction | None:
    """Votes by share in an association, which has no shares."""
    if facts.form() is not Form.ASBL or facts.text(VOTING_RULE) not in {"share_votes", "share_votes_capped"}:
        return None
    return _between("shares_in_asbl", ["project.form", VOTING_RULE])


@_finder
def dividend_in_asbl(facts: Facts) -> Contradiction | None:
    """A dividend in an association, which may pay its members nothing."""
    paying = [row for row in facts.rows("facts.surplus") if (row.decimal("dividend") or 0) > 0]
    if not paying or facts.form() is not Form.ASBL:
        return None
    return _between("dividend_in_asbl", ["project.form", *(row.at("dividend") for row in paying)], count=len(paying))


@_finder
def dividend_before_mission(facts: Facts) -> Contradiction | None:
    """The mission first in the articles, and a year that pays a dividend and leaves the mission nothing."""
    rows = [
        row
        for row in facts.rows("facts.surplus")
        if (row.decimal("dividend") or 0) > 0 and row.decimal("mission_amount") == 0
    ]
    if not rows or facts.text(MISSION_FIRST) != "yes":
        return None
    paths = [MISSION_FIRST, *(row.at(column) for row in rows for column in ("dividend", "mission_amount"))]
    return _between("dividend_before_mission", paths, count=len(rows))


@_finder
def approval_outside_sc(facts: Facts) -> Contradiction | None:
    """An approval of cooperatives held or aimed for by another form."""
    chosen = ("project.held", "project.aimed")
    beyond = [path for path in chosen if any(not exists(Target(one), facts) for one in facts.options(path) or ())]
    return _between("approval_outside_sc", ["project.form", *beyond]) if beyond else None


@_finder
def none_beside_excluded(facts: Facts) -> Contradiction | None:
    """None of these, ticked beside one of these."""
    ticked = facts.options(EXCLUDED) or ()
    both = NOTHING_EXCLUDED in ticked and len(ticked) > 1
    return _between("none_beside_excluded", [EXCLUDED]) if both else None
