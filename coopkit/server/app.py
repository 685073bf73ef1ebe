"""`coopkit serve`: our own Voilà, with our handlers before its own and without its file browser."""

from __future__ import annotations

import asyncio
import logging
import os
import re
import sys
import threading
import webbrowser
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import platformdirs
from tornado.web import HTTPError
from traitlets.config import Config
from voila.app import Voila
from voila.configuration import VoilaConfiguration
from voila.paths import collect_template_paths
from voila.static_file_handler import TemplateStaticFileHandler
from voila.tornado.kernel_websocket_handler import VoilaKernelWebsocketHandler

from coopkit import content
from coopkit.files import PACKAGE, kit_path
from coopkit.server import doors, entries, identity, kernels, notebooks, papers, render, transfer
from coopkit.server.assets import Assets, StaticFile
from coopkit.server.changes import Changes
from coopkit.server.machine import allow_many_files, cookie_secret, lan_address, number_from, port_to_use
from coopkit.server.site import NotFound, Services, template_environment
from coopkit.store import open_home

MAX_UPLOAD = 64_000_000
"""Bytes read of one request before the connection is closed; what fits in this gets a sentence."""
IDLE_SECONDS = 300
"""A kernel nobody talks to is given back; taking another one costs 0.4 s (measured)."""
KERNEL_ID = r"(?P<kernel_id>\w+-\w+-\w+-\w+-\w+)"


class TemplateFiles(TemplateStaticFileHandler):  # type: ignore[misc]  # untyped
    """Voilà's files for its own front end; an address it cannot read is one that does not exist."""

    def parse_url_path(self, url_path: str) -> str:
        """Return the path below the template folders."""
        if not re.fullmatch(r"[\w-]+/static/.+", url_path) or ".." in url_path:
            raise HTTPError(404)
        return str(super().parse_url_path(url_path))


class CoopVoila(Voila):  # type: ignore[misc]  # untyped
    """Voilà with the kit's handlers. Its tree, contents, files, render, query and login pages are not mounted."""

    name = "coopkit"
    services: Services
    open_when_ready: bool

    def init_settings(self) -> dict[str, Any]:
        """Add our services; compress what is sent."""
        settings: dict[str, Any] = super().init_settings()
        return settings | {
            "coopkit": self.services,
            "compress_response": True,
            "websocket_compression_options": {},
            "default_handler_class": NotFound,
            "log_function": log_request,
            # The page's script reads it to send it back in a header, so it cannot be HttpOnly.
            "xsrf_cookie_kwargs": {"samesite": "Lax"},
            # Jupyter's and Voilà's own handlers; ours say the same by themselves (site.py).
            "headers": {
                "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
                "Referrer-Policy": "same-origin",
            },
        }

    def init_handlers(self) -> list[tuple[Any, ...]]:
        """Return our routes, then the few of Voilà's a kernel and its own front end need."""
        wanted = {VoilaKernelWebsocketHandler: kernels.KernelSocket, TemplateStaticFileHandler: TemplateFiles}
        dropped = re.compile(r"/(voila/(tree|render|files|query|execution|api/(contents|shutdown|themes)).*)?$")
        theirs = [
            (route[0], wanted.get(route[1], route[1]), *route[2:])
            for route in super().init_handlers()
            if not dropped.match("/" + route[0].removeprefix(self.server_url))
        ]
        return [*self._routes(), *theirs]

    def _routes(self) -> list[tuple[Any, ...]]:
        base, name = re.escape(self.server_url), f"({notebooks.NAME})"
        rendering = {"gate": asyncio.Semaphore(render.AT_A_TIME), "front_ends": self._front_ends()}
        making = {"workers": ThreadPoolExecutor(max_workers=1, thread_name_prefix="papers")}
        routes: list[tuple[Any, ...]] = [
            (r"", doors.Landing),
            (r"start", doors.Start),
            (r"t/([^/]*)", doors.SecretLink),
            (r"me", doors.Me),
            (r"me/switch", doors.Switch),
            (r"me/replace", doors.ReplaceLink),
            (r"leave", doors.Leave),
            (rf"assess/{name}", render.Render, {"door": "assess", **rendering}),
            (rf"lab/{name}", render.Render, {"door": "lab", **rendering}),
            (r"result", render.Render, {"door": "result", **rendering}),
            (r"api/entries", entries.Entries),
            (r"api/dossier", entries.Dossier),
            (r"api/changes", entries.ChangesStream),
            (rf"api/release/{KERNEL_ID}", render.Release),
            # Where Voilà's own front end sends its farewell.
            (rf"voila/api/shutdown/{KERNEL_ID}", render.Release),
            (r"export/dossier\.json", transfer.Export),
            (r"export/dossier\.(pdf|xlsx|csv)", papers.Download, making),
            (r"export/application\.pdf", papers.ApplicationFile, making),
            (r"export/articles\.pdf", papers.ArticlesFile, making),
            (r"application", papers.Application, making),
            (r"articles", papers.Articles, making),
            (r"import", transfer.Import),
            (r"delete", transfer.Delete),
            (r"health", doors.Health),
            (r"static/(\w+)/([\w.]+)", StaticFile),
        ]
        return [(f"{base}{route[0]}", *route[1:]) for route in routes]

    def _front_ends(self) -> dict[str, Any]:
        """Return what Voilà needs to render with our light template, and with its own stripped of outside hosts."""
        found = {}
        for front_end, template in (("own", "coopkit"), ("voila", "coopkit-voila")):
            configuration = VoilaConfiguration(parent=self)
            configuration.template = template
            found[front_end] = {
                "configuration": configuration,
                "template_paths": collect_template_paths(["voila", "nbconvert"], template, prune=True),
            }
        return found

    def listen(self) -> None:
        """Listen, and say so once it is true."""
        bind = self.app.listen

        def bind_and_tell(port: int, address: str) -> None:
            bind(port, address, xheaders=True, max_buffer_size=MAX_UPLOAD, max_body_size=MAX_UPLOAD)
            self._tell(port, address)

        self.app.listen = bind_and_tell
        super().listen()

    def _tell(self, port: int, address: str) -> None:
        name = "127.0.0.1" if address in {"0.0.0.0", "::", ""} else address  # noqa: S104  (compared, not bound)
        here = f"http://[{name}]:{port}/" if ":" in name else f"http://{name}:{port}/"
        lines = [f"coopkit: ready at {here}"]
        if address == "0.0.0.0" and (lan := lan_address()):  # noqa: S104  (compared, not bound)
            lines.append(f"coopkit: for phones on the same network http://{lan}:{port}/")
        sys.stdout.write("\n".join(lines) + "\n")
        sys.stdout.flush()
        if self.open_when_ready:
            # Some systems answer only when the browser closes.
            threading.Thread(target=webbrowser.open, args=(here,), daemon=True).start()


def serve(  # noqa: PLR0913  (one for each option of the command)
    *, host: str, port: int, home: Path | None, browser: bool, example: str | None, notebooks_folder: Path | None
) -> None:
    """Serve the kit until it is interrupted; raises CoopkitError with one sentence when it cannot start.

    `home` keeps the answers (the platform's folder for user data by default), `example` is what new dossiers start
    from, `notebooks_folder` holds the trainer's versions of notebooks. Port 0 takes any free one.
    """
    loaded = content.load()
    start_from = content.example(example) if example else None
    home = (home or Path(platformdirs.user_data_dir("coopkit"))).expanduser().resolve()
    port = port_to_use(host, port)
    store = open_home(home)
    secret = cookie_secret(home)
    allow_many_files()
    # Voilà finds templates by this path at every look-up; ours travel inside the package.
    os.environ["JUPYTER_PATH"] = os.pathsep.join(
        [str(PACKAGE / "share" / "jupyter"), *filter(None, [os.environ.get("JUPYTER_PATH")])]
    )
    # Tornado takes Jupyter's milliseconds for seconds and complains of them; both ping as they should (tornado >= 6.5).
    logging.getLogger("tornado.general").addFilter(lambda record: "websocket_ping_timeout" not in record.getMessage())
    app = CoopVoila(config=settings(host, port, secret))
    app.open_when_ready = browser
    app.services = Services(
        store=store,
        content=loaded,
        assets=Assets(),
        notebooks=notebooks.Notebooks(loaded.catalogue, notebooks_folder and notebooks_folder.resolve()),
        changes=Changes(),
        templates=template_environment(),
        example=start_from,
    )
    try:
        app.initialize([])
        app.start()
    finally:
        store.close()


def settings(host: str, port: int, secret: bytes) -> Config:
    """Return Voilà's settings; a voila.json lying about must not change them."""
    idle_seconds = number_from("COOPKIT_IDLE_SECONDS") or IDLE_SECONDS
    config = Config()
    config.CoopVoila.update(
        ip=host,
        port=port,
        port_retries=0,
        open_browser=False,
        config_file_paths=[],
        log_level="WARN",
        # Only pictures of a trainer's narrative are read from here; no route serves it.
        root_dir=str(kit_path("assessments")),
        cookie_secret=secret,
        authorizer_class=identity.OwnKernelOnly,
        identity_provider_class=identity.SeatIdentity,
        tornado_settings={"ws_ping_interval": 15_000, "ws_ping_timeout": 45_000},
    )
    config.VoilaConfiguration.update(
        template="coopkit",
        allow_template_override="NO",
        allow_theme_override="NO",
        preheat_kernel=False,
        progressive_rendering=False,
        show_tracebacks=False,
        multi_kernel_manager_class=kernels.Kernels,
        kernel_spec_manager_class=kernels.OwnPython,
        # For trainers' own notebooks only (front_end: voila); our page loads none of them.
        extension_allowlist=["@jupyter-widgets/jupyterlab-manager", "@voila-dashboards/widgets-manager8", "anywidget"],
        file_allowlist=[],
    )
    config.Kernels.update(
        max_kernels=number_from("COOPKIT_MAX_KERNELS") or kernels.kernels_that_fit(),
        cull_idle_timeout=idle_seconds,
        cull_interval=max(1, min(30, idle_seconds // 4)),
        # A page left open must not hold a kernel: it sleeps, and wakes with the next edit.
        cull_connected=True,
        buffer_offline_messages=False,
        allow_tracebacks=False,
    )
    # A kernel restarted empty helps nobody (and leaks here): the page is told "dead" within a second and takes another.
    config.AsyncIOLoopKernelRestarter.update(restart_limit=0, time_to_dead=1.0)
    if sys.platform == "linux":
        # Files only their owner can open, instead of ports any user of this machine can reach. Elsewhere the path of
        # such a file may be longer than the system takes.
        config.ServerKernelManager.update(transport="ipc")
    config.VoilaExecutor.update(timeout=60, startup_timeout=60)
    config.VoilaExporter.update(exclude_anchor_links=True)
    return config


def log_request(handler: Any) -> None:  # noqa: ANN401  (tornado's signature)
    """Log what went wrong on our side; never an address, which may be somebody's secret link."""
    if handler.get_status() >= 500:  # noqa: PLR2004  (HTTP: an error of the server)
        route = handler.request.path.split("/")[1] if handler.request.path.count("/") else ""
        logging.getLogger("coopkit").warning("%s /%s: %d", handler.request.method, route, handler.get_status())
