"""OS Places as an address provider, from one operation, sync and async.

Answers come a hundred rows at a time, and the header's total does not always agree with the list, so it is asked
on until a page is short or brings nothing new. Where it would take very many requests to be whole, the query
is refused: a part is never handed back for the whole. Free text is answered as far as the page that is asked for.

>>> from localgov_components.identifiers import Postcode
>>> from localgov_components.transport import FakeTransport, Response
>>> row = {"UPRN": "000199990001", "ADDRESS": "1, MILL LANE, AMBLEFORD, DT97 1AA", "POSTCODE": "DT97 1AA"}
>>> answer = {"header": {"totalresults": 1}, "results": [{"DPA": row}]}
>>> places = OsPlaces(FakeTransport(lambda request: Response.with_json(200, answer)), "0000")
>>> [address.uprn for address in places.find(AddressQuery(postcode=Postcode.parse("DT97 1AA"))).addresses]
[Uprn('199990001')]
"""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from math import inf
from typing import Literal

from pydantic import JsonValue

from localgov_components.address.grid.point import GridPoint
from localgov_components.address.model import GazetteerAddress
from localgov_components.address.order import walking_order
from localgov_components.address.os_places.account import OS_PLACES_URL, Dataset, OsPlacesAccount
from localgov_components.address.os_places.asking import CAPABILITIES, Question, question_of
from localgov_components.address.os_places.merging import merged, without_shells
from localgov_components.address.os_places.refusals import json_of, unreadable
from localgov_components.address.os_places.rows import Row
from localgov_components.address.provider import AddressPage, AddressQuery
from localgov_components.core import NotSupportedError
from localgov_components.transport import AsyncTransport, Operation, Transport, run, run_async

__all__ = ["AsyncOsPlaces", "OsPlaces", "find_addresses"]

_COUNT = re.compile(r"[0-9]{1,9}", re.ASCII)
_ROWS_AT_ONCE = 100
_MOST_REQUESTS = 50
"""For one query: five thousand rows, more than any postcode has, and a twelfth of a minute's allowance."""


class OsPlaces:
    """Finds addresses with OS Places API.

    Give it a `PatientTransport` with a rate limit of `OS_PLACES_LIMIT` requests a minute, shared by all that use
    the key. `find` raises `NotSupportedError` for what OS Places cannot be asked, `ProviderRefusedError` when it
    said no (a refused key, a bad request) and `ProviderUnavailableError` when no answer came that can be read.
    """

    name = "os-places"
    capabilities = CAPABILITIES

    def __init__(
        self,
        transport: Transport,
        api_key: str,
        *,
        base_url: str = OS_PLACES_URL,
        datasets: tuple[Dataset, ...] = ("DPA", "LPI"),
        language: Literal["ENG", "CYM"] = "ENG",
    ) -> None:
        self._transport = transport
        self._account = OsPlacesAccount(api_key, base_url, datasets, language)

    def find(self, query: AddressQuery) -> AddressPage:
        """Addresses that fit, perhaps none, each property once."""
        return run(find_addresses(self._account, query), self._transport)

    def __repr__(self) -> str:
        """The address, never the key."""
        return f"OsPlaces(base_url={self._account.base_url!r})"


class AsyncOsPlaces:
    """As `OsPlaces`, for an event loop."""

    name = "os-places"
    capabilities = CAPABILITIES

    def __init__(
        self,
        transport: AsyncTransport,
        api_key: str,
        *,
        base_url: str = OS_PLACES_URL,
        datasets: tuple[Dataset, ...] = ("DPA", "LPI"),
        language: Literal["ENG", "CYM"] = "ENG",
    ) -> None:
        self._transport = transport
        self._account = OsPlacesAccount(api_key, base_url, datasets, language)

    async def find(self, query: AddressQuery) -> AddressPage:
        """Addresses that fit, perhaps none, each property once."""
        return await run_async(find_addresses(self._account, query), self._transport)

    def __repr__(self) -> str:
        """The address, never the key."""
        return f"AsyncOsPlaces(base_url={self._account.base_url!r})"


def find_addresses(account: OsPlacesAccount, query: AddressQuery) -> Operation[AddressPage]:
    """One query, over as many requests as its answer needs; see `OsPlaces` for what it raises."""
    question, reading = question_of(query), _Reading()
    while True:
        response = yield account.request(question.method, _paged(question, reading.received), data=question.body)
        reading.take(json_of(response, query, api_key=account.api_key))
        if reading.is_whole or not question.is_paged or reading.received >= _wanted(query):
            found = _addresses(reading, account, query)
            if reading.is_whole or not question.is_paged:
                return _page(found, query, total=len(found) if question.is_paged else None)
            if len(found) >= _wanted(query):
                return _page(found, query, total=None)
        _require_few(reading, query)


@dataclass(slots=True)
class _Reading:
    """The rows of a query so far, and whether there may be more."""

    rows: list[Row] = field(default_factory=list)
    received: int = 0
    total: int | None = None
    requests: int = 0
    is_whole: bool = False
    _seen: set[str] = field(default_factory=set, repr=False)

    def take(self, body: JsonValue) -> None:
        results, self.total = _results(body)
        if self.total and not results and not self.rows:
            raise unreadable()  # a count without its rows: none is not the answer
        fresh = {written: each for each in results if (written := json.dumps(each, sort_keys=True)) not in self._seen}
        self._seen |= fresh.keys()
        self.rows += map(Row.of, fresh.values())
        self.received += len(results)
        self.requests += 1
        is_short = len(results) < _ROWS_AT_ONCE and (self.total is None or self.received >= self.total)
        self.is_whole = not fresh or is_short


def _paged(question: Question, offset: int) -> dict[str, str | int]:
    paging = {"maxresults": _ROWS_AT_ONCE, "offset": offset} if question.is_paged else {}
    return {**question.parameters, **paging}


def _results(body: JsonValue) -> tuple[Sequence[JsonValue], int | None]:
    """The rows of one answer, and how many the header speaks of. Without `results`, none were found."""
    if not isinstance(body, dict) or not isinstance(header := body.get("header"), dict):
        raise unreadable()
    results = body.get("results")
    if results is None:
        results = []
    if not isinstance(results, list):
        raise unreadable()
    total = str(header.get("totalresults"))
    return results, int(total) if _COUNT.fullmatch(total) else None


def _require_few(reading: _Reading, query: AddressQuery) -> None:
    """Refuse before the allowance is spent on an answer that cannot be read whole."""
    most, wanted = _MOST_REQUESTS * _ROWS_AT_ONCE, _wanted(query)
    needed = wanted if wanted < inf else reading.total or 0
    if reading.requests >= _MOST_REQUESTS or needed > most:
        raise NotSupportedError(
            f"OS Places has more than {most} rows for this query. "
            "Ask for a smaller area; in free text, for fewer with a limit.",
            code="os-places.too-many-rows",
        )


def _wanted(query: AddressQuery) -> float:
    """After how many addresses reading may end: only free text is in the order in which it is handed back."""
    return query.offset + query.limit if query.text is not None and query.limit is not None else inf


def _addresses(reading: _Reading, account: OsPlacesAccount, query: AddressQuery) -> list[GazetteerAddress]:
    if query.uprn is not None:
        every = merged(reading.rows, account, with_ended=True)
        return [address for address in every if address.uprn == query.uprn]
    found = merged(reading.rows, account, with_ended=False)
    return found if query.include_shells else without_shells(found)


def _page(found: Sequence[GazetteerAddress], query: AddressQuery, *, total: int | None) -> AddressPage:
    end = None if query.limit is None else query.offset + query.limit
    return AddressPage(addresses=tuple(_in_order(found, query)[query.offset : end]), total=total)


def _in_order(found: Sequence[GazetteerAddress], query: AddressQuery) -> Sequence[GazetteerAddress]:
    """Nearest first around a point, the best first for free text, otherwise as people walk."""
    if query.text is not None:
        return found
    if query.near is not None:
        near = query.near
        return sorted(found, key=lambda address: (_distance(address, near), walking_order(address)))
    return sorted(found, key=walking_order)


def _distance(address: GazetteerAddress, point: GridPoint) -> float:
    if address.easting is None or address.northing is None:
        return inf
    return point.distance_to(GridPoint(address.easting, address.northing))
