"""The layers of docs/architecture.md, and what an import may cost."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MODULES = sorted((ROOT / "coopkit").rglob("*.py"))
SCRIPTS = sorted((ROOT / "coopkit").rglob("*.js"))
MOST_LINES = 350
"""Blank lines not counted."""
SAYS_NOTHING = {"utils", "helpers", "common", "manager", "misc"}
HEAVY = {
    "IPython",
    "anywidget",
    "ipywidgets",
    "matplotlib",
    "networkx",
    "numpy",
    "pandas",
    "pydantic",
    "sqlalchemy",
    "voila",
    "yaml",
}


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            yield node.module or ""


def loaded_by(statement: str) -> set[str]:
    code = f"import sys; {statement}; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    return {name.split(".")[0] for name in done.stdout.split()} | set(done.stdout.split())


def test_nothing_imports_upward() -> None:
    lint = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([str(lint), "--no-cache"], capture_output=True, text=True, check=False, cwd=ROOT)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("path", [path for path in MODULES if "core" in path.parts], ids=lambda path: path.stem)
def test_the_core_is_the_standard_librarys(path: Path) -> None:
    allowed = {*sys.stdlib_module_names, *({"numpy"} if "simulate" in path.parts else set())}
    foreign = {name for name in imported(path) if name.split(".")[0] not in allowed}
    assert {name for name in foreign if not name.startswith("coopkit.core")} == set()


def test_importing_the_kit_does_no_work() -> None:
    assert HEAVY & loaded_by("import coopkit") == set()


def test_simulators_load_numpy_only_when_they_draw_or_estimate() -> None:
    simulators = [f"coopkit.core.simulate.{path.stem}" for path in MODULES if path.parent.name == "simulate"]
    assert "numpy" not in loaded_by(f"import {', '.join(simulators)}")


def test_a_kernel_loads_neither_pandas_nor_matplotlib_nor_the_store_before_they_are_asked_for() -> None:
    loaded = loaded_by("import coopkit.pages")
    assert {
        "pandas",
        "matplotlib",
        "networkx",
        "sqlalchemy",
        "voila",
        "coopkit.store",
        "coopkit.server",
    } & loaded == set()


def test_a_server_starts_without_the_grammar_nobody_asks_for() -> None:
    assert "rfc3987_syntax.syntax_helpers" not in loaded_by("import coopkit.server.app")


@pytest.mark.parametrize("path", [*MODULES, *SCRIPTS], ids=lambda path: path.name)
def test_a_module_has_one_duty_a_length_and_a_name_that_says_it(path: Path) -> None:
    assert sum(1 for line in path.read_text().splitlines() if line.strip()) <= MOST_LINES
    assert path.stem not in SAYS_NOTHING
