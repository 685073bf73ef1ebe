"""A wheel built from the checkout, installed elsewhere, serves from an empty folder."""

from __future__ import annotations

import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import httpx
import pytest
from running import Running

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    pip = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-index", "--no-deps", "--no-build-isolation"]
    subprocess.run([*pip, "--wheel-dir", str(folder), str(ROOT)], check=True)
    (built,) = folder.glob("coopkit-*.whl")
    return built


@pytest.fixture(scope="module")
def elsewhere(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment that has the wheel, and borrows every other package from this one: the checkout is not seen."""
    folder = tmp_path_factory.mktemp("elsewhere")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(folder)], check=True)
    variables = {"base": str(folder), "platbase": str(folder)}
    packages = Path(sysconfig.get_path("purelib", "venv", variables))
    (packages / "borrowed.pth").write_text(sysconfig.get_path("purelib") + "\n")
    python = folder / "bin" / "python"
    pip = [sys.executable, "-m", "pip", "--python", str(python), "install", "--quiet", "--no-index", "--no-deps"]
    subprocess.run([*pip, str(wheel)], check=True)
    return folder


def test_the_wheel_holds_the_kits_files_and_no_test(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    kit = {name.removeprefix("coopkit/_kit/") for name in names if name.startswith("coopkit/_kit/")}
    for kind in ("assessments/*.ipynb", "workshops/**/*.ipynb", "data/**/*.yaml"):
        for path in ROOT.glob(kind):
            assert str(path.relative_to(ROOT)) in kit
    for kind in ("widgets/*.js", "widgets/*.css", "server/templates/**/*.html", "server/static/*", "share/**/*.j2"):
        for path in (ROOT / "coopkit").glob(kind):
            assert str(path.relative_to(ROOT)) in names
    assert not any(name.startswith(("tests/", "docs/", "scripts/")) for name in names)


def test_it_serves_from_an_empty_folder(elsewhere: Path, tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    borrowed = str(Path(sys.prefix) / "share" / "jupyter")
    command = elsewhere / "bin" / "coopkit"
    with Running(tmp_path / "home", coopkit=command, cwd=empty, counted=False, JUPYTER_PATH=borrowed) as server:
        with httpx.Client(base_url=server.url, follow_redirects=True, timeout=60) as client:
            assert client.get("/").status_code == 200
            started = client.post("/start", data={"_xsrf": client.cookies["_xsrf"]})
            assert started.url.path == "/assess/governance"
            assert 'id="coopkit"' in started.text
            assert 'class="kernel"' in started.text
        assert list(empty.iterdir()) == []
