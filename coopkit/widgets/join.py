"""One JavaScript file out of our ES modules, for a page's script and for each widget's `_esm`.

No bundler: relative imports are followed, their lines and the word `export` dropped,
so names are unique over all modules.
"""

import re
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent
_IMPORT = re.compile(r'^import [^"]*"\./(?P<file>[\w.]+)";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?!default)", re.MULTILINE)


@cache
def join(entry: str) -> str:
    """Return the entry and everything it imports as one text.

    An entry with a default export stays an ES module; another is closed in a function, to be a classic script.
    """
    seen: dict[str, str] = {}

    def visit(name: str) -> None:
        if name in seen:
            return
        seen[name] = ""  # reserved first: a circle of imports ends here
        text = (HERE / name).read_text(encoding="utf-8")
        for match in _IMPORT.finditer(text):
            visit(match["file"])
        del seen[name]
        seen[name] = _EXPORT.sub("", _IMPORT.sub("", text))

    visit(entry)
    whole = "\n".join(seen.values())
    return whole if "export default" in whole else f'"use strict";\n(() => {{\n{whole}}})();\n'
