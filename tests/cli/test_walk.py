"""The walk's browser reads pages by their labels, and the walk says when it does not arrive."""

from localgov_components.cli.browser import HtmlPage

PAGE = """
<title>Which? – Bins</title>
<form method="post" action="next">
<input type="hidden" name="csrf_token" value="t">
<label for="a"> Your   <b>name</b></label><input id="a" name="name" value="old">
<input type="radio" id="b" name="bins" value="1"><label for="b">1 bin</label>
<input type="radio" id="c" name="bins" value="2" checked><label for="c">2 bins</label>
<select name="address"><option value="">Choose</option><option value="7">7 Mill Lane</option></select>
<button>Go</button>
</form>
<p>Paid <strong>£3.00</strong> today</p>
"""


def page() -> HtmlPage:
    return HtmlPage("http://council.example/bins/which", PAGE)


def test_a_page_has_its_title_its_forms_and_its_text() -> None:
    assert page().title == "Which? – Bins"
    assert page().forms[0].action == "http://council.example/bins/next"
    assert "Paid £3.00 today" in page().lines()


def test_a_form_is_filled_by_the_labels_of_its_controls() -> None:
    fields, said = page().forms[0].fill({"Your name": "A Resident", "1 bin": "chosen", "7 Mill Lane": "chosen"})
    assert ("csrf_token", "t") in fields
    assert ("name", "A Resident") in fields
    assert ("bins", "1") in fields
    assert ("address", "7") in fields
    assert said == ["Your name A Resident", "1 bin", "7 Mill Lane"]


def test_what_is_not_answered_is_sent_as_the_page_has_it() -> None:
    fields, said = page().forms[0].fill({})
    assert fields == [("csrf_token", "t"), ("name", "old"), ("bins", "2")]
    assert said == []
