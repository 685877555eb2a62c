from datetime import UTC, date, datetime
from decimal import Decimal, localcontext
from fractions import Fraction
from typing import Any

import pytest

from localgov_components.core.errors import InvalidValueError
from localgov_components.money import (
    VAT_RATES,
    VAT_RATES_CHECKED,
    Money,
    VatRate,
    VatTreatment,
    vat_from_net,
    vat_rate,
)


@pytest.mark.parametrize(
    ("treatment", "day", "percent"),
    [
        (VatTreatment.STANDARD, date(1991, 4, 1), "17.5"),
        (VatTreatment.STANDARD, date(2008, 11, 30), "17.5"),
        (VatTreatment.STANDARD, date(2008, 12, 1), "15"),
        (VatTreatment.STANDARD, date(2009, 12, 31), "15"),
        (VatTreatment.STANDARD, date(2010, 1, 1), "17.5"),
        (VatTreatment.STANDARD, date(2011, 1, 3), "17.5"),
        (VatTreatment.STANDARD, date(2011, 1, 4), "20"),
        (VatTreatment.STANDARD, date(9999, 12, 31), "20"),
        (VatTreatment.REDUCED, date(1997, 9, 1), "5"),
        (VatTreatment.REDUCED, date(2021, 10, 1), "5"),
        (VatTreatment.ZERO, date(2026, 4, 1), "0"),
    ],
)
def test_the_rate_is_that_of_the_tax_point(treatment: VatTreatment, day: date, percent: str) -> None:
    rate = vat_rate(treatment, on=day)
    assert rate is not None
    assert rate.percent == Decimal(percent)
    assert rate.begins <= day


@pytest.mark.parametrize("treatment", [VatTreatment.EXEMPT, VatTreatment.OUTSIDE_SCOPE])
def test_exempt_and_outside_the_scope_have_no_rate_at_all(treatment: VatTreatment) -> None:
    assert vat_rate(treatment) is None
    assert vat_rate(treatment, on=date(1900, 1, 1)) is None


@pytest.mark.parametrize("treatment", [VatTreatment.STANDARD, VatTreatment.REDUCED, VatTreatment.ZERO])
def test_a_day_before_the_first_known_rate_is_refused(treatment: VatTreatment) -> None:
    with pytest.raises(InvalidValueError) as caught:
        vat_rate(treatment, on=date(1991, 3, 31))
    assert caught.value.code == "vat.no-rate"


@pytest.mark.parametrize("day", [datetime(2026, 4, 1, tzinfo=UTC), "2026-04-01", 2026])
def test_a_tax_point_is_a_day(day: Any) -> None:  # noqa: ANN401
    with pytest.raises(InvalidValueError) as caught:
        vat_rate(VatTreatment.STANDARD, on=day)
    assert caught.value.code == "vat.tax-point"


def test_a_rate_that_is_known_beforehand_is_not_charged_until_its_day() -> None:
    rise = VatRate(VatTreatment.STANDARD, Decimal("22.5"), date(2031, 1, 1), "Invented Act 2030")
    rates = (*VAT_RATES, rise)
    assert vat_rate(VatTreatment.STANDARD, rates=rates) == vat_rate(VatTreatment.STANDARD, on=VAT_RATES_CHECKED)
    assert vat_rate(VatTreatment.STANDARD, on=date(2030, 12, 31), rates=rates) != rise
    vat = vat_from_net(Money("10.00"), VatTreatment.STANDARD, on=date(2031, 1, 1), rates=rates)
    assert (vat.rate, vat.tax) == (rise, Money("2.25"))


@pytest.mark.parametrize(
    ("treatment", "percent"),
    [
        (VatTreatment.STANDARD, 20),
        (VatTreatment.STANDARD, 0.2),
        (VatTreatment.STANDARD, "20"),
        (VatTreatment.STANDARD, Decimal(-1)),
        (VatTreatment.STANDARD, Decimal(1001)),
        (VatTreatment.STANDARD, Decimal("NaN")),
        (VatTreatment.STANDARD, Decimal("1E-7")),
        (VatTreatment.EXEMPT, Decimal(0)),
        (VatTreatment.OUTSIDE_SCOPE, Decimal(20)),
    ],
    ids=repr,
)
def test_what_cannot_be_a_rate_is_refused(treatment: VatTreatment, percent: Any) -> None:  # noqa: ANN401
    with pytest.raises(InvalidValueError) as caught:
        VatRate(treatment, percent, date(2026, 4, 1), "Invented Act 2026")
    assert caught.value.code == "vat.rate"


def test_a_fraction_does_not_depend_on_the_decimal_context() -> None:
    with localcontext(prec=1):
        rate = VatRate(VatTreatment.STANDARD, Decimal("17.525"), date(2026, 4, 1), "Invented Act 2026")
        assert rate.fraction == Fraction(17_525, 100_000)


def test_five_treatments_are_five_codes_though_three_add_nothing() -> None:
    assert [treatment.value for treatment in VatTreatment] == ["standard", "reduced", "zero", "exempt", "outside-scope"]
    assert [treatment.index_code for treatment in VatTreatment] == ["SR", "RR", "ZR", "EX", "OS"]


def test_every_rate_names_its_instrument_and_begins_on_a_day_of_its_own() -> None:
    assert all(rate.instrument for rate in VAT_RATES)
    assert len({(rate.treatment, rate.begins) for rate in VAT_RATES}) == len(VAT_RATES)
    assert all(rate.begins <= VAT_RATES_CHECKED for rate in VAT_RATES)


def test_a_rate_given_later_corrects_one_that_begins_on_the_same_day() -> None:
    correction = VatRate(VatTreatment.STANDARD, Decimal(21), date(2011, 1, 4), "Invented Act 2010")
    assert vat_rate(VatTreatment.STANDARD, on=date(2020, 1, 1), rates=(*VAT_RATES, correction)) == correction
