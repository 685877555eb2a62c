"""One service at its addresses: from a request to a visit, to a reply, to an answer.

Every POST is checked for its form token before anything is done with it. Work with the database and
with providers is done in worker threads; what a case's completion leaves to send is sent after the
answer has gone out.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeAlias

from localgov_components.core.libraries import needs_extra
from localgov_components.forms import Submitted
from localgov_components.records import Draft
from localgov_components.services import ServiceDesk
from localgov_components.web.allowance import Allowance
from localgov_components.web.asking import begin, place_of, show_page, start, take_answer
from localgov_components.web.cookies import LIFE, DraftCookie
from localgov_components.web.csrf import FormTokens
from localgov_components.web.frame import Frame, service_frame
from localgov_components.web.guard import log_failure
from localgov_components.web.messages import expired
from localgov_components.web.paths import CHANGE, Paths
from localgov_components.web.paying import confirmation, pay, payment, returned
from localgov_components.web.rendering import render
from localgov_components.web.searching import show_search, suggest, take_search
from localgov_components.web.sending import check, send
from localgov_components.web.view import Reply, View
from localgov_components.web.visit import Visit, read_form
from localgov_components.web.words import words_of

with needs_extra("web"):
    from starlette.background import BackgroundTask
    from starlette.concurrency import run_in_threadpool
    from starlette.requests import Request
    from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
    from starlette.routing import Route

__all__ = ["Counter"]

_Handler: TypeAlias = Callable[[Visit], Reply]

_POST = "POST"
_TOKEN = "csrf_token"  # noqa: S105 - the name of a field
_SEE_OTHER = 303

_PAGES: Mapping[str, Mapping[str, _Handler]] = {
    "": {"GET": start, _POST: begin},
    "check-answers": {"GET": check, _POST: send},
    "payment": {"GET": payment, _POST: pay},
    "payment/return": {"GET": returned},
    "confirmation": {"GET": confirmation},
    "{page}/search": {"GET": show_search, _POST: take_search},
    "{page}/suggestions": {_POST: suggest},
    "{page}": {"GET": show_page, _POST: take_answer},
}


@dataclass(frozen=True, slots=True)
class Counter:
    """Where a service is used. Keeps nothing between requests but who was given suggestions lately, and how often."""

    desk: ServiceDesk
    clock: Callable[[], datetime]
    tokens: FormTokens = field(repr=False)
    public_url: str
    pay_origin: str
    secure_cookies: bool
    demonstration: bool
    allowance: Allowance = field(default_factory=Allowance, repr=False)

    @property
    def paths(self) -> Paths:
        """Its addresses."""
        return Paths(self.desk.running.council.id, self.desk.service.id)

    def routes(self) -> list[Route]:
        """Its pages, the named ones before those of the form."""
        return [
            Route(f"{self.paths.start}{name}", self._endpoint(handlers), methods=list(handlers))
            for name, handlers in _PAGES.items()
        ]

    def frame(self) -> Frame:
        """What stands round its pages today."""
        words = words_of(self.desk, now=self.clock())
        return service_frame(self.desk.running.council, self.paths, words, demonstration=self.demonstration)

    def _endpoint(self, handlers: Mapping[str, _Handler]) -> Callable[[Request], Awaitable[Response]]:
        async def endpoint(request: Request) -> Response:
            form = await read_form(request) if request.method == _POST else {}
            handler = handlers[_POST if request.method == _POST else "GET"]
            return await run_in_threadpool(self._answer, request, form, handler)

        return endpoint

    def _answer(self, request: Request, form: Submitted, handler: _Handler) -> Response:
        visit = self._visit(request, form)
        genuine = request.method != _POST or self._is_ours(visit)
        reply = handler(visit) if genuine else _expired(visit)
        response = self._response(reply, visit.cookie)
        if reply.token:
            self._cookie.write(response, reply.token)
        if reply.completed:
            response.background = BackgroundTask(_deliver, self.desk, visit.now)
        return response

    def _visit(self, request: Request, form: Submitted) -> Visit:
        now = self.clock()
        cookie = self._cookie.read(request.cookies)
        return Visit(
            desk=self.desk,
            paths=self.paths,
            words=words_of(self.desk, now=now),
            return_url=f"{self.public_url}{self.paths.payment}/return",
            pay_origin=self.pay_origin,
            now=now,
            cookie=cookie,
            draft=_fresh(self.desk.find(cookie) if cookie else None, now),
            form=form,
            page=request.path_params.get("page", ""),
            changing=CHANGE in request.query_params,
            allowance=self.allowance,
        )

    def _is_ours(self, visit: Visit) -> bool:
        token = next(iter(visit.form.get(_TOKEN, ())), "")
        return self.tokens.accept(token, visit.cookie, service=self._cookie.name)

    def _response(self, reply: Reply, cookie: str) -> Response:
        if reply.view is not None:
            return self._page(reply.view, reply.token or cookie)
        if reply.data is not None:
            return JSONResponse(reply.data, reply.status)
        return _redirect(reply.location)

    def _page(self, view: View, cookie: str) -> Response:
        token = self.tokens.issue(cookie, service=self._cookie.name) if cookie else ""
        frame = self.frame()
        headers = frame.headers(form_action=self.pay_origin if view.pays else "", suggests=view.suggests)
        return HTMLResponse(render(view, frame, csrf_token=token), view.status, headers)

    @property
    def _cookie(self) -> DraftCookie:
        return DraftCookie(self.paths.council_id, self.paths.service_id, secure=self.secure_cookies)


def _fresh(draft: Draft | None, now: datetime) -> Draft | None:
    """A draft that somebody touched within a day: a copied cookie is worth no more than a kept one."""
    return draft if draft is not None and now - draft.updated_at < LIFE else None


def _expired(visit: Visit) -> Reply:
    begun = visit.draft is not None
    href = place_of(visit) if begun else visit.paths.start
    return Reply(view=expired(visit.words, href=href, begun=begun))


def _redirect(location: str) -> Response:
    return RedirectResponse(location, _SEE_OTHER)


def _deliver(desk: ServiceDesk, now: datetime) -> None:
    """Send what waits; what could not be sent waits on, and `catch_up` tries again."""
    try:
        desk.deliver(now=now)
    except Exception as error:  # noqa: BLE001 - the answer has gone out; nobody is left to tell but the log
        log_failure(error)
