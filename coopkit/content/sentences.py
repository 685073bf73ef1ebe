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


def said_problems(file: str, node: yaml.Node, name: str = "") -> Iterator[Problem]:
    """Yield what is wrong with every text below a node: whatever speaks one language speaks three, without HTML."""
    if isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from said_problems(file, item, name)
    if not isinstance(node, yaml.MappingNode):
        return
    said = {key.value: value for key, value in node.value if key.value in LANGUAGES}
    for language in LANGUAGES if said else ():
        if language not in said:
            what = f"{name}: {language} is missing"
            yield Problem(file=file, line=line_of(node), what=what, mend=f"say it in {language} too")
    for key, value in node.value:
        if key.value in said:
            yield from _one_language(file, f"{name}: {key.value}", value)
        else:
            yield from said_problems(file, value, key.value)


def _one_language(file: str, name: str, node: yaml.Node) -> Iterator[Problem]:
    for form in _forms(node).values():
        line, written = line_of(form), str(form.value)
        if not written.strip():
            yield Problem(file=file, line=line, what=f"{name} is empty", mend="write the sentence")
        if found := _HTML.search(written):
            yield Problem(file=file, line=line, what=f"{name} holds HTML: {found[0]}", mend="write plain text")


def _forms(node: yaml.Node) -> dict[str, yaml.Node]:
    """Return a sentence by its forms; a sentence without forms is its own `other`."""
    return {form.value: said for form, said in node.value} if isinstance(node, yaml.MappingNode) else {"other": node}


def sentence_problems(file: str, name: str, node: yaml.Node | None) -> Iterator[Problem]:
    """Yield what is wrong with a text file beyond that: leaves without a language, forms, placeholders."""
    for key, leaf in leaves(name, node):
        if not isinstance(leaf, yaml.MappingNode):
            yield Problem(file=file, line=line_of(leaf), what=f"{key} speaks no language", mend="write fr, nl and en")
            continue
        first: tuple[str, set[str]] | None = None
        for language, said in leaf.value:
            if language.value not in LANGUAGES:
                what, mend = f"{key} has an unknown key {language.value}", suggest(language.value, LANGUAGES)
                yield Problem(file=file, line=line_of(language), what=what, mend=mend)
                continue
            used: set[str] = set()
            wrong = [*_form_problems(file, key, said), *_placeholder_problems(file, key, said, used)]
            yield from wrong
            if wrong:
                continue
            first = first or (language.value, used)
            if used != first[1]:
                what = f"{key} fills {_shown(used)} in {language.value} and {_shown(first[1])} in {first[0]}"
                mend = "use the same placeholders in every language"
                yield Problem(file=file, line=line_of(language), what=what, mend=mend)


def _form_problems(file: str, key: str, said: yaml.Node) -> Iterator[Problem]:
    forms, line = _forms(said), line_of(said)
    for unknown in sorted(forms.keys() - _FORMS):
        what = f"{key} has an unknown form {unknown}"
        yield Problem(file=file, line=line, what=what, mend=suggest(unknown, _FORMS))
    if "other" not in forms:
        yield Problem(file=file, line=line, what=f"{key} has no form other", mend="add other beside one")


def _placeholder_problems(file: str, key: str, said: yaml.Node, used: set[str]) -> Iterator[Problem]:
    """Yield what is wrong with the placeholders of a sentence, and add those it uses."""
    for form in _forms(said).values():
        line = line_of(form)
        try:
            parts = [(name, spec) for _, name, spec, _ in Formatter().parse(str(form.value)) if name is not None]
        except ValueError:
            what, mend = (
                f"{key} has a brace without its other half",
                "write {name} or {name:format}, and {{ for a brace",
            )
            yield Problem(file=file, line=line, what=what, mend=mend)
            continue
        for name, spec in parts:
            used.add(f"{{{name}:{spec}}}" if spec else f"{{{name}}}")
            if not name.isidentifier():
                what = f"{key} has a placeholder without a name"
                yield Problem(file=file, line=line, what=what, mend="write {name} or {name:format}")
            if spec and spec not in FORMATS:
                what = f"{key} has an unknown placeholder format {spec}"
                yield Problem(file=file, line=line, what=what, mend=suggest(spec, FORMATS))


def _shown(placeholders: set[str]) -> str:
    return " ".join(sorted(placeholders)) or "nothing"
