"""The allow-list: which plugins a council lets run, each by name, distribution and version.

Deny by default: an installed plugin that is not on the list is not even imported. A version is
written out, so that an upgrade is a decision and not an accident. Plugins that are allowed run with
all the rights of the program: the list is the council's word that it trusts them, not a cage.

>>> allow_list = AllowList(plugins=(Allowed(name="polite", distribution="council-greetings", version="1.2.0"),))
>>> allow_list.find("polite").version
'1.2.0'
>>> allow_list.find("rude") is None
True
>>> AllowList(plugins=allow_list.plugins * 2)
Traceback (most recent call last):
    ...
pydantic_core._pydantic_core.ValidationError: 1 validation error for AllowList
plugins
  Value error, the plugin 'polite' is allowed twice. Keep one entry for each name. [type=value_error]
    For further information visit https://errors.pydantic.dev/...
"""

from typing import Annotated

from pydantic import AfterValidator, StringConstraints

from localgov_components.core.model import Model

__all__ = ["AllowList", "Allowed"]

Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]


class Allowed(Model):
    """One plugin that may run: its name, who ships it, and which version exactly."""

    name: Name
    distribution: Name
    version: Name

    def __str__(self) -> str:
        """As it is written in an allow-list."""
        return self.model_dump_json()


def _refuse_twice(plugins: tuple[Allowed, ...]) -> tuple[Allowed, ...]:
    names = [plugin.name for plugin in plugins]
    for name in names:
        if names.count(name) > 1:
            raise ValueError(f"the plugin {name!r} is allowed twice. Keep one entry for each name.")
    return plugins


class AllowList(Model):
    """Every plugin that may run; empty until somebody writes in it."""

    plugins: Annotated[tuple[Allowed, ...], AfterValidator(_refuse_twice)] = ()

    def find(self, name: str) -> Allowed | None:
        """The entry for a name, if there is one."""
        return next((plugin for plugin in self.plugins if plugin.name == name), None)
