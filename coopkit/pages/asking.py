"""What a page asks, as JSON in all three languages: a pure function over the content.

The server embeds it in the page before any kernel exists, so nothing here may load a widget.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

from coopkit import content
from coopkit.core.model import (
    LANGUAGES,
    Catalogue,
    CoopkitError,
    Criterion,
    Field,
    Item,
    Page,
    Table,
    Text,
)

Spec: TypeAlias = "dict[str, object]"

FORM_TEXTS = ("form.", "problems.")
"""Text files whose every key travels with the form, which words itself."""


FACTS_ALONE: Spec = {"criterion": None, "kind": None, "title": None, "ask": None, "why": None} | dict.fromkeys(
    ("look_for", "sources", "levels"), ()
)
"""An item that only asks facts: its section's title and the labels of its fields say enough."""


class UnknownPageError(CoopkitError):
    """A notebook or a link asks for a page that does not exist."""

    def _render_traceback_(self) -> list[str]:
        """Show a notebook the sentence alone; a founder has no use for the stack."""
        return [str(self)]


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
    """Return everything the form of a page needs to be drawn in any language (shape: docs/architecture)."""
    page, catalogue = find_page(page_id), content.load().catalogue
    return {
        "page": page.id,
        "kind": page.kind,
        "title": text(page.title),
        "lead": text(page.lead),
        "sections": [
            {
                "id": section.id,
                "title": text(section.title),
                "intro": text(section.intro),
                "items": [_item(item, catalogue) for item in section.items],
            }
            for section in page.sections
        ],
        "glossary": [{"term": text(term.term), "meaning": text(term.meaning)} for term in catalogue.glossary],
        "texts": form_texts(),
    }


def form_texts() -> Spec:
    """Return the words the browser's own parts are made of, by key."""
    return {key: leaf for key, leaf in content.load().texts.items() if key.startswith(FORM_TEXTS)}


def text(said: Text | None) -> dict[str, str] | None:
    """Return a text as JSON, one string a language."""
    return None if said is None else {language: getattr(said, language) for language in LANGUAGES}


def texts(said: Iterable[Text]) -> list[dict[str, str] | None]:
    """Return several texts as JSON."""
    return [text(one) for one in said]


def source_of(reference: str, catalogue: Catalogue) -> tuple[Text, Text | None, str | None]:
    """Return title, article and address of "source" or "source:article"."""
    source_id, _, anchor = reference.partition(":")
    source = catalogue.sources[source_id]
    return source.title, source.articles.get(anchor), source.url


def _item(item: Item, catalogue: Catalogue) -> Spec:
    criterion = next((c for c in catalogue.criteria if c.id == item.criterion), None)
    return {
        "id": item.criterion or item.asks[0],
        **(_criterion(criterion, catalogue) if criterion else FACTS_ALONE),
        "asks": [_ask(path, catalogue) for path in item.asks],
    }


def _criterion(criterion: Criterion, catalogue: Catalogue) -> Spec:
    named = [source_of(reference, catalogue) for reference in criterion.sources]
    return {
        "criterion": criterion.id,
        "kind": criterion.kind.value,
        "title": text(criterion.title),
        "ask": text(criterion.ask),
        "why": text(criterion.why),
        "look_for": texts(criterion.look_for),
        "sources": [{"title": text(title), "article": text(article), "url": url} for title, article, url in named],
        "levels": texts(criterion.levels),
    }


def asked(path: str, catalogue: Catalogue) -> Field | Table:
    """Return the field or table of a path; KeyError when the catalogue has none."""
    known: dict[str, Field | Table] = {one.path: one for one in catalogue.fields}
    known |= {one.path: one for one in catalogue.tables}
    return known[path]


def _ask(path: str, catalogue: Catalogue) -> Spec:
    one = asked(path, catalogue)
    return _table(one) if isinstance(one, Table) else _field(one)


def _table(table: Table) -> Spec:
    return {
        "path": table.path,
        "type": "table",
        "label": text(table.label),
        "row": text(table.row),
        "help": text(table.help),
        "only_if": _conditions(table),
        "columns": [_field(column) for column in table.columns],
    }


def _field(field: Field) -> Spec:
    return {
        "path": field.path,
        "type": field.type,
        "label": text(field.label),
        "help": text(field.help),
        "options": [{"id": option.id, "label": text(option.label)} for option in field.options],
        "minimum": field.minimum,
        "maximum": field.maximum,
        "step": field.step,
        "unit": text(field.unit),
        "default": field.default,
        "only_if": _conditions(field),
    }


def _conditions(one: Field | Table) -> dict[str, list[str]] | None:
    """Return when a thing is asked, so that the form opens it at once, without or before a kernel."""
    return {path: list(ids) for path, ids in one.only_if.items()} or None
