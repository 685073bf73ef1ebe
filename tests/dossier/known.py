"""A small catalogue with a field of every type, and dossiers drawn from it."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

from coopkit.core.dossier import apply, empty
from coopkit.core.fields import DONT_KNOW
from coopkit.core.model import (
    Catalogue,
    Certainty,
    Criterion,
    Document,
    Effort,
    Field,
    FieldType,
    Json,
    Kind,
    Option,
    Table,
    Text,
)

SAID = Text(fr="oui", nl="ja", en="yes")


def field(
    path: str, kind: FieldType, options: str = "", minimum: str | None = None, maximum: str | None = None
) -> Field:
    chosen = tuple(Option(id=option, label=SAID) for option in options.split())
    return Field(path=path, type=kind, label=SAID, options=chosen, minimum=minimum, maximum=maximum)


def criterion(name: str, kind: Kind) -> Criterion:
    return Criterion(
        id=name,
        kind=kind,
        certainty=Certainty.OWN,
        title=SAID,
        why=SAID,
        look_for=(),
        next_step=SAID,
        sources=(),
        whom="nobody",
        takes=Effort.DAY,
        levels=(SAID,) * 5 if kind is Kind.LEVELS else (),
    )


COLUMNS = (
    field("label", "text"),
    field("kind", "choice", "worker user"),
    field("count", "integer", minimum="1"),
    field("amount", "money"),
)
FIELDS = (
    field("project.name", "text"),
    field("project.form", "choice", "asbl sc"),
    field("project.needs", "choices", "housing food other"),
    field("project.registered_on", "date", minimum="1900-01-01"),
    field("facts.articles.vote_cap", "fraction", minimum="1/1000", maximum="1/1"),
    field("facts.plan.hours", "decimal", maximum="60"),
    field("facts.plan.rate", "percent", minimum="-100"),
)
CATALOGUE = Catalogue(
    criteria=(
        criterion("GOV-01", Kind.COMPUTED),
        criterion("GOV-14", Kind.LEVELS),
        criterion("PRO-02", Kind.STATEMENT),
    ),
    fields=FIELDS,
    tables=(Table(path="facts.members", label=SAID, row=SAID, columns=COLUMNS),),
    parameters={},
    sources={},
    partners={},
    targets={},
    families=(),
    pages={},
)

VALUES: dict[str, st.SearchStrategy[Json]] = {
    "project.name": st.text(max_size=60),
    "project.form": st.sampled_from(["asbl", "sc"]),
    "project.needs": st.lists(st.sampled_from(["housing", "food", "other"]), unique=True).map(list),
    "project.registered_on": st.dates(min_value=date(1900, 1, 1)).map(str),
    "facts.articles.vote_cap": st.sampled_from(["1/10", "1/20", "3/4"]),
    "facts.plan.hours": st.decimals(0, 60, places=2).map(str),
    "facts.plan.rate": st.decimals(-100, 100, places=2).map(str),
    "answers.GOV-14.level": st.integers(0, 4),
    "answers.GOV-14.evidence": st.text(max_size=60),
    "answers.PRO-02.statement": st.sampled_from(["yes", "planned", "no"]),
    "answers.GOV-01.not_applicable": st.text(max_size=60),
}
ROW: dict[str, st.SearchStrategy[Json]] = {
    "label": st.text(max_size=60),
    "kind": st.sampled_from(["worker", "user"]),
    "count": st.integers(1, 10**6),
    "amount": st.decimals(0, 10**9, places=2).map(str),
}


ROW_IDS = st.one_of(st.sampled_from(["a", "b", "facts", "is"]), st.from_regex("[a-z0-9]{1,32}", fullmatch=True))
REMOVED = ROW_IDS.map(lambda row: (f"facts.members.{row}", None))


def edit(path: str, value: st.SearchStrategy[Json]) -> st.SearchStrategy[tuple[str, Json]]:
    """An edit a form can send: a value, nothing, or don't know."""
    return st.tuples(st.just(path), st.one_of(value, st.none(), st.just(DONT_KNOW)))


def cell(column: str) -> st.SearchStrategy[tuple[str, Json]]:
    return ROW_IDS.flatmap(lambda row: edit(f"facts.members.{row}.{column}", ROW[column]))


EDITS = st.one_of(*(edit(path, value) for path, value in VALUES.items()), *map(cell, ROW), *map(cell, ROW), REMOVED)
DOCUMENTS: st.SearchStrategy[Document] = st.lists(EDITS, max_size=20).map(lambda edits: apply(empty(), edits))
