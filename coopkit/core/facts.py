"""Typed reading of a dossier for the rules: what is missing, unknown or invalid reads as None, never as zero.

Remembers every path read, so that a test can hold the catalogue's `needs` and `uses` against what rules really do.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TypeAlias

from coopkit.core.dossier import apply, get
from coopkit.core.fields import places, readable
from coopkit.core.model import Catalogue, Document, Field, Form, Json

Cell: TypeAlias = str | int | Decimal | Fraction | date | tuple[str, ...] | None


def parse(known: Field, value: Json) -> Cell:
    """Return a checked value in its Python type; None for an empty text or an empty choice."""
    if isinstance(value, list):
        return tuple(option.id for option in known.options if option.id in value) or None
    if not isinstance(value, str):
        return value if isinstance(value, int) else None
    if known.type in {"decimal", "money", "percent"}:
        return Decimal(value)
    if known.type == "fraction":
        return Fraction(value)
    return date.fromisoformat(value) if known.type == "date" else value.strip() or None


def _parsed(known: Field | None, value: Json) -> Cell:
    return parse(known, value) if known and readable(known, value) else None


class _Reader(ABC):
    """Reads cells by name; a cell of another type than the one asked for is not there."""

    @abstractmethod
    def cell(self, name: str) -> Cell:
        """Return what is known under a name."""

    def text(self, name: str) -> str | None:
        """Return a text, or the option id of a choice."""
        return found if isinstance(found := self.cell(name), str) else None

    def options(self, name: str) -> tuple[str, ...] | None:
        """Return the option ids chosen."""
        return found if isinstance(found := self.cell(name), tuple) else None

    def whole(self, name: str) -> int | None:
        """Return an integer."""
        return found if isinstance(found := self.cell(name), int) else None

    def decimal(self, name: str) -> Decimal | None:
        """Return money in euro, or another decimal number."""
        return found if isinstance(found := self.cell(name), Decimal) else None

    def fraction(self, name: str) -> Fraction | None:
        """Return a share such as 1/10."""
        return found if isinstance(found := self.cell(name), Fraction) else None


@dataclass(frozen=True, kw_only=True)
class Row(_Reader):
    """One row of a table."""

    path: str
    cells: Mapping[str, Cell]
    """Columns somebody filled in; None where she does not know, or where it cannot be read."""

    def cell(self, name: str) -> Cell:
        """Return the value of a column."""
        return self.cells.get(name)

    def at(self, column: str) -> str:
        """Return the path of one of its cells."""
        return f"{self.path}.{column}"

    def missing(self, columns: Iterable[str]) -> list[str]:
        """Return the paths of the columns that say nothing."""
        return [self.at(column) for column in columns if self.cell(column) is None]

    def doubtful(self, columns: Iterable[str]) -> list[str]:
        """Return the paths of the columns filled in with "don't know"; left empty is no doubt."""
        return [self.at(column) for column in columns if column in self.cells and self.cell(column) is None]


class Readings:
    """What was read, each part once: a changed copy of a dossier keeps every part that did not change.

    Nothing read may be changed in place meanwhile; dossier.put never does.
    """

    def __init__(self, catalogue: Catalogue) -> None:
        self.places = places(catalogue)
        self._cells: dict[str, tuple[Json, Cell]] = {}
        self._tables: dict[tuple[str, int], tuple[Json, tuple[Row, ...]]] = {}
        self._rows: dict[tuple[str, int], tuple[Json, Row]] = {}

    def cell(self, path: str, value: Json) -> Cell:
        """Return what a value at a path says."""
        if (kept := self._cells.get(path)) is None or kept[0] is not value:
            kept = self._cells[path] = value, _parsed(self.places.find(path), value)
        return kept[1]

    def rows(self, table: str, tree: Json) -> tuple[Row, ...]:
        """Return the rows of a table's part of a dossier."""
        if (table, id(tree)) not in self._tables:
            parts = tree.items() if isinstance(tree, dict) else ()
            rows = tuple(self._row(table, name, cells) for name, cells in parts if isinstance(cells, dict))
            self._tables[table, id(tree)] = tree, rows  # kept with its tree: an id is given again once a tree is gone
        return self._tables[table, id(tree)][1]

    def _row(self, table: str, name: str, tree: dict[str, Json]) -> Row:
        path = f"{table}.{name}"
        if (path, id(tree)) not in self._rows:
            known = self.places.columns(table, name)
            cells = {column: _parsed(known.get(column), value) for column, value in tree.items() if value is not None}
            self._rows[path, id(tree)] = tree, Row(path=path, cells=cells)
        return self._rows[path, id(tree)][1]


class Facts(_Reader):
    """One dossier, read once; `read` is the set of paths somebody asked for (a table counts as one path)."""

    def __init__(self, document: Document, catalogue: Catalogue, readings: Readings | None = None) -> None:
        """`readings` are shared by readers of one dossier and of changed copies of it."""
        self._document = document
        self._catalogue = catalogue
        self._readings = readings or Readings(catalogue)
        self._cells: dict[str, Cell] = {}
        self.read: set[str] = set()

    def after(self, edits: Iterable[tuple[str, Json]]) -> Facts:
        """Return the facts of a copy in which these edits are made."""
        return Facts(apply(self._document, edits), self._catalogue, self._readings)

    def cell(self, path: str) -> Cell:
        """Return the value at a path."""
        if path not in self._cells:
            self.read.add(path)
            self._cells[path] = self._readings.cell(path, get(self._document, path))
        return self._cells[path]

    def usual(self, path: str) -> Cell:
        """Return the value at a path, or what its field says is taken when nothing is filled in."""
        found, known = self.cell(path), self._readings.places.find(path)
        return found if found is not None or known is None else _parsed(known, known.default)

    def rows(self, table: str) -> tuple[Row, ...]:
        """Return the rows of a table in their order; rows that are no rows are left out."""
        self.read.add(table)
        return self._readings.rows(table, get(self._document, table))

    def doubtful(self, paths: Iterable[str]) -> list[str]:
        """Return the paths that hold "don't know", or what cannot be read; left empty is no doubt."""
        return [path for path in paths if self.cell(path) is None and get(self._document, path) is not None]

    def has(self, path: str) -> bool:
        """Say whether something is known at a path: a field, a table with a row, or any field of a group."""
        if path in self._readings.places.tables:
            return bool(self.rows(path))
        return any(self.cell(one) is not None for one in self._readings.places.group(path))

    def signed(self, on: date) -> bool:
        """Say whether the articles count as signed.

        Where nobody answered, those of who holds an approval, or is registered by that day, are.
        """
        if said := self.text("project.articles_state"):
            return said == "signed"
        registered = self.cell("project.registered_on")
        return bool(self.options("project.held")) or (isinstance(registered, date) and registered <= on)

    def form(self) -> Form:
        """Return the legal form; nothing said counts as undecided."""
        return Form(self.text("project.form") or Form.UNDECIDED)
