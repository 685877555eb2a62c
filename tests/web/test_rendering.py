from tests.web.browser import read

from localgov_components.web.frame import site_frame
from localgov_components.web.rendering import render
from localgov_components.web.view import View
from localgov_components.web.words import general_words

HOSTILE = "\"><script>alert(1)</script><b x='y' {{ 7 * 7 }}"


def test_no_text_becomes_markup() -> None:
    content = {
        "title": HOSTILE,
        "blocks": [HOSTILE, [HOSTILE], {"kind": "lines", "lines": [HOSTILE, {"text": HOSTILE, "href": "/a"}]}],
        "links": [{"text": HOSTILE, "href": "/"}],
    }
    html = render(View("message.html", content), site_frame(general_words(), demonstration=True))
    page = read(html)
    assert not list(page.all("script"))
    assert not list(page.one("main").all("b"))
    assert "49" not in page.one("main").text


def test_a_page_without_a_form_has_no_token() -> None:
    html = render(View("message.html", {"title": "A"}), site_frame(general_words(), demonstration=False))
    assert "csrf_token" not in html
