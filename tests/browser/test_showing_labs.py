"""The labs that are shown to a room: rounds of meetings, and a pitch full screen and on paper."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from looking import assert_accessible, assert_fits, at_every_width
from playwright.sync_api import BrowserContext, expect
from pypdf import PdfReader
from running import Running
from visiting import Visit

A4 = (842, 595)
"""Points, landscape."""
LANGUAGES = {"phone": "fr-BE", "tablet": "nl-BE", "laptop": "en-GB"}


@pytest.fixture(scope="module")
def rehearsal(rehearsing: Callable[[str], Running]) -> Running:
    """A server whose new dossiers are the crèche's."""
    return rehearsing("creche")


@pytest.fixture
def visit(rehearsal: Running, visitor: Callable[..., BrowserContext], size: str) -> Visit:
    """A founder whose dossier is full, one language a width."""
    language = LANGUAGES[size]
    visit = Visit(visitor(locale=language).new_page(), rehearsal.url, language[:2])
    visit.begin_without_a_page()
    return visit


@at_every_width
def test_rounds_of_meetings_are_read_on_a_phone_and_on_a_wall(visit: Visit) -> None:
    visit.go("lab/help-each-other")
    expect(visit.page.get_by_role("heading", name=visit.say("help.round", number=3))).to_be_visible(timeout=30_000)
    assert_fits(visit.page)
    assert_accessible(visit.page)


@at_every_width
def test_a_pitch_is_shown_full_screen_turned_with_the_arrows_and_left_again(visit: Visit) -> None:
    visit.go("lab/pitch")
    stage = visit.page.locator(".stage")
    expect(stage).to_be_visible(timeout=30_000)
    assert_fits(visit.page)
    assert_accessible(visit.page)
    # As in a browser that has no full screen (a phone's): the pages fill the window.
    visit.page.evaluate("delete Element.prototype.requestFullscreen")
    visit.page.get_by_role("button", name=visit.say("pitch.full")).click()
    expect(stage).to_be_focused()
    visit.page.get_by_role("button", name=visit.say("pitch.leave")).click()
    expect(visit.page.get_by_role("button", name=visit.say("pitch.full"))).to_be_focused()


def test_an_arrow_turns_the_page_and_escape_leaves(visit: Visit) -> None:
    visit.go("lab/pitch")
    stage = visit.page.locator(".stage")
    expect(stage).to_be_visible(timeout=30_000)
    visit.page.evaluate("delete Element.prototype.requestFullscreen")
    visit.page.get_by_role("button", name=visit.say("pitch.full")).click()
    visit.page.keyboard.press("ArrowRight")
    expect(stage.locator("h4").nth(1)).to_be_in_viewport(ratio=1)
    visit.page.keyboard.press("ArrowRight")
    expect(stage.locator("h4").nth(2)).to_be_in_viewport(ratio=1)
    visit.page.keyboard.press("Escape")
    expect(stage).not_to_have_class("stage whole")


def test_real_full_screen_ends_with_its_button(visit: Visit) -> None:
    visit.go("lab/pitch")
    expect(visit.page.locator(".stage")).to_be_visible(timeout=30_000)
    visit.page.get_by_role("button", name=visit.say("pitch.full")).click()
    visit.page.wait_for_function("document.fullscreenElement || document.querySelector('.stage.whole')")
    visit.page.get_by_role("button", name=visit.say("pitch.leave")).click()
    visit.page.wait_for_function("!document.fullscreenElement && !document.querySelector('.stage.whole')")


def test_a_pitch_prints_on_three_sheets_of_a4_landscape(visit: Visit) -> None:
    visit.go("lab/pitch")
    expect(visit.page.locator(".stage")).to_be_visible(timeout=30_000)
    sheets = PdfReader(io.BytesIO(visit.page.pdf(prefer_css_page_size=True))).pages
    assert [(round(one.mediabox.width), round(one.mediabox.height)) for one in sheets] == [A4] * 3
    for number, sheet in enumerate(sheets, 1):
        assert f"{number}/3" in sheet.extract_text()
