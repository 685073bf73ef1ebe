"""What is tried beside a dossier: a scenario, which is a named branch of it.

A branch keeps only what was tried, each value at the path it would have in the dossier, after the branch's own:
scenarios.<id>.facts.members.<row>.count. What a branch does not name it takes from the dossier, so whatever is
answered later reaches every branch. A cell or a row taken away is said to be: REMOVED.
"""

from __future__ import annotations

from collections.abc import Mapping

from coopkit.core.dossier import REMOVED, SCENARIOS, apply, edits, get
from coopkit.core.model import Document, Json

_OWN = ("name", "lab")


def names(document: Document, lab: str | None = None) -> Mapping[str, str]:
    """Return the scenarios of a dossier by id, oldest first, with their names ("" while one has none); of one lab."""
    kept = document.get(SCENARIOS)
    known = kept.items() if isinstance(kept, dict) else ()
    return {
        branch: _worded(tree.get("name"))
        for branch, tree in known
        if isinstance(tree, dict) and (lab is None or tree.get("lab") == lab)
    }


def _worded(name: Json) -> str:
    return name.strip() if isinstance(name, str) else ""


def trying(branch: str, path: str, value: Json) -> tuple[str, Json]:
    """Return the edit that tries a value at a path of the dossier; None tries it without what stands there."""
    return f"{SCENARIOS}.{branch}.{path}", REMOVED if value is None else value


def tried(document: Document, branch: str) -> list[tuple[str, Json]]:
    """Return what a branch changes, as edits of the dossier: None takes away."""
    tree = get(document, f"{SCENARIOS}.{branch}")
    inside: Document = {key: kept for key, kept in tree.items() if key not in _OWN} if isinstance(tree, dict) else {}
    return [(path, None if value == REMOVED else value) for path, value in edits(inside)]


def branched(document: Document, branch: str) -> Document:
    """Return the dossier as it would be with what the branch tries; it carries no scenarios itself."""
    base = {part: tree for part, tree in document.items() if part != SCENARIOS}
    return apply(base, tried(document, branch))


def taking(document: Document, branch: str) -> list[tuple[str, Json]]:
    """Return the edits that take a branch into the dossier: those that still change something there."""
    return [(path, value) for path, value in tried(document, branch) if get(document, path) != value]
