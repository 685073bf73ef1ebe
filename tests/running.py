"""A real `coopkit serve` for tests: its own port and home, its output at hand, always ended by its process id."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Self

import psutil

START_SECONDS = 60.0
STOP_SECONDS = 15.0


def free_port() -> int:
    """A port nobody listens on just now."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def is_kernel(process: psutil.Process) -> bool:
    """Whether a process is a living notebook kernel."""
    try:
        return "ipykernel" in " ".join(process.cmdline())
    except psutil.Error:  # it ended, or has ended and nobody asked yet how
        return False


class Running:
    """One server process. After `stop` or `kill`, `start` brings it back on the same port with the same home.

    `with Running(...) as server:` starts it and ends it.
    """

    def __init__(
        self,
        home: Path,
        *arguments: str,
        coopkit: Path | None = None,
        cwd: Path | None = None,
        counted: bool = True,
        **environ: str,
    ) -> None:
        """`counted`: whether the lines it runs count as covered; tests in a browser do without, as counting slows."""
        self.home = home
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.log = home.with_name(f"{home.name}-output.txt")
        self._coopkit = coopkit or Path(sys.executable).with_name("coopkit")
        self._arguments = arguments
        self._cwd = cwd
        self._environ = environ
        self._hidden = ("COOPKIT_",) if counted else ("COOPKIT_", "COVERAGE_")
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        """Start it."""
        self.start()
        return self

    def __exit__(self, *raised: object) -> None:
        """End it politely."""
        self.stop()

    def start(self) -> Running:
        """Start and wait until `/health` answers; raises with the server's output when it dies or never does."""
        self.home.parent.mkdir(parents=True, exist_ok=True)
        command = [
            str(self._coopkit), "serve", "--no-browser",
            "--host", "127.0.0.1", "--port", str(self.port), "--home", str(self.home), *self._arguments,
        ]  # fmt: skip
        inherited = {name: value for name, value in os.environ.items() if not name.startswith(self._hidden)}
        with self.log.open("ab") as output:
            self._process = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                cwd=self._cwd,
                env=inherited | self._environ,
            )
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            if self.health():
                return self
            try:
                code = self._process.wait(timeout=0.1)
            except subprocess.TimeoutExpired:
                continue
            self._process = None
            msg = f"coopkit serve ended with {code}:\n{self.output()}"
            raise AssertionError(msg)
        self.kill()
        msg = f"coopkit serve was not ready after {START_SECONDS:.0f} s:\n{self.output()}"
        raise AssertionError(msg)

    def health(self) -> dict[str, object]:
        """What `/health` says; empty while nobody answers."""
        try:
            with urllib.request.urlopen(f"{self.url}/health", timeout=5) as answer:
                return dict(json.load(answer))
        except (urllib.error.URLError, OSError):
            return {}

    def output(self) -> str:
        """Everything the server printed, restarts included."""
        return self.log.read_text(errors="replace") if self.log.exists() else ""

    def kernels(self) -> list[psutil.Process]:
        """The notebook kernels of this server, and of no other."""
        if self._process is None:
            return []
        family = psutil.Process(self._process.pid).children(recursive=True)
        return [process for process in family if is_kernel(process)]

    def stop(self) -> None:
        """End it politely; what it started and left behind is ended too."""
        self._end(signal.SIGTERM)

    def kill(self) -> None:
        """End it at once, as a power cut would."""
        self._end(signal.SIGKILL)

    def _end(self, how: signal.Signals) -> None:
        if self._process is None:
            return
        try:
            family = psutil.Process(self._process.pid).children(recursive=True)
        except psutil.NoSuchProcess:
            family = []
        self._process.send_signal(how)
        try:
            self._process.wait(timeout=STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._process = None
        _, alive = psutil.wait_procs(family, timeout=2)
        for process in alive:
            process.kill()
        psutil.wait_procs(alive, timeout=2)
