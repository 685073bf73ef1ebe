"""What becomes of a surplus, year by year: the order in which it is used, and what caps or stops each use.

The order is the kit's: patronage refund as a price correction, corporate tax, earlier losses, unavailable reserve,
mission and training, profit bonus, investments, other refunds, then what members are paid: leaving members first,
dividend last, both within the two distribution tests. The law of one day holds for every year of a plan.
Not a tax return and no legal advice; the sentences are told in surplus_steps.py.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from operator import itemgetter

from coopkit.core.law import Law
from coopkit.core.simulate.bounds import BadInputError
from coopkit.core.simulate.distribution import LiquidityTest, NetAssetTest
from coopkit.core.simulate.given import refusing
from coopkit.core.simulate.money import ZERO, cents_down, gross_for, part, part_down
from coopkit.core.simulate.plan import (
    Balance,
    CashPlan,
    Destination,
    PlanOutcome,
    Stakeholder,
    StepName,
    SurplusPlan,
    YearOutcome,
    YearPlan,
)
from coopkit.core.simulate.surplus_steps import Split, Told, notes, steps
from coopkit.core.simulate.tax import (
    bonus,
    bonus_limit,
    corporate_tax,
    dividend,
    exempt_dividend,
    withholding,
)

_FOR: Mapping[Destination, Stakeholder] = {
    Destination.OWN_MISSION: Stakeholder.MISSION,
    Destination.LOWER_PRICES: Stakeholder.USERS,
    Destination.JOBS: Stakeholder.WORKERS,
}
"""Whom a destination serves at once; what is placed elsewhere stays with the enterprise."""

CENT = Decimal("0.01")
NOTHING = ("", ZERO)
"""The limit of what nobody asked for."""


@refusing
def simulate(plan: SurplusPlan, law: Law) -> PlanOutcome:
    """Return what becomes of each year; raises BadInputError for what cannot be, NoLawError without a number of law."""
    years, balance = [], plan.opening
    for year in plan.years:
        outcome = _Reckoning(plan, year, balance, law).outcome()
        years.append(outcome)
        balance = outcome.closing
    return PlanOutcome(status=plan.status, years=tuple(years))


def _within(asked: Decimal, *limits: tuple[str, Decimal]) -> tuple[Decimal, str]:
    """Return what is granted, and the lowest limit's name when that is less than asked; of equal ones the first."""
    name, most = min(limits, key=itemgetter(1))
    most = max(ZERO, most)
    return (asked, "") if asked <= most else (most, name)


class _Reckoning:
    """One year of a plan, counted again until the part of its dividend that is not taxed fits the dividend."""

    def __init__(self, plan: SurplusPlan, year: YearPlan, opening: Balance, law: Law) -> None:
        """Count what no turn changes: what leaving members are due, the caps, what the bank account allows."""
        self.plan, self.year, self.opening, self.law = plan, year, opening, law
        status = self.status = plan.status
        self.due = ZERO if status.association else opening.waiting + year.exits
        self.entries = ZERO if status.association else year.entries
        if self.due > opening.paid_up + self.entries:
            raise BadInputError(
                field="exits", value=self.due, bound=f"at most what is paid up, {opening.paid_up + self.entries}"
            )
        self.withholding = withholding(plan.regime, law, year=year.year, contributed=plan.contributed)
        self.rate = self.withholding.value
        self.tax_in_cap = self.rate if plan.cap_basis == "net" else Fraction(0)
        self.advantage = part(opening.paid_up, law.value("ses_advantage_cap")) if status.ses else Fraction(0)
        most = part(opening.paid_up, law.value("coop_dividend_cap")) if status.sca else Fraction(0)
        self.dividend_cap = cents_down(gross_for(most, self.tax_in_cap))
        self.corrected, self.out_of_profit = (year.refund, ZERO) if year.price_correction else (ZERO, year.refund)
        self.refund_caps = self._refund_caps()
        member_surplus = part_down(max(ZERO, year.result), year.member_share)
        self.before, self.before_limit = _within(self.corrected, *self.refund_caps, ("member_surplus", member_surplus))
        self.bonus_limit = bonus_limit(year.bonus, status, year.tax, law) if year.bonus.gross else NOTHING
        self.liquidity = self._liquidity(year.cash)
        self.cash_room = None if self.liquidity is None else self.liquidity.room
        self.investments = {kind: year.investments[kind] for kind in Destination if kind in year.investments}

    def _refund_caps(self) -> list[tuple[str, Decimal]]:
        """Return what caps a patronage refund: an ASBL pays none, for SES it is an advantage like any other."""
        caps = [("association", ZERO)] if self.status.association else []
        return [*caps, ("advantage_cap", cents_down(self.advantage))] if self.status.ses else caps

    def _liquidity(self, cash: CashPlan | None) -> LiquidityTest | None:
        """Return the liquidity test before anything is paid; None without a cash plan."""
        if cash is None:
            if not self.status.association and (self.year.dividend or self.due or self.out_of_profit):
                raise BadInputError(field="cash", value="missing", bound="a cash plan: something is asked for members")
            return None
        months = self.law.value("liquidity_test_months")
        if len(cash.months) < months:
            raise BadInputError(field="cash.months", value=len(cash.months), bound=f"at least {months} of them")
        return LiquidityTest(amount=ZERO, opening=cash.opening, movements=cash.months)

    def outcome(self) -> YearOutcome:
        """Return the year whose untaxed part is the one its dividend allows: the smallest, climbing from nothing.

        A cent more untaxed saves at most a cent of tax and lets at most a cent more be paid, so no turn climbs past it.
        Each turn climbs by the same part of the turn before, so two say where the climb leads; from there it goes on,
        if that is still below.
        """
        split, climbed = self._split(ZERO), ZERO
        while self.status.sca and (exempt := self._exempt(split.dividend)) != split.exempt:
            before, climbed = climbed, exempt - split.exempt
            if climbed < before:
                ahead = self._split(exempt + cents_down(Fraction(climbed) ** 2 / Fraction(before - climbed)) - CENT)
                if self._exempt(ahead.dividend) > ahead.exempt:
                    split, climbed = ahead, ZERO
                    continue
            split = self._split(exempt)
        return self._told(split)

    def _exempt(self, gross: Decimal) -> Decimal:
        return exempt_dividend(gross, persons=self.plan.persons, share=self.plan.person_share, law=self.law)

    def _split(self, exempt: Decimal) -> Split:
        """Return the year counted with `exempt` euro of its dividend left out of the taxable base."""
        year, opening, status = self.year, self.opening, self.status
        limits: dict[StepName, str] = {"refund_before_tax": self.before_limit}

        def take(name: StepName, asked: Decimal, *within: tuple[str, Decimal]) -> Decimal:
            granted, limits[name] = _within(asked, *within)
            return granted

        tax = corporate_tax(year.result - self.before + year.taxable_adjustment - exempt, status, year.tax, self.law)
        after_tax = year.result - self.before - tax.amount
        covered = min(opening.losses, max(ZERO, after_tax))
        left = max(ZERO, after_tax) - covered
        unavailable = take("unavailable", year.unavailable, ("profit", left))
        left -= unavailable
        mission = take("mission", year.mission, ("profit", left))
        left -= mission
        training = take("training", year.training, ("profit", left))
        left -= training
        rewarded = take("bonus", year.bonus.gross, self.bonus_limit, ("profit", left))
        left -= rewarded
        invested: dict[Destination, Decimal] = {}
        for kind, asked in self.investments.items():
            invested[kind] = min(asked, left)
            left -= invested[kind]
        limits["investments"] = "profit" if invested != self.investments else ""

        net_assets = NetAssetTest(
            amount=ZERO,
            net_assets=opening.net_assets + self.entries + after_tax - rewarded,
            unavailable=opening.unavailable + unavailable,
        )
        tests = {"net_assets": net_assets.room}
        if self.cash_room is not None:
            tests["liquidity"] = self.cash_room
        exits = take("exits", self.due, *tests.items())
        after = take("refund_after_tax", self.out_of_profit, *self.refund_caps, *_less(tests, exits), ("profit", left))
        left -= after
        caps = self._dividend_caps(self.before + after)
        first = [("mission_first", ZERO)] if status.ses and not mission else []
        gross = take("dividend", year.dividend, *first, *caps, *_less(tests, exits + after), ("profit", left))
        return Split(
            exempt=exempt,
            tax=tax,
            after_tax=after_tax,
            refund_before=self.before,
            refund_after=after,
            covered=covered,
            unavailable=unavailable,
            mission=mission,
            training=training,
            bonus=rewarded,
            investments=invested,
            exits=exits,
            dividend=gross,
            dividend_cap=min((most for _, most in caps), default=None),
            retained=left - gross,
            net_assets=net_assets,
            limits=limits,
        )

    def _dividend_caps(self, refunds: Decimal) -> list[tuple[str, Decimal]]:
        """Return the most a dividend may be, gross, by the name of what caps it, the year's refunds known."""
        caps = [("association", ZERO)] if self.status.association else []
        if self.status.sca:
            caps.append(("dividend_cap", self.dividend_cap))
        if self.status.ses:
            caps.append(("advantage_cap", cents_down(gross_for(self.advantage - Fraction(refunds), self.tax_in_cap))))
        return caps

    def _told(self, split: Split) -> YearOutcome:
        year, opening = self.year, self.opening
        persons = self.plan.persons if self.plan.claim_exemption else 0
        paid = split.exits + split.refund_after + split.dividend
        told = Told(
            opening=opening,
            split=split,
            bonus=bonus(split.bonus, self.law),
            dividend=dividend(split.dividend, self.rate, persons=persons, share=self.plan.person_share, law=self.law),
            withholding=self.withholding,
            net_assets=replace(split.net_assets, amount=paid),
            liquidity=None if self.liquidity is None else replace(self.liquidity, amount=paid),
        )
        new_loss = max(ZERO, -split.after_tax)
        uses = {
            "loss": max(ZERO, -year.result),
            "refund_before_tax": split.refund_before,
            "tax": split.tax.amount,
            "losses": split.covered,
            "unavailable": split.unavailable,
            "mission": split.mission,
            "training": split.training,
            "bonus": split.bonus,
            **{f"investments.{kind}": amount for kind, amount in split.investments.items()},
            "refund_after_tax": split.refund_after,
            "dividend": split.dividend,
            "retained": split.retained,
        }
        return YearOutcome(
            year=year.year,
            opening=opening,
            closing=Balance(
                net_assets=told.net_assets.net_assets - paid,
                paid_up=opening.paid_up + self.entries - split.exits,
                unavailable=told.net_assets.unavailable,
                losses=opening.losses - split.covered + new_loss,
                waiting=self.due - split.exits,
            ),
            sources={"result": max(ZERO, year.result), "new_loss": new_loss},
            uses=uses,
            effects=_effects(told, new_loss),
            tax=split.tax,
            bonus=told.bonus,
            dividend=told.dividend,
            dividend_cap=split.dividend_cap,
            exits=split.exits,
            net_asset_test=told.net_assets,
            liquidity_test=told.liquidity,
            steps=steps(self.plan, year, told, self.law),
            notes=notes(self.plan, year, told, self.law),
        )


def _less(tests: Mapping[str, Decimal], paid: Decimal) -> list[tuple[str, Decimal]]:
    """Return what the tests still let be paid after a payment."""
    return [(name, room - paid) for name, room in tests.items()]


def _effects(told: Told, new_loss: Decimal) -> Mapping[Stakeholder, Decimal]:
    split = told.split
    got = {
        Stakeholder.MEMBERS: told.dividend.net + told.dividend.reclaimed,
        Stakeholder.WORKERS: told.bonus.net,
        Stakeholder.USERS: split.refund_before + split.refund_after,
        Stakeholder.MISSION: split.mission + split.training,
        Stakeholder.STATE: split.tax.amount
        + told.dividend.withheld
        - told.dividend.reclaimed
        + told.bonus.solidarity
        + told.bonus.tax,
        Stakeholder.RESERVES: split.covered + split.unavailable + split.retained - new_loss,
    }
    for kind, amount in split.investments.items():
        got[_FOR.get(kind, Stakeholder.RESERVES)] += amount
    return got
