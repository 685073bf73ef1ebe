"""A browser whose every page is watched; a visitor is a browser context of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import cache
from pathlib import Path

import pytest
from looking import WIDTHS, Watch, picture
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from relay import Relay
from running import Running

ROOT = Path(__file__).parents[2]
WITHOUT = (
    # An address bar that is a web page of its own, in every window: a third of what a page of a test costs (measured).
    "WebUIOmniboxPopup",
    # Playwright's own list, which Chromium no longer hears: it takes the last one it is given.
    "AvoidCorsURLLoaderRestartOnRedirect",
    "AvoidUnnecessaryBeforeUnloadCheckSync",
    "DestroyProfileOnBrowserClose",
    "HttpsFirstBalancedModeAutoEnable",
    "HttpsUpgrades",
    "LensOverlay",
    "MediaRouter",
    "NetworkTimeServiceQuerying",
    "OptimizationHints",
    "PaintHolding",
    "PreconnectToSearch",
    "ThirdPartyStoragePartitioning",
)
QUIET = (
    f"--disable-features={','.join(WITHOUT)}",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # kit.test is this machine under a name that is not local; every other name leads nowhere.
    "--host-resolver-rules=MAP kit.test 127.0.0.1, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium per worker, found (or installed) by scripts/browser.py."""
    found = subprocess.run(
        [sys.executable, str(ROOT / "scripts" / "browser.py")], stdout=subprocess.PIPE, text=True, check=True
    ).stdout.strip()
    as_root = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=found, args=[*QUIET, *as_root])
        yield chromium
        chromium.close()


@pytest.fixture
def watch() -> Watch:
    """What the pages of this test did; `watch.expect(...)` names complaints provoked on purpose."""
    return Watch()


@pytest.fixture
def size(request: pytest.FixtureRequest) -> str:
    """The window: phone, tablet or laptop (`looking.at_every_width` runs a test in all three)."""
    return str(getattr(request, "param", "laptop"))


@pytest.fixture
def visitor(
    browser: Browser, watch: Watch, size: str, request: pytest.FixtureRequest
) -> Iterator[Callable[..., BrowserContext]]:
    """Open another browser: `visitor()`, or `visitor(locale="nl-BE")` with Playwright's context options."""
    contexts: list[BrowserContext] = []

    def arrive(**options: object) -> BrowserContext:
        width, height = WIDTHS[size]
        settings = {"viewport": {"width": width, "height": height}, "locale": "en-GB", "reduced_motion": "reduce"}
        context = browser.new_context(**(settings | options))  # type: ignore[arg-type]  # options are Playwright's own
        context.set_default_timeout(20_000)
        watch.over(context)
        contexts.append(context)
        return context

    yield arrive
    pages = [page for context in contexts for page in context.pages]
    for number, page in enumerate(pages):
        picture(page, request.node.name + (f"-{number}" if number else ""))
    for context in contexts:
        context.close()
    assert watch.verdict() == []


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A running kit that tests of one worker share, as elsewhere, but whose lines are not counted: that is slow."""
    with Running(tmp_path_factory.mktemp("home"), counted=False) as running:
        yield running


@pytest.fixture(scope="session")
def rehearsing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], Running]]:
    """Servers whose new dossiers are an example's; tests of one worker share one an example."""
    with ExitStack() as running:

        @cache
        def of(example: str) -> Running:
            home = tmp_path_factory.mktemp(example)
            return running.enter_context(Running(home, "--example", example, counted=False))

        yield of


@pytest.fixture
def page(visitor: Callable[..., BrowserContext]) -> Page:
    """One visitor with one page, in English; nothing is opened yet."""
    return visitor().new_page()


@pytest.fixture
def relay(server: Running) -> Iterator[Relay]:
    """A way to the shared server that can fall silent."""
    between = Relay(server.port)
    yield between
    between.close()
