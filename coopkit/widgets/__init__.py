"""The two widgets of a page: the form that asks and the panel that answers.

They carry custom messages and words worked out elsewhere; they judge nothing and store nothing.
No answer travels as a synced trait: a page that was asleep would overwrite it.
"""

from __future__ import annotations

import asyncio
import logging
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TypeAlias

import anywidget
from traitlets import Dict, Unicode, default

from coopkit.files import PACKAGE

Reply: TypeAlias = "dict[str, object]"
Answer: TypeAlias = Callable[[Mapping[str, object]], Iterable[Reply]]

logger = logging.getLogger(__name__)


def serving() -> bool:
    """Return whether this kernel serves our own page, which has form, style and words already."""
    return os.environ.get("COOPKIT_MODE") == "serve"


class _Widget(anywidget.AnyWidget):
    """A drawing in the browser that sends messages to `answer` and gets its replies, one by one."""

    kind = ""
    _esm = Unicode("").tag(sync=True)
    _css = Unicode("").tag(sync=True)
    spec = Dict().tag(sync=True)
    mode = Unicode("").tag(sync=True)
    dossier = Dict().tag(sync=True)
    language = Unicode("fr").tag(sync=True)

    def __init__(
        self, *, answer: Answer, said: Callable[[], str], failed: Callable[[object], str], **traits: object
    ) -> None:
        """`said` is what the widget is called in text; `failed` words the apology in a language."""
        super().__init__(**traits)
        self._answer, self._said, self._failed = answer, said, failed
        self._replies: Iterator[Reply] = iter(())
        self.on_msg(self._heard)

    @default("_esm")
    def _read_module(self) -> str:
        from coopkit.widgets.join import join

        return "" if serving() else join(f"{self.kind}_widget.js")

    @default("_css")
    def _read_style(self) -> str:
        return "" if serving() else (PACKAGE / "widgets" / "kit.css").read_text(encoding="utf-8")

    def __repr__(self) -> str:
        """Return a sentence that strict nbval can compare: no address, no id."""
        return self._said()

    def _repr_mimebundle_(self, **kwargs: dict[str, object]) -> tuple[dict[str, object], dict[str, object]]:
        shown = super()._repr_mimebundle_(**kwargs)
        data, metadata = shown if isinstance(shown, tuple) else (shown, {})
        data = {**(data or {}), "text/plain": repr(self)}
        if serving():
            # Our page finds its widget by this; elsewhere a changing id would only disturb nbval.
            data["application/vnd.coopkit.widget+json"] = {"widget": self.kind, "model_id": self.model_id}
        return data, metadata

    def _heard(self, _widget: object, message: object, _buffers: object) -> None:
        heard = message if isinstance(message, dict) else {}
        replies = self._replies = self._made(heard)  # what was still to come of an older message is cancelled
        self._send_next(replies)

    def _send_next(self, replies: Iterator[Reply]) -> None:
        """Send the next reply, and the one after it once the kernel has heard whether there is a newer message."""
        while replies is self._replies and (reply := next(replies, None)) is not None:
            self.send(reply)
            try:
                asyncio.get_running_loop().call_soon(self._send_next, replies)
            except RuntimeError:  # no loop: nobody can interrupt
                continue
            return

    def _made(self, heard: Mapping[str, object]) -> Iterator[Reply]:
        try:
            yield from self._answer(heard)
        except Exception:  # the one boundary: a founder gets a sentence, the log gets the rest
            logger.exception("the message %r was not answered", heard.get("type"))
            yield {"type": "problem", "n": heard.get("n"), "text": self._failed(heard.get("language"))}


class Form(_Widget):
    """The questions of a page. On our own page it adopts the form the server has drawn."""

    kind = "form"


class Panel(_Widget):
    """The verdicts of a page, drawn from the views it is sent."""

    kind = "panel"
