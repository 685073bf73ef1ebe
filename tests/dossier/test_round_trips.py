from __future__ import annotations

import json

from dossier.known import CATALOGUE, DOCUMENTS, EDITS
from hypothesis import given
from hypothesis import strategies as st

from coopkit.core import dossier
from coopkit.core.model import Document, Json


@given(DOCUMENTS)
def test_its_edits_rebuild_a_dossier_rows_in_their_order(document: Document) -> None:
    entries = [
        dossier.Entry(id=str(seq), client="c", seq=seq, path=path, value=value)
        for seq, (path, value) in enumerate(dossier.edits(document))
    ]
    assert dossier.fold(entries) == document
    assert dossier.edits(dossier.fold(entries)) == dossier.edits(document)


@given(DOCUMENTS)
def test_what_is_exported_comes_back_as_it_was(document: Document) -> None:
    assert dossier.load(dossier.dump(document), CATALOGUE) == document
    assert dossier.load(dossier.dump(document).encode(), CATALOGUE) == document
    assert dossier.edits(dossier.load(dossier.dump(document), CATALOGUE)) == dossier.edits(document)


@given(DOCUMENTS)
def test_every_edit_of_a_checked_dossier_is_allowed_again(document: Document) -> None:
    assert [dossier.check(CATALOGUE, document, path, value) for path, value in dossier.edits(document)] == [
        None for _ in dossier.edits(document)
    ]


@given(DOCUMENTS, EDITS)
def test_putting_leaves_the_given_dossier_alone_and_twice_is_once(document: Document, edit: tuple[str, Json]) -> None:
    before = json.dumps(document)
    once = dossier.put(document, *edit)
    assert json.dumps(document) == before
    assert dossier.put(once, *edit) == once
    assert dossier.get(once, edit[0]) == edit[1]


@given(DOCUMENTS, DOCUMENTS)
def test_the_edits_between_two_dossiers_turn_one_into_the_other(old: Document, new: Document) -> None:
    between = dossier.edits_between(old, new)
    got = dossier.apply(old, between)
    assert got == new
    assert _rows(got) == _rows(new)
    assert all(dossier.check(CATALOGUE, old, path, value) is None for path, value in between)


def _rows(document: Document) -> list[str]:
    members = dossier.get(document, "facts.members")
    return list(members) if isinstance(members, dict) else []


@given(DOCUMENTS)
def test_a_dossier_needs_no_edit_to_become_itself(document: Document) -> None:
    assert dossier.edits_between(document, document) == []


@given(st.text())
def test_any_text_a_person_can_type_is_kept_as_it_is(typed: str) -> None:
    document = dossier.put(dossier.empty(), "project.name", typed)
    assert dossier.get(dossier.load(dossier.dump(document), CATALOGUE), "project.name") == typed
