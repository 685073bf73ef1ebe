"""Every page, full and with everything open, at three widths: nothing cut, nothing axe objects to, a picture kept."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from looking import Watch, assert_accessible, assert_fits, at_every_width, open_everything
from playwright.sync_api import BrowserContext, Page, expect
from running import Running
from visiting import Visit

LANGUAGES = {"phone": "fr-BE", "tablet": "nl-BE", "laptop": "en-GB"}
WITH_KERNEL = [
    "assess/governance",
    "assess/profit",
    "assess/jobs",
    "assess/business-model",
    "assess/readiness",
    "assess/scale-up",
    "lab/who-decides",
    "result",
]
WITHOUT = ["", "me", "delete", "application?in=team&in=governance&in=verdicts", "articles", "nowhere"]


@pytest.fixture(scope="module")
def rehearsal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A server whose new dossiers are the housing co-operative's."""
    server = Running(tmp_path_factory.mktemp("rehearsal"), "--example", "housing", counted=False)
    try:
        yield server.start()
    finally:
        server.stop()


@pytest.fixture
def visit(rehearsal: Running, visitor: Callable[..., BrowserContext], size: str) -> Visit:
    """A founder in one of the three languages whose dossier is full."""
    language = LANGUAGES[size]
    visit = Visit(visitor(locale=language).new_page(), rehearsal.url, language[:2])
    visit.begin_without_a_page()
    return visit


@at_every_width
@pytest.mark.parametrize("path", WITH_KERNEL)
def test_a_page_of_questions_looks_right(visit: Visit, path: str) -> None:
    visit.go(path)
    visit.expect_judged()
    expect(visit.page.locator("#results figure img").first).to_be_visible(timeout=60_000)
    open_everything(visit.page)
    assert_fits(visit.page)
    assert_accessible(visit.page)


@pytest.mark.parametrize("size", ["phone"], indirect=True)
@pytest.mark.parametrize(
    ("path", "places"),
    [
        ("assess/jobs", '[data-path="facts.jobs"] [id$=".label"]'),
        ("assess/business-model", '[data-path^="facts.canvas."] textarea'),
    ],
)
def test_a_name_without_a_blank_widens_no_page(visit: Visit, path: str, places: str) -> None:
    """An address of a page, pasted, is such a name."""
    name = f"https://{'abc.' * 30}brussels"
    visit.go(path)
    for place in visit.page.locator(places).all():
        place.fill(name)
    expect(visit.page.locator("#results")).to_contain_text(name, timeout=60_000)
    open_everything(visit.page)
    assert_fits(visit.page)


@at_every_width
@pytest.mark.parametrize("path", WITHOUT, ids=lambda path: path or "landing")
def test_a_page_without_questions_looks_right(visit: Visit, watch: Watch, path: str) -> None:
    watch.expect("status of 404")
    visit.page.goto(f"{visit.url}/{path}")
    open_everything(visit.page)
    assert_fits(visit.page)
    assert_accessible(visit.page)


@at_every_width
def test_a_page_refused_without_a_seat_looks_right(rehearsal: Running, page: Page, watch: Watch) -> None:
    watch.expect("status of 403")
    page.goto(f"{rehearsal.url}/assess/governance")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert_fits(page)
    assert_accessible(page)


def test_the_first_page_of_the_result_prints_on_one_sheet_and_the_rest_begins_on_the_next(visit: Visit) -> None:
    visit.go("result")
    expect(visit.page.locator("#results .late").first).to_be_visible(timeout=60_000)

    def sheets() -> int:
        return len(re.findall(rb"/Type\s*/Page\b", visit.page.pdf(format="A4")))

    whole = sheets()
    visit.page.evaluate("for (const behind of document.querySelectorAll('.late, .chart')) behind.remove()")
    assert sheets() == 1 < whole
