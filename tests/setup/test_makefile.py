"""The runner: it describes itself, installs once, and says in one sentence what a machine lacks."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
MAKEFILE = (ROOT / "Makefile").read_text()


def make(*arguments: str, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    environ = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
    return subprocess.run(["make", *arguments], capture_output=True, text=True, check=False, cwd=cwd, env=environ)


@pytest.fixture
def machine(tmp_path: Path) -> Path:
    """A folder with the Makefile alone, and a Python that says no to what `lacks` names."""
    for name in ("Makefile", "pyproject.toml", "constraints.txt"):
        (tmp_path / name).write_text((ROOT / name).read_text())
    return tmp_path


def python_without(folder: Path, lacking: str) -> str:
    path = folder / "python3"
    path.write_text(f'#!/bin/sh\ncase "$*" in *"{lacking}"*) exit 1;; esac\n')
    path.chmod(0o755)
    return str(path)


def test_every_target_describes_itself() -> None:
    (phony,) = re.findall(r"^\.PHONY: (.*)$", MAKEFILE, re.MULTILINE)
    said = make().stdout
    for target in phony.split():
        assert f"make {target} " in said


def test_without_the_venv_module_the_package_to_install_is_named(machine: Path) -> None:
    done = make("serve", f"PYTHON={python_without(machine, 'import venv')}", cwd=machine)
    assert done.returncode != 0
    assert "python3-venv" in done.stdout
    assert not (machine / ".venv").exists()


def test_an_old_python_is_told_kindly(machine: Path) -> None:
    done = make("serve", f"PYTHON={python_without(machine, 'version_info')}", cwd=machine)
    assert done.returncode != 0
    assert "Python 3.11 or newer" in done.stdout


def test_what_is_installed_is_not_installed_again_until_the_list_changes(machine: Path) -> None:
    (machine / ".venv").mkdir()
    for number, name in enumerate(("pyproject.toml", "constraints.txt", ".venv/venv.stamp", ".venv/run.stamp")):
        (machine / name).touch()
        os.utime(machine / name, (number, number))
    assert "pip install" not in make("--dry-run", "serve", cwd=machine).stdout
    os.utime(machine / "constraints.txt", (9, 9))
    assert "pip install" in make("--dry-run", "serve", cwd=machine).stdout


def test_the_port_and_the_host_can_be_chosen(machine: Path) -> None:
    said = make("--dry-run", "serve", "PORT=9001", "HOST=0.0.0.0", cwd=machine).stdout
    assert "--port 9001 --host 0.0.0.0" in said


def test_ci_and_the_hooks_call_the_targets_a_contributor_calls() -> None:
    targets = set(re.findall(r"^([a-z-]+):.*## ", MAKEFILE, re.MULTILINE))
    called = re.findall(r"^make (.*)$", (ROOT / ".ci" / "run").read_text(), re.MULTILINE)
    assert " ".join(called).split() == ["lint", "types", "layers", "test"]
    (repository,) = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text())["repos"]
    assert repository["repo"] == "local"
    assert {hook["entry"].removeprefix("make ") for hook in repository["hooks"]} <= targets
