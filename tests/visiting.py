"""A founder in a browser: what she does on our pages, and what the server then holds."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import TypeVar

from playwright.sync_api import Locator, Page, expect

from coopkit import content
from coopkit.core.assess import assess
from coopkit.core.dossier import get
from coopkit.core.model import Json
from coopkit.wording import Wording

T = TypeVar("T")
SOON = 20_000
STATEMENTS = ("yes", "planned", "no")


def until(page: Page, read: Callable[[], T], wanted: T, *, within: int = SOON) -> None:
    """Wait until `read` gives what is wanted, in milliseconds; fails with what it gave last."""
    found = read()
    for _ in range(within // 100):
        if found == wanted:
            return
        page.wait_for_timeout(100)
        found = read()
    assert found == wanted


class Visit:
    """One page of one browser, at the address of one server (or of a relay before it)."""

    def __init__(self, page: Page, url: str, language: str = "en") -> None:
        self.page = page
        self.url = url
        loaded = content.load()
        self.say = Wording(loaded.texts, language).say
        self._catalogue = loaded.catalogue
        self._options = {field.path: [option.id for option in field.options] for field in loaded.catalogue.fields}

    def begin(self) -> None:
        """From the landing page into a new dossier."""
        self.page.goto(self.url)
        self.page.get_by_role("button", name=self.say("site.landing.assess.start")).click()
        self.page.wait_for_url("**/assess/governance")
        self.open_sections()

    def begin_without_a_page(self) -> None:
        """A new dossier as `begin` gives it, but no page of questions is opened and no kernel started."""
        self.page.goto(self.url)
        xsrf = self.page.locator("form[action$=start] [name=_xsrf]").input_value()
        self.page.context.request.post(f"{self.url}/start", form={"_xsrf": xsrf}, max_redirects=0)

    def go(self, path: str) -> None:
        """Open one of the pages, every section of it."""
        self.page.goto(f"{self.url}/{path}")
        self.open_sections()

    def open_sections(self) -> None:
        """Open every section, and what no target demands."""
        opened = "document.querySelectorAll('details:is(.section, .wished)').forEach((part) => { part.open = true; })"
        self.page.evaluate(opened)

    def field(self, path: str) -> Locator:
        return self.page.locator(f'[data-path="{path}"]')

    def choose(self, path: str, option: str | int) -> None:
        """Take an option by its id, or a level by its number."""
        order = self._options.get(path) or list(STATEMENTS)
        self.radio(path, option if isinstance(option, int) else order.index(option)).check()

    def radio(self, path: str, number: int) -> Locator:
        return self.field(path).get_by_role("radio").nth(number)

    def text(self, path: str) -> Locator:
        return self.field(path).get_by_role("textbox")

    def add_row(self, table: str) -> Locator:
        """Add a row to a table and return it."""
        self.field(table).locator("button.add").click()
        return self.field(table).get_by_role("row").last

    def cell(self, row: Locator, column: str) -> Locator:
        return row.locator(f'[id$=".{column}"]')

    def verdict(self, criterion: str) -> Locator:
        """The line under a question that says how it stands."""
        return self.page.locator(f'.verdict[data-criterion="{criterion}"]')

    def expect_reason(self, criterion: str) -> None:
        """Wait until the page says what the core says of the dossier the server holds."""
        found = assess(self.document(), self._catalogue, datetime.now(UTC).astimezone().date())
        (reason,) = [self.say(finding.reason) for finding in found.findings if finding.criterion == criterion]
        expect(self.verdict(criterion)).to_contain_text(reason, timeout=SOON)

    def document(self) -> dict[str, Json]:
        """What the server holds, asked by the page itself: only the browser knows every host name."""
        answer = self.page.evaluate("fetch('/api/dossier').then((answer) => answer.json())")
        return dict(answer["dossier"])

    def expect_stored(self, path: str, value: Json) -> None:
        """Wait until the server holds the value and the page says that all is saved."""
        until(self.page, lambda: get(self.document(), path), value)
        expect(self.page.locator("#saved")).to_have_attribute("data-state", "saved", timeout=SOON)

    def expect_judged(self) -> None:
        """Wait until a kernel has spoken about this page."""
        expect(self.page.locator("body")).to_have_attribute("data-kernel", "live", timeout=60_000)
        expect(self.page.locator("#results .blocks > *").first).to_be_attached(timeout=SOON)
