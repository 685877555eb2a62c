from collections.abc import Iterator
from urllib.parse import urlencode

import pytest
from tests.web.town_hall import TownHall

from localgov_components.core.errors import NotFoundError
from localgov_components.web.paths import Paths
from localgov_components.web.visit import MOST_BYTES, MOST_FIELDS, Visit
from localgov_components.web.words import general_words

FORM = {"content-type": "application/x-www-form-urlencoded"}
PATH = "/ambleford/garden-waste/postcode"


@pytest.mark.parametrize(
    "body", ["postcode=" + "x" * MOST_BYTES, "&".join(f"a{number}=" for number in range(MOST_FIELDS + 1))]
)
def test_more_than_a_page_could_send_is_refused_unread(hall: TownHall, body: str) -> None:
    response = hall.client().post(PATH, content=body, headers=FORM)
    assert response.status_code == 413
    assert "That was too much to send" in response.text


def test_a_body_without_an_end_is_refused_when_it_is_too_long(hall: TownHall) -> None:
    def endless() -> Iterator[bytes]:
        for _ in range(1000):
            yield b"a=" + b"x" * 1022

    assert hall.client().post(PATH, content=endless(), headers=FORM).status_code == 413


@pytest.mark.parametrize("kind", ["multipart/form-data; boundary=x", "application/json", "text/plain", ""])
def test_what_is_not_a_form_of_ours_has_no_token_and_is_refused(hall: TownHall, kind: str) -> None:
    browser = hall.browser().begin()
    fields = browser.filled(it="DT97 1AA")
    response = browser.client.post(PATH, content=urlencode(fields), headers={"content-type": kind})
    assert response.status_code == 403


def test_bytes_that_are_not_text_are_an_answer_that_will_not_do(hall: TownHall) -> None:
    browser = hall.browser().begin()
    body = urlencode(browser.filled(it="")).encode() + b"%ff%00\xff"
    assert browser.client.post(PATH, content=body, headers=FORM).status_code == 422


def test_a_visit_without_a_draft_has_none_to_show(hall: TownHall) -> None:
    visit = Visit(
        desk=hall.desk(),
        paths=Paths("ambleford", "garden-waste"),
        words=general_words(),
        return_url="https://forms.example/",
        pay_origin="https://pay.example",
        now=hall.clock(),
        cookie="",
        draft=None,
        form={},
    )
    with pytest.raises(NotFoundError):
        _ = visit.kept
