"""Each lab walked once by keyboard: a number typed in a trial, its consequence seen, taken into the dossier, undone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest
from looking import WIDTHS, assert_accessible, assert_fits
from playwright.sync_api import BrowserContext, Locator, Page, expect
from running import Running
from visiting import SOON, Visit, until

from coopkit import content
from coopkit.core.branches import branched, names
from coopkit.core.dossier import get
from coopkit.core.facts import Facts
from coopkit.core.law import Law
from coopkit.core.model import Json
from coopkit.pages.labs import LABS
from coopkit.pages.words import wording

NAME = "What if"


@dataclass(frozen=True, slots=True, kw_only=True)
class Lab:
    """What is typed in a lab, over what an example says there, and where its consequence is seen."""

    address: str
    id: str
    path: str
    typed: str
    kept: Json
    seen: str = "#results figure img"


WALKED = (
    Lab(address="collective-story", id="story", path="facts.founders.r1.hours_per_week", typed="12,5", kept="12.5"),
    Lab(address="who-decides", id="who-decides", path="facts.members.r1.shares", typed="900", kept=900),
    Lab(
        address="what-happens-to-the-surplus", id="surplus",
        path="facts.surplus.r3.mission_amount", typed="12 345", kept="12345",
    ),
    Lab(
        address="where-the-money-sleeps", id="money",
        path="facts.holdings.r1.amount", typed="1 234 567", kept="1234567",
    ),
    Lab(address="jobs-that-last", id="lasting", path="facts.resources.r1.amount", typed="123456", kept="123456"),
    Lab(address="our-model-together", id="our-model", path="facts.resources.r1.amount", typed="123456", kept="123456"),
    Lab(
        address="help-each-other", id="help",
        path="facts.meetings.rounds", typed="1", kept=1, seen="#results .compare table",
    ),
    Lab(address="pitch", id="pitch", path="facts.need.interviews", typed="460", kept=460, seen="#results .stage"),
)  # fmt: skip


@pytest.fixture(scope="module")
def rehearsal(rehearsing: Callable[[str], Running]) -> Running:
    """A server whose new dossiers are the housing co-operative's."""
    return rehearsing("housing")


def shown(seen: Locator) -> str:
    """What a picture is made of, or the words of what is no picture."""
    return seen.get_attribute("src") or seen.inner_text()


def field(page: Page, path: str) -> Locator:
    return page.locator(f'#form [id$=":{path}"]')


def a_room_of_three(visit: Visit) -> None:
    """What the example has none of: teams that could meet, one row each."""
    for team in ("Les Trois Navets", "La Ronde", "Roule Midi"):
        visit.add_row("facts.exchange")
        visit.page.keyboard.type(team)
    visit.page.keyboard.press("Tab")
    expect(visit.page.locator("#results")).not_to_contain_text("These are the numbers of an example", timeout=SOON)


def a_harder_blow(visit: Visit) -> None:
    """A field nobody filled in says what is taken, and steps from there."""
    sales = field(visit.page, "facts.stress.sales")
    expect(sales).to_have_attribute("placeholder", "20")
    sales.locator("..").get_by_role("button", name="More").press("Enter")
    visit.expect_stored("facts.stress.sales", "25")


PREPARED = {"help": a_room_of_three, "lasting": a_harder_blow}


def figures(lab: Lab, visit: Visit) -> dict[str, list[str]]:
    """The figures of the dossier and of the trial, as the core says them of what the server holds."""
    catalogue, document = content.load().catalogue, visit.document()
    law = Law(catalogue.parameters, datetime.now(UTC).astimezone().date())
    told = [
        dict(LABS[lab.id].figures(Facts(branched(document, branch), catalogue), law, wording("en")))
        for branch in ("", *names(document, lab.id))
    ]
    return {title: [one[title] for one in told] for title in told[0]}


def side_by_side(page: Page) -> dict[str, list[str]]:
    beside = page.locator("#results .compare").filter(has_text="Side by side").last
    expect(beside.get_by_role("columnheader").last).to_have_text(NAME, timeout=SOON)
    rows = beside.locator("tbody tr").all()
    return {row.get_by_role("rowheader").inner_text(): row.get_by_role("cell").all_inner_texts() for row in rows}


@pytest.mark.parametrize("lab", WALKED, ids=lambda lab: lab.address)
def test_a_number_typed_in_a_trial_moves_the_lab_and_is_taken_and_given_back(
    rehearsal: Running, visitor: Callable[..., BrowserContext], lab: Lab
) -> None:
    visit = Visit(visitor().new_page(), rehearsal.url)
    page, say = visit.page, visit.say
    visit.begin_without_a_page()
    visit.go(f"lab/{lab.address}")
    visit.expect_judged()
    if lab.id in PREPARED:
        PREPARED[lab.id](visit)
    seen = page.locator(lab.seen).last
    expect(seen).to_be_visible(timeout=SOON)
    before, ours = shown(seen), get(visit.document(), lab.path)

    page.get_by_role("button", name=say("form.scenario.add"), exact=True).press("Enter")
    page.get_by_label(say("form.scenario.name")).fill(NAME)
    page.keyboard.press("Tab")
    field(page, lab.path).focus()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type(lab.typed)
    page.keyboard.press("Tab")
    (branch,) = names(visit.document())
    visit.expect_stored(f"scenarios.{branch}.{lab.path}", lab.kept)
    until(page, lambda: side_by_side(page), figures(lab, visit))
    until(page, lambda: shown(page.locator(lab.seen).last) != before, wanted=True)
    assert get(visit.document(), lab.path) == ours
    for width, height in (WIDTHS["laptop"], WIDTHS["phone"]):
        page.set_viewport_size({"width": width, "height": height})
        page.evaluate("scrollTo(0, 0)")  # the bar that stays lies over what is scrolled under it
        assert_accessible(page)
        assert_fits(page)

    page.get_by_role("button", name=say("form.scenario.take")).press("Enter")
    visit.expect_stored(lab.path, lab.kept)
    page.get_by_role("button", name=say("form.scenario.give_back")).press("Enter")
    visit.expect_stored(lab.path, ours)
