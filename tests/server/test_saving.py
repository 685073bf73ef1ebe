from __future__ import annotations

from collections.abc import Callable

import pytest
from plain import JSON, Plain
from running import Running

Visit = Callable[..., Plain]
AWKWARD = [
    "<script>alert(1)</script> & \"quotes\" 'and' {{ 7 * 7 }}",
    "Coopérative 🥕🚲 zonder naam",
    "تعاونية الحي \u200f(حي)\u200f",
    "two\nlines\tand a \u2028 separator",
]


def test_an_answer_is_kept_and_found_by_the_secret_link_in_another_browser(founder: Plain, visit: Visit) -> None:
    founder.put("project.name", "Le Panier vert")
    founder.put("facts.members.r1.count", 4)
    other = visit()
    opened = other.http.get(founder.link())
    assert (opened.status_code, opened.headers["location"]) == (303, "/me")
    assert other.dossier() == founder.dossier()
    assert other.dossier()["dossier"]["facts"]["members"] == {"r1": {"count": 4}}


def test_the_same_entry_twice_is_one(founder: Plain) -> None:
    entry = founder.entry("project.name", "Once")
    first, second = founder.send(entry).json(), founder.send(entry, entry).json()
    assert first["acknowledged"] == [entry["id"]]
    assert set(second["acknowledged"]) == {entry["id"]}
    assert first["at"] == second["at"]
    assert first["rejected"] == second["rejected"] == []


def test_another_entry_under_a_used_number_is_refused_and_not_lost_in_silence(founder: Plain) -> None:
    entry = founder.entry("project.name", "First")
    founder.send(entry)
    answer = founder.send({**entry, "id": "another", "value": "Second"}).json()
    assert answer["acknowledged"] == []
    assert [(one["id"], one["code"]) for one in answer["rejected"]] == [("another", "reused_seq")]
    assert founder.dossier()["dossier"]["project"]["name"] == "First"


def test_two_browsers_on_one_field_keep_both_values_and_the_later_one_hears_of_the_other(
    founder: Plain, visit: Visit
) -> None:
    start = founder.put("project.name", "Nobody's")
    seen = founder.dossier()["heads"]["project.name"]
    mate = visit()
    mate.http.get(founder.link())
    assert mate.put("project.name", "Mate's", base=seen)["others"] == []
    answer = founder.send(
        {"id": "late", "seq": 99, "path": "project.name", "value": "Mine", "base": seen}, client="phone"
    ).json()
    assert [(one["path"], one["value"]) for one in answer["others"]] == [("project.name", "Mate's")]
    assert founder.dossier()["dossier"]["project"]["name"] == "Mine"
    with founder.changes(start["at"]) as events:
        assert [next(events)["entries"][0]["value"] for _ in range(2)] == ["Mate's", "Mine"]


def test_the_same_value_from_two_browsers_is_no_difference(founder: Plain, visit: Visit) -> None:
    founder.put("project.form", "sc")
    mate = visit()
    mate.http.get(founder.link())
    assert mate.put("project.form", "sc")["others"] == []


def test_changes_of_a_mate_arrive_while_waiting(founder: Plain, visit: Visit) -> None:
    mate = visit()
    mate.http.get(founder.link())
    with founder.changes(founder.dossier()["at"]) as events:
        mate.put("project.name", "From the other phone")
        event = next(events)
    assert event["entries"][0]["value"] == "From the other phone"
    assert event["at"] == founder.dossier()["at"]
    assert event["client"] != ""


@pytest.mark.parametrize("text", AWKWARD)
def test_any_text_comes_back_as_it_was_typed(founder: Plain, text: str) -> None:
    founder.put("project.name", text)
    assert founder.dossier()["dossier"]["project"]["name"] == text
    assert founder.http.get("/export/dossier.json").json()["project"]["name"] == text
    page = founder.http.get("/me").text
    assert "<script>alert" not in page
    assert "49" not in page.split("<h1>")[1].split("</h1>")[0]


def test_text_in_a_name_never_ends_the_data_block_of_the_page(founder: Plain) -> None:
    founder.put("project.name", "</script><script>alert(1)</script>")
    page = founder.http.get("/assess/governance").text
    assert "</script><script>alert" not in page
    assert page.count("</script>") == page.count("<script")


@pytest.mark.parametrize(
    ("path", "value", "code"),
    [
        ("project.colour", "green", "unknown_path"),
        ("facts.members.UPPER.count", 1, "unknown_path"),
        ("answers.XXX-99.level", 2, "unknown_path"),
        ("facts.members.r1.count", "four", "wrong_type"),
        ("project.form", 7, "wrong_type"),
        ("project.form", "gmbh", "out_of_range"),
        ("answers.GOV-14.level", 5, "out_of_range"),
        ("facts.members.r1.count", 0, "out_of_range"),
        ("project.name", "x" * 20_001, "too_long"),
    ],
)
def test_what_cannot_stand_at_a_path_is_rejected_with_a_sentence(
    founder: Plain, path: str, value: object, code: str
) -> None:
    good = founder.entry("project.name", "Kept")
    bad = founder.entry(path, value)
    answer = founder.send(good, bad).json()
    assert answer["acknowledged"] == [good["id"]]
    (refusal,) = answer["rejected"]
    assert (refusal["id"], refusal["code"]) == (bad["id"], code)
    assert refusal["reason"].endswith(".")
    assert founder.dossier()["dossier"]["project"] == {"name": "Kept"}


def test_the_longest_text_and_the_last_row_are_taken_and_one_more_is_not(founder: Plain) -> None:
    assert founder.put("project.name", "é" * 20_000)["rejected"] == []
    rows = [founder.entry(f"facts.members.r{number}.count", 1) for number in range(501)]
    answer = founder.send(*rows).json()
    assert len(answer["acknowledged"]) == 500
    assert [one["code"] for one in answer["rejected"]] == ["too_many_rows"]


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"no json",
        b"[]",
        b'{"client": "c", "entries": [{"id": "a"}]}',
        b'{"client": "c", "entries": [{"id": "a", "seq": -1, "path": "project.name", "value": "x"}]}',
        b'{"client": "c", "entries": [{"id": "a", "seq": 1, "path": "project.name", "value": "x", "admin": true}]}',
        b'{"client": "<b>", "entries": []}',
        b'{"client": "c", "entries": ' + b"[" * 100_000,
        b'{"client": "c", "entries": [{"id": "a", "seq": 1, "path": "project.name", "value": "\\ud800"}]}',
    ],
)
def test_a_batch_nobody_can_read_is_refused_whole_with_a_reason(founder: Plain, body: bytes) -> None:
    answer = founder.post("/api/entries", content=body, headers={"Content-Type": "application/json"})
    assert answer.status_code == 400
    assert answer.json()["reason"].endswith(".")
    assert founder.dossier()["at"] == 0


def test_a_batch_that_is_too_big_is_refused_whole(founder: Plain) -> None:
    answer = founder.post("/api/entries", content=b" " * 2_000_001)
    assert (answer.status_code, founder.dossier()["at"]) == (413, 0)


def test_a_file_brings_a_dossier_back_without_loss(founder: Plain, visit: Visit) -> None:
    founder.put("project.name", "Out and in")
    for row in ("b", "a"):
        founder.put(f"facts.members.{row}.count", 2)
    founder.put("facts.articles.vote_cap", {"is": "dont_know"})
    file = founder.http.get("/export/dossier.json")
    assert "attachment" in file.headers["content-disposition"]
    other = visit().start()
    other.put("project.form", "asbl")
    other.put("facts.members.z.count", 9)
    answer = other.post("/import", files={"file": ("mine.json", file.content, "application/json")})
    assert (answer.status_code, answer.headers["location"]) == (303, "/me?notice=loaded")
    assert other.http.get("/export/dossier.json").content == file.content
    assert list(other.dossier()["dossier"]["facts"]["members"]) == ["b", "a"]


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b'{"schema_version": 1, "project": {"na', 400),
        (b"\xff\xfe not text", 400),
        (b"[1, 2, 3]", 400),
        (b'{"project": {}}', 400),
        (b'{"schema_version": 2, "project": {}}', 400),
        (b'{"schema_version": 1, "project": {"colour": "green"}}', 400),
        (b'{"schema_version": 1, "project": {"name": "' + b"x" * 6_000_000 + b'"}}', 413),
    ],
)
def test_a_file_that_cannot_be_taken_changes_nothing_and_says_why(founder: Plain, body: bytes, status: int) -> None:
    founder.put("project.name", "Mine")
    before = founder.dossier()
    for answer in (
        founder.post("/import", files={"file": ("x.json", body, "application/json")}, headers=JSON),
        founder.post("/import", content=body, headers={"Content-Type": "application/json"}),
    ):
        assert answer.status_code == status
        assert len(answer.json()["reason"]) > 20
    page = founder.post("/import", files={"file": ("x.json", body, "application/json")})
    assert (page.status_code, page.headers["content-type"]) == (status, "text/html; charset=utf-8")
    assert founder.dossier() == before


def test_a_form_without_a_file_is_told_so(founder: Plain) -> None:
    answer = founder.post("/import", files={"other": ("x.json", b"{}", "application/json")})
    assert answer.status_code == 400


def test_deleting_asks_first_and_then_leaves_nothing(server: Running, founder: Plain, visit: Visit) -> None:
    mate = visit()
    mate.http.get(founder.link())
    founder.put("project.name", "A very secret name 4711")
    assert "/delete" in founder.http.get("/delete").text
    assert founder.dossier()["dossier"]["project"]["name"]
    gone = founder.post("/delete")
    assert gone.status_code == 200
    assert mate.http.get("/api/dossier").status_code == 403
    assert founder.http.get("/me").headers["location"] == "/"
    for file in server.home.glob("coopkit.sqlite*"):
        assert b"A very secret name 4711" not in file.read_bytes()


def test_a_restart_keeps_sessions_and_answers(own_server: Callable[..., Running], visit: Visit) -> None:
    running = own_server()
    founder = visit(running.url).start()
    founder.put("project.name", "Still here")
    link = founder.link()
    running.kill()
    running.start()
    assert founder.dossier()["dossier"]["project"]["name"] == "Still here"
    assert founder.link() == link
    assert founder.put("project.form", "sc")["rejected"] == []


def test_new_dossiers_may_start_from_an_example(own_server: Callable[..., Running], visit: Visit) -> None:
    running = own_server("--example", "grocer")
    dossier = visit(running.url).start().dossier()
    assert dossier["dossier"]["project"]["name"]
    assert dossier["at"] > 0
