"""Order, place and postcode."""

from collections.abc import Mapping, Sequence

from benchmarks.addresses.draft import Draft
from benchmarks.addresses.faults import Fault

__all__ = ["PLACING", "county_behind"]

_PLACEHOLDERS = ("N/A", "NULL", "XX1 1XX", "ZZ99 3VZ", "unknown", "no postcode", "TBC", "AA1 1AA", "-", "0")
_ENGLISH = {
    "Stryd Fawr": "High Street", "Heol y Felin": "Mill Road", "Heol yr Orsaf": "Station Road",
    "Heol yr Eglwys": "Church Road", "Stryd y Bont": "Bridge Street", "Stryd y Castell": "Castle Street",
    "Lôn Las": "Green Lane", "Heol y Parc": "Park Road", "Stryd y Capel": "Chapel Street",
    "Church Street": "Stryd yr Eglwys", "Station Road": "Heol yr Orsaf", "High Street": "Stryd Fawr",
    "Bridge Street": "Stryd y Bont", "Chapel Street": "Stryd y Capel", "Park Road": "Heol y Parc",
}  # fmt: skip
_MUTATIONS: Mapping[str, Sequence[tuple[str, str]]] = {
    "yn ": (("P", "Mh"), ("Tr", "Nhr"), ("Caer", "Nghaer"), ("Cwm", "Nghwm"), ("Bl", "Ml"), ("Br", "Mr"), ("Bo", "Mo")),
    "o ": (("P", "B"), ("Tr", "Dr"), ("Caer", "Gaer"), ("Cwm", "Gwm"), ("B", "F"), ("Ll", "L"), ("Rh", "R")),
}  # fmt: skip


def order(draft: Draft) -> bool:
    """The parts in another order: town first, postcode first, backwards, the number or flat last."""
    layouts = ["town first", "postcode first", "backwards", "place before street", "number last"]
    if draft.property.flat and draft.property.number:
        layouts += ["units after place", "units last"]
    if draft.property.locality:
        layouts += ["town before locality"]
    draft.layout = draft.chance.choice(layouts)
    return draft.layout != "number last" or bool(draft.property.street and draft.property.number)


def county_behind(draft: Draft) -> bool:
    """A county of old or its short form, the country, or both, behind the town."""
    wording = draft.setting.wording
    county, country = draft.chance.choice(wording.counties), draft.chance.choice(wording.countries)
    draft.after_town = draft.chance.choice((county, county, country, f"{county}, {country}", f"({county})"))
    return True


def country_last(draft: Draft) -> bool:
    """The country behind the postcode."""
    postcode = draft.words["postcode"]
    draft.words["postcode"] = f"{postcode}, {draft.chance.choice(draft.setting.wording.countries)}"
    return True


def other_town(draft: Draft) -> bool:
    """A wrong post town, and the right part of it."""
    draft.doubt("town", draft.chance.choice(draft.setting.neighbours))
    return bool(draft.property.locality)


def locality_twice(draft: Draft) -> bool:
    """The part of the town, or the town, twice, or joined to the street by a dash or bracket."""
    part = draft.chance.choice(("locality", "town", "town"))
    words = draft.words[part]
    draft.words[part] = draft.chance.choice((f"{words}, {words}", f"{words} {words}", f"({words})", f"- {words}"))
    return bool(words)


def postcode_space(draft: Draft) -> bool:
    """The postcode with its space elsewhere, or a stop or dash: DT971 AA, DT 97 1AA, D T97 1AA."""
    tight = draft.property.postcode.replace(" ", "")
    draft.words["postcode"] = draft.chance.choice((
        tight, tight.lower(), f"{tight[:-2]} {tight[-2:]}", f"{tight[:2]} {tight[2:]}", f"{tight[:1]} {tight[1:]}",
        f"{tight[:2]} {tight[2:-3]} {tight[-3:]}", f"{tight[:-3]} - {tight[-3:]}", f"{tight[:-3]}/{tight[-3:]}",
        " ".join(tight), f"{tight[:-3]}_{tight[-3:]}", f"({draft.property.postcode})", f"{tight[:-1]} {tight[-1:]}",
    ))  # fmt: skip
    return True


def postcode_cut(draft: Draft) -> bool:
    """Only a beginning of the postcode: DT97, DT97 1, DT97 1A."""
    postcode = draft.property.postcode
    outward = postcode.partition(" ")[0]
    draft.say(postcode="")
    draft.words["postcode"] = draft.chance.choice((outward, f"{outward} {postcode[-3]}", postcode[:-1]))
    return bool(draft.property.street)


def postcode_placeholder(draft: Draft) -> bool:
    """Something that fills the field of the postcode: ZZ99 3VZ, XX1 1XX, N/A, TBC."""
    draft.say(postcode="")
    draft.words["postcode"] = draft.chance.choice(_PLACEHOLDERS)
    return bool(draft.property.street)


def postcode_old(draft: Draft) -> bool:
    """A postcode that is no longer one: the right district with a unit that nothing has."""
    outward = draft.property.postcode.partition(" ")[0]
    taken = set(draft.setting.postcodes)
    units = (f"{outward} {draft.chance.randrange(10)}{draft.chance.choice('ABDEFGH')}{draft.chance.choice('JLNPQRS')}"
             for _ in range(400))  # fmt: skip
    draft.doubt("postcode", next((each for each in units if each not in taken), ""))
    return draft.words["postcode"] != "" and bool(draft.property.street)


def kind_missing(draft: Draft) -> bool:
    """The street without its kind, where no other street begins so: 12 Larkfield."""
    street = draft.property.street
    stem = street.rpartition(" ")[0]
    draft.words["street"] = stem
    alone = len(draft.setting.families[stem]) == 1 and stem not in draft.setting.names
    return stem not in {"", "The", "High", "New"} and alone and stem not in draft.setting.localities


def welsh_both(draft: Draft) -> bool:
    """The street in Welsh and English: Stryd Fawr / High Street, Heol yr Orsaf (Station Road)."""
    street = draft.property.street
    way = draft.chance.choice(("{} / {}", "{} ({})", "{}/{}", "{} - {}"))
    draft.words["street"] = way.format(street, _ENGLISH.get(street, ""))
    return street in _ENGLISH and _ENGLISH[street] not in _streets(draft)


def welsh_translated(draft: Draft) -> bool:
    """The street in the other language, where no other is called so: High Street for Stryd Fawr."""
    street = draft.property.street
    draft.words["street"] = _ENGLISH.get(street, "")
    return street in _ENGLISH and _ENGLISH[street] not in _streets(draft)


def welsh_mutated(draft: Draft) -> bool:
    """The town mutated, as in a Welsh sentence: ym Mrynfarrog, o Lanfarrog; or with Rhif and Fflat."""
    preposition = draft.chance.choice(list(_MUTATIONS))
    town, number, flat = draft.property.town, draft.words["number"], draft.words["flat"]
    for first, then in _MUTATIONS[preposition]:
        if town.startswith(first):
            said = f"{then}{town.removeprefix(first)}"
            draft.words["town"] = said if draft.chance.random() < 0.5 else f"{preposition}{said}"
            return True
    if flat.startswith("Flat "):
        draft.words["flat"] = flat.replace("Flat", "Fflat")
    elif number.isalnum():
        draft.words["number"] = f"Rhif {number}"
    return draft.words["flat"] != flat or draft.words["number"] != number


def _streets(draft: Draft) -> set[str]:
    return {street for streets in draft.setting.families.values() for street in streets}


PLACING: dict[str, tuple[int, Fault]] = {
    "order": (4, order),
    "county behind": (3, county_behind),
    "country last": (1, country_last),
    "wrong town, right locality": (2, other_town),
    "place twice or marked": (2, locality_twice),
    "postcode spaced otherwise": (3, postcode_space),
    "postcode cut off": (3, postcode_cut),
    "postcode filled in": (2, postcode_placeholder),
    "postcode of old": (2, postcode_old),
    "kind of street missing": (2, kind_missing),
    "Welsh and English": (3, welsh_both),
    "Welsh translated": (2, welsh_translated),
    "Welsh mutated": (3, welsh_mutated),
}
