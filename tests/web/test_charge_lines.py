import pytest

from localgov_components.money import Money, VatTreatment
from localgov_components.payments import Charge, ChargeLine
from localgov_components.web.charge_lines import charge_lines, paid_lines
from localgov_components.web.words import general_words


def charge(*, quantity: int = 1, vat: VatTreatment = VatTreatment.OUTSIDE_SCOPE) -> Charge:
    line = ChargeLine(
        description="Car park permit", quantity=quantity, unit_price=Money("60.00"), income_code="PARKING", vat=vat
    )
    return Charge(lines=(line,))


@pytest.mark.parametrize(("quantity", "detail"), [(1, None), (3, "3 at £60.00 each")])
def test_a_line_says_how_many_where_there_are_several(quantity: int, detail: str | None) -> None:
    lines = charge_lines(charge(quantity=quantity), general_words())["lines"]
    assert lines == [{"description": "Car park permit", "amount": f"£{60 * quantity}.00", "detail": detail}]


@pytest.mark.parametrize(
    ("vat", "note"), [(VatTreatment.STANDARD, "This includes £10.00 VAT."), (VatTreatment.OUTSIDE_SCOPE, None)]
)
def test_vat_is_named_where_there_is_any(vat: VatTreatment, note: str | None) -> None:
    assert charge_lines(charge(vat=vat), general_words()).get("note") == note


def test_what_was_paid_is_said_to_be_paid() -> None:
    assert paid_lines(charge(), general_words())["total_label"] == "Total paid"
