"""The form in a real browser: typing, rows, mistakes, languages, two people, and answers that had to wait."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator

import pytest
from looking import LOST, Watch
from playwright.sync_api import Browser, BrowserContext, Locator, Page, Route, expect
from running import Running
from visiting import SOON, Visit, until

from coopkit.core.dossier import get
from coopkit.core.model import Json
from coopkit.widgets.join import HERE

NASTY = "<img src=x onerror=alert(1)> 🍞 لبنى"


@pytest.fixture
def visit(server: Running, page: Page) -> Visit:
    visit = Visit(page, server.url)
    visit.begin()
    return visit


def entries(handle: Callable[[Route], None], page: Page) -> None:
    page.route("**/api/entries", handle)


def refuse_entries(route: Route) -> None:
    route.abort("internetdisconnected")


def never_answer(_route: Route) -> None:
    """Leave the request open."""


def problem_of(control: Locator) -> Locator:
    """What a control's description says is wrong with it."""
    names = str(control.get_attribute("aria-describedby")).split()
    (problem,) = [name for name in names if name.endswith(":problem")]
    return control.page.locator(f'[id="{problem}"]')


@pytest.fixture(scope="module")
def numbers(browser: Browser) -> Iterator[Page]:
    """One empty page that knows how numbers are read and written."""
    context = browser.new_context()
    page = context.new_page()
    page.add_script_tag(content=(HERE / "numbers.js").read_text("utf-8").replace("export ", ""))
    yield page
    context.close()


@pytest.mark.parametrize(
    ("language", "kind", "typed", "stored"),
    [
        ("fr", "money", "2 500,50 €", "2500.50"),
        ("fr", "money", "2\u202f500,50", "2500.50"),
        ("nl", "money", "2.500,50", "2500.50"),
        ("nl", "money", "1.500", "1500"),
        ("nl", "decimal", "0.125", "0.125"),
        ("en", "money", "2,500.50", "2500.50"),
        ("en", "money", "1,500", "1500"),
        ("fr", "money", "1,500", "1.500"),
        ("fr", "money", "−300", "-300"),
        ("fr", "decimal", ",5", "0.5"),
        ("fr", "percent", "6 %", "6"),
        ("fr", "integer", "12 000", 12000),
        ("fr", "integer", "1,5", None),
        ("fr", "integer", "douze", None),
        ("fr", "money", "1,2,3", None),
        ("fr", "fraction", "1/10", "1/10"),
        ("fr", "fraction", "10 %", "1/10"),
        ("nl", "fraction", "0,125", "1/8"),
        ("fr", "fraction", "1/0", None),
    ],
)
def test_numbers_are_read_as_people_write_them(
    numbers: Page, language: str, kind: str, typed: str, stored: str | int | None
) -> None:
    read = "([kind, typed, language]) => parseNumber(kind, typed, language) ?? null"
    back = "([kind, stored, language]) => parseNumber(kind, showNumber(kind, stored, language), language)"
    assert numbers.evaluate(read, [kind, typed, language]) == stored
    if stored is not None:
        assert numbers.evaluate(back, [kind, stored, language]) == stored


def test_a_decimal_comma_is_understood_and_shown_in_the_language_of_the_page(visit: Visit) -> None:
    visit.go("assess/jobs")
    row = visit.add_row("facts.jobs")
    visit.cell(row, "contract").select_option("open_ended")
    visit.cell(row, "fte").fill("1,5")
    visit.cell(row, "gross_monthly").fill("2 500,50 €")
    visit.cell(row, "gross_monthly").blur()
    until(visit.page, lambda: str(table(visit, "jobs")[-1].get("gross_monthly")), "2500.50")
    assert table(visit, "jobs")[-1]["fte"] == "1.5"
    expect(visit.cell(row, "fte")).to_have_value("1.5")
    visit.page.get_by_role("button", name="Français").click()
    expect(visit.cell(row, "fte")).to_have_value("1,5")
    expect(visit.cell(row, "gross_monthly")).to_have_value("2\u202f500,50")
    row.get_by_role("button", name="Plus").first.click()
    expect(visit.cell(row, "fte")).not_to_have_value("1,5")


def table(visit: Visit, name: str) -> list[dict[str, Json]]:
    """The rows of a table as the server holds them."""
    found = get(visit.document(), f"facts.{name}")
    return [dict(row) for row in found.values() if isinstance(row, dict)] if isinstance(found, dict) else []


def labels(visit: Visit) -> list[str]:
    return sorted(str(row.get("label")) for row in table(visit, "members"))


def test_rows_are_added_removed_and_brought_back_without_losing_the_way(visit: Visit) -> None:
    first = visit.add_row("facts.members")
    expect(visit.cell(first, "label")).to_be_focused()
    visit.page.keyboard.type("Amina")
    second = visit.add_row("facts.members")
    visit.cell(second, "label").fill("Bob")
    until(visit.page, lambda: labels(visit), ["Amina", "Bob"])
    members = visit.field("facts.members")
    members.locator("button.danger").first.click()
    expect(members.locator("button.danger")).to_have_count(1)
    expect(members.locator("button.danger")).to_be_focused()
    expect(members.get_by_role("status")).to_contain_text("Amina")
    until(visit.page, lambda: len(table(visit, "members")), 1)
    members.get_by_role("button", name=visit.say("form.table.undo")).click()
    until(visit.page, lambda: labels(visit), ["Amina", "Bob"])
    for _ in range(2):
        members.locator("button.danger").first.click()
    expect(members.locator("button.add")).to_be_focused()


def test_what_cannot_be_read_leaves_open_what_rested_on_it_and_changes_nothing_stored(visit: Visit) -> None:
    tag = visit.verdict("GOV-02").locator(".tag")
    visit.choose("facts.articles.voting_rule", "share_votes")
    for name in ("Amina", "Bob"):
        row = visit.add_row("facts.members")
        visit.cell(row, "label").fill(name)
        shares = visit.cell(row, "shares")
        shares.fill("10")
        shares.blur()
    expect(tag).to_have_class("tag not_yet", timeout=SOON)
    shares.fill("douze")
    shares.blur()
    expect(tag).to_have_class("tag unknown", timeout=SOON)
    assert [row["shares"] for row in table(visit, "members")] == [10, 10]
    shares.fill("10")
    shares.blur()
    expect(tag).to_have_class("tag not_yet", timeout=SOON)


def test_a_new_row_brings_its_first_field_under_the_eyes(visit: Visit) -> None:
    visit.page.set_viewport_size({"width": 390, "height": 844})
    for _ in range(3):
        row = visit.add_row("facts.members")
        expect(visit.cell(row, "label")).to_be_focused()
        expect(visit.cell(row, "label")).to_be_in_viewport(ratio=1)


def test_a_tap_ends_on_what_it_began_on_whatever_is_said_meanwhile(server: Running, page: Page) -> None:
    """A verdict that takes more lines or fewer must not take a button from under a finger."""
    heard: list[str] = []

    def hear(frame: str | bytes) -> None:
        heard.append(str(frame))

    page.on("websocket", lambda socket: socket.on("framereceived", hear))
    visit = Visit(page, server.url)
    visit.begin()
    visit.expect_judged()
    add = visit.field("facts.members").locator("button.add")
    add.hover()
    page.mouse.down()
    heard.clear()
    visit.radio("facts.articles.voting_rule", 0).evaluate("(radio) => radio.click()")
    until(page, lambda: any('"view"' in frame for frame in heard), wanted=True)
    page.mouse.up()
    expect(visit.field("facts.members").locator("tbody tr")).to_have_count(1)
    visit.expect_reason("GOV-01")


def test_a_number_that_cannot_be_read_stays_as_typed_with_a_sentence(visit: Visit) -> None:
    row = visit.add_row("facts.members")
    shares = visit.cell(row, "shares")
    shares.fill("douze")
    shares.blur()
    expect(shares).to_have_attribute("aria-invalid", "true")
    expect(shares).to_have_value("douze")
    expect(problem_of(shares)).to_have_text(visit.say("problems.not_whole"))
    visit.page.get_by_role("button", name="Nederlands").click()
    expect(shares).to_have_value("douze")
    expect(problem_of(shares)).to_contain_text("geheel getal")
    shares.fill("12")
    expect(shares).to_have_attribute("aria-invalid", "false")
    expect(problem_of(shares)).to_be_empty()
    until(visit.page, lambda: [str(each.get("shares")) for each in table(visit, "members")], ["12"])


def test_a_text_that_is_too_long_is_not_sent_and_not_lost(visit: Visit) -> None:
    name = visit.text("project.name")
    name.fill("x" * 20_001)
    name.blur()
    expect(problem_of(name)).not_to_be_empty()
    assert len(name.input_value()) == 20_001
    assert get(visit.document(), "project.name") is None


def test_what_the_server_will_not_take_is_said_at_the_field(visit: Visit) -> None:
    def answer(route: Route) -> None:
        sent = json.loads(route.request.post_data or "{}")["entries"]
        refused = [{"id": each["id"], "reason": "Not this one."} for each in sent]
        route.fulfill(json={"acknowledged": [], "rejected": refused, "at": 0, "others": []})

    entries(answer, visit.page)
    visit.text("project.name").fill("Le Panier")
    expect(problem_of(visit.text("project.name"))).to_have_text("Not this one.")
    expect(visit.text("project.name")).to_have_value("Le Panier")
    expect(visit.page.locator("#saved")).to_have_attribute("data-state", "saved")


def test_a_change_of_language_keeps_the_caret_where_it_was(visit: Visit) -> None:
    name = visit.text("project.name")
    name.fill("Le Panier vert")
    name.evaluate("(input) => input.setSelectionRange(3, 9)")
    visit.page.locator("details.section").nth(1).evaluate("(section) => { section.open = false }")
    visit.page.evaluate("document.querySelector('.langs [lang=nl]').click()")
    expect(visit.page.locator("html")).to_have_attribute("lang", "nl")
    expect(name).to_be_focused()
    assert name.evaluate("(input) => [input.selectionStart, input.selectionEnd]") == [3, 9]
    expect(visit.page.locator("details.section").nth(1)).not_to_have_attribute("open", "")
    expect(visit.page.locator("details.section").nth(2)).to_have_attribute("open", "")
    visit.expect_stored("project.name", "Le Panier vert")


def test_not_knowing_is_an_answer_and_can_be_taken_back(visit: Visit) -> None:
    unknown: Json = {"is": "dont_know"}
    form = visit.field("project.form")
    form.get_by_label(visit.say("form.dont_know")).check()
    visit.expect_stored("project.form", unknown)
    form.get_by_role("button", name=visit.say("form.clear")).click()
    visit.expect_stored("project.form", None)
    expect(form.get_by_role("radio").first).to_be_focused()
    name = visit.field("project.name")
    name.get_by_role("checkbox").check()
    visit.expect_stored("project.name", unknown)
    name.get_by_role("textbox").fill("Finally")
    expect(name.get_by_role("checkbox")).not_to_be_checked()
    visit.expect_stored("project.name", "Finally")
    needs = visit.field("project.needs")
    needs.get_by_role("checkbox").nth(0).check()
    needs.get_by_label(visit.say("form.dont_know")).check()
    expect(needs.get_by_role("checkbox").nth(0)).not_to_be_checked()
    visit.expect_stored("project.needs", unknown)


def test_a_term_of_the_glossary_opens_with_the_keyboard(visit: Visit) -> None:
    term = visit.page.locator("button.term").first
    term.focus()
    visit.page.keyboard.press("Enter")
    meaning = visit.page.locator(f'[id="{term.get_attribute("aria-controls")}"]')
    expect(meaning).to_be_visible()
    expect(term).to_have_attribute("aria-expanded", "true")
    visit.page.keyboard.press("Escape")
    expect(meaning).to_be_hidden()


def test_markup_emoji_and_right_to_left_names_are_shown_as_text(visit: Visit) -> None:
    row = visit.add_row("facts.members")
    visit.cell(row, "label").fill(NASTY)
    visit.cell(row, "shares").fill("5")
    visit.choose("facts.articles.voting_rule", "share_votes")
    until(visit.page, lambda: labels(visit), [NASTY])
    visit.expect_reason("GOV-02")
    visit.page.reload()
    visit.open_sections()
    expect(visit.cell(visit.field("facts.members").get_by_role("row").last, "label")).to_have_value(NASTY)
    visit.expect_judged()
    expect(visit.page.locator("img[src=x]")).to_have_count(0)


def second_browser(visit: Visit, visitor: Callable[..., BrowserContext]) -> Visit:
    visit.page.goto(f"{visit.url}/me")
    link = visit.page.get_by_label(visit.say("site.me.link.label")).input_value()
    other = Visit(visitor().new_page(), visit.url)
    other.page.goto(link)
    other.go("assess/governance")
    visit.go("assess/governance")
    return other


def test_what_a_mate_writes_arrives_and_leaves_the_field_in_hand_alone(
    visit: Visit, visitor: Callable[..., BrowserContext]
) -> None:
    mate = second_browser(visit, visitor)
    visit.text("project.name").focus()
    mate.choose("project.form", "sc")
    mate.text("project.name").fill("From a mate")
    mate.expect_stored("project.name", "From a mate")
    expect(visit.radio("project.form", 2)).to_be_checked()
    expect(visit.text("project.name")).to_have_value("")
    visit.text("project.name").blur()
    expect(visit.text("project.name")).to_have_value("From a mate")


def test_two_browsers_in_one_field_keep_both_values_and_offer_the_other(
    visit: Visit, visitor: Callable[..., BrowserContext]
) -> None:
    mate = second_browser(visit, visitor)
    visit.text("project.name").focus()
    mate.text("project.name").fill("Panier bleu")
    mate.expect_stored("project.name", "Panier bleu")
    visit.text("project.name").fill("Panier vert")
    visit.expect_stored("project.name", "Panier vert")
    offer = visit.field("project.name").locator(".offer")
    expect(offer).to_contain_text("Panier bleu")
    offer.get_by_role("button", name=visit.say("form.offer.take")).click()
    visit.expect_stored("project.name", "Panier bleu")
    expect(visit.text("project.name")).to_have_value("Panier bleu")
    expect(offer).to_have_count(0)


def test_what_a_closed_tab_could_not_send_the_next_one_shows_and_sends(visit: Visit, watch: Watch) -> None:
    watch.expect(LOST)
    visit.expect_judged()
    entries(refuse_entries, visit.page)
    visit.text("project.name").fill("Almost lost")
    visit.choose("answers.GOV-14.level", 3)
    expect(visit.page.locator("#saved")).to_have_attribute("data-state", "offline_waiting")
    context = visit.page.context
    visit.page.close(run_before_unload=True)
    again = Visit(context.new_page(), visit.url)
    entries(refuse_entries, again.page)
    again.go("assess/governance")
    expect(again.text("project.name")).to_have_value("Almost lost")
    expect(again.radio("answers.GOV-14.level", 3)).to_be_checked()
    again.page.unroute("**/api/entries")
    again.expect_stored("project.name", "Almost lost")
    again.expect_stored("answers.GOV-14.level", 3)
    assert again.page.evaluate("Object.keys(localStorage).filter((key) => key.includes('outbox'))") == []


def test_what_is_typed_the_moment_before_leaving_is_sent(visit: Visit) -> None:
    visit.expect_judged()
    visit.text("project.name").fill("Just in time")
    visit.page.goto(f"{visit.url}/me")
    until(visit.page, lambda: str(get(visit.document(), "project.name")), "Just in time")


def test_an_older_word_of_a_dead_tab_does_not_come_after_a_newer_one(visit: Visit) -> None:
    dead = """(() => {
      const prefix = `coopkit:outbox:${JSON.parse(document.getElementById('coopkit').textContent).dossier_id}:`;
      const entries = [{ id: 'oldoldold', seq: 1, path: 'project.name', value: 'Old' }];
      localStorage.setItem(prefix + 'dead', JSON.stringify({ client: 'dead', seen: Date.now(), entries }));
    })()"""
    visit.page.evaluate(dead)
    visit.text("project.name").fill("New")
    visit.expect_stored("project.name", "New")
    assert visit.page.evaluate("Object.keys(localStorage).filter((key) => key.includes('outbox'))") == []


def test_a_browser_that_keeps_nothing_says_so(server: Running, page: Page) -> None:
    page.add_init_script("Storage.prototype.setItem = () => { throw new Error('full') }")
    visit = Visit(page, server.url)
    visit.begin()
    entries(never_answer, page)
    visit.text("project.name").fill("Nowhere")
    expect(page.locator("#saved")).to_have_text(visit.say("form.saved.not_kept"))


def test_a_seat_that_is_gone_is_told_kindly_and_what_was_written_stays(visit: Visit, watch: Watch) -> None:
    watch.expect("status of 403")
    visit.expect_judged()
    visit.page.context.clear_cookies()
    visit.text("project.name").fill("Still here")
    expect(visit.page.locator("#saved")).to_have_text(visit.say("problems.seat_gone"))
    expect(visit.text("project.name")).to_have_value("Still here")


def test_several_answers_in_a_row_are_ticked_with_the_keyboard_and_doubt_stands_alone(visit: Visit) -> None:
    visit.go("assess/profit")
    visit.choose("facts.investments.outside", "yes")
    row = visit.add_row("facts.investors")
    visit.cell(row, "label").fill("Fonds Durable")
    clauses = row.get_by_role("group")
    expect(clauses).to_have_accessible_name("What may this funder do under the contract?, a funder 1")
    veto, sale = clauses.get_by_role("checkbox").nth(0), clauses.get_by_role("checkbox").nth(1)
    veto.focus()
    visit.page.keyboard.press("Space")
    sale.check()
    until(visit.page, lambda: str(table(visit, "investors")[-1].get("clauses")), "['veto', 'forced_sale']")
    visit.expect_reason("PRO-15")
    visit.page.reload()
    visit.open_sections()
    expect(visit.field("facts.investors").get_by_role("checkbox").nth(1)).to_be_checked()
    visit.field("facts.investors").get_by_label(visit.say("form.dont_know")).check()
    until(visit.page, lambda: str(table(visit, "investors")[-1].get("clauses")), "{'is': 'dont_know'}")
    expect(visit.field("facts.investors").get_by_role("checkbox").nth(1)).not_to_be_checked()
