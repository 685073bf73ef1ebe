"""Pictures: the same bytes for the same numbers, plain shapes, no date, nothing that phones out."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import pytest

from coopkit import charts

LONG = "Un groupe dont le nom est si long qu'il ne tient sur aucune ligne d'un petit téléphone, même à deux"
STACKED = (
    (charts.Stack("2026", "10", (6.0, 4.0)), charts.Stack(LONG, "twenty-two and a half", (0.0, 0.0))),
    ("a", "b"),
)
BULLETS = ((charts.Bullet("A", "60%", 0.6, 0.2),), ("all", "one"))
MOVES = (charts.Move("S3", "weaker", (3, 3), (2, 2)), charts.Move(LONG, "no answer", (1, 4), (0, 4)))
RANGES = (charts.Range("E1", "2 to 4", 2, 4), charts.Range("E2", "not asked", 0, 4, known=False))
OVER_TIME = (
    (charts.Stretch(2, (6.0, 4.0, 0.0)), charts.Stretch(34, (6.0, 0.0, 4.0))),
    ("lasting", LONG, "nothing"),
)
MARKS = ((2, "1 March"), (30, "1 July"))


def drawn(name: str) -> str:
    if name == "over_time":
        return charts.over_time(*OVER_TIME, top="10 a month", years=((12, "2027"),), marks=MARKS)
    if name == "stacked":
        return charts.stacked(*STACKED, limit=(5.0, "half"))
    if name == "bullets":
        return charts.bullets(*BULLETS, limit=(0.1, "cap"))
    if name == "moves":
        return charts.moves(MOVES, ("today", "after"), top=4, ends=("0", "4"))
    return charts.ranges(RANGES, top=4, ends=("0", "4"))


@pytest.mark.parametrize("name", ["stacked", "bullets", "ranges", "moves", "over_time"])
def test_the_same_numbers_give_the_same_bytes(name: str) -> None:
    first = drawn(name)
    for drawing in (charts.stacked, charts.bullets, charts.ranges, charts.moves, charts.over_time):
        drawing.cache_clear()
    assert drawn(name) == first


@pytest.mark.parametrize("name", ["stacked", "bullets", "ranges", "moves", "over_time"])
def test_a_picture_is_valid_small_and_closed(name: str) -> None:
    svg = drawn(name)
    root = ET.fromstring(svg)  # noqa: S314  (drawn here)
    assert root.get("viewBox", "").split()[:3] == ["0", "0", str(charts.WIDTH)]
    assert not [element for element in root.iter() if element.tag.endswith(("}text", "}image", "}script"))]
    assert "dc:date" not in svg
    assert len(svg) < 60_000


def test_an_empty_picture_still_is_one() -> None:
    assert ET.fromstring(charts.stacked((), ("a",)))  # noqa: S314  (drawn here)
    nothing = charts.over_time((charts.Stretch(36, (0.0, 0.0, 0.0)),), ("a", "b", "c"), top="0", years=())
    assert ET.fromstring(nothing)  # noqa: S314  (drawn here)


def test_a_late_mark_is_named_from_its_left_so_that_it_stays_in_the_picture() -> None:
    late = charts.over_time(*OVER_TIME, top="", years=(), marks=MARKS[1:])
    assert late != charts.over_time(*OVER_TIME, top="", years=(), marks=((2, "1 July"),))


@pytest.mark.parametrize("name", [LONG, f"https://{'abc.' * 60}brussels"])
def test_a_name_too_long_for_its_lines_ends_with_dots(name: str) -> None:
    long = charts.stacked((charts.Stack(name * 3, "10", (1.0,)),), ("a",))
    lines = re.findall(r"<!-- (.*) -->", long)
    assert lines[2].endswith("…")
    assert lines[3] == "10"
    assert name.startswith(lines[0])
    short = charts.stacked((charts.Stack("Une coopérative d'habitants", "10", (1.0,)),), ("a",))
    assert "…" not in short


def test_no_sign_in_a_label_hides_the_picture() -> None:
    """A label pasted from elsewhere may hold signs no picture may."""
    label = "A\x00\x07\x1b\uffff-->]]>\u2028<b>"
    assert ET.fromstring(charts.stacked((charts.Stack(label, label[:9], (1.0,)),), (label,)))  # noqa: S314  (drawn here)


@pytest.mark.parametrize("month", [0, 11, 33, 34, 35])
def test_a_year_that_begins_near_the_end_is_not_cut(month: int) -> None:
    """Drawn in February or March, the last January stands at the right edge."""
    stretches, years = (charts.Stretch(36, (1.0, 0.0, 0.0)),), ((month, "2029"),)
    drawing = charts.over_time(stretches, ("a", "b", "c"), top="1", years=years)
    (start,) = re.findall(r"<!-- 2029 -->\s*<g [^>]*translate\(([\d.]+) ", drawing)
    assert 0 < float(start) < charts.WIDTH - 31
