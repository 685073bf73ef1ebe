"""One mistake in data/, as `coopkit check` tells it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Problem:
    """Where it is, what it is, and how to mend it. `file` is relative to the data folder; lines start at 1."""

    file: str
    line: int
    what: str
    mend: str

    def __str__(self) -> str:
        """Return the line editors can jump to."""
        return f"{self.file}:{self.line}: {self.what} - {self.mend}"


def suggest(name: str, known: Iterable[str]) -> str:
    """Return how to mend a name nobody knows: the nearest one, else those there are."""
    names = sorted(set(known))
    if near := get_close_matches(name, names, 1):
        return f"did you mean {near[0]}?"
    return f"known here: {', '.join(names[:20])}" if names else "nothing is known here yet"
