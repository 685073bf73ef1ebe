"""Answers on who decides that cannot both be true."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction
from typing import cast, get_args

from coopkit.core.contradictions.telling import CLOSE, Finder, between, same
from coopkit.core.explain import exists
from coopkit.core.facts import Facts, Row
from coopkit.core.model import Contradiction, Form, Target
from coopkit.core.rules.assembly import group_of
from coopkit.core.rules.renewal import GRANTED, HELD
from coopkit.core.simulate.voting import VotingRule, votes

PAY = "facts.articles.director_pay"
BOARD_PAY = "facts.board.pay"
MEMBERS = "facts.members"
VOTING_RULE = "facts.articles.voting_rule"
VOTE_CAP = "facts.articles.vote_cap"


def votes_beside_one_vote(facts: Facts) -> Contradiction | None:
    """One member, one vote in the articles, and members with more."""
    unequal = [row for row in facts.rows(MEMBERS) if row.whole("votes") not in {None, 1}]
    if not unequal or facts.text(VOTING_RULE) != "one_member_one_vote":
        return None
    most = max(row.whole("votes") or 0 for row in unequal)
    return between("votes_beside_one_vote", [VOTING_RULE, *(row.at("votes") for row in unequal)], votes=most)


def votes_over_cap(facts: Facts) -> Contradiction | None:
    """A cap on votes in the articles, and votes of a member's own above it, of the votes attached to all present."""
    rows, cap = facts.rows(MEMBERS), facts.fraction(VOTE_CAP)
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
    return between("votes_over_cap", paths, cap=cap, allowed=allowed, votes=most)


def shares_in_asbl(facts: Facts) -> Contradiction | None:
    """Votes by share in an association, which has no shares."""
    if facts.form() is not Form.ASBL or facts.text(VOTING_RULE) not in {"share_votes", "share_votes_capped"}:
        return None
    return between("shares_in_asbl", ["project.form", VOTING_RULE])


def approval_outside_sc(facts: Facts) -> Contradiction | None:
    """An approval of cooperatives held or aimed for by another form."""
    chosen = ("project.held", "project.aimed")
    beyond = [path for path in chosen if any(not exists(Target(one), facts) for one in facts.options(path) or ())]
    return between("approval_outside_sc", ["project.form", *beyond]) if beyond else None


def approval_not_ticked(facts: Facts) -> Contradiction | None:
    """The first day of an approval that is not among those held; its field is hidden, and its days are reckoned."""
    if facts.cell(GRANTED) is None or "ESD" in (facts.options(HELD) or ()) or facts.doubtful([HELD]):
        return None
    return between("approval_not_ticked", [HELD, GRANTED])


def paid_directors(facts: Facts) -> Contradiction | None:
    """Articles that say unpaid, and directors who are paid for their mandate (a small allowance is no pay)."""
    paid = [row.at("pay") for row in facts.rows("facts.directors") if (row.decimal("pay") or 0) > 0]
    said = [BOARD_PAY] if facts.text(BOARD_PAY) in {"fixed", "profit_share"} else []
    if facts.text(PAY) != "unpaid" or not (said or paid):
        return None
    return between("paid_directors", [PAY, *said, *paid])


def more_directors_than_members(facts: Facts) -> Contradiction | None:
    """More people on the board than members, which an outside director may explain, and a slip does more often."""
    directors, members = facts.rows("facts.directors"), facts.rows(MEMBERS)
    if not members or any(row.doubtful(["count"]) for row in (*directors, *members)):
        return None
    seats, persons = _heads(directors), _heads(members)
    if seats <= persons:
        return None
    return between("more_directors_than_members", ["facts.directors", MEMBERS], seats=seats, persons=persons)


def _heads(rows: Iterable[Row]) -> int:
    return sum(row.whole("count") or 1 for row in rows)


def investor_votes(facts: Facts) -> Contradiction | None:
    """An investor's share of all votes, and another one counted from the members of the same name."""
    how, cap = facts.text(VOTING_RULE), facts.fraction(VOTE_CAP)
    rows = facts.rows(MEMBERS)
    unsure = any(row.doubtful(["count", "votes"]) for row in rows)
    if how != "one_member_one_vote":
        unsure = unsure or any(row.whole("shares") is None and row.whole("votes") is None for row in rows)
    if how not in get_args(VotingRule) or unsure or (how == "share_votes_capped" and cap is None):
        return None
    everybody = [replace(group_of(row, same(row.text("label"))), present=None) for row in rows]
    tally = votes(everybody, cast("VotingRule", how), cap=cap)
    for investor in facts.rows("facts.investors"):
        said, name = investor.decimal("votes"), same(investor.text("label"))
        groups = [one for one in tally.groups if name and one.group.label == name]
        counted = Fraction(sum(one.total for one in groups), tally.total or 1)
        if said is not None and groups and abs(Fraction(said) / 100 - counted) > CLOSE:
            paths = [investor.at("votes"), *(one.group.id for one in groups)]
            shares = {"said": Fraction(said) / 100, "counted": counted}
            return between("investor_votes", paths, investor=investor.text("label") or "", **shares)
    return None


FOUND_HERE: tuple[Finder, ...] = (
    votes_beside_one_vote,
    votes_over_cap,
    shares_in_asbl,
    approval_outside_sc,
    approval_not_ticked,
    paid_directors,
    more_directors_than_members,
    investor_votes,
)
