"""One line of a simulator's arithmetic, kept so that a verdict can show it, with what it rests on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from coopkit.core.law import weakest
from coopkit.core.model import Certainty, Message, Value


class Basis(NamedTuple):
    """What says that something is to be computed so: a source of data/sources.yaml, and how sure that is."""

    source: str
    certainty: Certainty


OWN = Basis("kit:own-rubric", Certainty.OWN)
"""The kit's reading."""
NET_ASSETS = Basis("csa:art-6-115", Certainty.SECONDARY)
LIQUIDITY = Basis("csa:art-6-116", Certainty.SECONDARY)
TESTS = Basis("distribution-tests", Certainty.SECONDARY)
"""Both tests together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What was computed (`id`), from which numbers, with what result, and on what basis it is computed so.

    `month` is its place in the plan, 1 the first; 0 when it concerns a year or the whole plan. Money is in euro.
    """

    id: str
    values: Mapping[str, Value]
    result: Value
    basis: Basis = OWN
    month: int = 0

    @property
    def source(self) -> str:
        """The id of its source, with the place in it."""
        return self.basis.source

    @property
    def certainty(self) -> Certainty:
        """How sure it is that this is to be computed so."""
        return self.basis.certainty

    @property
    def message(self) -> Message:
        """Its sentence in data/texts/simulate.yaml; a value called month stands before the month of the step."""
        return Message(key=f"simulate.{self.id}", values={"month": self.month, **self.values, "result": self.result})


@dataclass(frozen=True, slots=True, kw_only=True)
class Reckoned:
    """What was reckoned in steps, and is as sure as the least sure of them."""

    steps: tuple[Step, ...]

    @property
    def certainty(self) -> Certainty:
        """How sure the least sure step is."""
        return weakest(step.certainty for step in self.steps)
