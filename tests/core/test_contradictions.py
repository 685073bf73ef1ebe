"""Answers that cannot both be true are found beside each of them, and their neighbours at the edge are left alone."""

from __future__ import annotations

import pytest
from casebook import document
from contradicting import FITTING, FOUND, Pair

from coopkit import content
from coopkit.core.contradictions import FINDERS, TOUCHED, contradictions
from coopkit.core.facts import Facts
from coopkit.core.model import Contradiction
from coopkit.wording import Wording

LOADED = content.load()


def told(pair: Pair) -> dict[str, Contradiction]:
    return {one.id: one for one in contradictions(Facts(document(pair.given), LOADED.catalogue))}


@pytest.mark.parametrize("pair", FOUND, ids=str)
def test_two_answers_that_do_not_fit_are_found_beside_each(pair: Pair) -> None:
    assert set(told(pair)[pair.contradiction].paths) == pair.paths


@pytest.mark.parametrize("pair", FOUND, ids=str)
def test_the_sentence_asks_and_does_not_blame(pair: Pair) -> None:
    message = told(pair)[pair.contradiction].message
    for language in ("fr", "nl", "en"):
        assert Wording(LOADED.texts, language).say(message).endswith("?")


@pytest.mark.parametrize("pair", FITTING, ids=str)
def test_two_answers_that_just_fit_are_left_alone(pair: Pair) -> None:
    assert pair.contradiction not in told(pair)


def test_every_contradiction_is_found_somewhere_and_spared_somewhere() -> None:
    named = {*FINDERS}
    assert {pair.contradiction for pair in FOUND} == named
    assert {pair.contradiction for pair in FITTING} == named
    assert {name for names in TOUCHED.values() for name in names} <= named
