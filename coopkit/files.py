"""The one place that finds the kit's own files: inside the wheel, or in the checkout beside the package."""

from __future__ import annotations

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent


def kit_path(*parts: str) -> Path:
    """Return the path of one of the kit's files or folders, named part by part ("data", "law").

    Raises FileNotFoundError naming the path when an installation is incomplete.
    """
    for base in (PACKAGE / "_kit", PACKAGE.parent):
        if (found := base.joinpath(*parts)).exists():
            return found
    msg = f"the kit's file {'/'.join(parts)} is missing beside {PACKAGE}: install coopkit again"
    raise FileNotFoundError(msg)
