"""Import one plugin that is allowed, and hold it against its contract before it is used.

The order is the point: everything that metadata can tell is checked before a line of the plugin's
code runs, then the contract version of its class, then what the object it makes can do. A fault
in one plugin becomes a `PluginUnusableError` with a code of its own and touches no other:

| Code | What is wrong |
| --- | --- |
| `plugins.unknown` | no installed distribution offers that name |
| `plugins.claimed-twice` | two distributions offer that name |
| `plugins.not-allowed` | the name is not on the allow-list |
| `plugins.distribution-differs` | it is on the list, but from another distribution |
| `plugins.version-differs` | it is on the list, but in another version |
| `plugins.import-failed` | its code raised while it was imported |
| `plugins.not-a-class` | the entry point names something that is not a class |
| `plugins.contract-version` | it was written for an edition of the contract that is not accepted |
| `plugins.incomplete` | it has not everything its contract asks for |
| `plugins.settings-refused` | its class raised when called with the settings |
"""

import inspect
from collections.abc import Callable, Mapping
from importlib import metadata
from typing import Never, TypeVar, cast

from pydantic import JsonValue

from localgov_components.core.errors import PluginUnusableError
from localgov_components.plugins.allowing import Allowed, AllowList
from localgov_components.plugins.discovery import (
    InstalledPlugin,
    available,
    same_distribution,
    unreadable_distributions,
)
from localgov_components.plugins.kind import PluginKind

__all__ = ["load"]

ProviderT = TypeVar("ProviderT")


def load(
    kind: PluginKind[ProviderT],
    name: str,
    allow_list: AllowList,
    *,
    settings: Mapping[str, JsonValue] | None = None,
) -> ProviderT:
    """Make the named plugin: its class, called with the settings by keyword.

    Raises `PluginUnusableError` saying what to write or do; nothing of the plugin runs unless
    name, distribution and version are on the allow-list.
    """
    plugin = _installed(kind, name)
    _refuse_unless_allowed(plugin, allow_list)
    maker = _import(plugin, kind)
    _refuse_other_contract(plugin, kind, maker)
    made = _make(plugin, maker, settings or {})
    _refuse_incomplete(plugin, kind, made)
    return cast("ProviderT", made)


def _installed(kind: PluginKind[object], name: str) -> InstalledPlugin:
    found = [plugin for plugin in available(kind) if plugin.name == name]
    if not found:
        unreadable = unreadable_distributions()
        hint = f" The entry points of {', '.join(unreadable)} cannot be read." if unreadable else ""
        _refuse(
            "unknown",
            f"no installed distribution offers a plugin {name!r} in {kind.group!r}.{hint} "
            "Install the distribution that does, or correct the name.",
        )
    if len(found) > 1:
        claimants = " and ".join(plugin.distribution for plugin in found)
        _refuse(
            "claimed-twice",
            f"the plugin {name!r} is claimed by {claimants}; nobody can tell which is meant. "
            "Uninstall all of them but one.",
        )
    return found[0]


def _refuse_unless_allowed(plugin: InstalledPlugin, allow_list: AllowList) -> None:
    entry = Allowed(name=plugin.name, distribution=plugin.distribution, version=plugin.version)
    allowed = allow_list.find(plugin.name)
    if allowed is None:
        _refuse(
            "not-allowed",
            f"the plugin {plugin.name!r} is installed but not allowed; none of its code has run. "
            f"To allow it, add to the allow-list: {entry}",
        )
    if not same_distribution(allowed.distribution, plugin.distribution):
        _refuse(
            "distribution-differs",
            f"the plugin {plugin.name!r} is allowed from {allowed.distribution!r} but is installed from "
            f"{plugin.distribution!r}; none of its code has run. Uninstall that one, or change the entry to: {entry}",
        )
    if allowed.version != plugin.version:
        _refuse(
            "version-differs",
            f"the plugin {plugin.name!r} is allowed in version {allowed.version!r} but {plugin.version!r} is "
            f"installed; none of its code has run. Install that version, or change the entry to: {entry}",
        )


def _import(plugin: InstalledPlugin, kind: PluginKind[object]) -> Callable[..., object]:
    entry = metadata.EntryPoint(name=plugin.name, value=plugin.target, group=kind.group)
    try:
        loaded: object = entry.load()
    except (Exception, SystemExit) as error:
        raise _unusable(
            "import-failed",
            f"the plugin {plugin.name!r} raised {type(error).__name__} while it was imported. "
            f"Ask the makers of {plugin.distribution!r}, or take it off the allow-list.",
        ) from error
    if not isinstance(loaded, type):
        _refuse(
            "not-a-class",
            f"the plugin {plugin.name!r} names {plugin.target!r}, which is not a class. "
            "Name a class in its entry point.",
        )
    return loaded


def _refuse_other_contract(plugin: InstalledPlugin, kind: PluginKind[object], maker: Callable[..., object]) -> None:
    version: object = getattr(maker, "contract_version", None)
    if type(version) is not int or version not in kind.accepted_versions:
        accepted = " or ".join(map(str, sorted(kind.accepted_versions)))
        written = "does not say for which" if version is None else f"was written for {version!r}"
        _refuse(
            "contract-version",
            f"the plugin {plugin.name!r} {written}, and contract version {accepted} of {kind.group!r} is accepted. "
            f"Install a version of {plugin.distribution!r} whose class has contract_version = {kind.contract_version}.",
        )


def _make(plugin: InstalledPlugin, maker: Callable[..., object], settings: Mapping[str, JsonValue]) -> object:
    """Call the class; what it raised is not kept, for it may quote a secret setting."""
    try:
        return maker(**settings)
    except (Exception, SystemExit) as error:  # noqa: BLE001 - whatever a plugin raises must not pass as ours
        raised = type(error).__name__
    given = ", ".join(sorted(settings)) or "none"
    raise _unusable(
        "settings-refused",
        f"the plugin {plugin.name!r} raised {raised} when it was made with the settings: {given}. "
        f"It takes: {_parameters(maker)}. Correct the settings.",
    )


def _parameters(maker: Callable[..., object]) -> str:
    return ", ".join(inspect.signature(maker).parameters) or "none"


def _refuse_incomplete(plugin: InstalledPlugin, kind: PluginKind[object], made: object) -> None:
    methods = [
        f"{name}{inspect.signature(promised)}"
        for name, promised in kind.methods.items()
        if not _answers(getattr(made, name, None), promised)
    ]
    attributes = [name for name in kind.attributes if not hasattr(made, name)]
    if methods or attributes:
        _refuse(
            "incomplete",
            f"the plugin {plugin.name!r} lacks what {kind.protocol.__name__} asks for: "
            f"{', '.join(sorted(methods + attributes))}. Install a version of {plugin.distribution!r} that has it.",
        )


def _answers(method: object, promised: Callable[..., object]) -> bool:
    """Whether a method can be called in the way that the Protocol says it can."""
    if not callable(method):
        return False
    _itself, *parameters = inspect.signature(promised).parameters.values()
    by_place = [None for each in parameters if each.kind is not each.KEYWORD_ONLY]
    by_name = {each.name: None for each in parameters if each.kind is each.KEYWORD_ONLY}
    try:
        inspect.signature(method).bind(*by_place, **by_name)
    except TypeError:
        return False
    return True


def _refuse(code: str, message: str) -> Never:
    raise _unusable(code, message)


def _unusable(code: str, message: str) -> PluginUnusableError:
    return PluginUnusableError(message, code=f"plugins.{code}")
