"""Small dossiers in which two answers do not fit, and their neighbours in which they just do."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Pair:
    """What a project said (as in tests/cases), which contradiction that is, and beside which answers it stands."""

    name: str
    given: dict[str, Any] = field(hash=False)
    contradiction: str
    paths: frozenset[str] = frozenset()

    def __str__(self) -> str:
        """Return what pytest calls it."""
        return self.name


def found(name: str, contradiction: str, paths: str, **given: object) -> Pair:
    """Return a pair that is found; `paths` are parted by spaces."""
    return Pair(name, given, contradiction, frozenset(paths.split()))


def fits(name: str, contradiction: str, **given: object) -> Pair:
    """Return a pair that fits, near one that does not."""
    return Pair(name, given, contradiction)


CAPPED = {"voting_rule": "share_votes_capped", "vote_cap": "1/10"}
FIRST = {"mission_before_dividend": "yes"}

FOUND = (
    found("one vote each, and ten", "votes_beside_one_vote", "facts.articles.voting_rule facts.members.r1.votes",
        articles={"voting_rule": "one_member_one_vote"}, members=[{"votes": 10}, {"votes": 1}, {"shares": 9}]),
    found("one vote each, and none", "votes_beside_one_vote", "facts.articles.voting_rule facts.members.r1.votes",
        articles={"voting_rule": "one_member_one_vote"}, members=[{"votes": 0}]),
    found("a cap of ten of a hundred votes, and eleven", "votes_over_cap",
        "facts.articles.voting_rule facts.articles.vote_cap facts.members.r1.votes",
        articles=CAPPED, members=[{"votes": 11}, {"count": 89, "shares": 1}]),
    found("votes by share in an association", "shares_in_asbl", "project.form facts.articles.voting_rule",
        project={"form": "asbl"}, articles=CAPPED),
    found("a dividend in an association", "dividend_in_asbl", "project.form facts.surplus.r1.dividend",
        project={"form": "asbl"}, surplus=[{"dividend": "5"}, {"dividend": "0"}]),
    found("mission first, and a dividend alone", "dividend_before_mission",
        "facts.articles.mission_before_dividend facts.surplus.r2.dividend facts.surplus.r2.mission_amount",
        articles=FIRST, surplus=[{"dividend": "5", "mission_amount": "1"}, {"dividend": "5", "mission_amount": "0"}]),
    found("mission first, and two years of dividends alone", "dividend_before_mission",
        "facts.articles.mission_before_dividend facts.surplus.r1.dividend facts.surplus.r1.mission_amount "
        "facts.surplus.r2.dividend facts.surplus.r2.mission_amount",
        articles=FIRST, surplus=[{"dividend": "0.01", "mission_amount": "0"}] * 2),
    found("an approval of cooperatives aimed for by a company", "approval_outside_sc", "project.form project.aimed",
        project={"form": "srl", "held": ["ESD"], "aimed": ["SCA", "ESD"]}),
    found("nothing excluded, and weapons", "none_beside_excluded", "facts.investments.excluded",
        investments={"excluded": ["none_of_these", "weapons"]}),
)  # fmt: skip
"""At least one of each."""

FITTING = (
    fits("one vote each, written out", "votes_beside_one_vote",
        articles={"voting_rule": "one_member_one_vote"}, members=[{"votes": 1}, {"votes": {"is": "dont_know"}}]),
    fits("ten votes under another rule", "votes_beside_one_vote",
        articles={"voting_rule": "share_votes"}, members=[{"votes": 10}]),
    fits("exactly the cap", "votes_over_cap",
        articles=CAPPED, members=[{"votes": 10}, {"count": 90, "shares": 1}]),
    fits("nobody knows the cap", "votes_over_cap",
        articles={**CAPPED, "vote_cap": {"is": "dont_know"}}, members=[{"votes": 11}, {"count": 89, "shares": 1}]),
    fits("shares of a group are not known, so the votes are not either", "votes_over_cap",
        articles=CAPPED, members=[{"votes": 11}, {"count": 89}]),
    fits("nobody knows how many come", "votes_over_cap", articles=CAPPED,
        members=[{"votes": 11}, {"count": 89, "shares": 1, "present": {"is": "dont_know"}}]),
    fits("shares above the cap are what a cap is for", "votes_over_cap",
        articles=CAPPED, members=[{"shares": 11}, {"count": 89, "shares": 1}]),
    fits("no member listed", "votes_over_cap", articles=CAPPED),
    fits("votes by share in a cooperative", "shares_in_asbl", project={"form": "sc"}, articles=CAPPED),
    fits("an association with one vote each", "shares_in_asbl",
        project={"form": "asbl"}, articles={"voting_rule": "one_member_one_vote"}),
    fits("an association that pays nothing", "dividend_in_asbl",
        project={"form": "asbl"}, surplus=[{"dividend": "0"}, {"dividend": {"is": "dont_know"}}]),
    fits("nobody knows what the mission gets", "dividend_before_mission",
        articles=FIRST, surplus=[{"dividend": "5"}, {"dividend": "0", "mission_amount": "0"}]),
    fits("a cent for the mission", "dividend_before_mission",
        articles=FIRST, surplus=[{"dividend": "5", "mission_amount": "0.01"}]),
    fits("the article is only planned", "dividend_before_mission",
        articles={"mission_before_dividend": "planned"}, surplus=[{"dividend": "5", "mission_amount": "0"}]),
    fits("still undecided about the form", "approval_outside_sc", project={"aimed": ["SCA", "SES"]}),
    fits("the Brussels approval is for every form", "approval_outside_sc", project={"form": "asbl", "aimed": ["ESD"]}),
    fits("nothing excluded", "none_beside_excluded", investments={"excluded": ["none_of_these"]}),
    fits("two excluded activities", "none_beside_excluded", investments={"excluded": ["weapons", "fossil"]}),
)  # fmt: skip
"""At least one at the edge of each."""
