"""A postal address as somebody typed it, and what keeps a letter from reaching it.

The rules are those by which GOV.UK Notify accepts a letter's address
(https://www.notifications.service.gov.uk/using-notify/guidance/letters, notifications-utils): 3 to 7
lines with the town and the postcode among them, letters or digits in the first two, no line that
begins with one of the characters its printer misreads. Nothing is looked up: whether the place exists
is not for a form to say, and an odd address is an address. The forces' BFPO numbers stand for town
and postcode.

>>> address = PostalAddress.read(["The Lighthouse", ""], "Ambleford", "dt97 1aa")
>>> address.post_lines
('The Lighthouse', 'Ambleford', 'DT97 1AA')
>>> [problem.code for problem in postal_address_problems(["no fixed abode"], "Ambleford", "")]
['postal-address.no-fixed-abode', 'postal-address.postcode-empty']
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Annotated, Self

from pydantic import AfterValidator, model_validator

from localgov_components.core import InvalidValueError, Problem
from localgov_components.core.model import Model, Sensitive
from localgov_components.identifiers import Postcode

__all__ = ["PostalAddress", "postal_address_problems"]

MOST_LINES = 7
"""Lines of an address in a letter, the town and the postcode among them (GOV.UK Notify)."""

FORBIDDEN_FIRST = '@()=[]"\\/,<>~'
"""Characters that no line of an address may begin with (GOV.UK Notify)."""

_NEED_LETTERS = 2
"""So many lines at the top must hold a letter or a digit (GOV.UK Notify)."""

_NO_FIXED_ABODE = re.compile(r"^(nfa|n\.f\.a\.?)$|\bno fixed (abode|address)\b", re.IGNORECASE)
_BFPO = re.compile(r"b\.?f\.?p\.?o\.? ?(c/o )?[0-9]{1,4}", re.IGNORECASE | re.ASCII)
_UNPRINTABLE = frozenset({"Cc", "Cf", "Cs"})
"""Unicode categories of control and formatting characters and of halves of characters."""


def _tidy(text: str) -> str:
    spaced = " ".join(text.split())
    return "".join(character for character in spaced if unicodedata.category(character) not in _UNPRINTABLE).strip()


class PostalAddress(Model):
    """An address typed by hand; its spaces are tidied and its empty lines left out.

    `town` is empty and `postcode` None only for a BFPO address. What `postal_address_problems` finds
    a problem in is refused with Pydantic's `ValidationError`.
    """

    lines: Annotated[
        tuple[str, ...],
        AfterValidator(lambda lines: tuple(filter(None, map(_tidy, lines)))),
        Sensitive("personal"),
    ]
    town: Annotated[str, AfterValidator(_tidy), Sensitive("personal")] = ""
    postcode: Annotated[Postcode | None, Sensitive("personal")] = None

    @classmethod
    def read(cls, lines: Sequence[str], town: str, postcode: str) -> Self:
        """Read what was typed, or raise `InvalidValueError` with the code of the first problem."""
        for problem in postal_address_problems(lines, town, postcode):
            raise _refusal(problem)
        return cls(lines=tuple(lines), town=town, postcode=Postcode.parse(postcode) if _tidy(postcode) else None)

    @property
    def post_lines(self) -> tuple[str, ...]:
        """All lines for an envelope, the town and the postcode last."""
        return (*self.lines, *filter(None, (self.town, str(self.postcode or ""))))

    @property
    def label(self) -> str:
        """One line, as a summary shows it."""
        return ", ".join(self.post_lines)

    @model_validator(mode="after")
    def _can_be_posted_to(self) -> Self:
        for problem in postal_address_problems(self.lines, self.town, str(self.postcode or "")):
            raise _refusal(problem)
        return self


def postal_address_problems(lines: Sequence[str], town: str, postcode: str, *, prefix: str = "") -> tuple[Problem, ...]:
    """Everything to put right in an address as it was typed.

    Nothing when a letter can be sent to it.
    A problem's field is `line1`, `line2`, …, `town` or `postcode`, after `prefix`.
    """
    typed = (
        {"line1": ""} | {f"line{number}": _tidy(line) for number, line in enumerate(lines, 1)} | {"town": _tidy(town)}
    )
    found = [*_missing(typed, _tidy(postcode)), *_postcode_problems(_tidy(postcode)), *_line_problems(typed)]
    if sum(map(bool, (*typed.values(), _tidy(postcode)))) > MOST_LINES:
        found.append(Problem("postal-address.too-many-lines", "line1", {"most": str(MOST_LINES)}))
    places = [*typed, "postcode"]
    found.sort(key=lambda problem: places.index(problem.field))
    return tuple(replace(problem, field=prefix + problem.field) for problem in found)


def _missing(typed: Mapping[str, str], postcode: str) -> Iterator[Problem]:
    is_bfpo = any(map(_BFPO.fullmatch, typed.values()))
    if not any(text and not _BFPO.fullmatch(text) for field, text in typed.items() if field != "town"):
        yield Problem("postal-address.line-empty", "line1")
    if not typed["town"] and not is_bfpo:
        yield Problem("postal-address.town-empty", "town")
    if not postcode and not is_bfpo:
        yield Problem("postal-address.postcode-empty", "postcode")


def _postcode_problems(postcode: str) -> Iterator[Problem]:
    if postcode and not Postcode.is_valid(postcode):
        yield Problem("postal-address.postcode", "postcode")


def _line_problems(typed: Mapping[str, str]) -> Iterator[Problem]:
    printed = [(field, text) for field, text in typed.items() if text]
    for place, (field, text) in enumerate(printed):
        if _NO_FIXED_ABODE.search(text):
            yield Problem("postal-address.no-fixed-abode", field)
        elif text[0] in FORBIDDEN_FIRST:
            yield Problem("postal-address.first-character", field, {"characters": " ".join(FORBIDDEN_FIRST)})
        elif place < _NEED_LETTERS and not any(map(str.isalnum, text)):
            yield Problem("postal-address.no-letters", field)


def _refusal(problem: Problem) -> InvalidValueError:
    return InvalidValueError(
        "not a postal address. Show the problems that postal_address_problems finds.", code=problem.code
    )
