from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from coopkit.core.model import LANGUAGES, Message, Text, Value
from coopkit.wording import Wording


def wording(template: str | dict[str, str], language: str = "en") -> Wording:
    label = {"fr": "Travail", "nl": "Werk", "en": "Work"}
    return Wording({"x.said": dict.fromkeys(LANGUAGES, template), "facts.kind.worker": label}, language)


@pytest.mark.parametrize(
    ("template", "value", "fr", "nl", "en"),
    [
        ("{v}", "<b>Ann {v}</b>", "<b>Ann {v}</b>", "<b>Ann {v}</b>", "<b>Ann {v}</b>"),
        ("{v}", 2026, "2026", "2026", "2026"),
        ("{v}", Decimal("1234.5"), "1\u202f234,5", "1.234,5", "1,234.5"),
        ("{v:number}", 20000, "20\u202f000", "20.000", "20,000"),
        ("{v:number}", Fraction(1, 3), "0,33", "0,33", "0.33"),
        ("{v:percent}", Fraction(3, 5), "60\xa0%", "60\xa0%", "60%"),
        ("{v:percent}", "0.0857", "8,57\xa0%", "8,57\xa0%", "8.57%"),
        ("{v:money}", "2500.50", "2\u202f500,50\xa0€", "€\xa02.500,50", "€2,500.50"),
        ("{v:money}", 2500, "2\u202f500\xa0€", "€\xa02.500", "€2,500"),
        ("{v:fraction}", Fraction(2, 20), "1/10", "1/10", "1/10"),
        ("{v:fraction}", "1/10", "1/10", "1/10", "1/10"),
        ("{v:date}", "2026-11-23", "23 novembre 2026", "23 november 2026", "23 November 2026"),
        ("{v:date}", "2027-07-01", "1er juillet 2027", "1 juli 2027", "1 July 2027"),
        ("{v:date}", "2027-07-11", "11 juillet 2027", "11 juli 2027", "11 July 2027"),
        ("{v}", date(2026, 11, 23), "23 novembre 2026", "23 november 2026", "23 November 2026"),
        ("{v:number}", date(2026, 11, 23), "2026-11-23", "2026-11-23", "2026-11-23"),
        ("{v:date}", 3, "3", "3", "3"),
        ("{v:label}", "facts.kind.worker", "Travail", "Werk", "Work"),
        ("{v:label}", 3, "3", "3", "3"),
        ("{{{v}}}", "x", "{x}", "{x}", "{x}"),
        ("{v}.", "How?", "How?", "How?", "How?"),
        ("{v}. And.", "How!", "How! And.", "How! And.", "How! And."),
        ("{v}.", "How?.. well", "How?.. well.", "How?.. well.", "How?.. well."),
    ],
)
def test_a_value_is_written_as_its_language_writes_it(template: str, value: Value, fr: str, nl: str, en: str) -> None:
    assert [wording(template, language).say("x.said", v=value) for language in LANGUAGES] == [fr, nl, en]


def test_a_month_is_named_with_its_year() -> None:
    said = [wording("{v}", language).month(date(2027, 7, 1)) for language in LANGUAGES]
    assert said == ["juillet 2027", "juli 2027", "July 2027"]


@pytest.mark.parametrize(
    ("count", "fr", "nl"),
    [(0, "one", "other"), (1, "one", "one"), (Fraction(3, 2), "one", "other"), (2, "other", "other")],
)
def test_the_number_chooses_the_form_as_each_language_does(count: Value, fr: str, nl: str) -> None:
    forms = {"one": "one", "other": "other"}
    assert [wording(forms, language).say("x.said", count=count) for language in ("fr", "nl")] == [fr, nl]


def test_a_form_a_language_does_not_write_is_said_as_other() -> None:
    assert wording({"one": "one", "other": "other"}, "fr").say("x.said", count=1_000_000) == "other"


def test_a_message_brings_its_own_values() -> None:
    assert wording("{a} of {b}").say(Message(key="x.said", values={"a": 1, "b": 2}), b=3) == "1 of 3"


def test_a_text_says_its_own_language() -> None:
    assert wording("", "nl").text(Text(fr="un", nl="een", en="one")) == "een"


def test_a_missing_text_or_value_never_stops_a_page_and_warns() -> None:
    with pytest.warns(UserWarning, match=r"no text is called x\.unsaid"):
        assert wording("").say("x.unsaid") == "[x.unsaid]"
    with pytest.warns(UserWarning, match="asks for v, which was not given"):
        assert wording("so {v:money}").say("x.said") == "so {v}"
    with pytest.warns(UserWarning, match="'much' cannot be written as money"):
        assert wording("so {v:money}").say("x.said", v="much") == "so much"


def test_a_template_reaches_no_attribute_of_a_value() -> None:
    with pytest.warns(UserWarning, match="asks for v.__class__"):
        assert wording("{v.__class__}").say("x.said", v="x") == "{v.__class__}"
