from __future__ import annotations

import csv
import io
import re
import zipfile
from datetime import date
from functools import cache
from typing import Any

import openpyxl
import pytest
from exports import EVERY, ON, telling

from coopkit import content
from coopkit.core import dossier
from coopkit.export import export

FORMULAS = ("=1+1", "+32 2 555", "-2+3", "@SUM(A1)", "\t=1", "\r=1", '=HYPERLINK("http://a.b")', "＝1+1")


def book(document: Any, language: str = "en") -> Any:
    return openpyxl.load_workbook(io.BytesIO(export(document, "xlsx", language, ON)))


@cache
def example_book(name: str, language: str) -> Any:
    return book(content.example(name), language)


def lines(document: Any, language: str = "en") -> list[list[str]]:
    told = export(document, "csv", language, ON)
    assert told.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(told.decode("utf-8-sig"), newline=""), delimiter=";"))


def cells(workbook: Any) -> list[Any]:
    return [cell for sheet in workbook for row in sheet.iter_rows() for cell in row if cell.value is not None]


@pytest.mark.parametrize(("name", "language"), EVERY)
def test_the_workbook_holds_result_steps_findings_facts_sources_and_the_date_of_law(name: str, language: str) -> None:
    workbook, told = example_book(name, language), telling(content.example(name), language)
    said = told.say.say
    sheets = {key: workbook[said(f"export.sheet.{key}")] for key in ("result", "steps", "findings", "facts", "sources")}
    assert workbook.worksheets[0] is sheets["result"]
    titles = [row[0].value for row in sheets["result"].iter_rows(min_row=2)]
    assert titles[:4] == [told.say.text(family.title) for family in told.reading.catalogue.families]
    findings = {row[0].value: row for row in sheets["findings"].iter_rows(min_row=2)}
    assert set(findings) == {criterion.id for criterion in told.reading.catalogue.criteria}
    for _, judged in told.judged():
        for one in judged:
            told_of = [cell.value for cell in findings[one.criterion.id]]
            assert {one.worded["title"], one.worded["label"], one.worded["reason"]} <= set(told_of)
    assert sheets["steps"].max_row - 1 == len(told.assessment.next_steps)
    assert sheets["sources"].max_row - 1 == len(told.sources())
    about = [row[1].value for row in workbook[said("export.sheet.about")].iter_rows(min_row=2)]
    assert told.name in about
    assert [value.date() for value in about if hasattr(value, "date")] == [ON]
    assert said("cli.assess.not_advice") in about


@pytest.mark.parametrize(("name", "language"), EVERY)
def test_every_table_has_its_sheet_with_numbers_as_numbers(name: str, language: str) -> None:
    workbook, told = example_book(name, language), telling(content.example(name), language)
    grids = [grid for _, parts in told.facts.pages() for part in parts for grid in part.grids]
    sheets = workbook.worksheets[-len(grids) :]
    for grid, sheet in zip(grids, sheets, strict=True):
        assert grid.title.startswith(sheet.title[:25])
        assert len(sheet.title) <= 31
        shown = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
        wanted = [[said.plain if said else None for said in row] for row in grid.rows]
        assert [[value.date() if hasattr(value, "date") else value for value in row] for row in shown] == wanted


def test_money_keeps_its_sign_and_a_day_is_a_day() -> None:
    assert dossier.get(content.example("grocer"), "facts.surplus.r1.result_before_tax") == "-18400"
    assert -18400 in [cell.value for cell in cells(example_book("grocer", "en"))]
    housing = {row[5].value: row[4].value for row in example_book("housing", "en")["Facts"].iter_rows(min_row=2)}
    assert housing["project.registered_on"].date() == date(2016, 3, 14)
    assert housing["facts.balance.total_assets"] == 14_250_000


@pytest.mark.parametrize("typed", FORMULAS)
def test_what_a_person_typed_is_never_a_formula(typed: str) -> None:
    document = dossier.put(content.example("grocer"), "answers.GOV-14.evidence", typed)
    for path in ("project.name", "facts.members.r1.label"):
        document = dossier.put(document, path, typed)
    found = [cell for cell in cells(book(document)) if str(cell.value).strip() == typed.strip()]
    assert len(found) >= 3
    assert all(cell.data_type == "s" for cell in found)
    assert all(cell.quotePrefix for cell in found if not typed.startswith("\r"))
    assert f"'{typed.strip()}" in {cell for line in lines(document) for cell in line}
    assert not any(re.match(r"[=+@\t\r＝]", cell) for line in lines(document) for cell in line)


@pytest.mark.parametrize("before", ["\ufeff", "\u200b", "\u2060\u00a0", "\u202e"])
def test_a_sign_that_nobody_sees_hides_no_formula(before: str) -> None:
    document = dossier.put(content.example("grocer"), "answers.GOV-14.evidence", f"{before}=1+1")
    assert f"'{before}=1+1" in {cell for line in lines(document) for cell in line}
    assert [cell.quotePrefix for cell in cells(book(document)) if str(cell.value) == f"{before}=1+1"] == [True]


def test_no_cell_of_the_workbook_is_a_formula_in_its_file() -> None:
    document = dossier.put(content.example("grocer"), "project.name", "=cmd|' /C calc'!A0")
    with zipfile.ZipFile(io.BytesIO(export(document, "xlsx", "fr", ON))) as file:
        for name in file.namelist():
            assert b"<f>" not in file.read(name)


@pytest.mark.parametrize(("name", "language"), EVERY)
def test_the_lines_tell_every_criterion_once(name: str, language: str) -> None:
    head, *rest = lines(content.example(name), language)
    told = telling(content.example(name), language)
    assert [line[0] for line in rest] == [one.criterion.id for _, judged in told.judged() for one in judged]
    assert {len(line) for line in rest} == {len(head)}
    assert [line[3] for line in rest] == [str(one.worded["label"]) for _, judged in told.judged() for one in judged]


def test_control_characters_do_not_stop_an_export() -> None:
    document = dossier.put(content.example("grocer"), "project.name", "a\x00b\x0bc\ufffe")
    assert "abc" in {cell.value for cell in cells(book(document))}


def test_two_sheets_never_bear_the_same_name() -> None:
    from coopkit.export.sheets import _name

    taken: set[str] = set()
    for title in ("Facts: a/b?", "facts a b", "F" * 40, "F" * 40):
        taken.add(_name(title, taken))
    assert taken == {"Facts a b", "facts a b 2", "F" * 31, f"{'F' * 28} 2"}
