"""Answers on what a project lives from, plans and does that cannot both be true."""

from __future__ import annotations

from fractions import Fraction

from coopkit.core.contradictions.telling import CLOSE, Finder, between, same
from coopkit.core.facts import Facts
from coopkit.core.model import Contradiction
from coopkit.core.resources import RESOURCES
from coopkit.core.rules.business_model import STATE
from coopkit.core.rules.investors import INVESTORS

PLAN, SURPLUS = "facts.plan", "facts.surplus"
ON_TRACK = "answers.RDY-03.level"
TRIED = 3
"""From this level on somebody uses or buys what the project does."""


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
    return between("lasting_that_ends", paths, name=ending[0].text("label") or "…", count=len(ending))


def capital_as_income(facts: Facts) -> Contradiction | None:
    """A resource that bears the name of an investor who brought shares: capital is no income of a year."""
    shares = {same(row.text("label")) for row in facts.rows(INVESTORS) if row.text("instrument") == "shares"} - {""}
    counted = [row for row in facts.rows(RESOURCES) if shares & {same(row.text("label")), same(row.text("payer"))}]
    if not counted:
        return None
    names = {same(counted[0].text("label")), same(counted[0].text("payer"))} & shares
    holders = [row for row in facts.rows(INVESTORS) if same(row.text("label")) in names]
    cells = [row.at(column) for row in counted for column in ("label", "payer") if same(row.text(column)) in shares]
    paths = [*cells, *(row.at("instrument") for row in holders)]
    return between("capital_as_income", paths, name=holders[0].text("label") or "")


def on_track_beside_idea(facts: Facts) -> Contradiction | None:
    """A project on track, with users or sales, and an activity that is still an idea."""
    if (facts.whole(ON_TRACK) or 0) < TRIED or facts.text(STATE) != "idea":
        return None
    return between("on_track_beside_idea", [ON_TRACK, STATE])


def plan_beside_results(facts: Facts) -> Contradiction | None:
    """A year of the three-year plan and the same year of the results, with another result both before and after tax."""
    results = {row.whole("year"): row for row in facts.rows(SURPLUS) if row.whole("year")}
    for row in facts.rows(PLAN):
        income, costs, told = row.decimal("income"), row.decimal("costs"), results.get(row.whole("year"))
        said = [told.decimal(f"result_{when}_tax") for when in ("before", "after")] if told else []
        known = [amount for amount in said if amount is not None]
        if income is None or costs is None or told is None or not known:
            continue
        planned = income - costs
        if all(abs(planned - amount) > CLOSE * Fraction(income) for amount in known):
            filled = [told.at(f"result_{when}_tax") for when in ("before", "after")]
            paths = [
                row.at("income"),
                row.at("costs"),
                *(path for path, amount in zip(filled, said, strict=True) if amount is not None),
            ]
            year = str(row.whole("year"))
            return between("plan_beside_results", paths, year=year, planned=planned, told=known[0])
    return None


FOUND_HERE: tuple[Finder, ...] = (
    lasting_that_ends,
    capital_as_income,
    on_track_beside_idea,
    plan_beside_results,
)
