"""Members who leave (MOD-08): whether a fifth of the capital may go in one year, and how much may."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from coopkit.core.accounts import BANK, YEAR, Accounts, accounts, bank, rounded
from coopkit.core.facts import Facts, Row
from coopkit.core.law import Law
from coopkit.core.model import Message, Verdict
from coopkit.core.rules.outcome import Outcome, Proposal, missing, rule, say
from coopkit.core.rules.shares import written
from coopkit.core.simulate.bounds import MOST
from coopkit.core.simulate.capital import Run, run_on_shares
from coopkit.core.simulate.distribution import Standing
from coopkit.core.simulate.money import ZERO, cents_up
from coopkit.core.simulate.plan import CashPlan

SURPLUS, CAPITAL, CLASSES = "facts.surplus", "facts.capital", "facts.share_classes"
AT_PAR = ("nominal", "below")
"""What a leaving member gets at most what she paid for."""
AT_BOOK_VALUE = ("book_value", "market", "indexed")
"""Worth what the accounts say at the least; the kit knows no other value."""


@rule("MOD-08")
def run_on_capital(facts: Facts, law: Law) -> Outcome:
    """Judge what part of the paid-up capital may leave in one year (MOD-08), under the tests of PRO-07 and PRO-08.

    Source: Code, art. 6:115, 6:116 and 6:120 § 1, 5°: where the articles are silent a member gets what she paid, never
    more than the net assets of her shares. A run on shares worth less than that passes easily, and is no good news.
    The levels are the kit's own.
    """
    books, lacking = accounts(facts)
    months = int(law.value("liquidity_test_months"))
    cash, unsaid = bank(facts, months=months)
    paid_up, asks = _paid_up(facts, law)
    asks += [path for row in facts.rows(CLASSES) for path in row.doubtful(["exit_value"])]
    if books is None or cash is None or paid_up is None or asks:
        return missing([*asks, *lacking, *unsaid])
    value = min(MOST, _value(facts, paid_up, books))
    standing = Standing(
        net_assets=books.sheet.net_assets, unavailable=books.sheet.unavailable, cash=cash.opening, movements=cash.months
    )
    part = law.value("run_on_shares")
    run = run_on_shares(value, part, standing=standing, look_ahead=months)
    cuts = (*(law.value(f"run_level_{level}") for level in (1, 2, 3)), part)
    level = sum(run.most_part >= cut for cut in cuts)
    below = value < paid_up
    passed = level >= 2  # noqa: PLR2004  (met from level 2, as everywhere)
    notes = (say("MOD-08.below_par", paid_up=paid_up, value=value),) if below else ()
    return Outcome(
        level=level,
        verdict=Verdict.ADVICE if below and passed else None,
        reason=_reason(run, part, level),
        steps=_steps(books, run, paid_up, value),
        notes=notes,
        proposals=_more_cash(cash, run, value, cuts[level] if level < len(cuts) else part),
    )


def _paid_up(facts: Facts, law: Law) -> tuple[Decimal | None, list[str]]:
    """Return the paid-up capital and nothing to ask: of the latest year that is told, else shares taken less given."""
    rows = facts.rows(SURPLUS)
    if asks := [path for row in rows for path in (*row.doubtful(["paid_up"]), *row.missing(["year"]))]:
        return None, asks
    told = [row for row in rows if row.decimal("paid_up")]
    if told:
        return rounded(_latest(told, max(law.on.year, facts.whole(YEAR) or 0))[-1].decimal("paid_up")), []
    moves = facts.rows(CAPITAL)
    asks = [path for row in moves for path in row.missing(["year", "entering", "leaving"])]
    if asks or not moves:
        return None, asks or [CAPITAL]
    counted = _latest(list(moves), law.on.year)
    left = sum(((row.decimal("entering") or ZERO) - (row.decimal("leaving") or ZERO) for row in counted), ZERO)
    return (rounded(left), []) if left > 0 else (None, [CAPITAL])


def _latest(rows: list[Row], year: int) -> list[Row]:
    """Return the rows up to a year, oldest first; where all are plans, the first of them alone."""
    ordered = sorted(rows, key=lambda row: row.whole("year") or 0)
    return [row for row in ordered if (row.whole("year") or 0) <= year] or ordered[:1]


def _value(facts: Facts, paid_up: Decimal, books: Accounts) -> Decimal:
    """Return what all shares would be given back at, in euro; the dearest class decides."""
    worth = books.sheet.net_assets
    by_kind = {**dict.fromkeys(AT_PAR, paid_up), **dict.fromkeys(AT_BOOK_VALUE, max(paid_up, worth))}
    silent = min(paid_up, worth) if worth > 0 else paid_up
    kinds = {row.text("exit_value") for row in facts.rows(CLASSES)} or {None}
    return max(by_kind.get(kind or "", silent) for kind in kinds)


def _reason(run: Run, part: Fraction, level: int) -> Message:
    if not run.most:
        return say("MOD-08.nothing", amount=run.tests.amount, part=part)
    key = "passes" if run.tests.passed else "part" if level >= 2 else "little"  # noqa: PLR2004  (the same)
    return say(f"MOD-08.{key}", amount=run.tests.amount, most=run.most, share=run.most_part, part=part)


def _steps(books: Accounts, run: Run, paid_up: Decimal, value: Decimal) -> tuple[Message, ...]:
    tests = run.tests
    net, paid = tests.net_assets, tests.liquidity
    return (
        say("MOD-08.step.asked", amount=tests.amount, paid_up=paid_up),
        say(
            "MOD-08.step.net_assets",
            net=books.sheet.net_assets,
            amount=net.amount,
            left=net.net_assets - net.amount,
            sign="≥" if net.passed else "<",
            unavailable=net.unavailable,
        ),
        say(
            "MOD-08.step.cash",
            month=paid.month,
            room=paid.room,
            amount=paid.amount,
            left=paid.room - paid.amount,
            sign="≥" if paid.passed else "<",
        ),
        say("MOD-08.step.most", most=run.most, value=value, share=run.most_part),
    )


def _more_cash(cash: CashPlan, run: Run, value: Decimal, aim: Fraction) -> tuple[Proposal, ...]:
    """Return the money in the bank that is lacking for the next level, where only the bank stands in the way."""
    asked = cents_up(aim * Fraction(value))
    lacking = asked - run.tests.liquidity.room
    if lacking <= 0 or run.tests.net_assets.room < asked:
        return ()
    message = say("MOD-08.change.more_cash", amount=lacking, part=aim)
    return (Proposal(id="more_cash", message=message, edits=((BANK, written(cash.opening + lacking)),)),)
