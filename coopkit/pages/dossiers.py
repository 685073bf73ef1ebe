"""A folder of dossiers as one table, for trainers in JupyterLab: of each criterion, how many teams stand where.

No team is named, and nothing ranks: only counts leave this module.
"""

from __future__ import annotations

import warnings
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import yaml

from coopkit import content
from coopkit.core import dossier
from coopkit.core.assess import assess
from coopkit.core.model import CoopkitError, Verdict
from coopkit.pages.words import today, wording

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

    from coopkit.core.model import Catalogue, Document
    from coopkit.wording import Wording

LOOKS = {
    Verdict.MET: ("#0a4d42", ""),
    Verdict.NOT_YET: ("#e08a3c", "////"),
    Verdict.NOT_MET: ("#2f6fb0", "\\\\\\\\"),
    Verdict.ADVICE: ("#f6dfa4", ".."),
    Verdict.UNKNOWN: ("#ffffff", ""),
    Verdict.NOT_APPLICABLE: ("#cfc6b8", ""),
}
"""Every verdict in the order of the columns, with its colour and its hatch: told apart in grey too."""
ACROSS, WIDE, ROW = 2, 9.0, 0.24
"""Panels side by side; inches of the whole, and of one criterion."""


class NoFolderError(CoopkitError):
    """There is no such folder of dossiers."""


def cohort(folder: str | Path | None = None) -> pd.DataFrame:
    """Return how many dossiers stand where: a row a criterion under the page that asks it, a column a verdict.

    Every row adds up to the number of dossiers. Reads every exported dossier (.json) and example (.yaml) of a folder;
    without one, the kit's examples. A file that is no dossier is left out with a warning. Raises NoFolderError.
    """
    import pandas as pd

    say = wording()
    if folder is not None and not Path(folder).is_dir():
        raise NoFolderError(say.say("cohort.no_folder", folder=str(folder)))
    loaded, on = content.load(), today()
    catalogue = loaded.catalogue
    paths = sorted(Path(folder).iterdir()) if folder is not None else sorted(loaded.examples.values())
    read = [document for path in paths if (document := _document(path, catalogue, say)) is not None]
    found = Counter(
        (one.criterion, one.verdict) for document in read for one in assess(document, catalogue, on).findings
    )
    titles = {one.id: say.text(one.title) for one in catalogue.criteria}
    asked = [
        (say.text(page.title), item.criterion, titles[item.criterion])
        for page in catalogue.pages.values()
        for section in page.sections
        for item in section.items
        if item.criterion
    ]
    return pd.DataFrame(
        [[found[criterion, verdict] for verdict in LOOKS] for _, criterion, _ in asked],
        index=pd.MultiIndex.from_tuples(asked, names=[say.say(f"cohort.{name}") for name in ("page", "id", "title")]),
        columns=[say.say(f"cohort.{verdict}") for verdict in LOOKS],
    )


def panels(table: pd.DataFrame) -> Figure:
    """Draw what `cohort` counts: one small panel a page, one bar a criterion, all on the same scale of teams."""
    import matplotlib.pyplot as plt
    from matplotlib.ticker import MaxNLocator

    say = wording()
    groups = list(table.groupby(level=0, sort=False))
    rows = [groups[place : place + ACROSS] for place in range(0, len(groups), ACROSS)]
    tall = [max(len(group) for _, group in row) + 3 for row in rows]
    teams = int(table.sum(axis=1).max())
    figure, axes = plt.subplots(
        len(rows), ACROSS, squeeze=False, sharex=True, figsize=(WIDE, ROW * sum(tall) + 1.2), height_ratios=tall
    )
    plt.close(figure)  # what a cell returns is shown once
    for place, panel in enumerate(axes.flat):
        if place >= len(groups):
            panel.set_axis_off()
            continue
        title, group = groups[place]
        bars = group.droplevel([0, 2]).plot.barh(
            stacked=True, ax=panel, width=0.75, legend=False, color=[fill for fill, _ in LOOKS.values()]
        )
        for container, (_, hatch) in zip(bars.containers, LOOKS.values(), strict=True):
            for bar in container:
                bar.set(hatch=hatch, edgecolor="#26211c", linewidth=0.6)
        panel.set(title=title, xlim=(0, max(teams, 1)), ylabel="")
        # the first criterion on top, and a short panel's bars as high as its neighbour's
        panel.set_ylim(tall[place // ACROSS] - 3.4, -0.6)
        panel.xaxis.set_major_locator(MaxNLocator(integer=True))
        panel.spines[["top", "right"]].set_visible(False)
    handles = axes.flat[0].containers
    figure.suptitle(say.say("cohort.panels", count=teams))
    figure.legend(handles, list(table.columns), loc="lower center", ncols=3, frameon=False)
    figure.tight_layout(rect=(0, 0.6 / figure.get_figheight(), 1, 1))
    return figure


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
