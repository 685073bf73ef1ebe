"""Every message the kit gives of the dossiers the tests know."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TypeAlias

from casebook import TODAY, Case, cases, document, examples
from contradicting import FOUND

from coopkit import content
from coopkit.core.assess import assess
from coopkit.core.model import Applies, Catalogue, Document, Message, Target
from coopkit.core.progress import reachable

CATALOGUE = content.load().catalogue
BIG = [{"label": "Un", "shares": 9}, *({"label": str(n), "count": 12, "shares": 1} for n in range(9))]
"""More groups than a sum can list."""
THIN = {"year": 2025, "result_after_tax": "3000", "mission_amount": "0", "reserves": "0", "refund": "0"}
BONUS = {"used": "paid", "everybody": "yes", "seniority_months": 0, "wage_bill": "900"}
MORE: tuple[tuple[str, dict[str, object]], ...] = (
    ("an approval for another form", {"project": {"form": "srl", "aimed": ["SES"]}}),
    ("nobody comes", {"articles": {"voting_rule": "share_votes"}, "members": [{"shares": 3, "present": 0}]}),
    ("no names, too strong", {"articles": {"voting_rule": "share_votes"}, "members": [{"shares": 9}, {"shares": 3}]}),
    ("no names, fine", {"articles": {"voting_rule": "share_votes"}, "members": [{"count": 20, "shares": 3}]}),
    ("a long list of groups", {"articles": {"voting_rule": "share_votes"}, "members": BIG}),
    ("another rule", {"articles": {"voting_rule": "other"}, "members": [{"label": "Un", "count": 20, "votes": 3}]}),
    ("another rule, untold", {"articles": {"voting_rule": "other"}, "members": [{"label": "Un", "count": 20}]}),
    ("one voter", {"articles": {"voting_rule": "one_member_one_vote"}, "members": [{"label": "Un"}]}),
    ("one group takes part", {"stakeholders": dict.fromkeys(["workers"], "consulted") | {"users": "none"}
        | dict.fromkeys(["volunteers", "neighbours", "funders"], "informed")}),
    ("nothing written, and capital first", {"articles": {"mission_before_dividend": "no"}, "surplus": [
        {"year": 2025, "dividend": "100", "mission_amount": "0"}]}),
    ("no policy, and oil", {"investments": {"policy": "none"}, "holdings": [{"category": "excluded", "amount": "5"}]}),
    ("a policy, and nothing listed", {"investments": {"policy": "general_assembly"}}),
    ("a policy, and a line of no kind", {"investments": {"policy": "general_assembly"}, "holdings": [{"amount": "5"}]}),
    ("most in the mission", {"holdings": [{"category": "own_mission", "amount": "80"}, {"category": "conventional",
        "amount": "8"}, {"category": "bank_deposit", "amount": "12"}]}),
    ("volunteers alone", {"jobs": [{"status": "existing", "contract": "volunteer", "fte": "3"}]}),
    ("a job of no kind", {"jobs": [{"fte": "3"}]}),
    ("a cooperative with nobody committed", {"project": {"form": "sc"}, "founders": [{"commitment": "not_yet"}]}),
    ("a cooperative with a third who may come", {"project": {"form": "sc"}, "founders": [
        {"commitment": "said", "hours_per_week": "1"}, {"commitment": "said", "hours_per_week": "2"}, {}]}),
    ("an association with an open answer", {"project": {"form": "asbl"}, "surplus": [{"year": 2025}]}),
    ("an association that pays", {"project": {"form": "asbl"}, "surplus": [{"dividend": "5"}, {"dividend": "1"}]}),
    ("oil ticked, and two more, without a line", {"investments": {"policy": "general_assembly", "excluded": ["fossil",
        "weapons"]}, "holdings": [{"category": "own_mission", "amount": "80"}]}),
    ("oil ticked, and no policy", {"investments": {"policy": "none", "excluded": ["fossil"]}}),
    ("a young fund may sell, and two others weigh", {"project": {"form": "sc"}, "investments": {"outside": "yes"},
        "investors": [{"label": "Un", "kind": "for_profit", "instrument": "shares", "votes": "30", "clauses":
        ["forced_sale"]}, {"kind": "person", "clauses": ["veto", "none"]}, {"votes": "2", "clauses": ["none"]}]}),
    ("a fund with a third of the votes", {"project": {"form": "sc"}, "investments": {"outside": "yes"},
        "investors": [{"label": "Un", "kind": "for_profit", "votes": "33", "clauses": ["none"]}]}),
    ("a fund with a seat", {"investments": {"outside": "yes"}, "investors": [{"label": "Un", "kind": "for_profit",
        "instrument": "loan", "clauses": ["board_seat"]}]}),
    ("a solidary loan", {"investments": {"outside": "yes"}, "investors": [{"kind": "social_finance", "clauses":
        ["none"]}]}),
    ("nobody from outside", {"investments": {"outside": "none"}}),
    ("for those who put in the money", {"articles": {"purpose": "main", "purpose_serves": "owners"}}),
    ("a social purpose for nobody in particular", {"articles": {"purpose": "main", "object_shows": "yes"}}),
    ("a thin profit, and a dividend of no basis", {"surplus": [{**THIN, "dividend": "2500", "paid_up": "40000"}]}),
    ("a loss, and capital paid", {"surplus": [{**THIN, "result_after_tax": "-5", "dividend": "9", "paid_up": "900"}]}),
    ("net or gross decides the test", {"project": {"form": "other"}, "balance": {"year": 2025, "total_assets": "110",
        "debts": "0"}, "surplus": [{**THIN, "dividend": "100"}]}),
    ("the same bonus by agreement", {"project": {"form": "sc"}, "bonus": {**BONUS, "spread": "1", "decided":
        "agreement"}, "surplus": [{"year": 2025, "bonus": "9"}]}),
    ("a bonus by group that waits", {"project": {"form": "sc"}, "bonus": {**BONUS, "spread": "2", "decided": "not_yet"},
        "surplus": [{"year": 2025, "bonus": "9"}]}),
    ("no practice yet", {"practices": {"kinds": ["none"]}}),
    ("practices without proof", {"practices": {"kinds": ["waste"], "description": "Vrac."}}),
    ("practices with a label", {"practices": {"kinds": ["waste"], "description": "Vrac.", "proof": "label"}}),
    ("another majority", {"articles": {"voting_rule": "share_votes", "majority": "two_thirds"}, "share_classes": [{}],
        "members": [{"label": "Un", "shares": 6}, {"label": "Deux", "shares": 5}, {"label": "Rien", "shares": 0}]}),
    ("a higher majority", {"articles": {"voting_rule": "share_votes", "majority": "four_fifths"}, "members": [
        {"label": "Un", "shares": 6}, {"label": "Deux", "shares": 5}]}),
    ("more members than can be counted", {"articles": {"voting_rule": "share_votes"}, "members": [
        {"label": "Un", "count": 900000, "shares": 3}, {"label": "Deux", "shares": 5}]}),
    ("an investor appoints", {"board": {"appointed_by": "investor", "dismissed_by": "general_assembly"}}),
    ("costs beside articles that pay", {"project": {"form": "sc"}, "articles": {"director_pay": "paid"}, "board": {
        "pay": "expenses", "pay_decided_by": "general_assembly"}}),
    ("a fixed amount the board decided", {"board": {"pay": "fixed", "pay_decided_by": "board"}}),
    ("enterprises everywhere", {"articles": {"voting_rule": "share_votes"}, "directors": [{"kind": "company"}],
        "members": [{"kind": "company", "shares": 3}, {"kind": "user", "shares": 1}]}),
    ("investors among the members", {"articles": {"voting_rule": "one_member_one_vote"}, "directors": [
        {"kind": "user"}], "members": [{"kind": "funder", "count": 3}, {"kind": "user", "count": 2}]}),
    ("investors with votes", {"articles": {"voting_rule": "share_votes"}, "directors": [{"kind": "user"}],
        "members": [{"kind": "funder", "shares": 30}, {"kind": "user", "count": 9, "shares": 1}]}),
    ("an authority with votes", {"articles": {"voting_rule": "share_votes"}, "directors": [{"kind": "user"}],
        "members": [{"kind": "public", "shares": 30}, {"kind": "user", "count": 9, "shares": 1}]}),
    ("an outside veto and a class that blocks", {"board": {"outside": "approves_daily"}, "share_classes": [
        {"label": "A", "blocks": "every"}], "members": [{"kind": "funder", "share_class": "A"}]}),
    ("a veto of somebody", {"board": {"outside": "none"}, "investors": [{"clauses": ["veto"]}, {"kind": "person"}]}),
)  # fmt: skip


Given: TypeAlias = tuple[Document, Catalogue, Case | None]


def given() -> Iterator[Given]:
    """Every document the tests know, and a catalogue that concerns some of them only."""
    for case in (*cases(), *examples()):
        yield case.document, CATALOGUE, case
    for more in (*(one for _, one in MORE), *(one.given for one in FOUND)):
        yield document(more), CATALOGUE, None
    narrowed = [Applies(tracks=("scale_up",)), Applies(targets=(Target.ESI,))]
    changed = [replace(one, applies=narrowed[number % 2]) for number, one in enumerate(CATALOGUE.criteria)]
    yield document({"project": {"track": "starter"}}), replace(CATALOGUE, criteria=tuple(changed)), None


def said() -> Iterator[Message]:
    """Yield everything that is said.

    Reckoned anew each time, so that a test that reads it is a test of the rules.
    """
    for told in given():
        yield from said_of(told)


def said_of(told: Given) -> Iterator[Message]:
    """Yield everything that is said of one of them."""
    made, catalogue, case = told
    assessment = assess(made, catalogue, case.on if case else TODAY)
    yield from (one.message for one in assessment.contradictions)
    for finding in assessment.findings:
        yield from (finding.reason, *finding.steps, *finding.notes, *(one.message for one in finding.change))
    for page in catalogue.pages:
        yield from reachable(made, catalogue, page).unreachable.values()
