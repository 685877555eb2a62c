import pytest
from pydantic import ValidationError

from localgov_components.address import DeliveryPointAddress, PostcodeType

PLACE = {"post_town": "Ambleford", "postcode": "DT97 1AA"}

LIMITS = {
    "organisation_name": 60,
    "department_name": 60,
    "sub_building_name": 30,
    "building_name": 80,
    "dependent_thoroughfare": 81,
    "thoroughfare": 81,
    "double_dependent_locality": 35,
    "dependent_locality": 35,
    "post_town": 30,
    "welsh_dependent_thoroughfare": 81,
    "welsh_thoroughfare": 81,
    "welsh_double_dependent_locality": 35,
    "welsh_dependent_locality": 35,
    "welsh_post_town": 30,
    "po_box_number": 6,
}


@pytest.mark.parametrize(("field", "most"), LIMITS.items())
def test_a_field_holds_so_much_and_no_more(field: str, most: int) -> None:
    assert getattr(DeliveryPointAddress.model_validate(PLACE | {field: "x" * most}), field) == "x" * most
    with pytest.raises(ValidationError, match=f"longer than {most} characters"):
        DeliveryPointAddress.model_validate(PLACE | {field: "x" * (most + 1)})


def test_all_mistakes_are_named_together_and_nothing_is_quoted() -> None:
    cells = {"building_number": "12A", "postcode": "Secret", "uprn": "Secret", "delivery_point_suffix": "Secret"}
    with pytest.raises(ValidationError) as refused:
        DeliveryPointAddress.model_validate(cells)
    assert {error["loc"] for error in refused.value.errors()} == {
        ("building_number",),
        ("post_town",),
        ("postcode",),
        ("uprn",),
        ("delivery_point_suffix",),
    }
    assert "Secret" not in str(refused.value)


@pytest.mark.parametrize(
    ("cell", "number"), [("16", "16"), ("0016", "16"), ("0", None), ("0000", None), (" ", None), ("", None)]
)
def test_a_building_number_of_nought_is_none(cell: str, number: str | None) -> None:
    assert DeliveryPointAddress.model_validate(PLACE | {"building_number": cell}).building_number == number


@pytest.mark.parametrize("cell", ["10000", "12A", "1-3", "-1", "1.0", "٣"])
def test_a_building_number_is_digits(cell: str) -> None:
    with pytest.raises(ValidationError, match="not a building number"):
        DeliveryPointAddress.model_validate(PLACE | {"building_number": cell})


@pytest.mark.parametrize(
    ("cell", "box"),
    [
        ("61", "61"),
        ("PO Box 61", "61"),
        ("P.O. BOX 61A", "61A"),
        ("PO BOX", None),
        ("Box No. 61", "61"),
        ("PO box: 61", "61"),
        ("NO12", "NO12"),
    ],
)
def test_a_po_box_is_its_number(cell: str, box: str | None) -> None:
    assert DeliveryPointAddress.model_validate(PLACE | {"po_box_number": cell}).po_box_number == box


def test_codes_and_days_are_read() -> None:
    read = DeliveryPointAddress.model_validate(
        PLACE | {"postcode_type": "L", "delivery_point_suffix": "1q", "start_date": "2026-04-01"}
    )
    assert read.postcode_type is PostcodeType.LARGE_USER
    assert read.delivery_point_suffix == "1Q"
    assert read.start_date is not None
    assert read.start_date.isoformat() == "2026-04-01"


def test_it_ends_on_the_day_it_starts_or_later() -> None:
    same = PLACE | {"start_date": "2026-04-01", "end_date": "2026-04-01"}
    assert DeliveryPointAddress.model_validate(same).end_date is not None
    with pytest.raises(ValidationError, match="ends before it starts"):
        DeliveryPointAddress.model_validate(same | {"end_date": "2026-03-31"})


def test_it_does_not_show_where_it_is() -> None:
    shown = repr(DeliveryPointAddress.model_validate(PLACE | {"thoroughfare": "Mill Lane", "uprn": "999900000017"}))
    assert not any(word in shown for word in ("Mill", "Ambleford", "DT97", "9999"))
