"""A dossier's jobs, aids and resources as a plan of the payroll simulator: three years from the month of the day.

Reads and arranges only; what becomes of the plan is reckoned in simulate/payroll.py. Money whose end, amount or use
nobody knows is left out and named in `doubts`: it matters only where the rest does not pay all wages. Never read here:
share capital, what is in the bank, gifts in kind and hours of volunteers, for none of them pays a wage that lasts.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

from coopkit.core.facts import Facts, Row
from coopkit.core.law import Law, NoLawError
from coopkit.core.model import Message
from coopkit.core.simulate.bounds import MOST
from coopkit.core.simulate.money import ZERO, cents, cents_down
from coopkit.core.simulate.payroll_plan import SHORTEST, Income, PayrollPlan
from coopkit.core.simulate.period import LATEST, Period, Periods
from coopkit.core.simulate.wages import Aid, AidKind, IndexJump, Post

JOBS, RESOURCES, AIDS = "facts.jobs", "facts.resources", "facts.aids"
INDEX_MONTH, INDEX_RATE = "facts.wages.index_month", "facts.wages.index_rate"
MONTHS_OF_PAY = "gross_year_months"
YEAR = 12
CENTURY = 2100
"""No plan begins in that year or later."""
LEAST = Decimal(12)
"""Euro a year; who notes that a post costs less is still typing."""
WHOLE = Decimal(100)
TEMPORARY = ("fixed_term", "insertion")
"""Contracts whose end is asked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paid:
    """A plan with what it takes for granted, or no plan and what to ask; no post at all is no plan either."""

    plan: PayrollPlan | None = None
    asks: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    """What was left out of the plan, as nobody knows enough of it."""
    notes: tuple[Message, ...] = ()
    exact: Mapping[str, Fraction] = field(default_factory=dict)
    """Income -> euro a month before it was rounded to the cent."""


def payroll_plan(facts: Facts, law: Law, *, only_existing: bool = False) -> Paid:
    """Return the posts that exist and those that are planned, or the former alone, with what pays for them.

    Raises NoLawError on a day after the last a plan may begin.
    """
    if law.on.year >= CENTURY:
        raise NoLawError(MONTHS_OF_PAY, law.on)
    making = _Making(facts, law)
    posts = making.posts(only_existing=only_existing)
    if making.asks:
        return Paid(asks=tuple(dict.fromkeys(making.asks)))
    if not posts:
        return Paid(notes=tuple(making.notes))
    aids = tuple(making.aids(posts))
    incomes = tuple(making.incomes())
    plan = PayrollPlan(
        start=making.start,
        months=SHORTEST,
        posts=tuple(_reducible(post, aids, making.rate) for post in posts),
        incomes=incomes,
        aids=aids,
        jumps=tuple(making.jumps(posts)),
    )
    doubts = tuple(dict.fromkeys(making.doubts))
    return Paid(plan=plan, doubts=doubts, notes=tuple(making.notes), exact=making.exact)


def _reducible(post: Post, aids: Sequence[Aid], rate: Fraction) -> Post:
    """Return a post whose whole cost is known with contributions in it, where a reduction is to be taken off them."""
    if post.employer_rate or not any(aid.post == post.id and aid.kind == "reduction" for aid in aids):
        return post
    month = post.gross_year / YEAR
    gross = cents_down(Fraction(month) / (1 + rate))
    left = month - gross - cents(Fraction(gross) * rate)
    return replace(post, gross_year=gross * YEAR, employer_rate=rate, extras=left)


class _Making:
    """Gathers a plan; `asks`, `doubts` and `notes` grow on the way."""

    def __init__(self, facts: Facts, law: Law) -> None:
        self.facts, self.law = facts, law
        self.start = law.on.replace(day=1)
        self.rows = facts.rows(JOBS)
        self.rate = Fraction(0)
        self.asks: list[str] = []
        self.doubts: list[str] = []
        self.notes: list[Message] = []
        self.exact: dict[str, Fraction] = {}

    def posts(self, *, only_existing: bool) -> list[Post]:
        """Return the posts in the order in which lasting income pays them: those that exist come first."""
        self.asks += [path for row in self.rows for path in row.missing(["status", "contract"])]
        existing = [row for row in self.rows if row.text("status") == "existing"]
        planned = [] if only_existing else [row for row in self.rows if row.text("status") == "planned"]
        made = [post for row in (*existing, *planned) if (post := self._post(row))]
        estimated = [post for post in made if post.employer_rate]
        self._note("estimated", len(estimated))
        paid = {post.id for post in made}
        self._note("starts_unsaid", sum(1 for row in planned if row.path in paid and row.cell("starts") is None))
        invoiced = [row for row in (*existing, *planned) if row.text("contract") == "self_employed"]
        self._note("self_employed", sum(1 for row in invoiced if row.decimal("employer_cost") is None))
        return made

    def _note(self, name: str, count: int) -> None:
        if count:
            self.notes.append(Message(key=f"findings.JOB-05.{name}", values={"count": count}))

    def _post(self, row: Row) -> Post | None:
        """Return a post in the months of its contract; None for who costs nothing, and for a contract outside them."""
        contract = row.text("contract")
        first = self._month(row, "starts") if row.text("status") == "planned" else None
        last = self._month(row, "ends") if contract in TEMPORARY else None
        first = max(1, first or 1)
        if contract in {"volunteer", None} or first > SHORTEST or (last is not None and last < 1):
            return None
        if last is not None and last < first:
            self.asks.append(row.at("ends"))
            return None
        gross_year, rate = self._cost(row)
        if not gross_year:
            return None
        return Post(
            id=row.path,
            label=row.text("label") or f"#{self.rows.index(row) + 1}",
            gross_year=gross_year,
            employer_rate=rate,
            first=first,
            last=None if last is None or last > SHORTEST else last,
        )

    def _cost(self, row: Row) -> tuple[Decimal, Fraction]:
        """Return the pay of a year and the rate of contributions on it; as the payroll office says, else estimated."""
        if (said := row.decimal("employer_cost")) is not None:
            slip = 0 < said * YEAR < LEAST
            self.asks += [row.at("employer_cost")] if slip else []
            return ZERO if slip else cents(Fraction(said)) * YEAR, Fraction(0)
        if row.text("contract") == "self_employed":
            return ZERO, Fraction(0)
        if row.text("contract") == "insertion":
            # Who employs under article 60 pays little or nothing: an estimate from the pay would be far off.
            self.asks += row.doubtful(["employer_cost"])
        gross, fte = row.decimal("gross_monthly"), row.decimal("fte")
        self.asks += [] if gross else [row.at("gross_monthly")]
        self.asks += row.missing(["fte"])
        year = Fraction(gross or 0) * Fraction(fte or 0) * self.law.value(MONTHS_OF_PAY)
        if year > MOST or 0 < year < LEAST:
            self.asks += [row.at("gross_monthly"), row.at("fte")]
            return ZERO, Fraction(0)
        return cents(year), self.contribution()

    def contribution(self) -> Fraction:
        """Return the rate of employer contributions."""
        return self.law.value("employer_contribution_basic")

    def _month(self, row: Row, column: str) -> int | None:
        """Return the number of the month of a day, 1 the present one, 0 or less when it is over."""
        day = row.cell(column)
        if not isinstance(day, date):
            return None
        return min(LATEST, (day.year - self.start.year) * YEAR + day.month - self.start.month + 1)

    def aids(self, posts: Sequence[Post]) -> Iterator[Aid]:
        """Yield each aid for the post it names; one for several is shared in proportion to what they cost."""
        known = {_same(one.text("label")) for one in self.rows}
        for row in self.facts.rows(AIDS):
            last = self._month(row, "ends")
            if last is not None and last < 1:
                continue
            if doubt := [*row.missing(["amount", "kind"]), *row.doubtful(["ends", "job"])]:
                self.doubts += doubt
                continue
            name = _same(row.text("job"))
            if name and name not in known:
                self.doubts.append(row.at("job"))
                continue
            kind: AidKind = "reduction" if row.text("kind") == "reduction" else "premium"
            if kind == "reduction":
                self.rate = self.contribution()
            helped = [post for post in posts if not name or _same(post.label) == name]
            for post, amount in _shared(row.decimal("amount") or ZERO, helped):
                name_of = f"{row.path} {post.id}"
                periods = (Period(amount=amount, last=last),)
                yield Aid(id=name_of, label=row.text("label") or "", post=post.id, kind=kind, periods=periods)

    def incomes(self) -> Iterator[Income]:
        """Yield what comes in each month for wages, as a twelfth of the year's amount."""
        for row in self.facts.rows(RESOURCES):
            last = self._month(row, "ends")
            if given_in_kind(row) or (last is not None and last < 1):
                continue
            doubt = [*row.missing(["amount", "lasting"]), *row.doubtful(["ends", "for_wages"])]
            doubt += row.doubtful(["in_kind"]) if row.text("logic") != "market" else []
            if row.text("lasting") == "no":
                doubt += row.missing(["ends"])
            if doubt:
                self.doubts += doubt
                continue
            part = row.decimal("for_wages")
            month = Fraction(row.decimal("amount") or 0) * Fraction(WHOLE if part is None else part) / 100 / YEAR
            periods: Periods = (Period(amount=cents(month), last=last),)
            self.exact[row.path] = month
            yield Income(
                id=row.path,
                label=row.text("label") or "",
                kind="lasting" if row.text("lasting") == "yes" else "expiring",
                periods=periods,
                sales=row.text("logic") == "market",
            )

    def jumps(self, posts: Sequence[Post]) -> Iterator[IndexJump]:
        """Yield the index of each coming year; who invoices is not indexed, and unsaid there is none."""
        month, rate = self.facts.whole(INDEX_MONTH), self.facts.decimal(INDEX_RATE)
        if month is None or rate is None:
            self._note("no_index", 1)
            return
        invoiced = {row.path for row in self.rows if row.text("contract") == "self_employed"}
        moved = tuple(post.id for post in posts if post.id not in invoiced)
        first = (month - self.start.month) % YEAR + 1
        for number in range(first, SHORTEST + 1, YEAR):
            if moved and number > 1:
                yield IndexJump(month=number, rate=Fraction(rate) / 100, posts=moved)


def given_in_kind(row: Row) -> bool:
    """Say whether a resource is no money; what somebody buys always is."""
    return row.text("logic") != "market" and row.text("in_kind") == "yes"


def _same(name: str | None) -> str:
    """Return a name as it is compared."""
    return (name or "").strip().casefold()


def _shared(amount: Decimal, posts: Sequence[Post]) -> Iterator[tuple[Post, Decimal]]:
    """Yield each post's part of an aid by the cent; the last one has what rounding leaves."""
    weights = [Fraction(post.gross_year) * (1 + post.employer_rate) for post in posts]
    left = given = cents(Fraction(amount))
    each = Fraction(given) / (sum(weights) or 1)
    for place, post in enumerate(posts):
        part = cents_down(each * weights[place]) if post is not posts[-1] else left
        left -= part
        yield post, part
