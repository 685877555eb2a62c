"""How people write what they mean: short forms, typing faults, and what their fingers do with commas and capitals."""

import random
import re
from collections.abc import Mapping, Sequence

__all__ = ["habitual", "mistyped", "postcode_mistyped", "shortened", "without_accents"]

_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_NEIGHBOURS = {
    letter: row[max(0, at - 1) : at] + row[at + 1 : at + 2] for row in _ROWS for at, letter in enumerate(row)
}
_ACCENTS = str.maketrans("âêîôûŵŷäëïöÂÊÎÔÛŴŶ", "aeiouwyaeioAEIOUWY")
_LONG_ENOUGH = 5
_SHORTENED = 0.8


def shortened(chance: random.Random, words: str, short: Mapping[str, Sequence[str]]) -> str:
    """The words with most of those shortened that people shorten."""
    return " ".join(
        chance.choice(short[word]) if word in short and chance.random() < _SHORTENED else word
        for word in words.split(" ")
    )


def mistyped(chance: random.Random, words: str) -> str | None:
    """The words with one fault in one of the long ones, or None when none is long."""
    parts = words.split(" ")
    places = [place for place, word in enumerate(parts) if len(word) >= _LONG_ENOUGH and word.isalpha()]
    if not places:
        return None
    place = chance.choice(places)
    word = parts[place]
    at = chance.randint(1, len(word) - 2)
    kind = chance.choice(("swap", "swap", "drop", "drop", "double", "beside", "beside"))
    if kind == "swap":
        changed = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    elif kind == "drop":
        changed = word[:at] + word[at + 1 :]
    elif kind == "double":
        changed = word[:at] + word[at] + word[at:]
    else:
        changed = word[:at] + chance.choice(_NEIGHBOURS.get(word[at].lower(), "e")) + word[at + 1 :]
    if changed == word:
        changed = word[:at] + word[at + 1 :]
    parts[place] = changed
    return " ".join(parts)


def postcode_mistyped(chance: random.Random, postcode: str) -> str:
    """The postcode with one character wrong, or two that stand together exchanged, in a form that is still valid."""
    outward, inward = postcode.split(" ")
    way = chance.choice(("sector", "letter", "letter", "exchange", "district"))
    if way == "sector":
        return f"{outward} {(int(inward[0]) + chance.randint(1, 9)) % 10}{inward[1:]}"
    if way == "district":
        return f"{outward[:-1]}{(int(outward[-1]) + chance.randint(1, 9)) % 10} {inward}"
    if way == "exchange" and inward[1] != inward[2]:
        return f"{outward} {inward[0]}{inward[2]}{inward[1]}"
    other = chance.choice([each for each in "ABDEFGHJLNPQRSTUWXYZ" if each != inward[2]])
    return f"{outward} {inward[:2]}{other}"


def without_accents(words: str) -> str:
    """Welsh words as keyboards without accents have them."""
    return words.translate(_ACCENTS).replace("'", "").replace("’", "")


def habitual(chance: random.Random, text: str) -> str:
    """The text with a person's capitals and commas."""
    draw = chance.random()
    if draw < 0.22:
        text = text.upper()
    elif draw < 0.3:
        text = text.lower()
    draw = chance.random()
    if draw < 0.2:
        text = text.replace(", ", " ")
    elif draw < 0.3:
        text = text.replace(", ", ",")
    elif draw < 0.34:
        text = text.replace(", ", "\n")
    elif draw < 0.37:
        text = text.replace(", ", " , ")
    elif draw < 0.4:
        text = re.sub(r" (?=\S)", lambda found: "  " if chance.random() < 0.2 else found[0], text)
    return f"{text}." if chance.random() < 0.02 else text
