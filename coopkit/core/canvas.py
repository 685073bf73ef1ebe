"""The collective canvas: fourteen boxes in the team's words, each beside what the dossier already knows of it.

Nothing is judged, and no answer becomes the team's text: what is known only stands beside it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeAlias

from coopkit.core.facts import Facts, Row
from coopkit.core.model import Finding, Message, Value, Verdict

BOXES = (
    *("need", "collective", "beneficiaries", "payers", "members"),
    *("value", "activities", "resources", "partners"),
    "governance",
    *("revenues", "costs", "surplus", "risks"),
)
"""In the order of the sheet."""

PAID = ("open_ended", "fixed_term", "insertion")
LOGICS = ("market", "public", "reciprocity")
RISKS = ("MOD-04", "JOB-05")
"""Criteria whose reason is a risk in so many words: too much from one payer, money for wages that ends."""
MOST = 4
"""Lines of a table that a box has room for."""

Known: TypeAlias = "Sequence[Message]"


def path(box: str) -> str:
    """Return where the text of a box is kept."""
    return f"facts.canvas.{box}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """One box: what the team wrote, None when nothing yet, and what its other answers say of the same thing."""

    id: str
    text: str | None
    known: tuple[Message, ...]


def canvas(facts: Facts, findings: Mapping[str, Finding]) -> tuple[Box, ...]:
    """Return the boxes of a dossier; `findings` are those of the catalogue, by criterion."""
    known = {name: tell(facts) for name, tell in _KNOWN.items()}
    known["risks"] = [findings[name].reason for name in RISKS if name in findings and _worries(findings[name])]
    return tuple(Box(id=name, text=facts.text(path(name)), known=tuple(known.get(name, ()))) for name in BOXES)


def _worries(finding: Finding) -> bool:
    return finding.verdict in {Verdict.NOT_MET, Verdict.NOT_YET, Verdict.ADVICE}


def _say(key: str, **values: Value) -> Message:
    return Message(key=f"canvas.known.{key}", values=values)


def _listed(told: Iterable[Message]) -> Known:
    """Return the first lines of a table, and how many more there are."""
    lines = list(told)
    more = len(lines) - MOST
    return lines if more <= 0 else [*lines[:MOST], _say("more", count=more)]


def _words(facts: Facts, where: str) -> Known:
    return [_say("text", text=said)] if (said := facts.text(where)) else []


def _whole(rows: Iterable[Row], column: str) -> Decimal | None:
    """Return the sum of a column that every row has; of a part nobody knows no sum is told."""
    values = [row.decimal(column) for row in rows]
    known = [value for value in values if value is not None]
    return sum(known, Decimal(0)) if known and len(known) == len(values) else None


def _need(facts: Facts) -> Known:
    chosen = [one for one in facts.options("project.needs") or () if one != "other"]
    other = _words(facts, "project.need_other") if "other" in (facts.options("project.needs") or ()) else []
    return [*(_say("label", label=f"project.needs.{one}") for one in chosen), *other]


def _collective(facts: Facts) -> Known:
    founders = [row for row in facts.rows("facts.founders") if row.text("commitment") in {"signed", "said"}]
    if not founders:
        return []
    hours = _whole(founders, "hours_per_week")
    told = [_say("founders", count=len(founders))]
    return [*told, _say("hours", hours=hours)] if hours else told


def _payers(facts: Facts) -> Known:
    """The largest first, each payer once; what is given in kind is nobody's payment."""
    paying: dict[str, Decimal] = {}
    for row in facts.rows("facts.resources"):
        name, amount = row.text("payer") or row.text("label"), row.decimal("amount")
        if name and amount and row.text("in_kind") != "yes":
            paying[name] = paying.get(name, Decimal(0)) + amount
    ordered = sorted(paying.items(), key=lambda one: -one[1])
    return _listed(_say("pays", name=name, amount=amount) for name, amount in ordered)


def _members(facts: Facts) -> Known:
    return _persons(facts.rows("facts.members"), "persons")


def _persons(rows: Iterable[Row], key: str) -> Known:
    named = [row for row in rows if row.text("label") and not row.doubtful(["count"])]
    return _listed(_say(key, name=row.text("label") or "", count=row.whole("count") or 1) for row in named)


def _value(facts: Facts) -> Known:
    goals = []
    for row in facts.rows("facts.indicators"):
        name, start, goal = row.text("label"), row.decimal("baseline"), row.decimal("target")
        if name and start is not None and goal is not None:
            goals.append(_say("goal", name=name, baseline=start, target=goal, unit=row.text("unit") or ""))
    return _listed(goals)


def _resources(facts: Facts) -> Known:
    jobs = [
        row
        for row in facts.rows("facts.jobs")
        if row.text("status") == "existing" and row.text("contract") in {*PAID, "self_employed"}
    ]
    fte, hours = _whole(jobs, "fte"), _whole(facts.rows("facts.volunteering"), "hours")
    paid = [_say("paid_work", fte=fte)] if fte else []
    return [*paid, *([_say("given_time", hours=hours)] if hours else [])]


def _partners(facts: Facts) -> Known:
    return _listed(_say("text", text=name) for row in facts.rows("facts.partnerships") if (name := row.text("label")))


def _governance(facts: Facts) -> Known:
    rule = facts.text("facts.articles.voting_rule")
    told = [_say("label", label=f"facts.articles.voting_rule.{rule}")] if rule else []
    return [*told, *_persons(facts.rows("facts.directors"), "seats")]


def _revenues(facts: Facts) -> Known:
    rows = facts.rows("facts.resources")
    if any(row.missing(["logic", "amount"]) for row in rows):
        return []
    sums = {logic: _whole([row for row in rows if row.text("logic") == logic], "amount") for logic in LOGICS}
    return [_say(logic, amount=amount) for logic, amount in sums.items() if amount]


def _costs(facts: Facts) -> Known:
    years = {row.whole("year") or 0: costs for row in facts.rows("facts.plan") if (costs := row.decimal("costs"))}
    first = min((year for year in years if year), default=0)
    wages = [
        wage
        for row in facts.rows("facts.jobs")
        if row.text("contract") in PAID and (wage := row.decimal("gross_monthly"))
    ]
    planned = [_say("costs", year=str(first), amount=years[first])] if first else []
    return [*planned, *([_say("lowest_wage", amount=min(wages))] if wages else [])]


def _surplus(facts: Facts) -> Known:
    years = {row.whole("year") or 0: row for row in facts.rows("facts.surplus") if row.decimal("result_after_tax")}
    last = max(years, default=0)
    if not last:
        return []
    row = years[last]
    told = [_say("surplus", year=str(last), amount=row.decimal("result_after_tax") or 0)]
    for column, key in (("mission_amount", "to_mission"), ("reserves", "to_reserves")):
        if amount := row.decimal(column):
            told.append(_say(key, amount=amount))
    return told


_KNOWN: Mapping[str, Callable[[Facts], Known]] = {
    "need": _need,
    "collective": _collective,
    "beneficiaries": lambda facts: _words(facts, "facts.need.who"),
    "payers": _payers,
    "members": _members,
    "value": _value,
    "activities": lambda facts: _words(facts, "facts.activity.offer"),
    "resources": _resources,
    "partners": _partners,
    "governance": _governance,
    "revenues": _revenues,
    "costs": _costs,
    "surplus": _surplus,
}
