import types
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from pydantic import ValidationError

from localgov_components.core.errors import DefinitionError
from localgov_components.identifiers import Uprn
from localgov_components.money import Money
from localgov_components.rules import (
    Expression,
    Fact,
    Facts,
    Known,
    Measure,
    Per,
    define,
    evaluate,
    fact,
    facts_of,
    require_sound,
)
from localgov_components.rules.tree import FactRef


class Household(Facts, id="household"):
    """What decides."""

    badge: Fact[bool] = fact("somebody has a Blue Badge", denied="nobody has", cites="a law", sensitivity="special")
    capital: Fact[Money] = fact("capital", sensitivity="financial")
    bins: Fact[int] = fact("number of bins", sensitivity="public")
    plain_name: Fact[str]
    places: Fact[list[str]] = fact()


INSTANCE = Household(badge=True, capital=Money("16123.45"), bins=3, plain_name="s3cret", places=["s3cret"])


def faults_of(annotations: dict[str, object], *, values: dict[str, object] | None = None, id_: str = "g") -> list[str]:
    body = {"__annotations__": annotations, "__module__": __name__, **(values or {})}
    with pytest.raises(DefinitionError) as caught:
        types.new_class("G", (Facts,), {"id": id_}, lambda namespace: namespace.update(body))
    return [f"{fault.column}: {fault.message}" for fault in caught.value.faults]


def test_a_vocabulary_lists_what_is_declared_in_order() -> None:
    badge, capital, bins, plain, places = facts_of(Household)
    assert [each.id for each in facts_of(Household)] == [
        "household.badge", "household.capital", "household.bins", "household.plain_name", "household.places",
    ]  # fmt: skip
    assert (badge.type, badge.label, badge.denied, badge.cites) == (
        bool,
        "somebody has a Blue Badge",
        "nobody has",
        "a law",
    )
    assert (badge.sensitivity, capital.sensitivity, bins.sensitivity) == ("special", "financial", "public")
    assert (plain.label, plain.sensitivity) == ("plain name", "personal")
    assert (places.type, places.label) == (list[str], "places")


def test_the_class_gives_expressions_and_an_instance_gives_values() -> None:
    reference = Household.capital
    assert isinstance(reference, FactRef)
    assert (reference.id, reference.value_type) == ("household.capital", Money)
    assert INSTANCE.capital == Money("16123.45")
    assert evaluate(Household.capital > Money("16000"), Known.of(INSTANCE)) is True


def test_ids_do_not_depend_on_the_name_of_the_class() -> None:
    class Renamed(Facts, id="household"):
        badge: Fact[bool] = fact()

    assert Renamed.badge.id == Household.badge.id  # type: ignore[attr-defined]


def test_a_misspelt_fact_is_named_with_those_there_are() -> None:
    with pytest.raises(AttributeError, match=r"no fact 'bagde'\. It has: badge, capital, bins"):
        Household.bagde  # type: ignore[attr-defined] # noqa: B018 - reading it is what is tested
    assert not hasattr(Household, "_bagde")


def test_repr_shows_public_facts_only() -> None:
    assert repr(INSTANCE) == "Household(badge=•••, capital=•••, bins=3, plain_name=•••, places=•••)"
    assert "s3cret" not in str(INSTANCE)


def test_an_instance_is_complete_typed_and_immutable() -> None:
    with pytest.raises(ValidationError) as caught:
        Household.model_validate({"badge": "s3cret", "capital": 16123, "bins": 1, "plain_name": "s3cret", "other": 1})
    assert [item["loc"] for item in caught.value.errors()] == [("badge",), ("capital",), ("places",), ("other",)]
    assert "s3cret" not in f"{caught.value}{caught.value.errors()}"
    assert "16123" not in str(caught.value)
    with pytest.raises(ValidationError, match="frozen"):
        INSTANCE.bins = 4


def test_the_json_schema_is_that_of_the_inner_types() -> None:
    schema = Household.model_json_schema()["properties"]
    assert schema["badge"] == {"description": "somebody has a Blue Badge", "title": "Badge", "type": "boolean"}
    assert schema["capital"]["pattern"] == r"^-?[0-9]+\.[0-9]{2}$"
    assert schema["places"]["items"] == {"type": "string"}


def test_an_instance_is_whole_in_json() -> None:
    assert Household.model_validate_json(INSTANCE.model_dump_json()) == INSTANCE


def test_every_mistake_of_a_vocabulary_is_listed() -> None:
    faults = faults_of(
        {"a": bool, "b": Fact, "c": Fact[bool], "d": Fact[bool | None], "e": Fact[Uprn]},
        values={"c": False, "d": fact()},
        id_="No Id",
    )
    assert faults == [
        'None: no id. Write: class …(Facts, id="household")',
        "a: not declared as a fact. Write: name: Fact[type] = fact(…)",
        "b: not declared as a fact. Write: name: Fact[type] = fact(…)",
        "c: a fact has no default: what was not asked is unknown. Remove the default",
        "d: a fact has one plain type; whether it is known is not part of the type",
    ]


@pytest.mark.parametrize("id_", ["", "Household", "house hold", "9a", "a.b", "a-", "é", "a\n"])
def test_an_id_is_small_letters_digits_underscores_and_hyphens(id_: str) -> None:
    assert "no id" in faults_of({"a": Fact[bool]}, id_=id_)[0]


@pytest.mark.filterwarnings("ignore:Field name")
@pytest.mark.parametrize("name", ["copy", "json", "declarations"])
def test_a_fact_may_not_take_a_name_that_the_class_uses(name: str) -> None:
    assert faults_of({name: Fact[bool]})[0].startswith(f"{name}: a fact may not take a name")


def test_a_fact_is_an_expression_for_every_type_it_may_have() -> None:
    assert all(isinstance(getattr(Household, each.name), Expression) for each in facts_of(Household))


class Person(Facts, id="person"):
    """Somebody in a household."""

    age: Fact[int] = fact("age", protected="age", at_most=150)


class Home(Facts, id="home"):
    """With everything that may be said about a fact."""

    rent: Fact[Money] = fact("rent", per=Per.MONTH, at_most=10_000, meaning="without service charges", cost=3)
    share: Fact[Decimal] = fact("share", places=2, actionable=True)
    frail: Fact[bool] = fact("somebody is frail", judgement=True)
    tenure: Fact[str] = fact("tenure")
    people: Fact[list[Person]] = fact("people")


def test_what_is_said_about_a_fact_is_declared_with_it() -> None:
    rent, share, frail, tenure, people = facts_of(Home)
    assert rent.measure == Measure(per=Per.MONTH, places=2, most=10_000)
    assert (rent.meaning, rent.cost, rent.actionable, rent.protected) == ("without service charges", 3, False, None)
    assert (share.measure, share.actionable) == (Measure(places=2, most=10**9), True)
    assert (frail.judgement, tenure.judgement) == (True, False)
    assert tenure.measure is None
    assert [each.id for each in people.nested] == ["person.age"]
    assert (people.nested[0].protected, people.nested[0].measure) == ("age", Measure(most=150))


WRONGLY_SAID: dict[str, tuple[Any, Any, str]] = {
    "actionable age": (Fact[int], {"actionable": True, "protected": "age"}, "nobody is told to change it (age)"),
    "actionable health": (
        Fact[bool],
        {"actionable": True, "sensitivity": "special"},
        "nobody is told to change it (special",
    ),
    "a cost below nothing": (Fact[int], {"cost": -1}, "a cost below nothing"),
    "a text per week": (Fact[str], {"per": Per.WEEK}, "per, places and at_most are for numbers and money"),
    "a date of two places": (Fact[date], {"places": 2}, "per, places and at_most are for numbers and money"),
    "money of three places": (Fact[Money], {"places": 3}, "places are for a Decimal"),
    "too many places": (Fact[Decimal], {"places": 13}, "places are for a Decimal, and 0 to 12"),
    "a size of nothing": (Fact[Money], {"at_most": 0}, "at_most is more than nothing"),
    "too great a size": (Fact[Money], {"at_most": 10**16}, "at_most is more than nothing and at most 1000000000000000"),
    "no period": (Fact[Money], {"per": "fortnight"}, "per is one of day, week, month, year"),
}


@pytest.mark.parametrize("name", WRONGLY_SAID)
def test_what_cannot_be_said_about_a_fact_is_refused(name: str) -> None:
    annotation, said, message = WRONGLY_SAID[name]
    (fault,) = faults_of({"a": annotation}, values={"a": fact("a", **said)})
    assert fault.startswith(f"a: {message}")


def test_a_period_may_be_written_as_its_text() -> None:
    week: Any = "week"

    class Weekly(Facts, id="weekly"):
        pay: Fact[Money] = fact("pay", per=week)

    assert facts_of(Weekly)[0].measure == Measure(per=Per.WEEK, places=2, most=10**10)


class Typed(Facts, id="typed"):
    is_so: Fact[bool] = fact("it is so")
    count: Fact[int] = fact("how many")
    rate: Fact[Decimal] = fact("the rate")
    day: Fact[date] = fact("the day")
    word: Fact[str] = fact("the word")
    amount: Fact[Money] = fact("the amount")


PLAIN = {"is_so": "yes", "count": "2", "rate": "0.5", "day": "2026-05-01", "word": "a", "amount": "1.50"}
NOT_PLAIN: dict[str, list[Any]] = {
    "is_so": ["on", "1", 1],
    "count": ["1_0", True],
    "rate": ["1e3", True],
    "day": [86_400, "1 May", datetime(2026, 5, 1, tzinfo=UTC)],
    "word": ["\ud800", 5],
    "amount": [5, "1_0"],
}


def test_an_instance_is_read_by_the_same_rules_as_what_is_known() -> None:
    whole = Typed.model_validate(PLAIN)
    assert dict(Known.of(whole)) == dict(
        Known.parse({f"typed.{name}": value for name, value in PLAIN.items()}, facts=[Typed])
    )
    for name, values in NOT_PLAIN.items():
        for value in values:
            with pytest.raises(ValidationError) as caught:
                Typed.model_validate({**PLAIN, name: value})
            assert [each["loc"] for each in caught.value.errors()] == [(name,)]


@pytest.mark.parametrize("part", ["label", "denied", "cites", "meaning"])
def test_words_that_no_file_can_hold_are_refused_when_they_are_written(part: str) -> None:
    said: dict[str, Any] = {part: "half \ud800"}
    (fault,) = faults_of({"one": Fact[bool]}, values={"one": fact(**said)})
    assert "half of a surrogate pair" in fault
    if part != "meaning":
        with pytest.raises(DefinitionError, match="half of a surrogate pair"):
            require_sound(define("one", Household.badge, **said))
