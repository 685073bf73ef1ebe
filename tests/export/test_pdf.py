from __future__ import annotations

from typing import Any

import pypdf
import pypdfium2
import pytest
from exports import EACH, EVERY, ON, bare, example_pdf, example_text, opened, telling, texts

from coopkit import content
from coopkit.core import dossier
from coopkit.core.model import LANGUAGES, Verdict
from coopkit.export import export, pdf
from coopkit.export.setting import NotSetError, set_apart

MARGIN = 15 / 25.4 * 72
"""Points: the paper keeps 22 mm free on both sides, so nothing may stand in the outer fifteen."""


def fonts(reader: pypdf.PdfReader) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for page in reader.pages:
        resources: Any = page["/Resources"]
        for font in resources.get("/Font", {}).values():
            below = font.get_object()["/DescendantFonts"][0].get_object()
            found[str(below["/BaseFont"])] = below["/FontDescriptor"].get_object()
    return found


@pytest.mark.parametrize(("name", "language"), EVERY)
def test_the_file_says_its_language_and_title_and_can_be_read_aloud(name: str, language: str) -> None:
    reader = opened(example_pdf(name, language))
    root: Any = reader.trailer["/Root"]
    assert root["/Lang"] == f"{language}-BE"
    assert root["/MarkInfo"]["/Marked"]
    assert root["/StructTreeRoot"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert telling(content.example(name), language).name in str(reader.metadata and reader.metadata.title).replace(
        "’", "'"
    )
    assert b"pdfuaid:part>1<" in root["/Metadata"].get_object().get_data()


@pytest.mark.parametrize(("name", "language"), EVERY)
def test_every_font_is_the_kits_own_and_inside(name: str, language: str) -> None:
    used = fonts(opened(example_pdf(name, language)))
    assert used
    for font, descriptor in used.items():
        assert "Source" in font or "DejaVu" in font, font
        assert {"/FontFile", "/FontFile2", "/FontFile3"} & set(descriptor), font


@pytest.mark.parametrize(("name", "language"), EVERY)
def test_the_first_page_is_the_whole_result_and_one_page(name: str, language: str) -> None:
    told = telling(content.example(name), language)
    pages = texts(example_pdf(name, language))
    for block in told.blocks():
        for item in block.get("items", ()):  # type: ignore[attr-defined]  # a list of blocks
            assert bare(str(item.get("title") or item["text"])) in pages[0]
    assert bare(told.say.say("results.note.law", date=ON)) in pages[0]
    assert pages[1].startswith(bare(told.say.say("export.contents")))


@pytest.mark.parametrize(("name", "language"), EVERY)
def test_the_dossier_tells_every_finding_with_reason_and_text(name: str, language: str) -> None:
    told, whole = telling(content.example(name), language), example_text(name, language)
    for _, judged in told.judged():
        for one in judged:
            assert bare(str(one.worded["reason"])) in whole, one.criterion.id
            if one.finding.verdict is not Verdict.NOT_APPLICABLE:
                assert bare(one.evidence) in whole
                for source in one.sources():
                    for part in (source["title"], *source["articles"]):  # type: ignore[misc]  # a list of texts
                        assert bare(str(part)) in whole, (one.criterion.id, part)


@pytest.mark.parametrize(("name", "language"), EVERY)
def test_the_dossier_tells_every_fact(name: str, language: str) -> None:
    told, whole = telling(content.example(name), language), example_text(name, language)
    for _, parts in told.facts.pages():
        for part in parts:
            for answer in part.answers:
                assert bare(answer.said.words) in whole
            for grid in part.grids:
                for row in grid.rows:
                    assert all(bare(said.words) in whole for said in row if said)


@pytest.mark.parametrize("name", EACH)
def test_no_page_is_empty_and_nothing_runs_over_its_edge(name: str) -> None:
    for language in LANGUAGES:
        document = pypdfium2.PdfDocument(example_pdf(name, language))
        for number in range(len(document)):
            picture = document[number].render(scale=0.5, grayscale=True).to_pil()
            edge = round(MARGIN / 2)
            width, height = picture.size
            assert picture.getextrema() != (255, 255), f"{name} {language}: page {number + 1} is empty"
            for left, right in ((0, edge), (width - edge, width)):
                assert picture.crop((left, 0, right, height)).getextrema() == (255, 255), (name, language, number + 1)


def test_the_same_dossier_on_the_same_day_gives_the_same_bytes() -> None:
    assert export(content.example("creche"), "pdf", "nl", ON) == example_pdf("creche", "nl")


def test_headings_make_an_outline_to_jump_by() -> None:
    told = telling(content.example("housing"), "fr")
    titles = [str(entry.title) for entry in opened(example_pdf("housing", "fr")).outline if not isinstance(entry, list)]
    expected = ["facts", "findings", "plan", "articles", "sources"]
    assert titles[0] == told.name
    assert [bare(title) for title in titles[1:]] == [bare(told.say.say(f"export.{key}.title")) for key in expected]


@pytest.mark.parametrize(
    "typed",
    [
        "Chez Zoé 🎉",
        "مقهى",
        "漢字",
        "#import x",
        "$x^2$ *b* _i_ @ref <l> \\",
        "\x01\x0b\ufeff",
        "a" * 20_000,
        "mot " * 5000,
    ],
    ids=["emoji", "arabic", "han", "markup", "signs", "control", "one-word", "long"],
)
def test_whatever_a_person_types_is_text_and_the_first_page_stays_one(typed: str) -> None:
    document = content.example("grocer")
    for path in ("answers.GOV-14.evidence", "facts.members.r1.label", "facts.practices.description", "project.name"):
        document = dossier.put(document, path, typed)
    pages = texts(export(document, "pdf", "en", ON))
    assert pages[1].startswith("Inthisdossier")
    if typed.isascii() and typed.isprintable() and len(typed) < 100:
        assert bare(typed) in pages[0]


def test_an_empty_dossier_is_told_too() -> None:
    pages = texts(export(dossier.empty(), "pdf", "en", ON))
    assert "Projectwithoutaname" in pages[0]


def test_a_process_of_its_own_sets_the_same_paper_and_says_when_it_cannot() -> None:
    told = telling(content.example("creche"), "nl")
    assert pdf.result(told, setter=set_apart) == example_pdf("creche", "nl")
    with pytest.raises(NotSetError, match="kind"):
        set_apart({"language": "nl", "title": "x", "project": "x", "day": [2026, 11, 23], "words": {}}, ON)
