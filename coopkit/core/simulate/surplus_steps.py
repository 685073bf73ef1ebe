"""The steps of a year in the order of its reckoning, each with its arithmetic, its source and how sure it is.

Sentences are keys of data/texts/simulate.yaml; nothing is reckoned here that surplus.py has not settled.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from coopkit.core.law import Law, weakest
from coopkit.core.model import Certainty, Message, Value
from coopkit.core.simulate.money import ZERO
from coopkit.core.simulate.plan import (
    Balance,
    Destination,
    DistributionTest,
    Plan,
    StepName,
    YearPlan,
    YearStep,
)
from coopkit.core.simulate.step import OWN, Basis
from coopkit.core.simulate.tax import Bonus, CorporateTax, Dividend

REFUND = Basis("febecoop-surplus", Certainty.TO_CONFIRM)
ASSOCIATION = Basis("corporate-tax", Certainty.TO_CONFIRM)
TAX = Basis("corporate-tax", Certainty.VERIFIED)
MISSION = Basis("rd-2019-06-28:art-6", Certainty.SECONDARY)
TRAINING = Basis("rd-1962-01-08:art-1-8", Certainty.VERIFIED)
BONUS = Basis("profit-bonus", Certainty.TO_CONFIRM)
EXITS = Basis("csa:art-6-120", Certainty.TO_CONFIRM)
TESTS = Basis("distribution-tests", Certainty.SECONDARY)


@dataclass(frozen=True, slots=True, kw_only=True)
class Split:
    """One year divided, in euro; `limits` names what capped or stopped a step, "" when nothing did."""

    opening: Balance
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
    bonus: Bonus
    investments: Mapping[Destination, Decimal]
    exits: Decimal
    dividend: Dividend
    dividend_cap: Decimal | None
    retained: Decimal
    net_assets: Decimal
    """Before anything is paid to members."""
    locked: Decimal
    cash_room: Decimal | None
    month: int | None
    limits: Mapping[str, str]

    @property
    def tests(self) -> tuple[DistributionTest, DistributionTest | None]:
        """The net asset test, and the liquidity test when there is a cash plan."""
        paid = self.exits + self.refund_after + self.dividend.gross
        net_assets = DistributionTest(room=self.net_assets - self.locked, paid=paid)
        if self.cash_room is None:
            return net_assets, None
        return net_assets, DistributionTest(room=self.cash_room, paid=paid, month=self.month)


def say(key: str, **values: Value) -> Message:
    """Return a sentence of data/texts/simulate.yaml, not yet worded."""
    return Message(key=f"simulate.surplus.{key}", values=values)


def steps(plan: Plan, year: YearPlan, split: Split, law: Law) -> tuple[YearStep, ...]:
    """Return the steps of a year, those that moved nothing included; no liquidity test without a cash plan."""
    told, opening = _Telling(law, split.limits), split.opening
    before, after = (year.refund, ZERO) if year.price_correction else (ZERO, year.refund)
    asked, invested = sum(year.investments.values(), ZERO), sum(split.investments.values(), ZERO)
    leaving = ZERO if plan.status.association else opening.waiting + year.exits
    made = (
        told.step("refund_before_tax", before, split.refund_before, REFUND),
        _tax(told, split),
        told.step("losses", opening.losses, split.covered, OWN, limit=_left_over(opening.losses - split.covered)),
        told.step("unavailable", year.unavailable, split.unavailable, OWN),
        told.step("mission", year.mission, split.mission, MISSION if plan.status.ses else OWN),
        told.step("training", year.training, split.training, TRAINING if plan.status.sca else OWN),
        _bonus(told, year, split),
        told.step("investments", asked, invested, OWN),
        told.step("exits", leaving, split.exits, EXITS),
        told.step("refund_after_tax", after, split.refund_after, REFUND),
        _dividend(told, plan, year, split),
        *(_test(told, split, test) for test in split.tests if test),
    )
    return (*made, told.step("retained", split.retained, split.retained, OWN))


class _Telling:
    """Makes steps, each as sure as the numbers of law it names."""

    def __init__(self, law: Law, limits: Mapping[str, str]) -> None:
        self.law, self.limits = law, limits

    def step(  # noqa: PLR0913  (what a step is made of, each by its name)
        self,
        name: StepName,
        asked: Decimal,
        granted: Decimal,
        basis: Basis,
        *,
        parameters: Iterable[str] = (),
        limit: str | None = None,
        said: str = "",
        values: Mapping[str, Value] | None = None,
    ) -> YearStep:
        """Return a step; it rests on the source of its first number of law where it has one, else on its basis."""
        used = [self.law.used[parameter] for parameter in parameters]
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


def _tax(told: _Telling, split: Split) -> YearStep:
    """Return the step of corporate tax; its limit names what keeps the reduced rate away."""
    tax, law = split.tax, told.law
    limit = "" if tax.because in {"not_subject", "approved", "small"} else tax.because
    if tax.because == "not_subject":
        return told.step("tax", ZERO, ZERO, ASSOCIATION, said="tax_none", limit=limit)
    parameters = ["isoc_normal"]
    if tax.reduced:
        parameters = ["isoc_reduced", "isoc_reduced_ceiling", "isoc_normal"]
    if tax.because in {"small", "director_pay"} and "director_min_pay" in law.used:
        parameters.append("director_min_pay")
    if split.exempt:
        parameters.append("coop_dividend_base_exclusion_per_person")
    values: dict[str, Value] = {"base": tax.base, "exempt": split.exempt, "normal": law.value("isoc_normal")}
    if tax.reduced:
        ceiling = law.value("isoc_reduced_ceiling")
        low = min(Fraction(tax.base), ceiling)
        values |= {"low": low, "high": Fraction(tax.base) - low, "reduced": law.value("isoc_reduced")}
    said = "tax_reduced" if tax.reduced else "tax_normal"
    return told.step("tax", tax.amount, tax.amount, TAX, parameters=parameters, limit=limit, said=said, values=values)


def _bonus(told: _Telling, year: YearPlan, split: Split) -> YearStep:
    """Return the step of the profit bonus. In which order both are held back is to be confirmed."""
    if not year.bonus.gross:
        return told.step("bonus", ZERO, ZERO, OWN, said="bonus_none")
    parameters = [name for name in ("profit_bonus_cap", "profit_bonus_spread_max") if name in told.law.used]
    if not split.bonus.gross:
        return told.step("bonus", year.bonus.gross, ZERO, BONUS, parameters=parameters, said="bonus_refused")
    return told.step(
        "bonus",
        year.bonus.gross,
        split.bonus.gross,
        BONUS,
        parameters=["profit_bonus_solidarity", "profit_bonus_tax", *parameters],
        values={
            "cap": told.law.value("profit_bonus_cap"),
            "wage_bill": year.bonus.wage_bill,
            "solidarity": split.bonus.solidarity,
            "tax": split.bonus.tax,
            "net": split.bonus.net,
        },
    )


def _dividend(told: _Telling, plan: Plan, year: YearPlan, split: Split) -> YearStep:
    tax_name, paid = ("wht_standard" if plan.regime == "standard" else "wht_vvprbis"), split.dividend
    caps = [
        *(["coop_dividend_cap"] if plan.status.sca else []),
        *(["ses_advantage_cap"] if plan.status.ses else []),
    ]
    values: dict[str, Value] = {"net": paid.net, "withheld": paid.withheld, "tax": told.law.value(tax_name)}
    said = "dividend"
    if caps and split.dividend_cap is not None:
        said = f"dividend_{plan.cap_basis}"
        refunds = split.refund_before + split.refund_after if plan.status.ses else ZERO
        cap = min(told.law.value(name) for name in caps)
        values |= {"paid_up": split.opening.paid_up, "cap": cap, "refunds": refunds, "most": split.dividend_cap}
    if split.limits["dividend"] == "mission_first":
        said = "dividend_mission_first"
    parameters = [*caps, tax_name, *(["dividend_exemption_individual"] if paid.reclaimed else [])]
    basis = OWN if plan.status.association else TAX
    return told.step("dividend", year.dividend, paid.gross, basis, parameters=parameters, said=said, values=values)


def _test(told: _Telling, split: Split, test: DistributionTest) -> YearStep:
    """Return a distribution test: asked is what is paid to members, granted the room there was."""
    limit = "" if test.holds else "no_room"
    if test.month is None:
        values: dict[str, Value] = {"net_assets": split.net_assets, "locked": split.locked, "room": test.room}
        return told.step("net_assets", test.paid, max(ZERO, test.room), TESTS, limit=limit, values=values)
    names = ["liquidity_test_months"]
    values = {"month": test.month, "room": test.room}
    return told.step("liquidity", test.paid, max(ZERO, test.room), TESTS, parameters=names, limit=limit, values=values)


def notes(plan: Plan, year: YearPlan, split: Split, law: Law) -> tuple[Message, ...]:
    """Return what a year's numbers do not say by themselves: duties left undone, and what to ask an adviser."""
    paid, refunds = split.dividend, split.refund_before + split.refund_after
    excluded = split.investments.get(Destination.EXCLUDED, ZERO)
    mission = split.mission + split.investments.get(Destination.OWN_MISSION, ZERO)
    said = (
        (say("note.refund_advice"), bool(refunds)),
        (say("note.training_missing"), plan.status.sca and split.after_tax > 0 and not split.training),
        (say("note.excluded", amount=excluded), bool(excluded)),
        (say("note.capital_before_mission", dividend=paid.gross, mission=mission), paid.gross > mission),
        (say("note.legal_persons_tax"), split.tax.because == "not_subject"),
        (say("note.tax_losses"), bool(split.opening.losses and split.tax.amount and not year.taxable_adjustment)),
        (say("note.alike"), bool(split.exempt or paid.reclaimed)),
    )
    more = _of_social_enterprise(split, law, refunds) if plan.status.ses else ()
    return (*(message for message, holds in said if holds), *more)


def _of_social_enterprise(split: Split, law: Law, refunds: Decimal) -> Iterator[Message]:
    """Yield what is open about its cap: before or after withholding tax, and member by member."""
    most = law.value("ses_advantage_cap") * Fraction(split.opening.paid_up) - Fraction(refunds)
    if split.dividend.gross > most:
        yield say("note.gross_or_net", gross=split.dividend.gross, most=most)
    if refunds:
        yield say("note.cap_by_member")
