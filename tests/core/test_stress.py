"""The stress test: which blow is chosen, what cannot happen is left out, and each run is the simulator's."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from casebook import document

from coopkit import content
from coopkit.core.facts import Facts
from coopkit.core.law import Law
from coopkit.core.payrolls import payroll_plan
from coopkit.core.simulate.draws import finished
from coopkit.core.simulate.payroll import payroll
from coopkit.core.simulate.payroll_plan import PayrollPlan
from coopkit.core.simulate.shocks import FounderLeaves, LatePayment, SalesFall, Shock, Stop, shocked
from coopkit.core.simulate.wages import IndexJump, Post
from coopkit.core.stress import Tried, covered, paid_month, purse, spared, stress, uncertain

ON = date(2026, 11, 23)
CATALOGUE = content.load().catalogue
POST: dict[str, Any] = {"label": "Équipe", "status": "existing", "contract": "open_ended", "employer_cost": "4000"}
SALES: dict[str, Any] = {"label": "Ventes", "logic": "market", "amount": "36000", "lasting": "yes"}
GRANT: dict[str, Any] = {"label": "Appel", "logic": "public", "amount": "12000", "lasting": "no", "ends": "2028-06-30"}
FOUNDER: dict[str, Any] = {"label": "Aya", "role": "Comptes", "hours_per_week": "10"}


def given(**facts: object) -> tuple[Facts, PayrollPlan]:
    facts = {"jobs": [POST], "resources": [SALES, GRANT], "founders": [FOUNDER], **facts}
    read = Facts(document(facts), CATALOGUE)
    plan = payroll_plan(read, Law(CATALOGUE.parameters, ON)).plan
    assert plan is not None
    return read, plan


def tried(**facts: object) -> dict[str, Tried]:
    return {one.name: one for one in stress(*given(**facts))}


def test_each_blow_is_the_simulators_in_the_month_and_as_hard_as_usual() -> None:
    facts, plan = given()
    paid = plan.incomes[0].id, plan.incomes[1].id
    leaver = Post(id="facts.founders.r1", label="Aya", gross_year=Decimal(15600), employer_rate=Fraction(0), first=7)
    expected: dict[str, Shock] = {
        "grant": Stop(id=paid[1], month=7),
        "sales": SalesFall(part=Fraction(1, 5), month=7),
        "late": LatePayment(id=paid[0], months=3, month=7),
        "index": IndexJump(month=7, rate=Fraction(1, 50), posts=(plan.posts[0].id,)),
        "founder": FounderLeaves(month=7, replacement=leaver),  # 10 hours x 52 weeks x 30 euro
    }
    found = {one.name: one for one in stress(facts, plan)}
    assert found.keys() == expected.keys()
    for name, shock in expected.items():
        made = found[name].run.plan
        assert payroll(shocked(plan, [shock])).months == found[name].run.months
        assert made != plan
        assert found[name].told.values["on"] == date(2027, 5, 1)


def test_the_team_says_how_hard_a_blow_is() -> None:
    told = tried(stress={"month": 3, "sales": "50", "late": 1, "index": "10", "hour": "20"})
    assert told["sales"].told.values == {"on": date(2027, 1, 1), "share": Fraction(1, 2)}
    assert told["late"].told.values["count"] == 1
    assert told["index"].told.values["share"] == Fraction(1, 10)
    assert told["founder"].told.values["year"] == Decimal(10400)


def test_the_heaviest_grant_payer_and_founder_are_chosen() -> None:
    told = tried(
        resources=[{**SALES, "amount": "600"}, {**GRANT, "label": "Petit", "amount": "100"}, GRANT],
        founders=[
            FOUNDER,
            {**FOUNDER, "label": "Bo", "hours_per_week": "12"},
            {"role": "Équipe", "hours_per_week": "38"},
        ],
    )
    assert told["grant"].told.values["label"] == told["late"].told.values["label"] == "Appel"
    assert told["founder"].told.values["name"] == "Bo"  # the third is paid: a post is called as her role


def test_an_aid_for_several_posts_stops_whole_and_a_reduction_is_never_late() -> None:
    aid = {"label": "Prime", "kind": "premium", "amount": "900"}
    jobs = [POST, {**POST, "label": "Autre"}]
    told = tried(jobs=jobs, resources=[], aids=[aid], founders=[])
    assert told.keys() == {"grant", "late", "index"}
    assert told["grant"].told.values["amount"] == Decimal(900)
    assert told["grant"].run.plan.aids[0].periods[0].last == 6
    assert [period.delay for one in told["late"].run.plan.aids for period in one.periods] == [0, 3, 0, 3]
    reduced = tried(jobs=jobs, resources=[], aids=[{**aid, "kind": "reduction"}], founders=[])
    assert reduced.keys() == {"grant", "index"}


def test_what_cannot_happen_is_left_out() -> None:
    invoiced = {**POST, "contract": "self_employed"}
    assert tried(jobs=[invoiced], resources=[], founders=[]).keys() == set()
    assert "founder" not in tried(stress={"hour": "0"})
    assert "founder" not in tried(founders=[{**FOUNDER, "hours_per_week": "0"}])
    over = {**GRANT, "ends": "2026-12-31"}
    assert "grant" not in tried(resources=[SALES, over])


def test_somebody_without_a_name_is_called_by_her_role() -> None:
    nameless = {"role": "Comptes", "hours_per_week": "1"}
    assert tried(founders=[nameless])["founder"].told.values["name"] == "Comptes"
    assert tried(founders=[{"hours_per_week": "1"}])["founder"].told.values["name"] == "?"


def test_the_purse_is_what_is_in_the_bank_and_never_an_overdraft() -> None:
    facts, plan = given(cash={"opening": "6000"}, resources=[SALES])
    assert purse(facts, plan).opening == Decimal(6000)
    # 1,000 a month is missing: six months are paid.
    assert spared(payroll(purse(facts, plan))) == 6
    facts, plan = given(cash={"opening": "-50"})
    assert purse(facts, plan).opening == 0
    assert spared(payroll(given(resources=[{**SALES, "amount": "48000"}])[1])) is None


def test_what_part_of_a_year_is_covered() -> None:
    run = payroll(given(resources=[SALES])[1])
    assert covered(run, 2) == covered(run, 3) == Fraction(3, 4)
    ending = {**POST, "contract": "fixed_term", "ends": "2027-06-30"}
    assert covered(payroll(given(jobs=[ending])[1]), 2) is None


def test_a_post_costs_what_it_costs_in_its_first_month() -> None:
    later = {**POST, "label": "Plus tard", "status": "planned", "starts": "2027-03-01", "employer_cost": "2500"}
    aid = {"label": "Prime", "kind": "premium", "amount": "700", "job": "Plus tard"}
    run = payroll(given(jobs=[POST, later], aids=[aid])[1])
    assert [paid_month(run, post.id) for post in run.plan.posts] == [
        (Decimal(4000), Decimal(0)),
        (Decimal(2500), Decimal(700)),
    ]
    assert paid_month(run, "nobody") is None


def test_draws_stay_between_low_and_high_and_are_the_same_each_time() -> None:
    facts, plan = given(resources=[{**SALES, "amount": "48000"}], stress={"low": "50", "high": "100", "index": "0"})
    found = finished(uncertain(facts, plan))
    assert found.lowest == finished(uncertain(facts, plan)).lowest
    low, middle, high = (one or Fraction(0) for one in found.lowest)
    assert Fraction(1, 2) <= low < middle < high <= 1
    certain = finished(uncertain(*given(stress={"low": "100", "high": "100", "index": "0"})))
    assert len(set(certain.lowest)) == 1


def test_what_is_usual_is_taken_while_nobody_says_otherwise() -> None:
    facts = Facts(document({"stress": {"late": 5}}), CATALOGUE)
    assert (facts.usual("facts.stress.late"), facts.usual("facts.stress.month")) == (5, 7)
    assert facts.usual("facts.nowhere") is None
