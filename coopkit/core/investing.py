"""The investment screen: where the money is, by kind, and what is known of each of its seven lines.

The kinds and the lines are the kit's own, closest to the mission first; the verdicts those of PRO-12, 13 and 15.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from coopkit.core.facts import Facts, Row
from coopkit.core.model import Finding, Message, Value, Verdict
from coopkit.core.rules.investments import COOPERATIVES, EXCLUDED, HOLDINGS, MISSION, POLICY, exclusions
from coopkit.core.rules.investors import INVESTORS, OUTSIDE
from coopkit.core.rules.shares import added
from coopkit.core.simulate.plan import Destination

BANK, BANK_KIND = "facts.investments.bank", "facts.investments.bank_kind"
PUBLISHED = "facts.investments.published"
DIVIDEND = "dividend"
KINDS = (*(kind.value for kind in Destination if kind is not Destination.EXCLUDED), DIVIDEND, Destination.EXCLUDED)
"""The twelve places where a surplus may go, closest to the mission first."""


class Ring(StrEnum):
    """How close to the mission money is. What is paid to members is shown and never counted: it is not invested."""

    CLOSE = "close"
    BESIDE = "beside"
    PAID = "paid"
    EXCLUDED = "excluded"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One of the twelve kinds and the euro there."""

    kind: str
    ring: Ring
    amount: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of the screen: what is known, and a verdict where a criterion asks for it."""

    id: str
    message: Message
    verdict: Verdict | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Screen:
    """Where the money is. `unread`: lines whose kind or amount nobody knows, so that no share can be told."""

    places: tuple[Place, ...]
    unread: int
    paid_in: int | None
    """The year of the dividend shown: the last one that is over, else the last one planned."""
    lines: tuple[Line, ...]

    def held(self, *rings: Ring) -> Decimal:
        """Return the euro in some rings together."""
        return sum((place.amount for place in self.places if place.ring in rings), Decimal(0))

    @property
    def total(self) -> Decimal:
        """All that is invested or placed."""
        return self.held(Ring.CLOSE, Ring.BESIDE, Ring.EXCLUDED)

    def share(self, amount: Decimal) -> Fraction:
        """Return a part of all that is invested or placed; nothing of nothing is nothing."""
        return Fraction(amount) / Fraction(self.total) if self.total else Fraction(0)


def screen(facts: Facts, findings: Mapping[str, Finding], year: int) -> Screen:
    """Return the screen of a dossier in a calendar year; `findings` are those of the catalogue, by criterion."""
    seen = places(facts, year)
    verdicts = {name: one.verdict for name, one in findings.items()}
    return replace(seen, lines=_lines(facts, seen, verdicts))


def places(facts: Facts, year: int) -> Screen:
    """Return where the money is, without the lines that say how it stands."""
    rows = facts.rows(HOLDINGS)
    unread = sum(1 for row in rows if row.missing(["category", "amount"]))
    paid_in, paid = _dividend(facts, year)
    amounts = {kind: added((row for row in rows if row.text("category") == kind), "amount") for kind in KINDS}
    known = tuple(Place(kind=kind, ring=_ring(kind), amount=amounts[kind]) for kind in KINDS if kind != DIVIDEND)
    dividend = Place(kind=DIVIDEND, ring=Ring.PAID, amount=paid)
    return Screen(places=(*known[:-1], dividend, known[-1]), unread=unread, paid_in=paid_in, lines=())


def _ring(kind: str) -> Ring:
    if kind == Destination.EXCLUDED:
        return Ring.EXCLUDED
    return Ring.CLOSE if kind in MISSION else Ring.BESIDE


def _dividend(facts: Facts, year: int) -> tuple[int | None, Decimal]:
    known = {
        row.whole("year") or 0: row.decimal("dividend") or Decimal(0)
        for row in facts.rows("facts.surplus")
        if row.whole("year") and row.decimal("dividend") is not None
    }
    past = [one for one in known if one < year]
    last = max(past or known, default=None)
    return last, known[last] if last else Decimal(0)


def _say(key: str, **values: Value) -> Message:
    return Message(key=f"investing.line.{key}", values=values)


def _lines(facts: Facts, seen: Screen, verdicts: Mapping[str, Verdict]) -> tuple[Line, ...]:
    policy, published = facts.text(POLICY), facts.text(PUBLISHED)
    approved = Verdict.MET if policy == "general_assembly" else verdicts["PRO-12"]
    return (
        Line(id="policy", message=_say(f"policy.{policy or 'unsaid'}"), verdict=approved),
        _excluded(facts, seen, verdicts["PRO-12"]),
        Line(id="share", message=_share(seen), verdict=verdicts["PRO-13"]),
        Line(id="cooperatives", message=_cooperatives(seen)),
        Line(id="bank", message=_bank(facts)),
        Line(id="funders", message=_funders(facts), verdict=verdicts["PRO-15"]),
        Line(id="published", message=_say(f"published.{published or 'unsaid'}")),
    )


def _excluded(facts: Facts, seen: Screen, verdict: Verdict) -> Line:
    """Say what excluded is held; without any, the line is met once the list was read, or every holding is known."""
    ticked, amount = exclusions(facts), seen.held(Ring.EXCLUDED)
    if amount:
        return Line(id="exclusions", message=_say("exclusions.held", amount=amount), verdict=verdict)
    if ticked:
        return Line(id="exclusions", message=_say("exclusions.ticked", count=len(ticked)), verdict=verdict)
    doubt = bool(seen.unread or facts.doubtful([EXCLUDED]))
    if doubt or not (facts.rows(HOLDINGS) or facts.options(EXCLUDED)):
        return Line(id="exclusions", message=_say("exclusions.unsaid"), verdict=Verdict.UNKNOWN)
    read = "read" if facts.options(EXCLUDED) else "listed"
    return Line(id="exclusions", message=_say(f"exclusions.{read}"), verdict=Verdict.MET)


def _share(seen: Screen) -> Message:
    close = seen.held(Ring.CLOSE)
    if seen.unread:
        return _say("share.unread", count=seen.unread)
    return (
        _say("share.told", share=seen.share(close), close=close, total=seen.total)
        if seen.total
        else _say("share.unsaid")
    )


def _cooperatives(seen: Screen) -> Message:
    amount = next(place.amount for place in seen.places if place.kind == COOPERATIVES)
    if amount:
        return _say("cooperatives.some", amount=amount)
    return _say("cooperatives.none") if seen.total and not seen.unread else _say("cooperatives.unsaid")


def _bank(facts: Facts) -> Message:
    name, kind = facts.text(BANK), facts.text(BANK_KIND)
    if kind == "not_chosen":
        return _say("bank.not_chosen")
    values: dict[str, Value] = {"bank": name or "", "kind": f"{BANK_KIND}.{kind}"}
    if name and kind:
        return _say("bank.both", **values)
    return _say("bank.named" if name else "bank.judged" if kind else "bank.unsaid", **values)


def _funders(facts: Facts) -> Message:
    rows = facts.rows(INVESTORS)
    if facts.text(OUTSIDE) != "yes":
        return _say("funders.nobody" if facts.text(OUTSIDE) == "none" else "funders.unsaid")
    if not rows:
        return _say("funders.unlisted")
    seeking = [row for row in rows if row.text("kind") == "for_profit"]
    whole = not any(_open(row) for row in rows)
    if whole and not seeking:
        return _say("funders.solidary", count=len(rows), amount=added(rows, "amount"))
    return _say(
        "funders.listed" if whole else "funders.listed_so_far",
        count=len(rows),
        amount=added(rows, "amount"),
        seeking=added(seeking, "amount"),
        votes=Fraction(added(seeking, "votes")) / 100,
    )


def _open(row: Row) -> list[str]:
    seeks = row.text("kind") == "for_profit"
    return row.missing(["kind", "amount", *(["votes"] if seeks else [])])
