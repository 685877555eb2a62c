from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localgov_components.money import Money, VatTreatment, vat_from_gross, vat_from_net

TAXED = {VatTreatment.STANDARD: 20, VatTreatment.REDUCED: 5}
UNTAXED = [VatTreatment.ZERO, VatTreatment.EXEMPT, VatTreatment.OUTSIDE_SCOPE]
AMOUNTS = st.integers(-(10**12), 10**12).map(Money.from_pence)


@pytest.mark.parametrize(
    ("gross", "treatment", "vat"),
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
def test_tax_within_an_amount_is_rounded_half_up_to_the_penny(gross: str, treatment: VatTreatment, vat: str) -> None:
    assert vat_from_gross(Money(gross), treatment) == Money(vat)


@pytest.mark.parametrize(
    ("net", "treatment", "vat"),
    [
        ("50.00", VatTreatment.STANDARD, "10.00"),
        ("0.02", VatTreatment.STANDARD, "0.00"),
        ("0.03", VatTreatment.STANDARD, "0.01"),
        ("0.10", VatTreatment.REDUCED, "0.01"),  # 0.005
        ("-0.10", VatTreatment.REDUCED, "-0.01"),
    ],
)
def test_tax_to_add_is_rounded_half_up_to_the_penny(net: str, treatment: VatTreatment, vat: str) -> None:
    assert vat_from_net(Money(net), treatment) == Money(vat)


def test_five_treatments_are_five_codes_though_three_add_nothing() -> None:
    assert {treatment.value for treatment in VatTreatment} == {"standard", "reduced", "zero", "exempt", "outside-scope"}
    assert [treatment.percent for treatment in VatTreatment] == [20, 5, 0, 0, 0]
    assert len(set(VatTreatment)) == 5


@pytest.mark.parametrize("treatment", UNTAXED)
@given(AMOUNTS)
def test_zero_exempt_and_outside_the_scope_hold_no_tax(treatment: VatTreatment, amount: Money) -> None:
    assert vat_from_gross(amount, treatment) == vat_from_net(amount, treatment) == Money("0.00")


@pytest.mark.parametrize(("treatment", "percent"), TAXED.items())
@given(amount=AMOUNTS)
def test_tax_is_what_exact_decimals_give(treatment: VatTreatment, percent: int, amount: Money) -> None:
    pounds = Decimal(amount.pence)
    assert vat_from_gross(amount, treatment).pence == rounded(pounds * percent / (100 + percent))
    assert vat_from_net(amount, treatment).pence == rounded(pounds * percent / 100)


@pytest.mark.parametrize("treatment", TAXED)
@given(net=AMOUNTS)
def test_tax_added_is_found_again_within_the_gross(treatment: VatTreatment, net: Money) -> None:
    gross = net + vat_from_net(net, treatment)
    assert vat_from_gross(gross, treatment) == vat_from_net(net, treatment)


@pytest.mark.parametrize("treatment", VatTreatment)
@given(amount=AMOUNTS)
def test_a_refund_gives_back_the_tax_that_was_taken(treatment: VatTreatment, amount: Money) -> None:
    assert vat_from_gross(-amount, treatment) == -vat_from_gross(amount, treatment)


def rounded(pence: Decimal) -> int:
    return int(pence.quantize(Decimal(1), rounding=ROUND_HALF_UP))
