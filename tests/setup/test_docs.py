"""The docs name only what exists, and everything an operator can set is in them."""

from __future__ import annotations

import re
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DOCS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), ROOT / "data" / "README.md"])
COOPKIT = str(Path(sys.executable).with_name("coopkit"))
each_doc = pytest.mark.parametrize("doc", DOCS, ids=lambda path: str(path.relative_to(ROOT)))


def quoted(doc: Path) -> list[str]:
    """Everything the doc shows as code: spans between backticks, and the lines of blocks."""
    text = doc.read_text()
    blocks = re.findall(r"^```\w*\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    prose = re.sub(r"^```.*?^```", "", text, flags=re.MULTILINE | re.DOTALL)
    return [*re.findall(r"`([^`]+)`", prose), *(line for block in blocks for line in block.splitlines())]


@cache
def usage(*arguments: str) -> str:
    done = subprocess.run([COOPKIT, *arguments, "--help"], capture_output=True, text=True, check=True)
    return done.stdout


def targets() -> set[str]:
    return set(re.findall(r"^([a-z-]+):.*## ", (ROOT / "Makefile").read_text(), re.MULTILINE))


@each_doc
def test_every_link_leads_somewhere(doc: Path) -> None:
    for link in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", doc.read_text()):
        assert link.startswith("https://") or (doc.parent / link).exists(), link


@each_doc
def test_every_file_named_exists(doc: Path) -> None:
    for code in quoted(doc):
        looks_like_a_path = re.fullmatch(
            r"(?:[\w-][\w.-]*/)+[\w.-]*|\w[\w-]*\.(?:md|toml|yml|txt|py|js|css|ipynb)", code
        )
        if looks_like_a_path:
            places = [ROOT, doc.parent, ROOT / "coopkit" / "core", ROOT / "coopkit" / "widgets"]
            assert any((place / code).exists() for place in places), code


@each_doc
def test_every_make_target_named_exists(doc: Path) -> None:
    for code in quoted(doc):
        if found := re.match(r"make((?: [a-z]+(?![=\w]))+)", code):
            assert set(found[1].split()) <= targets(), code


@each_doc
def test_every_command_of_the_kit_named_exists_with_its_options(doc: Path) -> None:
    for code in quoted(doc):
        if found := re.search(r"(?:^|[ /\\])coopkit ([a-z]+)", code):
            known = usage(found[1])
            for option in re.findall(r"--[a-z-]+", code):
                assert option in known, code


def test_every_setting_of_the_server_is_in_its_doc() -> None:
    doc = (ROOT / "docs" / "server.md").read_text()
    for option in set(re.findall(r"--[a-z-]+", usage("serve"))) - {"--help"}:
        assert option in doc, option


def test_every_setting_from_the_environment_is_in_the_servers_doc() -> None:
    doc = (ROOT / "docs" / "server.md").read_text()
    code = "".join(path.read_text() for folder in ("coopkit", "scripts") for path in (ROOT / folder).rglob("*.py"))
    for name in set(re.findall(r'"(COOPKIT_[A-Z_]+)"', code)):
        assert f"`{name}`" in doc, name


def test_the_readme_shows_the_two_commands() -> None:
    assert {"make serve", "make test"} <= {" ".join(code.split()[:2]) for code in quoted(ROOT / "README.md")}


def test_every_folder_of_the_map_exists_and_none_is_missing() -> None:
    shown = set(re.findall(r"`([\w-]+)/", (ROOT / "README.md").read_text()))
    tracked = subprocess.run(["git", "ls-files"], capture_output=True, text=True, check=True, cwd=ROOT).stdout
    folders = {line.split("/")[0] for line in tracked.splitlines() if "/" in line and not line.startswith(".")}
    assert folders <= shown
