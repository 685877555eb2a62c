import asyncio
from collections.abc import Callable

import pytest

from localgov_components.core import ProviderUnavailableError
from localgov_components.transport import (
    AsyncFakeTransport,
    FakeTransport,
    Operation,
    Request,
    Response,
    run,
    run_async,
)

Driver = Callable[[Operation[list[int]], Callable[[Request], Response]], list[int]]


def drive_sync(operation: Operation[list[int]], handler: Callable[[Request], Response]) -> list[int]:
    return run(operation, FakeTransport(handler))


def drive_async(operation: Operation[list[int]], handler: Callable[[Request], Response]) -> list[int]:
    return asyncio.run(run_async(operation, AsyncFakeTransport(handler)))


@pytest.fixture(params=[drive_sync, drive_async])
def drive(request: pytest.FixtureRequest) -> Driver:
    driver: Driver = request.param
    return driver


def statuses(*paths: str) -> Operation[list[int]]:
    found = []
    for path in paths:
        response = yield Request("GET", f"https://pay.example{path}")
        found.append(response.status)
    return found


def test_each_answer_goes_back_into_the_operation_in_turn(drive: Driver) -> None:
    assert drive(statuses("/200", "/404"), lambda request: Response(int(request.path[1:]))) == [200, 404]


def test_an_operation_that_asks_nothing_returns_at_once(drive: Driver) -> None:
    assert drive(statuses(), lambda _: Response(200)) == []


def refuse(_: Request) -> Response:
    raise ProviderUnavailableError("no answer. Try again.", code="transport.no-answer")


def test_a_lost_answer_is_raised_where_the_operation_asked(drive: Driver) -> None:
    def second_place() -> Operation[list[int]]:
        try:
            yield Request("GET", "https://first.example/")
        except ProviderUnavailableError:
            response = yield Request("GET", "https://second.example/")
            return [response.status]
        return []

    def handler(request: Request) -> Response:
        return Response(200) if "second" in request.url else refuse(request)

    assert drive(second_place(), handler) == [200]


def test_a_lost_answer_that_the_operation_ignores_reaches_the_caller(drive: Driver) -> None:
    with pytest.raises(ProviderUnavailableError):
        drive(statuses("/"), refuse)


def test_an_operation_is_closed_when_a_transport_breaks_in_an_unforeseen_way(drive: Driver) -> None:
    closed = []

    def careful() -> Operation[list[int]]:
        try:
            yield Request("GET", "https://pay.example/")
        finally:
            closed.append(True)
        return []

    def broken(_: Request) -> Response:
        raise RuntimeError

    with pytest.raises(RuntimeError):
        drive(careful(), broken)
    assert closed == [True]
