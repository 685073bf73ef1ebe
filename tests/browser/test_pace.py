"""How soon the page asks for a verdict: a choice at once, a hurried row of choices once more at its end."""

from __future__ import annotations

import json

from playwright.sync_api import Page, WebSocket, expect
from running import Running
from visiting import Visit

PATH, CRITERION = "facts.articles.voting_rule", "GOV-01"


def asked(page: Page) -> list[str]:
    """What the page sends to its kernel from now on: the voting rule each time a verdict is asked."""
    rules: list[str] = []

    def heard(frame: str | bytes) -> None:
        content = json.loads(frame)["content"] if isinstance(frame, str) else {}
        message = content.get("data", {}).get("content", {})
        if message.get("type") == "assess":
            rules.append(message["dossier"].get("facts", {}).get("articles", {}).get("voting_rule", ""))

    def opened(socket: WebSocket) -> None:
        socket.on("framesent", heard)

    page.on("websocket", opened)
    return rules


def test_a_choice_is_asked_at_once_and_a_hurried_row_of_them_once_more(server: Running, page: Page) -> None:
    page.clock.install()
    rules = asked(page)
    visit = Visit(page, server.url)
    visit.begin()
    visit.expect_judged()
    before = visit.verdict(CRITERION).text_content() or ""
    page.clock.pause_at(page.evaluate("Date.now() / 1000 + 1"))
    rules.clear()
    visit.choose(PATH, "share_votes")
    page.clock.run_for(80)  # what is said comes on screen 60 ms after the finger is up
    expect(visit.verdict(CRITERION)).not_to_have_text(before)
    assert rules == ["share_votes"]
    for rule in ("share_votes_capped", "share_votes", "one_member_one_vote"):
        visit.choose(PATH, rule)
        page.clock.run_for(5)
    assert rules == ["share_votes"]
    page.clock.run_for(120)
    page.clock.resume()
    visit.expect_reason(CRITERION)
    assert rules == ["share_votes", "one_member_one_vote"]
