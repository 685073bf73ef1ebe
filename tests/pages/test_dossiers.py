"""A cohort as a table and small panels: counts that are those of each dossier, no team named, nothing that ranks."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date
from pathlib import Path

import nbformat
import pytest
from matplotlib.colors import to_rgb
from matplotlib.text import Text

from coopkit import content, pages
from coopkit.core import dossier
from coopkit.core.assess import assess
from coopkit.pages.dossiers import LOOKS, NoFolderError
from coopkit.server.notebooks import Notebooks

ROOT = Path(__file__).parents[2]
CATALOGUE = content.load().catalogue


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COOPKIT_LANGUAGE", "en")
    monkeypatch.setenv("COOPKIT_DATE", "2026-11-23")
    monkeypatch.setenv("MPLBACKEND", "agg")


def test_each_criterion_is_counted_once_as_every_example_is_assessed_of_it() -> None:
    table = pages.cohort()
    named = [row[1] for row in table.index]
    assert sorted(named) == sorted(one.id for one in CATALOGUE.criteria)
    told = [
        {one.criterion: one.verdict for one in assess(content.example(name), CATALOGUE, date(2026, 11, 23)).findings}
        for name in content.load().examples
    ]
    for criterion, counts in zip(named, table.to_numpy().tolist(), strict=True):
        found = Counter(each[criterion] for each in told)
        assert counts == [found[verdict] for verdict in LOOKS], criterion
        assert sum(counts) == len(told)


def test_criteria_stand_under_the_page_that_asks_them_in_its_order() -> None:
    table = pages.cohort()
    asked = {
        page.title.en: [item.criterion for section in page.sections for item in section.items if item.criterion]
        for page in CATALOGUE.pages.values()
    }
    for title, group in table.groupby(level=0, sort=False):
        assert list(group.index.get_level_values(1)) == asked[str(title)]
    assert list(table.columns) == ["Met", "Not yet", "Not met", "To have confirmed", "Not known yet", "Does not apply"]


def test_the_panels_show_the_numbers_of_the_table_on_one_scale() -> None:
    table = pages.cohort()
    figure = pages.panels(table)
    groups = dict(iter(table.groupby(level=0, sort=False)))
    drawn = {panel.get_title(): panel for panel in figure.axes if panel.get_title()}
    assert list(drawn) == list(groups)
    for title, panel in drawn.items():
        widths = [[bar.get_width() for bar in series] for series in panel.containers]
        assert widths == groups[title].T.to_numpy().tolist()
        assert [label.get_text() for label in panel.get_yticklabels()] == [row[1] for row in groups[title].index]
        assert panel.get_xlim() == (0, 6)
        assert panel.yaxis_inverted() or panel.get_ylim()[0] > panel.get_ylim()[1]  # read from the top, as the table
    (key,) = figure.legends
    assert [text.get_text() for text in key.get_texts()] == list(table.columns)


def test_verdicts_are_told_apart_in_grey_or_by_their_hatch() -> None:
    def grey(fill: str) -> float:
        red, green, blue = to_rgb(fill)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    looks = [(grey(fill), hatch) for fill, hatch in LOOKS.values()]
    for place, (one, hatched) in enumerate(looks):
        for other, hatched_too in looks[place + 1 :]:
            assert hatched != hatched_too or abs(one - other) > 0.2


def test_no_team_is_named() -> None:
    table = pages.cohort()
    figure = pages.panels(table)
    said = [table.to_string(), *(text.get_text() for text in figure.findobj(Text) if isinstance(text, Text))]
    names = [dossier.get(content.example(name), "project.name") for name in content.load().examples]
    assert len(names) == 6
    assert all(isinstance(name, str) and name not in " ".join(said) for name in names)


def test_a_folder_of_exported_dossiers_is_read_and_what_is_none_is_named(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.json").write_text(dossier.dump(content.example("creche")), encoding="utf-8")
    (tmp_path / "broken.json").write_text(json.dumps([1]), encoding="utf-8")
    (tmp_path / "notes.txt").write_text("nothing", encoding="utf-8")
    with pytest.warns(UserWarning, match=r"broken\.json is no dossier of the kit: left out"):
        table = pages.cohort(tmp_path)
    assert set(table.sum(axis=1)) == {2}
    assert pages.panels(table).get_suptitle().startswith("2 dossiers")


def test_an_empty_folder_counts_nobody_and_no_folder_is_said(tmp_path: Path) -> None:
    table = pages.cohort(tmp_path)
    assert table.to_numpy().sum() == 0
    assert {panel.get_xlim() for panel in pages.panels(table).axes if panel.get_title()} == {(0, 1)}
    with pytest.raises(NoFolderError, match="There is no folder"):
        pages.cohort(tmp_path / "nowhere")


def test_the_trainers_notebook_is_never_served_to_founders(tmp_path: Path) -> None:
    path = ROOT / "workshops" / "trainer" / "cohort.ipynb"
    nbformat.write(nbformat.read(path, as_version=4), tmp_path / "cohort.ipynb")
    (tmp_path / "workshops").mkdir()
    nbformat.write(nbformat.read(path, as_version=4), tmp_path / "workshops" / "cohort.ipynb")
    for folder in (None, tmp_path, ROOT / "workshops" / "trainer"):
        for door in ("lab", "assess", "result"):
            assert Notebooks(CATALOGUE, folder).open(door, "cohort", "fr") is None
