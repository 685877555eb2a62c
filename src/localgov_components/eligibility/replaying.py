"""Deciding a recorded case again, from an archive alone: the same to the letter, or exactly what differs.

>>> from datetime import date
>>> from tempfile import TemporaryDirectory
>>> from localgov_components.eligibility import ArchiveFolder, Scheme, keep, rule
>>> from localgov_components.rules import Fact, Facts, Known, fact
>>> class Household(Facts, id="household"):
...     blue_badge: Fact[bool] = fact("somebody has a Blue Badge")
>>> scheme = Scheme("concession", facts=[Household], eligible=[rule("badge", Household.blue_badge)])
>>> with TemporaryDirectory() as folder:
...     archive = ArchiveFolder(folder)
...     record = keep(scheme.decide(Known({"household.blue_badge": True}), on=date(2026, 5, 1)), archive)
...     same = replay(record, archive)
...     changed = replay(record.model_copy(update={"scheme": "another"}), archive)
>>> same.is_identical, [each.path for each in changed.differences]
(True, ['scheme'])
"""

import re
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from functools import lru_cache

from pydantic import JsonValue

from localgov_components.eligibility.archives import Archive
from localgov_components.eligibility.decision import Decision
from localgov_components.eligibility.document import read_scheme_document
from localgov_components.eligibility.record import DecisionRecord
from localgov_components.eligibility.redecision import Redecision, redecision
from localgov_components.eligibility.scheme import Scheme
from localgov_components.policy import PolicySet, read_policy_document
from localgov_components.rules import Known
from localgov_components.rules.document.place import Place
from localgov_components.rules.document.shape import ABSENT, differences
from localgov_components.rules.fact_data import read_known

__all__ = ["Difference", "Replay", "Replayer", "redecide", "replay"]

_IN_WORDS = re.compile(
    r"(?:tier|award|(?:definitions|policy)\[\d+\]\.value|used\[\d+\]"
    r"|(?:award_)?reasons\[\d+\]\.conditions\[\d+\](?:\.value)?)\.(?:says|shows)\.(?:en|cy)"
)
"""Where a record holds words. A fact may have any id, also one that ends as these do."""

_FIGURES = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")

_KEPT_OPEN = 32
"""Schemes and policies that a `Replayer` keeps open: most cases of a council were decided by a few."""


@dataclass(frozen=True, slots=True)
class Difference:
    """Where a record and its replay differ.

    The path is like `policy[1].value.value`; a side that has nothing there has None.
    """

    path: str
    kept: JsonValue = field(repr=False)
    replayed: JsonValue = field(repr=False)


@dataclass(frozen=True, slots=True, eq=False)
class Replay:
    """A case decided again.

    `again` is the record that the same decision has now, `differences` where it is another.
    """

    record: DecisionRecord = field(repr=False)
    decision: Decision = field(repr=False)
    again: DecisionRecord = field(repr=False)
    differences: tuple[Difference, ...]

    @property
    def is_identical(self) -> bool:
        """Whether record and replay are the same JSON, to the letter."""
        return not self.differences

    @property
    def differs_in_words_only(self) -> bool:
        """Whether the decision is the same, and only sentences are others, with the same figures in them.

        So it is where another version of this package says it in other words. What words mean is not compared.
        """
        return bool(self.differences) and all(map(_is_in_words, self.differences))


def replay(record: DecisionRecord, archive: Archive) -> Replay:
    """Decide a recorded case again, by what the archive has under its hashes.

    What was added to the record afterwards (overrides, effect, what it supersedes) is taken as it is. Raises
    `NotFoundError` for what the archive does not have, and `DefinitionError` for what is damaged in it, or for facts
    that the scheme does not read. For many records at once, use one `Replayer`.
    """
    return Replayer(archive).replay(record)


def redecide(
    record: DecisionRecord,
    archive: Archive,
    *,
    known_at: datetime | None = None,
    policy: PolicySet | None = None,
) -> Redecision:
    """Decide a recorded case again by another policy, or by what was known then.

    Rules, facts and day are those of the record. `policy` is the archived one when left out; of it counts what was
    recorded by `known_at`, all of it when left out. Raises as `replay` does, and `NotFoundError` for a value that is
    missing.
    """
    return Replayer(archive).redecide(record, known_at=known_at, policy=policy)


class Replayer:
    """Decides recorded cases again, from one archive.

    It keeps open the schemes and policies that it read last.
    """

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._scheme = lru_cache(_KEPT_OPEN)(self._read_scheme)
        self._policy = lru_cache(_KEPT_OPEN)(self._read_policy)

    def replay(self, record: DecisionRecord) -> Replay:
        """Decide a case again; see `replay`."""
        policy = self._policy(record.policy_edition)
        decision = self._decide(record, policy, record.known_at)
        again = decision.record(decided=record.decided, effect=record.effect).model_copy(
            update={"overrides": record.overrides, "supersedes": record.supersedes}
        )
        pairs = differences(record.model_dump(mode="json"), again.model_dump(mode="json"), Place("", []))
        found = tuple(Difference(where.path, _or_none(kept), _or_none(now)) for where, kept, now in pairs)
        return Replay(record, decision, again, found)

    def redecide(
        self, record: DecisionRecord, *, known_at: datetime | None = None, policy: PolicySet | None = None
    ) -> Redecision:
        """Decide a case by another policy; see `redecide`."""
        archived = self._policy(record.policy_edition)
        decision = self._decide(record, policy or archived, known_at)
        return redecision(record, decision, archived.on(record.on, known_at=record.known_at))

    def _decide(self, record: DecisionRecord, policy: PolicySet, known_at: datetime | None) -> Decision:
        scheme = self._scheme(record.rules_hash)
        known: Known = read_known(record.facts, facts=scheme.vocabularies, source="facts of the record", kept=True)
        return scheme.decide(known, on=record.on, policy=policy, known_at=known_at)

    def _read_scheme(self, rules_hash: str) -> Scheme:
        return read_scheme_document(self._archive.get(rules_hash), source=f"archived scheme {rules_hash}")

    def _read_policy(self, edition: str) -> PolicySet:
        return read_policy_document(self._archive.get(edition), source=f"archived policy {edition}")


def _is_in_words(difference: Difference) -> bool:
    both = (difference.kept, difference.replayed)
    texts = [each for each in both if isinstance(each, str)]
    is_place = _IN_WORDS.fullmatch(difference.path) is not None
    return is_place and len(texts) == len(both) and _figures(texts[0]) == _figures(texts[1])


def _figures(text: str) -> list[Decimal]:
    """The numbers in a sentence, however they are written: of amounts, days and counts."""
    return sorted(Decimal(each.replace(",", "")) for each in _FIGURES.findall(text))


def _or_none(value: object) -> JsonValue:
    return None if value is ABSENT else value  # type: ignore[return-value]  # a part of a record's JSON
