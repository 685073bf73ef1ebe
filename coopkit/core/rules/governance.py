"""Governance: the voting rule (GOV-01), the strongest vote (GOV-02), who has a say (GOV-09)."""

from __future__ import annotations

from fractions import Fraction
from math import floor

from coopkit.core.facts import Facts, Row
from coopkit.core.law import Law
from coopkit.core.model import Message, Target, Value, Verdict
from coopkit.core.rules.assembly import (
    VOTE_CAP,
    VOTING_RULE,
    held,
    one_member_one_vote,
    sum_of,
    taken_to_be_present,
    vote_cap,
)
from coopkit.core.rules.outcome import Outcome, Proposal, missing, rule, say, verdict_if
from coopkit.core.simulate.voting import Cast, Tally, votes_allowed

GROUPS = tuple(f"facts.stakeholders.{group}" for group in ("workers", "users", "volunteers", "neighbours", "funders"))
PART = ("consulted", "ga_vote", "board_seat")
"""What the kit calls taking part in decisions; being informed is not."""
TOP_LEVEL = 4


@rule("GOV-01")
def voting_rule(facts: Facts, law: Law) -> Outcome:
    """Judge the voting rule of the articles (GOV-01).

    Source: royal decree of 8 January 1962, art. 1, 3°; royal decree of 28 June 2019, art. 6; ordinance of 23 July 2018,
    art. 6, 2° (power not based on capital: no number, so a cap above the decree's is advice there).
    """
    how, cap, limit = facts.text(VOTING_RULE), facts.fraction(VOTE_CAP), law.value("vote_cap")
    if how == "one_member_one_vote":
        return Outcome(verdict=Verdict.MET, reason=say("GOV-01.one_member_one_vote"))
    if how == "other":
        return Outcome(verdict=Verdict.ADVICE, reason=say("GOV-01.other"))
    proposals = (
        Proposal(
            id="one_member_one_vote",
            message=say("GOV-01.change.one_member_one_vote"),
            edits=((VOTING_RULE, "one_member_one_vote"),),
        ),
        Proposal(id="vote_cap", message=say("GOV-01.change.vote_cap", limit=limit), edits=vote_cap(limit)),
    )
    if how == "share_votes":
        return Outcome(verdict=Verdict.NOT_MET, reason=say("GOV-01.share_votes", limit=limit), proposals=proposals)
    if cap is None:
        return missing([VOTE_CAP])
    holds = cap <= limit
    over = say("GOV-01.cap_over", cap=cap, limit=limit, points=100 * (cap - limit))
    return Outcome(
        verdict=verdict_if(holds),
        by_target={} if holds else {Target.ESD: Verdict.ADVICE},
        reason=say("GOV-01.cap_within", cap=cap, limit=limit) if holds else over,
        steps=(say("GOV-01.step.cap", cap=cap, limit=limit, sign="≤" if holds else ">"),),
        notes=() if holds else (say("GOV-01.no_number_in_brussels"),),
        proposals=proposals,
    )


@rule("GOV-02")
def largest_vote_share(facts: Facts, law: Law) -> Outcome:
    """Judge the strongest member's votes at a real meeting (GOV-02).

    Source: royal decree of 8 January 1962, art. 1, 3°; royal decree of 28 June 2019, art. 6.
    """
    found = held(facts)
    if isinstance(found, Outcome):
        return found
    meeting, strongest = found
    limit, tally = law.value("vote_cap"), meeting.tally
    notes = taken_to_be_present(tally)
    if meeting.rule == "one_member_one_vote":
        return _one_each(tally, limit, notes)
    proposals = _written_otherwise(tally, limit, meeting.rows)
    return _weighed(tally, strongest, limit, notes, proposals=proposals)


def _one_each(tally: Tally, limit: Fraction, notes: tuple[Message, ...]) -> Outcome:
    few = limit * tally.base < 1
    return Outcome(
        verdict=Verdict.MET,
        by_target={Target.SES: Verdict.ADVICE} if few else {},
        reason=say("GOV-02.one_each", count=tally.persons),
        steps=(say("GOV-02.step.one_each", count=tally.persons, share=tally.share),),
        notes=(*notes, say("GOV-02.few-members-one-vote", count=tally.persons)) if few else notes,
    )


def _weighed(
    tally: Tally, strongest: Cast, limit: Fraction, notes: tuple[Message, ...], *, proposals: tuple[Proposal, ...]
) -> Outcome:
    each, allowed = strongest.each, votes_allowed(tally.base, limit)
    below_one = limit * tally.base < 1
    holds = each <= allowed
    if below_one:
        notes = (*notes, say("GOV-02.cap-below-one-vote", base=tally.base))
    doubtful = holds and not below_one and tally.share > limit
    if doubtful:
        notes = (*notes, say("GOV-02.effective-share", each=each, total=tally.total, share=tally.share, limit=limit))
    return Outcome(
        verdict=Verdict.ADVICE if holds and below_one else verdict_if(holds),
        by_target=dict.fromkeys((Target.SCA, Target.SES), Verdict.ADVICE) if doubtful else {},
        reason=_strongest(strongest, tally.base, allowed, holds=holds),
        steps=_arithmetic(tally, strongest, limit, allowed),
        notes=notes,
        proposals=proposals,
    )


def _strongest(strongest: Cast, base: int, allowed: int, *, holds: bool) -> Message:
    """Return the sentence on the strongest member: a person by name, one of a named group, or nobody named."""
    label, each = strongest.group.label, strongest.each
    if not label:
        key = "GOV-02.within_cap_unnamed" if holds else "GOV-02.over_cap_unnamed"
    elif strongest.group.count > 1:
        key = "GOV-02.within_cap_each" if holds else "GOV-02.over_cap_each"
    else:
        key = "GOV-02.within_cap" if holds else "GOV-02.over_cap"
    values: dict[str, Value] = {
        "each": each,
        "base": base,
        "share": Fraction(each, base),
        "allowed": allowed,
        **({} if holds else {"excess": each - allowed}),
        **({"member": label} if label else {}),
    }
    return say(key, **values)


def _arithmetic(tally: Tally, strongest: Cast, limit: Fraction, allowed: int) -> tuple[Message, ...]:
    parts = sum_of([(cast, cast.attached) for cast in tally.groups])
    return (
        say("GOV-02.step.sum", parts=parts, base=tally.base) if parts else say("GOV-02.step.total", base=tally.base),
        say("GOV-02.step.cap", limit=limit, base=tally.base, tenth=floor(limit * tally.base)),
        *(() if tally.limit is None else (say("GOV-02.step.capped", limit=tally.limit),)),
        say(
            "GOV-02.step.strongest", each=strongest.each, sign=">" if strongest.each > allowed else "≤", allowed=allowed
        ),
    )


def _written_otherwise(tally: Tally, limit: Fraction, rows: tuple[Row, ...]) -> tuple[Proposal, ...]:
    """Return the two articles that bring the strongest vote down."""
    allowed = votes_allowed(tally.base, limit)
    return (
        Proposal(
            id="one_member_one_vote",
            message=say("GOV-02.change.one_member_one_vote", count=tally.persons),
            edits=one_member_one_vote(rows),
        ),
        Proposal(
            id="vote_cap",
            message=say("GOV-02.change.vote_cap", limit=limit, allowed=allowed, base=tally.base),
            edits=vote_cap(limit),
        ),
    )


@rule("GOV-09")
def stakeholders_consulted(facts: Facts, law: Law) -> Outcome:
    """Judge how many groups take part in decisions (GOV-09).

    Source: ordinance of 23 July 2018, art. 6, 3°; ESF+ regulation, art. 2(1)(13)(c); scale and count are the kit's.
    """
    said = {path: facts.text(path) for path in GROUPS}
    needed = law.value("stakeholder_groups_min")
    part = [path for path, one in said.items() if one in PART]
    unknown = [path for path, one in said.items() if one is None]
    count = len(part)
    if count < needed <= count + len(unknown):
        return missing(unknown)
    lacking = max(0, int(needed) - count)
    nearest = sorted(
        (path for path, one in said.items() if one not in (*PART, None)),
        key=lambda path: said[path] != "informed",
    )
    more = Proposal(
        id="another_group_consulted",
        message=say("GOV-09.change.another_group_consulted", count=lacking),
        edits=tuple((path, "consulted") for path in nearest[:lacking]),
    )
    key = "GOV-09.enough" if not lacking else "GOV-09.short" if count else "GOV-09.nobody"
    return Outcome(
        verdict=verdict_if(not lacking),
        level=None if unknown else min(TOP_LEVEL, count),
        reason=say(key, count=count, needed=needed),
        steps=(say("GOV-09.step.groups", count=count, sign="<" if lacking else "≥", needed=needed),),
        proposals=(more,) if lacking else (),
    )
