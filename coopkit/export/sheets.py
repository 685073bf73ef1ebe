"""The same for a spreadsheet: a workbook (XLSX) and the findings as plain lines (CSV), made with pandas.

What a person typed is text and never a formula; numbers stay numbers. pandas is loaded inside the functions.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, TypeAlias, cast, overload

import coopkit
from coopkit.core.model import Target, Verdict
from coopkit.export.facts import Grid, Plain
from coopkit.export.telling import Judged, Telling
from coopkit.pages.findings import ORDER, Block

if TYPE_CHECKING:
    import pandas as pd
    from openpyxl.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

Row: TypeAlias = "Sequence[Plain]"

COUNTED = (Verdict.MET, Verdict.NOT_YET, Verdict.NOT_MET, Verdict.UNKNOWN, Verdict.ADVICE)
MOST_SIGNS_OF_A_NAME = 31
WIDEST = 60
"""Signs of a column; longer texts wrap."""

_FORMULA = re.compile(r"[\t\r\n]|[\s\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]*[=+\-@＝＋－＠]")
"""What a spreadsheet may take for the beginning of a formula, also behind signs that nobody sees."""
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""Signs the format cannot hold."""
_NOT_IN_A_NAME = re.compile(r"[\[\]:*?/\\]")
_FORMATS = {"money": '#,##0.00\\ "€"', "percent": "0.##%"}


def workbook(telling: Telling) -> bytes:
    """Return the result, findings, steps, facts and sources as sheets of a workbook, one more for every table."""
    import pandas as pd

    written = io.BytesIO()
    with pd.ExcelWriter(written, engine="openpyxl") as writer:
        for name, columns, rows in _sheets(telling):
            _frame(columns, rows).to_excel(writer, sheet_name=name, index=False)
            _finish(writer.sheets[name])
        for grid in _grids(telling):
            name = _name(grid.title, set(writer.sheets))
            columns = [telling.say.text(column.label) for column in grid.columns]
            _frame(columns, [[said.plain if said else None for said in row] for row in grid.rows]).to_excel(
                writer, sheet_name=name, index=False
            )
            _finish(writer.sheets[name], [_FORMATS.get(column.type) for column in grid.columns])
        properties = writer.book.properties
        properties.title = telling.say.say("export.titled", project=_clean(telling.name))
        properties.creator, properties.language = f"coopkit {coopkit.__version__}", telling.say.language
    return written.getvalue()


def findings(telling: Telling) -> bytes:
    """Return one line a criterion, as spreadsheets in Belgium open it: semicolons, and a mark of UTF-8 at the start."""
    columns, rows = _findings(telling)
    frame = _frame(columns, [[_as_text(cell) for cell in row] for row in rows])
    return b"\xef\xbb\xbf" + cast("str", frame.to_csv(sep=";", index=False, lineterminator="\r\n")).encode()


def _as_text(cell: Plain) -> Plain:
    """Return a cell no spreadsheet takes for a formula: a text that begins like one begins with an apostrophe."""
    return f"'{cell}" if isinstance(cell, str) and _FORMULA.match(cell) else cell


def _frame(columns: Sequence[str], rows: Sequence[Row]) -> pd.DataFrame:
    import pandas as pd

    # As objects: a column of whole numbers and gaps stays one of whole numbers.
    return pd.DataFrame([[_clean(cell) for cell in row] for row in rows], columns=list(columns), dtype=object)


@overload
def _clean(cell: str) -> str: ...
@overload
def _clean(cell: Plain) -> Plain: ...
def _clean(cell: Plain) -> Plain:
    return _FORBIDDEN.sub("", cell) if isinstance(cell, str) else cell


def _sheets(telling: Telling) -> Iterator[tuple[str, Sequence[str], Sequence[Row]]]:
    say = telling.say
    told: dict[str, tuple[Sequence[str], Sequence[Row]]] = {
        "result": _result(telling),
        "steps": _steps(telling),
        "flags": _flags(telling),
        "findings": _findings(telling),
        "compass": _compass(telling),
        "facts": _facts(telling),
        "sources": (
            [say.say(f"export.{key}") for key in ("sources.text", "column.address", "sources.read", "sources.checked")],
            telling.sources(),
        ),
        "about": _about(telling),
    }
    for name, (columns, rows) in told.items():
        yield say.say(f"export.sheet.{name}"), columns, rows


def _columns(telling: Telling, *names: str) -> list[str]:
    return [telling.say.say(f"export.column.{name}") for name in names]


def _result(telling: Telling) -> tuple[list[str], list[Row]]:
    results = {f"family-{name}": one for name, one in telling.assessment.families.items()}
    results |= {one.target.value: one for one in telling.assessment.targets}
    rows: list[Row] = []
    for block in telling.blocks():
        for item in cast("list[Block]", block.get("items", ())) if block["type"] == "families" else ():
            counts = results[str(item["id"])].counts
            words = [str(item[part]) for part in ("title", "label", "sentence")]
            rows.append([*words, *(counts.get(verdict, 0) for verdict in COUNTED)])
    return _columns(telling, "target", "verdict", "sentence", *(verdict.value for verdict in COUNTED)), rows


def _steps(telling: Telling) -> tuple[list[str], list[Row]]:
    say = telling.say
    columns = [say.say(f"export.plan.{name}") for name in ("step", "why", "takes", "whom")]
    rows: list[Row] = [
        [str(item["text"]), str(item["why"]), str(item["takes"]), cast("str | None", item["whom"])]
        for block in telling.blocks()
        if block["type"] == "steps"
        for item in cast("list[Block]", block["items"])
    ]
    return columns, rows


def _flags(telling: Telling) -> tuple[list[str], list[Row]]:
    rows: list[Row] = [
        [str(item["title"]), str(item["label"]), str(item["said"]), "\n".join(cast("list[str]", item["notes"]))]
        for block in telling.flagged()
        for item in cast("list[Block]", block["items"])
    ]
    columns = [*_columns(telling, "title", "verdict"), telling.say.say("export.findings.reason")]
    return [*columns, telling.say.say("export.findings.notes")], rows


def _findings(telling: Telling) -> tuple[list[str], list[Row]]:
    say = telling.say
    targets = [say.text(telling.reading.catalogue.targets[target].title) for target in ORDER]
    columns = [
        *_columns(telling, "id", "page", "title", "verdict", "level", "certainty"),
        *targets,
        *(say.say(f"export.findings.{name}") for name in ("reason", "answer", "evidence", "steps", "notes", "change")),
        *_columns(telling, "next_step"),
        *(say.say(f"export.findings.{name}") for name in ("whom", "sources")),
    ]
    rows = [_finding(page, one, telling) for page, judged in telling.judged() for one in judged]
    return columns, rows


def _finding(page: str, one: Judged, telling: Telling) -> Row:
    by_target: dict[Target, str] = dict(one.targets)
    lines = {part: "\n".join(map(str, cast("list[str]", one.worded[part]))) for part in ("steps", "notes", "change")}
    sources = [", ".join([str(source["title"]), *cast("list[str]", source["articles"])]) for source in one.sources()]
    return [
        one.criterion.id,
        page,
        str(one.worded["title"]),
        str(one.worded["label"]),
        one.finding.level,
        str(one.worded["certainty_label"]),
        *(by_target.get(target) for target in ORDER),
        str(one.worded["reason"]),
        one.answer,
        one.evidence,
        lines["steps"],
        lines["notes"],
        lines["change"],
        telling.say.text(one.criterion.next_step),
        cast("str | None", one.worded["whom"]),
        "\n".join(sources),
    ]


def _compass(telling: Telling) -> tuple[list[str], list[Row]]:
    say, indicators = telling.say, telling.reading.catalogue.indicators
    columns = [say.say(f"results.chart.result.columns.{name}") for name in ("axis", "worst", "best")]
    rows: list[Row] = [
        [say.text(indicators[axis.indicator]), axis.worst, axis.best] for axis in telling.assessment.compass
    ]
    return columns, rows


def _facts(telling: Telling) -> tuple[list[str], list[Row]]:
    rows: list[Row] = [
        [page, part.title, answer.label, answer.said.words, answer.said.plain, answer.path]
        for page, parts in telling.facts.pages()
        for part in parts
        for answer in part.answers
    ]
    return _columns(telling, "page", "section", "question", "answer", "value", "path"), rows


def _grids(telling: Telling) -> Iterator[Grid]:
    for _, parts in telling.facts.pages():
        for part in parts:
            yield from part.grids


def _about(telling: Telling) -> tuple[list[str], list[Row]]:
    say = telling.say
    told: dict[str, Plain] = {
        "project": telling.name,
        "date": telling.assessment.on,
        "language": say.language,
        "kit": coopkit.__version__,
        "advice": say.say("cli.assess.not_advice"),
        "reading": say.say("results.result.reading"),
    }
    return _columns(telling, "what", "words"), [[say.say(f"export.about.{key}"), part] for key, part in told.items()]


def _name(title: str, taken: set[str]) -> str:
    """Return a name a sheet can bear, and no other sheet bears."""
    plain = " ".join(_NOT_IN_A_NAME.sub(" ", title).split()).strip("'")
    name: str = plain[:MOST_SIGNS_OF_A_NAME]
    count = 1
    while name.casefold() in {one.casefold() for one in taken}:
        count += 1
        name = f"{plain[: MOST_SIGNS_OF_A_NAME - 3]} {count}"
    return name


def _finish(sheet: Worksheet, formats: Sequence[str | None] = ()) -> None:
    """Make a sheet readable, and every text of it a text."""
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    sheet.freeze_panes = "A2"
    top, bold = Alignment(vertical="top", wrap_text=True), Font(bold=True)
    for place, column in enumerate(sheet.iter_cols(), start=1):
        longest = max((len(line) for cell in column for line in str(cell.value or "").splitlines()), default=0)
        sheet.column_dimensions[get_column_letter(place)].width = min(longest + 2, WIDEST)
        for cell in column:
            cell.alignment = top
            if isinstance(cell.value, str):
                _is_text(cell)
            elif place <= len(formats) and formats[place - 1] and cell.value is not None:
                cell.number_format = formats[place - 1]
    for cell in sheet[1]:
        cell.font = bold


def _is_text(cell: Cell) -> None:
    cell.data_type = "s"
    if _FORMULA.match(str(cell.value)):
        cell.quotePrefix = True  # Excel keeps it a text when somebody edits it, too
