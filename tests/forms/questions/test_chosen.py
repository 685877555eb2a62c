import pytest
from tests.forms.garden import BADGE, BENEFITS, BINS, CONTACT, Contact, Household, Subscription

from localgov_components.core import InvalidValueError
from localgov_components.core.messages import Catalogue
from localgov_components.forms import Choice, Context, TickBoxes, YesNo
from localgov_components.rules import Known


def codes(question: YesNo | Choice[int] | TickBoxes, *sent: str) -> list[str]:
    return [problem.code for problem in question.read({question.id: sent}, Context()).problems]


@pytest.mark.parametrize(("sent", "answer"), [("yes", True), ("no", False)])
def test_yes_and_no_set_the_fact(sent: str, answer: bool) -> None:  # noqa: FBT001 - the answer under test
    assert BADGE.facts(BADGE.read({"badge": [sent]}, Context()).answer) == {"household.badge": answer}


@pytest.mark.parametrize("sent", ["", "true", "Yes", "on"])
def test_anything_but_yes_and_no_is_nothing_chosen(sent: str) -> None:
    assert codes(BADGE, sent) == ["yes-no.empty"]


def test_a_choice_is_typed_by_its_fact() -> None:
    assert BINS.facts(BINS.read({"bins": ["3"]}, Context()).answer) == {"subscription.bins": 3}
    assert CONTACT.facts("letter") == {"subscription.contact": Contact.LETTER}


def test_a_choice_of_an_enumeration_offers_every_member() -> None:
    assert CONTACT.choices == ("email", "letter")


@pytest.mark.parametrize("sent", ["0", "5", "two", "2.0", ""])
def test_what_is_not_an_option_is_nothing_chosen(sent: str) -> None:
    assert codes(BINS, sent) == ["choice.empty"]


def test_an_option_that_is_no_longer_offered_is_not_accepted() -> None:
    fewer = Choice(Subscription.bins, options=(1, 2))
    assert fewer.accepts(2, Known())
    assert not fewer.accepts(4, Known())
    assert not fewer.accepts(True, Known())  # noqa: FBT003 - a JSON answer: 1 == True in Python, not on a form


def test_a_choice_needs_options_of_its_facts_type() -> None:
    with pytest.raises(InvalidValueError, match=r"no options for 'subscription\.bins'"):
        Choice(Subscription.bins)
    with pytest.raises(InvalidValueError, match="is not int"):
        Choice(Subscription.bins, options=("1", "2"))  # type: ignore[misc]


def test_ticked_boxes_are_true_and_the_others_false() -> None:
    answer = BENEFITS.read({"benefits": ["pension"]}, Context()).answer
    assert BENEFITS.facts(answer) == {"household.credit": False, "household.pension": True}


def test_none_of_these_makes_every_fact_false() -> None:
    answer = BENEFITS.read({"benefits": ["none"]}, Context()).answer
    assert answer == []
    assert BENEFITS.facts(answer) == {"household.credit": False, "household.pension": False}


def test_ticking_nothing_is_not_an_answer() -> None:
    assert codes(BENEFITS) == codes(BENEFITS, "dishonest") == ["tick-boxes.empty"]


def test_none_of_these_with_one_of_them_is_a_problem_on_the_server_too() -> None:
    assert codes(BENEFITS, "credit", "none") == ["tick-boxes.none-and-others"]


def test_ticks_are_kept_in_the_order_of_the_page_and_once() -> None:
    assert BENEFITS.read({"benefits": ["pension", "credit", "pension"]}, Context()).answer == ["credit", "pension"]
    assert not BENEFITS.accepts(["pension", "credit"], Known())


@pytest.mark.parametrize("options", [{}, {"none": Household.credit}])
def test_tick_boxes_need_options_that_are_not_called_none(options: dict[str, object]) -> None:
    with pytest.raises(InvalidValueError, match="need options"):
        TickBoxes(options, id="benefits")  # type: ignore[arg-type]


def test_a_choice_is_shown_in_the_words_of_its_option() -> None:
    words = Catalogue({"en": {"bins.option.1": "1 bin"}})
    assert BINS.show(1, words, "en") == ("1 bin",)
