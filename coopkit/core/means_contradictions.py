"""Answers on what a project lives from and does that cannot both be true; contradictions.py lists them too."""

from __future__ import annotations

from coopkit.core.facts import Facts
from coopkit.core.model import Contradiction, Value
from coopkit.core.resources import RESOURCES
from coopkit.core.rules.business_model import STATE
from coopkit.core.rules.investors import INVESTORS
from coopkit.core.rules.outcome import say

ON_TRACK = "answers.RDY-03.level"
TRIED = 3
"""From this level on somebody uses or buys what the project does."""


def _between(name: str, paths: list[str], /, **values: Value) -> Contradiction:
    return Contradiction(id=name, message=say(f"contradiction.{name}", **values), paths=tuple(paths))


def _same(name: str | None) -> str:
    return " ".join((name or "").split()).casefold()


def lasting_that_ends(facts: Facts) -> Contradiction | None:
    """Public money called lasting, and a day on which it ends. A sale may be lasting and have an end (12 months)."""
    ending = [
        row
        for row in facts.rows(RESOURCES)
        if row.text("logic") == "public" and row.text("lasting") == "yes" and row.cell("ends") is not None
    ]
    if not ending:
        return None
    paths = [row.at(column) for row in ending for column in ("lasting", "ends")]
    return _between("lasting_that_ends", paths, name=ending[0].text("label") or "…", count=len(ending))


def capital_as_income(facts: Facts) -> Contradiction | None:
    """A resource that bears the name of an investor who brought shares: capital is no income of a year."""
    shares = {_same(row.text("label")) for row in facts.rows(INVESTORS) if row.text("instrument") == "shares"} - {""}
    counted = [row for row in facts.rows(RESOURCES) if shares & {_same(row.text("label")), _same(row.text("payer"))}]
    if not counted:
        return None
    names = {_same(counted[0].text("label")), _same(counted[0].text("payer"))} & shares
    holders = [row for row in facts.rows(INVESTORS) if _same(row.text("label")) in names]
    paths = [*(row.path for row in counted), *(row.at("instrument") for row in holders)]
    return _between("capital_as_income", paths, name=holders[0].text("label") or "")


def on_track_beside_idea(facts: Facts) -> Contradiction | None:
    """A project on track, with users or sales, and an activity that is still an idea."""
    if (facts.whole(ON_TRACK) or 0) < TRIED or facts.text(STATE) != "idea":
        return None
    return _between("on_track_beside_idea", [ON_TRACK, STATE])


FOUND_HERE = (lasting_that_ends, capital_as_income, on_track_beside_idea)
