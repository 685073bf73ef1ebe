"""What may stand at each path of a dossier: its field, and why a value does not belong there.

Judges one value by itself; how many rows a table may have, and what a document holds, is dossier.py's.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from itertools import accumulate

from coopkit.core.model import Catalogue, Criterion, Field, Json, Kind, Option, Text

DONT_KNOW: dict[str, Json] = {"is": "dont_know"}
MAX_CHARACTERS = 20_000
ROW_DEPTH = 3
"""facts.<table>.<row>, and answers.<criterion>.<part>."""
ROW = re.compile(r"[a-z0-9]{1,32}")

_LARGEST = 10**15
_DECIMAL = re.compile(r"-?[0-9]{1,16}(\.[0-9]{1,10})?")
_FRACTION = re.compile(r"-?[0-9]{1,15}/[1-9][0-9]{0,14}")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_NO_TEXT = Text(fr="", nl="", en="")

TEXT = Field(path="", type="text", label=_NO_TEXT)
"""A field of which only the kind matters: any text a person types."""


class Places:
    """Where what may stand in the dossiers of one catalogue: places(catalogue) makes it once."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._fields = {known.path: known for known in catalogue.fields}
        self._criteria = {known.id: known for known in catalogue.criteria}
        self.tables: Mapping[str, Mapping[str, Field]] = {
            table.path: {column.path: column for column in table.columns} for table in catalogue.tables
        }
        """Columns by their name, of each table by its path."""
        self._groups: dict[str, list[str]] = {}
        for path in self._fields:
            for group in accumulate(path.split(".")[:-1], "{}.{}".format):
                self._groups.setdefault(group, []).append(path)

    def find(self, path: str) -> Field | None:
        """Return the field a path belongs to: of the project, the facts, a table's column, or an answer."""
        if path in self._fields:
            return self._fields[path]
        parts = path.split(".")
        if len(parts) == ROW_DEPTH and parts[0] == "answers":
            criterion = self._criteria.get(parts[1])
            return _answer(criterion, parts[2]) if criterion else None
        if len(parts) == ROW_DEPTH + 1:
            return self.columns(".".join(parts[:2]), parts[2]).get(parts[3])
        return None

    def columns(self, table: str, row: str) -> Mapping[str, Field]:
        """Return the fields of a table's row by their name; none without such a table, or when the id is no row's."""
        return self.tables.get(table, {}) if ROW.fullmatch(row) else {}

    def group(self, path: str) -> list[str]:
        """Return the fields below a path that is itself no field; a field is a group of its own."""
        return self._groups.get(path, [path])


@lru_cache(maxsize=4)
def places(catalogue: Catalogue) -> Places:
    """Return what may stand where."""
    return Places(catalogue)


def find(catalogue: Catalogue, path: str) -> Field | None:
    """Return the field a path belongs to; None when nothing may stand there."""
    return places(catalogue).find(path)


def readable(known: Field, value: Json) -> bool:
    """Say whether a value says something, and something its field takes."""
    return value is not None and value != DONT_KNOW and refusal(known, value) is None


def _answer(criterion: Criterion, part: str) -> Field | None:
    """Return what may be said of a criterion: a level or a statement as its kind asks, evidence, a reason."""
    if part in {"evidence", "not_applicable"}:
        return Field(path=part, type="text", label=_NO_TEXT)
    if part == "level" and criterion.kind is Kind.LEVELS:
        return Field(path=part, type="integer", label=_NO_TEXT, maximum=str(len(criterion.levels) - 1))
    if part == "statement" and criterion.kind is Kind.STATEMENT:
        options = tuple(Option(id=answer, label=_NO_TEXT) for answer in ("yes", "planned", "no"))
        return Field(path=part, type="choice", label=_NO_TEXT, options=options)
    return None


def refusal(known: Field, value: Json) -> str | None:
    """Return the code of what is wrong with a value that is neither None nor don't-know."""
    if known.type == "choices":
        return _choices_refusal(known, value)
    if known.type == "integer":
        if isinstance(value, bool) or not isinstance(value, int):
            return "wrong_type"
        return _range_refusal(known, value)
    if not isinstance(value, str) or not _encodable(value):
        return "wrong_type"
    if len(value) > MAX_CHARACTERS:
        return "too_long"
    if known.type == "text":
        return None
    if known.type == "choice":
        return None if any(option.id == value for option in known.options) else "out_of_range"
    return _written_refusal(known, value)


def _choices_refusal(known: Field, value: Json) -> str | None:
    if not isinstance(value, list) or not all(isinstance(chosen, str) for chosen in value):
        return "wrong_type"
    chosen = [option.id for option in known.options if option.id in value]
    return None if len(chosen) == len(value) else "out_of_range"


def _written_refusal(known: Field, value: str) -> str | None:
    """Judge a date, or a number written as a string."""
    if known.type == "date":
        try:
            day = date.fromisoformat(value) if _DATE.fullmatch(value) else None
        except ValueError:
            day = None
        if day is None:
            return "wrong_type"
        low, high = known.minimum or date.min.isoformat(), known.maximum or date.max.isoformat()
        return None if low <= value <= high else "out_of_range"
    written, number = (_FRACTION, Fraction) if known.type == "fraction" else (_DECIMAL, Decimal)
    return _range_refusal(known, number(value)) if written.fullmatch(value) else "wrong_type"


def written_as(kind: str) -> str:
    """Return the pattern of a value that is written as a string of a certain form: a number or a date."""
    return {"date": _DATE, "fraction": _FRACTION}.get(kind, _DECIMAL).pattern


def _range_refusal(known: Field, value: int | Decimal | Fraction) -> str | None:
    """Judge a number against the field's limits; without a minimum nothing is negative."""
    low, high = known.minimum or 0, known.maximum or _LARGEST
    if isinstance(value, Fraction):
        inside = Fraction(low) <= value <= Fraction(high)
    else:
        inside = Decimal(low) <= value <= Decimal(high)
    return None if inside else "out_of_range"


def _encodable(text: str) -> bool:
    """Say whether text can be written in UTF-8; half of a surrogate pair cannot, and no person types one."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
