from __future__ import annotations

import csv
import io
import json
import threading
import time
from collections.abc import Callable

import openpyxl
import pytest
from exports import bare, texts
from plain import Plain

from coopkit import content
from coopkit.core import dossier

Visit = Callable[..., Plain]
FILES = ("dossier.pdf", "dossier.xlsx", "dossier.csv", "articles.pdf", "application.pdf?in=project")


@pytest.fixture
def full(founder: Plain) -> Plain:
    """A founder whose dossier is the housing co-operative's."""
    sent = founder.post(
        "/import", content=dossier.dump(content.example("housing")).encode(), headers={"Accept": "application/json"}
    )
    assert sent.status_code == 200, sent.text
    return founder


def test_the_pdf_speaks_the_language_of_the_page_and_is_named_after_the_project(full: Plain) -> None:
    for language, words in (("fr", "Les faits"), ("nl", "De feiten"), ("en", "The facts")):
        answer = full.http.get("/export/dossier.pdf", params={"lang": language})
        assert answer.headers["content-type"] == "application/pdf"
        assert answer.headers["content-disposition"].startswith('attachment; filename="la-cour-aux-hirondelles-20')
        assert bare(words) in "".join(texts(answer.content))


def test_the_workbook_and_the_lines_open(full: Plain) -> None:
    workbook = openpyxl.load_workbook(io.BytesIO(full.http.get("/export/dossier.xlsx", params={"lang": "nl"}).content))
    assert workbook.sheetnames[0] == "Resultaat"
    lines = full.http.get("/export/dossier.csv").content.decode("utf-8-sig")
    assert len(list(csv.reader(io.StringIO(lines, newline=""), delimiter=";"))) == 1 + len(
        content.load().catalogue.criteria
    )


@pytest.mark.parametrize("file", FILES)
def test_without_a_seat_there_is_no_file(visit: Visit, file: str) -> None:
    assert visit().http.get(f"/export/{file}").status_code == 403


@pytest.mark.parametrize("page", ["/application", "/articles"])
def test_without_a_seat_there_is_no_paper(visit: Visit, page: str) -> None:
    assert visit().http.get(page).status_code == 403


def test_a_name_of_a_file_holds_nothing_but_letters_and_digits(founder: Plain) -> None:
    founder.put("project.name", 'Ça"\r\nX: y; ../../ è')
    named = founder.http.get("/export/articles.pdf").headers["content-disposition"]
    assert named.startswith('attachment; filename="ca-x-y-e-articles-20')
    founder.put("project.name", "مقهى")
    named = founder.http.get("/export/articles.pdf").headers["content-disposition"]
    assert named.startswith('attachment; filename="coopkit-articles-20')


def test_the_application_shows_what_is_ticked_and_the_file_holds_the_same(full: Plain) -> None:
    nothing = full.http.get("/application", params={"lang": "en"}).text
    assert "The incubator’s own form prevails" in nothing
    assert "Nothing for now: tick a part above." in nothing
    assert "application.pdf" not in nothing
    shown = full.http.get("/application", params={"lang": "en", "in": ["team", "nonsense"]}).text
    assert "Noor Hirondel" in shown
    assert "Commune de Bois-Bleu" not in shown
    assert 'href="/export/application.pdf?in=team&amp;lang=en"' in shown
    file = "".join(texts(full.http.get("/export/application.pdf", params={"in": "team", "lang": "en"}).content))
    assert "NoorHirondel" in file
    assert "CommunedeBoisBleu" not in file
    assert bare("The incubator's own form prevails") in file


@pytest.mark.parametrize("query", ["", "?in=nonsense", "?in=model"])
def test_an_application_without_anything_is_no_file(founder: Plain, query: str) -> None:
    assert founder.http.get(f"/export/application.pdf{query}").status_code == 404


def test_what_a_person_typed_stands_in_the_papers_as_text(founder: Plain) -> None:
    founder.put("project.name", "<script>alert(1)</script>")
    assert "<script>alert" not in founder.http.get("/application?in=project").text
    founder.put("facts.members.r1.label", "<b>x</b>")
    assert "<b>x</b>" not in founder.http.get("/application?in=governance").text


def test_the_checklist_says_how_each_point_stands(full: Plain) -> None:
    page = full.http.get("/articles", params={"lang": "en"}).text
    assert "Met (GOV-01)" in page
    assert "art. 6:41" in page


def test_the_server_goes_on_answering_while_a_file_is_made(full: Plain, visit: Visit) -> None:
    full.http.get("/export/dossier.pdf")  # whatever is loaded once is loaded
    other, done = visit(), threading.Event()

    def download() -> None:
        full.http.get("/export/dossier.pdf", params={"lang": "nl"})
        done.set()

    threading.Thread(target=download).start()
    slowest = answered = 0.0
    while not done.is_set():
        start = time.perf_counter()
        assert other.http.get("/health").status_code == 200
        slowest, answered = max(slowest, time.perf_counter() - start), answered + 1
    assert answered > 1
    assert slowest < 2


def test_my_dossier_and_the_result_offer_every_file(full: Plain) -> None:
    page = full.http.get("/me", params={"lang": "fr"}).text
    for form in ("pdf", "xlsx", "csv"):
        assert f'href="/export/dossier.{form}?lang=fr" download' in page
    for paper in ("application", "articles"):
        assert f'href="/{paper}"' in page


def test_a_dossier_goes_out_and_comes_back_without_loss(full: Plain) -> None:
    assert json.loads(full.http.get("/export/dossier.json").text) == content.example("housing")
