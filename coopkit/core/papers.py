"""A text in three languages, and the papers made of texts: the checklist for the articles, the application dossier."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """One thing said in the three languages of Brussels."""

    fr: str
    nl: str
    en: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticlePoint:
    """One thing the articles of association should settle, and the criteria that look at it."""

    id: str
    title: Text
    settle: Text
    criteria: tuple[str, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplicationSection:
    """One section of the application dossier: facts and answers named here, then the rest of a page, or verdicts."""

    id: str
    title: Text
    about: Text
    asks: tuple[str, ...] = ()
    criteria: tuple[str, ...] = ()
    page: str | None = None
    """A page of which everything is taken that no other section names."""
    verdicts: bool = False
