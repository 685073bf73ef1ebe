"""A dossier's facts as a plan of the surplus simulator, for `simulate` and for `legal_form.compare`.

Reads and arranges only: what becomes of a surplus is reckoned in simulate/surplus.py. Where the facts do not make a
plan, what is missing is named; what the plan had to take for granted is said in notes (data/texts/plans.yaml).
Not read: reserves (what nobody takes out stays in reserve by itself), and holdings (money already placed, which no
year says it is placing).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

from coopkit.core.accounts import EXITS, TOTAL, UNAVAILABLE, accounts, amount, bank, has_accounts, rounded
from coopkit.core.facts import Facts, Row
from coopkit.core.law import Law
from coopkit.core.model import Form, Message, Target, Value
from coopkit.core.rules.bonus import CONDITIONS, bonus_plan
from coopkit.core.simulate.bounds import MOST
from coopkit.core.simulate.money import ZERO, cents, gross_for
from coopkit.core.simulate.plan import MOST_YEARS, Balance, SurplusPlan, YearPlan
from coopkit.core.simulate.tax import BonusPlan, Status, TaxFacts

SURPLUS = "facts.surplus"
HOLDINGS = "facts.holdings"
BASIS = "facts.refund.basis"
REGIME = "facts.tax.regime"
OPTIONAL = ("mission_amount", "training", "refund", "bonus", "other_advantages")
"""Columns that ask for something; where nobody filled one in, nothing is asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """A plan with what it takes for granted, or no plan and the paths to ask."""

    plan: SurplusPlan | None = None
    asks: tuple[str, ...] = ()
    notes: tuple[Message, ...] = ()


def say(key: str, **values: Value) -> Message:
    """Return a sentence of data/texts/plans.yaml, not yet worded."""
    return Message(key=f"plans.{key}", values=values)


def surplus_plan(facts: Facts, law: Law) -> Planned:
    """Return the years of facts.surplus as a plan, from the last accounts on.

    Years that follow each other without a gap are taken, those after the accounts where there are any, else the last
    ones. A result known only after tax is read as before tax, and the notes say so; a dividend whose basis nobody
    said is read as gross.
    """
    making = _Making(facts, law)
    opening = making.opening()
    years = making.planned(opening)
    if making.asks:
        return Planned(asks=tuple(dict.fromkeys(making.asks)))
    plan = SurplusPlan(status=status(facts), opening=opening, years=years)
    return Planned(plan=plan, notes=tuple(making.notes()))


def status(facts: Facts) -> Status:
    """Return the legal form with the approvals held and aimed for; who has not chosen yet is read as an SC."""
    form = facts.form()
    if form in {Form.ASBL, Form.SRL}:
        return Status(form=form)
    chosen = {*(facts.options("project.held") or ()), *(facts.options("project.aimed") or ())}
    return Status(form=Form.SC, approvals=frozenset(one for one in (Target.SCA, Target.SES) if one in chosen))


class _Making:
    """Gathers a plan; `asks` names what is missing on the way."""

    def __init__(self, facts: Facts, law: Law) -> None:
        self.facts, self.law = facts, law
        self.accounts, missing = accounts(facts)
        since = facts.cell("project.registered_on")
        young = isinstance(since, date) and since.year >= law.on.year
        expected = has_accounts(facts) or (facts.signed(law.on) and not young)
        self.asks: list[str] = missing if expected else []
        self.rows = self._years()

    def _years(self) -> tuple[Row, ...]:
        """Return the rows of the plan, oldest first; asks for a year that is not said, or said twice."""
        every = self.facts.rows(SURPLUS)
        dated = sorted(((row.whole("year") or 0, row) for row in every), key=lambda one: one[0])
        numbers = [year for year, _ in dated]
        asks = [row.at("year") for year, row in dated if not year or numbers.count(year) > 1]
        asks += [] if every else [SURPLUS]
        self.asks += asks
        if asks:
            return ()
        last = self.accounts.year if self.accounts else 0
        after = _runs([one for one in dated if one[0] > last])
        kept = after[0] if after else _runs(dated)[-1]
        return tuple(row for _, row in kept[:MOST_YEARS])

    def opening(self) -> Balance:
        """Return where the plan begins: the last accounts, or the shares alone for a project that has none yet."""
        paid_up = (rounded(self.rows[0].decimal("paid_up")) if self.rows else None) or ZERO
        if self.accounts is None:
            return Balance(net_assets=paid_up, paid_up=paid_up)
        return Balance(
            net_assets=self.accounts.sheet.net_assets,
            paid_up=paid_up,
            unavailable=amount(self.facts, UNAVAILABLE),
            losses=self.accounts.losses,
        )

    def planned(self, opening: Balance) -> tuple[YearPlan, ...]:
        """Return the years with the shares that come and go between them, and the same bank plan for each."""
        made = [self._year(row) for row in self.rows]
        self.asks += self.facts.doubtful([EXITS])
        leaving, shares = amount(self.facts, EXITS), opening.paid_up
        paying = next((year.year for year in made if year.year >= self.law.on.year), made[0].year if made else 0)
        told = []
        for row, year in zip(self.rows, made, strict=True):
            change = (rounded(row.decimal("paid_up")) or shares) - shares
            exits = max(ZERO, -change) + (leaving if year.year == paying else ZERO)
            shares += max(ZERO, change)
            if exits > shares:
                self.asks += [EXITS, row.at("paid_up")]
            shares -= exits
            told.append(replace(year, entries=max(ZERO, change), exits=min(exits, MOST)))
        return tuple(self._with_bank(told))

    def _with_bank(self, years: list[YearPlan]) -> Iterator[YearPlan]:
        months = int(self.law.value("liquidity_test_months"))
        cash, missing = bank(self.facts, months=months)
        paying = [year for year in years if year.dividend or year.exits or (year.refund and not year.price_correction)]
        self.asks += missing if paying else []
        return (replace(year, cash=cash) for year in years)

    def _year(self, row: Row) -> YearPlan:
        result = rounded(row.decimal("result_before_tax"))
        if result is None:
            self.asks += row.doubtful(["result_before_tax"])
            result = rounded(row.decimal("result_after_tax"))
            self.asks += [row.at("result_before_tax")] if result is None else []
        self.asks += [*row.missing(["dividend"]), *row.doubtful(OPTIONAL)]
        asked = {name: rounded(row.decimal(name)) or ZERO for name in ("dividend", *OPTIONAL)}
        if asked["dividend"]:
            self.asks += row.missing(["mission_amount"])
        if asked["dividend"] or asked["refund"]:
            self.asks += row.missing(["paid_up"])
        basis = self.facts.text(BASIS)
        if asked["refund"] and basis in {None, "none"}:
            self.asks += [BASIS, row.at("refund")]
        return YearPlan(
            year=row.whole("year") or self.law.on.year,
            result=result or ZERO,
            tax=self._tax(row),
            refund=asked["refund"],
            price_correction=basis == "operations",
            mission=asked["mission_amount"],
            training=asked["training"],
            bonus=self._bonus(asked["bonus"]),
            dividend=self._gross(row, asked["dividend"]),
        )

    def _gross(self, row: Row, dividend: Decimal) -> Decimal:
        if row.text("dividend_basis") != "net":
            return dividend
        gross = cents(gross_for(Fraction(dividend), self.law.value("wht_standard")))
        if gross > MOST:
            self.asks += [row.at("dividend")]
        return min(gross, MOST)

    def _bonus(self, gross: Decimal) -> BonusPlan:
        if not gross:
            return BonusPlan()
        self.asks += [path for path in CONDITIONS if self.facts.cell(path) is None]
        return bonus_plan(self.facts, gross)

    def _tax(self, row: Row) -> TaxFacts:
        """Return what decides the rate, as far as the dossier says it; who says nothing more is a small company."""
        since = self.facts.cell("project.registered_on")
        age = (row.whole("year") or 0) - since.year + 1 if isinstance(since, date) else 1
        return TaxFacts(
            balance_total=amount(self.facts, TOTAL),
            financial_year=min(200, max(1, age)),
            association_taxed=self.facts.text(REGIME) == "corporate",
        )

    def notes(self) -> Iterator[Message]:
        """Yield what the plan takes for granted."""
        facts = self.facts
        if facts.form() in {Form.UNDECIDED, Form.OTHER}:
            yield say("read_as_cooperative")
        if facts.form() is Form.ASBL and facts.text(REGIME) is None:
            yield say("legal_persons_tax")
        yield from self._about_accounts(self.rows[0].whole("year") or 0)
        yield from self._about_years()
        if facts.rows(HOLDINGS):
            yield say("holdings_not_yearly")

    def _about_accounts(self, first: int) -> Iterator[Message]:
        if self.accounts is None:
            yield say("no_accounts_yet", year=first)
            return
        if self.accounts.year != first - 1:
            yield say("accounts_of_another_year", year=first, balance=self.accounts.year)
        if self.accounts.unsaid:
            yield say("balance_unsaid", count=len(self.accounts.unsaid))

    def _about_years(self) -> Iterator[Message]:
        rows, paying = self.rows, [row for row in self.rows if row.decimal("dividend")]
        if left := len(self.facts.rows(SURPLUS)) - len(rows):
            yield say("years_left_out", count=left)
        if after := [row for row in rows if row.decimal("result_before_tax") is None]:
            yield say("after_tax_as_before", count=len(after))
        if unsaid := [row for row in paying if row.text("dividend_basis") not in {"gross", "net"}]:
            yield say("dividend_read_as_gross", count=len(unsaid))
        if paying and len(rows) > 1:
            yield say("same_months_each_year")
        if any(row.decimal("other_advantages") for row in rows):
            yield say("other_advantages_left_out")


def _runs(dated: list[tuple[int, Row]]) -> list[list[tuple[int, Row]]]:
    """Return the years in groups without a gap."""
    runs: list[list[tuple[int, Row]]] = []
    for one in dated:
        if runs and one[0] == runs[-1][-1][0] + 1:
            runs[-1].append(one)
        else:
            runs.append([one])
    return runs
