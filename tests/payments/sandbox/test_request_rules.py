import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localgov_components.payments.sandbox.refusals import PayRefusalError
from localgov_components.payments.sandbox.request_rules import read_payment, read_search

BODY = {"amount": 4800, "reference": "AMB-1", "description": "Bin", "return_url": "https://ambleford.example/return"}


def refused(**changes: object) -> tuple[int, str, str]:
    return refused_text(json.dumps(BODY | changes).encode())


def refused_text(body: bytes) -> tuple[int, str, str]:
    with pytest.raises(PayRefusalError) as refusal:
        read_payment(body)
    found = refusal.value.refusal
    return found.status, found.code, found.description


def without(name: str) -> bytes:
    return json.dumps({key: value for key, value in BODY.items() if key != name}).encode()


@pytest.mark.parametrize("name", BODY)
def test_each_required_field_is_missed(name: str) -> None:
    assert refused_text(without(name)) == (400, "P0101", f"Missing mandatory attribute: {name}")


@pytest.mark.parametrize("name", BODY)
def test_null_is_as_good_as_missing(name: str) -> None:
    assert refused(**{name: None}) == (400, "P0101", f"Missing mandatory attribute: {name}")


@pytest.mark.parametrize(
    ("changes", "status", "rule"),
    [
        ({"amount": "4800"}, 400, "amount. Must be a valid numeric format"),
        ({"amount": 27.55}, 400, "amount. Must be a valid numeric format"),
        ({"amount": True}, 400, "amount. Must be a valid numeric format"),
        ({"amount": {"pence": 1}}, 400, "amount. Must be a valid numeric format"),
        ({"amount": 0}, 422, "amount. Must be greater than or equal to 1"),
        ({"amount": -123}, 422, "amount. Must be greater than or equal to 1"),
        ({"amount": 10_000_001}, 422, "amount. Must be less than or equal to 10000000"),
        ({"reference": 1234}, 400, "reference. Must be a valid string format"),
        ({"reference": "x" * 256}, 422, "reference. Must be less than or equal to 255 characters length"),
        ({"description": []}, 400, "description. Must be a valid string format"),
        ({"description": "x" * 256}, 422, "description. Must be less than or equal to 255 characters length"),
        ({"return_url": 1234}, 400, "return_url. Must be a valid URL format"),
        ({"return_url": "not an address"}, 422, "return_url. Must be a valid URL format"),
        ({"return_url": "javascript:alert(1)"}, 422, "return_url. Must be a valid URL format"),
        ({"return_url": "https://[bad/"}, 422, "return_url. Must be a valid URL format"),
        ({"return_url": "https://a.example/\n"}, 422, "return_url. Must be a valid URL format"),
        (
            {"return_url": "https://a.example/" + "x" * 2000},
            422,
            "return_url. Must be less than or equal to 2000 characters length",
        ),
        ({"language": "fr"}, 422, 'language. Must be "en" or "cy"'),
        ({"language": " "}, 400, 'language. Must be "en" or "cy"'),
        ({"language": None}, 400, 'language. Must be "en" or "cy"'),
        ({"language": 0}, 400, 'language. Must be "en" or "cy"'),
        ({"delayed_capture": "true"}, 400, "delayed_capture. Must be true or false"),
        ({"email": 1}, 400, "email. Must be a valid string format"),
        ({"email": "x" * 255}, 422, "email. Must be less than or equal to 254 characters length"),
        ({"metadata": "something"}, 422, "metadata. Must be an object of JSON key-value pairs"),
        ({"metadata": {"key": None}}, 422, "metadata. Must not have null values"),
        ({"metadata": {"key": ["a"]}}, 422, "metadata. Values must be of type String, Boolean or Number"),
        ({"metadata": {"key": "v" * 101}}, 422, "metadata. Values must be no greater than 100 characters long"),
        ({"metadata": {"": "v"}}, 422, "metadata. Keys must be between 1 and 30 characters long"),
        ({"metadata": {"k" * 31: "v"}}, 422, "metadata. Keys must be between 1 and 30 characters long"),
        (
            {"metadata": {f"key {number}": number for number in range(16)}},
            422,
            "metadata. Cannot have more than 15 key-value pairs",
        ),
        ({"metadata": {"Key": 1, "key": 2}}, 422, "metadata. Keys must be unique, whatever their case"),
        ({"authorisation_mode": "post"}, 400, "authorisation_mode. Must be one of web, agreement, moto_api"),
        ({"prefilled_cardholder_details": "me"}, 400, "prefilled_cardholder_details. Must be an object"),
        (
            {"prefilled_cardholder_details": {"cardholder_name": 1}},
            400,
            "cardholder_name. Must be a valid string format",
        ),
        (
            {"prefilled_cardholder_details": {"billing_address": {"line1": "x" * 256}}},
            422,
            "line1. Must be less than or equal to 255 characters length",
        ),
    ],
)
def test_each_rule_is_answered_as_govuk_pay_answers_it(changes: dict[str, object], status: int, rule: str) -> None:
    assert refused(**changes) == (status, "P0102", f"Invalid attribute value: {rule}")


@pytest.mark.parametrize("name", ["reference", "description", "return_url"])
@pytest.mark.parametrize("character", '<>"\\|')
def test_what_the_firewall_blocks_is_blocked_wherever_it_stands(name: str, character: str) -> None:
    assert refused(**{name: f"https://a.example/{character}"})[:2] == (400, "P0920")
    assert refused(metadata={"key": {"deep": [character]}})[:2] == (400, "P0920")


@pytest.mark.parametrize(
    "body", [b"", b"{", b"[]", b"1", b"\xff", b'{"amount": 0x10}', b'{"reference": "\\ud800"}', b"[" * 100_000]
)
def test_what_is_not_a_json_object_cannot_be_parsed(body: bytes) -> None:
    assert refused_text(body) == (400, "P0197", "Unable to parse JSON")


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"authorisation_mode": "moto_api"}, "P0195"),
        ({"authorisation_mode": "agreement", "agreement_id": "a" * 26}, "P0103"),
        ({"set_up_agreement": "a" * 26}, "P0103"),
        ({"agreement_id": "a" * 26}, "P0104"),
        ({"moto": True}, "P0196"),
    ],
)
def test_what_the_account_has_not_is_refused_by_its_own_code(changes: dict[str, object], code: str) -> None:
    assert refused(**changes)[1] == code


def test_the_first_fault_is_the_one_that_is_answered() -> None:
    assert refused_text(b'{"return_url": 1}')[2] == "Missing mandatory attribute: amount"


def test_optional_fields_are_kept_and_unknown_ones_left_out() -> None:
    details = {"cardholder_name": "A Resident", "billing_address": {"line1": "1 High Street"}}
    given = BODY | {"language": "cy", "metadata": {"case": 1}, "prefilled_cardholder_details": details, "colour": "red"}
    assert read_payment(json.dumps(given).encode()) == {key: given[key] for key in given if key != "colour"}


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=10,
)
names = st.sampled_from(
    [*BODY, "language", "metadata", "prefilled_cardholder_details", "email", "moto", "authorisation_mode"]
)


@given(st.dictionaries(names, json_values))
def test_any_body_is_either_read_or_refused(changes: dict[str, object]) -> None:
    body = json.dumps(BODY | changes).encode()
    try:
        outcome: object = type(read_payment(body)["amount"])
    except PayRefusalError as error:
        outcome = error.refusal.status
    assert outcome in {int, 400, 422}


def test_a_search_has_defaults() -> None:
    wanted = read_search({"reference": "AMB-1", "email": ""})
    assert (wanted.reference, wanted.email, wanted.page, wanted.display_size) == ("AMB-1", None, 1, 500)


def test_instants_of_a_search_are_utc() -> None:
    wanted = read_search({"from_date": "2026-03-02T09:30:00Z"})
    assert wanted.from_date == datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("from_date", "2016-01-01 00:00"),
        ("to_date", "2016-02-30T00:00:00Z"),
        ("state", "melted"),
        ("state", "unknown"),
        ("page", "0"),
        ("page", "one"),
        ("display_size", "501"),
        ("reference", "x" * 256),
        ("email", "x" * 255),
        ("agreement_id", "a" * 26),
    ],
)
def test_a_parameter_that_cannot_be_read_or_used_is_named(name: str, value: str) -> None:
    with pytest.raises(PayRefusalError, match=f"^Invalid parameters: {name}\\. ") as refusal:
        read_search({name: value})
    assert refusal.value.refusal.code == "P0401"
