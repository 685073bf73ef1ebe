"""What in data/ was not looked at for a year, and which numbers end soon: a reminder, never a mistake."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from coopkit.core.model import Catalogue, Message, Parameter

YEAR = timedelta(days=365)
HALF_A_YEAR = timedelta(days=183)


def reminders(catalogue: Catalogue, on: date) -> Iterator[tuple[str, Message]]:
    """Yield the id of a number or a source, and what is to be looked at, as it stands on a day.

    A value that no longer held on that day is past and needs nobody; one that begins later counts.
    """
    for parameter in catalogue.parameters.values():
        days = [value.checked_on for value in parameter.values if value.valid_until is None or value.valid_until > on]
        if days and min(days) < on - YEAR:
            yield parameter.id, _said("unchecked", since=min(days))
        yield from ((parameter.id, message) for message in _ending(parameter, on))
    for source in catalogue.sources.values():
        if source.checked_on < on - YEAR:
            yield source.id, _said("unchecked", since=source.checked_on)


def _ending(parameter: Parameter, on: date) -> Iterator[Message]:
    starts = {value.valid_from for value in parameter.values}
    for value in parameter.values:
        end = value.valid_until
        if end is None or end > on + HALF_A_YEAR:
            continue
        if end in starts:
            if end > on:
                yield _said("changes", day=end)
        else:
            yield _said("ends" if end > on else "ended", day=end)


def _said(key: str, **values: date) -> Message:
    return Message(key=f"cli.fresh.{key}", values=values)
