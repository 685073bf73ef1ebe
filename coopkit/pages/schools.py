"""Three schools of thought as a table: where each recognises itself in the project's answers, and where not."""

from __future__ import annotations

from collections.abc import Iterator

from coopkit.core.facts import Facts
from coopkit.core.model import Certainty
from coopkit.core.schools import Cell, Column, Stand, schools
from coopkit.pages.asking import source_of
from coopkit.pages.findings import Block, Reading
from coopkit.report import labels_of


def block(facts: Facts, reading: Reading) -> Block:
    """Return the table, folded, under one sentence a school; a comparison like that of the legal forms."""
    say, catalogue = reading.say, reading.catalogue
    columns = schools(facts, {one.criterion: one for one in reading.assessment.findings}, catalogue)
    return {
        "type": "compare",
        "id": "schools",
        "title": say.say("schools.title"),
        "said": [_summary(column, reading) for column in columns],
        "open": False,
        "about": say.say("schools.about"),
        "corner": say.say("schools.corner"),
        "columns": [say.text(column.school.title) for column in columns],
        "rows": [
            {"title": say.text(question.title), "cells": [_cell(column.cells[index], reading) for column in columns]}
            for index, question in enumerate(catalogue.school_questions)
        ],
        "own": "",
        "items": [],
        "notes": [],
        "sure": say.say("schools.sources", sources=" · ".join(dict.fromkeys(_sources(columns, reading)))),
        "advice": say.say("schools.end"),
    }


def _cell(cell: Cell, reading: Reading) -> Block:
    say = reading.say
    asked = labels_of(cell.asks, reading.catalogue, say)
    because = [say.say(one) for one in cell.because]
    return {
        "text": say.text(cell.view.says),
        "certainty": say.say("schools.unsure") if cell.view.certainty is Certainty.TO_CONFIRM else "",
        "stand": cell.stand.value,
        "label": say.say(f"schools.stand.{cell.stand.value}"),
        "because": " ".join([*because, *([say.say("schools.answer", asks=" · ".join(asked))] if asked else [])]),
    }


def _summary(column: Column, reading: Reading) -> str:
    """Return what stands out: what the school does not accept, else what is not known, else that all is there."""
    say = reading.say
    stand = next((one for one in (Stand.REFUSES, Stand.CANNOT_TELL) if column.where(one)), Stand.ACCEPTS)
    titles = {question.id: say.text(question.title) for question in reading.catalogue.school_questions}
    questions = " · ".join(titles[name] for name in column.where(stand))
    return say.say(f"schools.summary.{stand.value}", school=say.text(column.school.title), questions=questions)


def _sources(columns: tuple[Column, ...], reading: Reading) -> Iterator[str]:
    for column in columns:
        for reference in column.school.sources:
            yield reading.say.text(source_of(reference, reading.catalogue)[0])
