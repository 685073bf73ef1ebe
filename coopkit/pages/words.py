"""What a page goes by when nobody has said otherwise: the language, its wording, the day."""

from __future__ import annotations

import os
from datetime import date

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


def today() -> date:
    """Return the day whose law applies when nobody named one: COOPKIT_DATE, else the clock's; no other clock here."""
    named = os.environ.get("COOPKIT_DATE")
    return date.fromisoformat(named) if named else date.today()  # noqa: DTZ011  (the law of the place one sits in)
