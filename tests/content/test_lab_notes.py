"""A trainer who reads only the notebook can run the lab: its parts, its minutes, and the criteria it names are true."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import nbformat
import pytest

from coopkit import content
from coopkit.core.model import LANGUAGES
from coopkit.files import kit_path
from coopkit.pages.words import wording

PARTS = {
    "fr": (
        *("But.", "Durée :", "Groupe :", "À préparer.", "Déroulé", "Sans chiffres.", "Sans wifi.", "Si cela coince."),
        *("Questions de débriefing.", "À retenir.", "Critères touchés :"),
    ),
    "nl": (
        *("Doel.", "Duur:", "Groep:", "Vooraf.", "Verloop", "Zonder cijfers.", "Zonder wifi.", "Als het vastloopt."),
        *("Vragen voor de nabespreking.", "Om te onthouden.", "Criteria:"),
    ),
    "en": (
        *("Aim.", "Duration:", "Group:", "Beforehand.", "Steps", "Without numbers.", "Without wifi.", "If it sticks."),
        *("Debrief questions.", "To take away.", "Criteria touched:"),
    ),
}
"""What a trainer looks for, in the order she needs it."""
PREPARES = {"fr": "Prépare :", "nl": "Bereidt voor:", "en": "Prepares:"}
CRITERION = r"[A-Z]{3}-[0-9]{2}"
TEAMS, PITCH = 14, 5
"""As many teams as get a place, and the minutes each has at the end."""

CATALOGUE = content.load().catalogue
CRITERIA = {one.id: one for one in CATALOGUE.criteria}


@dataclass(frozen=True, slots=True)
class Told:
    """What one notebook says in one language: to founders, and to the trainer."""

    stem: str
    page: str
    language: str
    narrative: str
    notes: str

    @property
    def minutes(self) -> int:
        return int(self._first(rf"\*\*{PARTS[self.language][1]}\*\* ([0-9]+) min"))

    @property
    def steps(self) -> list[int]:
        return [int(minutes) for minutes in re.findall(r"(?m)^[0-9]+\. \(([0-9]+) min\) ", self.notes)]

    @property
    def touched(self) -> list[str]:
        return self._criteria(PARTS[self.language][-1])

    @property
    def prepared(self) -> list[str]:
        return self._criteria(PREPARES[self.language])

    def _criteria(self, label: str) -> list[str]:
        found = re.search(rf"\*\*{label}\*\*([^*]*)", self.notes)
        return re.findall(CRITERION, found[1]) if found else []

    def _first(self, pattern: str) -> str:
        found = re.search(pattern, self.notes)
        assert found, f"{self.stem}, {self.language}: {pattern}"
        return found[1]


def _read(path: Path) -> list[Told]:
    node = nbformat.read(path, as_version=4)

    def said(language: str, *, to_trainers: bool) -> str:
        cells = [cell for cell in node.cells if f"lang-{language}" in cell.metadata.get("tags", ())]
        return "\n\n".join(cell.source for cell in cells if ("trainer-notes" in cell.metadata.tags) is to_trainers)

    page = node.metadata["coopkit"]["page"]
    return [Told(path.stem, page, one, said(one, to_trainers=False), said(one, to_trainers=True)) for one in LANGUAGES]


LABS = [_read(path) for path in sorted(kit_path("workshops").glob("*.ipynb"))]
each_lab = pytest.mark.parametrize("lab", LABS, ids=lambda lab: lab[0].stem)


def _reads(criterion: str) -> set[str]:
    """Return the facts a criterion rests on: its rule's, and those asked with it."""
    known = CRITERIA[criterion]
    asked = {
        path
        for page in CATALOGUE.pages.values()
        for section in page.sections
        for item in section.items
        if item.criterion == criterion
        for path in item.asks
    }
    return {*known.needs, *known.uses, *asked}


def _touches(lab: str, criterion: str) -> bool:
    page = CATALOGUE.pages[lab]
    asked = [path for section in page.sections for item in section.items for path in item.asks]
    return any(f"{read}.".startswith(f"{path}.") for read in _reads(criterion) for path in asked)


@each_lab
def test_every_part_a_trainer_needs_is_there_in_its_order(lab: list[Told]) -> None:
    for told in lab:
        places = [told.notes.find(f"**{part}**") for part in PARTS[told.language]]
        assert -1 not in places, dict(zip(PARTS[told.language], places, strict=True))
        assert all(one < other for one, other in pairwise(places)), told.language


@each_lab
def test_the_steps_add_up_to_the_duration_in_every_language(lab: list[Told]) -> None:
    assert len({(told.minutes, *told.steps) for told in lab}) == 1
    assert sum(lab[0].steps) == lab[0].minutes


@each_lab
def test_every_agenda_gives_a_lab_its_time(lab: list[Told]) -> None:
    for agenda in CATALOGUE.agendas:
        given = [item.minutes for day in agenda.days for item in day.items if item.page == lab[0].page]
        wanted = [lab[0].minutes, TEAMS * PITCH] if lab[0].page == "pitch" else [lab[0].minutes]
        assert given in ([], wanted), agenda.id


@each_lab
def test_the_takeaways_name_criteria_the_labs_facts_touch(lab: list[Told]) -> None:
    assert len({(*told.touched, "and", *told.prepared) for told in lab}) == 1
    assert lab[0].touched or lab[0].prepared
    for told in lab:
        assert set(re.findall(CRITERION, told.notes)) == {*told.touched, *told.prepared}
    for criterion in lab[0].touched:
        assert _touches(lab[0].page, criterion), criterion
    for criterion in lab[0].prepared:
        assert not _touches(lab[0].page, criterion), f"{criterion}: its facts are asked here, so it is touched"


@each_lab
def test_founders_read_what_a_lab_reads_and_when_it_writes(lab: list[Told]) -> None:
    for told in lab:
        assert wording(told.language).say("form.scenario.take") in told.narrative


@each_lab
def test_no_percentage_stands_in_a_lab_by_hand(lab: list[Told]) -> None:
    """What the law asks stands in data/law, and a page says it with its date."""
    for told in lab:
        assert not re.search(r"[0-9] ?%", told.narrative + told.notes)


def test_no_percentage_stands_in_a_sentence_by_hand() -> None:
    """But in the one that shows how to type a part."""
    found = {key for key, said in content.load().texts.items() if re.search(r"[0-9] ?%", str(said))}
    assert found == {"problems.not_a_fraction"}
