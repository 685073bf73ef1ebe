from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from plain import Plain
from running import Running


@pytest.fixture
def visit(server: Running) -> Iterator[Callable[..., Plain]]:
    """Another browser: `visit()`, or `visit(url)` for a server of the test's own."""
    opened: list[Plain] = []

    def another(url: str | None = None) -> Plain:
        opened.append(Plain(url or server.url))
        return opened[-1]

    yield another
    for one in opened:
        one.close()


@pytest.fixture
def limited(tmp_path: Path) -> Iterator[Callable[..., Running]]:
    """Start a server with variables of its environment set: `limited(COOPKIT_MAX_KERNELS="1")`."""
    started: list[Running] = []

    def start(**variables: str) -> Running:
        started.append(Running(tmp_path / "limited", coopkit=None, cwd=None, counted=True, **variables))
        return started[-1].start()

    yield start
    for running in started:
        running.stop()


@pytest.fixture
def founder(visit: Callable[..., Plain]) -> Plain:
    """A browser with a dossier of its own."""
    return visit().start()
