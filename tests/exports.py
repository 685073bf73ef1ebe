"""What tests of exports share: the examples, and PDFs opened by programs that did not make them."""

from __future__ import annotations

import io
import re
from datetime import date
from functools import cache

import pypdf
import pypdfium2
import pytest

from coopkit import content
from coopkit.core.model import LANGUAGES, Document
from coopkit.export import export
from coopkit.export.telling import Telling
from coopkit.wording import Wording

ON = date(2026, 11, 23)
EXAMPLES = tuple(content.load().examples)
# One worker makes the files of an example, and makes each of them once.
# Lines are counted in one language: the same ones speak the others, and counting is slow.
EVERY = [
    pytest.param(
        name,
        language,
        marks=[pytest.mark.xdist_group(f"export-{name}"), *([pytest.mark.no_cover] if turn else [])],
    )
    for name in EXAMPLES
    for turn, language in enumerate(LANGUAGES)
]
EACH = [pytest.param(name, marks=pytest.mark.xdist_group(f"export-{name}")) for name in EXAMPLES]
IN_TURN = [(name, LANGUAGES[turn % len(LANGUAGES)]) for turn, name in enumerate(EXAMPLES)]
"""Each example in one language, where three would say no more."""


def telling(document: Document, language: str = "en", on: date = ON) -> Telling:
    """Return what is told of a dossier."""
    loaded = content.load()
    return Telling.of(document, loaded.catalogue, Wording(loaded.texts, language), on)


@cache
def example_pdf(name: str, language: str) -> bytes:
    """Return the PDF of an example, made once."""
    return export(content.example(name), "pdf", language, ON)


def texts(pdf: bytes) -> list[str]:
    """Return the text of each page, as another program reads it, without what sets it: blanks, hyphens, quotes."""
    opened = pypdfium2.PdfDocument(pdf)
    return [bare(opened[number].get_textpage().get_text_bounded()) for number in range(len(opened))]


def bare(text: str) -> str:
    """Return a text without blanks, hyphens and quotes: what is compared is the words."""
    return re.sub(r"[\s\u00a0\u00ad\u200b\u202f\ufffe\x02\"'’“”«»-]", "", text)


def opened(pdf: bytes) -> pypdf.PdfReader:
    """Return the PDF as pypdf opens it."""
    return pypdf.PdfReader(io.BytesIO(pdf))


@cache
def example_text(name: str, language: str) -> str:
    """Return the text of an example's PDF, read once."""
    return "".join(texts(example_pdf(name, language)))
