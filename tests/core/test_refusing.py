"""A function made to refuse what is not of the kind it names is otherwise the function it was."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

import pytest

from coopkit.core.simulate.bounds import BadInputError
from coopkit.core.simulate.given import refusing


def plain(
    name: str, days: Mapping[str, date], parts: tuple[str, ...] | None = None, *, on: date | str = "soon"
) -> list[object]:
    """Return what was given."""
    return [name, days, parts, on]


DAY = date(2026, 11, 23)
DAYS = {"opening": DAY}


@pytest.fixture
def asked() -> Callable[..., list[object]]:
    """Return the function as it is decorated now; those of the kit were while modules were loaded."""
    return refusing(plain)


def test_it_gives_what_the_function_gives_and_is_called_the_same(asked: Callable[..., list[object]]) -> None:
    assert (asked.__name__, asked.__doc__) == ("plain", "Return what was given.")
    assert asked("a", DAYS) == ["a", DAYS, None, "soon"]
    assert asked("a", {}, ("b",), on=DAY) == ["a", {}, ("b",), DAY]
    assert asked(days=DAYS, name="a", on="late") == ["a", DAYS, None, "late"]


@pytest.mark.parametrize(
    ("field", "value", "args", "named"),
    [
        ("name", None, (None, DAYS), {}),
        ("name", 3, (), {"name": 3, "days": DAYS}),
        ("days", [], ("a", []), {}),
        ("days", None, ("a", None), {}),
        ("days.opening", "today", ("a", {"opening": "today"}), {}),
        ("days", 4, ("a", {4: DAY}), {}),
        ("parts", "bc", ("a", DAYS, "bc"), {}),
        ("parts", b"x", ("a", DAYS, (b"x",)), {}),
        ("parts", DAY, ("a", DAYS), {"parts": (DAY,)}),
        ("on", 2026, ("a", DAYS), {"on": 2026}),
        ("on", None, ("a", DAYS), {"on": None}),
    ],
)
def test_what_is_given_by_place_or_by_name_is_refused_by_its_name(
    asked: Callable[..., list[object]], field: str, value: object, args: tuple[object, ...], named: dict[str, object]
) -> None:
    with pytest.raises(BadInputError) as refused:
        asked(*args, **named)
    assert (refused.value.field, refused.value.value) == (field, value)


def test_python_itself_refuses_what_the_function_does_not_name(asked: Callable[..., list[object]]) -> None:
    with pytest.raises(TypeError, match="unexpected keyword argument 'off'"):
        asked("a", DAYS, off=None)
    with pytest.raises(TypeError, match="missing 1 required positional argument: 'days'"):
        asked("a")
    with pytest.raises(TypeError, match="positional arguments but 4"):
        asked("a", DAYS, None, DAY)
