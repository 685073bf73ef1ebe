"""What browser tests ask of every page: no outside host, no error in the console, nothing axe objects to."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, ConsoleMessage, Page

WIDTHS = {"phone": (360, 740), "tablet": (768, 1024), "laptop": (1366, 768)}
PICTURES = Path(__file__).parents[1] / "screenshots"
OUR_HOSTS = {"127.0.0.1", "localhost", "kit.test"}
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"]
LOST = r"net::ERR_|Failed to load resource|WebSocket connection to .* failed"
"""What a browser itself says in the console while a server is away; tests that take it away expect it."""

LOCALES = {"phone": "fr-BE", "tablet": "nl-BE", "laptop": "en-GB"}
"""The language each width is looked at in: between them all three."""

at_every_width = pytest.mark.parametrize("size", WIDTHS, indirect=True)


class Watch:
    """Remembers what the pages of one test asked and complained of."""

    def __init__(self) -> None:
        self.outside: list[str] = []
        self.complaints: list[str] = []
        self._expected: list[str] = []

    def over(self, context: BrowserContext) -> None:
        """Watch every page of a context, those opened later too."""
        context.on("request", lambda request: self._asked(request.url))
        context.on("console", self._said)
        context.on("weberror", lambda error: self.complaints.append(str(error.error)))
        context.on("page", lambda page: page.on("websocket", lambda socket: self._asked(socket.url)))

    def expect(self, pattern: str) -> None:
        """Say which complaints this test provokes on purpose."""
        self._expected.append(pattern)

    def verdict(self) -> list[str]:
        """Everything a page must not do and did; empty when all is well."""
        unexpected = [said for said in self.complaints if not any(re.search(each, said) for each in self._expected)]
        return [f"asked an outside host: {url}" for url in self.outside] + unexpected

    def _asked(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme in {"http", "https", "ws", "wss"} and parts.hostname not in OUR_HOSTS:
            self.outside.append(url)

    def _said(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.complaints.append(f"{message.text} ({message.location.get('url', '')})")


def open_everything(page: Page) -> None:
    """Open every part that can be opened, as a careful reader would."""
    page.evaluate("document.querySelectorAll('details:not([open])').forEach((part) => { part.open = true; })")


def each_width(page: Page, name: str) -> Iterator[str]:
    """Turn one visit into three: the window in each width, and the language it is looked at in.

    What is looked at then is kept as a picture, <name>-<width>.png.
    """
    for size, (width, height) in WIDTHS.items():
        page.set_viewport_size({"width": width, "height": height})
        yield LOCALES[size][:2]
        picture(page, f"{name}-{size}")


def assert_accessible(page: Page) -> None:
    """Everything open, axe finds nothing against WCAG 2.2 A and AA."""
    open_everything(page)
    # Naming every element that passes would take most of the time of a page of thousands of them.
    asked = {"runOnly": {"type": "tag", "values": WCAG}, "resultTypes": ["violations"]}
    results = Axe().run(page, options=asked)
    assert results.violations_count == 0, f"{page.url}\n{results.generate_report()}"


def assert_fits(page: Page) -> None:
    """Nothing is wider than the window: no sideways scrolling."""
    too_wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert too_wide <= 0, f"{page.url} is {too_wide} px wider than the window"


def picture(page: Page, name: str) -> None:
    """Keep a picture, screenshots/<name>.png: of the window, or with SCREENSHOTS=whole of the page to its end.

    A page of sixteen questions with everything open takes longer to paint than to test.
    """
    PICTURES.mkdir(exist_ok=True)
    page.screenshot(
        path=PICTURES / f"{re.sub(r'[^A-Za-z0-9-]+', '_', name).strip('_')}.png", full_page="SCREENSHOTS" in os.environ
    )
