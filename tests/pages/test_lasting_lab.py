"""The lab of lasting jobs: its numbers are the simulator's, each blow stands in one line beside the plan."""

from __future__ import annotations

import asyncio
from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from casebook import document

from coopkit import content, pages
from coopkit.core import dossier
from coopkit.core.branches import trying
from coopkit.core.facts import Facts
from coopkit.core.law import Law
from coopkit.core.model import Document
from coopkit.core.payrolls import payroll_plan
from coopkit.core.rules.durability import durability
from coopkit.core.simulate.draws import WAGES, Guess, draw
from coopkit.core.simulate.payroll import payroll
from coopkit.core.simulate.shocks import SalesFall, shocked
from coopkit.core.stress import DRAWS, SEED, covered, purse, spared
from coopkit.pages import showing
from coopkit.pages.words import wording

ON = date(2026, 11, 23)
POST: dict[str, Any] = {"label": "Équipe", "status": "existing", "contract": "open_ended", "employer_cost": "4000"}
SALES: dict[str, Any] = {"label": "Ventes", "logic": "market", "amount": "60000", "lasting": "yes"}


def look(told: Document, *, drawn: bool = False) -> list[dict[str, Any]]:
    view: dict[str, Any] = showing.view("lasting", told, "en", ON, drawn=drawn)
    return list(view["blocks"])


def table(blocks: list[dict[str, Any]], name: str) -> dict[str, Any]:
    (found,) = [block for block in blocks if block.get("id") == name]
    return found


@pytest.mark.parametrize("example", sorted(content.load().examples))
def test_the_lines_of_the_stress_test_are_the_simulators(example: str) -> None:
    told, catalogue, say = content.example(example), content.load().catalogue, wording("en")
    facts = Facts(told, catalogue)
    found = durability(facts, Law(catalogue.parameters, ON))[0]
    assert found is not None
    plan = purse(facts, found.run.plan)
    lines = {row["title"]: row["cells"] for row in table(look(told), "stress")["rows"]}
    fallen = shocked(plan, [SalesFall(part=Fraction(1, 5), month=7)])
    expected = {"Your plan, without a bad surprise": plan, "Sales fall by 20% from 1 May 2027": fallen}
    for title, made in expected.items():
        run = payroll(made)
        shares = [say.percent(round((covered(run, year) or 0) * 1000) / Fraction(1000)) for year in (2, 3)]
        cliff = say.date(run.cliff.on) if run.cliff else "none"
        months = spared(run)
        assert lines[title] == [*shares, cliff, "more than 36" if months is None else say.number(months)]


def test_the_draws_are_the_simulators_and_wait_for_the_drawing() -> None:
    told, catalogue = content.example("grocer"), content.load().catalogue
    facts = Facts(told, catalogue)
    plan = payroll_plan(facts, Law(catalogue.parameters, ON)).plan
    assert plan is not None
    one, low, high = Fraction(1), Fraction(4, 5), Fraction(11, 10)
    guesses = [Guess(of=income.id, low=low, likely=one, high=high) for income in plan.incomes]
    wages = Guess(of=WAGES, low=one, likely=one, high=Fraction(51, 50))
    drawn = draw(purse(facts, plan), [*guesses, wages], draws=DRAWS, seed=SEED)
    chart = table(look(told, drawn=True), "draws")
    shown = [wording("en").percent(round((share or 0) * 1000) / Fraction(1000)) for share in drawn.lowest]
    assert [row[1] for row in chart["rows"]] == shown
    assert "<svg" in chart["svg"]
    waiting = table(look(told), "draws")
    assert (waiting["type"], waiting["done"], waiting["of"], waiting["text"]) == (
        "progress",
        0,
        1000,
        "0 of 1,000 draws made",
    )
    assert [block.get("id") for block in look(told)] == [block.get("id") for block in look(told, drawn=True)]


def test_the_base_case_comes_first_then_the_draws_in_chunks_then_their_picture() -> None:
    first, *parts = showing.views("lasting", content.example("grocer"), showing.Asked(language="fr", on=ON), drawn=True)
    assert "blocks" in first
    told: list[Any] = [part["part"] for part in parts]
    assert [one["type"] for one in told] == ["progress"] * 4 + ["chart"]
    assert [one["done"] for one in told[:-1]] == [250, 500, 750, 1000]
    assert told[0]["text"] == "250 tirages faits sur 1\u202f000"
    assert {one["id"] for one in told} == {"draws"}


def test_where_nothing_can_be_counted_nothing_is_drawn() -> None:
    missing = document({"jobs": [POST]})
    assert len([*showing.views("lasting", missing, showing.Asked(language="en", on=ON), drawn=True)]) == 1
    assert all(block["type"] != "progress" for block in look(missing))


def test_each_post_stands_with_its_months_its_cost_and_its_aid() -> None:
    posts = table(look(content.example("mobility")), "posts")
    rows = {row["title"]: row["cells"] for row in posts["rows"]}
    assert rows["Renfort d'été"][0] == "November 2026 to September 2027"
    assert rows["Mécaniciens en insertion"] == ["November 2026, without an end", "€7,000", "€1,600"]
    assert posts["sentence"] == "6 rows of paid jobs. The dearest month costs €65,029."


def test_the_hardest_blow_is_said_and_none_where_none_hurts() -> None:
    assert table(look(content.example("workshop")), "stress")["sentence"] == (
        "The hardest blow: “Cohésion sociale”, €4,833.33 a month, stops on 1 May 2027. "
        "The money for wages then lasts 13 months, and the weakest year is covered for 66.2%."
    )
    lasts = table(look(content.example("housing")), "stress")["sentence"]
    assert "lasts three years all the same, and the weakest year is covered for 104%" in lasts
    soft = document({"jobs": [POST], "resources": [SALES], "stress": {"sales": "0", "index": "0", "late": 1}})
    soft = dossier.put(soft, "facts.cash.opening", "90000")
    assert table(look(soft), "stress")["sentence"].startswith("None of these blows")


def test_a_year_without_wages_has_nothing_to_cover() -> None:
    ending = {**POST, "contract": "fixed_term", "ends": "2027-06-30"}
    lines = table(look(document({"jobs": [ending], "resources": [SALES]})), "stress")["rows"]
    assert lines[0]["cells"][:2] == ["nothing to pay", "nothing to pay"]


def test_what_is_missing_or_wrong_is_said_in_place_of_the_tables() -> None:
    wrong = {**POST, "status": "planned", "starts": "2028-01-01", "contract": "fixed_term", "ends": "2027-01-01"}
    blocks = look(document({"jobs": [wrong], "resources": [SALES]}))
    assert "Answer: When does the contract end?" in table(blocks, "durability")["wait"]
    assert all(block.get("id") != "stress" for block in blocks)


def test_trials_compare_coverage_cliff_and_posts() -> None:
    told = dossier.apply(
        content.example("grocer"),
        [
            ("scenarios.k1.lab", "lasting"),
            ("scenarios.k1.name", "Sans lancement"),
            trying("k1", "facts.jobs.r3", None),
            ("scenarios.k2.lab", "lasting"),
            trying("k2", "facts.jobs.r1.gross_monthly", {"is": "dont_know"}),
        ],
    )
    (shown,) = [block for block in look(told) if block.get("title") == "Side by side"]
    rows = {row["title"]: row["cells"] for row in shown["rows"]}
    assert rows["Paid jobs, in full-time equivalents"][:2] == ["4.8", "3.3"]
    assert rows["Wages covered by what lasts, year 2"][:2] == ["69.9%", "94.9%"]
    assert rows["First cliff"][0] == "1 January 2029"


def test_a_day_without_law_has_no_figures() -> None:
    told = dossier.apply(content.example("grocer"), [("scenarios.k1.lab", "lasting"), trying("k1", "facts.aids", None)])
    view: dict[str, Any] = showing.view("lasting", told, "en", date(2100, 1, 1), drawn=False)
    assert all(block.get("id") != "trials" for block in view["blocks"])


def test_a_newer_message_cancels_the_draws_of_an_older_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COOPKIT_MODE", "serve")
    page = pages.lab("lasting")
    replies: list[dict[str, Any]] = []
    asked = {"type": "assess", "dossier": content.example("grocer"), "language": "en", "date": str(ON)}

    def told(number: int) -> list[str]:
        return [one.get("block", one)["type"] for one in replies if one["n"] == number]

    async def two_changes() -> None:
        drawn = asyncio.Event()

        def send(reply: dict[str, Any]) -> None:
            replies.append(reply)
            if reply["n"] == 1 and reply.get("block", {}).get("type") == "progress":
                asyncio.get_running_loop().call_soon(page.form._handle_custom_msg, {**asked, "n": 2}, [])
            if told(2)[-1:] == ["chart"]:
                drawn.set()

        page.form.send = send
        page.form._handle_custom_msg({**asked, "n": 1}, [])
        await drawn.wait()

    asyncio.run(asyncio.wait_for(two_changes(), 60))
    assert told(1)[-2:] == ["view", "progress"]
    assert told(2)[-5:] == ["progress"] * 4 + ["chart"]
    assert replies[-1]["n"] == 2


def test_without_a_loop_everything_comes_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COOPKIT_MODE", "serve")
    page = pages.lab("lasting")
    replies: list[dict[str, Any]] = []
    page.form.send = replies.append
    page.form._handle_custom_msg({"type": "assess", "n": 1, "dossier": content.example("grocer"), "language": "en"}, [])
    assert replies[-1]["block"]["type"] == "chart"
