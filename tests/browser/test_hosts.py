"""The same notebooks where a trainer opens them: JupyterLab, and Voilà as it comes."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from looking import picture
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect
from running import free_port

from coopkit.jupyter import ALONE, copy_notebooks
from coopkit.pages.local import NAME

ROOT = Path(__file__).parents[2]
Start = Callable[..., str]


@pytest.fixture
def host(tmp_path: Path) -> Iterator[Start]:
    """Start a program of Jupyter's in a folder; its own settings never meet those of this machine."""
    started: list[subprocess.Popen[str]] = []
    own = {"HOME": str(tmp_path / "home"), "JUPYTER_CONFIG_DIR": str(tmp_path / "home"), "COOPKIT_LANGUAGE": "en"}

    def start(module: str, *arguments: str, folder: Path, ready: str) -> str:
        port = free_port()
        inherited = {name: value for name, value in os.environ.items() if not name.startswith("COOPKIT_")}
        process = subprocess.Popen(
            [sys.executable, "-m", module, *arguments, "--no-browser", f"--port={port}"],
            cwd=folder,
            env={**inherited, **own},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        started.append(process)
        assert process.stdout
        said: list[str] = []
        for line in process.stdout:
            said.append(line)
            if ready in line:
                break
        else:
            pytest.fail("".join(said))
        threading.Thread(target=process.stdout.read, daemon=True).start()
        return f"http://127.0.0.1:{port}"

    yield start
    for process in started:
        process.terminate()
        process.wait(30)


@pytest.fixture
def context(browser: Browser, request: pytest.FixtureRequest) -> Iterator[BrowserContext]:
    """A browser whose requests nobody counts: these pages are Jupyter's, with all they bring."""
    opened = browser.new_context(viewport={"width": 1366, "height": 900}, locale="en-GB")
    opened.set_default_timeout(90_000)
    yield opened
    for number, page in enumerate(opened.pages):
        picture(page, f"{request.node.name}-{number}")
    opened.close()


def verdict(page: Page, criterion: str) -> Locator:
    return page.locator(f"[data-criterion='{criterion}']").first


def choose_share_votes(page: Page) -> None:
    """Open the second section and answer that every share has a vote."""
    summary = page.locator("summary", has=page.get_by_role("heading", name="Your votes", exact=True))
    if summary.locator("..").get_attribute("open") is None:
        summary.click()
    page.get_by_role("radio", name="One vote per share, no cap").check()


def test_stock_voila_shows_form_and_verdicts_and_keeps_a_draft_in_the_browser(
    host: Start, context: BrowserContext, tmp_path: Path
) -> None:
    shutil.copytree(ROOT / "assessments", tmp_path / "assessments")
    shutil.copy(ROOT / "voila.json", tmp_path)
    url = host("voila", "assessments/governance.ipynb", folder=tmp_path, ready="Voilà is running at")
    page = context.new_page()
    page.goto(url)
    expect(verdict(page, "GOV-01")).to_contain_text("Not known yet", timeout=90_000)
    expect(page.get_by_text("as a draft, in this browser only")).to_be_visible()
    expect(page.get_by_text("For the trainer")).to_have_count(0)
    choose_share_votes(page)
    expect(verdict(page, "GOV-01")).to_contain_text("Not yet")
    page.reload()
    expect(verdict(page, "GOV-01")).to_contain_text("Not yet", timeout=90_000)
    assert not list(tmp_path.rglob(NAME))


def test_jupyterlab_shows_form_and_verdicts_and_keeps_a_file_beside_the_notebook(
    host: Start, context: BrowserContext, tmp_path: Path
) -> None:
    folder = tmp_path / "mine"
    copy_notebooks(folder, "en")
    as_root = ["--allow-root"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    url = host("jupyterlab", *as_root, *ALONE, "--IdentityProvider.token=", folder=folder, ready="is running at")
    page = context.new_page()
    page.goto(f"{url}/lab/tree/governance.ipynb")
    expect(page.get_by_text("Python 3 (ipykernel) | Idle").first).to_be_visible(timeout=90_000)
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
    expect(verdict(page, "GOV-01")).to_contain_text("Not known yet", timeout=90_000)
    choose_share_votes(page)
    expect(verdict(page, "GOV-01")).to_contain_text("Not yet")
    expect(page.get_by_text(f"Saved in {NAME}")).to_be_visible()
    saved = json.loads((folder / NAME).read_text())
    assert saved["facts"]["articles"]["voting_rule"] == "share_votes"
