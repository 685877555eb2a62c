import pytest

from localgov_components.core import ProviderUnavailableError
from localgov_components.transport import FakeTransport, Request, Response


def test_what_was_sent_is_kept_in_order() -> None:
    transport = FakeTransport(lambda _: Response(204))
    for path in ("/a", "/b"):
        transport.send(Request("GET", f"https://pay.example{path}"))
    assert [request.path for request in transport.requests] == ["/a", "/b"]


def test_behind_an_unreachable_transport_nobody_answers_but_the_request_was_made() -> None:
    transport = FakeTransport.unreachable()
    with pytest.raises(ProviderUnavailableError) as error:
        transport.send(Request("GET", "https://pay.example/"))
    assert error.value.code == "transport.no-answer"
    assert len(transport.requests) == 1
