"""A team tries another vote on a lab's page, compares, takes it into its dossier, and goes back."""

from __future__ import annotations

import pytest
from looking import assert_accessible, assert_fits
from playwright.sync_api import Page, expect
from running import Running
from visiting import SOON, Visit

from coopkit.core.branches import names
from coopkit.core.dossier import get

LAB = "lab/who-decides"


def pressed(page: Page) -> str:
    return page.locator(".scenarios [aria-pressed=true]").inner_text()


def member(visit: Visit, label: str, shares: int) -> str:
    """Add a member with a name and shares; return the id of her row."""
    row = visit.add_row("facts.members")
    name = visit.cell(row, "label")
    name.fill(label)
    visit.cell(row, "shares").fill(str(shares))
    visit.cell(row, "shares").blur()
    return str(name.get_attribute("id")).split(".")[-2]


@pytest.mark.parametrize("size", ["tablet"], indirect=True)  # the other widths: test_labs.py
def test_a_team_tries_compares_takes_and_goes_back(server: Running, page: Page) -> None:
    visit = Visit(page, server.url)
    say = visit.say
    visit.begin_without_a_page()
    visit.go(LAB)
    visit.expect_judged()
    expect(page.locator("#results .note").first).to_contain_text("These are the numbers of an example")
    founders = member(visit, "Founders", 10)
    visit.expect_stored(f"facts.members.{founders}.shares", 10)
    expect(page.locator("#results")).not_to_contain_text("These are the numbers of an example", timeout=SOON)

    page.get_by_role("button", name=say("form.scenario.add"), exact=True).click()
    assert pressed(page) == "Trial 1"
    fund = member(visit, "Fund", 90)
    page.get_by_label(say("form.scenario.name")).fill("With a fund")
    page.get_by_label(say("form.scenario.name")).blur()
    (branch,) = names(visit.document())
    visit.expect_stored(f"scenarios.{branch}.facts.members.{fund}.shares", 90)
    visit.expect_stored(f"scenarios.{branch}.name", "With a fund")
    assert get(visit.document(), f"facts.members.{fund}") is None
    beside = page.locator("#results .compare", has=page.get_by_role("heading", name=say("labs.compared")))
    expect(beside).to_contain_text("With a fund", timeout=SOON)
    expect(beside).to_contain_text("90%")
    assert_accessible(page)
    assert_fits(page)

    # Taken away in the trial only; then she looks at the dossier again, where it still stands.
    visit.field("facts.members").get_by_role("row").nth(1).get_by_role("button", name="Remove").click()
    visit.expect_stored(f"scenarios.{branch}.facts.members.{founders}", {"is": "removed"})
    page.get_by_role("button", name=say("form.scenario.ours"), exact=True).click()
    expect(visit.field("facts.members").get_by_role("row")).to_have_count(2)
    assert get(visit.document(), f"facts.members.{founders}.label") == "Founders"

    # It is still there after a reload, and goes into the dossier only now.
    page.reload()
    visit.expect_judged()
    page.get_by_role("button", name="With a fund").click()
    page.get_by_role("button", name=say("form.scenario.take")).click()
    visit.expect_stored(f"facts.members.{fund}.shares", 90)
    visit.expect_stored(f"facts.members.{founders}", None)
    assert pressed(page) == say("form.scenario.ours")

    page.locator(".scenarios").get_by_role("button", name=say("form.scenario.give_back")).click()
    visit.expect_stored(f"facts.members.{fund}", None)
    visit.expect_stored(f"facts.members.{founders}.shares", 10)
    page.get_by_role("button", name="With a fund").click()
    page.get_by_role("button", name=say("form.scenario.remove")).click()
    visit.expect_stored(f"scenarios.{branch}", None)
