"""What the kit serves: pages, answers, kernels. Gives no verdict: those come from the notebook's kernel."""

from __future__ import annotations

import sys

# Jupyter reads its schemas with jsonschema, which compiles a grammar of international web addresses where it finds
# this package: 1.6 s of the 2.9 s a start takes (measured). No schema here asks for such an address.
sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]  # None: an import that fails (Python's docs)
