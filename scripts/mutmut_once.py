"""mutmut, but the tests are collected once: starting pytest again for every change takes longer than most tests do.

    python scripts/mutmut_once.py run       in a folder made ready by scripts/mutate.py; any command of mutmut will do

Every change is tried in a process forked from one in which the tests are collected already. Changes are tried in
rounds, each a tenth of every module drawn by the names of the changes, so that a run that is stopped leaves a fair
sample; what was tried is kept, and `run` again goes on from there. A change has so much time of the processor, however
busy the machine is.
"""

from __future__ import annotations

import gc
import os
import resource
import sys
from collections.abc import Iterable
from itertools import count
from pathlib import Path
from zlib import crc32

import pytest
from _pytest.config import _prepareconfig
from mutmut import __main__ as program
from mutmut.configuration import config
from mutmut.mutation import trampoline
from mutmut.mutation.data import SourceFileMutationData
from mutmut.runners.harness import PytestRunner
from mutmut.utils.file_utils import change_cwd
from mutmut.workers import isolation

ROUNDS = 10
MEMORY = 3 * 2**30
"""What one change may take, in bytes: one that makes a list without end must not take it from everybody."""


class CollectedRunner(PytestRunner):
    """Runs tests that are collected already, in the process that asks for it."""

    session: pytest.Session
    items: dict[str, pytest.Item]

    def collect(self) -> None:
        """Collect every test; what is printed meanwhile and later goes nowhere."""
        arguments = ["--rootdir=.", "--capture=no", "-q", *self._pytest_add_cli_args]
        nowhere = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115  (pytest keeps it)
        shown, sys.stdout = sys.stdout, nowhere
        with change_cwd("mutants"):
            known = _prepareconfig([*arguments, *self._pytest_add_cli_args_test_selection])
            known._do_configure()  # noqa: SLF001  (pytest.main does the same, and ends the session after it)
            self.session = pytest.Session.from_config(known)
            known.hook.pytest_sessionstart(session=self.session)
            known.hook.pytest_collection(session=self.session)
        sys.stdout = shown
        self.items = {item.nodeid: item for item in self.session.items}

    def run_forced_fail(self) -> int:
        """Say that a test that must fail does: a change that fails none is seen in the score."""
        return 1

    def run_tests(self, *, mutant_name: str | None, tests: Iterable[str]) -> int:
        """Return 1 as soon as one fails; that all pass before a change was seen when it was seen what they touch."""
        if mutant_name is None:
            return 0
        trampoline.get_mutant_under_test = lambda: mutant_name
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        forget()
        chosen = [self.items[name] for name in tests]
        with change_cwd("mutants"):
            for item, following in zip(chosen, [*chosen[1:], None], strict=True):
                item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
                if self.session.testsfailed:
                    return 1
        return 0


def forget() -> None:
    """Forget what the code reckoned before it was changed."""
    for name, module in list(sys.modules.items()):
        if name.startswith("coopkit.core."):
            for one in vars(module).values():
                if hasattr(one, "cache_clear"):
                    one.cache_clear()


def startup(runner: isolation.ForkRunner) -> None:
    """Collect before the first fork."""
    runner.test_runner.collect()
    gc.freeze()


def save_whole(known: SourceFileMutationData) -> None:
    """Write what is known of a module beside the old file, then in its place: who stops a run loses nothing."""
    place = known.meta_path
    known.meta_path = place.with_name(f"{place.name}.new")
    SAVE(known)
    known.meta_path.replace(place)
    known.meta_path = place


def no_clock(pid: int, timeout_s: float) -> None:
    """Leave a change alone however long it waits its turn: the time of the processor it has is bounded as well."""


def round_by_round(name: str) -> tuple[int, int, float]:
    """Where a change stands in the order: by its round, its module, then by how long its tests take."""
    module = name.rpartition(".")[0].replace(".", "/") + ".py"
    return crc32(name.encode()) % ROUNDS, config().only_mutate.index(module), SECONDS(name)


def seldom(*tried: object, force_output: bool = False) -> None:
    """Tell how far it is, not after every change: counting them all takes as long as some tests do."""
    if force_output or next(TOLD) % 50 == 0:
        TELL(*tried, force_output=True)


SECONDS, TELL, TOLD = program.estimated_worst_case_time, program.print_stats, count()
SAVE = SourceFileMutationData.save

if __name__ == "__main__":
    isolation.PytestRunner = CollectedRunner
    isolation.ForkRunner.startup = startup
    isolation.register_timeout = no_clock
    SourceFileMutationData.save = save_whole
    program.estimated_worst_case_time = round_by_round
    program.print_stats = seldom
    program.cli()
