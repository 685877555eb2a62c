import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError
from tests.payments.samples import bins, line

from localgov_components.money import Money, VatTreatment
from localgov_components.payments import Charge, ChargeLine

lines = st.builds(
    ChargeLine,
    description=st.text(min_size=1, max_size=100),
    quantity=st.integers(1, 100),
    unit_price=st.integers(0, 100_000).map(Money.from_pence),
    income_code=st.from_regex(r"[A-Z0-9][A-Z0-9-]{0,19}", fullmatch=True),
    vat=st.sampled_from(VatTreatment),
)
charges = st.builds(Charge, lines=st.lists(lines, min_size=1, max_size=5).map(tuple))


@given(charges)
def test_a_charge_survives_json(charge: Charge) -> None:
    assert Charge.model_validate_json(charge.model_dump_json()) == charge


@given(charges)
def test_net_and_vat_of_the_lines_come_to_the_total(charge: Charge) -> None:
    net = sum((line.net_amount for line in charge.lines), Money("0.00"))
    assert net + charge.vat_total == charge.total


def test_vat_is_rounded_for_each_line_not_for_the_total() -> None:
    charge = Charge(lines=(line("1.35", vat=VatTreatment.STANDARD), line("1.35", vat=VatTreatment.STANDARD)))
    assert charge.vat_total == Money("0.46")


def test_a_line_costs_its_price_as_often_as_it_is_bought() -> None:
    assert bins(4).total == Money("192.00")


def test_the_summary_names_every_line_and_how_many() -> None:
    assert Charge(lines=(line(quantity=2), line())).summary == "2 × Garden waste bin; Garden waste bin"


@pytest.mark.parametrize(
    "wrong",
    [
        {"quantity": 0},
        {"unit_price": "-1.00"},
        {"unit_price": "1.005"},
        {"income_code": ""},
        {"income_code": " X"},
        {"vat": "free"},
        {"description": ""},
        {"discount": "1.00"},
    ],
)
def test_a_line_that_finance_could_not_book_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        ChargeLine.model_validate(line().model_dump() | wrong)
