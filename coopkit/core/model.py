"""The words of the kit as frozen data: criteria, fields, sources, parameters, findings.

No behaviour beyond what the words themselves mean: no input or output, no clock.
Names follow docs/architecture (the house words); nothing here knows a language.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Literal, TypeAlias, Union

from coopkit.core.papers import ApplicationSection, ArticlePoint, AttendanceCard
from coopkit.core.papers import Text as Text  # noqa: PLC0414  (every room takes it from here, and says so to mypy)

Json: TypeAlias = Union[bool, int, float, str, "list[Json]", "dict[str, Json]", None]
Document: TypeAlias = "dict[str, Json]"
Value: TypeAlias = str | int | Decimal | Fraction | date

LANGUAGES = ("fr", "nl", "en")


class CoopkitError(Exception):
    """A problem of ours: the message says what was found, where, and what to do."""

    def _render_traceback_(self) -> list[str]:
        """Show a notebook the sentence alone; a founder has no use for the stack."""
        return [str(self)]


class Verdict(StrEnum):
    """What a rule says of a criterion. `unknown` never counts as zero; `advice` neither blocks nor meets."""

    MET = "met"
    NOT_YET = "not_yet"
    NOT_MET = "not_met"
    UNKNOWN = "unknown"
    NOT_APPLICABLE = "not_applicable"
    ADVICE = "advice"


class Certainty(StrEnum):
    """How sure the kit is of a source, strongest first (domain.md: V, V*, own, K and K?)."""

    VERIFIED = "verified"
    SECONDARY = "secondary"
    OWN = "own"
    TO_CONFIRM = "to_confirm"


class Target(StrEnum):
    """What an obligation belongs to."""

    EUR = "EUR"
    CC = "CC"
    ESD = "ESD"
    SCA = "SCA"
    SES = "SES"
    ESI = "ESI"
    LAW = "LAW"


class Form(StrEnum):
    """Legal form of the project."""

    UNDECIDED = "undecided"
    ASBL = "asbl"
    SC = "sc"
    SRL = "srl"
    OTHER = "other"


class Kind(StrEnum):
    """How a criterion gets its verdict: by a rule, by a level 0-4, by yes / planned / no."""

    COMPUTED = "computed"
    LEVELS = "levels"
    STATEMENT = "statement"


class Effort(StrEnum):
    """How long the next step of a criterion takes, shortest first: the kit's own estimate."""

    HOUR = "hour"
    DAY = "day"
    WEEKS = "weeks"
    MONTHS = "months"


class Indicator(StrEnum):
    """The nine EMES indicators (domain.md §1.1)."""

    E1 = "E1"
    E2 = "E2"
    E3 = "E3"
    S1 = "S1"
    S2 = "S2"
    S3 = "S3"
    G1 = "G1"
    G2 = "G2"
    G3 = "G3"


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A sentence not yet worded: the key of a text and the values it speaks of."""

    key: str
    values: Mapping[str, Value] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A text of law, a page or a book the kit rests on, and whether somebody read it."""

    id: str
    title: Text
    certainty: Certainty
    checked_on: date
    url: str | None = None
    articles: Mapping[str, Text] = field(default_factory=dict)
    """Anchor -> how that place is cited; a criterion names it as "source-id:anchor"."""
    note: Text | None = None
    restates: str | None = None
    """The text this page sums up; as long as nobody read that one, a page says what rests on the summary."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedValue:
    """A parameter's value from a day (included) until a day (excluded; None: still in force)."""

    valid_from: date
    value: Fraction
    source: str
    certainty: Certainty
    checked_on: date
    valid_until: date | None = None
    note: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """A dated number of law or policy. `unit`: fraction, euro, count, ratio, level, years, months, quarters, days."""

    id: str
    title: Text
    unit: str
    values: tuple[DatedValue, ...]
    when_it_lapses: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Partner:
    """Somebody the page may suggest to ask ("you could ask ...")."""

    id: str
    name: str
    role: Text
    languages: tuple[str, ...]
    contact: str
    checked_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One answer of a choice."""

    id: str
    label: Text


FieldType: TypeAlias = Literal[
    "text", "choice", "choices", "integer", "decimal", "money", "percent", "fraction", "date"
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One thing a person can fill in; in a table, `path` is the column's name.

    Stored as JSON: text, choice and date (ISO) as strings; choices as a list of option ids; integer as a
    number; decimal, money (euro) and percent (6 for 6 %) as strings like "2500.50"; fraction as "1/10".
    Any field may hold {"is": "dont_know"}.
    """

    path: str
    type: FieldType
    label: Text
    help: Text | None = None
    options: tuple[Option, ...] = ()
    minimum: str | None = None
    maximum: str | None = None
    step: str | None = None
    unit: Text | None = None
    default: str | int | None = None
    long: bool = False
    """A text of a few sentences, not of a few words."""
    certain: bool = False
    """Nothing rests on it, so that the page offers no "I don't know"."""
    only_if: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Other path -> option ids; the field is asked only when every named path holds one of its options."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows a person can add and remove: facts.members.<row>.<column>."""

    path: str
    label: Text
    row: Text
    """What one row is called ("a group of members")."""
    columns: tuple[Field, ...]
    help: Text | None = None
    only_if: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Applies:
    """Whom a criterion concerns; an empty tuple concerns everybody."""

    forms: tuple[Form, ...] = ()
    tracks: tuple[str, ...] = ()
    targets: tuple[Target, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion:
    """One checkable statement of the catalogue. Ids are permanent: retire, never rename."""

    id: str
    kind: Kind
    certainty: Certainty
    title: Text
    why: Text
    look_for: tuple[Text, ...]
    next_step: Text
    sources: tuple[str, ...]
    whom: str
    takes: Effort
    """What doing the next step takes, by the kit's own estimate."""
    ask: Text | None = None
    levels: tuple[Text, ...] = ()
    met_from: int = 2
    obligation: Mapping[Target, Literal["met"] | int] = field(default_factory=dict)
    family: str | None = None
    """The family of EUR this criterion belongs to: profit, governance, jobs or investments."""
    to_confirm: tuple[Target, ...] = ()
    """Targets of which nobody read that they ask this: advice there, whatever the rule says."""
    indicators: tuple[Indicator, ...] = ()
    applies: Applies = field(default_factory=Applies)
    needs: tuple[str, ...] = ()
    uses: tuple[str, ...] = ()
    parameters: tuple[str, ...] = ()
    minutes: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """An edit that would give a better verdict, with the verdict it gives (tried, not guessed)."""

    id: str
    message: Message
    edits: tuple[tuple[str, Json], ...]
    verdict: Verdict
    """What the criterion's verdict becomes when the edits are made."""
    level: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What the kit says of one criterion, and everything needed to argue with it."""

    criterion: str
    verdict: Verdict
    by_target: Mapping[Target, Verdict]
    reason: Message
    certainty: Certainty
    steps: tuple[Message, ...] = ()
    notes: tuple[Message, ...] = ()
    sources: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()
    """Paths that are missing, when the verdict is unknown."""
    change: tuple[Change, ...] = ()
    level: int | None = None
    evidence: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    """Two answers that cannot both be true; shown beside both, never resolved by the kit."""

    id: str
    message: Message
    paths: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One block of a page: a criterion with the facts it asks, or facts alone (`criterion` None)."""

    criterion: str | None = None
    asks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A titled part of a page."""

    id: str
    title: Text
    items: tuple[Item, ...]
    intro: Text | None = None
    optional: bool = False
    """Nothing in it is judged: it counts neither among the questions of the page nor in its minutes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What one notebook asks, in order."""

    id: str
    kind: Literal["assessment", "lab", "result"]
    title: Text
    sections: tuple[Section, ...] = ()
    example: str | None = None
    """A lab's: the example whose numbers it shows while a project has none of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaItem:
    """One thing a room does: for how long, on which page if any, and what."""

    minutes: int
    do: Text
    page: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaDay:
    """A day, or the only part, of a format."""

    title: Text
    minutes: int
    """From its beginning to its end; what is done adds up to it."""
    items: tuple[AgendaItem, ...]
    starts: str | None = None
    """A time of its own ("18:00"), whatever time the agenda is asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Agenda:
    """A format of workshop: in which order a trainer takes the pages of the kit."""

    id: str
    title: Text
    about: Text
    days: tuple[AgendaDay, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """One of the four families of EUR (domain.md §13)."""

    id: str
    title: Text
    demands: tuple[str, ...] = ()
    """Every criterion of the family, those the kit does not ask yet included."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetInfo:
    """The name of a target, what it is, and whose reading it is."""

    id: Target
    title: Text
    about: Text
    layer: Literal["law", "model"]
    demands: tuple[str, ...] = ()
    """Every criterion of the target, those the kit does not ask yet included (domain.md §12, §13)."""
    valid_from: date | None = None
    """First day the target exists, as `from` in the file; None: always."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SchoolQuestion:
    """A plain question one can ask of an enterprise, whether or not a school of thought asks it."""

    id: str
    title: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class SchoolView:
    """What a school says to one question."""

    question: str
    says: Text
    certainty: Certainty
    reads: tuple[str, ...] = ()
    """The clues of core/schools.py it looks at; none: it does not ask."""
    accepts: tuple[str, ...] = ()
    """The answers of those clues in which it recognises itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class School:
    """A school of thought on social enterprise (domain.md §1.3): described, never a grade."""

    id: str
    title: Text
    about: Text
    sources: tuple[str, ...]
    views: tuple[SchoolView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Flag:
    """What is dangerous whatever a project aims for: a criterion with one of these verdicts, or below a level."""

    id: str
    criterion: str
    title: Text
    verdicts: tuple[Verdict, ...] = ()
    below: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GlossaryTerm:
    """A term of the field in the three languages, with a plain explanation."""

    id: str
    term: Text
    meaning: Text


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Catalogue:
    """All the content the rules and the pages rest on, checked. Equal to itself alone, so that it can be a key."""

    criteria: tuple[Criterion, ...]
    fields: tuple[Field, ...]
    tables: tuple[Table, ...]
    parameters: Mapping[str, Parameter]
    sources: Mapping[str, Source]
    partners: Mapping[str, Partner]
    targets: Mapping[Target, TargetInfo]
    families: tuple[Family, ...]
    pages: Mapping[str, Page]
    glossary: tuple[GlossaryTerm, ...] = ()
    school_questions: tuple[SchoolQuestion, ...] = ()
    schools: tuple[School, ...] = ()
    indicators: Mapping[Indicator, Text] = field(default_factory=dict)
    articles: tuple[ArticlePoint, ...] = ()
    application: tuple[ApplicationSection, ...] = ()
    flags: tuple[Flag, ...] = ()
    agendas: tuple[Agenda, ...] = ()
    cards: tuple[AttendanceCard, ...] = ()
