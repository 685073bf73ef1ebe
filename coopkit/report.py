"""An assessment told to a program (JSON) or to a terminal (text), in the wording's language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING, TypeAlias

from coopkit.core.assessment import Assessment, TargetResult
from coopkit.core.dossier import get
from coopkit.core.fields import find
from coopkit.core.model import Catalogue, Document, Finding, Message, Verdict
from coopkit.wording import Wording

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Told: TypeAlias = "dict[str, object]"


def as_json(assessment: Assessment, catalogue: Catalogue, say: Wording) -> Told:
    """Return everything said of a dossier: ids and verdicts as they are, sentences as people read them.

    `findings` has one object for every criterion of the catalogue, in its order.
    """
    titles = {criterion.id: say.text(criterion.title) for criterion in catalogue.criteria}
    return {
        "date": assessment.on.isoformat(),
        "language": say.language,
        "findings": [_finding(finding, titles[finding.criterion], say) for finding in assessment.findings],
        "targets": [
            {"title": say.text(catalogue.targets[one.target].title), **_parts(one, say)} for one in assessment.targets
        ],
        "families": {
            family.id: {"title": say.text(family.title), **_parts(assessment.families[family.id], say)}
            for family in catalogue.families
        },
        "compass": [
            {"title": say.text(catalogue.indicators[axis.indicator]), **_parts(axis, say)}
            for axis in assessment.compass
        ],
        "contradictions": [_parts(one, say) for one in assessment.contradictions],
        "next_steps": [{"title": titles[step.criterion], **_parts(step, say)} for step in assessment.next_steps],
        "note": say.say("cli.assess.not_advice"),
    }


def _finding(finding: Finding, title: str, say: Wording) -> Told:
    return {
        "title": title,
        "label": say.say(f"results.verdict.{finding.verdict.value}"),
        "certainty_label": say.say(f"results.certainty.{finding.certainty.value}"),
        **_parts(finding, say),
    }


def _parts(one: DataclassInstance, say: Wording) -> Told:
    """Return what the core found as JSON, part by part; a `message` is called `text` once it is worded."""
    parts = {known.name: _plain(getattr(one, known.name), say) for known in fields(one)}
    return {"text" if name == "message" else name: part for name, part in parts.items()}


def _plain(value: object, say: Wording) -> object:
    if isinstance(value, Message):
        return say.say(value)
    if is_dataclass(value) and not isinstance(value, type):
        return _parts(value, say)
    if isinstance(value, Mapping):
        return {str(key): _plain(part, say) for key, part in value.items()}
    return [_plain(part, say) for part in value] if isinstance(value, tuple | list) else value


def as_text(document: Document, assessment: Assessment, catalogue: Catalogue, say: Wording) -> str:
    """Return the same for a terminal: families, targets, every criterion with its reason, the next steps."""
    return "\n".join(_lines(document, assessment, catalogue, say))


def _lines(document: Document, assessment: Assessment, catalogue: Catalogue, say: Wording) -> Iterator[str]:
    titles = {criterion.id: say.text(criterion.title) for criterion in catalogue.criteria}
    name = get(document, "project.name")
    project = name if isinstance(name, str) and name.strip() else say.say("cli.assess.unnamed")
    yield say.say("cli.assess.title", project=project, date=assessment.on)
    yield from _part("families", say)
    for family in catalogue.families:
        yield f"  {say.text(family.title)}: {_verdict(assessment.families[family.id], say)}"
    yield from _part("targets", say)
    for one in assessment.targets:
        title = say.text(catalogue.targets[one.target].title)
        yield f"  {title if one.wanted else say.say('cli.assess.wished', target=title)}: {_verdict(one, say)}"
    yield from _part("findings", say)
    for finding in assessment.findings:
        yield from _told(finding, titles[finding.criterion], say)
        yield from (f"      ? {asked}" for asked in asked_labels(finding, catalogue, say))
    if assessment.contradictions:
        yield from _part("contradictions", say)
        yield from (f"  {say.say(one.message)}" for one in assessment.contradictions)
    yield from _part("next_steps", say)
    yield from (f"  {number}. {titles[step.criterion]}" for number, step in enumerate(assessment.next_steps, 1))
    yield ""
    yield say.say("cli.assess.not_advice")


def _part(key: str, say: Wording) -> Iterator[str]:
    yield ""
    yield say.say(f"cli.assess.{key}").upper()


def _verdict(result: TargetResult, say: Wording) -> str:
    return " · ".join(filter(None, (standing(result, say), asked_of(result, say))))


def standing(result: TargetResult, say: Wording) -> str:
    """Return the word for how a target stands.

    What is met is met so far, while the kit does not ask everything, and except what is to be confirmed.
    """
    word, open_points = result.verdict.value, result.counts.get(Verdict.ADVICE, 0)
    if result.verdict is Verdict.MET:
        word += "_so_far" if result.unasked else ""
        word += "_to_confirm" if open_points else ""
    return say.say(f"results.verdict.{word}", count=open_points)


def asked_of(result: TargetResult, say: Wording) -> str:
    """Return how much of a target the kit asks already, nothing when it asks everything or nothing applies."""
    if not result.unasked or result.verdict is Verdict.NOT_APPLICABLE:
        return ""
    asked = sum(count for verdict, count in result.counts.items() if verdict is not Verdict.NOT_APPLICABLE)
    total = asked + len(result.unasked)
    if not asked:
        return say.say("results.count.asked_nothing", count=total)
    return say.say("results.count.asked", count=asked, total=total)


def _told(finding: Finding, title: str, say: Wording) -> Iterator[str]:
    verdict = say.say(f"results.verdict.{finding.verdict.value}")
    level = "" if finding.level is None else f" ({finding.level}/4)"
    yield f"  {finding.criterion}  {verdict}{level}: {title}"
    yield f"      {say.say(finding.reason)} [{say.say(f'results.certainty.{finding.certainty.value}')}]"
    yield from (f"      · {say.say(step)}" for step in (*finding.steps, *finding.notes))
    yield from (f"      → {say.say(change.message)}" for change in finding.change)


def asked_labels(finding: Finding, catalogue: Catalogue, say: Wording) -> list[str]:
    """Return what is missing, each question once; a criterion's own answer is already in its title."""
    return labels_of(finding.asks, catalogue, say)


def labels_of(paths: Iterable[str], catalogue: Catalogue, say: Wording) -> list[str]:
    """Return the questions asked at these paths, each once."""
    known = [(find(catalogue, path), path) for path in paths]
    tables = {table.path: table.label for table in catalogue.tables}
    labels = [one.label if one else tables.get(path) for one, path in known]
    return list(dict.fromkeys(filter(None, (say.text(label) for label in labels if label))))
