"""Governance: what enterprises without a social purpose (GOV-07) and public authorities (GOV-08) hold in both bodies.

Of the board, seats are counted; of the general assembly, the votes each person present casts: persons where each has
one vote. Both are the kit's reading of "representatives"; the shares themselves are the administration's.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

from coopkit.core.facts import Facts, Row
from coopkit.core.law import Law
from coopkit.core.model import Json, Message, Verdict
from coopkit.core.rules.assembly import MEMBERS, Meeting, meeting
from coopkit.core.rules.outcome import Edits, Outcome, Proposal, missing, rule, say

DIRECTORS = "facts.directors"
MOST = {DIRECTORS: 1000, MEMBERS: 1_000_000}
"""What one row of these tables can count."""
WORST_FIRST = (Verdict.NOT_MET, Verdict.UNKNOWN, Verdict.ADVICE, Verdict.MET)


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """One body: its rows and what each weighs (seats or votes), or the paths of what is missing to say so."""

    table: str
    rows: tuple[Row, ...]
    weigh: tuple[int, ...]
    asks: tuple[str, ...] = ()
    by_shares: bool = False
    """Whether a person's votes come from shares, or are given apart."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What one kind holds of a body: `sure` of `total`, and `doubtful` more that may be hers."""

    body: Body
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
    """Judge the seats and votes of enterprises without an explicit social purpose (GOV-07).

    Source: Brussels Economy and Employment, conditions (decree of 20 December 2018, of which only the heading was
    read). An investor may be such an enterprise or not: where it matters, that is advice.
    """
    return _judged("GOV-07", facts, law.value("bxl_nonsocial_max"), kind="company", perhaps="funder")


@rule("GOV-08")
def public_authorities(facts: Facts, law: Law) -> Outcome:
    """Judge the seats and votes of public authorities (GOV-08).

    Source: the same page; ordinance of 23 July 2018, art. 7: with more on the board it is a public initiative.
    """
    return _judged("GOV-08", facts, law.value("bxl_public_max"), kind="public", perhaps=None)


def _judged(criterion: str, facts: Facts, limit: Fraction, *, kind: str, perhaps: str | None) -> Outcome:
    parts = [_part(body, limit, kind, perhaps) for body in (_board(facts), _assembly(facts))]
    worst = min(parts, key=lambda part: WORST_FIRST.index(part.verdict))
    if worst.verdict is Verdict.UNKNOWN:
        return missing(path for part in parts for path in part.asks)
    return Outcome(
        verdict=worst.verdict,
        reason=_reason(criterion, worst, parts),
        steps=tuple(_step(part) for part in parts if part.total),
        notes=(say("GOV-07.how-counted"),),
        asks=tuple(path for part in parts if part.verdict is worst.verdict for path in part.asks),
        proposals=_opened([part for part in parts if part.verdict is Verdict.NOT_MET]),
    )


def _board(facts: Facts) -> Body:
    rows = facts.rows(DIRECTORS)
    asks = [path for row in rows for path in row.doubtful(["count"])] if rows else [DIRECTORS]
    return Body(table=DIRECTORS, rows=rows, weigh=tuple(row.whole("count") or 1 for row in rows), asks=tuple(asks))


def _assembly(facts: Facts) -> Body:
    found = meeting(facts)
    if not isinstance(found, Meeting):
        return Body(table=MEMBERS, rows=facts.rows(MEMBERS), weigh=(), asks=found)
    weigh = tuple(one.total for one in found.tally.groups)
    asks = () if found.tally.total else (MEMBERS,)
    by_shares = found.rule != "one_member_one_vote"
    return Body(table=MEMBERS, rows=found.rows, weigh=weigh, asks=asks, by_shares=by_shares)


def _part(body: Body, limit: Fraction, kind: str, perhaps: str | None) -> Part:
    """Return what the kind holds. Where nobody of a kind that matters sits, nothing else needs to be known."""
    kinds = [row.text("kind") for row in body.rows]
    if body.asks:
        nobody = bool(kinds) and {kind, perhaps or kind, None}.isdisjoint(kinds)
        verdict, asks = (Verdict.MET, ()) if nobody else (Verdict.UNKNOWN, body.asks)
        return Part(body=body, limit=limit, verdict=verdict, asks=asks)

    def weight(one: str | None) -> int:
        return sum(votes for votes, held in zip(body.weigh, kinds, strict=True) if held == one)

    def at(one: str | None) -> tuple[str, ...]:
        return tuple(row.at("kind") for row, held in zip(body.rows, kinds, strict=True) if held == one)

    total, sure, doubtful = sum(body.weigh), weight(kind), weight(perhaps) if perhaps else 0
    most, unsaid = limit * total, weight(None)
    verdict, asks = Verdict.MET, ()
    if sure > most:
        verdict = Verdict.NOT_MET
    elif unsaid and sure + unsaid + doubtful > most:
        verdict, asks = Verdict.UNKNOWN, at(None)
    elif sure + doubtful > most:
        verdict, asks = Verdict.ADVICE, at(perhaps)
    return Part(body=body, limit=limit, verdict=verdict, sure=sure, doubtful=doubtful, total=total, asks=asks)


def _reason(criterion: str, worst: Part, parts: Sequence[Part]) -> Message:
    where = "board" if worst.body.table == DIRECTORS else "assembly"
    if worst.verdict is Verdict.MET:
        if not any(part.sure for part in parts):
            return say(f"{criterion}.nobody", limit=worst.limit)
        board, assembly = parts
        return say(f"{criterion}.within", board=board.share, assembly=assembly.share, limit=worst.limit)
    if worst.verdict is Verdict.ADVICE:
        both = Fraction(worst.sure + worst.doubtful, worst.total)
        return say(f"{criterion}.investors_{where}", share=worst.share, both=both, limit=worst.limit)
    excess = worst.sure - floor(worst.limit * worst.total)
    return say(
        f"{criterion}.over_{where}",
        count=excess,
        part=worst.sure,
        total=worst.total,
        share=worst.share,
        limit=worst.limit,
    )


def _step(part: Part) -> Message:
    return say(
        "GOV-07.step.board" if part.body.table == DIRECTORS else "GOV-07.step.assembly",
        part=part.sure,
        total=part.total,
        share=part.share,
        sign=">" if part.verdict is Verdict.NOT_MET else "≤",
        limit=part.limit,
    )


def _opened(over: Sequence[Part]) -> tuple[Proposal, ...]:
    """Return the seats and votes for others that bring the share down to the limit, in every body where it is above."""
    added = [(part, max(1, ceil(part.sure / part.limit) - part.total)) for part in over]
    if not added or any(count > MOST[part.body.table] for part, count in added):
        return ()
    where = "both" if len(added) > 1 else "board" if added[0][0].body.table == DIRECTORS else "assembly"
    counts = {"board": 0, "assembly": 0}
    for part, count in added:
        counts["board" if part.body.table == DIRECTORS else "assembly"] = count
    edits = tuple(edit for part, count in added for edit in _more(part.body, count))
    message = say(f"GOV-07.change.{where}", count=max(counts.values()), **counts)
    return (Proposal(id="more_for_others", message=message, edits=edits),)


def _more(body: Body, count: int) -> Edits:
    """Return the edits that add persons with one seat or one vote each, as users of the project."""
    taken = {row.path for row in body.rows}
    fresh = next(path for number in range(len(taken) + 1) if (path := f"{body.table}.others{number}") not in taken)
    cells: dict[str, Json] = {"kind": "user", "count": count}
    if body.by_shares:
        cells |= {"shares": 1, "votes": 1}
    return tuple((f"{fresh}.{name}", value) for name, value in cells.items())
