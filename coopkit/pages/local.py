"""The file in which JupyterLab's notebooks keep a dossier together. On our own pages nothing comes here."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from coopkit.core.dossier import DossierError, dump, empty, load
from coopkit.core.model import CoopkitError
from coopkit.pages.words import wording

if TYPE_CHECKING:
    from coopkit.core.model import Catalogue, Document

NAME = "coopkit-dossier.json"


class UnreadableFileError(CoopkitError):
    """The file beside the notebook is no dossier of ours; it is left alone."""


def read(catalogue: Catalogue) -> Document:
    """Return the dossier of the working folder, an empty one when there is none; raises UnreadableFileError."""
    path = Path(NAME)
    try:
        return load(path.read_bytes(), catalogue) if path.exists() else empty()
    except (DossierError, OSError) as error:
        say, refused = wording(), error.problems if isinstance(error, DossierError) else ()
        named = refused[0].path if refused else NAME
        why = say.say(f"problems.{getattr(error, 'code', 'not_a_dossier')}", path=named, count=len(refused))
        raise UnreadableFileError(say.say("results.problem.unreadable", file=NAME, why=why)) from error


def write(document: Document) -> None:
    """Replace the file in one step, so that a crash leaves the old one or the new one."""
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=".", prefix=f".{NAME}.", delete=False) as draft:
        draft.write(dump(document))
        draft.flush()
        os.fsync(draft.fileno())
    Path(draft.name).replace(NAME)
