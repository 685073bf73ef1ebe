from __future__ import annotations

import os
import resource
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from running import Running

from coopkit.cli import main
from coopkit.server import app, kernels, machine
from coopkit.server.site import as_script

COOPKIT = str(Path(sys.executable).with_name("coopkit"))
Refused = Callable[..., str]


def sentence_of(code: int, errors: str) -> str:
    assert code != 0
    assert "Traceback" not in errors
    (sentence,) = errors.strip().splitlines()
    return sentence


@pytest.fixture
def refused(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Refused:
    """What `coopkit serve` says when it cannot start; told before it serves, so in this process."""
    monkeypatch.setenv("JUPYTER_PATH", "")  # it adds a path to it

    def said(*arguments: str) -> str:
        return sentence_of(main(["serve", "--no-browser", *arguments]), capsys.readouterr().err)

    return said


def test_a_program_that_cannot_start_ends_with_a_code_and_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    command = [COOPKIT, "serve", "--no-browser", "--port", "0", "--home", str(tmp_path / "file" / "home")]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert "--home" in sentence_of(done.returncode, done.stderr)


def test_a_taken_port_is_named(refused: Refused, tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        assert port in refused("--port", port, "--home", str(tmp_path))


def test_an_unknown_example_names_the_known_ones(refused: Refused, tmp_path: Path) -> None:
    assert "grocer" in refused("--example", "nonsense", "--home", str(tmp_path))


def test_a_folder_of_notebooks_that_is_not_there_is_named(refused: Refused, tmp_path: Path) -> None:
    assert "nowhere" in refused("--notebooks", str(tmp_path / "nowhere"), "--home", str(tmp_path))


@pytest.mark.parametrize("name", ["COOPKIT_MAX_KERNELS", "COOPKIT_IDLE_SECONDS"])
@pytest.mark.parametrize("value", ["many", "0", "-3"])
def test_a_setting_that_is_no_number_above_zero_is_named(
    refused: Refused, name: str, value: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, value)
    assert name in refused("--port", "0", "--home", str(tmp_path))


def test_a_damaged_database_is_named_without_the_talk_of_libraries(refused: Refused, tmp_path: Path) -> None:
    (tmp_path / "coopkit.sqlite").write_bytes(b"not a database" * 500)
    sentence = refused("--port", "0", "--home", str(tmp_path))
    assert "coopkit.sqlite" in sentence
    assert "sqlalche" not in sentence


def test_a_secret_that_cannot_be_read_is_named(refused: Refused, tmp_path: Path) -> None:
    (tmp_path / "cookie_secret").mkdir()
    assert "cookie_secret" in refused("--port", "0", "--home", str(tmp_path))


def test_a_secret_cut_short_is_made_again(tmp_path: Path) -> None:
    (tmp_path / "cookie_secret").write_bytes(b"")
    assert len(machine.cookie_secret(tmp_path)) == machine.SECRET_BYTES
    assert machine.cookie_secret(tmp_path) == (tmp_path / "cookie_secret").read_bytes()


def test_it_says_once_where_it_is_ready_and_nothing_else(own_server: Callable[..., Running]) -> None:
    running = own_server()
    assert running.output() == f"coopkit: ready at {running.url}/\n"


def test_port_0_takes_a_free_one() -> None:
    assert machine.port_to_use("127.0.0.1", 0) > 0
    with pytest.raises(machine.CannotServe, match="no port"):
        machine.port_to_use("127.0.0.1", 99_999)


def test_the_cookie_secret_is_made_once_for_its_owner_alone(tmp_path: Path) -> None:
    first = machine.cookie_secret(tmp_path)
    assert len(first) == 32
    assert machine.cookie_secret(tmp_path) == first
    assert (tmp_path / "cookie_secret").stat().st_mode & 0o777 == 0o600


def test_many_files_may_be_open() -> None:
    machine.allow_many_files()
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    assert soft == hard or soft >= machine.MANY_FILES


def test_memory_decides_how_many_kernels_fit(monkeypatch: pytest.MonkeyPatch) -> None:
    sizes = {"SC_PHYS_PAGES": 1000, "SC_PAGE_SIZE": 4096}
    monkeypatch.setattr(os, "sysconf", sizes.__getitem__)
    assert kernels.kernels_that_fit() == 4
    sizes["SC_PHYS_PAGES"] = 2_000_000
    assert 4 < kernels.kernels_that_fit() < kernels.MOST_KERNELS
    monkeypatch.delattr(os, "sysconf")
    assert kernels.kernels_that_fit() > 4


def test_the_neighbours_address_is_an_address_or_none() -> None:
    address = machine.lan_address()
    assert address is None or socket.inet_aton(address)


def test_settings_do_not_depend_on_files_lying_about() -> None:
    config = app.settings("127.0.0.1", 1, b"secret")
    assert config.CoopVoila.config_file_paths == []
    assert config.VoilaConfiguration.allow_template_override == "NO"
    assert config.VoilaConfiguration.preheat_kernel is False


def test_json_in_a_page_cannot_end_its_element() -> None:
    assert as_script({"a": "</script>"}) == '{"a":"\\u003c/script>"}'
