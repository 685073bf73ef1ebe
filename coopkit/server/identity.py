"""Who is asking: the seats a browser remembers, and which kernels are hers.

A seat is opened by the 128-bit token of its secret link, kept in one HttpOnly cookie together with those of other
dossiers this browser was told to remember. There are no accounts.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from jupyter_server.auth.authorizer import Authorizer
from jupyter_server.auth.identity import IdentityProvider, User
from tornado.web import HTTPError

if TYPE_CHECKING:
    from tornado.web import RequestHandler

    from coopkit.store import Seat, Store

COOKIE = "coopkit_seats"
COOKIE_DAYS = 400
"""As long as browsers keep a cookie; every page renews it."""
REMEMBERED = 12
TOKEN = re.compile(r"[\w-]{22}", re.ASCII)


def remembered_tokens(handler: RequestHandler) -> list[str]:
    """Return the tokens in this browser's cookie, that of the current dossier first."""
    value = handler.get_signed_cookie(COOKIE, max_age_days=COOKIE_DAYS) or b""
    return [token for token in value.decode("ascii", "replace").split(".") if TOKEN.fullmatch(token)]


def remember(handler: RequestHandler, tokens: list[str]) -> None:
    """Keep the tokens in this browser, the first as its current dossier; an empty list forgets all."""
    if not tokens:
        handler.clear_cookie(COOKIE, path="/")
        return
    handler.set_signed_cookie(
        COOKIE,
        ".".join(list(dict.fromkeys(tokens))[:REMEMBERED]),
        expires_days=COOKIE_DAYS,
        path="/",
        httponly=True,
        # Lax and not Strict: the link in an e-mail must find the dossier already open in this browser.
        samesite="Lax",
        secure=handler.request.protocol == "https",
    )


def current_seat(handler: RequestHandler) -> Seat | None:
    """Return the seat this browser acts for, None when its token is missing, wrong or replaced."""
    store: Store = handler.settings["coopkit"].store
    tokens = remembered_tokens(handler)
    return store.seat(tokens[0]) if tokens else None


class SeatIdentity(IdentityProvider):
    """Tells Jupyter's own handlers which seat a request comes from; no login, no logout, no token of Jupyter's."""

    def get_user(self, handler: RequestHandler) -> User:
        """Return the seat as Jupyter's user; everybody else is "nobody", who owns nothing."""
        seat = current_seat(handler)
        return User(username=seat.id if seat else "nobody")

    def get_handlers(self) -> list[tuple[str, object]]:
        """Add no page for logging in."""
        return []


class OwnKernelOnly(Authorizer):
    """A kernel is seen and driven by the seat it was started for, whoever else knows its id."""

    def is_authorized(self, handler: Any, user: User, action: str, resource: str) -> bool:  # noqa: ANN401, ARG002  (Jupyter's signature)
        """Return whether the kernel is the user's; raises 404 for a kernel that is gone."""
        if resource != "kernels":
            return False
        kernel_id = getattr(handler, "kernel_id", None) or handler.path_kwargs.get("kernel_id")
        if kernel_id not in handler.kernel_manager:
            raise HTTPError(404)
        return bool(handler.kernel_manager.owned_by(kernel_id, user.username))
