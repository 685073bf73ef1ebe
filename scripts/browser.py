"""Find a Chromium for the browser tests and print its path; get one, saying so first, where there is none.

Only the standard library at import: `make test` runs this before anything else. Nothing is skipped silently:
without a browser it ends with one sentence and exit code 1.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
DOWNLOAD_SECONDS = 300
NONE_FOUND = (
    "No Chromium was found and none could be installed: install one (on Debian or Ubuntu: sudo apt install chromium) "
    "or name yours with COOPKIT_CHROMIUM=/path/to/chromium."
)


def on_this_machine(environ: Mapping[str, str]) -> str | None:
    """The browser named by COOPKIT_CHROMIUM, else the first on PATH, else Playwright's own; None without any.

    Raises SystemExit when COOPKIT_CHROMIUM names a file that cannot be run: a wrong setting is not overruled.
    """
    if named := environ.get("COOPKIT_CHROMIUM"):
        if not os.access(named, os.X_OK) or not Path(named).is_file():
            sys.exit(f"COOPKIT_CHROMIUM names {named}, which is no program that can be run.")
        return named
    for name in NAMES:
        if found := shutil.which(name, path=environ.get("PATH", "")):
            return found
    return playwrights_own()


def playwrights_own() -> str | None:
    """The browser that Playwright downloaded earlier, if it did."""
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        return None
    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if os.access(path, os.X_OK) else None


def ways_to_get_one(*, root: bool, path: str) -> Iterator[tuple[str, list[list[str]]]]:
    """What may be tried, in order: a sentence said first, and the commands."""
    if root and shutil.which("apt-get", path=path):
        yield (
            "No Chromium here: installing Debian's with apt-get ...",
            [["apt-get", "update", "-q"], ["apt-get", "install", "-q", "-y", "--no-install-recommends", "chromium"]],
        )
    yield (
        f"No Chromium here: asking Playwright to download its own (at most {DOWNLOAD_SECONDS} s) ...",
        [[sys.executable, "-m", "playwright", "install", "chromium"]],
    )


def run(command: list[str]) -> bool:
    """Whether the command ended well within the time limit; its output goes to standard error."""
    try:
        done = subprocess.run(
            command, stdout=sys.stderr, stdin=subprocess.DEVNULL, timeout=DOWNLOAD_SECONDS, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def find(
    environ: Mapping[str, str],
    *,
    root: bool,
    look: Callable[[Mapping[str, str]], str | None] = on_this_machine,
    attempt: Callable[[list[str]], bool] = run,
) -> str | None:
    """The path of a Chromium, installed if need be; None when nothing helped."""
    if found := look(environ):
        return found
    for sentence, commands in ways_to_get_one(root=root, path=environ.get("PATH", "")):
        print(sentence, file=sys.stderr, flush=True)
        if all(attempt(command) for command in commands) and (found := look(environ)):
            return found
    return None


def main() -> None:
    """Print the path, or say in one sentence why there is none."""
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    found = find(os.environ, root=is_root)
    if found is None:
        sys.exit(NONE_FOUND)
    print(found)


if __name__ == "__main__":
    main()
