"""The lab "help each other": who meets whom in the room, why these two, and what nobody here offers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from coopkit.core.facts import Facts
from coopkit.core.law import Law
from coopkit.pages.findings import Block, Reading
from coopkit.pages.meetings import Meeting, Round, Team, lacking, rounds
from coopkit.wording import Wording

TABLE = "facts.exchange"
ASKED = "facts.meetings.rounds"
ROUNDS = 3
"""As many as an hour holds, when nobody says how many."""
FEWEST = 2
OTHER = "other"
"""Two teams with another need each have not the same one."""


def blocks(facts: Facts, reading: Reading, law: Law, *, drawn: bool) -> list[Block]:  # noqa: ARG001  (as every lab's)
    """Return a table a round with one reason a meeting, then what is left to look for outside the room."""
    say = reading.say
    teams = _teams(facts, say)
    if len(teams) < FEWEST:
        return [{"type": "note", "text": say.say("help.wait")}]
    wanted = _wanted(facts)
    held = rounds(teams, wanted)
    said: list[Block] = [{"type": "note", "text": _sum(held, teams, say)}]
    if len(held) < wanted:
        said.append({"type": "note", "text": say.say("help.all_met", count=len(held))})
    said += [_table(number, one, teams, say) for number, one in enumerate(held, 1)]
    if alone := lacking(teams):
        told = [_alone(need, teams, say) for need in alone]
        said.append({"type": "list", "title": say.say("help.lacking"), "items": told})
    return said


def figures(facts: Facts, law: Law, say: Wording) -> list[tuple[str, str]]:  # noqa: ARG001  (as every lab's)
    """Return how many meetings there are, how many are between two that can help, and how many needs they can meet."""
    teams = _teams(facts, say)
    if len(teams) < FEWEST:
        return []
    held = [one for each in rounds(teams, _wanted(facts)) for one in each.meetings]
    told = {
        "teams": len(teams),
        "meetings": len(held),
        "helping": sum(1 for one in held if one.met),
        "met": sum(one.met for one in held),
    }
    return [(say.say(f"help.figure.{name}"), say.number(count)) for name, count in told.items()]


def _wanted(facts: Facts) -> int:
    return facts.whole(ASKED) or ROUNDS


def _teams(facts: Facts, say: Wording) -> list[Team]:
    """Return the teams of the room; one without a name is called by its place."""
    return [
        Team(
            label=row.text("label") or say.say("help.unnamed", place=place),
            offers=row.options("offers") or (),
            needs=row.options("needs") or (),
            answers=tuple(need for need in row.options("answers") or () if need != OTHER),
            text=row.text("text"),
        )
        for place, row in enumerate(facts.rows(TABLE), 1)
    ]


def _sum(held: Sequence[Round], teams: Sequence[Team], say: Wording) -> str:
    count = sum(len(one.meetings) for one in held)
    met = sum(meeting.met for one in held for meeting in one.meetings)
    counted = {"rounds": len(held), "meetings": count, "met": met}
    return say.say(
        "help.sum", teams=len(teams), **{key: say.say(f"help.count.{key}", count=n) for key, n in counted.items()}
    )


def _table(number: int, held: Round, teams: Sequence[Team], say: Wording) -> Block:
    resting = _listed([teams[place].label for place in held.resting], say)
    key = "help.rest" if held.resting else "help.nobody_rests"
    return {
        "type": "table",
        "id": f"round:{number}",
        "title": say.say("help.round", number=number),
        "sentence": say.say(key, who=resting, count=len(held.resting)),
        "corner": say.say("help.column.team"),
        "columns": [say.say("help.column.meets"), say.say("help.column.why")],
        "rows": [
            {"title": teams[one.pair[0]].label, "cells": [teams[one.pair[1]].label, _why(one, teams, say)]}
            for one in held.meetings
        ],
    }


def _why(held: Meeting, teams: Sequence[Team], say: Wording) -> str:
    """Return why these two: what passes between them, then what they could do together instead of each alone."""
    one, other = (teams[place].label for place in held.pair)
    told = []
    if held.given:
        told.append(say.say("help.gives", one=one, other=other, what=_named(held.given, say)))
    if held.received:
        told.append(say.say("help.gives", one=other, other=one, what=_named(held.received, say)))
    if not told:
        told.append(say.say("help.nothing"))
    if held.both_answer:
        labels = [_lower(say.say(f"{TABLE}.answers.{name}")) for name in held.both_answer]
        told.append(say.say("help.both_answer", what=_listed(labels, say)))
    if held.both_need:
        told.append(say.say("help.both_need", what=_named(held.both_need, say)))
    return " ".join(told)


def _alone(need: str, teams: Sequence[Team], say: Wording) -> str:
    """Return a need nobody else here can meet, with who has it and their own words."""
    asking = [team for team in teams if need in team.needs]
    who = _listed([team.label for team in asking], say)
    own = [say.say("help.quoted", label=team.label, text=team.text) for team in asking if team.text]
    return " ".join([say.say("help.alone", what=say.say(f"{TABLE}.needs.{need}"), who=who), *own])


def _named(ids: Iterable[str], say: Wording) -> str:
    return "; ".join(_lower(say.say(f"{TABLE}.needs.{name}")) for name in ids)


def _listed(words: Sequence[str], say: Wording) -> str:
    return say.say("help.and", first=", ".join(words[:-1]), last=words[-1]) if len(words) > 1 else "".join(words)


def _lower(label: str) -> str:
    return f"{label[0].lower()}{label[1:]}"
