"""Keeping a decision so that it can be made again: its record, and in an archive what decided.

>>> from datetime import date
>>> from tempfile import TemporaryDirectory
>>> from localgov_components.eligibility import ArchiveFolder, Scheme, rule
>>> from localgov_components.rules import Fact, Facts, Known, fact
>>> class Household(Facts, id="household"):
...     blue_badge: Fact[bool] = fact("somebody has a Blue Badge")
>>> scheme = Scheme("concession", facts=[Household], eligible=[rule("badge", Household.blue_badge)])
>>> decision = scheme.decide(Known({"household.blue_badge": True}), on=date(2026, 5, 1))
>>> with TemporaryDirectory() as folder:
...     archive = ArchiveFolder(folder)
...     record = keep(decision, archive)
...     archive.hashes() == tuple(sorted([record.rules_hash, record.policy_edition]))
True
"""

from datetime import datetime

from localgov_components.eligibility.archives import Archive
from localgov_components.eligibility.decision import Decision
from localgov_components.eligibility.record import DecisionRecord, Effect
from localgov_components.eligibility.scheme_on import SchemeOn
from localgov_components.policy import policy_document

__all__ = ["keep", "keep_rules"]


def keep(
    decision: Decision, archive: Archive, *, decided: datetime | None = None, effect: Effect | None = None
) -> DecisionRecord:
    """The record of a decision, once what decided is in an archive.

    That is the scheme and the policy. The archive is about nobody. The record is about a person, and is yours to keep
    with the case.
    """
    keep_rules(decision.made_by, archive)
    return decision.record(decided=decided, effect=effect)


def keep_rules(scheme: SchemeOn, archive: Archive) -> None:
    """Put a scheme and its policy into an archive.

    Once is enough for all that it decides.
    """
    archive.put(scheme.scheme.document)
    archive.put(policy_document(scheme.policy))
