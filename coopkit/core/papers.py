"""A text in three languages, and the papers made of texts: checklist, application dossier, attendance cards."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction


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


@dataclass(frozen=True, slots=True, kw_only=True)
class AttendanceCard:
    """A card drawn for a general assembly: what happens, and which part of each kind of members comes (0 to 1)."""

    id: str
    """An option of facts.assembly.card, which holds its title."""
    about: Text
    come: Mapping[str, Fraction]
    others: Fraction
    """The part of the kinds `come` does not name, and of members without a kind."""

    def part(self, kind: str | None) -> Fraction:
        """Return which part of the members of a kind comes."""
        return self.come.get(kind, self.others) if kind else self.others
