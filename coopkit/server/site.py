"""What all our pages share: services, language, headers, templates, and kind words when something is wrong."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import jinja2
from jupyter_server.auth.decorator import allow_unauthenticated
from jupyter_server.base.handlers import JupyterHandler
from tornado.web import HTTPError

from coopkit.core.model import LANGUAGES, Message
from coopkit.server.identity import current_seat, remember, remembered_tokens
from coopkit.wording import Wording

if TYPE_CHECKING:
    from coopkit.content import Content
    from coopkit.core.model import Document
    from coopkit.server.assets import Assets
    from coopkit.server.changes import Changes
    from coopkit.server.kernels import Kernels
    from coopkit.server.notebooks import Notebooks
    from coopkit.store import Seat, Store

LANGUAGE_COOKIE = "coopkit_language"
NAMES = {"fr": "Français", "nl": "Nederlands", "en": "English"}
PAGES_WITH_WORDS = {400, 403, 404, 405, 413, 500, 503}
_HOST = re.compile(r"[A-Za-z0-9._-]{1,253}(:\d{1,5})?|\[[0-9A-Fa-f:.]{2,45}\](:\d{1,5})?")

POLICY = {
    "default-src": "'self'",
    # Charts and the QR code are pictures inside the page, so that they also print and save with it.
    "img-src": "'self' data:",
    "object-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
}
VOILA_POLICY = POLICY | {
    # Only for a trainer's own notebook that asks for Voilà's front end: its template starts itself with scripts
    # inside the page, its loader makes functions from strings, and anywidget loads widgets from blob: addresses.
    "script-src": "'self' 'unsafe-inline' 'unsafe-eval' blob:",
    # JupyterLab's stylesheets and widgets set styles inside the page.
    "style-src": "'self' 'unsafe-inline'",
    # JupyterLab's stylesheets carry their fonts and icons inside.
    "font-src": "'self' data:",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Services:
    """What the handlers work with."""

    store: Store
    content: Content
    assets: Assets
    notebooks: Notebooks
    changes: Changes
    templates: jinja2.Environment
    example: Document | None
    """What new dossiers start from."""


class Refused(HTTPError):  # noqa: N818  (the situation is the name)
    """A request that cannot be met; `key` is the sentence that says why and what to do."""

    def __init__(self, status: int, key: str, **values: Any) -> None:  # noqa: ANN401  (values of a Message)
        """Keep the sentence for the person."""
        super().__init__(status, key)
        self.sentence = Message(key=key, values=values)


def template_environment() -> jinja2.Environment:
    """Return the environment of the server's own pages; everything is escaped."""
    return jinja2.Environment(
        loader=jinja2.PackageLoader("coopkit.server"), autoescape=True, undefined=jinja2.StrictUndefined
    )


def set_french_signs(text: str, language: str) -> str:
    """Return the text with the spaces before French signs kept from breaking the line."""
    return re.sub(r" (?=[?!:;»])|(?<=«) ", "\u00a0", text) if language == "fr" else text


def as_script(value: object) -> str:
    """Return JSON that can stand in a script element: no tag can begin in it."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


class Site(JupyterHandler):  # type: ignore[misc]  # untyped
    """A handler of ours. Open to anybody: what needs a seat calls `need_seat`."""

    policy = POLICY

    async def prepare(self) -> None:
        """Refuse a Host header no browser sends: it would end up in the secret link shown on /me."""
        self.current_user = None  # Jupyter looks it up below; a page about a fault before that must not ask for it
        if not _HOST.fullmatch(self.request.host):
            raise HTTPError(400)
        await super().prepare()

    def decode_argument(self, value: bytes, name: str | None = None) -> str:
        """Return a part of the address as text; one that is no text leads nowhere (404, not 400)."""
        try:
            return value.decode()
        except UnicodeDecodeError as problem:
            raise HTTPError(404 if name is None else 400) from problem

    @property
    def services(self) -> Services:
        """What the handlers work with."""
        services: Services = self.settings["coopkit"]
        return services

    @property
    def kernels(self) -> Kernels:
        """The kernels of everybody."""
        kernels: Kernels = self.settings["kernel_manager"]
        return kernels

    @property
    def content_security_policy(self) -> str:
        """What this page may load: nothing from any other host."""
        # Older Safari does not count a websocket to the same host as 'self'.
        sockets = {"connect-src": f"'self' ws://{self.request.host} wss://{self.request.host}"}
        return "; ".join(f"{name} {sources}" for name, sources in (self.policy | sockets).items())

    def set_default_headers(self) -> None:
        """Close the page to other sites; the secret link must not travel in a Referer."""
        self.set_header("Content-Security-Policy", self.content_security_policy)
        self.set_header("X-Content-Type-Options", "nosniff")
        self.set_header("Referrer-Policy", "same-origin")
        self.set_header("Cache-Control", "no-store")

    @property
    def language(self) -> str:
        """The language of the page: ?lang, cookie, the browser's wish, then French."""
        asked = self.get_query_argument("lang", "")
        accepted = sorted(_accepted(self.request.headers.get("Accept-Language", "")), reverse=True)
        for language in (asked, self.get_cookie(LANGUAGE_COOKIE, ""), *(name for _, name in accepted)):
            if language in LANGUAGES:
                return str(language)
        return LANGUAGES[0]

    @property
    def wording(self) -> Wording:
        """How this page speaks."""
        return Wording(self.services.content.texts, self.language)

    def seat(self) -> Seat | None:
        """Return the seat of this browser, renewing its cookie."""
        seat = current_seat(self)
        if seat:
            remember(self, remembered_tokens(self))
        return seat

    def need_seat(self) -> Seat:
        """Return the seat of this browser; raises 403 without one."""
        if seat := current_seat(self):
            return seat
        raise Refused(403, "site.errors.no_seat")

    def show(self, template: str, **values: Any) -> None:  # noqa: ANN401  (what a template needs)
        """Send one of our pages."""
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.finish(self.page(template, **values))

    def page(self, template: str, **values: Any) -> str:  # noqa: ANN401  (what a template needs)
        """Return one of our pages in the visitor's language; makes sure the browser has its _xsrf cookie."""
        if self.get_query_argument("lang", "") == self.language:
            self.set_cookie(LANGUAGE_COOKIE, self.language, expires_days=400, path="/", samesite="Lax")
        wording, assets = self.wording, self.services.assets
        return self.services.templates.get_template(template).render(
            base=self.base_url,
            language=self.language,
            # Relative, so that no page ever repeats its own address; what answers a form has no page to come back to.
            languages=[
                (code, NAMES[code], ("" if self.request.method == "GET" else self.base_url) + f"?lang={code}")
                for code in LANGUAGES
            ],
            xsrf=self.xsrf_token.decode(),
            asset=lambda name: self.base_url + assets.path(name),
            say=lambda key, **named: set_french_signs(wording.say("site." + key, **named), self.language),
            text=lambda text: set_french_signs(wording.text(text), self.language),
            # Words of a page that changes its language without asking again.
            every=lambda key: {
                code: set_french_signs(Wording(self.services.content.texts, code).say("site." + key), code)
                for code in LANGUAGES
            },
            each=lambda text: {code: set_french_signs(getattr(text, code), code) for code in LANGUAGES},
            **values,
        )

    @property
    def wants_json(self) -> bool:
        """Whether a program asks, which gets {"reason": ...} instead of a page."""
        asked = self.request.headers.get("Accept", "") + self.request.headers.get("Content-Type", "")
        return self.request.path.startswith(self.base_url + "api/") or "application/json" in asked

    def log_exception(self, *problem: Any) -> None:  # noqa: ANN401  (tornado's signature)
        """Log a fault of ours with its trace, but without the address, which may be somebody's secret link."""
        if not isinstance(problem[1], HTTPError):
            self.log.error("%s %s failed", self.request.method, type(self).__name__, exc_info=problem)

    def write_error(self, status_code: int, **kwargs: Any) -> None:  # noqa: ANN401  (tornado's signature)
        """Say what is wrong and what to do, as a page or as JSON, never a trace."""
        problem = kwargs.get("exc_info", (None, None))[1]
        known = status_code if status_code in PAGES_WITH_WORDS else 500
        if isinstance(problem, Refused):
            sentence = self.wording.say(problem.sentence)
        else:
            sentence = self.wording.say(f"site.errors.{known}.text")
        if self.wants_json:
            self.finish({"reason": sentence})
            return
        if status_code == 503:  # noqa: PLR2004
            self.set_header("Retry-After", "5")
            self.set_header("Refresh", "5")
        has_dossier = known != 500 and current_seat(self) is not None  # noqa: PLR2004  (a fault may be the store's)
        self.show("error.html", status=known, sentence=sentence, has_dossier=has_dossier)


class NotFound(Site):
    """Every address that leads nowhere."""

    @allow_unauthenticated
    def get(self) -> None:
        """Say so."""
        raise HTTPError(404)

    head = post = put = delete = patch = options = get


def _accepted(header: str) -> list[tuple[float, str]]:
    """Return (weight, language) of an Accept-Language header, without regions."""
    found = []
    for order, part in enumerate(header.split(",")[:20]):
        name, _, weight = part.strip().partition(";q=")
        try:
            # Of equal weights the first one named is preferred.
            found.append((float(weight or 1) - order / 1000, name[:2].lower()))
        except ValueError:
            continue
    return found
