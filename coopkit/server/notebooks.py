"""Which notebook answers to a name, and which of its cells a founder sees. Nothing else is ever rendered."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import mistune
import nbformat

from coopkit.files import kit_path
from coopkit.jupyter import spoken_in
from coopkit.server.site import set_french_signs

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from coopkit.core.model import Catalogue

NAME = r"[a-z0-9][a-z0-9-]{0,60}"
NOT_FOR_FOUNDERS = {"trainer-notes", "lab-only"}
_FOLDERS = {"assess": "assessments", "result": "assessments", "lab": "workshops"}
_KINDS = {"assess": "assessment", "result": "result", "lab": "lab"}
_NUMBERED = re.compile(rf"(\d+-)?({NAME})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Notebook:
    """A notebook as founders get it: its narrative by language, its code cells, the page it builds."""

    path: Path
    name: str
    page: str | None
    """The page of the catalogue whose form is drawn before any kernel; None: Voilà's own front end."""
    narrative: tuple[tuple[str | None, str], ...]
    """(language or None for all, HTML)."""
    node: nbformat.NotebookNode
    """What the kernel runs: code cells only on our own page, the narrative too for Voilà's front end."""


class Notebooks:
    """The kit's notebooks, and before them those of a folder the trainer names."""

    def __init__(self, catalogue: Catalogue, folder: Path | None) -> None:
        """Look in `folder` first; it may hold notebooks, or folders assessments and workshops of them."""
        self._catalogue = catalogue
        self._folder = folder

    def open(self, door: str, name: str, language: str) -> Notebook | None:
        """Return the notebook behind /<door>/<name>, read now: a trainer's last edit counts. None: there is none."""
        path = next(self._candidates(door, name), None) or next(self._of_page(door, name), None)
        if path is None:
            return None
        node = nbformat.read(path, as_version=4)
        settings = node.metadata.get("coopkit", {})
        if settings.get("for") == "trainers":
            return None
        page = settings.get("page", name)
        known = self._catalogue.pages.get(page)
        if known and known.kind != _KINDS[door]:
            return None
        own_front_end = known is None or settings.get("front_end") == "voila"
        cells = [cell for cell in node.cells if not NOT_FOR_FOUNDERS & _tags(cell)]
        if own_front_end:
            node.cells = [cell for cell in cells if spoken_in(cell) in {None, language}]
            return Notebook(path=path, name=name, page=None, narrative=(), node=node)
        node.cells = [cell for cell in cells if cell.cell_type == "code"]
        spoken = [(spoken_in(cell), to_html(cell.source)) for cell in cells if cell.cell_type == "markdown"]
        narrative = tuple((only, set_french_signs(html, only or language)) for only, html in spoken)
        return Notebook(path=path, name=name, page=page, narrative=narrative, node=node)

    def _candidates(self, door: str, name: str) -> Iterator[Path]:
        """Yield the notebooks of this name, with or without the number before it."""
        for path in self._every(door):
            match = _NUMBERED.fullmatch(path.stem)
            if match and name in {match[2], path.stem}:
                yield path

    def _of_page(self, door: str, page: str) -> Iterator[Path]:
        """Yield the notebooks that show a page of the catalogue: a link names the page, whatever the file is called."""
        if page in self._catalogue.pages:
            for path in self._every(door):
                if nbformat.read(path, as_version=4).metadata.get("coopkit", {}).get("page") == page:
                    yield path

    def _every(self, door: str) -> Iterator[Path]:
        folders = [kit_path(_FOLDERS[door])]
        if self._folder:
            folders = [self._folder, self._folder / _FOLDERS[door], *folders]
        for folder in folders:
            yield from (path for path in sorted(folder.glob("*.ipynb")) if _NUMBERED.fullmatch(path.stem))


def to_html(markdown: str) -> str:
    """Return a narrative cell as HTML; HTML typed into it is shown as text."""
    return str(mistune.create_markdown(escape=True, plugins=["table", "strikethrough"])(markdown))


def _tags(cell: nbformat.NotebookNode) -> set[str]:
    return set(cell.metadata.get("tags", ()))
