from __future__ import annotations

import pytest
from dossier.known import CATALOGUE

from coopkit.core.dossier import MAX_ROWS, Entry, apply, check, empty, fold, get, put
from coopkit.core.fields import DONT_KNOW, MAX_CHARACTERS, find
from coopkit.core.model import Json

ACCEPTED: list[tuple[str, Json]] = [
    ("project.name", "<b>Coop</b> 🥕 תבנית"),
    ("project.name", ""),
    ("project.name", "x" * MAX_CHARACTERS),
    ("project.name", None),
    ("project.form", "sc"),
    ("project.form", DONT_KNOW),
    ("project.needs", []),
    ("project.needs", ["food", "housing"]),
    ("project.registered_on", "2024-02-29"),
    ("facts.articles.vote_cap", "1/10"),
    ("facts.plan.hours", "12.50"),
    ("facts.plan.rate", "-6"),
    ("facts.members.r1.count", 300),
    ("facts.members.r1.amount", "2500.50"),
    ("facts.members.r1", None),
    ("answers.GOV-14.level", 0),
    ("answers.GOV-14.level", 4),
    ("answers.PRO-02.statement", "planned"),
    ("answers.GOV-01.evidence", "art. 12"),
    ("answers.GOV-01.not_applicable", "we have no members yet"),
]

REFUSED: list[tuple[str, Json, str]] = [
    ("", "x", "unknown_path"),
    ("schema_version", 2, "unknown_path"),
    ("project", None, "unknown_path"),
    ("project.colour", "red", "unknown_path"),
    ("project.name.first", "x", "unknown_path"),
    ("facts.members", None, "unknown_path"),
    ("facts.members.r1", {"count": 1}, "unknown_path"),
    ("facts.members.R-1", None, "unknown_path"),
    ("facts.members.R-1.count", 1, "unknown_path"),
    (f"facts.members.{'r' * 33}.count", 1, "unknown_path"),
    ("facts.members.r1.colour", "red", "unknown_path"),
    ("facts.others.r1.count", 1, "unknown_path"),
    ("answers.GOV-99.level", 1, "unknown_path"),
    ("answers.GOV-01.level", 1, "unknown_path"),
    ("answers.GOV-14.statement", "yes", "unknown_path"),
    ("answers.GOV-14.colour", "red", "unknown_path"),
    ("project.name", 5, "wrong_type"),
    ("project.name", "half a pair \ud83e", "wrong_type"),
    ("project.name", {"is": "unsure"}, "wrong_type"),
    ("project.name", "x" * (MAX_CHARACTERS + 1), "too_long"),
    ("project.form", "gmbh", "out_of_range"),
    ("project.needs", "food", "wrong_type"),
    ("project.needs", [1], "wrong_type"),
    ("project.needs", ["food", "food"], "out_of_range"),
    ("project.needs", ["yachts"], "out_of_range"),
    ("project.registered_on", "29/02/2024", "wrong_type"),
    ("project.registered_on", "2023-02-29", "wrong_type"),
    ("project.registered_on", "1830-10-04", "out_of_range"),
    ("facts.articles.vote_cap", "0.1", "wrong_type"),
    ("facts.articles.vote_cap", "1/0", "wrong_type"),
    ("facts.articles.vote_cap", "2/1", "out_of_range"),
    ("facts.plan.hours", 12, "wrong_type"),
    ("facts.plan.hours", "12,5", "wrong_type"),
    ("facts.plan.hours", "١٢", "wrong_type"),
    ("facts.plan.hours", "60.01", "out_of_range"),
    ("facts.members.r1.count", True, "wrong_type"),
    ("facts.members.r1.count", 1.0, "wrong_type"),
    ("facts.members.r1.count", "1", "wrong_type"),
    ("facts.members.r1.count", 0, "out_of_range"),
    ("facts.members.r1.count", 10**16, "out_of_range"),
    ("facts.members.r1.amount", "-1", "out_of_range"),
    ("answers.GOV-14.level", 5, "out_of_range"),
    ("answers.PRO-02.statement", "perhaps", "out_of_range"),
]


@pytest.mark.parametrize(("path", "value"), ACCEPTED)
def test_a_value_of_its_field_is_accepted(path: str, value: Json) -> None:
    assert check(CATALOGUE, empty(), path, value) is None


@pytest.mark.parametrize(("path", "value", "code"), REFUSED)
def test_anything_else_is_refused_with_its_reason(path: str, value: Json, code: str) -> None:
    problem = check(CATALOGUE, empty(), path, value)
    assert problem is not None
    assert (problem.code, problem.path) == (code, path)


def test_a_refused_value_says_its_limit() -> None:
    too_long = check(CATALOGUE, empty(), "project.name", "x" * (MAX_CHARACTERS + 1))
    assert too_long is not None
    assert too_long.values == {"maximum": MAX_CHARACTERS}


def test_a_table_takes_five_hundred_rows_and_no_more() -> None:
    full = apply(empty(), [(f"facts.members.r{row}.count", 1) for row in range(MAX_ROWS)])
    problem = check(CATALOGUE, full, "facts.members.extra.count", 1)
    assert problem is not None
    assert problem.code == "too_many_rows"
    assert check(CATALOGUE, full, "facts.members.r7.count", 2) is None
    assert check(CATALOGUE, full, "facts.members.r7", None) is None


def test_the_last_value_of_a_path_wins_in_order_of_arrival() -> None:
    said = [("project.name", "A"), ("project.form", "sc"), ("project.name", "B"), ("project.form", None)]
    entries = [
        Entry(id=f"e{seq}", client="phone", seq=seq, path=path, value=value) for seq, (path, value) in enumerate(said)
    ]
    assert fold(entries)["project"] == {"name": "B"}


def test_null_removes_a_whole_row_and_what_was_never_there_is_no_error() -> None:
    document = apply(empty(), [("facts.members.a.count", 1), ("facts.members.b.count", 2)])
    assert get(put(document, "facts.members.a", None), "facts.members") == {"b": {"count": 2}}
    assert put(document, "facts.members.zzz", None) == document


def test_a_row_without_cells_and_a_table_without_rows_go_too() -> None:
    document = put(empty(), "facts.members.facts.count", 1)
    assert put(document, "facts.members.facts.count", None) == empty()


def test_nothing_stands_below_a_value() -> None:
    document = put(empty(), "project.name", "Coop")
    assert get(document, "project.name.first") is None
    assert get(document, "facts.members.r1.count") is None


def test_a_value_gives_way_to_what_is_put_below_it() -> None:
    assert put(put(empty(), "facts.plan", "x"), "facts.plan.hours", "1")["facts"] == {"plan": {"hours": "1"}}


def test_a_column_is_found_by_its_path_in_any_row() -> None:
    column = find(CATALOGUE, "facts.members.anything9.amount")
    assert column is not None
    assert column.type == "money"
