"""Governance: the place of members: who may join, who learns why not, the same rights for the same shares (GOV-06)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from coopkit.core.facts import Facts, Row
from coopkit.core.law import Law
from coopkit.core.model import Form, Message, Target, Verdict
from coopkit.core.rules.assembly import MEMBERS, listed
from coopkit.core.rules.outcome import Edits, Outcome, Proposal, missing, rule, say, verdict_if
from coopkit.core.rules.power import CLASSES, class_of

ADMISSION = "facts.articles.admission"
REFUSAL = "facts.articles.refusal"
RIGHTS = "equal_rights"
SILENT = "refusal_not_written"


@rule("GOV-06")
def open_membership(facts: Facts, law: Law) -> Outcome:
    """Judge admission, the reasons of a refusal, and equal rights within each class of shares (GOV-06).

    Source: royal decree of 8 January 1962, art. 1, § 1, 1° and 2°, and § 2; Code of companies and associations, art.
    6:54 and 6:106 (a refusal gives its reasons, in every cooperative). Articles silent on reasons do not say the
    contrary: advice. Votes are another matter (GOV-01, GOV-02).
    """
    del law  # no number of law
    admission, refusal = facts.text(ADMISSION), facts.text(REFUSAL)
    shares = facts.form() is not Form.ASBL
    classes = facts.rows(CLASSES) if shares else ()
    unequal = [row for row in classes if row.text(RIGHTS) == "no"]
    asks = [path for path, said in ((ADMISSION, admission), (REFUSAL, refusal)) if said is None]
    asks += [path for row in classes for path in row.missing([RIGHTS])]
    if not classes and shares and len({class_of(row, "share_class") for row in facts.rows(MEMBERS)} - {""}) > 1:
        asks.append(CLASSES)
    failing: list[tuple[str, Edits]] = []
    if admission not in {"objective", None}:
        failing.append((f"admission_{admission}", ((ADMISSION, "objective"),)))
    if refusal not in {"reasons_on_request", None}:
        failing.append((f"refusal_{refusal}", ((REFUSAL, "reasons_on_request"),)))
    if unequal:
        failing.append(("unequal", tuple((row.at(RIGHTS), "yes") for row in unequal)))
    by_target = {Target.LAW: _code(refusal) if facts.form() is Form.SC else Verdict.NOT_APPLICABLE}
    if asks and {key for key, _ in failing} <= {SILENT}:
        return replace(missing(asks), by_target=by_target)
    labels = listed(row.text("label") or "" for row in unequal)
    reasons = [
        say("GOV-06.unequal", classes=labels) if key == "unequal" else say(f"GOV-06.{key}") for key, _ in failing
    ]
    return Outcome(
        verdict=Verdict.ADVICE if [key for key, _ in failing] == [SILENT] else verdict_if(not failing),
        reason=reasons[0] if reasons else say("GOV-06.open"),
        steps=()
        if asks
        else _three((admission == "objective", refusal == "reasons_on_request", not unequal), classes, unequal),
        by_target=by_target,
        notes=(*reasons[1:], *(_few(classes) if shares else ())),
        asks=tuple(asks),
        proposals=_opened(failing),
    )


def _code(refusal: str | None) -> Verdict:
    """Return what the Code makes of a refusal in any cooperative; whether silence is enough, an adviser must say."""
    if refusal in {"reasons_on_request", "not_written"}:
        return Verdict.MET if refusal == "reasons_on_request" else Verdict.ADVICE
    return Verdict.UNKNOWN if refusal is None else Verdict.NOT_MET


def _three(conditions: Sequence[bool], classes: Sequence[Row], unequal: Sequence[Row]) -> tuple[Message, ...]:
    met, needed = sum(conditions), len(conditions)
    return (
        say("GOV-06.step.conditions", count=met, sign="=" if met == needed else "<", needed=needed),
        *((say("GOV-06.step.classes", count=len(classes) - len(unequal), total=len(classes)),) if classes else ()),
    )


def _few(classes: Sequence[Row]) -> tuple[Message, ...]:
    """Say where there is nothing to compare."""
    if not classes:
        return (say("GOV-06.no-class-listed"),)
    return (say("GOV-06.one-class"),) if len(classes) == 1 else ()


def _opened(failing: Sequence[tuple[str, Edits]]) -> tuple[Proposal, ...]:
    if not failing:
        return ()
    key = failing[0][0].partition("_")[0] if len(failing) == 1 else "all"
    edits = tuple(edit for _, one in failing for edit in one)
    return (Proposal(id="open_membership", message=say(f"GOV-06.change.{key}"), edits=edits),)
