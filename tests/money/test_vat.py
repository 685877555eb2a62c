from dataclasses import FrozenInstanceError
from datetime import date
from decimal import ROUND_HALF_UP, Decimal, localcontext

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from localgov_components.core.errors import InvalidValueError
from localgov_components.money import (
    Money,
    Rounding,
    Vat,
    VatBasis,
    VatMethod,
    VatTreatment,
    vat_from_gross,
    vat_from_net,
)

TAXED = {VatTreatment.STANDARD: 20, VatTreatment.REDUCED: 5}
UNTAXED = [VatTreatment.ZERO, VatTreatment.EXEMPT, VatTreatment.OUTSIDE_SCOPE]
AMOUNTS = st.integers(-(10**12), 10**12).map(Money.from_pence)


@pytest.mark.parametrize(
    ("gross", "treatment", "tax"),
    [
        ("1.35", VatTreatment.STANDARD, "0.23"),  # 0.225: half up, where banker's rounding gives 0.22
        ("60.00", VatTreatment.STANDARD, "10.00"),
        ("0.03", VatTreatment.STANDARD, "0.01"),  # 0.005
        ("0.02", VatTreatment.STANDARD, "0.00"),
        ("-1.35", VatTreatment.STANDARD, "-0.23"),  # a refund gives back what was taken
        ("105.00", VatTreatment.REDUCED, "5.00"),
        ("0.10", VatTreatment.REDUCED, "0.00"),
        ("0.11", VatTreatment.REDUCED, "0.01"),
        ("0.00", VatTreatment.STANDARD, "0.00"),
    ],
)
def test_tax_within_an_amount_is_rounded_half_up_to_the_penny(gross: str, treatment: VatTreatment, tax: str) -> None:
    vat = vat_from_gross(Money(gross), treatment)
    assert (vat.gross, vat.tax) == (Money(gross), Money(tax))


@pytest.mark.parametrize(
    ("net", "treatment", "tax"),
    [
        ("50.00", VatTreatment.STANDARD, "10.00"),
        ("0.02", VatTreatment.STANDARD, "0.00"),
        ("0.03", VatTreatment.STANDARD, "0.01"),
        ("0.10", VatTreatment.REDUCED, "0.01"),  # 0.005
        ("-0.10", VatTreatment.REDUCED, "-0.01"),
    ],
)
def test_tax_to_add_is_rounded_half_up_to_the_penny(net: str, treatment: VatTreatment, tax: str) -> None:
    vat = vat_from_net(Money(net), treatment)
    assert (vat.net, vat.tax) == (Money(net), Money(tax))


def test_a_record_says_how_it_was_worked_out() -> None:
    vat = vat_from_gross(
        Money("1.35"), VatTreatment.STANDARD, on=date(2009, 6, 1), rounding=Rounding.DOWN
    )  # 0.176, at 15%
    assert vat.rate is not None
    assert vat == Vat(
        net=Money("1.18"),
        tax=Money("0.17"),
        treatment=VatTreatment.STANDARD,
        rate=vat.rate,
        basis=VatBasis.GROSS,
        method=VatMethod.PER_LINE,
        rounding=Rounding.DOWN,
    )
    assert vat.rate.percent == Decimal(15)
    with pytest.raises(FrozenInstanceError):
        vat.net = Money("0.00")  # type: ignore[misc]


def test_the_tax_point_decides_the_rate() -> None:
    taxes = [
        vat_from_net(Money("100.00"), VatTreatment.STANDARD, on=day).tax
        for day in (date(2008, 11, 30), date(2008, 12, 1), date(2010, 1, 1), date(2011, 1, 4))
    ]
    assert taxes == [Money("17.50"), Money("15.00"), Money("17.50"), Money("20.00")]


@pytest.mark.parametrize("treatment", UNTAXED)
@given(AMOUNTS)
def test_zero_exempt_and_outside_the_scope_hold_no_tax_and_stay_apart(treatment: VatTreatment, amount: Money) -> None:
    for vat in (vat_from_gross(amount, treatment), vat_from_net(amount, treatment)):
        assert vat.tax == Money("0.00")
        assert vat.net == vat.gross == amount
        assert vat.treatment is treatment
        assert (vat.rate is None) == (treatment is not VatTreatment.ZERO)


@pytest.mark.parametrize("treatment", VatTreatment)
@given(amount=AMOUNTS, rounding=st.sampled_from(Rounding))
def test_net_and_tax_come_to_the_gross(treatment: VatTreatment, amount: Money, rounding: Rounding) -> None:
    within = vat_from_gross(amount, treatment, rounding=rounding)
    added = vat_from_net(amount, treatment, rounding=rounding)
    assert within.net + within.tax == within.gross == amount
    assert added.gross - added.tax == added.net == amount


@pytest.mark.parametrize(("treatment", "percent"), TAXED.items())
@given(amount=AMOUNTS)
def test_tax_is_what_exact_decimals_give(treatment: VatTreatment, percent: int, amount: Money) -> None:
    pounds = Decimal(amount.pence)
    assert vat_from_gross(amount, treatment).tax.pence == rounded(pounds * percent / (100 + percent))
    assert vat_from_net(amount, treatment).tax.pence == rounded(pounds * percent / 100)


@pytest.mark.parametrize("treatment", TAXED)
@given(net=AMOUNTS)
def test_tax_added_is_found_again_within_the_gross(treatment: VatTreatment, net: Money) -> None:
    added = vat_from_net(net, treatment)
    assert vat_from_gross(added.gross, treatment).tax == added.tax


@pytest.mark.parametrize("treatment", VatTreatment)
@given(amount=AMOUNTS)
def test_a_refund_gives_back_the_tax_that_was_taken(treatment: VatTreatment, amount: Money) -> None:
    assert vat_from_gross(-amount, treatment).tax == -vat_from_gross(amount, treatment).tax


@given(AMOUNTS, st.sampled_from(VatTreatment))
def test_tax_does_not_depend_on_the_decimal_context(amount: Money, treatment: VatTreatment) -> None:
    vat = vat_from_gross(amount, treatment)
    with localcontext(prec=1):
        assert vat_from_gross(amount, treatment) == vat
        assert vat.explain() == vat_from_gross(amount, treatment).explain()


@pytest.mark.parametrize(
    ("vat", "said"),
    [
        (
            vat_from_net(Money("10.00"), VatTreatment.REDUCED),
            """£10.50 gross is £10.00 net and £0.50 VAT. Reduced-rated: 5% since 1997-09-01 \
(Finance (No. 2) Act 1997, section 6). Worked out from the net amount of each line, rounded half-up to the penny.""",
        ),
        (
            vat_from_gross(Money("85.00"), VatTreatment.EXEMPT),
            "£85.00 gross is £85.00 net and £0.00 VAT. Exempt.",
        ),
        (
            vat_from_gross(Money("48.00"), VatTreatment.OUTSIDE_SCOPE),
            "£48.00 gross is £48.00 net and £0.00 VAT. Outside the scope of VAT.",
        ),
    ],
    ids=["reduced", "exempt", "outside"],
)
def test_a_record_explains_itself(vat: Vat, said: str) -> None:
    assert vat.explain() == said


@given(AMOUNTS, st.sampled_from(VatTreatment))
def test_a_record_survives_json(amount: Money, treatment: VatTreatment) -> None:
    field = TypeAdapter(Vat)
    vat = vat_from_gross(amount, treatment)
    assert field.validate_json(field.dump_json(vat)) == vat


def test_a_gross_amount_that_is_too_large_is_refused() -> None:
    with pytest.raises(InvalidValueError) as caught:
        _ = vat_from_net(Money("999999999999999.99"), VatTreatment.STANDARD).gross
    assert caught.value.code == "money.too-large"


def test_a_treatment_that_there_is_not_is_refused() -> None:
    with pytest.raises(ValueError, match="not a valid VatTreatment"):
        vat_from_gross(Money("1.00"), "vat-free")  # type: ignore[arg-type]


def rounded(pence: Decimal) -> int:
    return int(pence.quantize(Decimal(1), rounding=ROUND_HALF_UP))


@pytest.mark.parametrize("amount", ["1.00", 1, 1.5, Decimal(1), None])
def test_only_an_amount_of_money_has_vat(amount: Money) -> None:
    for reckon in (vat_from_gross, vat_from_net):
        with pytest.raises(InvalidValueError) as caught:
            reckon(amount, VatTreatment.STANDARD)
        assert caught.value.code in {"money.type", "money.bare-number"}
