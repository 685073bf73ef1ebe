"""Members' capital over the years: who enters and leaves at par, what is paid back, and a run on the shares.

Source: Code of companies and associations, art. 6:120 (members leave in the first months of the financial year, with
all their shares; founders only after some years), 6:115 and 6:116 (both tests before anything is paid); the numbers are
ExitRules. What the tests forbid stays owed and is tried again the year after: the kit's reading.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Literal, TypeAlias

from coopkit.core.law import Law, weakest
from coopkit.core.model import Certainty
from coopkit.core.simulate.bounds import MOST, distinct, euro, fraction, one_of, whole
from coopkit.core.simulate.distribution import BothTests, Standing, both_tests
from coopkit.core.simulate.given import refusing, sound
from coopkit.core.simulate.money import euros, in_cents, nearest
from coopkit.core.simulate.step import TESTS, Basis, Reckoned, Step

Reason: TypeAlias = Literal["after_the_window", "founder_too_early"]
EXIT = Basis("csa:art-6-120", Certainty.TO_CONFIRM)
"""Members leave at par: the articles of a cooperative without approval may say otherwise."""
YEAR = 12
YEARS = 10
CROWD = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Holders:
    """Persons who hold the same shares: `shares` each, `par` what one was issued at, in euro."""

    id: str
    label: str
    persons: int
    shares: int
    par: Decimal
    founders: bool = False

    def __post_init__(self) -> None:
        """Check the bounds."""
        sound("holders", self)
        whole("holders.persons", self.persons, 0, CROWD)
        whole("holders.shares", self.shares, 1, CROWD)
        euro("holders.par", self.par, Decimal("0.01"))
        euro("holders.capital", self.each * CROWD if self.each > MOST else self.each * self.persons)

    @property
    def each(self) -> Decimal:
        """What one person holds, in euro."""
        return self.shares * self.par


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """`persons` enter a group in a year of the plan and pay their shares in full at par."""

    year: int
    holders: str
    persons: int

    def __post_init__(self) -> None:
        """Check the kinds."""
        sound("entry", self)


@dataclass(frozen=True, slots=True, kw_only=True)
class Exit:
    """`persons` of a group ask in a month of the financial year (1-12) to leave, with all their shares."""

    year: int
    month: int
    holders: str
    persons: int

    def __post_init__(self) -> None:
        """Check the kinds."""
        sound("exit", self)


@dataclass(frozen=True, slots=True, kw_only=True)
class ExitRules:
    """The numbers of law a plan is computed under.

    `last_month`: the last of the financial year in which a member may leave; `founders_from`: the first financial year
    in which a founder may; `look_ahead`: the months the liquidity test looks at, at most the 12 of an outlook.
    `certainty`: how sure the least sure of them is; the articles' or a guess of one's own when left out.
    """

    last_month: int
    founders_from: int
    look_ahead: int
    certainty: Certainty = Certainty.OWN

    def __post_init__(self) -> None:
        """Check the bounds."""
        sound("exit_rules", self)
        whole("exit_rules.last_month", self.last_month, 1, YEAR)
        whole("exit_rules.founders_from", self.founders_from, 1, YEARS)
        whole("exit_rules.look_ahead", self.look_ahead, 1, YEAR)

    @classmethod
    def from_law(cls, law: Law) -> ExitRules:
        """Return what holds where the articles say nothing else."""
        names = ("exit_window_months_sc", "founders_exit_from_year", "liquidity_test_months")
        window, founders, look_ahead = (int(law.value(name)) for name in names)
        certainty = weakest(law.dated(name).certainty for name in names)
        return cls(last_month=window, founders_from=founders, look_ahead=look_ahead, certainty=certainty)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """A year without entries and exits, in euro.

    `result`: what it adds to net assets before exits are paid. `movements`: what each of the 12 months from that
    payment on brings in less the debts due. `unavailable`: equity that is locked.
    """

    result: Decimal
    movements: tuple[Decimal, ...]
    unavailable: Decimal = Decimal(0)

    def __post_init__(self) -> None:
        """Check the bounds."""
        sound("outlook", self)
        euro("outlook.result", self.result, -MOST)
        euro("outlook.unavailable", self.unavailable)
        whole("outlook.movements", len(self.movements), YEAR, YEAR)
        for movement in self.movements:
            euro("outlook.movements", movement, -MOST)


@dataclass(frozen=True, slots=True, kw_only=True)
class CapitalPlan:
    """Up to ten years. `net_assets`, `cash`: euro before the first year's result, entries and exits.

    `financial_year`: which financial year since incorporation the first year of the plan is, 1 the first.
    """

    holders: tuple[Holders, ...]
    entries: tuple[Entry, ...]
    exits: tuple[Exit, ...]
    years: tuple[Outlook, ...]
    net_assets: Decimal
    cash: Decimal
    rules: ExitRules
    financial_year: int = 1

    def __post_init__(self) -> None:
        """Check the bounds, and that what is named exists."""
        sound("capital", self)
        whole("capital.years", len(self.years), 1, YEARS)
        euro("capital.net_assets", self.net_assets, -MOST)
        euro("capital.cash", self.cash)
        whole("capital.financial_year", self.financial_year, 1, 200)
        distinct("capital.holders", [one.id for one in self.holders])
        moves: tuple[Entry | Exit, ...] = (*self.entries, *self.exits)
        for move in moves:
            name = "entry" if isinstance(move, Entry) else "exit"
            one_of(f"{name}.holders", move.holders, {one.id for one in self.holders})
            whole(f"{name}.year", move.year, 1, len(self.years))
            whole(f"{name}.persons", move.persons, 1, CROWD)
        for leaving in self.exits:
            whole("exit.month", leaving.month, 1, YEAR)


@dataclass(frozen=True, slots=True, kw_only=True)
class CapitalYear(Reckoned):
    """One year, in euro. Capital: `opening` + `entered` - `left` = `closing`.

    `owed`: what those who left this year and before have not been paid; both tests are made on it. `paid` is what
    they allow, `suspended` the rest. `net_assets` and `cash` are those after payment. `refused`: who may not leave.
    """

    year: int
    opening: Decimal
    entered: Decimal
    left: Decimal
    closing: Decimal
    owed: Decimal
    tests: BothTests
    paid: Decimal
    suspended: Decimal
    net_assets: Decimal
    cash: Decimal
    refused: tuple[tuple[Exit, Reason], ...]
    persons: Mapping[str, int]


@refusing
def capital(plan: CapitalPlan) -> tuple[CapitalYear, ...]:
    """Return the years; raises BadInputError when more persons leave a group than belong to it."""
    years: list[CapitalYear] = []
    persons = {one.id: one.persons for one in plan.holders}
    suspended, net_assets, cash = Decimal("0.00"), plan.net_assets, plan.cash
    for number in range(1, len(plan.years) + 1):
        done = _year(plan, number, persons, (suspended, net_assets, cash))
        years.append(done)
        persons, suspended, net_assets = dict(done.persons), done.suspended, done.net_assets
        cash = done.cash + sum(plan.years[number - 1].movements)
    return tuple(years)


def _year(
    plan: CapitalPlan, number: int, before: Mapping[str, int], carried: tuple[Decimal, Decimal, Decimal]
) -> CapitalYear:
    outlook, persons = plan.years[number - 1], dict(before)
    groups = {one.id: one for one in plan.holders}
    opening, entered, left, refused = _value(groups, persons), Decimal("0.00"), Decimal("0.00"), []
    for entry in (entry for entry in plan.entries if entry.year == number):
        persons[entry.holders] += entry.persons
        entered += entry.persons * groups[entry.holders].each
    for leaving in (leaving for leaving in plan.exits if leaving.year == number):
        if (reason := _refusal(plan, leaving, groups[leaving.holders])) is not None:
            refused.append((leaving, reason))
            continue
        whole("exit.persons", leaving.persons, 1, persons[leaving.holders])
        persons[leaving.holders] -= leaving.persons
        left += leaving.persons * groups[leaving.holders].each
    suspended, net_assets, cash = carried
    owed, net_assets, cash = suspended + left, net_assets + outlook.result + entered, cash + entered
    standing = Standing(net_assets=net_assets, unavailable=outlook.unavailable, cash=cash, movements=outlook.movements)
    tests = both_tests(standing, owed, look_ahead=plan.rules.look_ahead)
    paid = min(owed, tests.most)
    closing = opening + entered - left
    moves = {"opening": opening, "entered": entered, "left": left}
    allowed = Basis(TESTS.source, weakest((TESTS.certainty, plan.rules.certainty)))
    limits = {"owed": owed, "net_assets": tests.net_assets.most, "liquidity": tests.liquidity.most}
    return CapitalYear(
        year=number,
        **moves,
        closing=closing,
        owed=owed,
        tests=tests,
        paid=paid,
        suspended=owed - paid,
        net_assets=net_assets - paid,
        cash=cash - paid,
        refused=tuple(refused),
        persons=persons,
        steps=(
            Step(id="capital.closing", values={"year": number, **moves}, result=closing, basis=EXIT),
            *tests.net_assets.steps,
            *tests.liquidity.steps,
            Step(id="capital.paid", values={"year": number, **limits}, result=paid, basis=allowed),
        ),
    )


def _value(groups: Mapping[str, Holders], persons: Mapping[str, int]) -> Decimal:
    return sum((count * groups[name].each for name, count in persons.items()), Decimal("0.00"))


def _refusal(plan: CapitalPlan, leaving: Exit, group: Holders) -> Reason | None:
    if leaving.month > plan.rules.last_month:
        return "after_the_window"
    if group.founders and plan.financial_year + leaving.year - 1 < plan.rules.founders_from:
        return "founder_too_early"
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Many members leave at once, in euro: what they ask for (`tests.amount`), and the `most` that may leave.

    `most_part`: that as a part of the paid-up capital.
    """

    tests: BothTests
    most: Decimal
    most_part: Fraction


@refusing
def run_on_shares(paid_up: Decimal, part: Fraction, *, standing: Standing, look_ahead: int) -> Run:
    """Return whether a part of the paid-up capital (1/5 for 20 %) may leave in one year; MOD-08."""
    euro("paid_up", paid_up, Decimal("0.01"))
    fraction("part", part, 0, 1)
    tests = both_tests(standing, euros(nearest(in_cents(paid_up) * part)), look_ahead=look_ahead)
    most = min(paid_up, tests.most)
    return Run(tests=tests, most=most, most_part=Fraction(most) / Fraction(paid_up))
