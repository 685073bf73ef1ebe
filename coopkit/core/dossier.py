"""The one versioned JSON document of a project: its edits, its way out and back in.

Refuses with a code what may not stand at a path (fields.py knows what may); words, stores and judges nothing.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import ClassVar

from coopkit.core.fields import DONT_KNOW, MAX_CHARACTERS, ROW, ROW_DEPTH, TEXT, find, refusal
from coopkit.core.model import Catalogue, CoopkitError, Document, Json, Value
from coopkit.core.snapshots import PARTS as _PARTS
from coopkit.core.snapshots import is_snapshot
from coopkit.core.snapshots import refusal as snapshot_refusal

SCHEMA_VERSION = 1
MAX_ROWS = 500
MAX_BYTES = 5_000_000
MAX_LISTED = 50
"""Problems named of one refused file; the rest would only fill a screen."""

SCENARIOS = "scenarios"
"""Where branches.py keeps what is only tried: scenarios.<id>.name, .lab, and the paths of the dossier itself."""
REMOVED: dict[str, Json] = {"is": "removed"}
"""In a scenario: what stands in the dossier at this path is taken away."""
MAX_SCENARIOS = 20
_LEAVES = (DONT_KNOW, REMOVED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One edit of one browser. `base` is the id of the entry the person saw at this path when she edited."""

    id: str
    client: str
    seq: int
    path: str
    value: Json
    base: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Why a value cannot stand at a path. `problems.<code>` is the sentence, `values` what it speaks of."""

    code: str
    path: str
    values: Mapping[str, Value] = field(default_factory=dict)


class DossierError(CoopkitError):
    """A file that cannot be taken in; nothing was changed. `problems` names the paths, where there are any."""

    code: ClassVar[str] = "not_a_dossier"

    def __init__(self, message: str, *, problems: tuple[Problem, ...] = ()) -> None:
        """Keep the message for a log, the problems for the person."""
        super().__init__(message)
        self.problems = problems


class NotADossier(DossierError):  # noqa: N818  (the situation is the name, as nbgrader's SchemaTooOld)
    """Not JSON, cut off, or JSON of another kind."""


class TooBig(DossierError):  # noqa: N818  (the same)
    """Larger than any dossier of ours can be."""

    code = "too_big"


class TooOld(DossierError):  # noqa: N818  (the same)
    """Written before the first version this kit can migrate from."""

    code = "too_old"


class TooNew(DossierError):  # noqa: N818  (the same)
    """Written by a newer kit, whose answers this one might lose."""

    code = "too_new"


class BadContent(DossierError):  # noqa: N818  (the same)
    """A dossier that holds paths or values this catalogue does not know; all of them are listed."""

    code = "bad_content"


def empty() -> Document:
    """Return the dossier of somebody who has said nothing yet."""
    return {"schema_version": SCHEMA_VERSION, **{part: {} for part in _PARTS}}


def get(document: Document, path: str) -> Json:
    """Return what stands at the path (a value, a row, a table), None when nothing does."""
    here: Json = document
    for part in path.split("."):
        if not isinstance(here, dict):
            return None
        here = here.get(part)
    return here


def put(document: Document, path: str, value: Json) -> Document:
    """Return the document with the value at the path; None clears it, or removes a whole row.

    The given document is left as it was. A row or an answer with nothing left in it goes too.
    """
    return {**empty(), **_put(document, path.split("."), value)}


def _put(tree: dict[str, Json], parts: list[str], value: Json) -> dict[str, Json]:
    head, *rest = parts
    if rest:
        below = tree.get(head)
        value = _put(below if isinstance(below, dict) and below not in _LEAVES else {}, rest, value) or None
    if value is not None:
        return {**tree, head: value}
    return {key: kept for key, kept in tree.items() if key != head}


def fold(entries: Iterable[Entry]) -> Document:
    """Return the dossier the entries make, in order of arrival: the last value of a path wins."""
    return apply(empty(), ((entry.path, entry.value) for entry in entries))


def apply(document: Document, edits: Iterable[tuple[str, Json]]) -> Document:
    """Return the document after the edits, one after the other."""
    for path, value in edits:
        document = put(document, path, value)
    return document


def edits(document: Document) -> list[tuple[str, Json]]:
    """Return the edits that rebuild the document from an empty one, rows in their order."""
    return list(_leaves({part: tree for part, tree in document.items() if part != "schema_version"}, ""))


def _leaves(tree: Mapping[str, Json], prefix: str) -> Iterator[tuple[str, Json]]:
    for key, value in tree.items():
        if isinstance(value, dict) and value not in _LEAVES and not is_snapshot(prefix + key):
            yield from _leaves(value, f"{prefix}{key}.")
        elif value is not None:
            yield prefix + key, value


def edits_between(old: Document, new: Document) -> list[tuple[str, Json]]:
    """Return the edits that turn the old dossier into the new one, the order of rows included.

    A row that is gone, or stands elsewhere in its table, is first removed as a whole.
    """
    before, after = dict(edits(old)), dict(edits(new))
    rows, wanted = _rows(before), _rows(after)
    stay = [row for row in rows if row in wanted]
    if stay + [row for row in wanted if row not in rows] != wanted:
        stay = []
    removed = [row for row in rows if row not in stay]
    # What a scenario had taken away may have something again below it.
    removed += [path for path, value in before.items() if value == REMOVED and path not in after]
    kept = {path: value for path, value in before.items() if path not in removed and _row_of(path) not in removed}
    said: list[tuple[str, Json]] = [
        (path, value) for path, value in after.items() if path not in kept or kept[path] != value
    ]
    # Cleared last: a row whose cells were all cleared first would be gone, and come back at the end of its table.
    gone = (path for path in kept if path not in after and not any(path.startswith(f"{above}.") for above in after))
    return [*((row, None) for row in removed), *said, *((path, None) for path in gone)]


def _row_of(path: str) -> str | None:
    """Return `facts.members.r1` of `facts.members.r1.count`, None of a path that is in no row."""
    parts = path.split(".")
    return ".".join(parts[:ROW_DEPTH]) if parts[0] == "facts" and len(parts) > ROW_DEPTH else None


def _rows(paths: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(row for path in paths if (row := _row_of(path))))


def dump(document: Document) -> str:
    """Return the dossier as a file people can keep: readable JSON, every character as it was typed."""
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def load(text: str | bytes, catalogue: Catalogue) -> Document:
    """Return the dossier of an exported file, migrated and checked.

    Raises NotADossier, TooBig, TooOld, TooNew or BadContent, the last with every problem found (up to fifty).
    """
    return accept(parse(text), catalogue)


def parse(text: str | bytes) -> Json:
    """Return the JSON of a file, not yet checked; raises TooBig, NotADossier, BadContent for a key said twice."""
    raw = text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text
    if len(raw) > MAX_BYTES:
        msg = f"a dossier of {len(raw)} bytes: at most {MAX_BYTES} are read"
        raise TooBig(msg)
    try:
        tree: Json = json.loads(raw.decode("utf-8-sig"), object_pairs_hook=_each_once)
    except (ValueError, RecursionError) as error:
        msg = "not a JSON file, or cut off: export the dossier again"
        raise NotADossier(msg) from error
    return tree


def _each_once(pairs: list[tuple[str, Json]]) -> Json:
    """Return the object of these keys. Two files joined by hand may say a thing twice: neither is dropped unseen."""
    found: dict[str, Json] = {}
    for key, value in pairs:
        # `project.name` would be the place of `name` in `project`; no file of ours is written so.
        if key in found or "." in key:
            msg = f"{key[:200]} stands twice, or is a path where a name is expected"
            raise BadContent(msg, problems=(Problem(code="unknown_path", path=key[:200]),))
        found[key] = value
    return found


def accept(tree: Json, catalogue: Catalogue) -> Document:
    """Return the dossier a parsed file holds, migrated, checked and in canonical form; raises as `load` does."""
    if not isinstance(tree, dict):
        msg = "not a dossier: an object with schema_version, project, facts and answers is expected"
        raise NotADossier(msg)
    document, problems = empty(), list[Problem]()
    for path, value in edits(migrate(tree)):
        if problem := check(catalogue, document, path, value):
            problems.append(problem)
        else:
            document = put(document, path, value)
        if len(problems) == MAX_LISTED:
            break
    if problems:
        listed = ", ".join(f"{problem.path} ({problem.code})" for problem in problems)
        msg = f"the dossier holds what this kit does not know: {listed}"
        raise BadContent(msg, problems=tuple(problems))
    return document


MIGRATIONS: Mapping[int, Callable[[Document], Document]] = {}
"""Version -> how a document of that version becomes one of the next."""


def migrate(document: Document) -> Document:
    """Return the document in today's schema; raises NotADossier without a version, TooOld, TooNew."""
    version = document.get("schema_version")
    if not isinstance(version, int) or isinstance(version, bool):
        msg = "not a dossier: it says no schema_version"
        raise NotADossier(msg)
    if version > SCHEMA_VERSION:
        msg = f"written by a newer kit (version {version}, this one reads {SCHEMA_VERSION}): update coopkit first"
        raise TooNew(msg)
    while version < SCHEMA_VERSION:
        if version not in MIGRATIONS:
            msg = f"version {version} is older than any this kit can read"
            raise TooOld(msg)
        document, version = MIGRATIONS[version](document), version + 1
    return {**document, "schema_version": version}


def check(catalogue: Catalogue, document: Document, path: str, value: Json) -> Problem | None:
    """Return why the value cannot be put at the path of this document, None when it can.

    Codes: unknown_path, wrong_type, out_of_range, too_long, too_many_rows.
    """
    if path.startswith(f"{SCENARIOS}."):
        return _check_scenario(catalogue, document, path, value)
    if is_snapshot(path):
        return _check_snapshot(catalogue, document, path, value)
    parts = path.split(".")
    table, row = ".".join(parts[:2]), ".".join(parts[2:3])
    in_table = any(known.path == table for known in catalogue.tables) and ROW.fullmatch(row)
    if in_table and len(parts) == ROW_DEPTH and value is None:
        return None
    known = find(catalogue, path)
    if known is None:
        return Problem(code="unknown_path", path=path, values={"path": path[:200]})
    if value is None:
        return None
    rows = get(document, table) if in_table else None
    if isinstance(rows, dict) and row not in rows and len(rows) >= MAX_ROWS:
        return Problem(code="too_many_rows", path=path, values={"maximum": MAX_ROWS})
    if value == DONT_KNOW or (code := refusal(known, value)) is None:
        return None
    limits: dict[str, Value] = {"maximum": MAX_CHARACTERS} if code == "too_long" else {}
    return Problem(code=code, path=path, values=limits)


def _check_scenario(catalogue: Catalogue, document: Document, path: str, value: Json) -> Problem | None:
    """Judge an edit inside a scenario as the same edit of the dossier; there, a thing may also be taken away."""
    _, branch, *inside = path.split(".")
    known = document.get(SCENARIOS)
    if not ROW.fullmatch(branch) or (inside and inside[0] not in {*_PARTS, "name", "lab"}):
        return Problem(code="unknown_path", path=path, values={"path": path[:200]})
    if isinstance(known, dict) and branch not in known and len(known) >= MAX_SCENARIOS:
        return Problem(code="too_many_rows", path=path, values={"maximum": MAX_SCENARIOS})
    if not inside:
        return None if value is None else Problem(code="wrong_type", path=path)
    if inside in (["name"], ["lab"]):
        refused = value is not None and refusal(TEXT, value)
        return Problem(code=refused, path=path, values={"maximum": MAX_CHARACTERS}) if refused else None
    said = check(catalogue, {}, ".".join(inside), None if value == REMOVED else value)
    return replace(said, path=path) if said else None


def _check_snapshot(catalogue: Catalogue, document: Document, path: str, value: Json) -> Problem | None:
    """Return why a picture cannot be kept: its own form, how many there are, or an answer the catalogue refuses."""
    if value is None:
        return None
    kept = get(document, "snapshots")
    others = len(kept) if isinstance(kept, dict) and path.partition(".")[2] not in kept else 0
    if wrong := snapshot_refusal(value, others):
        code, limit = wrong
        return Problem(code=code, path=path, values={"maximum": limit} if limit else {})
    held = empty()
    for inner, answer in edits({part: get({"of": value}, f"of.{part}") for part in _PARTS}):
        if problem := check(catalogue, held, inner, answer):
            return problem
        held = put(held, inner, answer)
    return None
