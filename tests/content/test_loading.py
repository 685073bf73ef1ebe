from __future__ import annotations

import shutil
from fractions import Fraction
from pathlib import Path

import pytest

from coopkit import content
from coopkit.core.model import LANGUAGES, Target, Text

SOUND = Path(__file__).parent / "sound"


def test_the_catalogue_is_what_the_files_say() -> None:
    catalogue = content.load(SOUND).catalogue
    (criterion,) = catalogue.criteria
    assert criterion.obligation == {Target.SCA: "met", Target.EUR: "met"}
    assert criterion.title == Text(fr="Titre", nl="Titel", en="Title")
    assert catalogue.sources["decree"].articles["art-1"].en == "art. 1"


def test_numbers_of_law_are_exactly_what_is_written() -> None:
    values = content.load(SOUND).catalogue.parameters["vote_cap"].values
    assert [value.value for value in values] == [Fraction(1, 10), Fraction(1, 5)]


def test_a_bare_no_is_a_word_and_not_a_truth_value() -> None:
    rule = content.load(SOUND).catalogue.fields[1]
    assert [option.id for option in rule.options] == ["share_votes", "no"]


def test_texts_are_known_by_file_and_place_and_options_by_their_path() -> None:
    texts = content.load(SOUND).texts
    assert texts["site.door.count"]["nl"] == {"one": "{count} stem", "other": "{count} stemmen"}
    assert texts["facts.articles.voting_rule.share_votes"]["en"] == "By share"
    assert texts["facts.members.count"]["fr"] == "Nombre"


@pytest.mark.parametrize(
    ("broken", "place"), [("missing-key", "criteria/governance.yaml"), ("yaml-that-is-cut-off", "texts/site.yaml")]
)
def test_broken_data_is_refused_with_the_command_that_tells_more(tmp_path: Path, broken: str, place: str) -> None:
    data = Path(shutil.copytree(SOUND, tmp_path / "data"))
    shutil.copy(SOUND.parent / "broken" / f"{broken}.yaml", data / place)
    with pytest.raises(content.ContentError, match="run coopkit check"):
        content.load(data)


def test_every_example_is_a_dossier_and_an_unknown_one_is_told_with_those_there_are() -> None:
    names = content.load().examples
    assert len(names) >= 4
    assert all(content.example(name)["project"] for name in names)
    with pytest.raises(content.UnknownExampleError, match=r"no example is called zzz: there are .*grocer"):
        content.example("zzz")


def test_every_option_of_the_kit_has_words_in_every_language() -> None:
    texts = content.load().texts
    assert all(set(phrase) == set(LANGUAGES) for phrase in texts.values())
