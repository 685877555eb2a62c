"""Each way in which OS Places does not answer is an error of its own, without a word of what was asked."""

import pytest
from tests.address.os_places.replies import KEY

from localgov_components.address import AddressQuery, OsPlaces
from localgov_components.address.os_places import OsPlacesAccount
from localgov_components.core import InvalidValueError, ProviderError, ProviderRefusedError, ProviderUnavailableError
from localgov_components.identifiers import Postcode, Uprn
from localgov_components.transport import FakeTransport, Response

AT_POSTCODE = AddressQuery(postcode=Postcode.parse("DT97 1AA"))


def failing(response: Response, query: AddressQuery = AT_POSTCODE) -> ProviderError:
    with pytest.raises(ProviderError) as error:
        OsPlaces(FakeTransport(lambda _: response), KEY).find(query)
    assert KEY not in str(error.value)
    return error.value


@pytest.mark.parametrize(
    ("status", "kind", "code"),
    [
        (301, ProviderRefusedError, "os-places.address"),
        (400, ProviderRefusedError, "os-places.bad-request"),
        (401, ProviderRefusedError, "os-places.key"),
        (403, ProviderRefusedError, "os-places.key"),
        (404, ProviderRefusedError, "os-places.address"),
        (405, ProviderRefusedError, "os-places.address"),
        (414, ProviderRefusedError, "os-places.refused"),
        (429, ProviderUnavailableError, "os-places.too-many"),
        (500, ProviderUnavailableError, "os-places.down"),
        (503, ProviderUnavailableError, "os-places.down"),
        (408, ProviderUnavailableError, "os-places.down"),
    ],
)
@pytest.mark.parametrize("body", [b"", b"<html>", b"[1]", b'{"error": "no"}', b'{"fault": {"faultstring": "x"}}'])
def test_a_status_says_what_can_be_done(status: int, kind: type[ProviderError], code: str, body: bytes) -> None:
    error = failing(Response(status, body=body))
    assert (type(error), error.code) == (kind, code)
    assert str(status) in str(error)


@pytest.mark.parametrize("body", [b"", b"<html>ok</html>", b'{"header":', b"\xff\xfe", b"[" * 100_000])
def test_two_hundred_that_is_not_json_is_no_answer(body: bytes) -> None:
    assert failing(Response(200, body=body)).code == "os-places.unreadable"


@pytest.mark.parametrize("status", [100, 202, 204])
def test_no_error_and_no_answer_is_none_that_can_be_read(status: int) -> None:
    assert failing(Response(status)).code == "os-places.unreadable"


def test_an_error_inside_two_hundred_is_an_error() -> None:
    as_text = {"error": {"statuscode": "400", "message": "no"}}
    assert failing(Response.with_json(200, as_text)).code == "os-places.bad-request"
    body = {"error": {"statuscode": 401, "message": "no"}}
    assert failing(Response.with_json(200, body)).code == "os-places.key"
    assert failing(Response.with_json(200, {"error": {"message": "oh"}})).code == "os-places.down"


SAYS = "Requested postcode must contain a minimum of the sector"


def bad_request(message: object, query: AddressQuery = AT_POSTCODE) -> str:
    return str(failing(Response.with_json(400, {"error": {"statuscode": 400, "message": message}}), query))


def test_its_own_words_are_repeated_where_nothing_asked_stands_in_them() -> None:
    assert f"(HTTP 400): {SAYS}. Change" in bad_request(f"{SAYS}.")


@pytest.mark.parametrize(
    "message",
    [
        f"{SAYS}: DT97 1AA",
        f"{SAYS}: dt971aa",
        f"{SAYS} of DT97",
        f"{SAYS} of D.T-97",
        f"{SAYS} by {KEY.upper()}",
        "x" * 300,
        "two\nlines",
        "\x1b[31mred",
        7,
        None,
        {"text": SAYS},
    ],
)
def test_they_are_left_out_where_anything_asked_does_or_they_are_odd(message: object) -> None:
    assert "(HTTP 400). Change" in bad_request(message)


@pytest.mark.parametrize(
    ("query", "message"),
    [
        (AddressQuery(uprn=Uprn.parse("199990001")), "uprn 000199990001 is invalid"),
        (AddressQuery(text="the tithe barn"), "cannot parse barn"),
        (AddressQuery(text="the tithe barn"), "nothing personal"),
    ],
)
def test_a_uprn_or_free_text_is_never_quoted(query: AddressQuery, message: str) -> None:
    assert "(HTTP 400). Change" in bad_request(message, query)


def test_no_answer_at_all_is_the_transport_s_error() -> None:
    with pytest.raises(ProviderUnavailableError) as error:
        OsPlaces(FakeTransport.unreachable(), KEY).find(AT_POSTCODE)
    assert error.value.code == "transport.no-answer"


@pytest.mark.parametrize("key", ["", "two words", "clé", "line\nbreak", "key=1"])
def test_a_key_that_cannot_be_one_is_refused_without_being_shown(key: str) -> None:
    with pytest.raises(InvalidValueError, match="Copy it again") as error:
        OsPlacesAccount(key)
    assert not key or key not in str(error.value)


@pytest.mark.parametrize(
    "url",
    [
        *("", " ", "api.os.uk", "ftp://api.os.uk/search", "https:///search", "https://[bad/"),
        *(f"https://api.os.uk/search?key={KEY}", f"https://user:{KEY}@api.os.uk/search", "https://api.os.uk/#search"),
    ],
)
def test_an_address_that_could_show_a_key_or_is_none_is_refused(url: str) -> None:
    with pytest.raises(InvalidValueError, match="not the address of an API") as error:
        OsPlacesAccount(KEY, base_url=url)
    assert error.value.code == "os-places.base-url"
    assert KEY not in str(error.value)


def test_datasets_and_languages_are_those_that_there_are() -> None:
    for datasets in ((), ("DPA", "DPA"), ("NYB",)):
        with pytest.raises(InvalidValueError, match="datasets"):
            OsPlacesAccount(KEY, datasets=datasets)  # type: ignore[arg-type]
    with pytest.raises(InvalidValueError, match="language"):
        OsPlacesAccount(KEY, language="EN")  # type: ignore[arg-type]
