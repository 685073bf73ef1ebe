"""Power among thousands of members in a few kinds: as `power.py`, in floating point, with a proven bound of the error.

Each voter says yes by chance. Banzhaf: how often she turns the vote when everybody's chance is one half;
Shapley-Shubik: the same, averaged over all chances from 0 to 1 (Owen's multilinear extension, 1972). Only sums of
positive numbers are rounded, so the error can be counted, operation by operation; see `_Votes`. Nothing is drawn.
NumPy is loaded only when an index is asked for.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, gcd, inf, log
from typing import TYPE_CHECKING

from coopkit.core.simulate.bounds import BadInputError, whole
from coopkit.core.simulate.coalitions import never_decisive
from coopkit.core.simulate.games import Kind, checked
from coopkit.core.simulate.given import refusing
from coopkit.core.simulate.quadrature import bound, enough, nodes

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]

MOST_MEMBERS = 10_000
MOST_VOTES = 1_000_000
MOST_ERROR = 1e-6

_TINY = 1e-16
"""What may be cut off at each end of a distribution; counted as error."""
_UNIT = 2.0**-53
"""The error of one rounded operation."""
_NOUGHT = -746.0
"""The logarithm of less than the smallest number a double can hold."""
_ACCURATE = 1e-13
_STEEP = 600.0
_HALVINGS = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class KindPower:
    """What each single member of a kind can turn: parts of 1, which everybody's make together.

    The true index is within `banzhaf_error`, `shapley_shubik_error` of the figure given; 0 with no error is a kind that
    never decides.
    """

    kind: Kind
    banzhaf: float
    banzhaf_error: float
    shapley_shubik: float
    shapley_shubik_error: float


@refusing
def kind_indices(game: Sequence[Kind], quota: int) -> tuple[KindPower, ...]:
    """Return the power of one member of each kind, in order; `quota` votes (1 to all) win.

    Raises BadInputError beyond MOST_MEMBERS or MOST_VOTES (in the largest common unit), or where the error would be
    above MOST_ERROR.
    """
    same, needed = _in_largest_unit(game, quota)
    banzhaf, banzhaf_error = _banzhaf(same, needed)
    shapley, shapley_error = _shapley(same, needed)
    if max(*banzhaf_error, *shapley_error) > MOST_ERROR:
        raise BadInputError(field="quota", value=quota, bound=f"one at which the error stays below {MOST_ERROR}")
    idle = never_decisive(same, needed)
    return tuple(
        KindPower(kind=kind, banzhaf=0.0, banzhaf_error=0.0, shapley_shubik=0.0, shapley_shubik_error=0.0)
        if same[place] in idle
        else KindPower(
            kind=kind,
            banzhaf=min(1.0, max(0.0, float(banzhaf[place]))),
            banzhaf_error=float(banzhaf_error[place]),
            shapley_shubik=min(1.0, max(0.0, float(shapley[place]))),
            shapley_shubik_error=float(shapley_error[place]),
        )
        for place, kind in enumerate(game)
    )


@refusing
def kind_banzhaf(game: Sequence[Kind], quota: int) -> tuple[tuple[float, float], ...]:
    """Return the Banzhaf index of one member of each kind with its error, in order, in a tenth of `kind_indices`' time.

    Raises BadInputError as `kind_indices` does.
    """
    same, needed = _in_largest_unit(game, quota)
    banzhaf, error = _banzhaf(same, needed)
    if max(error) > MOST_ERROR:
        raise BadInputError(field="quota", value=quota, bound=f"one at which the error stays below {MOST_ERROR}")
    return tuple((min(1.0, max(0.0, float(one))), float(by)) for one, by in zip(banzhaf, error, strict=True))


def _in_largest_unit(game: Sequence[Kind], quota: int) -> tuple[list[Kind], int]:
    """Return the game and its quota in the largest common unit of votes; raises BadInputError when it is too large."""
    checked(game, quota)
    unit = gcd(*(kind.votes for kind in game))
    whole("members of all kinds", sum(kind.members for kind in game), 1, MOST_MEMBERS)
    whole("votes of all members", sum(kind.members * kind.votes for kind in game) // unit, 1, MOST_VOTES)
    return [Kind(members=kind.members, votes=kind.votes // unit) for kind in game], -(-quota // unit)


def _shapley(game: Sequence[Kind], quota: int) -> tuple[Floats, Floats]:
    """Return the index of each kind and its error: missed by the nodes, by those skipped, by rounding."""
    import numpy as np

    voters = sum(kind.members for kind in game)
    count = enough(voters - 1, _ACCURATE)
    total = np.zeros(len(game))
    error = np.full(len(game), bound(count, voters - 1) + _TINY + count * _UNIT)
    for p, q, weight in nodes(count):
        if _hopeless(game, quota, p):
            continue
        votes = _Votes(game, [p / q] * len(game))
        turned, missed = votes.turned(quota, upward=p > q)
        total += weight * turned
        error += weight * missed
    return total, error


def _hopeless(game: Sequence[Kind], quota: int, p: float) -> bool:
    """Say if at chance p the quota is so far off that nobody turns anything, but with a chance below _TINY.

    Source: Hoeffding's inequality (1963), theorem 2, for a sum of independent bounded votes.
    """
    total = sum(kind.members * kind.votes for kind in game)
    squares = sum(kind.members * kind.votes**2 for kind in game)
    off = abs(p * total - quota) - max(kind.votes for kind in game)
    return off > 0 and exp(-2 * off * off / squares) < _TINY


def _banzhaf(game: Sequence[Kind], quota: int) -> tuple[Floats, Floats]:
    """Return the index of each kind and its error.

    At one half a quota of three quarters is out of reach of any rounding. So heavier votes say yes more often, by
    odds e^(tilt * votes) that bring the mean to the quota, and each outcome is weighed back by e^(-tilt * votes).
    The dual game (the quota that blocks) has the same swings: one of the two quotas has more than half of the votes.
    """
    import numpy as np

    total = sum(kind.members * kind.votes for kind in game)
    quota = max(quota, total + 1 - quota)
    if quota > total - min(kind.votes for kind in game if kind.votes):
        return _all_equal(game)
    tilt = _tilt(game, quota)
    votes = _Votes(game, [exp(tilt * kind.votes) for kind in game])
    turned, missed = votes.turned(quota, upward=True, tilt=tilt)
    members = np.array([kind.members for kind in game], dtype=np.float64)
    everybody = float(members @ turned)
    slack = float(members @ missed)
    if everybody <= slack:
        return turned, np.full(len(game), inf)
    banzhaf = turned / everybody
    return banzhaf, (missed + banzhaf * slack) / (everybody - slack) + len(game) * _UNIT


def _all_equal(game: Sequence[Kind]) -> tuple[Floats, Floats]:
    """Return the index where everybody who has a vote is needed: no tilt reaches a quota of all votes."""
    import numpy as np

    members = sum(kind.members for kind in game if kind.votes)
    return np.array([1 / members if kind.votes else 0.0 for kind in game]), np.full(len(game), _UNIT)


def _tilt(game: Sequence[Kind], quota: int) -> float:
    """Return the tilt (0 or more) at which the mean of the votes is the quota, as near as odds can be written."""
    low, high = 0.0, _STEEP / max(kind.votes for kind in game)
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        mean = sum(kind.members * kind.votes / (1 + exp(-middle * kind.votes)) for kind in game)
        low, high = (middle, high) if mean < quota else (low, middle)
    return low


class _Votes:
    """The chance of each number of votes when each member says yes independently, at the odds of her kind.

    `mass[x]` is the chance of `start` + x votes. `missed` bounds what was cut off; `rounded` bounds the relative error
    of each entry and of sums of them: a binomial takes 12 roundings a member, adding a kind to the others 2 a member,
    a window or a weight at most 8 an entry; 16 and 8 leave room. What underflows is far below what is cut off.
    """

    def __init__(self, game: Sequence[Kind], odds: Sequence[float]) -> None:
        import numpy as np

        self.game = game
        self.odds = odds
        self.mass = np.ones(1)
        self.start = 0
        self.missed = 0.0
        by_width = sorted(range(len(game)), key=lambda place: game[place].members * game[place].votes ** 2)
        for place in by_width:
            self._add(game[place], odds[place])
        self.rounded = (16 * sum(kind.members for kind in game) + 8 * len(self.mass) + 16) * _UNIT

    def _add(self, kind: Kind, odds: float) -> None:
        import numpy as np

        chances, first = self._cut(_binomial(kind.members, odds))
        width = len(self.mass)
        wide = np.zeros(width + (len(chances) - 1) * kind.votes)
        for number, chance in enumerate(chances):
            wide[number * kind.votes : number * kind.votes + width] += chance * self.mass
        self.mass, more = self._cut(wide)
        self.start += first * kind.votes + more

    def _cut(self, mass: Floats) -> tuple[Floats, int]:
        """Return the mass without its thin ends, and how much was cut off in front."""
        import numpy as np

        first = int(np.searchsorted(np.cumsum(mass), _TINY))
        last = len(mass) - int(np.searchsorted(np.cumsum(mass[::-1]), _TINY))
        self.missed += 3 * _TINY
        return mass[first:last], first

    def turned(self, quota: int, *, upward: bool, tilt: float = 0.0) -> tuple[Floats, Floats]:
        """Return for each kind the chance that the others are short of the quota by less than her votes; and its error.

        With her f(x) = (1 - p) g(x) + p g(x - votes). Solved for g, the others: an alternating sum of windows of f as
        wide as her votes, below the quota, or above it (`upward`). Windows do not overlap, so errors do not add up.
        With a `tilt` the chances and errors are all so many times too large: only their proportions count.
        """
        import numpy as np

        below = max(0, min(quota - self.start, len(self.mass)))
        if upward:
            side, gap = self.mass[below:], max(0, self.start - quota)
            side = side * np.exp(-tilt * (gap + np.arange(len(side))))
        else:
            side, gap = self.mass[:below][::-1], max(0, quota - self.start - len(self.mass))
        rounded = self.rounded + 4 * tilt * (gap + len(side)) * _UNIT
        rounded += 8 * tilt * sum(kind.members * kind.votes for kind in self.game) * _UNIT
        some = float(side.sum()) * rounded + self.missed
        turned, missed = np.zeros(len(self.game)), np.zeros(len(self.game))
        for place, (kind, odds) in enumerate(zip(self.game, self.odds, strict=True)):
            if kind.votes:
                ratio = 1.0 if tilt else 1 / odds if upward else odds
                turned[place] = (1 + ratio) * _alternating(side, gap, kind.votes, ratio)
                missed[place] = (1 + ratio) * some
        return turned, missed


def _alternating(side: Floats, gap: int, votes: int, ratio: float) -> float:
    """Return the first window of `side` less `ratio` times the second and so on; `gap` empty entries come first."""
    import numpy as np

    skipped = gap // votes
    starts = np.arange(0, gap + len(side), votes)[skipped:] - gap
    if not len(side):
        return 0.0
    windows = np.add.reduceat(side, np.maximum(starts, 0))
    if ratio < 1:
        # Beyond, the power is nought; to have it worked out for 300,000 windows took most of the time.
        windows = windows[: max(0, int(_NOUGHT / log(ratio)) + 1 - skipped)]
    return float(windows @ ((-ratio) ** np.arange(skipped, skipped + len(windows))))


def _binomial(members: int, odds: float) -> Floats:
    """Return the chances that 0 to all members say yes, from the likeliest number outwards."""
    import numpy as np

    likeliest = min(members, int((members + 1) * (odds / (1 + odds))))
    up, down = np.arange(likeliest, members), np.arange(likeliest, 0, -1)
    more = np.cumprod((members - up) / (up + 1) * odds)
    less = np.cumprod(down / (members - down + 1) / odds)
    chances = np.concatenate([less[::-1], np.ones(1), more])
    normal: Floats = chances / chances.sum()
    return normal
