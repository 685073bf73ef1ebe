"""What several folders of tests share: how much hypothesis draws, a real server per worker, more of them on demand."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import Phase, is_hypothesis_test, settings
from running import Running

import coopkit.server  # noqa: F401  (before anything loads jsonschema: see there)

settings.register_profile(
    "everyday",  # the same examples each time: green says the same today and tomorrow, and so does the coverage
    deadline=None,
    derandomize=True,
    max_examples=50,
)
settings.register_profile("nightly", max_examples=500, deadline=None)  # make test HYPOTHESIS=nightly: others each time
settings.register_profile(
    "mutate",  # scripts/mutate.py: the same examples each time, and a failure is enough: nobody reads a smaller one
    deadline=None,
    database=None,
    derandomize=True,
    max_examples=20,
    phases=(Phase.explicit, Phase.generate),
)
settings.load_profile(os.environ.get("HYPOTHESIS", "everyday"))


def pytest_itemcollected(item: pytest.Item) -> None:
    """Count a line as covered when an example that somebody wrote reaches it, not one that was drawn.

    Counting makes the core three times as slow (measured), and a drawn example says nothing about a line.
    """
    if is_hypothesis_test(getattr(item, "function", None)):
        item.add_marker("no_cover")


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A running kit that tests of one worker share; each test brings its own visitors."""
    with Running(tmp_path_factory.mktemp("home")) as running:
        yield running


@pytest.fixture
def own_server(tmp_path: Path) -> Iterator[Callable[..., Running]]:
    """Start a server for one test alone, to be killed and restarted: `own_server("--example", "grocer")`."""
    started: list[Running] = []

    def start(*arguments: str) -> Running:
        started.append(Running(tmp_path / f"home{len(started)}", *arguments))
        return started[-1].start()

    yield start
    for running in started:
        running.stop()
