"""A visitor without a browser: cookies, forms, entries, server-sent events and the kernel's websocket, by hand."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import httpx
import websocket

JSON = {"Accept": "application/json"}


class Plain:
    """One browser's worth of cookies, against one server."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.http = httpx.Client(base_url=url, timeout=60)
        self._seq = 0

    def close(self) -> None:
        self.http.close()

    @property
    def xsrf(self) -> str:
        if "_xsrf" not in self.http.cookies:
            self.http.get("/")
        return str(self.http.cookies["_xsrf"])

    def post(self, path: str, **how: Any) -> httpx.Response:
        """POST with the XSRF header, as the page's script does."""
        headers = {"X-XSRFToken": self.xsrf, **how.pop("headers", {})}
        return self.http.post(path, headers=headers, **how)

    def start(self) -> Plain:
        """Open a dossier, by the form of the landing page."""
        answer = self.http.post("/start", data={"_xsrf": self.xsrf})
        assert (answer.status_code, answer.headers["location"]) == (303, "/assess/governance")
        return self

    def link(self) -> str:
        """The secret link as /me shows it."""
        found = re.search(r'id="secret"[^>]* value="([^"]+)"', self.http.get("/me").text)
        assert found
        return html.unescape(found[1])

    def entry(self, path: str, value: Any, **more: Any) -> dict[str, Any]:
        """The next entry of this browser."""
        self._seq += 1
        return {"id": f"e{id(self)}-{self._seq}", "seq": self._seq, "path": path, "value": value, **more}

    def send(self, *entries: dict[str, Any], client: str = "") -> httpx.Response:
        return self.post("/api/entries", json={"client": client or f"c{id(self)}", "entries": list(entries)})

    def put(self, path: str, value: Any, **more: Any) -> dict[str, Any]:
        """Send one entry; return what became of it."""
        answer = self.send(self.entry(path, value, **more))
        assert answer.status_code == 200, answer.text
        return dict(answer.json())

    def dossier(self) -> dict[str, Any]:
        answer = self.http.get("/api/dossier")
        assert answer.status_code == 200, answer.text
        return dict(answer.json())

    def kernel(self, page: str = "/assess/governance") -> str:
        """Load a page whole; return the id of its kernel."""
        answer = self.http.get(page)
        assert answer.status_code == 200, answer.text
        found = re.search(r'class="kernel">\{"id": "([^"]+)"', answer.text)
        assert found, answer.text[-2000:]
        return found[1]

    def socket(self, kernel: str, *, origin: str | None = None) -> websocket.WebSocket:
        """The websocket of a kernel, with this browser's cookies."""
        cookies = "; ".join(f"{name}={value}" for name, value in self.http.cookies.items())
        return websocket.create_connection(
            f"{self.url.replace('http', 'ws')}/api/kernels/{kernel}/channels?session_id=s{id(self)}",
            cookie=cookies,
            origin=origin or self.url,
            timeout=30,
        )

    @contextmanager
    def changes(self, after: int) -> Iterator[Iterator[dict[str, Any]]]:
        """The events of /api/changes, pings left out."""
        with self.http.stream("GET", "/api/changes", params={"after": after}) as answer:
            assert answer.headers["content-type"] == "text/event-stream"
            yield (json.loads(line.removeprefix("data: ")) for line in answer.iter_lines() if line.startswith("data: "))


def message(kind: str, content: dict[str, Any], channel: str = "shell") -> str:
    """A message of Jupyter's protocol."""
    header = {"msg_id": f"m-{kind}", "msg_type": kind, "session": "s", "username": "", "version": "5.3", "date": ""}
    return json.dumps(
        {"channel": channel, "header": header, "parent_header": {}, "metadata": {}, "content": content, "buffers": []}
    )
