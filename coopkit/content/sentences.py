"""What may be wrong with the sentences in data/: a language, a placeholder, a form that is missing, HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator
from string import Formatter

import yaml

from coopkit.content.problem import Problem, suggest
from coopkit.content.reading import leaves, line_of
from coopkit.core.model import LANGUAGES
from coopkit.wording import FORMATS

_HTML = re.compile(r"</?[a-zA-Z][^>]*>|&(#\d+|[a-zA-Z]+);")
_FORMS = {"one", "other", "many"}


def said_problems(file: str, node: yaml.Node) -> Iterator[Problem]:
    """Yield what is wrong with every text below a node: whatever speaks one language speaks three, without HTML."""
    if isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from said_problems(file, item)
    if not isinstance(node, yaml.MappingNode):
        return
    said = {key.value: value for key, value in node.value if key.value in LANGUAGES}
    for language in LANGUAGES if said else ():
        if language not in said:
            yield Problem(
                file=file, line=line_of(node), what=f"{language} is missing", mend=f"say it in {language} too"
            )
        else:
            yield from _one_language(file, language, said[language])
    for key, value in node.value:
        if key.value not in said:
            yield from said_problems(file, value)


def _one_language(file: str, language: str, node: yaml.Node) -> Iterator[Problem]:
    forms = [value for _, value in node.value] if isinstance(node, yaml.MappingNode) else [node]
    for form in forms:
        line, written = line_of(form), str(form.value)
        if not written.strip():
            yield Problem(file=file, line=line, what=f"{language} is empty", mend="write the sentence")
        if found := _HTML.search(written):
            yield Problem(file=file, line=line, what=f"HTML in {language}: {found[0]}", mend="write plain text")


def sentence_problems(file: str, name: str, node: yaml.Node | None) -> Iterator[Problem]:
    """Yield what is wrong with a text file beyond that: leaves without a language, forms, placeholders."""
    for key, leaf in leaves(name, node):
        if not isinstance(leaf, yaml.MappingNode):
            yield Problem(file=file, line=line_of(leaf), what=f"{key} speaks no language", mend="write fr, nl and en")
            continue
        used: dict[str, set[str]] = {}
        for language, value in leaf.value:
            line = line_of(language)
            if language.value not in LANGUAGES:
                mend = suggest(language.value, LANGUAGES)
                yield Problem(file=file, line=line, what=f"{key} has an unknown key {language.value}", mend=mend)
                continue
            yield from _forms(file, key, value)
            used[language.value] = set()
            for form in [part for _, part in value.value] if isinstance(value, yaml.MappingNode) else [value]:
                yield from _placeholders(file, form, used[language.value])
            first = next(iter(used))
            here, there = _shown(used[language.value]), _shown(used[first])
            if here != there:
                what = f"{key} fills {here} in {language.value} and {there} in {first}"
                yield Problem(file=file, line=line, what=what, mend="use the same placeholders in every language")


def _forms(file: str, key: str, value: yaml.Node) -> Iterator[Problem]:
    if not isinstance(value, yaml.MappingNode):
        return
    forms = {form.value for form, _ in value.value}
    for unknown in sorted(forms - _FORMS):
        yield Problem(
            file=file, line=line_of(value), what=f"{key} has an unknown form {unknown}", mend=suggest(unknown, _FORMS)
        )
    if "other" not in forms:
        yield Problem(file=file, line=line_of(value), what=f"{key} has no form other", mend="add other beside one")


def _placeholders(file: str, form: yaml.Node, used: set[str]) -> Iterator[Problem]:
    """Yield what is wrong with the placeholders of one form, and add those it uses."""
    try:
        parts = [(name, spec or "") for _, name, spec, _ in Formatter().parse(str(form.value)) if name is not None]
    except ValueError as error:
        what = f"the braces of a placeholder do not match ({error})"
        yield Problem(file=file, line=line_of(form), what=what, mend="write {name} or {name:format}, {{ for a brace")
        return
    for name, spec in parts:
        used.add(f"{{{name}:{spec}}}" if spec else f"{{{name}}}")
        if not name.isidentifier():
            what = f"a placeholder without a proper name: {{{name}}}"
            yield Problem(file=file, line=line_of(form), what=what, mend="write {name} or {name:format}")
        if spec and spec not in FORMATS:
            what = f"unknown placeholder format {spec}"
            yield Problem(file=file, line=line_of(form), what=what, mend=suggest(spec, FORMATS))


def _shown(placeholders: set[str]) -> str:
    return " ".join(sorted(placeholders)) or "nothing"
