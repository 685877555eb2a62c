"""Whatever is sent, nobody gets an error of the server, and nothing that was sent becomes markup."""

from collections.abc import Iterator
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.web.browser import Browser, read
from tests.web.town_hall import Prepared, TownHall

from localgov_components.storage import Store

FORM = {"content-type": "application/x-www-form-urlencoded"}
QUESTIONS = (
    "postcode", "address", "address-by-hand", "address/search", "address/suggestions", "bins", "benefits", "blue-badge",
    "name", "email", "outside-area", "sheds",
)  # fmt: skip
PAGES = ("", *QUESTIONS, "check-answers", "payment", "confirmation")
NAMES = (
    "postcode", "address", "address-by-hand-line1", "search", "chosen", "bins", "benefits", "blue-badge", "name",
    "email", "seal",
)  # fmt: skip
VALUES = st.one_of(
    st.sampled_from(["", "2", "yes", "none", "not-listed", "DT97 2AF", "a@b.example", "<b onclick=x>", "{{7*7}}"]),
    st.text(max_size=30),
)


@pytest.fixture(scope="module")
def browser(prepared: Prepared, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    folder = tmp_path_factory.mktemp("hostile")
    hall = TownHall(prepared, Store.open(folder / "records.sqlite"), folder)
    yield hall.at_check_answers()
    hall.close()


@given(page=st.sampled_from(QUESTIONS), fields=st.lists(st.tuples(st.sampled_from(NAMES), VALUES), max_size=6))
def test_no_form_breaks_the_server(browser: Browser, page: str, fields: list[tuple[str, str]]) -> None:
    token = browser.open("postcode").filled()[0]
    sent = [token, *((name, value.encode("utf-8", "replace").decode()) for name, value in fields)]
    browser.post(sent, f"/ambleford/garden-waste/{page}")
    assert browser.response.status_code < 500
    assert not [each for each in browser.page.all() if "onclick" in each.attributes]


@given(page=st.sampled_from(PAGES), body=st.binary(max_size=200))
def test_no_bytes_break_the_server(browser: Browser, page: str, body: bytes) -> None:
    response = browser.client.post(f"/ambleford/garden-waste/{page}", content=body, headers=FORM)
    assert response.status_code in {403, 413}


@given(st.text(max_size=60))
def test_no_address_breaks_the_server(browser: Browser, path: str) -> None:
    encoded = quote(path.encode("utf-8", "replace"))
    response = browser.client.get(f"/ambleford/garden-waste/{encoded}?change={encoded}")
    assert response.status_code < 500


@given(st.text(max_size=80))
def test_no_cookie_breaks_the_server(browser: Browser, value: str) -> None:
    name = "__Host-localgov-ambleford-garden-waste"
    header = f"{name}={value}".encode("latin-1", "replace").translate(None, b"\r\n\x00")
    client = browser.client.__class__(browser.client.app, base_url=str(browser.client.base_url))
    assert client.get("/ambleford/garden-waste/bins", headers=[(b"cookie", header)]).status_code < 500


@given(st.text(min_size=1, max_size=60))
def test_what_was_typed_is_shown_again_as_text_only(browser: Browser, typed: str) -> None:
    typed = typed.encode("utf-8", "replace").decode()
    browser.open("postcode").send(it=f'"><b x="{typed}')
    assert browser.response.status_code == 422
    assert not list(read(browser.response.text).one("main").all("b"))
