"""An agenda as a trainer reads it in a terminal or on paper: a line a part, with the time it begins."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from coopkit.core.model import Agenda, AgendaDay, Catalogue
    from coopkit.wording import Wording

_ANY_DAY = datetime(2026, 1, 1)  # noqa: DTZ001  (times of a room, on a day nobody names)


def as_text(agenda: Agenda, start: time, catalogue: Catalogue, say: Wording) -> str:
    """Return the agenda; its days begin at that time, but for one that has its own."""
    lines = [say.text(agenda.title), say.text(agenda.about)]
    for day in agenda.days:
        lines += ["", *_day(day, start, catalogue, say)]
    return "\n".join(lines)


def _day(day: AgendaDay, start: time, catalogue: Catalogue, say: Wording) -> Iterator[str]:
    at = datetime.combine(_ANY_DAY, time.fromisoformat(day.starts) if day.starts else start)
    over = at + timedelta(minutes=day.minutes)
    yield say.say("cli.agenda.day", title=say.text(day.title), start=f"{at:%H:%M}", over=f"{over:%H:%M}")
    for item in day.items:
        key = "cli.agenda.part_on" if item.page else "cli.agenda.part"
        page = say.text(catalogue.pages[item.page].title) if item.page else ""
        yield say.say(key, at=f"{at:%H:%M}", count=item.minutes, do=say.text(item.do), page=page)
        at += timedelta(minutes=item.minutes)
    yield say.say("cli.agenda.over", at=f"{at:%H:%M}")
