"""The collective canvas as a block: one sheet of boxes, read-only; it is written in the form above it."""

from __future__ import annotations

from coopkit.core.canvas import Box, canvas, path
from coopkit.core.facts import Facts
from coopkit.pages.findings import Block, Reading


def block(facts: Facts, reading: Reading) -> Block:
    """Return the sheet; an empty box asks its question, on the screen and on paper."""
    say = reading.say
    boxes = canvas(facts, {finding.criterion: finding for finding in reading.assessment.findings})
    project = facts.text("project.name")
    return {
        "type": "canvas",
        "id": "canvas",
        "title": say.say("canvas.title_of", project=project) if project else say.say("canvas.title"),
        "about": say.say("canvas.about"),
        "count": say.say("canvas.count", count=sum(1 for box in boxes if box.text), total=len(boxes)),
        "items": [_box(box, reading) for box in boxes],
    }


def _box(box: Box, reading: Reading) -> Block:
    say = reading.say
    field = next(one for one in reading.catalogue.fields if one.path == path(box.id))
    return {
        "id": box.id,
        "title": say.text(field.label),
        "text": box.text or "",
        "asks": say.text(field.help) if field.help else "",
        "from": say.say("canvas.from_answers"),
        "known": " · ".join(say.say(one) for one in box.known),
    }
