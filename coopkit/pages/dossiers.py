"""A folder of dossiers as a table, for trainers in JupyterLab: how far each is, in alphabetical order, never ranked."""

from __future__ import annotations

import warnings
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import yaml

from coopkit import content
from coopkit.core import dossier
from coopkit.core.assess import assess
from coopkit.core.facts import Facts
from coopkit.core.model import CoopkitError, Verdict
from coopkit.pages.words import today, wording

if TYPE_CHECKING:
    import pandas as pd

    from coopkit.core.model import Catalogue, Document
    from coopkit.wording import Wording

COUNTED = {
    "met": (Verdict.MET,),
    "not_yet": (Verdict.NOT_YET, Verdict.NOT_MET),
    "to_confirm": (Verdict.ADVICE,),
    "unknown": (Verdict.UNKNOWN,),
}
"""What is counted together; what does not apply to a project is not counted."""


class NoFolderError(CoopkitError):
    """There is no such folder of dossiers."""


def cohort(folder: str | Path | None = None) -> pd.DataFrame:
    """Return criteria met, not yet met, to confirm and unknown: a row a dossier, in the order of their names.

    Reads every exported dossier (.json) and example (.yaml) of a folder; without one, the kit's examples. A file that
    is no dossier is left out with a warning. Raises NoFolderError.
    """
    import pandas as pd

    say = wording()
    if folder is not None and not Path(folder).is_dir():
        raise NoFolderError(say.say("cohort.no_folder", folder=str(folder)))
    catalogue, on = content.load().catalogue, today()
    paths = sorted(Path(folder).iterdir()) if folder is not None else sorted(content.load().examples.values())
    rows = {}
    for path in paths:
        if (document := _document(path, catalogue, say)) is None:
            continue
        name = Facts(document, catalogue).text("project.name") or path.stem
        named = name if name not in rows else f"{name} ({path.stem})"
        found = Counter(finding.verdict for finding in assess(document, catalogue, on).findings)
        rows[named] = [sum(found[verdict] for verdict in verdicts) for verdicts in COUNTED.values()]
    columns = [say.say(f"cohort.{name}") for name in COUNTED]
    table = pd.DataFrame.from_dict(rows, orient="index", columns=columns).rename_axis(say.say("cohort.project"))
    return table.loc[sorted(rows, key=str.casefold)]


def _document(path: Path, catalogue: Catalogue, say: Wording) -> Document | None:
    """Return the dossier of a file, None of another kind of file; warns of one that cannot be read."""
    try:
        if path.suffix == ".json":
            return dossier.load(path.read_bytes(), catalogue)
        if path.suffix in {".yaml", ".yml"}:
            return dossier.accept(content.dossier_tree(content.parse_yaml(path)), catalogue)
    except (dossier.DossierError, yaml.YAMLError, UnicodeDecodeError, OSError):
        warnings.warn(say.say("cohort.unread", file=path.name), stacklevel=3)
    return None
