import json
import pickle
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.rules.trees import Household, partial

from localgov_components.core.errors import DefinitionError
from localgov_components.identifiers import Postcode
from localgov_components.money import Money
from localgov_components.rules import Fact, Facts, Known, Unknown, UnknownReason, fact

SECRET = "s3cret"


class Property(Facts, id="property"):
    postcode: Fact[Postcode] = fact("postcode")
    rate: Fact[Decimal] = fact("rate")
    tags: Fact[list[int]] = fact("tags")


BOTH = (Household, Property)


def faults_of(data: dict[str, object]) -> list[str]:
    with pytest.raises(DefinitionError) as caught:
        Known.parse(data, facts=BOTH, source="applicant 3")
    assert SECRET not in f"{caught.value}{caught.value.args}{caught.value.faults}"
    return [str(fault) for fault in caught.value.faults]


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


def test_plain_data_becomes_typed_and_none_stays_unknown() -> None:
    known = Known.parse(
        {
            "household.credit": "true",
            "household.bins": "3",
            "household.capital": "16123.45",
            "household.moved": "2026-04-01",
            "household.band": "A",
            "household.badge": None,
        },
        facts=BOTH,
    )
    assert dict(known) == {
        "household.credit": True,
        "household.bins": 3,
        "household.capital": Money("16123.45"),
        "household.moved": date(2026, 4, 1),
        "household.band": "A",
    }


def test_every_mistake_is_listed_and_no_value_shown() -> None:
    faults = faults_of(
        {
            "household.credit": SECRET,
            "household.bins": SECRET,
            "household.capital": SECRET,
            "household.band": 5,
            "household.moved": SECRET,
            "household.bagde": SECRET,
            "property.postcode": SECRET,
            "property.tags": [SECRET],
        }
    )
    assert [fault.partition(":")[0] for fault in faults] == [
        f"applicant 3, column {id_}"
        for id_ in (
            "household.credit",
            "household.bins",
            "household.capital",
            "household.band",
            "household.moved",
            "household.bagde",
            "property.postcode",
            "property.tags",
        )
    ]
    assert "no such fact. There are: household.credit" in faults[5]


@pytest.mark.parametrize(
    ("id_", "value"),
    [
        ("household.bins", True),
        ("household.moved", 86_400),
        ("household.moved", 0.0),
        ("household.capital", 16_123),
        ("household.capital", 16_123.45),
        ("household.band", 16_123),
        ("property.rate", float("nan")),
    ],
)
def test_a_value_is_not_made_into_something_else(id_: str, value: object) -> None:
    (fault,) = faults_of({id_: value})
    assert id_ in fault
    assert "16123" not in fault


@given(st.dictionaries(st.sampled_from([*map(str, range(3)), "household.capital", "household.bins"]), st.text()))
def test_any_data_is_read_or_refused(data: dict[str, object]) -> None:
    try:
        known = Known.parse(data, facts=BOTH)
    except DefinitionError as error:
        assert {fault.column for fault in error.faults} <= set(data)  # noqa: PT017 - either outcome is right
    else:
        assert set(known) == set(data)


def test_repr_shows_ids_and_reasons_and_never_values() -> None:
    known = Known(
        {"household.band": SECRET, "household.capital": Money("16123.45"), "household.badge": UnknownReason.DECLINED}
    )
    assert repr(known) == "Known(household.band, household.capital, household.badge)"
    assert repr(known["household.badge"]) == "Unknown('declined', 'household.badge')"
    assert f"{known}" == repr(known)
