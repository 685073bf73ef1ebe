"""The investment screen as a block of its own: a picture with its sentence and table, and seven lines."""

from __future__ import annotations

from coopkit import charts
from coopkit.core.assessment import Assessment
from coopkit.core.facts import Facts
from coopkit.core.investing import DIVIDEND, Line, Place, Ring, Screen, screen
from coopkit.core.rules.investments import COOPERATIVES
from coopkit.pages.findings import Block, label
from coopkit.wording import Wording

_RINGS = (Ring.CLOSE, Ring.BESIDE, Ring.EXCLUDED, Ring.PAID)
"""In the order they are drawn: what is invested from near to far, then what is not."""


def block(facts: Facts, assessment: Assessment, say: Wording, *, drawn: bool) -> Block:
    """Return the screen; without money noted it says what to fill in, and its lines what is known all the same."""
    seen = _screen(facts, assessment)
    return {
        "type": "screen",
        "id": "investing",
        "title": say.say("investing.title"),
        "about": say.say("investing.about"),
        "chart": _picture(seen, say, drawn=drawn) if _money(seen) else None,
        "wait": "" if _money(seen) else say.say("investing.wait"),
        "items": [_line(line, say) for line in seen.lines],
    }


def small(facts: Facts, assessment: Assessment, say: Wording) -> Block | None:
    """Return all the money as one bar with its sentence; nothing while no money is noted."""
    seen = _screen(facts, assessment)
    if not _money(seen):
        return None
    return {"svg": _svg(seen, [], say), "sentence": _sentence(seen, say)}


def _screen(facts: Facts, assessment: Assessment) -> Screen:
    return screen(facts, {finding.criterion: finding for finding in assessment.findings}, assessment.on.year)


def _money(seen: Screen) -> bool:
    return bool(seen.total)


def _picture(seen: Screen, say: Wording, *, drawn: bool) -> Block:
    """Return the parts of a chart; before the first drawing, everything but the drawing."""
    shown = [place for place in seen.places if place.amount]
    columns = [say.say(f"investing.columns.{name}") for name in ("kind", "ring", "amount", "share")]
    rows = [
        [
            _name(place, seen, say),
            say.say(f"investing.ring.{place.ring}"),
            say.money(place.amount),
            _part(place, seen, say),
        ]
        for place in seen.places
    ]
    return {
        "id": "investing",
        "svg": _svg(seen, shown, say) if drawn else "",
        "sentence": _sentence(seen, say),
        "caption": say.say("investing.caption"),
        "columns": columns,
        "rows": rows,
    }


def _svg(seen: Screen, shown: list[Place], say: Wording) -> str:
    """Draw all the money as one bar, and below it a bar a kind; what is paid to members has a key only when drawn."""
    rings = _RINGS if any(place.ring is Ring.PAID for place in shown) else _RINGS[:-1]
    whole = tuple(float(0 if ring is Ring.PAID else seen.held(ring)) for ring in rings)
    bars = [charts.Stack(say.say("investing.together"), say.money(seen.total), whole)]
    for place in shown:
        parts = tuple(float(place.amount if place.ring is ring else 0) for ring in rings)
        bars.append(charts.Stack(_name(place, seen, say), say.money(place.amount), parts))
    return charts.stacked(tuple(bars), tuple(say.say(f"investing.ring.{ring}") for ring in rings))


def _name(place: Place, seen: Screen, say: Wording) -> str:
    if place.kind == DIVIDEND and seen.paid_in:
        return say.say("investing.kind.dividend_of", year=str(seen.paid_in))
    return say.say(f"investing.kind.{place.kind}")


def _part(place: Place, seen: Screen, say: Wording) -> str:
    if place.ring is Ring.PAID:
        return say.say("investing.not_counted")
    return say.percent(round(seen.share(place.amount), 3))


def _sentence(seen: Screen, say: Wording) -> str:
    values = {
        "close": seen.held(Ring.CLOSE),
        "cooperatives": next(place.amount for place in seen.places if place.kind == COOPERATIVES),
        "excluded": seen.held(Ring.EXCLUDED),
    }
    if seen.unread:
        return say.say("investing.sentence_so_far", count=seen.unread, **values)
    share = round(seen.share(seen.held(Ring.CLOSE)), 3)
    return say.say("investing.sentence", total=seen.total, share=share, **values)


def _line(line: Line, say: Wording) -> Block:
    return {
        "id": line.id,
        "title": say.say(f"investing.line.{line.id}.title"),
        "verdict": line.verdict.value if line.verdict else None,
        "label": label(line.verdict, say) if line.verdict else None,
        "sentence": say.say(line.message),
    }
