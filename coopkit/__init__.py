"""coopkit: check a cooperative project against the European social-enterprise model.

What a notebook calls; importing this package does no work.
"""

from __future__ import annotations

__version__ = "0.1.0"
__all__ = ["__version__", "assessment", "cohort", "lab", "result"]


def __getattr__(name: str) -> object:
    """Give the four calls of a notebook, loading what they need only then."""
    if name in {"assessment", "cohort", "lab", "result"}:
        from coopkit import pages

        return getattr(pages, name)
    msg = f"module 'coopkit' has no attribute {name!r}"
    raise AttributeError(msg)
