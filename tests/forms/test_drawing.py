import re

from hypothesis import given
from tests.forms.garden import GARDEN
from tests.forms.random_forms import forms

from localgov_components.core.messages import Catalogue
from localgov_components.forms import Exit, Form, Page, YesNo, diagram
from localgov_components.rules import Fact, Facts, fact, not_

LINE = re.compile(r"    (?:\w+(?:\(\[|\[\[|\[|\{)\"[^\"<>&`]*\"(?:\]\)|\]\]|\]|\})|\w+ -->(?:\|\"[^\"<>&`]*\"\|)? \w+)")


class Case(Facts, id="case"):
    open: Fact[bool] = fact('open "now" <b>&', denied="shut")
    badge: Fact[bool] = fact("somebody has a Blue Badge")


def arrows(text: str) -> list[tuple[str, str]]:
    return re.findall(r'^    (\w+) -->(?:\|"[^"]*"\|)? (\w+)$', text, re.MULTILINE)


def test_pages_are_shown_by_their_titles_and_conditions_in_words() -> None:
    words = Catalogue({"en": {"blue-badge.title": "Does anybody have a Blue Badge?"}})
    drawn = diagram(GARDEN, words)
    assert '["Does anybody have a Blue Badge?"]' in drawn
    assert '["bins"]' in drawn
    assert '{"none of these is so: somebody gets Universal Credit#59; somebody gets Pension Credit"}' in drawn


def test_a_diagram_may_be_in_welsh() -> None:
    assert "Gwirio'r atebion" in diagram(GARDEN, language="cy")


def test_nothing_in_a_text_can_break_the_diagram() -> None:
    page = Page("badge", YesNo(Case.badge), ask_if=Case.open)
    drawn = diagram(Form("form", [page], given=[Case.open]))
    assert '{"open #34;now#34; #60;b#62;#38;"}' in drawn


def test_an_exit_is_drawn_once_and_reached_from_each_page_that_can_lead_to_it() -> None:
    pages = [Page("open", YesNo(Case.open)), Page("badge", YesNo(Case.badge, id="badge"), YesNo(Case.open, id="again"))]
    drawn = diagram(Form("form", pages, exits=[Exit("shut", when=not_(Case.open))]))
    assert drawn.count('exit1[["shut"]]') == 1
    assert [source for source, target in arrows(drawn) if target == "exit1"] == ["leave1", "leave2"]


def test_an_exit_on_what_is_given_comes_before_the_first_page() -> None:
    form = Form(
        "form", [Page("badge", YesNo(Case.badge))], exits=[Exit("shut", when=not_(Case.open))], given=[Case.open]
    )
    assert arrows(diagram(form))[:2] == [("start", "leave1"), ("leave1", "exit1")]


@given(form=forms())
def test_every_page_and_exit_of_a_form_leads_from_the_start_to_an_end(form: Form) -> None:
    drawn = diagram(form)
    heading, *lines = drawn.splitlines()
    assert heading == "flowchart TD"
    assert all(LINE.fullmatch(line) for line in lines)
    ways = arrows(drawn)
    reached = {"start"}
    for source, target in ways:
        assert source in reached
        reached.add(target)
    assert {f"page{number}" for number, _ in enumerate(form.pages, start=1)} | {"finish"} <= reached
    ends = reached - {source for source, _ in ways}
    assert all(end == "finish" or end.startswith("exit") for end in ends)
