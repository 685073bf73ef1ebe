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
    found("unpaid in the articles, a fixed amount in fact", "paid_directors",
        "facts.articles.director_pay facts.board.pay facts.directors.r1.pay",
        articles={"director_pay": "unpaid"}, board={"pay": "fixed"}, directors=[{"pay": "0.01"}, {"pay": "0"}]),
    found("unpaid in the articles, and one director paid", "paid_directors",
        "facts.articles.director_pay facts.directors.r2.pay",
        articles={"director_pay": "unpaid"}, board={"pay": "none"}, directors=[{}, {"pay": "1200"}]),
    found("unpaid in the articles, and a share of the profit", "paid_directors",
        "facts.articles.director_pay facts.board.pay",
        articles={"director_pay": "unpaid"}, board={"pay": "profit_share"}),
    found("four directors and three members", "more_directors_than_members", "facts.directors facts.members",
        directors=[{"count": 3}, {"label": "Amina"}], members=[{"count": 3}]),
    found("a refund per share", "refund_per_share", "facts.refund.basis facts.surplus.r1.refund",
        refund={"basis": "shares"}, surplus=[{"refund": "5"}, {"refund": "0"}]),
    found("the same refund for everybody", "refund_per_share", "facts.refund.basis facts.surplus.r1.refund",
        refund={"basis": "equal"}, surplus=[{"refund": "5"}]),
    found("no refund, and one paid", "refund_without_basis", "facts.refund.basis facts.surplus.r2.refund",
        refund={"basis": "none"}, surplus=[{"refund": "0"}, {"refund": "5"}]),
    found("no refund, and two paid", "refund_without_basis",
        "facts.refund.basis facts.surplus.r1.refund facts.surplus.r2.refund",
        refund={"basis": "none"}, surplus=[{"refund": "5"}] * 2),
    found("shares of 1,000 and 1,010.11 paid up", "shares_do_not_add_up",
        "facts.share_classes facts.members facts.surplus.r1.paid_up",
        share_classes=[{"label": "A", "par": "100"}], members=[{"count": 5, "shares": 2}],
        surplus=[{"paid_up": "1010.11"}]),
    found("two classes, and no year that fits", "shares_do_not_add_up",
        "facts.share_classes facts.members facts.surplus.r1.paid_up facts.surplus.r2.paid_up",
        share_classes=[{"label": "A", "par": "100"}, {"label": "B", "par": "10"}],
        members=[{"share_class": " a", "shares": 3}, {"share_class": "B", "shares": 5}],
        surplus=[{"paid_up": "500"}, {"paid_up": "300"}]),
    found("a class nobody listed", "unknown_share_class", "facts.share_classes facts.members.r2.share_class",
        share_classes=[{"label": "A"}], members=[{"share_class": "a "}, {"share_class": "C"}, {}]),
    found("two classes nobody listed", "unknown_share_class",
        "facts.share_classes facts.members.r1.share_class facts.members.r2.share_class",
        share_classes=[{"label": "A"}], members=[{"share_class": "B"}, {"share_class": "C"}]),
    found("a cent more invested than there is", "holdings_over_assets",
        "facts.holdings facts.balance.total_assets", balance={"total_assets": "100"},
        holdings=[{"category": "own_mission", "amount": "60"}, {"category": "bank_deposit", "amount": "40.01"}]),
    found("a fund with a fifth here and a third there", "investor_votes",
        "facts.investors.r2.votes facts.members.r1",
        articles={"voting_rule": "share_votes"}, members=[{"label": "Fonds", "shares": 20}, {"shares": 80}],
        investors=[{"label": "Autre", "votes": "50"}, {"label": "fonds ", "votes": "33"}]),
    found("a fund with many votes, and one vote each", "investor_votes", "facts.investors.r1.votes facts.members.r1",
        articles={"voting_rule": "one_member_one_vote"}, members=[{"label": "Fonds", "present": 0}, {"count": 9}],
        investors=[{"label": "Fonds", "votes": "11.01"}]),
    found("a grant called lasting, and its end", "lasting_that_ends",
        "facts.resources.r1.lasting facts.resources.r1.ends",
        resources=[{"label": "Subside", "logic": "public", "lasting": "yes", "ends": "2027-12-31"}]),
    found("two grants without a name", "lasting_that_ends",
        "facts.resources.r1.lasting facts.resources.r1.ends facts.resources.r2.lasting facts.resources.r2.ends",
        resources=[{"logic": "public", "lasting": "yes", "ends": "2027-12-31"}] * 2),
    found("shares of a fund among the resources", "capital_as_income",
        "facts.resources.r2 facts.investors.r1.instrument",
        resources=[{"payer": "Clients"}, {"payer": " le  fonds"}],
        investors=[{"label": "Le Fonds", "instrument": "shares"}, {"label": "Banque", "instrument": "loan"}]),
    found("an idea, and first sales", "on_track_beside_idea", "answers.RDY-03.level facts.activity.state",
        answers={"RDY-03": {"level": 4}}, activity={"state": "idea"}),
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
    fits("unpaid, and attendance fees", "paid_directors", articles={"director_pay": "unpaid"},
        board={"pay": "expenses"}, directors=[{"pay": "0"}, {"pay": {"is": "dont_know"}}]),
    fits("paid by the articles", "paid_directors", articles={"director_pay": "paid"}, board={"pay": "fixed"}),
    fits("as many directors as members", "more_directors_than_members",
        directors=[{"count": 3}], members=[{"count": 2}, {}]),
    fits("no member listed", "more_directors_than_members", directors=[{"count": 3}]),
    fits("nobody knows how many members", "more_directors_than_members",
        directors=[{"count": 3}], members=[{"count": {"is": "dont_know"}}]),
    fits("a refund by operations", "refund_per_share", refund={"basis": "operations"}, surplus=[{"refund": "5"}]),
    fits("per share, and never paid", "refund_per_share", refund={"basis": "shares"}, surplus=[{"refund": "0"}]),
    fits("no refund, and none paid", "refund_without_basis", refund={"basis": "none"}, surplus=[{"refund": "0"}, {}]),
    fits("a refund on a basis nobody said", "refund_without_basis", surplus=[{"refund": "5"}]),
    fits("one in a hundred apart", "shares_do_not_add_up", share_classes=[{"label": "A", "par": "100"}],
        members=[{"share_class": "A", "count": 99, "shares": 1}], surplus=[{"paid_up": "10000"}]),
    fits("one of the years fits", "shares_do_not_add_up", share_classes=[{"label": "A", "par": "100"}],
        members=[{"shares": 10}], surplus=[{"paid_up": "1000"}, {"paid_up": "9000"}]),
    fits("shares of a group are not known", "shares_do_not_add_up", share_classes=[{"label": "A", "par": "100"}],
        members=[{"shares": 10}, {"count": 4}], surplus=[{"paid_up": "9000"}]),
    fits("the worth of a class is not known", "shares_do_not_add_up", share_classes=[{"label": "A"}],
        members=[{"shares": 10}], surplus=[{"paid_up": "9000"}]),
    fits("which of two classes is not known", "shares_do_not_add_up", share_classes=[{"label": "A", "par": "100"},
        {"label": "B", "par": "100"}], members=[{"shares": 10}], surplus=[{"paid_up": "9000"}]),
    fits("two classes of one name", "shares_do_not_add_up", share_classes=[{"label": "A", "par": "100"},
        {"label": "A", "par": "10"}], members=[{"share_class": "A", "shares": 10}], surplus=[{"paid_up": "9000"}]),
    fits("no member listed, no year listed", "shares_do_not_add_up", share_classes=[{"label": "A", "par": "100"}]),
    fits("no class listed", "unknown_share_class", members=[{"share_class": "C"}]),
    fits("a class without a name yet", "unknown_share_class",
        share_classes=[{"label": "A"}, {"par": "5"}], members=[{"share_class": "C"}]),
    fits("every class listed", "unknown_share_class",
        share_classes=[{"label": "A"}, {"label": "B"}], members=[{"share_class": "B"}]),
    fits("all there is, invested", "holdings_over_assets", balance={"total_assets": "100"},
        holdings=[{"category": "own_mission", "amount": "100"}, {"category": "jobs", "amount": "90"}]),
    fits("no balance sheet", "holdings_over_assets", holdings=[{"category": "own_mission", "amount": "100"}]),
    fits("a fifth, told roundly", "investor_votes", articles={"voting_rule": "share_votes"},
        members=[{"label": "Fonds", "shares": 20}, {"shares": 80}], investors=[{"label": "Fonds", "votes": "21"}]),
    fits("a loan of a member, votes not said", "investor_votes", articles={"voting_rule": "share_votes"},
        members=[{"label": "Fonds", "shares": 20}], investors=[{"label": "Fonds"}]),
    fits("two without a name", "investor_votes", articles={"voting_rule": "share_votes"},
        members=[{"shares": 20}, {"shares": 2}], investors=[{"votes": "50"}]),
    fits("shares of a group are not known", "investor_votes", articles={"voting_rule": "share_votes"},
        members=[{"label": "Fonds", "shares": 20}, {}], investors=[{"label": "Fonds", "votes": "50"}]),
    fits("nobody knows how many", "investor_votes", articles={"voting_rule": "one_member_one_vote"},
        members=[{"label": "Fonds", "count": {"is": "dont_know"}}], investors=[{"label": "Fonds", "votes": "50"}]),
    fits("another rule", "investor_votes", articles={"voting_rule": "other"},
        members=[{"label": "Fonds", "votes": 20}], investors=[{"label": "Fonds", "votes": "50"}]),
    fits("a cap nobody knows", "investor_votes", articles={"voting_rule": "share_votes_capped"},
        members=[{"label": "Fonds", "votes": 20}], investors=[{"label": "Fonds", "votes": "50"}]),
    fits("nobody has a vote", "investor_votes", articles={"voting_rule": "share_votes"},
        members=[{"label": "Fonds", "shares": 0}], investors=[{"label": "Fonds", "votes": "0"}]),
    fits("a sale that lasts and ends", "lasting_that_ends",
        resources=[{"logic": "market", "lasting": "yes", "ends": "2029-12-31"}]),
    fits("a grant that does not last, and its end", "lasting_that_ends",
        resources=[{"logic": "public", "lasting": "no", "ends": "2027-12-31"}, {"logic": "public", "lasting": "yes"}]),
    fits("a bank that lends, and pays for a course", "capital_as_income",
        resources=[{"payer": "Banque"}, {}],
        investors=[{"label": "Banque", "instrument": "loan"}, {"instrument": "shares"}]),
    fits("an idea that was studied", "on_track_beside_idea",
        answers={"RDY-03": {"level": 2}}, activity={"state": "idea"}),
    fits("an offer that is ready, and first users", "on_track_beside_idea",
        answers={"RDY-03": {"level": 3}}, activity={"state": "prepared"}),
)  # fmt: skip
"""At least one at the edge of each."""
