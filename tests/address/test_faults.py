import pytest

from localgov_components.address.faults import MOST_LISTED, FaultList
from localgov_components.core import DefinitionError


def test_no_mistake_is_no_error() -> None:
    FaultList("addresses.csv").raise_if_any()


def test_mistakes_are_listed_by_line() -> None:
    faults = FaultList("addresses.csv")
    faults.add("the same UPRN as line 2.", line=9, column="uprn")
    faults.add("this cell is empty.", line=4)
    with pytest.raises(DefinitionError) as refused:
        faults.raise_if_any()
    assert [fault.line for fault in refused.value.faults] == [4, 9]
    assert refused.value.code == "gazetteer.source"


def test_what_is_past_the_first_hundred_is_counted() -> None:
    faults = FaultList("addresses.csv")
    for line in range(2, 2 + MOST_LISTED + 17):
        faults.add("this cell is empty.", line=line)
    with pytest.raises(DefinitionError, match=r"addresses\.csv: 17 more mistakes") as refused:
        faults.raise_if_any()
    assert len(refused.value.faults) == MOST_LISTED + 1
