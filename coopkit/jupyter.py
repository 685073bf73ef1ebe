"""The kit's notebooks in a trainer's own folder, opened in JupyterLab. What is there already is never overwritten."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import nbformat

from coopkit.core.model import LANGUAGES
from coopkit.files import kit_path

FOLDERS = ("assessments", "workshops", "workshops/trainer")
ALONE = (
    "--LabApp.news_url=None",
    "--LabApp.check_for_updates_class=jupyterlab.handlers.announcements.NeverCheckForUpdate",
)
"""JupyterLab asks outside for news and newer versions; a workshop sends nothing out."""

OWN_FOLDER = Path("coopkit-notebooks")
"""Where a trainer's copies go when no folder is named; not called coopkit, which Python would import instead."""


def copy_notebooks(folder: Path, language: str | None = None) -> list[Path]:
    """Copy the notebooks side by side, so that they share one dossier file; return the new ones.

    With a language, narrative in the other two is left out. A notebook that is there already stays as it is.
    """
    folder.mkdir(parents=True, exist_ok=True)
    new = []
    for source in (path for name in FOLDERS for path in sorted(kit_path(name).glob("*.ipynb"))):
        target = folder / source.name
        if not target.exists():
            notebook = nbformat.read(source, as_version=4)
            notebook.cells = [cell for cell in notebook.cells if not language or spoken_in(cell) in {None, language}]
            for cell in notebook.cells:
                if cell.cell_type == "code":
                    cell.outputs, cell.execution_count = [], None
            nbformat.write(notebook, target)
            new.append(target)
    return new


def open_lab(folder: Path | None, language: str | None = None) -> int:
    """Copy the notebooks, open JupyterLab on the folder, and return its exit code when it ends."""
    folder = folder or OWN_FOLDER
    copy_notebooks(folder, language)
    command = [sys.executable, "-m", "jupyterlab", f"--ServerApp.root_dir={folder.resolve()}", *ALONE]
    environment = os.environ | ({"COOPKIT_LANGUAGE": language} if language else {})
    return subprocess.run(command, env=environment, check=False).returncode  # noqa: S603  (our own Python, no shell)


def spoken_in(cell: nbformat.NotebookNode) -> str | None:
    """Return the language of a narrative cell, None of a cell for everybody."""
    tags = cell.metadata.get("tags", ())
    return next((language for language in LANGUAGES if f"lang-{language}" in tags), None)
