"""What the labs have in common: whose numbers are shown, and what was tried side by side."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol, TypeAlias

from coopkit import content
from coopkit.core.assess import assess
from coopkit.core.branches import branched, names
from coopkit.core.dossier import apply, get
from coopkit.core.facts import Facts
from coopkit.core.law import Law
from coopkit.core.stress import STRESS
from coopkit.pages import (
    assembly,
    help_lab,
    lasting_lab,
    model_lab,
    money_lab,
    pitch_lab,
    story_lab,
    surplus_lab,
    voting_lab,
)
from coopkit.pages.asking import asks, lent

if TYPE_CHECKING:
    from coopkit.core.model import Document, Page
    from coopkit.pages.findings import Block, Reading
    from coopkit.wording import Wording

Figures: TypeAlias = "Sequence[tuple[str, str]]"
"""The few numbers of a lab by which scenarios are compared: what each is called, and how it reads."""


class _Blocks(Protocol):
    def __call__(self, facts: Facts, reading: Reading, law: Law, *, drawn: bool) -> list[Block]: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Lab:
    """One lab: what it shows of a dossier, and its figures."""

    blocks: _Blocks
    figures: Callable[[Facts, Law, Wording], Figures]
    later: Callable[[Facts, Reading, Law], Iterator[Block]] | None = None
    """What takes longer, block by block; one with the id of an earlier one takes its place."""
    reads: tuple[str, ...] = ()
    """What it shows beside what its page asks: an example lends it too, and only where there is none of it."""
    played: str = ""
    """The group of facts that says how the lab is played: no number of the team's, and nothing an example lends."""


LABS: Mapping[str, Lab] = {
    "story": Lab(blocks=story_lab.blocks, figures=story_lab.figures),
    "our-model": Lab(blocks=model_lab.blocks, figures=model_lab.figures),
    "lasting": Lab(blocks=lasting_lab.blocks, figures=lasting_lab.figures, later=lasting_lab.later, played=STRESS),
    "help": Lab(blocks=help_lab.blocks, figures=help_lab.figures),
    "who-decides": Lab(blocks=voting_lab.blocks, figures=voting_lab.figures, played=assembly.PLAYED),
    "money": Lab(blocks=money_lab.blocks, figures=money_lab.figures),
    "pitch": Lab(blocks=pitch_lab.blocks, figures=pitch_lab.figures, reads=pitch_lab.READS),
    "surplus": Lab(blocks=surplus_lab.blocks, figures=surplus_lab.figures),
}


def shown(page: Page, document: Document, scenario: str = "") -> tuple[Document, str | None]:
    """Return the dossier a lab works on, and the example it takes its numbers from while there are none."""
    own = branched(document, scenario)
    lab = LABS[page.id]
    paths = [path for path in (*asks(page), *lab.reads) if not (lab.played and path.startswith(f"{lab.played}."))]
    if page.example is None or any(get(own, path) for path in paths):
        return own, None
    return apply(own, lent(page.example, paths)), page.example


def blocks(page: Page, document: Document, scenario: str, reading: Reading, *, drawn: bool) -> list[Block]:
    """Return what a lab shows of the dossier or of one scenario, then both side by side."""
    say, catalogue = reading.say, reading.catalogue
    lab, law = LABS[page.id], Law(catalogue.parameters, reading.assessment.on)
    own, example, reading = _read(page, document, scenario, reading)
    said: list[Block] = []
    if example:
        said.append({"type": "note", "text": say.say("labs.example", title=say.text(content.example_title(example)))})
    said += lab.blocks(Facts(own, catalogue), reading, law, drawn=drawn)
    kept = names(document, page.id)
    if not kept:
        return said
    versions = [
        ("", say.say("labs.ours")),
        *((branch, name or say.say("labs.unnamed")) for branch, name in kept.items()),
    ]
    told = [
        (name, figures)
        for branch, name in versions
        if (figures := dict(lab.figures(Facts(branched(document, branch), catalogue), law, say)))
    ]
    if len(told) <= 1:
        return said  # nothing to compare with: the dossier has no numbers yet
    titles = list(dict.fromkeys(title for _, figures in told for title in figures))
    return [
        *said,
        {
            "type": "table",
            "id": "trials",
            "title": say.say("labs.compared"),
            "corner": say.say("labs.figure"),
            "columns": [name for name, _ in told],
            "rows": [{"title": title, "cells": [figures.get(title, "–") for _, figures in told]} for title in titles],
            "sentence": _changed(told, titles, say),
        },
    ]


def later(page: Page, document: Document, scenario: str, reading: Reading) -> Iterator[Block]:
    """Yield what takes longer to find, in the place of what `blocks` gave of the same id."""
    if (late := LABS[page.id].later) is None:
        return
    own, _, reading = _read(page, document, scenario, reading)
    yield from late(Facts(own, reading.catalogue), reading, Law(reading.catalogue.parameters, reading.assessment.on))


def _read(page: Page, document: Document, scenario: str, reading: Reading) -> tuple[Document, str | None, Reading]:
    """Return the dossier a lab works on, the example it is lent, and what is judged of it."""
    own, example = shown(page, document, scenario)
    if example:
        reading = replace(reading, assessment=assess(own, reading.catalogue, reading.assessment.on))
    return own, example, reading


def _changed(told: Sequence[tuple[str, Mapping[str, str]]], titles: Sequence[str], say: Wording) -> str:
    """Return what the newest scenario changes against the dossier."""
    (_, ours), (name, tried) = told[0], told[-1]
    other = [title for title in titles if ours.get(title) != tried.get(title)]
    if not other:
        return say.say("labs.same", name=name)
    title = other[0]
    return say.say(
        "labs.changed", name=name, count=len(other), title=title, ours=ours.get(title, "–"), tried=tried.get(title, "–")
    )
