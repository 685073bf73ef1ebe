"""Governance: whether somebody outside can decide or block in the project's place (GOV-12)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from coopkit.core.facts import Facts
from coopkit.core.law import Law
from coopkit.core.model import Message, Verdict
from coopkit.core.rules.assembly import MEMBERS
from coopkit.core.rules.outcome import Edits, Outcome, Proposal, missing, rule, say
from coopkit.core.rules.power import CLASSES, blocks_unsaid, class_of

OUTSIDE = "facts.board.outside"
INVESTED = "facts.investments.outside"
INVESTORS = "facts.investors"
LEVELS = {"decides": 0, "approves_daily": 1, "vetoes_budget": 2, "consulted": 3, "none": 4}
TOP, NEEDED, VETO, OUTSIDE_VETO = 4, 2, 2, 1
OUTSIDERS = {"funder", "public", "company"}
"""Kinds of members who, alone in a class, are somebody outside."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hold:
    """What lets somebody block: the level it leaves, `low` at worst and `high` at best as far as the answers tell."""

    what: str
    label: str
    low: int
    high: int
    asks: tuple[str, ...]
    edits: Edits


@rule("GOV-12")
def autonomy(facts: Facts, law: Law) -> Outcome:
    """Judge whether an outside body decides or blocks (GOV-12).

    Source: ordinance of 23 July 2018, art. 6, 1° (a high degree of autonomy in strategy and daily management); the
    levels are the kit's. A class of shares that can block every decision weighs as a veto, and as more where only
    investors, authorities or enterprises hold it.
    """
    del law  # no number of law
    said = cast("str", facts.text(OUTSIDE))
    own, holds = LEVELS[said], [*_classes(facts), *_investors(facts)]
    low, high = min([own, *(one.low for one in holds)]), min([own, *(one.high for one in holds)])
    asks = tuple(path for one in holds if one.low < high for path in one.asks)
    if low < NEEDED <= high:
        return missing(asks)
    binding = [one for one in holds if one.high == high]
    return Outcome(
        verdict=Verdict.MET if low >= NEEDED else Verdict.NOT_MET,
        level=high if low == high else None,
        reason=say(f"GOV-12.{said}") if own == high else _blocked(binding[0]),
        steps=(
            say("GOV-12.step.outside", level=own),
            *(
                say(f"GOV-12.step.{one.what}", label=one.label or "…", level=one.high)
                for one in holds
                if one.high < TOP
            ),
        ),
        notes=(*blocks_unsaid(facts.rows(CLASSES)), *_clauses_unsaid(facts)),
        asks=asks,
        proposals=_freed(binding, by_itself=own == high) if high < TOP else (),
    )


def _classes(facts: Facts) -> list[Hold]:
    """Return the classes that can block every decision, or perhaps can."""
    members, found = facts.rows(MEMBERS), []
    for row in facts.rows(CLASSES):
        doubtful = row.doubtful(["blocks"])
        if row.text("blocks") != "every" and not doubtful:
            continue
        name = class_of(row, "label")
        holders = [one for one in members if name and class_of(one, "share_class") == name]
        kinds = {one.text("kind") for one in holders}
        low = OUTSIDE_VETO if holders and kinds <= {*OUTSIDERS, None} else VETO
        high = TOP if doubtful else OUTSIDE_VETO if holders and kinds <= OUTSIDERS else VETO
        found.append(
            Hold(
                what="class",
                label=row.text("label") or "",
                low=low,
                high=high,
                asks=(*doubtful, *(one.at("kind") for one in holders if one.text("kind") is None)),
                edits=((row.at("blocks"), "some"),),
            )
        )
    return found


def _investors(facts: Facts) -> list[Hold]:
    """Return the investors with a veto, or perhaps with one; none where somebody said that nobody invested."""
    found = []
    for row in facts.rows(INVESTORS) if facts.text(INVESTED) != "none" else ():
        clauses, doubtful = row.options("clauses") or (), row.doubtful(["clauses"])
        if "veto" in clauses or doubtful:
            without = [one for one in clauses if one != "veto"]
            found.append(
                Hold(
                    what="investor",
                    label=row.text("label") or "",
                    low=VETO,
                    high=TOP if doubtful else VETO,
                    asks=tuple(doubtful),
                    edits=((row.at("clauses"), [*without] or ["none"]),),
                )
            )
    return found


def _clauses_unsaid(facts: Facts) -> tuple[Message, ...]:
    rows = facts.rows(INVESTORS) if facts.text(INVESTED) != "none" else ()
    unsaid = [row for row in rows if not row.options("clauses") and not row.doubtful(["clauses"])]
    return (say("GOV-12.clauses-unsaid", count=len(unsaid)),) if unsaid else ()


def _blocked(hold: Hold) -> Message:
    if hold.what == "investor":
        return say("GOV-12.investor", label=hold.label) if hold.label else say("GOV-12.investor_unnamed")
    outside = "outside" if hold.high == OUTSIDE_VETO else "class"
    return say(f"GOV-12.{outside}_blocks", label=hold.label or "…")


def _freed(binding: Sequence[Hold], *, by_itself: bool) -> tuple[Proposal, ...]:
    """Return what would leave the project free: advice instead of a decision, and no veto."""
    edits = (*(((OUTSIDE, "consulted"),) if by_itself else ()), *(edit for one in binding for edit in one.edits))
    key = "both" if by_itself and binding else "consulted" if by_itself else "no_veto"
    return (Proposal(id=key, message=say(f"GOV-12.change.{key}"), edits=edits),)
