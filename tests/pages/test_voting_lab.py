"""The lab "who decides": three rules side by side, and how few people carry a decision."""

from __future__ import annotations

from datetime import date
from typing import Any

from coopkit import content
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


SHOP = members(
    {"label": "Founders", "kind": "founder", "count": 3, "shares": 50},
    {"label": "Users", "kind": "user", "count": 30, "shares": 5, "present": 12},
    {"label": "Farm", "kind": "organisation", "shares": 40},
)


def played(document: Document, card: str) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    document = put(document, "facts.assembly.card", card)
    view: dict[str, Any] = showing.view("who-decides", document, "en", ON)
    return next(block for block in view["blocks"] if block.get("id") == "assembly"), view["blocks"]


def cells(table: dict[str, Any]) -> dict[str, list[str]]:
    return {row["title"]: row["cells"] for row in table["rows"]}


def test_a_card_says_who_comes_by_class_and_what_that_changes_under_three_rules() -> None:
    table, blocks = played(SHOP, "rainy_evening")
    assert blocks[0]["text"].startswith('The card "Rainy evening". Half of the users')
    assert blocks[1]["items"] == ["Founders: 3 of 3", "Users: 15 of 30", "Farm: 1 of 1"]
    lines = cells(table)
    assert lines["Persons and votes present"][:2] == [
        "19 of 34 persons, 19 of 34 votes",
        "19 of 34 persons, 265 of 340 votes",
    ]
    # By shares the founders have 150 of 265 votes; under the cap of 26 each 78 of 179, and four persons of 26 have 104.
    assert lines["Can decide without the others"] == ["Users", "Founders", "no group"]
    assert lines["Fewest persons to decide"] == ["10", "3", "4"]
    assert table["sentence"] == (
        "19 of 34 members come. Compared with everybody there: the group “Founders” can decide without the others "
        "(One share, one vote)."
    )
    chart = next(block for block in blocks if block["type"] == "chart")
    assert [row[1] for row in chart["rows"]] == ["3", "15", "1"]


def test_without_a_card_the_teams_own_table_says_who_comes() -> None:
    table, blocks = played(SHOP, "")
    assert table["sentence"].startswith("No card is drawn.")
    assert cells(table)["Persons and votes present"][0] == "16 of 34 persons, 16 of 34 votes"
    assert all(block["type"] != "list" for block in blocks)
    assert cells(played(SHOP, "no_such_card")[0]) == cells(table)


def test_a_quorum_that_is_lacking_is_said_and_then_nobody_decides() -> None:
    asked = put(put(SHOP, "facts.assembly.quorum_members", "50"), "facts.assembly.quorum_votes", "60")
    table, blocks = played(asked, "founders_ill")
    assert cells(table)["The quorum"] == [
        "There (17 persons needed, 21 votes needed)",
        *["Lacking (17 persons needed, 204 votes needed)"] * 2,
    ]
    assert cells(table)["Can decide without the others"][1] == "nobody: the quorum is lacking"
    assert cells(table)["Fewest persons to decide"][1:] == ["–", "–"]
    assert "the quorum is lacking, nothing can be decided at this meeting (One share, one vote · " in table["sentence"]
    notes = [block["text"] for block in blocks if block["type"] == "note"]
    assert notes[2] == "One share, one vote: the quorum is lacking, nothing can be decided at this meeting."
    assert any("second meeting" in line for line in blocks[-2]["items"])
    assert not any("second meeting" in line for line in played(asked, "everybody")[1][-2]["items"])


def test_the_majority_of_the_articles_counts_and_gives_a_veto() -> None:
    table, blocks = played(put(SHOP, "facts.articles.majority", "four_fifths"), "everybody")
    assert cells(table)["Can block, not decide"] == ["–", "Founders · Users", "Founders · Users"]
    assert table["sentence"].endswith("who can decide and who can block stays the same.")
    assert any("Four fifths of the votes" in line for block in blocks for line in block.get("items", []))


def test_every_sentence_counts_with_the_majority_of_the_articles() -> None:
    big = members({"label": "Fund", "shares": 60}, {"label": "Bakers", "shares": 10, "count": 4})
    table, blocks = played(put(big, "facts.articles.majority", "two_thirds"), "everybody")
    assert cells(table)["Fewest persons to decide"] == ["4", "2", "4"]
    notes = [block["text"] for block in blocks if block["type"] == "note"]
    assert notes[2].startswith("One share, one vote: no member decides alone. It takes at least 2 of 5 persons")
    chart = next(block for block in blocks if block["type"] == "chart")
    assert "One share, one vote: 2 persons" in chart["sentence"]
    assert "two thirds of the votes" in chart["svg"]


def test_where_nothing_can_be_decided_no_sentence_counts_who_decides() -> None:
    lacking = put(SHOP, "facts.assembly.quorum_members", "100")
    tried = put(put(lacking, "scenarios.k1.lab", "who-decides"), "scenarios.k1.facts.assembly.card", "everybody")
    _, blocks = played(tried, "founders_ill")
    chart = next(block for block in blocks if block["type"] == "chart")
    assert chart["sentence"].endswith("Like this, nothing can be decided.")
    beside = next(block for block in blocks if block.get("id") == "trials")
    assert cells(beside)["One member, one vote: persons it takes to decide"] == ["–", "18"]
    chart = look(members({"label": "Neighbours", "count": 12}))[1]
    assert chart["sentence"].endswith("One member, one vote: 7 persons.")


def test_one_person_is_not_spoken_of_as_several() -> None:
    alone = members({"label": "Ada", "kind": "founder"}, {"label": "Users", "count": 2, "present": 0})
    view: dict[str, Any] = showing.view("who-decides", put(alone, "facts.assembly.card", "rainy_evening"), "fr", ON)
    table = next(block for block in view["blocks"] if block.get("id") == "assembly")
    assert table["sentence"].startswith("2 membres sur 3 viennent.")
    everybody: dict[str, Any] = showing.view("who-decides", alone, "fr", ON)
    table = next(block for block in everybody["blocks"] if block.get("id") == "assembly")
    assert table["rows"][0]["cells"][0].startswith("1 personne sur 3,")


def test_when_nobody_comes_nothing_is_drawn_and_nothing_breaks() -> None:
    table, blocks = played(members({"label": "Founders", "kind": "founder", "shares": 1}), "founders_ill")
    assert "Nobody comes: no vote can be held." in [block.get("text") for block in blocks]
    assert all(block["type"] != "chart" for block in blocks)
    assert cells(table)["Can decide without the others"] == ["nobody has a vote"] * 3
    assert "can no longer decide without the others (under all three rules)" in table["sentence"]


def test_a_card_alone_is_played_on_the_example_and_trials_say_which_card_they_drew() -> None:
    table, blocks = played(empty(), "formality")
    assert "These are the numbers of an example" in blocks[0]["text"]
    assert cells(table)["Persons and votes present"][0].startswith("25 of 159")
    tried = put(put(SHOP, "scenarios.k1.lab", "who-decides"), "scenarios.k1.facts.assembly.card", "big_match")
    beside = next(block for block in played(tried, "everybody")[1] if block.get("id") == "trials")
    assert cells(beside)["The card drawn"] == ["Everybody comes", "The big match"]
    assert cells(beside)["One member, one vote: persons it takes to decide"] == ["18", "8"]


def test_every_card_is_played_on_every_example_in_every_language() -> None:
    loaded = content.load()
    for name in loaded.examples:
        for card in loaded.catalogue.cards:
            document = put(content.example(name), "facts.assembly.card", card.id)
            for language in ("fr", "nl", "en"):
                view: dict[str, Any] = showing.view("who-decides", document, language, ON, drawn=False)
                (table,) = [block for block in view["blocks"] if block.get("id") == "assembly"]
                assert table["sentence"]
                assert len(table["rows"]) == 5
