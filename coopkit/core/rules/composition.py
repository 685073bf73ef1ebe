"""Governance: enterprises without a social purpose (GOV-07) and public authorities (GOV-08) on board and in assembly.

The published condition speaks of representatives: persons on the board and in the general assembly, whoever comes and
however many votes each has. Where their votes are above the limit and their number is not, that is advice.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

from coopkit.core.facts import Facts, Row
from coopkit.core.law import Law
from coopkit.core.model import Json, Message, Verdict
from coopkit.core.rules.assembly import MEMBERS, VOTING_RULE, Meeting, meeting
from coopkit.core.rules.outcome import Edits, Outcome, Proposal, missing, rule, say

DIRECTORS = "facts.directors"
BODIES = {"board": DIRECTORS, "assembly": MEMBERS}
"""Where persons are counted; beside them the votes of the assembly are."""
MOST = {"board": 1000, "assembly": 1_000_000}
"""What one row of these tables can count."""
PERHAPS = "funder"
"""An investor may be an enterprise without a social purpose, or a public fund, or neither."""
WORST_FIRST = (Verdict.NOT_MET, Verdict.UNKNOWN, Verdict.ADVICE, Verdict.MET)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bound:
    """A kind of person, and the part of a body it may have."""

    kind: str
    limit: Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What one kind has of a body or of the votes (`sure` of `total`), and `doubtful` more that may be of that kind."""

    body: str
    verdict: Verdict
    limit: Fraction
    sure: int = 0
    doubtful: int = 0
    total: int = 0
    asks: tuple[str, ...] = ()

    @property
    def share(self) -> Fraction:
        """Return what is sure, as a part of the body; nothing of a body nobody could count."""
        return Fraction(self.sure, self.total) if self.total else Fraction(0)


@rule("GOV-07")
def enterprises_without_social_purpose(facts: Facts, law: Law) -> Outcome:
    """Judge the enterprises without an explicit social purpose on the board and in the assembly (GOV-07).

    Source: Brussels Economy and Employment, conditions (decree of 20 December 2018, of which only the heading was
    read): 49 % of representatives at most in each body.
    """
    return _judged("GOV-07", facts, Bound(kind="company", limit=law.value("bxl_nonsocial_max")))


@rule("GOV-08")
def public_authorities(facts: Facts, law: Law) -> Outcome:
    """Judge the public authorities on the board and in the assembly (GOV-08).

    Source: the same page, 25 % at most; ordinance of 23 July 2018, art. 7: with more on the board it is a public
    initiative.
    """
    return _judged("GOV-08", facts, Bound(kind="public", limit=law.value("bxl_public_max")))


def _judged(criterion: str, facts: Facts, bound: Bound) -> Outcome:
    bodies = [_persons(facts, body, bound) for body in BODIES]
    parts = [*bodies, *_votes(facts, bound)]
    worst = min(parts, key=lambda part: WORST_FIRST.index(part.verdict))
    if worst.verdict is Verdict.UNKNOWN:
        return missing(path for part in parts for path in part.asks)
    over = [part for part in bodies if part.verdict is Verdict.NOT_MET]
    return Outcome(
        verdict=worst.verdict,
        reason=_reason(criterion, worst, bodies),
        steps=tuple(_step(part) for part in parts if part.total),
        asks=tuple(dict.fromkeys(path for part in parts for path in part.asks)),
        proposals=_opened(facts, over),
    )


def _persons(facts: Facts, body: str, bound: Bound) -> Part:
    """Count the persons of a body. Where nobody of a kind that matters sits, nothing else needs to be known."""
    rows = facts.rows(BODIES[body])
    doubtful = tuple(path for row in rows for path in row.doubtful(["count"]))
    if not rows or (doubtful and not {bound.kind, PERHAPS, None}.isdisjoint(row.text("kind") for row in rows)):
        return Part(body=body, limit=bound.limit, verdict=Verdict.UNKNOWN, asks=doubtful or (BODIES[body],))
    if doubtful:
        return Part(body=body, limit=bound.limit, verdict=Verdict.MET)
    return _part(body, [(row, row.whole("count") or 1) for row in rows], bound)


def _votes(facts: Facts, bound: Bound) -> list[Part]:
    """Count the votes of all members where they do not follow persons; above the limit, that is advice at most."""
    found, rule = meeting(facts, everybody=True), facts.text(VOTING_RULE)
    if not isinstance(found, Meeting):
        concerned = not {bound.kind, PERHAPS, None}.isdisjoint(row.text("kind") for row in facts.rows(MEMBERS))
        if rule is None or not concerned:
            return []
        return [Part(body="votes", limit=bound.limit, verdict=Verdict.UNKNOWN, asks=found)]
    if rule == "one_member_one_vote" or not found.tally.total:
        return []
    held = [(row, one.total) for row, one in zip(found.rows, found.tally.groups, strict=True)]
    return [_part("votes", held, bound)]


def _part(body: str, held: Sequence[tuple[Row, int]], bound: Bound) -> Part:
    """Return what the kind has, of rows with what each of them weighs."""

    def weight(kind: str | None) -> int:
        return sum(own for row, own in held if row.text("kind") == kind)

    def at(kind: str | None) -> tuple[str, ...]:
        return tuple(row.at("kind") for row, _ in held if row.text("kind") == kind)

    total, sure, doubtful = sum(own for _, own in held), weight(bound.kind), weight(PERHAPS)
    most, asks = bound.limit * total, tuple[str, ...]()
    verdict = Verdict.MET
    if sure > most:
        verdict = Verdict.NOT_MET if body in BODIES else Verdict.ADVICE
    elif weight(None) and sure + weight(None) + doubtful > most:
        verdict, asks = Verdict.UNKNOWN, at(None)
    elif sure + doubtful > most:
        verdict, asks = Verdict.ADVICE, at(PERHAPS)
    return Part(body=body, limit=bound.limit, verdict=verdict, sure=sure, doubtful=doubtful, total=total, asks=asks)


def _reason(criterion: str, worst: Part, bodies: Sequence[Part]) -> Message:
    if worst.verdict is Verdict.MET:
        if not any(part.sure for part in bodies):
            return say(f"{criterion}.nobody", limit=worst.limit)
        board, assembly = bodies
        return say(f"{criterion}.within", board=board.share, assembly=assembly.share, limit=worst.limit)
    most = floor(worst.limit * worst.total)
    if worst.verdict is Verdict.ADVICE and worst.sure <= most:
        both = Fraction(worst.sure + worst.doubtful, worst.total)
        return say(f"{criterion}.investors_{worst.body}", share=worst.share, both=both, limit=worst.limit)
    return say(
        f"{criterion}.over_{worst.body}",
        count=worst.sure - most,
        part=worst.sure,
        total=worst.total,
        share=worst.share,
        limit=worst.limit,
    )


def _step(part: Part) -> Message:
    return say(
        f"GOV-07.step.{part.body}",
        part=part.sure,
        total=part.total,
        share=part.share,
        sign=">" if part.sure > part.limit * part.total else "≤",
        limit=part.limit,
    )


def _opened(facts: Facts, over: Sequence[Part]) -> tuple[Proposal, ...]:
    """Return the places for others that bring the share down to the limit, in every body where it is above."""
    added = {part.body: max(1, ceil(part.sure / part.limit) - part.total) for part in over}
    if not added or any(count > MOST[body] for body, count in added.items()):
        return ()
    counts = {body: added.get(body, 0) for body in BODIES}
    where = "both" if len(added) > 1 else over[0].body
    edits = tuple(edit for body, count in added.items() for edit in _more(facts, BODIES[body], count))
    message = say(f"GOV-07.change.{where}", count=max(counts.values()), **counts)
    return (Proposal(id="more_for_others", message=message, edits=edits),)


def _more(facts: Facts, table: str, count: int) -> Edits:
    """Return the edits that add persons, as users of the project, with one share or vote where members have some."""
    taken = {row.path for row in facts.rows(table)}
    fresh = next(path for number in range(len(taken) + 1) if (path := f"{table}.others{number}") not in taken)
    cells: dict[str, Json] = {"kind": "user", "count": count}
    if table == MEMBERS and (how := facts.text(VOTING_RULE)) != "one_member_one_vote":
        cells["votes" if how == "other" else "shares"] = 1
    return tuple((f"{fresh}.{name}", value) for name, value in cells.items())
