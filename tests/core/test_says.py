"""Every sentence of the rules exists, is used, is true, and the catalogue names exactly what a rule reads."""

from __future__ import annotations

import warnings
from collections.abc import Mapping
from string import Formatter

import pytest
from casebook import TODAY
from printed import equations
from sayings import CATALOGUE, given, said

from coopkit import content
from coopkit.core.facts import Facts
from coopkit.core.law import Law, NoLawError
from coopkit.core.model import Criterion, Kind, Message
from coopkit.core.rules import RULES
from coopkit.wording import Wording


def test_every_sentence_is_said_somewhere_is_whole_in_each_language_and_true() -> None:
    """One reading of all that is said: reckoning it takes longer than any of these checks."""
    texts, keys = content.load().texts, set()
    wordings = [Wording(texts, language) for language in ("fr", "nl", "en")]
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for message in said():
            *_, english = [wording.say(message) for wording in wordings]
            assert all(given_what_it_names(message, form) for form in texts[message.key].values()), message
            if ".step." in message.key:
                sums = equations(english)
                assert all(sums.values()), english
                assert sums or "{sign}" not in str(texts[message.key]["en"]), english
            keys.add(message.key)
    assert keys == {key for key in texts if key.startswith("findings.")}


def given_what_it_names(message: Message, form: str | Mapping[str, str]) -> bool:
    forms = [form] if isinstance(form, str) else [*form.values(), "{count}"]
    named = {name for one in forms for _, name, _, _ in Formatter().parse(one) if name}
    return named <= {*message.values} and None not in message.values.values()


@pytest.mark.parametrize(
    "criterion", [one for one in CATALOGUE.criteria if one.kind is Kind.COMPUTED], ids=lambda c: c.id
)
def test_a_criterion_names_exactly_what_its_rule_reads_and_counts_with(criterion: Criterion) -> None:
    named, read, used = {*criterion.needs, *criterion.uses}, set[str](), set[str]()
    for made, _, _ in given():
        facts, law = Facts(made, CATALOGUE), Law(CATALOGUE.parameters, TODAY)
        if all(facts.has(path) for path in criterion.needs):
            fresh = Facts(made, CATALOGUE)
            RULES[criterion.id](fresh, law)
            read |= fresh.read
            used |= {*law.used, *law.aside}
    assert used == set(criterion.parameters)
    assert [path for path in read if not any(path == one or path.startswith(f"{one}.") for one in named)] == []
    assert [one for one in named if not any(path == one or path.startswith(f"{one}.") for path in read)] == []


def test_there_is_a_rule_for_each_computed_criterion_and_no_other() -> None:
    assert set(RULES) == {one.id for one in CATALOGUE.criteria if one.kind is Kind.COMPUTED}


def test_a_number_of_law_is_asked_for_by_name_and_day() -> None:
    with pytest.raises(NoLawError, match="vote_cap has no value on 1955-07-20"):
        Law(CATALOGUE.parameters, TODAY.replace(1955, 7, 20)).value("vote_cap")
    with pytest.raises(NoLawError):
        Law({}, TODAY).value("vote_cap")
