"""Pages are tried as in a kernel that answers nobody else."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import pytest


@pytest.fixture(autouse=True)
def no_loop() -> Iterator[None]:
    """Hide the loop a browser's driver leaves running in the worker it was tried in: replies would wait for it."""
    left = asyncio._get_running_loop()
    asyncio._set_running_loop(None)
    yield
    asyncio._set_running_loop(left)
