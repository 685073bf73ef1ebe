"""What the server asks of the machine it runs on: a port, a secret kept between runs, many open files."""

from __future__ import annotations

import os
import secrets
import socket
from pathlib import Path

from coopkit.core.model import CoopkitError

MANY_FILES = 65_536
SECRET_BYTES = 32


class CannotServe(CoopkitError):  # noqa: N818  (the situation is the name)
    """The server cannot start; the message says why and what to do."""


def port_to_use(host: str, port: int) -> int:
    """Return the port if it can be listened on (0: any free one); raises CannotServe."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        if os.name == "posix":  # else a port in its closing minute looks taken, and on Windows a taken one free
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OverflowError as problem:
            msg = f"{port} is no port: give a number from 1024 to 65535 with --port."
            raise CannotServe(msg) from problem
        except OSError as problem:
            msg = f"{host}:{port} cannot be listened on ({problem.strerror}). Give another number with --port."
            raise CannotServe(msg) from problem
        return int(probe.getsockname()[1])


def cookie_secret(home: Path) -> bytes:
    """Return the secret that signs cookies, made once: a restart must not send everybody away."""
    path = home / "cookie_secret"
    try:
        if not path.exists() or (path.is_file() and path.stat().st_size < SECRET_BYTES):  # cut short by a power cut
            with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
                file.write(secrets.token_bytes(SECRET_BYTES))
        path.chmod(0o600)
        return path.read_bytes()
    except OSError as problem:
        msg = f"{path}: this file cannot be used ({problem.strerror}). Choose another folder with --home."
        raise CannotServe(msg) from problem


def number_from(name: str) -> int | None:
    """Return the number above zero an environment variable holds, None when it is not set; raises CannotServe."""
    given = os.environ.get(name)
    if not given:
        return None
    if not (given.isascii() and given.isdecimal() and int(given) > 0):
        msg = f"{name}={given}: give a whole number above zero, or leave it out."
        raise CannotServe(msg)
    return int(given)


def allow_many_files() -> None:
    """Raise the limit of open files as far as this system lets us: a page takes thirteen."""
    try:
        import resource
    except ImportError:  # Windows has no such limit to raise
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = MANY_FILES if hard == resource.RLIM_INFINITY else min(hard, MANY_FILES)
    if soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


def lan_address() -> str | None:
    """Return this machine's address for its neighbours; nothing is sent to find it."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # an address reserved for examples: only the route to it is looked up
            return str(probe.getsockname()[0])
        except OSError:
            return None
