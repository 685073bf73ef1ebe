"""What a project lives from: the mix of its resources (MOD-03), and how much hangs on one payer (MOD-04)."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from coopkit.core.facts import Facts
from coopkit.core.law import Law
from coopkit.core.model import Message, Value, Verdict
from coopkit.core.resources import RESOURCES, Gathered, gathered, valued, worth
from coopkit.core.rules.outcome import Outcome, Proposal, missing, rule, say
from coopkit.core.rules.shares import written
from coopkit.core.simulate.mix import LOGICS, Mix, Payer
from coopkit.core.simulate.money import cents_up

MANY = 100
"""How many payers a change tries; it tells only the amount."""


@rule("MOD-03")
def resource_mix(facts: Facts, law: Law) -> Outcome:
    """Judge how much of a year's resources follows one logic (MOD-03). Own levels, which inform: none is a fault.

    Gifts in kind and volunteer hours count at the value somebody gave them (plural economy; EMES E2 asks no mix).
    """
    told = gathered(facts, by_payer=False)
    if told.mix is None:
        return _nothing("MOD-03", told)
    shares = told.mix.shares
    largest = max(LOGICS, key=lambda logic: shares[logic])
    cuts = [law.value(f"mix_level_{level}") for level in (1, 2, 3)]
    level = next((place for place, cut in enumerate(cuts, 1) if shares[largest] >= cut), 4)
    numbers: dict[str, Value] = {"source": f"mix.source.{largest}", "share": shares[largest], "total": told.mix.total}
    reached = cuts[min(level, 3) - 1]
    return Outcome(
        level=level,
        verdict=Verdict.ADVICE if level == 1 else None,
        reason=say("MOD-03.one" if level == 1 else "MOD-03.mixed", **numbers),
        steps=(
            *_worth_of(told),
            *(_share(told.mix, logic) for logic in LOGICS),
            _against(shares[largest], told.mix.total, reached, "≥" if level <= len(cuts) else "<"),
        ),
        notes=_hours(told),
    )


@rule("MOD-04")
def one_payer(facts: Facts, law: Law) -> Outcome:
    """Judge the share of the largest payer (MOD-04). Own levels; the base is all resources, valued hours included.

    Hours pay no bill: where of the money alone one payer gives more than half, that is said, and is advice.
    """
    told = gathered(facts, by_payer=True)
    if told.mix is None:
        return _nothing("MOD-04", told)
    made, few, half = told.mix, law.value("payer_level_4"), law.value("payer_level_2")
    share = made.largest.share
    level = 4 if share <= few else 2 if share <= half else 1
    of_money = made.largest_of_money
    hidden = share <= half and of_money is not None and of_money.share > half
    named: dict[str, Value] = {"name": told.names[made.largest.name], "share": share, "count": made.largest.count}
    notes = [*_hours(told)]
    if hidden and of_money is not None:
        notes.append(say("MOD-04.of_money", name=told.names[of_money.name], share=of_money.share, half=half))
    heaviest = of_money if hidden and of_money is not None else made.largest
    return Outcome(
        level=level,
        verdict=Verdict.ADVICE if hidden else None,
        reason=say("MOD-04.spread" if level > 1 else "MOD-04.hangs", **named, half=half),
        steps=(*_worth_of(told), *_of_one(made, told), *_compared(share, made.total, few, half)),
        notes=tuple(notes),
        proposals=_others(facts, heaviest, made.money if hidden else made.total, half) if level == 1 or hidden else (),
    )


def _nothing(criterion: str, told: Gathered) -> Outcome:
    if told.asks and all(path.endswith(".payers") for path in told.asks):
        return Outcome(verdict=Verdict.UNKNOWN, reason=say("MOD-04.two_crowds"), asks=told.asks)
    if told.asks:
        return missing(told.asks)
    return Outcome(verdict=Verdict.UNKNOWN, reason=say(f"{criterion}.nothing"), asks=(RESOURCES,))


def _hours(told: Gathered) -> tuple[Message, ...]:
    """Return for every group of volunteers what its hours count for, and that it is no money."""
    return tuple(
        say("mix.hours_valued", name=one.label or "…", hours=one.hours, value=one.hourly_value, amount=worth(one))
        for one in valued(told.hours)
    )


def _worth_of(told: Gathered) -> tuple[Message, ...]:
    return tuple(
        say("mix.step.hours", hours=one.hours, value=one.hourly_value, amount=worth(one)) for one in valued(told.hours)
    )


def _share(made: Mix, logic: str) -> Message:
    share = next(share for name, share in made.shares.items() if name == logic)
    amount = share * Fraction(made.total)
    return say("mix.step.logic", logic=f"mix.logic.{logic}", part=amount, total=made.total, share=share)


def _of_one(made: Mix, told: Gathered) -> tuple[Message, ...]:
    """Return what the largest payer gives, or each of many equal ones."""
    payer = made.largest
    each = Fraction(payer.amount) / payer.count
    steps = (say("mix.step.payer", name=told.names[payer.name], part=each, total=made.total, share=payer.share),)
    if payer.count == 1:
        return steps
    return (say("mix.step.each", amount=payer.amount, count=payer.count, each=each), *steps)


def _compared(share: Fraction, total: Decimal, few: Fraction, half: Fraction) -> tuple[Message, ...]:
    cut = few if share <= few else half
    return (_against(share, total, cut, "≤" if share <= cut else ">"),)


def _against(share: Fraction, total: Decimal, cut: Fraction, sign: str) -> Message:
    whole = Fraction(total)
    return say("mix.step.cut", part=share * whole, sign=sign, asked=cut * whole, cut=cut)


def _others(facts: Facts, payer: Payer, base: Decimal, half: Fraction) -> tuple[Proposal, ...]:
    """Return the money other payers would have to bring, until the largest gives half of it at most."""
    lacking = cents_up(payer.share * Fraction(base) / half) - base
    taken = {row.path for row in facts.rows(RESOURCES)}
    fresh = next(path for number in range(len(taken) + 1) if (path := f"{RESOURCES}.more{number}") not in taken)
    cells = {"label": "…", "logic": "market", "amount": written(lacking), "payer": f"… {len(taken)}", "payers": MANY}
    edits = tuple((f"{fresh}.{column}", value) for column, value in cells.items())
    message = say("MOD-04.change.other_payers", amount=lacking, half=half)
    return (Proposal(id="other_payers", message=message, edits=edits),)
