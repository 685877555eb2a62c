"""Mistakes of a mapping file, each with the key that it is in and its line."""

import difflib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeVar

from pydantic import ValidationError

from localgov_components.core.errors import DefinitionError, Fault
from localgov_components.core.model import Model
from localgov_components.eligibility.population.files.mapping.toml_places import TomlPlaces

__all__ = ["MappingFaults"]

M = TypeVar("M", bound=Model)

_SHOULD_BE = {
    "amounts": 'neither pounds nor pence. Write amounts = "pounds" or amounts = "pence"',
    "column": 'no name of a column. Write the heading in quotation marks, such as column = "Savings"',
    "complete": 'neither "all" nor a column. Write complete = "all", or complete = { column = "…" }',
    "dates": 'no way to write dates. Write it in quotation marks, such as dates = "DD/MM/YYYY"',
    "format": "no format that there is. Write format = 1",
    "id": 'no name of a column. Write the heading in quotation marks, such as id = "Person"',
    "key": 'no name of a column. Write the heading in quotation marks, such as key = "Claim"; for a list that each '
    'member has, two of them, such as key = ["Claim", "Person"]',
    "no": 'no list of words. Write them in quotation marks, such as no = ["N"]',
    "not_in_file": "only ever true. Write not_in_file = true, or give the column",
    "unknown": 'no list of words. Write them in quotation marks, such as unknown = ["n/k"]',
    "values": 'no words with values. Write such as values = { "Council tenant" = "renting" }',
    "yes": 'no list of words. Write them in quotation marks, such as yes = ["Y"]',
}
"""What is wrong where the value of a key is none that it may have, and what to write."""

_NO_TABLE = 'no table. Write its keys below it, such as column = "Savings"'


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
            found: dict[tuple[str, ...], str] = {}
            for item in error.errors(include_url=False, include_input=False):
                keys = tuple(_keys_at(data, item["loc"])) or tuple(str(each) for each in item["loc"][:1])
                found.setdefault(keys, _message(item["type"], keys, model))
            for keys, message in found.items():
                # A union tells of each of its parts; what is told of a key within is about the part that was meant.
                if not any(len(each) > len(keys) and each[: len(keys)] == keys for each in found):
                    self.add((*path, *keys), message)
            return None

    def table(self, data: dict[str, Any], name: str, path: Sequence[str]) -> dict[str, Any]:
        """A table taken out of another; an empty one where it is missing or, which is a mistake, no table."""
        found = data.pop(name, {})
        if isinstance(found, dict):
            return found
        self.add((*path, name), _NO_TABLE)
        return {}


def _message(kind: str, keys: Sequence[str], model: type[Model]) -> str:
    """What is wrong with a key, and what to do."""
    if not keys:
        return _NO_TABLE
    if kind == "extra_forbidden":
        near = difflib.get_close_matches(keys[-1], model.model_fields if len(keys) == 1 else (), n=1)
        return f"no such key. Is it {near[0]}?" if near else "no such key. Remove it"
    if kind == "string_too_short":
        return "empty. Give the name of a column"
    should_be = _SHOULD_BE[keys[0] if keys[0] == "values" else keys[-1]]
    return f"missing. {should_be.partition('. ')[2]}" if kind == "missing" else should_be


def _keys_at(data: object, location: Sequence[object]) -> Iterator[str]:
    """The keys of a location that are the author's, without those that Pydantic gives to the parts of a union."""
    for each in location:
        if isinstance(data, Mapping) and each in data:
            yield str(each)
            data = data[each]
