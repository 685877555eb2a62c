import copy
import json
import pickle
import re
from typing import Annotated, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import Strict, TypeAdapter, ValidationError

from localgov_components.core.model import Model
from localgov_components.core.value import Value
from localgov_components.identifiers import CaseReference, Postcode, Uprn
from localgov_components.money import Money

VALUES: tuple[tuple[Value, Value], ...] = (
    (Money("-3.50"), Money("12.34")),
    (Uprn.parse("77"), Uprn.parse("999900000001")),
    (Postcode.parse("DT97 1AA"), Postcode.parse("DT98 1AA")),
    (CaseReference.parse("AMB-43TH-R3HQ-N"), CaseReference.parse("BRA-YX44-TQPF-C")),
)
EACH = [value for pair in VALUES for value in pair]
UNLIKE = [1, "12.34", None, 0.5, object()]


@pytest.mark.parametrize(("smaller", "larger"), VALUES, ids=lambda value: type(value).__name__)
def test_values_of_one_kind_are_ordered(smaller: Value, larger: Value) -> None:
    assert smaller < larger
    assert smaller <= larger
    assert larger > smaller
    assert larger >= smaller
    assert smaller != larger
    assert sorted([larger, smaller]) == [smaller, larger]


@pytest.mark.parametrize("value", EACH, ids=str)
def test_a_value_equals_only_its_own_kind(value: Value) -> None:
    assert value == type(value).parse(str(value))
    assert hash(value) == hash(type(value).parse(str(value)))
    others = [*UNLIKE, str(value), *(each for each in EACH if type(each) is not type(value))]
    assert [other for other in others if value == other] == []
    for other in others:
        with pytest.raises(TypeError):
            value < other  # type: ignore[operator] # noqa: B015 - the comparison is what is tested


def test_values_of_two_kinds_with_one_key_are_two_members_of_a_set() -> None:
    assert len({Money.from_pence(5), Uprn.parse(5), Money.from_pence(5)}) == 2


@pytest.mark.parametrize("value", EACH, ids=str)
def test_a_value_is_copied_and_pickled_as_itself(value: Value) -> None:
    copies = [pickle.loads(pickle.dumps(value, protocol)) for protocol in range(pickle.HIGHEST_PROTOCOL + 1)]  # noqa: S301
    for each in (*copies, copy.copy(value), copy.deepcopy(value), copy.deepcopy([value])[0]):
        assert each == value
        assert type(each) is type(value)
        assert hash(each) == hash(value)


@pytest.mark.parametrize("value", EACH, ids=str)
def test_a_value_never_changes(value: Value) -> None:
    before = str(value)
    for name in ("_key", "anything"):
        with pytest.raises(AttributeError, match="does not change"):
            setattr(value, name, 1)
        with pytest.raises(AttributeError, match="does not change"):
            delattr(value, name)
    assert str(value) == before
    assert not hasattr(value, "__dict__")


@pytest.mark.parametrize("value", EACH, ids=str)
def test_repr_is_how_to_recognise_a_value(value: Value) -> None:
    assert repr(value) == f"{type(value).__name__}({str(value)!r})"


@pytest.mark.parametrize("value", EACH, ids=str)
def test_a_field_takes_a_value_or_its_text_and_writes_its_text(value: Value) -> None:
    adapter: TypeAdapter[Value] = TypeAdapter(type(value))
    assert adapter.validate_python(value) is value
    assert adapter.validate_python(str(value)) == value
    assert adapter.validate_json(json.dumps(str(value))) == value
    assert adapter.dump_python(value) is value
    assert json.loads(adapter.dump_json(value)) == str(value)


@pytest.mark.parametrize("value", EACH, ids=str)
def test_the_json_schema_describes_the_text(value: Value) -> None:
    schemas = [TypeAdapter(type(value)).json_schema(mode=mode) for mode in ("validation", "serialization")]
    assert schemas[0] == schemas[1]
    assert schemas[0]["type"] == "string"
    assert re.search(schemas[0]["pattern"], str(value))


def test_a_field_of_values_is_whole_in_json() -> None:
    class Bill(Model):
        total: Money
        lines: dict[Uprn, Money] = {}  # noqa: RUF012 - Pydantic copies defaults
        place: Postcode | None = None

    bill = Bill(total=Money("1.00"), lines={Uprn.parse(77): Money("1.00")}, place=Postcode.parse("DT97 1AA"))
    assert json.loads(bill.model_dump_json()) == {"total": "1.00", "lines": {"77": "1.00"}, "place": "DT97 1AA"}
    assert Bill.model_validate_json(bill.model_dump_json()) == bill


@pytest.mark.parametrize("kind", [Money, Uprn, Postcode, CaseReference])
def test_a_field_refuses_what_is_no_value_without_showing_it(kind: type[Value]) -> None:
    class Holder(Model):
        value: kind  # type: ignore[valid-type]

    for wrong in ("s3cret", 5.5, None, b"s3cret", ["s3cret"], -987654):
        with pytest.raises(ValidationError) as caught:
            Holder.model_validate({"value": wrong})
        assert "s3cret" not in f"{caught.value}{caught.value.errors()}"
        assert "987654" not in f"{caught.value}{caught.value.errors()}"


ANYTHING = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(), st.binary(), st.lists(st.text()), st.decimals()
)


@pytest.mark.parametrize("kind", [Money, Uprn, Postcode, CaseReference])
@given(data=st.data())
def test_asking_whether_something_is_valid_never_raises(kind: type[Value], data: st.DataObject) -> None:
    assert kind.is_valid(data.draw(ANYTHING)) in (True, False)


@pytest.mark.parametrize("kind", [Money, Uprn, Postcode, CaseReference])
@pytest.mark.parametrize("number", [10**5_000, -(10**5_000), 2**63, True], ids=["huge", "negative", "64 bits", "bool"])
def test_a_number_beyond_all_sense_is_not_valid_and_does_not_raise(kind: type[Value], number: int) -> None:
    assert not kind.is_valid(number)


@pytest.mark.parametrize("value", EACH, ids=str)
def test_a_field_may_be_marked_strict_which_changes_nothing(value: Value) -> None:
    kind: Any = Annotated[type(value), Strict()]
    adapter: TypeAdapter[Value] = TypeAdapter(kind)
    assert adapter.validate_python(value) is value
    assert adapter.validate_python(str(value)) == adapter.validate_json(adapter.dump_json(value)) == value
