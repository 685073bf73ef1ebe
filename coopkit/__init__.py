"""coopkit: check a cooperative project against the European social-enterprise model.

What a notebook calls; importing this package does no work.
"""

from __future__ import annotations

__version__ = "0.1.0"
__all__ = ["__version__", "assessment", "cohort", "lab", "panels", "result"]


def __getattr__(name: str) -> object:
    """Give the calls of a notebook, loading what they need only then."""
    if name in __all__:  # the version is there already, and never asked of this
        from coopkit import pages

        return getattr(pages, name)
    msg = f"module 'coopkit' has no attribute {name!r}"
    raise AttributeError(msg)
