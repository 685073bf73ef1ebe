"""Answers over HTTP: entries in, changes out. What may be stored is the core's to say; nothing is judged here."""

from __future__ import annotations

import json
from itertools import groupby
from typing import Annotated

from jupyter_server.auth.decorator import allow_unauthenticated
from pydantic import BaseModel, ConfigDict, Field, JsonValue, ValidationError
from tornado.iostream import StreamClosedError

from coopkit.core.dossier import Entry, check, put
from coopkit.core.model import Message
from coopkit.server.identity import current_seat
from coopkit.server.site import Refused, Site
from coopkit.store import Received

MAX_BODY = 2_000_000
"""Bytes of one batch: a hundred of the longest texts."""
PING_SECONDS = 15

_Id = Annotated[str, Field(min_length=1, max_length=64, pattern=r"^[\w.:-]+$")]


class SentEntry(BaseModel):
    """One entry as a browser sends it."""

    model_config = ConfigDict(extra="forbid", strict=True)

    id: _Id
    seq: Annotated[int, Field(ge=0, lt=2**53)]
    path: Annotated[str, Field(min_length=1, max_length=200)]
    value: JsonValue
    base: _Id | None = None


class SentEntries(BaseModel):
    """One batch of one browser, in the order of its edits."""

    model_config = ConfigDict(extra="forbid", strict=True)

    client: _Id
    entries: Annotated[list[SentEntry], Field(max_length=2000)]


class Entries(Site):
    """POST /api/entries."""

    @allow_unauthenticated
    def post(self) -> None:
        """Keep what may be kept, say of each entry what became of it and what it replaced unseen."""
        seat = self.need_seat()
        sent = self._batch()
        document = self.services.store.state(seat.dossier).document
        taken, rejected = [], []
        for one in sent.entries:
            if problem := check(self.services.content.catalogue, document, one.path, one.value):
                sentence = self.wording.say(Message(key=f"problems.{problem.code}", values=problem.values))
                rejected.append({"id": one.id, "code": problem.code, "reason": sentence})
                continue
            document = put(document, one.path, one.value)
            taken.append(
                Entry(id=one.id, client=sent.client, seq=one.seq, path=one.path, value=one.value, base=one.base)
            )
        result = self.services.store.append(seat, taken)
        self.services.changes.happened(seat.dossier)
        reused = self.wording.say("site.errors.reused_seq")
        rejected += [{"id": entry, "code": "reused_seq", "reason": reused} for entry in result.rejected]
        self.finish(
            {
                "acknowledged": list(result.acknowledged),
                "rejected": rejected,
                "at": result.at,
                "others": [{"path": other.path, "id": other.id, "value": other.value} for other in result.others],
            }
        )

    def _batch(self) -> SentEntries:
        if len(self.request.body) > MAX_BODY:
            raise Refused(413, "site.errors.batch_too_big")
        try:
            return SentEntries.model_validate_json(self.request.body)
        except ValidationError as problem:
            raise Refused(400, "site.errors.bad_batch") from problem


class Dossier(Site):
    """GET /api/dossier."""

    @allow_unauthenticated
    def get(self) -> None:
        """Send the dossier as it stands, with the entry each value comes from."""
        state = self.services.store.state(self.need_seat().dossier)
        self.finish({"dossier": state.document, "heads": state.heads, "at": state.at})


class ChangesStream(Site):
    """GET /api/changes?after=<at>, as server-sent events."""

    @allow_unauthenticated
    async def get(self) -> None:
        """Send every later entry, one event for what arrived together, until the page leaves or the seat is gone."""
        seat = self.need_seat()
        after = self.request.headers.get("Last-Event-ID") or self.get_query_argument("after", "0")
        if not after.isdecimal():
            raise Refused(400, "site.errors.bad_batch")
        at = min(int(after), 2**53)
        self.set_header("Content-Type", "text/event-stream")
        self.set_header("X-Accel-Buffering", "no")
        self._gone = False
        store = self.services.store
        try:
            await self._send(": open\n\n")
            # Asked again each time: the link may be replaced meanwhile, and then this browser is out.
            while not self._gone and current_seat(self) == seat:
                new = store.since(seat.dossier, at)
                if new:
                    at = new[-1].at
                    await self._send("".join(_events(new)))
                else:
                    await self.services.changes.wait(seat.dossier, PING_SECONDS)
                    await self._send(": ping\n\n")
        except StreamClosedError:
            return

    def on_connection_close(self) -> None:
        """Stop waiting for a page that left."""
        self._gone = True

    async def _send(self, text: str) -> None:
        self.write(text)
        await self.flush()


def _events(new: list[Received]) -> list[str]:
    """Return one event for each run of entries of the same browser."""
    events = []
    for client, alike in groupby(new, key=lambda one: one.entry.client):
        run = list(alike)
        entries = [
            {"id": one.entry.id, "path": one.entry.path, "value": one.entry.value, "base": one.entry.base}
            for one in run
        ]
        data = json.dumps({"at": run[-1].at, "client": client, "entries": entries}, ensure_ascii=False)
        events.append(f"id: {run[-1].at}\ndata: {data}\n\n")
    return events
