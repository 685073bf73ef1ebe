"""Numbers as SVG pictures: same input, same bytes; readable in grey, by colour-blind people, and on a phone.

Draws only what it is given, in words it is given; the same numbers stand as a table beside every picture.
matplotlib is loaded inside the functions: a kernel that draws nothing never pays for it.
"""

from __future__ import annotations

import io
import re
import textwrap
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from matplotlib.patches import Patch

WIDTH = 320
"""Pixels a card on the narrowest phone leaves, more or less: there one unit of the drawing is one pixel."""

_INK, _EDGE, _TRACK, _LIMIT = "#26211c", "#8a7d6e", "#efe6da", "#a3271e"
_FILLS = ("#0a4d42", "#e08a3c", "#f6dfa4", "#2f6fb0", "#ffffff", "#b9ab99")
"""Dark and light in turn, so that neighbours differ in grey too; hatches tell the rest apart."""
_HATCHES = ("", "////", "", "\\\\\\\\", "", "xxxx")
_SIZE, _LINE, _BAR, _SCALE, _HIGH = 12.0, 18.0, 16.0, 22.0, 150.0
_PAYING = ((_FILLS[0], ""), (_FILLS[2], "////"), (_FILLS[4], ""))
"""From what stays to what is empty: dark, hatched, white."""
_SETTINGS = {
    "svg.hashsalt": "coopkit",
    "svg.fonttype": "path",
    "font.family": "DejaVu Sans",
    "text.parse_math": False,
    "hatch.linewidth": 0.7,
}


@dataclass(frozen=True, slots=True)
class Stack:
    """One bar: its name, its value in words, and a length per series."""

    label: str
    note: str
    parts: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Bullet:
    """A wide pale bar with a narrow dark one inside, both between 0 and 1."""

    label: str
    note: str
    wide: float
    narrow: float


@dataclass(frozen=True, slots=True)
class Range:
    """From worst to best on a scale of whole steps; a single dot where both are equal, nothing where nobody asked."""

    label: str
    note: str
    worst: int
    best: int
    known: bool = True


@dataclass(frozen=True, slots=True)
class Stretch:
    """Months that are alike: how many, and a height per series."""

    months: int
    parts: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Move:
    """One scale of whole steps with two places on it, each from worst to best: before, and after."""

    label: str
    note: str
    before: tuple[int, int]
    after: tuple[int, int]


@lru_cache(maxsize=32)
def stacked(rows: tuple[Stack, ...], series: tuple[str, ...], *, limit: tuple[float, str] | None = None) -> str:
    """Return bars of joined parts, with a key below; `limit` draws a named line at a length."""
    longest = max([sum(row.parts) for row in rows] + ([limit[0]] if limit else []), default=0) or 1
    with _sheet() as sheet:
        for row in rows:
            sheet.heading(row.label, row.note)
            sheet.bar(0, 1, _TRACK)
            start = 0.0
            for place, part in enumerate(row.parts):
                sheet.bar(start / longest, part / longest, _FILLS[place % len(_FILLS)], _HATCHES[place % len(_HATCHES)])
                start += part
            sheet.next_bar(limit and limit[0] / longest)
        for place, name in enumerate(series):
            sheet.key(name, _FILLS[place % len(_FILLS)], _HATCHES[place % len(_HATCHES)])
        if limit:
            sheet.line_key(limit[1])
        return sheet.svg()


@lru_cache(maxsize=32)
def bullets(rows: tuple[Bullet, ...], key: tuple[str, str], *, limit: tuple[float, str]) -> str:
    """Return one pale bar with a dark core per row, against a named line."""
    with _sheet() as sheet:
        for row in rows:
            sheet.heading(row.label, row.note)
            sheet.bar(0, 1, _TRACK)
            sheet.bar(0, row.wide, _FILLS[2])
            sheet.bar(0, row.narrow, _FILLS[0], inset=4.5)
            sheet.next_bar(limit[0])
        sheet.key(key[0], _FILLS[2])
        sheet.key(key[1], _FILLS[0])
        sheet.line_key(limit[1])
        return sheet.svg()


@lru_cache(maxsize=32)
def ranges(rows: tuple[Range, ...], *, top: int, ends: tuple[str, str]) -> str:
    """Return one line of `top` + 1 steps per row, with the span between worst and best marked."""
    with _sheet() as sheet:
        for row in rows:
            sheet.heading(row.label, row.note)
            sheet.scale(top)
            if row.known:
                sheet.span(row.worst / top, row.best / top)
            sheet.y += _SCALE
        sheet.ends(*ends)
        return sheet.svg()


@lru_cache(maxsize=32)
def over_time(
    stretches: tuple[Stretch, ...],
    series: tuple[str, ...],
    *,
    top: str,
    years: tuple[tuple[int, str], ...],
    marks: tuple[tuple[int, str], ...] = (),
) -> str:
    """Return months side by side, each as high as its parts together, with a key below.

    `top` names the greatest height; `years` stand under the month they begin with, 0 the first; `marks` are lines, of
    which the first is named.
    """
    months = sum(stretch.months for stretch in stretches)
    greatest = max(sum(stretch.parts) for stretch in stretches) or 1
    with _sheet() as sheet:
        for month, name in marks[:1]:
            right = month > months / 2
            sheet.words(sheet.left + (month / months) * sheet.span_width, name, right=right, bold=True)
            sheet.y += _LINE
        sheet.words(sheet.left, top)
        sheet.y += _LINE + 2
        past = 0
        for stretch in stretches:
            base = 0.0
            for place, part in enumerate(stretch.parts):
                sheet.box((past / months, stretch.months / months), (base / greatest, part / greatest), place)
                base += part
            past += stretch.months
        sheet.y += _HIGH
        sheet.axes.plot([sheet.left, WIDTH - sheet.left], [sheet.y, sheet.y], color=_INK, linewidth=1)
        for month, _ in marks:
            sheet.line(month / months, up=_HIGH)
        for month, name in years:
            x = sheet.left + month / months * sheet.span_width
            sheet.axes.plot([x, x], [sheet.y, sheet.y + 5], color=_INK, linewidth=1)
            late = x + _YEAR > WIDTH
            sheet.axes.text(
                x - 3 if late else x + 3,
                sheet.y + _LINE / 2 + 2,
                name,
                size=_SIZE,
                color=_INK,
                ha="right" if late else "left",
                va="center",
            )
        sheet.y += _LINE + 8
        for place, name in enumerate(series):
            sheet.key(name, *_PAYING[place])
        return sheet.svg()


@lru_cache(maxsize=32)
def moves(rows: tuple[Move, ...], key: tuple[str, str], *, top: int, ends: tuple[str, str]) -> str:
    """Return two lines of `top` + 1 steps per row: open squares before, full dots after, told apart by their shape."""
    with _sheet() as sheet:
        for row in rows:
            sheet.heading(row.label, row.note)
            for (worst, best), marker in ((row.before, "s"), (row.after, "o")):
                sheet.scale(top)
                sheet.mark(worst / top, best / top, marker)
                sheet.y += _SCALE - 4
            sheet.y += 8
        sheet.ends(*ends)
        for name, marker in zip(key, "so", strict=True):
            sheet.mark_key(name, marker)
        return sheet.svg()


@dataclass(slots=True)
class _Sheet:
    """A drawing filled from top to bottom, one unit a pixel."""

    figure: Figure
    axes: Axes
    y: float = 4.0
    left: float = 8.0

    @property
    def span_width(self) -> float:
        return WIDTH - 2 * self.left

    def words(self, x: float, text: str, *, right: bool = False, bold: bool = False) -> None:
        self.axes.text(
            x,
            self.y + _LINE / 2,
            text,
            size=_SIZE,
            color=_INK,
            ha="right" if right else "left",
            va="center",
            weight="bold" if bold else "normal",
        )

    def heading(self, label: str, note: str) -> None:
        """Write name and value above a bar, on one line where both fit."""
        room = _LETTERS - len(note) if len(note) < _SHORT else _LETTERS
        width = max(room, _NARROWEST)
        lines = textwrap.wrap(label, width) or [""]
        if len(lines) > _MOST_LINES:
            lines = [*lines[: _MOST_LINES - 1], f"{lines[_MOST_LINES - 1][: width - 1].rstrip()}…"]
        for line in lines[:-1]:
            self.words(self.left, line)
            self.y += _LINE
        self.words(self.left, lines[-1])
        if len(note) >= _SHORT:
            self.y += _LINE
        self.words(WIDTH - self.left if len(note) < _SHORT else self.left, note, right=len(note) < _SHORT, bold=True)
        self.y += _LINE + 2

    def _put(self, patch: Patch) -> None:
        """Add a shape without asking how far the axes reach now, a quarter of the time of a picture: `svg` says it."""
        self.axes.add_artist(patch)

    def bar(self, start: float, length: float, fill: str, hatch: str = "", *, inset: float = 0.0) -> None:
        from matplotlib.patches import Rectangle

        if length > 0:
            self._put(
                Rectangle(
                    (self.left + start * self.span_width, self.y + inset),
                    length * self.span_width,
                    _BAR - 2 * inset,
                    facecolor=fill,
                    edgecolor=_EDGE if fill == _TRACK else _INK,
                    hatch=hatch,
                    linewidth=0.8,
                )
            )

    def box(self, across: tuple[float, float], upward: tuple[float, float], place: int) -> None:
        """Draw a part of a month's height, from the ground up; both are start and length as shares."""
        from matplotlib.patches import Rectangle

        fill, hatch = _PAYING[place]
        if upward[1] > 0:
            corner = self.left + across[0] * self.span_width, self.y + (1 - upward[0] - upward[1]) * _HIGH
            size = across[1] * self.span_width, upward[1] * _HIGH
            self._put(Rectangle(corner, *size, facecolor=fill, edgecolor=_INK, hatch=hatch, linewidth=0.8))

    def next_bar(self, limit: float | None) -> None:
        if limit is not None:
            self.line(limit)
        self.y += _BAR + 10

    def line(self, at: float, *, up: float = 0.0) -> None:
        """Draw a line across a bar, or from the ground up."""
        x, ends = self.left + at * self.span_width, (self.y - up - 3, self.y + (0 if up else _BAR + 3))
        self.axes.plot([x, x], ends, color=_LIMIT, linewidth=2.4, linestyle=(0, (2, 1)))

    def key(self, name: str, fill: str, hatch: str = "") -> None:
        from matplotlib.patches import Rectangle

        self._put(
            Rectangle((self.left, self.y + 2), 16, 12, facecolor=fill, edgecolor=_INK, hatch=hatch, linewidth=0.8)
        )
        self._key_words(name)

    def line_key(self, name: str) -> None:
        self.axes.plot(
            [self.left, self.left + 16], [self.y + 8, self.y + 8], color=_LIMIT, linewidth=2.4, linestyle=(0, (2, 1))
        )
        self._key_words(name)

    def _key_words(self, name: str) -> None:
        for line in textwrap.wrap(name, _LETTERS - 2):
            self.words(self.left + 24, line)
            self.y += _LINE
        self.y += 3

    def scale(self, top: int) -> None:
        steps = [self.left + 7 + step * (self.span_width - 14) / top for step in range(top + 1)]
        self.axes.plot(steps, [self.y + 7] * len(steps), "|-", color=_EDGE, markersize=7, linewidth=1)

    def span(self, worst: float, best: float) -> None:
        low, high = (self.left + 7 + share * (self.span_width - 14) for share in (worst, best))
        middle = self.y + 7
        self.axes.plot([low, high], [middle, middle], color="#7fa89f", linewidth=7, solid_capstyle="round")
        self.axes.plot([high], [middle], "o", markersize=10, markerfacecolor="white", markeredgecolor=_FILLS[0])
        self.axes.plot([low], [middle], "o", markersize=10, color=_FILLS[0])

    def mark(self, worst: float, best: float, marker: str) -> None:
        """Mark a span: squares are open, dots are full."""
        low, high = (self.left + 7 + share * (self.span_width - 14) for share in (worst, best))
        fill = _FILLS[0] if marker == "o" else "white"
        self.axes.plot([low, high], [self.y + 7] * 2, color=_FILLS[0], linewidth=3, solid_capstyle="round")
        self.axes.plot(
            [low, high], [self.y + 7] * 2, marker, markersize=9, markerfacecolor=fill, markeredgecolor=_FILLS[0]
        )

    def mark_key(self, name: str, marker: str) -> None:
        fill = _FILLS[0] if marker == "o" else "white"
        self.axes.plot(
            [self.left + 8], [self.y + 8], marker, markersize=9, markerfacecolor=fill, markeredgecolor=_FILLS[0]
        )
        self._key_words(name)

    def ends(self, low: str, high: str) -> None:
        self.words(self.left, low)
        self.words(WIDTH - self.left, high, right=True)
        self.y += _LINE

    def svg(self) -> str:
        """Return the drawing, cut to the height used, without a date and on a transparent ground."""
        height = self.y + 4
        self.axes.set_xlim(0, WIDTH)
        self.axes.set_ylim(height, 0)
        self.figure.set_size_inches(WIDTH / 72, height / 72)
        out = io.StringIO()
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", message="Glyph")  # an emoji in a name: the table beside shows it
            self.figure.savefig(out, format="svg", metadata=dict.fromkeys(("Date", "Creator", "Format", "Type")))
        return _NOT_XML.sub("", out.getvalue())


_LETTERS = 39
"""Characters that fit on a line of the drawing."""
_NARROWEST, _MOST_LINES = 14, 3
"""Characters a line of a label has at least, and the lines it may take; the table beside has all of it."""
_YEAR = 40
"""Pixels from the month a year begins with, which its name and the gaps beside it take."""
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Signs no XML holds: the drawing repeats each label in a comment, and one such sign in it hides the whole picture."""
_SHORT = 20
"""Characters: a longer note goes on a line of its own."""


@contextmanager
def _sheet() -> Iterator[_Sheet]:
    import matplotlib as mpl
    from matplotlib.figure import Figure

    settings: Any = _SETTINGS  # matplotlib's own type lists every setting there is
    with mpl.rc_context(settings):
        figure = Figure(dpi=72)
        figure.patch.set_alpha(0)
        axes = figure.add_axes((0, 0, 1, 1))
        axes.set_axis_off()
        yield _Sheet(figure, axes)
