"""The stylesheets and scripts of the pages, read once, compressed once, under a name that changes with them."""

from __future__ import annotations

import gzip
import hashlib
from importlib import resources
from typing import TYPE_CHECKING

from tornado.web import HTTPError, RequestHandler

from coopkit.widgets.join import join

if TYPE_CHECKING:
    from collections.abc import Mapping

_TYPES = {"css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8"}


class Assets:
    """Every file of /static; `version` is a hash of them all, so browsers may keep them for ever."""

    def __init__(self) -> None:
        """Read the widgets' and the site's files."""
        own = resources.files("coopkit.server") / "static"
        files: Mapping[str, str] = {
            "kit.css": (resources.files("coopkit.widgets") / "kit.css").read_text("utf-8"),
            "page.js": join("page.js"),
            **{name: (own / name).read_text("utf-8") for name in ("site.css", "site.js")},
        }
        self.version = hashlib.sha256(repr(files).encode()).hexdigest()[:12]
        # mtime 0: the same files give the same bytes.
        self.compressed = {name: gzip.compress(text.encode(), 9, mtime=0) for name, text in files.items()}

    def path(self, name: str) -> str:
        """Return the address of a file, below the base of the site."""
        return f"static/{self.version}/{name}"


class StaticFile(RequestHandler):
    """GET /static/<version>/<name>."""

    def get(self, version: str, name: str) -> None:
        """Send a file; an old version's address gives today's file, which must then not be kept."""
        assets: Assets = self.settings["coopkit"].assets
        if name not in assets.compressed:
            raise HTTPError(404)
        body = assets.compressed[name]
        self.set_header("Content-Type", _TYPES[name.rsplit(".", 1)[-1]])
        self.set_header("X-Content-Type-Options", "nosniff")
        fresh = version == assets.version
        self.set_header("Cache-Control", "public, max-age=31536000, immutable" if fresh else "no-store")
        if "gzip" in self.request.headers.get("Accept-Encoding", ""):
            self.set_header("Content-Encoding", "gzip")
        else:
            body = gzip.decompress(body)
        self.set_header("Vary", "Accept-Encoding")
        self.finish(body)
