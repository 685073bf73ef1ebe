"""Pictures of a dossier and the law of another day, compared with now, in words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from itertools import pairwise
from typing import TypeAlias, cast

from coopkit.core.assess import assess
from coopkit.core.assessment import Assessment
from coopkit.core.comparing import Edited, Moved, edited, moved
from coopkit.core.dossier import get
from coopkit.core.facts import parse
from coopkit.core.fields import DONT_KNOW, find, readable
from coopkit.core.model import Document, Json, Verdict
from coopkit.core.snapshots import MAX_SNAPSHOTS, pictures
from coopkit.pages.findings import Block, Reading, label

Line: TypeAlias = "tuple[str | None, str]"
"""A page, and what is said of something it asks."""

NOW = "now"
LONGEST = 80
"""Characters of an answer that a line shows."""
_NAMES = ("friday", "sunday", "application")
_WORDS = ("name", "keep", "sure", "from", "to")


def block(document: Document, reading: Reading, asked: Mapping[str, object]) -> Block:
    """Return the pictures, with the difference of the two `asked` for; at first the latest one and now."""
    say, kept = reading.say, {row: held for row, _, _, held in pictures(document)}
    known = {**kept, NOW: document}
    latest = next(reversed(kept), NOW)
    ends = [str(asked.get(end)) if asked.get(end) in known else usual for end, usual in (("from", latest), ("to", NOW))]
    told: list[Block] = []
    if kept:
        old, new = (known[end] for end in ends)
        changed = _changed(old, new, document, reading)
        told = [{"title": title, "pages": _paged(lines, reading)} for title, lines in changed]
    rows = [
        {
            "id": row,
            "name": say.say("further.picture.kept", name=name, taken_on=day),
            "remove": say.say("further.picture.remove", name=name),
        }
        for row, (name, day) in zip(kept, _named(document), strict=True)
    ]
    return {
        "type": "pictures",
        "title": say.say("further.picture.title"),
        "about": say.say("further.picture.about"),
        "words": {word: say.say(f"further.picture.{word}") for word in _WORDS},
        "names": [say.say(f"further.picture.{name}") for name in _NAMES],
        "full": say.say("further.picture.full", count=len(kept)) if len(kept) >= MAX_SNAPSHOTS else "",
        "rows": rows,
        "ends": ends,
        "choices": [
            *({"id": row["id"], "name": row["name"]} for row in rows),
            {"id": NOW, "name": say.say("further.picture.now")},
        ],
        "told": told,
        "none": say.say("further.picture.none") if kept and not told else "",
    }


def law_block(document: Document, reading: Reading, asked: Mapping[str, object]) -> Block:
    """Return what the law of another day would change; at first the first day of next year."""
    say, on = reading.say, reading.assessment.on
    other = _day(asked.get("on")) or date(min(on.year + 1, date.max.year), 1, 1)
    then = assess(document, reading.catalogue, other)
    first, last = sorted((reading.assessment, then), key=lambda one: one.on)
    lines = list(_verdicts(moved(first, last, reading.catalogue), reading))
    return {
        "type": "law",
        "title": say.say("further.law.title"),
        "about": say.say("further.law.about"),
        "label": say.say("further.law.on"),
        "on": other.isoformat(),
        "between": say.say("further.law.between", before=first.on, after=last.on),
        "pages": _paged(lines, reading),
        "none": "" if lines else say.say("further.law.none"),
    }


def printed(document: Document, reading: Reading) -> list[Block]:
    """Return the same two for paper, where nobody chooses: each picture beside the next, the last beside now."""
    say, law = reading.say, law_block(document, reading, {})
    held = [*(picture for *_, picture in pictures(document)), document]
    names = [say.say("further.picture.kept", name=name, taken_on=day) for name, day in _named(document)]
    ends = zip([*names, say.say("further.picture.now")], held, strict=True)
    items = [
        {"title": f"{before} → {after}", "said": said, "items": [line for _, line in lines], "notes": []}
        for (before, old), (after, new) in pairwise(ends)
        for said, lines in _changed(old, new, document, reading) or [(say.say("further.picture.none"), [])]
    ]
    moves = [line for page in cast("list[Block]", law["pages"]) for line in cast("list[str]", page["items"])]
    told = {"title": law["between"], "said": law["none"], "items": moves, "notes": []}
    titled: Block = {
        "type": "told",
        "about": say.say("further.picture.printed"),
        "title": say.say("further.picture.title"),
    }
    return [
        *([{**titled, "id": "pictures", "items": items}] if items else []),
        {"type": "told", "id": "law", "title": law["title"], "about": law["about"], "items": [told]},
    ]


def _named(document: Document) -> list[tuple[str, date]]:
    """Return each picture's name and day; one named like another of that day gets a number, to tell them apart."""
    kept = [(name, day) for _, name, day, _ in pictures(document)]
    earlier = [kept[:place].count(one) for place, one in enumerate(kept)]
    return [(f"{name} ({same + 1})" if same else name, day) for (name, day), same in zip(kept, earlier, strict=True)]


def _changed(old: Document, new: Document, now: Document, reading: Reading) -> list[tuple[str, list[Line]]]:
    """Return the answers and the verdicts that differ, each under their count; nothing where none does."""
    answers: list[Line] = [(one.page, _edit(one, old, new, reading)) for one in edited(old, new, reading.catalogue)]
    before, after = (_judged(one, now, reading) for one in (old, new))
    verdicts = list(_verdicts(moved(before, after, reading.catalogue), reading))
    counted = (("answers", answers), ("verdicts", verdicts))
    return [(reading.say.say(f"further.picture.{key}", count=len(lines)), lines) for key, lines in counted if lines]


def _judged(picture: Document, now: Document, reading: Reading) -> Assessment:
    """Return what is said of a picture under the law of today; of now it is known already."""
    return reading.assessment if picture is now else assess(picture, reading.catalogue, reading.assessment.on)


def _day(asked: object) -> date | None:
    try:
        return date.fromisoformat(str(asked))
    except ValueError:
        return None


def _paged(lines: Iterable[Line], reading: Reading) -> list[Block]:
    """Return the lines under the title of the page that asks them."""
    pages: dict[str | None, list[str]] = defaultdict(list)
    for page, line in lines:
        pages[page].append(line)
    say, known = reading.say, reading.catalogue.pages
    return [
        {"title": say.text(known[page].title) if page else say.say("further.picture.elsewhere"), "items": items}
        for page, items in pages.items()
    ]


def _verdicts(changed: Iterable[Moved], reading: Reading) -> Iterable[Line]:
    """Yield each verdict that differs; of targets only the wanted ones, where the verdict itself is the same."""
    say = reading.say
    wanted = {one.target for one in reading.assessment.targets if one.wanted}
    for one in changed:
        title = say.text(reading.criterion(one.criterion).title)
        ends: list[tuple[str, str, str]] = []
        if one.before.verdict is not one.after.verdict:
            ends = [(title, _verdict(one.before.verdict, reading), _verdict(one.after.verdict, reading))]
        elif one.before.level is not None and one.after.level is not None and one.before.level != one.after.level:
            before, after = (
                say.say("further.picture.level", level=level) for level in (one.before.level, one.after.level)
            )
            ends = [(title, before, after)]
        else:
            ends = [
                (
                    f"{title} ({say.text(reading.catalogue.targets[target].title)})",
                    _verdict(old, reading),
                    _verdict(new, reading),
                )
                for target, old, new in one.targets
                if target in wanted
            ]
        for told, before, after in ends:
            yield one.page, say.say("further.picture.change", label=told, before=before, after=after)


def _verdict(verdict: Verdict, reading: Reading) -> str:
    return label(verdict, reading.say).lower()


def _edit(one: Edited, old: Document, new: Document, reading: Reading) -> str:
    before, after = (_value(one.path, value, reading) for value in (one.before, one.after))
    return reading.say.say(
        "further.picture.change", label=_label(one.path, old, new, reading), before=before, after=after
    )


def _label(path: str, old: Document, new: Document, reading: Reading) -> str:
    """Return what is asked at a path: the question, the column with its table and row, or the criterion."""
    say, parts = reading.say, path.split(".")
    if parts[0] == "answers":
        title = say.text(reading.criterion(parts[1]).title)
        return (
            say.say(f"further.picture.{parts[2]}", title=title) if parts[2] in {"evidence", "not_applicable"} else title
        )
    known = find(reading.catalogue, path)
    asked = say.text(known.label).rstrip(" ?") if known else path
    table = next((one for one in reading.catalogue.tables if one.path == ".".join(parts[:2])), None)
    if table is None:
        return asked
    row = ".".join(parts[:3])
    named = get(new, f"{row}.label") or get(old, f"{row}.label") or parts[2]
    return say.say("further.picture.of_row", table=say.text(table.label), row=str(named), label=asked)


def _value(path: str, value: Json, reading: Reading) -> str:
    """Return an answer in words."""
    say, known = reading.say, find(reading.catalogue, path)
    if value == DONT_KNOW:
        return say.say("form.dont_know").lower()
    if known is None or not readable(known, value):
        return say.say("further.picture.nothing")
    if path.endswith(".level"):
        return say.say("further.picture.level", level=str(value))
    if path.endswith(".statement"):
        return say.say(f"form.statement.{value}").lower()
    options = {option.id: say.text(option.label) for option in known.options}
    read = parse(known, value)
    if isinstance(read, tuple):
        return ", ".join(options[one] for one in read)
    if isinstance(value, str) and value in options:
        return options[value]
    if known.type == "text":
        text = str(value)
        return say.say("further.picture.quoted", text=text if len(text) <= LONGEST else f"{text[:LONGEST]}…")
    if read is None:
        return say.say("further.picture.nothing")
    if known.type == "percent":
        return say.say("further.picture.percent", value=say.fill(read, "number"))
    return say.fill(read, {"money": "money", "decimal": "number", "fraction": "fraction"}.get(known.type, ""))
