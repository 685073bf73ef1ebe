"""The five next steps: what they are weighed by, and how often another weighing gives the same five."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from casebook import TODAY, document

from coopkit import content
from coopkit.core import dossier, next_steps
from coopkit.core.assess import assess
from coopkit.core.assessment import Assessment, NextStep
from coopkit.core.model import Catalogue, Effort, Indicator, Target

CATALOGUE = content.load().catalogue
ASKED = ("GOV-01", "GOV-02", "GOV-09", "GOV-14", "PRO-05")
FEW = replace(CATALOGUE, criteria=tuple(one for one in CATALOGUE.criteria if one.id in ASKED))
BEGUN = document(
    {
        "project": {"aimed": ["SCA"]},
        "articles": {"voting_rule": "share_votes", "mission_before_dividend": "no"},
        "stakeholders": dict.fromkeys(["workers", "users", "volunteers", "neighbours", "funders"], "none"),
        "answers": {"GOV-14": {"level": 0}},
    }
)


def steps(catalogue: Catalogue = FEW) -> dict[str, NextStep]:
    return {step.criterion: step for step in assess(BEGUN, catalogue, TODAY).next_steps}


def weighed(**weights: str) -> Catalogue:
    """The few criteria, weighed otherwise."""
    changed = dict(CATALOGUE.parameters)
    for name, value in weights.items():
        known = changed[f"step_{name}"]
        changed[known.id] = replace(known, values=(replace(known.values[0], value=Fraction(value)),))
    return replace(FEW, parameters=changed)


def test_what_unlocks_most_for_least_time_comes_first_and_ties_keep_the_order_of_the_catalogue() -> None:
    """Three a must, one an axis, one off a notch of time.

    GOV-01: 2 x 3 + 1 axis - 2 (weeks) = 5. GOV-02, unanswered: 2 x 3 / 2 = 3. PRO-05: 3 + 1 axis = 4.
    GOV-09: 3 - 2 (weeks) = 1, its axis G3 rests on GOV-14 too. GOV-14: nobody asks it, a day: -1.
    """
    found = steps()
    assert [*found] == ["GOV-01", "PRO-05", "GOV-02", "GOV-09", "GOV-14"]
    assert found["GOV-01"].targets == (Target.SCA, Target.EUR)
    assert (found["GOV-01"].takes, found["GOV-01"].axes) == (Effort.WEEKS, (Indicator.G2,))
    assert (found["GOV-02"].answers, found["GOV-02"].takes) == (True, Effort.HOUR)
    assert (found["PRO-05"].answers, found["PRO-05"].axes) == (False, (Indicator.S3,))
    assert found["GOV-14"].targets == ()


@pytest.mark.parametrize(
    ("weights", "order"),
    [
        ({"weight_must": "0"}, ["PRO-05", "GOV-02", "GOV-01", "GOV-14", "GOV-09"]),
        ({"weight_time": "0", "weight_axis": "0"}, ["GOV-01", "GOV-02", "GOV-09", "PRO-05", "GOV-14"]),
        ({"weight_time": "5"}, ["PRO-05", "GOV-02", "GOV-01", "GOV-14", "GOV-09"]),
        ({"unknown_part": "1"}, ["GOV-02", "GOV-01", "PRO-05", "GOV-09", "GOV-14"]),
    ],
    ids=str,
)
def test_each_weight_moves_the_order(weights: dict[str, str], order: list[str]) -> None:
    assert [*steps(weighed(**weights))] == order


def test_nothing_to_do_is_no_step_and_five_that_are_all_there_is_are_not_weighed_again() -> None:
    told = assess(BEGUN, FEW, TODAY)
    assert next_steps.steady(told, FEW) is None
    assert assess(dossier.empty(), replace(FEW, criteria=()), TODAY).next_steps == ()


def test_a_thousand_weightings_are_the_same_on_every_machine() -> None:
    drawn = [*next_steps.weightings()]
    assert len(drawn) == 1000
    assert drawn == [*next_steps.weightings()]
    assert drawn[:2] == [(754846, 142635, 102519), (159912, 495070, 345018)]
    assert all(sum(one) == next_steps.WHOLE and min(one) >= 0 for one in drawn)
    for place in range(3):  # every way of sharing as likely: a third each, on average
        assert abs(sum(one[place] for one in drawn) / 1000 - next_steps.WHOLE / 3) < next_steps.WHOLE / 30


def of_weights(told: Assessment, catalogue: Catalogue, must: int, an_axis: int, time: int) -> set[str]:
    """The five of one weighting, as assess itself finds them when the kit states these weights."""
    changed = dict(catalogue.parameters)
    for name, value in (("must", must), ("axis", an_axis), ("time", time)):
        known = changed[f"step_weight_{name}"]
        changed[known.id] = replace(known, values=(replace(known.values[0], value=Fraction(value)),))
    wanted = frozenset(one.target for one in told.targets if one.wanted)
    stated = replace(catalogue, parameters=changed)
    return {one.criterion for one in next_steps.next_steps(told.findings, told.compass, stated, wanted, told.on)}


@pytest.mark.no_cover  # a thousand times the same lines
@pytest.mark.parametrize("example", ["grocer", "label-without-substance"])
def test_the_same_five_are_counted_over_every_weighting(example: str) -> None:
    told = assess(content.example(example), CATALOGUE, TODAY)
    same = {one.criterion for one in told.next_steps}
    count = sum(same == of_weights(told, CATALOGUE, *weights) for weights in next_steps.weightings())
    assert next_steps.steady(told, CATALOGUE) == count
    assert 0 < count < 1000
