"""What may be wrong between the entries of data/: names nobody knows, days, sources, rules. Each key is well-formed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from fractions import Fraction
from itertools import pairwise

import yaml

from coopkit.content.problem import Problem, suggest
from coopkit.content.reading import ALIASES, Block, below, child, line_of, tree
from coopkit.core.model import Certainty, Indicator, Kind, Target

_LEVELS = 5
_TIME = re.compile("([01][0-9]|2[0-3]):[0-5][0-9]")
_KIT_TARGETS = {Target.EUR, Target.CC}
"""Targets that are the kit's and the incubator's reading: they may rest on the kit's own sources."""

_DRAWN, _KINDS = "facts.assembly.card", "facts.members.kind"
"""Where a team says which attendance card it drew, and the kinds of members a card speaks of."""

_REFERENCES = (
    ("criteria", "sources.*", "sources"),
    ("criteria", "parameters.*", "parameters"),
    ("criteria", "whom", "partners"),
    ("criteria", "family", "families"),
    ("criteria", "needs.*", "paths"),
    ("criteria", "uses.*", "paths"),
    ("flags", "criterion", "criteria"),
    ("pages", "sections.*.items.*.criterion", "criteria"),
    ("pages", "sections.*.items.*.asks.*", "paths"),
    ("parameters", "values.*.source", "sources"),
    ("sources", "restates", "sources"),
    ("articles", "criteria.*", "criteria"),
    ("articles", "sources.*", "sources"),
    ("application", "asks.*", "paths"),
    ("application", "criteria.*", "criteria"),
    ("application", "page", "pages"),
    ("agendas", "days.*.items.*.page", "pages"),
    ("schools", "sources.*", "sources"),
    ("schools", "views.*.question", "school_questions"),
)
_CALLED = {
    "sources": "source",
    "parameters": "parameter",
    "partners": "partner",
    "families": "family",
    "criteria": "criterion",
    "pages": "page",
    "paths": "field or table",
    "school_questions": "question",
}


def meaning_problems(read: list[Block], lacking: frozenset[str]) -> Iterator[Problem]:
    """Yield what does not fit together; of kinds that are lacking (a file could not be read) nothing is said."""
    known = {kind: _names(read, kind) for kind in _CALLED if kind not in lacking}
    if not lacking & {"fields", "tables"}:
        known["paths"] = _paths(read)
    else:
        known.pop("paths")
    for block in read:
        for kind, path, target in _REFERENCES:
            if kind == block.kind and target in known:
                yield from _unresolved(block, below(block.node, path), _CALLED[target], known[target])
        for judge in _JUDGES.get(block.kind, ()):
            yield from judge(block)
        if block.kind in {"fields", "tables"} and "paths" in known:
            yield from _conditions(block, block.node, _options(read))
    if "targets" not in lacking:
        yield from _complete(read)
    if not lacking & {"criteria", "sources"}:
        yield from _obligations(read)
    yield from _demanded(read)
    yield from _unanswered(read)
    yield from _cards(read, lacking)
    if "criteria" not in lacking:
        yield from _rules(read)


def _names(read: list[Block], kind: str) -> set[str]:
    names = {block.id for block in read if block.kind == kind}
    anchors = {
        f"{block.id}:{anchor.value}"
        for block in read
        if block.kind == kind == "sources" and isinstance(articles := child(block.node, "articles"), yaml.MappingNode)
        for anchor, _ in articles.value
    }
    return names | anchors


def _columns(read: list[Block]) -> Iterator[tuple[str, yaml.Node]]:
    for block in read:
        if block.kind == "fields":
            yield block.id, block.node
        columns = child(block.node, "columns") if block.kind == "tables" else None
        for column in columns.value if isinstance(columns, yaml.SequenceNode) else ():
            yield f"{block.id}.{getattr(child(column, 'path'), 'value', '')}", column


def _paths(read: list[Block]) -> set[str]:
    """Return every path a criterion or a page may name: fields, tables, columns, and groups such as facts.articles."""
    fields = {block.id for block in read if block.kind == "fields"}
    groups = {path.rpartition(".")[0] for path in fields if path.count(".") > 1}
    return {*(path for path, _ in _columns(read)), *groups, *(block.id for block in read if block.kind == "tables")}


def _options(read: list[Block]) -> dict[str, set[str]]:
    return {path: {str(option.value) for option in below(node, "options.*.id")} for path, node in _columns(read)}


def _unresolved(block: Block, named: Iterator[yaml.Node], called: str, known: set[str]) -> Iterator[Problem]:
    for node in named:
        if node.value not in known:
            what = f"{block.id}: no {called} is called {node.value}"
            yield Problem(file=block.file, line=line_of(node), what=what, mend=suggest(str(node.value), known))


def _conditions(block: Block, node: yaml.Node | None, options: dict[str, set[str]]) -> Iterator[Problem]:
    """Yield the conditions of only_if that name a field or an option nobody knows."""
    if isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _conditions(block, item, options)
    for key, value in node.value if isinstance(node, yaml.MappingNode) else ():
        if key.value != "only_if":
            yield from _conditions(block, value, options)
            continue
        for path, chosen in value.value if isinstance(value, yaml.MappingNode) else ():
            yield from _unresolved(block, iter([path]), "field", set(options))
            if path.value in options:
                yield from _unresolved(block, below(chosen, "*"), f"option of {path.value}", options[path.value])


def _dates(block: Block) -> Iterator[Problem]:
    """Yield the gaps and overlaps between a parameter's dated values."""
    values = child(block.node, "values")
    spans = []
    for item in values.value if isinstance(values, yaml.SequenceNode) else ():
        body = tree(item, ALIASES)
        days = body if isinstance(body, dict) else {}
        start, end = _day(days.get("valid_from")), _day(days.get("valid_until"))
        if start:
            spans.append((start, end or date.max, line_of(item)))
    if isinstance(values, yaml.SequenceNode) and not values.value:
        yield Problem(file=block.file, line=block.line, what=f"{block.id} has no value", mend="add one with its day")
    spans.sort()
    for start, end, line in spans:
        if end <= start:
            what = f"{block.id}: the value from {start} ends before it begins"
            yield Problem(file=block.file, line=line, what=what, mend=f"until must be later than {start}")
    for (_, end, _), (start, _, line) in pairwise(spans):
        if end > start:
            what = f"{block.id}: two values hold on {start}"
            yield Problem(file=block.file, line=line, what=what, mend=f"let the one before end with until: {start}")
        if end < start:
            what = f"{block.id}: no value holds from {end} to {start}"
            yield Problem(file=block.file, line=line, what=what, mend=f"begin at {end}, or add the value between")


def _day(written: object) -> date | None:
    try:
        return date.fromisoformat(str(written))
    except ValueError:
        return None


def _levels(block: Block) -> Iterator[Problem]:
    """Yield a criterion with levels that has not five of them, from 0 to 4."""
    levels = child(block.node, "levels")
    count = len(levels.value) if isinstance(levels, yaml.SequenceNode) else 0
    if getattr(child(block.node, "kind"), "value", None) == Kind.LEVELS and count != _LEVELS:
        what = f"{block.id} has {count} levels"
        yield Problem(file=block.file, line=block.line, what=what, mend="write five, from 0 to 4")


def _confirmable(block: Block) -> Iterator[Problem]:
    """Yield the targets to confirm that a criterion has no obligation for."""
    asked = child(block.node, "obligation")
    targets = {str(key.value) for key, _ in asked.value} if isinstance(asked, yaml.MappingNode) else set()
    for node in below(block.node, "to_confirm.*"):
        if node.value not in targets:
            what = f"{block.id}: {node.value} is to confirm, and no obligation names it"
            yield Problem(file=block.file, line=line_of(node), what=what, mend=suggest(str(node.value), targets))


def _clues(block: Block) -> Iterator[Problem]:
    """Yield the clues a school reads, and the answers it accepts, that nobody knows; also a clue without an answer."""
    from coopkit.core.schools import CLUES

    views = child(block.node, "views")
    for view in views.value if isinstance(views, yaml.SequenceNode) else ():
        read = [node for node in below(view, "reads.*") if isinstance(node, yaml.ScalarNode)]
        yield from _unresolved(block, iter(read), "clue", set(CLUES))
        known = [clue for node in read if (clue := CLUES.get(node.value))]
        told = {answer for clue in known for answer in clue.answers}
        if len(known) == len(read):
            yield from _unresolved(block, below(view, "accepts.*"), "answer of its clues", told)
        accepted = {str(node.value) for node in below(view, "accepts.*")}
        for node in read:
            if node.value in CLUES and not accepted.intersection(CLUES[node.value].answers):
                what = f"{block.id} reads {node.value} and accepts none of its answers"
                mend = "add one to accepts, or leave the clue out"
                yield Problem(file=block.file, line=line_of(node), what=what, mend=mend)


def _length(block: Block) -> Iterator[Problem]:
    """Yield a day of an agenda whose parts do not add up to its length, or that starts at no time there is."""
    days = child(block.node, "days")
    for day in days.value if isinstance(days, yaml.SequenceNode) else ():
        said, starts = child(day, "minutes"), child(day, "starts")
        if starts is not None and not _TIME.fullmatch(str(starts.value)):
            what = f"{block.id}: {starts.value} is not a time"
            yield Problem(file=block.file, line=line_of(starts), what=what, mend='write it like "18:00"')
        parts = [str(getattr(node, "value", "")) for node in below(day, "items.*.minutes")]
        if said is None or not all(part.isdecimal() for part in (str(said.value), *parts)):
            continue  # its shape is wrong, which is told elsewhere
        if (total := sum(map(int, parts))) != int(said.value):
            what = f"{block.id}: what is done takes {total} minutes, the day {said.value}"
            yield Problem(file=block.file, line=line_of(said), what=what, mend="make them the same")


def _card(block: Block, kinds: set[str]) -> Iterator[Problem]:
    """Yield what is wrong with an attendance card: kinds of members nobody knows, and parts that are none."""
    come = child(block.node, "come")
    named = come.value if isinstance(come, yaml.MappingNode) else ()
    yield from _unresolved(block, (kind for kind, _ in named), f"option of {_KINDS}", kinds)
    for node in [*below(block.node, "come.*"), *below(block.node, "others")]:
        try:
            sound = 0 <= Fraction(str(node.value)) <= 1
        except (ValueError, ZeroDivisionError):
            continue  # its shape is wrong, which is told elsewhere
        if not sound:
            what = f"{block.id}: {node.value} is no part of a whole"
            yield Problem(file=block.file, line=line_of(node), what=what, mend='write one from "0" to "1"')


def _cards(read: list[Block], lacking: frozenset[str]) -> Iterator[Problem]:
    """Yield what is wrong with each card, the cards nobody can choose, and the choices that are no card."""
    if lacking & {"fields", "tables", "cards"}:
        return
    cards = {block.id: block for block in read if block.kind == "cards"}
    for block in cards.values():
        yield from _card(block, _options(read).get(_KINDS, set()))
    field = next((block for block in read if block.kind == "fields" and block.id == _DRAWN), None)
    choices = {str(node.value): node for node in below(field.node, "options.*.id")} if field else {}
    for name in sorted(cards.keys() - choices.keys()):
        block = cards[name]
        mend = f"add it to the options of {_DRAWN}, with its title"
        yield Problem(file=block.file, line=block.line, what=f"the card {name} cannot be chosen", mend=mend)
    for name in sorted(choices.keys() - cards.keys()):
        what = f"{_DRAWN}: no card is called {name}"
        file = field.file if field else ""
        yield Problem(file=file, line=line_of(choices[name]), what=what, mend=suggest(name, cards))


_JUDGES: Mapping[str, tuple[Callable[[Block], Iterator[Problem]], ...]] = {
    "parameters": (_dates,),
    "criteria": (_levels, _confirmable),
    "schools": (_clues,),
    "agendas": (_length,),
}


def _complete(read: list[Block]) -> Iterator[Problem]:
    """Yield the targets and indicators nobody described: pages name every one of them."""
    for kind, every in (("targets", Target), ("indicators", Indicator)):
        for name in sorted({one.value for one in every} - _names(read, kind)):
            yield Problem(file="targets.yaml", line=1, what=f"{name} is not under {kind}", mend="describe it there")


def _obligations(read: list[Block]) -> Iterator[Problem]:
    """Yield obligations nothing backs. The law's need more than the kit's own reading."""
    own = {
        block.id
        for block in read
        if block.kind == "sources" and getattr(child(block.node, "certainty"), "value", None) == Certainty.OWN
    }
    for block in (block for block in read if block.kind == "criteria"):
        asked = child(block.node, "obligation")
        targets = [key.value for key, _ in asked.value] if isinstance(asked, yaml.MappingNode) else []
        cited = {str(node.value).partition(":")[0] for node in below(block.node, "sources.*")}
        legal = [target for target in targets if target not in _KIT_TARGETS]
        lacks = targets if not cited else legal if cited <= own else []
        if asked and lacks:
            what = f"{block.id}: the obligation for {', '.join(lacks)} has no source"
            yield Problem(file=block.file, line=line_of(asked), what=what, mend="name the text it rests on in sources")


def _demanded(read: list[Block]) -> Iterator[Problem]:
    """Yield the criteria a target or family gets without counting them among its demands: the page counts by those."""
    demands = {
        block.id: {str(node.value) for node in below(block.node, "demands.*")}
        for block in read
        if block.kind in {"targets", "families"}
    }
    for block in (block for block in read if block.kind == "criteria"):
        asked, family = child(block.node, "obligation"), child(block.node, "family")
        owners = [key for key, _ in asked.value] if isinstance(asked, yaml.MappingNode) else []
        for owner in [*owners, *([family] if family else [])]:
            if demands.get(owner.value) and block.id not in demands[owner.value]:
                what = f"{block.id} serves {owner.value}, which does not list it in demands"
                mend = f"add {block.id} there, in targets.yaml"
                yield Problem(file=block.file, line=line_of(owner), what=what, mend=mend)


def _unanswered(read: list[Block]) -> Iterator[Problem]:
    """Yield the questions a school says nothing to: that it does not ask is worth a sentence too."""
    questions = [block.id for block in read if block.kind == "school_questions"]
    for block in (block for block in read if block.kind == "schools"):
        said = [str(node.value) for node in below(block.node, "views.*.question")]
        for question in questions:
            if said.count(question) != 1:
                what = f"{block.id} has {said.count(question)} views on {question}"
                yield Problem(file=block.file, line=block.line, what=what, mend="say once what it looks at there")


def _rules(read: list[Block]) -> Iterator[Problem]:
    """Yield computed criteria without a rule, and rules without a computed criterion."""
    from coopkit.core.rules import RULES

    criteria = [block for block in read if block.kind == "criteria"]
    others = {Kind.LEVELS, Kind.STATEMENT}
    computed = {
        block.id: block for block in criteria if getattr(child(block.node, "kind"), "value", None) not in others
    }
    for name in sorted(computed.keys() - RULES.keys()):
        block = computed[name]
        mend = f'write @rule("{name}") in coopkit/core/rules, or choose another kind'
        yield Problem(file=block.file, line=block.line, what=f"{name} is computed and has no rule", mend=mend)
    for name in sorted(RULES.keys() - computed.keys()):
        what = f"the rule {name} has no computed criterion"
        file = criteria[0].file if criteria else "criteria"
        yield Problem(file=file, line=1, what=what, mend=f"describe {name} here, or remove the rule")
