"""Every edit ever acknowledged, kept in order; the server writes here and nobody else.

Holds no rule and no text. A seat's token is never stored, only its SHA-256.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
import os
import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from coopkit.core.dossier import Entry, empty, put
from coopkit.core.model import CoopkitError

if TYPE_CHECKING:
    from coopkit.core.model import Document, Json

METADATA = sa.MetaData()
DOSSIERS = sa.Table(
    "dossiers",
    METADATA,
    sa.Column("id", sa.String(32), primary_key=True),
    sa.Column("created_at", sa.String(32), nullable=False),
)
SEATS = sa.Table(
    "seats",
    METADATA,
    sa.Column("id", sa.String(32), primary_key=True),
    sa.Column("dossier", sa.ForeignKey("dossiers.id", ondelete="CASCADE"), nullable=False, index=True),
    sa.Column("token_sha256", sa.String(64), nullable=False, unique=True),
    sa.Column("created_at", sa.String(32), nullable=False),
)
ENTRIES = sa.Table(
    "entries",
    METADATA,
    # SQLite only counts up by itself on a column of type INTEGER.
    sa.Column("received", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True, autoincrement=True),
    sa.Column("dossier", sa.ForeignKey("dossiers.id", ondelete="CASCADE"), nullable=False),
    sa.Column("seat", sa.String(32), nullable=False),
    sa.Column("id", sa.String(64), nullable=False),
    sa.Column("client", sa.String(64), nullable=False),
    sa.Column("seq", sa.BigInteger, nullable=False),
    sa.Column("path", sa.String(200), nullable=False),
    sa.Column("value", sa.Text, nullable=False),
    sa.Column("base", sa.String(64)),
    sa.Column("received_at", sa.String(32), nullable=False),
    sa.UniqueConstraint("dossier", "client", "seq"),
    sa.UniqueConstraint("dossier", "id"),
    sa.Index("entries_in_order", "dossier", "received"),
    # Else SQLite gives a deleted last entry's number again, and a page that waits behind it would miss the new one.
    sqlite_autoincrement=True,
)

_CACHED_DOSSIERS = 200


class StoreUnavailable(CoopkitError):  # noqa: N818  (names of situations, not of errors: style.md)
    """The folder or the database cannot be written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """One person's place in a dossier."""

    id: str
    dossier: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """An entry with its place in the order of arrival."""

    at: int
    entry: Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """A dossier folded up to `at`; `heads` names the entry each path's value comes from."""

    document: Document
    heads: dict[str, str]
    at: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Appended:
    """What became of a batch: `others` are values that stood where the sender had not seen them."""

    acknowledged: tuple[str, ...]
    rejected: tuple[str, ...]
    """Ids of entries with the (client, seq) or the id of another one: a browser that forgot its place."""
    others: tuple[Entry, ...]
    at: int


def token_sha256(token: str) -> str:
    """Return what the store keeps of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds")


class Store:
    """Dossiers, seats and entries behind one SQLAlchemy engine."""

    def __init__(self, url: str) -> None:
        """Open the database at `url` and create what is missing; raises StoreUnavailable."""
        self._engine = sa.create_engine(url)
        self._cache: dict[str, State] = {}
        if self._engine.dialect.name == "sqlite":
            sa.event.listen(self._engine, "connect", _prepare_sqlite)
            sa.event.listen(self._engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
        try:
            METADATA.create_all(self._engine)
        except sa.exc.SQLAlchemyError as problem:
            # The library's own words end in a web address.
            why = getattr(problem, "orig", None) or type(problem).__name__
            msg = f"{url}: the database cannot be opened ({why}). Choose another folder with --home."
            raise StoreUnavailable(msg) from problem

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    def create(self, edits: Iterable[tuple[str, Json]] = ()) -> tuple[Seat, str]:
        """Create a dossier that starts from `edits`; return its first seat and the token of that seat."""
        seat, token = Seat(id=secrets.token_hex(8), dossier=secrets.token_hex(16)), secrets.token_urlsafe(16)
        with self._engine.begin() as connection:
            connection.execute(sa.insert(DOSSIERS).values(id=seat.dossier, created_at=_now()))
            connection.execute(
                sa.insert(SEATS).values(
                    id=seat.id, dossier=seat.dossier, token_sha256=token_sha256(token), created_at=_now()
                )
            )
        self.write(seat, edits)
        return seat, token

    def seat(self, token: str) -> Seat | None:
        """Return the seat a token opens, None for a wrong or replaced one."""
        query = sa.select(SEATS.c.id, SEATS.c.dossier).where(SEATS.c.token_sha256 == token_sha256(token))
        with self._engine.connect() as connection:
            row = connection.execute(query).one_or_none()
        return Seat(id=row.id, dossier=row.dossier) if row else None

    def replace_token(self, seat: Seat) -> str:
        """Give the seat a new token; the old one opens nothing any more."""
        token = secrets.token_urlsafe(16)
        with self._engine.begin() as connection:
            connection.execute(sa.update(SEATS).where(SEATS.c.id == seat.id).values(token_sha256=token_sha256(token)))
        return token

    def delete(self, dossier: str) -> None:
        """Remove a dossier with its seats and entries, also from the files of SQLite."""
        with self._engine.begin() as connection:
            for table, column in ((ENTRIES, ENTRIES.c.dossier), (SEATS, SEATS.c.dossier), (DOSSIERS, DOSSIERS.c.id)):
                connection.execute(sa.delete(table).where(column == dossier))
        self._cache.pop(dossier, None)
        if self._engine.dialect.name == "sqlite":
            with self._engine.connect() as connection:
                # BEGIN was sent by the listener; a checkpoint needs to be outside of a transaction.
                connection.exec_driver_sql("COMMIT")
                connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
                connection.exec_driver_sql("BEGIN")

    def append(self, seat: Seat, entries: Sequence[Entry]) -> Appended:
        """Keep the entries in one transaction, each once however often it comes."""
        acknowledged, rejected, others = [], [], []
        with self._engine.begin() as connection:
            for entry in entries:
                received = self._insert(connection, seat, entry)
                if received is None:
                    rejected.append(entry.id)
                    continue
                acknowledged.append(entry.id)
                if other := _unseen(connection, seat.dossier, entry, received):
                    others.append(other)
            at = _last(connection, seat.dossier)
        return Appended(acknowledged=tuple(acknowledged), rejected=tuple(rejected), others=tuple(others), at=at)

    def write(self, seat: Seat, edits: Iterable[tuple[str, Json]]) -> None:
        """Append edits the server makes for the seat (an example, a loaded file), as one client of their own."""
        client = "kit-" + secrets.token_hex(6)
        rows = [
            _row(seat, Entry(id=f"{client}-{seq}", client=client, seq=seq, path=path, value=value))
            for seq, (path, value) in enumerate(edits, 1)
        ]
        if rows:
            with self._engine.begin() as connection:
                connection.execute(sa.insert(ENTRIES), rows)

    def since(self, dossier: str, at: int) -> list[Received]:
        """Return the entries received after `at`, in order."""
        query = (
            sa.select(ENTRIES).where(ENTRIES.c.dossier == dossier, ENTRIES.c.received > at).order_by(ENTRIES.c.received)
        )
        with self._engine.connect() as connection:
            return [Received(at=row.received, entry=_entry(row)) for row in connection.execute(query)]

    def state(self, dossier: str) -> State:
        """Return the dossier as its entries fold, in order of arrival."""
        state = self._cache.pop(dossier, None) or State(document=empty(), heads={}, at=0)
        document, heads, at = state.document, dict(state.heads), state.at
        for received in self.since(dossier, state.at):
            entry, at = received.entry, received.at
            document = put(document, entry.path, entry.value)
            heads[entry.path] = entry.id
        state = State(document=document, heads=heads, at=at)
        self._cache[dossier] = state
        if len(self._cache) > _CACHED_DOSSIERS:
            self._cache.pop(next(iter(self._cache)))
        return state

    def _insert(self, connection: sa.Connection, seat: Seat, entry: Entry) -> int | None:
        """Insert unless known; return its place, None when its id or (client, seq) belongs to another entry."""
        same_place = sa.and_(ENTRIES.c.client == entry.client, ENTRIES.c.seq == entry.seq)
        known = connection.execute(
            sa.select(ENTRIES).where(ENTRIES.c.dossier == seat.dossier, sa.or_(ENTRIES.c.id == entry.id, same_place))
        ).all()
        if known:
            same = len(known) == 1 and dataclasses.replace(_entry(known[0]), base=entry.base) == entry
            return int(known[0].received) if same else None
        result = connection.execute(sa.insert(ENTRIES).values(_row(seat, entry)))
        return int((result.inserted_primary_key or (0,))[0])


def open_home(home: Path) -> Store:
    """Open the SQLite store in a folder, both for the owner's eyes only; raises StoreUnavailable.

    A folder that holds somebody's other things (/tmp, a home) keeps its permissions; our files are closed anyway.
    """
    path = home / "coopkit.sqlite"
    try:
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
        if path.exists() or not any(home.iterdir()):
            home.chmod(0o700)
        path.touch(mode=0o600)
        path.chmod(0o600)
    except OSError as problem:
        msg = f"{home}: answers cannot be kept in this folder ({problem.strerror}). Choose another one with --home."
        raise StoreUnavailable(msg) from problem
    if not os.access(path, os.W_OK):
        msg = f"{path}: this file cannot be written. Choose another folder with --home."
        raise StoreUnavailable(msg)
    return Store(f"sqlite:///{path}")


def _prepare_sqlite(connection: Any, _record: object) -> None:  # noqa: ANN401  (the driver's own type, sqlite3.Connection)
    # The driver must not open transactions by itself: BEGIN IMMEDIATE (see __init__) takes the write lock at once.
    connection.isolation_level = None
    for pragma in (
        "journal_mode = WAL",
        # "Saved" on the page has to survive an empty battery: a commit waits for the disk.
        "synchronous = FULL",
        "foreign_keys = ON",
        # Deleted answers are overwritten, not only unlinked.
        "secure_delete = ON",
        "busy_timeout = 5000",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _entry(row: sa.Row[Any]) -> Entry:
    return Entry(id=row.id, client=row.client, seq=row.seq, path=row.path, value=json.loads(row.value), base=row.base)


def _row(seat: Seat, entry: Entry) -> dict[str, Any]:
    value = json.dumps(entry.value, ensure_ascii=False)
    return {
        **dataclasses.asdict(entry),
        "value": value,
        "dossier": seat.dossier,
        "seat": seat.id,
        "received_at": _now(),
    }


def _last(connection: sa.Connection, dossier: str) -> int:
    query = sa.select(sa.func.coalesce(sa.func.max(ENTRIES.c.received), 0)).where(ENTRIES.c.dossier == dossier)
    return int(connection.execute(query).scalar_one())


def _unseen(connection: sa.Connection, dossier: str, entry: Entry, received: int) -> Entry | None:
    """Return the entry that stood at the path when another browser than the sender's had put it there unseen."""
    row = connection.execute(
        sa.select(ENTRIES)
        .where(ENTRIES.c.dossier == dossier, ENTRIES.c.path == entry.path, ENTRIES.c.received < received)
        .order_by(ENTRIES.c.received.desc())
        .limit(1)
    ).first()
    if row is None or row.id == entry.base or row.client == entry.client:
        return None
    other = _entry(row)
    return None if other.value == entry.value else other
