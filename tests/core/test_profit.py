"""What holds of the criteria of profit whatever is typed, and readings that no case of tests/cases shows."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from casebook import TODAY, document
from hypothesis import given
from hypothesis import strategies as st

from coopkit import content
from coopkit.core import dossier
from coopkit.core.assess import assess
from coopkit.core.fields import DONT_KNOW
from coopkit.core.model import Certainty, Finding, Target, Verdict
from coopkit.wording import Wording

CATALOGUE = content.load().catalogue
PROFIT = ("PRO-01", "PRO-04", "PRO-06", "PRO-07", "PRO-08", "PRO-09", "PRO-10", "PRO-11", "PRO-14")
ALONE = {one.id: replace(CATALOGUE, criteria=(one,)) for one in CATALOGUE.criteria if one.id in PROFIT}
TOGETHER = replace(CATALOGUE, criteria=tuple(one for one in CATALOGUE.criteria if one.id in PROFIT))
SIGNED = {"form": "sc", "articles_state": "signed"}
TAX = Fraction(3, 10)

odd: st.SearchStrategy[Any] = st.sampled_from(
    [
        DONT_KNOW,
        "",
        "0",
        "0.001",
        "-1",
        "-1000000000",
        "1000000000",
        "9" * 15,
        "1e5",
        "abc",
        "5,50",
        3,
        -3,
        True,
        [],
        {},
    ]
)
money = st.integers(0, 5_000_000).map(lambda cents: f"{Decimal(cents) / 100:f}")


def found(criterion: str, **facts: Any) -> Finding:
    (told,) = assess(document({"project": SIGNED, **facts}), ALONE[criterion], TODAY).findings
    return told


def year(**more: Any) -> dict[str, Any]:
    """Return a year in which nothing goes out but what is named."""
    return {"year": 2025, "result_after_tax": "0", "mission_amount": "0", "reserves": "0", "dividend": "0",
        "dividend_basis": "gross", "refund": "0", "other_advantages": "0", "paid_up": "50000", **more}  # fmt: skip


@st.composite
def oddities(draw: st.DrawFn) -> dict[str, Any]:
    """Draw facts of profit of which any may be anything."""
    tables = {
        table.path.removeprefix("facts."): [
            {column.path: draw(odd) for column in table.columns} for _ in range(draw(st.integers(0, 2)))
        ]
        for table in CATALOGUE.tables
        if table.path in {"facts.surplus", "facts.cash_plan", "facts.share_classes", "facts.indicators"}
    }
    groups: dict[str, dict[str, Any]] = {"balance": {}, "cash": {}, "payout": {}, "bonus": {}, "refund": {}, "tax": {}}
    for field in CATALOGUE.fields:
        group, _, name = field.path.removeprefix("facts.").partition(".")
        if group in groups:
            options = [option.id for option in field.options]
            groups[group][name] = draw(odd | st.sampled_from(options) if options else odd)
    return {**tables, **groups, "articles": {name: draw(odd) for name in ("purpose", "object_shows", "liquidation")}}


@given(facts=oddities(), form=st.sampled_from(["sc", "srl", "asbl", "other", "undecided"]))
def test_odd_values_give_a_verdict_or_unknown_and_every_unknown_asks(facts: dict[str, Any], form: str) -> None:
    for one in assess(document({"project": {"form": form}, **facts}), TOGETHER, TODAY).findings:
        assert bool(one.asks) or one.verdict is not Verdict.UNKNOWN


@given(assets=money, debts=money, unavailable=money, dividend=money, refund=money, exits=money,
    basis=st.sampled_from(["gross", "net", "not_said"]), on=st.sampled_from(["shares", "operations"]))  # fmt: skip
def test_a_payment_beyond_the_net_assets_is_never_met(  # noqa: PLR0913, PLR0917  (each is one drawn amount)
    assets: str, debts: str, unavailable: str, dividend: str, refund: str, exits: str, basis: str, on: str
) -> None:
    told = found(
        "PRO-07",
        balance={"year": 2025, "total_assets": assets, "debts": debts, "unavailable": unavailable},
        surplus=[year(dividend=dividend, dividend_basis=basis, refund=refund)],
        refund={"basis": on},
        payout={"exits": exits},
    )
    room = Decimal(assets) - Decimal(debts) - Decimal(unavailable)
    out = Fraction(dividend) / (1 if basis == "gross" else 1 - TAX) + Fraction(refund) + Fraction(exits)
    assert (told.verdict is Verdict.MET) is (not out or out <= room)
    if Fraction(dividend if basis != "net" else 0) + Fraction(exits) > max(Decimal(0), room):
        assert told.verdict is Verdict.NOT_MET


@given(opening=money, rows=st.lists(st.tuples(st.integers(1, 8), money, money), min_size=1, max_size=4), dividend=money)
def test_a_payment_that_leaves_a_month_unpaid_is_never_met(
    opening: str, rows: list[tuple[int, str, str]], dividend: str
) -> None:
    plan = [{"months": months, "received": received, "due": due} for months, received, due in rows]
    told = found("PRO-08", cash={"opening": opening}, cash_plan=plan, surplus=[year(dividend=dividend)])
    left, lowest, length = Decimal(opening) - Decimal(dividend), None, 0
    for months, received, due in rows:
        for _ in range(months):
            left += Decimal(received) - Decimal(due)
            lowest, length = left if lowest is None else min(lowest, left), length + 1
    if not Decimal(dividend):
        assert told.verdict is Verdict.MET
    elif length < 12:
        assert (told.verdict, told.asks) == (Verdict.UNKNOWN, ("facts.cash_plan",))
    else:
        assert told.verdict is (Verdict.MET if lowest is not None and lowest >= 0 else Verdict.NOT_MET)


@given(
    dividend=money, refund=money, other=money, paid_up=st.integers(1, 300_000), basis=st.sampled_from(["gross", "net"])
)
def test_advantages_above_the_cap_in_any_reading_are_never_met(
    dividend: str, refund: str, other: str, paid_up: int, basis: str
) -> None:
    row = year(dividend=dividend, dividend_basis=basis, refund=refund, other_advantages=other, paid_up=str(paid_up))
    told = found("PRO-04", surplus=[row])
    gross = Fraction(dividend) / (1 if basis == "gross" else 1 - TAX)
    over = gross + Fraction(refund) + Fraction(other) > Fraction(6, 100) * paid_up
    assert (told.verdict is Verdict.MET) is not over


@given(result=st.integers(1, 50_000), mission=st.integers(0, 50_000), dividend=st.integers(0, 50_000))
def test_the_level_is_the_share_kept_and_the_change_reaches_the_next(result: int, mission: int, dividend: int) -> None:
    row = year(result_after_tax=str(result), mission_amount=str(mission), dividend=str(dividend))
    told = found("PRO-06", surplus=[row])
    share = Fraction(mission, result)
    levels = ((Fraction(9, 10), 4), (Fraction(7, 10), 3), (Fraction(1, 2), 2))
    level = next((level for least, level in levels if share >= least), 0)
    assert told.level == level
    for change in told.change:
        assert change.level in {level + 1, 2}


def test_a_dividend_brought_down_to_the_room_is_met() -> None:
    balance = {"year": 2025, "total_assets": "40000", "debts": "36500"}
    for basis, most in (("gross", "3000"), ("net", "2100"), ("not_said", "2100")):
        row = year(dividend="9000", dividend_basis=basis, refund="500")
        told = found("PRO-07", balance=balance, surplus=[row], refund={"basis": "shares"})
        assert [(one.id, one.edits, one.verdict) for one in told.change] == [
            ("dividend_to_room", (("facts.surplus.r1.dividend", most),), Verdict.MET)
        ]


def test_shares_repaid_alone_beyond_the_room_leave_no_dividend_to_lower() -> None:
    balance = {"year": 2025, "total_assets": "40000", "debts": "36500"}
    told = found("PRO-07", balance=balance, surplus=[year(dividend="10")], payout={"exits": "4000"})
    assert (told.verdict, told.change) == (Verdict.NOT_MET, ())
    assert "findings.payment.exits-first" in {note.key for note in told.notes}


def test_the_text_for_the_private_company_was_not_read_and_for_other_forms_nothing_is_sure() -> None:
    facts: dict[str, Any] = {
        "balance": {"year": 2025, "total_assets": "40000", "debts": "1"},
        "surplus": [year(dividend="10")],
    }
    forms = {"sc": Certainty.VERIFIED, "srl": Certainty.SECONDARY, "other": Certainty.TO_CONFIRM}
    told = {form: found("PRO-07", **{**facts, "project": {**SIGNED, "form": form}}) for form in forms}
    assert {form: one.certainty for form, one in told.items()} == forms
    assert told["other"].by_target == {Target.LAW: Verdict.ADVICE}


@pytest.mark.parametrize(
    ("surplus", "asked"),
    [
        ([year(), year()], ["r1.year", "r2.year"]),
        ([year(year=2027)], None),
        ([year(dividend="1000000000", dividend_basis="net")], ["r1.dividend"]),
        ([year(dividend=DONT_KNOW)], ["r1.dividend"]),
    ],
)
def test_the_year_that_is_paid_must_be_one_the_accounts_speak_for(
    surplus: list[dict[str, Any]], asked: list[str] | None
) -> None:
    told = found("PRO-07", balance={"year": 2025, "total_assets": "9", "debts": "1"}, surplus=surplus)
    assert told.verdict is Verdict.UNKNOWN
    assert told.asks == tuple(f"facts.surplus.{path}" for path in asked or []) or told.asks == ("facts.balance.year",)


def test_without_accounts_the_present_year_is_taken_else_the_first_that_is_planned() -> None:
    for years, taken in (([2025, 2026, 2027], 2026), ([2029, 2028], 2028)):
        told = found("PRO-07", surplus=[year(year=one) for one in years])
        assert (told.verdict, told.reason.values) == (Verdict.MET, {"year": taken})


def test_a_loss_after_which_capital_is_paid_all_the_same() -> None:
    lost = {"result_after_tax": "-1000", "dividend": "1000"}
    expected = {"50000": Verdict.ADVICE, "5000": Verdict.NOT_MET, "": Verdict.UNKNOWN}
    for paid_up, verdict in expected.items():
        told = found("PRO-06", surplus=[year(**lost, paid_up=paid_up or DONT_KNOW)])
        assert (told.verdict, told.by_target) == (verdict, {Target.EUR: verdict})


def test_a_thin_profit_is_excused_by_a_return_under_the_cap_only_when_that_can_be_said() -> None:
    thin = {"result_after_tax": "3000", "dividend": "2500"}
    for more, verdict in (
        ({"paid_up": "100000"}, Verdict.MET),
        ({"paid_up": "100000", "refund": "5"}, Verdict.NOT_MET),
        ({"paid_up": DONT_KNOW}, Verdict.UNKNOWN),
        ({"paid_up": "40000", "dividend_basis": "not_said"}, Verdict.ADVICE),
    ):
        told = found("PRO-06", surplus=[year(**{**thin, **more})], refund={"basis": "shares"})
        assert told.by_target == {Target.EUR: verdict}


def test_a_row_without_its_year_is_asked() -> None:
    assert found("PRO-06", surplus=[year(year=DONT_KNOW), year()]).asks == ("facts.surplus.r1.year",)


def test_an_association_that_runs_out_of_money_is_warned_and_breaks_no_law() -> None:
    project = {"form": "asbl", "articles_state": "signed"}
    for due, verdict in (("90", Verdict.MET), ("900", Verdict.ADVICE)):
        told = found("PRO-08", project=project, cash={"opening": "100"}, cash_plan=[{"received": "90", "due": due}])
        assert (told.verdict, told.by_target) == (verdict, {Target.LAW: Verdict.NOT_APPLICABLE})
    open_question = found("PRO-08", project=project)
    assert (open_question.verdict, open_question.asks[0]) == (Verdict.UNKNOWN, "facts.cash.opening")


def test_what_comes_first_in_the_change_of_advantages_is_the_dividend() -> None:
    row = year(dividend="2000", refund="2500", other_advantages="400")
    (change,) = found("PRO-04", surplus=[row]).change
    assert dict(change.edits) == {"facts.surplus.r1.dividend": "100"}
    more = year(dividend="2000", dividend_basis="net", refund="2500", other_advantages="900")
    (change,) = found("PRO-04", surplus=[more]).change
    assert dict(change.edits) == {
        "facts.surplus.r1.dividend": "0",
        "facts.surplus.r1.other_advantages": "500",
    }


def test_a_bonus_of_a_year_nobody_told_is_asked_with_the_years() -> None:
    told = found("PRO-14", bonus={"used": "planned"})
    assert {"facts.surplus", "facts.bonus.wage_bill"} <= set(told.asks)


def test_a_bonus_that_breaks_a_limit_is_mended_with_the_number_of_the_law() -> None:
    fine = {"used": "paid", "everybody": "yes", "seniority_months": 0, "spread": "1", "wage_bill": "1000",
        "decided": "assembly"}  # fmt: skip
    for broken, edit in (
        ({"seniority_months": 30}, ("facts.bonus.seniority_months", 12)),
        ({"spread": "12", "decided": "agreement"}, ("facts.bonus.spread", "10")),
        ({"everybody": "no"}, ("facts.bonus.everybody", "yes")),
        ({"wage_bill": "500"}, ("facts.surplus.r1.bonus", "150")),
    ):
        told = found("PRO-14", bonus={**fine, **broken}, surplus=[year(bonus="300")])
        assert [(one.edits, one.verdict) for one in told.change] == [((edit,), Verdict.MET)]


def test_the_notes_and_reasons_are_worded() -> None:
    say = Wording(content.load().texts, "fr").say
    told = found("PRO-10", share_classes=[{"exit_value": "market"}, {"label": "B", "exit_value": "indexed"}])
    assert [say(step) for step in told.steps] == [
        "classe 1 : Le prix du marché",
        "classe B : La valeur nominale indexée",
    ]


def test_a_purpose_for_owners_is_not_social_for_anybody() -> None:
    articles = {"purpose": "main", "object_shows": "yes", "purpose_serves": "owners"}
    told = found("PRO-01", articles=articles)
    assert told.by_target == {Target.SES: Verdict.NOT_MET, Target.ESD: Verdict.NOT_MET}
    assert dossier.get(dossier.apply(dossier.empty(), told.change[0].edits), "facts.articles.purpose_serves") == (
        "general_interest"
    )


def test_each_class_of_shares_is_shown_with_what_it_gives_at_exit() -> None:
    shown = found("PRO-10", share_classes=[{"label": "A", "exit_value": "nominal"}, {"exit_value": "below"}]).steps
    assert [step.values for step in shown] == [
        {"name": "A", "value": "facts.share_classes.exit_value.nominal"},
        {"name": "2", "value": "facts.share_classes.exit_value.below"},
    ]
