"""scripts/browser.py: which browser is taken, and what is said when there is none."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

SCRIPT = Path(__file__).parents[2] / "scripts" / "browser.py"


@pytest.fixture(scope="module")
def browser() -> ModuleType:
    spec = importlib.util.spec_from_file_location("browser", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def program(folder: Path, name: str) -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_text("#!/bin/sh\n")
    path.chmod(0o755)
    return path


def test_the_named_browser_comes_first(browser: ModuleType, tmp_path: Path) -> None:
    mine = program(tmp_path / "mine", "my-browser")
    program(tmp_path / "bin", "chromium")
    found = browser.on_this_machine({"COOPKIT_CHROMIUM": str(mine), "PATH": str(tmp_path / "bin")})
    assert found == str(mine)


def test_a_named_browser_that_cannot_run_is_said_not_overruled(browser: ModuleType, tmp_path: Path) -> None:
    program(tmp_path / "bin", "chromium")
    with pytest.raises(SystemExit, match=r"COOPKIT_CHROMIUM names .*/nowhere"):
        browser.on_this_machine({"COOPKIT_CHROMIUM": "/nowhere", "PATH": str(tmp_path / "bin")})


@pytest.mark.parametrize("name", ["chromium", "chromium-browser", "google-chrome", "chrome"])
def test_each_usual_name_is_found_on_the_path(browser: ModuleType, tmp_path: Path, name: str) -> None:
    expected = program(tmp_path / "bin", name)
    assert browser.on_this_machine({"PATH": str(tmp_path / "bin")}) == str(expected)


def test_without_any_playwrights_own_is_taken(
    browser: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(browser, "playwrights_own", lambda: "/its/own")
    assert browser.on_this_machine({"PATH": str(tmp_path)}) == "/its/own"


def test_root_installs_debians_and_says_so_first(
    browser: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    program(tmp_path, "apt-get")
    ran: list[str] = []
    heard: list[str] = []

    def attempt(command: list[str]) -> bool:
        ran.append(" ".join(command))
        heard.append(capsys.readouterr().err)
        return True

    found = browser.find(
        {"PATH": str(tmp_path)}, root=True, look=lambda _: "/usr/bin/chromium" if ran else None, attempt=attempt
    )
    assert found == "/usr/bin/chromium"
    assert [command.split()[1] for command in ran] == ["update", "install"]
    assert "apt-get" in heard[0]


def test_others_never_call_apt_get_and_nothing_found_is_none(
    browser: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    program(tmp_path, "apt-get")
    ran: list[list[str]] = []

    def attempt(command: list[str]) -> bool:
        ran.append(command)
        return False

    assert browser.find({"PATH": str(tmp_path)}, root=False, look=lambda _: None, attempt=attempt) is None
    assert [command[1:] for command in ran] == [["-m", "playwright", "install", "chromium"]]
    assert "Playwright" in capsys.readouterr().err


def test_a_command_that_does_not_exist_or_fails_did_not_end_well(browser: ModuleType, tmp_path: Path) -> None:
    assert not browser.run([str(tmp_path / "nothing")])
    assert not browser.run([sys.executable, "-c", "raise SystemExit(1)"])


def test_without_a_browser_it_ends_with_one_sentence(tmp_path: Path) -> None:
    """Run as a program, beside a Playwright that has no browser and cannot download one."""
    (tmp_path / "playwright").mkdir()
    (tmp_path / "playwright" / "__main__.py").write_text("raise SystemExit(1)\n")
    environ = {"PATH": str(tmp_path), "PYTHONPATH": str(tmp_path)}
    command = [sys.executable, str(SCRIPT)]
    done = subprocess.run(command, env=environ, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.strip().splitlines()[-1].startswith("No Chromium was found")
    assert done.stdout == ""
