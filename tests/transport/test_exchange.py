import pickle

import pytest

from localgov_components.core import InvalidValueError
from localgov_components.transport import Request, Response


def test_repr_shows_neither_key_nor_body_nor_query() -> None:
    request = Request.with_json("POST", "https://pay.example/v1?email=a@b.example", {"name": "A Resident"})
    shown = repr(request) + repr(Response(200, headers={"set-cookie": "s3cret"}, body=b"A Resident"))
    assert not any(secret in shown for secret in ("a@b.example", "A Resident", "s3cret"))


def test_header_names_are_compared_without_case() -> None:
    assert Request("GET", "https://pay.example/", headers={"Content-Type": "text/plain"}).headers["content-type"]


def test_headers_cannot_be_changed_afterwards() -> None:
    headers = {"accept": "text/plain"}
    request = Request("GET", "https://pay.example/", headers=headers)
    headers["accept"] = "text/html"
    with pytest.raises(TypeError):
        request.headers["accept"] = "text/html"  # type: ignore[index]
    assert request.headers["accept"] == "text/plain"


@pytest.mark.parametrize("value", ["key\nx-injected: 1", "clé", "\x00"])
def test_a_header_that_could_inject_another_is_refused_without_being_quoted(value: str) -> None:
    with pytest.raises(InvalidValueError) as refusal:
        Request("GET", "https://pay.example/", headers={"authorization": value})
    assert refusal.value.code == "transport.header"
    assert value not in str(refusal.value)


def test_requests_are_equal_by_value_and_hashable() -> None:
    one, other = (Request("GET", "https://pay.example/", headers={"accept": "a"}) for _ in range(2))
    assert one == other
    assert len({one, other}) == 1


def test_path_and_query_are_read_from_the_address() -> None:
    request = Request("GET", "https://pay.example/v1/payments?reference=AMB%201&page=")
    assert (request.path, request.query) == ("/v1/payments", {"reference": "AMB 1", "page": ""})
    assert Request("GET", "https://pay.example").path == "/"


def test_json_round_trips_with_letters_beyond_ascii() -> None:
    assert Response.with_json(200, {"enw": "Gŵyl"}).json() == {"enw": "Gŵyl"}


def test_an_answer_that_is_not_json_is_refused_without_being_quoted() -> None:
    with pytest.raises(InvalidValueError) as refusal:
        Response(200, body=b"\xff A Resident").json()
    assert "Resident" not in str(refusal.value)
    assert refusal.value.__suppress_context__


def test_an_answer_that_is_nested_without_end_is_refused() -> None:
    with pytest.raises(InvalidValueError) as refusal:
        Response(200, body=b"[" * 200_000).json()
    assert refusal.value.code == "transport.not-json"


def test_a_refusal_survives_a_process_pool() -> None:
    with pytest.raises(InvalidValueError) as refusal:
        Response(502).json()
    assert pickle.loads(pickle.dumps(refusal.value)).code == "transport.not-json"  # noqa: S301 - our own bytes
