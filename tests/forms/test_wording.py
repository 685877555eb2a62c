from tests.forms.garden import BADGE, NAME, Subscription

from localgov_components.core.messages import Catalogue
from localgov_components.forms import Form, Page, Text, check_wording, label, title

FORM = Form("form", [Page("blue-badge", BADGE), Page("you", NAME, Text(Subscription.email, id="email"))])
TEXTS = {
    "blue-badge.title": "Does anybody have a Blue Badge?",
    "badge.error.empty": "Select yes if anybody has a Blue Badge",
    "you.title": "About you",
    "name.label": "Full name",
    "name.error.empty": "Enter your full name",
    "email.label": "Email address",
    "email.error.empty": "Enter your email address",
}


def faults(**changes: str | None) -> list[str]:
    renamed = {key.replace("__", "-").replace("_", "."): text for key, text in changes.items()}
    texts = {key: text for key, text in {**TEXTS, **renamed}.items() if text is not None}
    found = check_wording(FORM, Catalogue({"en": texts}), values=["council"], also=["start."])
    return [fault.message for fault in found]


def test_wording_that_has_what_is_needed_has_no_faults() -> None:
    assert faults() == []


def test_every_missing_text_is_named() -> None:
    assert faults(blue__badge_title=None, name_label=None) == [
        "no text for 'blue-badge.title'. Add it in every language",
        "no text for 'name.label'. Add it in every language",
    ]


def test_a_text_that_nothing_uses_is_named() -> None:
    assert faults(name_hnit="A hint") == ["no page or question uses the text 'name.hnit'. Remove it or correct its key"]


def test_texts_of_somebody_else_are_left_alone() -> None:
    assert faults(start_title="Start") == []


def test_a_title_may_use_what_the_service_supplies() -> None:
    assert faults(you_title="About you, for {council}") == []
    assert faults(you_title="About {you}") == [
        "nothing fills {you} in the text 'you.title'. Remove it or correct its name"
    ]


def test_the_sentence_of_a_problem_may_use_its_own_parameters_too() -> None:
    assert faults(name_error_too__long="Name must be {max_length} characters or fewer") == []
    assert faults(name_error_too__long="Name must be {length} characters or fewer") != []
    assert faults(name_error_empty="Enter your name for {council}") == []
    assert faults(name_error_empty="Enter a name of {max_length} characters") != []


def test_the_text_of_an_option_may_use_nothing_for_it_is_shown_alone() -> None:
    assert faults(badge_option_yes="Yes, {council}") != []


def test_a_question_is_labelled_by_its_own_label_or_the_title_of_its_page() -> None:
    words = Catalogue({"en": {**TEXTS, "you.title": "About {who}"}})
    badge, you = FORM.pages
    assert label(badge, BADGE, words, "en") == title(badge, words, "en") == "Does anybody have a Blue Badge?"
    assert label(you, NAME, words, "en", who="you") == "Full name"
    assert title(you, words, "en", who="you") == "About you"
