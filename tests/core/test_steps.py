"""Every step a simulator yields has its sentence, its numbers, and a source that exists, place included."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import suppress
from decimal import Decimal

import payrolls
from bylaw import bylaws
from printed import equations
from reckonings import reckonings

from coopkit import content
from coopkit.core.law import Law
from coopkit.core.model import CoopkitError
from coopkit.core.simulate.capital import CapitalPlan, Entry, Exit, ExitRules, Holders, Outlook, capital
from coopkit.core.simulate.cashflow import CashPlan, break_even, cashflow, wage_flows
from coopkit.core.simulate.mix import LOGICS, Resource, VolunteerTime, mix
from coopkit.core.simulate.payroll import payroll
from coopkit.core.simulate.step import Step
from coopkit.core.simulate.surplus import simulate
from coopkit.wording import Wording

LOADED = content.load()
TOLD = ("tests", "capital", "payroll", "hiring", "alarm", "liquidation", "cash", "mix", "surplus.step")
"""The parts of data/texts/simulate.yaml that word steps."""


def members() -> CapitalPlan:
    """Two years in which members enter and leave."""
    return CapitalPlan(
        holders=(Holders(id="u", label="", persons=9, shares=2, par=Decimal(50)),),
        entries=(Entry(year=1, holders="u", persons=3),),
        exits=(Exit(year=2, month=1, holders="u", persons=2),),
        years=(Outlook(result=Decimal(10), movements=(Decimal(5),) * 12),) * 2,
        net_assets=Decimal(900),
        cash=Decimal(100),
        rules=ExitRules(last_month=6, founders_from=3, look_ahead=12),
    )


def yielded() -> Iterator[Step]:
    """Every step of the cases, and of one plan for each simulator that has none."""
    for reckoning in reckonings():
        with suppress(CoopkitError):
            for year in simulate(reckoning.plan(), Law(LOADED.catalogue.parameters, reckoning.on)).years:
                yield from year.steps
    for case in payrolls.cases():
        run = payroll(payrolls.plan(case["given"]))
        plan = run.plan
        yield from run.steps
        yield from cashflow(
            CashPlan(start=plan.start, months=plan.months, opening=plan.opening, flows=wage_flows(run))
        ).steps
    for lawful in bylaws():
        with suppress(CoopkitError):
            yield from lawful.told(Law(LOADED.catalogue.parameters, lawful.on))[1]
    yield from break_even(Decimal(1000), price=Decimal(5), variable=Decimal(3)).steps
    for held in capital(members()):
        yield from held.steps
    given = [Resource(id=one, label=one, logic=one, amount=Decimal(100), payer=one) for one in LOGICS]
    shifts = VolunteerTime(id="shifts", label="Permanences", hours=Decimal(10), hourly_value=Decimal(15))
    yield from mix(given, [shifts]).steps


def test_every_sentence_of_a_step_is_told_whole_in_each_language_and_true() -> None:
    """One reading of all steps: reckoning them takes longer than any of these checks."""
    wordings, told = [Wording(LOADED.texts, language) for language in ("fr", "nl", "en")], set()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for step in yielded():
            assert None not in {step.result, *step.values.values()}, step
            *_, english = [wording.say(step.message) for wording in wordings]
            sums = equations(english)
            assert all(sums.values()), english
            assert sums or not set("=≥≤") & set(english) or "(" in english or " over " in english, english
            told.add(step.message.key)
    assert told == {key for key in LOADED.texts if key.startswith(tuple(f"simulate.{part}." for part in TOLD))}


def test_every_source_of_a_step_exists_with_its_place() -> None:
    sources = LOADED.catalogue.sources
    for name, _, place in {step.source.partition(":") for step in yielded()}:
        assert name in sources
        assert not place or place in sources[name].articles, (name, place)


def test_a_step_says_its_arithmetic() -> None:
    say = Wording(LOADED.texts, "en").say
    told = {say(step.message) for step in yielded()}
    assert "year 1, members' shares: €900 + €300 − €0 = €1,200" in told
    assert "month 1 after payment: €400 + €5 = €405" in told
    assert "Permanences: 10 h × €15 = €150" in told
    assert "month 1, coverage: €2,000 of lasting income over €3,250 = 61.54%" in told
