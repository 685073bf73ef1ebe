"""What a surplus plan is made of and what the simulator says of it: inputs and outputs, in euro and whole cents.

No reckoning here: surplus.py does that.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise
from typing import Literal, TypeAlias

from coopkit.core.law import weakest
from coopkit.core.model import Certainty, Message
from coopkit.core.simulate.bounds import MOST, BadInputError, euro, fraction, whole
from coopkit.core.simulate.distribution import LiquidityTest, NetAssetTest
from coopkit.core.simulate.given import sound
from coopkit.core.simulate.money import ZERO
from coopkit.core.simulate.step import Step
from coopkit.core.simulate.tax import Bonus, BonusPlan, CorporateTax, Dividend, Regime, Status, TaxFacts

MOST_YEARS = 10


class Destination(StrEnum):
    """Where surplus is invested or placed, closest to the mission first; the kinds of facts.holdings."""

    OWN_MISSION = "own_mission"
    LOWER_PRICES = "lower_prices"
    JOBS = "jobs"
    SOLIDARITY_RESERVE = "solidarity_reserve"
    SOCIAL_ENTERPRISES = "social_enterprises"
    SOLIDARITY_FINANCE = "solidarity_finance"
    ETHICAL_DEPOSIT = "ethical_deposit"
    LABELLED_FUND = "labelled_fund"
    BANK_DEPOSIT = "bank_deposit"
    CONVENTIONAL = "conventional"
    EXCLUDED = "excluded"


class Stakeholder(StrEnum):
    """Who gets something of a surplus."""

    MEMBERS = "members"
    WORKERS = "workers"
    USERS = "users"
    MISSION = "mission"
    STATE = "state"
    RESERVES = "reserves"


StepName: TypeAlias = Literal[
    "refund_before_tax", "tax", "losses", "unavailable", "mission", "training", "bonus", "investments",
    "refund_after_tax", "exits", "dividend", "net_assets", "liquidity", "retained",
]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Balance:
    """Where a year begins or ends, in euro.

    `net_assets` as in the net asset test (debts, provisions and unamortised costs are off); below zero when debts are
    larger. `paid_up`: what the members' shares are worth at par. `unavailable`: what law or articles keep from being
    paid out. `losses`: losses carried forward. `waiting`: shares at par that leaving members are still to be paid.
    """

    net_assets: Decimal = ZERO
    paid_up: Decimal = ZERO
    unavailable: Decimal = ZERO
    losses: Decimal = ZERO
    waiting: Decimal = ZERO


@dataclass(frozen=True, slots=True, kw_only=True)
class CashPlan:
    """Money in the bank the day a payment is decided, and each month after it what comes in less debts due, in euro."""

    opening: Decimal
    months: tuple[Decimal, ...]

    def __post_init__(self) -> None:
        """Refuse amounts that cannot be."""
        sound("cash", self)
        euro("cash.opening", self.opening, -MOST)
        for number, month in enumerate(self.months, 1):
            euro(f"cash.month {number}", month, -MOST)


@dataclass(frozen=True, slots=True, kw_only=True)
class YearPlan:
    """What one year brings and what its members would like to do with it, in euro. What is asked is a most.

    `result`: before tax and before any patronage refund, a loss is negative. `taxable_adjustment`: what the accountant
    adds to the taxable base (disallowed costs) or takes off it (earlier losses, exempt subsidies).
    `refund`: patronage refund asked; a price correction comes before tax and cannot exceed `member_share` (the part of
    the result made with members), any other refund is paid out of profit.
    `entries`, `exits`: shares at par taken up and given back. `cash` is needed once something is paid to members.
    """

    year: int
    result: Decimal
    taxable_adjustment: Decimal = ZERO
    tax: TaxFacts = field(default_factory=TaxFacts)
    refund: Decimal = ZERO
    price_correction: bool = True
    member_share: Fraction = Fraction(1)
    unavailable: Decimal = ZERO
    mission: Decimal = ZERO
    training: Decimal = ZERO
    bonus: BonusPlan = field(default_factory=BonusPlan)
    investments: Mapping[Destination, Decimal] = field(default_factory=dict)
    dividend: Decimal = ZERO
    """Gross."""
    entries: Decimal = ZERO
    exits: Decimal = ZERO
    cash: CashPlan | None = None

    def __post_init__(self) -> None:
        """Refuse amounts that cannot be."""
        sound("", self)
        whole("year", self.year, 1990, 2200)
        for name in ("result", "taxable_adjustment"):
            euro(name, getattr(self, name), -MOST)
        for name in ("refund", "unavailable", "mission", "training", "dividend", "entries", "exits"):
            euro(name, getattr(self, name))
        fraction("member_share", self.member_share, 0, 1)
        for kind, amount in self.investments.items():
            euro(f"investments.{kind}", amount)


@dataclass(frozen=True, slots=True, kw_only=True)
class SurplusPlan:
    """Up to ten years of one enterprise.

    `persons`: natural persons among the members; they hold `person_share` of the shares, all alike.
    `claim_exemption`: they claim their dividends' exempt part in their tax return.
    `contributed`: the year in which the shares were paid in, for the reduced withholding tax (regime "vvprbis"); None
    when that is three years ago or more.
    `cap_basis`: read the 6 % cap after withholding tax, as the decree says, or before it, as many practitioners do.
    """

    status: Status
    opening: Balance
    years: tuple[YearPlan, ...]
    regime: Regime = "standard"
    contributed: int | None = None
    cap_basis: Literal["net", "gross"] = "net"
    persons: int = 0
    person_share: Fraction = Fraction(0)
    claim_exemption: bool = False

    def __post_init__(self) -> None:
        """Refuse years that do not follow each other, and shares held by nobody."""
        sound("", self)
        if not 1 <= len(self.years) <= MOST_YEARS:
            raise BadInputError(field="years", value=len(self.years), bound=f"1 to {MOST_YEARS} of them")
        for before, after in pairwise(self.years):
            if after.year != before.year + 1:
                raise BadInputError(field="year", value=after.year, bound=f"{before.year + 1}, after {before.year}")
        whole("persons", self.persons, 0, 1_000_000)
        fraction("person_share", self.person_share, 0, 1)
        if bool(self.persons) != bool(self.person_share):
            raise BadInputError(
                field="person_share", value=self.person_share, bound="above 0 when there are persons, else 0"
            )
        if self.contributed is not None:
            whole("contributed", self.contributed, 1990, self.years[0].year)
        euro("opening.net_assets", self.opening.net_assets, -MOST)
        for name in ("paid_up", "unavailable", "losses", "waiting"):
            euro(f"opening.{name}", getattr(self.opening, name))
        if self.opening.waiting > self.opening.paid_up:
            raise BadInputError(
                field="opening.waiting",
                value=self.opening.waiting,
                bound=f"at most what is paid up, {self.opening.paid_up}",
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class YearStep(Step):
    """One step of a year, in the order of the reckoning: asked, granted, and in between what caps or fails it.

    `limit` names that condition, "" when nothing stood in the way; a test that fails grants nothing. Its `id` says in
    which words its arithmetic is told, so that one `name` may have several.
    """

    name: StepName
    asked: Decimal
    result: Decimal
    limit: str

    @property
    def granted(self) -> Decimal:
        """What comes of what was asked."""
        return self.result


@dataclass(frozen=True, slots=True, kw_only=True)
class YearOutcome:
    """What becomes of one year, in euro; `uses` and `sources` add up to the same."""

    year: int
    opening: Balance
    closing: Balance
    sources: Mapping[str, Decimal]
    uses: Mapping[str, Decimal]
    effects: Mapping[Stakeholder, Decimal]
    """What each got; together exactly the result before tax. A loss comes out of the reserves."""
    tax: CorporateTax
    bonus: Bonus
    dividend: Dividend
    dividend_cap: Decimal | None
    """The most an approval lets be paid as dividend, gross; None without a cap."""
    exits: Decimal
    net_asset_test: NetAssetTest
    liquidity_test: LiquidityTest | None
    """None when nothing was asked for members and no cash plan was given."""
    steps: tuple[YearStep, ...]
    notes: tuple[Message, ...]

    @property
    def limits(self) -> tuple[YearStep, ...]:
        """The steps that something caps or fails."""
        return tuple(step for step in self.steps if step.limit)

    @property
    def certainty(self) -> Certainty:
        """How sure the least sure step is."""
        return weakest(step.certainty for step in self.steps)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanOutcome:
    """What becomes of every year of a plan, under the law of one day."""

    status: Status
    years: tuple[YearOutcome, ...]

    @property
    def effects(self) -> Mapping[Stakeholder, Decimal]:
        """What each got in all years together."""
        return {who: sum((year.effects[who] for year in self.years), ZERO) for who in Stakeholder}
