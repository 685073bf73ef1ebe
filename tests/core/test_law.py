"""Every number of law: change it, and a case says so."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest
from bylaw import ByLaw, bylaws, unlike
from casebook import CASES, TODAY, cases, read
from reckonings import Reckoning, differs, reckonings

from coopkit import content
from coopkit.core.assess import assess
from coopkit.core.law import Law
from coopkit.core.model import Certainty, CoopkitError, Parameter
from coopkit.core.simulate.surplus import simulate

CATALOGUE = content.load().catalogue
WHOLE = {"count", "years", "months", "quarters", "days"}


def red_rules(parameters: dict[str, Parameter], concerned: str) -> list[str]:
    """Return the cases that go red among those of the criteria that count with a number."""
    concerning = {one.id for one in CATALOGUE.criteria if concerned in one.parameters}
    kept = tuple(one for one in CATALOGUE.criteria if one.id in concerning)
    changed = replace(CATALOGUE, parameters=parameters, criteria=kept)
    return [
        case.name
        for case in cases()
        if case.criterion in concerning
        for finding in assess(case.document, changed, case.on).findings
        if finding.criterion == case.criterion
        and (
            finding.verdict != case.expect.get("verdict", finding.verdict)
            or finding.level != case.expect.get("level", finding.level)
            or {**finding.by_target} != {**finding.by_target, **case.expect.get("by_target", {})}
        )
    ]


def counted_with() -> dict[str, list[Reckoning]]:
    """Return the numbers the surplus uses, with the plans that use them."""
    used: dict[str, list[Reckoning]] = {}
    for case in reckonings():
        law = Law(CATALOGUE.parameters, case.on)
        with suppress(CoopkitError):
            simulate(case.plan(), law)
        for name in law.used:
            used.setdefault(name, []).append(case)
    return used


def taken_from() -> dict[str, list[ByLaw]]:
    """Return the numbers other simulators take from the law, with the cases that do."""
    taken: dict[str, list[ByLaw]] = {}
    for case in bylaws():
        law = Law(CATALOGUE.parameters, case.on)
        with suppress(CoopkitError):
            case.told(law)
        for name in law.used:
            taken.setdefault(name, []).append(case)
    return taken


def second_entries() -> dict[str, dict[str, Any]]:
    """Return the numbers nobody counts with yet, as written a second time in tests/cases/law.yaml."""
    entries = [entry for group in read(CASES / "law.yaml") for entry in group["numbers"]]
    return {entry["number"]: entry for entry in entries}


def unlike_second_entry(entry: dict[str, Any], parameter: Parameter) -> bool:
    """Say whether a number, a day, a unit or a certainty is not what was written the second time."""
    written = [(one["from"], one.get("until"), Fraction(one["value"]), one["certainty"]) for one in entry["values"]]
    kept = [
        (str(one.valid_from), one.valid_until and str(one.valid_until), one.value, one.certainty)
        for one in parameter.values
    ]
    return written != kept or entry["unit"] != parameter.unit or not entry["read"]


PLANS, TAKEN = counted_with(), taken_from()
WAITING = second_entries()
USED = {name for criterion in CATALOGUE.criteria for name in criterion.parameters} | PLANS.keys() | TAKEN.keys()


def mutations() -> Iterator[tuple[str, Fraction, Fraction]]:
    """Yield each number there is, with a factor and a term: a little more, a little less."""
    for name in sorted(CATALOGUE.parameters):
        if CATALOGUE.parameters[name].unit in WHOLE:
            yield from ((name, Fraction(1), Fraction(by)) for by in (1, -1))
        else:
            yield from ((name, factor, Fraction(0)) for factor in (Fraction(11, 10), Fraction(9, 10)))


@pytest.mark.no_cover
@pytest.mark.parametrize(("name", "factor", "term"), list(mutations()), ids=str)
def test_another_number_turns_a_case_red(name: str, factor: Fraction, term: Fraction) -> None:
    parameter = CATALOGUE.parameters[name]
    values = tuple(replace(dated, value=dated.value * factor + term) for dated in parameter.values)
    changed = {**CATALOGUE.parameters, name: replace(parameter, values=values)}
    red = any(differs(case, changed) for case in PLANS.get(name, ()))
    red = red or any(unlike(case, changed) for case in TAKEN.get(name, ()))
    red = red or (name in WAITING and unlike_second_entry(WAITING[name], changed[name]))
    assert red or red_rules(changed, name)


@pytest.mark.parametrize("name", sorted(WAITING))
def test_a_number_nobody_counts_with_is_what_was_read_a_second_time(name: str) -> None:
    assert not unlike_second_entry(WAITING[name], CATALOGUE.parameters[name])


def test_every_number_is_counted_with_or_written_twice_and_never_both() -> None:
    assert set(CATALOGUE.parameters) == USED | WAITING.keys()
    assert set() == USED & WAITING.keys()


def test_a_number_that_is_only_mentioned_does_not_make_a_verdict_less_sure() -> None:
    law = Law(CATALOGUE.parameters, TODAY)
    assert law.mentioned("wht_vvprbis") == Fraction("0.15")
    assert (law.certainty, law.aside) == (Certainty.VERIFIED, {"wht_vvprbis"})
    assert law.dated("wht_vvprbis").certainty is Certainty.TO_CONFIRM is law.certainty
