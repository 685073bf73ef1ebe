"""A dossier and its result as files people keep, print and hand in: PDF, XLSX, CSV, JSON. Judges nothing itself."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from coopkit.core import dossier
from coopkit.core.model import Document

FORMATS: Mapping[str, str] = {
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
    "json": "application/json; charset=utf-8",
}
"""Format -> what a browser is told it is; the format is also the ending of the file's name."""


def export(document: Document, form: str, language: str, on: date) -> bytes:
    """Return a dossier as a file: what it says and what the kit finds on that day, or (json) the dossier alone."""
    if form == "json":
        return dossier.dump(document).encode()
    from coopkit import content
    from coopkit.export.telling import Telling
    from coopkit.wording import Wording

    loaded = content.load()
    telling = Telling.of(document, loaded.catalogue, Wording(loaded.texts, language), on)
    if form == "pdf":
        from coopkit.export.pdf import result

        return result(telling)
    from coopkit.export.sheets import findings, workbook

    return workbook(telling) if form == "xlsx" else findings(telling)
