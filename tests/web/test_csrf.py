import pytest
from hypothesis import given
from hypothesis import strategies as st

from localgov_components.core.errors import InvalidValueError
from localgov_components.web.csrf import FormTokens

SECRET = b"0123456789abcdef0123456789abcdef"
TOKENS = FormTokens(SECRET)


def test_a_token_is_good_on_every_worker_with_the_secret() -> None:
    assert FormTokens(SECRET.decode()).accept(TOKENS.issue("cookie", service="a"), "cookie", service="a")


@pytest.mark.parametrize(("cookie", "service"), [("other", "a"), ("cookie", "b"), ("", "a")])
def test_a_token_is_good_for_one_cookie_of_one_service(cookie: str, service: str) -> None:
    assert not TOKENS.accept(TOKENS.issue("cookie", service="a"), cookie, service=service)


def test_nobody_without_the_secret_can_make_one() -> None:
    assert not TOKENS.accept(FormTokens(SECRET[::-1]).issue("cookie", service="a"), "cookie", service="a")


def test_no_cookie_has_no_token() -> None:
    assert not TOKENS.accept(TOKENS.issue("", service="a"), "", service="a")


@given(st.text())
def test_nothing_else_is_accepted(token: str) -> None:
    assert TOKENS.accept(token, "cookie", service="a") == (token == TOKENS.issue("cookie", service="a"))


def test_a_short_secret_is_refused_with_a_way_to_make_one() -> None:
    with pytest.raises(InvalidValueError, match="token_urlsafe") as caught:
        FormTokens(b"0123456789abcdef0123456789abcde")
    assert "0123456789" not in str(caught.value)


def test_it_shows_nothing_of_the_secret() -> None:
    assert "0123" not in repr(TOKENS)
