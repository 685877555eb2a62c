"""An allow-list is strict about its entries and round-trips through JSON."""

import pytest
from pydantic import ValidationError

from localgov_components.plugins import Allowed, AllowList

POLITE = Allowed(name="polite", distribution="council-greetings", version="1.2.0")


def test_an_empty_list_allows_nothing() -> None:
    assert AllowList().find("polite") is None


def test_the_entry_of_a_name_is_found() -> None:
    assert AllowList(plugins=(POLITE,)).find("polite") == POLITE


def test_a_name_twice_is_refused_naming_it() -> None:
    with pytest.raises(ValidationError, match="'polite' is allowed twice"):
        AllowList(plugins=(POLITE, POLITE.model_copy(update={"version": "2.0"})))


@pytest.mark.parametrize("missing", ["name", "distribution", "version"])
def test_an_entry_must_say_name_distribution_and_version(missing: str) -> None:
    with pytest.raises(ValidationError, match=missing):
        Allowed.model_validate(POLITE.model_dump(exclude={missing}))


def test_what_an_error_tells_people_to_write_is_read_back_as_the_same_entry() -> None:
    assert Allowed.model_validate_json(str(POLITE)) == POLITE
