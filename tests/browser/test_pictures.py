"""Pictures of a dossier kept by hands in a hurry, and the result as it comes out of a printer."""

from __future__ import annotations

import io
from collections.abc import Callable

import pypdf
import pytest
from looking import assert_accessible, assert_fits
from playwright.sync_api import BrowserContext, expect
from running import Running
from visiting import Visit

SMALLEST = 8.5


@pytest.fixture(scope="module")
def hollow(rehearsing: Callable[[str], Running]) -> Running:
    """A server whose new dossiers have the longest result of all examples."""
    return rehearsing("label-without-substance")


@pytest.mark.parametrize("size", ["phone"], indirect=True)
def test_any_name_fits_a_phone_twins_are_told_apart_and_a_keyboard_stays_in_place(
    hollow: Running, visitor: Callable[..., BrowserContext], size: str
) -> None:
    assert size == "phone"
    visit = Visit(visitor(locale="en-GB").new_page(), hollow.url, "en")
    page = visit.page
    visit.begin_without_a_page()
    visit.go("result")
    pictures = page.locator(".pictures")
    expect(pictures).to_be_visible(timeout=60_000)
    for count, name in enumerate(("x" * 80, "Friday", "Friday", "<script>alert(1)</script>"), 1):
        page.get_by_label("Name of the picture").fill(name)
        page.get_by_role("button", name="Keep a picture of today").press("Enter")
        expect(pictures.locator(".kept li")).to_have_count(count)
    assert_fits(page)
    chosen = page.get_by_label("Compare").locator("option")
    assert len(set(chosen.all_inner_texts())) == 5
    expect(pictures.locator(".kept li").nth(2)).to_contain_text("(2)")
    page.get_by_label("Compare").select_option(index=2)
    removed = pictures.locator(".kept li").nth(2)
    removed.locator("summary").press("Enter")
    assert_fits(page)
    removed.get_by_role("button").press("Enter")
    expect(pictures.locator(".kept li")).to_have_count(3)
    expect(pictures).to_be_focused()
    expect(page.get_by_label("Compare")).to_have_value(chosen.nth(2).get_attribute("value") or "")
    assert_accessible(page)


def test_no_letter_of_the_printed_result_is_smaller_than_on_the_other_papers(
    hollow: Running, visitor: Callable[..., BrowserContext]
) -> None:
    visit = Visit(visitor(locale="fr-BE").new_page(), hollow.url, "fr")
    visit.begin_without_a_page()
    visit.go("result")
    expect(visit.page.locator("#results .late").first).to_be_visible(timeout=60_000)
    sizes: list[float] = []

    def seen(text: str, current: list[float], matrix: list[float], _: object, size: float) -> None:
        if text.strip():
            sizes.append(round(size * abs(matrix[3] * current[3]), 1))

    pages = pypdf.PdfReader(io.BytesIO(visit.page.pdf(format="A4"))).pages
    first = pages[0].extract_text(visitor_text=seen)
    assert min(sizes) >= SMALLEST
    assert visit.say("results.result.reading").split()[0] in first
    assert "avis juridique" in first
