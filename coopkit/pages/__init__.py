"""What a notebook calls, and the description of a page that the server sends ahead of it.

Importing this package loads no widget, no pandas, no matplotlib; it never imports the store or the server.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopkit.pages.asking import UnknownPageError, spec

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd
    from matplotlib.figure import Figure

    from coopkit.pages.page import Page

__all__ = ["UnknownPageError", "assessment", "cohort", "lab", "panels", "result", "spec"]


def assessment(name: str) -> Page:
    """Return the page of one area ("governance"); raises UnknownPageError, which names the known ones."""
    return _page(name, "assessment")


def lab(name: str) -> Page:
    """Return a workshop page built on a simulator ("who-decides"); raises UnknownPageError as above."""
    return _page(name, "lab")


def result() -> Page:
    """Return the page that sums up everything the project has said."""
    return _page("result", "result")


def cohort(folder: str | Path | None = None) -> pd.DataFrame:
    """Return, for each criterion, how many dossiers of a folder stand where; for trainers, see pages/dossiers.py."""
    from coopkit.pages import dossiers

    return dossiers.cohort(folder)


def panels(table: pd.DataFrame) -> Figure:
    """Draw the table of `cohort`, one small panel a page."""
    from coopkit.pages import dossiers

    return dossiers.panels(table)


def _page(name: str, kind: str) -> Page:
    from coopkit.pages.page import Page

    return Page(name, kind)
