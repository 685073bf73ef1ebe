"""What a project said, in words and in the order of the pages: nothing judged, nothing left out but what is empty."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TypeAlias

from coopkit.core.dossier import get
from coopkit.core.facts import Cell, Facts, parse
from coopkit.core.fields import DONT_KNOW, readable
from coopkit.core.model import Catalogue, Document, Field, Json, Table
from coopkit.core.progress import not_asked
from coopkit.wording import Wording

Plain: TypeAlias = str | int | float | date | None

NUMBERS = {"integer", "decimal", "money", "percent", "fraction"}
_FIRST_YEAR = 1900
"""A whole number that cannot be smaller is a year, and is written without a space in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One value: as people read it, and as a spreadsheet counts with it (money in euro, 6 % as 0.06)."""

    words: str
    plain: Plain


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A question and what was said."""

    path: str
    label: str
    said: Said


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A table as it was filled in: the columns somebody used, its rows in their order (None: an empty cell)."""

    path: str
    title: str
    columns: tuple[Field, ...]
    rows: tuple[tuple[Said | None, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What belongs together: answers, tables, and the questions nobody answered yet."""

    id: str
    title: str
    answers: tuple[Answer, ...]
    grids: tuple[Grid, ...]
    unanswered: tuple[str, ...]

    @property
    def empty(self) -> bool:
        """Whether nothing was said here."""
        return not self.answers and not self.grids


class FactsTold:
    """One dossier, read in one language."""

    def __init__(self, document: Document, catalogue: Catalogue, say: Wording) -> None:
        self._document, self._catalogue, self._say = document, catalogue, say
        self._hidden = not_asked(Facts(document, catalogue), catalogue)
        self._known: dict[str, Field | Table] = {one.path: one for one in catalogue.fields}
        self._known |= {one.path: one for one in catalogue.tables}

    def pages(self) -> Iterator[tuple[str, list[Part]]]:
        """Yield every page that asks something with its sections; a question asked twice stands where it came first.

        What somebody may add to their result is told when they did.
        """
        told: set[str] = set()
        for page in self._catalogue.pages.values():
            if page.kind == "lab" or not page.sections:
                continue
            parts = []
            for section in page.sections:
                asked = dict.fromkeys(path for item in section.items for path in item.asks if path not in told)
                told.update(asked)
                parts.append(self.part(section.id, self._say.text(section.title), asked))
            if page.kind != "result" or not all(part.empty for part in parts):  # there it is room for more, no question
                yield self._say.text(page.title), parts

    def part(self, name: str, title: str, paths: Iterable[str]) -> Part:
        """Return what was said at these paths, in their order."""
        answers: list[Answer] = []
        grids: list[Grid] = []
        unanswered: list[str] = []
        for path in paths:
            known = self._known[path]
            if isinstance(known, Table):
                found: Answer | Grid | None = self._grid(known)
            else:
                found = self._answer(known)
            if isinstance(found, Grid):
                grids.append(found)
            elif found:
                answers.append(found)
            elif path not in self._hidden:
                unanswered.append(self._say.text(known.label))
        return Part(id=name, title=title, answers=tuple(answers), grids=tuple(grids), unanswered=tuple(unanswered))

    def _answer(self, known: Field) -> Answer | None:
        said = self.said(known, get(self._document, known.path))
        return Answer(path=known.path, label=self._say.text(known.label), said=said) if said else None

    def _grid(self, table: Table) -> Grid | None:
        tree = get(self._document, table.path)
        rows = [row for row in tree.values() if isinstance(row, dict)] if isinstance(tree, dict) else []
        cells = [{one.path: self.said(one, row.get(one.path)) for one in table.columns} for row in rows]
        used = tuple(one for one in table.columns if any(row[one.path] for row in cells))
        if not used:
            return None
        filled = tuple(tuple(row[one.path] for one in used) for row in cells)
        return Grid(path=table.path, title=self._say.text(table.label), columns=used, rows=filled)

    def said(self, known: Field, value: Json) -> Said | None:
        """Return a value of a field in words; None where nothing, or nothing readable, stands."""
        if value == DONT_KNOW:
            words = self._say.say("export.dont_know")
            return Said(words=words, plain=words)
        if value is None or not readable(known, value):
            return None
        if (cell := parse(known, value)) is None:
            return None
        words = self._words(known, cell)
        return Said(words=words, plain=_plain(known, cell, words))

    def _words(self, known: Field, cell: Cell) -> str:
        say = self._say
        labels = {option.id: say.text(option.label) for option in known.options}
        if isinstance(cell, tuple):
            return " · ".join(labels[one] for one in cell)
        if isinstance(cell, date):
            return say.date(cell)
        if isinstance(cell, str) or cell is None:
            return labels.get(cell or "", cell or "")
        if known.type == "money":
            return say.money(cell)
        if known.type == "percent":
            return say.percent(Fraction(cell) / 100)
        if is_year(known):
            return str(cell)
        written = str(cell) if known.type == "fraction" else say.number(cell)
        return f"{written}\u00a0{say.text(known.unit)}" if known.unit else written


def is_year(known: Field) -> bool:
    """Say whether a field holds a year."""
    return known.type == "integer" and int(known.minimum or 0) >= _FIRST_YEAR


def _plain(known: Field, cell: Cell, words: str) -> Plain:
    if isinstance(cell, int | date):
        return cell
    if isinstance(cell, Decimal | Fraction):
        return float(cell / 100 if known.type == "percent" else cell)
    return words
