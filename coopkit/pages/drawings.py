"""The one picture of each page: which numbers, in which words, with their sentence and their table."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import TypeAlias, get_args

from coopkit import charts, content
from coopkit.core.assessment import Assessment
from coopkit.core.compass import narrowest
from coopkit.core.facts import Facts
from coopkit.core.law import Law, NoLawError
from coopkit.core.model import Catalogue, Document
from coopkit.core.rules.assembly import group_of
from coopkit.core.simulate.voting import Group, VotingRule, votes
from coopkit.pages import scaling_up
from coopkit.pages.asking import place_of
from coopkit.pages.findings import Block
from coopkit.wording import Wording

Table: TypeAlias = tuple[Sequence[str], Iterable[Sequence[str]]]
"""The words of its first line, and its other lines."""

RULES: tuple[VotingRule, ...] = get_args(VotingRule)

MOST = 8
"""Bars a phone shows at once; the table has every row."""

_WAYS = {
    "mission": ("mission_amount", "training"),
    "reserves": ("reserves",),
    "workers": ("bonus",),
    "dividend": ("dividend", "other_advantages"),
}
"""Where a result goes -> the columns that say so; a refund is a cost before it."""
_HOURS = ("facts.founders.hours_per_week", "facts.founders.commitment")
_CONTRACTS = ("open_ended", "fixed_term", "insertion", "self_employed")


def chart_block(page_id: str, document: Document, assessment: Assessment, say: Wording) -> list[Block]:
    """Return the picture of a page as one block; while there is nothing to draw, a note saying what to fill in."""
    catalogue = content.load().catalogue
    facts = Facts(document, catalogue)
    match page_id:
        case "governance":
            drawn = _governance(facts, Law(catalogue.parameters, assessment.on), say)
        case "profit":
            drawn = _profit(facts, say)
        case "jobs":
            drawn = _jobs(facts, say)
        case "readiness":
            drawn = hours(facts, say)
        case "scale-up":
            drawn = _scale_up(facts, assessment, catalogue, say)
        case _:
            drawn = _compass(assessment, catalogue, say)
    return [drawn or {"type": "note", "text": say.say(f"results.chart.wait.{page_id}")}]


def picture(page_id: str, svg: str, sentence: str, table: Table, say: Wording) -> Block:
    """Return a picture with its title, its sentence and its table."""
    columns, rows = table
    return {
        "type": "chart",
        "id": page_id,
        "title": say.say(f"results.chart.{page_id}.title"),
        "svg": svg,
        "sentence": sentence,
        "caption": say.say("results.chart.picture_of"),
        "columns": list(columns),
        "rows": [list(row) for row in rows],
    }


def members(facts: Facts, say: Wording) -> list[Group]:
    """Return the groups of members; one without a name is called by its kind."""
    return [
        group_of(row, row.text("label") or say.say(f"facts.members.kind.{row.text('kind') or 'organisation'}"))
        for row in facts.rows("facts.members")
    ]


def rounded(share: Fraction) -> Fraction:
    """Return a share to a tenth of a percent, which is all a picture shows."""
    return round(share * 1000) / Fraction(1000)


def _governance(facts: Facts, law: Law, say: Wording) -> Block | None:
    rule, groups = facts.text("facts.articles.voting_rule"), members(facts, say)
    known = next((one for one in RULES if one == rule), None)
    if known is None or not groups:
        return None
    try:
        limit = law.value("vote_cap")
    except NoLawError:
        return None
    tally = votes(groups, known, cap=facts.fraction("facts.articles.vote_cap"))
    if tally.strongest is None:
        return None
    key = "results.chart.governance"
    parts = [(cast, Fraction(cast.total, tally.total)) for cast in tally.groups]
    heaviest = sorted(parts, key=lambda part: part[1], reverse=True)[:MOST]
    bars = tuple(
        charts.Bullet(
            cast.group.label,
            say.say(f"{key}.note", group=rounded(whole), person=rounded(cast.share)),
            float(whole),
            float(cast.share),
        )
        for cast, whole in heaviest
    )
    svg = charts.bullets(
        bars,
        (say.say(f"{key}.group"), say.say(f"{key}.person")),
        limit=(float(limit), say.say(f"{key}.limit", limit=limit)),
    )
    columns = [say.say(f"{key}.columns.{name}") for name in ("label", "persons", "votes", "share", "each", "one")]
    rows = [
        (
            cast.group.label,
            say.number(cast.persons),
            say.number(cast.total),
            say.percent(rounded(whole)),
            say.number(cast.each),
            say.percent(rounded(cast.share)),
        )
        for cast, whole in parts
    ]
    sentence = say.say(f"{key}.sentence", label=tally.strongest.group.label, share=rounded(tally.share), limit=limit)
    return picture("governance", svg, sentence, (columns, rows), say)


def _profit(facts: Facts, say: Wording) -> Block | None:
    years = [
        (str(row.whole("year") or say.say("results.chart.profit.year")), row.decimal("result_after_tax"), row)
        for row in facts.rows("facts.surplus")
    ]
    if not any(result for _, result, _ in years):
        return None
    key = "results.chart.profit"
    series = [say.say(f"{key}.series.{name}") for name in (*_WAYS, "open")]
    stacks, rows = [], []
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for year, known, row in years:
        result = known or Decimal(0)
        parts = [sum((row.decimal(column) or Decimal(0) for column in ways), Decimal(0)) for ways in _WAYS.values()]
        parts.append(max(result - sum(parts), Decimal(0)))
        sums["total"] += result
        for name, part in zip(_WAYS, parts, strict=False):
            sums[name] += part
        stacks.append(charts.Stack(year, say.money(result), tuple(float(part) for part in parts)))
        rows.append((year, say.money(result), *(say.money(part) for part in parts)))
    svg = charts.stacked(tuple(stacks[:MOST]), tuple(series))
    columns = [say.say(f"{key}.columns.year"), say.say(f"{key}.columns.result"), *series]
    return picture("profit", svg, say.say(f"{key}.sentence", **sums), (columns, rows), say)


def _jobs(facts: Facts, say: Wording) -> Block | None:
    counted: dict[tuple[str | None, str], Decimal] = defaultdict(Decimal)
    for row in facts.rows("facts.jobs"):
        counted[row.text("contract"), row.text("status") or "planned"] += row.decimal("fte") or Decimal(0)
    present = [name for name in _CONTRACTS if any(counted[name, status] for status in ("existing", "planned"))]
    if not present:
        return None
    statuses = ("existing", "planned")
    lines = [(say.say(f"facts.jobs.contract.{name}"), [counted[name, one] for one in statuses]) for name in present]
    series = [say.say(f"results.chart.jobs.{status}") for status in statuses]
    svg = charts.stacked(
        tuple(charts.Stack(name, say.number(sum(parts)), tuple(map(float, parts))) for name, parts in lines),
        tuple(series),
    )
    apart = [part for name, (_, parts) in zip(present, lines, strict=True) if name != "insertion" for part in parts]
    permanent = sum((counted["open_ended", status] for status in statuses), Decimal(0))
    sentence = say.say("results.chart.jobs.sentence", open=permanent, total=sum(apart, Decimal(0)))
    columns = [say.say("results.chart.jobs.contract"), *series]
    rows = [(name, *map(say.number, parts)) for name, parts in lines]
    drawn = picture("jobs", svg, sentence, (columns, rows), say)
    return {**drawn, "caption": say.say("results.chart.jobs.caption")}


def hours(facts: Facts, say: Wording) -> Block | None:
    """Return the hours each founder promises, None while nobody gives any."""
    key, states = "results.chart.readiness", ("signed", "said", "not_yet")
    people = [
        (
            row.text("label") or row.text("role") or say.say(f"{key}.somebody"),
            row.decimal("hours_per_week") or Decimal(0),
            row.text("commitment") or "not_yet",
            row.text("stand_in") or say.say(f"{key}.nobody"),
        )
        for row in facts.rows("facts.founders")
    ]
    if not any(given for _, given, _, _ in people):
        return None
    series = [say.say(f"facts.founders.commitment.{state}") for state in states]
    svg = charts.stacked(
        tuple(
            charts.Stack(
                name,
                say.say(f"{key}.note", hours=given),
                tuple(float(given) if state == one else 0.0 for one in states),
            )
            for name, given, state, _ in people[:MOST]
        ),
        tuple(series),
    )
    firm = [(given, state) for _, given, state, _ in people if state != "not_yet" and given]
    sentence = say.say(
        f"{key}.sentence",
        count=len(firm),
        hours=sum((given for given, _ in firm), Decimal(0)),
        signed=sum((given for given, state in firm if state == "signed"), Decimal(0)),
    )
    columns = [say.say(name) for name in (f"{key}.person", *_HOURS, f"{key}.stand_in")]
    rows = [(name, say.number(given), series[states.index(state)], relay) for name, given, state, relay in people]
    return picture("readiness", svg, sentence, (columns, rows), say)


def _scale_up(facts: Facts, assessment: Assessment, catalogue: Catalogue, say: Wording) -> Block | None:
    told = scaling_up.profile(facts, assessment, catalogue, say)
    if told is None:
        return None
    return {**picture("scale-up", *told, say), "caption": say.say("results.chart.scale-up.caption")}


def _compass(assessment: Assessment, catalogue: Catalogue, say: Wording) -> Block:
    key = "results.chart.result"
    lines = []
    for axis in assessment.compass:
        name = say.text(catalogue.indicators[axis.indicator])
        if not axis.criteria:
            said = say.say(f"{key}.silent")
        elif axis.worst == axis.best:
            said = say.say(f"{key}.exact", best=axis.best)
        else:
            said = say.say(f"{key}.range", worst=axis.worst, best=axis.best)
        lines.append((axis, name, said))
    svg = charts.ranges(
        tuple(charts.Range(name, said, axis.worst, axis.best, bool(axis.criteria)) for axis, name, said in lines),
        top=4,
        ends=(say.say(f"{key}.low"), say.say(f"{key}.high")),
    )
    told = sum(1 for axis in assessment.compass if axis.criteria and (axis.worst, axis.best) != (0, 4))
    sentence = say.say(f"{key}.sentence", count=told, total=len(assessment.compass))
    columns = [say.say(f"{key}.columns.{name}") for name in ("axis", "worst", "best")]
    rows = [
        (name, *((str(axis.worst), str(axis.best)) if axis.criteria else (said, said))) for axis, name, said in lines
    ]
    drawn = picture("result", svg, sentence, (columns, rows), say)
    return {**drawn, "caption": say.say(f"{key}.caption"), "ask": _narrowing(assessment, catalogue, say)}


def _narrowing(assessment: Assessment, catalogue: Catalogue, say: Wording) -> Block | None:
    """Return the question whose answer would narrow the compass most, and where it is asked."""
    found = narrowest(assessment.findings, assessment.compass)
    if found is None:
        return None
    criterion = next(one for one in catalogue.criteria if one.id == found.criterion)
    said = say.say(f"further.compass.{'sure' if found.sure else 'may'}", count=found.sure)
    return {"text": said, "link": say.text(criterion.ask or criterion.title), "to": place_of(criterion.id, catalogue)}
