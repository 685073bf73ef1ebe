"""Sentences, numbers and dates in one language, from the texts of data/: the only place where values become words."""

from __future__ import annotations

import re
import warnings
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from string import Formatter
from typing import TypeAlias

from babel import Locale
from babel.dates import format_date
from babel.numbers import format_currency, format_decimal

from coopkit.core.model import Message, Text, Value

LOCALES: Mapping[str, str] = {"fr": "fr_BE", "nl": "nl_BE", "en": "en_IE"}
"""English as Brussels reads it: the euro, and 23 November rather than November 23."""

FORMATS = ("number", "percent", "money", "fraction", "date", "label")
"""What may follow the colon of a placeholder; data/README.md explains each."""

_ENDED_TWICE = re.compile(r"(?<=[?!])\.(?=\s|$)")
"""A full stop after a question that a sentence ends with, as the label of a field may be one."""

_PERCENT: Mapping[str, str] = {"fr": "{}\u00a0%", "nl": "{}\u00a0%", "en": "{}%"}

Number: TypeAlias = int | Decimal | Fraction | str
Texts: TypeAlias = Mapping[str, Mapping[str, str | Mapping[str, str]]]


class Wording:
    """One language of the kit. A missing text or value never stops a page: it shows the key, and warns."""

    def __init__(self, texts: Texts, language: str) -> None:
        self.language = language
        self._texts = texts
        self._locale = Locale.parse(LOCALES[language])
        self._formatter = _Filler(self)

    def say(self, said: Message | str, /, **values: Value) -> str:
        """Return the sentence of a message, or of a key, with its values; `count` chooses between one and other."""
        key, known = (said, values) if isinstance(said, str) else (said.key, {**said.values, **values})
        phrase = self._texts.get(key)
        if phrase is None:
            return _missing(f"no text is called {key}", f"[{key}]")
        form = phrase[self.language]
        if not isinstance(form, str):
            form = form.get(self.plural(known.get("count", 0)), form["other"])
        return _ENDED_TWICE.sub("", self._formatter.vformat(form, (), known))

    def text(self, text: Text) -> str:
        """Return what a text says in this language."""
        return str(getattr(text, self.language))

    def plural(self, count: Value) -> str:
        """Return the form a number takes in this language: one, other (French also has many)."""
        return str(self._locale.plural_form(_decimal(count))) if not isinstance(count, date) else "other"

    def number(self, value: Number) -> str:
        """Return a number with at most two decimals."""
        return format_decimal(_decimal(value), format="#,##0.##", locale=self._locale)

    def percent(self, share: Number) -> str:
        """Return a share of one as a percentage: 3/5 is 60 %."""
        return _PERCENT[self.language].format(self.number(_decimal(share) * 100))

    def money(self, value: Number) -> str:
        """Return euro, with cents only where there are any."""
        amount = _decimal(value)
        digits = amount == amount.to_integral_value()
        pattern = self._locale.currency_formats["standard"].pattern.replace(".00", "") if digits else None
        return format_currency(amount, "EUR", format=pattern, locale=self._locale, currency_digits=not digits)

    def month(self, day: date) -> str:
        """Return the month of a day: novembre 2026."""
        return format_date(day, "MMMM y", locale=self._locale)

    def date(self, day: date | str) -> str:
        """Return a day written out: 23 novembre 2026, and in French 1er juillet 2029."""
        written = format_date(date.fromisoformat(day) if isinstance(day, str) else day, "long", locale=self._locale)
        return f"1er{written[1:]}" if self.language == "fr" and written.startswith("1 ") else written

    def fill(self, value: Value, spec: str) -> str:
        """Return a value as a placeholder's format asks; without a format as itself, numbers and dates localised."""
        if spec == "date" or (not spec and isinstance(value, date)):
            return self.date(value) if isinstance(value, date | str) else str(value)
        if isinstance(value, date) or (spec == "label" and not isinstance(value, str)):
            return str(value)
        match spec:
            case "label":
                return self.say(str(value))
            case "percent":
                return self.percent(value)
            case "money":
                return self.money(value)
            case "number":
                return self.number(value)
            case "fraction":
                return str(Fraction(value))
        return self.number(value) if isinstance(value, Decimal | Fraction) else str(value)


class _Shown(str):
    """Text that is already what the page shows."""

    __slots__ = ()


class _Filler(Formatter):
    """Fills `{name}` and `{name:format}` with a wording's own numbers and words; reads no attributes."""

    def __init__(self, wording: Wording) -> None:
        self._wording = wording

    def get_field(self, field_name: str, args: object, kwargs: Mapping[str, Value]) -> tuple[Value, str]:
        """Return the value of a name; a name without a value stays visible."""
        del args
        if field_name not in kwargs:
            return _Shown(
                _missing(f"a text asks for {field_name}, which was not given", f"{{{field_name}}}")
            ), field_name
        return kwargs[field_name], field_name

    def format_field(self, value: Value, format_spec: str) -> str:
        """Return the value as its format asks; one that does not fit is shown as it is."""
        if isinstance(value, _Shown):
            return value
        try:
            return self._wording.fill(value, format_spec)
        except (ValueError, ArithmeticError):
            return _missing(f"{value!r} cannot be written as {format_spec}", str(value))


def _decimal(value: Value) -> Decimal:
    if isinstance(value, Fraction):
        return Decimal(value.numerator) / Decimal(value.denominator)
    return Decimal(str(value))


def _missing(what: str, shown: str) -> str:
    """Warn, which is an error in the kit's own tests, and return what the page shows instead."""
    warnings.warn(what, stacklevel=1)
    return shown
