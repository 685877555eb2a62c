from enum import Enum, StrEnum
from typing import Any

from hypothesis import example, given
from hypothesis import strategies as st

from localgov_components.core.grid_csv import plain_form
from localgov_components.identifiers import Postcode
from localgov_components.money import Money
from localgov_components.rules.tables.cells import (
    Compared,
    cell_of_output,
    cell_of_test,
    read_output,
    read_test,
    write_test,
)
from localgov_components.rules.tables.kinds import Written


class Tenure(StrEnum):
    OWNED = "owned"
    RENTED = "rented, from the council"


class Size(Enum):
    SMALL = 1
    LARGE = 2


def is_(value: object) -> Compared:
    return Compared("==", Written(value))


values = st.one_of(
    st.booleans(),
    st.integers(-(10**15), 10**15),
    st.decimals(-(10**6), 10**6, places=6),
    st.integers(-(10**15), 10**15).map(Money.from_pence),
    st.dates(),
    st.text(st.characters(exclude_categories=["C", "Z"]) | st.sampled_from(' ,"“”{}()[]<>-a'), max_size=12),
    st.sampled_from([*Tenure, *Size]),
    st.just(Postcode.parse("SW1A 1AA")),
)


@example('"')
@example("“a”")
@example("{a}")
@example("{ a }")
@example("")
@given(values)
def test_every_value_reads_back_as_an_input_and_as_an_output(value: Any) -> None:  # noqa: ANN401
    kind = type(value)
    test, operand = is_(value), Written(value)
    assert read_test(write_test(test), kind) == test
    cell = cell_of_test(test)
    assert cell is not None
    assert read_test(plain_form(cell), kind) == test
    assert read_output(plain_form(cell_of_output(operand)), kind) == operand
