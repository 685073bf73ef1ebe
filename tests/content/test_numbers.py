"""Every number a page asks says what it counts and how far it may go; a person reads it beside the field."""

from __future__ import annotations

import re
from fractions import Fraction

import pytest

from coopkit import content
from coopkit.core.model import LANGUAGES, Field, Table
from coopkit.pages.asking import asked, asks

NUMBERS = {"integer", "decimal", "money", "percent", "fraction"}
NAMED = {
    "fr": r"année|combien de (personnes|sièges|mois|payeurs)|(parts|voix) par personne",
    "nl": r"jaar|hoeveel (mensen|personen|zetels|maanden|betalers)|(aandelen|stemmen) per persoon",
    "en": r"year|how many (people|persons|seats|months|payers)|(shares|votes) each",
}
"""What a label without a unit counts, in so many words."""
COUNTED_BY_THE_TEAM = {"baseline", "target"}
"""Of an indicator, the team says itself what it is counted in, in the column beside."""

CATALOGUE = content.load().catalogue


def numbers() -> dict[str, Field]:
    found: dict[str, Field] = {}
    for path in {path for page in CATALOGUE.pages.values() for path in asks(page)}:
        one = asked(path, CATALOGUE)
        if isinstance(one, Table):
            found |= {f"{path}.*.{column.path}": column for column in one.columns if column.type in NUMBERS}
        elif one.type in NUMBERS:
            found[path] = one
    return dict(sorted(found.items()))


@pytest.mark.parametrize("path", numbers())
def test_a_number_has_bounds_and_says_what_it_counts(path: str) -> None:
    field = numbers()[path]
    assert field.minimum is not None
    assert field.maximum is not None
    assert Fraction(field.minimum) < Fraction(field.maximum)
    if field.unit is None and field.path not in COUNTED_BY_THE_TEAM:
        assert field.type == "integer"
        for language in LANGUAGES:
            assert re.search(NAMED[language], getattr(field.label, language), re.IGNORECASE)
