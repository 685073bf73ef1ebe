"""The notebooks are a trainer's documents: short calls, narrative in three languages, nothing stored that ages."""

from __future__ import annotations

import ast
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

from coopkit import content

ROOT = Path(__file__).parents[2]
NOTEBOOKS = sorted([*(ROOT / "assessments").glob("*.ipynb"), *(ROOT / "workshops").glob("*.ipynb")])
LANGUAGES = ["lang-fr", "lang-nl", "lang-en"]
each_notebook = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)


def cells(path: Path, kind: str) -> list[dict[str, object]]:
    return [cell for cell in json.loads(path.read_text())["cells"] if cell["cell_type"] == kind]


def source(cell: dict[str, object]) -> str:
    lines = cell["source"]
    return lines if isinstance(lines, str) else "".join(map(str, lines))  # type: ignore[call-overload]  # nbformat: text or lines


def tags(cell: dict[str, object]) -> set[str]:
    metadata = cell["metadata"]
    assert isinstance(metadata, dict)
    return set(metadata.get("tags", []))


def test_each_page_of_the_catalogue_has_its_notebook() -> None:
    """Seven pages of the assessment and its result, and the labs numbered in the order of the weekend."""
    pages = {page.id: page.kind for page in content.load().catalogue.pages.values()}
    named = {nbformat.read(path, as_version=4).metadata["coopkit"].get("page", path.stem): path for path in NOTEBOOKS}
    assert named.keys() == pages.keys()
    assert {name for name, path in named.items() if path.parent.name == "workshops"} == {
        name for name, kind in pages.items() if kind == "lab"
    }
    labs = [path.stem for path in NOTEBOOKS if path.parent.name == "workshops"]
    assert all(re.fullmatch(r"[0-9]{2}(-[a-z]+)+", stem) for stem in labs)


@each_notebook
def test_at_most_three_calls_of_four_lines_and_no_program(path: Path) -> None:
    code = cells(path, "code")
    assert len(code) <= 3
    for cell in code:
        assert len(source(cell).splitlines()) <= 4
        found = {type(node) for node in ast.walk(ast.parse(source(cell)))}
        assert not found & {ast.For, ast.While, ast.FunctionDef, ast.ClassDef, ast.ListComp, ast.If, ast.Lambda}


@each_notebook
def test_the_narrative_stands_in_three_languages_side_by_side_without_html(path: Path) -> None:
    told = [cell for cell in cells(path, "markdown") if "trainer-notes" not in tags(cell)]
    spoken = [next(iter(tags(cell) & set(LANGUAGES)), None) for cell in told]
    assert spoken == LANGUAGES * (len(told) // 3)
    for cell in cells(path, "markdown"):
        assert not re.search(r"</?[a-zA-Z][^>]*>", source(cell))


@each_notebook
def test_nothing_is_stored_that_ages(path: Path) -> None:
    notebook = json.loads(path.read_text())
    assert "widgets" not in notebook["metadata"]
    text = path.read_text()
    assert "model_id" not in text
    assert not re.search(r"object at 0x", text)


def test_what_is_stored_is_compared_strictly() -> None:
    """On another example the same notebook must not pass: so it would not, either, after a rule has changed."""
    environ = os.environ | {"COOPKIT_EXAMPLE": "label-without-substance", "COOPKIT_LANGUAGE": "en"}
    run = "import coopkit.server, sys, pytest; sys.exit(pytest.main())"  # as scripts/notebooks.py does
    command = [sys.executable, "-c", run, "--nbval", "-q", "assessments/governance.ipynb"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT, env=environ)
    assert done.returncode == 1
    assert "GOV-01" in done.stdout


@each_notebook
def test_the_example_it_runs_on_exists(path: Path) -> None:
    named = json.loads(path.read_text())["metadata"]["coopkit"]["example"]
    assert (ROOT / "data" / "examples" / f"{named}.yaml").exists()
