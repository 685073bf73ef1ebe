"""Governance: what is open: a meeting (GOV-10), names and chart (GOV-11), training (GOV-15), a report (GOV-16)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import cast

from coopkit.core.facts import Facts, Row
from coopkit.core.law import Law
from coopkit.core.model import Message, Target, Verdict
from coopkit.core.rules.outcome import Outcome, Proposal, missing, rule, say, verdict_if
from coopkit.core.rules.shares import written
from coopkit.core.simulate.money import cents_up

MEETINGS = "facts.openness.meetings"
MINUTES = "facts.openness.minutes"
REPORT = "facts.openness.special_report"
PUBLIC = {"list": "facts.board.public_list", "chart": "facts.board.chart"}
SURPLUS = "facts.surplus"
REGISTERED = "project.registered_on"
HELD = "project.held"
LEAST = Decimal(1)
LEVELS = (2, 4)


@rule("GOV-10")
def open_meeting(facts: Facts, law: Law) -> Outcome:
    """Judge the meetings open to all staff and stakeholders, and their minutes (GOV-10).

    Source: Tracé Brussel, restating the decree of 20 December 2018.
    """
    meetings, minutes = cast("int", facts.whole(MEETINGS)), facts.text(MINUTES)
    least = law.value("bxl_open_meetings_min")
    enough = meetings >= least
    if enough and minutes is None:
        return missing([MINUTES])
    holds = enough and minutes == "yes"
    edits = (*(() if enough else ((MEETINGS, int(least)),)), *(() if minutes == "yes" else ((MINUTES, "yes"),)))
    key = "enough" if holds else f"minutes_{minutes}" if enough else "too_few"
    return Outcome(
        verdict=verdict_if(holds),
        planned=minutes == "planned",
        reason=say(f"GOV-10.{key}", count=meetings, least=least),
        steps=(say("GOV-10.step.meetings", meetings=meetings, sign="≥" if enough else "<", least=least),),
        proposals=()
        if holds
        else (Proposal(id="open_meeting", message=say("GOV-10.change.open_meeting"), edits=edits),),
    )


@rule("GOV-11")
def public_board(facts: Facts, law: Law) -> Outcome:
    """Judge whether the list of directors with their functions, and the chart, are public (GOV-11).

    Source: Brussels Economy and Employment, conditions: on the website, otherwise on display at the seat.
    """
    del law  # no number of law
    said = {name: facts.text(path) for name, path in PUBLIC.items()}
    unknown = [PUBLIC[name] for name, one in said.items() if one is None]
    lacking = [name for name, one in said.items() if one in {"planned", "no"}]
    if unknown and "no" not in said.values():
        return missing(unknown)
    key = "both" if not lacking else f"no_{lacking[0]}" if len(lacking) == 1 else "neither"
    shown = len(said) - len(lacking) - len(unknown)
    publish = Proposal(
        id="publish", message=say("GOV-11.change.publish"), edits=tuple((PUBLIC[name], "website") for name in lacking)
    )
    return Outcome(
        verdict=verdict_if(not lacking),
        planned="no" not in said.values(),
        reason=say(f"GOV-11.{key}"),
        steps=(say("GOV-11.step.public", count=shown, needed=len(said), sign="=" if shown == len(said) else "<"),),
        notes=(say("GOV-11.seat-without-website"),) if "seat" in said.values() else (),
        asks=tuple(unknown),
        proposals=(publish,) if lacking else (),
    )


@rule("GOV-15")
def training_of_members(facts: Facts, law: Law) -> Outcome:
    """Judge what is set aside to inform and train members in the last closed year, or else as planned (GOV-15).

    Source: royal decree of 8 January 1962, art. 1, 8° (a part of the yearly income, every year; no percentage). The
    levels, parts of the result after tax, are the kit's. Who holds the approval and skipped an earlier year may or may
    not have held it then: advice.
    """
    rows = facts.rows(SURPLUS)
    if asks := [path for row in rows for path in row.missing(["year"])]:
        return missing(asks)
    years = {row.whole("year") or 0: row for row in reversed(rows)}
    past = [year for year in years if year < law.on.year]
    year = max(past or years)
    row = years[year]
    amount, result = row.decimal("training"), row.decimal("result_after_tax")
    if amount is None:
        return missing([row.at("training")])
    empty = [other for other, one in sorted(years.items()) if other != year and one.decimal("training") == 0]
    skipped = "SCA" in (facts.options(HELD) or ()) and any(other < year for other in empty)
    level = _level(amount, result, law)
    share = Fraction(amount) / Fraction(result) if result and result > 0 else None
    if not amount:
        reason = say("GOV-15.nothing", year=year)
    elif share is None:
        reason = say("GOV-15.something", year=year, amount=amount)
    else:
        reason = say("GOV-15.share", year=year, amount=amount, share=share)
    return Outcome(
        verdict=verdict_if(amount > 0),
        by_target={Target.SCA: Verdict.ADVICE} if amount and skipped else {},
        firm=frozenset({Target.SCA}),
        level=level,
        planned=not past,
        reason=reason,
        steps=_training_steps(amount, result, share),
        notes=(
            *((say("common.only_plans"),) if not past else ()),
            *((say("GOV-15.no-surplus"),) if amount and result is not None and result <= 0 else ()),
            *((say("GOV-15.other-years", count=len(empty), years=", ".join(map(str, empty))),) if empty else ()),
            *((say("GOV-15.held-then"),) if amount and skipped else ()),
        ),
        asks=(row.at("result_after_tax"),) if level is None else (),
        proposals=_more_training(row, amount, result, law),
    )


def _level(amount: Decimal, result: Decimal | None, law: Law) -> int | None:
    """Return the level, None when the result is missing; where nothing is left, no part of it can be asked."""
    if not amount:
        return 0
    if result is None:
        return None
    share = Fraction(amount) / Fraction(result) if result > 0 else Fraction(0)
    steps = {level: law.value(f"training_fund_level_{level}") for level in LEVELS}
    return max((level for level, asked in steps.items() if share >= asked), default=1)


def _training_steps(amount: Decimal, result: Decimal | None, share: Fraction | None) -> tuple[Message, ...]:
    first = say("GOV-15.step.amount", amount=amount, sign=">" if amount else "=")
    if share is None or result is None:
        return (first,)
    return (first, say("GOV-15.step.share", amount=amount, result=result, share=share))


def _more_training(row: Row, amount: Decimal, result: Decimal | None, law: Law) -> tuple[Proposal, ...]:
    """Return the amount of the next level; where there is no result to take a part of, anything at all."""
    if result is None or result <= 0:
        aims = [LEAST] if not amount else []
    else:
        aims = [cents_up(Fraction(result) * law.value(f"training_fund_level_{level}")) for level in LEVELS]
    aim = next((one for one in aims if one > amount), None)
    if aim is None:
        return ()
    message = say("GOV-15.change.set_aside", amount=aim)
    return (Proposal(id="set_aside_for_training", message=message, edits=((row.at("training"), written(aim)),)),)


@rule("GOV-16")
def special_report(facts: Facts, law: Law) -> Outcome:
    """Judge whether the board reports every year on the conditions of the approval (GOV-16).

    Source: royal decree of 8 January 1962, art. 1, 9°; royal decree of 28 June 2019 (neither point was read). In the
    first year there is no year to report on.
    """
    said, registered = cast("str", facts.text(REPORT)), facts.cell(REGISTERED)
    first_year = isinstance(registered, date) and law.on < _a_year_after(registered)
    keys = {"yes": "GOV-16.written", "planned": "GOV-16.planned", "no": "GOV-16.none"}
    write = Proposal(id="write_report", message=say("GOV-16.change.write_report"), edits=((REPORT, "yes"),))
    return Outcome(
        verdict=verdict_if(said == "yes"),
        planned=said == "planned" or first_year,
        reason=say("GOV-16.first_year" if said != "yes" and first_year else keys[said]),
        notes=(say("GOV-16.not-read"),),
        proposals=() if said == "yes" else (write,),
    )


def _a_year_after(day: date) -> date:
    """Return the same day a year later; 29 February becomes 1 March."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return date(day.year + 1, 3, 1)
