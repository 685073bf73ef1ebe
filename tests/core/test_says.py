"""Every sentence of the rules exists, is used, is true, and the catalogue names exactly what a rule reads."""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Mapping
from contextlib import suppress
from string import Formatter

import pytest
from casebook import TODAY
from printed import equations
from sayings import CATALOGUE, Given, given, said, said_of

from coopkit import content
from coopkit.core.dossier import edits
from coopkit.core.facts import Facts
from coopkit.core.law import Law, NoLawError
from coopkit.core.model import Criterion, Kind, Message
from coopkit.core.rules import RULES
from coopkit.core.rules.outcome import Outcome
from coopkit.wording import Wording

GIVEN = list(given())
TEXTS = content.load().texts
WORDINGS = [Wording(TEXTS, language) for language in ("fr", "nl", "en")]
YEARS = ("year", "first", "last")
"""Values of a sentence that are years: those somebody gave, and no others."""
COUNTED_FROM_ONE = {"findings.JOB-05.step.year"}
"""Sentences of the first, the second and the third year of a plan."""
READ = set[str]()
"""Sentences that were found whole and true: the same words with the same values are read once."""


@pytest.mark.no_cover  # every rule of every dossier again: the rules alone are below
@pytest.mark.parametrize("told", GIVEN, ids=[str(case or number) for number, (_, _, case) in enumerate(GIVEN)])
def test_what_is_said_of_a_dossier_is_whole_in_each_language_and_true(told: Given) -> None:
    years = {value for path, value in edits(told[0]) if path.endswith(".year")}
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for message in said_of(told):
            named = {int(str(value)) for one, value in message.values.items() if one in YEARS}
            assert named <= years or message.key in COUNTED_FROM_ONE, message
            if repr(message) in READ:
                continue
            *_, english = [wording.say(message) for wording in WORDINGS]
            assert all(given_what_it_names(message, form) for form in TEXTS[message.key].values()), message
            if ".step." in message.key:
                sums = equations(english)
                assert all(sums.values()), english
                assert sums or "{sign}" not in str(TEXTS[message.key]["en"]), english
            READ.add(repr(message))


@pytest.mark.no_cover  # the same
def test_every_sentence_is_said_somewhere() -> None:
    assert {message.key for message in said()} == {key for key in TEXTS if key.startswith("findings.")}


def given_what_it_names(message: Message, form: str | Mapping[str, str]) -> bool:
    forms = [form] if isinstance(form, str) else [*form.values(), "{count}"]
    named = {name for one in forms for _, name, _, _ in Formatter().parse(one) if name}
    return named <= {*message.values} and None not in message.values.values()


def ruled(criterion: Criterion, *, on_its_day: bool) -> Iterator[tuple[Facts, Law, Outcome]]:
    """Let a rule decide of each dossier that says what it needs, on the day of its case if there was law, or today."""
    for made, _, case in GIVEN:
        facts = Facts(made, CATALOGUE)
        if all(facts.has(path) for path in criterion.needs):
            fresh, law = Facts(made, CATALOGUE), Law(CATALOGUE.parameters, case.on if case and on_its_day else TODAY)
            with suppress(NoLawError):
                yield fresh, law, RULES[criterion.id](fresh, law)


COMPUTED = pytest.mark.parametrize(
    "criterion", [one for one in CATALOGUE.criteria if one.kind is Kind.COMPUTED], ids=lambda c: c.id
)


@COMPUTED
def test_a_rule_says_each_sentence_of_its_own_of_some_dossier(criterion: Criterion) -> None:
    told = {
        message.key
        for _, _, one in ruled(criterion, on_its_day=True)
        for message in (one.reason, *one.steps, *one.notes, *(proposal.message for proposal in one.proposals))
    }
    assert [key for key in TEXTS if key.startswith(f"findings.{criterion.id}.") and key not in told] == []


@COMPUTED
def test_a_criterion_names_exactly_what_its_rule_reads_and_counts_with(criterion: Criterion) -> None:
    named, read, used = {*criterion.needs, *criterion.uses}, set[str](), set[str]()
    for facts, law, _ in ruled(criterion, on_its_day=False):
        read |= facts.read
        used |= {*law.used, *law.aside}
    assert used == set(criterion.parameters)
    assert [path for path in read if not any(path == one or path.startswith(f"{one}.") for one in named)] == []
    assert [one for one in named if not any(path == one or path.startswith(f"{one}.") for path in read)] == []


def test_there_is_a_rule_for_each_computed_criterion_and_no_other() -> None:
    assert set(RULES) == {one.id for one in CATALOGUE.criteria if one.kind is Kind.COMPUTED}


def test_a_number_of_law_is_asked_for_by_name_and_day() -> None:
    with pytest.raises(NoLawError, match="vote_cap has no value on 1955-07-20") as refused:
        Law(CATALOGUE.parameters, TODAY.replace(1955, 7, 20)).value("vote_cap")
    assert refused.value._render_traceback_() == [str(refused.value)]  # what a notebook shows of it
    with pytest.raises(NoLawError):
        Law({}, TODAY).value("vote_cap")
