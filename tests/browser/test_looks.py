"""Every page, full and with everything open, at three widths: nothing cut, nothing axe objects to, a picture kept.

A page is opened once, and looked at in each width in another language: what costs is its kernel, not the look.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from looking import LOCALES, Watch, assert_accessible, assert_fits, each_width, open_everything
from playwright.sync_api import BrowserContext, Page, expect
from running import Running
from visiting import Visit

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
def rehearsal(rehearsing: Callable[[str], Running]) -> Running:
    """A server whose new dossiers are the housing co-operative's."""
    return rehearsing("housing")


@pytest.fixture
def visit(rehearsal: Running, visitor: Callable[..., BrowserContext]) -> Visit:
    """A founder who begins in French on a phone, and whose dossier is full."""
    visit = Visit(visitor(locale=LOCALES["phone"]).new_page(), rehearsal.url, "fr")
    visit.begin_without_a_page()
    return visit


@pytest.mark.parametrize("path", WITH_KERNEL)
def test_a_page_of_questions_looks_right(visit: Visit, path: str, request: pytest.FixtureRequest) -> None:
    visit.go(path)
    page = visit.page
    judged, picture = page.locator("#results .blocks"), page.locator("#results figure img").first
    visit.expect_judged()
    for language in each_width(page, request.node.name):
        spoken = page.locator(f".langs [lang={language}]")
        if spoken.get_attribute("aria-pressed") == "false":
            before = judged.inner_text()
            spoken.click()
            expect(judged).not_to_have_text(before, timeout=60_000)
        expect(page.locator("html")).to_have_attribute("lang", language)
        expect(picture).to_be_visible(timeout=60_000)
        open_everything(page)
        assert_fits(page)
        assert_accessible(page)


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


@pytest.mark.parametrize("path", WITHOUT, ids=lambda path: path or "landing")
def test_a_page_without_questions_looks_right(
    visit: Visit, watch: Watch, path: str, request: pytest.FixtureRequest
) -> None:
    watch.expect("status of 404")
    for language in each_width(visit.page, request.node.name):
        visit.page.goto(f"{visit.url}/{path}{'&' if '?' in path else '?'}lang={language}")
        expect(visit.page.locator("html")).to_have_attribute("lang", language)
        open_everything(visit.page)
        assert_fits(visit.page)
        assert_accessible(visit.page)


def test_a_page_refused_without_a_seat_looks_right(
    rehearsal: Running, page: Page, watch: Watch, request: pytest.FixtureRequest
) -> None:
    watch.expect("status of 403")
    for language in each_width(page, request.node.name):
        page.goto(f"{rehearsal.url}/assess/governance?lang={language}")
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
