from collections.abc import Callable

import pytest
from tests.address.core_files import address

from localgov_components.address import (
    AddressCapability,
    AddressPage,
    AddressQuery,
    Chain,
    GazetteerAddress,
    PassedBecause,
)
from localgov_components.core import (
    InvalidValueError,
    NotSupportedError,
    ProviderRefusedError,
    ProviderUnavailableError,
)
from localgov_components.identifiers import Postcode, Uprn

QUERY = AddressQuery(postcode=Postcode.parse("DT97 1AA"))


class Provider:
    """Answers with what it was given: addresses, or an error."""

    capabilities = frozenset({AddressCapability.POSTCODE})

    def __init__(self, name: str, answer: list[GazetteerAddress] | Exception | None = None) -> None:
        self.name, self._answer, self.asked = name, answer or [], 0

    def find(self, query: AddressQuery) -> AddressPage:
        self.asked += 1
        if isinstance(self._answer, Exception):
            raise self._answer
        return AddressPage(addresses=tuple(self._answer[query.offset :]), total=len(self._answer))


def down(name: str = "down") -> Provider:
    return Provider(name, ProviderUnavailableError("no answer", code="transport.no-answer"))


def refusing(name: str = "refusing") -> Provider:
    return Provider(name, ProviderRefusedError("no", code="os-places.key"))


def small(name: str = "small") -> Provider:
    return Provider(name, NotSupportedError("too large", code="os-places.box"))


def knowing(name: str = "knowing") -> Provider:
    return Provider(name, [address()])


def test_the_first_that_knows_answers_and_those_behind_it_are_not_asked() -> None:
    first, second = knowing("first"), knowing("second")
    answer = Chain(first, second).ask(QUERY)
    assert (answer.provider, answer.page.total, answer.passed) == ("first", 1, ())
    assert second.asked == 0


def test_each_before_it_says_why_it_did_not_answer() -> None:
    unable = Provider("unable")
    unable.capabilities = frozenset({AddressCapability.UPRN})
    answer = Chain(Provider("empty"), unable, down(), refusing(), small(), knowing()).ask(QUERY)
    assert answer.provider == "knowing"
    assert [(each.provider, each.because, each.code) for each in answer.passed] == [
        ("empty", PassedBecause.UNKNOWN, None),
        ("unable", PassedBecause.NOT_ABLE, None),
        ("down", PassedBecause.UNAVAILABLE, "transport.no-answer"),
        ("refusing", PassedBecause.REFUSED, "os-places.key"),
        ("small", PassedBecause.NOT_ABLE, "os-places.box"),
    ]
    assert str(answer.passed[2]) == "down: unavailable (transport.no-answer)"
    assert unable.asked == 0


def test_none_found_is_an_answer_when_all_who_are_able_say_so() -> None:
    unable = knowing("unable")
    unable.capabilities = frozenset({AddressCapability.UPRN})
    answer = Chain(Provider("one"), unable, Provider("two")).ask(QUERY)
    assert (answer.page.addresses, answer.page.total, answer.provider) == ((), 0, None)


@pytest.mark.parametrize("order", [1, -1])
def test_nobody_who_knows_and_one_who_could_not_look_is_not_none_found(order: int) -> None:
    with pytest.raises(ProviderUnavailableError) as error:
        Chain(*[Provider("empty"), down(), refusing()][::order]).find(QUERY)
    assert error.value.code == "address.chain-unavailable"
    assert "down: unavailable (transport.no-answer)" in str(error.value)


def test_where_only_refusals_stand_in_the_way_asking_again_will_not_help() -> None:
    with pytest.raises(ProviderRefusedError) as error:
        Chain(Provider("empty"), refusing()).find(QUERY)
    assert error.value.code == "address.chain-refused"


@pytest.mark.parametrize("make", [small, lambda: Provider("p")])
def test_what_none_can_be_asked_is_refused(make: Callable[[], Provider]) -> None:
    provider = make()
    provider.capabilities = frozenset() if provider.name == "p" else provider.capabilities
    with pytest.raises(NotSupportedError) as error:
        Chain(provider).find(QUERY)
    assert error.value.code == "address.chain-not-able"


def test_none_is_not_found_where_one_has_more_than_it_can_be_asked_for() -> None:
    assert Chain(small(), knowing()).find(QUERY).total == 1
    with pytest.raises(NotSupportedError) as error:
        Chain(small(), Provider("empty")).find(QUERY)
    assert error.value.code == "address.chain-not-able"
    assert "small: not-able (os-places.box); empty: unknown" in str(error.value)


def test_a_page_beyond_the_end_is_the_answer_of_who_has_the_list() -> None:
    second = knowing("second")
    answer = Chain(knowing("first"), second).ask(QUERY.model_copy(update={"offset": 5}))
    assert (answer.provider, answer.page.addresses, answer.page.total) == ("first", (), 1)
    assert second.asked == 0


def test_it_can_be_asked_what_any_of_them_can() -> None:
    by_uprn = Provider("by uprn")
    by_uprn.capabilities = frozenset({AddressCapability.UPRN})
    chain = Chain(knowing(), by_uprn)
    assert chain.capabilities == {AddressCapability.POSTCODE, AddressCapability.UPRN}
    assert chain.ask(AddressQuery(uprn=Uprn.parse("1"))).passed[0].because is PassedBecause.NOT_ABLE


def test_a_mistake_of_the_caller_or_a_fault_of_a_plugin_is_not_hidden() -> None:
    with pytest.raises(ZeroDivisionError):
        Chain(Provider("broken", ZeroDivisionError()), knowing()).find(QUERY)
    with pytest.raises(InvalidValueError):
        Chain()


def test_a_chain_may_hold_a_chain() -> None:
    answer = Chain(Chain(down()), Chain(Provider("empty"), knowing())).ask(QUERY)
    assert answer.page.total == 1
    assert answer.passed[0].code == "address.chain-unavailable"
