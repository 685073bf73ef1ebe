"""A cohort as a table: counts that are those of each dossier, in the order of names, and nothing that ranks."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import nbformat
import pytest

from coopkit import content, pages
from coopkit.core import dossier
from coopkit.core.assess import assess
from coopkit.core.model import Verdict
from coopkit.pages.dossiers import NoFolderError
from coopkit.server.notebooks import Notebooks

ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COOPKIT_LANGUAGE", "en")
    monkeypatch.setenv("COOPKIT_DATE", "2026-11-23")


def test_the_six_examples_are_counted_as_they_are_assessed_in_the_order_of_their_names() -> None:
    table = pages.cohort()
    catalogue = content.load().catalogue
    assert list(table.index) == sorted(table.index, key=str.casefold)
    assert len(table) == 6
    verdicts = [one.verdict for one in assess(content.example("grocer"), catalogue, date(2026, 11, 23)).findings]
    row = table.loc["L'Épicerie des Trois Navets"]
    assert row["Met"] == verdicts.count(Verdict.MET)
    assert row["Not yet"] == verdicts.count(Verdict.NOT_YET) + verdicts.count(Verdict.NOT_MET)
    assert row["Not known yet"] == verdicts.count(Verdict.UNKNOWN)
    assert row.sum() == len(verdicts) - verdicts.count(Verdict.NOT_APPLICABLE)


def test_a_folder_of_exported_dossiers_is_read_and_what_is_none_is_named(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.json").write_text(dossier.dump(content.example("creche")), encoding="utf-8")
    (tmp_path / "broken.json").write_text(json.dumps([1]), encoding="utf-8")
    (tmp_path / "notes.txt").write_text("nothing", encoding="utf-8")
    with pytest.warns(UserWarning, match=r"broken\.json is no dossier of the kit: left out"):
        table = pages.cohort(tmp_path)
    assert list(table.index) == ["La Ronde des Moufles", "La Ronde des Moufles (b)"]


def test_an_empty_folder_is_an_empty_table_and_no_folder_is_said(tmp_path: Path) -> None:
    assert pages.cohort(tmp_path).empty
    with pytest.raises(NoFolderError, match="There is no folder"):
        pages.cohort(tmp_path / "nowhere")


def test_the_trainers_notebook_is_never_served_to_founders(tmp_path: Path) -> None:
    path = ROOT / "workshops" / "trainer" / "cohort.ipynb"
    nbformat.write(nbformat.read(path, as_version=4), tmp_path / "cohort.ipynb")
    (tmp_path / "workshops").mkdir()
    nbformat.write(nbformat.read(path, as_version=4), tmp_path / "workshops" / "cohort.ipynb")
    catalogue = content.load().catalogue
    for folder in (None, tmp_path, ROOT / "workshops" / "trainer"):
        for door in ("lab", "assess", "result"):
            assert Notebooks(catalogue, folder).open(door, "cohort", "fr") is None
