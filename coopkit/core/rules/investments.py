"""Where profits are invested: the policy and the exclusions (PRO-12), the share close to the mission (PRO-13)."""

from __future__ import annotations

from decimal import Decimal

from coopkit.core.facts import Facts, Row
from coopkit.core.law import Law
from coopkit.core.model import Message, Verdict
from coopkit.core.rules.outcome import Edits, Outcome, Proposal, missing, rule, say, verdict_if
from coopkit.core.rules.shares import LEVELS, added, move, standing

POLICY = "facts.investments.policy"
EXCLUDED = "facts.investments.excluded"
NOTHING_EXCLUDED = "none_of_these"
HOLDINGS = "facts.holdings"
COOPERATIVES = "social_enterprises"
MISSION = ("own_mission", "lower_prices", "jobs", "solidarity_reserve", COOPERATIVES, "solidarity_finance")
FARTHEST = ("excluded", "conventional", "bank_deposit", "labelled_fund", "ethical_deposit")
"""What is not close to the mission, farthest first."""


@rule("PRO-12")
def investment_policy(facts: Facts, law: Law) -> Outcome:
    """Judge who approved the investment policy, and whether anything excluded is held (PRO-12). Own list.

    Held is what a line of the holdings names as excluded, and what somebody ticked in the list of exclusions.
    """
    del law  # no number of law: the demand is a policy of the assembly, and zero
    policy, rows, ticked = facts.text(POLICY), facts.rows(HOLDINGS), exclusions(facts)
    excluded = [row for row in rows if row.text("category") in {"excluded", None} and row.decimal("amount") != 0]
    asks = [path for row in excluded for path in row.missing(["category", "amount"])]
    asks += facts.doubtful([EXCLUDED])
    held = [row for row in excluded if row.text("category") and row.decimal("amount")]
    amount, clean = added(held, "amount"), not held and not ticked
    approved = policy == "general_assembly"
    if asks and approved and clean:
        return missing(asks)
    keys = {
        "general_assembly": "PRO-12.approved",
        "board": "PRO-12.by_the_board",
        "draft": "PRO-12.draft",
        "none": "PRO-12.no_policy",
    }
    said = say(keys[policy or "none"])
    vote: Edits = () if approved else ((POLICY, "general_assembly"),)
    sale: Edits = tuple((row.at("amount"), "0") for row in held)
    sale += ((EXCLUDED, [NOTHING_EXCLUDED]),) if ticked else ()
    told = bool(rows) or facts.options(EXCLUDED) is not None
    listed = tuple(say("PRO-12.step.ticked", activity=f"{EXCLUDED}.{one}") for one in ticked)
    return Outcome(
        verdict=verdict_if(approved and clean),
        planned=clean and (policy == "draft" or not rows),
        reason=said if clean else _excluded(amount, len(ticked)),
        steps=(
            *((say("PRO-12.step.excluded", amount=amount, sign=">" if held else "="),) if rows else ()),
            *listed,
        ),
        notes=(*((said,) if not clean and not approved else ()), *(() if told else (say("PRO-12.nothing-listed"),))),
        proposals=_cleaner(vote, sale, amount),
    )


def exclusions(facts: Facts) -> tuple[str, ...]:
    """Return the excluded activities somebody ticked; "none of these" beside them counts for nothing."""
    return tuple(one for one in facts.options(EXCLUDED) or () if one != NOTHING_EXCLUDED)


def _excluded(amount: Decimal, ticked: int) -> Message:
    return say("PRO-12.excluded", amount=amount) if amount else say("PRO-12.ticked", count=ticked)


def _cleaner(vote: Edits, sale: Edits, amount: Decimal) -> tuple[Proposal, ...]:
    """Return the edits that clean up and vote at once; `amount` is what the lines say is held."""
    if not sale:
        message = say("PRO-12.change.policy_by_general_assembly")
        return (Proposal(id="policy_by_general_assembly", message=message, edits=vote),)
    if amount:
        message = say("PRO-12.change.both" if vote else "PRO-12.change.sell_excluded", amount=amount)
    else:
        message = say("PRO-12.change.leave_both" if vote else "PRO-12.change.leave_excluded")
    return (Proposal(id="sell_excluded", message=message, edits=(*vote, *sale)),)


@rule("PRO-13")
def money_in_the_mission(facts: Facts, law: Law) -> Outcome:
    """Judge the share of what is invested or placed that stays close to the mission (PRO-13).

    The base is all that is invested or placed, own activity included; the thresholds are the kit's. The top level also
    asks for something in other cooperatives or social enterprises.
    """
    rows = facts.rows(HOLDINGS)
    if asks := [path for row in rows for path in row.missing(["category", "amount"])]:
        return missing(asks)
    total = added(rows, "amount")
    if not total:
        return Outcome(verdict=Verdict.UNKNOWN, reason=say("PRO-13.nothing_placed"), asks=(HOLDINGS,))
    close = [row for row in rows if row.text("category") in MISSION]
    stands = standing(added(close, "amount"), total, law, "invested_mission_share")
    shared = any(row.text("category") == COOPERATIVES and row.decimal("amount") for row in rows)
    alone = stands.level == LEVELS[-1] and not shared
    unlisted = exclusions(facts) and not any(row.text("category") == "excluded" for row in rows)
    reason, steps = stands.told("PRO-13")
    return Outcome(
        level=stands.level - alone,
        reason=reason,
        steps=steps,
        notes=(
            *((say("PRO-13.nothing-in-cooperatives"),) if alone else ()),
            *((say("PRO-13.excluded-without-a-line"),) if unlisted else ()),
        ),
        proposals=(_closer(rows, stands.lacking, alone=stands.level == LEVELS[-2] and not shared),)
        if stands.lacking
        else (),
    )


def _closer(rows: tuple[Row, ...], amount: Decimal, *, alone: bool) -> Proposal:
    """Return the move into the mission; into other cooperatives where the next level asks for it."""
    outside = sorted(
        (row for row in rows if row.text("category") in FARTHEST),
        key=lambda row: FARTHEST.index(row.text("category") or ""),
    )
    into = {"category": COOPERATIVES if alone else MISSION[0]}
    key = "PRO-13.change.move_to_cooperatives" if alone else "PRO-13.change.move_to_mission"
    edits = move(outside, "amount", amount, into, rows)
    return Proposal(id="move_to_mission", message=say(key, amount=amount), edits=edits)
