"""Unit, places and largest size of a fact or a policy value, as a document says them: only what is not usual.

>>> from localgov_components.money import Money
>>> from localgov_components.rules.facts import measure_of
>>> written_measure(Money, measure_of(Money, per=Per.WEEK))
{'per': 'week'}
"""

from collections.abc import Mapping
from typing import Any

from pydantic import JsonValue

from localgov_components.rules.document.place import Place
from localgov_components.rules.facts import measure_fault, measure_of
from localgov_components.rules.measures import MOST_DIGITS, Measure, Per

__all__ = ["MEASURE_KEYS", "read_measure", "read_measure_keys", "read_whole", "written_measure", "written_whole"]

MEASURE_KEYS = ("per", "places", "at_most")
"""Keys that say a measure."""

_NUMBER_KEYS = ("places", "at_most")


def written_measure(kind: Any, measure: Measure | None) -> dict[str, JsonValue]:
    """The keys of a measure that is not the usual one of its type."""
    usual = measure_of(kind)
    if usual is None or measure is None:
        return {}
    said: dict[str, JsonValue] = {} if measure.per is None else {"per": measure.per.value}
    if measure.places != usual.places:
        said["places"] = measure.places
    if measure.most != usual.most:
        said["at_most"] = measure.most
    return said


def read_measure(kind: Any, data: Mapping[str, object], place: Place) -> Measure | None:
    """The measure of a type that the keys say; mistakes are noted."""
    said = read_measure_keys(data, place)
    message = measure_fault(kind, **said)
    if message:
        place.fault(message)
        return None
    return measure_of(kind, **said)


def read_measure_keys(data: Mapping[str, object], place: Place) -> dict[str, Any]:
    """The keys of a measure that are there and make sense for themselves."""
    said: dict[str, Any] = {}
    if "per" in data:
        if data["per"] in [each.value for each in Per]:
            said["per"] = Per(data["per"])
        else:
            place.at("per").fault(f"not one of: {', '.join(Per)}")
    for key in _NUMBER_KEYS:
        if key in data:
            if type(data[key]) is int:
                said[key] = data[key]
            else:
                place.at(key).fault("not a whole number")
    return said


def written_whole(measure: Measure) -> dict[str, JsonValue]:
    """Everything about a measure that nothing else says."""
    said: dict[str, JsonValue] = {} if measure.per is None else {"per": measure.per.value}
    return {**said, **({"written": True} if measure.written else {}), "places": measure.places, "at_most": measure.most}


def read_whole(data: object, place: Place) -> Measure | None:
    """A measure of which everything is said; mistakes are noted."""
    if not isinstance(data, dict) or not {"places", "at_most"} <= set(data) <= {"per", "written", "places", "at_most"}:
        place.fault('not a measure. Write {"places": …, "at_most": …}, with per and written where they are said')
        return None
    said = read_measure_keys(data, place)
    if set(said) != set(data) - {"written"}:
        return None
    if data.get("written", True) is not True:
        place.at("written").fault("not true. Leave it out where it is not")
    if not 0 <= said["places"] <= MOST_DIGITS or not 0 < said["at_most"] < 10 ** (MOST_DIGITS - said["places"]):
        place.fault(f"not a size that a number can have: at most {MOST_DIGITS} digits")
        return None
    return Measure(said.get("per"), "written" in data, said["places"], said["at_most"])
