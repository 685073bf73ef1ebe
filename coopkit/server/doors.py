"""The pages without a notebook: landing, the secret link, and the dossier's own page."""

from __future__ import annotations

import hashlib
from ipaddress import ip_address
from typing import Any

import segno
from jupyter_server.auth.decorator import allow_unauthenticated
from tornado.web import HTTPError, RequestHandler

import coopkit
from coopkit.core.dossier import edits, get
from coopkit.core.progress import reachable
from coopkit.server.identity import TOKEN, remember, remembered_tokens
from coopkit.server.site import Site
from coopkit.store import Seat

NOTICES = {"loaded", "replaced", "switched"}


def public_id(dossier: str) -> str:
    """Return a name for a dossier that opens nothing: pages key their outbox with it."""
    return hashlib.sha256(dossier.encode()).hexdigest()[:12]


class Health(RequestHandler):
    """GET /health, for whoever watches over the server."""

    def get(self) -> None:
        """Say that it lives, how many kernels run and how many fit."""
        kernels = self.settings["kernel_manager"]
        self.finish({"ok": True, "version": coopkit.__version__, "kernels": len(kernels), "most": kernels.max_kernels})


class Landing(Site):
    """The three doors."""

    @allow_unauthenticated
    def get(self) -> None:
        """Welcome; somebody who has a dossier here is offered to go on."""
        self.show("landing.html", has_dossier=self.seat() is not None)


class Start(Site):
    """POST /start."""

    @allow_unauthenticated
    def post(self) -> None:
        """Open a new dossier, keeping those this browser had, and go to its first page."""
        example = self.services.example
        _, token = self.services.store.create(edits(example) if example else ())
        remember(self, [token, *remembered_tokens(self)])
        self.redirect(self.base_url + "assess/governance", status=303)


class SecretLink(Site):
    """/t/<token>: the link that finds a dossier again."""

    @allow_unauthenticated
    def get(self, token: str) -> None:
        """Exchange the link for the cookie; ask first when another dossier is open in this browser."""
        seat, tokens = self._opened(token), remembered_tokens(self)
        current = self.services.store.seat(tokens[0]) if tokens else None
        if current and current.dossier != seat.dossier:
            names = [name_among_others(self, one) for one in (current, seat)]
            self.show("switch.html", current=names[0], other=names[1], action=self.request.path)
        else:
            self._enter(token, tokens[1:] if current else tokens)

    @allow_unauthenticated
    def post(self, token: str) -> None:
        """Switch to this dossier, remembering the other one."""
        self._opened(token)
        self._enter(token, remembered_tokens(self))

    def _opened(self, token: str) -> Seat:
        """Return the seat; wrong, replaced and foreign links get the page of any wrong address, with no hint which."""
        seat = self.services.store.seat(token) if TOKEN.fullmatch(token) else None
        if seat is None:
            raise HTTPError(404)
        return seat

    def _enter(self, token: str, others: list[str]) -> None:
        remember(self, [token, *others])
        self.redirect(self.base_url + "me", status=303)


class Me(Site):
    """GET /me."""

    @allow_unauthenticated
    def get(self) -> None:
        """Show the parts and how far each is, the secret link, and what can be done with the dossier."""
        seat = self.seat()
        if seat is None:
            self.redirect(self.base_url, status=303)
            return
        catalogue = self.services.content.catalogue
        document = self.services.store.state(seat.dossier).document
        pages = catalogue.pages.values()
        notice = self.get_query_argument("notice", "")
        tokens = remembered_tokens(self)
        link = f"{self.request.protocol}://{self.request.host}{self.base_url}t/{tokens[0]}"
        self.show(
            "me.html",
            name=project_name(self, seat) or self.wording.say("site.no_name"),
            parts=[(page, reachable(document, catalogue, page.id)) for page in pages if page.kind == "assessment"],
            labs=[page for page in pages if page.kind == "lab"],
            link=link,
            only_here=is_loopback(self.request.host_name),
            qr=segno.make(link, error="m").svg_data_uri(scale=4, border=2),
            others=self._others(tokens[1:]),
            notice=notice if notice in NOTICES else None,
        )

    def _others(self, tokens: list[str]) -> dict[str, str]:
        """Return the other dossiers this browser knows, public id to name."""
        seats = [seat for token in tokens if (seat := self.services.store.seat(token))]
        return {public_id(seat.dossier): name_among_others(self, seat) for seat in seats}


class Switch(Site):
    """POST /me/switch: go to another dossier this browser remembers."""

    @allow_unauthenticated
    def post(self) -> None:
        """Make the dossier named in the form the current one."""
        wanted = self.get_body_argument("dossier", "")
        tokens = remembered_tokens(self)
        for token in tokens:
            seat = self.services.store.seat(token)
            if seat and public_id(seat.dossier) == wanted:
                remember(self, [token, *tokens])
                self.redirect(self.base_url + "me?notice=switched", status=303)
                return
        raise HTTPError(404)


class ReplaceLink(Site):
    """POST /me/replace: a new secret link; the old one opens nothing any more."""

    @allow_unauthenticated
    def post(self) -> None:
        """Replace the token of this browser's seat; its other browsers need the new link."""
        seat = self.need_seat()
        token = self.services.store.replace_token(seat)
        self.services.changes.happened(seat.dossier)
        self.kernels.give_back_all(seat.id)
        remember(self, [token, *remembered_tokens(self)[1:]])
        self.redirect(self.base_url + "me?notice=replaced", status=303)


class Leave(Site):
    """POST /leave: forget every dossier in this browser; they stay where they are for whoever has the link."""

    @allow_unauthenticated
    def post(self) -> None:
        """Forget, and let the page clear what it kept in the browser."""
        remember(self, [])
        self.show("gone.html", what="left")


def is_loopback(host: str) -> bool:
    """Return whether an address means the visitor's own machine, so that a link to it opens nowhere else."""
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host == "localhost"


def project_name(handler: Site, seat: Seat) -> str:
    """Return what the founders call their project; empty while it has no name."""
    name: Any = get(handler.services.store.state(seat.dossier).document, "project.name")
    return name.strip()[:80] if isinstance(name, str) else ""


def name_among_others(handler: Site, seat: Seat) -> str:
    """Return a project's name, or a mark that tells nameless ones apart."""
    mark = public_id(seat.dossier)[:4]
    return project_name(handler, seat) or handler.wording.say("site.nameless", mark=mark)
