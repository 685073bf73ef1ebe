"""The watch over every page can fail: what it must catch, it catches."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from looking import Watch, assert_accessible, assert_fits
from playwright.sync_api import Browser, Page


@pytest.fixture
def anywhere(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    yield page
    page.close()


def test_a_request_to_an_outside_host_is_caught(anywhere: Page) -> None:
    watch = Watch()
    watch.over(anywhere.context)
    with anywhere.expect_event("requestfailed"):
        anywhere.set_content("<img src='http://example.org/pixel.png' alt=''>")
    assert "asked an outside host: http://example.org/pixel.png" in watch.verdict()


def test_errors_and_refusals_in_the_console_are_caught_unless_expected(anywhere: Page) -> None:
    watch = Watch()
    watch.over(anywhere.context)
    anywhere.set_content(
        "<meta http-equiv='Content-Security-Policy' content=\"img-src 'none'\"><img src='data:image/gif,' alt=''>"
    )
    with anywhere.context.expect_event("weberror"):
        anywhere.evaluate("setTimeout(() => { throw new Error('broken') })")
    assert any("Content Security Policy" in said for said in watch.verdict())
    assert any("broken" in said for said in watch.verdict())
    watch.expect("Content Security Policy|broken")
    assert watch.verdict() == []


def test_a_page_that_is_not_accessible_fails_even_when_closed(anywhere: Page) -> None:
    anywhere.set_content("<html lang=en><title>t</title><main><details><summary>s</summary><input></details></main>")
    with pytest.raises(AssertionError, match="label"):
        assert_accessible(anywhere)


def test_a_page_wider_than_its_window_fails(anywhere: Page) -> None:
    anywhere.set_content("<div style='width:5000px'>wide</div>")
    with pytest.raises(AssertionError, match="wider than the window"):
        assert_fits(anywhere)
