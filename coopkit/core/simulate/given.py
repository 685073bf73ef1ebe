"""Whether what a simulator is given is of the kind its annotation names. Numbers are left to bounds.py.

A checker of types sees the kit's own calls, not what a notebook's author writes: a None or a text in place of a list
would end in any exception, and one in place of a yes be counted as yes.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from functools import cache, wraps
from inspect import signature
from itertools import chain
from types import NoneType, UnionType
from typing import Any, Literal, ParamSpec, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from coopkit.core.simulate.bounds import BadInputError

Asked = ParamSpec("Asked")
Told = TypeVar("Told")
_NUMBERS = {int, Decimal, Fraction}
_hints = cache(get_type_hints)


def sound(name: str, given: object) -> None:
    """Check every field of a dataclass; `name` stands before theirs, "" when they speak for themselves."""
    for field, kind in _hints(cast("Hashable", type(given))).items():
        fits(f"{name}.{field}" if name else field, getattr(given, field), kind)


def refusing(function: Callable[Asked, Told]) -> Callable[Asked, Told]:
    """Make a function refuse arguments that are not of the kind it names; Python refuses those it does not name."""
    names = tuple(signature(function).parameters)

    @wraps(function)
    def asked(*args: Asked.args, **kwargs: Asked.kwargs) -> Told:
        kinds = _hints(function)
        for name, value in chain(zip(names, args, strict=False), kwargs.items()):
            fits(name, value, kinds.get(name, object))
        return function(*args, **kwargs)

    return asked


def fits(field: str, value: object, kind: Any) -> None:  # noqa: ANN401  (an annotation)
    """Check one value against an annotation, and what it holds against that of its parts."""
    origin, parts = _read(kind)
    if origin in {Union, UnionType}:
        _one_of_them(field, value, parts)
    elif origin is Literal:
        if not isinstance(value, str) or value not in parts:
            raise BadInputError(field=field, value=value, bound=f"one of: {', '.join(parts)}")
    elif origin is not None:
        _whole_lot(field, value, origin, parts)
    elif not _is(value, kind):
        raise BadInputError(field=field, value=value, bound=f"of the kind {kind.__name__}")


@cache
def _read(kind: Any) -> tuple[Any, tuple[Any, ...]]:  # noqa: ANN401  (an annotation)
    return get_origin(kind), get_args(kind)


def _one_of_them(field: str, value: object, kinds: tuple[Any, ...]) -> None:
    """Check a value that may be absent, or of several kinds that hold nothing."""
    known = [kind for kind in kinds if kind is not NoneType]
    if value is None and len(known) < len(kinds):
        return
    if len(known) == 1:
        fits(field, value, known[0])
    elif not any(_is(value, kind) for kind in known):
        raise BadInputError(field=field, value=value, bound=f"one of: {', '.join(kind.__name__ for kind in known)}")


def _whole_lot(field: str, value: Any, origin: Any, parts: tuple[Any, ...]) -> None:  # noqa: ANN401  (the same)
    """Check a collection: a text is none, though it has letters."""
    if not isinstance(value, origin) or isinstance(value, str | bytes):
        raise BadInputError(field=field, value=value, bound=f"a {origin.__name__.lower()}")
    if isinstance(value, Mapping) and issubclass(origin, Mapping):
        for key, one in value.items():
            fits(field, key, parts[0])
            fits(f"{field}.{key}", one, parts[1])
    else:
        for one in value:
            fits(field, one, parts[0])


def _is(value: object, kind: type) -> bool:
    return kind in _NUMBERS or (isinstance(value, kind) and not (kind is date and isinstance(value, datetime)))
