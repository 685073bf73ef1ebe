"""The lab "where the money sleeps": real choices for idle money on the investment screen."""

from __future__ import annotations

from coopkit.core.facts import Facts
from coopkit.core.investing import Ring, places
from coopkit.core.law import Law
from coopkit.pages import investing
from coopkit.pages.drawings import rounded
from coopkit.pages.findings import Block, Reading
from coopkit.wording import Wording


def blocks(facts: Facts, reading: Reading, law: Law, *, drawn: bool) -> list[Block]:  # noqa: ARG001  (as every lab's)
    """Return the screen: a picture with its table and sentence, and seven lines."""
    return [investing.block(facts, reading.assessment, reading.say, drawn=drawn)]


def figures(facts: Facts, law: Law, say: Wording) -> list[tuple[str, str]]:
    """Return how much money is how far from the mission."""
    seen = places(facts, law.on.year)
    if not seen.total:
        return []
    rings = [(say.say(f"investing.ring.{ring}"), seen.held(ring)) for ring in (Ring.CLOSE, Ring.BESIDE, Ring.EXCLUDED)]
    told = [(name, say.money(amount)) for name, amount in rings]
    return (
        told
        if seen.unread
        else [*told, (say.say("investing.share_close"), say.percent(rounded(seen.share(seen.held(Ring.CLOSE)))))]
    )
