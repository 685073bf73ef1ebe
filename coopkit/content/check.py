"""Everything that is wrong with data/, at once, each with its line and how to mend it.

Speaks English in the code itself: it must also work when the texts are what is broken.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from pathlib import Path
from typing import TYPE_CHECKING, get_args, get_type_hints

import yaml
from pydantic import ValidationError
from pydantic_core import ErrorDetails

from coopkit.content.loading import adapter, dossier_tree
from coopkit.content.meaning import meaning_problems
from coopkit.content.problem import Problem, suggest
from coopkit.content.reading import (
    ALIASES,
    DATED,
    LAYOUT,
    LISTS,
    Block,
    blocks,
    catalogue_tree,
    child,
    compose,
    first_key,
    leaves,
    line_of,
    pair,
    tree,
)
from coopkit.content.sentences import said_problems, sentence_problems
from coopkit.core import dossier
from coopkit.core.model import LANGUAGES, Catalogue
from coopkit.files import kit_path

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

_OTHER_FILES = ("README.md", "dossier.schema.json", "texts/*.yaml", "texts/*/*.yaml", "examples/*.yaml")
_WRITTEN = {real: written for written, real in ALIASES.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    """What could be read: nodes by file, entries of the catalogue, and the kinds of which something is lacking."""

    nodes: dict[str, yaml.Node | None] = field(default_factory=dict)
    blocks: list[Block] = field(default_factory=list)
    lacking: set[str] = field(default_factory=set)


def problems(root: Path | None = None) -> tuple[list[Problem], int]:
    """Return every problem of a data folder, in order of file and line, and how many files were read.

    `root` is the folder or the one that holds it as `data`; the kit's own by default.
    """
    data = root or kit_path("data")
    data = data / "data" if (data / "data").is_dir() else data
    read = _Read()
    found = {*_files(data, read)}
    for file, node in read.nodes.items():
        found.update(_doubled(file, node) if node else ())
        if file.startswith("texts/"):
            found.update(sentence_problems(file, first_key(Path(file)), node))
        for name, part in _speaking(file, node):
            found.update(said_problems(file, part, name) if name != "dossier" else ())
    found.update(_said_twice(read.nodes))
    shape = _validate(read)
    catalogue = shape if isinstance(shape, Catalogue) else None
    found.update(shape if isinstance(shape, list) else ())
    found.update(meaning_problems(read.blocks, frozenset(read.lacking)))
    found.update(_unknown_examples(read))
    for file, node in read.nodes.items():
        if catalogue and file.startswith("examples/"):
            found.update(_example(file, node, catalogue))
    return sorted(found), len(read.nodes)


def _speaking(file: str, node: yaml.Node | None) -> Iterator[tuple[str, yaml.Node]]:
    """Yield the parts of a file whose texts are the kit's own; an example's dossier is somebody's own words."""
    if file.startswith("examples/") and isinstance(node, yaml.MappingNode):
        yield from ((key.value, value) for key, value in node.value)
    elif node:
        yield "", node


def _files(data: Path, read: _Read) -> Iterator[Problem]:
    """Read every file, yielding those that cannot be read, that nothing reads, and that are not there."""
    layouts = {pattern: LAYOUT.get(pattern, {}) for pattern in (*LAYOUT, *_OTHER_FILES)}
    known = {path: layout for pattern, layout in layouts.items() for path in sorted(data.glob(pattern))}
    for path in sorted(data.rglob("[!.]*")):
        if path in known or not path.is_file():
            continue
        mend = suggest(path.relative_to(data).as_posix(), layouts)
        yield Problem(file=path.relative_to(data).as_posix(), line=1, what="nothing reads this file", mend=mend)
    for pattern, layout in LAYOUT.items():
        if not any(data.glob(pattern)):
            read.lacking.update(layout.values())
            yield Problem(file=pattern, line=1, what="the file is missing", mend="restore it, or see data/README.md")
    for path, layout in known.items():
        if path.suffix != ".yaml":
            continue
        file = path.relative_to(data).as_posix()
        try:
            read.nodes[file] = compose(path)
        except yaml.MarkedYAMLError as error:
            line = error.problem_mark.line + 1 if error.problem_mark else 1
            what = f"not readable as YAML: {error.problem or error.context}"
            yield Problem(file=file, line=line, what=what, mend="quote a text that holds a colon or a #, and indent")
            read.lacking.update(layout.values())
        except (yaml.YAMLError, UnicodeDecodeError) as error:
            what = f"not readable as text: {str(error).splitlines()[0]}"
            yield Problem(file=file, line=1, what=what, mend="save the file as UTF-8")
            read.lacking.update(layout.values())
        else:
            read.blocks.extend(blocks(file, read.nodes[file], layout))


def _unknown_examples(read: _Read) -> Iterator[Problem]:
    """Yield the labs that want to show an example nobody wrote."""
    known = [Path(file).stem for file in read.nodes if file.startswith("examples/")]
    for block in read.blocks:
        named = child(block.node, "example") if block.kind == "pages" else None
        if isinstance(named, yaml.ScalarNode) and named.value not in known:
            what = f"no example is called {named.value}"
            yield Problem(file=block.file, line=line_of(named), what=what, mend=suggest(named.value, known))


def _doubled(file: str, node: yaml.Node) -> Iterator[Problem]:
    """Yield keys written twice in one mapping, and ids written twice in one list."""
    names: dict[str, int] = {}
    if isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _doubled(file, item)
            if (name := child(item, "id") or child(item, "path")) and isinstance(name, yaml.ScalarNode):
                if name.value in names:
                    yield _twice(file, line_of(item), f"id {name.value}", file, names[name.value])
                names.setdefault(name.value, line_of(item))
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from _doubled(file, value)
            if key.value in names:
                yield _twice(file, line_of(key), f"key {key.value}", file, names[key.value])
            names.setdefault(key.value, line_of(key))


def _said_twice(nodes: Mapping[str, yaml.Node | None]) -> Iterator[Problem]:
    """Yield sentences that two files of texts/ both hold; twice in one file is a doubled key."""
    first: dict[str, tuple[str, int]] = {}
    for file, node in nodes.items():
        for key, leaf in leaves(first_key(Path(file)), node) if file.startswith("texts/") else ():
            told = first.setdefault(key, (file, line_of(leaf)))
            if told[0] != file:
                yield _twice(file, line_of(leaf), f"sentence {key}", *told)


def _twice(file: str, line: int, what: str, first: str, first_line: int) -> Problem:
    where = f"line {first_line}" if file == first else f"{first}:{first_line}"
    return Problem(file=file, line=line, what=f"{what} is there twice", mend=f"the first is at {where}: keep one")


def _validate(read: _Read) -> Catalogue | list[Problem]:
    """Return the catalogue, or what keeps the entries from being one; also ids used twice across files."""
    first: dict[tuple[str, str], Block] = {}
    found = []
    for block in read.blocks:
        other = first.setdefault((block.kind, block.id), block)
        if other.file != block.file and block.id:
            found.append(_twice(block.file, block.line, f"id {block.id}", other.file, other.line))
    try:
        catalogue = adapter().validate_python(catalogue_tree(read.blocks))
    except ValidationError as error:
        return found + list(_shapes(read.blocks, error.errors(include_url=False)))
    return found or catalogue


def _shapes(read: list[Block], errors: list[ErrorDetails]) -> Iterator[Problem]:
    """Yield what pydantic found, with its line; what it says of the branches of one union is told once."""
    told: dict[tuple[str, int, str], list[str]] = {}
    for error in errors:
        kind, *loc = error["loc"]
        same = [block for block in read if block.kind == kind]
        if not same or not loc:
            continue
        block = same[int(loc[0])] if kind in LISTS else next(one for one in same if one.id == loc[0])
        line, place, node = _locate(block, [str(part) for part in loc[1:]])
        shown = [_WRITTEN.get(part, part) if kind in DATED else part for part in place]
        where = " ".join(filter(None, [block.id, ".".join(shown)]))
        name = str(loc[-1])
        if error["type"] == "missing":
            written = _WRITTEN.get(name, name) if kind in DATED else name
            if name not in LANGUAGES or not any(child(node, language) for language in LANGUAGES):
                told.setdefault((block.file, line, f"{where}: {written} is missing"), ["add it"])
        elif error["type"] == "unexpected_keyword_argument":
            told[block.file, line, f"unknown key {where}"] = [suggest(name, _keys(str(kind), place[:-1]))]
        elif error["type"] == "dataclass_type":
            told[block.file, line, f"{where} holds no keys"] = ["write its keys below it, as its neighbours do"]
        else:
            value = f" is {error['input']}" if isinstance(error["input"], str | int) else ""
            what = f"{where}{value}" if value else f"{where} is of the wrong type"
            told.setdefault((block.file, line, what), []).append(_wanted(error["msg"]))
    for (file, line, what), mends in told.items():
        yield Problem(file=file, line=line, what=what, mend=", or ".join(mends))


def _keys(kind: str, place: list[str]) -> set[str]:
    """Return the keys an entry may have at a place below it."""
    holder = _dataclass_in(get_type_hints(Catalogue)[kind])
    for part in place:
        if holder and part in {known.name for known in fields(holder)}:
            holder = _dataclass_in(get_type_hints(holder)[part])
    names = {known.name for known in fields(holder)} if holder else set()
    return {_WRITTEN.get(name, name) if kind in DATED else name for name in names}


def _dataclass_in(hint: object) -> type[DataclassInstance] | None:
    """Return the dataclass a type speaks of, inside tuples, mappings and unions."""
    if isinstance(hint, type) and is_dataclass(hint):
        return hint
    return next((found for part in get_args(hint) if (found := _dataclass_in(part))), None)


def _wanted(message: str) -> str:
    """Return pydantic's message as what to write instead."""
    return message.partition(", unable")[0].replace("Input is not a", "it should be a").replace("Input ", "it ")


def _locate(block: Block, loc: list[str]) -> tuple[int, list[str], yaml.Node]:
    """Return the line of the deepest place that is in the file, its names, and its node."""
    node, line, place = block.node, block.line, list[str]()
    for part in loc:
        if both := pair(node, part):
            line, node = line_of(both[0]), both[1]
            place.append(part)
    return line, place, node


def _example(file: str, node: yaml.Node | None, catalogue: Catalogue) -> Iterator[Problem]:
    """Yield what an example says that no dossier can say."""
    here = child(node, "dossier") or node
    try:
        dossier.accept(dossier_tree(tree(node)), catalogue)
    except dossier.DossierError as error:
        for problem in error.problems or (None,):
            line = 1
            for part in problem.path.split(".") if problem else ():
                if both := pair(here, part):
                    line, here = line_of(both[0]), both[1]
            here = child(node, "dossier") or node
            what = f"{problem.path}: {problem.code}" if problem else str(error)
            yield Problem(file=file, line=line, what=what, mend="correct the dossier of the example (see facts/)")
