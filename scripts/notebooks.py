"""Run the notebooks on their examples: `store` keeps what they say, `check` compares it (nbval, strict).

Each notebook names its example in its metadata; the day is fixed, so that a change of law does not look like a mistake.
"""

from __future__ import annotations

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from itertools import groupby
from pathlib import Path

import nbformat
from nbclient import NotebookClient

ROOT = Path(__file__).resolve().parents[1]
NOTEBOOKS = sorted([*(ROOT / "assessments").glob("*.ipynb"), *(ROOT / "workshops").rglob("*.ipynb")])
DAY = "2026-11-23"
LANGUAGE = "en"
SAID = {"text/plain", "text/html"}
"""What is stored of an output: its words, and a table as a table. Ids of widgets age."""
PYTEST = "import coopkit.server, sys, pytest; sys.exit(pytest.main())"
"""The server's package first: what it leaves out takes longer to load than most notebooks to run."""


def example(path: Path) -> str:
    """Return the example a notebook is run on."""
    return str(nbformat.read(path, as_version=4).metadata["coopkit"]["example"])


def settings(path: Path) -> dict[str, str]:
    """Return the environment a notebook is run in."""
    return {"COOPKIT_EXAMPLE": example(path), "COOPKIT_DATE": DAY, "COOPKIT_LANGUAGE": LANGUAGE}


def store(path: Path) -> None:
    """Execute a notebook and keep its words, without ids or times."""
    os.environ.update(settings(path))
    notebook = nbformat.read(path, as_version=4)
    NotebookClient(
        notebook, timeout=120, kernel_name="python3", resources={"metadata": {"path": path.parent}}
    ).execute()
    notebook.metadata.pop("widgets", None)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.metadata.pop("execution", None)
            for output in cell.outputs:
                if output.output_type == "stream":
                    msg = f"{path.name}: a cell printed or warned instead of answering: {output.text}"
                    raise RuntimeError(msg)
                output.data = {kind: said for kind, said in output.data.items() if kind in SAID}
    nbformat.write(notebook, path)


def check(paths: list[Path], arguments: list[str]) -> int:
    """Return 0 when notebooks of one example say what is stored, else nbval's code; what it says is told at once."""
    command = [sys.executable, "-c", PYTEST, "--nbval", "--nbval-current-env", "-q", "-p", "no:cacheprovider"]
    done = subprocess.run(
        [*command, *arguments, *map(str, paths)],
        cwd=ROOT,
        env={**os.environ, **settings(paths[0])},
        check=False,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    print(done.stdout, end="", flush=True)
    return done.returncode


def main() -> int:
    """Store or check all notebooks; every one is looked at, even after a failure."""
    match sys.argv[1:]:
        case ["store"]:
            for path in NOTEBOOKS:
                store(path)
            return 0
        case ["check", *arguments]:
            alike = groupby(sorted(NOTEBOOKS, key=example), key=example)
            with ThreadPoolExecutor(os.cpu_count()) as several:
                return max(several.map(partial(check, arguments=arguments), [list(paths) for _, paths in alike]))
    print("usage: notebooks.py store | check [arguments for pytest]", file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main())
