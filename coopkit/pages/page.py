"""A page in a kernel: its two widgets, its findings, and where its answers live.

On our own page it keeps nothing: every message brings the dossier. In JupyterLab it keeps a file in the working folder.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any, cast

from coopkit import content
from coopkit.core.dossier import check, empty, put
from coopkit.core.model import LANGUAGES, Verdict
from coopkit.pages import local
from coopkit.pages.asking import find_page, form_texts, spec
from coopkit.pages.findings import summary
from coopkit.pages.showing import Asked, View, view, views
from coopkit.pages.words import language, today, wording
from coopkit.widgets import Form, Panel, Reply, serving

if TYPE_CHECKING:
    import pandas as pd

    from coopkit.core.dossier import Problem
    from coopkit.core.model import Document, Json


def mode() -> str:
    """Return where answers live: serve (our server), example (nowhere), draft (the browser), or file."""
    if serving():
        return "serve"
    if os.environ.get("COOPKIT_EXAMPLE"):
        return "example"
    return "draft" if os.environ.get("SERVER_SOFTWARE", "").lower().startswith("voila") else "file"


class Page:
    """One notebook's page: show `form` and `results`, read `findings`."""

    def __init__(self, name: str, kind: str) -> None:
        """UnknownPageError names the known pages of that kind; UnreadableFileError says why a file is refused."""
        self.name = find_page(name, kind).id
        self.mode = mode()
        self._dossier = self._begin()

    @cached_property
    def form(self) -> Form:
        """The questions."""
        asked = {} if serving() else spec(self.name)
        return Form(
            answer=self.answer, said=self._form_said, failed=_failed, spec=asked, dossier=self._dossier, **self._traits
        )

    @cached_property
    def results(self) -> Panel:
        """The verdicts; they follow the form."""
        words = {} if serving() else {"texts": form_texts()}
        return Panel(answer=self._again, said=self._results_said, failed=_failed, spec=words, **self._traits)

    @property
    def findings(self) -> pd.DataFrame:
        """The findings of this page, one row per criterion; of a lab, the table beside its picture."""
        import pandas as pd

        if not self._found():
            columns, rows = _first_table(cast("list[Reply]", self._now(drawn=True)["blocks"]))
            return pd.DataFrame(rows, columns=columns)
        columns = ["verdict", "label", "reason"]
        return pd.DataFrame.from_dict(self._found(), orient="index", columns=columns).rename_axis("criterion")

    def answer(self, message: Mapping[str, object]) -> Iterator[Reply]:
        """Yield the replies to a message: the view, once more with its chart, and a sentence on what was refused."""
        if message.get("type") not in {"assess", "edit"}:
            return
        refused: list[Problem] = []
        if message.get("type") == "edit":
            refused = self._keep(cast("list[tuple[str, Json]]", message.get("edits") or []))
        elif isinstance(message.get("dossier"), dict):
            self._dossier = cast("Document", message["dossier"])
        kept: Reply = {}
        if message.get("type") == "edit":
            self.form.dossier = self._dossier  # so that a view opened later begins where this one is
            kept = {"dossier": self._dossier} | ({"saved": local.NAME} if self.mode == "file" else {})
        for problem in refused:  # first: a newer message cancels what follows
            said = wording(_spoken(message)).say(f"problems.{problem.code}", **problem.values)
            yield {"type": "problem", "n": message.get("n"), "path": problem.path, "text": said}
        for reply in self._again(message):
            if not serving():
                self.results.send(reply)
            yield reply | kept

    def _again(self, message: Mapping[str, object]) -> Iterator[Reply]:
        """Yield the views, and the parts that come later, as replies; a panel opened later has missed them."""
        for shown in self._views(message):
            told = {"type": "part", "block": shown["part"]} if "part" in shown else {"type": "view", "view": shown}
            yield told | {"n": message.get("n"), "language": _spoken(message)}

    def _views(self, message: Mapping[str, object]) -> Iterator[View]:
        """Yield the view; the first time in a kernel, once without its chart, which takes half a second to load."""
        on = date.fromisoformat(str(message["date"])) if message.get("date") else today()
        spoken, compared = _spoken(message), message.get("compare")
        asked = Asked(
            language=spoken,
            on=on,
            compared=compared if isinstance(compared, dict) else {},
            scenario=str(message.get("scenario") or ""),
            unread=unread if isinstance(unread := message.get("unread"), int) else 0,
        )
        for shown in views(self.name, self._dossier, asked, drawn="matplotlib" in sys.modules):
            yield self._told(shown, spoken)

    def _told(self, shown: View, spoken: str) -> View:
        """Return the view with a note, where it is not our own page, that says what happens to the answers."""
        if serving() or "part" in shown:
            return shown
        note = {"type": "note", "text": wording(spoken).say(f"results.note.{self.mode}", file=local.NAME)}
        return {**shown, "blocks": [note, *cast("list[object]", shown["blocks"])]}

    def _begin(self) -> Document:
        if self.mode == "example":
            return content.example(os.environ["COOPKIT_EXAMPLE"])
        return local.read(content.load().catalogue) if self.mode == "file" else empty()

    def _keep(self, edits: list[tuple[str, Json]]) -> list[Problem]:
        """Take the edits in, on top of what other notebooks have written to the file; return what was refused."""
        catalogue, refused = content.load().catalogue, []
        if self.mode == "file":
            self._dossier = local.read(catalogue)
        for path, value in edits:
            if problem := check(catalogue, self._dossier, path, value):
                refused.append(problem)
            else:
                self._dossier = put(self._dossier, path, value)
        if self.mode == "file":
            local.write(self._dossier)
        return refused

    @cached_property
    def _traits(self) -> dict[str, str]:
        return {"mode": self.mode, "language": language()}

    def _now(self, *, drawn: bool = False) -> View:
        return view(self.name, self._dossier, language(), today(), drawn=drawn)

    def _found(self) -> dict[str, dict[str, str]]:
        return cast("dict[str, dict[str, str]]", self._now()["findings"])

    def _form_said(self) -> str:
        progress = cast("dict[str, int]", self._now()["progress"])
        return wording().say("results.widget.form", page=self.name, count=progress["answered"], total=progress["total"])

    def _results_said(self) -> str:
        found = self._found()
        counted = summary([Verdict(one["verdict"]) for one in found.values()], wording())
        blocks = cast("list[dict[str, dict[str, object]]]", self._now(drawn=not found)["blocks"])
        told = [block.get("text") or (block.get("chart") or block).get("sentence") for block in blocks]
        lines = [f"{name} {one['label']}: {one['reason']}" for name, one in found.items()] or [
            *map(str, filter(None, told))
        ]
        return "\n".join([wording().say("results.widget.panel", page=self.name, summary=counted), *lines])


def _first_table(blocks: list[Reply]) -> tuple[list[object] | None, list[object] | None]:
    """Return columns and rows of the first table there is: that beside a picture, or one of things side by side."""
    shown = [cast("dict[str, Any]", block.get("chart") or block) for block in blocks]
    table = next((one for one in shown if "rows" in one), dict[str, Any]())
    if "corner" not in table:
        return table.get("columns"), table.get("rows")
    return [table["corner"], *table["columns"]], [[row["title"], *row["cells"]] for row in table["rows"]]


def _failed(spoken: object) -> str:
    return wording(str(spoken)).say("results.problem.failed")


def _spoken(message: Mapping[str, object]) -> str:
    asked = message.get("language")
    return asked if isinstance(asked, str) and asked in LANGUAGES else language()
