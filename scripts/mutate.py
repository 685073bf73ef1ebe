"""Change the rules and the simulators, one small thing at a time, and count how many changes a test notices.

    python scripts/mutate.py                            everything
    python scripts/mutate.py coopkit/core/rules/profit.py   these modules only
    python scripts/mutate.py --again                  what was not tried or not noticed, with the tests as they are now
    python scripts/mutate.py --score                  the score of what was tried so far, while it runs or after

mutmut makes and tries the changes. All of it happens in a copy, .mutate/, which stays there to be looked into:
nothing in the checkout is ever touched. docs/mutation.md says how to read what is printed.
"""

from __future__ import annotations

import ast
import configparser
import fnmatch
import json
import os
import shutil
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

ROOT = Path(__file__).parents[1]
COPY = ROOT / ".mutate"
MUTMUT = (sys.executable, str(Path(__file__).with_name("mutmut_once.py")))
MUTATED = ("coopkit/core/rules/*.py", "coopkit/core/simulate/*.py")
LEAST = 85
"""The score below which it fails, in per cent."""
# Left out are tests that are slow and say less of a change than of the whole: that nothing crashes, that another number
# of law turns a case red, and what is made of findings whatever they are. So the score is a bit lower than it might be.
SETTINGS = """\
[mutmut]
source_paths=coopkit
only_mutate=
{only}
also_copy=
    data
pytest_add_cli_args=
    -pno:cacheprovider
    --ignore=tests/core/test_law.py
    --ignore=tests/core/test_comparing.py
    --ignore=tests/core/test_compass.py
    --ignore=tests/core/test_flags.py
    --ignore=tests/core/test_next_steps.py
    --ignore=tests/core/test_reaching.py
    --ignore=tests/core/test_scaling.py
    --deselect=tests/core/test_cases.py::test_what_is_found_of_a_criterion_is_found_of_it_alone
    --deselect=tests/core/test_says.py::test_every_sentence_is_said_somewhere
    --deselect=tests/core/test_properties.py::test_every_checked_dossier_is_judged_and_worded_on_every_day
    --deselect=tests/core/test_properties.py::test_anything_at_all_is_judged_without_an_error
    --deselect=tests/core/test_properties.py::test_an_unknown_widens_an_axis_or_keeps_it
    --deselect=tests/core/test_properties.py::test_a_change_gives_the_verdict_it_says
    --deselect=tests/core/test_properties.py::test_what_is_asked_can_be_answered
pytest_add_cli_args_test_selection=
    tests/core
timeout_multiplier=2
timeout_constant=2
use_git_change_detection=false
track_dependencies=false
on_dependency_change=ignore
"""
LEAN = (  # starting plugins nobody needs here, and telling at length what failed, takes longer than most mutants do
    "-p pytest_timeout -p _hypothesis_pytestplugin -p no:unraisableexception -p no:threadexception "
    "--assert=plain --tb=no --no-header --no-summary"
)
ENVIRONMENT = {
    "HYPOTHESIS": "mutate",
    "PYTHONHASHSEED": "0",
    "PYTHONPATH": "",  # the copy's modules and no others
    "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1",
    "PYTEST_ADDOPTS": f"{LEAN} {os.environ.get('PYTEST_ADDOPTS', '')}",
}
KILLED = (1, 3)
"""What pytest answers when a test fails."""
NOTICED = frozenset({"killed", "timeout"})
"""A change that never ends is noticed: the tests do not pass."""
UNTRIED = "not checked"


def chosen(wanted: Iterable[str]) -> list[str]:
    """The modules to change, in the order asked; raises SystemExit for one that is not among those that count."""
    every = sorted(str(path.relative_to(ROOT)) for pattern in MUTATED for path in ROOT.glob(pattern))
    for one in (asked := list(wanted)):
        if not fnmatch.filter(every, one):
            sys.exit(f"{one} is no module of the rules or the simulators: name one such as {every[1]}")
    return list(dict.fromkeys(one for pattern in asked or MUTATED for one in fnmatch.filter(every, pattern)))


def copy(modules: list[str]) -> None:
    """Lay a copy of what the tests of the core need, ready for mutmut; a file that is there and the same stays as old.

    mutmut goes by the age of a file to know what it has to make anew.
    """
    folders = ("coopkit", "data", "tests/core", "tests/cases")
    found = [path for name in folders for path in (ROOT / name).rglob("*") if path.is_file()]
    for path in [*found, *(ROOT / "tests").glob("*.py"), ROOT / "pyproject.toml"]:
        name = path.relative_to(ROOT)
        if "__pycache__" not in name.parts:
            content = path.read_bytes()
            lay(COPY / name, undecorated(content.decode()).encode() if str(name) in modules else content)
    only = "\n".join(f"    {module}" for module in modules)
    lay(COPY / "setup.cfg", SETTINGS.format(only=only).encode())


def lay(path: Path, content: bytes) -> None:
    """Write a file unless it says that already."""
    if not path.exists() or path.read_bytes() != content:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def open_again() -> list[str]:
    """Forget the verdict of every change that went unnoticed, and which tests touch what; return the modules."""
    made = COPY / "mutants"
    (made / "mutmut-stats.json").unlink(missing_ok=True)
    for path in made.glob("coopkit/core/*/*.meta"):
        known = json.loads(path.read_text(encoding="utf-8"))
        tried = known["exit_code_by_key"]
        known["exit_code_by_key"] = {name: code if code in KILLED else None for name, code in tried.items()}
        path.write_text(json.dumps(known), encoding="utf-8")
    settings = configparser.ConfigParser()
    settings.read(COPY / "setup.cfg", encoding="utf-8")
    return settings["mutmut"]["only_mutate"].split()


def undecorated(source: str) -> str:
    """Write `@rule("X")` above a function as `judge = rule("X")(judge)` below it: mutmut leaves it alone otherwise."""
    lines = source.splitlines()
    decorated = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.FunctionDef)]
    for node in sorted(decorated, key=lambda node: -node.lineno):
        made = node.name
        for decorator in reversed(node.decorator_list):
            made = f"{ast.unparse(decorator)}({made})"
        if node.decorator_list and node.end_lineno:
            lines.insert(node.end_lineno, f"{' ' * node.col_offset}{node.name} = {made}")
            del lines[node.decorator_list[0].lineno - 1 : node.lineno - 1]
    return "\n".join([*lines, ""])


def mutmut(*arguments: str, show: bool = True) -> str:
    """What mutmut says; raises SystemExit where it could not do its work."""
    done = subprocess.run(
        [*MUTMUT, *arguments],
        cwd=COPY,
        env={**os.environ, **ENVIRONMENT},
        text=True,
        check=False,
        stdout=None if show else subprocess.PIPE,
    )
    if done.returncode:
        sys.exit("mutmut stopped: the tests of the core have to pass before their strength can be measured.")
    return done.stdout or ""


def verdicts(said: str) -> dict[str, str]:
    """What became of each change, by its name."""
    found = (line.strip().partition(": ") for line in said.splitlines())
    return {name: verdict for name, _, verdict in found if verdict}


def of_module(change: str) -> str:
    """The module of a change, as a path."""
    return change.rpartition(".")[0].replace(".", "/") + ".py"


def counts(found: Mapping[str, str]) -> dict[str, Counter[bool]]:
    """How many changes of each module were noticed, and how many were not."""
    by_module: dict[str, Counter[bool]] = defaultdict(Counter)
    for name, verdict in found.items():
        if verdict != UNTRIED:
            by_module[of_module(name)][verdict in NOTICED] += 1
    return dict(sorted(by_module.items()))


def score(counted: Counter[bool]) -> float:
    """Per cent noticed."""
    return 100 * counted[True] / counted.total()


def score_of_all(by_module: Mapping[str, Counter[bool]], found: Iterable[str]) -> float:
    """Per cent noticed of all, each module by the number of its changes: where some were tried, they stand for it."""
    sizes = Counter(of_module(name) for name in found)
    tried = sum(sizes[module] for module in by_module)
    return sum(score(counted) * sizes[module] for module, counted in by_module.items()) / tried


def main(wanted: list[str]) -> int:
    """Run, print the score of each module and of all; 1 when it is too low."""
    if wanted == ["--again"]:
        copy(open_again())
    elif wanted != ["--score"]:
        shutil.rmtree(COPY, ignore_errors=True)
        copy(chosen(wanted))
    if wanted != ["--score"]:
        mutmut("run")
    return told(verdicts(mutmut("results", "--all", "true", show=False)))


def told(found: Mapping[str, str]) -> int:
    """Print the score of each module and of all, and name what went unnoticed; 1 when it is too low."""
    by_module = counts(found)
    if not by_module:
        sys.exit("Nothing was changed: these modules hold no function.")
    unnoticed = sorted(f"{name}: {verdict}" for name, verdict in found.items() if verdict not in {*NOTICED, UNTRIED})
    (COPY / "unnoticed.txt").write_text("\n".join([*unnoticed, ""]), encoding="utf-8")
    print(f"\n{'noticed':>8} {'of':>6} {'score':>8}")
    for module, counted in by_module.items():
        print(f"{counted[True]:8} {counted.total():6} {score(counted):6.1f} %  {module}")
    every, whole = sum(by_module.values(), Counter()), score_of_all(by_module, found)
    print(f"{every[True]:8} {every.total():6} {whole:6.1f} %  in all, each module by the number of its changes")
    if untried := Counter(found.values())[UNTRIED]:
        print(f"{untried} more were not tried yet; what was tried of each module stands for it.")
    print(f"\n.mutate/unnoticed.txt names the {len(unnoticed)} others; to see one:")
    print(f"  cd .mutate && {' '.join(MUTMUT)} show NAME")
    if whole < LEAST:
        print(f"Too many changes go unnoticed: {whole:.1f} %, and {LEAST} % is asked.")
    return int(whole < LEAST)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
