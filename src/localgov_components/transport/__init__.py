"""Requests and answers as values, and the one-method seam through which they travel.

An operation against a service is written once, as a generator; a driver runs it, sync or async.

>>> from localgov_components.transport import FakeTransport, Operation, Request, Response, run
>>> def opening_hours(town: str) -> Operation[str]:
...     response = yield Request("GET", f"https://hours.example/{town}")
...     return response.body.decode()
>>> run(opening_hours("ambleford"), FakeTransport(lambda request: Response(200, body=b"9 to 5")))
'9 to 5'
"""

from localgov_components.transport.driver import AsyncTransport, Operation, Transport, run, run_async
from localgov_components.transport.exchange import Request, Response
from localgov_components.transport.fake import AsyncFakeTransport, FakeTransport
from localgov_components.transport.over_http import AsyncHttpTransport, HttpTransport
from localgov_components.transport.patient import AsyncPatientTransport, PatientTransport
from localgov_components.transport.rate_limit import RateLimit, RequestLimit, SharedRateLimit

__all__ = [
    "AsyncFakeTransport",
    "AsyncHttpTransport",
    "AsyncPatientTransport",
    "AsyncTransport",
    "FakeTransport",
    "HttpTransport",
    "Operation",
    "PatientTransport",
    "RateLimit",
    "Request",
    "RequestLimit",
    "Response",
    "SharedRateLimit",
    "Transport",
    "run",
    "run_async",
]
