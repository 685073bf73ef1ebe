"""What is tried beside a dossier: it changes nothing there until it is taken, and comes back as it was."""

from __future__ import annotations

import pytest
from dossier.known import CATALOGUE, DOCUMENTS, EDITS
from hypothesis import assume, given
from hypothesis import strategies as st

from coopkit.core import dossier
from coopkit.core.branches import branched, names, taking, tried, trying
from coopkit.core.model import Document, Json

TRIES = st.lists(EDITS, max_size=8)


def try_out(document: Document, edits: list[tuple[str, Json]], branch: str = "k1") -> Document:
    kept = dossier.put(document, f"scenarios.{branch}.name", "Plus de voix")
    return dossier.apply(kept, (trying(branch, path, value) for path, value in edits))


def settled(edits: list[tuple[str, Json]]) -> bool:
    """No page writes into a row it has taken away: a new row has a new name."""
    gone = {path for path, value in edits if value is None}
    return not any(path != other and path.startswith(f"{other}.") for path, _ in edits for other in gone)


@given(DOCUMENTS, TRIES)
def test_a_scenario_is_the_dossier_with_what_was_tried_and_the_dossier_stays(
    document: Document, edits: list[tuple[str, Json]]
) -> None:
    assume(settled(edits))
    kept = try_out(document, edits)
    assert branched(kept, "k1") == dossier.apply(document, edits)
    assert {part: tree for part, tree in kept.items() if part != "scenarios"} == document
    assert names(kept) == {"k1": "Plus de voix"}


@given(DOCUMENTS, TRIES)
def test_a_scenario_taken_is_the_dossier_and_can_be_given_back(
    document: Document, edits: list[tuple[str, Json]]
) -> None:
    kept = try_out(document, edits)
    after = dossier.apply(kept, taking(kept, "k1"))
    assert branched(after, "k1") == branched(kept, "k1")
    assert {part: tree for part, tree in after.items() if part != "scenarios"} == branched(kept, "k1")
    assert taking(after, "k1") == []
    assert dossier.apply(after, dossier.edits_between(after, kept)) == kept


def test_only_what_would_still_change_something_is_taken() -> None:
    kept = try_out(
        dossier.put(dossier.empty(), "project.form", "sc"), [("project.form", "sc"), ("project.name", "Le Panier")]
    )
    assert taking(kept, "k1") == [("project.name", "Le Panier")]


@given(DOCUMENTS, TRIES, TRIES)
def test_scenarios_do_not_see_each_other(
    document: Document, edits: list[tuple[str, Json]], others: list[tuple[str, Json]]
) -> None:
    alone = try_out(document, edits)
    both = try_out(alone, others, "k2")
    assert branched(both, "k1") == branched(alone, "k1")
    assert branched(both, "k2") == branched(try_out(document, others, "k2"), "k2")
    assert dossier.put(both, "scenarios.k2", None) == alone


@given(DOCUMENTS, st.lists(EDITS, max_size=5, unique_by=lambda edit: edit[0]), st.randoms(use_true_random=False))
def test_two_browsers_that_try_different_things_come_to_the_same_scenario(
    document: Document, edits: list[tuple[str, Json]], order: object
) -> None:
    paths = [path for path, _ in edits]
    assume(not any(one != other and one.startswith(f"{other}.") for one in paths for other in paths))
    shuffled = list(edits)
    order.shuffle(shuffled)  # type: ignore[attr-defined]  # an order is a Random of hypothesis
    assert branched(try_out(document, shuffled), "k1") == branched(try_out(document, edits), "k1")


@given(DOCUMENTS, TRIES, TRIES)
def test_a_dossier_with_scenarios_goes_out_to_a_file_and_comes_back(
    document: Document, edits: list[tuple[str, Json]], others: list[tuple[str, Json]]
) -> None:
    one, other = try_out(document, edits), try_out(document, others)
    assert dossier.load(dossier.dump(one), CATALOGUE) == one
    assert dossier.apply(one, dossier.edits_between(one, other)) == other
    assert all(dossier.check(CATALOGUE, one, path, value) is None for path, value in dossier.edits(one))


@given(DOCUMENTS, TRIES)
def test_what_is_answered_later_reaches_every_scenario(document: Document, edits: list[tuple[str, Json]]) -> None:
    assume(all(path != "project.name" for path, _ in edits))
    later = dossier.put(try_out(document, edits), "project.name", "La Passerelle")
    assert dossier.get(branched(later, "k1"), "project.name") == "La Passerelle"


def test_a_scenario_takes_what_the_dossier_takes_and_nothing_else() -> None:
    def code(path: str, value: Json) -> str | None:
        problem = dossier.check(CATALOGUE, dossier.empty(), path, value)
        assert problem is None or problem.path == path
        return problem.code if problem else None

    assert code("scenarios.k1.facts.members.r1.count", 3) is None
    assert code("scenarios.k1.facts.members.r1", {"is": "removed"}) is None
    assert code("scenarios.k1", None) is None
    assert code("scenarios.k1.name", "Vendredi") is None
    assert code("scenarios.k1.name", None) is None
    assert code("scenarios.k1.facts.members.r1.count", 0) == "out_of_range"
    assert code("scenarios.k1.facts.members.r1.count", "three") == "wrong_type"
    assert code("scenarios.k1.facts.nothing", 3) == "unknown_path"
    assert code("scenarios.k1.scenarios.k2.name", "In") == "unknown_path"
    assert code("scenarios.k1.snapshots.r1", {"name": "In", "taken_on": "2026-11-23"}) == "unknown_path"
    assert code("scenarios.K 1.name", "Vendredi") == "unknown_path"
    assert code("scenarios.k1", {"name": "Vendredi"}) == "wrong_type"
    assert code("scenarios.k1.name", 5) == "wrong_type"
    assert code("facts.members.r1", {"is": "removed"}) == "unknown_path"


def test_twenty_scenarios_are_enough_and_the_next_one_says_so() -> None:
    full = dossier.apply(dossier.empty(), ((f"scenarios.k{n}.name", str(n)) for n in range(dossier.MAX_SCENARIOS)))
    refused = dossier.check(CATALOGUE, full, "scenarios.new.name", "x")
    assert refused is not None
    assert (refused.code, refused.values) == ("too_many_rows", {"maximum": dossier.MAX_SCENARIOS})
    assert dossier.check(CATALOGUE, full, "scenarios.k3.name", "x") is None


def test_scenarios_are_told_by_lab_and_a_broken_one_is_left_out() -> None:
    kept = dossier.apply(dossier.empty(), [("scenarios.a.lab", "votes"), ("scenarios.b.name", "B")])
    assert names(kept) == {"a": "", "b": "B"}
    assert names(kept, "votes") == {"a": ""}
    assert names({"scenarios": "lost"}) == {}
    assert tried(kept, "nobody") == []


@pytest.mark.parametrize("name", ["", "   ", {"is": "dont_know"}, 7])
def test_a_name_nobody_can_read_is_none(name: Json) -> None:
    assert names({"scenarios": {"k1": {"lab": "who-decides", "name": name}}}) == {"k1": ""}
