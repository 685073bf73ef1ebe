from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coopkit.core.dossier import Entry, edits, fold
from coopkit.core.model import Json
from coopkit.store import Seat, Store, StoreUnavailable, open_home

PATHS = ["project.name", "project.form", "facts.members.a.count", "facts.members.b.count", "facts.members.a"]
VALUES = st.one_of(st.none(), st.text(max_size=5), st.integers(-5, 5), st.just({"is": "dont_know"}))


@contextmanager
def store() -> Iterator[Store]:
    with tempfile.TemporaryDirectory() as folder:
        opened = open_home(Path(folder) / "home")
        try:
            yield opened
        finally:
            opened.close()


@st.composite
def histories(draw: st.DrawFn) -> list[Entry]:
    """Entries of three clients, each with numbers and ids of its own."""
    clients = draw(st.lists(st.sampled_from("xyz"), max_size=15))
    return [
        Entry(
            id=f"{client}{seq}",
            client=client,
            seq=seq,
            path=(path := draw(st.sampled_from(PATHS))),
            # A row as a whole can only be removed.
            value=None if path.count(".") == 2 else draw(VALUES),  # type: ignore[arg-type]  # any JSON
        )
        for seq, client in enumerate(clients)
    ]


@st.composite
def deliveries(draw: st.DrawFn) -> list[list[Entry]]:
    """Batches in which each entry comes at least once, in any order, some several times."""
    history = draw(histories())
    again = draw(st.lists(st.sampled_from(history), max_size=10)) if history else []
    sent = draw(st.permutations(history + again))
    cuts = sorted(draw(st.lists(st.integers(0, len(sent)), max_size=4)))
    return [sent[start:end] for start, end in zip([0, *cuts], [*cuts, len(sent)], strict=True)]


def received(opened: Store, seat: Seat) -> list[Entry]:
    return [one.entry for one in opened.since(seat.dossier, 0)]


@settings(max_examples=40)
@given(deliveries())
def test_however_often_and_in_whatever_order_batches_come_each_entry_is_kept_once_where_it_first_came(
    batches: list[list[Entry]],
) -> None:
    with store() as opened:
        seat, _ = opened.create()
        for batch in batches:
            result = opened.append(seat, batch)
            assert result.acknowledged == tuple(entry.id for entry in batch)
            assert result.rejected == ()
        first_come = list(dict.fromkeys(entry.id for batch in batches for entry in batch))
        kept = received(opened, seat)
        assert [entry.id for entry in kept] == first_come
        state = opened.state(seat.dossier)
        assert state.document == fold(kept)
        assert state.heads == {entry.path: entry.id for entry in kept}
        assert opened.append(seat, [entry for batch in batches for entry in batch]).at == state.at


@settings(max_examples=20)
@given(histories(), histories())
def test_dossiers_do_not_touch_each_other_and_deleting_one_leaves_the_other(
    mine: list[Entry], theirs: list[Entry]
) -> None:
    with store() as opened:
        me, my_token = opened.create()
        them, their_token = opened.create()
        for place in range(max(len(mine), len(theirs))):
            opened.append(me, mine[place : place + 1])
            opened.append(them, theirs[place : place + 1])
        assert received(opened, them) == theirs
        opened.delete(me.dossier)
        assert opened.seat(my_token) is None
        assert received(opened, me) == []
        assert opened.seat(their_token) == them
        assert opened.state(them.dossier).document == fold(theirs)


@settings(max_examples=20)
@given(histories())
def test_another_opening_of_the_file_reads_the_same_dossier(history: list[Entry]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        first = open_home(Path(folder))
        seat, token = first.create([("project.name", "from an example")])
        first.state(seat.dossier)
        second = open_home(Path(folder))
        second.append(seat, history)
        assert first.seat(token) == second.seat(token) == seat
        assert first.state(seat.dossier) == second.state(seat.dossier)
        first.close()
        second.close()


def test_a_dossier_may_start_from_edits() -> None:
    with store() as opened:
        wanted: list[tuple[str, Json]] = [
            ("project.name", "A"),
            ("facts.members.b.count", 2),
            ("facts.members.a.count", 1),
        ]
        seat, _ = opened.create(wanted)
        assert edits(opened.state(seat.dossier).document) == wanted


def test_a_value_unseen_is_handed_back_and_one_s_own_is_not() -> None:
    def entry(name: str, client: str, value: str, base: str | None) -> Entry:
        return Entry(id=name, client=client, seq=1, path="project.name", value=value, base=base)

    with store() as opened:
        seat, _ = opened.create()
        first = entry("1", "a", "A", None)
        late = entry("2", "b", "B", None)
        seen = entry("3", "c", "C", "2")
        assert opened.append(seat, [first]).others == ()
        assert opened.append(seat, [late]).others == (first,)
        assert opened.append(seat, [late]).others == (first,), "an answer that got lost is given again"
        assert opened.append(seat, [seen]).others == ()


def test_a_replaced_token_opens_nothing() -> None:
    with store() as opened:
        seat, old = opened.create()
        new = opened.replace_token(seat)
        assert opened.seat(old) is None
        assert opened.seat(new) == seat


def test_numbers_of_arrival_are_never_given_twice() -> None:
    with store() as opened:
        seat, _ = opened.create([("project.name", "x")])
        at = opened.state(seat.dossier).at
        opened.delete(seat.dossier)
        again, _ = opened.create([("project.name", "y")])
        assert opened.state(again.dossier).at > at


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(StoreUnavailable, match="--home"):
        open_home(tmp_path / "file")
    with pytest.raises(StoreUnavailable, match="cannot be opened"):
        Store(f"sqlite:///{tmp_path}/none/x.sqlite")


def test_a_folder_of_somebody_s_other_things_keeps_its_permissions(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("not ours")
    tmp_path.chmod(0o755)
    open_home(tmp_path).close()
    assert tmp_path.stat().st_mode & 0o777 == 0o755
    assert {path.stat().st_mode & 0o777 for path in tmp_path.glob("coopkit.sqlite*")} == {0o600}


def test_a_new_or_empty_folder_is_closed_to_others(tmp_path: Path) -> None:
    for home in (tmp_path / "new", tmp_path):
        open_home(home).close()
    assert (tmp_path / "new").stat().st_mode & 0o777 == 0o700
