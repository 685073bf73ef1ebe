"""Readiness to apply: a collective of founders (RDY-01)."""

from __future__ import annotations

from fractions import Fraction

from coopkit.core.facts import Facts, Row
from coopkit.core.law import Law
from coopkit.core.model import Form, Json, Target, Verdict
from coopkit.core.rules.outcome import Edits, Outcome, Proposal, missing, rule, say, verdict_if

FOUNDERS = "facts.founders"
COMMITTED = ("signed", "said")


@rule("RDY-01")
def collective_of_founders(facts: Facts, law: Law) -> Outcome:
    """Judge how many founders are committed, for the intake and, in an SC, for the law (RDY-01).

    Source: Code of companies and associations, art. 6:3 (three founders); two for the intake is the kit's reading. The
    deed asks no hours of who signs it, and once it is signed the notary has counted them.
    """
    rows = facts.rows(FOUNDERS)
    for_intake = law.value("founders_min_cc")
    to_found = facts.form() is Form.SC and not facts.signed(law.on)
    for_law = law.value("founders_min_sc") if to_found else Fraction(0)
    sure = [row for row in rows if _committed(row)]
    unsure = [row for row in rows if _committed(row) is None]
    count, most = len(sure), len(sure) + len(unsure)
    if count < for_intake <= most:
        return missing(path for row in unsure for path in row.missing(["commitment", "hours_per_week"]))
    signing = sum(row.text("commitment") in COMMITTED for row in rows)
    perhaps = sum(row.text("commitment") is None for row in rows)
    founding = Verdict.NOT_APPLICABLE
    if to_found:
        founding = Verdict.UNKNOWN if signing < for_law <= signing + perhaps else verdict_if(signing >= for_law)
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
        proposals=(more,) if lacking > 0 else (),
    )


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
    return tuple((f"{path}.{name}", value) for path in free[: max(0, count)] for name, value in cells.items())
