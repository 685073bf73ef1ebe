"""Sums and comparisons as a sentence prints them, in English, reckoned again."""

from __future__ import annotations

import re
from fractions import Fraction
from operator import eq, ge, gt, le, lt

_TERM = r"-?€?[\d,]+(?:\.\d+)?%?(?:/\d+)?"
_TERMS = rf"{_TERM}(?: [+−×/] {_TERM})*"
_EQUATION = re.compile(rf"(?:^|(?<=[:;,=≥>≤<] ))({_TERMS}) ([=≥>≤<]) (?=({_TERMS}))")
_LABEL = re.compile(r"((?:^|[:;+−×/=≥>≤<] ))[a-z]+(?:[ -][a-z]+)* (?=-?€?\d)")
"""What a number is called: "dividend €10 + refund €5"."""
_UNIT = re.compile(r"(?<=\d) [a-z]+(?: [a-z]+)*(?= [+−×/=≥>≤<] )")
"""What a number counts: "10 h × €15"."""
_IS = {"=": eq, "≥": ge, ">": gt, "≤": le, "<": lt}


def equations(sentence: str) -> dict[str, bool]:
    """Return each sum and comparison that can be read in a sentence, and whether it is true as it is printed."""
    found = _EQUATION.findall(_UNIT.sub("", _LABEL.sub(r"\1", sentence)))
    return {f"{left} {sign} {right}": _holds(left, sign, right) for left, sign, right in found}


def _holds(left: str, sign: str, right: str) -> bool:
    (one, hidden), (other, also_hidden) = _reckoned(left), _reckoned(right)
    rounded = _half(right if " " not in right else left)
    return _IS[sign](one, other) or (sign == "=" and abs(one - other) <= hidden + also_hidden + rounded)


def _reckoned(terms: str) -> tuple[Fraction, Fraction]:
    """Return what printed terms come to, and how much the decimals of those that have any may hide."""
    total = hidden = value = spread = Fraction(0)
    sign = "+"
    for printed in terms.split(" "):
        if printed in {"+", "−", "×", "/"}:
            sign = printed
            continue
        number = Fraction(re.sub("[€%,]", "", printed)) / (100 if printed.endswith("%") else 1)
        half = _half(printed) if "." in printed else Fraction(0)
        if sign in {"+", "−"}:
            total, hidden = total + value, hidden + spread
            value, spread = number if sign == "+" else -number, half
        elif sign == "×":
            value, spread = value * number, abs(value) * half + spread * abs(number)
        else:
            value, spread = value / number, (spread + abs(value / number) * half) / abs(number)
    return total + value, hidden + spread


def _half(printed: str) -> Fraction:
    """Return what rounding a number to two decimals may have changed."""
    return Fraction(1, 20_000 if printed.endswith("%") else 200)
