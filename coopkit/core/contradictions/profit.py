"""Answers on profit, shares and savings that cannot both be true."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from coopkit.core.contradictions.telling import CLOSE, Finder, between, same
from coopkit.core.facts import Facts
from coopkit.core.model import Contradiction, Form
from coopkit.core.rules.investments import EXCLUDED, NOTHING_EXCLUDED
from coopkit.core.rules.shares import added

REFUND = "facts.refund.basis"
ASSETS = "facts.balance.total_assets"
MEMBERS = "facts.members"
MISSION_FIRST = "facts.articles.mission_before_dividend"

SPENT = ("lower_prices", "jobs")
"""Uses of money that leave nothing on a balance sheet."""


def dividend_in_asbl(facts: Facts) -> Contradiction | None:
    """A dividend in an association, which may pay its members nothing."""
    paying = [row for row in facts.rows("facts.surplus") if (row.decimal("dividend") or 0) > 0]
    if not paying or facts.form() is not Form.ASBL:
        return None
    return between("dividend_in_asbl", ["project.form", *(row.at("dividend") for row in paying)], count=len(paying))


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
    return between("dividend_before_mission", paths, count=len(rows))


def none_beside_excluded(facts: Facts) -> Contradiction | None:
    """None of these, ticked beside one of these."""
    ticked = facts.options(EXCLUDED) or ()
    both = NOTHING_EXCLUDED in ticked and len(ticked) > 1
    return between("none_beside_excluded", [EXCLUDED]) if both else None


def _refunded(facts: Facts) -> list[str]:
    return [row.at("refund") for row in facts.rows("facts.surplus") if (row.decimal("refund") or 0) > 0]


def refund_per_share(facts: Facts) -> Contradiction | None:
    """A patronage refund that does not follow what each member bought, sold or worked."""
    paid, basis = _refunded(facts), facts.text(REFUND)
    if not paid or basis not in {"shares", "equal"}:
        return None
    return between("refund_per_share", [REFUND, *paid], basis=f"{REFUND}.{basis}")


def refund_without_basis(facts: Facts) -> Contradiction | None:
    """No patronage refund, and a year that pays one."""
    paid = _refunded(facts)
    if not paid or facts.text(REFUND) != "none":
        return None
    return between("refund_without_basis", [REFUND, *paid], count=len(paid))


def shares_do_not_add_up(facts: Facts) -> Contradiction | None:
    """Shares of the members at par, and paid-up capital that is another amount in every year listed."""
    years = [row for row in facts.rows("facts.surplus") if row.decimal("paid_up")]
    worth = _worth(facts)
    paid_up = [row.decimal("paid_up") or Decimal(0) for row in years]
    if worth is None or not years or any(abs(worth - one) <= CLOSE * Fraction(one) for one in paid_up):
        return None
    paths = ["facts.share_classes", MEMBERS, *(row.at("paid_up") for row in years)]
    nearest = min(paid_up, key=lambda one: abs(worth - one))
    return between("shares_do_not_add_up", paths, worth=worth, paid_up=nearest)


def _worth(facts: Facts) -> Decimal | None:
    """Return all shares at par; None where the shares or the par of one group are not known."""
    classes, groups = facts.rows("facts.share_classes"), facts.rows(MEMBERS)
    pars = {same(row.text("label")): row.decimal("par") for row in classes}
    only = next(iter(pars.values())) if len(pars) == 1 else None
    worth = Decimal(0)
    for row in groups:
        shares, name = row.whole("shares"), row.text("share_class")
        par = only if name is None else pars.get(same(name))
        if shares is None or par is None or row.doubtful(["count", "share_class"]):
            return None
        worth += (row.whole("count") or 1) * shares * par
    return worth if groups and len(pars) == len(classes) else None


def unknown_share_class(facts: Facts) -> Contradiction | None:
    """A member's share class that the table of classes does not have."""
    known = {same(row.text("label")) for row in facts.rows("facts.share_classes")}
    odd = [row for row in facts.rows(MEMBERS) if row.text("share_class") and same(row.text("share_class")) not in known]
    if not known or "" in known or not odd:
        return None
    paths = ["facts.share_classes", *(row.at("share_class") for row in odd)]
    return between("unknown_share_class", paths, name=odd[0].text("share_class") or "", count=len(odd))


def holdings_over_assets(facts: Facts) -> Contradiction | None:
    """More money invested or placed than the whole balance sheet; what was spent on prices and jobs is not on it."""
    rows = [row for row in facts.rows("facts.holdings") if row.text("category") not in {*SPENT, None}]
    held, assets = added(rows, "amount"), facts.decimal(ASSETS)
    if assets is None or held <= assets:
        return None
    return between("holdings_over_assets", ["facts.holdings", ASSETS], held=held, assets=assets)


FOUND_HERE: tuple[Finder, ...] = (
    dividend_in_asbl,
    dividend_before_mission,
    none_beside_excluded,
    refund_per_share,
    refund_without_basis,
    shares_do_not_add_up,
    unknown_share_class,
    holdings_over_assets,
)
