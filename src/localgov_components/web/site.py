"""The site: every service of every council at its addresses, and what is shown where there is none.

/                                     the councils' services
/assets/…, /{council}/theme.css       what browsers keep
/{council}/                           the council's services
/{council}/{service}/                 where the service begins
/{council}/{service}/{page}           its questions and exits
/{council}/{service}/{page}/search, …/suggestions
/{council}/{service}/check-answers, …/payment, …/payment/return, …/confirmation
/healthz                              "ok", for whoever watches over the process
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from http import HTTPStatus
from itertools import chain

from localgov_components.core.errors import DefinitionError, Fault, InvalidValueError
from localgov_components.core.libraries import needs_extra
from localgov_components.services import ServiceDesk
from localgov_components.web.assets import Asset, favicon, stylesheet, theme, typeahead
from localgov_components.web.counter import Counter
from localgov_components.web.csrf import FormTokens
from localgov_components.web.frame import Frame, council_frame, site_frame
from localgov_components.web.guard import Guard
from localgov_components.web.messages import busy, index, not_found, problem, too_large
from localgov_components.web.paths import RESERVED, origin_of
from localgov_components.web.rendering import render
from localgov_components.web.view import View
from localgov_components.web.words import general_words, words_of

with needs_extra("web"):
    from starlette.applications import Starlette
    from starlette.exceptions import HTTPException
    from starlette.middleware import Middleware
    from starlette.requests import Request
    from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
    from starlette.routing import Route

__all__ = ["application"]

_TAKEN = frozenset({"assets", "healthz"})
_PERMANENT = 308
_INCIDENT = "INCIDENT-GOES-HERE"


def application(
    desks: Sequence[ServiceDesk],
    *,
    secret: str | bytes,
    clock: Callable[[], datetime],
    public_url: str,
    pay_origin: str,
    secure_cookies: bool = True,
    demonstration: bool = False,
) -> Starlette:
    """An ASGI application that serves the desks' services.

    `secret` signs forms: 32 bytes or more, the same for every worker. `public_url` is the origin that
    browsers use, to which the payment pages send people back; `pay_origin` is that of the payment
    pages (for GOV.UK Pay `https://card.payments.service.gov.uk`). `secure_cookies` is for HTTPS, and
    is turned off only on a developer's machine. `demonstration` says on every page that nothing is
    real. Raises `DefinitionError` for services that cannot stand side by side, or whose form uses the
    name of one of our pages.
    """
    DefinitionError.raise_for(list(_faults(desks)))
    tokens = FormTokens(secret)
    public, pay = _origin(public_url, "public_url"), _origin(pay_origin, "pay_origin")
    counters = [
        Counter(
            desk=desk,
            clock=clock,
            tokens=tokens,
            public_url=public,
            pay_origin=pay,
            secure_cookies=secure_cookies,
            demonstration=demonstration,
        )
        for desk in desks
    ]
    site = _Site(counters, clock, demonstration=demonstration)
    starlette = Starlette(
        routes=site.routes(),
        middleware=[Middleware(Guard, problem=site.problem_pages())],
        exception_handlers={HTTPException: site.refuse},
    )
    starlette.router.redirect_slashes = False  # it would repeat whatever host the request named
    return starlette


class _Site:
    """What belongs to no one service: lists, assets, and pages for what went wrong."""

    def __init__(self, counters: Sequence[Counter], clock: Callable[[], datetime], *, demonstration: bool) -> None:
        self._counters = counters
        self._clock = clock
        self._demonstration = demonstration

    def routes(self) -> list[Route]:
        councils = {counter.paths.council_id: counter for counter in self._counters}
        themes = (theme(each.paths.theme, each.desk.running.council.theme) for each in councils.values())
        slashless = [counter.paths.base for counter in self._counters] + [f"/{id_}" for id_ in councils]
        return [
            Route("/", self._site_index),
            Route("/healthz", _healthy),
            *(Route(asset.path, _serving(asset)) for asset in (stylesheet(), favicon(), typeahead(), *themes)),
            *(Route(f"/{id_}/", self._council_index(counter)) for id_, counter in councils.items()),
            *(Route(path, _with_slash) for path in slashless),
            *chain.from_iterable(counter.routes() for counter in self._counters),
        ]

    def refuse(self, request: Request, error: Exception) -> Response:
        """The page for a request that Starlette, or `read_form`, has turned away."""
        status = HTTPStatus(error.status_code) if isinstance(error, HTTPException) else HTTPStatus.BAD_REQUEST
        headers = error.headers if isinstance(error, HTTPException) else None
        frame = self._frame_at(request.url.path)
        headers = {**(headers or {}), **frame.headers()}
        view = not_found(frame.words, href=frame.service["href"], status=status)
        if status is HTTPStatus.REQUEST_ENTITY_TOO_LARGE:
            view = too_large(frame.words)
        return HTMLResponse(render(view, frame), status, headers)

    def problem_pages(self) -> Callable[[str, str, bool], Response]:
        """Pages for what nobody expected, made beforehand: they need nothing that may be broken."""
        made = {path: (*_problems(frame), frame.headers()) for path, frame in self._frames().items()}

        def page(path: str, incident: str, is_busy: bool) -> Response:  # noqa: FBT001 - Guard passes three in order
            problem_page, busy_page, headers = made[_nearest(path, made)]
            if is_busy:
                return HTMLResponse(busy_page, HTTPStatus.SERVICE_UNAVAILABLE, {**headers, "retry-after": "60"})
            text = problem_page.replace(_INCIDENT, incident)
            return HTMLResponse(text, HTTPStatus.INTERNAL_SERVER_ERROR, headers)

        return page

    def _frames(self) -> dict[str, Frame]:
        return {"/": self._frame(), **{counter.paths.start: counter.frame() for counter in self._counters}}

    def _frame_at(self, path: str) -> Frame:
        frames = self._frames()
        return frames[_nearest(path, frames)]

    def _frame(self) -> Frame:
        return site_frame(general_words(), demonstration=self._demonstration)

    def _site_index(self, request: Request) -> Response:  # noqa: ARG002 - Starlette passes it
        links = [
            (f"{frame.council['name']}: {frame.service['name']}", frame.service["href"])
            for frame in (counter.frame() for counter in self._counters)
        ]
        return _page(index(general_words(), links), self._frame())

    def _council_index(self, first: Counter) -> Callable[[Request], Response]:
        def show_index(request: Request) -> Response:  # noqa: ARG001 - Starlette passes it
            council, now = first.desk.running.council, self._clock()
            here = [counter for counter in self._counters if counter.paths.council_id == council.id]
            services = [counter.frame().service for counter in here]
            words = words_of(first.desk, now=now)
            frame = council_frame(council, first.paths, words, demonstration=self._demonstration)
            return _page(index(words, [(service["name"], service["href"]) for service in services]), frame)

        return show_index


def _faults(desks: Sequence[ServiceDesk]) -> Iterator[Fault]:
    seen: set[tuple[str, str]] = set()
    for desk in desks:
        council, service = desk.running.council.id, desk.service.id
        if (council, service) in seen:
            yield Fault(council, f"the service '{service}' is given twice. Give it once")
        seen.add((council, service))
        if council in _TAKEN:
            yield Fault(council, "a council's id that is an address of the site itself. Choose another")
        form = desk.service.form
        for name in sorted(RESERVED & {*(page.id for page in form.pages), *(each.id for each in form.exits)}):
            yield Fault(service, f"the form has a page '{name}', which is one of ours. Call it something else")


def _origin(url: str, name: str) -> str:
    """Scheme, host and port, and nothing else."""
    origin = origin_of(url)
    if url.rstrip("/").lower() != origin or not origin.startswith(("https://", "http://")) or origin.endswith("//"):
        raise InvalidValueError(
            f"{name} is not an origin. Write it like https://forms.example.gov.uk", code="web.origin"
        )
    return origin


def _nearest(path: str, found: Mapping[str, object]) -> str:
    """The longest of the addresses under which a path lies."""
    return max((prefix for prefix in found if f"{path}/".startswith(prefix)), key=len, default="/")


def _problems(frame: Frame) -> tuple[str, str]:
    return render(problem(frame.words, incident=_INCIDENT), frame), render(busy(frame.words), frame)


def _page(view: View, frame: Frame) -> Response:
    return HTMLResponse(render(view, frame), view.status, frame.headers())


def _serving(asset: Asset) -> Callable[[Request], Response]:
    return lambda request: asset.response()  # noqa: ARG005 - Starlette passes it


def _with_slash(request: Request) -> Response:
    return RedirectResponse(f"{request.url.path}/", _PERMANENT)


def _healthy(request: Request) -> Response:  # noqa: ARG001 - Starlette passes it
    return PlainTextResponse("ok")
