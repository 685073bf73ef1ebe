"""The content of data/, read once: the catalogue, the sentences, the examples. `coopkit check` finds what is wrong."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import TypeAlias

from pydantic import ConfigDict, TypeAdapter, ValidationError, with_config
from yaml import YAMLError

from coopkit.content.reading import LAYOUT, blocks, catalogue_tree, compose, first_key, leaves, tree
from coopkit.core import dossier, model
from coopkit.core.model import Catalogue, CoopkitError, Document, Field, Json, Text
from coopkit.files import kit_path

Phrase: TypeAlias = Mapping[str, str | Mapping[str, str]]
"""Language -> a sentence, or its forms for one and other."""


class ContentError(CoopkitError):
    """The kit's own data cannot be used as it stands."""

    def __init__(self, data: Path) -> None:
        super().__init__(f"the kit's data in {data} cannot be used: run coopkit check")


class UnknownExampleError(CoopkitError):
    """No example bears this name; `known` are those there are."""

    def __init__(self, name: str, known: Iterable[str]) -> None:
        self.name, self.known = name, tuple(known)
        super().__init__(f"no example is called {name}: there are {', '.join(self.known)}")


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """Everything in data/. `texts` also holds the label of every option, as `facts.members.kind.worker`."""

    catalogue: Catalogue
    texts: Mapping[str, Phrase]
    examples: Mapping[str, Path]


@cache
def adapter() -> TypeAdapter[Catalogue]:
    """Return the validator of the whole catalogue: the core's own dataclasses, refusing keys they do not know."""
    for kind in vars(model).values():
        if isinstance(kind, type) and dataclasses.is_dataclass(kind):
            with_config(ConfigDict(extra="forbid", coerce_numbers_to_str=True))(kind)
    return TypeAdapter(Catalogue)


@cache
def load(root: Path | None = None) -> Content:
    """Return the content of a data folder (the kit's own by default); raises ContentError."""
    data = root or kit_path("data")
    try:
        read = [
            block
            for pattern, layout in LAYOUT.items()
            for path in sorted(data.glob(pattern))
            for block in blocks(path.relative_to(data).as_posix(), compose(path), layout)
        ]
        catalogue = adapter().validate_python(catalogue_tree(read))
    except (YAMLError, UnicodeDecodeError, ValidationError) as error:
        raise ContentError(data) from error
    said = {**dict(_labels(catalogue)), **texts(data)}
    examples = {path.stem: path for path in sorted(data.glob("examples/*.yaml"))}
    return Content(catalogue=catalogue, texts=MappingProxyType(said), examples=MappingProxyType(examples))


def example(name: str) -> Document:
    """Return the dossier of an example; raises UnknownExampleError, which names those there are."""
    return dossier.accept(dossier_tree(_example(name)), load().catalogue)


def example_title(name: str) -> Text:
    """Return what an example is called; raises UnknownExampleError as above."""
    file = _example(name)
    return TypeAdapter(Text).validate_python(file["title"] if isinstance(file, dict) else None)


@cache
def _example(name: str) -> Json:
    examples = load().examples
    if name not in examples:
        raise UnknownExampleError(name, examples)
    return parse_yaml(examples[name])


def parse_yaml(path: Path) -> Json:
    """Return a YAML file as JSON would have it; raises yaml.YAMLError, UnicodeDecodeError."""
    return tree(compose(path))


def dossier_tree(file: Json) -> Json:
    """Return the dossier inside a parsed file: an example keeps it under `dossier`, an export is one itself."""
    return file["dossier"] if isinstance(file, dict) and "dossier" in file else file


def texts(data: Path) -> dict[str, Phrase]:
    """Return the texts of a data folder by their full key; raises ContentError."""
    try:
        return dict(_sentences(data))
    except (YAMLError, UnicodeDecodeError) as error:
        raise ContentError(data) from error


def _sentences(data: Path) -> Iterator[tuple[str, Phrase]]:
    for path in sorted(data.glob("texts/**/*.yaml")):
        for key, node in leaves(first_key(path.relative_to(data)), compose(path)):
            said = tree(node)
            if isinstance(said, dict):
                yield key, {language: _spoken(form) for language, form in said.items()}


def _spoken(form: Json) -> str | Mapping[str, str]:
    return {number: str(said) for number, said in form.items()} if isinstance(form, dict) else str(form)


def _labels(catalogue: Catalogue) -> Iterator[tuple[str, Phrase]]:
    """Yield the words of fields and options, so that a sentence can name what somebody chose."""
    columns = [(f"{table.path}.{column.path}", column) for table in catalogue.tables for column in table.columns]
    known: list[tuple[str, Field]] = [*((one.path, one) for one in catalogue.fields), *columns]
    for path, one in known:
        yield path, _phrase(one.label)
        for option in one.options:
            yield f"{path}.{option.id}", _phrase(option.label)


def _phrase(text: Text) -> Phrase:
    return {"fr": text.fr, "nl": text.nl, "en": text.en}
