"""What the command says of files that are not there, are folders, may not be touched, or are the dossier itself."""

from __future__ import annotations

import errno
from collections.abc import Callable
from pathlib import Path

import pytest

from coopkit import content
from coopkit.cli import main
from coopkit.core import dossier
from coopkit.core.model import LANGUAGES
from coopkit.wording import Wording

Run = Callable[..., str]
ENGLISH = "argument", "expected", "required", "directory", "denied", "Errno"


@pytest.fixture
def refused(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command that is refused; return its one sentence."""

    def command(*arguments: object, language: str = "en") -> str:
        code = main([*map(str, arguments), "--language", language])
        out, err = capsys.readouterr()
        assert (code, out, err.count("\n")) == (2, "", 1)
        return err.removeprefix("coopkit: ").rstrip()

    return command


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """A dossier in a file."""
    path = tmp_path / "ours.json"
    path.write_text(dossier.dump(content.example("creche")), encoding="utf-8")
    return path


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_export_never_writes_over_the_dossier_it_reads(
    refused: Run, kept: Path, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    before = kept.read_bytes()
    monkeypatch.chdir(kept.parent)
    (kept.parent / "same.json").symlink_to(kept)
    told = refused("export", "ours.json", "--format", "json", language=language)
    assert "ours.json" in told
    assert "--output" in told
    assert refused("export", "ours.json", "--format", "pdf", "--output", kept, language=language)
    assert refused("export", "ours.json", "--format", "json", "--output", "same.json", language=language)
    assert kept.read_bytes() == before


@pytest.mark.parametrize(
    ("problem", "why"),
    [
        (PermissionError(errno.EACCES, "Permission denied"), "permission"),
        (FileNotFoundError(errno.ENOENT, "No such file or directory"), "missing"),
        (NotADirectoryError(errno.ENOTDIR, "Not a directory"), "missing"),
        (IsADirectoryError(errno.EISDIR, "Is a directory"), "folder"),
        (OSError(errno.ENOSPC, "No space left on device"), "full"),
    ],
    ids=lambda value: value if isinstance(value, str) else type(value).__name__,
)
def test_what_the_system_refuses_is_said_in_the_language_asked_for(
    refused: Run, kept: Path, monkeypatch: pytest.MonkeyPatch, problem: OSError, why: str
) -> None:
    def refuse(*_: object) -> None:
        raise problem

    out = kept.parent / "x.csv"
    for language in LANGUAGES:
        say = Wording(content.load().texts, language)
        reason = say.say(f"cli.why.{why}")
        with monkeypatch.context() as patch:
            patch.setattr(Path, "write_bytes", refuse)
            told = refused("export", kept, "--format", "csv", "--output", out, language=language)
            assert told == say.say("cli.bad.unwritable", given=str(out), why=reason)
        with monkeypatch.context() as patch:
            patch.setattr(Path, "read_bytes", refuse)
            told = refused("assess", kept, language=language)
            assert told == say.say("cli.bad.unreadable", given=str(kept), why=reason)


def test_a_reason_nobody_foresaw_is_given_as_the_system_gives_it(
    refused: Run, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert "(Input/output error)" in refused("assess", kept)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_folder_is_called_a_folder(refused: Run, tmp_path: Path, language: str) -> None:
    why = Wording(content.load().texts, language).say("cli.why.folder")
    assert why in refused("assess", tmp_path, language=language)
    assert why in refused("export", "creche", "--format", "json", "--output", tmp_path, language=language)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (("export",), "FILE"),
        (("assess",), "FILE"),
        (("agenda",), "AGENDA"),
        (("export", "creche", "--format"), "--format"),
        (("assess", "creche", "--date"), "--date"),
        (("export", "creche", "--output"), "--output"),
        (("check", "--fresh=yes"), "--fresh"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else value,
)
def test_an_argument_left_out_is_asked_for_in_the_language_asked_for(
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    arguments: tuple[str, ...],
    named: str,
    language: str,
) -> None:
    monkeypatch.setenv("LC_ALL", f"{language}_BE.UTF-8")
    assert main(arguments) == 2
    told = capsys.readouterr().err
    assert named in told
    if language != "en":
        assert not [word for word in ENGLISH if word in told.replace("--", "")], told


@pytest.mark.parametrize("language", LANGUAGES)
def test_notebooks_are_not_copied_into_a_file(refused: Run, kept: Path, language: str) -> None:
    say = Wording(content.load().texts, language)
    told = say.say("cli.bad.no_room", given=str(kept), why=say.say("cli.why.file"))
    assert refused("lab", kept, language=language) == told
