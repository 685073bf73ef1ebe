"""Governance: how much of the power to decide the strongest member has (GOV-03). Power is not the number of votes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import TypeAlias, cast

from coopkit.core.facts import Facts, Row
from coopkit.core.law import Law
from coopkit.core.model import Message, Value, Verdict
from coopkit.core.rules.assembly import (
    MEMBERS,
    Meeting,
    held,
    listed,
    one_member_one_vote,
    sum_of,
    taken_to_be_present,
)
from coopkit.core.rules.outcome import Outcome, Proposal, missing, rule, say
from coopkit.core.simulate.bounds import BadInputError
from coopkit.core.simulate.decisive import Weight, weights
from coopkit.core.simulate.games import Majority, quota_for
from coopkit.core.simulate.voting import Cast

MAJORITY = "facts.articles.majority"
CLASSES = "facts.share_classes"
LEVELS = (2, 3, 4)
MOST_SWINGS = 10**6
"""More decisions than this say nothing to a reader."""

Chambers: TypeAlias = Sequence[Sequence[Cast]]


@rule("GOV-03")
def power_of_the_strongest(facts: Facts, law: Law) -> Outcome:
    """Judge the strongest member's part of all the decisions that one member can turn (GOV-03).

    The Banzhaf index, after the cap, for those who come. Where a class can block every decision, its own majority is
    needed on top of the majority of all. The levels are the kit's.
    """
    found = held(facts)
    if isinstance(found, Outcome):
        return found
    meeting, classes = found[0], facts.rows(CLASSES)
    if asks := [path for row in classes for path in row.doubtful(["blocks"])]:
        return missing(asks)
    majority = cast("Majority", facts.text(MAJORITY) or "majority")
    chambers = _chambers(meeting, classes)
    try:
        known = weights(_members(chambers[0]), [_members(part) for part in chambers[1:]], majority)
    except BadInputError:
        reason = say("GOV-03.too_large", count=meeting.tally.persons)
        return Outcome(verdict=Verdict.UNKNOWN, reason=reason, asks=(MEMBERS,))
    ranked = [(one, by_votes[one.each]) for part, by_votes in zip(chambers, known, strict=True) for one in part]
    strongest, top = max(ranked, key=lambda pair: pair[1].power)
    limits = {level: law.value(f"power_level_{level}") for level in LEVELS}
    level = max((one for one, limit in limits.items() if top.power - top.error <= limit), default=int(top.power < 1))
    return Outcome(
        level=level,
        reason=_told(strongest, top, alike=len({weight.power for _, weight in ranked}) == 1),
        steps=(
            *_votes_needed(chambers, majority),
            *_turned(top, ranked),
            say(
                "GOV-03.step.level", power=top.power, sign="≤" if level in limits else ">", limit=limits[max(level, 2)]
            ),
        ),
        notes=(
            *taken_to_be_present(meeting.tally),
            *(() if facts.text(MAJORITY) else (say("GOV-03.majority-assumed"),)),
            *blocks_unsaid(classes),
            *_who_blocks(chambers, majority),
            *_who_never_decides(meeting, ranked),
        ),
        proposals=_shared(meeting, classes) if level < LEVELS[-1] else (),
    )


def blocking(classes: Sequence[Row]) -> tuple[Row, ...]:
    """Return the classes of shares that can block every decision."""
    return tuple(row for row in classes if row.text("blocks") == "every")


def class_of(row: Row, column: str) -> str:
    """Return the name of a class as it is compared: capitals do not matter."""
    return (row.text(column) or "").casefold()


def _chambers(meeting: Meeting, classes: Sequence[Row]) -> Chambers:
    """Return those who cast votes: first the others, then one list for each class that blocks every decision."""
    apart = {class_of(row, "label") for row in blocking(classes)}
    parts: dict[str, list[Cast]] = {"": []}
    for row, one in zip(meeting.rows, meeting.tally.groups, strict=True):
        if one.total:
            name = class_of(row, "share_class")
            parts.setdefault(name if name in apart else "", []).append(one)
    return tuple(parts.values())


def _members(part: Sequence[Cast]) -> dict[int, int]:
    """Return how many persons cast each number of votes."""
    counted = Counter[int]()
    for one in part:
        counted[one.each] += one.persons
    return counted


def _told(strongest: Cast, top: Weight, *, alike: bool) -> Message:
    label, values = strongest.group.label, cast("dict[str, Value]", {"power": top.power, "share": strongest.share})
    if top.power == 1:
        return say("GOV-03.alone", member=label) if label else say("GOV-03.alone_unnamed")
    if alike:
        return say("GOV-03.alike", power=top.power)
    if not label:
        return say("GOV-03.strongest_unnamed", **values)
    return say("GOV-03.strongest_each" if strongest.persons > 1 else "GOV-03.strongest", member=label, **values)


def _votes_needed(chambers: Chambers, majority: Majority) -> tuple[Message, ...]:
    everybody = [one for part in chambers for one in part]
    total, parts = sum(one.total for one in everybody), sum_of([(one, one.each) for one in everybody])
    return (
        say("GOV-03.step.sum", parts=parts, total=total) if parts else say("GOV-03.step.total", total=total),
        say(f"GOV-03.step.{majority}", quota=quota_for(total, majority), total=total),
        *(
            say("GOV-03.step.class", quota=quota_for(votes, majority), total=votes, groups=_groups(part))
            for part in chambers[1:]
            for votes in [sum(one.total for one in part)]
        ),
    )


def _groups(casts: Iterable[Cast]) -> str:
    return listed(one.group.label for one in casts)


def _turned(top: Weight, ranked: Sequence[tuple[Cast, Weight]]) -> tuple[Message, ...]:
    everybody = sum(one.persons * (weight.swings or 0) for one, weight in ranked)
    if top.swings is None or everybody > MOST_SWINGS:
        return ()
    return (say("GOV-03.step.turned", swings=top.swings, everybody=everybody, power=top.power),)


def blocks_unsaid(classes: Sequence[Row]) -> tuple[Message, ...]:
    """Return the classes taken to block nothing, because nobody said so."""
    unsaid = [row.text("label") or "" for row in classes if row.text("blocks") is None and not row.doubtful(["blocks"])]
    return (say("GOV-03.blocks-unsaid", count=len(unsaid), classes=listed(unsaid)),) if unsaid else ()


def _who_blocks(chambers: Chambers, majority: Majority) -> tuple[Message, ...]:
    """Return who can block every decision alone: without her votes all others miss a majority."""
    total = sum(one.total for part in chambers for one in part)
    alone = []
    for place, part in enumerate(chambers):
        within = sum(one.total for one in part)
        alone += [
            one
            for one in part
            if total - one.each < quota_for(total, majority)
            or (place and within - one.each < quota_for(within, majority))
        ]
    return (say("GOV-03.can-block", count=len(alone), groups=_groups(alone)),) if alone else ()


def _who_never_decides(meeting: Meeting, ranked: Sequence[tuple[Cast, Weight]]) -> tuple[Message, ...]:
    never = [one for one, weight in ranked if not weight.power]
    never += [one for one in meeting.tally.groups if one.persons and not one.each]
    return (say("GOV-03.never-decides", count=len(never), groups=_groups(never)),) if never else ()


def _shared(meeting: Meeting, classes: Sequence[Row]) -> tuple[Proposal, ...]:
    """Return what may spread the power: one vote each, and no class that blocks everything."""
    each = Fraction(1, meeting.tally.persons)
    return (
        Proposal(
            id="one_member_one_vote",
            message=say("GOV-03.change.one_member_one_vote", power=each),
            edits=one_member_one_vote(meeting.rows),
        ),
        Proposal(
            id="no_class_blocks",
            message=say("GOV-03.change.no_class_blocks"),
            edits=tuple((row.at("blocks"), "some") for row in blocking(classes)),
        ),
    )
