"""Fault classes after which no one property ought to be told; labels are worked out all the same."""

from benchmarks.addresses.draft import Draft
from benchmarks.addresses.faults import Fault
from benchmarks.addresses.words import HOUSES

__all__ = ["UNTELLING"]


def flat_missing(draft: Draft) -> bool:
    """The building, of one of its flats."""
    draft.leave_out("flat")
    return bool(draft.property.flat)


def flat_unknown(draft: Draft) -> bool:
    """A flat that the building does not have."""
    draft.say(flat=f"Flat {draft.chance.randint(70, 99)}")
    return bool(draft.property.flat and draft.property.parent) and (draft.property.flat[-1].isdigit())


def room_added(draft: Draft) -> bool:
    """A room in a house that is one property."""
    draft.say(flat=f"{draft.chance.choice(('Room', 'Rm', 'Bedsit'))} {draft.chance.randint(1, 9)}")
    return draft.property.kind == "RD04" and not draft.property.flat


def number_unknown(draft: Draft) -> bool:
    """A number that the street does not have, next to those that it has."""
    given = draft.property
    taken = draft.setting.numbers.get((given.street, given.locality), frozenset())
    if not given.number.isdigit() or given.flat or given.name or given.organisation:
        return False
    near = [str(int(given.number) + step) for step in (-2, -1, 1, 2) if int(given.number) + step > 0] + [
        f"{given.number}{letter}" for letter in "AB"
    ]
    free = [each for each in near if each not in taken]
    if free:
        draft.say(number=draft.chance.choice(free))
    return bool(free)


def house_unknown(draft: Draft) -> bool:
    """A house name that the street does not have."""
    free = [each for each in HOUSES if each not in draft.setting.names]
    draft.say(name=draft.chance.choice(free or ["Dovecote"]))
    return bool(draft.property.name) and not (
        draft.property.number or draft.property.flat or draft.property.organisation
    )


def place_and_postcode_missing(draft: Draft) -> bool:
    """Number and street, which many towns have."""
    draft.leave_out("locality", "town", "postcode", "organisation")
    return bool(draft.property.street)


def beside(draft: Draft) -> bool:
    """Something that is named after the property, and is not it."""
    draft.front = draft.chance.choice(draft.setting.wording.beside)
    draft.leave_out("organisation", "flat", "name")
    return bool(draft.property.number) and not (draft.property.flat or draft.property.name)


def street_alone(draft: Draft) -> bool:
    """No premises at all."""
    draft.leave_out("organisation", "flat", "name", "number")
    return bool(draft.property.street)


def street_of_the_family(draft: Draft) -> bool:
    """Larkfield Road for Larkfield Close, where there are both."""
    given = draft.property
    others = [each for each in draft.setting.families[given.street.rpartition(" ")[0]] if each != given.street]
    if not others or not given.number or " " not in given.street:
        return False
    draft.say(street=draft.chance.choice(others))
    return True


UNTELLING: dict[str, tuple[int, Fault]] = {
    "flat missing": (4, flat_missing),
    "flat unknown": (3, flat_unknown),
    "room in a house": (2, room_added),
    "number unknown": (4, number_unknown),
    "house unknown": (2, house_unknown),
    "place and postcode missing": (2, place_and_postcode_missing),
    "beside the property": (2, beside),
    "street alone": (1, street_alone),
    "another street of the family": (2, street_of_the_family),
}
