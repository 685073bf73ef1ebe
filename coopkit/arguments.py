"""What stands behind `coopkit` on a line, read one by one; what cannot be is a BadArgument, said in one sentence."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Sequence
from datetime import date, datetime, time
from pathlib import Path
from typing import NoReturn

from coopkit.core.model import CoopkitError, Value

# argparse says what is wrong in English only; these are what a person can run into.
_SAID = {
    "left_out": re.compile(r"^the following arguments are required: (.+)"),
    "without_value": re.compile(r"^argument (\S+): expected one argument"),
    "with_value": re.compile(r"^argument (\S+): ignored explicit argument"),
}


class BadArgument(CoopkitError):  # noqa: N818  (the situation is the name)
    """Something asked for cannot be done; `key` of cli.yaml (or problems.yaml) says it in a sentence."""

    def __init__(self, *, key: str, **values: Value) -> None:
        super().__init__(key)
        self.key = key
        self.values = values


class Parser(argparse.ArgumentParser):
    """Speaks one sentence instead of printing how it is used."""

    def error(self, message: str) -> NoReturn:
        """Raise BadArgument for what argparse found wrong."""
        for key, english in _SAID.items():
            if found := english.search(message):
                raise BadArgument(key=f"cli.bad.{key}", given=found[1], known=", ".join(self.options()))
        raise BadArgument(key="cli.bad.usage", why=message, known=", ".join(self.options()))

    def options(self) -> list[str]:
        """Return what may follow the command."""
        return [str(action.option_strings[-1] if action.option_strings else action.metavar) for action in self._actions]


def one_of(known: Sequence[str]) -> Callable[[str], str]:
    """Return the reader of one of these words."""

    def choose(given: str) -> str:
        if given not in known:
            raise BadArgument(key="cli.bad.value", given=given, known=", ".join(known))
        return given

    return choose


def day(given: str) -> date:
    """Return a day written as 2026-11-23."""
    try:
        return date.fromisoformat(given)
    except ValueError:
        raise BadArgument(key="cli.bad.date", given=given) from None


def time_of_day(given: str) -> time:
    """Return a time of the room, written as 18:00."""
    try:
        return datetime.strptime(given, "%H:%M").time()  # noqa: DTZ007  (of no zone)
    except ValueError:
        raise BadArgument(key="cli.bad.time", given=given) from None


def port(given: str) -> int:
    """Return the number of a port; 0 is any free one."""
    if not given.isdecimal() or int(given) > 65535:  # noqa: PLR2004  (the last port there is)
        raise BadArgument(key="cli.bad.port", given=given)
    return int(given)


def folder(given: str) -> Path:
    """Return a folder there is."""
    if not Path(given).is_dir():
        raise BadArgument(key="cli.bad.folder", given=given)
    return Path(given)
