"""scripts/mutate.py: what is changed, that the copy means the same before it is, and how it is counted."""

from __future__ import annotations

import importlib.util
import json
from collections import Counter
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[2]
DECORATED = """
def twice(times):
    return lambda function: lambda self: function(self) * times


class Box:
    @property
    @twice(2)
    def side(self):
        return 3

    @property
    def area(self):
        return self.side ** 2
"""


@pytest.fixture(scope="module")
def mutate() -> ModuleType:
    spec = importlib.util.spec_from_file_location("mutate", ROOT / "scripts" / "mutate.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_rule_and_simulator_is_changed_and_one_alone_may_be(mutate: ModuleType) -> None:
    every = mutate.chosen([])
    folders = [ROOT / "coopkit" / "core" / name for name in ("rules", "simulate")]
    assert len(every) == sum(len(list(folder.glob("*.py"))) for folder in folders)
    assert mutate.chosen(["coopkit/core/rules/profit.py"]) == ["coopkit/core/rules/profit.py"]
    assert set(mutate.chosen(["coopkit/core/rules/*.py"])) < set(every)


def test_modules_are_changed_in_the_order_asked_and_each_once(mutate: ModuleType) -> None:
    asked = mutate.chosen(["coopkit/core/rules/surplus_kept.py", "coopkit/core/rules/*.py"])
    assert asked[0] == "coopkit/core/rules/surplus_kept.py"
    assert sorted(asked) == mutate.chosen(["coopkit/core/rules/*.py"])


def test_a_module_that_does_not_count_is_refused_by_name(mutate: ModuleType) -> None:
    with pytest.raises(SystemExit, match=r"coopkit/cli\.py is no module of the rules"):
        mutate.chosen(["coopkit/cli.py"])


def test_a_decorator_does_the_same_from_below(mutate: ModuleType) -> None:
    rewritten = mutate.undecorated(DECORATED)
    assert "@" not in rewritten
    names: dict[str, type] = {}
    exec(rewritten, names)  # noqa: S102  (the point of the rewriting is that it runs)
    box = names["Box"]()
    assert (box.side, box.area) == (6, 36)


def test_no_decorated_function_is_left_in_what_is_changed(mutate: ModuleType) -> None:
    for module in mutate.chosen([]):
        rewritten = mutate.undecorated((ROOT / module).read_text())
        assert "@rule" not in rewritten
        assert "@property" not in rewritten


def test_a_change_that_never_ends_is_noticed_and_one_without_a_test_is_not(mutate: ModuleType) -> None:
    said = "\n".join(f"    coopkit.core.rules.jobs.x_one__mutmut_{number}: {verdict}" for number, verdict in enumerate(
        ("killed", "timeout", "survived", "no tests", "suspicious", "not checked")
    ))  # fmt: skip
    counted = mutate.counts(mutate.verdicts(said))
    assert counted == {"coopkit/core/rules/jobs.py": Counter({True: 2, False: 3})}
    assert mutate.score(counted["coopkit/core/rules/jobs.py"]) == 40


@pytest.fixture
def laid(mutate: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setattr(mutate, "COPY", tmp_path)
    mutate.copy(["coopkit/core/rules/jobs.py"])
    return tmp_path


def test_a_second_copy_leaves_alone_what_is_the_same(mutate: ModuleType, laid: Path) -> None:
    case, other = laid / "tests/cases/GOV-01.yaml", laid / "coopkit/core/rules/jobs.py"
    age = other.stat().st_mtime_ns
    case.write_text("[]")
    mutate.copy(["coopkit/core/rules/jobs.py"])
    assert case.read_bytes() == (ROOT / "tests/cases/GOV-01.yaml").read_bytes()
    assert "@rule" not in other.read_text()
    assert other.stat().st_mtime_ns == age


def test_again_keeps_what_was_noticed_and_asks_the_rest_anew(mutate: ModuleType, laid: Path) -> None:
    known = laid / "mutants/coopkit/core/rules/jobs.py.meta"
    known.parent.mkdir(parents=True)
    tried = {"killed": 1, "survived": 0, "out of time": -24, "untried": None}
    known.write_text(json.dumps({"exit_code_by_key": tried}))
    assert mutate.open_again() == ["coopkit/core/rules/jobs.py"]
    codes = json.loads(known.read_text())["exit_code_by_key"]
    assert codes == {**dict.fromkeys(tried), "killed": 1}
