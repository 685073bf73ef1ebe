from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from exports import EXAMPLES, ON
from jsonschema import Draft202012Validator

from coopkit import content
from coopkit.core import dossier
from coopkit.core.branches import trying
from coopkit.export import export
from coopkit.export.schema import schema

FILE = Path(__file__).parents[2] / "data" / "dossier.schema.json"


@pytest.fixture(scope="module")
def published() -> Any:
    found = json.loads(FILE.read_text())
    Draft202012Validator.check_schema(found)
    return Draft202012Validator(found)


def test_the_published_schema_is_the_catalogues() -> None:
    assert json.loads(FILE.read_text()) == schema(content.load().catalogue), "run: make schema"


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_example_is_exported_as_the_schema_says_and_loads_back_as_it_was(name: str, published: Any) -> None:
    document = content.example(name)
    exported = export(document, "json", "fr", ON)
    published.validate(json.loads(exported))
    assert dossier.load(exported, content.load().catalogue) == document


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("project.form", "sprl"),
        ("project.nmae", "x"),
        ("project.needs", ["housing", "housing"]),
        ("project.registered_on", "14/03/2016"),
        ("facts.members.r1.count", "3"),
        ("facts.members.r1.count", -1),
        ("facts.members.R-1.count", 1),
        ("facts.articles.vote_cap", "0.1"),
        ("facts.surplus.r1.dividend", 1000),
        ("facts.surplus.r1.dividend", "1.000,00"),
        ("answers.GOV-14.level", 5),
        ("answers.GOV-01.level", 1),
        ("answers.GOV-99.evidence", "x"),
        ("answers.GOV-14.evidence", {"is": "unsure"}),
        ("answers.GOV-14.evidence", "x" * 20_001),
        ("schema_version", 2),
        ("more", {"x": 1}),
    ],
)
def test_a_broken_dossier_is_refused_by_the_schema_and_by_the_kit(path: str, value: Any, published: Any) -> None:
    broken = json.loads(export(content.example("housing"), "json", "fr", ON))
    *parts, last = path.split(".")
    place = broken
    for part in parts:
        place = place.setdefault(part, {})
    place[last] = value
    assert not published.is_valid(broken)
    with pytest.raises(dossier.DossierError):
        dossier.load(json.dumps(broken), content.load().catalogue)


def test_pictures_kept_in_the_dossier_are_in_the_schema(published: Any) -> None:
    document = content.example("creche")
    kept = {part: document[part] for part in ("project", "facts", "answers")}
    document = dossier.put(document, "snapshots.r1", {"name": "Friday", "taken_on": "2026-11-06", **kept})
    exported = json.loads(export(document, "json", "fr", ON))
    published.validate(exported)
    assert dossier.load(json.dumps(exported), content.load().catalogue) == document
    exported["snapshots"]["r1"]["facts"]["members"]["r1"]["count"] = "three"
    assert not published.is_valid(exported)


def test_dont_know_is_an_answer_everywhere(published: Any) -> None:
    catalogue = content.load().catalogue
    document = dossier.empty()
    for field in catalogue.fields:
        document = dossier.put(document, field.path, {"is": "dont_know"})
    for table in catalogue.tables:
        for column in table.columns:
            document = dossier.put(document, f"{table.path}.r1.{column.path}", {"is": "dont_know"})
    published.validate(json.loads(dossier.dump(document)))


def test_what_was_tried_is_in_the_schema(published: Any) -> None:
    tries = [trying("k1", "facts.members.r1.count", 3), trying("k1", "facts.jobs.r1", None)]
    document = dossier.apply(dossier.empty(), [("scenarios.k1.name", "Fonds"), *tries])
    exported = json.loads(export(document, "json", "fr", ON))
    published.validate(exported)
    assert dossier.load(json.dumps(exported), content.load().catalogue) == document
    exported["scenarios"]["k1"]["elsewhere"] = {}
    assert not published.is_valid(exported)
