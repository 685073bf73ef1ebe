"""What the kit says of a dossier on one page, worded: a pure function of page, dossier, language and day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, TypeAlias, cast

from coopkit import content
from coopkit.core.assess import assess
from coopkit.core.branches import branched
from coopkit.core.facts import Facts
from coopkit.core.flags import Raised, raised
from coopkit.core.law import Law
from coopkit.core.model import Target
from coopkit.core.progress import reachable
from coopkit.core.reaching import ways as reaching
from coopkit.pages import (
    canvas,
    comparing,
    drawings,
    flags,
    forms,
    investing,
    labs,
    lasting,
    mixing,
    scaling_up,
    schools,
    summing_up,
    ways,
)
from coopkit.pages.asking import find_page
from coopkit.pages.findings import Block, Reading, groups, label, summary
from coopkit.pages.words import wording
from coopkit.report import asked_labels

if TYPE_CHECKING:
    from coopkit.core.assessment import Assessment
    from coopkit.core.model import Document, Finding, Page
    from coopkit.wording import Wording

MOST_NAMED = 3
SHEETS = frozenset({"business-model", "our-model"})
"""Pages that end with the canvas."""

View: TypeAlias = "dict[str, object]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """How a page is asked for."""

    language: str
    on: date
    compared: Mapping[str, object] = field(default_factory=dict)
    """What the result sets beside each other: pictures `from` and `to`, and the law `on` another day."""
    scenario: str = ""
    """What a lab shows in place of the dossier."""
    unread: int = 0
    """How many fields of a lab hold what cannot be read: the dossier has the last answers that could."""


def view(  # noqa: PLR0913  (each says another thing about what is shown)
    page_id: str, document: Document, language: str, on: date, *, drawn: bool = True, scenario: str = ""
) -> View:
    """Return the whole view of a page, with what takes longer in its place; every string in it is plain, worded text.

    `drawn` False is the first of `views`, without its chart. `scenario` names what a lab shows in place of the dossier.
    """
    told = views(page_id, document, Asked(language=language, on=on, scenario=scenario), drawn=drawn)
    whole = next(told)
    for more in told if drawn else ():
        whole = {**whole, "blocks": _placed(whole, more["part"])} if "part" in more else more
    return whole


def _placed(shown: View, part: object) -> list[Block]:
    """Return the blocks of a view with a part in the place of the one of its id."""
    late = cast("Block", part)
    return [late if block.get("id") == late["id"] else block for block in cast("list[Block]", shown["blocks"])]


def views(page_id: str, document: Document, asked: Asked, *, drawn: bool) -> Iterator[View]:
    """Yield the view of a page as soon as it can be shown, and again with what takes longer.

    What a lab finds later comes as {"part": block} alone, in the place of the block of the same id.
    `drawn` False: first without its chart, as drawing loads matplotlib, and the verdicts need not wait for it.
    """
    page, catalogue, say = find_page(page_id), content.load().catalogue, wording(asked.language)
    whole, document = document, branched(document, asked.scenario)
    reading = Reading(assessment=assess(document, catalogue, asked.on), catalogue=catalogue, say=say)
    if page.kind == "lab":
        for each in (True,) if drawn else (False, True):
            lab = [*_unread(asked, say), *labs.blocks(page, whole, asked.scenario, reading, drawn=each)]
            shown = _view(page, document, reading, drawn=each, lab=lab)
            yield shown if each else shown | {"partial": True}
        for block in labs.later(page, whole, asked.scenario, reading):
            yield {"part": block}
        return
    if not drawn or page.kind == "result":
        yield _view(page, document, reading, drawn=drawn) | {"partial": True}
    late = _late(document, reading, asked.compared) if page.kind == "result" else []
    shown = _view(page, document, reading, drawn=True)
    yield {**shown, "blocks": [*cast("list[Block]", shown["blocks"]), *late]}


def _unread(asked: Asked, say: Wording) -> list[Block]:
    return [{"type": "note", "text": say.say("labs.unread", count=asked.unread)}] if asked.unread else []


def _late(document: Document, reading: Reading, compared: Mapping[str, object]) -> list[Block]:
    """Return what stands below the first page of the result, which takes a second to find."""
    catalogue, say, facts = reading.catalogue, reading.say, Facts(document, reading.catalogue)
    more = facts.text("facts.more.text")
    own: list[Block] = [{"type": "own", "title": say.say("further.more.title"), "text": more}] if more else []
    found = [
        *flags.block(_flags(facts, reading), reading),
        ways.block(reaching(document, catalogue, reading.assessment.on), reading),
        *own,
        comparing.block(document, reading, compared),
        comparing.law_block(document, reading, compared),
    ]
    return [{**block, "late": True} for block in found]


def _flags(facts: Facts, reading: Reading) -> tuple[Raised, ...]:
    held = frozenset(Target(one) for one in facts.options("project.held") or ())
    return raised(reading.assessment, reading.catalogue, held)


def _view(page: Page, document: Document, reading: Reading, *, drawn: bool, lab: list[Block] | None = None) -> View:
    assessment, catalogue, say = reading.assessment, reading.catalogue, reading.say
    progress = reachable(document, catalogue, page.id)
    shown = _on_page(page, assessment, set(progress.unreachable))
    beside: dict[str, list[str]] = defaultdict(list)
    for contradiction in assessment.contradictions:
        for path in contradiction.paths:
            beside[path].append(say.say(contradiction.message))
    spoken = say.say("results.spoken", summary=summary([finding.verdict for finding in shown], say))
    under = "law" if lab is None else "reckoned"
    return {
        "progress": {"answered": progress.answered, "total": progress.total, "minutes": progress.minutes},
        "unreachable": {name: say.say(message) for name, message in progress.unreachable.items()},
        "wished": list(progress.wished),
        "beside": dict(beside),
        "findings": {
            finding.criterion: {
                "verdict": finding.verdict.value,
                "label": label(finding.verdict, say),
                "reason": " ".join([say.say(finding.reason), *_lacking(finding, reading)]),
            }
            for finding in shown
        },
        "blocks": [
            *_contradictions(assessment, say),
            *(_body(page, shown, document, reading, drawn=drawn) if lab is None else lab),
            {"type": "note", "text": say.say(f"results.note.{under}", date=assessment.on)},
            *_sheet(page, document, reading),
        ],
        "spoken": spoken,
    }


def _lacking(finding: Finding, reading: Reading) -> list[str]:
    """Return which questions to answer, where a verdict waits for few enough to name."""
    asked = asked_labels(finding, reading.catalogue, reading.say)
    return [reading.say.say("results.finding.answer", asks=" · ".join(asked))] if 0 < len(asked) <= MOST_NAMED else []


def _on_page(page: Page, assessment: Assessment, unreachable: set[str]) -> list[Finding]:
    asked = [item.criterion for section in page.sections for item in section.items if item.criterion]
    found = {finding.criterion: finding for finding in assessment.findings}
    if page.kind == "result":
        asked = list(found)
    return [found[name] for name in asked if name in found and name not in unreachable]


def _contradictions(assessment: Assessment, say: Wording) -> list[Block]:
    if not assessment.contradictions:
        return []
    items = [say.say(contradiction.message) for contradiction in assessment.contradictions]
    return [{"type": "contradictions", "title": say.say("results.contradictions.title"), "items": items}]


def _body(page: Page, shown: list[Finding], document: Document, reading: Reading, *, drawn: bool) -> list[Block]:
    assessment, say = reading.assessment, reading.say
    facts = Facts(document, reading.catalogue)
    if page.id == "business-model":
        judged = list(groups(shown, reading))
        mixed = mixing.block(facts, assessment, say, drawn=drawn)
        return [*judged[:1], mixed, *judged[1:], schools.block(facts, reading)]
    chart = drawings.chart_block(page.id, document, assessment, say) if drawn else []
    if page.kind == "result":
        bar = investing.small(facts, assessment, say) if drawn else None
        dangers = flags.note(_flags(facts, reading), reading)
        return [*summing_up.blocks(reading, chart, facts.text("project.name"), bar), *dangers]
    if page.id == "scale-up" and not shown:
        return [scaling_up.later(say)]
    judged = list(groups(shown, reading))
    if page.id == "scale-up":
        return [*judged, *chart, *scaling_up.days(facts, Law(reading.catalogue.parameters, assessment.on), say)]
    if page.id == "profit":
        placed = investing.block(facts, assessment, say, drawn=drawn)
        return [*judged[:1], *chart, placed, *judged[1:], _forms(facts, reading)]
    if page.id == "jobs":
        law = Law(reading.catalogue.parameters, assessment.on)
        return [lasting.block(facts, reading, law, drawn=drawn), *judged, *chart]
    return [*judged, *chart, *([_forms(facts, reading)] if page.id == "governance" else [])]


def _sheet(page: Page, document: Document, reading: Reading) -> list[Block]:
    """Return what is printed on a sheet of its own, after everything that is judged."""
    return [canvas.block(Facts(document, reading.catalogue), reading)] if page.id in SHEETS else []


def _forms(facts: Facts, reading: Reading) -> Block:
    return forms.block(facts, reading, Law(reading.catalogue.parameters, reading.assessment.on))
