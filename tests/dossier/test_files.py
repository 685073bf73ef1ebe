from __future__ import annotations

import json

import pytest
from dossier.known import CATALOGUE

from coopkit.core import dossier
from coopkit.core.model import Document, Json

GOOD = dossier.apply(dossier.empty(), [("project.name", "Coop"), ("facts.members.a.count", 3)])
WRITTEN = dossier.dump(GOOD)


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("", dossier.NotADossier),
        ("Bonjour, voici notre dossier", dossier.NotADossier),
        (WRITTEN[: len(WRITTEN) // 2], dossier.NotADossier),
        ("[" * 100_000, dossier.NotADossier),
        ("[]", dossier.NotADossier),
        ("null", dossier.NotADossier),
        ('{"project": {}}', dossier.NotADossier),
        ('{"schema_version": true}', dossier.NotADossier),
        ('{"schema_version": "1"}', dossier.NotADossier),
        (f'{{"schema_version": {"9" * 5000}}}', dossier.NotADossier),
        ('{"schema_version": 0}', dossier.TooOld),
        ('{"schema_version": -3}', dossier.TooOld),
        ('{"schema_version": 2, "project": {"name": "from tomorrow"}}', dossier.TooNew),
        (f'{{"schema_version": 1, "project": {{"name": "{"x" * dossier.MAX_BYTES}"}}}}', dossier.TooBig),
        ('{"schema_version": 1, "project": []}', dossier.BadContent),
        ('{"schema_version": 1, "facts": {"members": {"a": {"count": NaN}}}}', dossier.BadContent),
        ('{"schema_version": 1, "project": {"name": "\\ud83e"}}', dossier.BadContent),
    ],
)
def test_a_file_that_is_no_dossier_of_ours_is_refused_with_its_reason(
    text: str, error: type[dossier.DossierError]
) -> None:
    with pytest.raises(error) as refused:
        dossier.load(text, CATALOGUE)
    assert refused.value.code == error.code
    assert str(refused.value)


@pytest.mark.parametrize("raw", [b"\xff\xfe\x00", b"\x89PNG\r\n", WRITTEN.encode("utf-16")])
def test_bytes_that_are_no_text_are_refused(raw: bytes) -> None:
    with pytest.raises(dossier.NotADossier):
        dossier.load(raw, CATALOGUE)


def test_half_a_surrogate_pair_in_a_pasted_file_is_refused() -> None:
    with pytest.raises(dossier.NotADossier):
        dossier.load('{"schema_version": 1, "project": {"name": "\ud83e"}}', CATALOGUE)


def test_every_unknown_path_is_named_at_once() -> None:
    strange: Document = {**GOOD, "secret": 1, "answers": {"GOV-14": {"level": 9}}, "project": {"colour": "red"}}
    with pytest.raises(dossier.BadContent) as refused:
        dossier.load(json.dumps(strange), CATALOGUE)
    assert {(problem.path, problem.code) for problem in refused.value.problems} == {
        ("secret", "unknown_path"),
        ("answers.GOV-14.level", "out_of_range"),
        ("project.colour", "unknown_path"),
    }
    assert "secret (unknown_path)" in str(refused.value)


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ('{"schema_version": 1, "project": {"name": "A", "name": "B"}}', "name"),
        ('{"schema_version": 1, "project": {"name": "A"}, "project.name": "B"}', "project.name"),
    ],
)
def test_an_answer_that_stands_twice_in_a_file_is_named_not_dropped(text: str, path: str) -> None:
    with pytest.raises(dossier.BadContent) as refused:
        dossier.load(text, CATALOGUE)
    assert [problem.path for problem in refused.value.problems] == [path]


def test_of_a_file_full_of_mistakes_fifty_are_named() -> None:
    strange: Document = {"schema_version": 1, "project": {f"p{number}": 1 for number in range(1000)}}
    with pytest.raises(dossier.BadContent) as refused:
        dossier.load(json.dumps(strange), CATALOGUE)
    assert len(refused.value.problems) == dossier.MAX_LISTED


def test_a_file_with_too_many_rows_is_refused() -> None:
    rows: Json = {f"r{number}": {"count": 1} for number in range(dossier.MAX_ROWS + 1)}
    with pytest.raises(dossier.BadContent) as refused:
        dossier.load(json.dumps({"schema_version": 1, "facts": {"members": rows}}), CATALOGUE)
    assert [problem.code for problem in refused.value.problems] == ["too_many_rows"]


def test_a_file_an_editor_saved_with_a_byte_order_mark_is_read() -> None:
    assert dossier.load(b"\xef\xbb\xbf" + WRITTEN.encode(), CATALOGUE) == GOOD


def test_nulls_and_empty_groups_of_a_file_say_nothing() -> None:
    assert dossier.load(
        '{"schema_version": 1, "project": {"name": null}, "facts": {"members": {"a": {}}}}', CATALOGUE
    ) == (dossier.empty())


def test_an_older_version_is_migrated_step_by_step(monkeypatch: pytest.MonkeyPatch) -> None:
    def renamed(document: Document) -> Document:
        return {**document, "project": {"name": document["title"]}}

    monkeypatch.setattr(dossier, "MIGRATIONS", {0: renamed})
    assert dossier.migrate({"schema_version": 0, "title": "Coop"})["project"] == {"name": "Coop"}
    assert dossier.migrate({"schema_version": 0, "title": "Coop"})["schema_version"] == dossier.SCHEMA_VERSION


def test_an_export_is_readable_and_keeps_every_character() -> None:
    document = dossier.put(dossier.empty(), "project.name", "Épicerie 🥕 \u2028 <script>")
    assert "Épicerie 🥕 \u2028 <script>" in dossier.dump(document)


def test_rows_that_changed_places_are_removed_and_put_again() -> None:
    old = dossier.apply(dossier.empty(), [("facts.members.a.count", 1), ("facts.members.b.count", 2)])
    new = dossier.apply(dossier.empty(), [("facts.members.b.count", 2), ("facts.members.a.count", 1)])
    assert dossier.edits_between(old, new) == [
        ("facts.members.a", None),
        ("facts.members.b", None),
        ("facts.members.b.count", 2),
        ("facts.members.a.count", 1),
    ]


def test_a_row_that_is_gone_is_removed_as_a_whole_and_a_field_cleared() -> None:
    assert dossier.edits_between(GOOD, dossier.empty()) == [("facts.members.a", None), ("project.name", None)]
