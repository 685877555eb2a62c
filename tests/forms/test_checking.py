from collections.abc import Sequence
from enum import StrEnum

import pytest
from tests.forms.garden import GARDEN

from localgov_components.core import NotFoundError
from localgov_components.forms import (
    Choice,
    Exit,
    Form,
    Lookup,
    ManualAddress,
    Page,
    Question,
    Text,
    TickBoxes,
    YesNo,
    check,
)
from localgov_components.rules import Fact, Facts, all_of, any_of, fact, not_, policy_value


class Odd(StrEnum):
    FINE = "fine"
    NOT_FINE = "not fine"


class Case(Facts, id="case"):
    first: Fact[bool] = fact()
    second: Fact[bool] = fact()
    third: Fact[bool] = fact()
    odd: Fact[Odd] = fact()
    count: Fact[int] = fact()
    other: Fact[int] = fact()
    word: Fact[str] = fact()


FIRST, SECOND, THIRD = YesNo(Case.first), YesNo(Case.second), YesNo(Case.third)


def faults(pages: Sequence[Page], *exits: Exit) -> list[str]:
    return [str(fault) for fault in check(Form("form", pages, exits=exits))]


def lookup(given: Question) -> Lookup:
    assert isinstance(given, Text)
    return Lookup(Case.count, source="things", given=given.fact, listed=Case.first)


def test_a_form_of_every_kind_of_question_has_no_faults() -> None:
    assert check(GARDEN) == ()


def test_a_form_needs_pages_and_a_page_needs_a_question() -> None:
    assert faults([]) == ["form: no pages. Give it at least one"]
    assert faults([Page("empty"), Page("first", FIRST)]) == ["form/empty: asks nothing. Give it a question"]


def test_ids_must_differ() -> None:
    pages = [Page("one", YesNo(Case.first, id="same")), Page("one", YesNo(Case.second, id="same"))]
    assert faults(pages, Exit("one", when=Case.first))[:2] == [
        "form/one: more than one page or exit has this id. Give each its own",
        "form/same: more than one question has this id. Give each its own",
    ]


def test_controls_must_differ() -> None:
    pages = [Page("one", ManualAddress(Case.word, id="home"), Text(Case.word, id="home-town"))]
    assert "form/home-town: more than one control has this id. Give each its own" in faults(pages)


@pytest.mark.parametrize("id_", ["", "Page", "a page", "a/b", "ä"])
def test_ids_must_be_fit_for_an_address_on_the_web(id_: str) -> None:
    assert faults([Page(id_, YesNo(Case.first, id="first"))]) == [
        f"form/{id_}: not an id for a page: give small letters, digits and hyphens"
    ]


def test_ids_of_questions_must_be_fit_for_html() -> None:
    assert faults([Page("one", YesNo(Case.first, id="a b"))]) == [
        "form/a b: not an id for a question: give small letters, digits, hyphens and underscores"
    ]


def test_two_questions_of_a_page_may_not_set_one_fact() -> None:
    assert faults([Page("one", FIRST, YesNo(Case.first, id="again"))]) == [
        "form/one: two of its questions set 'case.first'. Remove one"
    ]


def test_options_must_differ_and_be_able_to_name_a_text() -> None:
    assert faults([Page("one", Choice(Case.count, options=(1, 2, 1)), Choice(Case.odd))]) == [
        "form/case-count: the option '1' is given twice. Remove one",
        "form/case-odd: the option 'not fine' cannot name a text: give letters, digits, hyphens and underscores",
    ]


def test_a_condition_may_not_read_what_is_asked_later_or_on_the_same_page() -> None:
    late = Page("late", FIRST, ask_if=Case.second)
    same = Page("same", SECOND, ask_if=Case.second)
    sentence = "asked if 'case.second' is so, which is not asked on an earlier page. Move one of the two"
    assert faults([late, same]) == [f"form/late: {sentence}", f"form/same: {sentence}"]


def test_a_condition_may_not_read_what_is_never_asked_unless_it_is_given() -> None:
    page = Page("one", FIRST, ask_if=Case.second)
    way_out = "never asked. Ask it on an earlier page, or list it in given=…"
    assert faults([page])[0] == f"form/one: asked if 'case.second' is so, which is {way_out}"
    assert check(Form("form", [page], given=[Case.second])) == ()
    assert faults([Page("one", FIRST)], Exit("stop", when=Case.third)) == [
        f"form/stop: ends the journey when 'case.third' is so, which is {way_out}"
    ]


def test_a_lookup_needs_what_it_looks_up_by_on_an_earlier_page() -> None:
    word = Text(Case.word)
    assert faults([Page("word", word), Page("look", lookup(word))]) == []
    assert faults([Page("look", lookup(word)), Page("word", word)]) == [
        "form/look: 'look' looks up by 'case.word', which is not asked on an earlier page. Move one of the two"
    ]


def test_a_lookup_may_not_be_reached_while_there_is_nothing_to_look_up() -> None:
    optional = Text(Case.word, optional=True)
    assert faults([Page("word", optional), Page("look", lookup(optional))]) == [
        "form/look: can be reached while 'case.word', by which it looks up, is not known. Ask it only when it is"
    ]


def test_a_page_that_nobody_can_reach_is_named() -> None:
    pages = [
        Page("first", FIRST),
        Page("second", SECOND, ask_if=Case.first),
        Page("third", THIRD, ask_if=all_of(Case.second, not_(Case.first))),
    ]
    assert faults(pages) == ["form/third: nobody can reach this page. Correct its condition, or the exits before it"]


def test_a_condition_on_an_option_that_does_not_exist_is_found() -> None:
    pages = [Page("count", Choice(Case.count, options=(1, 2))), Page("first", FIRST, ask_if=Case.count == 3)]
    assert faults(pages) == ["form/first: nobody can reach this page. Correct its condition, or the exits before it"]


def test_an_exit_that_nobody_can_reach_is_named() -> None:
    never = Exit("never", when=all_of(Case.first, not_(Case.first)))
    assert faults([Page("first", FIRST)], never) == [
        "form/never: nobody can reach this exit. Correct its condition, or the exits before it"
    ]


def test_a_form_that_nobody_can_finish_is_found() -> None:
    always = Exit("always", when=any_of(Case.first, not_(Case.first)))
    assert faults([Page("first", FIRST), Page("second", SECOND)], always) == [
        "form/second: nobody can reach this page. Correct its condition, or the exits before it",
        "form: nobody can finish: every route ends in an exit. Correct the exits",
    ]


def test_a_page_that_cannot_be_judged_is_not_called_unreachable() -> None:
    page = Page("first", FIRST, ask_if=Case.count * 3 + Case.other == 100)
    assert check(Form("form", [page], given=[Case.count, Case.other])) == ()


def test_a_policy_value_that_is_missing_is_a_fault() -> None:
    page = Page("first", FIRST, ask_if=policy_value("open", bool))
    assert faults([page]) == ["form: a condition reads the policy value 'open', and there is none. Add it"]


def test_conditions_are_judged_by_the_policy_that_is_given() -> None:
    class Policy:
        def value(self, key: str) -> object:
            if key != "limit":
                raise NotFoundError("no such value. Add it.", code="policy.missing")
            return 4

    many = Page("first", FIRST, ask_if=Case.count > policy_value("limit", int))
    form = Form("form", [Page("count", Choice(Case.count, options=(1, 2, 3))), many])
    assert [fault.source for fault in check(form, policy=Policy())] == ["form/first"]


def test_a_form_with_too_many_combinations_says_that_it_was_not_proven() -> None:
    class Many(Facts, id="many"):
        a: Fact[bool] = fact()
        b: Fact[bool] = fact()
        c: Fact[bool] = fact()
        d: Fact[bool] = fact()

    ticks = TickBoxes({"a": Many.a, "b": Many.b, "c": Many.c, "d": Many.d}, id="ticks")
    pages = [Page("ticks", ticks), Page("first", FIRST, ask_if=any_of(Many.a, Many.b, Many.c, Many.d))]
    assert check(Form("form", pages)) == ()
    (fault,) = check(Form("form", pages), limit=10)
    assert "more than 10 combinations" in fault.message
