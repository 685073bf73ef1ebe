"""A page in a kernel: messages in, views out; its file in JupyterLab; what a notebook shows."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any

import pytest

import coopkit
from coopkit import content, pages
from coopkit.core.dossier import empty, put
from coopkit.pages.local import NAME, UnreadableFileError
from coopkit.pages.page import Page
from coopkit.widgets import Form, Panel

SETTINGS = ("COOPKIT_MODE", "COOPKIT_EXAMPLE", "COOPKIT_LANGUAGE", "COOPKIT_DATE", "SERVER_SOFTWARE")


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An English kernel in an empty folder."""
    for name in SETTINGS:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COOPKIT_LANGUAGE", "en")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def ask(widget: Form | Panel, message: dict[str, Any]) -> list[dict[str, Any]]:
    """Send a message as a browser would, and return what the widget sends back."""
    replies: list[dict[str, Any]] = []
    widget.send = replies.append
    widget._handle_custom_msg(message, [])
    return replies


def edit(page: Page, *edits: tuple[str, object]) -> list[dict[str, Any]]:
    return ask(page.form, {"type": "edit", "n": 1, "edits": [list(one) for one in edits], "language": "en"})


def test_a_served_page_brings_its_dossier_and_gets_a_view(monkeypatch: pytest.MonkeyPatch, own_folder: Path) -> None:
    monkeypatch.setenv("COOPKIT_MODE", "serve")
    page = pages.assessment("governance")
    message = {"type": "assess", "n": 7, "dossier": content.example("grocer"), "language": "nl", "date": "2026-11-23"}
    replies = ask(page.form, message)
    assert {(reply["type"], reply["n"], reply["language"]) for reply in replies} == {("view", 7, "nl")}
    assert "23 november 2026" in replies[-1]["view"]["blocks"][-1]["text"]
    assert "saved" not in replies[-1]
    assert list(own_folder.iterdir()) == []


def test_the_first_answer_of_a_kernel_does_not_wait_for_its_picture(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "matplotlib", raising=False)
    page = pages.assessment("governance")
    message = {"type": "assess", "n": 1, "dossier": content.example("grocer"), "language": "en"}
    first = next(page.answer(message))["view"]
    assert isinstance(first, dict)
    assert "group" in {block["type"] for block in first["blocks"]}
    assert "chart" not in {block["type"] for block in first["blocks"]}


def test_a_served_page_sends_neither_module_nor_style_nor_words_and_names_its_model(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("COOPKIT_MODE", "serve")
    page = pages.assessment("governance")
    for widget in (page.form, page.results):
        assert (widget._esm, widget._css, widget.spec) == ("", "", {})
        data, _ = widget._repr_mimebundle_()
        assert data["application/vnd.coopkit.widget+json"] == {"widget": widget.kind, "model_id": widget.model_id}


def test_elsewhere_the_widgets_bring_all_they_need() -> None:
    page = pages.assessment("governance")
    for widget in (page.form, page.results):
        assert "export default" in widget._esm
        assert ".kit" in widget._css
        assert "form.dont_know" in widget.spec["texts"]
        data, _ = widget._repr_mimebundle_()
        assert set(data) == {"text/plain", "application/vnd.jupyter.widget-view+json"}


def test_jupyterlab_keeps_answers_in_a_file_that_notebooks_share(own_folder: Path) -> None:
    governance, jobs = pages.assessment("governance"), pages.assessment("jobs")
    edit(governance, ("project.name", "Three Turnips"))
    replies = edit(jobs, ("facts.jobs.r1.fte", "2.5"), ("facts.jobs.r1.contract", "open_ended"))
    saved = json.loads((own_folder / NAME).read_text(encoding="utf-8"))
    assert saved["project"] == {"name": "Three Turnips"}
    assert saved["facts"]["jobs"]["r1"]["fte"] == "2.5"
    assert replies[-1]["saved"] == NAME
    assert replies[-1]["dossier"] == saved
    assert replies[-1]["view"]["blocks"][0]["text"].startswith("You are working in JupyterLab")
    assert pages.result().form.dossier == saved
    assert [path.name for path in own_folder.iterdir()] == [NAME]


def test_an_edit_that_cannot_be_is_refused_with_a_sentence_and_the_others_are_kept(own_folder: Path) -> None:
    replies = edit(
        pages.assessment("governance"), ("project.form", "kingdom"), ("project.name", "Turnips"), ("no.such", 1)
    )
    problems = [reply for reply in replies if reply["type"] == "problem"]
    assert [problem["path"] for problem in problems] == ["project.form", "no.such"]
    assert problems[0]["text"].startswith("This value is not possible here")
    assert json.loads((own_folder / NAME).read_text())["project"] == {"name": "Turnips"}


@pytest.mark.parametrize("text", ["not json", '{"schema_version": 99}', '{"schema_version": 1, "project": {"x": 1}}'])
def test_a_file_that_is_no_dossier_is_left_alone_and_said_so(own_folder: Path, text: str) -> None:
    (own_folder / NAME).write_text(text)
    with pytest.raises(UnreadableFileError, match=NAME) as caught:
        pages.assessment("governance")
    assert caught.value._render_traceback_() == [str(caught.value)]
    assert (own_folder / NAME).read_text() == text


def test_stock_voila_keeps_a_draft_in_the_browser(monkeypatch: pytest.MonkeyPatch, own_folder: Path) -> None:
    monkeypatch.setenv("SERVER_SOFTWARE", "voila/0.5.13")
    page = pages.assessment("governance")
    assert page.form.mode == "draft"
    replies = ask(page.form, {"type": "assess", "n": 1, "dossier": put(empty(), "project.name", "T"), "language": "en"})
    assert "draft" in replies[-1]["view"]["blocks"][0]["text"]
    assert list(own_folder.iterdir()) == []


def test_an_example_is_tried_and_never_written(monkeypatch: pytest.MonkeyPatch, own_folder: Path) -> None:
    monkeypatch.setenv("COOPKIT_EXAMPLE", "grocer")
    page = pages.assessment("governance")
    replies = edit(page, ("facts.articles.voting_rule", "one_member_one_vote"))
    assert replies[-1]["view"]["findings"]["GOV-02"]["verdict"] == "met"
    assert "saved" not in replies[-1]
    assert list(own_folder.iterdir()) == []


def test_a_panel_opened_later_gets_what_it_missed_and_then_follows_the_form() -> None:
    page = pages.assessment("governance")
    edit(page, ("project.name", "Turnips"))
    assert ask(page.results, {"type": "assess", "n": 0, "language": "fr"})[-1]["view"]["progress"]["answered"] == 1
    followed: list[dict[str, Any]] = []
    page.results.send = followed.append
    edit(page, ("project.form", "sc"))
    assert followed[-1]["view"]["progress"]["answered"] == 2


def test_a_failure_is_one_sentence_for_the_founder_and_the_rest_for_the_log(caplog: pytest.LogCaptureFixture) -> None:
    page = pages.assessment("governance")
    replies = ask(page.form, {"type": "assess", "n": 3, "dossier": None, "date": "yesterday", "language": "fr"})
    assert replies == [{"type": "problem", "n": 3, "text": replies[0]["text"]}]
    assert replies[0]["text"].startswith("Le calcul n'a pas abouti")
    assert "Invalid isoformat" in caplog.text


def test_a_message_of_no_known_kind_changes_nothing() -> None:
    page = pages.assessment("governance")
    assert ask(page.form, {"type": "hello"}) == []
    assert ask(page.form, "hello") == []  # type: ignore[arg-type]  # no message at all


def test_a_notebook_shows_sentences_not_addresses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COOPKIT_EXAMPLE", "grocer")
    monkeypatch.setenv("COOPKIT_DATE", "2026-11-23")
    page = coopkit.assessment("governance")  # type: ignore[operator]  # coopkit's calls are found when asked for
    assert re.fullmatch(r"Form governance, \d+ of \d+ answered", repr(page.form))
    assert re.match(r"Results governance: \d+ of \d+ met, ", repr(page.results))
    assert "GOV-02 Not yet: Ferme partenaire" in repr(page.results)


def test_findings_are_a_table_a_trainer_can_reuse(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COOPKIT_EXAMPLE", "grocer")
    found = pages.assessment("governance").findings
    asked = [item.criterion for part in content.load().catalogue.pages["governance"].sections for item in part.items]
    assert list(found.index) == [criterion for criterion in asked if criterion]
    assert list(found.columns) == ["verdict", "label", "reason"]
    assert found.loc["GOV-02", "verdict"] == "not_yet"
    assert len(pages.result().findings) == len(content.load().catalogue.criteria)


def test_a_labs_findings_are_its_table(monkeypatch: pytest.MonkeyPatch) -> None:
    lent = pages.lab("who-decides")
    assert len(lent.findings) == 5
    assert "These are the numbers of an example: The Three Turnips" in repr(lent.results)
    monkeypatch.setenv("COOPKIT_EXAMPLE", "grocer")
    lab = pages.lab("who-decides")
    assert len(lab.findings) == 5
    assert "example" not in repr(lab.results)
    assert "no member decides alone" in repr(lab.results)
