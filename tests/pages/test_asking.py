"""What a page asks, as the server embeds it: whole, in three languages, before any widget is loaded."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import cast

import pytest

from coopkit import content, pages
from coopkit.core.model import LANGUAGES

PAGES = tuple(content.load().catalogue.pages)
each_page = pytest.mark.parametrize("page_id", PAGES)


def texts_in(tree: object) -> Iterator[dict[str, object]]:
    """Yield everything said in languages."""
    if isinstance(tree, dict):
        if set(tree) & set(LANGUAGES):
            yield tree
        else:
            for value in tree.values():
                yield from texts_in(value)
    elif isinstance(tree, list | tuple):
        for value in tree:
            yield from texts_in(value)


def asks_in(spec: dict[str, object]) -> list[dict[str, object]]:
    sections = cast("list[dict[str, list[dict[str, list[dict[str, object]]]]]]", spec["sections"])
    return [ask for section in sections for item in section["items"] for ask in item["asks"]]


@each_page
def test_every_text_speaks_three_languages(page_id: str) -> None:
    said = list(texts_in(pages.spec(page_id)))
    assert said
    for text in said:
        assert set(text) == set(LANGUAGES)
        assert all(text.values())


@each_page
def test_it_is_json_and_carries_the_words_of_the_form(page_id: str) -> None:
    spec = json.loads(json.dumps(pages.spec(page_id)))
    assert spec["page"] == page_id
    assert {key.split(".")[0] for key in spec["texts"]} == {"form", "problems"}


@each_page
def test_every_asked_field_and_table_is_described(page_id: str) -> None:
    page = content.load().catalogue.pages[page_id]
    wanted = [path for section in page.sections for item in section.items for path in item.asks]
    asks = asks_in(pages.spec(page_id))
    assert [ask["path"] for ask in asks] == wanted
    for ask in asks:
        assert ask["columns"] if ask["type"] == "table" else "columns" not in ask


def test_a_question_names_its_sources_with_their_article() -> None:
    spec = pages.spec("governance")
    sections = cast("list[dict[str, list[dict[str, object]]]]", spec["sections"])
    items = {item["id"]: item for section in sections for item in section["items"]}
    sources = cast("list[dict[str, dict[str, str]]]", items["GOV-02"]["sources"])
    assert any(source["article"] and "1962" in source["title"]["en"] for source in sources)


@pytest.mark.parametrize(("call", "known"), [(pages.assessment, "governance"), (pages.lab, "who-decides")])
def test_a_name_nobody_knows_is_answered_with_those_one_does(call: object, known: str) -> None:
    with pytest.raises(pages.UnknownPageError) as caught:
        call("governence")  # type: ignore[operator]  # one of the two calls above
    assert "governence" in str(caught.value)
    assert known in str(caught.value)
    assert caught.value._render_traceback_() == [str(caught.value)]


def test_a_lab_is_no_assessment_and_a_number_is_no_name() -> None:
    with pytest.raises(pages.UnknownPageError):
        pages.assessment("who-decides")
    with pytest.raises(pages.UnknownPageError):
        pages.assessment(7)  # type: ignore[arg-type]  # refused when it runs


def test_a_field_another_answer_opens_says_so_and_the_form_need_not_wait_for_a_kernel() -> None:
    asks = {ask["path"]: ask for ask in asks_in(pages.spec("governance"))}
    assert asks["facts.articles.vote_cap"]["only_if"] == {"facts.articles.voting_rule": ("share_votes_capped",)}
    assert not asks["facts.articles.voting_rule"]["only_if"]
