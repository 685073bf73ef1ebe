"""Write data/dossier.schema.json, the published JSON Schema of a dossier, from the catalogue."""

from __future__ import annotations

import json
from pathlib import Path

from coopkit import content
from coopkit.export.schema import schema

FILE = Path(__file__).resolve().parents[1] / "data" / "dossier.schema.json"


def main() -> None:
    """Write it, and say where."""
    FILE.write_text(json.dumps(schema(content.load().catalogue), ensure_ascii=False, indent=1) + "\n")
    print(FILE)


if __name__ == "__main__":
    main()
