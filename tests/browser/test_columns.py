"""A column is asked only in the rows it matters for."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect
from running import Running
from visiting import SOON, Visit

TABLE = "facts.resources"


@pytest.fixture
def visit(server: Running, page: Page) -> Visit:
    visit = Visit(page, server.url)
    visit.begin()
    visit.go("assess/business-model")
    return visit


def test_a_cell_comes_and_goes_with_the_answer_beside_it_and_what_it_held_stays(visit: Visit) -> None:
    row = visit.add_row(TABLE)
    kind, payers, in_kind = (visit.cell(row, name) for name in ("logic", "payers", "in_kind"))
    expect(payers).to_be_hidden()
    kind.select_option("market")
    expect(payers).to_be_visible()
    expect(in_kind).to_be_hidden()
    payers.fill("40")
    kind.select_option("public")
    expect(payers).to_be_hidden()
    expect(in_kind).to_be_visible()
    kind.select_option("reciprocity")
    expect(payers).to_have_value("40")


def test_each_row_follows_its_own_answer_and_a_new_row_leaves_the_others_alone(visit: Visit) -> None:
    visit.cell(visit.add_row(TABLE), "logic").select_option("market")
    visit.cell(visit.add_row(TABLE), "logic").select_option("public")
    visit.add_row(TABLE)
    rows = visit.field(TABLE).get_by_role("row")
    for place, shown in ((1, True), (2, False), (3, False)):
        expect(visit.cell(rows.nth(place), "payers")).to_be_visible(visible=shown)


def test_what_contradicts_another_answer_stays_where_it_can_be_mended(visit: Visit) -> None:
    visit.go("assess/jobs")
    row = visit.add_row("facts.jobs")
    contract, ends = (visit.cell(row, name) for name in ("contract", "ends"))
    contract.select_option("fixed_term")
    ends.fill("2027-12-31")
    contract.select_option("open_ended")
    visit.expect_judged()
    told = row.locator(".contradiction")
    expect(told.last).to_be_visible(timeout=SOON)
    expect(ends).to_be_visible()
    ends.fill("")
    expect(told).to_have_count(0, timeout=SOON)
    expect(ends).to_be_hidden()
