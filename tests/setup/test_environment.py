"""What is installed: pyproject.toml, constraints.txt and environment.yml say the same."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
CARD = {"jupyterlab", "ipywidgets", "voila", "pandas", "matplotlib", "nbval", "networkx"}
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
LISTS = (PROJECT["dependencies"], *PROJECT["optional-dependencies"].values())
DIRECT = [Requirement(line) for listed in LISTS for line in listed]


def pins() -> dict[str, Requirement]:
    lines = (ROOT / "constraints.txt").read_text().splitlines()
    found = [Requirement(line) for line in lines if line and not line.startswith("#")]
    return {canonicalize_name(pin.name): pin for pin in found}


def test_every_dependency_has_a_lower_and_an_upper_bound() -> None:
    for requirement in DIRECT:
        operators = {each.operator for each in requirement.specifier}
        assert operators == {">=", "<"}, requirement


def test_every_dependency_is_pinned_to_a_version_within_its_bounds() -> None:
    pinned = pins()
    for requirement in DIRECT:
        (version,) = [each.version for each in pinned[canonicalize_name(requirement.name)].specifier]
        assert requirement.specifier.contains(version), requirement


def test_constraints_pin_exactly_and_name_no_address() -> None:
    for name, pin in pins().items():
        assert pin.url is None
        assert [each.operator for each in pin.specifier] == ["=="], name
    assert "://" not in (ROOT / "constraints.txt").read_text()


def test_the_kit_itself_is_not_pinned() -> None:
    assert "coopkit" not in pins()


def test_the_conda_file_lists_the_card_within_our_bounds_and_the_kit_itself() -> None:
    listed = yaml.safe_load((ROOT / "environment.yml").read_text())["dependencies"]
    plain = {Requirement(line).name: Requirement(line) for line in listed if isinstance(line, str)}
    ours = {requirement.name: requirement for requirement in DIRECT}
    assert set(plain) == {*CARD, "python", "pip"}
    for name in CARD:
        assert plain[name].specifier == ours[name].specifier
    assert str(plain["python"].specifier) == PROJECT["requires-python"]
    assert listed[-1] == {"pip": ["-e ."]}


def test_the_version_is_said_once_more_only_where_the_program_reads_it() -> None:
    code = (ROOT / "coopkit" / "__init__.py").read_text()
    assert re.findall(r'__version__ = "([^"]+)"', code) == [PROJECT["version"]]
