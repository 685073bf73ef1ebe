"""The files of data/ as blocks of YAML that remember where they stand; knows which file holds what, judges nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

from coopkit.core.model import LANGUAGES, Json

LAYOUT: Mapping[str, Mapping[str, str]] = {
    "criteria/*.yaml": {"": "criteria"},
    "law/*.yaml": {"": "parameters"},
    "sources.yaml": {"": "sources"},
    "partners.yaml": {"": "partners"},
    "pages.yaml": {"": "pages"},
    "agendas.yaml": {"": "agendas"},
    "cards.yaml": {"": "cards"},
    "glossary.yaml": {"": "glossary"},
    "articles.yaml": {"": "articles"},
    "application.yaml": {"": "application"},
    "schools.yaml": {"questions": "school_questions", "schools": "schools"},
    "facts/*.yaml": {"fields": "fields", "tables": "tables"},
    "targets.yaml": {"targets": "targets", "families": "families", "indicators": "indicators", "flags": "flags"},
}
"""File -> key at its top ("": the whole file) -> the part of the catalogue that stands there."""

LISTS = {
    "criteria",
    "fields",
    "tables",
    "families",
    "flags",
    "glossary",
    "school_questions",
    "schools",
    "articles",
    "application",
    "agendas",
    "cards",
}
"""Parts of the catalogue kept in their order; the others are kept by id."""

DATED = {"parameters", "targets"}
"""Parts of the catalogue that have days."""

ALIASES = {"from": "valid_from", "until": "valid_until"}
"""What their files call those days: `from` is a word of Python's own."""

_WHOLE = re.compile(r"-?(0|[1-9][0-9]*)")
_WORDS: Mapping[str, Json] = {"": None, "~": None, "null": None, "true": True, "false": False}
_Loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One entry of a file: a criterion, a field, a source ... with the node it was read from."""

    kind: str
    id: str
    file: str
    node: yaml.Node
    line: int
    tree: Json


def compose(path: Path) -> yaml.Node | None:
    """Return the file's nodes, None of an empty file; raises yaml.YAMLError, UnicodeDecodeError."""
    node: yaml.Node | None = yaml.compose(path.read_text(encoding="utf-8"), Loader=_Loader)
    return node


def tree(node: yaml.Node | None, aliases: Mapping[str, str] | None = None) -> Json:
    """Return the node as JSON would have it. Only whole numbers, true, false and null are more than text.

    So `no` stays a word, and `0.30`, `1/10` and `2026-11-23` stay exactly as they were written.
    """
    if isinstance(node, yaml.MappingNode):
        renamed = aliases or {}
        return {
            renamed.get(key, key): tree(value, aliases) for key, value in ((str(k.value), v) for k, v in node.value)
        }
    if isinstance(node, yaml.SequenceNode):
        return [tree(item, aliases) for item in node.value]
    if not isinstance(node, yaml.ScalarNode):
        return None
    written = str(node.value)
    if node.style:  # quoted; a plain word has None, or "" from the C parser
        return written
    return int(written) if _WHOLE.fullmatch(written) else _WORDS.get(written, written)


def line_of(node: yaml.Node) -> int:
    """Return the line a node starts on, counted as editors do."""
    return int(node.start_mark.line) + 1


def blocks(file: str, node: yaml.Node | None, layout: Mapping[str, str]) -> Iterator[Block]:
    """Yield the entries of a file: the items of a list by their `id` (fields: `path`), or a mapping's values by key."""
    for top, kind in layout.items():
        part = node if not top else child(node, top)
        if isinstance(part, yaml.SequenceNode):
            for item in part.value:
                body = tree(item, ALIASES if kind in DATED else None)
                name = body.get("id", body.get("path", "")) if isinstance(body, dict) else ""
                yield Block(kind=kind, id=str(name), file=file, node=item, line=line_of(item), tree=body)
        elif isinstance(part, yaml.MappingNode):
            for key, value in part.value:
                body = tree(value, ALIASES if kind in DATED else None)
                if isinstance(body, dict) and kind != "indicators":
                    body = {"id": key.value, **body}
                yield Block(kind=kind, id=key.value, file=file, node=value, line=line_of(key), tree=body)


def pair(node: yaml.Node | None, key: str) -> tuple[yaml.Node, yaml.Node] | None:
    """Return the key and the value a mapping has under a name, or the item of a list twice; None when there is none."""
    if isinstance(node, yaml.SequenceNode) and key.isdigit() and int(key) < len(node.value):
        return node.value[int(key)], node.value[int(key)]
    if isinstance(node, yaml.MappingNode):
        return next((both for both in node.value if key in {both[0].value, ALIASES.get(both[0].value)}), None)
    return None


def child(node: yaml.Node | None, key: str) -> yaml.Node | None:
    """Return the value under a key of a mapping or at an index of a list; None when there is none."""
    return both[1] if (both := pair(node, key)) else None


def below(node: yaml.Node | None, path: str) -> Iterator[yaml.Node]:
    """Yield the single values at a path such as `values.*.source`, where * is every item or value."""
    head, _, rest = path.partition(".")
    if not head:
        if isinstance(node, yaml.ScalarNode):
            yield node
    elif head != "*":
        yield from below(child(node, head), rest)
    elif isinstance(node, yaml.SequenceNode | yaml.MappingNode):
        for item in node.value:
            yield from below(item[1] if isinstance(item, tuple) else item, rest)


def first_key(file: Path) -> str:
    """Return how the keys of a text file begin: with its name, or that of its folder below texts/."""
    return file.parts[1].removesuffix(".yaml")


def leaves(prefix: str, node: yaml.Node | None) -> Iterator[tuple[str, yaml.Node]]:
    """Yield every sentence of a text file with its full key: a sentence is what speaks fr, nl or en."""
    if isinstance(node, yaml.MappingNode) and not any(key.value in LANGUAGES for key, _ in node.value):
        for key, value in node.value:
            yield from leaves(f"{prefix}.{key.value}", value)
    elif node is not None:
        yield prefix, node


def catalogue_tree(read: list[Block]) -> dict[str, Json]:
    """Return the entries as the catalogue's own shape, not yet validated."""
    raw: dict[str, Json] = {kind: [] for kind in LISTS}
    for block in read:
        part = raw.setdefault(block.kind, {})
        if isinstance(part, list):
            part.append(block.tree)
        elif isinstance(part, dict):
            part[block.id] = block.tree
    return raw
