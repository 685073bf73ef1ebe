from __future__ import annotations

import pytest
from exports import EXAMPLES, IN_TURN, bare, telling, texts

from coopkit import content
from coopkit.core import dossier
from coopkit.core.model import LANGUAGES, Verdict
from coopkit.export import pdf
from coopkit.export.papers import chosen, points, sections

CATALOGUE = content.load().catalogue


def asked() -> set[str]:
    pages = [page for page in CATALOGUE.pages.values() if page.kind != "lab"]
    return {path for page in pages for section in page.sections for item in section.items for path in item.asks}


def test_everything_a_page_asks_has_its_place_in_the_application_once() -> None:
    document = dossier.empty()
    for field in CATALOGUE.fields:
        document = dossier.put(document, field.path, {"is": "dont_know"})
    for table in CATALOGUE.tables:
        document = dossier.put(document, f"{table.path}.r1.{table.columns[0].path}", {"is": "dont_know"})
    parts = [part for section in sections(telling(document)) for part in section.parts]
    told = [answer.path for part in parts for answer in part.answers]
    told += [grid.path for part in parts for grid in part.grids]
    assert sorted(told) == sorted(asked())


def test_every_answer_of_the_founders_has_its_place_in_the_application_once() -> None:
    document = dossier.empty()
    for criterion in CATALOGUE.criteria:
        document = dossier.put(document, f"answers.{criterion.id}.evidence", f"evidence of {criterion.id}")
    told = [one.criterion.id for section in sections(telling(document)) for one in section.spoken]
    assert sorted(told) == sorted(criterion.id for criterion in CATALOGUE.criteria)


@pytest.mark.parametrize("name", EXAMPLES)
def test_nothing_stands_in_the_application_that_was_not_ticked(name: str) -> None:
    told = telling(content.example(name))
    for section in sections(told):
        whole = bare("".join(texts(pdf.application(told, [section.id])))) if section.count else ""
        assert (bare("The incubator's own form prevails") in whole) == bool(section.count)
        for other in sections(told):
            values = [grid for part in other.parts for grid in part.grids]
            for grid in values:
                rows = bare("".join(said.words for said in grid.rows[0] if said))
                if other.id != section.id and len(rows) > 20:
                    assert bare(grid.title) not in whole
        if not section.verdicts:
            assert bare("the kit's reading, to discuss") not in whole


@pytest.mark.parametrize(("name", "language"), IN_TURN)
def test_the_application_tells_what_the_page_showed(name: str, language: str) -> None:
    told = telling(content.example(name), language)
    ticked = [section.id for section in sections(told)]
    whole = "".join(texts(pdf.application(told, ticked)))
    for section in chosen(told, ticked):
        assert bare(section.title) in whole
        for part in section.parts:
            assert all(bare(answer.said.words) in whole for answer in part.answers)
            assert all(bare(said.words) in whole for grid in part.grids for row in grid.rows for said in row if said)
        for one in section.spoken:
            assert bare(one.answer) in whole
            assert bare(one.evidence) in whole
        for _, judged in section.verdicts:
            assert all(bare(str(one.worded["reason"])) in whole for one in judged)


def test_an_unknown_tick_is_no_section_and_an_empty_one_is_not_taken() -> None:
    told = telling(dossier.put(dossier.empty(), "project.name", "Alone"))
    assert [section.id for section in chosen(told, ["project", "team", "nonsense"])] == ["project"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_checklist_names_what_to_settle_its_criteria_and_its_texts(language: str) -> None:
    told = telling(content.example("housing"), language)
    whole = "".join(texts(pdf.articles(told)))
    for point in points(told):
        for words in (point.title, point.settle, *point.sources):
            assert bare(words) in whole
        assert all(one.criterion.id.replace("-", "") in whole for one in point.judged)


def test_every_criterion_that_reads_the_articles_stands_on_the_checklist() -> None:
    reading = {
        criterion.id
        for criterion in CATALOGUE.criteria
        if any(path.startswith("facts.articles.") for path in (*criterion.needs, *criterion.uses))
    }
    assert reading <= {name for point in CATALOGUE.articles for name in point.criteria}


def test_a_point_that_does_not_apply_is_not_on_the_list() -> None:
    document = dossier.put(content.example("housing"), "project.form", "asbl")
    told = telling(document)
    outside = {
        one.criterion.id
        for _, judged in told.judged()
        for one in judged
        if one.finding.verdict is Verdict.NOT_APPLICABLE
    }
    listed = {one.criterion.id for point in points(told) for one in point.judged}
    assert outside
    assert not outside & listed
    assert len(list(points(told))) < len(CATALOGUE.articles)
