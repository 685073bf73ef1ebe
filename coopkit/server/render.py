"""A notebook as a page: narrative, form and answers at once, then Voilà's cells as the kernel runs them.

The first part is on the wire before any kernel is asked for, so a founder answers and is saved meanwhile.
"""

from __future__ import annotations

import asyncio
from contextlib import aclosing, suppress
from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING, Any

from jupyter_server.auth.decorator import allow_unauthenticated
from tornado.iostream import StreamClosedError
from tornado.web import HTTPError
from voila.notebook_renderer import NotebookRenderer
from voila.utils import get_page_config

from coopkit import pages
from coopkit.core.progress import reachable
from coopkit.server.doors import public_id
from coopkit.server.identity import current_seat
from coopkit.server.site import VOILA_POLICY, Refused, Site, as_script

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from nbformat import NotebookNode

    from coopkit.server.notebooks import Notebook
    from coopkit.store import Seat

AT_A_TIME = 4
"""Renders at one time: a burst of visitors is served in turn, and entries are acknowledged meanwhile (measured)."""
QUIET_SECONDS = 10
"""Without a byte for longer, proxies between us and the visitor give up."""
LONGEST_RENDER = 120

spec_of = cache(pages.spec)


class Renderer(NotebookRenderer):  # type: ignore[misc]  # untyped
    """Voilà's renderer on a notebook that was read and stripped already."""

    def __init__(self, notebook: NotebookNode, **kwargs: Any) -> None:  # noqa: ANN401  (Voilà's signature)
        """Take the notebook as it is to run."""
        super().__init__(**kwargs)
        self._given = notebook

    async def load_notebook(self, path: str) -> NotebookNode:  # noqa: ARG002  (Voilà's signature)
        """Return the notebook with a kernel this machine has."""
        fixed: NotebookNode = await self.fix_notebook(self._given)
        return fixed


class Render(Site):
    """GET /assess/<name>, /lab/<name>, /result."""

    def initialize(self, *, door: str, gate: asyncio.Semaphore, front_ends: dict[str, Any]) -> None:
        """`front_ends` maps `own` and `voila` to a VoilaConfiguration and its template folders."""
        self._door = door
        self._gate = gate
        self._front_ends = front_ends
        self._kernel: str | None = None
        self._left = False

    @allow_unauthenticated
    async def get(self, name: str = "result") -> None:
        """Send the page, or with ?fragment=1 only its cells from a fresh kernel (?replaces= names the old one)."""
        if {"template", "theme"} & self.request.arguments.keys():
            # Voilà's ways to ask for another look: here they lead nowhere.
            raise HTTPError(404)
        notebook = self.services.notebooks.open(self._door, name, self.language)
        if notebook is None:
            raise HTTPError(404)
        fragment = bool(self.get_query_argument("fragment", ""))
        seat = current_seat(self) if fragment else self.seat()
        if seat is None:
            raise Refused(403, "site.errors.no_seat")
        old = self.get_query_argument("replaces", "")
        if self.kernels.owned_by(old, seat.id):
            # Ended beside the new start, unless the new one needs its place.
            await self.kernels.end(old) if self.kernels.full else self.kernels.give_back(old)
        if self.kernels.full:
            # Once the page has begun its status cannot change any more: this is the last moment to refuse.
            raise HTTPError(503)
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.set_header("X-Accel-Buffering", "no")
        if notebook.page is None:
            self.policy = VOILA_POLICY
            self.set_header("Content-Security-Policy", self.content_security_policy)
        elif not fragment:
            self.write(self._head(notebook, notebook.page, seat))
            with suppress(StreamClosedError):
                await self.flush()
        await self._send_cells(notebook, seat)
        if self._left:
            return
        if notebook.page and not fragment:
            self.write(self._tail(notebook.page))

    def _head(self, notebook: Notebook, page: str, seat: Seat) -> str:
        state = self.services.store.state(seat.dossier)
        told = {
            "base": self.base_url,
            "page": page,
            "spec": spec_of(page),
            "dossier": state.document,
            # Known before any kernel is: what comes first must not move once somebody reads.
            "wished": list(reachable(state.document, self.services.content.catalogue, page).wished),
            "heads": state.heads,
            "at": state.at,
            "dossier_id": public_id(seat.dossier),
            "xsrf": self.xsrf_token.decode(),
            "language": self.language,
            "date": datetime.now(UTC).astimezone().date().isoformat(),
            "notice": None,
        }
        title = self.services.content.catalogue.pages[page].title
        return self.page("page_head.html", title=title, narrative=notebook.narrative, told=as_script(told))

    def _tail(self, page: str) -> str:
        """Return the end of the page: where to go from here."""
        pages = list(self.services.content.catalogue.pages.values())
        parts = [(one, "assess/") for one in pages if one.kind == "assessment"]
        after = [*parts, *((one, "") for one in pages if one.kind == "result")]
        here = next((place for place, (one, _) in enumerate(after) if one.id == page), -1)
        going_on = after[here + 1 :][:1]
        rest = [door for door in after if door[0].id != page and door not in going_on]
        papers = self.services.content.catalogue.pages[page].kind == "result"
        return self.page("page_tail.html", going_on=going_on, rest=rest, papers=papers)

    async def _send_cells(self, notebook: Notebook, seat: Seat) -> None:
        """Stream Voilà's cells; whatever fails, the page ends in order and goes on without a kernel."""
        try:
            async with asyncio.timeout(LONGEST_RENDER), self._gate, aclosing(self._cells(notebook, seat)) as parts:
                async for part in parts:
                    if self._left:
                        return
                    self.write(part)
                    # Not awaited: a phone that reads slowly must not keep others out.
                    self.flush()
        except Exception:
            if self._left:  # its kernel was ended under it
                return
            self.log.exception("%s could not be rendered", notebook.path)
            self.write(self.page("problem.html", sentence=self.wording.say("site.errors.no_cells")))

    async def _cells(self, notebook: Notebook, seat: Seat) -> AsyncGenerator[str, None]:
        front_end = self._front_ends["own" if notebook.page else "voila"]
        renderer = Renderer(
            notebook.node,
            request_handler=self,
            voila_configuration=front_end["configuration"],
            template_paths=front_end["template_paths"],
            traitlet_config=self.config,
            notebook_path=notebook.path.name,
            config_manager=self.config_manager,
            contents_manager=self.contents_manager,
            kernel_spec_manager=self.kernel_spec_manager,
            base_url=self.base_url,
            page_config={} if notebook.page else self._voila_page_config(front_end["configuration"]),
            mathjax_config=self.settings.get("mathjax_config"),
            mathjax_url=self.settings.get("mathjax_url"),
        )
        await renderer.initialize()
        renderer.resources["sorry"] = self.wording.say("site.errors.no_cells")
        self._kernel = await self.kernels.start_for(
            seat.id, kernel_name=renderer.notebook.metadata.kernelspec.name, folder=notebook.path.parent
        )
        content = renderer.generate_content_generator(self._kernel, self.kernels.get_kernel(self._kernel))
        waiting = asyncio.ensure_future(anext(content))
        try:
            while True:
                done, _ = await asyncio.wait({waiting}, timeout=QUIET_SECONDS)
                if not done:
                    yield "<!-- -->"
                    continue
                part, _ = waiting.result()
                yield part
                waiting = asyncio.ensure_future(anext(content))
        except StopAsyncIteration:
            return
        finally:
            waiting.cancel()

    def _voila_page_config(self, configuration: Any) -> dict[str, Any]:  # noqa: ANN401  (Voilà's untyped class)
        config: dict[str, Any] = get_page_config(
            base_url=self.base_url, settings=self.settings, log=self.log, voila_configuration=configuration
        )
        return config

    def on_connection_close(self) -> None:
        """Give the kernel back when the visitor leaves before the page is whole."""
        self._left = True
        if self._kernel:
            self.kernels.give_back(self._kernel)


class Release(Site):
    """POST /api/release/<kernel id>, by a page that closes; also at the address Voilà's own front end uses."""

    @allow_unauthenticated
    def post(self, kernel_id: str) -> None:
        """Give the kernel back; somebody else's kernel is as unknown as one that never was."""
        if not self.kernels.owned_by(kernel_id, self.need_seat().id):
            raise HTTPError(404)
        self.kernels.give_back(kernel_id)
        self.set_status(204)
