"""Who meets whom: properties of every plan, and the weight of each round against trying every matching."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from coopkit.pages.meetings import Pair, Team, lacking, meeting, rounds

SKILLS = ["accounting", "articles", "premises", "digital"]
some = st.lists(st.sampled_from(SKILLS), unique=True).map(tuple)
team = st.builds(Team, label=st.just("team"), offers=some, needs=some)


def matchings(places: list[int], left: set[Pair]) -> Iterator[list[Pair]]:
    """Yield every matching of the pairs that are left, the empty one included."""
    if not places:
        yield []
        return
    first, *others = places
    yield from matchings(others, left)
    for other in others:
        if (first, other) in left:
            for rest in matchings([one for one in others if one != other], left):
                yield [(first, other), *rest]


@given(st.lists(team, max_size=9), st.integers(1, 13))
def test_no_pair_meets_twice_and_nobody_sits_at_two_tables(teams: list[Team], most: int) -> None:
    held = rounds(teams, most)
    assert len(held) <= most
    met: list[Pair] = []
    for one in held:
        busy = [place for each in one.meetings for place in each.pair]
        assert sorted([*busy, *one.resting]) == list(range(len(teams)))
        assert one.meetings
        met += [each.pair for each in one.meetings]
    assert len(met) == len(set(met))
    assert all(first < second for first, second in met)
    if len(held) < most:
        assert set(met) == set(combinations(range(len(teams)), 2))


@given(st.lists(team, min_size=2, max_size=6), st.integers(1, 5))
@settings(max_examples=60)
def test_each_round_is_the_best_there_is(teams: list[Team], most: int) -> None:
    """Against every matching: first most meetings, then somebody who has not rested, then most needs met."""
    left, rested = set(combinations(range(len(teams)), 2)), set[int]()
    for one in rounds(teams, most):

        def worth(pairs: list[Pair], rested: frozenset[int] = frozenset(rested)) -> tuple[int, bool, int]:
            resting = set(range(len(teams))) - {place for pair in pairs for place in pair}
            fresh = len(teams) % 2 == 1 and bool(resting - rested)
            return len(pairs), fresh, sum(meeting(teams, pair).met for pair in pairs)

        found = [each.pair for each in one.meetings]
        assert worth(found) == max(map(worth, matchings(list(range(len(teams))), left)))
        left -= set(found)
        rested |= set(one.resting)


@given(st.lists(team, min_size=3, max_size=9).filter(lambda teams: len(teams) % 2 == 1))
def test_in_an_odd_room_one_rests_and_not_the_same_one_again(teams: list[Team]) -> None:
    first, second = rounds(teams, 2)
    assert len(first.resting) == len(second.resting) == 1
    assert first.resting != second.resting


@given(st.lists(team, max_size=7), st.integers(1, 6))
def test_the_same_room_gives_the_same_meetings_and_more_time_changes_none_of_the_first(
    teams: list[Team], most: int
) -> None:
    assert rounds(teams, most) == rounds(list(teams), most)
    assert rounds(teams, most + 1)[:most] == rounds(teams, most)


def test_a_meeting_knows_what_passes_both_ways_and_what_is_common() -> None:
    one = Team(label="A", offers=("accounting", "premises"), needs=("digital",), answers=("food",))
    other = Team(label="B", offers=("digital",), needs=("premises", "accounting"), answers=("housing", "food"))
    held = meeting([one, other], (0, 1))
    assert held.given == ("accounting", "premises")
    assert held.received == ("digital",)
    assert held.met == 3
    assert held.both_answer == ("food",)
    assert held.both_need == ()


def test_the_best_meetings_come_first() -> None:
    teams = [
        Team(label="A", offers=("accounting",)),
        Team(label="B"),
        Team(label="C", offers=("digital",), needs=("premises",)),
        Team(label="D", needs=("accounting", "digital"), offers=("premises",)),
    ]
    first, *_ = rounds(teams, 3)
    assert [(one.pair, one.met) for one in first.meetings] == [((2, 3), 2), ((0, 1), 0)]


def test_what_only_its_own_team_offers_is_lacking() -> None:
    teams = [Team(label="A", offers=("digital",), needs=("digital", "premises")), Team(label="B", offers=("premises",))]
    assert lacking(teams) == ("digital",)
