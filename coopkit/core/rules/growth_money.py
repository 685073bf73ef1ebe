"""Scale-up: what the new capital asks, against the cap on its return and the cap on votes (GRO-02)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from coopkit.core.facts import Facts
from coopkit.core.law import Law
from coopkit.core.model import Message, Target, Verdict
from coopkit.core.rules.assembly import VOTING_RULE
from coopkit.core.rules.investors import FORCED_SALE, INVESTORS, NOTHING, OUTSIDE, clauses
from coopkit.core.rules.outcome import Outcome, Proposal, missing, rule, say
from coopkit.core.rules.shares import written
from coopkit.core.simulate.money import cents_down, gross_for, net_of

EQUITY, RETURN, VOTES = (f"facts.growth.{name}" for name in ("equity", "financing_dividend", "financing_votes"))
TARGETS = (Target.SCA, Target.SES)
WORST = (Verdict.NOT_MET, Verdict.UNKNOWN, Verdict.ADVICE, Verdict.MET)
"""Of two answers the one that weighs more, first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What the new money asks, as shares, beside the numbers of law; None where nobody said."""

    loan: bool
    """No new shares at all: who lends is no shareholder."""
    equity_unsaid: bool
    rate: Fraction | None
    votes: Fraction | None
    rule: str | None
    forced_sale: bool
    cap: Fraction
    tax: Fraction
    limit: Fraction

    @property
    def of_return(self) -> Mapping[Target, Verdict]:
        """Judge a return that may be net or gross: met where both readings hold, advice where one does."""
        if self.loan:
            return dict.fromkeys(TARGETS, Verdict.MET)
        if self.rate is None:
            return dict.fromkeys(TARGETS, Verdict.UNKNOWN)
        sure = {Target.SCA: self.rate <= self.cap, Target.SES: gross_for(self.rate, self.tax) <= self.cap}
        if self.equity_unsaid and not all(sure.values()):
            return dict.fromkeys(TARGETS, Verdict.UNKNOWN)
        otherwise = Verdict.ADVICE if net_of(self.rate, self.tax) <= self.cap else Verdict.NOT_MET
        return {target: Verdict.MET if holds else otherwise for target, holds in sure.items()}

    @property
    def of_votes(self) -> Mapping[Target, Verdict]:
        """Judge the votes of the strongest new investor; equal votes are the decree's first rule, as in GOV-02.

        Without a new share there is no new vote.
        """
        if self.votes is None and self.loan:
            return dict.fromkeys(TARGETS, Verdict.MET)
        if self.votes is None or (self.votes > self.limit and self.rule is None):
            return dict.fromkeys(TARGETS, Verdict.UNKNOWN)
        if self.votes <= self.limit:
            return dict.fromkeys(TARGETS, Verdict.MET)
        if self.rule == "one_member_one_vote":
            return {Target.SCA: Verdict.MET, Target.SES: Verdict.ADVICE}
        return dict.fromkeys(TARGETS, Verdict.NOT_MET)

    @property
    def by_target(self) -> Mapping[Target, Verdict]:
        """The worse of return, votes and clauses, for each approval."""
        sale = Verdict.ADVICE if self.forced_sale else Verdict.MET
        return {one: min(self.of_return[one], self.of_votes[one], sale, key=WORST.index) for one in TARGETS}

    @property
    def asks(self) -> list[str]:
        """What to answer before it can be judged."""
        of_return = self.of_return[Target.SCA] is Verdict.UNKNOWN
        of_votes = self.of_votes[Target.SCA] is Verdict.UNKNOWN
        unsaid = {
            EQUITY: of_return and self.equity_unsaid,
            RETURN: of_return and self.rate is None,
            VOTES: of_votes and self.votes is None,
            VOTING_RULE: of_votes and self.votes is not None,
        }
        return [path for path, lacking in unsaid.items() if lacking]


@rule("GRO-02")
def growth_money(facts: Facts, law: Law) -> Outcome:
    """Judge the return and the votes that new capital asks for; it is still to come, so not yet at worst (GRO-02).

    Source: royal decree of 8 January 1962, art. 1, § 1, 3° and 5°; royal decree of 28 June 2019, art. 6; Code, art. 8:4
    and 8:5. Nobody asks here whether the return is net or gross. That who only lends is no shareholder is the kit's
    reading; a clause that forces a sale is named by no decree, so it is advice.
    """
    equity = facts.decimal(EQUITY)
    investors = facts.rows(INVESTORS) if facts.text(OUTSIDE) != NOTHING else ()
    asked = Asked(
        loan=equity == 0,
        equity_unsaid=equity is None,
        rate=_share(facts.decimal(RETURN)),
        votes=_share(facts.decimal(VOTES)),
        rule=facts.text(VOTING_RULE),
        forced_sale=any(FORCED_SALE in clauses(row) for row in investors),
        cap=law.value("coop_dividend_cap"),
        tax=law.value("wht_standard"),
        limit=law.value("vote_cap"),
    )
    if asked.by_target[Target.SCA] is Verdict.UNKNOWN:
        return missing(asked.asks)
    return Outcome(
        verdict=asked.by_target[Target.SCA],
        by_target=asked.by_target,
        planned=True,
        reason=_reason(asked),
        steps=_steps(asked),
        notes=_notes(asked),
        asks=tuple(asked.asks),
        proposals=_less(asked),
    )


def _share(percent: Decimal | None) -> Fraction | None:
    return None if percent is None else Fraction(percent) / 100


def _reason(asked: Asked) -> Message:
    """Return the sentence on what weighs most."""
    rate, votes = asked.rate or Fraction(0), asked.votes or Fraction(0)
    if asked.of_votes[Target.SCA] is Verdict.NOT_MET:
        return say("GRO-02.too_many_votes", votes=votes, limit=asked.limit)
    if asked.of_return[Target.SCA] is Verdict.NOT_MET:
        return say("GRO-02.too_much", rate=rate, cap=asked.cap)
    if asked.forced_sale:
        return say("GRO-02.forced_sale")
    if asked.loan:
        return say("GRO-02.loan")
    if asked.of_return[Target.SCA] is Verdict.ADVICE:
        return say("GRO-02.net_or_gross", rate=rate, cap=asked.cap)
    if votes > asked.limit:
        return say("GRO-02.equal_votes", rate=rate, cap=asked.cap)
    return say("GRO-02.within", rate=rate, votes=votes)


def _steps(asked: Asked) -> tuple[Message, ...]:
    steps = []
    if asked.rate is not None and not asked.loan:
        net, gross = net_of(asked.rate, asked.tax), gross_for(asked.rate, asked.tax)
        taxed = {"rate": asked.rate, "tax": asked.tax, "cap": asked.cap}
        steps = [
            say("GRO-02.step.if_gross", net=net, sign=_sign(net, asked.cap), **taxed),
            say("GRO-02.step.if_net", gross=gross, sign=_sign(asked.rate, asked.cap), **taxed),
        ]
    if asked.votes is not None:
        steps.append(
            say("GRO-02.step.votes", votes=asked.votes, sign=_sign(asked.votes, asked.limit), limit=asked.limit)
        )
    return tuple(steps)


def _sign(value: Fraction, most: Fraction) -> str:
    return "≤" if value <= most else ">"


def _notes(asked: Asked) -> tuple[Message, ...]:
    said = {
        "gross-practice": asked.of_return[Target.SES] is Verdict.ADVICE,
        "equal-votes": asked.of_votes[Target.SES] is Verdict.ADVICE,
        "loan-is-no-share": asked.loan,
        "sale-named-nowhere": asked.forced_sale,
    }
    return tuple(say(f"GRO-02.{name}") for name, holds in said.items() if holds)


def _less(asked: Asked) -> tuple[Proposal, ...]:
    """Return what keeps the plan under the caps: a return, a return that is sure on both readings, fewer votes."""
    offered = (
        ("return_to_cap", RETURN, asked.cap, asked.of_return[Target.SCA]),
        ("return_sure", RETURN, net_of(asked.cap, asked.tax), asked.of_return[Target.SES]),
        ("votes_to_cap", VOTES, asked.limit, asked.of_votes[Target.SES]),
    )
    return tuple(
        Proposal(
            id=name,
            message=say(f"GRO-02.change.{name}", most=most),
            edits=((path, written(cents_down(most * 100))),),
        )
        for name, path, most, verdict in offered
        if verdict in {Verdict.NOT_MET, Verdict.ADVICE}
    )
