"""What no longer means one property, however near it stands to one."""

from benchmarks.addresses.draft import Draft
from benchmarks.addresses.faults import Fault
from benchmarks.addresses.untelling import flat_missing, flat_unknown, house_unknown, number_unknown

__all__ = ["UNDECIDED"]

_NOTHING = (
    "No fixed abode", "NFA", "As above", "see notes", "unknown", "gone away", "not known at this address",
    "address TBC", "n/a", "same as before",
)  # fmt: skip


def beside(draft: Draft) -> bool:
    """Something beside, behind or before it: R/O, opp., land at, street light o/s."""
    draft.front = draft.chance.choice(draft.setting.wording.beside)
    number = draft.property.number
    draft.leave_out("organisation", "flat", "name")
    if number and draft.chance.random() < 0.7:  # most write it before the number, with no comma
        draft.words["number"], draft.front = f"{draft.front} {number}", ""
    draft.say_nothing()
    return number.isdigit() and not (draft.property.flat or draft.property.name or draft.property.organisation)


def illegible(draft: Draft) -> bool:
    """A number of which a figure cannot be read: 1?, ?2, 1_, 1*."""
    number = draft.property.number
    mark, at = draft.chance.choice("?_*"), draft.chance.randrange(max(1, len(number)))
    draft.say_nothing()
    draft.words["number"] = f"{number[:at]}{mark}{number[at + 1 :]}"
    return number.isdigit() and len(number) > 1 and not draft.property.name


def two_numbers(draft: Draft) -> bool:
    """Two numbers of which nobody says which: 12 or 14, 12/14?, either 12 or 16."""
    number = draft.property.number
    taken = sorted(_numbers(draft) - {number})
    if not number.isdigit() or not taken or draft.property.flat or draft.property.name or draft.property.organisation:
        return False
    other = draft.chance.choice(taken)
    draft.say_nothing()
    draft.words["number"] = draft.chance.choice(
        (f"{number} or {other}", f"either {number} or {other}", f"{number} and/or {other}")
    )
    return other.isdigit()


def two_addresses(draft: Draft) -> bool:
    """Two addresses at once: 12 Mill Lane and 7 Church Road."""
    streets = [(street, number) for (street, locality), held in draft.setting.numbers.items()
               if street and locality == draft.property.locality for number in held if number.isdigit()]  # fmt: skip
    given = draft.property
    if not streets or not given.number.isdigit() or given.flat or given.name or given.organisation:
        return False
    street, number = draft.chance.choice(sorted(streets))
    draft.say_nothing()
    draft.words["street"] += f" {draft.chance.choice(('and', '&', 'and also', '/'))} {number} {street}"
    return bool(draft.property.street) and street != draft.property.street


def many_houses(draft: Draft) -> bool:
    """A run of houses: 2 to 40, evens 12-30, 1-15 (odd)."""
    numbers = sorted(int(each) for each in _numbers(draft) if each.isdigit())
    given = draft.property.number
    further = [each for each in numbers if given.isdigit() and each > int(given) + 4 and (each - int(given)) % 2 == 0]
    further = [each for each in further if f"{given}-{each}" not in _numbers(draft)]  # one property, if it is there
    if not further or draft.property.flat or draft.property.name or draft.property.organisation:
        return False
    last = draft.chance.choice(further)
    kind = ("odd", "even")[last % 2 == 0]
    draft.say_nothing()
    draft.words["number"] = draft.chance.choice(
        (f"{given} to {last}", f"{kind}s {given}-{last}", f"{given}-{last} ({kind})", f"{given} - {last}")
    )
    return True


def all_flats(draft: Draft) -> bool:
    """All flats of a building: Flats 1-6, All flats, Flats A & B."""
    if not draft.property.flat.startswith("Flat ") or not draft.property.number + draft.property.name:
        return False
    draft.say_nothing()
    draft.words["flat"] = draft.chance.choice(
        ("Flats 1-6", "All flats", "Flats A & B", "Flats 1 to 4", "Communal areas", "Bin store")
    )
    return draft.property.parent is not None


def plot(draft: Draft) -> bool:
    """A plot or box with the number that a house has: Plot 12, P O Box 12, Garage 12, Lamp column 12."""
    number = draft.property.number
    words = draft.chance.choice(
        ("Plot {},", "PO Box {},", "P.O. Box {},", "Garage {},", "Lamp column {},", "Garage no {},", "Allotment {},")
    )
    draft.say_nothing()
    draft.words["number"] = words.format(number)
    return number.isdigit() and not (draft.property.flat or draft.property.name or draft.property.organisation)


def nothing_said(draft: Draft) -> bool:
    """Words in place of an address, with a town and postcode: NFA, as above, gone away."""
    draft.leave_out("organisation", "flat", "name", "number", "street", "locality")
    draft.front = draft.chance.choice(_NOTHING)
    draft.say_nothing()
    return True


def place_alone(draft: Draft) -> bool:
    """A street, or a place and postcode, and no premises."""
    draft.leave_out("organisation", "flat", "name", "number")
    if draft.chance.random() < 0.3:
        draft.leave_out("street")
    draft.say_nothing()
    return bool(draft.property.street)


def _numbers(draft: Draft) -> frozenset[str]:
    return draft.setting.numbers.get((draft.property.street, draft.property.locality), frozenset())


UNDECIDED: dict[str, tuple[int, Fault]] = {
    "flat not said": (3, flat_missing),
    "flat that is none": (3, flat_unknown),
    "number that is none": (4, number_unknown),
    "house that is none": (2, house_unknown),
    "beside it": (4, beside),
    "number not legible": (2, illegible),
    "two numbers": (2, two_numbers),
    "two addresses": (2, two_addresses),
    "a run of houses": (2, many_houses),
    "all flats": (2, all_flats),
    "plot, box or garage": (2, plot),
    "no address": (1, nothing_said),
    "place alone": (1, place_alone),
}
