"""What every kind of identifier does alike, held for all of them at once."""

import copy
import json
import pickle
import re
import time
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError
from tests.identifiers.hostile import HOSTILE, TEXT
from tests.identifiers.kinds_people import PEOPLE
from tests.identifiers.kinds_things import THINGS

from localgov_components import identifiers
from localgov_components.core.errors import InvalidValueError
from localgov_components.core.model import Model
from localgov_components.identifiers import Identifier, Status

KINDS = {**PEOPLE, **THINGS}
PERSONAL = {
    "AccountNumber", "DriverNumber", "Email", "NhsNumber", "Nino", "Phone", "Upn", "Utr", "VehicleRegistration",
}  # fmt: skip
LONGER_THAN_A_WORD_OF_OURS = 5
each_kind = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)


def reading(kind: type[Identifier], text: object) -> Identifier | InvalidValueError:
    """What `parse` makes of something: a value or an invalid value; anything else fails the test."""
    try:
        return kind.parse(text, allow_example=True)  # type: ignore[arg-type]
    except InvalidValueError as refused:
        return refused


def public_kinds() -> Iterator[type[Identifier]]:
    for name in identifiers.__all__:
        value = getattr(identifiers, name)
        if isinstance(value, type) and issubclass(value, Identifier) and value is not Identifier:
            yield value


def test_every_public_kind_is_tried_here() -> None:
    assert set(public_kinds()) == set(KINDS)


@each_kind
@given(data=st.data())
def test_canonical_text_is_read_as_itself(kind: type[Identifier], data: st.DataObject) -> None:
    text = data.draw(KINDS[kind])
    value = kind.parse(text, allow_example=True)
    assert str(value) == text
    assert kind.parse(value.format(), allow_example=True) == value
    assert kind.is_valid(text, allow_example=True)
    assert kind.is_valid(text) == (value.status is not Status.EXAMPLE)


@each_kind
@given(data=st.data())
def test_values_are_ordered_hashed_and_copied_as_one_value_each(kind: type[Identifier], data: st.DataObject) -> None:
    texts = data.draw(st.lists(KINDS[kind], min_size=2, max_size=4))
    values = [kind.parse(text, allow_example=True) for text in texts]
    assert len(set(values)) == len(set(texts))
    assert sorted(values) == sorted(data.draw(st.permutations(values)))
    assert (values[0] < values[1]) + (values[0] == values[1]) + (values[0] > values[1]) == 1
    for value in values:
        twins = [pickle.loads(pickle.dumps(value)), copy.copy(value), copy.deepcopy(value)]  # noqa: S301 - our own
        assert [twin for twin in twins if twin != value or hash(twin) != hash(value) or type(twin) is not kind] == []


@each_kind
@given(data=st.data())
def test_json_loses_nothing_and_fits_the_schema(kind: type[Identifier], data: st.DataObject) -> None:
    adapter = TypeAdapter(kind)
    value = kind.parse(data.draw(KINDS[kind]), allow_example=True)
    written = adapter.dump_json(value)
    assert adapter.validate_json(written, context={"allow_example": True}) == value
    assert adapter.validate_python(value) is value
    schema = adapter.json_schema()
    assert schema["type"] == "string"
    assert "pattern" in schema or "format" in schema
    assert re.search(schema.get("pattern", ""), json.loads(written))
    assert [text for text in schema.get("examples", []) if not kind.is_valid(text, allow_example=True)] == []


@each_kind
@given(data=st.data())
def test_what_people_put_around_and_between_does_not_matter(kind: type[Identifier], data: st.DataObject) -> None:
    value = kind.parse(data.draw(KINDS[kind]), allow_example=True)
    text = str(value)
    for around in (f"  {text}\n", f"\ufeff{text}\u00a0", f"\u200b{text}\u2060", f"\t{text}\u3000"):
        assert kind.parse(around, allow_example=True) == value


@each_kind
@given(data=st.data())
def test_a_value_is_made_as_its_repr_shows_it_and_never_without_text(
    kind: type[Identifier], data: st.DataObject
) -> None:
    text = data.draw(KINDS[kind])
    assert kind(text, allow_example=True) == kind.parse(text, allow_example=True)
    with pytest.raises(InvalidValueError):
        kind("?!?")
    with pytest.raises(TypeError, match="text"):
        kind()  # type: ignore[call-arg]


@each_kind
@given(text=TEXT)
def test_any_text_is_a_value_or_an_invalid_value(kind: type[Identifier], text: str) -> None:
    value = reading(kind, text)
    assert kind.is_valid(text, allow_example=True) == isinstance(value, kind)
    if isinstance(value, InvalidValueError):
        assert value.code.startswith(f"{kind.slug}.")
    else:
        assert kind.parse(str(value), allow_example=True) == value
        assert str(kind.parse(str(value), allow_example=True)) == str(value)


@each_kind
@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: f"{len(text)}-{text[:5]!a}")
def test_hostile_text_is_read_or_refused_in_no_time(kind: type[Identifier], text: str) -> None:
    begun = time.process_time()
    reading(kind, text)
    assert time.process_time() - begun < 1


@each_kind
@pytest.mark.parametrize(
    "wrong",
    [None, True, False, 1.5, -5, b"1", ["1"], object(), float("nan")],
    ids=["nothing", "true", "false", "fraction", "negative", "bytes", "list", "object", "not-a-number"],
)
def test_only_text_and_whole_numbers_are_read(kind: type[Identifier], wrong: object) -> None:
    assert isinstance(reading(kind, wrong), InvalidValueError)
    assert not kind.is_valid(wrong)


@each_kind
@given(data=st.data())
def test_a_text_cut_or_changed_is_a_value_or_refused_without_being_shown(
    kind: type[Identifier], data: st.DataObject
) -> None:
    text = data.draw(KINDS[kind])
    place = data.draw(st.integers(0, len(text) - 1))
    changed = data.draw(st.sampled_from([text[:place], text[:place] + "?" + text[place:], text + text, text[place:]]))
    found = reading(kind, changed)
    if isinstance(found, InvalidValueError) and len(changed) > LONGER_THAN_A_WORD_OF_OURS:
        assert changed not in f"{found}{found.args}{vars(found)}"


@each_kind
@given(data=st.data())
def test_a_person_is_not_shown(kind: type[Identifier], data: st.DataObject) -> None:
    value = kind.parse(data.draw(KINDS[kind]), allow_example=True)
    assert kind.is_personal == (kind.__name__ in PERSONAL)
    if kind.is_personal:
        assert repr(value) == f"{kind.__name__}(•••)"
    else:
        assert repr(value) == f"{kind.__name__}({str(value)!r})"


@each_kind
def test_a_field_of_a_model_refuses_without_showing_what_was_given(kind: type[Identifier]) -> None:
    form = type("Form", (Model,), {"__annotations__": {"number": kind}, "__module__": __name__})
    with pytest.raises(ValidationError) as caught:
        form(number="?SECRET? ?TEXT?")
    assert "SECRET" not in f"{caught.value}{caught.value.errors()}"


@each_kind
def test_a_kind_says_what_it_is_and_who_makes_the_rule(kind: type[Identifier]) -> None:
    assert re.fullmatch(r"an? .+", kind.noun)
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", kind.slug)
    with pytest.raises(InvalidValueError) as caught:
        kind.parse("?!?")
    assert str(caught.value).startswith(f"not {kind.noun}: ")
    assert str(caught.value).endswith(".")
    assert caught.value.source is None or f"({caught.value.source})" in str(caught.value)
