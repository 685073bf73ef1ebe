from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from coopkit import __version__, content
from coopkit.cli import main
from coopkit.core import dossier
from coopkit.core.model import CoopkitError

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run one command in a terminal that speaks English; return its exit code, output and errors."""
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")

    def command(*arguments: object) -> tuple[int, str, str]:
        code = main([str(argument) for argument in arguments])
        out, err = capsys.readouterr()
        return code, out, err

    return command


COMMANDS = "check, assess, export, serve, lab, agenda"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ("", f"Say what to do: {COMMANDS}."),
        ("chek", f"No command “chek”: there are {COMMANDS}."),
        ("check --loud", "No option “--loud” here: there are --help, ROOT, --fresh, --date."),
        ("check /nowhere", "There is no folder “/nowhere”: create it or correct the path."),
        ("assess", "FILE is missing: there are --help, FILE, --date,"),
        ("assess grocer --date", "Write a value after --date: there are"),
        ("assess grocer --date 23/11/2026", "“23/11/2026” is not a date: write it like 2026-11-23."),
        ("assess grocer --language de", "“de” is not possible: choose from fr, nl, en."),
        ("assess grocer --format xml", "“xml” is not possible: choose from text, json."),
        ("assess grosser", "No file “grosser”, and no example of that name: there are creche, grocer,"),
        ("export grosser", "No file “grosser”, and no example of that name: there are creche, grocer,"),
        ("export grocer --format docx", "“docx” is not possible: choose from pdf, xlsx, csv, json."),
        ("export grocer --format json --output /nowhere/x.json", "The file “/nowhere/x.json” cannot be written ("),
        ("serve --port http", "“http” is not a port: write a number from 0 to 65535."),
        ("serve --port 70000", "“70000” is not a port: write a number from 0 to 65535."),
        ("serve --example grosser", "No example “grosser”: there are creche, grocer,"),
        ("serve --notebooks /nowhere", "There is no folder “/nowhere”: create it or correct the path."),
        ("lab --language de", "“de” is not possible: choose from fr, nl, en."),
    ],
)
def test_a_bad_argument_gets_one_sentence_that_names_what_is_known(run: Run, arguments: str, told: str) -> None:
    code, out, err = run(*arguments.split())
    assert (code, out) == (2, "")
    assert err.startswith(f"coopkit: {told}")
    assert err.count("\n") == 1


@pytest.mark.parametrize(("language", "told"), [("fr", "Pas de fichier"), ("nl", "Geen bestand")])
def test_it_answers_in_the_language_asked_for(run: Run, language: str, told: str) -> None:
    assert told in run("assess", "zzz", "--language", language)[2]


def test_it_answers_in_the_terminals_language(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "nl_BE.UTF-8")
    assert run("zzz")[2].startswith("coopkit: Geen opdracht")


def test_help_and_version_are_no_mistakes(run: Run) -> None:
    assert run("--version") == (0, f"coopkit {__version__}\n", "")
    code, out, _ = run("assess", "--help")
    assert code == 0
    assert "Assess a dossier or an example" in out


def test_sound_content_is_told_in_one_line(run: Run) -> None:
    code, out, _ = run("check")
    assert code == 0
    assert out.endswith(" files, no problem\n")


def test_problems_are_listed_and_the_exit_code_says_so(run: Run, tmp_path: Path) -> None:
    (tmp_path / "sources.yaml").write_text("- id: x\n", encoding="utf-8")
    code, out, _ = run("check", tmp_path)
    assert code == 1
    assert "sources.yaml:1: x: certainty is missing - add it\n" in out
    assert out.splitlines()[-1].endswith(" problems in 1 files")


def test_what_is_to_be_looked_at_again_is_a_report_and_no_failure(run: Run) -> None:
    code, out, _ = run("check", "--fresh", "--date", "2026-11-23")
    assert code == 0
    assert out.splitlines() == [
        (
            "liq_reserve_wht_five_years: has not held since 1 January 2026, and nothing follows. Look every year at "
            "the programme law and the site of the Federal Public Service Finance. Add a value with its date."
        ),
        "1 thing to look at on 23 November 2026",
    ]
    code, out, _ = run("check", "--fresh", "--date", "2027-11-24")
    assert code == 0
    assert "vote_cap: not looked at since 23 November 2026. Read the royal decree" in out
    assert "csa: not looked at since 23 November 2026.\n" in out
    soon = run("check", "--fresh", "--date", "2029-09-01")[1]
    assert "dividend_exemption_individual: no longer holds from 1 January 2030, and nothing follows." in soon
    assert "bik_share_cap_of_pay: changes" not in soon
    assert "director_min_pay: changes on 1 January 2026." in run("check", "--fresh", "--date", "2025-09-01")[1]


def test_nothing_to_look_at_is_said_too(run: Run, tmp_path: Path) -> None:
    shutil.copytree(Path(__file__).parent / "sound", tmp_path / "data")
    assert run("check", tmp_path, "--fresh", "--date", "2026-05-01")[:2] == (
        0,
        "On 1 May 2026 everything was looked at within a year, and nothing ends within six months.\n",
    )


def test_check_runs_even_when_the_texts_are_what_is_broken(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    data = Path(shutil.copytree(Path(__file__).parent / "sound", tmp_path / "data"))
    (data / "texts/site.yaml").write_text("door: {", encoding="utf-8")
    monkeypatch.setattr("coopkit.cli.kit_path", lambda _: data)
    code, out, _ = run("check", data)
    assert code == 1
    assert "not readable as YAML" in out


def test_content_that_cannot_be_used_is_told_with_what_to_run(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> None:
        raise content.ContentError(Path("data"))

    monkeypatch.setattr(content, "load", broken)
    assert "run “coopkit check”" in run("assess", "grocer")[2]


def test_assess_as_json_has_one_finding_for_every_criterion(run: Run) -> None:
    code, out, _ = run("assess", "grocer", "--format", "json", "--date", "2026-11-23", "--language", "nl")
    told: dict[str, Any] = json.loads(out)
    assert code == 0
    assert (told["date"], told["language"]) == ("2026-11-23", "nl")
    catalogue = content.load().catalogue
    assert [finding["criterion"] for finding in told["findings"]] == [one.id for one in catalogue.criteria]
    promised = {"criterion", "verdict", "by_target", "reason", "steps", "sources", "certainty", "change"}
    assert all(promised <= finding.keys() for finding in told["findings"])
    assert {"targets", "families", "compass", "contradictions", "next_steps"} <= told.keys()
    assert [axis["indicator"] for axis in told["compass"]] == ["E1", "E2", "E3", "S1", "S2", "S3", "G1", "G2", "G3"]
    changes = [change for finding in told["findings"] for change in finding["change"]]
    assert all(change.keys() == {"id", "text", "edits", "verdict", "level"} for change in changes)


@pytest.mark.parametrize("language", ["fr", "nl", "en"])
@pytest.mark.parametrize("name", ["creche", "grocer", "housing", "label-without-substance"])
def test_assess_as_text_says_every_criterion_and_that_it_is_no_advice(run: Run, name: str, language: str) -> None:
    code, out, _ = run("assess", name, "--language", language)
    assert code == 0
    assert all(f"  {criterion.id}  " in out for criterion in content.load().catalogue.criteria)
    ends = {
        "fr": "ce n'est pas un avis juridique.",
        "nl": "het is geen juridisch advies.",
        "en": "it is not legal advice.",
    }
    assert out.rstrip().endswith(ends[language])


def test_a_dossier_an_example_and_its_name_say_the_same(run: Run, tmp_path: Path) -> None:
    exported = tmp_path / "export.json"
    exported.write_text(dossier.dump(content.example("grocer")), encoding="utf-8")
    wrapped = tmp_path / "example.json"
    wrapped.write_text(json.dumps({"title": "x", "dossier": content.example("grocer")}), encoding="utf-8")
    of_name = run("assess", "grocer")
    assert (
        of_name == run("assess", content.load().examples["grocer"]) == run("assess", exported) == run("assess", wrapped)
    )


def test_contradictions_and_a_project_without_a_name_are_said(run: Run, tmp_path: Path) -> None:
    edits: list[tuple[str, Any]] = [
        ("facts.articles.voting_rule", "one_member_one_vote"),
        ("facts.members.a.kind", "founder"),
        ("facts.members.a.votes", 5),
    ]
    file = tmp_path / "dossier.json"
    file.write_text(dossier.dump(dossier.apply(dossier.empty(), edits)), encoding="utf-8")
    _, out, _ = run("assess", file)
    assert out.startswith("Project without a name, on ")
    assert "ANSWERS THAT DO NOT FIT TOGETHER" in out


def test_a_verdict_that_is_not_known_yet_names_the_question_to_answer(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "dossier.json"
    file.write_text(dossier.dump(dossier.empty()), encoding="utf-8")
    (rule,) = (one for one in content.load().catalogue.fields if one.path == "facts.articles.voting_rule")
    assert f"      ? {rule.label.en}\n" in run("assess", file)[1]


@pytest.mark.parametrize(
    ("name", "written", "told"),
    [
        ("a.json", "{", "This file is not a dossier of the kit"),
        ("a.json", '{"schema_version": 99}', "comes from a newer version of the kit"),
        ("a.json", '{"schema_version": 0}', "too old to read"),
        ("a.json", '"' + "x" * dossier.MAX_BYTES + '"', "too large"),
        (
            "a.json",
            '{"schema_version": 1, "project": {"x": 1}}',
            "holds an answer the kit does not understand (project.x)",
        ),
        ("a.yaml", "schema_version: 1\nproject: {name: 3, x: 1}\n", "holds 2 answers"),
        ("a.yaml", "a: [", "This file is not a dossier of the kit"),
        ("a.yml", "just words", "This file is not a dossier of the kit"),
    ],
)
def test_a_file_that_is_no_dossier_is_refused_in_one_sentence(
    run: Run, tmp_path: Path, name: str, written: str, told: str
) -> None:
    file = tmp_path / name
    file.write_text(written, encoding="utf-8")
    code, out, err = run("assess", file)
    assert (code, out) == (2, "")
    assert told in err
    assert err.count("\n") == 1


def test_a_file_that_cannot_be_opened_says_why(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(_: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    (tmp_path / "a.json").touch()
    monkeypatch.setattr(Path, "read_bytes", refused)
    assert "cannot be read (you have no right to it)" in run("assess", tmp_path / "a.json")[2]


def test_serve_hands_its_options_to_the_server(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: dict[str, object] = {}
    monkeypatch.setattr("coopkit.server.app.serve", lambda **options: asked.update(options))
    arguments = ["--port", "0", "--home", tmp_path, "--no-browser", "--example", "grocer", "--notebooks", tmp_path]
    assert run("serve", *arguments)[0] == 0
    assert asked == {
        "host": "127.0.0.1",
        "port": 0,
        "home": tmp_path,
        "browser": False,
        "example": "grocer",
        "notebooks_folder": tmp_path,
    }


def test_what_the_server_cannot_do_is_one_sentence_too(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def taken(**_: object) -> None:
        msg = "port 80 is taken: choose another with --port"
        raise CoopkitError(msg)

    monkeypatch.setattr("coopkit.server.app.serve", taken)
    assert run("serve") == (2, "", "coopkit: port 80 is taken: choose another with --port\n")


def test_lab_hands_over_its_folder_and_language(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []

    def opened(*given: object) -> int:
        asked.extend(given)
        return 3

    monkeypatch.setattr("coopkit.jupyter.open_lab", opened)
    assert run("lab", tmp_path, "--language", "fr")[0] == 3
    assert asked == [tmp_path, "fr"]


@pytest.mark.parametrize(
    ("form", "begins"), [("pdf", b"%PDF-"), ("xlsx", b"PK"), ("csv", b"\xef\xbb\xbfCode;"), ("json", b"{")]
)
def test_export_writes_a_file_without_a_server(run: Run, tmp_path: Path, form: str, begins: bytes) -> None:
    path = tmp_path / f"x.{form}"
    assert run("export", "housing", "--format", form, "--language", "nl", "--output", path) == (
        0,
        f"Geschreven: {path}\n",
        "",
    )
    assert path.read_bytes().startswith(begins)


def test_export_takes_a_file_and_gives_it_back(run: Run, tmp_path: Path) -> None:
    first, second = tmp_path / "first.json", tmp_path / "second.json"
    run("export", "creche", "--format", "json", "--output", first)
    run("export", first, "--format", "json", "--output", second)
    assert first.read_bytes() == second.read_bytes()
    assert dossier.load(first.read_bytes(), content.load().catalogue) == content.example("creche")


def test_export_without_an_output_is_named_after_the_dossier(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("export", "creche", "--date", "2018-12-31")[0] == 0
    assert (tmp_path / "creche.pdf").read_bytes().startswith(b"%PDF-")
