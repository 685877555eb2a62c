"""Which councils answer; the councils and their codes are true, the addresses are made up."""

from collections.abc import Mapping
from datetime import date

import pytest

from localgov_components.address import (
    AddressCapability,
    AddressPage,
    AddressQuery,
    GazetteerAddress,
    councils_of,
    is_national_custodian,
    responsible_councils,
)
from localgov_components.core import InvalidValueError, NotFoundError, NotSupportedError, ProviderUnavailableError
from localgov_components.councils import AnswerKind
from localgov_components.identifiers import LocalCustodianCode, Postcode, Uprn

NOW = date(2026, 5, 1)
POSTCODE = Postcode.parse("DT97 1AA")
UPRN = Uprn.parse("199990001")
CAMBRIDGE, SOUTH_CAMBRIDGESHIRE, BRISTOL = "E07000008", "E07000012", "E06000023"


def address(uprn: str = "199990001", **fields: str) -> GazetteerAddress:
    return GazetteerAddress.model_validate(
        {"uprn": uprn, "single_line_address": "1 Mill Lane", "postcode": "DT97 1AA"} | fields
    )


class Held:
    """A provider that holds a few addresses."""

    name = "held"
    capabilities = frozenset({AddressCapability.POSTCODE, AddressCapability.UPRN})

    def __init__(self, *addresses: GazetteerAddress) -> None:
        self.addresses = addresses

    def find(self, query: AddressQuery) -> AddressPage:
        found = [each for each in self.addresses if query.uprn in {None, each.uprn}]
        found = [each for each in found if query.postcode in {None, each.postcode}]
        return AddressPage(addresses=tuple(found), total=len(found))


class Districts:
    def __init__(self, *codes: str) -> None:
        self.codes = codes

    def districts(self, postcode: Postcode) -> tuple[str, ...]:
        return self.codes if postcode == POSTCODE else ()


def slugs(fields: Mapping[str, str], on: date = NOW) -> list[str]:
    return [council.slug for council in councils_of(address(**dict(fields)), on=on)]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"gss_code": BRISTOL}, ["bristol"]),
        ({"custodian_code": "116"}, ["bristol"]),
        ({"custodian_code": "0116", "addressbase_postal": "D"}, ["bristol"]),
        ({"custodian_code": "0116", "addressbase_postal": "N"}, []),
        ({"gss_code": BRISTOL, "custodian_code": "7655", "addressbase_postal": "N"}, ["bristol"]),
        ({"gss_code": CAMBRIDGE, "custodian_code": "0116"}, ["cambridge"]),
        ({"custodian_code": "7655"}, []),
        ({"custodian_code": "11"}, []),
        ({"custodian_code": "9999"}, []),
        ({"gss_code": "E99999999"}, []),
        ({"gss_code": "E07999001"}, []),
        ({}, []),
    ],
)
def test_an_address_is_in_the_area_of_its_code_or_of_its_local_custodian(
    fields: Mapping[str, str], expected: list[str]
) -> None:
    assert slugs(fields) == expected


def test_the_council_is_the_one_in_being_on_the_day() -> None:
    assert slugs({"gss_code": "E07000026"}, date(2023, 3, 31)) == ["allerdale"]
    assert slugs({"gss_code": "E07000026"}, date(2023, 4, 1)) == ["cumberland"]
    assert slugs({"custodian_code": "0905"}, date(2024, 1, 1)) == ["cumberland"]
    assert "allerdale" in slugs({"gss_code": "E06000063"}, date(2022, 1, 1))
    assert len(slugs({"gss_code": "E06000063"}, date(2022, 1, 1))) > 1


def test_what_was_a_county_on_the_day_stands_for_its_districts() -> None:
    before = date(2022, 1, 1)
    districts = ["mendip", "sedgemoor", "somerset-west-and-taunton", "south-somerset"]
    assert slugs({"gss_code": "E06000066"}, before) == slugs({"gss_code": "E10000027"}, before) == districts
    assert slugs({"gss_code": "E06000066"}) == ["somerset"]
    dorset = slugs({"gss_code": "E06000059"}, date(2018, 1, 1))
    assert dorset == ["east-dorset", "north-dorset", "purbeck", "west-dorset", "weymouth-and-portland"]
    answer = responsible_councils(POSTCODE, on=before, postcodes=Districts("E06000066"), service="libraries")
    assert [council.slug for council in answer.councils] == ["somerset"]


def test_national_bodies_are_known_by_their_custodian_codes() -> None:
    assert is_national_custodian(LocalCustodianCode.parse("7655"))
    assert is_national_custodian(LocalCustodianCode.parse("11"))
    assert not is_national_custodian(LocalCustodianCode.parse("0116"))


def test_a_uprn_has_the_council_of_its_address() -> None:
    answer = responsible_councils(UPRN, on=NOW, addresses=Held(address(gss_code=BRISTOL)))
    assert (answer.kind, [each.slug for each in answer.councils]) == (AnswerKind.COUNCIL, ["bristol"])
    assert not answer.needs_address


def test_a_uprn_that_is_not_placed_is_placed_by_its_postcode() -> None:
    addresses = Held(address(custodian_code="7655"))
    answer = responsible_councils(UPRN, on=NOW, addresses=addresses, postcodes=Districts(BRISTOL))
    assert [each.slug for each in answer.councils] == ["bristol"]
    both = responsible_councils(UPRN, on=NOW, addresses=addresses, postcodes=Districts(BRISTOL, CAMBRIDGE))
    assert both.needs_address
    assert responsible_councils(UPRN, on=NOW, addresses=addresses).kind is AnswerKind.UNKNOWN


@pytest.mark.parametrize("addresses", [None, Held()])
def test_a_postcode_without_addresses_is_told_by_the_directory(addresses: Held | None) -> None:
    answer = responsible_councils(POSTCODE, on=NOW, addresses=addresses, postcodes=Districts(BRISTOL))
    assert (answer.kind, answer.councils[0].slug) == (AnswerKind.COUNCIL, "bristol")


def test_a_postcode_that_straddles_gives_the_set_and_asks_for_the_address() -> None:
    held = Held(address("1", gss_code=CAMBRIDGE), address("2", custodian_code="0530"), address("3"))
    answer = responsible_councils(POSTCODE, on=NOW, addresses=held)
    assert answer.needs_address
    assert [each.slug for each in answer.councils] == ["cambridge", "south-cambridgeshire"]


def test_a_directory_adds_the_other_side_of_a_boundary_that_a_gazetteer_does_not_hold() -> None:
    held = Held(address("1", gss_code=CAMBRIDGE))
    answer = responsible_councils(
        POSTCODE, on=NOW, addresses=held, postcodes=Districts(SOUTH_CAMBRIDGESHIRE, CAMBRIDGE)
    )
    assert answer.needs_address
    assert len(answer.councils) == 2


def test_national_rows_and_rows_that_are_not_postal_make_no_postcode_straddle() -> None:
    held = Held(
        address("1", custodian_code="0116"),
        address("2", custodian_code="7655"),
        address("3", custodian_code="0011"),
        address("4", custodian_code="0505", addressbase_postal="N"),
    )
    answer = responsible_councils(POSTCODE, on=NOW, addresses=held)
    assert (answer.kind, [each.slug for each in answer.councils]) == (AnswerKind.COUNCIL, ["bristol"])


def test_for_a_service_the_council_that_answers_for_it_is_named() -> None:
    held = Held(address(gss_code=CAMBRIDGE))
    libraries = responsible_councils(POSTCODE, on=NOW, addresses=held, service="libraries")
    assert [each.slug for each in libraries.councils] == ["cambridgeshire"]


def test_two_districts_of_one_county_need_no_address_for_what_the_county_does() -> None:
    held = Held(address("1", gss_code=CAMBRIDGE), address("2", gss_code=SOUTH_CAMBRIDGESHIRE))
    libraries = responsible_councils(POSTCODE, on=NOW, addresses=held, service="libraries")
    assert (libraries.kind, [each.slug for each in libraries.councils]) == (AnswerKind.COUNCIL, ["cambridgeshire"])
    bins = responsible_councils(POSTCODE, on=NOW, addresses=held, service="waste-collection")
    assert bins.needs_address
    assert len(bins.councils) == 2


def test_a_county_and_a_unitary_on_two_sides_need_the_address() -> None:
    held = Held(address("1", gss_code=CAMBRIDGE), address("2", gss_code=BRISTOL))
    answer = responsible_councils(POSTCODE, on=NOW, addresses=held, service="libraries")
    assert answer.needs_address
    assert [each.slug for each in answer.councils] == ["bristol", "cambridgeshire"]


def test_what_two_tiers_share_names_both() -> None:
    held = Held(address(gss_code=CAMBRIDGE))
    answer = responsible_councils(POSTCODE, on=NOW, addresses=held, service="parking-permits-and-penalties")
    assert answer.kind is AnswerKind.SHARED
    assert [each.slug for each in answer.councils] == ["cambridge", "cambridgeshire"]


def test_what_no_council_does_is_elsewhere() -> None:
    held = Held(address("1", gss_code="N09000003"), address("2", gss_code="N09000002"))
    answer = responsible_councils(POSTCODE, on=NOW, addresses=held, service="blue-badge")
    assert (answer.kind, answer.councils) == (AnswerKind.ELSEWHERE, ())


def test_a_combined_authority_is_no_council_of_an_address() -> None:
    assert slugs({"gss_code": "E47000001"}) == []


def test_nothing_known_is_unknown_and_a_service_that_is_none_is_refused() -> None:
    assert responsible_councils(POSTCODE, on=NOW, addresses=Held()).kind is AnswerKind.UNKNOWN
    with pytest.raises(NotFoundError):
        responsible_councils(POSTCODE, on=NOW, addresses=Held(address(gss_code=BRISTOL)), service="moon-landings")


def test_a_source_that_could_not_look_is_not_taken_for_one_that_knows_nothing() -> None:
    class Down(Held):
        def find(self, query: AddressQuery) -> AddressPage:
            raise ProviderUnavailableError("no answer", code="transport.no-answer")

    with pytest.raises(ProviderUnavailableError):
        responsible_councils(POSTCODE, on=NOW, addresses=Down(), postcodes=Districts(BRISTOL))


def test_a_provider_that_cannot_be_asked_by_postcode_leaves_it_to_the_directory() -> None:
    class ByUprn(Held):
        capabilities = frozenset({AddressCapability.UPRN})

        def find(self, query: AddressQuery) -> AddressPage:
            if query.uprn is None:
                raise NotSupportedError("ask by UPRN", code="held.query")
            return super().find(query)

    answer = responsible_councils(POSTCODE, on=NOW, addresses=ByUprn(), postcodes=Districts(BRISTOL))
    assert answer.kind is AnswerKind.COUNCIL
    with pytest.raises(NotSupportedError):
        responsible_councils(POSTCODE, on=NOW, addresses=ByUprn())


def test_somebody_has_to_be_asked() -> None:
    with pytest.raises(InvalidValueError, match="nobody to ask"):
        responsible_councils(POSTCODE, on=NOW)
    with pytest.raises(InvalidValueError, match="only addresses"):
        responsible_councils(UPRN, on=NOW, postcodes=Districts(BRISTOL))
