"""Everything an export tells, worded once: the result, the findings page by page, the facts, the sources."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import cast

from coopkit.core.assess import assess
from coopkit.core.assessment import Assessment
from coopkit.core.dossier import get
from coopkit.core.facts import Facts
from coopkit.core.fields import DONT_KNOW
from coopkit.core.flags import Raised, raised
from coopkit.core.model import Catalogue, Criterion, Document, Finding, Kind, Target, Verdict
from coopkit.core.reaching import ways as reaching
from coopkit.export.facts import FactsTold
from coopkit.pages import comparing, flags, summing_up, ways
from coopkit.pages.findings import ORDER, Block, Reading, label, worded
from coopkit.wording import Wording

MOST_OF_A_NAME = 100
"""Signs of a project's name in a heading; all of it stands among the facts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A finding beside everything that is said of it."""

    finding: Finding
    criterion: Criterion
    worded: Block
    targets: tuple[tuple[Target, str], ...]
    """For whom, and the word for how it stands there."""
    answer: str
    """What the project answered to the criterion itself, empty where it is reckoned from facts."""
    evidence: str

    def sources(self) -> list[Block]:
        """Return each text once, with its articles."""
        cited: dict[object, Block] = {}
        for source in cast("list[Block]", self.worded["sources"]):
            one = cited.setdefault(source["title"], {"title": source["title"], "url": source["url"], "articles": []})
            cast("list[object]", one["articles"]).extend([source["article"]] if source["article"] else [])
        return list(cited.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """One dossier on one day in one language."""

    document: Document
    reading: Reading
    facts: FactsTold

    @classmethod
    def of(cls, document: Document, catalogue: Catalogue, say: Wording, on: date) -> Telling:
        """Return what is told of a dossier under the rules of a day."""
        reading = Reading(assessment=assess(document, catalogue, on), catalogue=catalogue, say=say)
        return cls(document=document, reading=reading, facts=FactsTold(document, catalogue, say))

    @property
    def say(self) -> Wording:
        """How it is told."""
        return self.reading.say

    @property
    def assessment(self) -> Assessment:
        """What was found."""
        return self.reading.assessment

    @property
    def name(self) -> str:
        """What the project is called."""
        name = get(self.document, "project.name")
        plain = " ".join(name.split()) if isinstance(name, str) else ""
        return shorten(plain, MOST_OF_A_NAME) or self.say.say("cli.assess.unnamed")

    def about(self) -> list[str]:
        """Return what the project is, in a line: its form, its needs, its place; what is open is left out."""
        told = self.facts.part("about", "", ("project.form", "project.needs", "project.seat"))
        decided = [one for one in told.answers if get(self.document, one.path) not in ("undecided", DONT_KNOW)]
        return [one.said.words for one in decided]

    def blocks(self) -> list[Block]:
        """Return what stands first on the result page, without its pictures."""
        return [*summing_up.blocks(self.reading, [], None, None), *flags.note(self._flags, self.reading)]

    def behind(self) -> list[Block]:
        """Return what stands below it: red flags, smallest changes (up to a second to find), what moved."""
        found = reaching(self.document, self.reading.catalogue, self.assessment.on)
        return [*self.flagged(), ways.block(found, self.reading), *comparing.printed(self.document, self.reading)]

    def flagged(self) -> list[Block]:
        """Return the red flags, as one block or none."""
        return flags.block(self._flags, self.reading)

    @property
    def _flags(self) -> tuple[Raised, ...]:
        held = Facts(self.document, self.reading.catalogue).options("project.held") or ()
        return raised(self.assessment, self.reading.catalogue, frozenset(Target(one) for one in held))

    def contradictions(self) -> list[str]:
        """Return the answers that cannot both be true."""
        return [self.say.say(one.message) for one in self.assessment.contradictions]

    def judged(self) -> Iterator[tuple[str, list[Judged]]]:
        """Yield the findings page by page, what concerns the project; then what no page asks."""
        found = {finding.criterion: finding for finding in self.assessment.findings}
        for page in self.reading.catalogue.pages.values():
            asked = [item.criterion for section in page.sections for item in section.items if item.criterion]
            here = [self._judged(found.pop(name)) for name in dict.fromkeys(asked) if name in found]
            if here:
                yield self.say.text(page.title), here
        if found:
            yield self.say.say("export.other"), [self._judged(one) for one in found.values()]

    def _judged(self, finding: Finding) -> Judged:
        criterion = self.reading.criterion(finding.criterion)
        evidence = get(self.document, f"answers.{criterion.id}.evidence")
        order = [target for target in ORDER if target in finding.by_target]
        return Judged(
            finding=finding,
            criterion=criterion,
            # The evidence itself stands beside it, so the note that there is some is left out.
            worded=worded(replace(finding, evidence=False), finding.verdict, self.reading),
            targets=tuple((target, label(finding.by_target[target], self.say)) for target in order),
            answer=self._answer(criterion),
            evidence=evidence.strip() if isinstance(evidence, str) else "",
        )

    def _answer(self, criterion: Criterion) -> str:
        """Return the level or the statement somebody chose, in its words."""
        if criterion.kind is Kind.LEVELS:
            level = get(self.document, f"answers.{criterion.id}.level")
            if isinstance(level, int) and level < len(criterion.levels):
                return self.say.say("export.level", level=level, text=self.say.text(criterion.levels[level]))
        if criterion.kind is Kind.STATEMENT:
            said = get(self.document, f"answers.{criterion.id}.statement")
            if isinstance(said, str):
                return self.say.say(f"form.statement.{said}")
        return ""

    def concerned(self) -> Iterator[tuple[str, list[Judged]]]:
        """Yield the same without what does not apply to this project."""
        for title, judged in self.judged():
            if kept := [one for one in judged if one.finding.verdict is not Verdict.NOT_APPLICABLE]:
                yield title, kept

    def outside(self) -> list[Judged]:
        """Return what does not apply to this project."""
        every = (one for _, judged in self.judged() for one in judged)
        return [one for one in every if one.finding.verdict is Verdict.NOT_APPLICABLE]

    def sources(self) -> list[tuple[str, str, str, str]]:
        """Return every source a finding rests on: title, address, how sure, the day it was last looked at."""
        used = {cited.partition(":")[0] for finding in self.assessment.findings for cited in finding.sources}
        return [
            (
                self.say.text(source.title),
                source.url or "",
                self.say.say(f"results.certainty.{source.certainty.value}"),
                self.say.date(source.checked_on),
            )
            for name, source in self.reading.catalogue.sources.items()
            if name in used
        ]


def shorten(text: str, most: int) -> str:
    """Return a text of at most so many signs; one that is cut says so."""
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"
