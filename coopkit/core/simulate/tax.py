"""What the State takes of a surplus: corporate tax, tax on dividends, and what is held back from a profit bonus.

Source: domain notes of the kit on the income tax code (CIR 92, art. 185 and 215), read on the pages that
`data/law/tax.yaml` names for each number. An estimate, never a tax return.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Literal, TypeAlias

from coopkit.core.law import Law
from coopkit.core.model import DatedValue, Form, Target
from coopkit.core.simulate.bounds import MOST, BadInputError, euro, fraction, number, whole
from coopkit.core.simulate.given import refusing, sound
from coopkit.core.simulate.money import ZERO, cents, cents_down, net_of, part, part_down, part_nearest, part_up

Regime: TypeAlias = Literal["standard", "vvprbis"]
Rate: TypeAlias = Literal[
    "not_subject", "approved", "small", "held_by_companies", "financial_company", "not_small", "director_pay"
]
"""Why a rate applies: no corporate tax, the reduced rate (approved, small), or what keeps the reduced rate away."""

_FORMS = (Form.ASBL, Form.SC, Form.SRL)
_MOST_EXCEEDED = 1
"""A small company exceeds no more than one of the three limits (CSA art. 1:24)."""
_YEARS_OF_VVPRBIS = 3
"""From the third year after that of the contribution on, the reduced rate is at its lowest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """Legal form (ASBL, SC or SRL), and the approvals SCA and SES, which only an SC can hold."""

    form: Form
    approvals: frozenset[Target] = frozenset()

    def __post_init__(self) -> None:
        """Refuse a form nothing is known of, and approvals for another form."""
        sound("", self)
        if self.form not in _FORMS:
            raise BadInputError(field="form", value=self.form, bound="asbl, sc or srl")
        if self.approvals - {Target.SCA, Target.SES} or (self.approvals and self.form is not Form.SC):
            value = ", ".join(sorted(self.approvals))
            raise BadInputError(
                field="approvals", value=value, bound="SCA, SES or both for an SC, none for another form"
            )

    @property
    def association(self) -> bool:
        """Whether it is an ASBL, which pays its members nothing."""
        return self.form is Form.ASBL

    @property
    def sca(self) -> bool:
        """Whether it is an approved cooperative."""
        return Target.SCA in self.approvals

    @property
    def ses(self) -> bool:
        """Whether it is approved as a social enterprise."""
        return Target.SES in self.approvals


@dataclass(frozen=True, slots=True, kw_only=True)
class TaxFacts:
    """What decides the rate of corporate tax in a year.

    `fte` in full-time equivalents; `turnover`, `balance_total`, `highest_director_pay` in euro a year;
    `financial_year` 1 is the company's first; `held_by_companies` is the share of its shares other companies hold;
    `association_taxed`: an ASBL that does business in the sense of tax law.
    """

    fte: Decimal = ZERO
    turnover: Decimal = ZERO
    balance_total: Decimal = ZERO
    highest_director_pay: Decimal = ZERO
    financial_year: int = 1
    held_by_companies: Fraction = Fraction(0)
    financial_company: bool = False
    association_taxed: bool = False

    def __post_init__(self) -> None:
        """Refuse numbers that cannot be."""
        sound("", self)
        number("fte", self.fte, 0, 100_000)
        for name in ("turnover", "balance_total", "highest_director_pay"):
            euro(name, getattr(self, name))
        whole("financial_year", self.financial_year, 1, 200)
        fraction("held_by_companies", self.held_by_companies, 0, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class CorporateTax:
    """Corporate tax of one year in euro. `base` is what it is counted on, `because` why this rate."""

    base: Decimal
    amount: Decimal
    reduced: bool
    because: Rate


@refusing
def corporate_tax(base: Decimal, status: Status, facts: TaxFacts, law: Law) -> CorporateTax:
    """Return the corporate tax on a taxable result in euro (zero below zero), to the nearest cent.

    An approved cooperative keeps the reduced rate "in all cases" (Federal Public Service Economy). An ASBL is under
    the legal persons tax, of which nothing is counted here, unless it is taxed as a business.
    """
    number("base", base, -int(4 * MOST), int(4 * MOST))
    base = max(ZERO, base)
    if status.association and not facts.association_taxed:
        return CorporateTax(base=base, amount=ZERO, reduced=False, because="not_subject")
    because = _rate(base, status, facts, law)
    if because not in {"approved", "small"}:
        amount = part_nearest(base, law.value("isoc_normal"))
        return CorporateTax(base=base, amount=amount, reduced=False, because=because)
    ceiling, reduced, normal = law.value("isoc_reduced_ceiling"), law.value("isoc_reduced"), law.value("isoc_normal")
    if base <= ceiling:
        return CorporateTax(base=base, amount=part_nearest(base, reduced), reduced=True, because=because)
    amount = cents(ceiling * reduced + (Fraction(base) - ceiling) * normal)
    return CorporateTax(base=base, amount=amount, reduced=True, because=because)


def _rate(base: Decimal, status: Status, facts: TaxFacts, law: Law) -> Rate:
    """Return why the reduced rate applies or not; the condition on pay counts from a company's fifth year."""
    if status.sca:
        return "approved"
    if facts.held_by_companies >= law.value("held_by_companies_min"):
        return "held_by_companies"
    if facts.financial_company:
        return "financial_company"
    limits = ((facts.fte, "fte"), (facts.turnover, "turnover"), (facts.balance_total, "balance"))
    exceeded = sum(value > law.value(f"small_company_{name}_max") for value, name in limits)
    if exceeded > _MOST_EXCEEDED:
        return "not_small"
    if facts.financial_year <= law.value("director_pay_relief_years"):
        return "small"
    if facts.highest_director_pay >= min(Fraction(base), law.value("director_min_pay")):
        return "small"
    return "director_pay"


@dataclass(frozen=True, slots=True, kw_only=True)
class Dividend:
    """A dividend in euro: what is paid, withheld, claimed back by persons in their tax return, and left to members."""

    gross: Decimal = ZERO
    withheld: Decimal = ZERO
    reclaimed: Decimal = ZERO

    @property
    def net(self) -> Decimal:
        """What the cap of the approvals is counted on: after withholding, before anybody claims it back."""
        return self.gross - self.withheld


@refusing
def withholding(regime: Regime, law: Law, *, year: int, contributed: int | None) -> DatedValue:
    """Return the withholding tax on the dividends of a year as a share, with its source.

    `contributed` is the year in which the shares were paid in, None for longer ago than the reduced rate asks. The law
    of that year keeps holding for the rate in between.
    """
    whole("year", year, 1990, 2200)
    if contributed is not None:
        whole("contributed", contributed, 1990, year)
    since = _YEARS_OF_VVPRBIS if contributed is None else year - contributed
    if regime == "standard" or since < _YEARS_OF_VVPRBIS - 1:
        return law.dated("wht_standard")
    if contributed is not None and since < _YEARS_OF_VVPRBIS:
        return law.dated_on("wht_vvprbis_second_year", date(contributed, 12, 31))
    return law.dated("wht_vvprbis")


@refusing
def dividend(gross: Decimal, rate: Fraction, *, persons: int, share: Fraction, law: Law) -> Dividend:
    """Return a dividend with its withholding tax; a fraction of a cent goes to the State.

    `persons` natural persons who claim the exemption hold `share` of the shares, all alike. Source: the exemption of
    the first euros of dividend of each natural person.
    """
    euro("dividend", gross)
    fraction("withholding", rate, 0, 1)
    _holders(persons, share)
    withheld = part_up(gross, rate)
    if not persons or not gross:
        return Dividend(gross=gross, withheld=withheld)
    each = min(part(gross, share) / persons, law.value("dividend_exemption_individual"))
    return Dividend(gross=gross, withheld=withheld, reclaimed=cents_down(each * rate) * persons)


@refusing
def exempt_dividend(gross: Decimal, *, persons: int, share: Fraction, law: Law) -> Decimal:
    """Return the part of a dividend that is no taxable base of an approved cooperative (CIR 92, art. 185, § 1)."""
    euro("dividend", gross)
    _holders(persons, share)
    if not persons or not gross:
        return ZERO
    limit = law.value("coop_dividend_base_exclusion_per_person") * persons
    return min(part_down(gross, share), cents_down(limit))


def _holders(persons: int, share: Fraction) -> None:
    whole("persons", persons, 0, 1_000_000)
    fraction("person_share", share, 0, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class BonusPlan:
    """A profit bonus for employees. `gross` and `wage_bill` (gross wages of the year) in euro.

    `everybody`: no employee is left out. `seniority_years`: how long somebody must have worked here to get it.
    `spread`: the largest individual bonus over the smallest, 1 when all are alike.
    """

    gross: Decimal = ZERO
    wage_bill: Decimal = ZERO
    everybody: bool = True
    seniority_years: Decimal = ZERO
    spread: Fraction = Fraction(1)

    def __post_init__(self) -> None:
        """Refuse numbers that cannot be."""
        sound("bonus", self)
        euro("bonus.gross", self.gross)
        euro("bonus.wage_bill", self.wage_bill)
        number("bonus.seniority_years", self.seniority_years, 0, 100)
        fraction("bonus.spread", self.spread, 1, 1000)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bonus:
    """A profit bonus granted, in euro: gross, what is held back for social security and as tax, and net."""

    gross: Decimal = ZERO
    solidarity: Decimal = ZERO
    tax: Decimal = ZERO

    @property
    def net(self) -> Decimal:
        """What the employees receive."""
        return self.gross - self.solidarity - self.tax


@refusing
def bonus_limit(plan: BonusPlan, status: Status, facts: TaxFacts, law: Law) -> tuple[str, Decimal]:
    """Return the condition that limits a profit bonus, and the most it lets be paid.

    Source: law of 22 May 2001 as changed by the law of 25 December 2017.
    """
    if status.association and not facts.association_taxed:
        return "not_subject", ZERO
    if not plan.everybody:
        return "bonus_everybody", ZERO
    if plan.seniority_years > law.value("profit_bonus_seniority_max"):
        return "bonus_seniority", ZERO
    if plan.spread > law.value("profit_bonus_spread_max"):
        return "bonus_spread", ZERO
    return "bonus_cap", part_down(plan.wage_bill, law.value("profit_bonus_cap"))


@refusing
def bonus(gross: Decimal, law: Law) -> Bonus:
    """Return a profit bonus with what is held back: first the solidarity contribution, then tax on the rest.

    That order is still to be confirmed.
    """
    euro("bonus", gross)
    if not gross:
        return Bonus()
    held = law.value("profit_bonus_solidarity")
    solidarity = part_nearest(gross, held)
    tax = part_nearest(gross, net_of(law.value("profit_bonus_tax"), held))
    return Bonus(gross=gross, solidarity=solidarity, tax=tax)
