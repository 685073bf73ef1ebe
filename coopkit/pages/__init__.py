"""What a notebook calls, and the description of a page that the server sends ahead of it.

Importing this package loads no widget, no pandas, no matplotlib; it never imports the store or the server.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopkit.pages.asking import UnknownPageError, spec

if TYPE_CHECKING:
    from datetime import date

    from coopkit.core.model import Document
    from coopkit.pages.page import Page
    from coopkit.pages.showing import View

__all__ = ["UnknownPageError", "assessment", "lab", "result", "spec", "view"]


def assessment(name: str) -> Page:
    """Return the page of one area ("governance"); raises UnknownPageError, which names the known ones."""
    return _page(name, "assessment")


def lab(name: str) -> Page:
    """Return a workshop page built on a simulator ("who-decides"); raises UnknownPageError as above."""
    return _page(name, "lab")


def result() -> Page:
    """Return the page that sums up everything the project has said."""
    return _page("result", "result")


def view(page_id: str, document: Document, language: str, on: date) -> View:
    """Return what the kit says of a dossier on a page, worded in one language, by the rules of one day."""
    from coopkit.pages import showing

    return showing.view(page_id, document, language, on)


def _page(name: str, kind: str) -> Page:
    from coopkit.pages.page import Page

    return Page(name, kind)
