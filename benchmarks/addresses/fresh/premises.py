"""Flats, numbers and names as people put them."""

import re

from benchmarks.addresses.draft import Draft
from benchmarks.addresses.faults import Fault

__all__ = ["PREMISES"]

_ONES = (
    "", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_MOST_IN_WORDS = 99
_FLAT = re.compile(r"(Flat|Apartment|Unit|Workshop|Store) ([A-Z]?[0-9]+[A-Z]?|[A-Z])")


def number_as_word(draft: Draft) -> bool:
    """The number in words: Twelve Mill Lane, twenty-four High Street."""
    number = draft.words["number"]
    if not number.isdigit() or int(number) > _MOST_IN_WORDS:
        return False
    draft.words["number"] = _in_words(draft, int(number))
    return True


def flat_as_word(draft: Draft) -> bool:
    """The flat's number in words: Flat Two."""
    flat = _FLAT.fullmatch(draft.words["flat"])
    if not flat or not flat[2].isdigit() or int(flat[2]) >= len(_ONES):
        return False
    draft.words["flat"] = f"{flat[1]} {_in_words(draft, int(flat[2]))}"
    return True


def words_about_number(draft: Draft) -> bool:
    """A word or mark at the number: No.12, Nr 12, #12, (12), House 12, 12., 12:."""
    number = draft.words["number"]
    draft.words["number"] = draft.chance.choice((
        f"No.{number}", f"Nr {number}", f"No: {number}", f"#{number}", f"({number})", f"House {number}", f"{number}.",
        f"{number}:", f"№ {number}", f"House No {number}", f"Num {number}", f"no{number}", f"{number} -", f"{number};",
    ))  # fmt: skip
    return number.isalnum() and bool(draft.words["street"])


def number_twice(draft: Draft) -> bool:
    """The number in a field of its own, and again before the street: 12, 12 Mill Lane."""
    number = draft.words["number"]
    draft.words["number"] = draft.chance.choice((f"{number}, {number}", f"{number} {number}", f"{number} , {number}"))
    return number.isalnum() and bool(draft.words["street"]) and not draft.words["flat"]


def flat_behind_number(draft: Draft) -> bool:
    """The flat between number and street: 12 flat b, 12 (Flat B), 12 - Flat 2, 12/Flat 2."""
    number, flat = draft.words["number"], draft.words["flat"]
    if not (_FLAT.fullmatch(flat) and number and draft.words["street"]):
        return False
    kept = draft.chance.choice((flat, flat.lower(), flat.upper()))
    way = draft.chance.choice(("{} {},", "{} ({})", "{} - {},", "{}, {},", "{}/{},", "{} {}"))
    draft.words |= {"flat": "", "number": way.format(number, kept)}
    return True


def flat_behind_street(draft: Draft) -> bool:
    """The flat after the street: 12 Mill Lane Flat B, 12 Mill Lane (Flat 2), 12 Mill Lane - Flat B."""
    flat, street = draft.words["flat"], draft.words["street"]
    if not (_FLAT.fullmatch(flat) and draft.words["number"] and street):
        return False
    way = draft.chance.choice(("{} {}", "{} ({})", "{} - {}", "{}, {}", "{}/{}"))
    draft.words |= {"flat": "", "street": way.format(street, flat)}
    return True


def flat_of(draft: Draft) -> bool:
    """The flat with a word between: Flat B at 12 Mill Lane, Flat 2 of Larchfield Court, Flat 2 in 12."""
    flat = draft.words["flat"]
    draft.words["flat"] = ""
    part = "name" if draft.words["name"] else "number"
    draft.words[part] = f"{flat} {draft.chance.choice(('at', 'of', 'in', '@', '-', 'within'))} {draft.words[part]}"
    return (
        bool(_FLAT.fullmatch(flat)) and draft.words[part] != "" and bool(draft.property.name or draft.property.number)
    )


def flat_behind_name(draft: Draft) -> bool:
    """The flat after its block: Larchfield Court Flat 3, Larchfield Court (3), Larchfield Court No 3."""
    flat, name = _FLAT.fullmatch(draft.words["flat"]), draft.words["name"]
    if not flat or not name:
        return False
    ways = [f"{name} {flat[0]}", f"{name} ({flat[0]})", f"{name} - {flat[0]}", f"{name}, {flat[0]}"]
    if flat[1] in {"Flat", "Apartment"} and flat[2].isdigit() and not draft.words["number"]:
        ways += [f"{name} No {flat[2]}", f"{name} No. {flat[2]}", f"{name} #{flat[2]}"]
    draft.words |= {"flat": "", "name": draft.chance.choice(ways)}
    return True


def flat_as_suffix(draft: Draft) -> bool:
    """Flat B at 12 as a suffix: 12b, 12 b, 12-B, 12/B, 12.B, 12(B)."""
    flat, number = draft.words["flat"], draft.words["number"]
    letter = flat.removeprefix("Flat ")
    draft.words |= {"flat": "", "number": _suffixed(draft, number, letter)}
    return number.isdigit() and len(letter) == 1 and letter.isalpha()


def suffix_form(draft: Draft) -> bool:
    """A suffix apart: 12 a, 12-A, 12/a, 12.A, 12(A), 12 'A'."""
    number = draft.words["number"]
    if not (number[:-1].isdigit() and number[-1:].isalpha()):
        return False
    draft.words["number"] = draft.chance.choice((
        _suffixed(draft, number[:-1], number[-1]), f"{number[:-1]} '{number[-1]}'", f'{number[:-1]}"{number[-1]}"',
    ))  # fmt: skip
    return draft.words["number"] != number


def suffix_as_flat(draft: Draft) -> bool:
    """12B as a flat: Flat B 12, Flat 12B, 12 Flat B, Flt B, 12."""
    number = draft.words["number"]
    if not (number[:-1].isdigit() and number[-1:].isalpha()) or draft.words["flat"]:
        return False
    house, letter = number[:-1], number[-1]
    draft.words["number"] = draft.chance.choice((
        f"Flat {letter} {house}", f"Flat {number}", f"{house} Flat {letter}", f"Flt {letter}, {house}", f"Apt {number}",
        f"{house} ({letter})", f"Flat {letter} at {house}",
    ))  # fmt: skip
    return True


def flat_other_word(draft: Draft) -> bool:
    """Another word for the flat: Apt, Mais, Rm, Flt No, F2, Apartment for Flat, #2."""
    flat = _FLAT.fullmatch(draft.words["flat"])
    if not flat or flat[1] not in {"Flat", "Apartment"}:
        return False
    ways = [f"Apt {flat[2]}", f"Flt {flat[2]}", f"Apt. {flat[2]}", f"Flat No.{flat[2]}", f"Flat no {flat[2]}",
            f"Flat: {flat[2]}", f"Mais {flat[2]}", f"Flat{flat[2]}", f"Apart {flat[2]}", f"FLAT# {flat[2]}",
            f"Flat '{flat[2]}'", f"Flat ({flat[2]})"]  # fmt: skip
    if flat[2].isdigit():
        ways += [f"F{flat[2]}", f"Flat {int(flat[2]):02}"]
    draft.words["flat"] = draft.chance.choice(ways)
    return draft.words["flat"] != flat[0]


def unit_other_word(draft: Draft) -> bool:
    """Another form of a unit: U3, Unit No 3, Unit No.3, Unit3, Units 3, Unit: 3."""
    flat = _FLAT.fullmatch(draft.words["flat"])
    if not flat or flat[1] not in {"Unit", "Workshop", "Store"}:
        return False
    word, number = flat[1], flat[2]
    ways = [f"{word} No {number}", f"{word} No.{number}", f"{word}{number}", f"{word}: {number}", f"{word} #{number}"]
    ways += [f"U{number}", f"Un. {number}"] if word == "Unit" else []
    draft.words["flat"] = draft.chance.choice(ways)
    return True


def floor_other_words(draft: Draft) -> bool:
    """A floor in other words: Gnd Flr Flat, GF Flat, 1 st Floor Flat, Flat - Basement."""
    ways = draft.setting.wording.floors.get(draft.words["flat"])
    if ways:
        draft.words["flat"] = draft.chance.choice(ways)
    return bool(ways)


def floor_in_brackets(draft: Draft) -> bool:
    """The floor behind the number or street: 12 (first floor flat) Mill Lane, 12 Mill Lane (First Floor Flat)."""
    flat, number, street = (draft.words[part] for part in ("flat", "number", "street"))
    if ("Floor" not in flat and "Basement" not in flat) or not (number and street):
        return False
    draft.words |= {"flat": ""} | draft.chance.choice((
        {"number": f"{number} ({flat.lower()})"}, {"street": f"{street} ({flat})"}, {"number": f"{number} {flat},"},
        {"street": f"{street}, {flat}"}, {"street": f"{street} - {flat.lower()}"},
    ))  # fmt: skip
    return True


def range_other_marks(draft: Draft) -> bool:
    """A range with other marks or words: 12 and 14, 12+14, 12~14, 12—14, 12 thru 14, 12,14, Nos 12-14."""
    first, dash, last = draft.words["number"].partition("-")
    draft.words["number"] = draft.chance.choice((
        f"{first} and {last}", f"{first}+{last}", f"{first}—{last}", f"{first}\u2011{last}", f"Nos {first}-{last}",
        f"Nos. {first} & {last}", f"{first}, {last}", f"{first}- {last}", f"{first} - {last}", f"{first}to{last}",
    ))  # fmt: skip
    return bool(dash)


def name_in_marks(draft: Draft) -> bool:
    """House name and number, the name in quotes or brackets, or behind the number."""
    name, number, street = (draft.words[part] for part in ("name", "number", "street"))
    if not (name and number.isdigit() and street) or draft.words["flat"]:
        return False
    draft.words |= draft.chance.choice((
        {"name": f"'{name}'"}, {"name": f'"{name}"'}, {"name": f"({name})"}, {"name": f"“{name}”"},
        {"name": "", "number": f"{number} ({name})"}, {"name": "", "number": f'{number} "{name}",'},
        {"name": "", "street": f"{street} ({name})"}, {"name": "", "number": f"{number}, {name},"},
        {"name": "", "number": f"{name} at {number}"}, {"name": "", "number": f"{name} - {number}"},
    ))  # fmt: skip
    return True


def article(draft: Draft) -> bool:
    """A house name without its article, with it behind, or with one too many: Gables, Gables (The), The Hillside."""
    name = draft.words["name"]
    bare = name.removeprefix("The ")
    if name == bare:
        draft.words["name"] = f"The {name}"
    else:
        draft.words["name"] = draft.chance.choice((bare, f"{bare} (The)", f"Ye {bare}" if " Old" in name else bare))
    return bool(name) and not draft.words["flat"] and not {bare, draft.words["name"]} & (draft.setting.names - {name})


def _in_words(draft: Draft, number: int) -> str:
    tens, ones = divmod(number, 10)
    joint = draft.chance.choice((" ", "-"))
    words = _ONES[number] if number < len(_ONES) else joint.join(each for each in (_TENS[tens], _ONES[ones]) if each)
    return draft.chance.choice((words, words.capitalize()))


def _suffixed(draft: Draft, number: str, letter: str) -> str:
    way = draft.chance.choice(("{}{}", "{} {}", "{}-{}", "{}/{}", "{}.{}", "{}({})"))
    return way.format(number, draft.chance.choice((letter.lower(), letter)))


PREMISES: dict[str, tuple[int, Fault]] = {
    "number in words": (2, number_as_word),
    "flat in words": (2, flat_as_word),
    "mark at the number": (3, words_about_number),
    "number twice": (2, number_twice),
    "flat behind the number": (3, flat_behind_number),
    "flat behind the street": (3, flat_behind_street),
    "flat at, of or in": (2, flat_of),
    "flat behind its block": (3, flat_behind_name),
    "flat as a suffix": (2, flat_as_suffix),
    "suffix in other marks": (2, suffix_form),
    "suffix as a flat": (2, suffix_as_flat),
    "another word for a flat": (3, flat_other_word),
    "another form of a unit": (2, unit_other_word),
    "floor in other words": (2, floor_other_words),
    "floor behind": (2, floor_in_brackets),
    "range in other marks": (2, range_other_marks),
    "name in marks": (2, name_in_marks),
    "article": (2, article),
}
