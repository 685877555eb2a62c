import sys

import pytest

from localgov_components.core.errors import MissingLibraryError
from localgov_components.core.libraries import needs_extra


def test_a_missing_library_is_named_with_the_extra_that_brings_it() -> None:
    with (
        pytest.raises(
            MissingLibraryError, match=r"'nobody_has_this' is not installed.*localgov-components\[web\]"
        ) as caught,
        needs_extra("web"),
    ):
        import nobody_has_this.part  # type: ignore[import-not-found] # noqa: F401
    assert caught.value.code == "library.missing"
    assert isinstance(caught.value.__cause__, ModuleNotFoundError)


def test_a_library_that_is_present_is_imported() -> None:
    with needs_extra("web"):
        import json
    assert json.loads("1") == 1


def test_a_library_that_is_blocked_counts_as_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "sqlite3", None)
    with pytest.raises(MissingLibraryError, match="'sqlite3'"), needs_extra("storage"):
        import sqlite3  # noqa: F401


@pytest.mark.parametrize("module", ["localgov_components.nothing", "json.nothing"])
def test_a_part_that_an_installed_package_lacks_passes_unchanged(module: str) -> None:
    with pytest.raises(ModuleNotFoundError) as caught, needs_extra("web"):
        __import__(module)
    assert not isinstance(caught.value, MissingLibraryError)


@pytest.mark.parametrize(
    "error", [ModuleNotFoundError("no name"), ImportError("cannot import name"), ZeroDivisionError()]
)
def test_a_fault_while_importing_passes_unchanged(error: Exception) -> None:
    with pytest.raises(type(error)) as caught, needs_extra("web"):
        raise error
    assert caught.value is error
