import copy
import pickle

import pytest

from localgov_components import core
from localgov_components.core import (
    ConflictError,
    DefinitionError,
    Fault,
    InvalidValueError,
    LocalGovError,
    MissingLibraryError,
    NotFoundError,
    NotSupportedError,
    PluginUnusableError,
    ProviderError,
    ProviderRefusedError,
    ProviderUnavailableError,
)

CODES = {
    InvalidValueError: "value.invalid",
    NotFoundError: "not-found",
    ConflictError: "conflict",
    NotSupportedError: "not-supported",
    MissingLibraryError: "library.missing",
    PluginUnusableError: "plugin.unusable",
    ProviderError: "provider.error",
    ProviderRefusedError: "provider.refused",
    ProviderUnavailableError: "provider.unavailable",
}
FAULTS = (Fault("a.csv", "not a number. Give digits", line=3, column="easting"), Fault("b.toml", "no owner"))


def all_subclasses(kind: type[LocalGovError]) -> set[type[LocalGovError]]:
    return {kind}.union(*(all_subclasses(each) for each in kind.__subclasses__()))


def test_the_room_exports_every_error_of_its_tree() -> None:
    own = {each for each in all_subclasses(LocalGovError) if each.__module__ == LocalGovError.__module__}
    assert own == {getattr(core, name) for name in core.__all__ if name.endswith("Error")}
    assert own == {*CODES, LocalGovError, DefinitionError}


@pytest.mark.parametrize("kind", CODES)
def test_each_error_has_a_stable_code_of_its_own(kind: type[LocalGovError]) -> None:
    assert kind("no. Do this.").code == CODES[kind]
    assert kind("no. Do this.", code="room.reason").code == "room.reason"


@pytest.mark.parametrize(
    ("kind", "builtin"),
    [(InvalidValueError, ValueError), (NotFoundError, LookupError), (MissingLibraryError, ImportError)],
)
def test_an_error_can_be_caught_as_the_builtin_that_it_also_is(
    kind: type[LocalGovError], builtin: type[Exception]
) -> None:
    with pytest.raises(builtin, match=r"^no\. Do this\.$") as caught:
        raise kind("no. Do this.", code="x")
    assert isinstance(caught.value, LocalGovError)


def test_a_provider_that_refused_and_one_that_did_not_answer_are_told_apart() -> None:
    assert not issubclass(ProviderRefusedError, ProviderUnavailableError)
    assert not issubclass(ProviderUnavailableError, ProviderRefusedError)


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
@pytest.mark.parametrize("kind", CODES)
def test_an_error_survives_a_process_pool(kind: type[LocalGovError], protocol: int) -> None:
    error = kind("no. Do this.", code="room.reason")
    copied = pickle.loads(pickle.dumps(error, protocol))  # noqa: S301 - our own bytes
    assert (type(copied), str(copied), copied.code) == (kind, "no. Do this.", "room.reason")


def test_a_definition_error_survives_copying_with_its_faults() -> None:
    error = DefinitionError(FAULTS, code="form.refused")
    for copied in (pickle.loads(pickle.dumps(error)), copy.copy(error), copy.deepcopy(error)):  # noqa: S301 - our own
        assert (str(copied), copied.faults, copied.code) == (str(error), FAULTS, "form.refused")


def test_a_definition_error_lists_every_fault_with_its_place() -> None:
    assert str(DefinitionError(FAULTS)).splitlines() == [
        "2 mistakes; nothing was loaded:",
        "  a.csv, line 3, column easting: not a number. Give digits",
        "  b.toml: no owner",
    ]
    assert str(DefinitionError(FAULTS[:1])).startswith("1 mistake; ")


def test_faults_are_raised_together_and_nothing_is_raised_for_none() -> None:
    DefinitionError.raise_for([])
    with pytest.raises(DefinitionError) as caught:
        DefinitionError.raise_for(list(FAULTS))
    assert caught.value.faults == FAULTS
    assert caught.value.code == "definition.refused"


def test_of_very_many_faults_of_rows_the_first_are_listed_and_the_rest_counted() -> None:
    faults = [Fault("bins.csv", "empty", line=line) for line in range(1_200, 0, -1)]
    with pytest.raises(DefinitionError, match=r"1,100 more mistakes are not listed") as error:
        DefinitionError.raise_for_rows("bins.csv", faults)
    assert [each.line for each in error.value.faults] == [*range(1, 101), None]
    with pytest.raises(DefinitionError) as error:
        DefinitionError.raise_for_rows("bins.csv", faults[:100])
    assert len(error.value.faults) == 100
    with pytest.raises(DefinitionError, match="1 more mistake is not listed"):
        DefinitionError.raise_for_rows("bins.csv", faults[:101])
    DefinitionError.raise_for_rows("bins.csv", [])


def test_a_fault_shows_control_characters_and_does_not_send_them() -> None:
    fault = Fault("a.csv", "no council has the slug '\x1b[31mred\u202e'", line=3)
    assert str(fault) == r"a.csv, line 3: no council has the slug '\x1b[31mred\u202e'"
    assert str(Fault("cyngor.csv", "dim dyddiad: 'Llun 5 Gorffennaf, Ynys Môn'")).endswith("Ynys Môn'")
