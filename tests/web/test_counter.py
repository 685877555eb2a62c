import logging
from collections.abc import Callable

import pytest
from starlette.testclient import TestClient
from tests.web.browser import Browser
from tests.web.town_hall import HOMES, PAY, SECRET, SITE, TownHall

from localgov_components.core.errors import ProviderUnavailableError
from localgov_components.notifications import Message, Sent
from localgov_components.web import application

Fields = list[tuple[str, str]]


def without_token(fields: Fields) -> Fields:
    return [(name, value) for name, value in fields if name != "csrf_token"]


def with_other_token(fields: Fields) -> Fields:
    return [(name, value[::-1] if name == "csrf_token" else value) for name, value in fields]


@pytest.mark.parametrize("forged", [without_token, with_other_token])
def test_a_form_that_is_not_ours_is_refused_and_nothing_is_lost(
    hall: TownHall, forged: Callable[[Fields], Fields]
) -> None:
    browser = hall.at_check_answers().open("bins")
    browser.post(forged(browser.filled("4 bins")), "/ambleford/garden-waste/bins")
    assert (browser.response.status_code, browser.heading) == (403, "This page had expired")
    browser.follow("Go on with the answers you gave before")
    assert browser.path.endswith("/check-answers")
    assert browser.summary["Number of bins"] == "2 bins"


@pytest.mark.parametrize("page", ["", "postcode", "check-answers", "payment"])
def test_a_form_without_a_cookie_is_refused_everywhere(hall: TownHall, page: str) -> None:
    response = hall.client().post(f"/ambleford/garden-waste/{page}", data={"csrf_token": "", "postcode": "DT97 1AA"})
    assert response.status_code == 403
    assert "set-cookie" not in response.headers


def test_a_form_of_the_start_page_is_bound_to_the_browser_it_was_shown_to(hall: TownHall) -> None:
    mine, other = hall.browser().open(""), hall.browser().open("")
    other.post(mine.filled(), "/ambleford/garden-waste/")
    assert other.response.status_code == 403
    assert other.follow("Go to the start of the service").heading == "Subscribe to garden waste collections"


def test_a_form_of_one_council_does_nothing_at_another(hall: TownHall) -> None:
    browser = hall.browser().begin()
    abroad = Browser(browser.client, "/brackwater/garden-waste").open("")
    abroad.post(browser.filled(it="DT97 1AA"), "/brackwater/garden-waste/postcode")
    assert abroad.response.status_code == 403


def test_starting_again_in_another_tab_makes_the_first_tab_expire(hall: TownHall) -> None:
    first = hall.browser().begin()
    hall.again(first).begin()
    first.client.cookies = hall.again(first).begin().client.cookies
    first.send(it=HOMES["ambleford"])
    assert (first.response.status_code, first.heading) == (403, "This page had expired")
    assert first.follow("Go on").heading == "What is the postcode of the property?"


def test_a_draft_of_one_council_is_nothing_at_another(hall: TownHall) -> None:
    browser = hall.at_check_answers()
    (cookie,) = browser.client.cookies.jar
    client = hall.client()
    client.cookies.set(cookie.name.replace("ambleford", "brackwater"), cookie.value or "")
    assert Browser(client, "/brackwater/garden-waste").open("check-answers").path == "/brackwater/garden-waste/"


def test_a_server_that_was_started_again_at_every_step_loses_nothing(hall: TownHall) -> None:
    browser = hall.browser().begin()
    browser = hall.again(browser).open("postcode").send(it=HOMES["ambleford"])
    browser = hall.again(browser).open("address")
    browser = hall.again(browser.send(browser.labels()[0])).open("bins").send("1 bin")
    browser = hall.again(browser).open("benefits").send("Pension Credit")
    browser = hall.again(browser).open("name").send(it="A Resident")
    browser = hall.again(browser).open("email").send(it="a.resident@resident.example")
    browser = hall.again(browser).open("check-answers").send()
    place = hall.sandbox.pay(browser.sent_to).removeprefix(SITE)
    assert hall.again(browser).open(place).heading == "Subscription complete"


def test_looking_without_fetching_is_answered_alike(hall: TownHall) -> None:
    response = hall.client().head("/ambleford/garden-waste/")
    assert (response.status_code, response.content) == (200, b"")


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS"])
def test_another_method_is_refused_with_a_page(hall: TownHall, method: str) -> None:
    response = hall.client().request(method, "/ambleford/garden-waste/postcode")
    assert response.status_code == 405
    assert set(response.headers["allow"].split(", ")) == {"GET", "HEAD", "POST"}
    assert "Page not found" in response.text


def test_nobody_posts_to_where_payments_return(hall: TownHall) -> None:
    response = hall.client().post("/ambleford/garden-waste/payment/return")
    assert response.status_code == 405
    assert set(response.headers["allow"].split(", ")) == {"GET", "HEAD"}


class Silent:
    """A way to send messages that does not work."""

    name = "silent"

    def __init__(self, error: Exception) -> None:
        self.error = error

    def send(self, message: Message) -> Sent:
        raise self.error


def test_a_message_that_could_not_be_sent_does_not_trouble_the_applicant(hall: TownHall) -> None:
    hall.notifications = Silent(ProviderUnavailableError("no answer. Try again.", code="letters.away"))
    browser = hall.at_check_answers().send()
    assert hall.pay(browser).heading == "Subscription complete"
    hall.notifications = None
    assert hall.desk().deliver(now=hall.clock()) in {0, 1}


def test_a_failure_while_sending_messages_is_logged_without_its_words(
    hall: TownHall, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def break_down(self: object, *, now: object) -> int:
        raise RuntimeError("a.resident@resident.example")

    monkeypatch.setattr("localgov_components.services.ServiceDesk.deliver", break_down)
    browser = hall.at_check_answers().send()
    with caplog.at_level(logging.INFO):
        assert hall.pay(browser).heading == "Subscription complete"
    assert "RuntimeError" in caplog.text
    assert "resident.example" not in caplog.text


def test_cookies_without_https_work_on_a_developers_machine(hall: TownHall) -> None:

    site = application(
        [hall.desk()],
        secret=SECRET,
        clock=hall.clock,
        public_url="http://127.0.0.1:8000",
        pay_origin=PAY,
        secure_cookies=False,
    )
    client = TestClient(site, base_url="http://127.0.0.1:8000", follow_redirects=False)
    browser = Browser(client, "/ambleford/garden-waste").begin()
    assert browser.heading == "What is the postcode of the property?"
