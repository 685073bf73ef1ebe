"""Before money leaves: net assets (PRO-07) and the power to pay the months ahead (PRO-08), counted by the simulator."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from coopkit.core.accounts import EXITS, TAKEN_OFF, YEAR, Accounts, accounts, amount, bank, rounded
from coopkit.core.facts import Facts, Row
from coopkit.core.law import Law
from coopkit.core.model import Certainty, Form, Message, Target, Verdict
from coopkit.core.rules.outcome import Outcome, Proposal, missing, rule, say
from coopkit.core.rules.shares import written
from coopkit.core.simulate.bounds import MOST
from coopkit.core.simulate.distribution import Tested, liquidity_test, net_asset_test
from coopkit.core.simulate.money import ZERO, cents_down, cents_up, gross_for, net_of

SURPLUS = "facts.surplus"
BASIS = "facts.refund.basis"


@dataclass(frozen=True, slots=True, kw_only=True)
class Payout:
    """What is to leave, in euro: dividend and refund as the smallest and the largest they can count, shares repaid."""

    row: Row
    year: int
    dividend: tuple[Decimal, Decimal]
    refund: tuple[Decimal, Decimal]
    exits: Decimal
    exits_said: bool

    @property
    def least(self) -> Decimal:
        """What leaves on the mildest reading."""
        return self.dividend[0] + self.refund[0] + self.exits

    @property
    def most(self) -> Decimal:
        """What leaves on the strictest reading."""
        return self.dividend[1] + self.refund[1] + self.exits


def payout(facts: Facts, law: Law) -> tuple[Payout | None, list[str]]:
    """Return what leaves out of the last year that the accounts can speak for, or what to ask.

    That is the latest year up to the one after the last accounts; without accounts, up to the present one, else the
    first that is planned.
    """
    row, asks = _year(facts, law)
    if row is None:
        return None, asks
    basis = facts.text(BASIS)
    asks = [*row.missing(["dividend"]), *facts.doubtful([EXITS])]
    asks += row.doubtful(["refund"]) if basis == "none" else row.missing(["refund"])
    refund = rounded(row.decimal("refund")) or ZERO
    told = Payout(
        row=row,
        year=row.whole("year") or 0,
        dividend=_gross(row, law),
        refund=(refund if basis == "shares" else ZERO, refund),
        exits=amount(facts, EXITS),
        exits_said=facts.decimal(EXITS) is not None,
    )
    if told.most > MOST:
        asks += [row.at("dividend")]
    return (None, asks) if asks else (told, [])


def _year(facts: Facts, law: Law) -> tuple[Row | None, list[str]]:
    rows, books = facts.rows(SURPLUS), facts.whole(YEAR)
    if asks := [path for row in rows for path in row.missing(["year"])] or ([] if rows else [SURPLUS]):
        return None, asks
    years = [row.whole("year") or 0 for row in rows]
    last = law.on.year if books is None else books + 1
    reached = [one for one in years if one <= last]
    if books is not None and not reached:
        return None, [YEAR]
    year = max(reached) if reached else min(years)
    chosen = [row for row, one in zip(rows, years, strict=True) if one == year]
    return (None, [row.at("year") for row in chosen]) if len(chosen) > 1 else (chosen[0], [])


def _gross(row: Row, law: Law) -> tuple[Decimal, Decimal]:
    """Return the dividend before withholding tax, as the smallest and the largest it can be."""
    said, basis = rounded(row.decimal("dividend")) or ZERO, row.text("dividend_basis")
    if not said or basis == "gross":
        return said, said
    grossed = cents_up(gross_for(Fraction(said), law.value("wht_standard")))
    return (grossed if basis == "net" else said), grossed


@rule("PRO-07")
def net_assets(facts: Facts, law: Law) -> Outcome:
    """Judge whether net assets stay at or above what may not be paid out, and above zero (PRO-07).

    Source: Code, art. 6:115 (SC), and 5:142 (SRL) as advisers restate it. An association distributes nothing. Whether a
    refund on operations is a distribution is to be confirmed: where only that breaks the test, advice.
    """
    if facts.form() is Form.ASBL:
        return Outcome(verdict=Verdict.NOT_APPLICABLE, reason=say("PRO-07.asbl"))
    books, lacking = accounts(facts)
    paid, asks = payout(facts, law)
    if paid is None:
        return missing(asks)
    if not paid.most:
        below = books is not None and books.sheet.net_assets < 0
        return _nothing_leaves("PRO-07", facts, paid, (say("PRO-07.alarm-bell"),) if below else ())
    if books is None:
        return missing(lacking)
    sheet = books.sheet
    least, most = (
        net_asset_test(sheet.net_assets, one, unavailable=sheet.unavailable) for one in (paid.least, paid.most)
    )
    steps = (*_what_leaves(paid), *_balance_sheet(books, paid))
    notes = [say("PRO-07.unsaid", count=len(books.unsaid))] if books.unsaid else []
    if sheet.net_assets < 0:
        notes.append(say("PRO-07.alarm-bell"))
    return _tested("PRO-07", facts, law, paid, (least, most), steps, tuple(notes))


@rule("PRO-08")
def months_ahead(facts: Facts, law: Law) -> Outcome:
    """Judge whether every coming month can be paid once the money has left (PRO-08).

    Source: Code, art. 6:116 (SC), and 5:143 (SRL) as advisers restate it: at least twelve months, month by month is the
    kit's way. For an association, which pays its members nothing, it is a warning only.
    """
    months = int(law.value("liquidity_test_months"))
    found, lacking = bank(facts, months=months)
    if facts.form() is Form.ASBL:
        if found is None:
            return _only_a_warning(missing(lacking))
        test = liquidity_test(found.opening, ZERO, movements=found.months, months=months)
        key = "PRO-08.asbl" if test.passed else "PRO-08.asbl_short"
        reason = say(key, month=test.month, amount=abs(test.room))
        return _only_a_warning(Outcome(verdict=Verdict.MET if test.passed else Verdict.ADVICE, reason=reason))
    paid, asks = payout(facts, law)
    if paid is None:
        return missing(asks)
    if not paid.most:
        return _nothing_leaves("PRO-08", facts, paid, ())
    if found is None:
        return missing(lacking)
    least, most = (
        liquidity_test(found.opening, one, movements=found.months, months=months) for one in (paid.least, paid.most)
    )
    steps = (
        *_what_leaves(paid),
        say("PRO-08.step.start", opening=found.opening, amount=most.amount, left=found.opening - most.amount),
        say("PRO-08.step.tightest", month=most.month, left=most.room - most.amount, sign="≥" if most.passed else "<"),
    )
    return _tested("PRO-08", facts, law, paid, (least, most), steps, ())


def _only_a_warning(outcome: Outcome) -> Outcome:
    return Outcome(
        verdict=outcome.verdict,
        by_target={Target.LAW: Verdict.NOT_APPLICABLE},
        reason=outcome.reason,
        asks=outcome.asks,
    )


def _nothing_leaves(criterion: str, facts: Facts, paid: Payout, notes: tuple[Message, ...]) -> Outcome:
    return Outcome(
        verdict=Verdict.MET,
        certainty=_certainty(facts),
        reason=say(f"{criterion}.nothing", year=paid.year),
        notes=(*notes, *_assumed(facts, paid)),
    )


def _certainty(facts: Facts) -> Certainty:
    """Return how sure it is that the test holds for this form: book 6 was read, book 5 was not."""
    known = {Form.SRL: Certainty.SECONDARY, Form.OTHER: Certainty.TO_CONFIRM}
    return known.get(facts.form(), Certainty.VERIFIED)


def _assumed(facts: Facts, paid: Payout) -> tuple[Message, ...]:
    """Return what both tests take for granted."""
    notes = [] if paid.exits_said else [say("payment.no-exits")]
    if paid.exits and paid.most > paid.exits:
        notes.append(say("payment.exits-first"))
    if facts.form() is Form.OTHER:
        notes.append(say("payment.other-form"))
    if facts.form() is Form.SRL:
        notes.append(say("payment.private-company"))
    return tuple(notes)


def _what_leaves(paid: Payout) -> tuple[Message, ...]:
    return (
        say(
            "payment.step.leaves",
            year=paid.year,
            dividend=paid.dividend[1],
            refund=paid.refund[1],
            exits=paid.exits,
            amount=paid.most,
        ),
    )


def _balance_sheet(books: Accounts, paid: Payout) -> tuple[Message, ...]:
    sheet = books.sheet
    off = sum((getattr(sheet, path.rpartition(".")[2]) for path in TAKEN_OFF), ZERO)
    left = sheet.net_assets - paid.most
    sign = "≥" if left >= sheet.unavailable else "<"
    return (
        say("PRO-07.step.net_assets", total=sheet.total_assets, debts=sheet.debts, off=off, net=sheet.net_assets),
        say(
            "PRO-07.step.left",
            net=sheet.net_assets,
            amount=paid.most,
            left=left,
            sign=sign,
            unavailable=sheet.unavailable,
        ),
    )


def _tested(  # noqa: PLR0913, PLR0917  (one call a test, what it judged and what it says)
    criterion: str,
    facts: Facts,
    law: Law,
    paid: Payout,
    tests: tuple[Tested, Tested],
    steps: tuple[Message, ...],
    notes: tuple[Message, ...],
) -> Outcome:
    """Return the verdict of a test of the smallest and the largest amount that may be meant."""
    least, most = tests
    notes = (*notes, *_assumed(facts, paid))
    asks: tuple[str, ...] = ()
    if most.passed:
        reason = say(f"{criterion}.passed", year=paid.year, amount=paid.most, most=most.most)
        verdict = Verdict.MET
    elif least.passed:
        basis = paid.dividend[0] != paid.dividend[1]
        key = "payment.gross_or_net_decides" if basis else "payment.refund_decides"
        reason = say(key, year=paid.year, least=paid.least, amount=paid.most, most=most.most)
        verdict, asks = Verdict.ADVICE, (paid.row.at("dividend_basis"),) if basis else ()
    else:
        key = f"{criterion}.failed" if least.most else f"{criterion}.no_room"
        reason = say(key, year=paid.year, amount=paid.least, most=least.most, excess=paid.least - least.most)
        verdict = Verdict.NOT_MET
    return Outcome(
        verdict=verdict,
        certainty=_certainty(facts),
        planned=paid.year >= law.on.year,
        reason=reason,
        steps=steps,
        notes=notes,
        asks=asks,
        proposals=() if most.passed else _to_room(paid, most.most, law),
    )


def _to_room(paid: Payout, most: Decimal, law: Law) -> tuple[Proposal, ...]:
    """Return the dividend that fits beside the refund and the shares repaid, if there is one to lower."""
    room = most - paid.refund[1] - paid.exits
    if room < 0 or not paid.dividend[1]:
        return ()
    if paid.row.text("dividend_basis") != "gross":
        room = cents_down(net_of(Fraction(room), law.value("wht_standard")))
    edits = ((paid.row.at("dividend"), written(room)),)
    message = say("payment.change.dividend_to_room", year=paid.year, amount=room)
    return (Proposal(id="dividend_to_room", message=message, edits=edits),)
