"""The result page: the four families and the intake first, then the compass, the approvals, and the next steps."""

from __future__ import annotations

from collections.abc import Iterator

from coopkit.core.assessment import TargetResult
from coopkit.core.law import Law
from coopkit.core.model import Target, Verdict
from coopkit.core.next_steps import steady
from coopkit.pages.findings import ORDER, Block, Reading, summary
from coopkit.report import asked_of, standing


def blocks(reading: Reading, chart: list[Block], project: str | None, placed: Block | None) -> list[Block]:
    """Return everything the result says, short enough for one sheet of paper that names its project.

    `placed` is the small picture of where the money is, which stands in the family of investments.
    """
    say, catalogue, assessment = reading.say, reading.catalogue, reading.assessment
    targets = {result.target: result for result in assessment.targets}
    families = [
        _line(f"family-{family.id}", say.text(family.title), assessment.families[family.id], reading)
        for family in catalogue.families
    ]
    wanted = [
        _line(target.value, say.text(catalogue.targets[target].title), targets[target], reading)
        for target in ORDER
        if targets[target].wanted and target is not Target.EUR
    ]
    intake = [line for line in wanted if line["id"] == Target.CC.value]
    rest = [line for line in wanted if line not in intake]
    approvals: Block = {"type": "families", "title": say.say("results.result.approvals"), "items": rest}
    ours = "results.result.families_of" if project else "results.result.families"
    for line in families:
        line["chart"] = placed if line["id"] == "family-investments" else None
    return [
        {"type": "families", "title": say.say(ours, project=project or ""), "items": [*families, *intake]},
        {
            "type": "steps",
            "title": say.say("results.result.steps"),
            "items": list(_steps(reading)),
            "note": _weighed(reading),
        },
        *chart,
        *([approvals] if rest else []),
        {"type": "note", "text": say.say("results.result.reading")},
    ]


def _line(name: str, title: str, result: TargetResult, reading: Reading) -> Block:
    """Return one family or target in one sentence: the count, and where to look first."""
    return {
        "id": name,
        "title": title,
        "verdict": result.verdict.value,
        "label": standing(result, reading.say),
        "sentence": f"{_sentence(result, reading)} {asked_of(result, reading.say)}".strip(),
    }


def _sentence(result: TargetResult, reading: Reading) -> str:
    say = reading.say
    counted = summary((verdict for verdict, count in result.counts.items() for _ in range(count)), say)
    if result.verdict is Verdict.MET and not result.counts.get(Verdict.ADVICE):
        return say.say("results.result.met")
    if result.verdict not in {Verdict.NOT_MET, Verdict.NOT_YET, Verdict.UNKNOWN}:
        return say.say("results.result.other", summary=counted)
    explaining = (
        finding.criterion
        for finding in reading.assessment.findings
        if finding.criterion in result.criteria and finding.by_target.get(result.target) is result.verdict
    )
    if (first := next(explaining, None)) is None:
        return say.say("results.result.other", summary=counted)
    title = say.text(reading.criterion(first).title)
    return say.say(f"results.result.{result.verdict.value}", summary=counted, title=title)


def _steps(reading: Reading) -> Iterator[Block]:
    say, findings = reading.say, {finding.criterion: finding for finding in reading.assessment.findings}
    for step in reading.assessment.next_steps:
        criterion = reading.criterion(step.criterion)
        asked = say.say("further.step.answer", ask=say.text(criterion.ask or criterion.title))
        yield {
            "text": asked if step.answers else say.text(criterion.next_step),
            "why": say.say(findings[step.criterion].reason),
            "whom": reading.whom(step.partner),
            "takes": say.say(f"further.takes.{step.takes}"),
        }


def _weighed(reading: Reading) -> str:
    """Return how the steps were weighed and how steady they are; nothing where there was nothing to choose."""
    count = steady(reading.assessment, reading.catalogue)
    if count is None:
        return ""
    law = Law(reading.catalogue.parameters, reading.assessment.on)
    weights = {name: law.value(f"step_weight_{name}") for name in ("must", "axis", "time")}
    return reading.say.say("further.step.weighed", count=count, **weights)
