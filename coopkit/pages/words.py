"""The wording a page uses when nobody has said a language yet."""

from __future__ import annotations

import os

from coopkit import content
from coopkit.core.model import LANGUAGES
from coopkit.wording import Wording


def language() -> str:
    """Return the language this kernel was started in: COOPKIT_LANGUAGE, else French."""
    asked = os.environ.get("COOPKIT_LANGUAGE", "")
    return asked if asked in LANGUAGES else "fr"


def wording(spoken: str | None = None) -> Wording:
    """Return the sentences of one language; an unknown language falls back to the kernel's own."""
    return Wording(content.load().texts, spoken if spoken in LANGUAGES else language())
