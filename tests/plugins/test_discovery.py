"""What is installed is read from metadata alone, whatever state the metadata is in."""

import os
from collections.abc import Callable
from importlib import metadata
from pathlib import Path
from typing import Protocol

import pytest

from localgov_components.plugins import InstalledPlugin, PluginKind, available
from localgov_components.plugins.discovery import same_distribution, unreadable_distributions


class Greeter(Protocol):
    def greet(self) -> str: ...


GREETERS = PluginKind[Greeter](name="greeters", protocol=Greeter, contract_version=1)


class Described(metadata.Distribution):
    """A distribution whose metadata is what a function gives or raises."""

    def __init__(self, name: Callable[[], str | None], entry_points: str) -> None:
        self.files_by_name: dict[str, Callable[[], str | None]] = {
            "METADATA": name,
            "entry_points.txt": lambda: entry_points,
        }

    def read_text(self, filename: str) -> str | None:
        written = self.files_by_name.get(filename)
        return None if written is None else written()

    def locate_file(self, path: str | os.PathLike[str]) -> Path:
        raise NotImplementedError


def named(name: str, version: str = "1.0") -> Callable[[], str]:
    return lambda: f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n"


def unreadable() -> str:
    raise PermissionError


OFFER = "[localgov_components.greeters]\n{} = greetings:Polite\n"


@pytest.fixture
def install(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Make these the only installed distributions."""

    def only(*distributions: metadata.Distribution) -> None:
        monkeypatch.setattr(metadata, "distributions", lambda: iter(distributions))

    return only


def test_plugins_come_in_order_of_name_with_their_source_and_version(install: Callable[..., None]) -> None:
    install(Described(named("b"), OFFER.format("rude")), Described(named("a", "2.0"), OFFER.format("polite")))
    assert available(GREETERS) == (
        InstalledPlugin("polite", "a", "2.0", "greetings:Polite"),
        InstalledPlugin("rude", "b", "1.0", "greetings:Polite"),
    )


def test_plugins_of_other_kinds_are_not_among_them(install: Callable[..., None]) -> None:
    install(Described(named("a"), "[localgov_components.singers]\npolite = greetings:Polite\n"))
    assert available(GREETERS) == ()


@pytest.mark.parametrize("name", [unreadable, lambda: None, lambda: ""], ids=["unreadable", "missing", "empty"])
def test_a_distribution_without_a_name_is_passed_over(
    install: Callable[..., None], name: Callable[[], str | None]
) -> None:
    install(Described(name, OFFER.format("rude")), Described(named("a"), OFFER.format("polite")))
    assert [plugin.name for plugin in available(GREETERS)] == ["polite"]
    assert unreadable_distributions() == ()


def test_entry_points_that_cannot_be_read_are_told_of_and_hide_no_others(install: Callable[..., None]) -> None:
    install(Described(named("a"), OFFER.format("polite")), Described(named("b"), "[group]\nno entry point\n"))
    assert [plugin.name for plugin in available(GREETERS)] == ["polite"]
    assert unreadable_distributions() == ("b",)


@pytest.mark.parametrize("other", ["council-greetings", "Council_Greetings", "council.greetings", "COUNCIL--greetings"])
def test_spellings_that_a_package_index_takes_for_one_name_are_one(other: str) -> None:
    assert same_distribution("council-greetings", other)


def test_other_names_are_others() -> None:
    assert not same_distribution("council-greetings", "councilgreetings")
