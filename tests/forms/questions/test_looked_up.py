import pytest
from pydantic import JsonValue
from tests.forms.garden import ADDRESS, BORDER, ELSEWHERE, HERE, SOURCES

from localgov_components.core import InvalidValueError, NotFoundError, ProviderUnavailableError
from localgov_components.core.messages import Catalogue
from localgov_components.forms import Context, Option, Reading
from localgov_components.identifiers import Postcode, Uprn
from localgov_components.rules import Known

KNOWN = Known({"property.postcode": Postcode.parse("DT97 1AA")})
CONTEXT = Context(KNOWN, SOURCES)
WORDS = Catalogue({"en": {"address.option.not-listed": "My address is not in the list"}})


def chosen(value: str) -> JsonValue:
    return ADDRESS.read({"address": [value]}, CONTEXT).answer


def test_the_source_is_asked_for_the_canonical_text_of_what_is_given() -> None:
    assert ADDRESS.options(CONTEXT)[0].label == "1 High Street, DT97 1AA"


def test_choosing_an_option_makes_known_what_it_says() -> None:
    assert ADDRESS.facts(chosen(ELSEWHERE)) == {
        "property.listed": True,
        "property.uprn": Uprn.parse(ELSEWHERE),
        "property.address": "2 Far Lane",
        "property.in_area": False,
    }


def test_what_an_option_does_not_say_stays_unknown() -> None:
    assert "property.in_area" not in ADDRESS.facts(chosen(BORDER))


def test_not_in_the_list_is_an_answer_that_leaves_the_rest_unknown() -> None:
    assert ADDRESS.facts(chosen("not-listed")) == {"property.listed": False}
    assert ADDRESS.show(chosen("not-listed"), WORDS, "en") == ("My address is not in the list",)


def test_the_option_is_shown_by_the_label_it_was_chosen_by() -> None:
    assert ADDRESS.show(chosen(HERE), WORDS, "en") == ("1 High Street, DT97 1AA",)


@pytest.mark.parametrize("sent", ["", "999999999999"])
def test_what_the_source_does_not_offer_is_nothing_chosen(sent: str) -> None:
    assert [problem.code for problem in ADDRESS.read({"address": [sent]}, CONTEXT).problems] == ["lookup.empty"]


def test_an_answer_counts_only_for_the_value_it_was_made_for() -> None:
    answers = [chosen(HERE), chosen("not-listed")]
    elsewhere = Known({"property.postcode": Postcode.parse("DT98 1AA")})
    assert [ADDRESS.accepts(answer, KNOWN) for answer in answers] == [True, True]
    assert [ADDRESS.accepts(answer, elsewhere) for answer in answers] == [False, False]
    assert [ADDRESS.accepts(answer, Known()) for answer in answers] == [False, False]


@pytest.mark.parametrize(
    "change",
    [
        {"value": "not a UPRN"},
        {"label": None},
        {"listed": "yes"},
        {"facts": {}},
        {"facts": {"property.address": "x", "property.in_area": "perhaps"}},
        {"more": 1},
    ],
)
def test_a_kept_answer_of_another_shape_is_not_accepted(change: dict[str, JsonValue]) -> None:
    answer = chosen(HERE)
    assert isinstance(answer, dict)
    assert ADDRESS.accepts(answer, KNOWN)
    assert not ADDRESS.accepts({**answer, **change}, KNOWN)


def test_nothing_is_looked_up_while_there_is_nothing_to_look_up() -> None:
    nothing = Context(Known(), SOURCES)
    assert ADDRESS.options(nothing) == ()
    assert ADDRESS.read({"address": ["not-listed"]}, nothing).problems


def test_a_source_that_was_not_passed_in_is_named() -> None:
    with pytest.raises(NotFoundError, match="no source of options called 'addresses'"):
        ADDRESS.options(Context(KNOWN))


def test_not_in_the_list_can_be_answered_while_the_source_is_away() -> None:
    class Away:
        def find(self, given: str, /) -> list[Option]:
            raise ProviderUnavailableError("no answer. Try again.", code="address.away")

    context = Context(KNOWN, {"addresses": Away()})
    assert ADDRESS.read({"address": ["not-listed"]}, context) == Reading({"given": "DT97 1AA", "listed": False})
    with pytest.raises(ProviderUnavailableError):
        ADDRESS.read({"address": [HERE]}, context)


def test_a_source_that_says_nonsense_is_refused_without_repeating_it() -> None:
    class Wrong:
        def find(self, given: str, /) -> list[Option]:
            return [Option("1", "1 High Street", {"property.in_area": "a secret"})]

    with pytest.raises(InvalidValueError, match=r"'property\.in_area'") as caught:
        ADDRESS.read({"address": ["1"]}, Context(KNOWN, {"addresses": Wrong()}))
    assert "secret" not in str(caught.value)
