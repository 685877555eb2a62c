"""The package's words for notices and reports, and the days and values in them."""

from datetime import date, timedelta

from localgov_components.core.clock import uk_zone
from localgov_components.core.errors import NotFoundError
from localgov_components.core.messages import LANGUAGES, package_catalogue
from localgov_components.eligibility.record import Effect, FactUsed, RecordedValue, Words
from localgov_components.eligibility.record.instant import Instant
from localgov_components.rules.labels import in_sentence
from localgov_components.rules.reading import read_value

__all__ = ["Phrasing"]


class Phrasing:
    """Words in one language; keys are those below `eligibility`. Raises `NotFoundError` for a language there is not."""

    def __init__(self, language: str) -> None:
        if language not in LANGUAGES:
            raise NotFoundError(
                f"no words in '{language[:20]}'. There are: {', '.join(LANGUAGES)}.", code="record.language"
            )
        self.language = language

    @property
    def is_reviewed(self) -> bool:
        """Whether a speaker of the language has read the package's words in it."""
        return self.language in package_catalogue().reviewed

    def word(self, key: str, **parts: str) -> str:
        """The words under a key, filled in."""
        return package_catalogue().text(f"eligibility.{key}", self.language, **parts)

    def day(self, day: date) -> str:
        """A day as people write it."""
        return read_value(day, language=self.language)

    def instant(self, at: Instant) -> str:
        """An instant, in the time of the United Kingdom."""
        local = at.astimezone(uk_zone())
        return f"{self.day(local.date())}, {local:%H:%M:%S}"

    def said(self, words: Words | RecordedValue | None) -> str:
        """Recorded words in the language; nothing for none."""
        if words is None:
            return ""
        return (words.says if isinstance(words, RecordedValue) else words).text(self.language)

    def effect(self, effect: Effect, key: str) -> str:
        """The days on which a decision has effect, in the words of a key; the last of them is one on which it does."""
        last = None if effect.effective_until is None else effect.effective_until - timedelta(days=1)
        return self.between(key, effect.effective_from, last)

    def between(self, key: str, first: date, last: date | None) -> str:
        """Days from a first to a last, both of them included."""
        if last is None:
            return self.word(f"{key}-from", begin=self.day(first))
        return self.word(f"{key}-between", begin=self.day(first), end=self.day(last))

    def fact(self, fact: FactUsed) -> str:
        """What a fact is called, and of which member it is one."""
        label = fact.label
        for each in reversed(fact.members):
            label = self.word(
                "notice.unknown.of-member", fact=label, number=str(each.number), members=in_sentence(each.members)
            )
        return label
