"""What a simulator says of an input it cannot compute with."""

from __future__ import annotations

from coopkit.core.model import CoopkitError


class BadInput(CoopkitError):  # noqa: N818  (an input, and what is wrong with it)
    """An input is absurd, missing or contradicts another: `field` names it, `bound` says what it must be."""

    def __init__(self, field: str, value: object, bound: str) -> None:
        super().__init__(f"{field} is {value}: it must be {bound}")
        self.field = field
        self.value = value
        self.bound = bound
