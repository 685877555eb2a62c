"""The words of one page: a catalogue, a language, and what fills the placeholders.

The language is chosen here and nowhere else in this room.

>>> words = general_words()
>>> words.text("web.charge.detail", quantity="2", price="£48.00")
'2 at £48.00 each'
>>> words.day(date(2026, 5, 1))
'1 May 2026'
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from localgov_components.core.clock import uk_date
from localgov_components.core.messages import Catalogue, package_catalogue
from localgov_components.services import ServiceDesk

__all__ = ["LANGUAGE", "Words", "general_words", "words_of"]

LANGUAGE = "en"
"""The language of every page."""

_PAGE = "page."


@dataclass(frozen=True, slots=True)
class Words:
    """Texts for people. `values` fill what any text may name: who the council is, what it charges."""

    catalogue: Catalogue
    language: str
    values: Mapping[str, str] = field(default_factory=dict)

    def text(self, key: str, **more: str) -> str:
        """The text for a key. Raises `NotFoundError` when there is none."""
        return self.catalogue.text(key, self.language, **{**self.values, **more})

    def find(self, key: str, **more: str) -> str | None:
        """The text for a key, or None."""
        return self.catalogue.find(key, self.language, **{**self.values, **more})

    def day(self, day: date) -> str:
        """A day as people write it."""
        return f"{day.day} {self.text(f'web.month.{day.month}')} {day.year}"

    @property
    def of_the_page(self) -> dict[str, str]:
        """Texts that the templates themselves show, by their short key."""
        return {key.removeprefix(_PAGE): self.text(key) for key in self.catalogue.keys if key.startswith(_PAGE)}


def words_of(desk: ServiceDesk, *, now: datetime) -> Words:
    """The words of a council's service today."""
    today = uk_date(now)
    return Words(desk.words(today), LANGUAGE, desk.values(today))


def general_words() -> Words:
    """The package's own words, for pages that belong to no service."""
    return Words(package_catalogue(), LANGUAGE)
