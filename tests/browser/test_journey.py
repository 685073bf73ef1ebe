"""The way of a founder, and what may happen on it: closed, resumed, translated, killed, cut off."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from looking import LOST, Watch, assert_fits, at_every_width
from playwright.sync_api import BrowserContext, Page, expect
from relay import Relay
from running import Running
from visiting import Visit, until

HAS_A_RING = """[document.activeElement, document.activeElement.closest("label")]
  .some((part) => part && getComputedStyle(part).outlineStyle !== "none")"""
TOLD_WITHIN = 6_000
"""A lost connection is told within five seconds; the sixth is this machine's."""


def answer_a_few_in_each_area(visit: Visit) -> None:
    """The form, one verdict of each kind, and a row of jobs; ends on the business model's page."""
    visit.text("project.name").fill("Le Panier vert")
    visit.choose("project.form", "sc")
    visit.choose("facts.articles.voting_rule", "one_member_one_vote")
    visit.choose("answers.GOV-14.level", 3)
    visit.expect_stored("answers.GOV-14.level", 3)
    visit.go("assess/profit")
    visit.choose("answers.PRO-02.statement", "planned")
    visit.expect_stored("answers.PRO-02.statement", "planned")
    visit.go("assess/jobs")
    row = visit.add_row("facts.jobs")
    visit.cell(row, "label").fill("Boulangère")
    visit.cell(row, "contract").select_option("open_ended")
    visit.cell(row, "fte").fill("1,5")
    visit.cell(row, "fte").blur()
    until(visit.page, lambda: [str(each.get("fte")) for each in jobs(visit)], ["1.5"])
    visit.go("assess/readiness")
    visit.choose("answers.RDY-03.level", 2)
    visit.expect_stored("answers.RDY-03.level", 2)


def jobs(visit: Visit) -> list[dict[str, object]]:
    facts = visit.document().get("facts") or {}
    assert isinstance(facts, dict)
    table = facts.get("jobs") or {}
    assert isinstance(table, dict)
    return [dict(row) for row in table.values() if isinstance(row, dict)]


@at_every_width
def test_a_founder_closes_everything_and_finds_it_all_by_her_link(
    server: Running, page: Page, visitor: Callable[..., BrowserContext]
) -> None:
    visit = Visit(page, server.url)
    visit.begin()
    answer_a_few_in_each_area(visit)
    visit.expect_judged()
    before = visit.document()
    page.reload()
    visit.open_sections()
    expect(visit.radio("answers.RDY-03.level", 2)).to_be_checked()
    page.goto(f"{server.url}/me")
    link = page.get_by_label(visit.say("site.me.link.label")).input_value()
    page.context.close()

    elsewhere = visitor().new_page()
    elsewhere.goto(link)
    expect(elsewhere.get_by_role("heading", name="Le Panier vert")).to_be_visible()
    assert link.rsplit("/", 1)[1] not in elsewhere.url
    again = Visit(elsewhere, server.url)
    assert again.document() == before
    again.go("assess/governance")
    expect(again.text("project.name")).to_have_value("Le Panier vert")
    expect(again.radio("answers.GOV-14.level", 3)).to_be_checked()
    again.expect_judged()
    expect(again.verdict("GOV-01")).not_to_be_empty()
    again.go("result")
    again.expect_judged()
    families_and_intake = elsewhere.locator("#results .families").first.get_by_role("listitem")
    expect(families_and_intake).to_have_count(5)
    assert_fits(elsewhere)


def test_the_language_changes_without_a_reload_and_keeps_answers_focus_and_open_sections(
    server: Running, page: Page
) -> None:
    visit = Visit(page, server.url)
    visit.begin()
    visit.text("project.name").fill("De Groene Mand")
    visit.choose("answers.GOV-14.level", 1)
    visit.expect_stored("project.name", "De Groene Mand")
    visit.expect_judged()
    reason = visit.verdict("GOV-14").inner_text()
    page.evaluate("window.sameDocument = true")
    page.get_by_role("button", name="Nederlands").click()
    expect(page.locator("html")).to_have_attribute("lang", "nl")
    expect(page.get_by_role("button", name="Nederlands")).to_be_focused()
    expect(visit.text("project.name")).to_have_value("De Groene Mand")
    expect(visit.radio("answers.GOV-14.level", 1)).to_be_checked()
    expect(page.locator("details.section").last).to_have_attribute("open", "")
    expect(visit.verdict("GOV-14")).not_to_have_text(reason)
    expect(page.locator('main [data-lang="nl"]').first).to_be_visible()
    expect(page.locator('main [data-lang="en"]').first).to_be_hidden()
    assert page.evaluate("window.sameDocument") is True
    page.reload()
    expect(page.locator("html")).to_have_attribute("lang", "nl")


def test_everything_can_be_done_with_the_keyboard_alone(server: Running, page: Page) -> None:
    visit = Visit(page, server.url)
    page.goto(server.url)

    def tab_to(selector: str) -> None:
        for _ in range(120):
            page.keyboard.press("Tab")
            if page.evaluate("(selector) => document.activeElement.matches(selector)", selector):
                assert page.evaluate(HAS_A_RING), f"no focus ring on {selector}"
                return
        pytest.fail(f"the keyboard never reached {selector}")

    tab_to("main form[action$=start] button")
    page.keyboard.press("Enter")
    page.wait_for_url("**/assess/governance")
    tab_to('[data-path="project.name"] input')
    page.keyboard.type("Sans souris")
    tab_to('[data-path="project.form"] input[type=radio]')
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    visit.expect_stored("project.form", "sc")
    tab_to("details.section:nth-of-type(2) > summary")
    page.keyboard.press("Enter")
    tab_to('[data-path="facts.articles.voting_rule"] input[type=radio]')
    page.keyboard.press("Space")
    visit.expect_stored("facts.articles.voting_rule", "one_member_one_vote")
    tab_to('[data-path="facts.members"] button.add')
    page.keyboard.press("Enter")
    page.keyboard.type("Voisines")
    tab_to('[data-path="facts.members"] button.danger')
    page.keyboard.press("Enter")
    expect(visit.field("facts.members").locator("tbody tr")).to_have_count(0)
    visit.expect_stored("project.name", "Sans souris")


def test_a_kernel_that_is_killed_is_replaced_without_a_reload(own_server: Callable[..., Running], page: Page) -> None:
    server = own_server()
    visit = Visit(page, server.url)
    visit.begin()
    visit.expect_judged()
    page.evaluate("window.sameDocument = true")
    (kernel,) = server.kernels()
    kernel.kill()
    visit.choose("facts.articles.voting_rule", "share_votes")
    visit.expect_stored("facts.articles.voting_rule", "share_votes")
    visit.expect_reason("GOV-01")
    until(page, lambda: len(server.kernels()), 1)
    assert server.kernels()[0].pid != kernel.pid
    assert page.evaluate("window.sameDocument") is True
    visit.choose("facts.articles.voting_rule", "one_member_one_vote")
    visit.expect_reason("GOV-01")


def test_a_server_killed_in_mid_answer_loses_nothing(
    own_server: Callable[..., Running], page: Page, watch: Watch
) -> None:
    watch.expect(LOST)
    server = own_server()
    visit = Visit(page, server.url)
    visit.begin()
    visit.text("project.name").fill("Avant")
    visit.expect_stored("project.name", "Avant")
    page.evaluate("window.sameDocument = true")
    visit.text("project.name").press_sequentially(" et pen")
    server.kill()
    visit.text("project.name").press_sequentially("dant")
    visit.choose("answers.GOV-14.level", 2)
    expect(page.locator("#saved")).to_have_attribute("data-state", "offline_waiting", timeout=TOLD_WITHIN)
    expect(page.locator("#saved")).to_have_attribute("role", "status")
    server.start()
    visit.expect_stored("project.name", "Avant et pendant")
    visit.expect_stored("answers.GOV-14.level", 2)
    visit.expect_judged()
    visit.choose("answers.GOV-14.level", 4)
    visit.expect_stored("answers.GOV-14.level", 4)
    assert page.evaluate("window.sameDocument") is True


def test_a_page_cut_off_while_it_loads_is_judged_all_the_same(
    own_server: Callable[..., Running], page: Page, watch: Watch
) -> None:
    watch.expect(LOST)
    server = own_server()
    visit = Visit(page, server.url)
    visit.begin_without_a_page()
    page.goto(f"{server.url}/assess/governance", wait_until="commit")
    expect(page.locator("#form fieldset").first).to_be_visible()
    server.kill()
    server.start()
    visit.expect_judged()


@pytest.mark.timeout(300)
@pytest.mark.xdist_group("silence")
def test_two_minutes_of_silence_lose_nothing(relay: Relay, page: Page, watch: Watch) -> None:
    """The connection stays open and says nothing, as when a phone sleeps or the wifi roams."""
    watch.expect(LOST)
    visit = Visit(page, relay.url)
    visit.begin()
    visit.choose("project.form", "sc")
    visit.expect_stored("project.form", "sc")
    visit.expect_judged()
    page.evaluate("window.sameDocument = true")
    relay.hold()
    visit.text("project.name").fill("Typed into the silence")
    expect(page.locator("#saved")).to_have_attribute("data-state", "offline_waiting", timeout=TOLD_WITHIN)
    page.wait_for_timeout(60_000)
    visit.choose("facts.articles.voting_rule", "share_votes")
    page.wait_for_timeout(60_000)
    expect(visit.text("project.name")).to_have_value("Typed into the silence")
    relay.resume()
    visit.expect_stored("project.name", "Typed into the silence")
    visit.expect_stored("facts.articles.voting_rule", "share_votes")
    visit.expect_judged()
    visit.text("project.name").fill("And after it")
    visit.expect_stored("project.name", "And after it")
    visit.choose("facts.articles.voting_rule", "one_member_one_vote")
    visit.expect_reason("GOV-01")
    assert page.evaluate("window.sameDocument") is True


def test_a_phone_reaches_the_kit_by_a_name_that_is_not_local_over_plain_http(server: Running, page: Page) -> None:
    visit = Visit(page, f"http://kit.test:{server.port}")
    visit.begin()
    assert page.evaluate("window.isSecureContext") is False
    visit.add_row("facts.members")
    visit.choose("answers.GOV-14.level", 3)
    visit.text("project.name").fill("Op gsm")
    visit.expect_stored("answers.GOV-14.level", 3)
    visit.expect_stored("project.name", "Op gsm")
    visit.expect_judged()
    page.goto(f"{visit.url}/me")
    link = page.get_by_label(visit.say("site.me.link.label")).input_value()
    assert link.startswith(f"{visit.url}/t/")
