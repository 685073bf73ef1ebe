"""The smallest change that is enough, target by target, in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from coopkit.core.model import Kind, Target
from coopkit.core.reaching import Proposed, Way
from coopkit.pages.findings import ORDER, Block, Reading


def block(ways: Iterable[Way], reading: Reading) -> Block:
    """Return the ways as one block; the families of EUR stand apart only where EUR has no way as a whole."""
    say = reading.say
    return {
        "type": "told",
        "id": "ways",
        "title": say.say("further.way.title"),
        "about": say.say("further.way.about"),
        "items": [_item(way, reading) for way in _shown(tuple(ways))],
    }


def _shown(ways: tuple[Way, ...]) -> Iterator[Way]:
    whole = {way.target: way for way in ways if way.family is None}
    for target in (one for one in ORDER if one in whole):
        yield whole[target]
        if target is Target.EUR and whole[target].changes is None:
            yield from (way for way in ways if way.family and way.blocking)


def _item(way: Way, reading: Reading) -> Block:
    say, catalogue = reading.say, reading.catalogue
    family = next((one for one in catalogue.families if one.id == way.family), None)
    title = say.text(family.title if family else catalogue.targets[way.target].title)
    if way.changes is None:
        said = say.say("further.way.none", count=len(way.blocking))
        listed = [say.text(reading.criterion(one).title) for one in way.blocking]
    elif way.changes:
        said = say.say("further.way.found", count=len(way.changes))
        listed = [_change(change, reading) for change in way.changes]
    else:
        said, listed = say.say("further.way.clear"), []
    left = {"unknown": way.unknown, "advice": way.advice} if way.changes is not None else {}
    notes = [say.say(f"further.way.{name}", count=len(musts)) for name, musts in left.items() if musts]
    return {"title": title, "said": said, "items": listed, "notes": [" ".join(notes)] if notes else []}


def _change(change: Proposed, reading: Reading) -> str:
    """Return a change by its own words; an answer given to a criterion is told with what the criterion says."""
    criterion, said = reading.criterion(change.criterion), reading.say.say(change.message)
    if criterion.kind is Kind.COMPUTED:
        return said
    return reading.say.say("further.way.of", title=reading.say.text(criterion.title), change=said)
