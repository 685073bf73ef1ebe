"""The result below its first page: a picture kept, what moved since, another day's law, a link to a question."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from looking import assert_accessible, assert_fits
from playwright.sync_api import BrowserContext, expect
from running import Running
from visiting import Visit


@pytest.fixture(scope="module")
def grocers(rehearsing: Callable[[str], Running]) -> Running:
    """A server whose new dossiers are the organic grocer's."""
    return rehearsing("grocer")


@pytest.mark.parametrize("size", ["phone"], indirect=True)
def test_a_picture_is_kept_by_name_and_what_moved_since_is_told(
    grocers: Running, visitor: Callable[..., BrowserContext], size: str
) -> None:
    assert size == "phone"
    visit = Visit(visitor(locale="en-GB").new_page(), grocers.url, "en")
    page = visit.page
    visit.begin_without_a_page()
    visit.go("result")
    pictures = page.locator(".pictures")
    expect(pictures).to_be_visible(timeout=60_000)
    page.get_by_role("button", name="Keep a picture of today").click()
    expect(page.get_by_label("Name of the picture")).to_be_focused()
    page.get_by_label("Name of the picture").fill("Friday")
    page.get_by_role("button", name="Keep a picture of today").click()
    expect(pictures.locator(".kept li")).to_contain_text("Friday, ")
    expect(pictures).to_contain_text("Nothing changed between these two pictures.")
    page.get_by_label("What do you do beyond what is asked?").fill("A school next door")
    expect(page.locator(".own")).to_contain_text("A school next door")
    expect(pictures).to_contain_text('What do you do beyond what is asked: nothing → "A school next door"')
    page.get_by_label("Other day").fill("2019-01-01")
    expect(page.locator(".law")).to_contain_text("From 1 January 2019 to ")
    assert_fits(page)
    assert_accessible(page)
    page.reload()
    expect(pictures.locator(".kept li")).to_contain_text("Friday, ", timeout=60_000)
    pictures.get_by_text('Remove "Friday"').click()
    page.get_by_role("button", name="Yes, remove this picture").click()
    expect(pictures.locator(".kept")).to_have_count(0)


def test_the_question_that_narrows_the_compass_is_a_link_to_where_it_is_asked(
    grocers: Running, visitor: Callable[..., BrowserContext]
) -> None:
    visit = Visit(visitor(locale="en-GB").new_page(), grocers.url, "en")
    visit.begin_without_a_page()
    visit.go("result")
    link = visit.page.locator(".chart a").first
    expect(link).to_be_visible(timeout=60_000)
    asked = link.inner_text()
    link.click()
    question = visit.page.locator("fieldset:target, fieldset[id]").filter(has_text=asked)
    expect(question).to_be_in_viewport()
