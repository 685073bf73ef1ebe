"""What may stand at each path of a dossier: its field, and why a value does not belong there.

Judges one value by itself; how many rows a table may have, and what a document holds, is dossier.py's.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from fractions import Fraction

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


def find(catalogue: Catalogue, path: str) -> Field | None:
    """Return the field a path belongs to: of the project, the facts, a table's column, or an answer."""
    for known in catalogue.fields:
        if known.path == path:
            return known
    parts = path.split(".")
    if len(parts) == ROW_DEPTH and parts[0] == "answers":
        criterion = next((known for known in catalogue.criteria if known.id == parts[1]), None)
        return _answer(criterion, parts[2]) if criterion else None
    if len(parts) == ROW_DEPTH + 1 and ROW.fullmatch(parts[2]):
        columns = next((table.columns for table in catalogue.tables if table.path == ".".join(parts[:2])), ())
        return next((known for known in columns if known.path == parts[3]), None)
    return None


def columns(catalogue: Catalogue, table: str, row: str) -> Mapping[str, Field]:
    """Return the fields of a table's row by their name; none when there is no such table, or the id is no row's."""
    known = next((one.columns for one in catalogue.tables if one.path == table), ())
    return {one.path: one for one in known} if ROW.fullmatch(row) else {}


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
        return _range_refusal(known, Fraction(value))
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
    written = _FRACTION if known.type == "fraction" else _DECIMAL
    return _range_refusal(known, Fraction(value)) if written.fullmatch(value) else "wrong_type"


def written_as(kind: str) -> str:
    """Return the pattern of a value that is written as a string of a certain form: a number or a date."""
    return {"date": _DATE, "fraction": _FRACTION}.get(kind, _DECIMAL).pattern


def _range_refusal(known: Field, value: Fraction) -> str | None:
    """Judge a number against the field's limits; without a minimum nothing is negative."""
    low, high = Fraction(known.minimum or 0), Fraction(known.maximum or _LARGEST)
    return None if low <= value <= high else "out_of_range"


def _encodable(text: str) -> bool:
    """Say whether text can be written in UTF-8; half of a surrogate pair cannot, and no person types one."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
