import json
import pickle
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from tests.rules.trees import Household, partial

from localgov_components.core.errors import InvalidValueError
from localgov_components.identifiers import Postcode
from localgov_components.money import Money
from localgov_components.rules import (
    Fact,
    Facts,
    Judgement,
    Known,
    Members,
    Unknown,
    UnknownReason,
    evaluate,
    fact,
    sum_of,
)
from localgov_components.rules.measures import MOST_MEMBERS

SECRET = "s3cret"


class Property(Facts, id="property"):
    postcode: Fact[Postcode] = fact("postcode")
    rate: Fact[Decimal] = fact("rate")
    tags: Fact[list[int]] = fact("tags")


class House(Facts, id="house"):
    rooms: Fact[int] = fact("rooms")


class Street(Facts, id="street"):
    houses: Fact[list[House]] = fact("houses")


BOTH = (Household, Property)


def test_an_absent_fact_is_unknown_because_it_was_not_asked() -> None:
    assert Known()["household.badge"] == Unknown(UnknownReason.NOT_ASKED, ("household.badge",))
    assert Known().get("household.badge", False) == Unknown(UnknownReason.NOT_ASKED, ("household.badge",))


@pytest.mark.parametrize("reason", UnknownReason)
def test_a_fact_is_unknown_for_the_reason_that_was_put_in(reason: UnknownReason) -> None:
    for put in (reason, Unknown(reason), Unknown(reason, ("another",))):
        assert Known({"household.badge": put})["household.badge"] == Unknown(reason, ("household.badge",))


def test_none_is_unknown_and_false_and_zero_are_known() -> None:
    known = Known({"household.badge": False, "household.bins": 0, "household.credit": None})
    assert [id_ for id_ in known if id_ in known] == ["household.badge", "household.bins"]
    assert known["household.credit"] == Unknown(UnknownReason.NOT_ASKED, ("household.credit",))
    assert len(known) == 3
    assert 5 not in known  # type: ignore[comparison-overlap]


def test_unknown_is_neither_true_nor_false() -> None:
    with pytest.raises(TypeError, match="neither true nor false"):
        bool(Known()["household.badge"])


@given(partial, partial)
def test_later_facts_win_and_nothing_is_changed_in_place(first: Known, second: Known) -> None:
    before = dict(first)
    joined = first | second
    assert dict(joined) == {**dict(first), **dict(second)}
    assert dict(first) == before
    assert first | Known() == first


def test_what_was_put_in_may_change_afterwards() -> None:
    data = {"household.badge": True}
    known = Known(data)
    data["household.badge"] = False
    assert known["household.badge"] is True


@given(partial)
def test_knowledge_survives_pickling(known: Known) -> None:
    assert pickle.loads(pickle.dumps(known)) == known  # noqa: S301 - our own bytes


def test_complete_instances_are_known_fact_by_fact() -> None:
    place = Property(postcode=Postcode.parse("DT97 1AA"), rate=Decimal("0.25"), tags=[1])
    known = Known.of(place)
    assert dict(known) == {
        "property.postcode": Postcode.parse("DT97 1AA"),
        "property.rate": Decimal("0.25"),
        "property.tags": [1],
    }
    assert (
        Known.parse(
            json.loads(json.dumps({"property.postcode": "dt971aa", "property.rate": 0.25, "property.tags": [1]})),
            facts=BOTH,
        )
        == known
    )


def test_members_of_a_complete_instance_are_known_one_by_one() -> None:
    street = Street(houses=[House(rooms=3), House(rooms=5)])
    houses = Known.of(street)["street.houses"]
    assert houses == Members([Known({"house.rooms": 3}), Known({"house.rooms": 5})])
    assert evaluate(sum_of(Street.houses, lambda house: house.rooms), Known.of(street)) == 8


def test_members_are_equal_when_the_same_is_known_of_the_same() -> None:
    one, other = Members([Known({"house.rooms": 3})]), Members([Known({"house.rooms": 3})])
    assert one == other
    assert one != Members(one.items, complete=False)
    assert one != Members([Known({"house.rooms": 4})])
    assert one != Members([*one.items, Known()])
    assert one != [Known({"house.rooms": 3})]


def test_members_of_lists_within_a_list_count_towards_its_most() -> None:
    tens = [Members([Known()] * 10) for _ in range(90)]
    held = [tens[0], Judgement(tens[1], role="officer", reason="seen"), *tens[2:]]
    most = Members([*(Known({"a": each}) for each in held), *[Known()] * 10])
    assert (len(most), most.total) == (100, MOST_MEMBERS)
    for items in ([*most.items, Known()], [Known({"a": most})], [Known()] * (MOST_MEMBERS + 1)):
        with pytest.raises(InvalidValueError, match="more than 1000 members") as caught:
            Members(items)
        assert caught.value.code == "fact.members"


@pytest.mark.parametrize("items", [[{"house.rooms": 3}], [3], ["house"], [None], [Members([])]])
def test_a_member_is_what_is_known_of_it_and_nothing_else(items: Any) -> None:  # noqa: ANN401
    with pytest.raises(InvalidValueError, match=r"Write Members\(\[Known\(\{…\}\)\]\)") as caught:
        Members(items)
    assert caught.value.code == "fact.members"


def test_a_judgement_is_read_as_its_value_and_kept_whole() -> None:
    judged = Judgement(value=SECRET, role="officer", reason=SECRET, until=date(2026, 12, 31))
    known = Known({"household.band": judged})
    assert known["household.band"] == SECRET
    assert known.judgement("household.band") is judged
    assert "household.band" in known
    assert known.judgement("household.badge") is None
    assert repr(judged) == "Judgement(role='officer', until=datetime.date(2026, 12, 31))"


@pytest.mark.parametrize(("role", "reason"), [("", "seen"), (" ", "seen"), ("officer", ""), ("officer", "\n")])
def test_nobody_judges_without_a_role_and_a_reason(role: str, reason: str) -> None:
    with pytest.raises(InvalidValueError, match="Give both") as caught:
        Judgement(value=True, role=role, reason=reason)
    assert caught.value.code == "fact.judgement"


def test_a_judgement_is_told_in_words_and_lasts_for_whole_days() -> None:
    given: Any = None
    with pytest.raises(InvalidValueError, match="Give both"):
        Judgement(value=True, role=given, reason="seen")
    with pytest.raises(InvalidValueError, match="Give its last day") as caught:
        Judgement(value=True, role="officer", reason="seen", until=datetime(2026, 5, 1, tzinfo=UTC))
    assert caught.value.code == "fact.judgement"


def test_repr_shows_ids_and_reasons_and_never_values() -> None:
    known = Known(
        {"household.band": SECRET, "household.capital": Money("16123.45"), "household.badge": UnknownReason.DECLINED}
    )
    assert repr(known) == "Known(household.band, household.capital, household.badge)"
    assert repr(known["household.badge"]) == "Unknown('declined', 'household.badge')"
    assert f"{known}" == repr(known)
    assert repr(Members([known], complete=False)) == "Members(1, complete=False)"
