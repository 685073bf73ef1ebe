"""Dossiers drawn at random: what a page lets through, and what no page ever would."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from casebook import TODAY
from hypothesis import strategies as st

from coopkit import content
from coopkit.core import dossier
from coopkit.core.dossier import DONT_KNOW
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


@st.composite
def documents(draw: st.DrawFn, odd: st.SearchStrategy[Json] | None = None) -> Document:
    """Draw a dossier of values a page lets through; `odd` puts anything anywhere as well."""
    rows = [
        f"{table.path}.r{row}.{column.path}"
        for table in CATALOGUE.tables
        for row in range(draw(st.integers(0, 3)))
        for column in table.columns
    ]
    made = dossier.empty()
    for path in [*(field.path for field in CATALOGUE.fields), *rows, *ANSWERS]:
        field = dossier.find(CATALOGUE, path)
        if field and draw(st.integers(0, 3)):
            made = dossier.put(made, path, draw(written(field) if odd is None else written(field) | odd))
    if odd is not None:
        for table in CATALOGUE.tables:
            made = dossier.put(made, f"{table.path}.odd", draw(odd))
    return made
