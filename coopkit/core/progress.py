"""How far a person is on a page: which questions she can reach, and which are answered. No verdicts here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil

from coopkit.core.dossier import get
from coopkit.core.explain import outside, wanted
from coopkit.core.facts import Facts
from coopkit.core.model import Catalogue, Document, Field, Item, Kind, Message, Table

MINUTES_FOR_A_FACT = 0.25
"""What a question beside the criteria takes; criteria say their own `minutes`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """Questions of one page, those of its optional sections left out. A "don't know" is an answer.

    `minutes` is what the open ones still take, rounded up.
    """

    answered: int
    total: int
    minutes: int
    unreachable: Mapping[str, Message]
    """Criteria that do not concern this project, and why."""
    wished: tuple[str, ...]
    """Criteria that no target of this project demands."""
    later: bool
    """Whether the page has criteria and none of them concerns this project (yet)."""


def reachable(document: Document, catalogue: Catalogue, page_id: str) -> Progress:
    """Return how far this dossier is on a page; the same fact asked twice is one question."""
    facts = Facts(document, catalogue)
    known = {criterion.id: criterion for criterion in catalogue.criteria}
    hidden, targets = not_asked(facts, catalogue), wanted(facts)
    wished: list[str] = []
    unreachable: dict[str, Message] = {}
    asked: dict[str, bool] = {}
    minutes = 0.0
    sections = catalogue.pages[page_id].sections
    concerning = 0
    for item in (item for section in sections if not section.optional for item in section.items):
        criterion = known.get(item.criterion or "")
        if criterion and (why := outside(criterion, facts)):
            unreachable[criterion.id] = why
            continue
        # What is asked of one track only is why one came to the page, whatever one aims for.
        concerning += criterion is not None
        if criterion and not criterion.applies.tracks and not targets.intersection(criterion.obligation):
            wished.append(criterion.id)
        questions = _questions(document, item, criterion.kind if criterion else None, hidden)
        fresh = {path: done for path, done in questions.items() if path not in asked}
        asked |= fresh
        left = sum(not done for done in fresh.values())
        minutes += left * (criterion.minutes / max(1, len(questions)) if criterion else MINUTES_FOR_A_FACT)
    return Progress(
        answered=sum(asked.values()),
        total=len(asked),
        minutes=ceil(minutes),
        unreachable=unreachable,
        wished=tuple(dict.fromkeys(wished)),
        later=bool(unreachable) and not concerning,
    )


def _questions(document: Document, item: Item, kind: Kind | None, hidden: set[str]) -> dict[str, bool]:
    """Return the paths an item asks and whether each is answered; "not applicable, because" answers them all."""
    waived = bool(get(document, f"answers.{item.criterion}.not_applicable"))
    part = {Kind.LEVELS: "level", Kind.STATEMENT: "statement"}.get(kind or Kind.COMPUTED)
    own = [f"answers.{item.criterion}.{part}"] if part else []
    paths = [*own, *(path for path in item.asks if path not in hidden)]
    return {path: waived or bool(value) or value == 0 for path in paths for value in [get(document, path)]}


def not_asked(facts: Facts, catalogue: Catalogue) -> set[str]:
    """Return the fields and tables whose `only_if` does not hold."""
    known: tuple[Field | Table, ...] = (*catalogue.fields, *catalogue.tables)
    return {
        one.path
        for one in known
        for other, options in one.only_if.items()
        if not {facts.text(other), *(facts.options(other) or ())}.intersection(options)
    }
