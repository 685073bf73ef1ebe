"""Days as a calendar file (iCalendar, RFC 5545), in the words of the page.

The same answers give the same bytes, and an event keeps its name in later files: opening one twice doubles nothing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from coopkit.core.rules.renewal import Renewal
    from coopkit.wording import Wording

_MOST_OCTETS = 75
"""Of one line of such a file, its end not counted (RFC 5545, section 3.1)."""
_ESCAPES = str.maketrans(
    {
        **{chr(code): "" for code in (*range(0x20), *range(0x7F, 0xA0)) if chr(code) != "\t"},
        **dict.fromkeys("\x0b\x0c\x85\u2028\u2029", " "),
        "\\": "\\\\",
        ";": "\\;",
        ",": "\\,",
        "\n": "\\n",
    }
)
"""Signs that mean something in such a file; what a reader might take for the end of a line becomes a blank."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One whole day."""

    uid: str
    day: date
    what: str
    """In a few words, beside the day on the page."""
    title: str
    about: str


def events(known: Renewal, project: str | None, say: Wording) -> list[Event]:
    """Return the three days of a renewal: the window opens, it closes, the approval ends.

    An event is named after the day the approval was given and the project, so that neither the next approval nor
    another enterprise approved that day takes its place in somebody's calendar.
    """
    mark = hashlib.sha256((project or "").casefold().encode()).hexdigest()[:12]
    about = say.say("scaling.renewal.about", opens=known.opens, closes=known.closes, ends=known.ends)
    named = {"opens": known.opens, "closes": known.closes, "ends": known.ends}
    told = []
    for name, day in named.items():
        what = say.say(f"scaling.renewal.{name}")
        key = "scaling.renewal.event_of" if project else "scaling.renewal.event"
        title = say.say(key, project=project or "", what=what)
        uid = f"renewal-{name}-{known.granted:%Y%m%d}-{mark}@coopkit"
        told.append(Event(uid=uid, day=day, what=what, title=title, about=about))
    return told


def ics(days: Iterable[Event], *, written: date, language: str) -> str:
    """Return the file; `written` is the day whose law it applies, which stands for the moment it was made."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//coopkit//renewal//EN", "CALSCALE:GREGORIAN"]
    for one in days:
        lines += [
            "BEGIN:VEVENT",
            f"UID:{one.uid}",
            f"DTSTAMP:{written:%Y%m%d}T000000Z",
            f"DTSTART;VALUE=DATE:{one.day:%Y%m%d}",
            f"DTEND;VALUE=DATE:{one.day + timedelta(days=1):%Y%m%d}",
            f"SUMMARY;LANGUAGE={language}:{one.title.translate(_ESCAPES)}",
            f"DESCRIPTION;LANGUAGE={language}:{one.about.translate(_ESCAPES)}",
            "TRANSP:TRANSPARENT",
            "END:VEVENT",
        ]
    lines.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in _folded(line))


def _folded(line: str) -> Iterator[str]:
    """Yield a line in parts that are short enough, never cut inside a letter; what goes on begins with a blank."""
    part = ""
    for letter in line:
        if len(f"{part}{letter}".encode()) > _MOST_OCTETS:
            yield part
            part = " "
        part += letter
    yield part
