"""Words that are shortened, misheard, misread by a scanner, or missed by a thumb."""

import re
from collections.abc import Callable, Mapping, Sequence

from benchmarks.addresses.draft import Draft
from benchmarks.addresses.faults import Fault
from benchmarks.addresses.habits import shortened, without_accents
from benchmarks.addresses.words import STEM_ENDS

__all__ = ["SPELLING", "kinds_shortened", "letter_missing"]

_NAMES = ("street", "name", "locality", "town")
_LONG = 5
_TWICE = 0.3

_SOUNDS: Mapping[str, Sequence[str]] = {
    "Road": ("Rode", "Rowed"), "Way": ("Whey", "Weigh"), "Lane": ("Lain", "Layne"), "Close": ("Clothes", "Cloze"),
    "Place": ("Plaice",), "Row": ("Roe",), "Rise": ("Ryes",), "View": ("Vue",), "Court": ("Caught", "Cort"),
    "Mews": ("Muse",), "Grove": ("Groove",), "Terrace": ("Terrice",), "Crescent": ("Cressent", "Crescant"),
    "Avenue": ("Avenew",), "Square": ("Squair",), "Hill": ("Hil",), "Gardens": ("Gardins",), "Walk": ("Wark", "Walke"),
    "Cottage": ("Cotage",), "Bridge": ("Brige",), "Quay": ("Key",), "Wharf": ("Warf",), "New": ("Knew",),
    "Manor": ("Manner", "Manna"), "Four": ("For",), "Church": ("Cherch",), "Mill": ("Mil",), "Priory": ("Priary",),
    "Queens": ("Queans",), "Chapel": ("Chappel",), "Orchard": ("Orcherd",), "Meadow": ("Medow",), "Barn": ("Barne",),
    "Holly": ("Holley",), "Beech": ("Beach",), "Yew": ("You", "Ewe"), "Rose": ("Rows",), "Castle": ("Cassel",),
    "Ferry": ("Fairy",), "Heath": ("Heeth",), "Foundry": ("Foundary",), "Nether": ("Nevver",), "Great": ("Grate",),
    "Heol": ("Hale", "Hayol"), "Stryd": ("Strid",), "Ffordd": ("Forth", "Forthe"), "Maes": ("Mice", "Mais"),
    "Bryn": ("Brin",), "Clos": ("Kloss",), "Llys": ("Clees",), "Parc": ("Park",), "Cae": ("Kai",),
}  # fmt: skip
"""Words as somebody who never saw them writes them down."""

_STEM_SOUNDS = {
    "gate": "gait", "wood": "would", "mead": "meed", "worth": "werth", "brook": "brooke", "shaw": "shore",
    "leigh": "ley", "dene": "dean", "bourne": "born", "combe": "coombe", "wick": "wyck", "field": "feild",
    "hurst": "herst", "ridge": "rige", "croft": "crofft", "holt": "hoult",
}  # fmt: skip

_SCANS = (
    ("m", "rn"), ("rn", "m"), ("l", "1"), ("l", "I"), ("o", "0"), ("O", "0"), ("s", "5"), ("S", "5"), ("B", "8"),
    ("e", "c"), ("d", "cl"), ("w", "vv"), ("h", "li"), ("t", "f"), ("i", "l"), ("g", "9"), ("ll", "11"), ("u", "ii"),
    ("n", "ri"), ("a", "o"), ("H", "I-I"), ("C", "G"), ("R", "B"),
)  # fmt: skip

_THUMBS = {
    "q": "wa", "w": "qes", "e": "wrd", "r": "etf", "t": "ryg", "y": "tuh", "u": "yij", "i": "uok", "o": "ipl",
    "p": "ol", "a": "qsz", "s": "awdx", "d": "sefc", "f": "drgv", "g": "fthb", "h": "gyjn", "j": "hukm", "k": "jil",
    "l": "kop", "z": "asx", "x": "zsc", "c": "xdv", "v": "cfb", "b": "vgn", "n": "bhm", "m": "njk",
}  # fmt: skip
"""Keys that a thumb hits for another, on the same row or the next."""

_ORDINALS = {"First": ("1st", "1 st", "Ist"), "Second": ("2nd", "2 nd"), "Third": ("3rd", "3 rd"), "Four": ("4",)}


def kinds_shortened(draft: Draft) -> bool:
    """Kinds of streets shortened: Clse, Gdns, Wlk, Tce, B'way."""
    return _shortened(draft, "street")


def buildings_shortened(draft: Draft) -> bool:
    """Words of buildings and units shortened: Hse, Mans., Ldge, Apt, W/shop, Ind Est."""
    return _shortened(draft, "flat", "name")


def place_shortened(draft: Draft) -> bool:
    """Villages shortened, or without their hyphens: Gt Harrowham, Nthr, Ravenwell on the Hill."""
    locality = draft.words["locality"]
    draft.words["locality"] = locality.replace("-", " ")
    return _shortened(draft, "locality") or draft.words["locality"] != locality


def saint(draft: Draft) -> bool:
    """Saint written out, with a full stop, or without its apostrophe."""
    return _any(draft, lambda words: re.sub(r"\bSt (\w+)'s\b", lambda it: draft.chance.choice((
        f"Saint {it[1]}'s", f"St. {it[1]}s", f"Saint {it[1]}s", f"St {it[1]}s", f"St {it[1]}s'", f"St.{it[1]}'s",
        f"St {it[1]}",
    )), re.sub(r"\bSt (?=James|Mary$)", lambda _: draft.chance.choice(("Saint ", "St. ", "St.")), words)))  # fmt: skip


def possessive(draft: Draft) -> bool:
    """An apostrophe too many, or none: Queen's Road, Queens' Road, Keepers Cottage."""

    def marked(found: re.Match[str]) -> str:
        bare = found[0].replace("'", "")
        return draft.chance.choice((bare, f"{bare[:-1]}'s", f"{bare[:-1]}s'", f"{bare[:-1]}’s"))

    return _any(draft, lambda words: re.sub(r"\b(?:Queens|Keeper's|Quarrymen's)\b", marked, words))


def compound(draft: Draft) -> bool:
    """Two words joined, with a hyphen, or one word in two: Milllane, Mill-Lane, Lark Field Road."""
    street = draft.words["street"]
    stem = re.fullmatch(rf"(\w{{3,}}?)({'|'.join(STEM_ENDS)})( .+)", street)
    if stem and draft.chance.random() < 0.6:
        return _respell(draft, "street", f"{stem[1]}{draft.chance.choice((' ', '-'))}{stem[2].capitalize()}{stem[3]}")
    first, _, rest = street.partition(" ")
    return bool(rest) and _respell(draft, "street", f"{first}{draft.chance.choice(('-', ''))}{rest}")


def ordinal(draft: Draft) -> bool:
    """First Avenue with a figure: 1st Ave, 1 st Avenue, Ist Avenue; Four Winds as 4 Winds."""
    return _any(draft, lambda words: " ".join(
        draft.chance.choice(_ORDINALS[word]) if word in _ORDINALS else word for word in words.split(" ")
    ))  # fmt: skip


def letter_missing(draft: Draft) -> bool:
    """A letter left out, now and then the first or the last."""

    def without(word: str) -> str:
        at = draft.chance.choice((0, len(word) - 1, *range(1, len(word) - 1)))
        return word[:at] + word[at + 1 :]

    return _one_word(draft, without)


def letter_doubled(draft: Draft) -> bool:
    """A letter twice that should stand once, or once that should stand twice."""

    def doubled(word: str) -> str:
        single = re.sub(r"(.)\1", r"\1", word, count=1)
        at = draft.chance.randrange(1, len(word))
        return single if single != word and draft.chance.random() < 0.5 else word[:at] + word[at] + word[at:]

    return _one_word(draft, doubled)


def thumb(draft: Draft) -> bool:
    """The next key of a telephone's keyboard, above, below or beside."""

    def missed(word: str) -> str:
        at = draft.chance.randrange(len(word))
        key = word[at].lower()
        return word[:at] + draft.chance.choice(_THUMBS.get(key, key)) + word[at + 1 :]

    return _one_word(draft, missed)


def dictated(draft: Draft) -> bool:
    """Words written down as they sound: Rode, Whey, Larkfeild Clothes."""

    def heard(words: str) -> str:
        parts = words.split(" ")
        sounds = [(at, sound) for at, word in enumerate(parts) if (sound := _sound(draft, word)) != word]
        for at, sound in draft.chance.sample(sounds, min(len(sounds), 1 + (draft.chance.random() < _TWICE))):
            parts[at] = sound
        return " ".join(parts)

    return _one(draft, heard)


def scanned_name(draft: Draft) -> bool:
    """Letters as a scanner misreads them: rn for m, 0 for o, 1 for l, cl for d."""

    def misread(words: str) -> str:
        for _ in range(1 + (draft.chance.random() < _TWICE)):
            right, wrong = draft.chance.choice([pair for pair in _SCANS if pair[0] in words] or [("", "")])
            words = words.replace(right, wrong, 1) if right else words
        return words

    return _one(draft, misread)


def scanned_number(draft: Draft) -> bool:
    """Figures as a scanner misreads them: l2, I4, 1O, 2o for 12, 14, 10, 20."""
    number = draft.words["number"]
    misread = re.sub(r"[01]", lambda it: draft.chance.choice("Oo" if it[0] == "0" else "lI|"), number, count=1)
    draft.words["number"] = misread
    return number.isdigit() and len(number) > 1 and misread != number


def scanned_postcode(draft: Draft) -> bool:
    """The postcode with a letter for a figure or the other way: O, I, S, B, Z, G for 0, 1, 5, 8, 2, 6."""
    outward, inward = draft.property.postcode.split(" ")
    letters, figures = str.maketrans("015826", "OISBZG"), str.maketrans("OISBZG", "015826")
    ways = [
        f"{outward[:2]}{outward[2:].translate(letters)} {inward}",
        f"{outward} {inward[0].translate(letters)}{inward[1:]}",
        f"{outward} {inward[0]}{inward[1:].translate(figures)}",
    ]  # fmt: skip
    draft.words["postcode"] = draft.chance.choice(ways)
    return draft.words["postcode"] != draft.property.postcode


def welsh_without(draft: Draft) -> bool:
    """Welsh without accents and apostrophes, or with those of another keyboard."""

    def plain(words: str) -> str:
        return draft.chance.choice(
            (without_accents(words), words.replace("ŷ", "ý").replace("ô", "ò"), words.replace("'", "’ "))
        )

    return _any(draft, plain)


def _shortened(draft: Draft, *parts: str) -> bool:
    before = dict(draft.words)
    for part in parts:
        draft.words[part] = shortened(draft.chance, draft.words[part], draft.setting.wording.short)
    return draft.words != before


def _sound(draft: Draft, word: str) -> str:
    if word in _SOUNDS:
        return draft.chance.choice(_SOUNDS[word])
    end = next((end for end in _STEM_SOUNDS if word.endswith(end) and word != end), "")
    return word.removesuffix(end) + _STEM_SOUNDS.get(end, "")


def _any(draft: Draft, change: Callable[[str], str]) -> bool:
    """Change whatever parts the change makes another of."""
    changed = [_respell(draft, part, change(draft.words[part])) for part in _NAMES if draft.words[part]]
    return any(changed)


def _one(draft: Draft, change: Callable[[str], str]) -> bool:
    """Change one part."""
    parts = [part for part in _NAMES if draft.words[part]]
    draft.chance.shuffle(parts)
    return any(_respell(draft, part, change(draft.words[part])) for part in parts)


def _one_word(draft: Draft, change: Callable[[str], str]) -> bool:
    """Change one long word of one part."""

    def changed(words: str) -> str:
        parts = words.split(" ")
        long = [at for at, word in enumerate(parts) if len(word) >= _LONG and word.isalpha()]
        if long:
            at = draft.chance.choice(long)
            parts[at] = change(parts[at])
        return " ".join(parts)

    return _one(draft, changed)


def _respell(draft: Draft, part: str, words: str) -> bool:
    """Write the part so, unless it is the same, or has a word that is of another name there."""
    new = set(words.lower().split()) - set(draft.words[part].lower().split())
    if words == draft.words[part] or not draft.setting.vocabulary.isdisjoint({each for each in new if each.isalpha()}):
        return False
    draft.words[part] = words
    return True


SPELLING: dict[str, tuple[int, Fault]] = {
    "kind of street shortened": (4, kinds_shortened),
    "building shortened": (3, buildings_shortened),
    "place shortened": (2, place_shortened),
    "saint": (2, saint),
    "apostrophe": (1, possessive),
    "compound": (3, compound),
    "ordinal": (1, ordinal),
    "letter missing": (3, letter_missing),
    "letter doubled": (3, letter_doubled),
    "thumb": (3, thumb),
    "dictated": (4, dictated),
    "scanned name": (4, scanned_name),
    "scanned number": (2, scanned_number),
    "scanned postcode": (2, scanned_postcode),
    "Welsh keyboard": (4, welsh_without),
}
