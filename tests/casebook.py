"""The cases of tests/cases and the examples of data/examples as dossiers, with what the kit must say of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from coopkit.content import parse_yaml
from coopkit.core import dossier
from coopkit.core.model import Document
from coopkit.files import kit_path

CASES = Path(__file__).parent / "cases"
TODAY = date(2026, 11, 23)


@dataclass(frozen=True)
class Case:
    """One situation, the day, and what is expected of it."""

    criterion: str
    name: str
    document: Document
    expect: dict[str, Any] = field(hash=False)
    on: date = TODAY

    def __str__(self) -> str:
        """Return what pytest calls the case."""
        return f"{self.criterion}: {self.name}"


def read(path: Path) -> Any:
    """Return a file of cases; `on` and `no` stay words, as the kit reads them."""
    return parse_yaml(path)


@cache
def cases() -> tuple[Case, ...]:
    """Return every case of every criterion."""
    return tuple(
        Case(
            criterion=path.stem,
            name=case["name"],
            document=document(case["given"]),
            expect=case["expect"],
            on=date.fromisoformat(case.get("on", TODAY.isoformat())),
        )
        for path in sorted(CASES.glob("*-*.yaml"))
        for case in read(path)
    )


@cache
def examples() -> tuple[Case, ...]:
    """Return the example projects; `criterion` is the name of the file."""
    found = []
    for path in sorted(kit_path("data", "examples").glob("*.yaml")):
        example = read(path)
        day = date.fromisoformat(example["expected"]["on"])
        found.append(Case(path.stem, "example", example["dossier"], example["expected"], day))
    return tuple(found)


def document(given: dict[str, Any]) -> Document:
    """Return the dossier of what is given: groups and tables belong to the facts, rows become r1, r2 ..."""
    made = dossier.empty()
    for name, value in given.items():
        if name in {"project", "answers"}:
            made[name] = value
            continue
        facts = made["facts"]
        assert isinstance(facts, dict)
        table = isinstance(value, list)  # a group is a mapping, and don't-know is one too
        facts[name] = {f"r{number}": row for number, row in enumerate(value, 1)} if table else value
    return made
