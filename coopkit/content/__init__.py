"""The kit's data as the program sees it: `load()` for everybody, `problems()` for `coopkit check`."""

from __future__ import annotations

from coopkit.content.loading import Content, ContentError, UnknownExample, example, load

__all__ = ["Content", "ContentError", "UnknownExample", "example", "load"]
