"""The numbers of law and policy on one day; remembers which were used, and how sure they are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction

from coopkit.core.model import Certainty, CoopkitError, DatedValue, Parameter

_STRENGTH = tuple(Certainty)


def weakest(certainties: Iterable[Certainty]) -> Certainty:
    """Return the least sure of them; nothing used is as sure as can be."""
    return max(certainties, key=_STRENGTH.index, default=Certainty.VERIFIED)


class NoLawError(CoopkitError):
    """The kit has no value of a parameter on the day asked for; `parameter` is its id."""

    def __init__(self, parameter: str, on: date) -> None:
        super().__init__(f"parameter {parameter} has no value on {on}: add one to data/law, or choose another date")
        self.parameter = parameter


class Law:
    """The parameters as they stood on one day."""

    def __init__(self, parameters: Mapping[str, Parameter], on: date) -> None:
        self._parameters = parameters
        self.on = on
        self.used: dict[str, DatedValue] = {}
        self.aside: set[str] = set()
        """Parameters only mentioned."""
        self._found: dict[tuple[str, date], DatedValue] = {}

    def value(self, parameter: str) -> Fraction:
        """Return a parameter's value on the day; raises NoLawError when there is none."""
        return self.dated(parameter).value

    def dated(self, parameter: str) -> DatedValue:
        """Return a parameter's value on the day with its source and certainty; raises NoLawError as `value` does."""
        return self.dated_on(parameter, self.on)

    def dated_on(self, parameter: str, day: date) -> DatedValue:
        """Return a parameter's value on another day, for what the law of that day still holds."""
        if (found := self._found.get((parameter, day))) is None:
            found = self._found[parameter, day] = self.used[parameter] = self._standing(parameter, day)
        return found

    def mentioned(self, parameter: str) -> Fraction:
        """Return a value for a remark beside the verdict: how sure it is does not weigh on what is judged."""
        self.aside.add(parameter)
        return self._standing(parameter, self.on).value

    def _standing(self, parameter: str, day: date) -> DatedValue:
        known = self._parameters.get(parameter)
        for dated in known.values if known else ():
            if dated.valid_from <= day and (dated.valid_until is None or day < dated.valid_until):
                return dated
        raise NoLawError(parameter, day)

    @property
    def certainty(self) -> Certainty:
        """How sure the least sure number used is."""
        return weakest(dated.certainty for dated in self.used.values())
