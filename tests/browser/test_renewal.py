"""The days of the renewal leave the page as a file, which asks nothing of the network."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from icalendar import Calendar
from looking import at_every_width
from playwright.sync_api import Page, expect
from running import Running
from visiting import Visit


@at_every_width
def test_the_calendar_is_saved_from_the_page_without_asking_any_server(
    server: Running, page: Page, tmp_path: Path
) -> None:
    visit = Visit(page, server.url)
    visit.begin_without_a_page()
    visit.go("assess/scale-up")
    visit.field("project.held").get_by_role("checkbox").nth(2).check()
    visit.field("facts.approval.granted_on").locator("input[type=date]").fill("2025-03-15")
    visit.choose("facts.approval.period", "second")
    visit.expect_stored("facts.approval.period", "second")
    link = page.get_by_role("link", name=visit.say("scaling.renewal.download"))
    expect(link).to_be_visible()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    with page.expect_download() as started:
        link.click()
    saved = tmp_path / started.value.suggested_filename
    started.value.save_as(saved)
    assert saved.name == "coopkit-2027-12-14.ics"
    days = [event.decoded("dtstart") for event in Calendar.from_ical(saved.read_bytes()).walk("VEVENT")]
    assert days == [date(2027, 9, 15), date(2027, 12, 14), date(2028, 3, 14)]
    assert [url for url in asked if url.startswith("http")] == []
