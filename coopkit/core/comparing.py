"""Two dossiers, or one dossier under the law of two days: which answers and which verdicts differ."""

from __future__ import annotations

from dataclasses import dataclass

from coopkit.core.assessment import Assessment
from coopkit.core.dossier import edits
from coopkit.core.fields import ROW_DEPTH
from coopkit.core.model import Catalogue, Document, Finding, Json, Target, Verdict
from coopkit.core.snapshots import PARTS


@dataclass(frozen=True, slots=True, kw_only=True)
class Edited:
    """One answer that differs; None where nothing was said."""

    page: str | None
    path: str
    before: Json
    after: Json


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """One criterion whose verdict or level differs."""

    page: str | None
    criterion: str
    before: Finding
    after: Finding
    targets: tuple[tuple[Target, Verdict, Verdict], ...]
    """Targets for which it differs."""


def edited(old: Document, new: Document, catalogue: Catalogue) -> tuple[Edited, ...]:
    """Return the answers that differ, in the order of the pages that ask them."""
    before, after = _said(old), _said(new)
    paths = [path for path in {**before, **after} if before.get(path) != after.get(path)]
    found = [
        Edited(page=_page(path, catalogue), path=path, before=before.get(path), after=after.get(path)) for path in paths
    ]
    return tuple(sorted(found, key=lambda one: _order(one.page, catalogue)))


def moved(old: Assessment, new: Assessment, catalogue: Catalogue) -> tuple[Moved, ...]:
    """Return the criteria whose verdicts differ, in the order of the pages: of two dossiers, or of two days."""
    found = []
    for one, other in zip(old.findings, new.findings, strict=True):
        targets = tuple(
            (target, said, other.by_target[target])
            for target, said in one.by_target.items()
            if said is not other.by_target[target]
        )
        if targets or one.verdict is not other.verdict or one.level != other.level:
            page = _page(f"answers.{one.criterion}", catalogue)
            found.append(Moved(page=page, criterion=one.criterion, before=one, after=other, targets=targets))
    return tuple(sorted(found, key=lambda one: _order(one.page, catalogue)))


def _said(document: Document) -> dict[str, Json]:
    return dict(edits({part: document.get(part) for part in PARTS}))


def _page(path: str, catalogue: Catalogue) -> str | None:
    """Return the first page that asks a path: by itself, by its table, or by its criterion."""
    parts = path.split(".")
    asked = {path, ".".join(parts[: ROW_DEPTH - 1])}
    for page in catalogue.pages.values():
        for item in (item for section in page.sections for item in section.items):
            if asked.intersection(item.asks) or (parts[0] == "answers" and item.criterion == parts[1]):
                return page.id
    return None


def _order(page: str | None, catalogue: Catalogue) -> int:
    known = [*catalogue.pages]
    return known.index(page) if page else len(known)
