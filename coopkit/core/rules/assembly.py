"""The general assembly as a dossier tells it: who comes with how many votes, and what is missing to say so."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import cast

from coopkit.core.facts import Facts, Row
from coopkit.core.model import Message, Verdict
from coopkit.core.rules.outcome import Edits, Outcome, missing, say
from coopkit.core.simulate.voting import Cast, Group, Tally, VotingRule, votes

MEMBERS = "facts.members"
VOTING_RULE = "facts.articles.voting_rule"
VOTE_CAP = "facts.articles.vote_cap"
LISTED = 8
"""A sum of more groups than this is told by its total alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """A real meeting: the members, the rule of the articles, the votes. `rows` and the tally's groups go in step."""

    rows: tuple[Row, ...]
    rule: str
    tally: Tally


def meeting(facts: Facts, *, everybody: bool = False) -> Meeting | tuple[str, ...]:
    """Return who casts how many votes, or the paths of the answers that are missing. "Don't know" is never one.

    `everybody`: all members, whoever is said to come.
    """
    rule, rows = facts.text(VOTING_RULE), facts.rows(MEMBERS)
    if rule is None or not rows:
        return (*(() if rule else (VOTING_RULE,)), *(() if rows else (MEMBERS,)))
    cap = facts.fraction(VOTE_CAP)  # counts under share_votes_capped only
    asks = [VOTE_CAP] if rule == "share_votes_capped" and cap is None else []
    asks += [path for row in rows for path in row.doubtful(["count"] if everybody else ["count", "present"])]
    if rule == "other":
        asks += [path for row in rows for path in row.missing(["votes"])]
    elif rule != "one_member_one_vote":
        asks += [path for row in rows for path in row.doubtful(["votes"])]
        asks += [row.at("shares") for row in rows if row.whole("shares") is None and row.whole("votes") is None]
    if asks:
        return tuple(asks)
    named = cast("VotingRule", "share_votes" if rule == "other" else rule)
    groups = [group_of(row, row.text("label") or "") for row in rows]
    tally = votes([replace(one, present=None) for one in groups] if everybody else groups, named, cap=cap)
    return Meeting(rows=rows, rule=rule, tally=tally)


def held(facts: Facts) -> tuple[Meeting, Cast] | Outcome:
    """Return a meeting of several persons and the first group whose members cast most, or why none can be judged."""
    found = meeting(facts)
    if not isinstance(found, Meeting):
        return missing(found)
    strongest = found.tally.strongest
    if strongest is None or found.tally.persons == 1:
        key = "GOV-02.alone" if found.tally.persons == 1 else "GOV-02.nobody_votes"
        return Outcome(verdict=Verdict.UNKNOWN, reason=say(key), asks=(MEMBERS,))
    return found, strongest


def group_of(row: Row, label: str) -> Group:
    """Return a row of the members as persons who vote."""
    return Group(
        id=row.path,
        label=label,
        count=row.whole("count") or 1,
        shares=row.whole("shares") or 0,
        votes=row.whole("votes"),
        present=row.whole("present"),
    )


def taken_to_be_present(tally: Tally) -> tuple[Message, ...]:
    """Return which groups with votes are counted whole because nobody said how many of them come."""
    without = [cast.group for cast in tally.groups if cast.attached and cast.group.present is None]
    if not without:
        return ()
    if all(cast.group.present is None for cast in tally.groups):
        return (say("GOV-02.everybody_present"),)
    return (say("GOV-02.some_present", count=len(without), groups=listed(group.label for group in without)),)


def listed(labels: Iterable[str]) -> str:
    """Return names of groups as a list; one nobody named is three dots."""
    return ", ".join(label or "…" for label in labels)


def sum_of(parts: Sequence[tuple[Cast, int]]) -> str | None:
    """Return the votes of each group as a sum, None when there are too many to read."""
    terms = [f"{cast.persons} × {each}" if cast.persons > 1 else f"{each}" for cast, each in parts if cast.persons]
    return " + ".join(terms) if len(terms) <= LISTED else None


def one_member_one_vote(rows: tuple[Row, ...]) -> Edits:
    """Return the edits that write it down: no group keeps votes of its own."""
    cleared = tuple((row.at("votes"), None) for row in rows if row.whole("votes") is not None)
    return ((VOTING_RULE, "one_member_one_vote"), *cleared)


def vote_cap(limit: Fraction) -> Edits:
    """Return the edits that write the cap into the articles."""
    return ((VOTING_RULE, "share_votes_capped"), (VOTE_CAP, f"{limit.numerator}/{limit.denominator}"))
