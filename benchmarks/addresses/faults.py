"""Fault classes: each a function that does something wrong to a draft, or says that it cannot.

Texts of these ought to tell one property all the same; see `benchmarks.addresses.untelling` for the others.
"""

import random
from collections.abc import Callable, Mapping

from benchmarks.addresses.draft import Draft
from benchmarks.addresses.habits import mistyped, postcode_mistyped, shortened, without_accents
from benchmarks.addresses.words import HOUSES, STEM_ENDS, STEM_STARTS, TRADES

__all__ = ["FAULTS", "Fault", "choose"]

Fault = Callable[[Draft], bool]

_WORDS = ("name", "street", "locality", "town")


def as_written(draft: Draft) -> bool:
    """As the gazetteer has it."""
    return draft.property is not None


def abbreviation(draft: Draft) -> bool:
    """Street types, floors and places shortened as people shorten them."""
    before = dict(draft.words)
    for part in ("flat", "name", "street", "locality"):
        draft.words[part] = shortened(draft.chance, draft.words[part], draft.setting.wording.short)
    return draft.words != before


def typing_fault(draft: Draft) -> bool:
    """One fault in a word of a name."""
    parts = [part for part in _WORDS if draft.words[part]]
    draft.chance.shuffle(parts)
    for part in parts:
        changed = mistyped(draft.chance, draft.words[part])
        if changed and draft.setting.vocabulary.isdisjoint(
            set(changed.lower().split()) - set(draft.words[part].lower().split())
        ):
            draft.words[part] = changed
            return True
    return False


def two_typing_faults(draft: Draft) -> bool:
    """Faults in two names, or twice in one."""
    return typing_fault(draft) and typing_fault(draft)


def locality_missing(draft: Draft) -> bool:
    """The part of the town is left out."""
    has = bool(draft.said.locality)
    draft.leave_out("locality")
    return has


def town_missing(draft: Draft) -> bool:
    """The post town is left out."""
    draft.leave_out("town")
    return True


def place_missing(draft: Draft) -> bool:
    """Only premises, street and postcode."""
    draft.leave_out("locality", "town")
    return True


def street_missing(draft: Draft) -> bool:
    """Premises and postcode, without the street between."""
    has = bool(draft.said.street)
    draft.leave_out("street")
    return has


def postcode_missing(draft: Draft) -> bool:
    """No postcode."""
    draft.leave_out("postcode")
    return True


def postcode_wrong(draft: Draft) -> bool:
    """Another postcode of the town, as of a house where one lived before."""
    other = draft.chance.choice(draft.setting.postcodes)
    draft.doubt("postcode", other)
    return other != draft.property.postcode


def postcode_one_fault(draft: Draft) -> bool:
    """A postcode with a typing fault."""
    draft.doubt("postcode", postcode_mistyped(draft.chance, draft.property.postcode))
    return True


def postcode_form(draft: Draft) -> bool:
    """The right postcode, written badly."""
    outward, inward = draft.property.postcode.split(" ")
    draft.words["postcode"] = draft.chance.choice((
        f"{outward}{inward}", f"{outward}  {inward}", f"{outward.lower()} {inward.lower()}", f"{outward}-{inward}",
        f"{outward} {inward.replace('0', 'O').replace('1', 'I')}", f"{outward[:2]} {outward[2:]} {inward}",
        f"{outward} {inward[0]} {inward[1:]}", f"{outward}.{inward}",
    ))  # fmt: skip
    return draft.words["postcode"] != draft.property.postcode


def county(draft: Draft) -> bool:
    """A county that is no longer one, or the country."""
    wording = draft.setting.wording
    draft.after_town = draft.chance.choice(
        (*wording.counties, *wording.countries, f"{wording.counties[0]}, {wording.countries[0]}")
    )
    return True


def extra_text(draft: Draft) -> bool:
    """Words that are no part of the address."""
    if draft.chance.random() < 0.5:
        draft.front = draft.chance.choice(draft.setting.wording.fronts)
    else:
        draft.after_town = draft.chance.choice(draft.setting.wording.afters)
    return True


def organisation_added(draft: Draft) -> bool:
    """A firm that the gazetteer does not know there."""
    owner = f"{draft.chance.choice(STEM_STARTS)}{draft.chance.choice(STEM_ENDS)} {draft.chance.choice(TRADES)}"
    draft.words["organisation"] = draft.chance.choice((owner, f"{owner} Ltd", f"{owner} Limited"))
    return not draft.property.organisation


def organisation_missing(draft: Draft) -> bool:
    """The firm is left out."""
    draft.leave_out("organisation")
    return bool(draft.property.organisation)


def organisation_for_number(draft: Draft) -> bool:
    """The firm stands where the number should."""
    draft.leave_out("number")
    return bool(draft.property.organisation and draft.property.number and not draft.property.flat)


def order(draft: Draft) -> bool:
    """Parts in an order of the writer's own."""
    layouts = ["postcode first", "number last"]
    if draft.property.flat and draft.property.number:
        layouts += ["street first"] * 3
    if draft.property.locality:
        layouts += ["town before locality"]
    if draft.property.organisation:
        layouts += ["organisation last"]
    draft.layout = draft.chance.choice(layouts)
    return draft.layout != "number last" or bool(draft.property.street and draft.property.number)


def flat_as_suffix(draft: Draft) -> bool:
    """12A where the gazetteer has Flat A at 12."""
    flat, number = draft.property.flat, draft.property.number
    if not (number.isdigit() and flat.startswith("Flat ") and len(flat) == len("Flat A") and flat[-1].isalpha()):
        return False
    draft.words |= {
        "flat": "",
        "number": f"{number}{flat[-1]}" if draft.chance.random() < 0.8 else f"{number} {flat[-1]}",
    }
    return True


def suffix_as_flat(draft: Draft) -> bool:
    """Flat A at 12 where the gazetteer has 12A."""
    number = draft.property.number
    if not (number[:-1].isdigit() and number[-1].isalpha()) or draft.property.flat:
        return False
    draft.words |= {
        "flat": draft.chance.choice((f"Flat {number[-1]}", f"Flat {number[-1]}", f"Apartment {number[-1]}"))
    }
    draft.words["number"] = number[:-1]
    return True


def flat_wording(draft: Draft) -> bool:
    """The flat in other words."""
    word, _, number = draft.property.flat.rpartition(" ")
    if not number or not (number[-1].isdigit() or len(number) == 1) or word not in {"Flat", "Apartment", ""}:
        return False
    ways = [
        f"Apt {number}",
        f"Flat {number}",
        f"Flat No {number}",
        f"Flat No. {number}",
        f"Apartment {number}",
        f"Apt. {number}",
    ]
    if draft.property.name:
        ways += [number, f"No {number}"]
    elif number.isdigit() and draft.property.number.isdigit():
        ways += [f"{number}/"]
    draft.words["flat"] = draft.chance.choice(ways)
    if draft.words["flat"].endswith("/"):
        draft.words |= {"number": f"{number}/{draft.property.number}", "flat": ""}
    return draft.words["flat"] != draft.property.flat


def floor_wording(draft: Draft) -> bool:
    """The floor in other words."""
    ways = draft.setting.wording.floors.get(draft.property.flat)
    if ways:
        draft.words["flat"] = draft.chance.choice(ways)
    return bool(ways)


def range_wording(draft: Draft) -> bool:
    """A range with other marks."""
    first, dash, last = draft.property.number.partition("-")
    draft.words["number"] = f"{first}{draft.chance.choice((' - ', ' to ', '/', ' & ', '–'))}{last}"
    return bool(dash)


def part_of_range(draft: Draft) -> bool:
    """One number of those that a property has."""
    first, dash, last = draft.property.number.partition("-")
    if dash:
        draft.say(number=draft.chance.choice((first, last)))
    return bool(dash)


def name_missing(draft: Draft) -> bool:
    """The number alone of what has name and number."""
    both = bool(draft.property.name and draft.property.number)
    draft.leave_out("name")
    return both


def number_missing(draft: Draft) -> bool:
    """The name alone of what has name and number."""
    both = bool(draft.property.name and draft.property.number)
    draft.leave_out("number")
    return both


def name_added(draft: Draft) -> bool:
    """A house name that the gazetteer does not know, before the number."""
    plain = bool(draft.property.number and draft.property.street) and not (draft.property.name or draft.property.flat)
    draft.words["name"] = draft.chance.choice(
        [each for each in HOUSES if each not in draft.setting.names] or ["Dovecote"]
    )
    return plain


def number_added(draft: Draft) -> bool:
    """A number on the street that the gazetteer does not have for a named building."""
    given = draft.property
    taken = draft.setting.numbers.get((given.street, given.locality), frozenset())
    number = next(str(each) for each in iter(lambda: draft.chance.randint(1, 400), 0) if str(each) not in taken)
    draft.say(number=number)
    return (
        bool(given.name and given.street)
        and not given.number
        and not given.name.startswith(("Unit", "Workshop", "Store"))
    )


def locality_other(draft: Draft) -> bool:
    """Another part of the town, as where people think they live."""
    others = [each for each in draft.setting.localities if each != draft.property.locality]
    if others:
        draft.doubt("locality", draft.chance.choice(others))
    return bool(others)


def town_other(draft: Draft) -> bool:
    """The town that people shop in, for the post town."""
    draft.doubt("town", draft.chance.choice(draft.setting.neighbours))
    return True


def number_wording(draft: Draft) -> bool:
    """Words before the number, or a comma after it."""
    number = draft.property.number
    draft.words["number"] = draft.chance.choice(
        (f"No {number}", f"No. {number}", f"Number {number}", f"{number},", f"#{number}")
    )
    return bool(number) and number.isalnum()


def suffix_form(draft: Draft) -> bool:
    """The suffix apart from its number, or small."""
    number = draft.property.number
    draft.words["number"] = draft.chance.choice(
        (f"{number[:-1]} {number[-1:]}", number.lower(), f"{number[:-1]}-{number[-1:]}")
    )
    return number[:-1].isdigit() and number[-1].isalpha()


def welsh(draft: Draft) -> bool:
    """Welsh without its accents and apostrophes, or with Welsh words for flat and number."""
    before = dict(draft.words)
    for part in _WORDS:
        draft.words[part] = without_accents(draft.words[part])
    if draft.words["flat"].startswith("Flat "):
        draft.words["flat"] = f"F{draft.words['flat'].lower()}".replace("fl", "fl", 1).capitalize()
    return draft.setting.town.welsh and draft.words != before


def combined(draft: Draft) -> bool:
    """Two or three faults together."""
    chosen = draft.chance.sample(_MIXED, draft.chance.choice((2, 2, 3)))
    return all(fault(draft) for fault in sorted(chosen, key=_MIXED.index))


_MIXED = (
    locality_missing, postcode_missing, postcode_one_fault, postcode_form, organisation_added, county, flat_wording,
    name_missing, abbreviation, typing_fault, order,
)  # fmt: skip


FAULTS: dict[str, tuple[int, Fault]] = {
    "as written": (6, as_written),
    "abbreviation": (9, abbreviation),
    "typing fault": (9, typing_fault),
    "two typing faults": (3, two_typing_faults),
    "locality missing": (4, locality_missing),
    "town missing": (3, town_missing),
    "locality and town missing": (4, place_missing),
    "street missing": (2, street_missing),
    "postcode missing": (6, postcode_missing),
    "postcode wrong": (4, postcode_wrong),
    "postcode one fault away": (4, postcode_one_fault),
    "postcode written badly": (3, postcode_form),
    "old county or country": (4, county),
    "extra text": (3, extra_text),
    "organisation added": (2, organisation_added),
    "organisation missing": (2, organisation_missing),
    "organisation for number": (1, organisation_for_number),
    "order": (3, order),
    "flat as suffix": (3, flat_as_suffix),
    "suffix as flat": (2, suffix_as_flat),
    "flat in other words": (4, flat_wording),
    "floor in other words": (2, floor_wording),
    "range in other marks": (2, range_wording),
    "one number of a range": (2, part_of_range),
    "name missing": (2, name_missing),
    "number missing": (2, number_missing),
    "house name added": (2, name_added),
    "number added": (1, number_added),
    "another locality": (2, locality_other),
    "another town": (2, town_other),
    "words about the number": (2, number_wording),
    "suffix apart": (2, suffix_form),
    "Welsh": (10, welsh),
    "two or three faults": (6, combined),
}
"""With how many of a hundred or so texts each stands for."""


def choose(chance: random.Random, faults: Mapping[str, tuple[int, Fault]]) -> str:
    """The name of a class, by its weight."""
    return chance.choices(list(faults), [weight for weight, _ in faults.values()])[0]
