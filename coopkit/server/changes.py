"""Tells every open page of a dossier that something new was stored."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from contextlib import suppress


class Changes:
    """Wakes whoever waits for a dossier. Says only that there is something: the store says what."""

    def __init__(self) -> None:
        """Start with nobody waiting."""
        self._waiting: dict[str, set[asyncio.Future[None]]] = defaultdict(set)

    def happened(self, dossier: str) -> None:
        """Wake everybody who waits for the dossier."""
        for waiter in self._waiting.pop(dossier, set()):
            if not waiter.done():
                waiter.set_result(None)

    async def wait(self, dossier: str, seconds: float) -> None:
        """Return when something happened to the dossier, or after the time given."""
        waiter: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting[dossier].add(waiter)
        with suppress(TimeoutError):
            await asyncio.wait_for(waiter, seconds)
        if dossier in self._waiting:
            self._waiting[dossier].discard(waiter)
            if not self._waiting[dossier]:
                del self._waiting[dossier]
