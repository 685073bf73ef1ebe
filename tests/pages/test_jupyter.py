"""A trainer's own copies of the notebooks: side by side, in her language, never overwritten."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

import nbformat
import pytest

from coopkit.files import kit_path
from coopkit.jupyter import ALONE, copy_notebooks, open_lab

NAMES = {
    path.stem
    for folder in ("assessments", "workshops", "workshops/trainer")
    for path in kit_path(folder).glob("*.ipynb")
}


def test_all_notebooks_lie_side_by_side_without_old_results(tmp_path: Path) -> None:
    new = copy_notebooks(tmp_path / "mine")
    assert {path.stem for path in new} == NAMES
    assert {"governance", "result", "10-who-decides"} < NAMES
    for path in new:
        cells = nbformat.read(path, as_version=4).cells
        assert not [cell for cell in cells if cell.cell_type == "code" and cell.outputs]
        assert {tag for cell in cells for tag in cell.metadata.get("tags", ())} >= {"lang-fr", "lang-nl", "lang-en"}


def test_with_a_language_the_others_are_left_out_and_the_trainers_notes_stay(tmp_path: Path) -> None:
    for path in copy_notebooks(tmp_path, "nl"):
        tagged = [set(cell.metadata.get("tags", ())) for cell in nbformat.read(path, as_version=4).cells]
        assert {"lang-nl"} in tagged
        # a cohort is for trainers, every word of it
        assert path.stem == "cohort" or {"lang-nl", "trainer-notes"} in tagged
        assert not any({"lang-fr", "lang-en"} & tags for tags in tagged)


def test_what_a_trainer_changed_is_never_overwritten(tmp_path: Path) -> None:
    copy_notebooks(tmp_path)
    (tmp_path / "jobs.ipynb").write_text("mine")
    (tmp_path / "profit.ipynb").unlink()
    assert [path.name for path in copy_notebooks(tmp_path)] == ["profit.ipynb"]
    assert (tmp_path / "jobs.ipynb").read_text() == "mine"


def test_jupyterlab_opens_there_in_that_language(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    python = tmp_path / "python"
    python.write_text(f'#!/bin/sh\necho "$COOPKIT_LANGUAGE $*" > {tmp_path}/called\nexit 3\n')
    python.chmod(python.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setattr(sys, "executable", str(python))
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("COOPKIT_LANGUAGE", raising=False)
    assert open_lab(None, "fr") == 3
    folder = tmp_path / "coopkit-notebooks"
    assert (tmp_path / "called").read_text().split() == [
        *("fr", "-m", "jupyterlab", f"--ServerApp.root_dir={folder}", *ALONE)
    ]
    assert (folder / "governance.ipynb").exists()
    assert "COOPKIT_LANGUAGE" not in os.environ
