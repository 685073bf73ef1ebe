"""Pictures inside a dossier: kept whole, checked whole, carried by every file, never judged."""

from __future__ import annotations

from datetime import date

import pytest
from casebook import TODAY
from dossiers import documents
from hypothesis import given

from coopkit import content
from coopkit.core import dossier
from coopkit.core.assess import assess
from coopkit.core.fields import DONT_KNOW
from coopkit.core.model import Document, Json
from coopkit.core.snapshots import MAX_SNAPSHOT, MAX_SNAPSHOTS, pictures

CATALOGUE = content.load().catalogue
GROCER = content.example("grocer")
PATH = "snapshots.a1"


def picture(of: Document = GROCER, **said: Json) -> dict[str, Json]:
    parts = {part: of.get(part, {}) for part in ("project", "facts", "answers")}
    return {"name": "Vendredi", "taken_on": "2026-11-06", **parts, **said}


def refused(value: Json, document: Document = GROCER, path: str = PATH) -> str | None:
    problem = dossier.check(CATALOGUE, document, path, value)
    return problem.code if problem else None


def test_a_picture_of_a_dossier_may_be_kept_and_removed() -> None:
    assert refused(picture()) is None
    assert refused(None) is None
    kept = dossier.put(GROCER, PATH, picture())
    assert dossier.put(kept, PATH, None) == GROCER


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("Vendredi", "wrong_type"),
        ({"name": "Vendredi"}, "wrong_type"),
        (picture(name=" "), "wrong_type"),
        (picture(name=3), "wrong_type"),
        (picture(name="x" * 81), "too_long"),
        (picture(taken_on="yesterday"), "wrong_type"),
        (picture(taken_on="20261106"), "wrong_type"),
        (picture(taken_on=None), "wrong_type"),
        (picture(facts="none"), "wrong_type"),
        (picture(snapshots={}), "wrong_type"),
        (picture(facts={"nowhere": {"x": 1}}), "unknown_path"),
        (picture(project={"form": "kolkhoz"}), "out_of_range"),
        (picture(facts={"more": {"text": "é" * MAX_SNAPSHOT}}), "too_long"),
    ],
    ids=str,
)
def test_what_is_no_picture_of_this_kit_is_refused(value: Json, code: str) -> None:
    assert refused(value) == code


def test_a_limit_that_is_broken_is_named() -> None:
    problem = dossier.check(CATALOGUE, GROCER, PATH, picture(name="x" * 81))
    assert problem is not None
    assert problem.values == {"maximum": 80}


def test_a_dossier_keeps_twelve_pictures_and_one_may_still_be_replaced() -> None:
    document = GROCER
    for number in range(MAX_SNAPSHOTS):
        assert refused(picture(), document, f"snapshots.r{number}") is None
        document = dossier.put(document, f"snapshots.r{number}", picture())
    assert refused(picture(), document, "snapshots.r99") == "too_many_rows"
    assert refused(picture(), document, "snapshots.r3") is None


@pytest.mark.parametrize("path", ["snapshots", "snapshots.A-1", "snapshots.a1.name", "scenarios.b.snapshots.a1"])
def test_a_picture_is_one_value_at_its_row_and_nowhere_else(path: str) -> None:
    assert refused(picture(), path=path) == "unknown_path"


@given(document=documents())
def test_a_file_brings_its_pictures_back_and_nobody_is_judged_by_them(document: Document) -> None:
    kept = dossier.put(document, PATH, picture(document, name="Dimanche é €"))
    assert dossier.load(dossier.dump(kept), CATALOGUE) == kept
    assert dossier.apply(document, dossier.edits_between(document, kept)) == kept
    assert dossier.apply(kept, dossier.edits_between(kept, document)) == document
    assert assess(kept, CATALOGUE, TODAY) == assess(document, CATALOGUE, TODAY)


def test_a_file_without_pictures_or_with_a_broken_one_is_read_as_it_is() -> None:
    assert "snapshots" not in dossier.load(dossier.dump(GROCER), CATALOGUE)
    broken = dossier.put(GROCER, PATH, picture(answers={"GOV-14": {"level": 9}}))
    with pytest.raises(dossier.BadContent) as refusal:
        dossier.load(dossier.dump(broken), CATALOGUE)
    assert refusal.value.problems[0].path == "answers.GOV-14.level"


def test_pictures_come_oldest_first_with_the_dossier_of_their_day() -> None:
    document = dossier.put(GROCER, "snapshots.b", picture(name="Dimanche", taken_on="2026-11-08"))
    document = dossier.put(document, "snapshots.a", picture(project={"name": DONT_KNOW}))
    document = dossier.put(document, "snapshots.c", picture(name="Later the same day", taken_on="2026-11-08"))
    document = dossier.put(document, "snapshots.d", "no picture")
    found = list(pictures(document))
    assert [(row, day) for row, _, day, _ in found] == [
        ("a", date(2026, 11, 6)), ("b", date(2026, 11, 8)), ("c", date(2026, 11, 8)),
    ]  # fmt: skip
    assert found[1][3] == GROCER
    assert list(pictures(dossier.put(dossier.empty(), "snapshots", "none"))) == []
