"""Kernels as guests: started for a seat, told nothing of it, given back when idle.

A kernel knows no token, no cookie, no address of a visitor and not where answers are kept.
"""

from __future__ import annotations

import asyncio
import os
from typing import TYPE_CHECKING, Any

import voila
from jupyter_client.kernelspec import KernelSpecManager
from jupyter_server.services.kernels.kernelmanager import AsyncMappingKernelManager
from tornado.web import HTTPError
from traitlets import Int, default
from voila.tornado.kernel_websocket_handler import VoilaKernelWebsocketHandler

if TYPE_CHECKING:
    from collections.abc import Awaitable
    from pathlib import Path

GIVEN_BACK = 4410
"""Close code of a websocket whose kernel was given back: the page may take another one when it needs it."""
KERNEL_BYTES = 110_000_000
"""A kernel with pandas and matplotlib loaded (measured: about 100 MB)."""
MOST_KERNELS = 120


def kernels_that_fit() -> int:
    """Return how many kernels this machine's memory holds beside everything else, at least four."""
    try:
        memory = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (AttributeError, ValueError, OSError):  # Windows has no sysconf, some systems not these names
        memory = 4_000_000_000
    return max(4, min(MOST_KERNELS, int(memory * 0.6) // KERNEL_BYTES))


class Kernels(AsyncMappingKernelManager):  # type: ignore[misc]  # untyped
    """Jupyter's kernel manager with an owner for each kernel, a limit for all and one for each seat."""

    max_kernels = Int(60, config=True, help="Kernels at one time; the page says kindly when there are no more.")
    max_for_seat = Int(12, config=True, help="Kernels of one seat; beyond it her oldest one is given back.")

    def __init__(self, **kwargs: Any) -> None:  # noqa: ANN401  (traitlets' signature)
        """Start with nobody's kernels."""
        super().__init__(**kwargs)
        self._owners: dict[str, str] = {}
        self._sockets: dict[str, set[KernelSocket]] = {}
        self._starting = 0
        self._ending: set[asyncio.Task[None]] = set()

    @property
    def full(self) -> bool:
        """Whether a start would be refused now."""
        return len(self) + self._starting >= self.max_kernels

    def owned_by(self, kernel_id: str, seat: str) -> bool:
        """Return whether the kernel was started for this seat."""
        return self._owners.get(kernel_id) == seat

    async def start_for(self, seat: str, *, kernel_name: str, folder: Path) -> str:
        """Start a kernel for a seat, working in a folder; raises 503 when no more fit."""
        if self.full:
            raise HTTPError(503)
        own = [one for one, owner in self._owners.items() if owner == seat]
        for oldest in own[: max(0, len(own) - self.max_for_seat + 1)]:
            self.give_back(oldest)
        self._starting += 1
        try:
            kernel_id: str = await self.start_kernel(kernel_name=kernel_name, cwd=str(folder), env=_environment())
        finally:
            self._starting -= 1
        self._owners[kernel_id] = seat
        return kernel_id

    def give_back(self, kernel_id: str) -> None:
        """End a kernel beside whatever is going on; one that is gone already is fine."""
        if kernel_id in self:
            task = asyncio.ensure_future(self.end(kernel_id))
            self._ending.add(task)
            task.add_done_callback(self._ending.discard)

    async def end(self, kernel_id: str) -> None:
        """End a kernel and return when its place is free."""
        try:
            await self.shutdown_kernel(kernel_id)
        except Exception:  # a kernel may die while it is ended (jupyter_client raises several things then)
            self.log.warning("kernel %s could not be ended in order", kernel_id, exc_info=True)

    def give_back_all(self, seat: str) -> None:
        """End every kernel of a seat that leaves."""
        for kernel_id in [kernel_id for kernel_id, owner in self._owners.items() if owner == seat]:
            self.give_back(kernel_id)

    async def shutdown_kernel(self, kernel_id: str, *_how: Any, **_also: Any) -> None:  # noqa: ANN401  (Jupyter's signature, sync or async)
        """End a kernel, culled or released, and tell its pages by closing their sockets."""
        self._forget(kernel_id)
        # Nothing in a kernel needs saving, so it is not asked politely, however the caller wants it done.
        ended: Awaitable[None] = super().shutdown_kernel(kernel_id, now=True)
        await ended

    def remove_kernel(self, kernel_id: str) -> Any:  # noqa: ANN401  (Jupyter's signature)
        """Forget a kernel that died by itself."""
        self._owners.pop(kernel_id, None)
        return super().remove_kernel(kernel_id)

    def opened(self, kernel_id: str, socket: KernelSocket) -> None:
        """Note a page's websocket."""
        self._sockets.setdefault(kernel_id, set()).add(socket)

    def closed(self, kernel_id: str, socket: KernelSocket) -> None:
        """Note that a page's websocket is gone."""
        self._sockets.get(kernel_id, set()).discard(socket)

    def _forget(self, kernel_id: str) -> None:
        self._owners.pop(kernel_id, None)
        for socket in self._sockets.pop(kernel_id, set()):
            socket.close(GIVEN_BACK, "given back")


class OwnPython(KernelSpecManager):  # type: ignore[misc]  # untyped
    """Offers this Python's kernel and no other, whatever kernelspecs a user has lying about."""

    @default("kernel_dirs")
    def _no_folders(self) -> list[str]:
        return []


class KernelSocket(VoilaKernelWebsocketHandler):  # type: ignore[misc]  # untyped
    """A page's line to its kernel; Voilà's filter of message types stays in force."""

    async def open(self, kernel_id: str) -> None:
        """Join the kernel's sockets, to be told when it is given back."""
        self.kernel_manager.opened(kernel_id, self)
        await super().open(kernel_id)

    def on_close(self) -> None:
        """Leave the kernel's sockets."""
        self.kernel_manager.closed(self.kernel_id, self)
        super().on_close()


def _environment() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("COOPKIT_", "VOILA_"))}
    return kept | {
        "COOPKIT_MODE": "serve",
        "SERVER_SOFTWARE": f"voila/{voila.__version__}",
        # Sixty kernels on two cores: number libraries must not each start a thread for every core.
        "OMP_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",
    }
