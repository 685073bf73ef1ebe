"""Pictures: the same bytes for the same numbers, plain shapes, no date, nothing that phones out."""

from __future__ import annotations

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


def drawn(name: str) -> str:
    if name == "stacked":
        return charts.stacked(*STACKED, limit=(5.0, "half"))
    if name == "bullets":
        return charts.bullets(*BULLETS, limit=(0.1, "cap"))
    if name == "moves":
        return charts.moves(MOVES, ("today", "after"), top=4, ends=("0", "4"))
    return charts.ranges(RANGES, top=4, ends=("0", "4"))


@pytest.mark.parametrize("name", ["stacked", "bullets", "ranges", "moves"])
def test_the_same_numbers_give_the_same_bytes(name: str) -> None:
    first = drawn(name)
    for drawing in (charts.stacked, charts.bullets, charts.ranges, charts.moves):
        drawing.cache_clear()
    assert drawn(name) == first


@pytest.mark.parametrize("name", ["stacked", "bullets", "ranges", "moves"])
def test_a_picture_is_valid_small_and_closed(name: str) -> None:
    svg = drawn(name)
    root = ET.fromstring(svg)  # noqa: S314  (drawn here)
    assert root.get("viewBox", "").split()[:3] == ["0", "0", "360"]
    assert not [element for element in root.iter() if element.tag.endswith(("}text", "}image", "}script"))]
    assert "dc:date" not in svg
    assert len(svg) < 60_000


def test_an_empty_picture_still_is_one() -> None:
    assert ET.fromstring(charts.stacked((), ("a",)))  # noqa: S314  (drawn here)
