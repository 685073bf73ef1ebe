from __future__ import annotations

from datetime import date

import pytest
from exports import telling

from coopkit import content
from coopkit.core import dossier
from coopkit.export.facts import FactsTold, Said
from coopkit.export.type_setting import printed, typeset
from coopkit.wording import Wording


def said(path: str, value: object, language: str = "fr") -> Said | None:
    loaded = content.load()
    document = dossier.put(dossier.empty(), path, value)  # type: ignore[arg-type]  # any JSON
    part = FactsTold(document, loaded.catalogue, Wording(loaded.texts, language)).part("x", "", [path])
    return part.answers[0].said if part.answers else None


@pytest.mark.parametrize(
    ("path", "value", "words", "plain"),
    [
        ("project.name", " L'Abri ", "L'Abri", "L'Abri"),
        ("project.form", "sc", "Société coopérative (SC)", "Société coopérative (SC)"),
        ("project.needs", ["food", "housing"], "Se loger · Se nourrir", "Se loger · Se nourrir"),
        ("project.registered_on", "2016-03-14", "14 mars 2016", "2016-03-14"),
        ("facts.balance.year", 2025, "2025", 2025),
        ("facts.balance.total_assets", "14250000.50", "14\u202f250\u202f000,50\u00a0€", 14250000.5),
        ("facts.articles.vote_cap", "1/10", "1/10\u00a0des voix", 0.1),
        ("facts.bonus.seniority_months", 12, "12\u00a0mois", 12),
        ("project.form", {"is": "dont_know"}, "ne sait pas encore", "ne sait pas encore"),
    ],
)
def test_a_value_is_told_as_people_read_it_and_as_a_spreadsheet_counts_it(
    path: str, value: object, words: str, plain: object
) -> None:
    told = said(path, value)
    assert told
    assert told.words == words
    assert (told.plain.isoformat() if isinstance(told.plain, date) else told.plain) == plain


@pytest.mark.parametrize(("path", "value"), [("project.name", "  "), ("project.form", "sprl"), ("project.needs", [])])
def test_what_says_nothing_is_not_told(path: str, value: object) -> None:
    assert said(path, value) is None


def test_a_share_of_votes_is_a_percentage() -> None:
    document = dossier.put(dossier.empty(), "facts.investors.r1.votes", "12.5")
    (grid,) = telling(document).facts.part("x", "", ["facts.investors"]).grids
    assert [cell and (cell.words, cell.plain) for cell in grid.rows[0]] == [("12.5%", 0.125)]


def test_a_question_that_is_not_asked_is_not_missing() -> None:
    part = telling(dossier.empty()).facts.part("x", "", ["project.needs", "project.need_other"])
    assert len(part.unanswered) == 1
    assert part.empty


@pytest.mark.parametrize(
    ("language", "typed", "wanted"),
    [
        ("fr", "Qui décide ?", "Qui décide\u00a0?"),
        ("fr", "« oui » : non", "«\u00a0oui\u00a0»\u00a0: non"),
        ("fr", "l'art. 6:54, jusqu'ici", "l’art.\u00a06:54, jusqu’ici"),
        ("fr", 'dire "oui"', "dire «\u00a0oui\u00a0»"),
        ("nl", 'zeg "ja"', "zeg “ja”"),
        ("en", 'the kit\'s "one"', "the kit’s “one”"),
        (
            "en",
            "https://economie-emploi.brussels/entreprise",
            "https://\u200beconomie-\u200bemploi.\u200bbrussels/\u200bentreprise",
        ),
        ("en", "a\x00b\ufeff\nc", "ab\nc"),
        ("en", "5' 3\"", "5' 3\""),
    ],
)
def test_texts_are_set_as_a_printer_sets_them(language: str, typed: str, wanted: str) -> None:
    assert printed(typed, language) == wanted


def test_what_is_no_text_is_left_as_it_is() -> None:
    assert typeset({"a'b": ["l'été", 1, None, True]}, "fr") == {"a'b": ["l’été", 1, None, True]}
