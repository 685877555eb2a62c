import json
from collections.abc import Callable
from datetime import date
from typing import Annotated, Literal, get_args
from uuid import UUID

import pytest
from pydantic import (
    AfterValidator,
    EmailStr,
    Field,
    TypeAdapter,
    ValidationError,
    ValidationInfo,
    field_validator,
    model_validator,
)
from pydantic_core import PydanticCustomError
from pydantic_core.core_schema import ErrorType

from localgov_components.core.errors import InvalidValueError
from localgov_components.core.model import Model, Sensitive, without_inputs
from localgov_components.core.redaction import REDACTED

SECRET = "s3cret-answer"


def refuse(_: str) -> str:
    raise InvalidValueError("not right. Give another.", code="x")


class Cat(Model):
    kind: Literal["cat"]
    lives: int = 9


class Dog(Model):
    kind: Literal["dog"]


class Inner(Model):
    number: int


class Everything(Model):
    number: int = 1
    flag: bool = True
    day: date = date(2026, 1, 1)
    choice: Literal["a", "b"] = "a"
    short: Annotated[str, Field(max_length=2, pattern="^[a-z]*$")] = ""
    email: EmailStr = "resident@example.com"
    identity: UUID | None = None
    inner: Inner | None = None
    either: int | Inner = 1
    pet: Annotated[Cat | Dog, Field(discriminator="kind")] | None = None
    rows: tuple[Inner, ...] = ()
    refused: Annotated[str, AfterValidator(refuse)] | None = None

    @field_validator("short")
    @classmethod
    def not_zz(cls, value: str) -> str:
        if value == "zz":
            raise PydanticCustomError("too_sleepy", "wake {who} up", {"who": "somebody"})
        return value

    @model_validator(mode="after")
    def not_seven(self) -> "Everything":
        assert self.number != 7, "not seven"
        return self

    @model_validator(mode="before")
    @classmethod
    def not_eight(cls, data: object) -> object:
        if isinstance(data, dict) and data.get("number") == 8:
            raise ValueError("not eight")
        return data


def leaks(error: ValidationError) -> list[str]:
    shown = {
        "text": str(error),
        "repr": repr(error),
        "data": repr(error.errors()),
        "json": error.json(),
        "context": f"{error.__context__!r}{error.__cause__!r}",
    }
    return [place for place, text in shown.items() if SECRET in text]


BAD: dict[str, object] = {
    "number": SECRET,
    "flag": SECRET,
    "day": SECRET,
    "choice": SECRET,
    "short": SECRET,
    "email": f"{SECRET} at home",
    "identity": f"{SECRET}-{SECRET}",
    "inner": {"number": SECRET},
    "either": {"number": SECRET},
    "pet": {"kind": SECRET},
    "rows": [{"number": 1}, {"number": SECRET}, SECRET],
    "refused": SECRET,
}


@pytest.mark.parametrize("field", BAD)
def test_a_refused_value_is_in_no_part_of_the_error(field: str) -> None:
    data = {field: BAD[field]}
    ways: tuple[Callable[[], Everything], ...] = (
        lambda: Everything.model_validate(data),
        lambda: Everything.model_validate_json(json.dumps(data)),
        lambda: Everything(**data),  # type: ignore[arg-type]
    )
    for way in ways:
        with pytest.raises(ValidationError) as caught:
            way()
        assert leaks(caught.value) == []
        assert caught.value.errors()[0]["loc"][0] == field


def test_every_mistake_is_still_listed_with_its_place() -> None:
    with pytest.raises(ValidationError) as caught:
        Everything.model_validate({"number": SECRET, "rows": [{"number": 1}, {"number": SECRET}], "extra": SECRET})
    assert [item["loc"] for item in caught.value.errors()] == [("number",), ("rows", 1, "number"), ("extra",)]
    assert leaks(caught.value) == []


def test_text_that_is_not_json_is_kept_out_of_the_error() -> None:
    with pytest.raises(ValidationError, match="Invalid JSON") as caught:
        Everything.model_validate_json(f'{{"email": {SECRET}')
    assert leaks(caught.value) == []


def test_a_model_does_not_change_and_the_refusal_keeps_nothing() -> None:
    model = Everything()
    with pytest.raises(ValidationError, match="frozen") as caught:
        setattr(model, "short", SECRET)  # noqa: B010 - mypy knows better
    assert leaks(caught.value) == []
    assert model.short == ""
    with pytest.raises(ValidationError, match="frozen"):
        del model.short


def test_a_custom_error_keeps_its_type_words_and_context() -> None:
    with pytest.raises(ValidationError) as caught:
        Everything(short="zz")
    (item,) = caught.value.errors(include_url=False)
    assert item == {
        "type": "too_sleepy",
        "loc": ("short",),
        "msg": "wake somebody up",
        "input": REDACTED,
        "ctx": {"who": "somebody"},
    }


def test_an_error_of_this_package_keeps_its_message() -> None:
    with pytest.raises(ValidationError, match=r"Value error, not right\. Give another\."):
        Everything(refused="anything")


@pytest.mark.parametrize(("number", "message"), [(7, "not seven"), (8, "not eight")])
def test_what_a_whole_model_refuses_is_reported_without_the_model(number: int, message: str) -> None:
    with pytest.raises(ValidationError, match=message) as caught:
        Everything(number=number, either=5)
    assert caught.value.errors()[0]["input"] is REDACTED
    with pytest.raises(ValidationError, match=message) as caught:
        TypeAdapter(tuple[Everything, ...]).validate_json(f'[{{"number": {number}}}]')
    assert caught.value.errors()[0]["input"] is REDACTED
    assert caught.value.errors()[0]["loc"] == (0,)


class Folder(Model):
    name: Annotated[str, Field(max_length=5)]
    inside: tuple["Folder", ...] = ()


def test_a_model_that_holds_itself_hides_inputs_at_every_depth() -> None:
    folder = Folder(name="a", inside=(Folder(name="b", inside=(Folder(name="c"),)),))
    assert Folder.model_validate_json(folder.model_dump_json()) == folder
    with pytest.raises(ValidationError) as caught:
        Folder.model_validate({"name": "a", "inside": [{"name": "b", "inside": [{"name": SECRET}]}]})
    assert caught.value.errors()[0]["loc"] == ("inside", 0, "inside", 0, "name")
    assert leaks(caught.value) == []


CONTEXT: dict[str, object] = {
    "error": ValueError("e"), "class": "c", "class_name": "c", "method_name": "m", "attribute": "a", "tag": "t",
    "discriminator": "'d'", "expected": "'x'", "expected_tags": "'x'", "expected_schemes": "x", "pattern": "p",
    "field_type": "List", "actual_length": 2, "max_length": 1, "min_length": 1, "gt": 1, "ge": 1, "lt": 1, "le": 1,
    "multiple_of": 1, "max_digits": 1, "decimal_places": 1, "whole_digits": 1, "encoding": "e", "encoding_error": "e",
    "expected_version": 4, "tz_expected": 1, "tz_actual": 2, "function_name": "f", "url": "u", "field": "f",
}  # fmt: skip


EXCEPTIONS = ("value_error", "assertion_error")
"""Kinds whose `error` is the exception; in others it is text."""


@pytest.mark.parametrize("kind", get_args(ErrorType))
def test_every_kind_of_error_that_pydantic_knows_can_be_hidden(kind: str) -> None:
    context = CONTEXT if kind in EXCEPTIONS else CONTEXT | {"error": "e"}
    error = ValidationError.from_exception_data(
        "T", [{"type": kind, "loc": ("field",), "input": SECRET, "ctx": context}]
    )
    hidden = without_inputs(error)
    assert leaks(hidden) == []
    assert hidden.errors()[0]["type"] == kind


def test_hiding_twice_changes_nothing() -> None:
    with pytest.raises(ValidationError) as caught:
        Everything(short="zz", number=SECRET)  # type: ignore[arg-type]
    assert str(without_inputs(caught.value)) == str(caught.value)


class Person(Model):
    reference: str
    name: Annotated[str, Sensitive("personal")]
    email: Annotated[str, Sensitive("personal")] | None = None
    notes: list[Annotated[str, Sensitive("special")]] = []  # noqa: RUF012 - Pydantic copies defaults
    town: Annotated[str, Sensitive("public")] = "Ambleford"


class Envelope(Model):
    person: Person
    people: tuple[Person, ...] = ()


def test_sensitive_fields_are_marked_wherever_in_the_type_the_mark_stands() -> None:
    person = Person(reference="AMB-1", name=SECRET, email=SECRET, notes=[SECRET])
    assert repr(person) == "Person(reference='AMB-1', name=•••, email=•••, notes=•••, town='Ambleford')"
    assert SECRET not in str(person)
    assert SECRET not in f"{person} {person!s}"


def test_a_model_inside_another_hides_its_own_fields() -> None:
    person = Person(reference="AMB-1", name=SECRET)
    assert SECRET not in repr(Envelope(person=person, people=(person,)))


def test_hiding_is_for_showing_only() -> None:
    person = Person(reference="AMB-1", name=SECRET)
    assert person.model_dump()["name"] == SECRET
    assert Person.model_validate_json(person.model_dump_json()) == person


def test_unknown_fields_are_refused() -> None:
    with pytest.raises(ValidationError, match="Extra inputs are not permitted"):
        Inner.model_validate({"number": 1, "nubmer": 2})


def test_a_wrong_default_is_a_mistake_too() -> None:
    class Wrong(Model):
        number: int = "many"  # type: ignore[assignment]

    with pytest.raises(ValidationError, match="valid integer"):
        Wrong()


def test_a_validator_may_read_what_was_validated_before() -> None:
    class Range(Model):
        least: int
        most: int

        @field_validator("most")
        @classmethod
        def not_below(cls, value: int, info: ValidationInfo) -> int:
            if value < info.data["least"]:
                raise ValueError("most is below least. Exchange them")
            return value

    assert Range(least=1, most=2).most == 2
    with pytest.raises(ValidationError, match="Exchange them"):
        Range(least=3, most=2)
