"""The lab "who decides": the same members under three voting rules, side by side, on an evening a card may change."""

from __future__ import annotations

from fractions import Fraction
from typing import TypeAlias

from coopkit import charts
from coopkit.core.facts import Facts
from coopkit.core.law import Law
from coopkit.core.simulate.games import PARTS, Majority
from coopkit.core.simulate.sitting import Sitting
from coopkit.core.simulate.voting import Tally
from coopkit.pages import assembly
from coopkit.pages.drawings import RULES, members, picture, rounded
from coopkit.pages.findings import Block, Reading
from coopkit.wording import Wording

Ruled: TypeAlias = "tuple[str, Sitting]"

KEY = "results.chart.who-decides"

_SHOWN = 6
"""Series one can tell apart; smaller groups are drawn together, and stand one by one in the table."""


def blocks(facts: Facts, reading: Reading, law: Law, *, drawn: bool) -> list[Block]:
    """Return who decides under each rule, one sentence each, a picture with its table, and the assembly."""
    say = reading.say
    groups = members(facts, say)
    if not groups:
        return [{"type": "note", "text": say.say("results.chart.wait.who-decides")}]
    cap = law.value("vote_cap")
    played = assembly.play(facts, groups, cap)
    ruled = [(say.say(f"{KEY}.rule.{rule}", cap=cap), one) for rule, one in zip(RULES, played.now, strict=True)]
    told = [_who(name, one, say) for name, one in ruled] if played.somebody else [say.say("assembly.empty")]
    said = assembly.who_comes(played, say)
    said += [{"type": "note", "text": one} for one in told]
    if drawn and played.somebody:
        said.append(_picture(ruled, played.majority, say))
    return [*said, *assembly.blocks(played, [name for name, _ in ruled], say)]


def figures(facts: Facts, law: Law, say: Wording) -> list[tuple[str, str]]:
    """Return, for each rule, what the strongest member weighs and how few carry a decision."""
    groups = members(facts, say)
    if not groups:
        return []
    cap = law.value("vote_cap")
    played = assembly.play(facts, groups, cap)
    told = [(say.say(f"{KEY}.figure.persons"), say.number(sum(group.count for group in groups)))]
    if played.card:
        told.append((say.say("assembly.card"), assembly.named(played.card, say)))
    for rule, one in zip(RULES, played.now, strict=True):
        name, tally = say.say(f"{KEY}.rule.{rule}", cap=cap), one.tally
        if tally.strongest is None:
            continue
        told.append((say.say(f"{KEY}.figure.strongest", rule=name), say.percent(rounded(tally.share))))
        told.append((say.say(f"{KEY}.figure.majority", rule=name), say.number(one.fewest) if one.fewest else "–"))
    return told


def _who(rule: str, one: Sitting, say: Wording) -> str:
    tally = one.tally
    if not one.presence.met:
        return say.say("assembly.lacking", rule=rule)
    if tally.strongest is None:
        return say.say(f"{KEY}.nobody", rule=rule)
    label, share = tally.strongest.group.label, rounded(tally.share)
    count = one.fewest
    if count == 1:
        return say.say(f"{KEY}.alone", rule=rule, label=label, share=share)
    if len({cast.each for cast in tally.groups if cast.persons}) == 1:
        return say.say(f"{KEY}.equal", rule=rule, count=count, persons=tally.persons, share=share)
    return say.say(f"{KEY}.together", rule=rule, count=count, persons=tally.persons, label=label, share=share)


def _picture(ruled: list[Ruled], majority: Majority, say: Wording) -> Block:
    tallies = [(name, one.tally) for name, one in ruled]
    first = tallies[0][1]
    named = sorted(range(len(first.groups)), key=lambda place: -max(_part(tally, place) for _, tally in tallies))
    shown = sorted(named if len(named) <= _SHOWN else named[: _SHOWN - 1])
    rest = [place for place in named if place not in shown]
    stacks = tuple(
        charts.Stack(
            name,
            say.say(f"{KEY}.votes", count=tally.total),
            (
                *(float(_part(tally, place)) for place in shown),
                *([float(sum(_part(tally, place) for place in rest))] if rest else []),
            ),
        )
        for name, tally in tallies
    )
    series = [first.groups[place].group.label for place in shown]
    svg = charts.stacked(
        stacks,
        (*series, *([say.say("results.chart.others")] if rest else [])),
        limit=(float(PARTS[majority]), say.say(f"{KEY}.limit.{majority}")),
    )
    columns = [say.say(f"results.chart.governance.columns.{name}") for name in ("label", "persons")]
    rows = [
        (cast.group.label, say.number(cast.persons), *(_cell(tally, place, say) for _, tally in tallies))
        for place, cast in enumerate(first.groups)
    ]
    counts = [say.say(f"{KEY}.count", rule=name, count=one.fewest) for name, one in ruled if one.fewest]
    sentence = say.say(f"{KEY}.sentence", counts=" · ".join(counts)) if counts else say.say(f"{KEY}.nothing")
    return picture("who-decides", svg, sentence, ([*columns, *(name for name, _ in tallies)], rows), say)


def _part(tally: Tally, place: int) -> Fraction:
    return Fraction(tally.groups[place].total, tally.total) if tally.total else Fraction(0)


def _cell(tally: Tally, place: int, say: Wording) -> str:
    cast = tally.groups[place]
    return say.say(
        f"{KEY}.cell", votes=say.number(cast.each), person=rounded(cast.share), group=rounded(_part(tally, place))
    )
