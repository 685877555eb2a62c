import pytest
from tests.forms.garden import BADGE, BY_HAND, GARDEN, Household, Subscription

from localgov_components.core import InvalidValueError, NotFoundError
from localgov_components.forms import Exit, Form, Page, Text, YesNo


def test_a_page_is_found_by_its_id() -> None:
    assert GARDEN.page("bins") is GARDEN.pages[3]
    assert GARDEN.find_page("no-such-page") is None


def test_asking_for_a_page_that_is_not_there_names_those_there_are() -> None:
    with pytest.raises(NotFoundError, match=r"'garden' has no page 'bin'\. It has: postcode, address,"):
        GARDEN.page("bin")


def test_a_form_knows_every_fact_once() -> None:
    ids = [fact.id for fact in GARDEN.facts]
    assert ids.count("property.address") == 1
    assert ids[0] == "property.postcode"
    assert ids[-1] == "subscription.email"


def test_what_is_given_must_be_facts() -> None:
    with pytest.raises(InvalidValueError, match="Give one fact"):
        Form("form", [Page("badge", BADGE)], given=[Subscription.bins > 1])


def test_a_page_of_one_question_needs_a_title_and_no_label() -> None:
    needs = Form("form", [Page("badge", BADGE)]).wording()
    assert needs.required == ("badge.title", "badge.error.empty")
    assert "badge.label" in needs.optional


def test_questions_that_share_a_page_need_labels() -> None:
    page = Page("you", Text(Subscription.name, id="name"), YesNo(Household.badge, id="badge"))
    needs = Form("form", [page]).wording()
    assert {"name.label", "badge.label"} <= set(needs.required)


def test_an_exit_needs_a_title_and_a_body() -> None:
    needs = Form("form", [Page("badge", BADGE)], exits=[Exit("stop", when=Household.badge)]).wording()
    assert needs.required[-2:] == ("stop.title", "stop.body")


def test_an_option_needs_a_text_and_may_have_a_hint() -> None:
    needs = GARDEN.wording()
    assert "bins.option.4" in needs.required
    assert "bins.option.4.hint" in needs.optional


def test_representations_name_things_by_id() -> None:
    assert repr(GARDEN) == "Form('garden')"
    assert (
        repr([*GARDEN.pages[:1], *GARDEN.exits, BY_HAND])
        == "[Page('postcode'), Exit('outside'), ManualAddress('by-hand')]"
    )
