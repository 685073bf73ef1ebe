"""Where the nine indicators go when an enterprise changes scale."""

from __future__ import annotations

from casebook import TODAY, document
from hypothesis import given
from hypothesis import strategies as st

from coopkit import content
from coopkit.core.assess import assess
from coopkit.core.facts import Facts
from coopkit.core.model import Document, Indicator
from coopkit.core.progress import reachable
from coopkit.core.scaling import STEP, shifts

CATALOGUE = content.load().catalogue
EFFECT = st.sampled_from([*STEP, None])


@given(
    effects=st.fixed_dictionaries({one.value: EFFECT for one in Indicator}), example=st.sampled_from(["mobility", None])
)
def test_an_indicator_moves_one_level_at_most_stays_on_the_scale_and_today_is_untouched(
    effects: dict[str, str | None], example: str | None
) -> None:
    said = {name: effect for name, effect in effects.items() if effect}
    made: Document = content.example(example) if example else document({})
    made = {**made, "facts": {**(made["facts"] or {}), "growth": {"effects": said}}}  # type: ignore[dict-item]  # any JSON
    told = assess(made, CATALOGUE, TODAY)
    moved = shifts(told, Facts(made, CATALOGUE))
    assert [(one.indicator, one.before) for one in moved] == [
        (axis.indicator, (axis.worst, axis.best)) for axis in told.compass
    ]
    for one in moved:
        effect = effects[one.indicator.value]
        assert one.effect == effect
        assert all(0 <= level <= 4 for level in one.after)
        assert one.after[0] <= one.after[1]
        low, high = (STEP[effect],) * 2 if effect else (-1, 1)
        assert one.after == (max(0, min(4, one.before[0] + low)), max(0, min(4, one.before[1] + high)))


def test_a_page_is_for_later_only_while_none_of_its_criteria_concerns_the_project() -> None:
    for track, later in (("starter", True), ("scale_up", False), (None, False)):
        made = document({"project": {"track": track}})
        assert reachable(made, CATALOGUE, "scale-up").later is later
        assert not reachable(made, CATALOGUE, "readiness").later
    assert not reachable(document({}), CATALOGUE, "who-decides").later


def test_what_is_asked_of_a_track_is_not_folded_away_as_a_wish() -> None:
    made = document({"project": {"track": "scale_up"}})
    assert not {"GRO-01", "GRO-02", "GRO-03", "GRO-04"} & {*reachable(made, CATALOGUE, "scale-up").wished}
