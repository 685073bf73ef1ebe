"""On what terms others put money in: who can force a sale, who holds too many votes, which clauses weigh (PRO-15)."""

from __future__ import annotations

from collections.abc import Container, Iterable
from decimal import Decimal
from fractions import Fraction

from coopkit.core.facts import Facts, Row
from coopkit.core.law import Law
from coopkit.core.model import Form, Json, Message, Target, Verdict
from coopkit.core.rules.assembly import VOTING_RULE
from coopkit.core.rules.outcome import Edits, Outcome, Proposal, missing, rule, say, verdict_if
from coopkit.core.rules.shares import written

OUTSIDE = "facts.investments.outside"
INVESTORS = "facts.investors"
FORCED_SALE, NOTHING, FOR_PROFIT = "forced_sale", "none", "for_profit"
TOP_LEVEL = 4
LENT = ("loan", "subordinated", "convertible")
"""What gives no vote by itself: votes nobody noted beside it are none."""


@rule("PRO-15")
def investor_clauses(facts: Facts, law: Law) -> Outcome:
    """Judge what outside investors may impose (PRO-15).

    For the European model nobody may force a sale; other clauses lower the level and are a point to talk about. For the
    approved cooperative it is the votes of one member, whoever it is and whatever the clauses, unless every member has
    one vote; outside an SC, votes above a tenth of an investor who seeks a return are advice.
    Source: royal decree of 8 January 1962, art. 1, § 1, 3°; the demand on clauses and the levels are the kit's own.
    """
    cap, rows = law.value("vote_cap"), facts.rows(INVESTORS)
    if facts.text(OUTSIDE) == NOTHING:
        return Outcome(verdict=Verdict.MET, level=TOP_LEVEL, reason=say("PRO-15.nobody"), firm=frozenset({Target.SCA}))
    if not rows:
        return missing([INVESTORS])
    forced = [row for row in rows if FORCED_SALE in clauses(row)]
    cooperative = facts.form() in {Form.SC, Form.UNDECIDED}
    equal = facts.text(VOTING_RULE) == "one_member_one_vote"
    weighed = [row for row in rows if not equal and (cooperative or row.text("kind") in {FOR_PROFIT, None})]
    over = [row for row in weighed if _votes(row) > cap and (cooperative or row.text("kind") == FOR_PROFIT)]
    weighing = {clause for row in rows for clause in clauses(row) if clause != FORCED_SALE}
    unread = [path for row in rows for path in row.missing(["clauses"])]
    uncounted = [path for row in weighed for path in _unsure_votes(row, cap, cooperative=cooperative)]
    bars = bool(over) and cooperative
    asks = (*unread, *uncounted)
    if asks and not forced and not bars:
        return missing(asks)
    level = 0 if forced else max(1, TOP_LEVEL - len(weighing))
    soft = Verdict.ADVICE if weighing or over else Verdict.MET
    return Outcome(
        verdict=Verdict.NOT_MET if forced or bars else soft,
        level=min(level, 1) if over else level,
        by_target={
            Target.EUR: _free_of(forced, unread),
            Target.SCA: _free_of(over, uncounted),
        },
        reason=_reason(forced, over, len(weighing), cap, len(rows)),
        steps=tuple(_arithmetic(rows, cap, {row.path for row in weighed})),
        notes=(say("PRO-15.all-votes"),) if any(_votes(row) for row in weighed) else (),
        asks=asks,
        proposals=_better(forced, over, rows, cap),
        firm=frozenset({Target.SCA}),
    )


def clauses(row: Row) -> tuple[str, ...]:
    """Return what the contract lets an investor do; "none of these" beside it counts for nothing."""
    return tuple(clause for clause in row.options("clauses") or () if clause != NOTHING)


def _votes(row: Row) -> Fraction:
    return Fraction(row.decimal("votes") or 0) / 100


def _unsure_votes(row: Row, cap: Fraction, *, cooperative: bool) -> list[str]:
    """Return what to ask before the votes of one investor can be judged; in a cooperative all kinds are alike."""
    kind = [] if cooperative else row.missing(["kind"])
    if row.decimal("votes") is None and (row.text("instrument") not in LENT or row.doubtful(["votes"])):
        return [*kind, *row.missing(["votes"])]
    return kind if _votes(row) > cap else []


def _free_of(found: list[Row], asks: list[str]) -> Verdict:
    return Verdict.UNKNOWN if asks and not found else verdict_if(not found)


def _reason(forced: list[Row], over: list[Row], weighing: int, cap: Fraction, count: int) -> Message:
    if forced:
        return say("PRO-15.forced_sale", investor=_name(forced[0]))
    if over:
        strongest = max(over, key=_votes)
        return say("PRO-15.over_cap", investor=_name(strongest), votes=_votes(strongest), cap=cap)
    return say("PRO-15.clauses", count=weighing) if weighing else say("PRO-15.free", count=count)


def _name(row: Row) -> str:
    return row.text("label") or "…"


def _arithmetic(rows: Iterable[Row], cap: Fraction, weighed: Container[str]) -> Iterable[Message]:
    for row in rows:
        if row.path in weighed and (votes := _votes(row)):
            sign = ">" if votes > cap else "≤"
            yield say("PRO-15.step.votes", investor=_name(row), votes=votes, sign=sign, cap=cap)
        for clause in clauses(row):
            yield say("PRO-15.step.clause", investor=_name(row), clause=f"{INVESTORS}.clauses.{clause}")


def _better(forced: list[Row], over: list[Row], rows: Iterable[Row], cap: Fraction) -> tuple[Proposal, ...]:
    """Return what to ask for at the table, heaviest first."""
    found = []
    if forced:
        edits: Edits = tuple((row.at("clauses"), _without_sale(row)) for row in forced)
        found.append(Proposal(id="no_forced_sale", message=say("PRO-15.change.no_forced_sale"), edits=edits))
    if over:
        most = written(Decimal(cap.numerator * 100) / Decimal(cap.denominator))
        limited = tuple((row.at("votes"), most) for row in over)
        found.append(Proposal(id="votes_to_cap", message=say("PRO-15.change.votes_to_cap", cap=cap), edits=limited))
    if burdened := [row for row in rows if clauses(row)]:
        freed: Edits = tuple((row.at("clauses"), [NOTHING]) for row in burdened)
        found.append(Proposal(id="no_clauses", message=say("PRO-15.change.no_clauses"), edits=freed))
    return tuple(found)


def _without_sale(row: Row) -> Json:
    return [clause for clause in clauses(row) if clause != FORCED_SALE] or [NOTHING]
