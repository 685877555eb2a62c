"""A kind of plugin: what it must be able to do, and which editions of that promise are accepted.

Each room that has plugins declares one kind as a constant. The contract version is raised when the
Protocol changes in a way that a plugin must follow; the window of accepted versions lets older
plugins go on working for a while.

>>> from typing import Protocol
>>> class Greeter(Protocol):
...     def greet(self, who: str) -> str: ...
>>> PluginKind[Greeter](name="greeters", protocol=Greeter, contract_version=3, accepted_versions=frozenset({2, 3}))
PluginKind(name='greeters', contract_version=3)
>>> PluginKind[Greeter](name="greeters", protocol=Greeter, contract_version=3, accepted_versions=frozenset({2}))
Traceback (most recent call last):
    ...
localgov_components.core.errors.InvalidValueError: the kind 'greeters' does not accept its own contract \
version. Add 3 to accepted_versions.
"""

import inspect
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Generic, Protocol, TypeVar

from localgov_components.core.errors import InvalidValueError

__all__ = ["PluginKind"]

_NAME = re.compile(r"[a-z][a-z0-9_]*", re.ASCII)

ProviderT_co = TypeVar("ProviderT_co", covariant=True)


@dataclass(frozen=True)  # not slotted: a frozen slotted class cannot be made as PluginKind[…](…) on Python 3.11
class PluginKind(Generic[ProviderT_co]):
    """One kind of plugin; `PluginKind[TheProtocol](…)` lets `load` return that type.

    `accepted_versions` is the present contract version alone unless given.
    """

    name: str
    protocol: type[object] = field(repr=False)
    contract_version: int
    accepted_versions: frozenset[int] = field(default=frozenset(), repr=False)

    def __post_init__(self) -> None:
        """Refuse a kind that nobody could write a plugin for."""
        if not _NAME.fullmatch(self.name):
            raise InvalidValueError(
                "not a name for a kind: write small letters, digits and underscores.", code="plugins.kind-name"
            )
        if not self.accepted_versions:
            object.__setattr__(self, "accepted_versions", frozenset({self.contract_version}))
        if self.contract_version not in self.accepted_versions:
            raise InvalidValueError(
                f"the kind {self.name!r} does not accept its own contract version. "
                f"Add {self.contract_version} to accepted_versions.",
                code="plugins.kind-version",
            )

    @property
    def group(self) -> str:
        """The entry-point group that a distribution lists such a plugin in."""
        return f"localgov_components.{self.name}"

    @property
    def methods(self) -> dict[str, Callable[..., object]]:
        """What the Protocol says a plugin can be asked to do, by name."""
        return {name: member for name, member in self._members().items() if inspect.isfunction(member)}

    @property
    def attributes(self) -> frozenset[str]:
        """What the Protocol says a plugin must have besides its methods."""
        return frozenset(self._members()) - frozenset(self.methods)

    def _members(self) -> dict[str, object]:
        members: dict[str, object] = {}
        for parent in reversed(self.protocol.__mro__):
            if parent in {object, Protocol, Generic}:
                continue
            members |= dict.fromkeys(inspect.get_annotations(parent)) | dict(vars(parent))
        return {name: member for name, member in members.items() if not name.startswith("_")}
