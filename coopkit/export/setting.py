"""Typst at work: a template and what is told go in, a PDF comes out; in this process, or in one of its own.

A server sets in a process of its own: Typst keeps what it has set, and would make the server ten times as large.
"""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias, cast

from coopkit.core.model import CoopkitError

if TYPE_CHECKING:
    import typst

HERE = Path(__file__).parent
LONGEST = 60
"""Seconds a process of its own may take."""

Setter: TypeAlias = Callable[[object, date], bytes]
"""What makes a PDF of what is told (mappings, lists and texts), dated on a day."""


class NotSetError(CoopkitError):
    """A process of its own made no PDF."""


def set_here(told: object, on: date) -> bytes:
    """Return the PDF: tagged, to PDF/UA-1 where every sign somebody typed has a shape."""
    return _set(json.dumps(told, ensure_ascii=False), on)


def set_apart(told: object, on: date) -> bytes:
    """Return the same PDF from a process that ends with it; raises NotSetError."""
    command = [sys.executable, "-m", "coopkit.export.setting", on.isoformat()]
    sent = json.dumps(told, ensure_ascii=False).encode()
    done = subprocess.run(command, input=sent, capture_output=True, timeout=LONGEST, check=False)  # noqa: S603  (our own module; what people typed goes in as data)
    if done.returncode:
        raise NotSetError(done.stderr.decode(errors="replace"))
    return done.stdout


def _set(told: str, on: date) -> bytes:
    import typst

    def compiled(*standards: str) -> bytes:
        return typst.compile(
            HERE / "dossier.typ",
            font_paths=_fonts(),
            ignore_system_fonts=True,
            pdf_standards=cast("list[typst.PDFStandard]", list(standards)),
            sys_inputs={"told": told},
            timestamp=datetime.combine(on, time(), tzinfo=UTC),
        )

    try:
        return compiled("ua-1")
    except typst.TypstError:  # a sign without a shape: the claim goes, the paper stays
        return compiled()


@cache
def _fonts() -> typst.Fonts:
    """Return the kit's own fonts, and behind them what matplotlib brings: names are written in every alphabet."""
    import typst

    plots = importlib.util.find_spec("matplotlib")  # not loaded for the sake of its folder
    behind = [Path(plots.origin).parent / "mpl-data" / "fonts" / "ttf"] if plots and plots.origin else []
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[HERE / "fonts", *behind])


if __name__ == "__main__":
    sys.stdout.buffer.write(_set(sys.stdin.buffer.read().decode(), date.fromisoformat(sys.argv[1])))
