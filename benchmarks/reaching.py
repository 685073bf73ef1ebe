"""How long the smallest change takes to find, and how steady the steps are: each example.

Run: python -m benchmarks.reaching. Aim: one second, in the kernel, after the first view.
"""

from __future__ import annotations

from datetime import date

from benchmarks.assess import examples
from benchmarks.timing import Growth, best
from coopkit import content
from coopkit.core.assess import assess
from coopkit.core.next_steps import steady
from coopkit.core.reaching import ways

AIM = 1000


def main() -> None:
    """Print the tables."""
    catalogue = content.load().catalogue
    known = examples()
    searched = Growth(f"the smallest change, by sets tried: {', '.join(known)}", aim=AIM)
    for example in known.values():
        on = date.fromisoformat(example["expected"]["on"])
        tried = sum(way.tried for way in ways(example["dossier"], catalogue, on))
        searched.line(max(tried, 1), best(ways, example["dossier"], catalogue, on, runs=2))
    weighed = Growth("a thousand weightings, by steps there are", aim=AIM)
    for example in known.values():
        told = assess(example["dossier"], catalogue, date.fromisoformat(example["expected"]["on"]))
        weighed.line(max(len(told.next_steps), 1), best(steady, told, catalogue))


if __name__ == "__main__":
    main()
