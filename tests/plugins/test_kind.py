"""A kind says what its plugins must have, wherever its Protocol says it."""

from typing import Protocol

import pytest

from localgov_components.core import InvalidValueError
from localgov_components.plugins import PluginKind


class Named(Protocol):
    label: str

    @property
    def name(self) -> str: ...


class Greeter(Named, Protocol):
    def greet(self, who: str) -> str: ...

    def _practise(self) -> None: ...


def test_its_group_is_the_name_of_the_kind_in_the_name_space_of_the_package() -> None:
    assert PluginKind[Greeter](name="greeters", protocol=Greeter, contract_version=1).group == (
        "localgov_components.greeters"
    )


def test_it_asks_for_the_methods_and_attributes_of_the_protocol_and_its_parents_but_nothing_private() -> None:
    kind = PluginKind[Greeter](name="greeters", protocol=Greeter, contract_version=1)
    assert set(kind.methods) == {"greet"}
    assert kind.attributes == {"label", "name"}


def test_only_the_present_contract_is_accepted_unless_a_window_is_given() -> None:
    kind = PluginKind[Greeter](name="greeters", protocol=Greeter, contract_version=4)
    assert kind.accepted_versions == {4}


@pytest.mark.parametrize("name", ["", "Greeters", "greet-ers", "greeters.uk", "1greeters"])
def test_a_name_that_cannot_be_part_of_an_entry_point_group_is_refused(name: str) -> None:
    with pytest.raises(InvalidValueError) as refused:
        PluginKind[Greeter](name=name, protocol=Greeter, contract_version=1)
    assert refused.value.code == "plugins.kind-name"


def test_a_kind_that_refuses_its_own_contract_is_refused() -> None:
    with pytest.raises(InvalidValueError) as refused:
        PluginKind[Greeter](name="greeters", protocol=Greeter, contract_version=2, accepted_versions=frozenset({1}))
    assert refused.value.code == "plugins.kind-version"
