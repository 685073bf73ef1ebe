"""The kit's data as the program sees it: `load()` for everybody; `check.problems()` for `coopkit check`."""

from __future__ import annotations

from coopkit.content.loading import (
    Content,
    ContentError,
    UnknownExampleError,
    dossier_tree,
    example,
    example_title,
    load,
    parse_yaml,
    texts,
)

__all__ = [
    "Content",
    "ContentError",
    "UnknownExampleError",
    "dossier_tree",
    "example",
    "example_title",
    "load",
    "parse_yaml",
    "texts",
]
