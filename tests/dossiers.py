"""Dossiers drawn at random: what a page lets through, and what no page ever would."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from casebook import TODAY
from hypothesis import strategies as st

from coopkit import content
from coopkit.core import dossier
from coopkit.core.fields import DONT_KNOW, find
from coopkit.core.model import Document, Field, Json

CATALOGUE = content.load().catalogue

garbage: st.SearchStrategy[Json] = st.one_of(
    st.none(), st.booleans(), st.integers(), st.text(max_size=8), st.lists(st.text(max_size=3), max_size=2)
)


def written(field: Field) -> st.SearchStrategy[Json]:
    """Return values that may stand in a field, don't-know among them."""
    options = [option.id for option in field.options]
    low, high = Fraction(field.minimum or 0), Fraction(field.maximum or 10**6)
    number = st.integers(int(low), min(int(high), int(low) + 20)) | st.integers(int(low), int(high))
    strategies: dict[str, st.SearchStrategy[Json]] = {
        "text": st.text(st.characters(exclude_categories=["Cs"]), max_size=8),
        "choice": st.sampled_from(options or [""]),
        "choices": st.lists(st.sampled_from(options or [""]), unique=True),
        "integer": number,
        "fraction": st.sampled_from(["1/10", "1/5", "101/1000", "1/1"]),
        "date": st.dates(date(2000, 1, 1), TODAY).map(str),
    }
    return st.just(DONT_KNOW) | strategies.get(field.type, number.map(str))


PARTS = ("level", "statement", "evidence", "not_applicable")
ANSWERS = [f"answers.{criterion.id}.{part}" for criterion in CATALOGUE.criteria for part in PARTS]
WRITTEN = {
    path: written(field)
    for path in [*(field.path for field in CATALOGUE.fields), *ANSWERS]
    if (field := find(CATALOGUE, path))
}
COLUMNS = {table.path: {column.path: written(column) for column in table.columns} for table in CATALOGUE.tables}
"""What may stand where, made once: making a strategy takes longer than drawing from it."""


@st.composite
def documents(draw: st.DrawFn, odd: st.SearchStrategy[Json] | None = None) -> Document:
    """Draw a dossier of values a page lets through; `odd` puts anything anywhere as well."""
    places = dict(WRITTEN)
    for table, columns in COLUMNS.items():
        for row in range(draw(st.integers(0, 3))):
            places |= {f"{table}.r{row}.{name}": value for name, value in columns.items()}
    made: dict[str, Json] = {}
    said = draw(st.binary(min_size=len(places), max_size=len(places)))
    for (path, value), byte in zip(places.items(), said, strict=True):
        if byte % 4:
            made[path] = draw(value if odd is None or byte % 8 < 4 else odd)
    if odd is not None:
        made |= {f"{table}.odd": draw(odd) for table in COLUMNS}
    return grown(made)


def grown(values: dict[str, Json]) -> Document:
    """Return the dossier that holds these values at their paths, as dossier.put would make it one after the other."""
    document = dossier.empty()
    for path, value in values.items():
        if value is not None:
            *parts, last = path.split(".")
            tree = document
            for part in parts:
                below = tree.setdefault(part, {})
                assert isinstance(below, dict)
                tree = below
            tree[last] = value
    return document
