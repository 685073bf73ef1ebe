"""What holds of the rules of governance whatever the numbers are; their cases stand in tests/cases."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from casebook import TODAY, document
from hypothesis import given
from hypothesis import strategies as st

from coopkit import content
from coopkit.core import dossier
from coopkit.core.assess import assess
from coopkit.core.fields import DONT_KNOW
from coopkit.core.model import Finding, Json, Target, Verdict
from coopkit.wording import Wording

CATALOGUE = content.load().catalogue
ALONE = {one.id: replace(CATALOGUE, criteria=(one,)) for one in CATALOGUE.criteria}
SAY = Wording(content.load().texts, "en").say
ORDER = [Verdict.NOT_MET, Verdict.NOT_YET, Verdict.ADVICE, Verdict.MET]
SIGNED: dict[str, Json] = {"form": "sc", "articles_state": "signed"}
KINDS = ["founder", "worker", "user", "volunteer", "neighbour", "funder", "public", "organisation", "company"]
persons = st.lists(st.tuples(st.sampled_from(KINDS), st.integers(1, 40)), min_size=1, max_size=6)
ONE_EACH: Json = {"voting_rule": "one_member_one_vote"}


def judged(criterion: str, **given: Json) -> Finding:
    (found,) = assess(document({"project": SIGNED, **given}), ALONE[criterion], TODAY).findings
    return found


def rows(held: list[tuple[str, int]]) -> Json:
    return [{"label": kind, "kind": kind, "count": count} for kind, count in held]


def told(finding: Finding) -> str:
    return " · ".join(SAY(one) for one in (finding.reason, *finding.steps))


@given(board=persons, members=persons)
@pytest.mark.parametrize(("criterion", "kind", "limit"), [("GOV-07", "company", 49), ("GOV-08", "public", 25)])
def test_persons_decide_and_exactly_the_limit_is_allowed(
    criterion: str, kind: str, limit: int, board: list[tuple[str, int]], members: list[tuple[str, int]]
) -> None:
    found = judged(criterion, articles=ONE_EACH, directors=rows(board), members=rows(members))
    shares = [
        (Fraction(sum(count for one, count in body if one in kinds), sum(count for _, count in body)) * 100 <= limit)
        for body in (board, members)
        for kinds in ((kind,), (kind, "funder"))
    ]
    sure, perhaps = all(shares[::2]), all(shares[1::2])
    expected = Verdict.MET if sure and perhaps else Verdict.ADVICE if sure else Verdict.NOT_MET
    assert (found.verdict, found.by_target[Target.ESD]) == (expected, expected)
    for body in (board, members):
        part, total = sum(count for one, count in body if one == kind), sum(count for _, count in body)
        assert f"{part} / {total}" in told(found)
    assert bool(found.change) == (found.verdict is Verdict.NOT_MET)
    assert all(change.verdict is not Verdict.NOT_MET for change in found.change)


@given(board=persons, more=st.integers(1, 40))
def test_a_seat_for_users_never_makes_it_worse(board: list[tuple[str, int]], more: int) -> None:
    members: Json = [{"kind": "user", "count": 3}]
    before = judged("GOV-07", articles=ONE_EACH, directors=rows(board), members=members)
    after = judged("GOV-07", articles=ONE_EACH, directors=rows([*board, ("user", more)]), members=members)
    assert ORDER.index(before.verdict) <= ORDER.index(after.verdict)


def test_a_board_that_nobody_counted_does_not_matter_where_nobody_of_that_kind_sits() -> None:
    uncounted: Json = [{"kind": "user", "count": DONT_KNOW}]
    found = judged("GOV-07", articles=ONE_EACH, directors=uncounted, members=[{"kind": "user"}])
    assert found.verdict is Verdict.MET
    enterprise: Json = [{"kind": "company", "count": DONT_KNOW}, {"kind": "user"}]
    found = judged("GOV-07", articles=ONE_EACH, directors=enterprise, members=[{"kind": "user"}])
    assert (found.verdict, found.asks) == (Verdict.UNKNOWN, ("facts.directors.r1.count",))


def test_votes_nobody_told_are_asked_where_an_enterprise_may_have_most_of_them() -> None:
    members: Json = [{"kind": "company", "shares": DONT_KNOW}, {"kind": "user", "count": 40, "shares": 1}]
    given: dict[str, Json] = {"articles": {"voting_rule": "share_votes"}, "members": members}
    found = judged("GOV-07", **given, directors=[{"kind": "user"}])
    assert (found.verdict, found.asks) == (Verdict.UNKNOWN, ("facts.members.r1.shares",))
    assert judged("GOV-07", **given, directors=[{"kind": "company"}]).verdict is Verdict.NOT_MET
    assert judged("GOV-08", **given, directors=[{"kind": "user"}]).verdict is Verdict.MET


def test_seats_that_no_row_can_hold_are_not_proposed() -> None:
    crowd: Json = [{"kind": "company", "count": 900_000}, {"kind": "user"}]
    found = judged("GOV-07", articles=ONE_EACH, directors=[{"kind": "user"}], members=crowd)
    assert [change.edits[1][1] for change in found.change] == [936_734]
    crowd = [{"kind": "public", "count": 900_000}, {"kind": "user"}]
    assert not judged("GOV-08", articles=ONE_EACH, directors=[{"kind": "user"}], members=crowd).change


@pytest.mark.parametrize(("rule", "cell"), [("share_votes", "shares"), ("other", "votes")])
def test_a_new_member_is_proposed_with_what_gives_a_vote(rule: str, cell: str) -> None:
    members: Json = [{"kind": "company", "count": 3, cell: 1}, {"kind": "user", "count": 2, cell: 1}]
    found = judged("GOV-07", articles={"voting_rule": rule}, directors=[{"kind": "user"}], members=members)
    assert [change.edits for change in found.change] == [
        tuple((f"facts.members.others0.{name}", value) for name, value in (("kind", "user"), ("count", 2), (cell, 1)))
    ]
    assert found.change[0].verdict is Verdict.MET


@given(shares=st.lists(st.integers(0, 10**9), min_size=2, max_size=7))
def test_power_is_a_part_of_one_and_equal_votes_have_equal_power(shares: list[int]) -> None:
    members: Json = [{"label": str(number), "shares": one} for number, one in enumerate(shares)]
    found = judged("GOV-03", articles={"voting_rule": "share_votes"}, members=members)
    if not any(shares):
        assert found.verdict is Verdict.UNKNOWN
        return
    power = found.reason.values.get("power", Fraction(1))
    assert isinstance(power, Fraction)
    assert Fraction(1, len(shares)) <= power <= 1
    assert found.level == (
        0 if power == 1 else 1 if power * 2 > 1 else 2 if power * 3 > 1 else 3 if power * 20 > 3 else 4
    )
    equal = judged("GOV-03", articles=ONE_EACH, members=members)
    assert equal.reason.values["power"] == Fraction(1, len(shares))


def test_dont_know_of_a_right_to_block_leaves_the_power_unknown() -> None:
    members: Json = [{"label": "Un", "count": 9, "share_class": "A"}]
    found = judged("GOV-03", articles=ONE_EACH, members=members, share_classes=[{"label": "A", "blocks": DONT_KNOW}])
    assert (found.verdict, found.asks) == (Verdict.UNKNOWN, ("facts.share_classes.r1.blocks",))


def test_votes_of_unnamed_groups_are_told_without_a_name() -> None:
    members: Json = [{"shares": 9, "share_class": "a"}, {"shares": 3, "share_class": "B", "count": 4}]
    classes: Json = [{"label": "A", "blocks": "every"}, {"blocks": "every"}]
    found = judged("GOV-03", articles={"voting_rule": "share_votes"}, members=members, share_classes=classes)
    assert "a class that can block (…): 5 of 9" in told(found)


@given(
    said=st.sampled_from(["decides", "approves_daily", "vetoes_budget", "consulted", "none"]),
    blocks=st.lists(st.sampled_from(["nothing", "some", "every", DONT_KNOW, None]), max_size=3),
    kinds=st.lists(st.sampled_from([*KINDS, None]), max_size=3),
    clauses=st.lists(st.sampled_from([["veto"], ["veto", "board_seat"], ["none"], DONT_KNOW, None]), max_size=2),
)
def test_a_right_to_block_never_lifts_autonomy(
    said: str, blocks: list[Json], kinds: list[Json], clauses: list[Json]
) -> None:
    alone = judged("GOV-12", board={"outside": said})
    found = judged(
        "GOV-12",
        board={"outside": said},
        share_classes=[{"label": "A", "blocks": one} for one in blocks],
        members=[{"kind": kind, "share_class": "a"} for kind in kinds],
        investors=[{"clauses": one} for one in clauses],
    )
    assert alone.level is not None
    assert found.verdict is Verdict.UNKNOWN or ORDER.index(found.verdict) <= ORDER.index(alone.verdict)
    assert found.level is None or found.level <= alone.level
    assert found.verdict is not Verdict.UNKNOWN or found.asks


@pytest.mark.parametrize(
    ("clauses", "left"), [(["veto"], ["none"]), (["veto", "board_seat"], ["board_seat"])], ids=["alone", "with another"]
)
def test_a_veto_is_taken_out_of_the_contract_and_the_rest_stays(clauses: Json, left: Json) -> None:
    found = judged("GOV-12", board={"outside": "none"}, investors=[{"label": "Fonds", "clauses": clauses}])
    assert (found.level, [change.edits for change in found.change]) == (
        2,
        [(("facts.investors.r1.clauses", left),)],
    )
    nobody = judged(
        "GOV-12", board={"outside": "none"}, investments={"outside": "none"}, investors=[{"clauses": clauses}]
    )
    assert nobody.level == 4


@given(amount=st.integers(0, 10**6), more=st.integers(0, 10**6), result=st.integers(-(10**6), 10**6))
def test_more_for_training_never_lowers_the_level_and_more_than_nothing_is_the_law(
    amount: int, more: int, result: int
) -> None:
    def set_aside(euro: int) -> Finding:
        return judged("GOV-15", surplus=[{"year": 2025, "result_after_tax": str(result), "training": str(euro)}])

    before, after = set_aside(amount), set_aside(amount + more)
    assert before.level is not None
    assert after.level is not None
    assert before.level <= after.level
    assert (before.by_target[Target.SCA] is Verdict.MET) == (amount > 0)
    for change in before.change:
        assert change.level is not None
        assert change.level > before.level


def test_training_without_a_result_is_met_and_its_level_open() -> None:
    found = judged("GOV-15", surplus=[{"year": 2025, "training": "10"}])
    assert (found.verdict, found.level, found.asks) == (
        Verdict.MET,
        None,
        ("facts.surplus.r1.result_after_tax",),
    )
    nothing = judged("GOV-15", surplus=[{"year": 2025, "training": "0"}])
    assert [change.edits for change in nothing.change] == [(("facts.surplus.r1.training", "1"),)]


def test_who_holds_a_class_that_blocks_everything_is_asked_for_where_it_matters() -> None:
    members: Json = [{"kind": "public", "share_class": "A"}, {"share_class": "A"}]
    found = judged(
        "GOV-12", board={"outside": "none"}, members=members, share_classes=[{"label": "A", "blocks": "every"}]
    )
    assert (found.verdict, found.asks) == (Verdict.UNKNOWN, ("facts.members.r2.kind",))


def test_an_investor_who_appoints_is_judged_by_who_can_dismiss() -> None:
    found = judged("GOV-04", board={"appointed_by": "investor"})
    assert (found.verdict, found.asks) == (Verdict.UNKNOWN, ("facts.board.dismissed_by",))


def test_the_first_year_ends_on_the_same_day_a_year_later() -> None:
    def report(registered: str) -> str:
        return judged(
            "GOV-16", project={**SIGNED, "registered_on": registered}, openness={"special_report": "no"}
        ).reason.key

    assert report("2025-11-23") == "findings.GOV-16.none"
    assert report("2025-11-24") == "findings.GOV-16.first_year"
    leap = document({"project": {**SIGNED, "registered_on": "2024-02-29"}, "openness": {"special_report": "no"}})
    for day, key in ((28, "first_year"), (1, "none")):
        on = TODAY.replace(2025, 2 if day == 28 else 3, day)
        found = next(one for one in assess(leap, CATALOGUE, on).findings if one.criterion == "GOV-16")
        assert found.reason.key == f"findings.GOV-16.{key}"


def test_classes_of_members_that_nobody_described_are_asked_for() -> None:
    articles: Json = {"admission": "objective", "refusal": "reasons_on_request"}
    members: list[Json] = [{"share_class": "A"}, {"share_class": "a"}, {"share_class": "B"}]
    found = judged("GOV-06", articles=articles, members=members)
    assert (found.verdict, found.asks) == (Verdict.UNKNOWN, ("facts.share_classes",))
    assert judged("GOV-06", articles=articles, members=members[:2]).verdict is Verdict.MET


def test_a_contradiction_between_nothing_paid_and_a_sum_names_both_answers() -> None:
    found = judged(
        "GOV-05", board={"pay": "none"}, directors=[{"pay": "500", "count": 2}, {"pay": "0"}, {"pay": DONT_KNOW}]
    )
    assert (found.verdict, found.asks) == (Verdict.UNKNOWN, ("facts.board.pay", "facts.directors.r1.pay"))
    assert "€1,000" in told(found)


@pytest.mark.parametrize("criterion", [one.id for one in CATALOGUE.criteria if one.id.startswith("GOV")])
def test_every_proposal_of_an_answer_that_fails_leads_somewhere_better(criterion: str) -> None:
    worst = document(
        {
            "project": SIGNED,
            "articles": {"voting_rule": "share_votes", "admission": "free_refusal", "refusal": "no_reasons",
                "director_pay": "paid"},
            "board": {"appointed_by": "investor", "dismissed_by": "not_always", "pay": "profit_share",
                "outside": "decides", "public_list": "no", "chart": "no"},
            "directors": [{"kind": "company", "count": 4}, {"kind": "public", "count": 3}],
            "members": [{"label": "Un", "kind": "company", "shares": 90}, {"label": "Deux", "kind": "company",
                "shares": 1, "count": 2}, {"label": "Ville", "kind": "public", "shares": 1, "count": 3}],
            "share_classes": [{"label": "A", "equal_rights": "no", "blocks": "every"}],
            "stakeholders": dict.fromkeys(["workers", "users", "volunteers", "neighbours", "funders"], "none"),
            "openness": {"meetings": 0, "minutes": "no", "special_report": "no"},
            "surplus": [{"year": 2025, "result_after_tax": "1000", "training": "0"}],
            "answers": {"GOV-13": {"level": 0}, "GOV-14": {"level": 0}},
        }
    )  # fmt: skip
    found = next(one for one in assess(worst, CATALOGUE, TODAY).findings if one.criterion == criterion)
    assert found.verdict in {Verdict.NOT_MET, Verdict.ADVICE}
    assert found.change
    for change in found.change:
        changed = dossier.apply(worst, change.edits)
        after = next(one for one in assess(changed, CATALOGUE, TODAY).findings if one.criterion == criterion)
        assert ORDER.index(after.verdict) >= ORDER.index(found.verdict)
        assert (after.level or 0) >= (found.level or 0)
