"""Answers of one dossier that cannot both be true: found and shown beside each, never resolved by the kit.

What is missing, not known or unreadable contradicts nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import TypeAlias, cast, get_args

from coopkit.core.explain import exists
from coopkit.core.facts import Facts, Row
from coopkit.core.means_contradictions import FOUND_HERE
from coopkit.core.model import Contradiction, Form, Target, Value
from coopkit.core.rules.assembly import group_of
from coopkit.core.rules.investments import EXCLUDED, NOTHING_EXCLUDED
from coopkit.core.rules.outcome import say
from coopkit.core.rules.shares import added
from coopkit.core.simulate.voting import VotingRule, votes

Finder: TypeAlias = Callable[[Facts], Contradiction | None]

TOUCHED: Mapping[str, tuple[str, ...]] = {
    "GOV-01": ("votes_beside_one_vote", "shares_in_asbl"),
    "GOV-02": ("votes_beside_one_vote",),
    "GOV-03": ("votes_beside_one_vote", "shares_in_asbl"),
    "JOB-05": ("lasting_that_ends", "capital_as_income"),
    "MOD-03": ("capital_as_income",),
    "MOD-04": ("capital_as_income",),
    "PRO-09": ("refund_without_basis",),
    "PRO-12": ("none_beside_excluded",),
}
"""Criterion -> the contradictions that leave nothing to be said about it."""

FINDERS: list[Finder] = []

PAY = "facts.articles.director_pay"
BOARD_PAY = "facts.board.pay"
REFUND = "facts.refund.basis"
ASSETS = "facts.balance.total_assets"
MEMBERS = "facts.members"
VOTING_RULE = "facts.articles.voting_rule"
VOTE_CAP = "facts.articles.vote_cap"
MISSION_FIRST = "facts.articles.mission_before_dividend"

SPENT = ("lower_prices", "jobs")
"""Uses of money that leave nothing on a balance sheet."""
CLOSE = Fraction(1, 100)
"""Amounts and shares of votes that differ by no more are the same, told roundly."""


def contradictions(facts: Facts) -> Iterator[Contradiction]:
    """Yield the answers that cannot both be true."""
    for find in FINDERS:
        if (found := find(facts)) is not None:
            yield found


def _finder(find: Finder) -> Finder:
    FINDERS.append(find)
    return find


def _between(name: str, paths: Iterable[str], /, **values: Value) -> Contradiction:
    return Contradiction(id=name, message=say(f"contradiction.{name}", **values), paths=tuple(paths))


@_finder
def votes_beside_one_vote(facts: Facts) -> Contradiction | None:
    """One member, one vote in the articles, and members with more."""
    unequal = [row for row in facts.rows(MEMBERS) if row.whole("votes") not in {None, 1}]
    if not unequal or facts.text(VOTING_RULE) != "one_member_one_vote":
        return None
    most = max(row.whole("votes") or 0 for row in unequal)
    return _between("votes_beside_one_vote", [VOTING_RULE, *(row.at("votes") for row in unequal)], votes=most)


@_finder
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


@_finder
def paid_directors(facts: Facts) -> Contradiction | None:
    """Articles that say unpaid, and directors who are paid for their mandate (a small allowance is no pay)."""
    paid = [row.at("pay") for row in facts.rows("facts.directors") if (row.decimal("pay") or 0) > 0]
    said = [BOARD_PAY] if facts.text(BOARD_PAY) in {"fixed", "profit_share"} else []
    if facts.text(PAY) != "unpaid" or not (said or paid):
        return None
    return _between("paid_directors", [PAY, *said, *paid])


@_finder
def more_directors_than_members(facts: Facts) -> Contradiction | None:
    """More people on the board than members, which an outside director may explain, and a slip does more often."""
    directors, members = facts.rows("facts.directors"), facts.rows(MEMBERS)
    if not members or any(row.doubtful(["count"]) for row in (*directors, *members)):
        return None
    seats, persons = _heads(directors), _heads(members)
    if seats <= persons:
        return None
    return _between("more_directors_than_members", ["facts.directors", MEMBERS], seats=seats, persons=persons)


def _heads(rows: Iterable[Row]) -> int:
    return sum(row.whole("count") or 1 for row in rows)


def _refunded(facts: Facts) -> list[str]:
    return [row.at("refund") for row in facts.rows("facts.surplus") if (row.decimal("refund") or 0) > 0]


@_finder
def refund_per_share(facts: Facts) -> Contradiction | None:
    """A patronage refund that does not follow what each member bought, sold or worked."""
    paid, basis = _refunded(facts), facts.text(REFUND)
    if not paid or basis not in {"shares", "equal"}:
        return None
    return _between("refund_per_share", [REFUND, *paid], basis=f"{REFUND}.{basis}")


@_finder
def refund_without_basis(facts: Facts) -> Contradiction | None:
    """No patronage refund, and a year that pays one."""
    paid = _refunded(facts)
    if not paid or facts.text(REFUND) != "none":
        return None
    return _between("refund_without_basis", [REFUND, *paid], count=len(paid))


@_finder
def shares_do_not_add_up(facts: Facts) -> Contradiction | None:
    """Shares of the members at par, and paid-up capital that is another amount in every year listed."""
    years = [row for row in facts.rows("facts.surplus") if row.decimal("paid_up")]
    worth = _worth(facts)
    paid_up = [row.decimal("paid_up") or Decimal(0) for row in years]
    if worth is None or not years or any(abs(worth - one) <= CLOSE * Fraction(one) for one in paid_up):
        return None
    paths = ["facts.share_classes", MEMBERS, *(row.at("paid_up") for row in years)]
    nearest = min(paid_up, key=lambda one: abs(worth - one))
    return _between("shares_do_not_add_up", paths, worth=worth, paid_up=nearest)


def _worth(facts: Facts) -> Decimal | None:
    """Return all shares at par; None where the shares or the par of one group are not known."""
    classes, groups = facts.rows("facts.share_classes"), facts.rows(MEMBERS)
    pars = {_same(row.text("label")): row.decimal("par") for row in classes}
    only = next(iter(pars.values())) if len(pars) == 1 else None
    worth = Decimal(0)
    for row in groups:
        shares, name = row.whole("shares"), row.text("share_class")
        par = only if name is None else pars.get(_same(name))
        if shares is None or par is None or row.doubtful(["count", "share_class"]):
            return None
        worth += (row.whole("count") or 1) * shares * par
    return worth if groups and len(pars) == len(classes) else None


def _same(name: str | None) -> str:
    """Return a name as it is compared: case and outer blanks make no other class, and no other person."""
    return (name or "").strip().casefold()


@_finder
def unknown_share_class(facts: Facts) -> Contradiction | None:
    """A member's share class that the table of classes does not have."""
    known = {_same(row.text("label")) for row in facts.rows("facts.share_classes")}
    odd = [
        row for row in facts.rows(MEMBERS) if row.text("share_class") and _same(row.text("share_class")) not in known
    ]
    if not known or "" in known or not odd:
        return None
    paths = ["facts.share_classes", *(row.at("share_class") for row in odd)]
    return _between("unknown_share_class", paths, name=odd[0].text("share_class") or "", count=len(odd))


@_finder
def holdings_over_assets(facts: Facts) -> Contradiction | None:
    """More money invested or placed than the whole balance sheet; what was spent on prices and jobs is not on it."""
    rows = [row for row in facts.rows("facts.holdings") if row.text("category") not in {*SPENT, None}]
    held, assets = added(rows, "amount"), facts.decimal(ASSETS)
    if assets is None or held <= assets:
        return None
    return _between("holdings_over_assets", ["facts.holdings", ASSETS], held=held, assets=assets)


@_finder
def investor_votes(facts: Facts) -> Contradiction | None:
    """An investor's share of all votes, and another one counted from the members of the same name."""
    how, cap = facts.text(VOTING_RULE), facts.fraction(VOTE_CAP)
    rows = facts.rows(MEMBERS)
    unsure = any(row.doubtful(["count", "votes"]) for row in rows)
    if how != "one_member_one_vote":
        unsure = unsure or any(row.whole("shares") is None and row.whole("votes") is None for row in rows)
    if how not in get_args(VotingRule) or unsure or (how == "share_votes_capped" and cap is None):
        return None
    everybody = [replace(group_of(row, _same(row.text("label"))), present=None) for row in rows]
    tally = votes(everybody, cast("VotingRule", how), cap=cap)
    for investor in facts.rows("facts.investors"):
        said, name = investor.decimal("votes"), _same(investor.text("label"))
        groups = [one for one in tally.groups if name and one.group.label == name]
        counted = Fraction(sum(one.total for one in groups), tally.total or 1)
        if said is not None and groups and abs(Fraction(said) / 100 - counted) > CLOSE:
            paths = [investor.at("votes"), *(one.group.id for one in groups)]
            shares = {"said": Fraction(said) / 100, "counted": counted}
            return _between("investor_votes", paths, investor=investor.text("label") or "", **shares)
    return None


FINDERS.extend(FOUND_HERE)
