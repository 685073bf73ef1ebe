"""How long a lab's figures and picture take in the kernel after one change, for each example.

Run: python -m benchmarks.labs. Aim: 150 ms of one core at the median, as the machine may be busy with something else;
the way to the browser and back comes on top.
"""

from __future__ import annotations

from datetime import date
from statistics import median
from time import process_time

from coopkit import content
from coopkit.core.dossier import get, put
from coopkit.core.fields import find
from coopkit.core.model import Document
from coopkit.pages.showing import Asked, views

AIM = 150
RUNS = 9
ON = date(2026, 11, 23)
CHANGED = {
    "story": "facts.founders.*.hours_per_week",
    "who-decides": "facts.members.*.shares",
    "surplus": "facts.surplus.*.mission_amount",
    "money": "facts.holdings.*.amount",
    "lasting": "facts.resources.*.amount",
    "our-model": "facts.resources.*.amount",
    "help": "facts.meetings.rounds",
    "pitch": "facts.need.interviews",
}
"""A number of each lab that its figures and its picture follow; `*` is the first row."""


def place(path: str, document: Document) -> str:
    """Return where that number stands in a dossier, in a new row where there is none."""
    table, star, column = path.partition(".*.")
    rows = get(document, table)
    return f"{table}.{next(iter(rows)) if isinstance(rows, dict) and rows else 'r1'}.{column}" if star else path


def after_a_change(lab: str, example: str) -> float:
    """Return the milliseconds at the median that all that follows a change takes; each change is another."""
    document = content.example(example)
    path = place(CHANGED[lab], document)
    known = find(content.load().catalogue, path)
    times = []
    for value in range(2, RUNS + 3):
        changed = put(document, path, value if known and known.type == "integer" else str(value))
        start = process_time()
        for _ in views(lab, changed, Asked(language="fr", on=ON), drawn=True):
            pass
        times.append(1000 * (process_time() - start))
    return median(times[1:])  # the first one loads what draws


def main() -> None:
    """Print the table."""
    names = list(content.load().examples)
    print(f"\na lab after one change: {', '.join(names)} (aim: {AIM} ms)")
    for lab in CHANGED:
        took = [after_a_change(lab, name) for name in names]
        above = "ABOVE THE AIM" if max(took) > AIM else ""
        print(f"{lab:12} slowest {max(took):6.0f} ms  {above:13}  {'  '.join(f'{one:.0f}' for one in took)}")


if __name__ == "__main__":
    main()
