"""The lab "who decides": three rules side by side, and how few people carry a decision."""

from __future__ import annotations

from datetime import date
from typing import Any

from coopkit.core.dossier import empty, put
from coopkit.core.model import Document, Json
from coopkit.core.simulate.voting import Group, smallest_majority, votes
from coopkit.pages import showing

ON = date(2026, 11, 23)


def members(*rows: dict[str, Json]) -> Document:
    document = empty()
    for number, row in enumerate(rows):
        document = put(document, f"facts.members.r{number}", {"kind": "user", "count": 1, **row})
    return document


def look(document: Document) -> tuple[list[str], dict[str, Any]]:
    view: dict[str, Any] = showing.view("who-decides", document, "en", ON)
    notes = [block["text"] for block in view["blocks"] if block["type"] == "note"]
    return notes, next(block for block in view["blocks"] if block["type"] == "chart")


def test_one_large_holder_decides_alone_by_shares_and_not_by_heads() -> None:
    notes, chart = look(members({"label": "Fund", "shares": 60}, {"label": "Bakers", "shares": 10, "count": 4}))
    assert notes[0].startswith("One member, one vote: no member decides alone, and all weigh the same")
    assert notes[1].startswith("One share, one vote: one single person of “Fund” decides, with 60%")
    assert "no member decides alone" in notes[2]
    assert [row[0] for row in chart["rows"]] == ["Fund", "Bakers"]
    assert chart["rows"][0][3] == "60 each (60%), group 60%"


def test_without_shares_the_rules_by_share_say_that_nobody_votes() -> None:
    notes, chart = look(members({"label": "Neighbours", "count": 12}))
    assert "nobody has a vote" in notes[1]
    assert chart["rows"][0][2].startswith("1 each")


def test_a_group_without_a_name_is_called_by_its_kind() -> None:
    assert look(members({"shares": 1}))[1]["rows"][0][0] == "User"


def test_many_groups_are_drawn_together_and_listed_one_by_one() -> None:
    rows: list[dict[str, Json]] = [{"label": f"Group {n}", "shares": n} for n in range(1, 13)]
    _, chart = look(members(*rows))
    assert len(chart["rows"]) == 12
    assert len(chart["svg"]) < 120_000


def test_the_smallest_majority_takes_the_strongest_first() -> None:
    groups = [Group(id="a", label="A", count=3, shares=5), Group(id="b", label="B", count=1, shares=30)]
    assert smallest_majority(votes(groups, "share_votes")) == 1
    assert smallest_majority(votes(groups, "one_member_one_vote")) == 3
    assert smallest_majority(votes([*groups, Group(id="c", label="C", count=40, shares=1)], "share_votes")) == 4
    assert smallest_majority(votes([], "share_votes")) == 0
    assert smallest_majority(votes([Group(id="a", label="A", count=3)], "share_votes")) == 0
