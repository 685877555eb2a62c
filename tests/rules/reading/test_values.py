import locale
from datetime import date
from decimal import Decimal
from enum import Enum, IntEnum, StrEnum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localgov_components.core.messages import LANGUAGES
from localgov_components.identifiers import Postcode, Uprn
from localgov_components.money import Money
from localgov_components.rules import Judgement, Known, Members, Unknown, UnknownReason
from localgov_components.rules.reading import read_value


class Tenure(StrEnum):
    PRIVATE_RENT = "private-rent"
    OWNED = "Owned outright"


class Band(Enum):
    A = 1
    DISABLED_A = 2


class Colour(Enum):
    GREEN = "g"

    @property
    def label(self) -> str:
        return "the green bin"


class Step(IntEnum):
    FIRST = 1


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (Money("16000"), "£16,000.00"),
        (Money("-0.50"), "-£0.50"),
        (date(2026, 5, 1), "1 May 2026"),
        (date(2026, 12, 31), "31 December 2026"),
        (3, "3"),
        (1_250_000, "1,250,000"),
        (-3, "-3"),
        (Decimal("0.25"), "0.25"),
        (Decimal("0.250000"), "0.25"),
        (Decimal("1E+4"), "10,000"),
        (Decimal("1E-7"), "0.0000001"),
        (Decimal("-0.00"), "0"),
        (Decimal(100), "100"),
        (True, "yes"),
        (False, "no"),
        ("A", "A"),
        (Tenure.PRIVATE_RENT, "private rent"),
        (Tenure.OWNED, "Owned outright"),
        (Band.A, "A"),
        (Band.DISABLED_A, "disabled a"),
        (Colour.GREEN, "the green bin"),
        (Step.FIRST, "first"),
        (Postcode("DT97 1AA"), "DT97 1AA"),
        (Uprn("199356"), "000000199356"),
        (Members([]), "0 members"),
        (Members([Known()]), "1 member"),
        (Members([Known(), Known()], complete=False), "at least 2 members"),
        (Judgement(value=True, role="officer", reason="seen"), "yes"),
        (UnknownReason.DECLINED, "not known: declined"),
        (Unknown(UnknownReason.NOT_ASKED, ("household.bins",)), "not known: not asked"),
    ],
)
def test_a_value_reads_as_a_person_writes_it(value: object, words: str) -> None:
    assert read_value(value) == words


@pytest.mark.parametrize("reason", UnknownReason)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_reason_for_not_knowing_has_words(reason: UnknownReason, language: str) -> None:
    assert read_value(reason, language=language)


def test_a_value_reads_in_the_readers_language() -> None:
    assert read_value(date(2026, 5, 1), language="cy") == "1 Mai 2026"
    assert read_value(value=True, language="cy") == "ie"
    assert read_value(Members([Known()]), language="cy") == "1 aelod"


@given(st.decimals(allow_nan=False, allow_infinity=False, places=6, min_value=-(10**12), max_value=10**12))
def test_a_number_reads_exactly_and_without_an_exponent(value: Decimal) -> None:
    words = read_value(value)
    assert Decimal(words.replace(",", "")) == value
    assert "E" not in words


def test_a_day_reads_the_same_whatever_the_locale_of_the_process() -> None:
    before = locale.setlocale(locale.LC_TIME)
    found = []
    try:
        for name in ("de_DE.UTF-8", "fr_FR.UTF-8", "cy_GB.UTF-8", "German_Germany", "C"):
            try:
                locale.setlocale(locale.LC_TIME, name)
            except locale.Error:
                continue
            found.append(read_value(date(2026, 5, 1)))
    finally:
        locale.setlocale(locale.LC_TIME, before)
    assert set(found) == {"1 May 2026"}
