"""Red flags in words: apart from every target, with the reason and whom to ask."""

from __future__ import annotations

from collections.abc import Sequence

from coopkit.core.flags import Raised
from coopkit.pages.findings import Block, Reading, label

MOST_NAMED = 4
"""Flags the first page names; all of them stand below it."""


def note(flags: Sequence[Raised], reading: Reading) -> list[Block]:
    """Return the line of the first page that names the first flags and counts all; nothing where there is none."""
    titles = " \u00b7 ".join(_title(one, reading) for one in flags[:MOST_NAMED])
    key = "further.flag.first" if len(flags) > MOST_NAMED else "further.flag.count"
    text = reading.say.say(key, count=len(flags), titles=titles)
    return [{"type": "note", "text": text}] if flags else []


def block(flags: Sequence[Raised], reading: Reading) -> list[Block]:
    """Return the flags one by one; nothing where there is none."""
    say = reading.say
    items = [_item(one, reading) for one in flags]
    about = say.say("further.flag.about")
    told: Block = {"type": "told", "id": "flags", "title": say.say("further.flag.title"), "about": about}
    return [{**told, "items": items}] if flags else []


def _item(one: Raised, reading: Reading) -> Block:
    say, criterion = reading.say, reading.criterion(one.finding.criterion)
    targets = ", ".join(say.text(reading.catalogue.targets[target].title) for target in one.breaches)
    breach = [say.say("further.flag.breach", targets=targets)] if targets else []
    return {
        "title": _title(one, reading),
        "verdict": one.finding.verdict.value,
        "label": label(one.finding.verdict, say),
        "said": say.say(one.finding.reason),
        "items": [],
        "notes": [*breach, say.text(criterion.next_step), *filter(None, [reading.whom(criterion.whom)])],
    }


def _title(one: Raised, reading: Reading) -> str:
    criterion = reading.criterion(one.finding.criterion)
    return reading.say.text(one.flag.title if one.flag else criterion.title)
