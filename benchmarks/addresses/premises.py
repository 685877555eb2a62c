"""What stands on one plot of a street: a house, a house made into flats, a shop, a block, a works.

Each function gives the properties of one plot, without street or postcode. The first is the building
where it has a row of its own; `parent` says that the row hangs on that first one.
"""

import random
from dataclasses import dataclass

from benchmarks.addresses.words import STEM_ENDS, STEM_STARTS, TRADES

__all__ = ["BLOCK_ENDS", "Plot", "block", "converted", "house", "named_house", "shop", "works"]

_FLOORS = ("Basement Flat", "Ground Floor Flat", "First Floor Flat", "Second Floor Flat", "Top Floor Flat")
BLOCK_ENDS = ("Court", "House", "Lodge", "Mansions", "Point", "Court", "House")
_UNITS = ("Unit", "Workshop", "Unit", "Unit", "Store")


@dataclass(frozen=True, slots=True)
class Plot:
    """A property before it has a street."""

    kind: str
    number: str = ""
    flat: str = ""
    name: str = ""
    organisation: str = ""
    has_parent: bool = False


def house(chance: random.Random, number: str, name: str = "") -> list[Plot]:
    """A house with a number; now and then with a name or an annexe too."""
    built = [Plot("RD04", number, name=name)]
    if chance.random() < 0.004:
        built.append(Plot("RD06", number, flat=chance.choice(("Annexe", "The Flat", "Garden Flat")), has_parent=True))
    return built


def named_house(chance: random.Random, name: str) -> list[Plot]:
    """A house that has a name alone."""
    built = [Plot("RD02", name=name)]
    if chance.random() < 0.02:
        built.append(Plot("RD06", name=name, flat=chance.choice(("Annexe", "The Flat")), has_parent=True))
    return built


def converted(chance: random.Random, number: str) -> list[Plot]:
    """A house that is flats now, written in one of the ways that gazetteers have."""
    count = chance.randint(2, 6)
    way = chance.random()
    shell = [Plot("PP", number)]
    if way < 0.34:
        flats = [f"Flat {each}" for each in range(1, count + 1)]
    elif way < 0.56:
        flats = [f"Flat {letter}" for letter in "ABCDEF"[:count]]
    elif way < 0.74:
        start = chance.randint(0, 1)
        flats = list(_FLOORS[start : start + max(2, min(count, 4))])
    else:
        base = [Plot("RD04", number)] if chance.random() < 0.3 else []
        return base + [Plot("RD06", f"{number}{letter}") for letter in "ABCDEF"[: max(2, count - 1)]]
    has_shell = chance.random() < 0.75
    return (shell if has_shell else []) + [Plot("RD06", number, flat, has_parent=has_shell) for flat in flats]


def block(chance: random.Random, number: str, name: str) -> list[Plot]:
    """A building of flats with its name, a number (perhaps a range), or both."""
    style = chance.random()
    if style < 0.15:
        name = ""
    elif style < 0.5:
        number = ""
    has_shell = chance.random() < 0.8
    word = chance.choice(("Flat ", "Flat ", "Flat ", "Apartment ", ""))
    if not name and not word:
        word = "Flat "
    flats = [f"{word}{each}" for each in _flat_numbers(chance)]
    shell = [Plot("PP", number, name=name)] if has_shell else []
    return shell + [Plot("RD06", number, flat, name, has_parent=has_shell) for flat in flats]


def _flat_numbers(chance: random.Random) -> list[str]:
    style, count = chance.random(), chance.choice((4, 6, 6, 8, 9, 12, 12, 16, 24, 36, 60))
    if style < 0.8:
        return [str(each) for each in range(1, count + 1)]
    if style < 0.93:
        return [f"{floor}0{door}" for floor in range(1, 2 + count // 6) for door in range(1, 7)]
    return [f"{letter}{door}" for letter in "ABC" for door in range(1, 2 + count // 3)]


def shop(chance: random.Random, number: str, owner: str) -> list[Plot]:
    """A shop or office, with what is above it."""
    trade = f"{owner} {chance.choice(TRADES)}"
    way = chance.random()
    if way < 0.06:  # several firms at one number, told apart by nothing else
        return [
            Plot("CO01", number, organisation=f"{owner} {trade}")
            for trade in chance.sample(TRADES, chance.randint(2, 3))
        ]
    built = [Plot("CR08", number, organisation=trade if chance.random() < 0.7 else "")]
    if way < 0.3:
        above = ("Flat Above", "First Floor Flat", "Flat 1", "Flat A")
        built.append(Plot("RD06", number, chance.choice(above)))
    elif way < 0.4:
        built += [Plot("RD06", number, flat) for flat in ("First Floor Flat", "Second Floor Flat")]
    elif way < 0.5:
        built.append(Plot("RD06", f"{number.partition('-')[0]}A"))
    elif way < 0.56:
        built += [
            Plot("CO01", number, flat, organisation=f"{owner} Office") for flat in ("First Floor", "Second Floor")
        ]
    return built


def works(chance: random.Random, name: str) -> list[Plot]:
    """An industrial estate with its units."""
    word, count = chance.choice(_UNITS), chance.randint(4, 30)
    shell = [Plot("PS", name=name)] if chance.random() < 0.7 else []
    joined = chance.random() < 0.3  # some gazetteers keep `Unit 1 Foundry Yard` as the building's name
    for each in range(1, count + 1):
        unit = f"{word} {each}" if chance.random() < 0.9 else f"{word} {each}A"
        owner = f"{chance.choice(STEM_STARTS)}{chance.choice(STEM_ENDS)} {chance.choice(TRADES)}"
        firm = owner if chance.random() < 0.6 else ""
        if joined:
            shell.append(Plot("CI01", name=f"{unit} {name}", organisation=firm))
        else:
            shell.append(
                Plot(
                    "CI01",
                    flat=unit,
                    name=name,
                    organisation=firm,
                    has_parent=shell[:1] != [] and shell[0].kind == "PS",
                )
            )
    return shell
