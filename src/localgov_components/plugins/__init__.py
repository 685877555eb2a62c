"""Plugins: code from elsewhere that runs only when a council has named it, its source and its version.

>>> from typing import Protocol
>>> class Greeter(Protocol):
...     def greet(self, who: str) -> str: ...
>>> GREETERS = PluginKind[Greeter](name="greeters", protocol=Greeter, contract_version=1)
>>> GREETERS.group
'localgov_components.greeters'
>>> available(GREETERS)
()
>>> load(GREETERS, "polite", AllowList())
Traceback (most recent call last):
    ...
localgov_components.core.errors.PluginUnusableError: no installed distribution offers a plugin 'polite' \
in 'localgov_components.greeters'. Install the distribution that does, or correct the name.
"""

from localgov_components.plugins.allowing import Allowed, AllowList
from localgov_components.plugins.discovery import InstalledPlugin, available
from localgov_components.plugins.kind import PluginKind
from localgov_components.plugins.loading import load

__all__ = ["AllowList", "Allowed", "InstalledPlugin", "PluginKind", "available", "load"]
