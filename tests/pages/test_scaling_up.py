"""The scale-up page: before and after, the days of the renewal as a calendar reads them, a kind word for a starter."""

from __future__ import annotations

from datetime import date
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from coopkit import content
from coopkit.core.dossier import empty, put
from coopkit.core.model import Document
from coopkit.pages import calendar_file, showing

ON = date(2026, 11, 23)
NAMES = ("opens", "closes", "ends")
DAYS = [date(2026, 9, 10), date(2026, 12, 9), date(2027, 3, 9)]


def look(document: Document, language: str = "en", on: date = ON) -> list[dict[str, Any]]:
    blocks = showing.view("scale-up", document, language, on)["blocks"]
    assert isinstance(blocks, list)
    return blocks


def of_kind(blocks: list[dict[str, Any]], kind: str) -> list[dict[str, Any]]:
    return [block for block in blocks if block["type"] == kind]


def read_back(document: Document, language: str = "en", on: date = ON) -> list[Any]:
    """Return the events as a calendar of somebody else's reads them."""
    (block,) = of_kind(look(document, language, on), "days")
    return list(Calendar.from_ical(block["file"]["text"]).walk("VEVENT"))


def test_before_and_after_stand_in_the_picture_the_table_and_the_sentence() -> None:
    (chart,) = of_kind(look(content.example("mobility")), "chart")
    assert ET.fromstring(chart["svg"]).tag.endswith("svg")  # noqa: S314  (drawn here)
    assert len(chart["rows"]) == 9
    rows = {row[0]: row[1:] for row in chart["rows"]}
    assert rows["A limited profit distribution"] == ["3 of 4", "2 of 4", "Weaker"]
    assert rows["A significant level of economic risk"][2] == "Stronger"
    assert "stronger: 3, the same: 3, weaker: 3, without an answer: 0" in chart["sentence"]


def test_what_nobody_said_of_growth_may_go_either_way() -> None:
    document = put(empty(), "facts.growth.path", "grow")
    document = put(document, "project.seat", "brussels")
    (chart,) = of_kind(look(document), "chart")
    assert all(row[1:] == ["0 to 4", "0 to 4", "no answer"] for row in chart["rows"] if row[1] != "not asked yet")
    assert "without an answer: 9" in chart["sentence"]


def test_without_a_path_a_word_says_what_to_fill_in() -> None:
    blocks = look(empty())
    assert not of_kind(blocks, "chart")
    assert not of_kind(blocks, "days")
    assert any("path" in note["text"] for note in of_kind(blocks, "note"))


@pytest.mark.parametrize("language", ["fr", "nl", "en"])
def test_the_file_holds_three_whole_days_in_the_language_of_the_page(language: str) -> None:
    events = read_back(content.example("mobility"), language)
    assert [event.decoded("dtstart") for event in events] == DAYS
    assert [event.decoded("dtend") - event.decoded("dtstart") for event in events] == [date.resolution] * 3
    titles = [str(event["summary"]) for event in events]
    expected = {"fr": "Dernier jour", "nl": "Laatste dag", "en": "Last day"}[language]
    assert expected in titles[1]
    assert all(title.startswith("Les Rayons Voisins, ") for title in titles)
    assert {event["summary"].params["language"] for event in events} == {language}
    (block,) = of_kind(look(content.example("mobility"), language), "days")
    assert all(item["what"] in title for item, title in zip(block["items"], titles, strict=True))


def test_an_event_keeps_its_name_so_that_a_later_file_replaces_it() -> None:
    document = content.example("mobility")
    first = [str(event["uid"]) for event in read_back(document)]
    corrected = put(document, "facts.approval.period", "second")
    assert [str(event["uid"]) for event in read_back(corrected, "fr", date(2027, 1, 4))] == first
    assert len(set(first)) == 3
    for path, value in (("project.name", "Autre"), ("facts.approval.granted_on", "2025-03-11")):
        other = {str(event["uid"]) for event in read_back(put(document, path, value))}
        assert not other & set(first)


def test_a_project_without_a_name_has_its_days_too() -> None:
    events = read_back(put(content.example("mobility"), "project.name", None))
    assert [str(event["summary"]).partition(":")[0] for event in events] == ["Brussels approval (ESD/SDO)"] * 3


def test_on_a_day_before_the_approval_existed_there_is_no_file() -> None:
    assert not of_kind(look(content.example("mobility"), on=date(2019, 1, 31)), "days")


@pytest.mark.parametrize("granted", ["9999-12-31", "2206-03-15", "2026-11-24"])
def test_an_approval_that_is_still_to_come_is_asked_again(granted: str) -> None:
    document = put(content.example("mobility"), "facts.approval.granted_on", granted)
    shown: dict[str, Any] = showing.view("scale-up", document, "en", ON)
    assert not of_kind(shown["blocks"], "days")
    assert shown["findings"]["GRO-03"]["verdict"] == "unknown"
    assert "From which day do you hold your present Brussels approval?" in shown["findings"]["GRO-03"]["reason"]


def test_no_sign_in_a_name_ends_a_line_of_the_file() -> None:
    name = "A\u2028BEGIN:VALARM\x0b\x85B\x00\x1b\u2029\x0cC\rD\n"
    event = calendar_file.Event(uid="a@coopkit", day=ON, what="", title=name, about=name)
    text = calendar_file.ics([event], written=ON, language="fr")
    assert text.splitlines(keepends=True) == [f"{line}\r\n" for line in text.split("\r\n")[:-1]]
    (read,) = Calendar.from_ical(text).walk("VEVENT")
    assert str(read["summary"]) == "A BEGIN:VALARM  B  CD\n"


@given(
    title=st.text(st.characters(codec="utf-8", exclude_categories=["Cc"])),
    about=st.text(st.sampled_from("é,;\\\n :aß€")),
)
def test_whatever_people_write_comes_back_and_no_line_is_too_long(title: str, about: str) -> None:
    event = calendar_file.Event(uid="a@coopkit", day=ON, what="", title=title, about=about)
    text = calendar_file.ics([event], written=ON, language="fr")
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    assert text.count("\n") == text.count("\r\n")
    (read,) = Calendar.from_ical(text).walk("VEVENT")
    assert (str(read["summary"]), str(read["description"])) == (title, about)


@pytest.mark.parametrize("language", ["fr", "nl", "en"])
def test_a_starter_reads_that_the_page_is_for_later_and_is_asked_nothing_of_it(language: str) -> None:
    document = put(content.example("mobility"), "project.track", "starter")
    shown: dict[str, Any] = showing.view("scale-up", document, language, ON)
    assert [block["type"] for block in shown["blocks"]] == ["steps", "note"]
    assert len(shown["blocks"][0]["items"]) == 3
    assert set(shown["unreachable"]) == {"GRO-01", "GRO-02", "GRO-03", "GRO-04"}
    assert shown["progress"]["total"] == 9
