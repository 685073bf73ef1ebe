"""Files and papers of a dossier: downloads, the application dossier a founder puts together, the checklist.

Each is made in a worker thread, one at a time, a PDF in a process of its own: the server goes on answering meanwhile.
"""

from __future__ import annotations

import asyncio
import re
import unicodedata
from collections.abc import Callable
from concurrent.futures import Executor
from datetime import UTC, datetime
from functools import partial
from typing import TypeVar

from jupyter_server.auth.decorator import allow_unauthenticated
from tornado.web import HTTPError

from coopkit.core.model import Document
from coopkit.export import FORMATS, pdf, sheets
from coopkit.export.papers import chosen, points, sections
from coopkit.export.setting import set_apart
from coopkit.export.telling import Telling
from coopkit.server.doors import project_name
from coopkit.server.site import Site

Made = TypeVar("Made")

MOST_OF_A_NAME = 40


class Papers(Site):
    """A handler that makes something of the dossier of this browser's seat."""

    def initialize(self, *, workers: Executor) -> None:
        """`workers` is where the making is done."""
        self._workers = workers

    @property
    def ticked(self) -> list[str]:
        """The sections of the application dossier asked for."""
        return list(self.get_query_arguments("in"))

    async def made(self, make: Callable[[Document], Made]) -> Made:
        """Return what is made of the dossier, without keeping anybody else waiting."""
        document = self.services.store.state(self.need_seat().dossier).document
        return await asyncio.get_running_loop().run_in_executor(self._workers, make, document)

    def telling(self, document: Document) -> Telling:
        """Return what is told of a dossier today, in the language of the page."""
        today = datetime.now(UTC).astimezone().date()
        return Telling.of(document, self.services.content.catalogue, self.wording, today)

    def send(self, file: bytes, form: str, what: str = "") -> None:
        """Send a file under a name that says whose it is and of which day."""
        whose = unicodedata.normalize("NFKD", project_name(self, self.need_seat())).encode("ascii", "ignore").decode()
        parts = [re.sub(r"[^a-z0-9]+", "-", whose.lower()).strip("-")[:MOST_OF_A_NAME] or "coopkit", what]
        day = datetime.now(UTC).astimezone().date().isoformat()
        name = "-".join([*filter(None, parts), day])
        self.set_header("Content-Type", FORMATS[form])
        self.set_header("Content-Disposition", f'attachment; filename="{name}.{form}"')
        self.finish(file)


class Download(Papers):
    """GET /export/dossier.pdf, .xlsx and .csv."""

    @allow_unauthenticated
    async def get(self, form: str) -> None:
        """Send the dossier and its result."""
        makers: dict[str, Callable[[Telling], bytes]] = {
            "pdf": partial(pdf.result, setter=set_apart),
            "xlsx": sheets.workbook,
            "csv": sheets.findings,
        }
        self.send(await self.made(lambda document: makers[form](self.telling(document))), form)


class ApplicationFile(Papers):
    """GET /export/application.pdf?in=need&in=team."""

    @allow_unauthenticated
    async def get(self) -> None:
        """Send the sections that were ticked; none is no file."""

        def make(document: Document) -> bytes | None:
            telling = self.telling(document)
            return pdf.application(telling, self.ticked, setter=set_apart) if chosen(telling, self.ticked) else None

        file = await self.made(make)
        if file is None:
            raise HTTPError(404)
        self.send(file, "pdf", "application")


class ArticlesFile(Papers):
    """GET /export/articles.pdf."""

    @allow_unauthenticated
    async def get(self) -> None:
        """Send the checklist."""
        self.send(
            await self.made(lambda document: pdf.articles(self.telling(document), setter=set_apart)), "pdf", "articles"
        )


class Application(Papers):
    """GET /application?in=need&in=team."""

    @allow_unauthenticated
    async def get(self) -> None:
        """Show what can go into the application dossier, and exactly what those that are ticked contain."""
        told = await self.made(lambda document: sections(self.telling(document)))
        ticked = [section.id for section in told if section.id in self.ticked and section.count]
        self.show(
            "application.html",
            sections=told,
            ticked=ticked,
            filled=[section.id for section in told if section.count and not section.verdicts],
        )


class Articles(Papers):
    """GET /articles."""

    @allow_unauthenticated
    async def get(self) -> None:
        """Show what the articles should settle, and how each point stands."""
        self.show("articles.html", points=await self.made(lambda document: list(points(self.telling(document)))))
