"""The PDF: what is told, as data for the template `dossier.typ`, which Typst sets (setting.py).

People's words travel as data and are never read as markup. The same dossier on the same day gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TypeAlias

from coopkit.core.model import Verdict
from coopkit.export.facts import NUMBERS, Grid, Part, is_year
from coopkit.export.papers import chosen, points
from coopkit.export.setting import Setter, set_here
from coopkit.export.telling import Judged, Telling, shorten
from coopkit.export.type_setting import typeset
from coopkit.wording import Wording

Data: TypeAlias = "dict[str, object]"

MOST_COLUMNS = 7
"""Columns that can be read side by side on a sheet; a wider table is turned, its rows side by side instead."""
TURNED_ROWS = 4
MOST_ON_THE_FRONT = 400
"""Signs of one text on the first page; all of it stands behind."""
LONG = 5000
"""Signs of a finding that may break over two pages; a shorter one stays together."""
WORDS: Mapping[str, tuple[str, ...]] = {
    "facts": ("title", "about"),
    "findings": (
        "title",
        "about",
        "for",
        "answer",
        "steps",
        "notes",
        "evidence",
        "change",
        "whom",
        "sources",
        "outside",
    ),
    "plan": ("title", "about", "step", "why", "takes", "whom"),
    "sources": ("title", "about", "text", "read", "checked"),
    "articles": ("title", "about", "today"),
}
"""Sentences the template places by itself."""


def result(telling: Telling, *, setter: Setter = set_here) -> bytes:
    """Return the one-page result and the whole dossier behind it."""
    say = telling.say
    return _set(
        {
            "kind": "result",
            "title": say.say("export.titled", project=telling.name),
            "front": _front(telling),
            "contradictions": {
                "title": say.say("cli.assess.contradictions"),
                "items": telling.contradictions(),
            },
            "compass": _compass(telling),
            "behind": telling.behind(),
            "facts": [
                {"title": title, "parts": told}
                for title, parts in telling.facts.pages()
                if (told := [part_data(part, say) for part in parts])
            ],
            "plan": list(_plan(telling)),
            "findings": [
                {"title": title, "items": [_finding(one, telling) for one in judged]}
                for title, judged in telling.concerned()
            ],
            "outside": [
                {"id": one.criterion.id, "title": one.worded["title"], "why": one.worded["reason"]}
                for one in telling.outside()
            ],
            **_articles(telling),
            "sources": [
                {"title": title, "url": url, "read": read, "checked": checked}
                for title, url, read, checked in telling.sources()
            ],
        },
        telling,
        setter,
    )


def application(telling: Telling, ticked: Iterable[str], *, setter: Setter = set_here) -> bytes:
    """Return the application dossier with the sections that were ticked, and no other."""
    say, told = telling.say, chosen(telling, ticked)
    verdicts = any(section.verdicts for section in told)
    return _set(
        {
            "kind": "application",
            "title": say.say("export.application.titled", project=telling.name),
            "heading": say.say("export.application.title"),
            "about": telling.about(),
            "prevails": say.say("export.application.prevails"),
            "reading": say.say(f"export.application.{'with_verdicts' if verdicts else 'facts_only'}"),
            "spoken": say.say("export.application.spoken"),
            "sections": [
                {
                    "title": section.title,
                    "parts": [part_data(replace(part, unanswered=()), say) for part in section.parts],
                    "spoken": [
                        {"title": one.worded["title"], "answer": one.answer, "evidence": one.evidence}
                        for one in section.spoken
                    ],
                    "verdicts": [
                        {"title": title, "items": [one.worded for one in judged]} for title, judged in section.verdicts
                    ],
                }
                for section in told
            ],
        },
        telling,
        setter,
    )


def articles(telling: Telling, *, setter: Setter = set_here) -> bytes:
    """Return the checklist of what the articles should settle."""
    say = telling.say
    return _set(
        {"kind": "articles", "title": say.say("export.articles.titled", project=telling.name), **_articles(telling)},
        telling,
        setter,
    )


def _articles(telling: Telling) -> Data:
    return {
        "articles": [
            {
                "title": point.title,
                "settle": point.settle,
                "sources": point.sources,
                "judged": [
                    {"id": one.criterion.id, "verdict": one.finding.verdict, "label": one.worded["label"]}
                    for one in point.judged
                ],
            }
            for point in points(telling)
        ]
    }


def _front(telling: Telling) -> Data:
    say = telling.say
    return {
        "kind": say.say("export.title"),
        "project": telling.name,
        "about": telling.about(),
        "law": say.say("results.note.law", date=telling.assessment.on),
        "blocks": [_short(block) for block in telling.blocks() if block["type"] in {"families", "steps", "note"}],
    }


def _short(told: object) -> object:
    """Return blocks whose texts fit a page: a reason may quote what somebody typed, at any length."""
    if isinstance(told, dict):
        return {key: _short(part) for key, part in told.items()}
    if isinstance(told, list):
        return [_short(part) for part in told]
    return shorten(told, MOST_ON_THE_FRONT) if isinstance(told, str) else told


def _compass(telling: Telling) -> Data:
    say, catalogue = telling.say, telling.reading.catalogue
    axes = []
    for axis in telling.assessment.compass:
        if not axis.criteria:
            words = say.say("results.chart.result.silent")
        elif axis.worst == axis.best:
            words = say.say("results.chart.result.exact", best=axis.best)
        else:
            words = say.say("results.chart.result.range", worst=axis.worst, best=axis.best)
        axes.append(
            {
                "name": say.text(catalogue.indicators[axis.indicator]),
                "known": bool(axis.criteria),
                "worst": axis.worst,
                "best": axis.best,
                "words": words,
            }
        )
    return {"title": say.say("export.compass.title"), "about": say.say("export.compass.about"), "axes": axes}


def _plan(telling: Telling) -> list[Data]:
    open_verdicts = {Verdict.NOT_MET, Verdict.NOT_YET}
    return [
        {
            "id": one.criterion.id,
            "step": telling.say.text(one.criterion.next_step),
            "why": one.worded["reason"],
            "takes": telling.say.say(f"further.takes.{one.criterion.takes}"),
            "whom": one.worded["whom"],
        }
        for _, judged in telling.concerned()
        for one in judged
        if open_verdicts & {one.finding.verdict, *one.finding.by_target.values()}
    ]


def _finding(one: Judged, telling: Telling) -> Data:
    say, catalogue = telling.say, telling.reading.catalogue
    written = f"{one.worded}{one.evidence}{one.answer}"
    return {
        **one.worded,
        "answer": one.answer,
        "evidence": one.evidence,
        "sources": one.sources(),
        "long": len(written) > LONG,
        "targets": [
            {
                "title": say.text(catalogue.targets[target].title),
                "verdict": one.finding.by_target[target],
                "label": word,
            }
            for target, word in one.targets
        ],
    }


def part_data(part: Part, say: Wording) -> Data:
    """Return a part of the facts as the template takes it."""
    return {
        "title": part.title,
        "answers": [[answer.label, answer.said.words] for answer in part.answers],
        "grids": [one for grid in part.grids for one in _grid(grid, say)],
        "unanswered": {
            "words": say.say("export.facts.unanswered", count=len(part.unanswered)) if part.unanswered else "",
            "items": list(part.unanswered),
        },
    }


def _grid(grid: Grid, say: Wording) -> list[Data]:
    """Return a table, or a wide one turned: a few of its rows side by side, its columns below each other."""
    heads = [say.text(column.label) for column in grid.columns]
    right = [column.type in NUMBERS and not is_year(column) for column in grid.columns]
    rows = [[said.words if said else "" for said in row] for row in grid.rows]
    if len(heads) <= MOST_COLUMNS:
        return [{"title": grid.title, "heads": heads, "right": right, "rows": rows}]
    # The tables a long one is turned into are as wide as each other, and leave out what none of their rows says.
    side = min(len(rows), TURNED_ROWS)
    turned = [rows[start : start + side] for start in range(0, len(rows), side)]
    return [
        {
            "title": "" if place else grid.title,
            "heads": [heads[0], *(row[0] for row in some), *[""] * (side - len(some))],
            "right": [False, *[True] * side],
            "rows": [
                [head, *(row[column] for row in some), *[""] * (side - len(some))]
                for column, head in enumerate(heads)
                if column and any(row[column] for row in some)
            ],
        }
        for place, some in enumerate(turned)
    ]


def _set(told: Data, telling: Telling, setter: Setter) -> bytes:
    say, on = telling.say, telling.assessment.on
    whole = {
        **told,
        "language": say.language,
        "project": telling.name,
        "day": [on.year, on.month, on.day],
        "words": {
            **{f"{part}.{key}": say.say(f"export.{part}.{key}") for part, keys in WORDS.items() for key in keys},
            "contents": say.say("export.contents"),
            "law": say.say("export.law", date=on),
            "advice": say.say("cli.assess.not_advice"),
            "page": say.say("export.page", page="{page}", total="{total}"),
        },
    }
    return setter(typeset(whole, say.language), on)
