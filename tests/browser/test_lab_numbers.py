"""A number nobody can read on a lab's page: said at its field, the last good picture stays, and there is a way back."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from looking import assert_accessible, assert_fits
from playwright.sync_api import BrowserContext, Locator, WebSocketRoute, expect
from running import Running
from visiting import SOON, Visit

from coopkit.core.branches import names
from coopkit.core.dossier import get

LABS = [
    ("who-decides", "facts.members.r1.shares", "20x", "problems.not_whole", "fr-BE"),
    ("what-happens-to-the-surplus", "facts.surplus.r1.reserves", "veel", "problems.not_a_number", "nl-BE"),
    ("where-the-money-sleeps", "facts.holdings.r1.amount", "-5", "problems.below_minimum", "en-GB"),
    ("jobs-that-last", "facts.jobs.r1.gross_monthly", "2,4,8", "problems.not_a_number", "fr-BE"),
    ("our-model-together", "facts.resources.r1.amount", "?", "problems.not_a_number", "nl-BE"),
]


@pytest.fixture(scope="module")
def rehearsal(rehearsing: Callable[[str], Running]) -> Running:
    """A server whose new dossiers are a housing co-operative's."""
    return rehearsing("housing")


def arrive(rehearsal: Running, visitor: Callable[..., BrowserContext], locale: str, lab: str) -> Visit:
    """A founder whose dossier is full, on a lab's page whose chart stands."""
    visit = Visit(visitor(locale=locale).new_page(), rehearsal.url, locale[:2])
    visit.begin_without_a_page()
    visit.go(f"lab/{lab}")
    visit.expect_judged()
    expect(visit.page.locator("#results figure img").first).to_be_visible(timeout=30_000)
    return visit


def number(visit: Visit, path: str) -> Locator:
    return visit.page.locator(f'#form [id$=":{path}"]')


def figures(visit: Visit) -> list[str]:
    """Everything the results say, without the note on what cannot be read."""
    note = visit.say("labs.unread", count=1)
    return [text for text in visit.page.locator("#results .blocks > *").all_inner_texts() if text != note]


@pytest.mark.parametrize("size", ["phone"], indirect=True)
@pytest.mark.parametrize(("lab", "path", "bad", "why", "locale"), LABS, ids=[lab for lab, *_ in LABS])
def test_the_last_good_picture_stays_and_the_field_says_what_is_wrong(  # noqa: PLR0913, PLR0917  (one case)
    rehearsal: Running,
    visitor: Callable[..., BrowserContext],
    lab: str,
    path: str,
    bad: str,
    why: str,
    locale: str,
) -> None:
    visit = arrive(rehearsal, visitor, locale, lab)
    page, field, note = visit.page, number(visit, path), visit.say("labs.unread", count=1)
    stored, shown, good = get(visit.document(), path), field.input_value(), figures(visit)
    pictures = page.locator("#results figure img").evaluate_all("all => all.map((one) => one.src)")
    field.fill(bad)
    field.blur()
    expect(page.locator("#results")).to_contain_text(note, timeout=SOON)
    expect(page.locator(f'[id$=":{path}:problem"], [data-notes="{path}"] .problem')).to_contain_text(
        visit.say(why, minimum="0")
    )
    assert field.get_attribute("aria-invalid") == "true"
    assert figures(visit) == good
    assert page.locator("#results figure img").evaluate_all("all => all.map((one) => one.src)") == pictures
    assert get(visit.document(), path) == stored
    assert_fits(page)
    assert_accessible(page)

    page.get_by_role("button", name=visit.say("form.undo.back")).click()
    expect(number(visit, path)).to_have_value(shown)
    expect(page.locator("#results")).not_to_contain_text(note, timeout=SOON)
    assert get(visit.document(), path) == stored


@pytest.mark.parametrize("size", ["phone"], indirect=True)
def test_a_number_begun_and_spoilt_is_not_stored_and_a_reload_shows_the_last_good_one(
    rehearsal: Running, visitor: Callable[..., BrowserContext]
) -> None:
    visit, path = arrive(rehearsal, visitor, "en-GB", "who-decides"), "facts.members.r1.shares"
    field = number(visit, path)
    field.fill("31")
    field.blur()
    visit.expect_stored(path, 31)
    field.press("ControlOrMeta+a")
    field.press_sequentially("50x")
    field.blur()
    expect(visit.page.locator("#results")).to_contain_text(visit.say("labs.unread", count=1), timeout=SOON)
    visit.expect_stored(path, 31)
    visit.page.reload()
    visit.expect_judged()
    expect(number(visit, path)).to_have_value("31")
    assert get(visit.document(), path) == 31


@pytest.mark.parametrize("size", ["phone"], indirect=True)
def test_numbers_are_taken_back_one_after_the_other_stepped_or_typed(
    rehearsal: Running, visitor: Callable[..., BrowserContext]
) -> None:
    visit = arrive(rehearsal, visitor, "fr-BE", "jobs-that-last")
    page, sales, gross = visit.page, "facts.stress.sales", "facts.jobs.r1.gross_monthly"
    back = page.get_by_role("button", name=visit.say("form.undo.back"))
    expect(back).to_be_disabled()
    paid = get(visit.document(), gross)
    number(visit, gross).fill("2600")
    number(visit, gross).blur()
    visit.expect_stored(gross, "2600")
    more = page.locator(f'#form [data-key$=":{sales}:more"]')
    more.click()
    more.click()
    visit.expect_stored(sales, "30")  # a step starts from the 20 that is taken while nothing is typed
    back.click()
    visit.expect_stored(sales, "25")
    back.click()
    visit.expect_stored(sales, None)
    back.click()
    visit.expect_stored(gross, paid)
    expect(back).to_be_disabled()
    expect(back).to_be_focused()


@pytest.mark.parametrize("size", ["phone"], indirect=True)
def test_an_assembly_is_played_with_a_card_and_is_still_there_after_a_reload(
    rehearsal: Running, visitor: Callable[..., BrowserContext]
) -> None:
    visit = arrive(rehearsal, visitor, "nl-BE", "who-decides")
    page, say = visit.page, visit.say
    table = page.get_by_role("table", name=say("assembly.title"))
    expect(table).to_contain_text("153 van de 300 personen")
    page.get_by_label(say("facts.assembly.card")).select_option("formality")
    number(visit, "facts.assembly.quorum_members").fill("25")
    number(visit, "facts.assembly.quorum_members").blur()
    expect(table).to_contain_text(say("assembly.quorum.lacking"), timeout=SOON)
    expect(table).to_contain_text("47 van de 300 personen")
    expect(page.locator("#results")).to_contain_text(say("assembly.changed.quorum", rules=say("assembly.every_rule")))
    visit.expect_stored("facts.assembly", {"card": "formality", "quorum_members": "25"})
    assert_fits(page)
    assert_accessible(page)
    page.reload()
    visit.expect_judged()
    expect(page.get_by_label(say("facts.assembly.card"))).to_have_value("formality")
    expect(table).to_contain_text("47 van de 300 personen", timeout=SOON)


class Slow:
    """A way to the kernel on which the picture of the draws can be held up, and let through."""

    def __init__(self) -> None:
        self.holds = True
        self._held: list[tuple[WebSocketRoute, str]] = []

    def joins(self, socket: WebSocketRoute) -> None:
        kernel = socket.connect_to_server()
        kernel.on_message(lambda frame: self._heard(socket, frame))

    def let_through(self) -> None:
        self.holds = False
        for socket, frame in self._held:
            socket.send(frame)
        self._held.clear()

    def _heard(self, socket: WebSocketRoute, frame: str | bytes) -> None:
        content = json.loads(frame)["content"] if isinstance(frame, str) else {}
        block = content.get("data", {}).get("content", {}).get("block", {})
        if self.holds and isinstance(frame, str) and block.get("type") == "chart":
            self._held.append((socket, frame))
        else:
            socket.send(frame)


@pytest.mark.parametrize("size", ["phone"], indirect=True)
def test_the_base_case_follows_at_once_and_slow_draws_say_how_far_they_are(
    rehearsal: Running, visitor: Callable[..., BrowserContext]
) -> None:
    visit, slow = Visit(visitor(locale="fr-BE").new_page(), rehearsal.url, "fr"), Slow()
    page, say = visit.page, visit.say
    page.route_web_socket("**/channels*", slow.joins)
    visit.begin_without_a_page()
    visit.go("lab/jobs-that-last")
    made = page.get_by_role("progressbar", name=say("results.chart.draws.title"))
    expect(made).to_be_visible(timeout=60_000)
    expect(made).to_have_attribute("value", "1000")
    draws = page.locator('#results [data-part="draws"]')
    expect(draws).to_contain_text("1\u202f000 tirages faits sur 1\u202f000")
    expect(draws).to_have_attribute("aria-busy", "true")
    assert_fits(page)
    assert_accessible(page)
    slow.let_through()
    expect(draws.locator("figcaption")).to_contain_text("Sur 1\u202f000 tirages", timeout=SOON)
    expect(made).to_have_count(0)

    # A change: the base case is new, the picture of the draws stays until its next one.
    told, slow.holds = draws.locator("figcaption").inner_text(), True
    number(visit, "facts.stress.sales").fill("90")
    number(visit, "facts.stress.sales").blur()
    number(visit, "facts.stress.low").fill("10")
    number(visit, "facts.stress.low").blur()
    expect(page.locator("#results")).to_contain_text("Les ventes baissent de 90", timeout=SOON)
    expect(made).to_be_visible(timeout=SOON)
    assert draws.locator("figcaption").inner_text() == told
    slow.let_through()
    expect(draws.locator("figcaption")).not_to_have_text(told, timeout=SOON)
    expect(draws).not_to_have_attribute("aria-busy", "true")


@pytest.mark.parametrize("size", ["phone"], indirect=True)
def test_a_number_taken_back_in_a_trial_is_no_longer_tried(
    rehearsal: Running, visitor: Callable[..., BrowserContext]
) -> None:
    visit, shares = arrive(rehearsal, visitor, "en-GB", "who-decides"), "facts.members.r1.shares"
    page, quorum, shown = visit.page, "facts.assembly.quorum_members", number(visit, shares).input_value()
    page.get_by_role("button", name=visit.say("form.scenario.add"), exact=True).click()
    for path, tried in ((quorum, "50"), (shares, "77")):
        number(visit, path).fill(tried)
        number(visit, path).blur()
    (branch,) = names(visit.document())
    visit.expect_stored(f"scenarios.{branch}.{shares}", 77)
    back = page.get_by_role("button", name=visit.say("form.undo.back"))
    back.click()
    back.click()
    for path in (quorum, shares):  # neither a copy of the dossier's answer nor "taken away"
        visit.expect_stored(f"scenarios.{branch}.{path}", None)
    expect(number(visit, shares)).to_have_value(shown)
