"""From empty to the papers a team takes home: typed once in each language, and every example by its file."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import openpyxl
import pytest
from exports import EXAMPLES, IN_TURN, bare, opened, texts
from playwright.sync_api import APIResponse, BrowserContext, Page, expect
from running import Running
from visiting import Visit

from coopkit import content
from coopkit.core import dossier
from coopkit.core.model import LANGUAGES
from coopkit.export import FORMATS
from coopkit.files import kit_path
from coopkit.wording import Wording

LOCALES = {"fr": "fr-BE", "nl": "nl-BE", "en": "en-GB"}
TYPED = {"fr": "L'Épicerie de l'Été", "nl": "De Geërfde Tuin", "en": "The Corner Shop"}


def taken(page: Page, link: str) -> bytes:
    """Click a download and return the file."""
    with page.expect_download() as coming:
        page.locator(link).click()
    return Path(coming.value.path()).read_bytes()


def assert_told(pdf: bytes, workbook: bytes, name: str, language: str) -> None:
    """Both files say whose they are and what is judged, in the language asked for and in no other."""
    loaded = content.load()
    say = Wording(loaded.texts, language).say
    read = opened(pdf)
    assert str(read.root_object["/Lang"]).startswith(language)
    assert bare(name) in bare(read.pages[0].extract_text())
    whole = "".join(texts(pdf))
    for other in LANGUAGES:
        words = bare(Wording(loaded.texts, other).say("export.facts.about"))
        assert (words in whole) is (other == language)
    book = openpyxl.load_workbook(io.BytesIO(workbook))
    sheets = {part: say(f"export.sheet.{part}") for part in ("result", "steps", "flags", "findings", "facts")}
    assert book.sheetnames[:3] == [sheets[part] for part in ("result", "steps", "flags")]
    findings = book[sheets["findings"]]
    judged = {row[0] for row in findings.iter_rows(min_row=2, values_only=True)}
    assert judged == {one.id for one in loaded.catalogue.criteria}
    facts = book[sheets["facts"]]
    assert any(name in row for row in facts.iter_rows(min_row=2, values_only=True))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_team_types_from_an_empty_page_to_its_papers(
    server: Running, visitor: Callable[..., BrowserContext], language: str
) -> None:
    visit = Visit(visitor(locale=LOCALES[language]).new_page(), server.url, language)
    page, say, name = visit.page, visit.say, TYPED[language]
    visit.begin()
    expect(page.locator("html")).to_have_attribute("lang", language)
    visit.text("project.name").fill(name)
    visit.choose("project.form", "sc")
    visit.choose("facts.articles.voting_rule", "one_member_one_vote")
    visit.choose("answers.GOV-14.level", 3)
    visit.expect_stored("answers.GOV-14.level", 3)
    visit.go("assess/profit")
    visit.choose("answers.PRO-02.statement", "no")
    visit.expect_stored("answers.PRO-02.statement", "no")
    visit.go("assess/readiness")
    visit.choose("answers.RDY-03.level", 2)
    visit.expect_stored("answers.RDY-03.level", 2)

    visit.go("result")
    visit.expect_judged()
    expect(page.locator("#results .steps li")).to_have_count(5)
    way = page.locator("#results .told").filter(has_text=say("further.way.title"))
    expect(way).to_contain_text(say("further.way.found", count=1), timeout=60_000)
    page.get_by_label(say("further.picture.name")).fill(say("further.picture.sunday"))
    page.get_by_role("button", name=say("further.picture.keep")).click()
    expect(page.locator(".pictures .kept li")).to_contain_text(say("further.picture.sunday"))
    pdf = taken(page, "a[href$='export/dossier.pdf']")
    workbook = taken(page, "a[href$='export/dossier.xlsx']")
    page.goto(f"{server.url}/me")
    file = json.loads(taken(page, "a[href$='export/dossier.json']"))

    assert file == visit.document()
    assert [kept["name"] for kept in file["snapshots"].values()] == [say("further.picture.sunday")]
    assert_told(pdf, workbook, name, language)
    assert bare(say("further.way.title")) in "".join(texts(pdf))


def body(answer: APIResponse, form: str) -> bytes:
    """Return a file the server sent, of the kind that was asked for."""
    assert answer.status == 200, answer.text()
    assert answer.headers["content-type"].lower() == FORMATS[form].lower()
    return answer.body()


@pytest.fixture(scope="module")
def published() -> Any:
    """The schema anybody can hold a file against."""
    return jsonschema.Draft202012Validator(json.loads(kit_path("data", "dossier.schema.json").read_text()))


def bring(page: Page, url: str, name: str, folder: Path) -> None:
    """Load the file of an example, by the form of /me."""
    sent = folder / f"{name}.json"
    sent.write_text(dossier.dump(content.example(name)), encoding="utf-8")
    page.goto(f"{url}/me")
    page.locator("form[action$=import] input[type=file]").set_input_files(sent)
    page.locator("form[action$=import] button").click()
    page.wait_for_url("**/me?notice=loaded")


@pytest.mark.parametrize(("name", "language"), IN_TURN)
def test_the_first_page_of_every_result_prints_on_one_sheet(
    server: Running, visitor: Callable[..., BrowserContext], name: str, language: str, tmp_path: Path
) -> None:
    page = visitor(locale=LOCALES[language]).new_page()
    visit = Visit(page, server.url, language)
    visit.begin_without_a_page()
    bring(page, server.url, name, tmp_path)
    visit.go("result")
    expect(page.locator("#results .late").first).to_be_visible(timeout=60_000)
    whole = len(opened(page.pdf(format="A4")).pages)
    page.evaluate("for (const late of document.querySelectorAll('.late, .chart')) late.remove()")
    assert len(opened(page.pdf(format="A4")).pages) == 1 < whole


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_example_goes_in_as_a_file_and_comes_out_as_every_paper(
    server: Running,
    page: Page,
    name: str,
    published: Any,
    tmp_path: Path,
) -> None:
    visit, example = Visit(page, server.url), content.example(name)
    visit.begin_without_a_page()
    bring(page, server.url, name, tmp_path)
    ask = page.context.request.get
    for language in LANGUAGES:
        files = {
            form: body(ask(f"{server.url}/export/dossier.{form}?lang={language}"), form)
            for form in ("pdf", "xlsx", "json")
        }
        assert_told(files["pdf"], files["xlsx"], str(example["project"]["name"]), language)  # type: ignore[index, call-overload]  # any JSON
        assert json.loads(files["json"]) == example
        published.validate(json.loads(files["json"]))
