"""A general assembly played with an attendance card: who comes, what that lets groups do under each voting rule."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import get_args

from coopkit import content
from coopkit.core.facts import Facts
from coopkit.core.papers import AttendanceCard
from coopkit.core.simulate.attendance import Assembly, Quorum
from coopkit.core.simulate.games import Majority
from coopkit.core.simulate.sitting import Sitting, coming, sitting
from coopkit.core.simulate.voting import Group
from coopkit.pages.drawings import RULES
from coopkit.pages.findings import Block
from coopkit.wording import Wording

PLAYED = "facts.assembly"
AND = " · "
CARD, MAJORITY = f"{PLAYED}.card", "facts.articles.majority"
MAJORITIES: tuple[Majority, ...] = get_args(Majority)


@dataclass(frozen=True, slots=True, kw_only=True)
class Played:
    """Who comes, by the card or else by the team's own table, and what they can do under each of RULES.

    `full`: what could be done if everybody came.
    """

    card: AttendanceCard | None
    come: tuple[Group, ...]
    majority: Majority
    now: tuple[Sitting, ...]
    full: tuple[Sitting, ...]

    @property
    def somebody(self) -> bool:
        """Say whether anybody comes at all."""
        return any(group.present != 0 for group in self.come)


def play(facts: Facts, groups: Sequence[Group], cap: Fraction) -> Played:
    """Return the assembly; a card there is no longer counts as none drawn."""
    drawn, said = facts.text(CARD), facts.text(MAJORITY)
    card = next((one for one in content.load().catalogue.cards if one.id == drawn), None)
    kinds = [row.text("kind") for row in facts.rows("facts.members")]
    come = coming(groups, [card.part(kind) for kind in kinds]) if card else tuple(groups)
    majority: Majority = next((one for one in MAJORITIES if one == said), "majority")
    quorum = Quorum(members=_part(facts, "members"), votes=_part(facts, "votes"))

    def under_each_rule(there: tuple[Group, ...]) -> tuple[Sitting, ...]:
        held = (Assembly(groups=there, rule=rule, cap=cap, majority=majority, quorum=quorum) for rule in RULES)
        return tuple(map(sitting, held))

    full = under_each_rule(coming(groups, [Fraction(1) for _ in groups]))
    return Played(card=card, come=come, majority=majority, now=under_each_rule(come), full=full)


def named(card: AttendanceCard, say: Wording) -> str:
    """Return what a card is called."""
    return say.say(f"{CARD}.{card.id}")


def who_comes(played: Played, say: Wording) -> list[Block]:
    """Return what the card says and how many of each group come; nothing without a card."""
    if played.card is None:
        return []
    told = say.say("assembly.drawn", card=named(played.card, say), about=say.text(played.card.about))
    lines = [
        say.say("assembly.group", label=group.label, come=group.present or 0, count=group.count)
        for group in played.come
    ]
    return [{"type": "note", "text": told}, {"type": "list", "title": say.say("assembly.who"), "items": lines}]


def blocks(played: Played, names: Sequence[str], say: Wording) -> list[Block]:
    """Return the assembly under each rule (`names`, in the order of RULES), and what the card changed."""
    now = played.now
    lines = {
        "come": [_come(one, whole, say) for one, whole in zip(now, played.full, strict=True)],
        "quorum": [_quorum(one, say) for one in now],
        "decide": [(_labels(played, one.decide) or say.say(f"assembly.{_why_nobody(one)}")) for one in now],
        "block": [_labels(played, [each for each in one.block if each not in one.decide]) or "–" for one in now],
        "fewest": [say.number(one.fewest) if one.fewest else "–" for one in now],
    }
    table: Block = {
        "type": "table",
        "id": "assembly",
        "title": say.say("assembly.title"),
        "sentence": _told(played, names, say) if played.card else say.say("assembly.undrawn"),
        "corner": say.say("assembly.corner"),
        "columns": list(names),
        "rows": [{"title": say.say(f"assembly.row.{name}"), "cells": cells} for name, cells in lines.items()],
    }
    notes = [say.say("assembly.needs", majority=say.say(f"{MAJORITY}.{played.majority}"))]
    if not all(one.presence.met for one in now):
        notes.append(say.say("assembly.second"))
    return [table, {"type": "notes", "items": [*notes, *([say.say("assembly.rounded")] if played.card else [])]}]


def _part(facts: Facts, of: str) -> Fraction | None:
    """Return a quorum as a part; none asked is None."""
    percent = facts.decimal(f"{PLAYED}.quorum_{of}")
    return Fraction(percent) / 100 if percent else None


def _come(one: Sitting, whole: Sitting, say: Wording) -> str:
    persons = {"count": one.tally.persons, "all": whole.tally.persons}
    return say.say("assembly.come", votes=one.tally.base, every=whole.tally.base, **persons)


def _quorum(one: Sitting, say: Wording) -> str:
    needed = {"persons": one.presence.persons_needed, "votes": one.presence.votes_needed}
    asked = [say.say(f"assembly.quorum.{of}", count=count) for of, count in needed.items() if count]
    if not asked:
        return say.say("assembly.quorum.none")
    return f"{say.say('assembly.quorum.met' if one.presence.met else 'assembly.quorum.lacking')} ({', '.join(asked)})"


def _why_nobody(one: Sitting) -> str:
    if not one.presence.met:
        return "no_quorum"
    return "nobody" if one.tally.total else "no_votes"


def _labels(played: Played, ids: Sequence[str]) -> str:
    return AND.join(_named(played, ids))


def _named(played: Played, ids: Sequence[str]) -> tuple[str, ...]:
    return tuple(group.label for group in played.come if group.id in ids)


def _told(played: Played, names: Sequence[str], say: Wording) -> str:
    """Return how many come, and the gravest difference from everybody there."""
    told = say.say("assembly.more", count=played.now[0].tally.persons, all=played.full[0].tally.persons)
    found: dict[tuple[str, tuple[str, ...]], list[str]] = defaultdict(list)
    for name, full, now in zip(names, played.full, played.now, strict=True):
        for kind, whom in _changes(played, full, now, say):
            found[kind, whom].append(name)
    if not found:
        return f"{told} {say.say('assembly.changed.same')}"
    kind, whom = min(found, key=lambda one: _GRAVEST.index(one[0]))
    rules = found[kind, whom]
    under = say.say("assembly.every_rule") if len(rules) == len(names) else AND.join(rules)
    changed = say.say(f"assembly.changed.{kind}", names=AND.join(whom), count=len(whom), rules=under)
    return f"{told} {changed}"


_GRAVEST = ("quorum", "decide", "decide_no_more", "block", "block_no_more", "fewest")


def _changes(played: Played, full: Sitting, now: Sitting, say: Wording) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield what is otherwise under one rule than with everybody there, and for whom or by how much."""
    if not now.presence.met:  # with everybody there, every quorum is
        yield "quorum", ()
        return
    for kind, was, is_ in (("decide", full.decide, now.decide), ("block", full.block, now.block)):
        if gained := _named(played, [one for one in is_ if one not in was]):
            yield kind, gained
        if lost := _named(played, [one for one in was if one not in is_]):
            yield f"{kind}_no_more", lost
    if full.fewest != now.fewest:
        yield "fewest", (say.say("assembly.from_to", now=now.fewest, full=full.fewest),)
