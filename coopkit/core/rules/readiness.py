"""Readiness to apply: who carries the project (RDY-01), where it comes from (RDY-02), what is new in it (RDY-04)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import cast

from coopkit.core.facts import Facts, Row
from coopkit.core.law import Law
from coopkit.core.model import Form, Json, Message, Target, Verdict
from coopkit.core.rules.outcome import Edits, Outcome, Proposal, missing, rule, say, verdict_if

FOUNDERS = "facts.founders"
COMMITTED = ("signed", "said")
TO_FOUND: Mapping[Form, str] = {Form.SC: "founders_min_sc", Form.ASBL: "founders_min_asbl"}
ROOTS = "facts.initiative.roots"
ROOTED: Mapping[str, int] = {"one_person": 0, "group": 2, "organisations": 4}
NEW, PROOF = "facts.initiative.new", "facts.initiative.proof"
PROVEN: Mapping[str, int] = {"none": 1, "described": 2, "tested": 3, "compared": 4}


@rule("RDY-01")
def collective_of_founders(facts: Facts, law: Law) -> Outcome:
    """Judge how many founders are committed, for the intake and for the law (RDY-01).

    Source: Code of companies and associations, art. 6:3 (three founders of an SC), art. 1:2 and 9:4 (two of an ASBL);
    two for the intake is the kit's reading. The deed asks no hours of who signs it, and once it is signed they have
    been counted. That a project should live without any one person is a remark, and no verdict.
    """
    rows = facts.rows(FOUNDERS)
    for_intake = law.value("founders_min_cc")
    founders_of = None if facts.signed(law.on) else TO_FOUND.get(facts.form())
    for_law = law.value(founders_of) if founders_of else Fraction(0)
    sure = [row for row in rows if _committed(row)]
    unsure = [row for row in rows if _committed(row) is None]
    count, most = len(sure), len(sure) + len(unsure)
    signing = sum(row.text("commitment") in COMMITTED for row in rows)
    perhaps = sum(row.text("commitment") is None for row in rows)
    founding = Verdict.NOT_APPLICABLE
    if founders_of:
        founding = Verdict.UNKNOWN if signing < for_law <= signing + perhaps else verdict_if(signing >= for_law)
    if count < for_intake <= most:
        lacking_of = [path for row in unsure for path in row.missing(["commitment", "hours_per_week"])]
        return replace(missing(lacking_of), by_target={Target.LAW: founding}, firm=frozenset({Target.LAW}))
    holds, by_law = count >= for_intake, founding is Verdict.NOT_MET
    lacking = int(max(for_intake - count, for_law - signing if by_law else 0))
    key = "RDY-01.short" if not holds else "RDY-01.law_asks_more" if by_law else "RDY-01.enough"
    more = Proposal(
        id="another_founder",
        message=say("RDY-01.change.another_founder", count=lacking),
        edits=_joining(rows, lacking),
    )
    return Outcome(
        verdict=verdict_if(holds),
        by_target={Target.LAW: founding},
        firm=frozenset({Target.LAW}),
        reason=say(key, count=count, needed=for_law if holds and by_law else for_intake),
        steps=(
            say("RDY-01.step.founders", count=count, sign="≥" if holds else "<", needed=for_intake),
            *((say("RDY-01.step.law", count=signing, sign="<", needed=for_law),) if by_law else ()),
        ),
        notes=_hangs_on_one([row for row in rows if row.text("commitment") in COMMITTED]),
        proposals=(more,) if lacking > 0 else (),
    )


def _hangs_on_one(committed: list[Row]) -> tuple[Message, ...]:
    """Return a remark on those nobody can stand in for; none where the team has not said who replaces whom."""
    alone = irreplaceable(committed)
    if not alone or not any(row.text("stand_in") for row in committed):
        return ()
    return (say("RDY-01.hangs_on_one", names=", ".join(map(_label, alone))),)


def irreplaceable(rows: Sequence[Row]) -> list[Row]:
    """Return those for whom nobody else is noted to stand in."""
    return [row for row in rows if (row.text("stand_in") or "").casefold() in {"", _label(row).casefold()}]


def _label(row: Row) -> str:
    return row.text("label") or row.text("role") or "?"


def _committed(row: Row) -> bool | None:
    """Say whether a founder counts; None when the answers leave it open."""
    said, hours = row.text("commitment"), row.decimal("hours_per_week")
    if said == "not_yet" or hours == 0:
        return False
    return None if said is None or hours is None else said in COMMITTED


def _joining(rows: tuple[Row, ...], count: int) -> Edits:
    """Return the edits that add founders who say yes, one hour a week each."""
    taken = {row.path for row in rows}
    free = [path for number in range(len(rows) + count) if (path := f"{FOUNDERS}.new{number}") not in taken]
    cells: dict[str, Json] = {"commitment": "said", "hours_per_week": "1"}
    return tuple((f"{path}.{name}", value) for path in free[:count] for name, value in cells.items())


@rule("RDY-02")
def rooted(facts: Facts, law: Law) -> Outcome:
    """Judge where the initiative comes from: one person, a group, a group with organisations behind it (RDY-02).

    Source: EMES, indicator S2; the levels are the kit's. Once the articles are signed, one person at the root is a fact
    that no edit changes.
    """
    roots = cast("str", facts.text(ROOTS))
    join = Proposal(id="join_others", message=say("RDY-02.change.join_others"), edits=((ROOTS, "group"),))
    ally = Proposal(id="find_an_ally", message=say("RDY-02.change.find_an_ally"), edits=((ROOTS, "organisations"),))
    offered = {"one_person": () if facts.signed(law.on) else (join,), "group": (ally,)}
    return Outcome(
        level=ROOTED[roots],
        reason=say(f"RDY-02.{roots}"),
        proposals=offered.get(roots, ()),
    )


@rule("RDY-04")
def innovative_angle(facts: Facts, law: Law) -> Outcome:
    """Judge how far what is new about the project is described, tried and compared (RDY-04).

    The intake asks for an innovative angle (seed); the levels are the kit's. What is said to be described and stands
    nowhere is not known.
    """
    del law  # no number of law
    proof, told = cast("str", facts.text(PROOF)), facts.text(NEW)
    if told is None and proof != "none":
        return missing([NEW])
    level = PROVEN[proof] if told else 0
    higher = next((one for one, reached in PROVEN.items() if reached == level + 1), None)
    further = Proposal(id="go_further", message=say(f"RDY-04.change.{higher}"), edits=((PROOF, higher),))
    return Outcome(
        level=level,
        reason=say(f"RDY-04.{proof if told else 'nothing'}"),
        asks=() if told else (NEW,),
        proposals=(further,) if told and higher else (),
    )
