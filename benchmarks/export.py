"""How much of a core each file of each example takes to make: the first one of a process loads Typst or pandas as well.

Run: python -m benchmarks.export. Aim: 2 s of one core, whatever the language;
the machine may be busy with something else meanwhile.
"""

from __future__ import annotations

from datetime import date
from time import process_time

from coopkit import content
from coopkit.core.model import LANGUAGES
from coopkit.export import FORMATS, export

AIM = 2000
ON = date(2026, 11, 23)


def main() -> None:
    """Print the table."""
    names = list(content.load().examples)
    for form in FORMATS:
        print(f"\n{form} (aim: {AIM} ms)")
        for language in LANGUAGES:
            took = []
            for name in names:
                # Timed once: Typst keeps what it has set, and the next one would cost it nothing.
                start = process_time()
                size = len(export(content.example(name), form, language, ON))
                took.append((1000 * (process_time() - start), size))
            slowest = max(took)[0]
            above = "ABOVE THE AIM" if slowest > AIM else ""
            told = "  ".join(f"{took_:.0f} ms/{size / 1000:.0f} kB" for took_, size in took)
            print(f"{language}  slowest {slowest:7.0f} ms  {above}  {told}")


if __name__ == "__main__":
    main()
