"""The formats of a workshop: what the content promises, and how the command prints it."""

from __future__ import annotations

from datetime import time

import pytest

from coopkit import content
from coopkit.cli import main
from coopkit.core.model import LANGUAGES, Agenda
from coopkit.pages.words import wording
from coopkit.timetable import as_text

AGENDAS = {agenda.id: agenda for agenda in content.load().catalogue.agendas}
each_agenda = pytest.mark.parametrize("agenda", AGENDAS.values(), ids=lambda agenda: agenda.id)


def test_there_are_three_formats_and_they_last_what_they_are_called() -> None:
    lengths = {name: [day.minutes for day in agenda.days] for name, agenda in AGENDAS.items()}
    assert lengths.keys() == {"two-hours", "half-day", "weekend"}
    assert lengths["two-hours"] == [120]
    assert lengths["half-day"] == [240]
    assert len(lengths["weekend"]) == 3


def test_the_weekend_takes_every_area_and_every_lab() -> None:
    pages = content.load().catalogue.pages
    named = {item.page for day in AGENDAS["weekend"].days for item in day.items if item.page}
    assert named <= pages.keys()
    assert pages.keys() - named == {"scale-up"}  # for enterprises that exist already


@each_agenda
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_line_says_when_what_and_on_which_page(agenda: Agenda, language: str) -> None:
    catalogue, say = content.load().catalogue, wording(language)
    told = as_text(agenda, time(9, 30), catalogue, say).splitlines()
    items = [item for day in agenda.days for item in day.items]
    timed = [line for line in told if line[:2].isdecimal() and line[2] == ":"]
    assert len(timed) == len(items) + len(agenda.days)
    for item in items:
        line = next(line for line in timed if say.text(item.do) in line and f"({item.minutes} min" in line)
        assert not item.page or say.text(catalogue.pages[item.page].title) in line


def test_the_command_prints_times_from_the_start_and_a_day_may_have_its_own(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["agenda", "two-hours", "--language", "en", "--start", "13:45"]) == 0
    told = capsys.readouterr().out
    assert "Session (13:45 – 15:45)" in told
    assert '\n13:55  Play an assembly and vote under three rules (45 min; page "Who decides?' in told
    assert told.endswith("\n15:45  End\n")
    assert main(["agenda", "weekend", "--language", "nl"]) == 0
    told = capsys.readouterr().out
    assert "Vrijdag (18:00 – 21:00)" in told
    assert "Zaterdag (09:30 – 17:00)" in told


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["month", "--language", "nl"], "“month” kan niet: kies uit two-hours, half-day, weekend."),
        (
            ["weekend", "--start", "25:00", "--language", "fr"],
            "« 25:00 » n'est pas une heure : écrivez-la comme 09:30.",
        ),
        (["weekend", "--language", "de"], "“de” is not possible: choose from fr, nl, en."),
    ],
)
def test_a_bad_argument_gets_a_sentence_in_the_language(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, arguments: list[str], told: str
) -> None:
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    assert main(["agenda", *arguments]) == 2
    assert capsys.readouterr() == ("", f"coopkit: {told}\n")
