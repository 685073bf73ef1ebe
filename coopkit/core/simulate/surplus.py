"""What becomes of a surplus, year by year: the order in which it is used, and what caps or stops each use.

The order is the kit's: patronage refund as a price correction, corporate tax, earlier losses, unavailable reserve,
mission and training, profit bonus, investments, other refunds, then what members are paid: leaving members first,
dividend last, both within the two distribution tests. The law of one day holds for every year of a plan.
Not a tax return and no legal advice; the sentences are told in surplus_steps.py.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from itertools import accumulate

from coopkit.core.law import Law
from coopkit.core.simulate.bounds import BadInputError
from coopkit.core.simulate.money import ZERO, cents_down, gross_for, part
from coopkit.core.simulate.plan import (
    Balance,
    CashPlan,
    Destination,
    Plan,
    PlanOutcome,
    Stakeholder,
    YearOutcome,
    YearPlan,
)
from coopkit.core.simulate.surplus_steps import Split, notes, steps
from coopkit.core.simulate.tax import (
    Dividend,
    bonus,
    bonus_limit,
    corporate_tax,
    dividend,
    exempt_dividend,
    withholding_rate,
)

_FOR: Mapping[Destination, Stakeholder] = {
    Destination.OWN_MISSION: Stakeholder.MISSION,
    Destination.LOWER_PRICES: Stakeholder.USERS,
    Destination.JOBS: Stakeholder.WORKERS,
}
"""Whom a destination serves at once; what is placed elsewhere stays with the enterprise."""

NOTHING = ("", ZERO)
"""The limit of what nobody asked for."""


def simulate(plan: Plan, law: Law) -> PlanOutcome:
    """Return what becomes of each year; raises BadInputError for what cannot be, NoLawError without a number of law."""
    years, balance = [], plan.opening
    for year in plan.years:
        outcome = _Reckoning(plan, year, balance, law).outcome()
        years.append(outcome)
        balance = outcome.closing
    return PlanOutcome(status=plan.status, years=tuple(years))


def _within(asked: Decimal, *limits: tuple[str, Decimal]) -> tuple[Decimal, str]:
    """Return what is granted, and the lowest limit's name when that is less than asked; of equal ones the first."""
    name, most = min(limits, key=lambda limit: limit[1])
    most = max(ZERO, most)
    return (asked, "") if asked <= most else (most, name)


class _Reckoning:
    """One year of a plan, counted again until the part of its dividend that is not taxed fits the dividend."""

    def __init__(self, plan: Plan, year: YearPlan, opening: Balance, law: Law) -> None:
        self.plan, self.year, self.opening, self.law = plan, year, opening, law
        self.status = plan.status
        self.due = ZERO if self.status.association else opening.waiting + year.exits
        self.entries = ZERO if self.status.association else year.entries
        if self.due > opening.paid_up + self.entries:
            raise BadInputError(
                field="exits", value=self.due, bound=f"at most what is paid up, {opening.paid_up + self.entries}"
            )
        self.rate = withholding_rate(plan.regime, law)
        self.month, self.cash_room = self._liquidity(year.cash)

    def _liquidity(self, cash: CashPlan | None) -> tuple[int | None, Decimal | None]:
        """Return the tightest month and what could be paid in view of it; None without a cash plan."""
        out_of_profit = ZERO if self.year.price_correction else self.year.refund
        if cash is None:
            if not self.status.association and (self.year.dividend or self.due or out_of_profit):
                raise BadInputError(field="cash", value="missing", bound="a cash plan: something is asked for members")
            return None, None
        months = self.law.value("liquidity_test_months")
        if len(cash.months) < months:
            raise BadInputError(field="cash.months", value=len(cash.months), bound=f"at least {months} of them")
        ends = list(accumulate(cash.months, initial=cash.opening))[1:]
        room = min(ends)
        return ends.index(room) + 1, room

    def outcome(self) -> YearOutcome:
        """Return the year. The untaxed part only grows from turn to turn and never passes the dividend: it ends."""
        split = self._split(ZERO)
        while self.status.sca and (exempt := self._exempt(split.dividend.gross)) != split.exempt:
            split = self._split(exempt)
        return self._told(split)

    def _exempt(self, gross: Decimal) -> Decimal:
        return exempt_dividend(gross, persons=self.plan.persons, share=self.plan.person_share, law=self.law)

    def _split(self, exempt: Decimal) -> Split:
        """Return the year counted with `exempt` euro of its dividend left out of the taxable base."""
        year, opening, status, law = self.year, self.opening, self.status, self.law
        limits: dict[str, str] = {}

        def take(name: str, asked: Decimal, *within: tuple[str, Decimal]) -> Decimal:
            granted, limits[name] = _within(asked, *within)
            return granted

        corrected, paid_out = (year.refund, ZERO) if year.price_correction else (ZERO, year.refund)
        made = cents_down(part(max(ZERO, year.result), year.member_share))
        before = take("refund_before_tax", corrected, *self._refund_caps(), ("member_surplus", made))
        tax = corporate_tax(year.result - before + year.taxable_adjustment - exempt, status, year.tax, law)
        after_tax = year.result - before - tax.amount
        covered = min(opening.losses, max(ZERO, after_tax))
        left = max(ZERO, after_tax) - covered
        kept: dict[str, Decimal] = {}
        for name, asked in (("unavailable", year.unavailable), ("mission", year.mission), ("training", year.training)):
            kept[name] = take(name, asked, ("profit", left))
            left -= kept[name]
        rewarded = take("bonus", year.bonus.gross, self._bonus_limit(), ("profit", left))
        left -= rewarded
        invested: dict[Destination, Decimal] = {}
        for kind in (kind for kind in Destination if kind in year.investments):
            invested[kind] = min(year.investments[kind], left)
            left -= invested[kind]
        limits["investments"] = "profit" if invested != dict(year.investments) else ""

        net_assets = opening.net_assets + self.entries + after_tax - rewarded
        locked = opening.unavailable + kept["unavailable"]
        tests = {"net_assets": net_assets - locked}
        if self.cash_room is not None:
            tests["liquidity"] = self.cash_room
        exits = take("exits", self.due, *tests.items())
        after = take("refund_after_tax", paid_out, *self._refund_caps(), *_less(tests, exits), ("profit", left))
        left -= after
        caps = self._dividend_caps(before + after)
        first = [("mission_first", ZERO)] if status.ses and not kept["mission"] else []
        gross = take("dividend", year.dividend, *first, *caps, *_less(tests, exits + after), ("profit", left))
        return Split(
            opening=opening,
            exempt=exempt,
            tax=tax,
            after_tax=after_tax,
            refund_before=before,
            refund_after=after,
            covered=covered,
            unavailable=kept["unavailable"],
            mission=kept["mission"],
            training=kept["training"],
            bonus=bonus(rewarded, law),
            investments=invested,
            exits=exits,
            dividend=self._dividend(gross),
            dividend_cap=min((most for _, most in caps), default=None),
            retained=left - gross,
            net_assets=net_assets,
            locked=locked,
            cash_room=self.cash_room,
            month=self.month,
            limits=limits,
        )

    def _bonus_limit(self) -> tuple[str, Decimal]:
        return bonus_limit(self.year.bonus, self.status, self.year.tax, self.law) if self.year.bonus.gross else NOTHING

    def _refund_caps(self) -> list[tuple[str, Decimal]]:
        """Return what caps a patronage refund: an ASBL pays none, for SES it is an advantage like any other."""
        caps = [("association", ZERO)] if self.status.association else []
        return [*caps, ("advantage_cap", cents_down(self._advantage()))] if self.status.ses else caps

    def _advantage(self) -> Fraction:
        return part(self.opening.paid_up, self.law.value("ses_advantage_cap"))

    def _dividend_caps(self, refunds: Decimal) -> list[tuple[str, Decimal]]:
        """Return the most a dividend may be, gross, by the name of what caps it, the year's refunds known."""
        caps = [("association", Fraction(0))] if self.status.association else []
        if self.status.sca:
            caps.append(("dividend_cap", part(self.opening.paid_up, self.law.value("coop_dividend_cap"))))
        if self.status.ses:
            caps.append(("advantage_cap", self._advantage() - Fraction(refunds)))
        tax = self.rate if self.plan.cap_basis == "net" else Fraction(0)
        return [(name, cents_down(gross_for(most, tax))) for name, most in caps]

    def _dividend(self, gross: Decimal) -> Dividend:
        persons = self.plan.persons if self.plan.claim_exemption else 0
        return dividend(gross, self.rate, persons=persons, share=self.plan.person_share, law=self.law)

    def _told(self, split: Split) -> YearOutcome:
        year, opening = self.year, self.opening
        new_loss = max(ZERO, -split.after_tax)
        uses = {
            "loss": max(ZERO, -year.result),
            "refund_before_tax": split.refund_before,
            "tax": split.tax.amount,
            "losses": split.covered,
            "unavailable": split.unavailable,
            "mission": split.mission,
            "training": split.training,
            "bonus": split.bonus.gross,
            **{f"investments.{kind}": amount for kind, amount in split.investments.items()},
            "refund_after_tax": split.refund_after,
            "dividend": split.dividend.gross,
            "retained": split.retained,
        }
        net_assets, cash = split.tests
        return YearOutcome(
            year=year.year,
            opening=opening,
            closing=Balance(
                net_assets=split.net_assets - net_assets.paid,
                paid_up=opening.paid_up + self.entries - split.exits,
                unavailable=split.locked,
                losses=opening.losses - split.covered + new_loss,
                waiting=self.due - split.exits,
            ),
            sources={"result": max(ZERO, year.result), "new_loss": new_loss},
            uses=uses,
            effects=_effects(split, new_loss),
            tax=split.tax,
            bonus=split.bonus,
            dividend=split.dividend,
            dividend_cap=split.dividend_cap,
            exits=split.exits,
            net_asset_test=net_assets,
            liquidity_test=cash,
            steps=steps(self.plan, year, split, self.law),
            notes=notes(self.plan, year, split, self.law),
        )


def _less(tests: Mapping[str, Decimal], paid: Decimal) -> list[tuple[str, Decimal]]:
    """Return what the tests still let be paid after a payment."""
    return [(name, room - paid) for name, room in tests.items()]


def _effects(split: Split, new_loss: Decimal) -> Mapping[Stakeholder, Decimal]:
    got = {
        Stakeholder.MEMBERS: split.dividend.net + split.dividend.reclaimed,
        Stakeholder.WORKERS: split.bonus.net,
        Stakeholder.USERS: split.refund_before + split.refund_after,
        Stakeholder.MISSION: split.mission + split.training,
        Stakeholder.STATE: split.tax.amount
        + split.dividend.withheld
        - split.dividend.reclaimed
        + split.bonus.solidarity
        + split.bonus.tax,
        Stakeholder.RESERVES: split.covered + split.unavailable + split.retained - new_loss,
    }
    for kind, amount in split.investments.items():
        got[_FOR.get(kind, Stakeholder.RESERVES)] += amount
    return got
