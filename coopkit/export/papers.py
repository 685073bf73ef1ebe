"""Two papers to hand over: the application dossier, section by section, and the checklist for the articles.

The dossier tells facts and the founders' own answers; verdicts stand in the one section that is for them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from coopkit.core.model import Verdict
from coopkit.core.papers import ApplicationSection, ArticlePoint
from coopkit.export.facts import Part
from coopkit.export.telling import Judged, Telling


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One section of the application dossier. Empty: nothing was said for it, so there is nothing to tick."""

    id: str
    title: str
    about: str
    parts: tuple[Part, ...]
    spoken: tuple[Judged, ...]
    """Criteria to which the founders answered themselves, or noted evidence."""
    verdicts: tuple[tuple[str, list[Judged]], ...] = ()

    @property
    def count(self) -> int:
        """How many things it tells: answers, rows of tables, verdicts."""
        told = sum(len(part.answers) + sum(len(grid.rows) for grid in part.grids) for part in self.parts)
        return told + len(self.spoken) + sum(len(judged) for _, judged in self.verdicts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One thing the articles should settle, with how its criteria stand and the texts it rests on."""

    title: str
    settle: str
    judged: tuple[Judged, ...]
    sources: tuple[str, ...]


def sections(telling: Telling) -> list[Section]:
    """Return every section of the application dossier, those with nothing in them too."""
    known = telling.reading.catalogue.application
    named = {path for section in known for path in section.asks}
    spoken_for = {name for section in known for name in section.criteria}
    judged = {one.criterion.id: one for _, every in telling.judged() for one in every}
    return [_section(section, telling, judged, named, spoken_for) for section in known]


def chosen(telling: Telling, ticked: Iterable[str]) -> list[Section]:
    """Return the sections that were ticked and say something, in the dossier's order."""
    wanted = set(ticked)
    return [section for section in sections(telling) if section.id in wanted and section.count]


def _section(
    known: ApplicationSection, telling: Telling, judged: dict[str, Judged], named: set[str], spoken_for: set[str]
) -> Section:
    say = telling.say
    parts = [telling.facts.part(known.id, "", known.asks)] if known.asks else []
    criteria = list(known.criteria)
    if known.page:
        for section in telling.reading.catalogue.pages[known.page].sections:
            rest = dict.fromkeys(path for item in section.items for path in item.asks if path not in named)
            named.update(rest)
            parts.append(telling.facts.part(section.id, say.text(section.title), rest))
            asked = dict.fromkeys(item.criterion for item in section.items if item.criterion)
            criteria += [name for name in asked if name not in spoken_for]
            spoken_for.update(asked)
    own = [judged[name] for name in criteria]
    return Section(
        id=known.id,
        title=say.text(known.title),
        about=say.text(known.about),
        parts=tuple(part for part in parts if not part.empty),
        spoken=tuple(one for one in own if one.answer or one.evidence),
        verdicts=tuple(telling.concerned()) if known.verdicts else (),
    )


def points(telling: Telling) -> Iterator[Point]:
    """Yield what the articles should settle, without the points that do not apply to this project."""
    judged = {one.criterion.id: one for _, every in telling.judged() for one in every}
    for point in telling.reading.catalogue.articles:
        looked_at = [judged[name] for name in point.criteria]
        concerned = [one for one in looked_at if one.finding.verdict is not Verdict.NOT_APPLICABLE]
        if concerned:
            yield Point(
                title=telling.say.text(point.title),
                settle=telling.say.text(point.settle),
                judged=tuple(concerned),
                sources=tuple(_cited(point, telling)),
            )


def _cited(point: ArticlePoint, telling: Telling) -> Iterator[str]:
    """Yield each text once, with its articles."""
    from coopkit.pages.asking import source_of

    say = telling.say
    cited: dict[str, list[str]] = {}
    for reference in point.sources:
        title, article, _ = source_of(reference, telling.reading.catalogue)
        cited.setdefault(say.text(title), []).extend([say.text(article)] if article else [])
    for name, articles in cited.items():
        yield ", ".join([name, *articles])
