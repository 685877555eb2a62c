from datetime import date
from decimal import Decimal

import pytest

from localgov_components.core.errors import InvalidValueError
from localgov_components.eligibility import Bands
from localgov_components.money import Money


@pytest.mark.parametrize(
    ("text", "starts"),
    [
        ("age:18,25,65", (18, 25, 65)),
        ("household.capital:£6000, £16,000", (Money("6000"), Money("16000"))),
        ("change:-£1,500,-£5,£1,000,000.50", (Money("-1500"), Money("-5"), Money("1000000.50"))),
        ("household.capital:£6000,£16000.50", (Money("6000"), Money("16000.50"))),
        ("born:1960-04-01,2006-04-01", (date(1960, 4, 1), date(2006, 4, 1))),
        ("rate:0.5,1.0", (Decimal("0.5"), Decimal("1.0"))),
        ("Tax band: 2024:1,2", (1, 2)),
        ("change:-£5,£0", (Money("-5"), Money("0"))),
    ],
)
def test_bands_are_read_as_somebody_writes_them(text: str, starts: tuple[object, ...]) -> None:
    assert Bands.parse(text).starts == starts


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("age", "bands.format"),
        (":1,2", "bands.format"),
        ("age:", "bands.start"),
        ("age:young", "bands.start"),
        ("age:NaN", "bands.start"),
        ("age:1e400000000", "bands.start"),
        ("born:2026-02-30", "bands.start"),
        ("age:£", "bands.start"),
        ("age:65,18", "bands.order"),
        ("age:18,18", "bands.order"),
        ("age:18,£65", "bands.type"),
    ],
)
def test_what_is_no_band_is_refused(text: str, code: str) -> None:
    with pytest.raises(InvalidValueError) as refused:
        Bands.parse(text)
    assert refused.value.code == code


def test_a_band_ends_before_the_next_begins() -> None:
    assert Bands("age", (18, 25, 65)).labels(whole=True) == ("under 18", "18 to 24", "25 to 64", "65 and over")
    assert Bands("age", (18, 25)).labels(whole=False) == ("under 18", "18 to under 25", "25 and over")
    assert Bands("born", (date(1960, 4, 1), date(2006, 4, 1))).labels(whole=False) == (
        "before 1 April 1960",
        "1 April 1960 to 31 March 2006",
        "1 April 2006 and later",
    )


def test_bands_of_no_start_or_of_floats_are_refused() -> None:
    for starts in ((), (0.5, 1.5)):
        with pytest.raises(InvalidValueError):
            Bands("age", starts)  # type: ignore[arg-type]  # what somebody might do
