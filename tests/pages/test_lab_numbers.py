"""What a lab says of every example is what the simulator says when it is asked itself.

The labs of the surplus and of jobs do the same beside their other tests.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from coopkit import content
from coopkit.core.assess import assess
from coopkit.core.facts import Facts
from coopkit.core.investing import Ring, places
from coopkit.core.law import Law
from coopkit.core.model import Target, Verdict
from coopkit.core.resources import gathered
from coopkit.core.rules.readiness import FOUNDERS, irreplaceable
from coopkit.core.simulate.mix import LOGICS
from coopkit.core.simulate.voting import Group, VotingRule, smallest_majority, votes
from coopkit.pages import showing
from coopkit.pages.labs import LABS
from coopkit.pages.meetings import Team, rounds
from coopkit.pages.words import wording

ON = date(2026, 11, 23)
SAY = wording("en")
CATALOGUE = content.load().catalogue
RULES: tuple[VotingRule, ...] = ("one_member_one_vote", "share_votes", "share_votes_capped")
LAW = Law(CATALOGUE.parameters, ON)

each_example = pytest.mark.parametrize("example", sorted(content.load().examples))


def look(lab: str, example: str) -> list[dict[str, Any]]:
    view: dict[str, Any] = showing.view(lab, content.example(example), "en", ON)
    return list(view["blocks"])


def figures(lab: str, example: str) -> list[str]:
    return [told for _, told in LABS[lab].figures(facts(example), LAW, SAY)]


def facts(example: str) -> Facts:
    return Facts(content.example(example), CATALOGUE)


def percent(share: Fraction) -> str:
    return SAY.percent(Fraction(round(share * 1000), 1000))


@each_example
def test_votes_are_counted_by_the_simulator(example: str) -> None:
    rows = facts(example).rows("facts.members")
    groups = [
        Group(
            id=row.path,
            label=row.text("label") or "",
            count=here if (here := row.whole("present")) is not None else row.whole("count") or 1,
            shares=row.whole("shares") or 0,
            votes=row.whole("votes"),
        )
        for row in rows
    ]
    (chart,) = [block for block in look("who-decides", example) if block["type"] == "chart"]
    told = figures("who-decides", example)[1:]
    for place, rule in enumerate(RULES):
        tally = votes(groups, rule, cap=LAW.value("vote_cap"))
        for cast, row in zip(tally.groups, chart["rows"], strict=True):
            group = percent(Fraction(cast.total, tally.total)) if tally.total else "0%"
            assert row[2 + place] == f"{SAY.number(cast.each)} each ({percent(cast.share)}), group {group}"
        if tally.total:
            assert told[:2] == [percent(tally.share), SAY.number(smallest_majority(tally))]
            told = told[2:]
    assert told == []


@each_example
def test_money_is_as_far_from_the_mission_as_it_is_counted(example: str) -> None:
    seen = places(facts(example), ON.year)
    amounts = [SAY.money(seen.held(ring)) for ring in (Ring.CLOSE, Ring.BESIDE, Ring.EXCLUDED)]
    share = [] if seen.unread else [percent(Fraction(seen.held(Ring.CLOSE)) / Fraction(seen.total))]
    assert figures("money", example) == [*amounts, *share]
    (screen,) = [block for block in look("money", example) if block["type"] == "screen"]
    assert [row[2] for row in screen["chart"]["rows"]] == [SAY.money(place.amount) for place in seen.places]


@each_example
def test_the_mix_is_the_simulators(example: str) -> None:
    mix = gathered(facts(example), by_payer=False).mix
    (screen,) = [block for block in look("our-model", example) if block["type"] == "screen"]
    assert mix is not None
    assert [row[4] for row in screen["chart"]["rows"]] == [percent(mix.shares[logic]) for logic in LOGICS]


@each_example
def test_hours_and_relays_are_those_of_the_criterion(example: str) -> None:
    rows = facts(example).rows(FOUNDERS)
    hours = sum((row.decimal("hours_per_week") or Decimal(0) for row in rows), Decimal(0))
    counted = (Decimal(len(rows)), hours, Decimal(len(rows) - len(irreplaceable(rows))))
    assert figures("story", example) == [SAY.number(one) for one in counted]


def test_who_meets_whom_is_the_matching() -> None:
    teams = [
        Team(label=row.text("label") or "", offers=row.options("offers") or (), needs=row.options("needs") or ())
        for row in facts("grocer").rows("facts.exchange")
    ]
    held = rounds(teams, 3)
    tables = [block for block in look("help", "grocer") if block["type"] == "table"]
    assert [[(row["title"], row["cells"][0]) for row in block["rows"]] for block in tables] == [
        [(teams[one].label, teams[other].label) for one, other in (meeting.pair for meeting in each.meetings)]
        for each in held
    ]


@each_example
def test_a_pitch_counts_the_verdicts_of_the_assessment(example: str) -> None:
    found = assess(content.example(example), CATALOGUE, ON)
    (european,) = [one for one in found.targets if one.target is Target.EUR]
    (block,) = [block for block in look("pitch", example) if block["type"] == "pitch"]
    asked = sum(count for verdict, count in european.counts.items() if verdict is not Verdict.NOT_APPLICABLE)
    stands = block["pages"][2]["items"][0]["known"][-1]
    assert stands.startswith(f"European model: {european.counts[Verdict.MET]} of {asked} met")
