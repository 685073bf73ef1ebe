"""How long assessing one dossier takes: each example, and one whose tables grow to the most rows a table may have.

Run: python -m benchmarks.assess. Aim: 10 ms for one dossier.
"""

from __future__ import annotations

from copy import deepcopy
from datetime import date
from itertools import cycle, islice
from typing import Any

from benchmarks.timing import Growth, best
from coopkit import content
from coopkit.core.assess import assess
from coopkit.core.dossier import MAX_ROWS
from coopkit.files import kit_path

AIM = 10
GROWING = "grocer"


def examples() -> dict[str, Any]:
    """Return each example by the name of its file."""
    return {path.stem: content.parse_yaml(path) for path in sorted(kit_path("data", "examples").glob("*.yaml"))}


def grown(dossier: dict[str, Any], tables: list[str], rows: int) -> dict[str, Any]:
    """Return the dossier with its tables repeated until each has so many rows."""
    made = deepcopy(dossier)
    for table in tables:
        there = made["facts"].get(table, {}).values()
        made["facts"][table] = {f"r{number}": dict(row) for number, row in enumerate(islice(cycle(there), rows))}
    return made


def main() -> None:
    """Print the tables."""
    catalogue = content.load().catalogue
    known = examples()
    growth = Growth(f"each example: {', '.join(known)}; by rows", aim=AIM)
    for example in known.values():
        rows = sum(len(example["dossier"]["facts"].get(table.path.partition(".")[2], {})) for table in catalogue.tables)
        on = date.fromisoformat(example["expected"]["on"])
        growth.line(rows, best(assess, example["dossier"], catalogue, on))
    tables = [table.path.partition(".")[2] for table in catalogue.tables]
    example = known[GROWING]
    on = date.fromisoformat(example["expected"]["on"])
    for grow, name in ((tables, "every table"), *(([table], table) for table in tables)):
        growth = Growth(f"{GROWING}, {name} growing, by rows", aim=AIM)
        for rows in (5, 50, 150, MAX_ROWS):
            growth.line(rows, best(assess, grown(example["dossier"], grow, rows), catalogue, on))


if __name__ == "__main__":
    main()
