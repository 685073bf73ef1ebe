"""What no chosen target demands stands folded below, and comes forward when a target asks for it."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect
from running import Running
from visiting import SOON, Visit


@pytest.fixture
def visit(server: Running, page: Page) -> Visit:
    page.set_viewport_size({"width": 390, "height": 844})
    visit = Visit(page, server.url)
    visit.begin()
    return visit


def test_aiming_for_an_approval_brings_its_questions_forward_and_keeps_what_was_answered(visit: Visit) -> None:
    folded = visit.page.locator(".wished")
    expect(folded.locator('[data-q="GOV-04"]')).to_be_attached()
    visit.choose("facts.board.dismissed_by", "not_always")
    visit.page.locator('[data-path="project.aimed"]').get_by_role("checkbox").first.check()
    forward = visit.page.locator('.section > [data-q="GOV-04"]')
    expect(forward).to_be_visible(timeout=SOON)
    expect(folded.locator('[data-q="GOV-14"]')).to_be_attached()
    expect(visit.radio("facts.board.dismissed_by", 1)).to_be_checked()
    visit.expect_stored("facts.board.dismissed_by", "not_always")
    # The finger that ticked the box is still on it.
    expect(visit.page.locator('[data-path="project.aimed"]').get_by_role("checkbox").first).to_be_focused()


def test_a_page_opened_again_begins_with_what_matters_before_any_kernel_speaks(visit: Visit) -> None:
    visit.page.locator('[data-path="project.aimed"]').get_by_role("checkbox").first.check()
    visit.expect_stored("project.aimed", ["SCA"])
    visit.page.route("**/api/kernels/**", lambda route: route.abort())
    visit.page.add_init_script("window.WebSocket = class { close() {} send() {} addEventListener() {} }")
    visit.go("assess/governance")
    expect(visit.page.locator('.section > [data-q="GOV-04"]')).to_be_attached()
    expect(visit.page.locator('.wished [data-q="GOV-14"]')).to_be_attached()


def test_a_folded_question_that_was_answered_stands_open(visit: Visit) -> None:
    visit.choose("answers.GOV-14.level", 2)
    visit.expect_stored("answers.GOV-14.level", 2)
    visit.page.reload()
    expect(visit.page.locator('.wished:has([data-q="GOV-14"])')).to_have_attribute("open", "")
