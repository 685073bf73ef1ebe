"""Every number of law that the kit counts with: change it, and a case says so."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from fractions import Fraction

import pytest
from casebook import cases
from reckonings import Reckoning, differs, reckonings

from coopkit import content
from coopkit.core.assess import assess
from coopkit.core.law import Law
from coopkit.core.model import CoopkitError, Parameter
from coopkit.core.simulate.surplus import simulate

CATALOGUE = content.load().catalogue
LATER = {
    "#3": """employer_contribution_basic gross_year_months employer_cost_factor_low employer_cost_factor_high
        first_hire_reduction second_hire_reduction_first second_hire_reduction_second second_hire_reduction_third
        third_hire_reduction_first third_hire_reduction_second third_hire_reduction_third
        fourth_and_fifth_hire_reduction hire_reduction_quarters meal_voucher_employer_max meal_voucher_face_max
        wht_vvprbis_second_year liq_reserve_levy liq_reserve_wht liq_reserve_wht_five_years bik_share_cap_of_pay
        financial_plan_years_sc exit_window_months_sc founders_exit_from_year alarm_bell_months
        alarm_bell_horizon_months sc_amendment_quorum sc_amendment_majority sc_purpose_majority founders_min_asbl""",
    "the remaining criteria": """bxl_age_limit_years bxl_min_fte bxl_min_self_employed bxl_min_self_employed_main
        bxl_nonsocial_max bxl_public_max bxl_dividend_cap bxl_open_meetings_min
        bxl_first_approval_years bxl_second_approval_years bxl_later_approval_years bxl_renewal_opens_months
        bxl_renewal_closes_months bxl_processing_months bxl_balance_sheet_years bxl_ban_years bxl_ban_manager_years
        bxl_withdrawal_years esi_mandate_years esi_target_fte_min esi_guidance_fte_min esi_transition_premium
        esi_transition_premium_years esi_insertion_premium esi_insertion_premium_years public_offer_year_max
        public_offer_investor_max prospectus_low prospectus_high coop_us_max coop_us_rate coop_us_years_max
        coop_us_grace_min coop_us_grace_max investcoop_tax_advantage credal_loan_min credal_loan_max credal_change_min
        credal_change_max fincommon_dividend training_days_large training_days_small training_large_fte
        training_small_fte cppt_min_workers works_council_min_workers training_fund_level_2 training_fund_level_4
        wage_cover_level_2 wage_cover_level_3 wage_cover_level_4 cliff_horizon_months cliff_level_1_months
        cliff_eur_months training_days_level_2 training_days_level_3 training_days_level_4 turnover_max chosen_hours_min
        wage_above_scale_level_3 wage_above_scale_level_4 job_quality_flag""",
}
"""Issue -> the numbers that nobody counts with before it."""

WAITING = {name for names in LATER.values() for name in names.split()}
WHOLE = {"count", "years", "months", "quarters", "days"}


def red_rules(parameters: dict[str, Parameter], concerned: str) -> list[str]:
    """Return the cases that go red among those of the criteria that count with a number."""
    concerning = {one.id for one in CATALOGUE.criteria if concerned in one.parameters}
    kept = tuple(one for one in CATALOGUE.criteria if one.id in concerning)
    changed = replace(CATALOGUE, parameters=parameters, criteria=kept)
    return [
        case.name
        for case in cases()
        for finding in assess(case.document, changed, case.on).findings
        if finding.criterion == case.criterion
        and (
            finding.verdict != case.expect.get("verdict", finding.verdict)
            or finding.level != case.expect.get("level", finding.level)
            or {**finding.by_target} != {**finding.by_target, **case.expect.get("by_target", {})}
        )
    ]


def counted_with() -> dict[str, list[Reckoning]]:
    """Return the numbers the simulator uses, with the plans that use them."""
    used: dict[str, list[Reckoning]] = {}
    for case in reckonings():
        law = Law(CATALOGUE.parameters, case.on)
        with suppress(CoopkitError):
            simulate(case.plan(), law)
        for name in law.used:
            used.setdefault(name, []).append(case)
    return used


PLANS = counted_with()
USED = {name for criterion in CATALOGUE.criteria for name in criterion.parameters} | PLANS.keys()


def mutations() -> Iterator[tuple[str, Fraction, Fraction]]:
    """Yield each number that is used, with a factor and a term: a little more, a little less."""
    for name in sorted(USED):
        if CATALOGUE.parameters[name].unit in WHOLE:
            yield from ((name, Fraction(1), Fraction(by)) for by in (1, -1))
        else:
            yield from ((name, factor, Fraction(0)) for factor in (Fraction(11, 10), Fraction(9, 10)))


@pytest.mark.parametrize(("name", "factor", "term"), list(mutations()), ids=str)
def test_another_number_turns_a_case_red(name: str, factor: Fraction, term: Fraction) -> None:
    parameter = CATALOGUE.parameters[name]
    values = tuple(replace(dated, value=dated.value * factor + term) for dated in parameter.values)
    changed = {**CATALOGUE.parameters, name: replace(parameter, values=values)}
    assert any(differs(case, changed) for case in PLANS.get(name, ())) or red_rules(changed, name)


def test_every_number_is_counted_with_or_waits_for_a_named_issue() -> None:
    assert set(CATALOGUE.parameters) == USED | WAITING
    assert set() == USED & WAITING
