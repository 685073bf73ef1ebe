"""The lab "jobs that last": the posts and who pays them, one blow at a time, and draws between low and high."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import cast

from coopkit import charts
from coopkit.core.facts import Facts
from coopkit.core.law import Law, NoLawError
from coopkit.core.model import Value, Verdict
from coopkit.core.payrolls import JOBS, payroll_plan
from coopkit.core.rules.durability import durability
from coopkit.core.simulate.bounds import BadInputError
from coopkit.core.simulate.draws import Drawn
from coopkit.core.simulate.payroll import Payroll, payroll
from coopkit.core.simulate.payroll_plan import PayrollPlan
from coopkit.core.simulate.period import day
from coopkit.core.simulate.wages import Post
from coopkit.core.stress import DRAWS, Tried, covered, paid_month, purse, spared, stress, uncertain
from coopkit.pages import lasting
from coopkit.pages.drawings import picture, rounded
from coopkit.pages.findings import Block, Reading
from coopkit.wording import Wording

YEARS = (2, 3)
QUANTILES = ("low", "middle", "high")


def blocks(facts: Facts, reading: Reading, law: Law, *, drawn: bool) -> list[Block]:
    """Return the picture of who pays, the posts, the stress test, and where the draws will stand."""
    say = reading.say
    paying = lasting.block(facts, reading, law, drawn=drawn)
    plan = _judged(facts, reading, law)
    if plan is None:
        return [paying]
    run = payroll(plan)
    tried = [*stress(facts, plan)]
    notes = payroll_plan(facts, law).notes
    said: list[Block] = [paying, _posts(run, say), _stressed(run, tried, say), _making(0, say)]
    said.append({"type": "notes", "items": [*map(say.say, notes), say.say("stress.purse", amount=plan.opening)]})
    return said


def later(facts: Facts, reading: Reading, law: Law) -> Iterator[Block]:
    """Yield how far the draws are, chunk by chunk, and then their picture."""
    plan = _judged(facts, reading, law)
    if plan is None:
        return
    making = uncertain(facts, plan)
    while True:
        try:
            yield _making(next(making), reading.say)
        except StopIteration as made:
            yield _draws(cast("Drawn", made.value), reading.say)
            return


def figures(facts: Facts, law: Law, say: Wording) -> list[tuple[str, str]]:
    """Return how far wages are covered in both years judged, the day of the cliff, and the posts."""
    plan = _plan(facts, law)
    if plan is None:
        return []
    run = payroll(plan)
    told = [(say.say(f"stress.figure.year_{year}"), _share(covered(run, year), say)) for year in YEARS]
    told.append((say.say("stress.figure.cliff"), _cliff(run, say)))
    told.append((say.say("stress.figure.posts"), say.number(_full_time(facts, plan))))
    return told


def _judged(facts: Facts, reading: Reading, law: Law) -> PayrollPlan | None:
    finding = next(one for one in reading.assessment.findings if one.criterion == "JOB-05")
    return None if finding.verdict is Verdict.UNKNOWN else _plan(facts, law)


def _plan(facts: Facts, law: Law) -> PayrollPlan | None:
    """Return the plan the criterion judges, with what is in the bank as its purse; None while it cannot be counted."""
    try:
        found = durability(facts, law)[0]
    except (BadInputError, NoLawError):
        return None
    return purse(facts, found.run.plan) if found else None


def _full_time(facts: Facts, plan: PayrollPlan) -> Decimal:
    paid = {post.id for post in plan.posts}
    return sum((row.decimal("fte") or Decimal(0) for row in facts.rows(JOBS) if row.path in paid), Decimal(0))


def _posts(run: Payroll, say: Wording) -> Block:
    rows = [
        {"title": post.label, "cells": [_span(run, post, say), say.money(told[0]), say.money(told[1])]}
        for post in run.plan.posts
        if (told := paid_month(run, post.id))
    ]
    return {
        "type": "table",
        "id": "posts",
        "title": say.say("stress.posts.title"),
        "corner": say.say("stress.posts.post"),
        "columns": [say.say(f"stress.posts.{name}") for name in ("when", "cost", "aid")],
        "rows": rows,
        "sentence": say.say("stress.posts.sentence", count=len(rows), cost=max(month.cost for month in run.months)),
    }


def _span(run: Payroll, post: Post, say: Wording) -> str:
    start = run.plan.start
    first = say.month(day(start, post.first))
    if post.last is None:
        return say.say("stress.posts.since", first=first)
    return say.say("lasting.from_to", first=first, last=say.month(day(start, post.last)))


def _stressed(base: Payroll, tried: Sequence[Tried], say: Wording) -> Block:
    lines = [(say.say("stress.base"), base), *((say.say(one.told), one.run) for one in tried)]
    return {
        "type": "table",
        "id": "stress",
        "title": say.say("stress.title"),
        "corner": say.say("stress.corner"),
        "columns": [
            *(say.say(f"stress.figure.year_{year}") for year in YEARS),
            say.say("stress.figure.cliff"),
            say.say("stress.figure.months"),
        ],
        "rows": [{"title": name, "cells": _cells(run, say)} for name, run in lines],
        "sentence": _worst(base, tried, say),
    }


def _cells(run: Payroll, say: Wording) -> list[str]:
    return [*(_share(covered(run, year), say) for year in YEARS), _cliff(run, say), _months(run, say)]


def _share(share: Fraction | None, say: Wording) -> str:
    return say.say("stress.nothing") if share is None else say.percent(rounded(share))


def _cliff(run: Payroll, say: Wording) -> str:
    return say.date(run.cliff.on) if run.cliff else say.say("stress.no_cliff")


def _months(run: Payroll, say: Wording) -> str:
    months = spared(run)
    return say.say("stress.all_months", count=run.plan.months) if months is None else say.number(months)


def _worst(base: Payroll, tried: Sequence[Tried], say: Wording) -> str:
    """Return which blow hurts most: the one after which wages can be paid the fewest months, then the least covered."""

    def hurt(run: Payroll) -> tuple[int, Fraction]:
        months, shares = spared(run), [share for year in YEARS if (share := covered(run, year)) is not None]
        return run.plan.months if months is None else months, min(shares, default=Fraction(1))

    worst = min(tried, key=lambda one: hurt(one.run), default=None)
    if worst is None or hurt(worst.run) >= hurt(base):
        return say.say("stress.holds")
    months, share = hurt(worst.run)
    told: dict[str, Value] = {"line": say.say(worst.told), "share": rounded(share)}
    if months == base.plan.months:
        return say.say("stress.worst_lasts", **told)
    return say.say("stress.worst", count=months, **told)


def _making(done: int, say: Wording) -> Block:
    """Return how many draws are made: it holds the place of their picture."""
    return {
        "type": "progress",
        "id": "draws",
        "title": say.say("results.chart.draws.title"),
        "text": say.say("stress.draws.made", done=done, draws=DRAWS),
        "done": done,
        "of": DRAWS,
    }


def _draws(found: Drawn, say: Wording) -> Block:
    shares = [(name, Fraction(1) if one is None else one) for name, one in zip(QUANTILES, found.lowest, strict=True)]
    told = {name: rounded(share) for name, share in shares}
    stacks = tuple(
        charts.Stack(say.say(f"stress.draws.{name}"), say.percent(told[name]), (float(share),))
        for name, share in shares
    )
    svg = charts.stacked(stacks, (say.say("stress.draws.series"),), limit=(1.0, say.say("stress.draws.all")))
    sentence = say.say(
        "stress.draws.sentence", draws=found.draws, durable=rounded(found.durable), unable=rounded(found.unable), **told
    )
    columns = [say.say(f"stress.draws.{name}") for name in ("case", "coverage")]
    rows = [(stack.label, stack.note) for stack in stacks]
    return picture("draws", svg, sentence, (columns, rows), say)
