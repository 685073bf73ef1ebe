from __future__ import annotations

import json
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest
import websocket
from plain import Plain, message
from running import Running

Visit = Callable[..., Plain]
NOTEBOOK = {"metadata": {}, "nbformat": 4, "nbformat_minor": 5}


def write(path: Path, *cells: tuple[str, str, list[str]], **metadata: object) -> None:
    """A notebook of (type, source, tags)."""
    path.parent.mkdir(parents=True, exist_ok=True)
    made: list[dict[str, object]] = [
        {"id": f"c{place}", "cell_type": kind, "source": source, "metadata": {"tags": tags}}
        | ({"outputs": [], "execution_count": None} if kind == "code" else {})
        for place, (kind, source, tags) in enumerate(cells)
    ]
    path.write_text(json.dumps(NOTEBOOK | {"cells": made, "metadata": metadata}))


def answers(socket: websocket.WebSocket, wanted: str) -> list[dict[str, object]]:
    """Messages until one of the wanted type."""
    heard: list[dict[str, object]] = []
    while not heard or heard[-1]["msg_type"] != wanted:
        heard.append(json.loads(socket.recv())["header"])
    return heard


def gone(running: Running, number: int) -> bool:
    """Wait until the server has this many kernels, by its own count and by the machine's."""
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        # Each look takes a request and a walk through the processes: that is the pause.
        if running.health()["kernels"] == number == len(running.kernels()):
            return True
    return False


def test_the_form_comes_before_the_kernel_and_the_cells_after(founder: Plain) -> None:
    with founder.http.stream("GET", "/assess/governance") as answer:
        parts = list(answer.iter_text())
    assert len(parts) > 1
    assert 'id="coopkit"' in parts[0]
    assert 'class="kernel"' not in parts[0]
    whole = "".join(parts)
    assert '"widget": "form"' in whole
    assert '"widget": "panel"' in whole
    assert whole.rstrip().endswith("</html>")


@pytest.mark.parametrize(
    "page",
    [
        *("/assess/profit", "/assess/jobs", "/assess/business-model", "/assess/readiness", "/assess/scale-up"),
        *("/lab/who-decides", "/result"),
    ],
)
def test_every_notebook_of_the_kit_is_a_page(founder: Plain, page: str) -> None:
    assert founder.kernel(page)


def test_only_its_owner_reaches_a_kernel(founder: Plain, visit: Visit) -> None:
    kernel = founder.kernel()
    assert founder.http.get(f"/api/kernels/{kernel}").status_code == 200
    stranger, guest = visit().start(), visit()
    for other in (stranger, guest):
        assert other.http.get(f"/api/kernels/{kernel}").status_code == 403
        assert other.http.delete(f"/api/kernels/{kernel}", headers={"X-XSRFToken": other.xsrf}).status_code == 403
        assert other.post(f"/api/release/{kernel}").status_code in {403, 404}
        with pytest.raises(websocket.WebSocketBadStatusException) as refused:
            other.socket(kernel)
        assert refused.value.status_code == 403
    with pytest.raises(websocket.WebSocketBadStatusException):
        founder.socket(kernel, origin="http://evil.example")
    assert founder.http.get("/api/kernels/00000000-0000-0000-0000-000000000000").status_code == 404
    founder.socket(kernel).close()


def test_no_code_of_a_visitor_is_run(founder: Plain) -> None:
    kernel = founder.kernel()
    socket = founder.socket(kernel)
    for kind, channel in (("execute_request", "shell"), ("complete_request", "shell"), ("debug_request", "control")):
        socket.send(message(kind, {"code": "1/0", "silent": False, "cursor_pos": 1}, channel))
    socket.send(message("kernel_info_request", {}))
    heard = {str(header["msg_type"]) for header in answers(socket, "kernel_info_reply")}
    assert heard <= {"status", "kernel_info_reply", "comm_open", "comm_msg"}
    socket.close()


def test_a_released_kernel_ends_and_tells_its_page(own_server: Callable[..., Running], visit: Visit) -> None:
    running = own_server()
    founder = visit(running.url).start()
    kernel = founder.kernel()
    socket = founder.socket(kernel)
    assert founder.http.post(f"/api/release/{kernel}").status_code == 403
    assert founder.http.post(f"/api/release/{kernel}", params={"_xsrf": founder.xsrf}).status_code == 204
    while True:
        opcode, data = socket.recv_data()
        if opcode == websocket.ABNF.OPCODE_CLOSE:
            break
    assert int.from_bytes(data[:2], "big") == 4410
    assert gone(running, 0)
    assert founder.post(f"/api/release/{kernel}").status_code == 404


def test_a_fragment_replaces_the_kernel(own_server: Callable[..., Running], visit: Visit) -> None:
    running = own_server()
    founder = visit(running.url).start()
    old = founder.kernel()
    new = founder.kernel(f"/assess/governance?fragment=1&replaces={old}")
    assert new != old
    assert founder.http.get(f"/api/kernels/{old}").status_code == 404
    assert gone(running, 1)
    assert "<html" not in founder.http.get("/assess/governance?fragment=1").text


def test_when_no_more_fit_the_page_says_so_and_tries_again(limited: Callable[..., Running], visit: Visit) -> None:
    running = limited(COOPKIT_MAX_KERNELS="1")
    founder, other = visit(running.url).start(), visit(running.url).start()
    kernel = founder.kernel()
    full = other.http.get("/assess/governance")
    assert (full.status_code, full.headers["retry-after"], full.headers["refresh"]) == (503, "5", "5")
    assert other.http.get("/assess/governance?fragment=1").status_code == 503
    assert founder.kernel(f"/assess/governance?fragment=1&replaces={kernel}") != kernel


def test_an_idle_kernel_is_given_back_though_its_page_is_open(limited: Callable[..., Running], visit: Visit) -> None:
    running = limited(COOPKIT_IDLE_SECONDS="4")
    founder = visit(running.url).start()
    socket = founder.socket(founder.kernel())
    while True:
        opcode, data = socket.recv_data()
        if opcode == websocket.ABNF.OPCODE_CLOSE:
            break
    assert int.from_bytes(data[:2], "big") == 4410
    assert gone(running, 0)


def test_a_killed_kernel_is_not_restarted_empty_and_its_page_is_told(
    own_server: Callable[..., Running], visit: Visit
) -> None:
    running = own_server()
    founder = visit(running.url).start()
    socket = founder.socket(founder.kernel())
    for process in running.kernels():
        process.kill()
    states: list[str] = []
    while "dead" not in states:
        heard = json.loads(socket.recv())
        if heard["msg_type"] == "status":
            states.append(heard["content"]["execution_state"])
    assert gone(running, 0)
    assert founder.kernel()


def test_the_trainers_folder_comes_first_is_read_at_each_load_and_hides_her_notes(
    own_server: Callable[..., Running], visit: Visit, tmp_path: Path
) -> None:
    mine = tmp_path / "mine"
    write(
        mine / "assessments" / "governance.ipynb",
        ("markdown", "# Ma version <b>à moi</b>", ["lang-fr"]),
        ("markdown", "# Mijn versie", ["lang-nl"]),
        ("markdown", "Ask them about *trust*", ["trainer-notes"]),
        ("code", "import os\nprint('RUNS IN', sorted(os.environ))", []),
        ("code", "print('ONLY IN LAB')", ["lab-only"]),
        ("code", "1 / 0", []),
    )
    write(mine / "20-ours.ipynb", ("markdown", "# Ours", []), ("code", "print('OWN NOTEBOOK')", []))
    (mine / "secret.txt").write_text("not served")
    running = own_server("--notebooks", str(mine))
    founder = visit(running.url).start()
    page = founder.http.get("/assess/governance").text
    assert "Ma version &lt;b&gt;" in page
    assert '<div class="prose" data-lang="nl" lang="nl" hidden>' in page
    assert "trust" not in page
    assert "ONLY IN LAB" not in page
    assert "ZeroDivisionError" not in page
    environment = page.split("RUNS IN")[1]
    assert "COOPKIT_MODE" in environment
    for name in ("COOPKIT_HOME", "HTTP_COOKIE", "QUERY_STRING", "VOILA_REQUEST_URL"):
        assert name not in environment
    write(mine / "assessments" / "governance.ipynb", ("markdown", "# Edited", ["lang-fr"]))
    assert "Edited" in founder.http.get("/assess/governance").text
    own = founder.http.get("/lab/ours")
    assert "OWN NOTEBOOK" in own.text
    assert "//cdn" not in own.text
    assert "unsafe-inline" in own.headers["content-security-policy"]
    for path in ("/assess/secret.txt", "/voila/files/secret.txt", "/lab/secret"):
        assert founder.http.get(path).status_code == 404
    shutil.rmtree(mine)
    assert founder.http.get("/assess/governance").status_code == 200


def test_a_notebook_that_is_broken_gives_the_page_for_faults(
    own_server: Callable[..., Running], visit: Visit, tmp_path: Path
) -> None:
    (tmp_path / "governance.ipynb").write_text("{")
    running = own_server("--notebooks", str(tmp_path))
    answer = visit(running.url).start().http.get("/assess/governance")
    assert answer.status_code == 500
    assert "Traceback" not in answer.text
