"""Mistakes of a mapping file, each with the key that it is in and its line."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeVar

from pydantic import ValidationError

from localgov_components.core.errors import DefinitionError, Fault
from localgov_components.core.model import Model
from localgov_components.eligibility.population.files.mapping.toml_places import TomlPlaces

__all__ = ["MappingFaults"]

M = TypeVar("M", bound=Model)

_WORDS = {
    "Extra inputs are not permitted": "no such key. Remove it",
    "Field required": "missing",
    "String should have at least 1 character": "empty. Give the name of a column",
}


class MappingFaults:
    """Collects the mistakes of a file, of which `text` is what it says."""

    def __init__(self, source: str, text: str) -> None:
        self._source, self._text = source, text
        self._found: list[tuple[tuple[str, ...], str]] = []

    def add(self, path: Sequence[str], message: str) -> None:
        """Note a mistake of a key, which is named by the keys that lead to it."""
        self._found.append((tuple(path), message))

    def raise_if_any(self) -> None:
        """Raise one `DefinitionError` with all of them, in the order of their lines."""
        if self._found:
            places = TomlPlaces(self._text)
            faults = [
                Fault(self._source, message, line=places.line(path), column=".".join(path) or None)
                for path, message in self._found
            ]
            raise DefinitionError(sorted(faults, key=lambda fault: fault.line or 0))

    def model(self, model: type[M], data: object, path: Sequence[str]) -> M | None:
        """A table read as its model; None, with its mistakes noted, where it is none."""
        try:
            return model.model_validate(data)
        except ValidationError as error:
            for item in error.errors(include_url=False, include_input=False):
                keys = list(_keys_at(data, item["loc"])) or [str(each) for each in item["loc"][:1]]
                self.add((*path, *keys), _WORDS.get(item["msg"], item["msg"]))
            return None

    def table(self, data: dict[str, Any], name: str, path: Sequence[str]) -> dict[str, Any]:
        """A table taken out of another; an empty one where it is missing or, which is a mistake, no table."""
        found = data.pop(name, {})
        if isinstance(found, dict):
            return found
        self.add((*path, name), "not a table")
        return {}


def _keys_at(data: object, location: Sequence[object]) -> Iterator[str]:
    """The keys of a location that are the author's, without those that Pydantic gives to the parts of a union."""
    for each in location:
        if isinstance(data, Mapping) and each in data:
            yield str(each)
            data = data[each]
