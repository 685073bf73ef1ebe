"""The steps of a year in the order of its reckoning, each with its arithmetic, its source and how sure it is.

Sentences are keys of data/texts/simulate.yaml; nothing is reckoned here that surplus.py has not settled.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from coopkit.core.law import Law, weakest
from coopkit.core.model import Certainty, DatedValue, Message, Value
from coopkit.core.simulate.distribution import LiquidityTest, NetAssetTest
from coopkit.core.simulate.money import ZERO
from coopkit.core.simulate.plan import (
    Balance,
    Destination,
    StepName,
    SurplusPlan,
    YearPlan,
    YearStep,
)
from coopkit.core.simulate.step import OWN, TESTS, Basis
from coopkit.core.simulate.tax import Bonus, CorporateTax, Dividend

REFUND = Basis("febecoop-surplus", Certainty.TO_CONFIRM)
ASSOCIATION = Basis("corporate-tax", Certainty.TO_CONFIRM)
TAX = Basis("corporate-tax", Certainty.VERIFIED)
MISSION = Basis("rd-2019-06-28:art-6", Certainty.SECONDARY)
TRAINING = Basis("rd-1962-01-08:art-1-8", Certainty.VERIFIED)
BONUS = Basis("profit-bonus", Certainty.TO_CONFIRM)
EXITS = Basis("csa:art-6-120", Certainty.TO_CONFIRM)


@dataclass(slots=True, kw_only=True)
class Split:
    """One year divided, in euro; `limits` names what capped or stopped a step, "" when nothing did.

    Not frozen, as it is made anew at every turn of the reckoning; nobody changes one.
    """

    exempt: Decimal
    """The part of the dividend that is no taxable base."""
    tax: CorporateTax
    after_tax: Decimal
    refund_before: Decimal
    refund_after: Decimal
    covered: Decimal
    unavailable: Decimal
    mission: Decimal
    training: Decimal
    bonus: Decimal
    investments: Mapping[Destination, Decimal]
    exits: Decimal
    dividend: Decimal
    dividend_cap: Decimal | None
    retained: Decimal
    net_assets: NetAssetTest
    """Before anything is paid to members."""
    limits: Mapping[StepName, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """The division that holds, with what is held back of its payments and both tests of what members are paid."""

    opening: Balance
    split: Split
    bonus: Bonus
    dividend: Dividend
    withholding: DatedValue
    net_assets: NetAssetTest
    liquidity: LiquidityTest | None


def say(key: str, **values: Value) -> Message:
    """Return a sentence of data/texts/simulate.yaml, not yet worded."""
    return Message(key=f"simulate.surplus.{key}", values=values)


def steps(plan: SurplusPlan, year: YearPlan, done: Told, law: Law) -> tuple[YearStep, ...]:
    """Return the steps of a year, those that moved nothing included; no liquidity test without a cash plan."""
    split, opening = done.split, done.opening
    told = _Telling(law, split.limits)
    before, after = (year.refund, ZERO) if year.price_correction else (ZERO, year.refund)
    asked, invested = sum(year.investments.values(), ZERO), sum(split.investments.values(), ZERO)
    leaving = ZERO if plan.status.association else opening.waiting + year.exits
    made = (
        told.step("refund_before_tax", before, split.refund_before, REFUND),
        _tax(told, year, split),
        told.step("losses", opening.losses, split.covered, OWN, limit=_left_over(opening.losses - split.covered)),
        told.step("unavailable", year.unavailable, split.unavailable, OWN),
        told.step("mission", year.mission, split.mission, MISSION if plan.status.ses else OWN),
        told.step("training", year.training, split.training, TRAINING if plan.status.sca else OWN),
        _bonus(told, year, done),
        told.step("investments", asked, invested, OWN),
        told.step("exits", leaving, split.exits, EXITS),
        told.step("refund_after_tax", after, split.refund_after, REFUND),
        _dividend(told, plan, year, done),
        _net_asset_test(told, done.net_assets),
        *([_liquidity_test(told, done.liquidity)] if done.liquidity else []),
    )
    return (*made, told.step("retained", split.retained, split.retained, OWN))


class _Telling:
    """Makes steps, each as sure as the numbers of law it names."""

    def __init__(self, law: Law, limits: Mapping[StepName, str]) -> None:
        self.law, self.limits = law, limits

    def step(  # noqa: PLR0913  (what a step is made of, each by its name)
        self,
        name: StepName,
        asked: Decimal,
        granted: Decimal,
        basis: Basis,
        *,
        numbers: Iterable[DatedValue] = (),
        limit: str | None = None,
        said: str = "",
        values: Mapping[str, Value] | None = None,
    ) -> YearStep:
        """Return a step; it rests on the source of its first number of law where it has one, else on its basis."""
        used = list(numbers)
        return YearStep(
            name=name,
            asked=asked,
            id=f"surplus.step.{said or name}",
            values={"asked": asked, **(values or {})},
            result=granted,
            limit=self.limits.get(name, "") if limit is None else limit,
            basis=Basis(used[0].source, weakest([basis.certainty, *(dated.certainty for dated in used)]))
            if used
            else basis,
        )


def _left_over(amount: Decimal) -> str:
    return "profit" if amount else ""


def _tax(told: _Telling, year: YearPlan, split: Split) -> YearStep:
    """Return the step of corporate tax; its limit names what keeps the reduced rate away."""
    tax, law = split.tax, told.law
    if tax.because == "not_subject":
        return told.step("tax", ZERO, ZERO, ASSOCIATION, said="tax_none")
    limit = "" if tax.because in {"approved", "small"} else tax.because
    parameters = ["isoc_normal"]
    if tax.reduced:
        parameters = ["isoc_reduced", "isoc_reduced_ceiling", "isoc_normal"]
    if tax.because in {"small", "director_pay"}:
        relieved = year.tax.financial_year <= law.value("director_pay_relief_years")
        parameters.append("director_pay_relief_years" if relieved else "director_min_pay")
    if split.exempt:
        parameters.append("coop_dividend_base_exclusion_per_person")
    values: dict[str, Value] = {"base": tax.base, "normal": law.value("isoc_normal")}
    if tax.reduced:
        ceiling = law.value("isoc_reduced_ceiling")
        low = min(Fraction(tax.base), ceiling)
        values |= {"low": low, "high": Fraction(tax.base) - low, "reduced": law.value("isoc_reduced")}
    said = "tax_reduced" if tax.reduced else "tax_normal"
    numbers = map(law.dated, parameters)
    return told.step("tax", tax.amount, tax.amount, TAX, numbers=numbers, limit=limit, said=said, values=values)


_BONUS_NUMBERS: Mapping[str, tuple[str, ...]] = {
    "not_subject": (),
    "bonus_everybody": (),
    "bonus_seniority": ("profit_bonus_seniority_max",),
    "bonus_spread": ("profit_bonus_spread_max",),
}
"""What stops a bonus -> the numbers of law it was held against; anything else is held against cap and spread."""


def _bonus(told: _Telling, year: YearPlan, done: Told) -> YearStep:
    """Return the step of the profit bonus. In which order both are held back is to be confirmed."""
    if not year.bonus.gross:
        return told.step("bonus", ZERO, ZERO, OWN, said="bonus_none")
    limit, reward = told.limits["bonus"], done.bonus
    parameters = _BONUS_NUMBERS.get(limit, ("profit_bonus_cap", "profit_bonus_spread_max"))
    numbers = [told.law.dated(parameter) for parameter in parameters]
    if not reward.gross:
        return told.step("bonus", year.bonus.gross, ZERO, BONUS, numbers=numbers, said="bonus_refused")
    return told.step(
        "bonus",
        year.bonus.gross,
        reward.gross,
        BONUS,
        numbers=[told.law.dated("profit_bonus_solidarity"), told.law.dated("profit_bonus_tax"), *numbers],
        values={
            "cap": told.law.value("profit_bonus_cap"),
            "wage_bill": year.bonus.wage_bill,
            "solidarity": reward.solidarity,
            "tax": reward.tax,
            "net": reward.net,
        },
    )


def _dividend(told: _Telling, plan: SurplusPlan, year: YearPlan, done: Told) -> YearStep:
    paid, split, law = done.dividend, done.split, told.law
    caps = [
        *(["coop_dividend_cap"] if plan.status.sca else []),
        *(["ses_advantage_cap"] if plan.status.ses else []),
    ]
    values: dict[str, Value] = {"net": paid.net, "withheld": paid.withheld, "tax": done.withholding.value}
    said = "dividend"
    if caps and split.dividend_cap is not None:
        said = f"dividend_{plan.cap_basis}"
        refunds = split.refund_before + split.refund_after if plan.status.ses else ZERO
        cap = min(law.value(name) for name in caps)
        values |= {"paid_up": done.opening.paid_up, "cap": cap, "refunds": refunds, "most": split.dividend_cap}
    if split.limits["dividend"] == "mission_first":
        said = "dividend_mission_first"
    exempted = [law.dated("dividend_exemption_individual")] if paid.reclaimed else []
    numbers = [*map(law.dated, caps), done.withholding, *exempted]
    basis = OWN if plan.status.association else TAX
    return told.step("dividend", year.dividend, paid.gross, basis, numbers=numbers, said=said, values=values)


def _net_asset_test(told: _Telling, test: NetAssetTest) -> YearStep:
    """Return the first test: asked is what is paid to members, granted the room there was."""
    values = {"net_assets": test.net_assets, "locked": test.unavailable, "room": test.room}
    limit = "" if test.passed else "no_room"
    return told.step("net_assets", test.amount, test.most, TESTS, limit=limit, values=values)


def _liquidity_test(told: _Telling, test: LiquidityTest) -> YearStep:
    """Return the second test, told as the first."""
    values: dict[str, Value] = {"month": test.month, "room": test.room}
    limit, numbers = "" if test.passed else "no_room", [told.law.dated("liquidity_test_months")]
    return told.step("liquidity", test.amount, test.most, TESTS, numbers=numbers, limit=limit, values=values)


def notes(plan: SurplusPlan, year: YearPlan, done: Told, law: Law) -> tuple[Message, ...]:
    """Return what a year's numbers do not say by themselves: duties left undone, and what to ask an adviser."""
    split, paid = done.split, done.dividend
    refunds = split.refund_before + split.refund_after
    excluded = split.investments.get(Destination.EXCLUDED, ZERO)
    mission = split.mission + split.investments.get(Destination.OWN_MISSION, ZERO)
    said = (
        (say("note.refund_advice"), bool(refunds)),
        (say("note.training_missing"), plan.status.sca and split.after_tax > 0 and not split.training),
        (say("note.excluded", amount=excluded), bool(excluded)),
        (say("note.capital_before_mission", dividend=paid.gross, mission=mission), paid.gross > mission),
        (say("note.legal_persons_tax"), split.tax.because == "not_subject"),
        (say("note.tax_losses"), bool(done.opening.losses and split.tax.amount and not year.taxable_adjustment)),
        (say("note.alike"), bool(split.exempt or paid.reclaimed)),
    )
    more = _of_social_enterprise(done, law, refunds) if plan.status.ses else ()
    return (*(message for message, holds in said if holds), *more)


def _of_social_enterprise(done: Told, law: Law, refunds: Decimal) -> Iterator[Message]:
    """Yield what is open about its cap: before or after withholding tax, and member by member."""
    most = law.value("ses_advantage_cap") * Fraction(done.opening.paid_up) - Fraction(refunds)
    if done.dividend.gross > most:
        yield say("note.gross_or_net", gross=done.dividend.gross, most=most)
    if refunds:
        yield say("note.cap_by_member")
