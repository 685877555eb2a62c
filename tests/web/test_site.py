import dataclasses
from datetime import UTC, datetime

import pytest
from starlette.testclient import TestClient
from tests.web.browser import Browser
from tests.web.town_hall import PAY, SECRET, SITE, TownHall

from localgov_components.core.errors import DefinitionError, InvalidValueError
from localgov_components.forms import Exit, Page, Text
from localgov_components.rules import Fact, Facts, fact
from localgov_components.services import ServiceDesk
from localgov_components.web import application


class Pet(Facts, id="pet"):
    name: Fact[str] = fact("name")
    lost: Fact[bool] = fact("lost")


def site_of(*desks: ServiceDesk, public_url: str = SITE, pay_origin: str = PAY) -> TestClient:
    def clock() -> datetime:
        return datetime(2026, 5, 1, tzinfo=UTC)

    site = application(desks, secret=SECRET, clock=clock, public_url=public_url, pay_origin=pay_origin)
    return TestClient(site, base_url=SITE, follow_redirects=False)


def with_page(desk: ServiceDesk, id_: str) -> ServiceDesk:
    form = dataclasses.replace(desk.service.form, pages=[Page(id_, Text(Pet.name, id="pet"))])
    desk.service = dataclasses.replace(desk.service, form=form)
    return desk


def test_the_site_lists_every_service_of_every_council(hall: TownHall) -> None:
    browser = Browser(hall.client(), "").open("/")
    assert browser.heading == "Council services"
    browser.follow("Brackwater District Council: Subscribe")
    assert (browser.path, browser.heading) == ("/brackwater/garden-waste/", "Subscribe to garden waste collections")


def test_a_council_lists_its_own_services_in_its_own_colours(hall: TownHall) -> None:
    browser = Browser(hall.client(), "").open("/brackwater/")
    assert "Brackwater District Council" in browser.title
    assert '<meta name="theme-color" content="#1d3f66">' in browser.response.text
    assert browser.follow("Subscribe to garden waste").path == "/brackwater/garden-waste/"


@pytest.mark.parametrize("path", ["/ambleford", "/ambleford/garden-waste"])
def test_an_address_without_its_slash_leads_to_the_one_with_it(hall: TownHall, path: str) -> None:
    response = hall.client().get(path, headers={"host": "elsewhere.example"})
    assert (response.status_code, response.headers["location"]) == (308, f"{path}/")


@pytest.mark.parametrize(
    "path",
    [
        "/nowhere",
        "/nowhere/",
        "/ambleford/sheds/",
        "/ambleford/garden-waste/bins/",
        "/assets/../site.py",
        "/assets/",
    ],
)
def test_what_is_not_there_is_a_page_with_a_way_on(hall: TownHall, path: str) -> None:
    response = hall.client().get(path)
    assert response.status_code == 404
    assert "Page not found" in response.text


def test_a_page_that_is_not_there_stands_in_the_frame_of_its_service(hall: TownHall) -> None:
    browser = Browser(hall.client(), "").open("/brackwater/garden-waste/a/b")
    assert "Brackwater District Council" in browser.title
    assert browser.link("Go to the start of the service") == "/brackwater/garden-waste/"
    assert Browser(hall.client(), "").open("/a/b/c").link("Go to the list of services") == "/"


def test_the_process_says_that_it_lives(hall: TownHall) -> None:
    assert hall.client().get("/healthz").text == "ok"


def test_a_demonstration_says_on_every_page_that_nothing_is_real(hall: TownHall) -> None:
    client = hall.client()
    for path in ("/", "/ambleford/", "/ambleford/garden-waste/", "/nowhere"):
        assert "Nothing is collected or charged." in client.get(path).text
    assert "Nothing is collected or charged." not in site_of().get("/").text


def test_footer_links_are_those_of_the_council(hall: TownHall) -> None:
    desk = hall.desk()
    council = desk.running.council.model_copy(update={"links": {"Accessibility": "https://ambleford.example/access"}})
    desk.running = dataclasses.replace(desk.running, council=council)
    browser = Browser(site_of(desk), "").open("/ambleford/garden-waste/")
    assert browser.link("Accessibility") == "https://ambleford.example/access"


def test_a_service_given_twice_is_refused(hall: TownHall) -> None:
    with pytest.raises(DefinitionError, match="'garden-waste' is given twice"):
        site_of(hall.desk(), hall.desk())


@pytest.mark.parametrize("id_", ["check-answers", "payment", "confirmation"])
def test_a_form_with_one_of_our_pages_is_refused(hall: TownHall, id_: str) -> None:
    with pytest.raises(DefinitionError, match=f"a page '{id_}', which is one of ours"):
        site_of(with_page(hall.desk(), id_))


def test_an_exit_with_the_name_of_one_of_our_pages_is_refused(hall: TownHall) -> None:
    desk = hall.desk()
    form = dataclasses.replace(desk.service.form, exits=[Exit("payment", when=Pet.lost)])
    desk.service = dataclasses.replace(desk.service, form=form)
    with pytest.raises(DefinitionError, match="a page 'payment'"):
        site_of(desk)


def test_a_council_with_an_address_of_the_site_is_refused(hall: TownHall) -> None:
    desk = hall.desk()
    desk.running = dataclasses.replace(desk.running, council=desk.running.council.model_copy(update={"id": "assets"}))
    with pytest.raises(DefinitionError, match="an address of the site itself"):
        site_of(desk)


@pytest.mark.parametrize("origin", ["forms.example", "https://", "https://forms.example/path", "ftp://forms.example"])
def test_what_is_not_an_origin_is_refused(origin: str) -> None:
    with pytest.raises(InvalidValueError, match="public_url is not an origin"):
        site_of(public_url=origin)
    with pytest.raises(InvalidValueError, match="pay_origin is not an origin"):
        site_of(pay_origin=origin)


def test_an_origin_may_end_in_a_slash(hall: TownHall) -> None:
    assert site_of(hall.desk(), public_url=f"{SITE}/").get("/").status_code == 200
