"""The scale-up page beside its verdicts: the nine indicators before and after, and the days of the renewal."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from coopkit import charts
from coopkit.core.law import Law, NoLawError
from coopkit.core.rules.renewal import renewal
from coopkit.core.scaling import TOP_LEVEL, Shift, shifts
from coopkit.pages import calendar_file
from coopkit.pages.findings import Block

if TYPE_CHECKING:
    from coopkit.core.assessment import Assessment
    from coopkit.core.facts import Facts
    from coopkit.core.model import Catalogue
    from coopkit.pages.drawings import Table
    from coopkit.wording import Wording

KEY = "results.chart.scale-up"


def later(say: Wording) -> Block:
    """Return what somebody who is starting reads here instead of verdicts."""
    items = [
        {"text": say.say("scaling.later.now"), "why": say.say("scaling.later.now_why"), "whom": None},
        {"text": say.say("scaling.later.then"), "why": None, "whom": None},
        {"text": say.say("scaling.later.other", track="project.track.scale_up"), "why": None, "whom": None},
    ]
    return {"type": "steps", "title": say.say("scaling.later.title"), "items": items}


def profile(facts: Facts, assessment: Assessment, catalogue: Catalogue, say: Wording) -> tuple[str, str, Table] | None:
    """Return the picture, its sentence and its table; None while nobody said anything of the path."""
    moved = shifts(assessment, facts)
    if facts.text("facts.growth.path") is None and not any(one.effect for one in moved):
        return None
    rows = [
        (
            say.text(catalogue.indicators[one.indicator]),
            _place(one.before, one, say),
            _place(one.after, one, say),
            say.say(f"facts.growth.effects.{one.indicator}.{one.effect}") if one.effect else say.say(f"{KEY}.unsaid"),
        )
        for one in moved
    ]
    svg = charts.moves(
        tuple(
            charts.Move(name, effect, one.before, one.after)
            for one, (name, _, _, effect) in zip(moved, rows, strict=True)
        ),
        (say.say(f"{KEY}.before"), say.say(f"{KEY}.after")),
        top=TOP_LEVEL,
        ends=(say.say("results.chart.result.low"), say.say("results.chart.result.high")),
    )
    counted = Counter(one.effect or "unsaid" for one in moved)
    sentence = say.say(f"{KEY}.sentence", **{name: counted[name] for name in ("stronger", "same", "weaker", "unsaid")})
    columns = [say.say(f"{KEY}.columns.{name}") for name in ("axis", "before", "after", "effect")]
    return svg, sentence, (columns, rows)


def _place(span: tuple[int, int], one: Shift, say: Wording) -> str:
    """Return a place in words, as the compass of the result does."""
    if not one.asked:
        return say.say("results.chart.result.silent")
    if span[0] == span[1]:
        return say.say("results.chart.result.exact", best=span[1])
    return say.say("results.chart.result.range", worst=span[0], best=span[1])


def days(facts: Facts, law: Law, say: Wording) -> list[Block]:
    """Return the days of the renewal with their file, nothing while they are not known."""
    try:
        known = renewal(facts, law)
    except NoLawError:
        return []
    if known is None:
        return []
    events = calendar_file.events(known, facts.text("project.name"), say)
    return [
        {
            "type": "days",
            "title": say.say("scaling.renewal.title"),
            "items": [{"day": say.date(one.day), "what": one.what} for one in events],
            "how": say.say("scaling.renewal.how"),
            "file": {
                "name": f"coopkit-{known.closes.isoformat()}.ics",
                "label": say.say("scaling.renewal.download"),
                "text": calendar_file.ics(events, written=law.on, language=say.language),
            },
        }
    ]
