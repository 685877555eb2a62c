from http.cookies import SimpleCookie

import pytest
from starlette.responses import Response

from localgov_components.web.cookies import DraftCookie, new_value


def written(*, secure: bool) -> SimpleCookie:
    response = Response()
    DraftCookie("ambleford", "garden-waste", secure=secure).write(response, new_value())
    return SimpleCookie(response.headers["set-cookie"])


def test_over_https_no_other_host_can_set_it() -> None:
    ((name, morsel),) = written(secure=True).items()
    assert name.startswith("__Host-")
    assert (morsel["path"], morsel["secure"], morsel["domain"]) == ("/", True, "")


def test_without_https_it_is_sent_to_its_own_service_only() -> None:
    ((name, morsel),) = written(secure=False).items()
    assert not name.startswith("__Host-")
    assert (morsel["path"], morsel["secure"]) == ("/ambleford/garden-waste", "")


@pytest.mark.parametrize("secure", [True, False])
def test_no_script_and_no_other_site_has_it_and_it_lasts_a_day(secure: bool) -> None:  # noqa: FBT001
    (morsel,) = written(secure=secure).values()
    assert (morsel["httponly"], morsel["samesite"].lower(), morsel["max-age"]) == (True, "lax", "86400")


@pytest.mark.parametrize("value", ["", "short", "x" * 44, "x" * 42 + "é", "x" * 42 + "\n"])
def test_a_value_that_is_not_one_of_ours_is_none(value: str) -> None:
    cookie = DraftCookie("ambleford", "garden-waste", secure=True)
    assert cookie.read({cookie.name: value}) == ""


def test_a_new_value_can_be_read_again_and_is_never_the_same() -> None:
    cookie = DraftCookie("ambleford", "garden-waste", secure=True)
    value = new_value()
    assert cookie.read({cookie.name: value}) == value
    assert new_value() != value
