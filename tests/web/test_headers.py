import dataclasses
from collections.abc import Callable

import pytest
from pydantic import ValidationError
from starlette.testclient import TestClient
from tests.web.browser import Browser
from tests.web.town_hall import DECLINED, HOMES, PAY, SECRET, SITE, TownHall

from localgov_components.services import Council
from localgov_components.web import application
from localgov_components.web.headers import SAFE_HEADERS, content_policy

PLACES: dict[str, Callable[[TownHall], Browser]] = {
    "index": lambda hall: hall.browser().open("/"),
    "council": lambda hall: hall.browser().open("/ambleford/"),
    "health": lambda hall: hall.browser().open("/healthz"),
    "not found": lambda hall: hall.browser().open("/nowhere"),
    "start": lambda hall: hall.browser().open(""),
    "redirect": lambda hall: hall.browser().open(""),
    "question": lambda hall: hall.browser().begin(),
    "problem": lambda hall: hall.browser().begin().send(it=""),
    "expired": lambda hall: hall.browser().begin().post([]),
    "nothing found": lambda hall: hall.browser().begin().send(it="DT97 1ZZ"),
    "list": lambda hall: hall.browser().begin().send(it=HOMES["ambleford"]),
    "check answers": lambda hall: hall.at_check_answers(),
    "payment problem": lambda hall: hall.pay(hall.at_check_answers().send(), card=DECLINED),
    "confirmation": lambda hall: hall.pay(hall.at_check_answers().send()),
}


@pytest.mark.parametrize("place", PLACES)
def test_every_page_has_safe_headers(hall: TownHall, place: str) -> None:
    headers = PLACES[place](hall).response.headers
    assert {name: headers[name] for name in SAFE_HEADERS if "policy" not in name} == {
        name: value for name, value in SAFE_HEADERS.items() if "policy" not in name
    }
    assert headers["referrer-policy"] == "same-origin"
    assert headers["content-security-policy"] in {content_policy(), content_policy("https://pay.example")}


@pytest.mark.parametrize("place", PLACES)
def test_no_page_has_script_or_style_of_its_own(hall: TownHall, place: str) -> None:
    page = PLACES[place](hall).page
    assert not list(page.all("script"))
    assert not list(page.all("style"))
    assert not [each for each in page.all() if any(name == "style" or name[:2] == "on" for name in each.attributes)]


@pytest.mark.parametrize("path", ["/ambleford", "/ambleford/garden-waste/check-answers"])
def test_a_redirect_has_them_too(hall: TownHall, path: str) -> None:
    response = hall.client().get(path)
    assert response.status_code in {303, 308}
    assert {response.headers[name] for name in SAFE_HEADERS} == set(SAFE_HEADERS.values())


def test_nothing_but_our_own_styles_and_pictures_may_be_loaded() -> None:
    directives = dict(part.split(" ", 1) for part in content_policy().split("; "))
    assert directives.pop("default-src") == "'none'"
    assert directives == {
        "style-src": "'self'",
        "img-src": "'self'",
        "form-action": "'self'",
        "base-uri": "'none'",
        "frame-ancestors": "'none'",
    }


def test_a_council_may_bring_its_own_build_of_govuk_frontend(hall: TownHall) -> None:
    desk = hall.desk("ambleford")
    council = desk.running.council.model_copy(update={"stylesheet": "https://www.example.gov.uk/govuk-frontend.css"})
    desk.running = dataclasses.replace(desk.running, council=council)
    site = application([desk], secret=SECRET, clock=hall.clock, public_url=SITE, pay_origin=PAY)
    with TestClient(site, base_url=SITE) as client:
        for path, status in {
            "/ambleford/garden-waste/": 200,
            "/ambleford/": 200,
            "/ambleford/garden-waste/no": 404,
        }.items():
            page = client.get(path)
            assert page.status_code == status
            assert '<link rel="stylesheet" href="https://www.example.gov.uk/govuk-frontend.css">' in page.text
            assert "/assets/localgov" not in page.text
            policy = page.headers["content-security-policy"]
            assert policy == content_policy(look_from="https://www.example.gov.uk")
            assert "font-src https://www.example.gov.uk" in policy


@pytest.mark.parametrize(
    "address", ["http://a.example/x.css", "https://a.example/x.css; img-src *", "https://a.example/", "/x.css"]
)
def test_a_stylesheet_is_a_plain_https_address(hall: TownHall, address: str) -> None:
    council = hall.desk("ambleford").running.council.model_dump(mode="json")
    with pytest.raises(ValidationError):
        Council.model_validate({**council, "stylesheet": address})
