"""The smallest set of changes that would make a target met, found by trying: sets of one, of two, then of three.

Every set is made in a copy and judged again. A criterion is judged anew only where a change touches what it read:
whatever reads the same says the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from coopkit.core.assess import hedged, judge
from coopkit.core.explain import wanted
from coopkit.core.facts import Facts
from coopkit.core.model import Catalogue, Criterion, Document, Finding, Json, Message, Target, Verdict
from coopkit.core.rules.outcome import Proposal

MOST = 3
"""Changes tried together: more would be a plan nobody keeps in her head."""

BLOCKING = (Verdict.NOT_MET, Verdict.NOT_YET)


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposed:
    """One change a rule proposes, and the criterion whose rule it is."""

    criterion: str
    message: Message
    edits: tuple[tuple[str, Json], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """What would make a target (or one family of it) met. What is unknown or to be confirmed may remain."""

    target: Target
    family: str | None
    changes: tuple[Proposed, ...] | None
    """None: no set of three was found. Empty: nothing stands in the way."""
    blocking: tuple[str, ...]
    """Musts that stand in the way now."""
    unknown: tuple[str, ...]
    """Musts nobody can judge yet once the changes are made (now, where none were found)."""
    advice: tuple[str, ...]
    """Musts to have confirmed, at the same moment."""
    tried: int
    """Sets that were judged."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Run:
    """One judging of one criterion: after which changes, what it read, and what it said."""

    chosen: frozenset[int]
    read: frozenset[str]
    finding: Finding
    proposals: tuple[Proposal, ...] = ()


class _Judged:
    """Every judging of one criterion, found again by the changes that touch what any of them read."""

    def __init__(self, base: _Run) -> None:
        self.base = base
        self.read: frozenset[str] = frozenset()
        self.touching: frozenset[int] = frozenset()
        self.runs: dict[frozenset[int], _Run] = {}


def ways(document: Document, catalogue: Catalogue, on: date) -> tuple[Way, ...]:
    """Return the way to each wanted target that exists, EUR with its families first, in the order of the catalogue."""
    search = _Search(document, catalogue, on)
    aims: list[tuple[Target, str | None]] = []
    for target in Target:
        aims += [(target, None)] if target in search.wanted else []
        aims += [(target, family.id) for family in catalogue.families] if target is Target.EUR else []
    return tuple(search.way(target, family) for target, family in aims)


class _Search:
    """What was judged of one dossier and of changed copies of it."""

    def __init__(self, document: Document, catalogue: Catalogue, on: date) -> None:
        self._facts, self._catalogue, self._on = Facts(document, catalogue), catalogue, on
        self.wanted = wanted(self._facts)
        self._proposed: list[Proposed] = []
        self._judged = {one.id: _Judged(self._run(one, ())) for one in catalogue.criteria}
        self._proposed = list(self._proposals())
        for judged in self._judged.values():
            self._keep(judged, judged.base)

    def way(self, target: Target, family: str | None) -> Way:
        """Return the first set that meets the target, smallest first, in the order of the catalogue."""
        musts = [one for one in self._catalogue.criteria if target in one.obligation and family in {None, one.family}]
        failing = [one for one in musts if self._base(one).finding.by_target[target] in BLOCKING]
        found: tuple[int, ...] | None = () if not failing else None
        # A must few changes touch has few judgings: asked first, it spares the others most of theirs.
        first = sorted(failing, key=lambda one: len(self._touching(self._base(one).read)))
        tried = 0
        for chosen in self._sets(failing) if failing else ():
            tried += 1
            if self._reaches(chosen, target, [*first, *musts]):
                found = chosen
                break

        def left(verdict: Verdict) -> tuple[str, ...]:
            after = ((one, self._after(one, found or ()).finding.by_target[target]) for one in musts)
            return tuple(one.id for one, said in after if said is verdict)

        return Way(
            target=target,
            family=family,
            changes=None if found is None else tuple(self._proposed[one] for one in found),
            blocking=tuple(one.id for one in failing),
            unknown=left(Verdict.UNKNOWN),
            advice=left(Verdict.ADVICE),
            tried=tried,
        )

    def _proposals(self) -> Iterator[Proposed]:
        """Yield every change any rule proposes, those with the same edits once, in the order of the catalogue."""
        seen: list[tuple[tuple[str, Json], ...]] = []
        for criterion in self._catalogue.criteria:
            for one in self._base(criterion).proposals:
                if one.edits not in seen:
                    seen.append(one.edits)
                    yield Proposed(criterion=criterion.id, message=one.message, edits=one.edits)

    def _sets(self, failing: list[Criterion]) -> Iterator[tuple[int, ...]]:
        """Yield the sets of changes that touch what every failing must reads, smallest first.

        A must that reads the same says the same: a set that leaves one untouched cannot mend it.
        """
        ours = {one.id for one in failing}
        touching = [self._touching(self._base(one).read) for one in failing]
        touched = {
            index: frozenset(place for place, mending in enumerate(touching) if index in mending)
            for index in range(len(self._proposed))
        }
        useful = [
            (index, musts) for index, musts in touched.items() if musts or self._proposed[index].criterion in ours
        ]
        for size in range(1, MOST + 1):
            yield from self._covering(useful, frozenset(range(len(failing))), size, ())

    def _covering(
        self, useful: list[tuple[int, frozenset[int]]], lacking: frozenset[int], size: int, chosen: tuple[int, ...]
    ) -> Iterator[tuple[int, ...]]:
        if not size:
            yield chosen
            return
        for place, (index, touched) in enumerate(useful):
            rest = lacking - touched
            if size == 1 and rest:
                continue
            if not any(_contradict(self._proposed[index], self._proposed[one]) for one in chosen):
                yield from self._covering(useful[place + 1 :], rest, size - 1, (*chosen, index))

    def _reaches(self, chosen: tuple[int, ...], target: Target, musts: list[Criterion]) -> bool:
        """Say whether every must of the target holds or is open, no must met is lost, and nothing gets unknown."""
        if any(self._after(one, chosen).finding.by_target[target] in BLOCKING for one in musts):
            return False
        return all(self._keeps(one, chosen) for one in self._catalogue.criteria)

    def _keeps(self, criterion: Criterion, chosen: tuple[int, ...]) -> bool:
        before, after = self._base(criterion).finding, self._after(criterion, chosen).finding
        pairs = [
            (before.verdict, after.verdict),
            *((one, after.by_target[name]) for name, one in before.by_target.items()),
        ]
        if any(new is Verdict.UNKNOWN and old is not Verdict.UNKNOWN for old, new in pairs):
            return False
        met = (name for name, one in before.by_target.items() if name in self.wanted and one is Verdict.MET)
        return all(after.by_target[name] is Verdict.MET for name in met)

    def _base(self, criterion: Criterion) -> _Run:
        return self._judged[criterion.id].base

    def _after(self, criterion: Criterion, chosen: tuple[int, ...]) -> _Run:
        """Return the judging of a criterion once changes are made: an earlier one that read the same, or a new one."""
        judged = self._judged[criterion.id]
        if (run := judged.runs.get(judged.touching.intersection(chosen))) is None:
            run = self._run(criterion, chosen)
            self._keep(judged, run)
        return run

    def _run(self, criterion: Criterion, chosen: tuple[int, ...]) -> _Run:
        edits = [edit for index in chosen for edit in self._proposed[index].edits]
        facts = self._facts.after(edits)
        judged = judge(facts, self._catalogue, self._on, criterion)
        finding = hedged(judged, self._catalogue, criterion)
        return _Run(chosen=frozenset(chosen), read=frozenset(facts.read), finding=finding, proposals=judged.proposals)

    def _keep(self, judged: _Judged, run: _Run) -> None:
        """Note a judging; where it read something new, more changes may tell judgings apart."""
        runs = [*judged.runs.values(), run]
        if not run.read <= judged.read:
            judged.read |= run.read
            judged.touching = self._touching(judged.read)
        judged.runs = {one.chosen & judged.touching: one for one in runs}

    def _touching(self, read: frozenset[str]) -> frozenset[int]:
        """Return the changes that edit something read: the path itself, a part of it, or the whole it is part of."""
        above = {part for path in read for part in _above(path)}
        return frozenset(
            index
            for index, one in enumerate(self._proposed)
            if any(path in above or not read.isdisjoint(_above(path)) for path, _ in one.edits)
        )


def _above(path: str) -> Iterable[str]:
    """Return a path and everything it is part of."""
    parts = path.split(".")
    return [".".join(parts[:depth]) for depth in range(1, len(parts) + 1)]


def _contradict(one: Proposed, other: Proposed) -> bool:
    """Say whether two changes say two things of one path, or one removes what the other edits."""
    return any(
        (path in _above(to) or to in _above(path)) and (path, value) != (to, new)
        for path, value in one.edits
        for to, new in other.edits
    )
