"""The schools of thought on social enterprise beside each other: in which answers of a dossier each recognises itself.

Descriptive: no grade, no verdict. What a school looks at stands in data/schools.yaml; here stand only the clues.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import TypeAlias

from coopkit.core.facts import Facts
from coopkit.core.model import Catalogue, Finding, Form, Message, School, SchoolView, Value, Verdict
from coopkit.core.rules.shares import added

Findings: TypeAlias = "Mapping[str, Finding]"

RESOURCES = "facts.resources"
INDICATORS = "facts.indicators"
SURPLUS = "facts.surplus"
PURPOSE = "facts.articles.purpose"
VOTING_RULE = "facts.articles.voting_rule"
OUTSIDE = "facts.board.outside"
VOICES = tuple(f"facts.stakeholders.{who}" for who in ("workers", "users", "volunteers", "neighbours", "funders"))
HEARD = ("consulted", "ga_vote", "board_seat")
ROOTS = "facts.initiative.roots"
PROOF = "facts.initiative.proof"
SEVERAL = 2


class Stand(StrEnum):
    """Whether a school recognises itself in an answer."""

    ACCEPTS = "accepts"
    REFUSES = "refuses"
    NOT_ASKED = "not_asked"
    CANNOT_TELL = "cannot_tell"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a clue says of a dossier, and the sentence that names the answer it comes from."""

    id: str
    because: Message


@dataclass(frozen=True, slots=True, kw_only=True)
class Clue:
    """Something a school may look at. `tell` returns None while nobody can say; `asks` is what to answer then."""

    answers: tuple[str, ...]
    asks: str
    tell: Callable[[Facts, Findings], Answer | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One school before one question: where it stands, because of which answers, and what is still to be said."""

    view: SchoolView
    stand: Stand
    because: tuple[Message, ...] = ()
    asks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One school and where it stands, in the order of the questions."""

    school: School
    cells: tuple[Cell, ...]

    def where(self, stand: Stand) -> tuple[str, ...]:
        """Return the questions on which the school stands so."""
        return tuple(cell.view.question for cell in self.cells if cell.stand is stand)


def schools(facts: Facts, findings: Findings, catalogue: Catalogue) -> tuple[Column, ...]:
    """Return every school of the catalogue before a dossier; `findings` are those of the catalogue, by criterion."""
    told = {name: clue.tell(facts, findings) for name, clue in CLUES.items()}
    order = [question.id for question in catalogue.school_questions]
    return tuple(
        Column(
            school=school,
            cells=tuple(_cell(view, told) for view in sorted(school.views, key=lambda one: order.index(one.question))),
        )
        for school in catalogue.schools
    )


def _cell(view: SchoolView, told: Mapping[str, Answer | None]) -> Cell:
    """Return where a school stands: one answer it does not accept decides; else all must be known."""
    if not view.reads:
        return Cell(view=view, stand=Stand.NOT_ASKED)
    known = [answer for name in view.reads if (answer := told[name]) is not None]
    if against := [answer for answer in known if answer.id not in view.accepts]:
        return Cell(view=view, stand=Stand.REFUSES, because=tuple(answer.because for answer in against))
    because = tuple(answer.because for answer in known)
    if open_ := [CLUES[name].asks for name in view.reads if told[name] is None]:
        return Cell(view=view, stand=Stand.CANNOT_TELL, because=because, asks=tuple(open_))
    return Cell(view=view, stand=Stand.ACCEPTS, because=because)


def _answer(name: str, key: str, /, **values: Value) -> Answer:
    return Answer(id=name, because=Message(key=f"schools.because.{key}", values=values))


def _chosen(path: str) -> Callable[[Facts, Findings], Answer | None]:
    """Return a clue that is an option of a choice, in the words of the form."""

    def tell(facts: Facts, findings: Findings) -> Answer | None:
        del findings
        option = facts.text(path)
        return _answer(option, "chosen", label=f"{path}.{option}") if option else None

    return tell


def _income(facts: Facts, findings: Findings) -> Answer | None:
    """How much of a year's resources is earned on a market."""
    del findings
    rows = facts.rows(RESOURCES)
    total = added(rows, "amount")
    if not total or any(row.missing(["logic", "amount"]) for row in rows):
        return None
    share = Fraction(added((row for row in rows if row.text("logic") == "market"), "amount")) / Fraction(total)
    name = "mixed" if 0 < share < 1 else "earned" if share else "unearned"
    return _answer(name, f"income.{name}", share=round(share, 3))


def _profit(facts: Facts, findings: Findings) -> Answer | None:
    """Whether members get a dividend, and whether PRO-03 finds one above its cap."""
    paid = [row.decimal("dividend") for row in facts.rows(SURPLUS)]
    if any(amount or Decimal(0) for amount in paid):
        verdict = findings["PRO-03"].verdict
        above = verdict in {Verdict.NOT_MET, Verdict.NOT_YET}
        name = "unlimited" if above else "limited"
        return _answer(name, f"profit.{name}") if above or verdict is Verdict.MET else None
    if facts.form() is Form.ASBL:
        return _answer("none", "profit.asbl")
    return _answer("none", "profit.none") if paid and None not in paid else None


def _votes(facts: Facts, findings: Findings) -> Answer | None:
    """Whether votes follow capital; where one member has most of the shares, it is said who."""
    del findings
    rule = facts.text(VOTING_RULE)
    if rule not in {"one_member_one_vote", "share_votes", "share_votes_capped"}:
        return None
    if rule == "share_votes" and (owner := _owner(facts)):
        return _answer("one_owner", "owner", name=owner[0], share=round(owner[1], 3))
    return _answer(rule, "chosen", label=f"{VOTING_RULE}.{rule}")


def _owner(facts: Facts) -> tuple[str, Fraction] | None:
    """Return the member who alone holds more than half of the shares; None while a number is not known."""
    rows = facts.rows("facts.members")
    if any(row.whole("shares") is None or row.doubtful(["count"]) for row in rows):
        return None
    each = [(row.whole("shares") or 0, row.text("label") or "") for row in rows]
    total = sum((row.whole("count") or 1) * (row.whole("shares") or 0) for row in rows)
    most, name = max(each, default=(0, ""))
    return (name, Fraction(most, total)) if name and most * 2 > total else None


def _voice(facts: Facts, findings: Findings) -> Answer | None:
    """How many of the groups affected are at least consulted."""
    del findings
    heard = [path for path in VOICES if facts.text(path) in HEARD]
    if len(heard) >= SEVERAL:
        return _answer("several", "voice.several", count=len(heard))
    if any(facts.text(path) is None for path in VOICES):
        return None
    return _answer("one", "voice.one", label=heard[0]) if heard else _answer("none", "voice.none")


def _outcome(facts: Facts, findings: Findings) -> Answer | None:
    """What is to change, with a number before and after, or named so far; nobody says "nothing" by leaving it empty."""
    del findings
    rows = [row for row in facts.rows(INDICATORS) if row.text("label")]
    for row in rows:
        start, goal = row.decimal("baseline"), row.decimal("target")
        if start is not None and goal is not None:
            values: dict[str, Value] = {
                "name": row.text("label") or "",
                "baseline": start,
                "target": goal,
                "unit": row.text("unit") or "",
            }
            return _answer("measured", "outcome.measured", **values)
    return _answer("named", "outcome.named", name=rows[0].text("label") or "") if rows else None


CLUES: Mapping[str, Clue] = {
    "income": Clue(answers=("earned", "mixed", "unearned"), asks=RESOURCES, tell=_income),
    "purpose": Clue(answers=("main", "beside", "not_written"), asks=PURPOSE, tell=_chosen(PURPOSE)),
    "profit": Clue(answers=("none", "limited", "unlimited"), asks=SURPLUS, tell=_profit),
    "votes": Clue(
        answers=("one_member_one_vote", "share_votes_capped", "share_votes", "one_owner"),
        asks=VOTING_RULE,
        tell=_votes,
    ),
    "outside": Clue(
        answers=("none", "consulted", "vetoes_budget", "approves_daily", "decides"), asks=OUTSIDE, tell=_chosen(OUTSIDE)
    ),
    "voice": Clue(answers=("several", "one", "none"), asks=VOICES[0], tell=_voice),
    "roots": Clue(answers=("one_person", "group", "organisations"), asks=ROOTS, tell=_chosen(ROOTS)),
    "novelty": Clue(answers=("none", "described", "tested", "compared"), asks=PROOF, tell=_chosen(PROOF)),
    "outcome": Clue(answers=("measured", "named"), asks=INDICATORS, tell=_outcome),
}
"""What the schools look at, by the name data/schools.yaml gives it."""
