from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.address.core_files import address, core_file, house

from localgov_components.address import Gazetteer
from localgov_components.address.gazetteer.address_changes import AddressChanges, AddressCounts
from localgov_components.address.gazetteer.unfinished import Unfinished

BARN = {"building_name": "Barn", "street_name": "Mill Lane"}


@pytest.fixture
def unfinished(tmp_path: Path) -> Iterator[Unfinished]:
    """A gazetteer of one product at place 0, with a barn of UPRN 1, on its way to its next epoch."""
    target = tmp_path / "a.gazetteer"
    Gazetteer.build(core_file(tmp_path, house(uprn="1", **BARN)), target)
    with Unfinished.begin(target, "job", present=target) as unfinished:
        yield unfinished


def typed(unfinished: Unfinished) -> set[int]:
    return {uprn for (uprn,) in unfinished.connection.execute("SELECT uprn FROM typed")}


def test_each_address_is_counted_for_what_came_of_it(unfinished: Unfinished) -> None:
    changes = AddressChanges(unfinished.connection, {0: "core", 1: "core"})
    assert changes.put(address(uprn="2", **BARN), 1, 5) is None
    assert changes.counts() == AddressCounts(inserted=1, updated=0, deleted=0, unchanged=0)
    assert changes.put(address(uprn="1", **BARN), 1, 6) is None
    assert changes.counts() == AddressCounts(inserted=1, updated=1, deleted=0, unchanged=0)
    assert changes.put(address(uprn="1", **BARN), 1, 7) is None
    assert changes.counts() == AddressCounts(inserted=1, updated=1, deleted=0, unchanged=0)
    assert typed(unfinished) == {1, 2}
    assert (changes.delete(1, 1), changes.delete(2, 1)) == (None, None)
    assert changes.counts() == AddressCounts(inserted=0, updated=0, deleted=1, unchanged=0)
    assert typed(unfinished) == set()


def test_what_is_not_there_is_not_deleted(unfinished: Unfinished) -> None:
    changes = AddressChanges(unfinished.connection, {0: "core", 1: "core"})
    assert changes.delete(2, 1) == "deletes a UPRN that is not in the gazetteer."
    assert changes.counts() == AddressCounts(0, 0, 0, 0)


def test_an_address_of_another_product_is_left_alone(unfinished: Unfinished) -> None:
    changes = AddressChanges(unfinished.connection, {0: "core", 1: "plus"})
    why = "the same UPRN as an address of an earlier source."
    assert changes.put(address(uprn="1", **BARN), 1, 5) == why
    assert changes.delete(1, 1) == why
    assert changes.counts() == AddressCounts(0, 0, 0, 0)
    assert typed(unfinished) == {1}
