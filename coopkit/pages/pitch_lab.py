"""The lab "pitch": three pages made of what the team has already said; an empty place says what to fill in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from coopkit.core.canvas import PAID, canvas
from coopkit.core.facts import Facts
from coopkit.core.law import Law
from coopkit.core.model import Message, Target, Verdict
from coopkit.pages.findings import Block, Reading, summary
from coopkit.wording import Wording

READS = ("project", "facts", "answers")
"""A pitch is made of the whole dossier: an example stands in for a wholly empty one only."""

LONG = 240
"""Letters of a text that is set smaller, to keep its page one page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One place of a page: the team's own words, and what its other answers say."""

    id: str
    text: str | None = None
    known: tuple[Message, ...] = ()

    @property
    def filled(self) -> bool:
        """Say whether there is anything to tell."""
        return bool(self.text or self.known)


def blocks(facts: Facts, reading: Reading, law: Law, *, drawn: bool) -> list[Block]:  # noqa: ARG001  (as every lab's)
    """Return the three pages."""
    say = reading.say
    stands = [say.say("pitch.stands.model", summary=summary(_verdicts(reading), say))]
    pages = [
        {
            "title": say.say(f"pitch.page.{name}"),
            "items": [_place(place, stands if place.id == "stands" and place.filled else [], say) for place in places],
        }
        for name, places in _pages(facts, reading).items()
    ]
    return [
        {
            "type": "pitch",
            "id": "pitch",
            "title": facts.text("project.name") or say.say("pitch.unnamed"),
            "line": facts.text("facts.pitch.line") or "",
            "asks": say.say("pitch.asks.line"),
            "sentence": _count(facts, say),
            "pages": pages,
            **{name: say.say(f"pitch.{name}") for name in ("full", "leave", "print")},
        }
    ]


def figures(facts: Facts, law: Law, say: Wording) -> list[tuple[str, str]]:  # noqa: ARG001  (as every lab's)
    """Return how many places of the three pages say something."""
    return [(say.say("pitch.figure"), _count(facts, say))]


def _count(facts: Facts, say: Wording) -> str:
    places = [place for page in _pages(facts, None).values() for place in page]
    return say.say("pitch.count", count=sum(1 for place in places if place.filled), total=len(places))


def _pages(facts: Facts, reading: Reading | None) -> dict[str, list[Place]]:
    found = {finding.criterion: finding for finding in reading.assessment.findings} if reading else {}
    boxes = {box.id: box for box in canvas(facts, found)}

    def place(name: str, *others: str) -> Place:
        """Return the box of that name; what is known of the others stands with it."""
        known = tuple(one for box in (name, *others) for one in boxes[box].known)
        return Place(id=name, text=boxes[name].text, known=known)

    jobs = Place(id="jobs", known=tuple(_jobs(facts)))
    stands = Place(id="stands", known=tuple(_stands(facts)))
    return {
        "why": [place("need", "beneficiaries"), place("collective"), place("members")],
        "how": [place("activities", "revenues"), jobs, place("surplus")],
        "what": [stands, Place(id="asked", text=facts.text("facts.pitch.ask"))],
    }


def _place(place: Place, more: Sequence[str], say: Wording) -> Block:
    text = place.text or ""
    return {
        "title": say.say(f"pitch.place.{place.id}"),
        "text": text,
        "long": len(text) > LONG,
        "known": [*(say.say(one) for one in place.known), *more],
        "asks": "" if place.filled else say.say(f"pitch.asks.{place.id}"),
    }


def _jobs(facts: Facts) -> Iterator[Message]:
    """Yield paid work there is and to come, and the part that is open-ended; of what is not known nothing is told."""
    rows = [row for row in facts.rows("facts.jobs") if row.text("contract") in PAID]
    for status in ("existing", "planned"):
        of_it = [row for row in rows if row.text("status") == status]
        parts = [row.decimal("fte") for row in of_it]
        known = [part for part in parts if part is not None]
        if total := sum(known, Decimal(0)) if len(known) == len(parts) else None:
            lasting = sum(
                (row.decimal("fte") or Decimal(0) for row in of_it if row.text("contract") == "open_ended"), Decimal(0)
            )
            yield Message(key=f"pitch.jobs.{status}", values={"fte": total, "lasting": lasting})


def _stands(facts: Facts) -> Iterator[Message]:
    if state := facts.text("facts.activity.state"):
        yield Message(key="pitch.stands.state", values={"state": f"facts.activity.state.{state}"})
    for name in ("interviews", "preorders"):
        if count := facts.whole(f"facts.need.{name}"):
            yield Message(key=f"pitch.stands.{name}", values={"count": count})
    if count := sum(row.whole("count") or 1 for row in facts.rows("facts.members")):
        yield Message(key="pitch.stands.members", values={"count": count})


def _verdicts(reading: Reading) -> list[Verdict]:
    """Return the verdicts on the European model."""
    (result,) = [one for one in reading.assessment.targets if one.target is Target.EUR]
    return [verdict for verdict, count in result.counts.items() for _ in range(count)]
