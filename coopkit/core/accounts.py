"""What there is before members are paid, read from the facts: the last balance sheet, the bank, the months ahead.

Reads only; whether a payment passes is judged by simulate/distribution.py. Fractions of a cent are rounded, as a bank
does. What is missing, "don't know" or contradictory is asked, never taken as zero; what a page calls optional and
nobody filled in counts as zero and is named, so that the page can say it.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from coopkit.core.facts import Facts, Row
from coopkit.core.simulate.bounds import LONGEST, MOST, BadInputError
from coopkit.core.simulate.distribution import BalanceSheet
from coopkit.core.simulate.money import ZERO, cents
from coopkit.core.simulate.plan import CashPlan

YEAR, TOTAL, DEBTS = "facts.balance.year", "facts.balance.total_assets", "facts.balance.debts"
NEEDED = (YEAR, TOTAL, DEBTS)
TAKEN_OFF = tuple(
    f"facts.balance.{name}" for name in ("provisions", "deferred_taxes", "formation_costs", "research_costs")
)
UNAVAILABLE = "facts.balance.unavailable"
LOSSES = "facts.balance.losses"
OPTIONAL = (*TAKEN_OFF, UNAVAILABLE, LOSSES)
EXITS = "facts.payout.exits"
BANK = "facts.cash.opening"
MONTHS = "facts.cash_plan"
WHOLE_YEAR = 12
"""What a row of the cash plan holds where nobody said how many months; the field's default."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Accounts:
    """The last approved accounts, in euro; `losses` carried forward, `unsaid` the optional amounts taken as zero."""

    year: int
    sheet: BalanceSheet
    losses: Decimal
    unsaid: tuple[str, ...]


def amount(facts: Facts, path: str) -> Decimal:
    """Return an optional amount in whole cents, zero where nobody said it; ask `Facts.doubtful` first."""
    return rounded(facts.decimal(path)) or ZERO


def rounded(value: Decimal | None) -> Decimal | None:
    """Return an amount in whole cents."""
    return None if value is None else cents(Fraction(value))


def has_accounts(facts: Facts) -> bool:
    """Say whether anybody began to fill in the balance sheet."""
    return any(facts.cell(path) is not None for path in NEEDED)


def accounts(facts: Facts) -> tuple[Accounts | None, list[str]]:
    """Return the last accounts and nothing to ask, or None and the paths to ask."""
    year = facts.whole(YEAR)
    asks = [path for path in NEEDED if facts.cell(path) is None] + facts.doubtful(OPTIONAL)
    if asks or year is None:
        return None, asks
    names = (TOTAL, DEBTS, *TAKEN_OFF, UNAVAILABLE)
    try:
        sheet = BalanceSheet(**{path.rpartition(".")[2]: amount(facts, path) for path in names})
    except BadInputError:
        return None, [TOTAL, *(path for path in TAKEN_OFF if amount(facts, path))]
    if abs(sheet.net_assets) > MOST:
        return None, [DEBTS, *(path for path in TAKEN_OFF if amount(facts, path))]
    unsaid = tuple(path for path in OPTIONAL if facts.cell(path) is None)
    return Accounts(year=year, sheet=sheet, losses=amount(facts, LOSSES), unsaid=unsaid), []


def bank(facts: Facts, *, months: int) -> tuple[CashPlan | None, list[str]]:
    """Return the money in the bank and the months ahead, or None and what to ask; `months` are needed at least."""
    opening, rows = rounded(facts.decimal(BANK)), facts.rows(MONTHS)
    asks = [] if opening is not None else [BANK]
    asks += [path for row in rows for path in (*row.missing(["received", "due"]), *row.doubtful(["months"]))]
    movements = [] if asks else [movement for row in rows for movement in [_movement(row)] * _length(row)]
    if opening is None or asks or len(movements) < months:
        return None, asks or [MONTHS]
    return CashPlan(opening=opening, months=tuple(movements[:LONGEST])), []


def _length(row: Row) -> int:
    return row.whole("months") or WHOLE_YEAR


def _movement(row: Row) -> Decimal:
    received, due = rounded(row.decimal("received")), rounded(row.decimal("due"))
    return (received or ZERO) - (due or ZERO)
