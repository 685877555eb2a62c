r"""What keeps a letter from reaching an address that somebody typed.

The rules are those by which GOV.UK Notify accepts a letter's address
(https://www.notifications.service.gov.uk/using-notify/guidance/letters; alphagov/notifications-utils, postal_address):

- at most 7 lines, of which the last is a postcode or a country; a recipient's name above them is one of the 7, and with
  it there are always the 3 that a letter needs;
- a BFPO number, with a postcode or without, stands for town and postcode, and has no country;
- no line begins with one of the characters that its printer misreads; the first two have a letter or a digit;
- nobody lives at "no fixed abode", nor at its pseudo-postcodes;
- the name of the United Kingdom, of a part of it, or of an island with its postcodes is no country to name.

Nothing is looked up: whether a place or a country exists is not for a form to say, and an odd address is an address.

>>> [problem.code for problem in postal_address_problems(["no fixed abode"], "Ambleford", "")]
['postal-address.no-fixed-abode', 'postal-address.postcode-empty']
>>> postal_address_problems(["Rue du Moulin 1"], "75001 Paris", "", country="France")
()
>>> postal_address_parts("The Lighthouse,\nAmbleford DT97 1AA\nLloegr")
PostalAddressParts(lines=('The Lighthouse',), town='Ambleford', postcode='DT97 1AA')
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from localgov_components.core import Problem
from localgov_components.identifiers import Postcode, PostcodeKind

__all__ = [
    "PostalAddressParts",
    "bfpo_number",
    "country_abroad",
    "postal_address_parts",
    "postal_address_problems",
    "tidy_line",
]

MOST_LINES = 7
"""Lines of an address in a letter, from the first to the postcode or country (GOV.UK Notify)."""

FORBIDDEN_FIRST = '@()=[]"\\/,<>~'
"""Characters that no line of an address may begin with (GOV.UK Notify)."""

AT_HOME = frozenset(
    {
        *("britain", "england", "gb", "great britain", "northern ireland", "scotland", "u.k.", "uk"),
        *("the united kingdom", "the uk", "united kingdom", "united kingdom of great britain and northern ireland"),
        *("wales", "guernsey", "isle of man", "jersey"),
        *("cymru", "deyrnas unedig", "gogledd iwerddon", "lloegr", "prydain", "prydain fawr", "y deyrnas unedig"),
        *("ynys manaw", "yr alban"),
    }
)
"""Names, in English and Welsh, of places whose letters need no country: the postcode says enough."""

_NEED_LETTERS = 2
"""So many lines at the top must hold a letter or a digit (GOV.UK Notify)."""

_NO_FIXED_ABODE = re.compile(r"^(nfa|n\.f\.a\.?)$|\bno fixed (abode|address)\b", re.IGNORECASE)
_BFPO = re.compile(r"b\.?f\.?p\.?o\.? ?(?:c/o ?)?([0-9]{1,4})", re.IGNORECASE | re.ASCII)
_BEFORE_PUNCTUATION = re.compile(r" +(?=[,.])")
_UNPRINTABLE = frozenset({"Cc", "Cf", "Cs"})
"""Unicode categories of control and formatting characters and of halves of characters."""

_POSTCODE_WORDS = 2


class PostalAddressParts(NamedTuple):
    """An address in the parts of a form."""

    lines: tuple[str, ...]
    town: str
    postcode: str


def tidy_line(text: str) -> str:
    """A line without what is not printed, with single spaces, and without commas or spaces at its end."""
    spaced = " ".join(text.split())
    printed = "".join(character for character in spaced if unicodedata.category(character) not in _UNPRINTABLE)
    return _BEFORE_PUNCTUATION.sub("", " ".join(printed.split())).rstrip(" ,")


def bfpo_number(line: str) -> int | None:
    """The number of the forces' post office, where a line is nothing else."""
    found = _BFPO.fullmatch(line)
    return int(found[1]) if found else None


def country_abroad(country: str) -> str:
    """The country's name as it is printed; nothing for the United Kingdom, its parts and its neighbours in the post."""
    name = tidy_line(country)
    return "" if name.casefold() in AT_HOME else name


def postal_address_parts(text: str) -> PostalAddressParts:
    """Divide an address typed in one box, a line for each part of it.

    Names of the United Kingdom and its parts at the end are left out, and a postcode is found on its own line or at the
    end of the last. Nothing is refused here: ask `postal_address_problems` about the parts.
    """
    lines = [line for typed in text.splitlines() if (line := tidy_line(typed))]
    while lines and not country_abroad(lines[-1]):
        lines.pop()
    if any(bfpo_number(line) is not None for line in lines):
        places = [place for place, line in enumerate(lines) if Postcode.is_valid(line)]
        postcode = lines.pop(places[-1]) if places else ""
        return PostalAddressParts(tuple(lines), "", postcode)
    before, postcode = _postcode_at_end(lines.pop()) if lines else ("", "")
    lines += filter(None, (before,))
    town = lines.pop() if lines and _kind(postcode) is not PostcodeKind.BFPO else ""
    return PostalAddressParts(tuple(lines), town, postcode)


def _postcode_at_end(line: str) -> tuple[str, str]:
    """What stands before a line's postcode, and the postcode; the whole line and nothing where it has none."""
    words = line.split()
    for number in range(1, _POSTCODE_WORDS + 1):
        last = " ".join(words[-number:])
        if Postcode.is_valid(last):
            return tidy_line(" ".join(words[:-number])), last
    return line, ""


def postal_address_problems(
    lines: Sequence[str], town: str, postcode: str, *, country: str = "", prefix: str = ""
) -> tuple[Problem, ...]:
    """Everything to put right in an address as it was typed.

    Nothing when a letter can be sent to it. `country` is that of an address abroad, whose postcode stands on the line
    of its town. A problem's field is `line1`, `line2`, …, `town`, `postcode` or `country`, after `prefix`.
    """
    typed = {"line1": ""} | {f"line{number}": tidy_line(line) for number, line in enumerate(lines, 1)}
    typed |= {"town": tidy_line(town)}
    code, abroad = tidy_line(postcode), country_abroad(country)
    found = [
        *_missing(typed, code, abroad),
        *_postcode_problems(code, abroad),
        *_line_problems(typed | {"country": abroad}),
    ]
    if sum(map(bool, (*typed.values(), code, abroad))) > MOST_LINES:
        found.append(Problem("postal-address.too-many-lines", "line1", {"most": str(MOST_LINES)}))
    places = [*typed, "postcode", "country"]
    found.sort(key=lambda problem: places.index(problem.field))
    return tuple(replace(problem, field=prefix + problem.field) for problem in found)


def _missing(typed: Mapping[str, str], postcode: str, abroad: str) -> Iterator[Problem]:
    is_bfpo = any(bfpo_number(text) is not None for text in typed.values()) or _kind(postcode) is PostcodeKind.BFPO
    if not any(text and bfpo_number(text) is None for field, text in typed.items() if field != "town"):
        yield Problem("postal-address.line-empty", "line1")
    if is_bfpo and abroad:
        yield Problem("postal-address.bfpo-country", "country")
    if not typed["town"] and not is_bfpo and not abroad:
        yield Problem("postal-address.town-empty", "town")
    if not postcode and not is_bfpo and not abroad:
        yield Problem("postal-address.postcode-empty", "postcode")


def _postcode_problems(postcode: str, abroad: str) -> Iterator[Problem]:
    if postcode and abroad:
        yield Problem("postal-address.postcode-abroad", "postcode")
    elif postcode and not _kind(postcode):
        yield Problem("postal-address.postcode", "postcode")
    elif _kind(postcode) is PostcodeKind.PSEUDO:
        yield Problem("postal-address.no-fixed-abode", "postcode")


def _kind(postcode: str) -> PostcodeKind | None:
    return Postcode.parse(postcode).kind if Postcode.is_valid(postcode) else None


def _line_problems(typed: Mapping[str, str]) -> Iterator[Problem]:
    printed = [(field, text) for field, text in typed.items() if text]
    for place, (field, text) in enumerate(printed):
        if _NO_FIXED_ABODE.search(text):
            yield Problem("postal-address.no-fixed-abode", field)
        elif text[0] in FORBIDDEN_FIRST:
            yield Problem("postal-address.first-character", field, {"characters": " ".join(FORBIDDEN_FIRST)})
        elif place < _NEED_LETTERS and not any(map(str.isalnum, text)):
            yield Problem("postal-address.no-letters", field)
