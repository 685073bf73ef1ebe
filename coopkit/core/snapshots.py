"""Pictures of a dossier, kept inside it by name: what may stand at `snapshots.<row>`, and what one holds.

A picture is one value, set and removed as a whole; it holds no pictures itself.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date

from coopkit.core.fields import ROW
from coopkit.core.model import Document, Json

PARTS = ("project", "facts", "answers")
MAX_SNAPSHOTS = 12
MAX_NAME = 80
MAX_SNAPSHOT = 200_000
"""Characters of one picture written as JSON: ten times the longest answer, for this path only."""

_ROOT = "snapshots"


def is_snapshot(path: str) -> bool:
    """Say whether a path is the place of a picture."""
    root, _, row = path.partition(".")
    return root == _ROOT and bool(ROW.fullmatch(row))


def refusal(value: Json, others: int) -> tuple[str, int] | None:
    """Return the code of what is wrong with a picture beside so many others, and the limit it breaks (0: none).

    What its answers may be is judged by who knows the catalogue.
    """
    if not isinstance(value, dict) or not {"name", "taken_on"} <= value.keys() <= {"name", "taken_on", *PARTS}:
        return "wrong_type", 0
    name, parts = value["name"], [value[part] for part in PARTS if part in value]
    if not isinstance(name, str) or not name.strip() or not _is_day(value["taken_on"]):
        return "wrong_type", 0
    if not all(isinstance(part, dict) for part in parts):
        return "wrong_type", 0
    if len(name) > MAX_NAME:
        return "too_long", MAX_NAME
    if len(json.dumps(value, ensure_ascii=False)) > MAX_SNAPSHOT:
        return "too_long", MAX_SNAPSHOT
    return ("too_many_rows", MAX_SNAPSHOTS) if others >= MAX_SNAPSHOTS else None


def pictures(document: Document) -> Iterator[tuple[str, str, date, Document]]:
    """Yield row, name, day and dossier of each picture, oldest first, those of one day as they were kept."""
    kept = document.get(_ROOT)
    found: list[tuple[str, str, date, Document]] = []
    for row, one in (kept if isinstance(kept, dict) else {}).items():
        if isinstance(one, dict) and refusal(one, 0) is None:
            held = {"schema_version": document.get("schema_version"), **{part: one.get(part, {}) for part in PARTS}}
            found.append((row, str(one["name"]), date.fromisoformat(str(one["taken_on"])), held))
    yield from sorted(found, key=lambda picture: picture[2])


def _is_day(value: Json) -> bool:
    try:
        return isinstance(value, str) and date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False
