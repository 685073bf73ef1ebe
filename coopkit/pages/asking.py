"""What a page asks, as JSON in all three languages: a pure function over the content.

The server embeds it in the page before any kernel exists, so nothing here may load a widget.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import TypeAlias

from coopkit import content
from coopkit.core import dossier
from coopkit.core.model import Catalogue, CoopkitError, Field, Item, Json, Page, Table, Text

Spec: TypeAlias = "dict[str, object]"

FORM_TEXTS = ("form.", "problems.")
"""Text files whose every key travels with the form, which words itself."""


class UnknownPageError(CoopkitError):
    """A notebook or a link asks for a page that does not exist."""


def find_page(name: str, kind: str | None = None) -> Page:
    """Return a page of the catalogue; UnknownPageError names the known ones (of that kind)."""
    from coopkit.pages.words import wording

    pages = content.load().catalogue.pages
    page = pages.get(name) if isinstance(name, str) else None
    if page is None or kind not in {None, page.kind}:
        known = ", ".join(sorted(p.id for p in pages.values() if kind in {None, p.kind}))
        raise UnknownPageError(wording().say("results.problem.page", name=str(name), known=known))
    return page


def spec(page_id: str) -> Spec:
    """Return everything the form of a page needs to be drawn in any language; a text is a string a language."""
    page, catalogue = find_page(page_id), content.load().catalogue
    return {
        "page": page.id,
        "kind": page.kind,
        "title": asdict(page.title),
        "sections": [
            {**asdict(section), "items": [_item(item, catalogue) for item in section.items]}
            for section in page.sections
        ],
        "example": _example(page),
        "glossary": [asdict(term) for term in catalogue.glossary],
        "texts": form_texts(),
    }


def _example(page: Page) -> Spec | None:
    """Return the example of a lab: its name, and what it says where the lab asks."""
    if page.example is None:
        return None
    edits = [list(one) for one in lent(page.example, asks(page))]
    return {"title": asdict(content.example_title(page.example)), "edits": edits}


def asks(page: Page) -> tuple[str, ...]:
    """Return the path of every field and table a page asks, in its order."""
    return tuple(path for section in page.sections for item in section.items for path in item.asks)


def lent(example: str, paths: Sequence[str]) -> list[tuple[str, Json]]:
    """Return what an example says at these paths and below them, as edits."""
    edits = dossier.edits(content.example(example))
    return [edit for edit in edits if any(f"{edit[0]}.".startswith(f"{path}.") for path in paths)]


def form_texts() -> Spec:
    """Return the words the browser's own parts are made of, by key."""
    return {key: leaf for key, leaf in content.load().texts.items() if key.startswith(FORM_TEXTS)}


def source_of(reference: str, catalogue: Catalogue) -> tuple[Text, Text | None, str | None]:
    """Return title, article and address of "source" or "source:article"."""
    source_id, _, anchor = reference.partition(":")
    source = catalogue.sources[source_id]
    return source.title, source.articles.get(anchor), source.url


def place_of(criterion: str, catalogue: Catalogue) -> str | None:
    """Return where a criterion is asked, as an address beside the result's ("assess/governance#GOV-01")."""
    for page in catalogue.pages.values():
        if page.kind == "assessment" and any(
            item.criterion == criterion for section in page.sections for item in section.items
        ):
            return f"assess/{page.id}#{criterion}"
    return None


def _item(item: Item, catalogue: Catalogue) -> Spec:
    criterion = next((c for c in catalogue.criteria if c.id == item.criterion), None)
    said = asdict(criterion) if criterion else {}
    sources = [source_of(reference, catalogue) for reference in (criterion.sources if criterion else ())]
    return {
        "id": item.criterion or item.asks[0],
        "criterion": item.criterion,
        **{part: said.get(part) for part in ("kind", "title", "ask", "why")},
        **{part: said.get(part, ()) for part in ("look_for", "levels")},
        "sources": [
            {"title": asdict(title), "article": article and asdict(article), "url": url}
            for title, article, url in sources
        ],
        "asks": [_ask(path, catalogue) for path in item.asks],
    }


def asked(path: str, catalogue: Catalogue) -> Field | Table:
    """Return the field or table of a path; KeyError when the catalogue has none."""
    known: dict[str, Field | Table] = {one.path: one for one in catalogue.fields}
    known |= {one.path: one for one in catalogue.tables}
    return known[path]


def _ask(path: str, catalogue: Catalogue) -> Spec:
    one = asked(path, catalogue)
    return {**asdict(one), "type": "table"} if isinstance(one, Table) else asdict(one)
