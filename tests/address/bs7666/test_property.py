from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from localgov_components.address import GazetteerProperty
from localgov_components.address.bs7666 import Language, LogicalStatus

UPRN, OTHER = "999900000017", "999900000025"
OF_BLPUS = [status for status in LogicalStatus if status is not LogicalStatus.ALTERNATIVE]
PLACE = {"post_town": "Ambleford", "postcode": "DT97 1AA"}


def lpi(status: int, language: str = "ENG", *, uprn: str = UPRN) -> dict[str, object]:
    return {"uprn": uprn, "lpi_key": "K", "usrn": "99000001", "language": language, "logical_status": status}


def whole(status: int, *lpis: dict[str, object], **others: object) -> GazetteerProperty:
    return GazetteerProperty.model_validate({"blpu": {"uprn": UPRN, "logical_status": status}, "lpis": lpis} | others)


@pytest.mark.parametrize(("blpu", "status"), list(product(OF_BLPUS, LogicalStatus)))
def test_an_lpi_stands_only_under_a_blpu_that_may_have_it(blpu: LogicalStatus, status: LogicalStatus) -> None:
    lpis = [lpi(status)] if blpu is not LogicalStatus.APPROVED or status is blpu else [lpi(1), lpi(status)]
    if blpu.may_have(status):
        assert whole(blpu, *lpis).lpis[-1].logical_status is status
    else:
        with pytest.raises(ValidationError, match=f"status {status.value} under a BLPU of status {blpu.value}"):
            whole(blpu, *lpis)


def test_two_approved_lpis_are_in_two_languages() -> None:
    assert len(whole(1, lpi(1), lpi(1, "CYM"), lpi(1, "GAE")).lpis) == 3
    with pytest.raises(ValidationError, match="lpis 2: a second approved LPI in one language"):
        whole(1, lpi(1), lpi(1, "CYM"), lpi(1))


def test_an_approved_blpu_has_an_approved_lpi() -> None:
    assert whole(1).lpis == ()
    with pytest.raises(ValidationError, match="no approved LPI under an approved BLPU"):
        whole(1, lpi(8), lpi(6))


def test_every_record_is_of_the_one_property_and_all_mistakes_are_named() -> None:
    record = {"uprn": OTHER}
    with pytest.raises(ValidationError, match="6 mistakes") as refused:
        whole(
            1,
            lpi(1, uprn=OTHER),
            classifications=[record | {"class_key": "K", "classification_code": "RD"}],
            cross_references=[record | {"xref_key": "K", "cross_reference": "1"}],
            organisations=[record | {"org_key": "K", "organisation": "Shop"}],
            successors=[record | {"succ_key": "K", "successor": UPRN}],
            delivery_point=PLACE | record,
        )
    assert OTHER not in str(refused.value)


def test_records_of_the_property_are_kept() -> None:
    owned = {"uprn": UPRN, "class_key": "K", "classification_code": "RD"}
    record = whole(1, lpi(1), classifications=[owned, owned | {"classification_code": "RD04"}])
    assert [each.classification_code for each in record.classifications] == ["RD", "RD04"]


def test_a_delivery_point_may_not_know_its_uprn() -> None:
    assert whole(1, delivery_point=PLACE).delivery_point is not None


@pytest.mark.parametrize(
    ("status", "lpis", "wanted", "found"),
    [
        (1, [lpi(8, "CYM"), lpi(3, "CYM"), lpi(1)], Language.WELSH, 2),
        (1, [lpi(1), lpi(1, "CYM")], Language.WELSH, 1),
        (1, [lpi(1), lpi(1, "CYM")], Language.ENGLISH, 0),
        (6, [lpi(8), lpi(6)], Language.ENGLISH, 1),
        (8, [lpi(9), lpi(8)], Language.ENGLISH, 1),
        (8, [lpi(9)], Language.ENGLISH, None),
        (1, [], Language.ENGLISH, None),
    ],
)
def test_the_lpi_to_show_has_the_property_s_status_and_if_possible_the_language(
    status: int, lpis: list[dict[str, object]], wanted: Language, found: int | None
) -> None:
    record = whole(status, *lpis)
    assert record.preferred(wanted) == (None if found is None else record.lpis[found])


LPIS = st.lists(st.builds(lpi, st.sampled_from([1, 3, 5, 6, 7, 8, 9]), st.sampled_from(["ENG", "CYM"])), max_size=5)


@given(st.sampled_from([1, 5, 6, 7, 8, 9]), LPIS)
def test_what_is_taken_keeps_every_rule(status: int, lpis: list[dict[str, object]]) -> None:
    blpu = LogicalStatus(status)
    approved = [each["language"] for each in lpis if each["logical_status"] == 1]
    sound = (
        all(blpu.may_have(LogicalStatus(int(str(each["logical_status"])))) for each in lpis)
        and len(approved) == len(set(approved))
        and not (status == 1 and lpis and not approved)
    )
    try:
        record = whole(status, *lpis)
    except ValidationError:
        assert not sound
    else:
        assert sound
        assert GazetteerProperty.model_validate_json(record.model_dump_json()) == record
