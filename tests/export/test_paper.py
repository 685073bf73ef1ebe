"""What a reader of the paper meets: letters large enough, addresses whole, tables alike, what moved since."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any

import pypdf
import pypdfium2
import pytest
from exports import EVERY, IN_TURN, ON, bare, example_pdf, example_text, opened, telling, texts

from coopkit import content
from coopkit.core import dossier
from coopkit.core.model import Document
from coopkit.export import export, pdf
from coopkit.export.telling import Telling
from coopkit.pages import flags

SMALLEST = 8.5
GROCER = content.example("grocer")


def sizes(page: pypdf.PageObject) -> set[float]:
    """The sizes of what is written on a page, in points."""
    found: set[float] = set()

    def visit(text: str, _: list[float], matrix: list[float], __: object, size: float) -> None:
        if text.strip():
            found.add(round(abs(size * matrix[3]), 2))

    page.extract_text(visitor_text=visit)
    return found


@pytest.mark.parametrize(("name", "language"), EVERY)
def test_nothing_on_paper_is_too_small_to_read(name: str, language: str) -> None:
    pages = opened(example_pdf(name, language)).pages
    assert min(min(sizes(page)) for page in pages) == SMALLEST


def test_a_first_page_with_too_much_to_say_leaves_reasons_out_and_no_letter_shrinks(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told = telling(content.example("label-without-substance"), "fr")
    blocks: list[dict[str, Any]] = told.blocks()
    steps = next(block["items"] for block in blocks if block["type"] == "steps")
    for step in steps:
        step["why"] = "raison " * 56
    for block in blocks:
        for item in block.get("items", ()) if block["type"] == "families" else ():
            item["sentence"] = "phrase " * 40
    monkeypatch.setattr(Telling, "blocks", lambda _: blocks)
    made = pdf.result(told)
    first, second, *_ = texts(made)
    assert min(sizes(opened(made).pages[0])) == SMALLEST
    assert second.startswith(bare(told.say.say("export.contents")))
    assert "raison" not in first
    for step in steps:
        assert bare(step["text"]) in first
        assert bare(step["takes"]) in first


@pytest.mark.parametrize(("name", "language"), IN_TURN)
def test_no_address_is_broken_by_a_hyphen_it_does_not_have(name: str, language: str) -> None:
    document = pypdfium2.PdfDocument(example_pdf(name, language))
    read = "".join(document[number].get_textpage().get_text_bounded() for number in range(len(document)))
    whole = re.sub(r"[\s\u200b]", "", read)
    addresses = [url.replace("\u200b", "") for _, url, *_ in telling(content.example(name), language).sources() if url]
    assert addresses
    assert [url for url in addresses if url not in whole] == []


@pytest.mark.parametrize(("name", "language"), IN_TURN)
def test_the_plan_says_how_long_each_step_takes(name: str, language: str) -> None:
    told = telling(content.example(name), language)
    effort = {bare(told.say.say(f"further.takes.{one}")) for one in ("hour", "day", "weeks", "months")}
    plan = example_text(name, language).rpartition(bare(told.say.say("export.plan.about")))[2]
    assert bare(told.say.say("export.plan.takes")) in plan
    assert any(one in plan for one in effort)


def test_a_wide_table_is_turned_into_tables_alike_without_lines_nobody_filled() -> None:
    told = telling(content.example("workshop"), "en")
    parts = [pdf.part_data(part, told.say) for _, parts in told.facts.pages() for part in parts]
    grids: list[dict[str, Any]] = [grid for part in parts for grid in part["grids"]]  # type: ignore[attr-defined]  # a list of grids
    posts, more = next(pair for pair in pairwise(grids) if pair[1]["title"] == "")
    assert len(posts["heads"]) == len(more["heads"]) == len(more["right"]) == 5
    assert more["heads"][-1] == ""
    for grid in (posts, more):
        assert all(len(row) == 5 and any(row[1:]) for row in grid["rows"])


def pictured(document: Document, row: str, name: str, day: str) -> Document:
    parts = {part: document.get(part, {}) for part in ("project", "facts", "answers")}
    return dossier.put(document, f"snapshots.{row}", {"name": name, "taken_on": day, **parts})


def test_pictures_stand_beside_the_next_and_the_last_beside_now() -> None:
    document = pictured(GROCER, "s1", "Friday", "2026-11-06")
    document = dossier.put(document, "answers.GOV-14.level", 3)
    document = pictured(document, "s2", "<b>=1+1", "2026-11-08")
    document = pictured(document, "s3", "The same", "2026-11-08")
    document = dossier.put(document, "project.name", "Three Leeks")
    whole = "".join(texts(export(document, "pdf", "en", ON)))
    for said in (
        "Friday, 6 November 2026 → <b>=1+1, 8 November 2026",
        "level 1 → level 3",
        "One result changed",
        "not yet → met",
        "<b>=1+1, 8 November 2026 → The same, 8 November 2026 Nothing changed between these two pictures.",
        "The same, 8 November 2026 → Now One answer changed",
        "→ “Three Leeks”",
    ):
        assert bare(said) in whole, said


@pytest.mark.parametrize(("name", "language"), IN_TURN)
def test_without_pictures_only_another_days_law_is_told(name: str, language: str) -> None:
    told, whole = telling(content.example(name), language), example_text(name, language)
    assert bare(told.say.say("further.picture.printed")) not in whole
    assert bare(told.say.say("further.law.about")) in whole
    next_year = ON.replace(year=2027, month=1, day=1)
    assert bare(told.say.say("further.law.between", before=ON, after=next_year)) in whole


def test_the_first_page_names_four_flags_and_counts_all() -> None:
    told = telling(content.example("label-without-substance"))
    (flagged,) = told.flagged()
    items: Any = flagged["items"]
    note = str(told.blocks()[-1]["text"])
    assert note.startswith(f"{len(items)} red flags, explained below, among them: ")
    assert [item["title"] in note for item in items] == [True] * flags.MOST_NAMED + [False] * (
        len(items) - flags.MOST_NAMED
    )


def test_who_adds_nothing_to_the_questions_is_not_told_so() -> None:
    document = content.example("label-without-substance")
    told = telling(document)
    more = telling(dossier.put(document, "facts.more.text", "We clean the canal every spring."))
    page = told.say.text(content.load().catalogue.pages["result"].title)
    assert page not in [title for title, _ in told.facts.pages()]
    assert page in [title for title, _ in more.facts.pages()]
