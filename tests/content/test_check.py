from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from coopkit.content.check import problems

HERE = Path(__file__).parent
FINDS = re.compile(r"# finds ((\S+):\d+: .+ - .+)")


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small sound tree, with a rule for its one computed criterion."""
    monkeypatch.setattr("coopkit.core.rules.RULES", {"GOV-02": None})
    return Path(shutil.copytree(HERE / "sound", tmp_path / "data"))


def found(data: Path) -> list[str]:
    return [str(problem) for problem in problems(data)[0]]


def test_a_sound_tree_has_no_problem(data: Path) -> None:
    assert problems(data) == ([], 16)
    assert problems(data.parent) == ([], 16)


@pytest.mark.parametrize("broken", sorted((HERE / "broken").glob("*.yaml")), ids=lambda path: path.stem)
def test_a_mistake_is_told_with_its_line_and_how_to_mend_it(data: Path, broken: Path) -> None:
    """The head of each broken file says what is found when it stands in the sound tree."""
    written = broken.read_text(encoding="utf-8")
    expected = FINDS.findall(written)
    files = {file for _, file in expected}
    place = "criteria/governance.yaml" if "criteria/governance.yaml" in files else files.pop()
    (data / place).write_text(written, encoding="utf-8")
    assert found(data) == [told for told, _ in expected]


def test_every_mistake_of_every_file_is_told_at_once(data: Path) -> None:
    for name, place in (("html-in-text", "criteria/governance.yaml"), ("gap-between-values", "law/cooperative.yaml")):
        shutil.copy(HERE / "broken" / f"{name}.yaml", data / place)
    assert len(found(data)) == 2


def test_an_id_used_in_two_files_is_told_with_both_places(data: Path) -> None:
    shutil.copy(data / "law/cooperative.yaml", data / "law/tax.yaml")
    assert found(data) == [
        "law/tax.yaml:2: id vote_cap is there twice - the first is at law/cooperative.yaml:2: keep one"
    ]


def test_a_sentence_said_in_two_files_of_a_folder_is_told_with_both_places(data: Path) -> None:
    (data / "texts/findings").mkdir()
    for area in ("governance", "profit"):
        (data / f"texts/findings/{area}.yaml").write_text("GOV-02:\n  over: {fr: a, nl: b, en: c}\n", encoding="utf-8")
    (told,) = found(data)
    assert told.startswith("texts/findings/profit.yaml:2: sentence findings.GOV-02.over is there twice")
    assert told.endswith("the first is at texts/findings/governance.yaml:2: keep one")


def test_a_file_that_is_gone_is_told_once_and_not_as_a_hundred_unknown_names(data: Path) -> None:
    (data / "sources.yaml").unlink()
    shutil.rmtree(data / "facts")
    assert found(data) == [
        "facts/*.yaml:1: the file is missing - restore it, or see data/README.md",
        "sources.yaml:1: the file is missing - restore it, or see data/README.md",
    ]


def test_an_empty_folder_names_every_file_that_should_be_there(tmp_path: Path) -> None:
    assert len(found(tmp_path)) == 13


def test_a_file_nothing_reads_is_told_with_the_name_it_may_have_meant(data: Path) -> None:
    (data / "sauces.yaml").write_text("[]\n", encoding="utf-8")
    assert found(data) == ["sauces.yaml:1: nothing reads this file - did you mean sources.yaml?"]


def test_a_file_in_another_encoding_is_told(data: Path) -> None:
    (data / "glossary.yaml").write_bytes("- {term: \xe9}".encode("latin-1"))
    (told,) = found(data)
    assert told.startswith("glossary.yaml:1: not readable as text: 'utf-8' codec")
    assert told.endswith("- save the file as UTF-8")


def test_an_empty_file_leaves_its_part_of_the_catalogue_empty(data: Path) -> None:
    (data / "glossary.yaml").write_text("# nothing yet\n", encoding="utf-8")
    assert found(data) == []


def test_the_kits_own_data_has_no_problem() -> None:
    assert problems()[0] == []
