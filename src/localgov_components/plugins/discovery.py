"""Which plugins are installed, read from distributions' metadata: none of their code runs.

A distribution offers a plugin by an entry point
(https://packaging.python.org/en/latest/specifications/entry-points/) in the group of its kind:

    [project.entry-points."localgov_components.greeters"]
    polite = "council_greetings:Polite"

Distributions are read one by one, so that one with broken metadata hides nobody else's plugins.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import metadata

from localgov_components.plugins.kind import PluginKind

__all__ = ["InstalledPlugin", "available", "same_distribution", "unreadable_distributions"]


@dataclass(frozen=True, slots=True)
class InstalledPlugin:
    """A plugin found in a distribution's metadata.

    `target` is where its code would be, as `module:Class`; nobody has looked.
    """

    name: str
    distribution: str
    version: str
    target: str


def available(kind: PluginKind[object]) -> tuple[InstalledPlugin, ...]:
    """Every installed plugin of a kind, allowed or not, by name; imports nothing."""
    found = [plugin for distribution in _distributions() for plugin in _offered(distribution, kind.group)]
    return tuple(sorted(found, key=lambda plugin: (plugin.name, plugin.distribution)))


def same_distribution(one: str, other: str) -> bool:
    """Whether two names are one to a package index.

    Capitals do not count, nor which of `-`, `_` and `.` is written (PEP 503).
    """
    return _normal(one) == _normal(other)


def unreadable_distributions() -> tuple[str, ...]:
    """Names of distributions whose entry points cannot be read."""
    return tuple(sorted(distribution.name for distribution in _distributions() if _entry_points(distribution) is None))


def _distributions() -> Iterator[metadata.Distribution]:
    """Each installed distribution once: the one that would be imported."""
    seen: set[str] = set()
    for distribution in metadata.distributions():
        name = _name(distribution)
        if name is None or _normal(name) in seen:
            continue
        seen.add(_normal(name))
        yield distribution


def _offered(distribution: metadata.Distribution, group: str) -> Iterator[InstalledPlugin]:
    for entry in _entry_points(distribution) or ():
        if entry.group == group:
            yield InstalledPlugin(entry.name, distribution.name, distribution.version, entry.value)


def _entry_points(distribution: metadata.Distribution) -> tuple[metadata.EntryPoint, ...] | None:
    """None when they are written in a way that the standard library cannot read."""
    try:
        return tuple(distribution.entry_points)
    except (TypeError, ValueError, KeyError, OSError):
        return None


def _name(distribution: metadata.Distribution) -> str | None:
    """None for what an interrupted installation leaves: a folder without a name."""
    try:
        name: str | None = distribution.metadata["Name"]
    except (KeyError, TypeError, OSError, metadata.PackageNotFoundError):
        return None
    return name


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
