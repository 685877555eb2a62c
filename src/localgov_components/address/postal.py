r"""A postal address as somebody typed it, to send a letter to.

What may stand in one is said by `address.postal_rules`, with its source. The forces' BFPO numbers stand for town and
postcode. An address abroad names its country and has its postcode on the line of its town.

>>> address = PostalAddress.read(["The Lighthouse", ""], "Ambleford", "dt97 1aa")
>>> address.post_lines
('The Lighthouse', 'Ambleford', 'DT97 1AA')
>>> PostalAddress.read_block("2 Troop, 9 Regiment\nBFPO 801\nBF1 2AU\nUnited Kingdom").post_lines
('2 Troop, 9 Regiment', 'BF1 2AU', 'BFPO 801')
>>> PostalAddress.read(["~"], "Ambleford", "DT97 1AA")
Traceback (most recent call last):
    ...
localgov_components.core.errors.InvalidValueError: not a postal address. Show the problems that
postal_address_problems finds.
"""

from collections.abc import Sequence
from typing import Annotated, Self

from pydantic import AfterValidator, model_validator

from localgov_components.address.postal_rules import (
    bfpo_number,
    country_abroad,
    postal_address_parts,
    postal_address_problems,
    tidy_line,
)
from localgov_components.core import InvalidValueError, Problem
from localgov_components.core.model import Model, Sensitive
from localgov_components.identifiers import Postcode

__all__ = ["PostalAddress"]


class PostalAddress(Model):
    """An address typed by hand; its spaces are tidied and its empty lines left out.

    `town` is empty and `postcode` None only for a BFPO address or one abroad; `country` is empty but for one abroad.
    What `postal_address_problems` finds a problem in is refused with Pydantic's `ValidationError`.
    """

    lines: Annotated[
        tuple[str, ...],
        AfterValidator(lambda lines: tuple(filter(None, map(tidy_line, lines)))),
        Sensitive("personal"),
    ]
    town: Annotated[str, AfterValidator(tidy_line), Sensitive("personal")] = ""
    postcode: Annotated[Postcode | None, Sensitive("personal")] = None
    country: Annotated[str, AfterValidator(country_abroad), Sensitive("personal")] = ""

    @classmethod
    def read(cls, lines: Sequence[str], town: str, postcode: str, *, country: str = "") -> Self:
        """Read what was typed in a form's parts, or raise `InvalidValueError` with the code of the first problem."""
        for problem in postal_address_problems(lines, town, postcode, country=country):
            raise _refusal(problem)
        code = tidy_line(postcode)
        return cls(lines=tuple(lines), town=town, postcode=Postcode.parse(code) if code else None, country=country)

    @classmethod
    def read_block(cls, text: str, *, country: str = "") -> Self:
        """Read what was typed in one box, a line for each part; raises as `read` does."""
        return cls.read(*postal_address_parts(text), country=country)

    @property
    def bfpo_number(self) -> int | None:
        """The number of the forces' post office, where the address has one."""
        return next((number for line in (*self.lines, self.town) if (number := bfpo_number(line)) is not None), None)

    @property
    def post_lines(self) -> tuple[str, ...]:
        """All lines for an envelope: town and postcode last, then the first BFPO number or the country."""
        number = self.bfpo_number
        places = [line for line in (*self.lines, self.town) if line and (number is None or bfpo_number(line) != number)]
        forces = "" if number is None else f"BFPO {number}"
        return (*places, *filter(None, (str(self.postcode or ""), forces, self.country)))

    @property
    def label(self) -> str:
        """One line, as a summary shows it."""
        return ", ".join(self.post_lines)

    @model_validator(mode="after")
    def _can_be_posted_to(self) -> Self:
        for problem in postal_address_problems(self.lines, self.town, str(self.postcode or ""), country=self.country):
            raise _refusal(problem)
        return self


def _refusal(problem: Problem) -> InvalidValueError:
    return InvalidValueError(
        "not a postal address. Show the problems that postal_address_problems finds.", code=problem.code
    )
